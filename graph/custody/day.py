"""Custody on a day: one row for each holder and group, with its support, counts, moves and denials."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Literal

from graph.custody.cases import HolderCase, Pair, gather_cases
from graph.custody.inflow_outflow import MovedPeople, count_moved_people
from graph.custody.moves import GAINS, LOSES, Move, has_contradictions, read_moves
from graph.custody.no_total import NoTotal, NoTotalReason
from graph.custody.stocks import StockCount, StockReading, count_stock, has_disagreement, select_counts
from graph.dates.windows import Window
from graph.disputes.denials import Denial, Denials
from graph.evidence.custody_roles import find_holders, select_one_per_form
from graph.evidence.hierarchy import Containment, is_fact
from graph.evidence.speakers import drop_retracted
from graph.evidence.support import (
    Evidence,
    Support,
    find_ending_days,
    find_named_window,
    find_support,
    is_end_after,
    select_first_after,
    select_last_before,
)
from graph.model.counts import Range, add_ranges, enclose_ranges
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from graph.vocabulary import CAPACITIES, vocabulary


@dataclass(frozen=True, kw_only=True)
class HolderRow:
    """One holder and one group. `count` is how many were held on the day, `counts` all counts that the row is based on.

    Moves, disagreements and denials are computed when they are first read, since many questions do not need them.
    `ended_by` is for last-known rows: the losses of all that were held by which the holding ended.
    """

    holder: str
    held: str
    support: Support | None
    statements: tuple[StoredStatement, ...]
    joint_with: tuple[str, ...]
    places: tuple[str, ...]
    capacities: tuple[str, ...]
    terms: tuple[str, ...]
    basis: Literal["stated", "moved"]
    count: StockCount | None = None
    counts: tuple[StockReading, ...] = ()
    ended_by: tuple[StoredStatement, ...] = ()
    background: "_Background" = field(repr=False, compare=False)

    @property
    def ended(self) -> date | None:
        """The day by which all of them had left, for a last-known row; None if no statement reports it."""
        return find_named_window(self.ended_by[0]).latest if self.ended_by else None

    @cached_property
    def gained(self) -> MovedPeople | None:
        """How many came to the holder up to the day; None where no report counts any."""
        return self.background.count_moved(self.background.gains, (self.holder, self.held), GAINS)

    @cached_property
    def lost(self) -> MovedPeople | None:
        """How many left the holder up to the day; None where no report counts any."""
        return self.background.count_moved(self.background.losses, (self.holder, self.held), LOSES)

    @cached_property
    def counts_disagree(self) -> bool:
        """Whether two of its counts, or two reports of one move, cannot both be true."""
        return has_disagreement(self.counts) or self.background.reports_disagree(self.statements)

    @cached_property
    def denials(self) -> tuple[Denial, ...]:
        """Denials of the row: that the holder had the group then, or of all that the row is based on."""
        days = self.background.days if self.support else None
        return self.background.denials.find_row_denials(self.holder, self.held, self.statements, days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """Rows for the day. Pairs without one have rows of the nearest evidence before it, and of the nearest after it."""

    rows: list[HolderRow] = field(default_factory=list)
    last_known: list[HolderRow] = field(default_factory=list)
    first_known: list[HolderRow] = field(default_factory=list)


@dataclass(frozen=True)
class _Background:
    """Data for the computed fields of a row: the moves of its holder and group, and all denials."""

    case: HolderCase
    days: Window
    judgements: Sequence[Judgement]
    count_moved: Callable[[Sequence[Move], Pair, str], MovedPeople | None]
    denials: Denials

    @cached_property
    def gains(self) -> list[Move]:
        return read_moves(self.case.gains)

    @cached_property
    def losses(self) -> list[Move]:
        return read_moves(self.case.losses)

    def reports_disagree(self, statements: Iterable[StoredStatement]) -> bool:
        known_ids = {move.statement.id for move in (*self.gains, *self.losses)}
        others = read_moves(s for s in statements if s.id not in known_ids)
        return has_contradictions([*others, *self.gains, *self.losses], self.days.latest, self.judgements)


def build_custody(
    statements: Sequence[StoredStatement],
    a: date,
    b: date,
    *,
    wanted: Callable[[str, str], bool] = lambda holder, held: True,
    asked_holders: frozenset[str] = frozenset(),
    places: frozenset[str] | None = None,
    max_gap_days: int | None = None,
    publishers: Mapping[str, str] | None = None,
    judgements: Sequence[Judgement] = (),
    distinct: Collection[str] = (),
    within: Containment | None = None,
) -> Custody:
    """Rows for any day in [a, b] from statements about custody.

    `publishers` as in `drop_retracted`, `max_gap_days` as in graph.evidence.support, `distinct` and `within` as in
    graph.custody.inflow_outflow. `judgements` say which reports are of one occurrence. `wanted` selects pairs of holder
    and group. A holder that only guards, jointly with one that does more than guard, has no row of its own unless
    `asked_holders` includes it; the row of the other names it in `joint_with`.
    With `places`, statements that name only other places are left out; those that name no place may still apply.
    """
    answer = Custody()
    statements = drop_retracted(statements, publishers)
    denials = Denials(statements)
    count_moved = partial(count_moved_people, b=b, judgements=judgements, distinct=distinct, within=within)
    count_held = partial(count_stock, a=a, b=b, within=within, max_gap_days=max_gap_days)

    def make_row(pair: Pair, case: HolderCase, support: Support | None, evidence: Iterable[Evidence]) -> HolderRow:
        background = _Background(case, Window(a, b), judgements, count_moved, denials)
        return _make_row(pair, support, [item.statement for item in evidence], (a, b), background, count_held)

    for pair, case in sorted(gather_cases(statements, max_gap_days, places, within).items()):
        if not wanted(*pair) or not case.evidence:
            continue
        support = find_support(case.evidence, a, b, case.ends, max_gap_days)
        if support:
            answer.rows.append(make_row(pair, case, support, support.evidence))
            continue
        if evidence := select_last_before(case.evidence, a, b):
            last_row = make_row(pair, case, None, evidence)
            answer.last_known.append(replace(last_row, ended_by=_find_end(case, evidence, a)))
        if evidence := select_first_after(case.evidence, b):
            answer.first_known.append(make_row(pair, case, None, evidence))
    return Custody(
        rows=_drop_guards(answer.rows, asked_holders),
        last_known=_drop_guards(answer.last_known, asked_holders),
        first_known=_drop_guards(answer.first_known, asked_holders),
    )


def sum_holders(
    rows: Iterable[HolderRow], group: str | None = None, links: Iterable[StoredStatement] = ()
) -> tuple[Range | None, NoTotal | None]:
    """How many all holders of one group hold together, joint holdings counted once; or None with the reason.

    If `group` is given, only its own rows count. If it has none, its total is the sum of its parts, if `links` say that
    these are disjoint and make up the whole group. Counts without a common day are not added.
    """
    rows = list(rows)
    groups = {group} if group and any(row.held == group for row in rows) else {row.held for row in rows}
    if group and group not in groups and rows:
        links_to_group = [link for link in links if is_fact(link) and group in link.role("object")]
        parts = {part for link in links_to_group if link.parts == "exhaustive" for part in link.role("subject")}
        if not parts:
            return None, NoTotal(NoTotalReason.UNKNOWN_PARTS, (group,))
        if missing := sorted(parts - groups):
            return None, NoTotal(NoTotalReason.PART_WITHOUT_HOLDER, (missing[0], group))
        groups = parts
    elif len(groups) > 1:
        return None, NoTotal(NoTotalReason.SEVERAL_GROUPS)
    return _sum_counts([row for row in rows if row.held in groups])


def _sum_counts(rows: Sequence[HolderRow]) -> tuple[Range | None, NoTotal | None]:
    if not rows:
        return None, None
    by_holders: dict[tuple[str, tuple[str, ...]], list[Range]] = defaultdict(list)
    joint_counts: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for row in rows:
        if row.count is None:
            return None, NoTotal(NoTotalReason.UNCOUNTED, (row.holder,))
        best = row.count.best
        if best.count.unit != "people":
            return None, NoTotal(NoTotalReason.OTHER_UNIT, (row.holder,), unit=best.count.unit)
        by_holders[row.held, best.holders].append(row.count.range)
        for holder in best.holders:
            joint_counts[row.held, holder].add(best.holders)
    for (_, holder), counts in joint_counts.items():
        if len(counts) > 1:
            return None, NoTotal(NoTotalReason.SHARED_COUNTS, (holder,))
    if reason := _explain_no_common_day(rows):
        return None, reason
    return add_ranges(range_ for ranges in by_holders.values() if (range_ := enclose_ranges(ranges))), None


def _explain_no_common_day(rows: Sequence[HolderRow]) -> NoTotal | None:
    """Why counts are not added: they have no day in common. None if they have one."""
    counted = [(row.holder, _list_counting_days(row)) for row in rows]
    (_, common), *others = counted
    for _, windows in others:
        common = [
            Window(max(one.earliest, other.earliest), min(one.latest, other.latest))
            for one in common
            for other in windows
            if one.earliest <= other.latest and other.earliest <= one.latest
        ]
    if common:
        return None
    first = min(counted, key=lambda pair: pair[1][-1].latest)
    last = max(counted, key=lambda pair: pair[1][0].earliest)
    if first[0] == last[0]:
        return NoTotal(NoTotalReason.NO_COMMON_DAY)
    days = (first[1][-1].latest, last[1][0].earliest)
    return NoTotal(NoTotalReason.OTHER_DAYS, (first[0], last[0]), days=days)


def _list_counting_days(row: HolderRow) -> list[Window]:
    """The days on which the people of a row were counted, as disjoint windows in order of time."""
    merged: list[Window] = []
    windows = {reading.window for reading in row.count.readings} if row.count else set()
    for window in sorted(windows, key=lambda window: window.earliest):
        if merged and window.earliest <= merged[-1].latest:
            merged[-1] = Window(merged[-1].earliest, max(merged[-1].latest, window.latest))
        else:
            merged.append(window)
    return merged


def _find_end(case: HolderCase, evidence: Sequence[Evidence], a: date) -> tuple[StoredStatement, ...]:
    """The earliest losses of all that surely came after the last evidence and ended before a day."""
    ends = [
        (end.latest, loss)
        for loss in case.ended_by
        if (end := find_ending_days(loss)).latest < a and all(is_end_after(end, item) for item in evidence)
    ]
    first = min((day for day, _ in ends), default=None)
    return tuple(loss for day, loss in ends if day == first)


def _make_row(
    pair: Pair,
    support: Support | None,
    statements: list[StoredStatement],
    days: tuple[date, date],
    background: _Background,
    count_held: Callable[[Iterable[StockReading]], StockCount | None],
) -> HolderRow:
    holder, held = pair
    predicates = vocabulary().predicates
    counts = select_counts(statements, holder, *days)
    forms = select_one_per_form(statements)
    return HolderRow(
        holder=holder,
        held=held,
        support=support,
        statements=tuple(statements),
        joint_with=_sort_ids(
            other for s in forms for other in find_holders(s) if holder in find_holders(s) and other != holder
        ),
        places=_sort_ids(place for s in forms for place in (*s.role("at"), *s.role("to_place"))),
        capacities=tuple(c for c in CAPACITIES if c in {predicates[s.predicate].capacity for s in forms}),
        terms=_sort_ids(term for s in statements for term in s.terms),
        basis="stated" if any(predicates[s.predicate].is_state for s in forms) else "moved",
        count=count_held(counts),
        counts=tuple(counts),
        background=background,
    )


def _drop_guards(rows: list[HolderRow], asked_holders: frozenset[str]) -> list[HolderRow]:
    """Drop rows of holders that only guard, jointly with a holder whose row names them."""
    named_by: dict[Pair, set[str]] = defaultdict(set)
    for row in rows:
        for other in row.joint_with if row.capacities[:1] != ("guards",) else ():
            named_by[other, row.held].add(row.holder)

    def is_in_joint_row(row: HolderRow) -> bool:
        other_holders = named_by.get((row.holder, row.held), set())
        return (
            row.holder not in asked_holders
            and row.capacities == ("guards",)
            and all(other_holders & set(find_holders(s)) for s in row.statements)
        )

    return [row for row in rows if not is_in_joint_row(row)]


def _sort_ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))
