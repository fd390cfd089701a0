"""Who denies something: by a response to it, or by a statement of its own on the same roles and an overlapping time."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from graph.evidence.support import find_named_days
from graph.model.statement import Scope, StoredStatement
from graph.vocabulary import vocabulary

Values = tuple[tuple[str, ...], ...]  # the ids in some roles, in the order of the roles


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial: its speaker, and whether it denies just one statement or in general. `statement` is its id."""

    statement: str
    said_by: str
    scope: Scope


class Denials:
    """The denials among some statements, looked up by the roles that they name and by their days."""

    def __init__(self, statements: Iterable[StoredStatement]) -> None:
        alike: dict[str, dict[tuple[str, ...], dict[Values, list[StoredStatement]]]] = {}
        for denial in statements:
            if denial.polarity == "denies":
                for roles in _list_roles(denial):
                    by_values = alike.setdefault(denial.predicate, {}).setdefault(tuple(roles), defaultdict(list))
                    by_values[tuple(roles.values())].append(denial)
        self._by_predicate = {
            predicate: {
                roles: {values: _StatementsByDay(denials) for values, denials in by_values.items()}
                for roles, by_values in by_roles.items()
            }
            for predicate, by_roles in alike.items()
        }

    def find_denials(self, statements: Iterable[StoredStatement]) -> tuple[Denial, ...]:
        """The responses that deny one of the statements, and the denials that contradict one of them."""
        statements = list(statements)
        found = {
            Denial(reply.id, reply.said_by, reply.scope)
            for statement in statements
            for reply in statement.responses
            if reply.stance == "denies"
        }
        if self._by_predicate:
            responding = {denial.statement for denial in found}
            contradicting = {d.id: d for statement in statements for d in self.find_contradicting(statement)}
            found |= {Denial(d.id, d.said_by, "specific") for d in contradicting.values() if d.id not in responding}
        return tuple(sorted(found, key=lambda denial: (denial.said_by, denial.statement)))

    def find_contradicting(self, statement: StoredStatement) -> Iterator[StoredStatement]:
        """The denials that contradict a statement: it says at least as much, at a time that may be the same.

        One that names no place denies it at any place, one without terms on any terms; one with terms only on those.
        """
        if statement.polarity != "asserts" or statement.predicate not in self._by_predicate:
            return
        modes, given = vocabulary().modes, set[str]()
        for roles, by_values in self._by_predicate[statement.predicate].items():
            alike = by_values.get(tuple([statement.role(role) for role in roles]))
            for denial in alike.find_overlapping(statement) if alike else ():
                is_one_mode = denial.mode == statement.mode
                if not is_one_mode and not (modes[statement.mode].actual and modes[denial.mode].actual):
                    continue
                if set(denial.terms) <= set(statement.terms) and denial.id not in given:
                    given.add(denial.id)
                    yield denial


class _StatementsByDay:
    """Statements in the order of their first days, each with the last day that it or one before it names."""

    def __init__(self, statements: Iterable[StoredStatement]) -> None:
        self._statements = sorted(statements, key=lambda statement: find_named_days(statement).earliest)
        self._firsts = [find_named_days(statement).earliest for statement in self._statements]
        self._lasts = list(accumulate((find_named_days(statement).latest for statement in self._statements), max))

    def find_overlapping(self, other: StoredStatement) -> Iterator[StoredStatement]:
        """Those that name a day which another one names too."""
        days = find_named_days(other)
        for at in range(bisect_right(self._firsts, days.latest) - 1, -1, -1):
            if self._lasts[at] < days.earliest:
                return
            if find_named_days(self._statements[at]).latest >= days.earliest:
                yield self._statements[at]


def find_denials(statements: Iterable[StoredStatement], everything: Iterable[StoredStatement]) -> tuple[Denial, ...]:
    """As Denials.find_denials, for one question."""
    return Denials(everything).find_denials(statements)


def _list_roles(denial: StoredStatement) -> list[Mapping[str, tuple[str, ...]]]:
    """The roles of a denial; where subject and object may be swapped, both ways round."""
    roles = denial.roles
    if not vocabulary().predicates[denial.predicate].symmetric:
        return [roles]
    return [roles, {**roles, "subject": denial.role("object"), "object": denial.role("subject")}]
