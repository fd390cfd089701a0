"""Gaps about moves: no destination, no count, and no second speaker."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from graph.custody.gaps.gap import (
    CountSpeakers,
    EvidenceGap,
    MissingStatement,
    ask_second_speaker,
    drop_open_end,
    sort_ids,
    span_days,
)
from graph.evidence.custody_roles import cache_by_form, find_held_groups, find_holders, find_last_holders, find_losers
from graph.evidence.occurrences import group_by_occurrence
from graph.model.counts import Range, enclose_ranges
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

Block = tuple[str, tuple[StoredStatement, ...]]  # a group, and the reports of one occurrence on it


def group_moves(
    statements: Iterable[StoredStatement], judgements: Iterable[Judgement], b: date, distinct: Collection[str] = ()
) -> list[Block]:
    """Completed moves that may have begun by the last day asked about, by group and occurrence."""
    words = vocabulary()
    is_move, groups = cache_by_form(_is_move), cache_by_form(find_held_groups)
    moves = [s for s in statements if is_move(s) and not words.modes[s.mode].whole and s.bounds.earliest_start <= b]
    blocks: list[Block] = []
    for block in group_by_occurrence(moves, judgements, distinct).blocks:
        if len(block) == 1:
            blocks += [(group, block) for group in groups(block[0])]
            continue
        by_group: dict[str, list[StoredStatement]] = defaultdict(list)
        for move in block:
            for group in groups(move):
                by_group[group].append(move)
        blocks += [(group, tuple(reports)) for group, reports in by_group.items()]
    return blocks


def find_lost_people(blocks: Iterable[Block], statements: Sequence[StoredStatement], b: date) -> Iterator[EvidenceGap]:
    """Gaps for people who left or disappeared, if no report names a destination or their death, and no later gain is
    as large."""
    is_leaving, is_arriving = cache_by_form(_is_leaving), cache_by_form(_is_arriving)
    gains = _Gains(statements)
    for group, reports in blocks:
        departures = [move for move in reports if is_leaving(move)]
        if not departures or any(map(is_arriving, departures)) or any(map(_has_known_end, departures)):
            continue
        people, days = _count_people(departures), span_days(departures)
        if people and gains.has_large_gain(group, people, days.earliest):
            continue
        yield EvidenceGap(
            kind="gap",
            why="whereabouts",
            holders=sort_ids(id_ for move in departures for id_ in _list_former_holders(move)),
            held=(group,),
            statements=tuple(departures),
            places=_list_places(departures),
            first=days.latest + timedelta(days=1) if days.latest < b else None,
            last=b if days.latest < b else None,
            people=people,
            missing=MissingStatement(
                what="a sighting",
                whose=(),
                of=(group,),
                first=drop_open_end(days.earliest),
                last=None,
                at_least=people and people[1],
            ),
        )


class _Gains:
    """Index of gains counted in people, to look up whether a group had a gain of some size from a day on."""

    def __init__(self, statements: Iterable[StoredStatement]) -> None:
        self._statements = statements

    @cached_property
    def _by_group(self) -> dict[str, tuple[list[date], list[int]]]:
        """By group: the first days of its gains in order, and for each the largest gain from then on."""
        is_gain, groups = cache_by_form(_is_gain), cache_by_form(find_held_groups)
        counted: dict[str, list[tuple[date, int]]] = defaultdict(list)
        for gain in self._statements:
            if gain.count is not None and gain.count.unit == "people" and is_gain(gain):
                for group in groups(gain):
                    counted[group].append((gain.bounds.earliest_start, gain.count.min))
        found = {}
        for group, gains in counted.items():
            gains.sort()
            most = list(accumulate((number for _, number in reversed(gains)), max))
            found[group] = [day for day, _ in gains], most[::-1]
        return found

    def has_large_gain(self, group: str, people: Range, since: date) -> bool:
        """Whether a gain from a day on is at least as large as the upper bound of `people`."""
        days, most = self._by_group.get(group, ([], []))
        index = bisect_left(days, since)
        return people[1] is not None and index < len(most) and most[index] >= people[1]


def find_uncorroborated_moves(blocks: Iterable[Block], count_independent: CountSpeakers) -> Iterator[EvidenceGap]:
    """Gaps for moves that surely no second independent speaker reports."""
    parties_of_form = cache_by_form(lambda move: (_list_parties([move]), _list_places([move])))
    for group, reports in blocks:
        is_single = len(reports) == 1
        if is_single or count_independent(reports)[0] <= 1:
            parties, places = (
                parties_of_form(reports[0]) if is_single else (_list_parties(reports), _list_places(reports))
            )
            yield EvidenceGap(
                kind="single_speaker",
                why="move",
                holders=parties,
                held=(group,),
                statements=reports,
                places=places,
                people=_count_people(reports),
                missing=ask_second_speaker(reports, parties, (group,), places),
            )


def find_uncounted_moves(blocks: Iterable[Block]) -> Iterator[EvidenceGap]:
    """Gaps for moves without a number in any report."""
    for group, reports in blocks:
        if not any(move.count for move in reports):
            days = span_days(reports)
            parties = _list_parties(reports)
            yield EvidenceGap(
                kind="uncounted",
                why="move",
                holders=parties,
                held=(group,),
                statements=reports,
                places=_list_places(reports),
                missing=MissingStatement(
                    what="a count",
                    whose=parties,
                    of=(group,),
                    places=_list_places(reports),
                    first=drop_open_end(days.earliest),
                    last=drop_open_end(days.latest),
                ),
            )


def _list_parties(moves: Iterable[StoredStatement]) -> tuple[str, ...]:
    return sort_ids(id_ for move in moves for id_ in (*_list_former_holders(move), *find_holders(move)))


def _list_former_holders(move: StoredStatement) -> tuple[str, ...]:
    """Those that had the people: who lost them, or had them when they were last heard of."""
    return (*find_losers(move), *find_last_holders(move))


def _is_move(statement: StoredStatement) -> bool:
    return _is_gain(statement) or (not vocabulary().predicates[statement.predicate].is_state and _is_leaving(statement))


def _is_gain(statement: StoredStatement) -> bool:
    return not vocabulary().predicates[statement.predicate].is_state and bool(find_holders(statement))


def _is_leaving(move: StoredStatement) -> bool:
    """Whether people left a holder, or all trace of them is lost."""
    return not {"loses", "last_held"}.isdisjoint(vocabulary().predicates[move.predicate].custody.values())


def _has_known_end(move: StoredStatement) -> bool:
    """Whether people died, or their holder itself let them go: where free people went is no question of custody."""
    predicate = vocabulary().predicates[move.predicate]
    is_let_go = predicate.find_role("loses") == "subject" and not predicate.find_role("gains") and not predicate.fate
    return predicate.fate == "dead" or is_let_go


def _is_arriving(move: StoredStatement) -> bool:
    return bool(find_holders(move) or move.role("to_place"))


def _count_people(moves: Iterable[StoredStatement]) -> Range | None:
    return enclose_ranges((m.count.min, m.count.max) for m in moves if m.count and m.count.unit == "people")


def _list_places(moves: Iterable[StoredStatement]) -> tuple[str, ...]:
    return sort_ids(p for m in moves for role in ("from_place", "at", "to_place") for p in m.role(role))
