"""How two custody answers differ, row by row, and which statements make the difference.

The two sides are two days, two days of knowledge, two data versions, or several of these at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graph.custody.cases import Pair
from graph.custody.day import HolderRow
from graph.custody.question import CustodyFindings, find_custody
from graph.dates.windows import Window
from graph.disputes.denials import Denial
from graph.evidence.speakers import drop_retracted
from graph.model.statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.rows import filter_rows, rank_support
from graph.selection.selection import AnySelection, Selection
from graph.selection.snapshot import Snapshot

RowChange = Literal["new", "gone", "changed"]
Aspect = Literal["contested", "certainty", "count", "gained", "lost", "basis", "places", "support"]
Why = Literal["opened", "becameKnown", "closed", "retracted", "ended", "nowCounts", "noLongerCounts"]
ROW_CHANGES: tuple[RowChange, ...] = ("new", "gone", "changed")
WHY: tuple[Why, ...] = ("retracted", "closed", "ended", "opened", "becameKnown", "nowCounts", "noLongerCounts")


@dataclass(frozen=True, kw_only=True)
class CustodySide:
    """A custody answer, and the selection that it was asked of."""

    selection: AnySelection
    custody: CustodyFindings

    @property
    def asked(self) -> SelectionQuestion:
        return self.selection.question


@dataclass(frozen=True)
class ChangeCause:
    """A statement that makes a row another one.

    `opened` and `closed`: by a data version between the two sides; `becameKnown`: it was public only later;
    `retracted`: its speaker or publisher took it back; `ended`: by it all had left. `nowCounts` and `noLongerCounts`:
    both sides know it, and it bears on the days of one alone.
    """

    statement: StoredStatement
    why: Why


@dataclass(frozen=True, kw_only=True)
class CustodyChange:
    """A holder and a group with a row on one side alone, or with rows that differ in some `aspects`.

    `because` are the causes, those first that take something back, then what is new.
    """

    change: RowChange
    holder: str
    held: str
    before: HolderRow | None
    after: HolderRow | None
    aspects: tuple[Aspect, ...]
    because: Sequence[ChangeCause]


@dataclass(frozen=True, kw_only=True)
class CustodyDiffFindings:
    """The two sides, and the rows that differ: new ones first, then those that are gone, then those that changed."""

    first: CustodySide
    last: CustodySide
    changes: Sequence[CustodyChange]


def find_custody_diff(
    selection: AnySelection,
    days: tuple[Window, Window],
    known_then: Window | None = None,
    view_then: Snapshot | None = None,
    held: str | None = None,
    holder: str | None = None,
    place: str | None = None,
    nationality: str | None = None,
) -> CustodyDiffFindings:
    """The rows that differ between the first of the days, as was public on `known_then` in the data of `view_then`, and
    the second of the days, as the selection has it.

    Rows are compared before they are filtered, so a row that is not sure enough is still there. Raises NotFound or
    Ambiguous naming the parameter.
    """
    asked = selection.question
    first, last = (
        CustodySide(selection=side, custody=find_custody(side, held, holder, place, nationality))
        for side in (
            Selection(
                view_then or selection.view, replace(asked, as_of=days[0], known_at=known_then or asked.known_at)
            ),
            selection.replace_days(days[1]),
        )
    )
    rows = [{(row.holder, row.held): row for row in side.custody.unfiltered.rows} for side in (first, last)]
    wanted = [{(row.holder, row.held) for row in _select_wanted(side)} for side in (first, last)]
    own = last.custody.scope.asked.get("held", ())
    find_causes = _make_cause_finder(first, last)
    changes = [
        change
        for pair in sorted(rows[0].keys() | rows[1].keys())
        if all(pair in chosen or pair not in there for chosen, there in zip(wanted, rows, strict=True))
        and (change := _compare(pair, rows[0].get(pair), rows[1].get(pair), find_causes))
    ]
    return CustodyDiffFindings(
        first=first, last=last, changes=sorted(changes, key=lambda change: _rank_change(change, own))
    )


def _select_wanted(side: CustodySide) -> list[HolderRow]:
    return filter_rows(side.selection, side.custody.unfiltered.rows).rows


def _rank_change(change: CustodyChange, own: Iterable[str]) -> tuple[bool, int, int, Pair]:
    row = change.after or change.before
    support = rank_support(row.support) if row else 0
    return change.held not in own, ROW_CHANGES.index(change.change), support, (change.holder, change.held)


def _compare(
    pair: Pair, before: HolderRow | None, after: HolderRow | None, find_causes: "_CauseFinder"
) -> CustodyChange | None:
    """How the rows of a holder and a group differ; None where they do not."""
    aspects = find_aspects(before, after) if before and after else ()
    if before and after and not aspects:
        return None
    return CustodyChange(
        change="changed" if before and after else "new" if after else "gone",
        holder=pair[0],
        held=pair[1],
        before=before,
        after=after,
        aspects=aspects,
        because=find_causes.find_causes(pair, before, after),
    )


def find_aspects(before: HolderRow, after: HolderRow) -> tuple[Aspect, ...]:
    """In what two rows of one holder and group differ, that which matters most first."""
    pairs = zip(_list_aspects(before), _list_aspects(after), strict=True)
    return tuple(name for (name, was), (_, becomes) in pairs if was != becomes)


def _list_aspects(row: HolderRow) -> list[tuple[Aspect, object]]:
    kind = row.support.kind if row.support else None
    return [
        ("contested", frozenset(row.denials)),
        ("certainty", kind == "certain"),
        ("count", row.count and (row.count.range, row.count.best.count.unit, row.count.days)),
        ("gained", row.gained and row.gained.range),
        ("lost", row.lost and row.lost.range),
        ("basis", row.basis),
        ("places", row.places),
        ("support", kind),
    ]


@dataclass(frozen=True)
class _CauseFinder:
    """Finds why a row differs. `there` are the statements of each side by id, `in_force` the ids of those of them that
    were not retracted, `ends` the losses by which a holding had ended on the last side."""

    first: CustodySide
    last: CustodySide
    there: tuple[Mapping[str, StoredStatement], Mapping[str, StoredStatement]]
    in_force: tuple[frozenset[str], frozenset[str]]
    ends: Mapping[Pair, Sequence[StoredStatement]]

    def find_causes(self, pair: Pair, before: HolderRow | None, after: HolderRow | None) -> list[ChangeCause]:
        """The causes of one change, in the order of WHY; within one why those with a number first."""
        used = self._list_used(self.first, before), self._list_used(self.last, after)
        causes = [ChangeCause(s, self._explain_new(s)) for id_, s in used[1].items() if id_ not in used[0]]
        gone = [s for id_, s in used[0].items() if id_ not in used[1]]
        closed = self._find_closed(s.id for s in gone if s.id not in self.there[1])
        causes += [ChangeCause(s, "closed" if s.id in closed else self._explain_gone(s)) for s in gone]
        if after is None:
            causes += [ChangeCause(loss, "ended") for loss in self.ends.get(pair, ())]
        return sorted(causes, key=_rank_cause)

    def _list_used(self, side: CustodySide, row: HolderRow | None) -> dict[str, StoredStatement]:
        """The statements that a row rests on: evidence, moves that it counts, and denials."""
        if row is None:
            return {}
        moved = [report for moves in (row.gained, row.lost) if moves for report in moves.reports]
        denials = self._read_denials(side, row.denials)
        return {statement.id: statement for statement in (*row.statements, *moved, *denials)}

    def _read_denials(self, side: CustodySide, denials: Sequence[Denial]) -> list[StoredStatement]:
        there = self.there[0 if side is self.first else 1]
        ids = [denial.statement for denial in denials]
        known = [there[id_] for id_ in ids if id_ in there]
        others = set(ids) - there.keys()
        read = {s.id: s for s in side.selection.view.select_by_ids(others)} if others else {}
        return [*known, *read.values()]

    def _explain_new(self, statement: StoredStatement) -> Why:
        if statement.id in self.in_force[0]:
            return "nowCounts"
        if statement.opened_in > self.first.selection.view.version:
            return "opened"
        known_then = self.first.asked.known_at
        return "becameKnown" if known_then and statement.known.earliest > known_then.latest else "nowCounts"

    def _explain_gone(self, statement: StoredStatement) -> Why:
        is_retracted = statement.id in self.there[1] and statement.id not in self.in_force[1]
        return "retracted" if is_retracted else "noLongerCounts"

    def _find_closed(self, ids: Iterable[str]) -> set[str]:
        """Which statements a data version between the two sides closed."""
        view, missing = self.last.selection.view, list(ids)
        if not missing or view.version == self.first.selection.view.version:
            return set()
        return {statement.id for statement in view.select_by_ids(missing) if statement.closed_in <= view.version}


def _rank_cause(cause: ChangeCause) -> tuple[int, bool, bool, str]:
    statement = cause.statement
    return WHY.index(cause.why), statement.count is None, statement.reading != "stated", statement.key


def _make_cause_finder(first: CustodySide, last: CustodySide) -> _CauseFinder:
    there = tuple({s.id: s for s in side.custody.statements} for side in (first, last))
    in_force = tuple(
        frozenset(s.id for s in drop_retracted(side.custody.statements, side.selection.view.publishers))
        for side in (first, last)
    )
    return _CauseFinder(
        first=first,
        last=last,
        there=(there[0], there[1]),
        in_force=(in_force[0], in_force[1]),
        ends={(row.holder, row.held): row.ended_by for row in last.custody.unfiltered.last_known if row.ended_by},
    )
