"""Which pairs changed between two days, and what was only learnt: `whoholds alliances-diff`, /v1/alliances/diff."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal, NamedTuple

import numpy as np
from pydantic import Field
from typing_extensions import TypedDict

from app import terminal
from app.answers.asked import Asked
from app.answers.everyone import NO_ROW, lens_notes
from app.answers.extent import extent_notes
from app.answers.frame import framed, question_json
from app.answers.pairs import Told, told
from app.answers.question import Common, page, window_asked
from app.answers.shapes import entity_ref
from app.answers.signs import sign_asked
from app.answers.words import joined
from app.parameters.common import PeriodParameters
from app.parameters.fields import Actor, FirstDay, FromKnownAt, SecondDay, SignFilter
from app.question import Question
from app.schemas import (
    Certainty,
    OverTimeQuestion,
    Page,
    Ref,
    Signs,
    Support,
)
from app.tables import AnswerShape
from app.terminal import Row, in_table
from graph.alliances.changes import (
    KNOWN,
    WORLD,
    Differences,
    PairChange,
    differences,
    ends_of,
    in_reports,
    in_world,
    keys_of,
    signs_of,
)
from graph.alliances.changes import NO_ROW as ABSENT
from graph.alliances.day import NetworkDay
from graph.alliances.evidence import day_of
from graph.alliances.filtering import filter_network
from graph.alliances.pairs import common_sign
from graph.alliances.series import among
from graph.columns.evidence import EvidenceColumns
from graph.columns.table import Array
from graph.dates.windows import Window
from graph.errors import InvalidInput
from graph.evidence.hierarchy import find_parts
from graph.selection.selection import Selection
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


class AlliancesDiffAnswer(Page):
    question: AlliancesDiffQuestion
    counts: Annotated[
        dict[str, int], Field(description="how many rows of each change; those of reports only where asked for")
    ]
    rows: list[AlliancesDiffRow]


RULE = (
    "began, ended, faded and changed compare the two days by what is known at known_at; faded is where nothing tells "
    "of an end, and only the evidence stopped"
)


KNOWN_RULE = (
    "newlyReported, withdrawn, overtaken and reassessed are no events: they compare what was known of the first day at "
    "from_known_at with what is known of it at known_at"
)


NAMES = {1: "friendly", -1: "hostile", 0: "neutral", 2: "mixed"}


@dataclass(frozen=True, eq=False)
class DiffSide:
    """A network, and the question that it answers."""

    rows: NetworkDay
    asked: Common

    @property
    def last_known(self) -> int | None:
        return self.asked.known_at.latest.toordinal() if self.asked.known_at else None


class Found(NamedTuple):
    """A change between two sides."""

    before: DiffSide
    after: DiffSide
    change: PairChange


def alliances_diff(
    selection: Asked,
    start: FirstDay,
    end: SecondDay,
    from_known_at: FromKnownAt = None,
    actor: Actor = None,
    sign: SignFilter = None,
) -> AlliancesDiffAnswer:
    """One row per pair that differs: began, ended, faded (only the evidence stopped) or changed sign.

    It is by what is known at `known_at`. With `from_known_at` apart from these: newlyReported, withdrawn, overtaken,
    reassessed.
    """
    view, asked = selection.view, selection.question
    days = _days(start, end)
    then = _known_then(asked, from_known_at)
    id_ = selection.resolve_name(actor, ["Actor"], "actor") if actor else None
    sign = sign_asked(sign)
    first, last = (_side(Selection(view, replace(asked, as_of=window))) for window in days)
    wanted = _wanted(selection, id_, sign, days)
    found = _found(view, first, last, wanted, in_world)
    if then:
        before = _side(Selection(view, replace(first.asked, known_at=then, known_at_written=from_known_at)))
        found += _found(view, before, first, wanted, in_reports)
    shown, _, _ = page(range(len(found)), asked)
    made = dict(zip(shown, _rows(view, [found[number] for number in shown]), strict=True))
    kinds = [one.change.change for one in found]
    counts = {kind: kinds.count(kind) for kind in (*WORLD, *(KNOWN if then else ()))}
    question = question_json(selection, actor=id_)
    del question["asOf"]
    question |= {"from": start, "to": end, "fromKnownAt": from_known_at} | ({"sign": sign} if sign else {})
    outside = not len(first.rows) and not len(last.rows) and not found
    return framed(
        AlliancesDiffAnswer,
        selection,
        question=question,
        summary=_summary(start, end, counts),
        rows=range(len(found)),
        row_json=made.__getitem__,
        more={"counts": counts},
        notes=[
            *(extent_notes(first.rows.evidence) if outside else []),
            RULE,
            *([KNOWN_RULE] if then else []),
            NO_ROW,
            *lens_notes(selection),
        ],
    )


def _summary(start: str, end: str, counts: Mapping[str, int]) -> str:
    """How many pairs differ, by kind: `newlyReported` is written as newly reported."""
    words = [f"{number:,} {re.sub('[A-Z]', lambda hit: ' ' + hit[0].lower(), kind)}" for kind, number in counts.items()]
    return f"Pairs of actors from {start} to {end}: {joined(words)}."


def _days(start: str, end: str) -> tuple[Window, Window]:
    """The two days, or periods. Raises InvalidInput where the second comes before the first."""
    first, last = window_asked(start, "from"), window_asked(end, "to")
    if last.earliest < first.earliest or last.latest < first.latest:
        raise InvalidInput(f"to: {end!r} lies before from, {start!r}", parameter="to", value=end)
    return first, last


def _known_then(asked: Common, written: str | None) -> Window | None:
    then = window_asked(written, "from_known_at") if written else None
    if then and asked.known_at and asked.known_at.latest < then.latest:
        raise InvalidInput(
            f"from_known_at: {written!r} is later than known_at, {asked.known_at_written!r}",
            parameter="from_known_at",
            value=written,
            hint="what was known earlier is compared with what was known later",
        )
    return then


def _side(
    selection: Asked,
) -> DiffSide:
    return DiffSide(day_of(selection), selection.question)


Wanted = Callable[[NetworkDay, NetworkDay, Differences], Differences]


def _wanted(selection: Asked, actor: str | None, sign: str | None, days: tuple[Window, Window]) -> Wanted:
    """What keeps the differences that touch an actor, or a part that it has on one of the days, or that have a sign."""
    parts: set[str] = set()
    if actor:
        links = selection.links
        parts = {part for window in days for part in find_parts(actor, links, window.earliest, window.latest)}

    def wanted(before: NetworkDay, after: NetworkDay, found: Differences) -> Differences:
        if actor:
            inside = among(before.evidence, parts)
            one, other = ends_of(found.key)
            found = found.only(np.flatnonzero(inside[one] | inside[other]))
        if sign:
            pairs = ((before, found.before), (after, found.after))
            met = [_named(rows, at) == sign for rows, at in pairs]
            found = found.only(np.flatnonzero(met[0] | met[1]))
        return found

    return wanted


def _named(rows: NetworkDay, positions: Array) -> Array:
    """The name of the sign of each row; nothing where there is none."""
    signs = signs_of(rows)
    return np.array([NAMES[int(signs[at])] if at != ABSENT else "" for at in positions.tolist()], dtype=object)


def _found(
    view: Snapshot,
    before: DiffSide,
    after: DiffSide,
    wanted: Wanted,
    causes: Callable[[NetworkDay, NetworkDay, Differences], Iterable[PairChange]],
) -> list[Found]:
    """The changes that the question wants, by kind, then by the ids of the pair."""
    found = wanted(before.rows, after.rows, differences(before.rows, after.rows))
    # a row that is not sure enough is still there: so rows that differ are chosen, and not the networks
    kept = _enough(view, before, found.before) & _enough(view, after, found.after)
    found = found.only(np.flatnonzero(kept))
    order = view.whole.order
    kinds = (*WORLD, *KNOWN)

    def place(change: PairChange) -> tuple[int, list[int]]:
        return kinds.index(change.change), sorted(order[list(change.ends)].tolist())

    return [Found(before, after, one) for one in sorted(causes(before.rows, after.rows, found), key=place)]


def _enough(view: Snapshot, side: DiffSide, positions: Array) -> Array:
    """Whether each row is certain enough and has speakers enough; True where there is none."""
    there = positions != ABSENT
    some = side.rows.taken(positions[there])
    kept = np.ones(len(positions), bool)
    kept[there] = np.isin(keys_of(some), keys_of(filter_network(Selection(view, side.asked), some).rows))
    return kept


def _rows(view: Snapshot, found: Sequence[Found]) -> list[AlliancesDiffRow]:
    names = view.whole.columns.names.entities.texts
    before, after = (_sides(found, which) for which in ("before", "after"))
    return [
        {
            "change": change.change,
            "a": entity_ref(view, min(names[number] for number in change.ends)),
            "b": entity_ref(view, max(names[number] for number in change.ends)),
            "before": before[place],
            "after": after[place],
            "because": sorted(set(view.whole.columns.statement_ids(np.array(change.because, np.int64)))),
        }
        for place, change in enumerate(one.change for one in found)
    ]


def _sides(found: Sequence[Found], which: Literal["before", "after"]) -> list[PairState | None]:
    """What each pair was before, or is after; None where it has no row."""
    made: list[PairState | None] = [None] * len(found)
    for side in dict.fromkeys(getattr(one, which) for one in found):
        there = [
            (place, position)
            for place, one in enumerate(found)
            if getattr(one, which) is side and (position := getattr(one.change, which)) != ABSENT
        ]
        rows = told(side.rows.taken(np.array([position for _, position in there], np.int64)), side.last_known)
        for (place, _), row in zip(there, rows, strict=True):
            made[place] = _row_json(side.rows.evidence, row)
    return made


def _row_json(evidence: EvidenceColumns, row: Told) -> PairState:
    signs = evidence.sign[row.places].tolist()
    sign, mixed = common_sign(signs)
    assert row.support is not None  # these are rows of a day
    return {
        "sign": sign,
        "mixed": mixed,
        "signs": {"friendly": signs.count(1), "hostile": signs.count(-1), "neutral": signs.count(0)},
        "certainty": "certain" if row.support == "certain" else "possible",
        "knownCertainty": row.known_certainty,
        "support": row.support,
        "gapDays": row.gap_days,
        "statements": sorted(evidence.columns.statement_ids(evidence.rows[row.places])),
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
    AnswerShape(AlliancesDiffRow, "What changed between friends and foes", "diff"),
    in_table(COLUMNS),
)
