"""Cycles of parts and places: statements that together make something part of itself on the same days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import NamedTuple

import networkx

from graph.errors import InvalidStatement
from graph.model.statement import WrittenStatement
from graph.vocabulary import vocabulary
from ingest.quarantine import Quarantine, StatementOnLine, read_own_key

Days = tuple[date, date]
Ways = Mapping[str, Iterable[str]]
CIRCULAR = ("part", "place")  # uses in which nothing can be above itself
MOST_STEPS = 12  # of a circle that a message names id by id
LOOKED_AT = 200  # ids among which it is looked for


class Link(NamedTuple):
    """A part in a whole from the first to the last day; `key` is that of the statement."""

    part: str
    whole: str
    first: date
    last: date
    key: str


def set_circles_aside(statements: list[StatementOnLine], quarantine: Quarantine) -> list[StatementOnLine]:
    """Set aside statements that together make something part of itself, or lie in itself, on the same days."""
    aside: dict[str, str] = {}
    for use in CIRCULAR:
        aside |= find_circles(
            _list_links(s for s, _ in statements if s.predicate in vocabulary().select_predicates(use))
        )
    for statement, line in statements:
        if circle := aside.get(statement.key):
            reason = f"{statement.predicate} runs in a circle: {circle}; expected none"
            quarantine.add(
                line, read_own_key(statement), InvalidStatement(reason, parameter="roles", value=circle)
            )  # fmt: skip
    return [placed for placed in statements if placed[0].key not in aside]


def _list_links(statements: Iterable[WrittenStatement]) -> Iterator[Link]:
    for statement in statements:
        if statement.polarity == "asserts" and vocabulary().modes[statement.mode].actual:
            pairs = product(statement.roles.get("subject", ()), statement.roles.get("object", ()))
            yield from (Link(part, whole, *_list_named_days(statement), statement.key) for part, whole in pairs)


def _list_named_days(link: WrittenStatement) -> Days:
    """The days that a statement names: a sighting is as long as its window, though the state may have lasted longer."""
    bounds = link.validity.bounds
    if link.validity.kind == "observed" and bounds.earliest_end <= bounds.latest_start:
        return bounds.earliest_end, bounds.latest_start
    return bounds.earliest_start, bounds.latest_end


def find_circles(links: Iterable[Link]) -> dict[str, str]:
    """The cycle of each statement with a link on one, by key: its ids, or its size if it is long.

    A link lies on a cycle of one day if both its ends are in one strongly connected component of that day's links. The
    span of days is halved until all remaining links hold throughout, or none remain: many different start days cost
    little more than one.
    """
    links = [link for link in links if link.first <= link.last]
    days = sorted({link.first for link in links})  # a cycle begins on the first day of one of its links
    found: dict[str, str] = {}
    spans = [(0, len(days), links)]
    while spans:
        low, high, active = spans.pop()
        active = [link for link in active if link.first <= days[high - 1] and link.last >= days[low]] if days else []
        groups = _group_links(active)
        inside = [link for link in active if _is_inside(link, groups)]
        if all(link.key in found for link in inside):
            continue
        if all(link.first <= days[low] and link.last >= days[high - 1] for link in inside):
            found |= _describe_circles(inside, groups)
            continue
        middle = (low + high) // 2
        spans += [(low, middle, inside), (middle, high, inside)]  # the later half first: what is open holds then
    return found


def _group_links(links: list[Link]) -> dict[str, int]:
    """The index of the strongly connected component of each id."""
    graph = networkx.DiGraph((link.part, link.whole) for link in links)
    connected = networkx.strongly_connected_components(graph)
    return {id_: number for number, ids in enumerate(connected) for id_ in ids}


def _is_inside(link: Link, groups: Mapping[str, int]) -> bool:
    return groups[link.part] == groups[link.whole]  # also true for a link from an id to itself


def _describe_circles(links: list[Link], groups: Mapping[str, int]) -> dict[str, str]:
    """A cycle in words for the key of each link; all links are inside a group."""
    above: dict[str, dict[str, None]] = defaultdict(dict)
    sizes: dict[int, int] = defaultdict(int)
    for link in links:
        above[link.part][link.whole] = None
    for id_ in above:
        sizes[groups[id_]] += 1
    return {
        link.key: _find_circle(link, above)
        or f"{link.part} -> {link.whole} -> … -> {link.part}, "
        f"one of {sizes[groups[link.part]]} that lead to one another"
        for link in reversed(links)  # of a statement with several links the first is named
    }


def _find_circle(link: Link, above: Ways) -> str | None:
    """The shortest cycle through a link in ids; None if it is long or too many ids must be searched."""
    came_from: dict[str, str] = {link.whole: link.part}
    level = [link.whole]
    for _ in range(MOST_STEPS):
        if link.part in came_from:
            break
        ahead: list[str] = []
        for id_, whole in ((one, whole) for one in level for whole in above.get(one, ())):
            if len(came_from) > LOOKED_AT:
                return None
            if whole not in came_from:
                came_from[whole] = id_
                ahead.append(whole)
        level = ahead
    if link.part not in came_from:
        return None
    back = [link.part]
    while back[-1] != link.whole:
        back.append(came_from[back[-1]])
    return " -> ".join((link.part, *reversed(back)))
