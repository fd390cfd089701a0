"""What is part of what on a day: questions follow it downwards; that selects statements and relabels nobody."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from graph.intervals import possible
from graph.recorded import Recorded
from graph.vocabulary import vocabulary

DEEPEST = 8


def with_parts(whole: str, links: Iterable[Recorded], a: date, b: date, depth: int = DEEPEST) -> dict[str, int]:
    """An id and the ids of its parts on some day in [a, b], each with how many steps down it lies. Safe on cycles.

    `links` are statements whose subject is part of, or lies in, their object.
    """
    below: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if is_fact(link) and possible(link.bounds, a, b):
            for upper in link.role("object"):
                below[upper].update(link.role("subject"))
    found, level = {whole: 0}, {whole}
    for step in range(1, depth + 1):
        level = {part for upper in level for part in below[upper]} - found.keys()
        found |= dict.fromkeys(level, step)
    return found


def above(actor: str, links: Iterable[Recorded]) -> frozenset[str]:
    """An actor and everybody whom it is part of, or speaks for, at whatever time. Safe on cycles."""
    return frozenset(_climb(actor, links)[0])


def tops(actor: str, links: Iterable[Recorded]) -> frozenset[str]:
    """The organisations at the top of what an actor is part of, or speaks for; itself where there is none."""
    return frozenset(_climb(actor, links)[1] or {actor})


def _climb(actor: str, links: Iterable[Recorded]) -> tuple[set[str], set[str]]:
    uppers: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if is_fact(link):
            for one in link.role("subject"):
                uppers[one].update(link.role("object"))
    seen, level, top = {actor}, {actor}, set()
    for _ in range(DEEPEST):
        top |= {one for one in level if not uppers[one] - {one}}
        level = {upper for one in level for upper in uppers[one]} - seen
        seen |= level
    return seen, top


def is_fact(statement: Recorded) -> bool:
    """Whether a statement asserts that something was so: neither a denial nor a plan."""
    return statement.polarity == "asserts" and vocabulary().modes[statement.mode].actual


def is_plan(statement: Recorded) -> bool:
    """Whether a statement tells what is not done: no actual mode, or the count of a whole that is only under way."""
    mode = vocabulary().modes[statement.mode]
    return statement.polarity == "asserts" and (not mode.actual or (mode.whole and statement.count is not None))
