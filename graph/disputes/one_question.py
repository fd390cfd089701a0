"""Statements that can be compared: about the same people, counted in the same way, with the same parties and time."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from operator import itemgetter

from graph.dates.windows import Window
from graph.disputes.denials import find_denied_capacity
from graph.evidence.custody_roles import find_held_groups, find_holders
from graph.evidence.hierarchy import Containment, Hierarchy, is_fact
from graph.evidence.support import find_named_days
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary


def find_scope(statement: StoredStatement) -> Hashable:
    """The key that comparable figures share. Parties of events are not in it: they are compared in pairs."""
    count = statement.count
    assert count is not None
    counted: tuple[Hashable, ...] = (count.unit, count.kind, count.of)
    if is_cumulative(statement):  # they grow, so only those of the same days can disagree
        counted += (count.since, find_days(statement))
    if is_state(statement):
        roles = tuple(sorted(_map_by_effect(statement).items()))
        return _find_family(statement), statement.mode, roles, frozenset(statement.terms), counted
    return find_people(statement), statement.mode, counted  # what was agreed and what is done may well differ


def find_people(statement: StoredStatement) -> Hashable:
    """The key of the people whom a statement is about and of what happened to them."""
    return _find_family(statement), find_affected(statement)


def find_affected(statement: StoredStatement) -> tuple[str, ...]:
    """The people who are moved or held; for other predicates, the object."""
    return statement.role(vocabulary().predicates[statement.predicate].find_role("held") or "object")


def _find_family(statement: StoredStatement) -> Hashable:
    """The effects of a predicate on custody, which other predicates may share; the predicate itself if it has none."""
    predicate = vocabulary().predicates[statement.predicate]
    return (predicate.is_state, *sorted(predicate.custody.values())) if predicate.custody else predicate.name


def _map_by_effect(statement: StoredStatement) -> dict[str, tuple[str, ...]]:
    """The ids in each role, by its effect on custody where it has one."""
    custody = vocabulary().predicates[statement.predicate].custody
    return {custody.get(role, role): ids for role, ids in statement.roles.items()}


def find_parties(statement: StoredStatement) -> dict[str, tuple[str, ...]]:
    """All roles but that of the people held, by effect on custody or by name."""
    return {effect: ids for effect, ids in _map_by_effect(statement).items() if effect != "held"}


def has_compatible_parties(one: StoredStatement, other: StoredStatement, within: Containment | None) -> bool:
    """Whether two statements name no different party or place in a role. Roles that only one of them fills are no
    difference. With `within`, neither is a prison in one and its country in the other.
    """
    first, second = find_parties(one), find_parties(other)
    terms = not one.terms or not other.terms or set(one.terms) == set(other.terms)
    return terms and all(
        first[role] == second[role] or (within is not None and within.has_overlap(first[role], second[role]))
        for role in first.keys() & second.keys()
    )


def has_undertaking_count(statement: StoredStatement) -> bool:
    """Whether its count is of a whole undertaking, planned or under way, and not of what has been done."""
    return not is_fact(statement) or vocabulary().modes[statement.mode].whole


def has_day(statement: StoredStatement) -> bool:
    """Whether it gives the date of an actual occurrence, not of a period or of a running total."""
    on_a_day = statement.validity.kind == "on" and not statement.validity.spread
    return on_a_day and is_fact(statement) and not is_cumulative(statement)


def is_cumulative(statement: StoredStatement) -> bool:
    return statement.count is not None and statement.count.kind == "cumulative"


def is_state(statement: StoredStatement) -> bool:
    return vocabulary().predicates[statement.predicate].is_state


def find_days(statement: StoredStatement) -> Window:
    """The days that a statement names: when an event may have happened, or when a state was seen."""
    if statement.validity.kind == "on":
        return Window(statement.bounds.earliest_start, statement.bounds.latest_end)
    return find_named_days(statement)


Parties = tuple[tuple[str, tuple[str, ...]], ...]  # ids of actors or places, by effect or role
RoleNames = frozenset[str]


class PartyIndex:
    """Index of reports by party, to find the earlier reports that may be compatible with a new one.

    Two reports without a judgement are compatible only if the parties that both name are equal, so these are the keys.
    `is_compared_with_all` marks reports that may be compatible with any other.
    """

    def __init__(
        self, parties: Callable[[StoredStatement], Parties], is_compared_with_all: Callable[[StoredStatement], bool]
    ) -> None:
        self._parties, self._is_compared_with_all = parties, is_compared_with_all
        self._compared_with_all: list[int] = []
        self._by_role_names: dict[RoleNames, list[tuple[int, dict[str, tuple[str, ...]]]]] = defaultdict(list)
        self._by_common_parties: dict[tuple[RoleNames, RoleNames], dict[Parties, list[int]]] = {}

    def __call__(self, index: int, statement: StoredStatement) -> list[int]:
        """The indices of earlier reports that may be compatible with this one, which is then added."""
        if self._is_compared_with_all(statement):
            self._compared_with_all.append(index)
            return list(range(index))
        parties = dict(self._parties(statement))
        role_names = frozenset(parties)
        found = list(self._compared_with_all)
        for other_names in self._by_role_names:
            common = role_names & other_names
            found += self._find_sharing(other_names, common).get(_select_parties(parties, common), ())
        self._by_role_names[role_names].append((index, parties))
        for (other_names, common), matches in self._by_common_parties.items():
            if other_names == role_names:
                matches[_select_parties(parties, common)].append(index)
        return found

    def _find_sharing(self, other_names: RoleNames, common: RoleNames) -> dict[Parties, list[int]]:
        """The reports that fill certain roles, by the parties in the common ones."""
        if (other_names, common) not in self._by_common_parties:
            matches: dict[Parties, list[int]] = defaultdict(list)
            for index, parties in self._by_role_names[other_names]:
                matches[_select_parties(parties, common)].append(index)
            self._by_common_parties[other_names, common] = matches
        return self._by_common_parties[other_names, common]


def _select_parties(parties: dict[str, tuple[str, ...]], common: RoleNames) -> Parties:
    return tuple(sorted(((role, parties[role]) for role in common), key=itemgetter(0)))


def group_comparable(
    statements: Iterable[StoredStatement], links: Iterable[StoredStatement] = ()
) -> dict[str, Hashable]:
    """The group of each statement, by statement id. Only statements in the same group can be in dispute.

    Union-find joins: statements about the same people with the same effects on custody; a denial that names no people
    with all it may deny; a denial that somebody held people with all that says they had them; a response with its
    statement; and counts of a group with those of its parts, by `links`.
    """
    statements = list(statements)
    hierarchy = Hierarchy(links)
    parent: dict[Hashable, Hashable] = {}

    def find_root(name: Hashable) -> Hashable:
        while (upper := parent.get(name, name)) != name:
            parent[name] = name = parent.get(upper, upper)
        return name

    denied_for_all = {s.predicate for s in statements if s.polarity == "denies" and not find_affected(s)}
    denied_held = {find_held_groups(s) for s in statements if s.polarity == "denies" and find_denied_capacity(s)}
    for statement in statements:
        if find_holders(statement) and find_held_groups(statement) in denied_held:
            parent[find_root(("held", find_held_groups(statement)))] = find_root(statement.id)
        for name in (*_list_group_keys(statement, denied_for_all), *_list_groups_above(statement, hierarchy)):
            parent[find_root(name)] = find_root(statement.id)
    return {statement.id: find_root(statement.id) for statement in statements}


def _list_groups_above(statement: StoredStatement, hierarchy: Hierarchy) -> Iterator[Hashable]:
    if statement.count is not None and statement.count.kind == "stock":
        yield from (
            ("group", upper) for group in find_held_groups(statement) for upper in hierarchy.find_ancestors(group)
        )


def _list_group_keys(statement: StoredStatement, denied_for_all: set[str]) -> Iterator[Hashable]:
    yield find_people(statement)
    yield from (reply.id for reply in statement.responses)
    if statement.predicate in denied_for_all:
        yield "all", statement.predicate
    if vocabulary().predicates[statement.predicate].symmetric:
        yield statement.predicate, frozenset(find_affected(statement) + statement.role("subject"))
