"""The facts of a sentence on people of a nationality: among whom a source says they are, and how many."""

from collections.abc import Sequence

from app.answers.question import Asked
from app.sentences.statements import StatementFact, make_statement_fact
from graph.evidence.hierarchy import is_fact
from graph.evidence.support import find_known_certainty, find_named_window
from graph.selection.rows import filter_corroborated
from graph.vocabulary import vocabulary


def find_among(selection: Asked, nationalities: Sequence[str]) -> StatementFact | None:
    """The last report by the days asked about that counts people of one of some nationalities among a group."""
    asked, predicates = selection.question, vocabulary().select_predicates("some_nationality")
    if not nationalities:
        return None
    read = selection.view.select_by_entities(nationalities, predicates, asked.known_by)
    wanted = {selection.view.directory.find_canonical(id_) for id_ in nationalities}
    found = [
        one
        for one in selection.drop_retracted(selection.select_statements(read))
        if is_fact(one)
        and one.count
        and len(one.role("object")) == 1
        and not wanted.isdisjoint(one.role("object"))
        and find_named_window(one).earliest <= asked.as_of.latest
        and find_known_certainty([one], asked.known_at) == "certain"
    ]
    last = max(
        filter_corroborated(selection, found),
        key=lambda one: (find_named_window(one).latest, one.key),
        default=None,
    )
    return make_statement_fact(selection.view, last) if last else None
