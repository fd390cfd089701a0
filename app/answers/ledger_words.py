"""The summary sentence of a ledger: arrivals, departures, and differences that no report explains."""

from collections.abc import Collection, Sequence
from datetime import date

from app.answers.ledger_rows import list_claiming_sources
from app.answers.question import Asked, Common
from app.answers.sentences import no_statement_words
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


def ledger_sentence(selection: Asked, findings: LedgerFindings) -> str:
    """The largest difference that the reports do not explain, first one in a period with a claim that all is reported.

    Otherwise: that the reports can explain everything, or that there is nothing to compare. Needs at least one row.
    """
    view, asked, rows, days = selection.view, selection.question, findings.rows, findings.days
    who = view.directory.get(findings.held).name
    holder = view.directory.get(findings.scope.holder).name if findings.scope.holder else ""
    compared = [row for row in rows if row.openings and row.closings]
    if gaps := sorted(
        (row for row in compared if row.closes != "yes"), key=lambda row: (row.closes, -_measure_gap(row))
    ):
        claimers = _name_claimers(view, gaps[0], findings.claims)
        return f"{_write_gap(view, who, gaps[0], claimers)}{_write_other_periods(len(gaps) - 1)}"
    if len(compared) == 1:
        people = _write_held_people(view, who, compared[0])
        return f"The reported moves can explain how the number of {people} changed {_write_period(compared[0])}."
    if compared:
        periods = plural(len(compared), "period")
        return f"The reported moves can explain every difference between two counts of {who}, in {periods}."
    if holder:
        counts = f"No two counts of {who} held by {holder}{asked_period_words(asked, days)} are reported here"
        return f"{counts}, so there is nothing to compare.{_write_moves(view, rows)}"
    period = asked_period_words(asked, days)
    return f"No holder counted {who} twice{period}, so there is nothing to compare.{_write_moves(view, rows)}"


def _name_claimers(view: Snapshot, row: LedgerPeriod, claims: Sequence[SourceClaim]) -> list[str]:
    """The names of the publishers that claim to report every move of the period."""
    publishers = [view.sources[id_].publisher for id_ in list_claiming_sources(row, claims)]
    return list(dict.fromkeys(view.directory.get(id_).name for id_ in publishers))


def _write_gap(view: Snapshot, who: str, row: LedgerPeriod, claimers: Sequence[str]) -> str:
    """A difference that no report explains. If some counts leave a surplus and others a deficit, it names both."""
    when = _write_period(row)
    people = _write_held_people(view, who if row.scope.unit == "people" else f"{row.scope.unit} of {who}", row)
    claim = f", though {join_words(claimers[:MOST_NAMES])} says that every move is reported" if claimers else ""
    went, came = _find_unexplained(row)
    if went and came:
        some = f"where {number_words(went)} {people} went, by some counts"
        where = f"{some}, or where {number_words(came)} came from, by others"
    else:
        where = (
            f"where {number_words(went)} {people} went"
            if went
            else f"where {number_words(came or (0, 0))} {people} came from"
        )
    return f"{when[0].upper()}{when[1:]} no report loaded here says {where}{claim}."


def _find_unexplained(row: LedgerPeriod) -> tuple[Range | None, Range | None]:
    """The unexplained departures and arrivals of a row that does not add up, as ranges from 1.

    They enclose every combination of an opening and a closing count that leaves a difference.
    """
    low, high = row.unaccounted or (0, 0)
    if low is not None and low > 0:
        return (low, high), None
    if high is not None and high < 0:
        return None, (-high, None if low is None else -low)
    differences = [combination.unaccounted for combination in row.combinations]
    went = [(low, high) for low, high in differences if low is not None and low > 0]
    came = [(-high, None if low is None else -low) for low, high in differences if high is not None and high < 0]
    return enclose_ranges(went), enclose_ranges(came)


def _write_other_periods(number: int) -> str:
    if not number:
        return ""
    return f" Nor do the reports explain the difference in {plural(number, 'other period')}."


def _write_moves(view: Snapshot, rows: Sequence[LedgerPeriod]) -> str:
    """The arrivals and departures of the holder with the most reports."""
    row = max(rows, key=lambda row: len(row.gains.lines) + len(row.losses.lines))
    if not row.scope.holders:
        return ""
    arrivals = f"{number_words(row.gains.range)} came to {_join_holder_names(view, row)}" if row.gains.lines else ""
    departures = (
        f"{number_words(row.losses.range)} left {'it' if arrivals else _join_holder_names(view, row)}"
        if row.losses.lines
        else ""
    )
    unit = "" if row.scope.unit == "people" else f" (in {row.scope.unit})"
    moves = " and ".join(filter(None, (arrivals, departures)))
    return f" By the reports, {moves}{unit}." if moves else ""


