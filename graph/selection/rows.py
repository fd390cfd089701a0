"""Filters for rows, by the certainty and the number of independent speakers that a question asks for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from graph.dates.validity import is_possible
from graph.evidence.support import RANKS, Support, find_known_certainty
from graph.model.statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection


class HasStatements(Protocol):
    @property
    def statements(self) -> Sequence[StoredStatement]: ...


class HasSupport(HasStatements, Protocol):
    @property
    def support(self) -> Support | None: ...


AnySpokenRow = TypeVar("AnySpokenRow", bound=HasStatements)
AnySupportedRow = TypeVar("AnySupportedRow", bound=HasSupport)


@dataclass(frozen=True)
class FilteredRows(Generic[AnySpokenRow]):
    """Remaining rows, and the numbers dropped: first rows that are only possible, then rows with too few speakers."""

    rows: list[AnySpokenRow]
    only_possible: int
    few_speakers: int


def filter_rows(
    selection: Selection[SelectionQuestion], rows: Sequence[AnySupportedRow]
) -> FilteredRows[AnySupportedRow]:
    """The rows of a day that the question wants, by its `certainty` and `min_independent`."""
    asked = selection.question
    certain_rows = [row for row in rows if asked.certainty == "possible" or is_sure(row, asked)]
    corroborated = filter_by_speakers(selection, certain_rows)
    return FilteredRows(corroborated.rows, len(rows) - len(certain_rows), corroborated.few_speakers)


def filter_by_speakers(
    selection: Selection[SelectionQuestion], rows: Sequence[AnySpokenRow]
) -> FilteredRows[AnySpokenRow]:
    """The rows with at least `min_independent` independent speakers."""
    corroborated = [row for row in rows if has_speakers(selection, row.statements)]
    return FilteredRows(corroborated, 0, len(rows) - len(corroborated))


def filter_corroborated(
    selection: Selection[SelectionQuestion], statements: Sequence[StoredStatement]
) -> list[StoredStatement]:
    """Statements that at least `min_independent` speakers make: with the same roles, and at times that may overlap.

    For lists of single statements. Use `filter_by_speakers` for rows of several.
    """
    if not selection.question.min_independent:
        return list(statements)
    by_content: dict[object, list[StoredStatement]] = defaultdict(list)
    for statement in statements:
        by_content[_make_content_key(statement)].append(statement)

    def select_similar(statement: StoredStatement) -> list[StoredStatement]:
        bounds, others = statement.bounds, by_content[_make_content_key(statement)]
        return [other for other in others if is_possible(other.bounds, bounds.earliest_start, bounds.latest_end)]

    return [statement for statement in statements if has_speakers(selection, select_similar(statement))]


def has_speakers(selection: Selection[SelectionQuestion], statements: Iterable[StoredStatement]) -> bool:
    """Whether the statements have at least as many independent speakers as the question asks for."""
    wanted = selection.question.min_independent
    return wanted == 0 or selection.view.speakers.count_independent(statements)[0] >= wanted


def is_sure(row: HasSupport, asked: SelectionQuestion) -> bool:
    """Whether a row is certain, and was surely public by known_at."""
    certain = row.support is not None and row.support.kind == "certain"
    return certain and find_known_certainty(select_best_statements(row), asked.known_at) == "certain"


def select_best_statements(row: HasSupport) -> list[StoredStatement]:
    """The statements of the best kind of support of a row; all its statements if it has no support."""
    support = row.support
    return [item.statement for item in support.evidence[: support.best]] if support else list(row.statements)


def rank_support(support: Support | None) -> int:
    """The rank of the kind of support, 0 for the best."""
    return RANKS.index(support.kind) if support else len(RANKS)


def _make_content_key(statement: StoredStatement) -> object:
    return statement.predicate, statement.polarity, statement.mode, tuple(sorted(statement.roles.items()))
