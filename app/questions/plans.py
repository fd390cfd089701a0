"""What was intended, agreed or urged, apart from what was done: `whoholds plans`, /v1/plans."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from app import terminal
from app.answers.counts import report_days_words, speakers_in_words
from app.answers.explain import explain_answer, find_speakers, make_recipe, plan_facts, planned_subject
from app.answers.frame import frame_answer, question_json
from app.answers.notes import corroboration_notes, known_notes, lens_notes
from app.answers.question import Asked
from app.answers.shapes import count_json, entity_refs, range_json, speaker_json, statement_json, validity_json
from app.answers.words import join_words, number_words, plural
from app.parameters.common import DayParameters
from app.parameters.fields import Group
from app.question import Question
from app.schemas import (
    Certainty,
    Count,
    DayQuestion,
    Explained,
    Named,
    Range,
    Ref,
    Speaker,
    Statement,
    Validity,
)
from app.tables import AnswerShape
from app.terminal import Row, in_table
from graph.custody.plans import ReportedPlan, find_plans, find_reported_plans
from graph.evidence.hierarchy import is_plan
from graph.evidence.support import find_known_certainty
from graph.model.counts import enclose_ranges
from graph.model.statement import StoredStatement
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary


class DoneBy(TypedDict):
    statement: str
    basis: Literal["fulfils", "event", "matching"]
    counted: Annotated[bool, Field(description="false: it gives no number, and adds none")]
    inTotal: Annotated[bool, Field(description="a total that counts holds it already, so it adds nothing")]


class _PlannedPeople(TypedDict):
    predicate: str
    mode: str
    who: list[Ref]
    of: list[Ref]


_PlannedWay = TypedDict("_PlannedWay", {"from": list[Ref], "to": list[Ref]})


class PlanRow(_PlannedPeople, _PlannedWay):
    terms: list[str]
    count: Count | None
    validity: Validity
    saidBy: Speaker
    saidOn: str | None
    knownCertainty: Certainty
    fulfilledBy: list[Any]
    done: Annotated[Range | None, Field(description="what is said to be done of it; null: nobody counts a deed")]
    cap: Annotated[Range | None, Field(description="how many were planned")]
    share: Annotated[Range | None, Field(description="done of the cap, in per cent; null where the cap is unbounded")]
    doneBy: list[DoneBy]
    statements: list[Statement]


class PlansQuestion(DayQuestion):
    held: NotRequired[Named | None]


class PlansAnswer(Explained):
    question: PlansQuestion
    rows: list[PlanRow]


def plans(selection: Asked, held: Group = None) -> PlansAnswer:
    """One row per statement of a plan that may have been said by the day asked about, the newest first.

    Each comes with what is said to be done of it by then. Statements of what is under way are here too: their count is
    that of the whole undertaking.
    """
    view, asked = selection.view, selection.question
    found = find_plans(selection, held)
    planned = found.plans
    workings = make_recipe(
        _topics(found.statements),
        lambda predicate, some: plan_facts(view, find_reported_plans(selection, some, str(predicate)).rows),
    )
    return frame_answer(
        PlansAnswer,
        selection,
        question=question_json(selection, held=found.held),
        summary=_summary(view, planned),
        rows=planned,
        row_json=partial(_row, selection),
        notes=[
            *corroboration_notes(asked, found.filtered.few_speakers),
            *known_notes([[one.plan] for one in planned], asked),
            *lens_notes(selection, found.read),
        ],
        explain=explain_answer(selection, found.statements, workings, find_speakers(planned)),
    )


def _topics(statements: Sequence[StoredStatement]) -> Callable[[StoredStatement], set[str]]:
    """By predicate: a plan and its actions share it, or are linked to one another."""
    plans = {s.id: s.predicate for s in statements if is_plan(s)}
    linked: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for id_ in statement.fulfilled_by if statement.id in plans else ():
            linked[id_].add(statement.predicate)
    return lambda s: {s.predicate, *linked[s.id], *(plans[id_] for id_ in s.fulfils if id_ in plans)}


def _summary(view: Snapshot, planned: Sequence[ReportedPlan]) -> str:
    """How many plans, and for the first ones that are done in part, how many of how many. Plans are summed up only
    where they are of one action and about one Event. What is done has its days and speakers."""
    if not planned:
        return "No statement here tells of a plan."
    told = plural(len(planned), "statement") + " of plans; a plan is no deed."
    by_action: dict[tuple[str, Hashable], list[ReportedPlan]] = defaultdict(list)
    for one in planned:
        if one.plan.count and one.fulfilment.done and one.fulfilment.cap:
            by_action[planned_subject(one.plan)].append(one)
    for (predicate, _), alike in list(by_action.items())[:2]:
        wordings = list(dict.fromkeys(plan.count.wording for plan, _ in alike if plan.count))
        if done := enclose_ranges(found.done for _, found in alike if found.done):
            planned_words = f" {predicate.capitalize()}: planned were {join_words(wordings)}"
            told += f"{planned_words}; {number_words(done)} are said to be done{_by_whom(view, alike)}."
    return told


def _by_whom(view: Snapshot, alike: Sequence[ReportedPlan]) -> str:
    """The days and the speakers of the reports that make up what is done; a total stands for what it holds."""
    actions = (one for _, found in alike for one in found.actions if one.counted and not one.in_total)
    reports = list({one.statement.id: one.statement for one in actions}.values())
    when = report_days_words(reports)
    return f"{when and ' ' + when}, according to {speakers_in_words(view, (one.said_by for one in reports))}"


def _row(selection: Asked, row: ReportedPlan) -> PlanRow:
    view = selection.view
    statement, found = row
    predicate = vocabulary().predicates[statement.predicate]
    who = statement.role("agent") or statement.role("subject")
    of = statement.role(predicate.find_role("held")) or statement.role("object")
    return {
        "predicate": statement.predicate,
        "mode": statement.mode,
        "who": entity_refs(view, who if who != of else ()),
        "of": entity_refs(view, of),
        "from": entity_refs(view, (*statement.role("from_holder"), *statement.role("from_place"))),
        "to": entity_refs(view, (*statement.role("to_holder"), *statement.role("to_place"))),
        "terms": list(statement.terms),
        "count": count_json(statement.count),
        "validity": validity_json(statement.validity),
        "saidBy": speaker_json(view, statement.said_by),
        "saidOn": statement.said_on,
        "knownCertainty": find_known_certainty([statement], selection.question.known_at),
        "fulfilledBy": list(statement.fulfilled_by),
        "done": range_json(found.done),
        "cap": range_json(found.cap),
        "share": range_json(found.share),
        "doneBy": [
            {"statement": d.statement.id, "basis": d.basis, "counted": bool(d.counted), "inTotal": d.in_total}
            for d in found.actions
        ],
        "statements": [statement_json(view, statement)],
    }


def _plan(row: Row) -> str:
    """Such as `transfers (agreed, 2026-01): United States, of ISIS suspects, to Iraq; secure`."""

    told = [
        terminal.name_words(row["who"]),
        *(f"{word} {terminal.name_words(row[word])}" for word in ("of", "to") if row[word]),
    ]
    terms = f"; {', '.join(row['terms'])}" if row["terms"] else ""
    return f"{row['predicate']} ({row['mode']}, {row['validity']['written']}): {', '.join(filter(None, told))}{terms}"


def _done(row: Row) -> str:
    """Such as `1,800 to 2,200 (24 to 34 %)`."""

    if not row["done"]:
        return ""
    share = f" ({terminal.range_words(row['share'])} %)" if row["share"] else ""
    return terminal.range_words(row["done"]) + share


COLUMNS: terminal.Columns = {
    "plan": _plan,
    "how many": lambda row: row["count"],
    "done": _done,
    "said by": lambda row: row["saidBy"],
}
QUESTION = Question(
    "/plans",
    plans,
    DayParameters,
    AnswerShape(PlanRow, "What was planned, and what is done of it", "plans"),
    in_table(COLUMNS),
)