def _write_held_people(view: Snapshot, who: str, row: LedgerPeriod) -> str:
    places = [view.directory.get(id_).name for id_ in row.scope.places[:MOST_NAMES]]
    return f"{who} held by {_join_holder_names(view, row)}{f' at {join_words(places)}' if places else ''}"


def _join_holder_names(view: Snapshot, row: LedgerPeriod) -> str:
    return join_words([view.directory.get(id_).name for id_ in row.scope.holders[:MOST_NAMES]])


def _write_period(row: LedgerPeriod) -> str:
    """The days of a row with both counts in words, such as `between 21 January 2026 and 23 January 2026`.

    If only one bound of a count's day is known, the words say `not after` or `not before` that day.
    """
    assert row.start is not None
    assert row.end is not None
    (earliest_start, latest_start), (earliest_end, latest_end) = _convert_days(row.start), _convert_days(row.end)
    start = f"a day not after {day_in_words(latest_start)}" if earliest_start == MIN else day_in_words(earliest_start)
    end = f"a day not before {day_in_words(earliest_end)}" if latest_end == MAX else day_in_words(latest_end)
    return f"between {start} and {end}"


def _measure_gap(row: LedgerPeriod) -> int:
    """The least size of the difference; 0 if it depends on which counts are used."""
    low, high = row.unaccounted or (0, 0)
    return max(low or 0, -(high or 0), 0)


def _convert_days(days: Days) -> tuple[date, date]:
    return date.fromordinal(days[0]), date.fromordinal(days[1])


def empty_ledger_sentence(selection: Asked, findings: LedgerFindings) -> str:
    """The sentence of a ledger without rows: nobody is counted, or all reported moves are from a holder to itself."""
    view, asked, scope, days = selection.view, selection.question, findings.scope, findings.days
    who = view.directory.get(findings.held).name
    holder, place = (view.directory.get(id_).name if id_ else "" for id_ in (scope.holder, scope.place))
    when, at = asked_period_words(asked, days), f" at {place}" if place else ""
    moves = [] if place else _select_moves(selection.drop_retracted(findings.statements), days, scope.holders)
    if moves and all(is_internal_move(move) for move in moves):
        holder_sets = {move.form.gains or () for move in moves}
        names = list(dict.fromkeys(view.directory.get(id_).name for holders in sorted(holder_sets) for id_ in holders))
        holder_words = join_words(names) if len(holder_sets) == 1 and len(names) <= MOST_NAMES else "any holder"
        inside = f"inside {holder_words}" if holder_words != "any holder" else "from a holder to itself"
        reports = plural(len(moves), "report")
        verb = "tells" if len(moves) == 1 else "tell"
        return (
            f"{no_statement_words(asked)} of {who} that came to {holder_words} or left it{when}: "
            f"{reports} {verb} of moves {inside}, "
            f"from place to place. None tells how many were held."
        )
    return (
        f"{no_statement_words(asked)} how many {who} {holder or 'anybody'} held{at}{when}, or how many came or went. "
        "That is silence, not nought."
    )


def is_internal_move(move: Move) -> bool:
    """Whether the same holders lost and gained the people."""
    gains, loses = move.form.gains, move.form.loses
    return bool(gains) and bool(loses) and set(gains or ()) == set(loses or ())


def asked_period_words(asked: Common, days: Window) -> str:
    """The days asked about, such as ` up to 5 February 2026`; empty if only today limits them."""
    first, last = day_in_words(days.earliest), day_in_words(days.latest)
    if days.earliest != MIN:
        return f" from {first}" if days.latest == MAX else f" between {first} and {last}"
    is_today = days.latest == asked.as_of.latest and not asked.as_of_given
    return "" if days.latest == MAX or is_today else f" up to {last}"


def _select_moves(statements: Sequence[StoredStatement], days: Window, holders: Collection[str] | None) -> list[Move]:
    """Moves that may fall within the days, to or from the holders."""
    first, last = days.earliest.toordinal(), days.latest.toordinal()
    moves = [move for move in read_moves(statements) if move.first <= last and first <= move.last]
    if holders is None:
        return moves
    return [move for move in moves if {*(move.form.gains or ()), *(move.form.loses or ())}.intersection(holders)]
