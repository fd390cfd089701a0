"""Which statements answer one question: on the same people, counted in the same way, of the same parties and time."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from operator import itemgetter

from graph.dates.windows import Window
from graph.evidence.custody_roles import find_held_groups
from graph.evidence.hierarchy import Containment, Hierarchy, is_fact
from graph.evidence.support import find_named_days
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary


def find_scope(statement: StoredStatement) -> Hashable:
    """What figures of one question have in common; parties of an event are compared two by two."""
    count = statement.count
    assert count is not None
    of_count: tuple[Hashable, ...] = (count.unit, count.kind, count.of)
    if is_cumulative(statement):  # they grow, so only those of the same days can disagree
        of_count += (count.since, find_days(statement))
    if is_state(statement):
        roles = tuple(sorted(_map_by_effect(statement).items()))
        return _find_family(statement), statement.mode, roles, frozenset(statement.terms), of_count
    return find_people(statement), statement.mode, of_count  # what was agreed and what is done may well differ


def find_people(statement: StoredStatement) -> Hashable:
    """Whom a statement is about, and what it says became of them."""
    return _find_family(statement), find_affected(statement)


def find_affected(statement: StoredStatement) -> tuple[str, ...]:
    """Those who are moved or held, or the object."""
    return statement.role(vocabulary().predicates[statement.predicate].find_role("held") or "object")


def _find_family(statement: StoredStatement) -> Hashable:
    """The effects of a predicate on custody, which others may share; without any, the predicate itself."""
    predicate = vocabulary().predicates[statement.predicate]
    return (predicate.is_state, *sorted(predicate.custody.values())) if predicate.custody else predicate.name


def _map_by_effect(statement: StoredStatement) -> dict[str, tuple[str, ...]]:
    """The ids in each role, by its effect on custody where it has one."""
    custody = vocabulary().predicates[statement.predicate].custody
    return {custody.get(role, role): ids for role, ids in statement.roles.items()}


def find_parties(statement: StoredStatement) -> dict[str, tuple[str, ...]]:
    return {effect: ids for effect, ids in _map_by_effect(statement).items() if effect != "held"}


def has_same_parties(one: StoredStatement, other: StoredStatement, within: Containment | None) -> bool:
    """Whether no party and no place differs. One statement may name the carrier or the prison, the other the army.

    With `within` one may also name the prison, and the other the country that it is in.
    """
    first, second = find_parties(one), find_parties(other)
    terms = not one.terms or not other.terms or set(one.terms) == set(other.terms)
    return terms and all(
        first[role] == second[role] or (within is not None and within.has_overlap(first[role], second[role]))
        for role in first.keys() & second.keys()
    )


def is_of_whole(statement: StoredStatement) -> bool:
    """Whether its count is that of an undertaking, planned or under way, and not of what is done."""
    return not is_fact(statement) or vocabulary().modes[statement.mode].whole


def has_day(statement: StoredStatement) -> bool:
    """Whether it dates an occurrence: actual, not spread over its time, no figure that grows with time."""
    on_a_day = statement.validity.kind == "on" and not statement.validity.spread
    return on_a_day and is_fact(statement) and not is_cumulative(statement)


def is_cumulative(statement: StoredStatement) -> bool:
    return statement.count is not None and statement.count.kind == "cumulative"


def is_state(statement: StoredStatement) -> bool:
    return vocabulary().predicates[statement.predicate].is_state


def find_days(statement: StoredStatement) -> Window:
    """The days that a statement names: of an event when it may have been, of a state when it was seen."""
    if statement.validity.kind == "on":
        return Window(statement.bounds.earliest_start, statement.bounds.latest_end)
    return find_named_days(statement)


Parties = tuple[tuple[str, tuple[str, ...]], ...]  # who or where, by the effect or the role
Named = frozenset[str]


class SameParties:
    """The numbers of reports given before, of which a report may be compatible with one or another.

    Two reports without a judgement are compatible only where the parties that both name are equal, so each is looked
    up by them. `is_compared_with_all` says which reports may be compatible with any other.
    """

    def __init__(
        self, parties: Callable[[StoredStatement], Parties], is_compared_with_all: Callable[[StoredStatement], bool]
    ) -> None:
        self._parties, self._is_compared_with_all = parties, is_compared_with_all
        self._with_all: list[int] = []
        self._named: dict[Named, list[tuple[int, dict[str, tuple[str, ...]]]]] = defaultdict(list)
        self._alike: dict[tuple[Named, Named], dict[Parties, list[int]]] = {}

    def __call__(self, number: int, statement: StoredStatement) -> list[int]:
        """Reports before this one that may be compatible with it; then it counts among those before."""
        if self._is_compared_with_all(statement):
            self._with_all.append(number)
            return list(range(number))
        parties = dict(self._parties(statement))
        mine = frozenset(parties)
        found = list(self._with_all)
        for named in self._named:
            common = mine & named
            found += self._find_sharing(named, common).get(_select_parties(parties, common), ())
        self._named[mine].append((number, parties))
        for (named, common), alike in self._alike.items():
            if named == mine:
                alike[_select_parties(parties, common)].append(number)
        return found

    def _find_sharing(self, named: Named, common: Named) -> dict[Parties, list[int]]:
        """Reports that name certain parties, by some of them."""
        if (named, common) not in self._alike:
            alike: dict[Parties, list[int]] = defaultdict(list)
            for number, parties in self._named[named]:
                alike[_select_parties(parties, common)].append(number)
            self._alike[named, common] = alike
        return self._alike[named, common]


def _select_parties(parties: dict[str, tuple[str, ...]], common: Named) -> Parties:
    return tuple(sorted(((role, parties[role]) for role in common), key=itemgetter(0)))


def group_comparable(
    statements: Iterable[StoredStatement], links: Iterable[StoredStatement] = ()
) -> dict[str, Hashable]:
    """The group of each statement, by its id; only statements of one group can be in dispute with one another.

    In one group are those of the same people and the same effects on custody, what a denial that names no people may
    deny, a response with what it responds to, and counts of a group and of its parts, by `links`.
    """
    statements = list(statements)
    hierarchy = Hierarchy(links)
    leader: dict[Hashable, Hashable] = {}

    def find(name: Hashable) -> Hashable:
        while (above := leader.get(name, name)) != name:
            leader[name] = name = leader.get(above, above)
        return name

    of_all = {s.predicate for s in statements if s.polarity == "denies" and not find_affected(s)}
    for statement in statements:
        for name in (*_list_group_keys(statement, of_all), *_list_groups_above(statement, hierarchy)):
            leader[find(name)] = find(statement.id)
    return {statement.id: find(statement.id) for statement in statements}


def _list_groups_above(statement: StoredStatement, hierarchy: Hierarchy) -> Iterator[Hashable]:
    if statement.count is not None and statement.count.kind == "stock":
        yield from (
            ("group", upper) for group in find_held_groups(statement) for upper in hierarchy.find_ancestors(group)
        )


def _list_group_keys(statement: StoredStatement, of_all: set[str]) -> Iterator[Hashable]:
    yield find_people(statement)
    yield from (reply.id for reply in statement.responses)
    if statement.predicate in of_all:
        yield "all", statement.predicate
    if vocabulary().predicates[statement.predicate].symmetric:
        yield statement.predicate, frozenset(find_affected(statement) + statement.role("subject"))
