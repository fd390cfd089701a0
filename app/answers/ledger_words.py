"""The sentence of a ledger: what came, what went, and of whom no report says."""

from collections.abc import Collection, Sequence
from datetime import date

from app.answers.ledger_rows import claimed_by
from app.answers.question import Asked, Common
from app.answers.sentences import no_statement
from app.answers.words import day_in_words, join_words, number_words, plural
from graph.custody.ledger.ledger import LedgerPeriod
from graph.custody.ledger.question import LedgerFindings
from graph.custody.ledger.sums import Days
from graph.custody.moves import Move, read_moves
from graph.dates.windows import MAX, MIN, Window
from graph.model.counts import Range, enclose_ranges
from graph.model.sources import SourceClaim
from graph.model.statement import StoredStatement
from graph.selection.snapshot import Snapshot

MOST_NAMES = 5


def account_sentence(selection: Asked, found: LedgerFindings) -> str:
    """What no report says: where people went or came from, the widest gap first, and first where all is claimed to be
    reported. Else that the reports can explain all, or that nothing can be compared. There is a row at least."""
    view, asked, rows, days = selection.view, selection.question, found.rows, found.days
    who = view.directory.get(found.held).name
    by = view.directory.get(found.scope.holder).name if found.scope.holder else ""
    compared = [row for row in rows if row.openings and row.closings]
    if gaps := sorted((row for row in compared if row.closes != "yes"), key=lambda row: (row.closes, -_size(row))):
        return f"{_gap(view, who, gaps[0], _claimers(view, gaps[0], found.claims))}{_others(len(gaps) - 1)}"
    if len(compared) == 1:
        of = _held(view, who, compared[0])
        return f"The reported moves can explain how the number of {of} changed {_period(compared[0])}."
    if compared:
        periods = plural(len(compared), "period")
        return f"The reported moves can explain every difference between two counts of {who}, in {periods}."
    if by:
        counts = f"No two counts of {who} held by {by}{up_to_days(asked, days)} are reported here"
        return f"{counts}, so there is nothing to compare.{_moved(view, rows)}"
    return (
        f"No holder counted {who} twice{up_to_days(asked, days)}, so there is nothing to compare.{_moved(view, rows)}"
    )


def _claimers(view: Snapshot, row: LedgerPeriod, claims: Sequence[SourceClaim]) -> list[str]:
    """The names of those who say that they report every move of a row."""
    publishers = [view.sources[id_].publisher for id_ in claimed_by(row, claims)]
    return list(dict.fromkeys(view.directory.get(id_).name for id_ in publishers))


def _gap(view: Snapshot, who: str, row: LedgerPeriod, claimers: Sequence[str]) -> str:
    """Where people went or came from. Some of several counts may leave too many, and others too few: both are said."""
    when = _period(row)
    of = _held(view, who if row.scope.unit == "people" else f"{row.scope.unit} of {who}", row)
    claim = f", though {join_words(claimers[:MOST_NAMES])} says that every move is reported" if claimers else ""
    went, came = _left_over(row)
    if went and came:
        where = (
            f"where {number_words(went)} {of} went, by some counts, or where {number_words(came)} came from, by others"
        )
    else:
        where = (
            f"where {number_words(went)} {of} went" if went else f"where {number_words(came or (0, 0))} {of} came from"
        )
    return f"{when[0].upper()}{when[1:]} no report loaded here says {where}{claim}."


def _left_over(row: LedgerPeriod) -> tuple[Range | None, Range | None]:
    """How many went, and how many came, of whom no report says where: over the counts that leave some, each at least 1.

    Of a row that does not add up, whichever of its counts are taken.
    """
    low, high = row.unaccounted or (0, 0)
    if low is not None and low > 0:
        return (low, high), None
    if high is not None and high < 0:
        return None, (-high, None if low is None else -low)
    found = [combination.unaccounted for combination in row.combinations]
    went = [(low, high) for low, high in found if low is not None and low > 0]
    came = [(-high, None if low is None else -low) for low, high in found if high is not None and high < 0]
    return enclose_ranges(went), enclose_ranges(came)


def _others(number: int) -> str:
    if not number:
        return ""
    return f" Nor do the reports explain the difference in {plural(number, 'other period')}."


def _moved(view: Snapshot, rows: Sequence[LedgerPeriod]) -> str:
    """How many came to one holder, and left it: of the one with the most reports."""
    row = max(rows, key=lambda row: len(row.gains.lines) + len(row.losses.lines))
    if not row.scope.holders:
        return ""
    came = f"{number_words(row.gains.range)} came to {_names(view, row)}" if row.gains.lines else ""
    left = f"{number_words(row.losses.range)} left {'it' if came else _names(view, row)}" if row.losses.lines else ""
    unit = "" if row.scope.unit == "people" else f" (in {row.scope.unit})"
    told = " and ".join(filter(None, (came, left)))
    return f" By the reports, {told}{unit}." if told else ""


def _held(view: Snapshot, who: str, row: LedgerPeriod) -> str:
    places = [view.directory.get(id_).name for id_ in row.scope.places[:MOST_NAMES]]
    return f"{who} held by {_names(view, row)}{f' at {join_words(places)}' if places else ''}"


def _names(view: Snapshot, row: LedgerPeriod) -> str:
    return join_words([view.directory.get(id_).name for id_ in row.scope.holders[:MOST_NAMES]])


def _period(row: LedgerPeriod) -> str:
    """The days of a row with both counts in words, such as `between 21 January 2026 and 23 January 2026`.

    Of a count whose first or last day nobody gives, the other one is said, and that it is only the other one.
    """
    assert row.start is not None
    assert row.end is not None
    (first, by), (since, last) = _days(row.start), _days(row.end)
    start = f"a day not after {day_in_words(by)}" if first == MIN else day_in_words(first)
    return f"between {start} and {f'a day not before {day_in_words(since)}' if last == MAX else day_in_words(last)}"


def _size(row: LedgerPeriod) -> int:
    """How many at least; none where that depends on which counts are taken."""
    low, high = row.unaccounted or (0, 0)
    return max(low or 0, -(high or 0), 0)


def _days(days: Days) -> tuple[date, date]:
    return date.fromordinal(days[0]), date.fromordinal(days[1])


def sentence_without_rows(selection: Asked, found: LedgerFindings) -> str:
    """That no statement counts anybody; and where people were moved, but nobody came or went, that they were."""
    view, asked, scope, days = selection.view, selection.question, found.scope, found.days
    who = view.directory.get(found.held).name
    by, place = (view.directory.get(id_).name if id_ else "" for id_ in (scope.holder, scope.place))
    when, at = up_to_days(asked, days), f" at {place}" if place else ""
    moves = [] if place else _moves(selection.drop_retracted(found.statements), days, scope.holders)
    if moves and all(is_inside(move) for move in moves):
        whose = {move.form.gains or () for move in moves}
        names = list(dict.fromkeys(view.directory.get(id_).name for some in sorted(whose) for id_ in some))
        one = join_words(names) if len(whose) == 1 and len(names) <= MOST_NAMES else "any holder"
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
