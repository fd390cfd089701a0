"""Linked dates for one question: resolved by the statements that it may see, and explained if it asks for that."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from graph.date_constraints.reasons import explain_bounds
from graph.date_constraints.resolution import ResolvedDates, replace_times, resolve_dates
from graph.evidence.retraction import drop_retracted
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
    """The statements with the bounds that follow from what the question may see, and their reasons if asked for.

    `find_sources` gives the sources that it may see, `filter_speakers` is what chose the statements. What was recorded
    follows from everything there is, so that without known_at, lens or an earlier version it stays, unless it depends
    on what was taken back.
    """
    is_narrowed = (
        question.known_at or question.has_lens or view.version != view.newest_version or view.has_withdrawn_links
    )
    linked = [s.key for s in statements if s.linked] if is_narrowed or question.explain else []
    if not linked and not question.explain:
        return statements
    sources = find_sources()
    resolved = (
        resolve_dates(drop_retracted(filter_speakers(view.select_tied(linked)), view.publishers), sources)
        if linked
        else None
    )
    found = [_replace_dates(s, resolved) for s in statements] if resolved and is_narrowed else statements
    return [explain_dates(view, s, resolved, sources) for s in found] if question.explain else found


def explain_dates(
    view: Snapshot, statement: StoredStatement, resolved: ResolvedDates | None, sources: Mapping[str, WrittenSource]
) -> StoredStatement:
    """The statement with the reasons of its bounds."""
    solved = (
        resolved.solved
        if resolved and statement.key in resolved.times and statement.key not in resolved.contradicting
        else None
    )
    ids = {key: other.id for key, other in view.linked_statements.items()} if solved else {}
    return replace(statement, reasons=explain_bounds(statement, solved, sources, ids))


def explain_dates_alone(view: Snapshot, statement: StoredStatement) -> StoredStatement:
    """As `explain_dates`, for one version of a statement; a closed one only by its own words."""
    current = view.linked_statements.get(statement.key) if statement.linked else None
    resolved = None
    if current is not None and current.opened_in == statement.opened_in:
        resolved = resolve_dates(view.select_tied([statement.key]), view.sources)
    return explain_dates(view, statement, resolved, view.sources)


def _replace_dates(statement: StoredStatement, resolved: ResolvedDates) -> StoredStatement:
    times = resolved.times.get(statement.key) if statement.linked else None
    return replace_times(statement, times) if times else statement
