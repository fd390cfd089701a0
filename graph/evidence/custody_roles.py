"""Roles in custody: holders, gainers, losers and groups held in a statement; and whether a loss is of all held."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from math import inf
from typing import TypeVar

from graph.evidence.support import Evidence, find_ending_days
from graph.model.counts import MOVED, ReportedCount
from graph.model.statement import StoredStatement
from graph.vocabulary import Vocabulary, vocabulary

T = TypeVar("T")
Roles = Mapping[str, tuple[str, ...]]


def cache_by_form(read: Callable[[StoredStatement], T]) -> Callable[[StoredStatement], T]:
    """`read` with a cache by predicate and roles. Its result must depend on nothing else."""
    cache: dict[
        tuple[str, int], tuple[Roles, T]
    ] = {}  # the value keeps the roles alive, so that no other roles get their address

    def read_once(statement: StoredStatement) -> T:
        key = statement.predicate, id(statement.roles)
        found = cache.get(key)
        if found is None:
            found = cache[key] = statement.roles, read(statement)
        return found[1]

    return read_once


def select_one_per_form(statements: Iterable[StoredStatement]) -> list[StoredStatement]:
    """The first statement for each predicate with its roles."""
    found: dict[tuple[str, int], StoredStatement] = {}
    for statement in statements:
        found.setdefault((statement.predicate, id(statement.roles)), statement)
    return list(found.values())


def find_holders(statement: StoredStatement) -> tuple[str, ...]:
    """The actors that hold, or come to hold, people according to a statement."""
    return _find_ids_with_effect(statement, ("holds", "gains"))


def find_gainers(statement: StoredStatement) -> tuple[str, ...]:
    """The actors that come to hold people according to a statement."""
    return _find_ids_with_effect(statement, ("gains",))


def find_held_groups(statement: StoredStatement) -> tuple[str, ...]:
    """The groups that a statement on custody is about."""
    return _find_ids_with_effect(statement, ("held",))


def find_losers(statement: StoredStatement) -> tuple[str, ...]:
    """The actors that lose people according to a statement; empty if it names none."""
    return _find_ids_with_effect(statement, ("loses",))


def is_move_inside(statement: StoredStatement) -> bool:
    """Whether a statement moves people from place to place within the custody of the same holders."""
    losers = find_losers(statement)
    return bool(losers) and losers == find_gainers(statement)


def find_last_holders(statement: StoredStatement) -> tuple[str, ...]:
    """The actors that had people when they were last heard of; empty if the statement names none."""
    return _find_ids_with_effect(statement, ("last_held",))


def find_fate(statements: Iterable[StoredStatement]) -> str | None:
    """What became of the people by some reports of one occurrence: dead or missing, where all of them say so."""
    fates = {vocabulary().predicates[statement.predicate].fate for statement in statements}
    return fates.pop() if len(fates) == 1 else None


class Stocks:
    """The stock counts of one holder and group, to compare losses with; and how many came, where nobody says that the
    holder held some."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        evidence = list(evidence)
        self._by_scope: dict[_StockScope, list[tuple[date, float]]] = defaultdict(list)
        parties = cache_by_form(
            lambda statement: (frozenset(find_holders(statement)), frozenset(find_held_groups(statement)))
        )
        for item in evidence:
            statement, count = item.statement, item.statement.count
            if count and count.kind == "stock" and is_count_of_held(statement):
                holders, held = parties(statement)
                scope = count.unit, count.of, holders, held, statement.role("at")
                self._by_scope[scope].append((item.window.latest, inf if count.max is None else count.max))
        for counts in self._by_scope.values():
            counts.sort()
        self._gains = evidence if all(item.derived for item in evidence) else []

    def is_loss_of_all(self, loss: StoredStatement) -> bool:
        """Whether a loss is of all the people held: it says so, or its number is at least the last count of all the
        people that it is about; or at least that of all who came until then, where nobody says that more were held."""
        if vocabulary().modes[loss.mode].whole:
            return False
        if loss.whole:
            return True
        count = loss.count
        if count is None or count.kind != "flow":
            return False
        last = self._find_last_counts(loss, count) or self._sum_gains(loss, count)
        return bool(last) and all(count.min >= most for most in last)

    def _sum_gains(self, loss: StoredStatement, count: ReportedCount) -> list[float]:
        """How many came at most until a loss, if all who came are counted; empty if there is a report without such a
        number, if the holder only moved them, or if nobody came before."""
        losers, held = set(find_losers(loss)), set(find_held_groups(loss))
        first = find_ending_days(loss).earliest
        came = [item for item in self._gains if item.window.latest <= first]
        numbers = [item.statement.count for item in self._gains if item.window.earliest <= first]
        if not came or losers & set(find_gainers(loss)):
            return []
        if any(set(find_gainers(item.statement)) != losers for item in came):
            return []
        if any(set(find_held_groups(item.statement)) != held for item in came):
            return []
        if any(one is None or one.kind != "flow" or (one.unit, one.of) != (count.unit, count.of) for one in numbers):
            return []
        return [sum(inf if one is None or one.max is None else one.max for one in numbers)]

    def _find_last_counts(self, loss: StoredStatement, count: ReportedCount) -> list[float]:
        """The upper bounds of the last counts before a loss: those of the fewest holders, and of all places.

        Empty if there are only counts by place, of several places.
        """
        losers, held = frozenset(find_losers(loss)), frozenset(find_held_groups(loss))
        first = find_ending_days(loss).earliest
        found: dict[tuple[int, tuple[str, ...]], list[tuple[date, float]]] = defaultdict(list)
        for (unit, of, holders, people, places), counts in self._by_scope.items():
            end = bisect_right(counts, (first, inf))
            if end and (unit, of) == (count.unit, count.of) and losers <= holders and held <= people:
                found[len(holders), places] += [each for each in counts[:end] if each[0] == counts[end - 1][0]]
        fewest = min((holders for holders, _ in found), default=0)
        by_places = {places: counts for (holders, places), counts in found.items() if holders == fewest}
        if not by_places or (() not in by_places and len(by_places) != 1):
            return []
        counts = by_places.get((), next(iter(by_places.values())))
        return [most for day, most in counts if day == max(day for day, _ in counts)]


_StockScope = tuple[str, str | None, frozenset[str], frozenset[str], tuple[str, ...]]


def is_count_of_held(statement: StoredStatement) -> bool:
    """Whether the count of a statement is of people held, not of people moved and not of a whole undertaking."""
    count = statement.count
    return count is not None and count.kind not in MOVED and not vocabulary().modes[statement.mode].whole


def _find_ids_with_effect(statement: StoredStatement, effects: tuple[str, ...]) -> tuple[str, ...]:
    named = [
        ids
        for role in _list_roles_with_effect(vocabulary(), statement.predicate, effects)
        if (ids := statement.roles.get(role))
    ]
    if len(named) == 1 and len(named[0]) == 1:  # the usual case, and this is called very often
        return named[0]
    return tuple(sorted({id_ for ids in named for id_ in ids}))


@lru_cache(maxsize=1_000)
def _list_roles_with_effect(words: Vocabulary, predicate: str, effects: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(role for role, has in words.predicates[predicate].custody.items() if has in effects)
