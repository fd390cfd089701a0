"""Gaps about holdings: days without evidence, no second speaker, and no count."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from graph.custody.day import HolderRow
from graph.custody.gaps.gap import (
    CountSpeakers,
    EvidenceGap,
    GapReason,
    MissingStatement,
    add_day,
    ask_second_speaker,
    sort_ids,
)
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.custody_roles import Stocks, cache_by_form, find_held_groups, find_holders, find_losers
from graph.evidence.hierarchy import is_fact
from graph.evidence.support import (
    Evidence,
    find_ending_days,
    find_named_window,
    make_gain_evidence,
    make_state_evidence,
)
from graph.model.counts import Range
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

Pair = tuple[str, str]  # holder, held


@dataclass
class HeldCase:
    """All reports on one holder and one group."""

    evidence: list[Evidence] = field(default_factory=list)
    losses: list[StoredStatement] = field(default_factory=list)
    departures: list[StoredStatement] = field(default_factory=list)  # from a holder that is not named

    @cached_property
    def ends(self) -> list[Window]:
        """The windows in which a loss of all the people ended the holding."""
        stocks = Stocks(self.evidence if self.losses else ())
        ends = [find_ending_days(loss) for loss in self.losses if stocks.is_loss_of_all(loss)]
        return [*ends, *(find_named_window(one) for one in self.departures if self._has_taken_all(one))]

    def _has_taken_all(self, departure: StoredStatement) -> bool:
        """Whether a departure takes all who are held: it says so, or its number is at least that of the last evidence.

        Of one person no number is needed.
        """
        if vocabulary().modes[departure.mode].whole:
            return False
        since = departure.bounds.latest_end
        counts = [item.statement.count for item in self.evidence if item.window.earliest <= since]
        people = [count.max for count in counts if count and count.unit == "people"]
        if not counts or not people or None in people:
            return departure.whole
        most = max(number for number in people if number is not None)
        count = departure.count
        leaving = count.min if count and count.unit == "people" else 1
        return departure.whole or leaving >= most


def find_holding_gaps(
    statements: Iterable[StoredStatement], a: date, b: date, max_gap_days: int | None = None
) -> Iterator[EvidenceGap]:
    """Gaps that began by the last day asked about, and holdings whose evidence is stale on the first day.

    A gap is a time without evidence that is longer than the predicate's `stale_after_days`, or than `max_gap_days`.
    There is no gap after the end of a holding, and none where all the people are said to have left, even if the report
    does not say whom they left.
    """
    statements = list(statements)
    departures = _gather_departures(statements)
    for pair, case in _gather_cases(statements).items():
        case.departures = departures.get(pair[1], [])
        dated_items = sorted(
            (item for item in case.evidence if item.window.earliest > MIN), key=lambda item: item.window.earliest
        )
        last, shortest_limit = MIN, min((item.stale_after_days for item in dated_items), default=0)
        for index, item in enumerate(dated_items):
            gap_days = (item.window.earliest - last).days
            if index and last < b and gap_days > (shortest_limit if max_gap_days is None else max_gap_days):
                yield from _make_gap(pair, case, dated_items[:index], item, max_gap_days)
            last = max(last, item.window.latest)
        if dated_items and last < a:
            yield from _make_stale(pair, case, dated_items, a, b, max_gap_days)


def _gather_cases(statements: Iterable[StoredStatement]) -> dict[Pair, HeldCase]:
    cases: dict[Pair, HeldCase] = defaultdict(HeldCase)
    pairs = cache_by_form(_read_pairs)
    for statement in statements:
        if is_fact(statement):
            is_state, holding, losing = pairs(statement)
            if holding:
                evidence = make_state_evidence(statement) if is_state else make_gain_evidence(statement)
                for pair in holding:
                    cases[pair].evidence.append(evidence)
            for pair in losing:
                cases[pair].losses.append(statement)
    return cases


def _gather_departures(statements: Iterable[StoredStatement]) -> dict[str, list[StoredStatement]]:
    """Reports that a group left, by group, where it is not said whom; not those that a holder received it."""
    is_leaving = cache_by_form(_is_departure)
    found: dict[str, list[StoredStatement]] = defaultdict(list)
    for statement in statements:
        if is_fact(statement) and is_leaving(statement):
            for held in find_held_groups(statement):
                found[held].append(statement)
    return found


def _is_departure(statement: StoredStatement) -> bool:
    loses = vocabulary().predicates[statement.predicate].find_role("loses")
    is_move = loses is not None and not vocabulary().predicates[statement.predicate].is_state
    return is_move and not find_losers(statement) and not find_holders(statement)


def _read_pairs(statement: StoredStatement) -> tuple[bool, list[Pair], list[Pair]]:
    """Whether a statement reports a state; its pairs of holder or gainer and group; its pairs of loser and group."""
    groups = find_held_groups(statement)
    holding = [(holder, held) for held in groups for holder in find_holders(statement)]
    losing = [(holder, held) for held in groups for holder in find_losers(statement)]
    return vocabulary().predicates[statement.predicate].is_state, holding, losing


def _make_gap(
    pair: Pair, case: HeldCase, before: Sequence[Evidence], item: Evidence, limit_asked: int | None
) -> Iterator[EvidenceGap]:
    last, following = _find_last(before), item.window.earliest
    limit = _find_limit(before, last, limit_asked)
    if (following - last).days <= limit or not _select_ongoing(case, before, following):
        return
    nearest = [item_before.statement for item_before in before if item_before.window.latest == last]
    last_fresh_day = last + timedelta(days=limit)
    first_fresh_day = following - timedelta(days=limit)
    yield EvidenceGap(
        kind="gap",
        why="custody",
        holders=(pair[0],),
        held=(pair[1],),
        statements=(*nearest, item.statement),
        places=_list_places([*nearest, item.statement]),
        first=add_day(last),
        last=following - timedelta(days=1),
        people=_find_people([*nearest, item.statement]),
        missing=MissingStatement(
            what="a sighting",
            whose=(pair[0],),
            of=(pair[1],),
            places=_list_places(nearest),
            first=first_fresh_day if last < first_fresh_day <= last_fresh_day else add_day(last),
            last=last_fresh_day,
        ),
    )


def _make_stale(
    pair: Pair, case: HeldCase, seen: Sequence[Evidence], a: date, b: date, limit_asked: int | None
) -> Iterator[EvidenceGap]:
    going_on = _select_ongoing(case, seen, a)
    if not going_on:
        return
    last = _find_last(going_on)
    limit = _find_limit(going_on, last, limit_asked)
    if (a - last).days <= limit:
        return
    nearest = [item.statement for item in going_on if item.window.latest == last]
    leaving = [loss for loss in case.losses if last <= loss.bounds.latest_end and loss.bounds.earliest_start <= b]
    yield EvidenceGap(
        kind="stale",
        why="custody",
        holders=(pair[0],),
        held=(pair[1],),
        statements=(*nearest, *leaving),
        places=_list_places(nearest),
        first=add_day(last),
        last=a,
        people=_find_people(nearest),
        missing=MissingStatement(
            what="an end" if leaving else "a sighting",
            whose=(pair[0],),
            of=(pair[1],),
            places=_list_places(nearest),
            first=add_day(last) if leaving else a - timedelta(days=limit),
            last=b,
        ),
    )


def _select_ongoing(case: HeldCase, items: Sequence[Evidence], until: date) -> list[Evidence]:
    """The last evidence by each predicate, without states that ended before a day, as stated or by a loss of all."""
    latest: dict[str, Evidence] = {}
    for item in items:
        latest_item = latest.setdefault(item.statement.predicate, item)
        if item.window.latest > latest_item.window.latest:
            latest[item.statement.predicate] = item
    return [item for item in latest.values() if not _is_ended(case, items, item, until)]


def _is_ended(case: HeldCase, seen: Sequence[Evidence], item: Evidence, until: date) -> bool:
    def between(end: Window) -> bool:
        return item.window.latest <= end.latest < MAX and end.earliest < until

    own = (e.end for e in seen if e.end and e.statement.predicate == item.statement.predicate)
    return any(between(end) for end in own) or any(between(end) for end in case.ends)


def _find_last(items: Iterable[Evidence]) -> date:
    return max(item.window.latest for item in items)


def _find_limit(items: Iterable[Evidence], last: date, asked: int | None) -> int:
    found = max(item.stale_after_days for item in items if item.window.latest == last)
    return found if asked is None else asked


def _list_places(statements: Iterable[StoredStatement]) -> tuple[str, ...]:
    return sort_ids(place for s in statements for place in (*s.role("at"), *s.role("to_place")))


def _find_people(statements: Iterable[StoredStatement]) -> Range | None:
    """The largest count of people in some statements."""
    counts = [s.count for s in statements if s.count and s.count.unit == "people"]
    found = max(counts, key=lambda count: (count.max is None, count.max or 0, count.min), default=None)
    return (found.min, found.max) if found else None


def find_uncorroborated_holdings(rows: Iterable[HolderRow], count_independent: CountSpeakers) -> Iterator[EvidenceGap]:
    """Gaps for rows of custody, and for counts in them, that surely have no second independent speaker."""
    for row in rows:
        if count_independent(row.statements)[0] <= 1:
            yield _make_speaker_gap("custody", row, row.statements)
        elif row.count:
            best, by_place = row.count.best, row.count.places is not None
            scope = best.count.unit, best.count.of, best.holders, best.held, by_place
            counting = [
                c.statement
                for c in row.counts
                if (c.count.unit, c.count.of, c.holders, c.held, bool(c.places)) == scope
            ]
            if count_independent(counting)[0] <= 1:
                yield _make_speaker_gap("count", row, counting)


def _make_speaker_gap(why: GapReason, row: HolderRow, statements: Iterable[StoredStatement]) -> EvidenceGap:
    statements = tuple(statements)
    counted = row.count.range if row.count and row.count.best.count.unit == "people" else None
    return EvidenceGap(
        kind="single_speaker",
        why=why,
        holders=(row.holder,),
        held=(row.held,),
        statements=statements,
        places=row.places,
        people=counted if row.count else row.gained[0] if row.gained else None,
        missing=ask_second_speaker(statements, (row.holder,), (row.held,), row.places),
    )


def find_uncounted_holdings(rows: Iterable[HolderRow], a: date, b: date) -> Iterator[EvidenceGap]:
    """Gaps for rows of custody without any number of people, for the days [a, b]."""
    for row in rows:
        if row.count is None and row.gained is None:
            yield EvidenceGap(
                kind="uncounted",
                why="custody",
                holders=(row.holder,),
                held=(row.held,),
                statements=row.statements,
                places=row.places,
                missing=MissingStatement(
                    what="a count", whose=(row.holder,), of=(row.held,), places=row.places, first=a, last=b
                ),
            )
