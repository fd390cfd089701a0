"""Denials of statements and of rows: by a response, or by a separate statement about an overlapping time.

A separate denial denies what has its predicate and its roles. A denial of a holding also denies whatever else says, or
comes to, that this holder has these people: an arrest, hostages, guards. A denial with a number of people held or moved
denies the number alone: statements with a number that may be the same, and no holding.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from graph.dates.windows import Window
from graph.evidence.custody_roles import find_held_groups, find_holders
from graph.evidence.hierarchy import is_fact
from graph.evidence.support import find_named_days
from graph.model.statement import Scope, StoredStatement
from graph.vocabulary import CAPACITIES, vocabulary

Holding = tuple[tuple[str, ...], tuple[str, ...]]  # the holders together, and the groups together
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
        statements = list(statements)
        of_holdings: dict[tuple[str, Holding], list[StoredStatement]] = defaultdict(list)
        for denial in statements:
            if denial.polarity == "denies" and not is_of_number(denial) and (capacity := find_denied_capacity(denial)):
                of_holdings[capacity, _find_holding(denial)].append(denial)
        self._by_holding = {key: _StatementsByDay(denials) for key, denials in of_holdings.items()}
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
        contradicting = (d for statement in statements for d in self.find_contradicting(statement))
        return _list_denials(statements, contradicting if self._by_predicate else ())

    def find_row_denials(
        self, holder: str, held: str, statements: Iterable[StoredStatement], days: Window | None
    ) -> tuple[Denial, ...]:
        """The denials of a row of custody: that this holder had this group on some of the days, as statements say.

        Those are responses to one of the statements, and denials that they held them, in authority, on the days of the
        row (`days`, None where it is of no day asked about) or of a statement. Any other denial, of a move or of
        guarding, denies one statement, and the row only if all that the row rests on is denied. One of a number denies
        no row.
        """
        statements = list(statements)
        if not self._by_predicate:
            return _list_denials(statements, ())
        by_statement = [
            [
                denial
                for denial in (*self.find_contradicting(s), *self._find_holding_denials(s, ((holder,), (held,)), days))
                if not is_of_number(denial)
            ]
            for s in statements
        ]
        are_all_denied = all(
            denials or any(reply.stance == "denies" for reply in statement.responses)
            for statement, denials in zip(statements, by_statement, strict=True)
        )
        return _list_denials(
            statements,
            (
                denial
                for denials in by_statement
                for denial in denials
                if are_all_denied or find_denied_capacity(denial) == CAPACITIES[0]
            ),
        )

    def find_contradicting(self, statement: StoredStatement) -> Iterator[StoredStatement]:
        """The denials that contradict a statement: with no roles or terms that it lacks, and an overlapping time.

        A denial without a place denies it at every place; a denial without terms denies it on all terms. A denial that
        the same holders had the same people contradicts a statement of any predicate that says so.
        """
        if statement.polarity != "asserts" or not self._by_predicate:
            return
        yielded_ids = set[str]()
        for denial in (*self._find_same_predicate(statement), *self._find_holding_denials(statement)):
            if denial.id not in yielded_ids:
                yielded_ids.add(denial.id)
                yield denial

    def _find_same_predicate(self, statement: StoredStatement) -> Iterator[StoredStatement]:
        modes = vocabulary().modes
        for roles, by_values in self._by_predicate.get(statement.predicate, {}).items():
            by_day = by_values.get(tuple([statement.role(role) for role in roles]))
            for denial in by_day.find_overlapping(find_named_days(statement)) if by_day else ():
                is_one_mode = denial.mode == statement.mode
                if not is_one_mode and not (modes[statement.mode].actual and modes[denial.mode].actual):
                    continue
                if set(denial.terms) <= set(statement.terms) and _may_be_same_number(denial, statement):
                    yield denial

    def _find_holding_denials(
        self, statement: StoredStatement, row: Holding | None = None, days: Window | None = None
    ) -> Iterator[StoredStatement]:
        """The denials that the holders of a statement, or of a row that rests on it, had the people in any capacity,
        or had them in the capacity that it says; on the days of the statement, or of the row."""
        if not self._by_holding or not is_fact(statement) or not find_holders(statement):
            return
        capacities = {CAPACITIES[0], vocabulary().predicates[statement.predicate].capacity}
        windows = [find_named_days(statement), *([days] if days else [])]
        for holding in {_find_holding(statement), row or _find_holding(statement)}:
            for capacity in capacities:
                by_day = self._by_holding.get((capacity or "", holding))
                for denial in by_day.find_overlapping(*windows) if by_day else ():
                    if _covers_place_and_terms(denial, statement):
                        yield denial


class _StatementsByDay:
    """Statements in the order of their first days, each with the last day that it or one before it names."""

    def __init__(self, statements: Iterable[StoredStatement]) -> None:
        self._statements = sorted(statements, key=lambda statement: find_named_days(statement).earliest)
        self._firsts = [find_named_days(statement).earliest for statement in self._statements]
        self._lasts = list(accumulate((find_named_days(statement).latest for statement in self._statements), max))

    def find_overlapping(self, *windows: Window) -> Iterator[StoredStatement]:
        """The statements that share a day with a window; with several windows, some perhaps more than once."""
        for days in windows:
            for index in range(bisect_right(self._firsts, days.latest) - 1, -1, -1):
                if self._lasts[index] < days.earliest:
                    break
                if find_named_days(self._statements[index]).latest >= days.earliest:
                    yield self._statements[index]


def find_denials(statements: Iterable[StoredStatement], everything: Iterable[StoredStatement]) -> tuple[Denial, ...]:
    """As Denials.find_denials, if it is needed only once."""
    return Denials(everything).find_denials(statements)


def find_denied_capacity(denial: StoredStatement) -> str | None:
    """In what way a denial says that somebody did not hold people; None if it is not of a holding, or of a plan."""
    predicate = vocabulary().predicates[denial.predicate]
    is_of_holding = predicate.is_state and predicate.find_role("holds") and vocabulary().modes[denial.mode].actual
    return predicate.capacity if is_of_holding else None


def is_of_number(denial: StoredStatement) -> bool:
    """Whether a denial is of how many people were held or moved, and not of that they were."""
    return denial.count is not None and bool(vocabulary().predicates[denial.predicate].custody)


def _may_be_same_number(denial: StoredStatement, statement: StoredStatement) -> bool:
    """Whether a statement may say the number that a denial denies; any statement may, where it denies none."""
    if not is_of_number(denial):
        return True
    one, other = denial.count, statement.count
    if one is None or other is None or (one.unit, one.of) != (other.unit, other.of):
        return False
    return (other.max is None or one.min <= other.max) and (one.max is None or other.min <= one.max)


def _find_holding(statement: StoredStatement) -> Holding:
    return find_holders(statement), find_held_groups(statement)


def _covers_place_and_terms(denial: StoredStatement, statement: StoredStatement) -> bool:
    """Whether a denial of a holding is of the places and terms of a statement; one that names none is of all."""
    places = {*statement.role("at"), *statement.role("to_place")}
    return set(denial.role("at")) in (set(), places) and set(denial.terms) <= set(statement.terms)


def _list_denials(
    statements: Iterable[StoredStatement], contradicting: Iterable[StoredStatement]
) -> tuple[Denial, ...]:
    """The responses that deny one of the statements, and denials that contradict them, which are no such response."""
    found = {
        Denial(reply.id, reply.said_by, reply.scope)
        for statement in statements
        for reply in statement.responses
        if reply.stance == "denies"
    }
    responding = {denial.statement for denial in found}
    by_id = {denial.id: denial for denial in contradicting}
    found |= {Denial(d.id, d.said_by, "specific") for d in by_id.values() if d.id not in responding}
    return tuple(sorted(found, key=lambda denial: (denial.said_by, denial.statement)))


def _list_roles(denial: StoredStatement) -> list[Mapping[str, tuple[str, ...]]]:
    """The roles of a denial; also with subject and object swapped if its predicate is symmetric."""
    roles = denial.roles
    if not vocabulary().predicates[denial.predicate].symmetric:
        return [roles]
    return [roles, {**roles, "subject": denial.role("object"), "object": denial.role("subject")}]
