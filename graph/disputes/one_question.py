"""What statements must share to answer one question: of whom, counted how, by which parties, about which time."""

from collections.abc import Hashable

from graph.dates import Window
from graph.over_time.within import Within
from graph.parts import is_fact
from graph.recorded import Recorded
from graph.support import days_named
from graph.vocabulary import vocabulary


def scope_of(statement: Recorded) -> Hashable:
    """What figures must share to be of one question; parties of an event are compared one by one."""
    count = statement.count
    assert count is not None
    of_count: tuple[Hashable, ...] = (count.unit, count.kind, count.of)
    if is_cumulative(statement):  # they grow, so only those of the same days can disagree
        of_count += (count.since, days_of(statement))
    if is_state(statement):
        roles = tuple(sorted(_by_effect(statement).items()))
        return _family(statement), statement.mode, roles, frozenset(statement.terms), of_count
    return people_of(statement), statement.mode, of_count  # what was agreed and what is done may well differ


def people_of(statement: Recorded) -> Hashable:
    """Of whom an event is, and what became of them."""
    return _family(statement), whom(statement)


def whom(statement: Recorded) -> tuple[str, ...]:
    """Those who are moved or held, or what is acted on."""
    return statement.role(vocabulary().predicates[statement.predicate].role_with("held") or "object")


def _family(statement: Recorded) -> Hashable:
    """Predicates with the same effects on custody tell of the same; any other one only of itself."""
    predicate = vocabulary().predicates[statement.predicate]
    return (predicate.is_state, *sorted(predicate.custody.values())) if predicate.custody else predicate.name


def _by_effect(statement: Recorded) -> dict[str, tuple[str, ...]]:
    """Who stands in the roles, by their effect on custody where they have one."""
    custody = vocabulary().predicates[statement.predicate].custody
    return {custody.get(role, role): ids for role, ids in statement.roles.items()}


def parties_of(statement: Recorded) -> dict[str, tuple[str, ...]]:
    return {effect: ids for effect, ids in _by_effect(statement).items() if effect != "held"}


def same_parties(one: Recorded, other: Recorded, within: Within | None) -> bool:
    """Whether no party and no place is another one. One may name the carrier or the prison, the next the army.

    With `within` one may also name the prison, and the next the country that it is in.
    """
    first, second = parties_of(one), parties_of(other)
    terms = not one.terms or not other.terms or set(one.terms) == set(other.terms)
    return terms and all(
        first[role] == second[role] or (within is not None and within.meet(first[role], second[role]))
        for role in first.keys() & second.keys()
    )


def is_of_whole(statement: Recorded) -> bool:
    """Whether its count is that of an undertaking, planned or under way, and not of what is done."""
    return not is_fact(statement) or vocabulary().modes[statement.mode].whole


def has_day(statement: Recorded) -> bool:
    """Whether it dates an occurrence: actual, not spread over its time, no figure that grows with time."""
    on_a_day = statement.validity.kind == "on" and not statement.validity.spread
    return on_a_day and is_fact(statement) and not is_cumulative(statement)


def is_cumulative(statement: Recorded) -> bool:
    return statement.count is not None and statement.count.kind == "cumulative"


def is_state(statement: Recorded) -> bool:
    return vocabulary().predicates[statement.predicate].is_state


def days_of(statement: Recorded) -> Window:
    """The days that it names: of an event those within which it took place, of a state those on which it was seen."""
    if statement.validity.kind == "on":
        return Window(statement.bounds.earliest_start, statement.bounds.latest_end)
    return days_named(statement)
