"""The facts of a sentence on people who are detained in a place while no source says by whom."""

from collections.abc import Iterable
from datetime import date

from app.answers.question import Asked
from app.sentences.statements import StatementFact, make_statement_fact
from graph.custody.day import HolderRow
from graph.custody.question import CustodyScope
from graph.dates.windows import MIN
from graph.evidence.hierarchy import is_fact
from graph.evidence.support import find_known_certainty, find_named_window
from graph.selection.rows import filter_corroborated


def find_detained(selection: Asked, scope: CustodyScope, rows: Iterable[HolderRow]) -> StatementFact | None:
    """The last report by the days asked about that people of the groups, or in the places, are detained there; of
    these the one of most people. None where a question names a holder. Not of those of whom one of the `rows` says who
    held them on the same days or later."""
    asked = selection.question
    if scope.holder or (scope.groups is None and scope.places is None):
        return None
    read = selection.view.select_by_predicates(("detained_at",), asked.known_by)
    held_by_day: dict[str, date] = {}
    for row in rows:
        last_day = max(find_named_window(one).latest for one in row.statements)
        held_by_day[row.held] = max(last_day, held_by_day.get(row.held, MIN))
    found = [
        one
        for one in selection.drop_retracted(selection.select_statements(read))
        if is_fact(one)
        if scope.groups is None or not scope.groups.isdisjoint(one.role("subject"))
        if scope.places is None or not scope.places.isdisjoint(one.role("object"))
        if find_named_window(one).earliest <= asked.as_of.latest
        and find_known_certainty([one], asked.known_at) == "certain"
        and all(held_by_day.get(id_, MIN) < find_named_window(one).latest for id_ in one.role("subject"))
    ]
    last = max(
        filter_corroborated(selection, found),
        key=lambda one: (find_named_window(one).latest, one.count.min if one.count else 0, one.key),
        default=None,
    )
    return make_statement_fact(selection.view, last) if last else None
