"""What was intended, agreed or urged, apart from what was done: `whoholds plans`, /v1/plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import DayParameters, Group, Nationality
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.counts import Count, Range
from app.schemas.evidence import Certainty
from app.schemas.names import Named, Ref, Speaker
from app.schemas.pages import DayQuestion, Explained
from app.schemas.statements import Statement, Validity
from app.terminal import Row, in_table

if is_answering(__name__):
    from app.answers.explain import collect_statement_ids, explain_answer, make_recipe
    from app.answers.facts import plan_facts
    from app.answers.frame import frame_answer, question_json
    from app.answers.notes import corroboration_notes, lens_notes, possibly_public_notes
    from app.answers.question import Asked
    from app.answers.shapes import count_json, entity_refs, range_json, speaker_json, statement_json, validity_json
    from app.sentences import open_writer
    from app.sentences.plans import find_plans_facts
    from graph.custody.plans import ReportedPlan, find_plans, find_reported_plans
    from graph.evidence.hierarchy import is_plan
    from graph.evidence.support import find_known_certainty
    from graph.model.statement import StoredStatement
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
    fulfilledBy: list[str]
    done: Annotated[Range | None, Field(description="what is said to be done of it; null: nobody counts a deed")]
    cap: Annotated[Range | None, Field(description="how many were planned")]
    share: Annotated[Range | None, Field(description="done of the cap, in per cent; null where the cap is unbounded")]
    doneBy: list[DoneBy]
    statements: list[Statement]


class PlansQuestion(DayQuestion):
    held: NotRequired[Named | list[Named] | None]
    nationality: NotRequired[Named | list[Named] | None]


class PlansAnswer(Explained):
    question: PlansQuestion
    rows: list[PlanRow]


def plans(selection: Asked, held: Group = None, nationality: Nationality = None) -> PlansAnswer:
    """One row per statement of a plan that may have been said by the day asked about, the newest first.

    Of a nationality these are plans for all groups of which some people are said to have it.

    Each comes with what is said to be done of it by then. Statements of what is under way are here too: their count is
    that of the whole undertaking.
    """
    findings = find_plans(selection, held, nationality)
    planned, writer = findings.plans, open_writer(selection)
    recipe = make_recipe(
        _make_topic_finder(findings.statements),
        lambda predicate, statements: plan_facts(
            writer.explanations, find_reported_plans(selection, statements, str(predicate)).rows
        ),
    )
    return frame_answer(
        PlansAnswer,
        selection,
        question=question_json(selection, held=findings.asked, nationality=findings.nationalities),
        summary=writer.write_plans(find_plans_facts(selection, findings)),
        rows=planned,
        row_json=partial(_plan_row_json, selection),
        notes=[
            *corroboration_notes(selection, findings.filtered.few_speakers),
            *possibly_public_notes(selection, [[reported.plan] for reported in planned]),
            *lens_notes(selection, findings.read),
        ],
        explain=explain_answer(selection, findings.statements, recipe, collect_statement_ids(planned)),
    )


def _make_topic_finder(statements: Sequence[StoredStatement]) -> Callable[[StoredStatement], set[str]]:
    """A function for the topics of a statement: its predicate, and those of plans and actions linked to it."""
    plans = {s.id: s.predicate for s in statements if is_plan(s)}
    linked: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for id_ in statement.fulfilled_by if statement.id in plans else ():
            linked[id_].add(statement.predicate)
    return lambda s: {s.predicate, *linked[s.id], *(plans[id_] for id_ in s.fulfils if id_ in plans)}


def _plan_row_json(selection: Asked, row: ReportedPlan) -> PlanRow:
    view = selection.view
    statement, fulfilment = row
    predicate = vocabulary().predicates[statement.predicate]
    who = statement.role("agent") or statement.role("subject")
    people = statement.role(predicate.find_role("held")) or statement.role("object")
    return {
        "predicate": statement.predicate,
        "mode": statement.mode,
        "who": entity_refs(view, who if who != people else ()),
        "of": entity_refs(view, people),
        "from": entity_refs(view, (*statement.role("from_holder"), *statement.role("from_place"))),
        "to": entity_refs(view, (*statement.role("to_holder"), *statement.role("to_place"))),
        "terms": list(statement.terms),
        "count": count_json(statement.count),
        "validity": validity_json(statement.validity),
        "saidBy": speaker_json(view, statement.said_by),
        "saidOn": statement.said_on,
        "knownCertainty": find_known_certainty([statement], selection.question.known_at),
        "fulfilledBy": list(statement.fulfilled_by),
        "done": range_json(fulfilment.done),
        "cap": range_json(fulfilment.cap),
        "share": range_json(fulfilment.share),
        "doneBy": [
            {"statement": d.statement.id, "basis": d.basis, "counted": bool(d.counted), "inTotal": d.in_total}
            for d in fulfilment.actions
        ],
        "statements": [statement_json(view, statement)],
    }


def say_days(written: str) -> str:
    """The days of a plan in words, where they are written as bounds: `by 2026-01-30`, `2026-01-05 or later`."""
    if written.startswith("[") and written.endswith("]") and written.count("..") == 1 and "," not in written:
        first, _, last = written[1:-1].partition("..")
        if first and last:
            return f"between {first} and {last}"
        return f"by {last}" if last else f"{first} or later"
    first, slash, last = written.partition("/")
    if slash and first == "..":
        return f"by {last}"
    return f"{first} or later" if slash and last == ".." else written


def _write_plan(row: Row) -> str:
    """Such as `transfers (agreed, 2026-01): United States, of ISIS suspects, to Iraq; secure`."""

    phrases = [
        terminal.name_words(row["who"]),
        *(f"{word} {terminal.name_words(row[word])}" for word in ("of", "to") if row[word]),
    ]
    terms = f"; {', '.join(row['terms'])}" if row["terms"] else ""
    days = say_days(row["validity"]["written"])
    return f"{row['predicate']} ({row['mode']}, {days}): {', '.join(filter(None, phrases))}{terms}"


def _write_done(row: Row) -> str:
    """Such as `1,800 to 2,200 (24 to 34 %)`."""

    if not row["done"]:
        return ""
    share = f" ({terminal.range_words(row['share'])} %)" if row["share"] else ""
    return terminal.range_words(row["done"]) + share


COLUMNS: terminal.Columns = {
    "plan": _write_plan,
    "how many": lambda row: row["count"],
    "done": _write_done,
    "said by": lambda row: row["saidBy"],
}
QUESTION = Question(
    "/plans",
    plans,
    DayParameters,
    AnswerShape(
        PlanRow,
        "What was planned, and what is done of it",
        "plans",
        about=("predicate", "mode", "who", "of", "from", "to"),
        statements=("statements", "doneBy.statement"),
    ),
    in_table(COLUMNS),
)
