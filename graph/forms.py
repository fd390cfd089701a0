"""What the roles of a statement tell: read once for all statements of one form, which share their roles."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from graph.recorded import Recorded

T = TypeVar("T")
Roles = Mapping[str, tuple[str, ...]]


def by_form(read: Callable[[Recorded], T]) -> Callable[[Recorded], T]:
    """A reader like `read`, which must look at the predicate and the roles alone, that reads each form once."""
    known: dict[tuple[str, int], tuple[Roles, T]] = {}  # the roles are kept, so that no others get their address

    def told(statement: Recorded) -> T:
        key = statement.predicate, id(statement.roles)
        found = known.get(key)
        if found is None:
            found = known[key] = statement.roles, read(statement)
        return found[1]

    return told


def one_of_each_form(statements: Iterable[Recorded]) -> list[Recorded]:
    """The first statement of each form among some: all there is to their predicates and roles."""
    found: dict[tuple[str, int], Recorded] = {}
    for statement in statements:
        found.setdefault((statement.predicate, id(statement.roles)), statement)
    return list(found.values())
