"""Dates that depend on other statements, resolved from the statements that a question may use."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from graph.date_constraints.resolution import ResolvedDates, explain_bounds, replace_times, resolve_dates
from graph.evidence.speakers import drop_retracted
from graph.model.sources import WrittenSource
from graph.model.statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.snapshot import Snapshot

Filter = Callable[[Iterable[StoredStatement]], list[StoredStatement]]


def resolve_statement_dates(
    view: Snapshot,
    question: SelectionQuestion,
    statements: list[StoredStatement],
    find_sources: Callable[[], Mapping[str, WrittenSource]],
    filter_speakers: Filter,
) -> list[StoredStatement]:
    """The statements with date bounds from the statements that the question may use, and with reasons if asked for.

    `find_sources` returns the sources that it may use; `filter_speakers` is the filter that selected the statements.
    Recorded bounds follow from all statements, so they stay unless known_at, a lens or an earlier version leaves some
    out, or some were retracted.
    """
    is_narrowed = (
        question.known_at or question.has_lens or view.version != view.newest_version or view.has_withdrawn_links
    )
    linked_keys = [s.key for s in statements if s.linked] if is_narrowed or question.explain else []
    if not linked_keys and not question.explain:
        return statements
    sources = find_sources()
    resolved = (
        resolve_dates(drop_retracted(filter_speakers(view.select_tied(linked_keys)), view.publishers), sources)
        if linked_keys
        else None
    )
    replaced = [_replace_dates(s, resolved) for s in statements] if resolved and is_narrowed else statements
    return [explain_dates(view, s, resolved, sources) for s in replaced] if question.explain else replaced


def explain_dates(
    view: Snapshot, statement: StoredStatement, resolved: ResolvedDates | None, sources: Mapping[str, WrittenSource]
) -> StoredStatement:
    """The statement with the reasons for its date bounds."""
    solved = (
        resolved.solved
        if resolved and statement.key in resolved.times and statement.key not in resolved.contradicting
        else None
    )
    ids = {key: other.id for key, other in view.linked_statements.items()} if solved else {}
    return replace(statement, reasons=explain_bounds(statement, solved, sources, ids))


def explain_dates_alone(view: Snapshot, statement: StoredStatement) -> StoredStatement:
    """As `explain_dates`, for one version of a statement. Dates of a closed version depend on no other statement."""
    current = view.linked_statements.get(statement.key) if statement.linked else None
    resolved = None
    if current is not None and current.opened_in == statement.opened_in:
        resolved = resolve_dates(view.select_tied([statement.key]), view.sources)
    return explain_dates(view, statement, resolved, view.sources)


def _replace_dates(statement: StoredStatement, resolved: ResolvedDates) -> StoredStatement:
    times = resolved.times.get(statement.key) if statement.linked else None
    return replace_times(statement, times) if times else statement
