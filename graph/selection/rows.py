"""Which rows a question wants: certain enough, and with independent speakers enough."""

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
    """The rows that are left, and how many were dropped: only possible ones, and then those with too few speakers."""

    rows: list[AnySpokenRow]
    only_possible: int
    few_speakers: int


def filter_rows(
    selection: Selection[SelectionQuestion], rows: Sequence[AnySupportedRow]
) -> FilteredRows[AnySupportedRow]:
    """The rows of a day that the question wants, by its `certainty` and `min_independent`."""
    asked = selection.question
    sure = [row for row in rows if asked.certainty == "possible" or is_sure(row, asked)]
    left = filter_by_speakers(selection, sure)
    return FilteredRows(left.rows, len(rows) - len(sure), left.few_speakers)


def filter_by_speakers(
    selection: Selection[SelectionQuestion], rows: Sequence[AnySpokenRow]
) -> FilteredRows[AnySpokenRow]:
    """The rows with at least `min_independent` independent speakers."""
    found = [row for row in rows if has_speakers(selection, row.statements)]
    return FilteredRows(found, 0, len(rows) - len(found))


def filter_corroborated(
    selection: Selection[SelectionQuestion], statements: Sequence[StoredStatement]
) -> list[StoredStatement]:
    """Statements that at least `min_independent` speakers make alike: of the same roles, for times that may overlap.

    For lists of single statements; rows that hold several go through `filter_by_speakers`.
    """
    if not selection.question.min_independent:
        return list(statements)
    by_content: dict[object, list[StoredStatement]] = defaultdict(list)
    for statement in statements:
        by_content[_content(statement)].append(statement)

    def alike(statement: StoredStatement) -> list[StoredStatement]:
        bounds, others = statement.bounds, by_content[_content(statement)]
        return [other for other in others if is_possible(other.bounds, bounds.earliest_start, bounds.latest_end)]

    return [statement for statement in statements if has_speakers(selection, alike(statement))]


def has_speakers(selection: Selection[SelectionQuestion], statements: Iterable[StoredStatement]) -> bool:
    """Whether some statements have as many independent speakers as the question wants."""
    most = selection.question.min_independent
    return most == 0 or selection.view.speakers.count_independent(statements)[0] >= most


def is_sure(row: HasSupport, asked: SelectionQuestion) -> bool:
    """Whether a row is certain, and was surely public by the day of known_at."""
    certain = row.support is not None and row.support.kind == "certain"
    return certain and find_known_certainty(select_best_statements(row), asked.known_at) == "certain"


def select_best_statements(row: HasSupport) -> list[StoredStatement]:
    """The statements that give a row its support; all of them where it has none."""
    support = row.support
    return [item.statement for item in support.evidence[: support.best]] if support else list(row.statements)


def rank_support(support: Support | None) -> int:
    """The rank of a support, 0 for the best."""
    return RANKS.index(support.kind) if support else len(RANKS)


def _content(statement: StoredStatement) -> object:
    return statement.predicate, statement.polarity, statement.mode, tuple(sorted(statement.roles.items()))
