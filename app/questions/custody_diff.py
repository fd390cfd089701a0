"""What changed in custody between two days or versions, and why: `whoholds custody-diff`, /v1/custody/diff."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import (
    Actor,
    FirstDay,
    FromKnownAt,
    FromVersion,
    Group,
    Nationality,
    PeriodParameters,
    Place,
    SecondDay,
)
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.counts import Range
from app.schemas.holdings import HoldingOnDay
from app.schemas.names import Named, Ref, Speaker
from app.schemas.pages import EvidenceQuestion, Page
from app.terminal import in_table

if is_answering(__name__):
    from app.answers.comparing import open_sides, read_known_then, read_two_days
    from app.answers.frame import frame_answer, question_json
    from app.answers.listing import holding_json
    from app.answers.notes import lens_notes
    from app.answers.question import Asked
    from app.answers.shapes import MOST_STATEMENTS, entity_ref, entity_refs, range_json, speaker_json
    from app.sentences import open_writer
    from app.sentences.custody_diff import find_custody_diff_facts, find_offices_of, make_change_fact
    from app.sentences.notes import FixedNote
    from graph.custody.day import HolderRow
    from graph.custody.diff import ROW_CHANGES, ChangeCause, CustodyChange, CustodyDiffFindings, find_custody_diff
    from graph.model.judgements import JUDGEMENTS


class ComparedHolding(HoldingOnDay):
    lost: Annotated[Range | None, Field(description="how many left the holder up to the days asked about")]


class ChangeReason(TypedDict):
    statement: Annotated[str, Field(description="its id")]
    key: str
    why: Annotated[
        Literal["opened", "becameKnown", "closed", "retracted", "ended", "nowCounts", "noLongerCounts"],
        Field(
            description="opened, closed: by a data version in between; becameKnown: public only later; retracted: "
            "taken back by its speaker or publisher; ended: by it all had left; nowCounts, noLongerCounts: known on "
            "both sides, it bears on the days of one"
        ),
    ]
    predicate: str
    saidBy: Speaker
    publisher: Annotated[Ref | None, Field(description="of its source")]
    knownFrom: Annotated[str, Field(description="since when it is public, in EDTF")]


class CustodyDiffRow(TypedDict):
    change: Literal["new", "gone", "changed"]
    holder: Ref
    held: Ref
    changed: Annotated[
        list[Literal["contested", "certainty", "count", "gained", "lost", "basis", "places", "support"]],
        Field(description="in what the two rows differ, the most important first"),
    ]
    before: Annotated[ComparedHolding | None, Field(description="null where there is no row")]
    after: ComparedHolding | None
    because: Annotated[list[ChangeReason], Field(description="the statements that make the change; the first 50")]
    becauseCount: int
    sentence: Annotated[str, Field(description="what changed and why, in the language of the summary")]


_CustodyDiffStart = TypedDict("_CustodyDiffStart", {"from": str})


class CustodyDiffQuestion(EvidenceQuestion, _CustodyDiffStart):
    to: str
    fromKnownAt: str | None
    fromVersion: int | None
    held: NotRequired[Named | list[Named] | None]
    holder: NotRequired[Named | list[Named] | None]
    place: NotRequired[Named | list[Named] | None]
    nationality: NotRequired[Named | list[Named] | None]


class CustodyDiffAnswer(Page):
    question: CustodyDiffQuestion
    counts: Annotated[dict[str, int], Field(description="how many rows of each change")]
    rows: list[CustodyDiffRow]
    judged: Annotated[
        list[Ref],
        Field(description="those of these rows whom a judgement between the two data versions joined or parted"),
    ]


def custody_diff(
    selection: Asked,
    start: FirstDay,
    end: SecondDay = None,
    from_known_at: FromKnownAt = None,
    from_version: FromVersion = None,
    held: Group = None,
    holder: Actor = None,
    place: Place = None,
    nationality: Nationality = None,
) -> CustodyDiffAnswer:
    """One row per holder and held that is new, gone or changed, with the statements that make it so, and a sentence.

    The first side is the day `from`, as public by `from_known_at`, in the data of `from_version`; the second one the
    day `to`, as public by `known_at`, in the data of `version`. What is left out is alike on both sides.
    """
    days = read_two_days(start, end, is_known_otherwise=bool(from_known_at) or from_version is not None)
    known_then = read_known_then(selection.question, from_known_at)
    selection, view_then = open_sides(selection, from_version)
    findings = find_custody_diff(selection, days, known_then, view_then, held, holder, place, nationality)
    question = question_json(selection, **findings.last.custody.scope.asked)
    del question["asOf"]
    question |= {"from": start, "to": end or start, "fromKnownAt": from_known_at, "fromVersion": from_version}
    judged = _find_judged(selection, findings, from_version)
    kinds = [change.change for change in findings.changes]
    facts = find_custody_diff_facts(selection, findings, known_then, from_version)
    writer = open_writer(selection)
    return frame_answer(
        CustodyDiffAnswer,
        selection,
        question=question,
        summary=writer.write_custody_diff(facts),
        rows=findings.changes,
        row_json=partial(_change_json, selection, days[1].latest),
        extra_fields={
            "counts": {kind: kinds.count(kind) for kind in ROW_CHANGES},
            "judged": entity_refs(selection.view, judged),
        },
        notes=[
            *([writer.notes.write_fixed(FixedNote.JUDGED_BETWEEN)] if judged else []),
            *lens_notes(selection, findings.last.custody.read),
        ],
    )


def _find_judged(selection: Asked, findings: CustodyDiffFindings, from_version: int | None) -> list[str]:
    """The holders and groups that judgements touched between the two data versions, by id."""
    view = selection.view
    if from_version is None or not findings.changes:
        return []
    loads = view.list_loads_between(from_version, view.version)
    touched = {
        view.directory.find_canonical(id_)
        for load in loads
        if load["dataset"] == JUDGEMENTS
        for id_ in load["touched"] or ()
    }
    return sorted(touched.intersection(id_ for change in findings.changes for id_ in (change.holder, change.held)))


def _change_json(selection: Asked, last: date, change: CustodyChange) -> CustodyDiffRow:
    view, fact = selection.view, make_change_fact(selection, change, last)
    return {
        "change": change.change,
        "holder": entity_ref(view, change.holder),
        "held": entity_ref(view, change.held),
        "changed": list(change.aspects),
        "before": _compared_json(selection, change.before),
        "after": _compared_json(selection, change.after),
        "because": [_reason_json(selection, cause) for cause in change.because[:MOST_STATEMENTS]],
        "becauseCount": len(change.because),
        "sentence": open_writer(selection).write_custody_change(fact, find_offices_of(selection, [fact])),
    }


def _compared_json(selection: Asked, row: HolderRow | None) -> ComparedHolding | None:
    if row is None:
        return None
    return {**holding_json(selection, row), "lost": range_json(row.lost.range if row.lost else None)}


def _reason_json(selection: Asked, cause: ChangeCause) -> ChangeReason:
    view, statement = selection.view, cause.statement
    publisher = view.publishers.get(statement.cites.source)
    return {
        "statement": statement.id,
        "key": statement.key,
        "why": cause.why,
        "predicate": statement.predicate,
        "saidBy": speaker_json(view, statement.said_by),
        "publisher": entity_ref(view, publisher) if publisher else None,
        "knownFrom": statement.known_from,
    }


COLUMNS: terminal.Columns = {
    "change": lambda row: row["change"],
    "holder": lambda row: row["holder"],
    "held": lambda row: row["held"],
    "in": lambda row: row["changed"],
    "before": lambda row: terminal.compared_words(row["before"]),
    "after": lambda row: terminal.compared_words(row["after"]),
    "why": lambda row: row["sentence"],
}
QUESTION = Question(
    "/custody/diff",
    custody_diff,
    PeriodParameters,
    AnswerShape(CustodyDiffRow, "What changed in custody, and why"),
    in_table(COLUMNS),
)
