"""The facts of the sentence on a ledger: two counts, and how many of the difference no report explains."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.answers.ledger_rows import list_claiming_sources
from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.facts import AskedDays, SaidAmount, find_weekday, find_written_days, is_running_total
from app.sentences.stock_figures import take_ends
from graph.custody.ledger.ledger import LedgerPeriod
from graph.custody.ledger.lines import ALWAYS, NEVER, BookLine
from graph.custody.ledger.question import LedgerFindings
from graph.custody.moves import Move, read_moves
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.custody_roles import find_fate
from graph.model.counts import Range, enclose_ranges
from graph.model.statement import StoredStatement
from graph.model.wordings import Amount, AmountForm, read_amount

ROUNDED = (AmountForm.ABOUT, AmountForm.NEARLY, AmountForm.MORE, AmountForm.FEWER)
DIGITS = 3  # of a difference that is computed: more would claim what no source says


class LedgerState(StrEnum):
    """What the figures show: an unexplained difference, one that cannot be, none, too few counts, only moves inside a
    holder, or nothing at all."""

    GAP = "gap"
    CONTRADICTION = "contradiction"
    EXPLAINED = "explained"
    TOO_FEW = "too_few"
    INSIDE = "inside"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFacts:
    """Two counts of one group by the same holders, each one number or the ends of several that differ, and how many
    `went` or are `missing` between, of whom no report says where they went or came from.

    `claimers` say that they report every move. `other_gaps` are further periods that no report explains. Of holders
    with too few counts, `came`, `left` and `died` are the reports, each the ends of those that differ on one move;
    `lost` is how many left and died by all of them. `inside` are the holders inside whom people were moved.
    `is_rounded`: `went` and `missing` are no more exact than the rounded figures they come from.
    """

    asked: AskedDays
    days: Window
    state: LedgerState
    held: str
    holder: str | None
    place: str | None
    holders: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    opening: tuple[SaidAmount, ...] = ()
    closing: tuple[SaidAmount, ...] = ()
    went: Amount | None = None
    missing: Amount | None = None
    claimers: tuple[str, ...] = ()
    other_gaps: int = 0
    came: tuple[tuple[SaidAmount, ...], ...] = ()
    left: tuple[tuple[SaidAmount, ...], ...] = ()
    died: tuple[tuple[SaidAmount, ...], ...] = ()
    lost: Amount | None = None
    inside: tuple[str, ...] = ()
    is_rounded: bool = False


def find_ledger_facts(selection: Asked, findings: LedgerFindings) -> LedgerFacts:
    """The largest difference that reports do not explain, first one that a source claims to explain; else that all is
    explained, or why nothing can be said."""
    view, scope, rows = selection.view, findings.scope, findings.rows
    compared = [row for row in rows if row.openings and row.closings]
    gaps = sorted((row for row in compared if row.closes != "yes"), key=lambda row: (row.closes, -measure_gap(row)))
    facts = LedgerFacts(
        asked=find_asked_days(selection, has_day=False, findings=_list_told(findings, rows, compared, gaps)),
        days=_find_limits(selection, findings.days),
        state=LedgerState.NOTHING,
        held=findings.held,
        holder=scope.holder,
        place=scope.place,
    )
    if gaps:
        row = gaps[0]
        went, came = find_unexplained(row)
        # a bound such as fewer than 30,000 has no lower end that a source gives
        if went and any(one.count and not one.count.min for one in row.closings):
            went = (went[0], None)
        if came and any(one.count and not one.count.min for one in row.openings):
            came = (came[0], None)
        publishers = [view.publishers[id_] for id_ in list_claiming_sources(row, findings.claims)]
        return replace(
            facts,
            state=LedgerState.CONTRADICTION if row.closes == "no" else LedgerState.GAP,
            holders=row.scope.holders,
            places=row.scope.places,
            opening=_list_counts(row.openings),
            closing=_list_counts(row.closings),
            went=round_outward(went, unit := find_precision(row)),
            missing=round_outward(came, unit),
            is_rounded=unit > 1,
            claimers=tuple(dict.fromkeys(publishers)),
            other_gaps=len(gaps) - 1,
        )
    if compared:
        first, last = compared[0], compared[-1]
        return replace(
            facts,
            state=LedgerState.EXPLAINED,
            holders=first.scope.holders if len(compared) == 1 else (),
            places=first.scope.places if len(compared) == 1 else (),
            opening=_list_counts(first.openings) if len(compared) == 1 else (),
            closing=_list_counts(last.closings) if len(compared) == 1 else (),
        )
    if rows:
        row = max((_open_row(findings, one) for one in rows), key=_rate_moves)
        facts = replace(facts, state=LedgerState.TOO_FEW, holders=row.scope.holders)
        if not row.scope.holders:
            return facts
        return replace(
            facts,
            came=_list_side(row.gains.lines, row.scope.unit),
            left=_list_side([line for line in row.losses.lines if not _is_of_deaths(line)], row.scope.unit),
            died=_list_side([line for line in row.losses.lines if _is_of_deaths(line)], row.scope.unit),
            lost=read_amount(row.losses.range),
        )
    moves = [] if scope.place else select_moves(findings, selection)
    inside = bool(moves) and all(is_internal_move(move) for move in moves)
    holders = tuple(dict.fromkeys(id_ for move in moves for id_ in move.form.gains or ())) if inside else ()
    return replace(facts, state=LedgerState.INSIDE, inside=holders) if inside else facts


def _list_told(
    findings: LedgerFindings,
    rows: Sequence[LedgerPeriod],
    compared: Sequence[LedgerPeriod],
    gaps: Sequence[LedgerPeriod],
) -> list[Sequence[StoredStatement]]:
    """The counts that the sentence compares: those of the largest difference, else the first and the last; where there
    are none, the moves that it names."""
    if gaps:
        return [gaps[0].openings, gaps[0].closings]
    if compared:
        return [compared[0].openings, compared[-1].closings]
    row = max((_open_row(findings, one) for one in rows), key=_rate_moves, default=None)
    return [line.reports for side in (row.gains, row.losses) for line in side.lines] if row else []


def _open_row(findings: LedgerFindings, row: LedgerPeriod) -> LedgerPeriod:
    """A row with all that came and went of its scope, also before its only count, which is in no row where the ledger
    has no first day."""
    days = findings.days
    if days.earliest > MIN or row.start is None:
        return row
    last = NEVER if days.latest == MAX else (days.latest.toordinal() + 1,) * 2
    gains, losses = (book.make_side(ALWAYS, last) for book in findings.ledger.moves.open_books(row.scope))
    return row._replace(gains=gains, losses=losses)


def _is_of_deaths(line: BookLine) -> bool:
    return find_fate(line.reports) == "dead"


def _find_limits(selection: Asked, days: Window) -> Window:
    """The days asked about, without an end if only today limits them."""
    asked = selection.question
    is_open = not asked.as_of_given and days.latest == asked.as_of.latest
    return Window(days.earliest, MAX) if is_open else days


def find_precision(row: LedgerPeriod) -> int:
    """The unit to which the roundest figure of a row is given: 1,000 of about 56,000; 1 where all are exact."""
    lines = (*row.gains.lines, *row.losses.lines)
    counts = [one.count for one in (*row.openings, *row.closings, *(r for line in lines for r in line.reports))]
    return max((_find_unit(read_amount((one.min, one.max), (one.wording,))) for one in counts if one), default=1)


def _find_unit(amount: Amount | None) -> int:
    """The last digit but zeros of a number that is not exact, such as 1,000 of about 56,000; two digits at least.

    A bound, such as at least 900, is as exact as it is written.
    """
    if amount is None or amount.form not in ROUNDED or not amount.low:
        return 1
    digits = str(amount.low)
    zeros = len(digits) - len(digits.rstrip("0"))
    return int(10 ** max(0, min(zeros, len(digits) - 2)))


def round_outward(found: Range | None, unit: int = 1) -> Amount | None:
    """A computed number with three digits, or to a unit if that is coarser: its lower end down, its upper end up.

    The unit is less for an end that would be none.
    """
    if found is None:
        return None
    low, high = found
    while unit > 1 and low < unit:
        unit //= 10
    low = _round(low, unit, up=False)
    return read_amount((low, None if high is None else _round(high, unit, up=True)))


def _round(number: int, least: int, *, up: bool) -> int:
    unit: int = max(least, 10 ** max(0, len(str(abs(number))) - DIGITS))
    return -(-number // unit) * unit if up else number // unit * unit


def _list_counts(statements: Sequence[StoredStatement]) -> tuple[SaidAmount, ...]:
    """The counts of some statements that are alternatives, with all who give each: the largest and the smallest."""
    by_range: dict[Range, list[StoredStatement]] = {}
    for statement in statements:
        if statement.count:
            by_range.setdefault((statement.count.min, statement.count.max), []).append(statement)
    return tuple(_make_count(found, same) for found, same in take_ends(by_range))


def _make_count(found: Range, same: Sequence[StoredStatement]) -> SaidAmount:
    window, is_around = find_written_days(same[0])
    count = same[0].count
    amount = read_amount(found, (count.wording,) if count else ())
    speakers = tuple(dict.fromkeys(statement.said_by for statement in same))
    return SaidAmount(amount, speakers, window, count.unit if count else "people", is_around)


def _rate_moves(row: LedgerPeriod) -> tuple[bool, int, int]:
    """Holders of whom reports say most: those who are named, then by how many came or left."""
    sides = (row.gains, row.losses)
    return bool(row.scope.holders), max(side.range[0] for side in sides), sum(len(side.lines) for side in sides)


def _list_side(lines: Iterable[BookLine], unit: str) -> tuple[tuple[SaidAmount, ...], ...]:
    """The numbers of each move by its days: one, or the largest and the smallest of reports that differ."""
    found = []
    for line in sorted(lines, key=lambda line: line.days):
        by_range: dict[Range, list[StoredStatement]] = {}
        for report in line.reports:
            if report.count and report.count.unit == unit:
                by_range.setdefault((report.count.min, report.count.max), []).append(report)
        figures = [_make_move(range_, same) for range_, same in take_ends(by_range)]
        if figures and figures[0].amount and not figures[0].is_vague:
            found.append(tuple(figures))
    return tuple(found)


def _make_move(found: Range, same: Sequence[StoredStatement]) -> SaidAmount:
    figure = _make_count(found, same)
    denied_by = [reply.said_by for report in same for reply in report.responses if reply.stance == "denies"]
    return replace(
        figure,
        is_total=is_running_total(same[0]),
        weekday=find_weekday(same[0]),
        denied_by=tuple(dict.fromkeys(denied_by)),
    )


def find_unexplained(row: LedgerPeriod) -> tuple[Range | None, Range | None]:
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


def measure_gap(row: LedgerPeriod) -> int:
    """The least size of the difference; 0 if it depends on which counts are used."""
    low, high = row.unaccounted or (0, 0)
    return max(low or 0, -(high or 0), 0)


def is_internal_move(move: Move) -> bool:
    """Whether the same holders lost and gained the people."""
    gains, loses = move.form.gains, move.form.loses
    return bool(gains) and bool(loses) and set(gains or ()) == set(loses or ())


def select_moves(findings: LedgerFindings, selection: Asked) -> list[Move]:
    """Moves that may fall within the days, to or from the holders."""
    days, holders = findings.days, findings.scope.holders
    statements = selection.drop_retracted(findings.statements)
    first, last = days.earliest.toordinal(), days.latest.toordinal()
    moves = [move for move in read_moves(statements) if move.first <= last and first <= move.last]
    if holders is None:
        return moves
    return [move for move in moves if {*(move.form.gains or ()), *(move.form.loses or ())}.intersection(holders)]
