"""Hierarchy: what is part of what on a day. Questions follow it downwards to select statements; no name changes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from graph.dates.validity import is_possible
from graph.dates.windows import Window
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

MAX_DEPTH = 8


def find_parts(
    whole: str, links: Iterable[StoredStatement], a: date, b: date, depth: int = MAX_DEPTH
) -> dict[str, int]:
    """An id and the ids of its parts on some day in [a, b], each with how many steps down it lies. Safe on cycles.

    `links` are statements whose subject is part of, or lies in, their object.
    """
    below: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if is_fact(link) and is_possible(link.bounds, a, b):
            for upper in link.role("object"):
                below[upper].update(link.role("subject"))
    found, level = {whole: 0}, {whole}
    for step in range(1, depth + 1):
        level = {part for upper in level for part in below[upper]} - found.keys()
        found |= dict.fromkeys(level, step)
    return found


def select_links_below(whole: str, links: Iterable[StoredStatement], a: date, b: date) -> list[StoredStatement]:
    """The links that find_parts needs for this id and any days in [a, b]; to be read once for many days."""
    links = list(links)
    ever = find_parts(whole, links, a, b)
    return [link for link in links if not ever.keys().isdisjoint(link.role("object"))]


def find_ancestors(actor: str, links: Iterable[StoredStatement], on: Window | None = None) -> frozenset[str]:
    """An actor and all that it is part of, or speaks for: at any time, or possibly on some day of `on`."""
    return Hierarchy(links).find_ancestors(actor, on)


def find_roots(actor: str, links: Iterable[StoredStatement], on: Window | None = None) -> frozenset[str]:
    """The organisations at the top of what an actor is part of, or speaks for; itself where there is none."""
    return Hierarchy(links).find_roots(actor, on)


class Hierarchy:
    """What is part of what, read once for many questions about ancestors. Safe on cycles."""

    def __init__(self, links: Iterable[StoredStatement]) -> None:
        self._links: dict[str, list[StoredStatement]] = defaultdict(list)
        for link in links:
            if is_fact(link):
                for one in link.role("subject"):
                    self._links[one].append(link)
        self._found: dict[tuple[str, Window | None], tuple[frozenset[str], frozenset[str]]] = {}

    def find_ancestors(self, id_: str, on: Window | None = None) -> frozenset[str]:
        """An id and all that it is part of: at any time, or possibly on some day of `on`."""
        return self._climb(id_, on)[0]

    def find_roots(self, id_: str, on: Window | None = None) -> frozenset[str]:
        """The highest ancestors of an id; itself where it is part of nothing."""
        return self._climb(id_, on)[1] or frozenset({id_})

    def _climb(self, id_: str, on: Window | None) -> tuple[frozenset[str], frozenset[str]]:
        if (id_, on) not in self._found:
            seen, level, top = {id_}, {id_}, set()
            for _ in range(MAX_DEPTH):
                uppers = {one: self._find_uppers(one, on) for one in level}
                top |= {one for one in level if not uppers[one]}
                level = {upper for one in level for upper in uppers[one]} - seen
                seen |= level
            self._found[id_, on] = frozenset(seen), frozenset(top)
        return self._found[id_, on]

    def _find_uppers(self, id_: str, on: Window | None) -> set[str]:
        return {
            upper
            for link in self._links.get(id_, ())
            if on is None or is_possible(link.bounds, on.earliest, on.latest)
            for upper in link.role("object")
        } - {id_}


def is_fact(statement: StoredStatement) -> bool:
    """Whether a statement asserts that something was so: neither a denial nor a plan."""
    return statement.polarity == "asserts" and vocabulary().modes[statement.mode].actual


def is_plan(statement: StoredStatement) -> bool:
    """Whether a statement is about a plan: its mode is not actual, or its count is of a whole that is under way."""
    mode = vocabulary().modes[statement.mode]
    return statement.polarity == "asserts" and (not mode.actual or (mode.whole and statement.count is not None))


class Containment:
    """Which ids overlap, by statements whose subject is part of, or lies in, their object.

    Two ids overlap where they are one, or where one lies within the other.
    """

    def __init__(self, links: Iterable[StoredStatement] = ()) -> None:
        self._hierarchy = Hierarchy(links)

    def find_ancestors(self, ids: Iterable[str]) -> frozenset[str]:
        """Some ids and all that they lie within."""
        return frozenset(upper for id_ in ids for upper in self._hierarchy.find_ancestors(id_))

    def has_overlap(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Whether one of the first overlaps one of the second."""
        if ones == others and ones:
            return True
        ones, others = set(ones), set(others)
        if not ones.isdisjoint(others):
            return True
        return not (ones.isdisjoint(self.find_ancestors(others)) and others.isdisjoint(self.find_ancestors(ones)))

    def is_compatible(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        """Whether they overlap, or one of the two sides is not given."""
        return not ones or not others or self.has_overlap(ones, others)
