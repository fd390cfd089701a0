"""The facts of the sentence on custody: who held whom, how many, and who says so."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.facts import (
    MONTH,
    QUARTER,
    AskedDays,
    Doubt,
    SaidAmount,
    find_weekday,
    find_written_days,
    is_long,
    is_running_total,
)
from app.sentences.statements import StatementFact, make_statement_fact
from graph.custody.day import HolderRow
from graph.custody.inflow_outflow import MovedPeople
from graph.custody.question import CustodyFindings
from graph.custody.stocks import StockCount, StockReading, Timing
from graph.dates.windows import MIN, Window
from graph.evidence.custody_roles import find_holders
from graph.evidence.support import find_named_window
from graph.model.counts import Range
from graph.model.statement import StoredStatement
from graph.model.wordings import AmountForm, read_amount
from graph.selection.rows import has_speakers, select_best_statements
from graph.vocabulary import vocabulary

MOST_HOLDINGS = 8
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingFact:
    """One holder of one group. `figures` are counts of those held: one, or the ends of several that disagree.

    `is_moved`: nobody says that the holder holds them, only that they came: `received` is how many, `moved_from` where
    from. `may_come_later`: perhaps only after the days asked about. `is_captured`: the holder itself caught them.
    `partners` hold them too, `guards` only guard them with the holder; `is_guarding`: so does the holder.
    `counted_places` is the number of places whose counts are added, None if they are not by place. `days` are those of
    the evidence.
    """

    holder: str
    held: str
    partners: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    is_guarding: bool = False
    doubt: Doubt = Doubt.NONE
    figures: tuple[SaidAmount, ...] = ()
    counted_places: int | None = None
    is_moved: bool = False
    received: tuple[SaidAmount, ...] = ()
    moved_from: tuple[str, ...] = ()
    may_come_later: bool = False
    is_captured: bool = False
    places: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    denied_at: tuple[str, ...] = ()  # the places of the denials, where each names some: only these are denied
    peak: SaidAmount | None = None  # the most at one time, where no source says how many on a day
    days: Window | None = None
    is_around: bool = False
    is_total: bool = False  # of all who came up to then, on a weekday
    weekday: str = ""
    is_partly: bool = False  # only some of them have the nationality asked about

    @property
    def numbers(self) -> tuple[SaidAmount, ...]:
        """How many were held, or came."""
        return self.received if self.is_moved else self.figures

    @property
    def is_old(self) -> bool:
        """Whether it was held so long before the days asked about that it is said of its own days alone."""
        return self.doubt is Doubt.OLD and not self.is_moved

    @property
    def has_come(self) -> bool:
        """Whether people surely came by the days asked about, and no source says that they are held."""
        return self.is_moved and not self.may_come_later


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyFacts:
    """Who held whom: the holding to begin with first. `before` and `after` are the nearest evidence where no holding
    is reported of the days.

    `together` is what is said of the place and others as one, those with numbers first.
    `left` are holders that all had left by `left_by`. `possible` are holdings that are not as sure as was asked; of
    these alone there are any where `holdings` is empty. `has_too_few`: evidence of other days is not told, since too
    few independent speakers give it. `taken_over` is who last took over the place asked about.
    `only_speaker` says all of it alone. `is_handed_over`: by then the first holder no longer had its place, whatever
    the evidence of other days says.
    """

    asked: AskedDays
    held: str | None
    holder: str | None
    place: str | None
    nationality: str | None
    holdings: tuple[HoldingFact, ...]
    others: int = 0
    perhaps_same: tuple[HoldingFact, ...] = ()
    together: tuple[HoldingFact, ...] = ()
    before: HoldingFact | None = None
    after: HoldingFact | None = None
    left: tuple[str, ...] = ()
    left_by: date | None = None
    possible: tuple[HoldingFact, ...] = ()
    has_too_few: bool = False
    taken_over: StatementFact | None = None
    only_speaker: str | None = None
    is_handed_over: bool = False


def find_custody_facts(
    selection: Asked, findings: CustodyFindings, control: Iterable[StoredStatement] = ()
) -> CustodyFacts:
    """The facts of a custody answer; holdings of exactly the group asked about first, then those of most people.

    `control` are statements about who has the places, the latest first.
    A vague number, such as thousands, comes after any other: it does not tell who held most.
    """
    scope, rows, unfiltered = findings.scope, findings.rows, findings.unfiltered
    ends = {row.holder: row.ended for row in unfiltered.last_known if row.ended}
    all_left = bool(ends) and not unfiltered.rows and all(row.ended for row in unfiltered.last_known)
    near = [*unfiltered.last_known, *unfiltered.first_known]
    unfit = {id(row) for row in near if not has_speakers(selection, row.statements)}  # said by too few speakers
    has_enough = not any(id(row) in unfit for row in unfiltered.last_known)
    holdings = order_holdings(selection, rows, scope.asked.get("held", ()))
    if scope.partly_groups:
        some = [replace(one, is_partly=True) for one in holdings if one.held in scope.partly_groups]
        holdings = [*(one for one in holdings if one.held not in scope.partly_groups), *some]
    control = list(control)
    is_about_lead = bool(holdings) and (holdings[0].held in scope.asked.get("held", ()) or scope.place is not None)
    if not is_about_lead:  # who holds others now comes before who held some until another one came
        gone = _list_handed_over(selection, rows, control)
        holdings.sort(key=lambda one: (one.holder, one.held) in gone)
    similar = [make_holding(selection, row) for row in findings.perhaps_same if row.basis == "stated"] if rows else []
    holders = [one.holder for one in holdings]
    similar = sorted(similar, key=lambda one: one.holder not in holders)[:MOST_HOLDINGS]
    before = max(
        (row for row in unfiltered.last_known if id(row) not in unfit),
        key=lambda row: (_find_last_day(row), *_rate_row(row, scope.held)),
        default=None,
    )
    after = min(
        (row for row in unfiltered.first_known if id(row) not in unfit),
        key=lambda row: (*_find_first_day(row), *(-rate for rate in _rate_row(row, scope.held))),
        default=None,
    )
    possible = order_holdings(selection, unfiltered.rows, scope.asked.get("held", ())) if not rows else []
    has_nearest = not rows and not possible
    together = order_holdings(selection, findings.together, scope.asked.get("held", ()))[:MOST_HOLDINGS]
    speakers = {id_ for one in (*holdings, *similar, *together) for id_ in _list_all_speakers(one)}
    lead = (holdings[0].holder, holdings[0].held) if holdings else None
    first = next((row for row in rows if (row.holder, row.held) == lead), None)
    places = (scope.place, *(first.places if first and is_about_lead else ()))
    taking_over = find_taking_over(selection, places, control)
    is_handed_over = bool(is_about_lead and first and taking_over and _is_handed_over(first, taking_over))
    if is_handed_over and first:  # what it held until then
        best = select_best_statements(first)
        doubt = Doubt.PROBABLY if all(one.reading == "inferred" for one in best) else Doubt.NONE
        holdings = [replace(one, doubt=doubt) if one.holder == first.holder else one for one in holdings]
    return CustodyFacts(
        asked=find_asked_days(selection, findings=[select_best_statements(first)] if first else ()),
        held=scope.held,
        holder=scope.holder,
        place=scope.place,
        nationality=scope.nationality,
        holdings=tuple(holdings[:MOST_HOLDINGS]),
        others=len({one.holder for one in holdings[MOST_HOLDINGS:]} - {one.holder for one in holdings[:MOST_HOLDINGS]}),
        perhaps_same=tuple(similar),
        together=tuple(together),
        before=make_holding(selection, before) if before and has_nearest else None,
        after=make_holding(selection, after) if after and has_nearest else None,
        left=tuple(ends) if all_left and has_enough else (),
        left_by=max(ends.values()) if all_left and has_enough else None,
        possible=tuple(possible[:MOST_HOLDINGS]),
        taken_over=make_statement_fact(selection.view, taking_over) if taking_over else None,
        is_handed_over=is_handed_over,
        has_too_few=has_nearest and bool(unfit),
        only_speaker=next(iter(speakers)) if len(speakers) == 1 and not selection.question.has_lens else None,
    )


def find_taking_over(
    selection: Asked, places: Iterable[str | None], control: Iterable[StoredStatement], since: date = MIN
) -> StoredStatement | None:
    """The last event by which somebody surely came to have one of some places after `since` and up to the days asked
    about. A place that stands for several, such as two camps, is each of them."""
    predicates, last = vocabulary().predicates, selection.question.as_of.latest
    named = {place for place in places if place}
    several = {place for place in named if selection.view.directory.get(place).kind == "facilities"}
    named |= {part for parts in selection.find_places_in(several).values() for part in parts}
    for statement in control:
        is_of_place = not named.isdisjoint({*statement.role("object"), *statement.role("at")})
        is_over = statement.bounds.earliest_start > since and statement.bounds.latest_end <= last
        if is_of_place and is_over and not predicates[statement.predicate].is_state:
            return statement
    return None


def _list_handed_over(
    selection: Asked, rows: Sequence[HolderRow], control: Sequence[StoredStatement]
) -> set[tuple[str, str]]:
    """Holder and group of the rows whose place another one took over."""
    if not any(not vocabulary().predicates[statement.predicate].is_state for statement in control):
        return set()
    found = {(row.holder, row.held): find_taking_over(selection, row.places, control) for row in rows}
    return {
        (row.holder, row.held) for row in rows if (taken := found[row.holder, row.held]) and _is_handed_over(row, taken)
    }


def _is_handed_over(row: HolderRow, taking_over: StoredStatement) -> bool:
    """Whether all evidence of a row begins by the day on which another one took over its place."""
    taken = find_named_window(taking_over).latest
    is_new = row.holder in taking_over.role("subject")
    return not is_new and all(find_named_window(one).earliest <= taken for one in row.statements)


def order_holdings(selection: Asked, rows: Iterable[HolderRow], held: Collection[str]) -> list[HoldingFact]:
    """Rows as facts in the order of the sentence, without parts of a group that the same holder has as a whole."""
    holdings = [make_holding(selection, row) for row in rows]
    parts = {one.held: selection.find_parts(one.held) - {one.held} for one in holdings}

    def is_part(one: HoldingFact, other: HoldingFact) -> bool:
        is_as_sure = one.may_come_later or not other.may_come_later
        return one.holder == other.holder and one.held not in held and one.held in parts[other.held] and is_as_sure

    whole = [one for one in holdings if not any(is_part(one, other) for other in holdings)]
    return sorted(whole, key=lambda one: (one.held not in held, *_rate(one)))


def group_by_holder(holdings: Iterable[HoldingFact]) -> dict[str, list[HoldingFact]]:
    """The holdings of each holder, in their order."""
    found: dict[str, list[HoldingFact]] = {}
    for one in holdings:
        found.setdefault(one.holder, []).append(one)
    return found


def split_kinds(own: Sequence[HoldingFact]) -> tuple[list[HoldingFact], list[HoldingFact]]:
    """What one holder held, or had received, as surely as the first; and the next of the others that are alike."""

    def find_kind(one: HoldingFact) -> tuple[bool, bool, Doubt, bool]:
        return one.has_come, one.is_moved, one.doubt, any(figure.is_vague for figure in one.figures)

    lead = [one for one in own if find_kind(one) == find_kind(own[0])]
    rest = [one for one in own if one not in lead]
    return lead, [one for one in rest if find_kind(one) == find_kind(rest[0])]


def make_holding(selection: Asked, row: HolderRow) -> HoldingFact:
    """One row as a fact."""
    asked, best = selection.question.as_of, select_best_statements(row)
    predicates = vocabulary().predicates
    stated_with = {id_ for statement in best for id_ in find_holders(statement)}
    holding = [s for s in row.statements if predicates[s.predicate].capacity != "guards"]
    held_by = {id_ for statement in holding for id_ in find_holders(statement)}
    is_guarding = all(predicates[s.predicate].capacity == "guards" for s in row.statements)
    partners = [id_ for id_ in row.joint_with if id_ in stated_with or id_ not in held_by]
    reports = row.gained.reports if row.gained else best
    named = [find_written_days(statement) for statement in best]
    return HoldingFact(
        holder=row.holder,
        held=row.held,
        partners=tuple(id_ for id_ in partners if is_guarding or id_ in held_by),
        guards=() if is_guarding else tuple(id_ for id_ in partners if id_ not in held_by),
        is_guarding=is_guarding,
        doubt=_find_doubt(row, best, asked),
        figures=_list_figures(row.count, asked, row.counts) if row.count else (),
        counted_places=row.count.places if row.count else None,
        is_moved=row.basis == "moved",
        received=_list_moves(row.gained, row.holder) if row.basis == "moved" else (),
        moved_from=tuple(dict.fromkeys(id_ for s in reports[:1] for id_ in s.role("from_place"))),
        may_come_later=row.basis == "moved" and any(s.bounds.latest_end > asked.latest for s in reports),
        is_captured=row.basis == "moved" and all(row.holder in s.role("subject") for s in reports),
        places=_find_places(row, best),
        speakers=tuple(dict.fromkeys(statement.said_by for statement in best)),
        denied_by=tuple(dict.fromkeys(denial.said_by for denial in row.denials)),
        denied_at=_find_denied_places(selection, row),
        peak=None
        if row.count
        else next((_make_peak(one) for one in best if one.count and one.count.kind == "peak"), None),
        days=_enclose(window for window, _ in named),
        is_around=len(named) == 1 and named[0][1],
        is_total=row.basis == "moved" and any(map(is_running_total, best)),
        weekday=find_weekday(best[0]) if len(best) == 1 else "",
    )


def _make_peak(statement: StoredStatement) -> SaidAmount | None:
    count = statement.count
    amount = read_amount((count.min, count.max), (count.wording,)) if count else None
    return SaidAmount(amount, (statement.said_by,), unit=count.unit if count else "people", is_peak=True)


def _find_denied_places(selection: Asked, row: HolderRow) -> tuple[str, ...]:
    denials = selection.view.select_by_ids({denial.statement for denial in row.denials})
    places = [denial.role("at") for denial in denials]
    return tuple(dict.fromkeys(id_ for each in places for id_ in each)) if all(places) else ()


def _list_all_speakers(one: HoldingFact) -> Iterable[str]:
    return (*one.speakers, *(id_ for figure in one.numbers for id_ in figure.speakers), *one.denied_by)


def _find_places(row: HolderRow, best: Sequence[StoredStatement]) -> tuple[str, ...]:
    """The places of the statement that counts them; where nobody counts, those of the best statements."""
    if row.basis == "moved":
        return ()
    counting = [reading.statement for reading in row.count.readings] if row.count else best
    return tuple(dict.fromkeys(place for s in counting for place in (*s.role("at"), *s.role("to_place"))))


def _find_doubt(row: HolderRow, best: Sequence[StoredStatement], asked: Window) -> Doubt:
    if row.support is not None and row.support.kind == "after":
        return Doubt.OLD if (row.support.gap_days or 0) > QUARTER else Doubt.STILL
    if row.basis == "moved" and all(
        s.bounds.earliest_start == MIN and s.bounds.latest_end > asked.latest for s in best
    ):
        return Doubt.PERHAPS  # they came on nobody knows which day, perhaps long after those asked about
    is_inferred = bool(best) and all(statement.reading == "inferred" for statement in best)
    is_sure = row.support is None or row.support.kind == "certain"
    return Doubt.NONE if is_sure and not is_inferred else Doubt.PROBABLY


def _list_figures(count: StockCount, asked: Window, counts: Sequence[StockReading]) -> tuple[SaidAmount, ...]:
    """The count of a row with its speakers: the narrowest of those that agree, else the lowest and the highest; and
    the nearest figure of the same weeks that another speaker gives and that cannot be true beside it."""
    unit = count.best.count.unit
    if count.places is not None and count.places > 1:
        days = _find_other_days(count.days, count.timing, asked)
        return (SaidAmount(read_amount(count.range), _list_speakers(count.readings), days, unit),)
    by_range: dict[Range, list[StockReading]] = {}
    for reading in count.readings:
        by_range.setdefault(reading.range, []).append(reading)
    chosen = _choose_ranges(by_range, count)
    figures = [_make_figure(found, readings, count.timing, asked) for found, readings in chosen]
    rival = _find_rival(count, counts) if len(chosen) == 1 else None
    if rival:
        figures.append(_make_figure(rival.range, [rival], Timing.BEFORE, asked))
    within = _find_within(count, counts, asked) if all(figure.is_around for figure in figures) else None
    if within:
        figures.insert(0, _make_figure(within.range, [within], Timing.BEFORE, asked))
    return tuple(figures)


def _find_within(count: StockCount, counts: Sequence[StockReading], asked: Window) -> StockReading | None:
    """The last count of the same people of days within those asked about."""

    def is_within(one: StockReading) -> bool:
        days = find_named_window(one.statement)
        is_same = (one.holders, one.held, one.count.kind) == (
            count.best.holders,
            count.best.held,
            count.best.count.kind,
        )
        return is_same and asked.earliest <= days.earliest and days.latest <= asked.latest

    return max(filter(is_within, counts), key=lambda one: find_named_window(one.statement).latest, default=None)


def _find_rival(count: StockCount, counts: Sequence[StockReading]) -> StockReading | None:
    """The nearest count of the same people by another speaker, of some day of the same month, that differs."""
    best, said_by = count.best, set(_list_speakers(count.readings))

    def is_rival(one: StockReading) -> bool:
        (low, high), (other_low, other_high) = count.range, one.range
        differs = (high is not None and high < other_low) or (other_high is not None and other_high < low)
        is_same = (one.count.kind, one.count.unit, one.count.of) == (best.count.kind, best.count.unit, best.count.of)
        is_same = is_same and (one.holders, one.held, one.places) == (best.holders, best.held, best.places)
        days = find_named_window(one.statement)
        away = max((count.days.earliest - days.latest).days, (days.earliest - count.days.latest).days)
        is_near = days.earliest > MIN and away <= MONTH and not is_long(days) and not is_long(count.days)
        return differs and is_same and is_near and one.statement.said_by not in said_by

    return min((one for one in counts if is_rival(one)), key=lambda one: one.days_off, default=None)


def _choose_ranges(
    by_range: dict[Range, list[StockReading]], count: StockCount
) -> list[tuple[Range, list[StockReading]]]:
    """The range of fewest days, then the narrowest, if all agree; else the largest and the smallest, after that of
    fewest days."""
    lowest_high = min((high for _, high in by_range if high is not None), default=None)
    if lowest_high is None or max(low for low, _ in by_range) <= lowest_high:
        best = min(by_range, key=lambda found: (_measure_days(by_range[found]), _measure_range(found)))
        return [(best, by_range[best])]
    nearest = min(by_range, key=lambda found: _measure_days(by_range[found]))
    ends = [one for one in take_ends(by_range) if one[0] != nearest]
    is_nearer = all(_measure_days(by_range[nearest]) < _measure_days(readings) for _, readings in ends)
    return [(nearest, by_range[nearest]), *ends] if is_nearer else take_ends(by_range)


def _measure_days(readings: Sequence[StockReading]) -> int:
    return min((find_named_window(r.statement).latest - find_named_window(r.statement).earliest).days for r in readings)


def _measure_range(found: Range) -> tuple[bool, int]:
    low, high = found
    return high is None, -low if high is None else high - low


def _make_figure(found: Range, readings: Sequence[StockReading], timing: Timing, asked: Window) -> SaidAmount:
    first = readings[0]
    days, is_around = find_written_days(first.statement)
    other = _find_other_days(days if is_around or days.earliest == MIN else first.window, timing, asked)
    return SaidAmount(
        read_amount(found, (first.count.wording,)),
        _list_speakers(readings),
        other,
        first.count.unit,
        is_around and other is not None,
    )


def _list_moves(moved: MovedPeople | None, holder: str) -> tuple[SaidAmount, ...]:
    """How many came: one number with all who report it, or the lowest and the highest of reports that differ.

    Those who name the holder as the one who received them are named before those who name only the place.
    """
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
        return (SaidAmount(read_amount(moved.range), said_by, _enclose(map(find_named_window, moved.reports))),)
    return tuple(
        SaidAmount(
            read_amount(found, tuple(report.count.wording for report in reports[:1] if report.count)),
            _list_reporters(reports, holder),
            _enclose(map(find_named_window, reports)),
        )
        for found, reports in take_ends(by_range)
    )


def _list_reporters(reports: Sequence[StoredStatement], holder: str) -> tuple[str, ...]:
    direct = [report for report in reports if holder in report.role("to_holder")]
    return tuple(dict.fromkeys(report.said_by for report in direct or reports))


def take_ends(by_range: dict[Range, T]) -> list[tuple[Range, T]]:
    """The largest range and the smallest; all if there are no more than two."""
    ordered = sorted(by_range.items(), key=lambda pair: -pair[0][0])
    return ordered if len(ordered) < 3 else [ordered[0], ordered[-1]]


def _list_speakers(readings: Iterable[StockReading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.statement.said_by for reading in readings))


def _find_other_days(days: Window, timing: Timing, asked: Window) -> Window | None:
    """The days of a count, unless they are those asked about."""
    return None if timing is Timing.ON and days == asked else days


def _enclose(windows: Iterable[Window]) -> Window | None:
    found = list(windows)
    return Window(min(one.earliest for one in found), max(one.latest for one in found)) if found else None


def _rate(one: HoldingFact) -> tuple[bool, bool, bool, int, str]:
    """The order of holdings: those with numbers first, then those who surely came, then the largest."""
    amounts = [figure.amount for figure in one.numbers if figure.amount]
    is_vague = all(amount.form is AmountForm.VAGUE for amount in amounts)
    return not amounts, is_vague, one.may_come_later, -max((amount.low for amount in amounts), default=0), one.holder


def _rate_row(row: HolderRow, held: str | None) -> tuple[int, int]:
    """The larger, the better a row shows who was held at another time."""
    return int(row.held == held), row.count.range[0] if row.count else 0


def _find_last_day(row: HolderRow) -> date:
    return max(find_named_window(statement).latest for statement in row.statements)


def _find_first_day(row: HolderRow) -> tuple[bool, date]:
    first = min(find_named_window(statement).earliest for statement in row.statements)
    return first == MIN, first
