"""Who is said to hold or to have taken over a place. It makes nobody a holder of people there, but a note tells it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

from app.answers.asked import Asked
from app.answers.shapes import bound
from app.answers.wording import filled
from graph.custody.day import HolderRow
from graph.dates.validity import is_possible
from graph.disputes.denials import find_denials
from graph.evidence.hierarchy import is_fact
from graph.evidence.retraction import drop_retracted
from graph.evidence.support import find_named_window, find_support, make_state_evidence
from graph.model.stored_statement import StoredStatement
from graph.selection.rows import filter_corroborated
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary

YEAR = timedelta(days=365)
MOST_NOTES = 8


def place_notes(selection: Asked, rows: Sequence[HolderRow], places: Collection[str] | None) -> list[str]:
    """What is said of the places of some rows, of those asked about, and of what lies in them; the latest first.

    A state counts if it has support on the days asked about, an event if it may lie between the evidence of a row and
    those days, or in the year before them.
    """
    view, asked = selection.view, selection.question
    first, last = asked.as_of.earliest, asked.as_of.latest
    since = dict.fromkeys(places or (), first - YEAR)
    inside = selection.find_places_in({place for row in rows for place in row.places})
    for row in rows:
        seen = min(first - YEAR, max(find_named_window(s).earliest for s in row.statements))
        for place in {part for id_ in row.places for part in inside[id_]}:
            since[place] = min(seen, since.get(place, seen))
    if not since:
        return []
    words = vocabulary()
    met = selection.select_statements(view.select_by_entities(since, words.predicates_over_places, asked.known_by))
    told = drop_retracted(met, view.publishers)

    def counts(statement: StoredStatement) -> bool:
        if words.predicates[statement.predicate].is_state:
            return (
                find_support([make_state_evidence(statement)], first, last, max_gap_days=asked.max_gap_days) is not None
            )
        start = min(since[id_] for ids in statement.roles.values() for id_ in ids if id_ in since)
        return bool(is_possible(statement.bounds, start, last))

    found = filter_corroborated(selection, [s for s in told if is_fact(s) and counts(s)])
    found.sort(key=lambda s: (find_named_window(s).latest, s.key), reverse=True)
    denying = [s for s in told if s.polarity == "denies"]
    notes = [_note(view, statement, denying) for statement in found[:MOST_NOTES]]
    more = len(found) - MOST_NOTES
    return [*notes, *([f"{more} more statements tell who has these places"] if more > 0 else [])]


def _note(view: Snapshot, statement: StoredStatement, denying: Iterable[StoredStatement]) -> str:
    sentence = filled(view, vocabulary().predicates[statement.predicate].over_place or "", statement.roles)
    contested = ", which is contested" if find_denials([statement], list(denying)) else ""
    return f"{sentence}{_when(statement)}{contested} ({statement.key}); who held people there does not follow from it"


def _when(statement: StoredStatement) -> str:
    window = find_named_window(statement)
    first, last = bound(window.earliest), bound(window.latest)
    if first and last:
        return f" on {first}" if first == last else f" on some day from {first} to {last}"
    return f" on some day up to {last}" if last else f" on some day from {first} on" if first else ""
