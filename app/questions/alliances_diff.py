"""Which pairs changed between two days, and what was only learnt: `whoholds alliances-diff`, /v1/alliances/diff."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import (
    Actor,
    FirstDay,
    FromKnownAt,
    FromVersion,
    PeriodParameters,
    RelationFilter,
    SecondDay,
    SignFilter,
)
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.alliances import OverTimeQuestion, Signs
from app.schemas.evidence import Certainty, Support
from app.schemas.names import Ref
from app.schemas.pages import Page
from app.terminal import Row, in_table

if is_answering(__name__):
    from app.answers.alliances import column_lens_notes, extent_notes, no_row_note, relation_notes
    from app.answers.comparing import open_sides, read_known_then, read_two_days
    from app.answers.frame import frame_answer, question_json
    from app.answers.question import Asked, cut_page
    from app.answers.shapes import entity_ref
    from app.sentences import open_writer
    from app.sentences.network_diff import find_diff_facts
    from app.sentences.notes import FixedNote
    from graph.alliances.diff import DescribedChange, describe_changes, find_alliances_diff
    from graph.alliances.pairs import read_relations
    from graph.alliances.rows import SignedPair
    from graph.selection.snapshot import Snapshot


class PairState(TypedDict):
    sign: Literal[1, -1, 0] | None
    mixed: bool
    signs: Signs
    certainty: Certainty
    knownCertainty: Certainty
    support: Support
    gapDays: int | None
    statements: list[str]


class AlliancesDiffRow(TypedDict):
    change: Annotated[
        Literal["began", "ended", "faded", "changed", "newlyReported", "withdrawn", "overtaken", "reassessed"],
        Field(description="the first four are of the world, the others of what was known of the first day"),
    ]
    a: Ref
    b: Ref
    before: Annotated[PairState | None, Field(description="null where there is no row")]
    after: PairState | None
    because: Annotated[
        list[str], Field(description="ids of the statements that make the change: a stated end, what is new")
    ]


_DiffStart = TypedDict("_DiffStart", {"from": str})


class AlliancesDiffQuestion(OverTimeQuestion, _DiffStart):
    to: str
    fromKnownAt: str | None
    fromVersion: int | None


class AlliancesDiffAnswer(Page):
    question: AlliancesDiffQuestion
    counts: Annotated[
        dict[str, int], Field(description="how many rows of each change; those of reports only where asked for")
    ]
    rows: list[AlliancesDiffRow]


def alliances_diff(
    selection: Asked,
    start: FirstDay,
    end: SecondDay = None,
    from_known_at: FromKnownAt = None,
    from_version: FromVersion = None,
    actor: Actor = None,
    sign: SignFilter = None,
    relation: RelationFilter = None,
) -> AlliancesDiffAnswer:
    """One row per pair that differs: began, ended, faded (only the evidence stopped) or changed.

    A pair changed if its sign did, or if a source states its sign at one of the times, and at the other it only follows
    from who stood with whom.

    It is by what is known at `known_at`. With `from_known_at` or `from_version` apart from these: newlyReported,
    withdrawn, overtaken, reassessed.
    """
    selection, view_then = open_sides(selection.restrict_relations(read_relations(relation)), from_version)
    view, asked = selection.view, selection.question
    is_known_otherwise = bool(from_known_at) or from_version is not None
    days = read_two_days(start, end, is_known_otherwise=is_known_otherwise)
    known_then = read_known_then(asked, from_known_at)
    findings = find_alliances_diff(selection, days, known_then, view_then, actor, sign)
    indexes = range(len(findings.changes))
    shown, _, _ = cut_page(indexes, asked)
    described = dict(zip(shown, describe_changes(view, [findings.changes[index] for index in shown]), strict=True))
    question = question_json(selection, actor=findings.actors)
    del question["asOf"]
    question |= {"from": start, "to": end or start, "fromKnownAt": from_known_at, "fromVersion": from_version}
    question |= {"sign": findings.sign} if findings.sign else {}
    is_outside = not len(findings.first.rows) and not len(findings.last.rows) and not findings.changes
    writer = open_writer(selection)
    return frame_answer(
        AlliancesDiffAnswer,
        selection,
        question=question,
        summary=writer.write_alliances_diff(find_diff_facts(selection, findings, days)),
        rows=indexes,
        row_json=lambda index: _change_row_json(view, described[index]),
        extra_fields={"counts": findings.counts},
        notes=[
            *relation_notes(selection),
            *(extent_notes(selection, findings.first.rows.evidence) if is_outside else []),
            writer.notes.write_fixed(FixedNote.TWO_DAYS),
            *([writer.notes.write_fixed(FixedNote.TWO_STATES_OF_KNOWLEDGE)] if is_known_otherwise else []),
            *column_lens_notes(selection),
            no_row_note(selection),
        ],
    )


def _change_row_json(view: Snapshot, change: DescribedChange) -> AlliancesDiffRow:
    return {
        "change": change.kind,
        "a": entity_ref(view, change.a),
        "b": entity_ref(view, change.b),
        "before": _state_json(change.before),
        "after": _state_json(change.after),
        "because": change.because,
    }


def _state_json(pair: SignedPair | None) -> PairState | None:
    if pair is None or pair.support_kind is None:
        return None
    return {
        "sign": pair.sign,
        "mixed": pair.mixed,
        "signs": pair.signs,
        "certainty": "certain" if pair.support_kind == "certain" else "possible",
        "knownCertainty": pair.known_certainty,
        "support": pair.support_kind,
        "gapDays": pair.gap_days,
        "statements": list(pair.statements),
    }


def _state_words(state: Row | None) -> str:
    return f"{terminal.sign_word(state)}, {terminal.sure_words(state)}" if state else ""


COLUMNS: terminal.Columns = {
    "change": lambda row: row["change"],
    "one": lambda row: row["a"],
    "other": lambda row: row["b"],
    "before": lambda row: _state_words(row["before"]),
    "after": lambda row: _state_words(row["after"]),
}
QUESTION = Question(
    "/alliances/diff",
    alliances_diff,
    PeriodParameters,
    AnswerShape(
        AlliancesDiffRow,
        "What changed between friends and foes",
        "diff",
        about=("change", "a", "b"),
        statements=("before.statements", "after.statements", "because"),
    ),
    in_table(COLUMNS),
)
