"""Several days told as the beginning of one holding: they cannot all be true."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date

from graph.dates import MAX, MIN
from graph.disputes.one_question import is_state, people_of
from graph.parts import is_fact
from graph.recorded import Recorded
from graph.vocabulary import vocabulary


def differing_starts(statements: Iterable[Recorded]) -> Iterator[list[Recorded]]:
    """Statements with the same roles on one holding without a break, of which two tell of different beginnings.

    Two tell of one holding where both are certain on some day. What tells of no beginning is left out.
    """
    alike: dict[Hashable, list[Recorded]] = defaultdict(list)
    for statement in statements:
        begins = statement.bounds.earliest_start > MIN and statement.bounds.latest_start < MAX
        custody = vocabulary().predicates[statement.predicate].custody
        if statement.validity.kind == "valid" and begins and custody and is_state(statement) and is_fact(statement):
            roles = tuple(sorted(statement.roles.items()))
            alike[people_of(statement), roles, frozenset(statement.terms)].append(statement)
    for some in alike.values():
        yield from (found for found in _holdings(some) if _differ(found))


def _holdings(statements: list[Recorded]) -> Iterator[list[Recorded]]:
    """Statements whose certain days follow one another without a break."""
    certain = [s for s in statements if s.bounds.latest_start <= s.bounds.earliest_end]
    found: list[Recorded] = []
    until: date = MIN
    for statement in sorted(certain, key=lambda s: (s.bounds.latest_start, s.id)):
        if found and statement.bounds.latest_start > until:
            yield found
            found = []
        found.append(statement)
        until = max(until, statement.bounds.earliest_end) if len(found) > 1 else statement.bounds.earliest_end
    if len(found) > 1:
        yield found


def _differ(statements: list[Recorded]) -> bool:
    return max(s.bounds.earliest_start for s in statements) > min(s.bounds.latest_start for s in statements)
