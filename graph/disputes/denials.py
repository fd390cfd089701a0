"""Denials of statements: by a response, or by a separate statement with the same roles at an overlapping time."""

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
    """A denial: its id (`statement`), its speaker, and whether it denies one statement or in general (`scope`)."""

    statement: str
    said_by: str
    scope: Scope


class Denials:
    """Index of denials by roles and days."""

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
        """The denials that contradict a statement: with no roles or terms that it lacks, and an overlapping time.

        A denial without a place denies it at every place; a denial without terms denies it on all terms.
        """
        if statement.polarity != "asserts" or statement.predicate not in self._by_predicate:
            return
        modes, yielded_ids = vocabulary().modes, set[str]()
        for roles, by_values in self._by_predicate[statement.predicate].items():
            by_day = by_values.get(tuple([statement.role(role) for role in roles]))
            for denial in by_day.find_overlapping(statement) if by_day else ():
                is_one_mode = denial.mode == statement.mode
                if not is_one_mode and not (modes[statement.mode].actual and modes[denial.mode].actual):
                    continue
                if set(denial.terms) <= set(statement.terms) and denial.id not in yielded_ids:
                    yielded_ids.add(denial.id)
                    yield denial


class _StatementsByDay:
    """Statements in the order of their first days, each with the last day that it or one before it names."""

    def __init__(self, statements: Iterable[StoredStatement]) -> None:
        self._statements = sorted(statements, key=lambda statement: find_named_days(statement).earliest)
        self._firsts = [find_named_days(statement).earliest for statement in self._statements]
        self._lasts = list(accumulate((find_named_days(statement).latest for statement in self._statements), max))

    def find_overlapping(self, other: StoredStatement) -> Iterator[StoredStatement]:
        """The statements that share a day with another one."""
        days = find_named_days(other)
        for index in range(bisect_right(self._firsts, days.latest) - 1, -1, -1):
            if self._lasts[index] < days.earliest:
                return
            if find_named_days(self._statements[index]).latest >= days.earliest:
                yield self._statements[index]


def find_denials(statements: Iterable[StoredStatement], everything: Iterable[StoredStatement]) -> tuple[Denial, ...]:
    """As Denials.find_denials, if it is needed only once."""
    return Denials(everything).find_denials(statements)


def _list_roles(denial: StoredStatement) -> list[Mapping[str, tuple[str, ...]]]:
    """The roles of a denial; also with subject and object swapped if its predicate is symmetric."""
    roles = denial.roles
    if not vocabulary().predicates[denial.predicate].symmetric:
        return [roles]
    return [roles, {**roles, "subject": denial.role("object"), "object": denial.role("subject")}]
