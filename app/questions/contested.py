"""What is denied, corrected or questioned, and where figures disagree: `whoholds contested`, /v1/contested."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import AlikeGroup, DayParameters, EntityName
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.counts import Count, Range
from app.schemas.evidence import AlikeRows, Certainty, Denier
from app.schemas.names import Ref, Speaker
from app.schemas.pages import DayQuestion, Explained
from app.schemas.statements import Statement
from app.terminal import in_table

if is_answering(__name__):
    from app.answers.alike import MOST_UNGROUPED, InGroup, group_alike, group_json, group_notes, groups_json
    from app.answers.explain import collect_statement_ids, explain_answer, make_recipe
    from app.answers.facts import dispute_facts
    from app.answers.frame import entity_question_json, frame_answer, question_json
    from app.answers.notes import filter_notes, lens_notes, possibly_public_count_notes
    from app.answers.question import Asked
    from app.answers.readings import Reading, reading_json
    from app.answers.shapes import (
        MOST_STATEMENTS,
        bound_json,
        count_json,
        entity_ref,
        entity_refs,
        select_shown,
        speaker_json,
        speakers_json,
        statements_json,
    )
    from app.sentences import open_writer
    from app.sentences.disputes import find_contested_facts
    from app.sentences.notes import AlikeWhat
    from app.sentences.row_words import RowWordWriter, make_dispute_fact, make_side_fact
    from graph.disputes.one_question import find_days, group_comparable
    from graph.disputes.question import Dispute, find_contested, find_dispute_known_certainty, find_disputes
    from graph.model.statement import Scope, StoredStatement
    from graph.selection.snapshot import Snapshot
    from graph.vocabulary import PLACE_ROLES


class Disputed(TypedDict):
    id: str
    key: str
    predicate: str
    roles: dict[str, list[Ref]]
    terms: list[str]
    count: Count | None
    saidBy: Speaker


class DisputedQuestion(TypedDict):
    words: str
    predicates: list[str]
    kind: Annotated[str | None, Field(description="of the count; null where no figures are in dispute")]
    unit: str | None
    of: str | None
    earliest: date | None
    latest: date | None


class ContestedRow(TypedDict):
    why: Literal["denied", "corrected", "questioned", "figures", "dates", "negative"]
    question: DisputedQuestion
    certainty: Annotated[Certainty, Field(description="possible: only if of one day, or of one occurrence")]
    knownCertainty: Annotated[
        Certainty, Field(description="certain: it is in dispute by what was surely public by known_at")
    ]
    disputed: Disputed
    disputedBy: list[Denier]
    sides: Annotated[list[str], Field(description="each reading in a few words")]
    part: Annotated[Ref | None, Field(description="a group that is counted as more than `whole`, of which it is part")]
    whole: Ref | None
    readings: list[Reading]
    independentSpeakers: Range | None
    statements: Annotated[list[Statement], Field(description="at most 50; include=statements gives all")]
    statementCount: int
    alike: Annotated[
        int, Field(description="how many rows of the whole answer are like this one but for days and places")
    ]
    group: Annotated[int | None, Field(description="the place of its group in groups, from 0; null: not among them")]
    nextStatements: NotRequired[
        Annotated[str | None, Field(description="the cursor that shows the statements after these; null: none")]
    ]


class ContestedQuestion(DayQuestion):
    entity: NotRequired[Ref | list[Ref] | None]
    group: NotRequired[int | None]


class ContestedAnswer(Explained):
    question: ContestedQuestion
    rows: list[ContestedRow]
    groups: Annotated[list[AlikeRows], Field(description="rows that are alike, the largest group first; at most 50")]
    groupCount: int


def contested(selection: Asked, entity: EntityName = None, group: AlikeGroup = None) -> ContestedAnswer:
    """One row per dispute, with the reason in `why`, what is disputed first among its statements.

    Of many rows the first of each group of alike ones come first, the worst before others; `groups` counts them.
    """
    view, asked = selection.view, selection.question
    findings = find_contested(selection, entity)
    ids, disputes = findings.entities, findings.rows
    group_numbers = group_comparable(findings.statements, selection.links) if asked.explain else {}
    writer = open_writer(selection)
    recipe = make_recipe(
        lambda s: (group_numbers[s.id],),
        lambda _, statements: dispute_facts(writer.explanations, find_disputes(selection, statements, ids).rows),
    )
    alike = group_alike(
        sorted(disputes, key=_rate_disagreement) if len(disputes) > MOST_UNGROUPED else disputes, _find_kind
    )
    rows = alike.select_group(group, alike.rows)

    def write_dispute(dispute: Dispute) -> str:
        return _question_json(view, writer.row_words, dispute)["words"]

    return frame_answer(
        ContestedAnswer,
        selection,
        question={
            **entity_question_json(view, ids),
            **question_json(selection),
            **group_json(group),
        },
        summary=writer.records.write_contested(find_contested_facts(selection, findings)),
        rows=rows,
        row_json=lambda dispute: _dispute_json(selection, writer.row_words, dispute, alike.group_fields(dispute)),
        extra_fields=groups_json(alike, write_dispute),
        notes=[
            *filter_notes(selection, findings.filtered),
            *group_notes(selection, alike, write_dispute, AlikeWhat.POINTS),
            *possibly_public_count_notes(
                selection,
                sum(find_dispute_known_certainty(d, asked.known_at) == "possible" for d in disputes),
                len(disputes),
            ),
            *lens_notes(selection, findings.read),
        ],
        explain=explain_answer(selection, findings.statements, recipe, collect_statement_ids(disputes)),
    )


def _find_kind(dispute: Dispute) -> Hashable:
    """A key for the disputed question, without days and places."""
    first = dispute.statements[0]
    roles = tuple((role, ids) for role, ids in first.roles.items() if role not in PLACE_ROLES)
    counted = first.count and (first.count.unit, first.count.kind, first.count.of)
    return dispute.why, dispute.certain, first.predicate, roles, first.mode, counted, dispute.part, dispute.whole


def _rate_disagreement(dispute: Dispute) -> float:
    """A sort key that puts the largest disagreement first: the highest number divided by the lowest upper limit."""
    if dispute.why != "figures":
        return 0
    counts = [s.count for s in dispute.statements if s.count]
    highs = [count.max for count in counts if count.max is not None]
    return -max((count.min for count in counts), default=0) / max(1, min(highs, default=1))


def _dispute_json(selection: Asked, writer: RowWordWriter, dispute: Dispute, alike: InGroup) -> ContestedRow:
    view = selection.view
    first, number = dispute.statements[0], len(dispute.statements)
    statements = dispute.statements
    if number > MOST_STATEMENTS:  # clashing statements before all others
        by_id = {s.id: s for s in (*dispute.clashing_statements, *dispute.statements)}
        statements = tuple(by_id.values())
    shown = select_shown(selection.question, statements)
    stated = statements_json(selection, statements)
    against = [s for s in dispute.clashing_statements if s is not first] if first.polarity == "asserts" else [first]
    against = against[:MOST_STATEMENTS] if len(shown) < number else against
    return {
        "why": dispute.why,
        "question": _question_json(view, writer, dispute),
        "certainty": "certain" if dispute.certain else "possible",
        "knownCertainty": find_dispute_known_certainty(dispute, selection.question.known_at),
        "disputed": {
            "id": first.id,
            "key": first.key,
            "predicate": first.predicate,
            "roles": {role: entity_refs(view, ids) for role, ids in first.roles.items()},
            "terms": list(first.terms),
            "count": count_json(first.count),
            "saidBy": speaker_json(view, first.said_by),
        },
        "disputedBy": [
            {**speaker_json(view, s.said_by), "scope": _find_reply_scope(first, s), "statement": s.id} for s in against
        ],
        "sides": [writer.write_side(make_side_fact(view, dispute, statement)) for statement in shown],
        "part": entity_ref(view, dispute.part) if dispute.part else None,
        "whole": entity_ref(view, dispute.whole) if dispute.whole else None,
        "readings": [reading_json(view, dispute, statement) for statement in shown],
        "independentSpeakers": speakers_json(view, dispute.statements),
        "statements": stated["statements"],
        "statementCount": stated["statementCount"],
        "alike": alike["alike"],
        "group": alike["group"],
    }


def _question_json(view: Snapshot, writer: RowWordWriter, dispute: Dispute) -> DisputedQuestion:
    """The disputed question, in words and by its parts."""
    first = dispute.statements[0]
    counted = first.count if dispute.why == "figures" else None
    answering = list(dispute.statements) if dispute.why in ("figures", "dates") else [first]
    windows = [find_days(statement) for statement in answering]
    earliest, latest = bound_json(min(w.earliest for w in windows)), bound_json(max(w.latest for w in windows))
    return {
        "words": writer.write_dispute(make_dispute_fact(view, dispute, answering, (earliest, latest))),
        "predicates": sorted({s.predicate for s in answering}),
        "kind": counted.kind if counted else None,
        "unit": counted.unit if counted else None,
        "of": counted.of if counted else None,
        "earliest": earliest,
        "latest": latest,
    }


def _find_reply_scope(disputed: StoredStatement, other: StoredStatement) -> Scope:
    """The scope of a response: to this statement only, or in general."""
    return next((reply.scope for reply in disputed.responses if reply.id == other.id), "specific")


COLUMNS: terminal.Columns = {
    "why": lambda row: row["why"],
    "question": lambda row: row["question"]["words"],
    "who says what": lambda row: "; ".join(row["sides"]),
    "speakers": lambda row: row["independentSpeakers"],
    "alike": terminal.alike_words,
    "statement": lambda row: row["disputed"]["id"],
}
QUESTION = Question(
    "/contested",
    contested,
    DayParameters,
    AnswerShape(ContestedRow, "What is contested", "contested", about=("why", "question", "certainty")),
    in_table(COLUMNS),
)
