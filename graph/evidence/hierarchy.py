"""Hierarchy: parts and wholes on a day. Questions follow it downwards to select statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from graph.dates.validity import is_possible
from graph.dates.windows import Window
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

MAX_DEPTH = 8


def find_parts(
    whole: str, links: Iterable[StoredStatement], a: date, b: date, depth: int = MAX_DEPTH
) -> dict[str, int]:
    """An id and the ids of its parts on any day in [a, b], each with its depth below the id. Safe on cycles.

    `links` are statements whose subject is part of, or lies in, their object.
    """
    return descend(whole, map_parts(links, a, b), depth)


def map_parts(links: Iterable[StoredStatement], a: date, b: date) -> dict[str, set[str]]:
    """The ids directly below each id on any day in [a, b], for many calls of `descend`."""
    below: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if is_fact(link) and is_possible(link.bounds, a, b):
            for upper in link.role("object"):
                below[upper].update(link.role("subject"))
    return below


def descend(whole: str, below: Mapping[str, set[str]], depth: int = MAX_DEPTH) -> dict[str, int]:
    """An id and all ids below it, each with its depth. Safe on cycles."""
    found, level = {whole: 0}, {whole}
    for step in range(1, depth + 1):
        level = {part for upper in level for part in below.get(upper, ())} - found.keys()
        found |= dict.fromkeys(level, step)
    return found


def select_links_below(whole: str, links: Iterable[StoredStatement], a: date, b: date) -> list[StoredStatement]:
    """The links that find_parts needs for this id and any days in [a, b]. Select them once for many days."""
    links = list(links)
    ever = find_parts(whole, links, a, b)
    return [link for link in links if not ever.keys().isdisjoint(link.role("object"))]


def find_ancestors(actor: str, links: Iterable[StoredStatement], on: Window | None = None) -> frozenset[str]:
    """An actor and all actors that it is part of, or speaks for: at any time, or possibly on a day of `on`."""
    return Hierarchy(links).find_ancestors(actor, on)


def find_roots(actor: str, links: Iterable[StoredStatement], on: Window | None = None) -> frozenset[str]:
    """The top organisations that an actor is part of, or speaks for; itself if there is none."""
    return Hierarchy(links).find_roots(actor, on)


class Hierarchy:
    """Parts and wholes, indexed for many look-ups of ancestors. Safe on cycles."""

    def __init__(self, links: Iterable[StoredStatement]) -> None:
        self._links: dict[str, list[StoredStatement]] = defaultdict(list)
        for link in links:
            if is_fact(link):
                for one in link.role("subject"):
                    self._links[one].append(link)
        self._cache: dict[tuple[str, Window | None], tuple[frozenset[str], frozenset[str]]] = {}

    def list_parts(self) -> Iterable[str]:
        """All ids that are part of another at some time."""
        return self._links.keys()

    def find_ancestors(self, id_: str, days: Window | None = None) -> frozenset[str]:
        """An id and all ids that it is part of: at any time, or possibly on a day of `days`."""
        return self._climb(id_, days)[0]

    def find_roots(self, id_: str, days: Window | None = None) -> frozenset[str]:
        """The top ancestors of an id; itself if it is part of nothing."""
        return self._climb(id_, days)[1] or frozenset({id_})

    def _climb(self, id_: str, days: Window | None) -> tuple[frozenset[str], frozenset[str]]:
        if (id_, days) not in self._cache:
            seen, level, top = {id_}, {id_}, set()
            for _ in range(MAX_DEPTH):
                uppers = {one: self._find_uppers(one, days) for one in level}
                top |= {one for one in level if not uppers[one]}
                level = {upper for one in level for upper in uppers[one]} - seen
                seen |= level
            self._cache[id_, days] = frozenset(seen), frozenset(top)
        return self._cache[id_, days]

    def _find_uppers(self, id_: str, days: Window | None) -> set[str]:
        return {
            upper
            for link in self._links.get(id_, ())
            if days is None or is_possible(link.bounds, days.earliest, days.latest)
            for upper in link.role("object")
        } - {id_}


def is_fact(statement: StoredStatement) -> bool:
    """Whether a statement asserts that something was so: neither a denial nor a plan."""
    return statement.polarity == "asserts" and vocabulary().modes[statement.mode].actual


def select_facts(statements: Iterable[StoredStatement]) -> list[StoredStatement]:
    """The statements that assert that something was so."""
    actual = {name for name, mode in vocabulary().modes.items() if mode.actual}
    return [one for one in statements if one.polarity == "asserts" and one.mode in actual]


def is_plan(statement: StoredStatement) -> bool:
    """Whether a statement is about a plan: its mode is not actual, or it counts a whole undertaking under way."""
    mode = vocabulary().modes[statement.mode]
    return statement.polarity == "asserts" and (not mode.actual or (mode.whole and statement.count is not None))


class Containment:
    """Overlaps between ids, from statements whose subject is part of, or lies in, their object.

    Two ids overlap if they are equal, or if one lies within the other.
    """

    def __init__(self, links: Iterable[StoredStatement] = ()) -> None:
        self._hierarchy = Hierarchy(links)

    def find_ancestors(self, ids: Iterable[str]) -> frozenset[str]:
        """Some ids and all ids that they lie within."""
        return frozenset(upper for id_ in ids for upper in self._hierarchy.find_ancestors(id_))

    def has_overlap(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Whether an id of the first overlaps an id of the second."""
        if ones == others and ones:
            return True
        ones, others = set(ones), set(others)
        if not ones.isdisjoint(others):
            return True
        return not (ones.isdisjoint(self.find_ancestors(others)) and others.isdisjoint(self.find_ancestors(ones)))

    def is_compatible(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        """Whether they overlap, or one of them is empty."""
        return not ones or not others or self.has_overlap(ones, others)
