"""The facts of the sentence on custody: who held whom, how many, and who says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.facts import AskedDays, Doubt, SaidAmount
from graph.custody.day import HolderRow
from graph.custody.inflow_outflow import MovedPeople
from graph.custody.question import CustodyFindings
from graph.custody.stocks import StockCount, StockReading, Timing
from graph.dates.windows import MIN, Window
from graph.evidence.custody_roles import find_holders
from graph.evidence.support import find_named_window
from graph.model.counts import Range
from graph.model.statement import StoredStatement
from graph.model.wordings import read_amount
from graph.selection.rows import has_speakers, select_best_statements

MOST_HOLDINGS = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingFact:
    """One holder of one group. `figures` are counts of those held: one, or the ends of several that disagree.

    `received` is how many came, where nobody says that the holder holds them; `may_come_later`: perhaps only after the
    days asked about. `partners` hold them too. `counted_places` is the number of places whose counts are added, None
    if they are not by place. `days` are those of the evidence.
    """

    holder: str
    held: str
    partners: tuple[str, ...] = ()
    doubt: Doubt = Doubt.NONE
    figures: tuple[SaidAmount, ...] = ()
    counted_places: int | None = None
    received: tuple[SaidAmount, ...] = ()
    may_come_later: bool = False
    places: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    days: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyFacts:
    """Who held whom. `before` and `after` are the nearest evidence where no holding is told of the days.

    `left` are holders that all had left by `left_by`. `is_filtered`: there are rows, but none as sure as was asked.
    """

    asked: AskedDays
    held: str | None
    holder: str | None
    place: str | None
    nationality: str | None
    holdings: tuple[HoldingFact, ...]
    others: int = 0
    perhaps_same: tuple[HoldingFact, ...] = ()
    before: HoldingFact | None = None
    after: HoldingFact | None = None
    left: tuple[str, ...] = ()
    left_by: date | None = None
    is_filtered: bool = False


def find_custody_facts(selection: Asked, findings: CustodyFindings) -> CustodyFacts:
    """The facts of a custody answer; holdings of exactly the group asked about first, then those of most people."""
    scope, rows, unfiltered = findings.scope, findings.rows, findings.unfiltered
    ends = {row.holder: row.ended for row in unfiltered.last_known if row.ended}
    all_left = bool(ends) and not unfiltered.rows and all(row.ended for row in unfiltered.last_known)
    has_enough = all(has_speakers(selection, row.statements) for row in unfiltered.last_known)
    holdings = [make_holding(selection, row) for row in rows]
    holdings.sort(key=lambda one: (one.held != scope.held, *_rate(one)))
    before = max(unfiltered.last_known, key=_find_last_day, default=None)
    after = min(unfiltered.first_known, key=_find_first_day, default=None)
    return CustodyFacts(
        asked=find_asked_days(selection),
        held=scope.held,
        holder=scope.holder,
        place=scope.place,
        nationality=scope.nationality,
        holdings=tuple(holdings[:MOST_HOLDINGS]),
        others=max(0, len(holdings) - MOST_HOLDINGS),
        perhaps_same=tuple(make_holding(selection, row) for row in findings.perhaps_same[:MOST_HOLDINGS]),
        before=make_holding(selection, before) if before and not rows else None,
        after=make_holding(selection, after) if after and not rows else None,
        left=tuple(ends) if all_left and has_enough else (),
        left_by=max(ends.values()) if all_left and has_enough else None,
        is_filtered=not rows and (bool(unfiltered.rows) or (all_left and not has_enough)),
    )


def make_holding(selection: Asked, row: HolderRow) -> HoldingFact:
    """One row as a fact."""
    asked, best = selection.question.as_of, select_best_statements(row)
    stated_with = {id_ for statement in best for id_ in find_holders(statement)}
    return HoldingFact(
        holder=row.holder,
        held=row.held,
        partners=tuple(id_ for id_ in row.joint_with if id_ in stated_with),
        doubt=_find_doubt(row),
        figures=_list_figures(row.count, asked) if row.count else (),
        counted_places=row.count.places if row.count else None,
        received=_list_moves(row.gained) if row.basis == "moved" else (),
        may_come_later=row.gained is not None and any(s.bounds.latest_end > asked.latest for s in row.gained.reports),
        places=row.places,
        speakers=tuple(dict.fromkeys(statement.said_by for statement in best)),
        denied_by=tuple(dict.fromkeys(denial.said_by for denial in row.denials)),
        days=_enclose_days(best),
    )


def _find_doubt(row: HolderRow) -> Doubt:
    if row.support is None or row.support.kind == "certain":
        return Doubt.NONE
    return Doubt.STILL if row.support.kind == "after" else Doubt.PROBABLY


def _list_figures(count: StockCount, asked: Window) -> tuple[SaidAmount, ...]:
    """The count of a row with its speakers; of several that cannot all be true the lowest and the highest."""
    unit = count.best.count.unit
    if count.places is not None and count.places > 1:
        days = _find_other_days(count.days, count.timing, asked)
        return (SaidAmount(read_amount(count.range), _list_speakers(count.readings), days, unit),)
    by_range: dict[Range, list[StockReading]] = {}
    for reading in count.readings:
        by_range.setdefault(reading.range, []).append(reading)
    return tuple(
        SaidAmount(
            read_amount(found, (readings[0].count.wording,)),
            _list_speakers(readings),
            _find_other_days(readings[0].window, count.timing, asked),
            unit,
        )
        for found, readings in _take_ends(by_range)
    )


def _list_moves(moved: MovedPeople | None) -> tuple[SaidAmount, ...]:
    """How many came: one number with all who report it, or the lowest and the highest of reports that differ."""
    if moved is None:
        return ()
    by_range: dict[Range, list[StoredStatement]] = {}
    for report in moved.reports:
        if report.count:
            by_range.setdefault((report.count.min, report.count.max), []).append(report)
    highs = [high for _, high in by_range]
    hull = min(low for low, _ in by_range), None if None in highs else max(high for high in highs if high is not None)
    if moved.range != hull:  # a sum of several moves, or what may have come by the day
        said_by = tuple(dict.fromkeys(report.said_by for report in moved.reports))
        return (SaidAmount(read_amount(moved.range), said_by, _enclose_days(moved.reports)),)
    return tuple(
        SaidAmount(
            read_amount(found, tuple(report.count.wording for report in reports[:1] if report.count)),
            tuple(dict.fromkeys(report.said_by for report in reports)),
            _enclose_days(reports),
        )
        for found, reports in _take_ends(by_range)
    )


def _take_ends(by_range: dict[Range, T]) -> list[tuple[Range, T]]:
    """The largest range and the smallest; all if there are no more than two."""
    ordered = sorted(by_range.items(), key=lambda pair: -pair[0][0])
    return ordered if len(ordered) < 3 else [ordered[0], ordered[-1]]


def _list_speakers(readings: Iterable[StockReading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.statement.said_by for reading in readings))


def _find_other_days(days: Window, timing: Timing, asked: Window) -> Window | None:
    """The days of a count, unless they are those asked about."""
    inside = asked.earliest <= days.earliest and days.latest <= asked.latest
    return None if timing is Timing.ON and inside else days


def _enclose_days(statements: Sequence[StoredStatement]) -> Window | None:
    windows = [find_named_window(statement) for statement in statements]
    if not windows:
        return None
    return Window(min(one.earliest for one in windows), max(one.latest for one in windows))


def _rate(one: HoldingFact) -> tuple[bool, int]:
    """The order of holdings: those with numbers first, the largest first."""
    amounts = [figure.amount for figure in (*one.received, *one.figures) if figure.amount]
    return not amounts, -max((amount.low for amount in amounts), default=0)


def _find_last_day(row: HolderRow) -> date:
    return max(find_named_window(statement).latest for statement in row.statements)


def _find_first_day(row: HolderRow) -> tuple[bool, date]:
    first = min(find_named_window(statement).earliest for statement in row.statements)
    return first == MIN, first
