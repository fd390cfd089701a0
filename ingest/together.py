"""What shows only when all statements of a file are seen together: pointers to nothing, and circles of parts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import NamedTuple

import networkx

from graph.dates.linked_dates import SOURCE
from graph.errors import InvalidStatement
from graph.model.statement import WrittenStatement
from graph.vocabulary import vocabulary
from ingest.quarantine import Quarantine

Placed = tuple[WrittenStatement, int | None]  # with the line that it stands on
Known = Callable[[Iterable[str]], set[str]]  # which of some keys the store has
Days = tuple[date, date]
Ways = Mapping[str, Iterable[str]]
CIRCULAR = ("part", "place")  # uses in which nothing can be above itself
MOST_STEPS = 12  # of a circle that a message names id by id
LOOKED_AT = 200  # ids among which it is looked for


class Link(NamedTuple):
    """That a part is in a whole, from the first to the last of some days; `key` is the statement's."""

    part: str
    whole: str
    first: date
    last: date
    key: str


def full_key(dataset: str, key: str) -> str:
    """A key as statements have it: the dataset, a colon, and the coder's own; one of another dataset is written so."""
    return key if ":" in key else f"{dataset}:{key}"


def own_key(statement: WrittenStatement) -> str:
    """A key without its dataset, as the file has it."""
    return statement.key.removeprefix(f"{statement.dataset}:")


def without_circles(statements: list[Placed], quarantine: Quarantine) -> list[Placed]:
    """Set aside what says together, of days in common, that something is part of itself or lies in itself."""
    aside: dict[str, str] = {}
    for use in CIRCULAR:
        aside |= circles(_links(s for s, _ in statements if s.predicate in vocabulary().that_follow(use)))
    for statement, line in statements:
        if circle := aside.get(statement.key):
            reason = f"{statement.predicate} runs in a circle: {circle}; expected none"
            quarantine.add(
                line, own_key(statement), InvalidStatement(reason, parameter="roles", value=circle)
            )  # fmt: skip
    return [placed for placed in statements if placed[0].key not in aside]


def without_dangling_keys(
    statements: list[Placed], dataset: str, quarantine: Quarantine, known: Known, ties: bool = True
) -> list[Placed]:
    """Set aside what responds to, fulfils, or dates itself by, a key that nobody has; and what then points at that.

    Without `ties`, dates may depend on what is not there: then that bounds nothing.
    """
    wanted = {key for statement, _ in statements for key in _pointed_at(statement, ties)}
    if not wanted:
        return statements
    set_aside = {full_key(dataset, row.key) for row in quarantine if row.key}
    cited = {SOURCE + id_ for id_ in (dataset, *(statement.cites.source for statement, _ in statements))}
    elsewhere = cited | known(wanted - {statement.key for statement, _ in statements} - set_aside - cited)
    while True:
        keys = {statement.key for statement, _ in statements} | elsewhere
        dangling = [(s, line, missing) for s, line in statements if (missing := _pointed_at(s, ties) - keys)]
        if not dangling:
            return statements
        for statement, line, missing in dangling:
            named = ", ".join(sorted(key.removeprefix(f"{dataset}:") for key in missing))
            name = _field(statement, missing)
            error = InvalidStatement(f"no statement that can be read has the key {named}", parameter=name, value=named)
            quarantine.add(line, own_key(statement), error)
        left_out = {statement.key for statement, _, _ in dangling}
        statements = [(statement, line) for statement, line in statements if statement.key not in left_out]


def _pointed_at(statement: WrittenStatement, ties: bool) -> set[str]:
    dated_by = statement.linked.keys if statement.linked and ties else frozenset()
    return {response.key for response in statement.responds_to} | set(statement.fulfils) | dated_by


def _field(statement: WrittenStatement, missing: set[str]) -> str:
    if missing <= set(statement.fulfils):
        return "fulfils"
    if statement.linked and missing <= statement.linked.keys:
        return f"{statement.linked.field}.bounds"
    return "responds_to"


def _links(statements: Iterable[WrittenStatement]) -> Iterator[Link]:
    for statement in statements:
        if statement.polarity == "asserts" and vocabulary().modes[statement.mode].actual:
            pairs = product(statement.roles.get("subject", ()), statement.roles.get("object", ()))
            yield from (Link(part, whole, *_named_days(statement), statement.key) for part, whole in pairs)


def _named_days(link: WrittenStatement) -> Days:
    """The days that a statement names: a sighting is as long as its window, though the state may have lasted longer."""
    bounds = link.validity.bounds
    if link.validity.kind == "observed" and bounds.earliest_end <= bounds.latest_start:
        return bounds.earliest_end, bounds.latest_start
    return bounds.earliest_start, bounds.latest_end


def circles(links: Iterable[Link]) -> dict[str, str]:
    """The key of each statement with a link on a circle, and the circle in ids, or how large it is.

    A link lies on a circle of one day if both its ends lie in one strongly connected part of that day's links, which is
    found in one pass. Days are halved until all links that are left hold throughout, or none are: dates that begin on
    many different days cost little more than one.
    """
    links = [link for link in links if link.first <= link.last]
    days = sorted({link.first for link in links})  # of days in common the first is the first of one of the links
    found: dict[str, str] = {}
    spans = [(0, len(days), links)]
    while spans:
        low, high, some = spans.pop()
        some = [link for link in some if link.first <= days[high - 1] and link.last >= days[low]] if days else []
        groups = _groups(some)
        inside = [link for link in some if _is_inside(link, groups)]
        if all(link.key in found for link in inside):
            continue
        if all(link.first <= days[low] and link.last >= days[high - 1] for link in inside):
            found |= _told(inside, groups)
            continue
        middle = (low + high) // 2
        spans += [(low, middle, inside), (middle, high, inside)]  # the later half first: what is open holds then
    return found


def _groups(links: list[Link]) -> dict[str, int]:
    """For each id the number of the strongly connected part that it lies in."""
    graph = networkx.DiGraph((link.part, link.whole) for link in links)
    connected = networkx.strongly_connected_components(graph)
    return {id_: number for number, ids in enumerate(connected) for id_ in ids}


def _is_inside(link: Link, groups: Mapping[str, int]) -> bool:
    return groups[link.part] == groups[link.whole]  # also of an id with itself


def _told(links: list[Link], groups: Mapping[str, int]) -> dict[str, str]:
    """For the key of each of some links, all inside the groups, a circle that it lies on."""
    above: dict[str, dict[str, None]] = defaultdict(dict)
    sizes: dict[int, int] = defaultdict(int)
    for link in links:
        above[link.part][link.whole] = None
    for id_ in above:
        sizes[groups[id_]] += 1
    return {
        link.key: _circle(link, above)
        or f"{link.part} -> {link.whole} -> … -> {link.part}, "
        f"one of {sizes[groups[link.part]]} that lead to one another"
        for link in reversed(links)  # of a statement with several links the first is told
    }


def _circle(link: Link, above: Ways) -> str | None:
    """The shortest circle through a link, if it is short and found among few ids."""
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
