"""Statements parted into pieces, so that whatever is disputed is disputed within one of them."""

from collections.abc import Hashable, Iterable, Iterator

from graph.disputes.one_question import people_of, whom
from graph.figures import held_by
from graph.parts import Hierarchy
from graph.recorded import Recorded
from graph.vocabulary import vocabulary


def pieces(statements: Iterable[Recorded], links: Iterable[Recorded] = ()) -> dict[str, Hashable]:
    """The piece of each statement, by its id. One piece have those of the same people in the same family of
    predicates, what a denial that names no people may deny, a response with what it responds to, and counts of a group
    and of its parts, by `links`."""
    statements = list(statements)
    hierarchy = Hierarchy(links)
    leader: dict[Hashable, Hashable] = {}

    def find(name: Hashable) -> Hashable:
        while (above := leader.get(name, name)) != name:
            leader[name] = name = leader.get(above, above)
        return name

    of_all = {s.predicate for s in statements if s.polarity == "denies" and not whom(s)}
    for statement in statements:
        for name in (*_ties(statement, of_all), *_groups_above(statement, hierarchy)):
            leader[find(name)] = find(statement.id)
    return {statement.id: find(statement.id) for statement in statements}


def _groups_above(statement: Recorded, hierarchy: Hierarchy) -> Iterator[Hashable]:
    if statement.count is not None and statement.count.kind == "stock":
        yield from (("group", upper) for group in held_by(statement) for upper in hierarchy.above(group))


def _ties(statement: Recorded, of_all: set[str]) -> Iterator[Hashable]:
    yield people_of(statement)
    yield from (reply.id for reply in statement.responses)
    if statement.predicate in of_all:
        yield "all", statement.predicate
    if vocabulary().predicates[statement.predicate].symmetric:
        yield statement.predicate, frozenset(whom(statement) + statement.role("subject"))
