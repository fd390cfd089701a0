"""Copies: the same figure of the same speaker in another source, which was said once and printed twice."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from typing import NamedTuple

from graph.model.statement import StoredStatement
from graph.vocabulary import PLACE_ROLES

MOST_COMPARED = 50  # originals of one speaker, day and number that a report is compared with


class Copy(NamedTuple):
    """A statement and the one that it copies, whose source was public first."""

    of: StoredStatement
    statement: StoredStatement


def find_copies(statements: Iterable[StoredStatement], distinct: Collection[str] = ()) -> list[Copy]:
    """The copies among some statements.

    A copy has the speaker, the predicate, the days, the places and the figure of its original, names nobody else in a
    role that both fill, and is about no other Event. Two reports in one source are no copies of one another, nor are
    rows of a dataset whose rows are `distinct`. So a source with two such reports copies two at most.
    """
    counted = [one for one in statements if one.count is not None]
    if len({one.cites.source for one in counted}) < 2:
        return []
    by_figure: dict[Hashable, list[StoredStatement]] = defaultdict(list)
    for one in counted:
        by_figure[one.said_by, one.predicate, one.bounds, one.count and (one.count.min, one.count.max)].append(one)
    return [copy for some in by_figure.values() if len(some) > 1 for copy in _pair_copies(some, distinct)]


def _pair_copies(same: list[StoredStatement], distinct: Collection[str]) -> Iterable[Copy]:
    """Each report with the first original that it may copy and that its source has not copied yet."""
    originals: list[tuple[StoredStatement, set[str]]] = []  # and the sources that have it
    for one in sorted(same, key=lambda one: (one.known.latest, one.known.earliest, one.key)):
        for original, sources in originals[:MOST_COMPARED]:
            if one.cites.source not in sources and _is_copy(one, original, distinct):
                sources.add(one.cites.source)
                yield Copy(original, one)
                break
        else:
            originals.append((one, {one.cites.source}))


def _is_copy(one: StoredStatement, other: StoredStatement, distinct: Collection[str]) -> bool:
    if one.dataset == other.dataset and one.dataset in distinct:
        return False
    if one.about and other.about and set(one.about) != set(other.about):
        return False
    roles = {*PLACE_ROLES, *(one.roles.keys() & other.roles.keys())}
    return _read_figure(one) == _read_figure(other) and all(set(one.role(r)) == set(other.role(r)) for r in roles)


def _read_figure(one: StoredStatement) -> Hashable:
    count = one.count
    assert count is not None
    kinds = one.polarity, one.mode, one.reading, one.validity.kind, one.validity.spread
    return *kinds, count.kind, count.unit, count.of, count.since
