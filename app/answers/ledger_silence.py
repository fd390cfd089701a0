"""What a ledger without a row says: who was asked about, and whether all moves lie inside one holder."""

from collections.abc import Collection, Sequence

from app.answers.asked import Asked
from app.answers.question import Common
from app.answers.sentences import joined, no_statement, plural
from app.answers.words import day_in_words
from graph.custody.ledger.question import LedgerFindings
from graph.custody.moves import Move, read_moves
from graph.dates.windows import MAX, MIN, Window
from graph.model.stored_statement import StoredStatement

MOST_NAMES = 5


def without_rows(selection: Asked, found: LedgerFindings) -> str:
    """That no statement counts anybody; and where people were moved, but nobody came or went, that they were."""
    view, asked, scope, days = selection.view, selection.question, found.scope, found.days
    who = view.directory.get(found.held).name
    by, place = (view.directory.get(id_).name if id_ else "" for id_ in (scope.holder, scope.place))
    when, at = up_to_days(asked, days), f" at {place}" if place else ""
    moves = [] if place else _moves(selection.drop_retracted(found.statements), days, scope.holders)
    if moves and all(is_inside(move) for move in moves):
        whose = {move.form.gains or () for move in moves}
        names = list(dict.fromkeys(view.directory.get(id_).name for some in sorted(whose) for id_ in some))
        one = joined(names) if len(whose) == 1 and len(names) <= MOST_NAMES else "any holder"
        inside = f"inside {one}" if one != "any holder" else "from a holder to itself"
        reports = plural(len(moves), "report")
        tell = "tells" if len(moves) == 1 else "tell"
        return (
            f"{no_statement(asked)} of {who} that came to {one} or left it{when}: {reports} {tell} of moves {inside}, "
            f"from place to place. None tells how many were held."
        )
    return (
        f"{no_statement(asked)} how many {who} {by or 'anybody'} held{at}{when}, or how many came or went. "
        "That is silence, not nought."
    )


def is_inside(move: Move) -> bool:
    """Whether whoever lost the people gained them."""
    gains, loses = move.form.gains, move.form.loses
    return bool(gains) and bool(loses) and set(gains or ()) == set(loses or ())


def up_to_days(asked: Common, days: Window) -> str:
    """The days asked about, such as ` up to 5 February 2026`; empty where nothing limits them but today."""
    first, last = day_in_words(days.earliest), day_in_words(days.latest)
    if days.earliest != MIN:
        return f" from {first}" if days.latest == MAX else f" between {first} and {last}"
    is_today = days.latest == asked.as_of.latest and not asked.as_of_given
    return "" if days.latest == MAX or is_today else f" up to {last}"


def _moves(statements: Sequence[StoredStatement], days: Window, holders: Collection[str] | None) -> list[Move]:
    """The moves that may lie in the days, to or from the holders."""
    first, last = days.earliest.toordinal(), days.latest.toordinal()
    found = [move for move in read_moves(statements) if move.first <= last and first <= move.last]
    if holders is None:
        return found
    return [move for move in found if {*(move.form.gains or ()), *(move.form.loses or ())}.intersection(holders)]
