"""The facts of one holder of one group, as a sentence needs them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.answers.question import Asked
from app.sentences.facts import (
    QUARTER,
    Doubt,
    SaidAmount,
    find_plain_window,
    find_unit,
    find_weekday,
    find_written_days,
    has_only_end,
    is_running_total,
)
from app.sentences.stock_figures import list_figures, take_ends
from graph.custody.day import HolderRow
from graph.custody.inflow_outflow import MovedPeople
from graph.custody.stocks import Timing
from graph.dates.windows import MAX, MIN, Window
from graph.disputes.denials import Denial
from graph.evidence.custody_roles import find_gainers, find_held_groups, find_holders, is_move_inside
from graph.model.counts import MOVED, Range
from graph.model.statement import StoredStatement
from graph.model.wordings import read_amount
from graph.selection.rows import select_best_statements
from graph.vocabulary import vocabulary


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
    is_long_ago: bool = False  # all that is told of it was long before the days asked about
    capture: str = ""  # the one predicate by which they came
    is_inferred: bool = False  # no speaker says so; a coder infers it from what they say
    has_left_since: bool = False  # some of them left after the count that is told
    is_until: bool = False  # it lasted until the last of the days, and nobody says since when
    is_partly: bool = False  # only some of them have the nationality asked about

    @property
    def numbers(self) -> tuple[SaidAmount, ...]:
        """How many were held, or came."""
        return self.received if self.is_moved else self.figures

    @property
    def is_of_nobody(self) -> bool:
        """Whether each count says that nobody was held."""
        ranges = [(figure.amount.low, figure.amount.high) for figure in self.figures if figure.amount]
        return bool(ranges) and all(low == 0 and not high for low, high in ranges)

    @property
    def is_old(self) -> bool:
        """Whether it was held long before the days asked about, and no source says that it still was."""
        return self.doubt is Doubt.OLD and not self.is_moved

    @property
    def has_come(self) -> bool:
        """Whether people surely came by the days asked about, and no source says that they are held."""
        return self.is_moved and not self.may_come_later

    @property
    def is_past(self) -> bool:
        """Whether it was held, or came, so long before the days asked about that it is said of its own days alone."""
        return self.is_old or (self.has_come and self.is_long_ago)


def group_by_holder(holdings: Iterable[HoldingFact]) -> dict[str, list[HoldingFact]]:
    """The holdings of each holder, in their order."""
    found: dict[str, list[HoldingFact]] = {}
    for one in holdings:
        found.setdefault(one.holder, []).append(one)
    return found


def list_vague(holdings: Iterable[HoldingFact]) -> list[SaidAmount]:
    """The vague numbers that have no place in a clause; what is said of its own days alone has them there."""
    return [figure for one in holdings if not one.is_past for figure in one.numbers if figure.is_vague]


def split_kinds(own: Sequence[HoldingFact]) -> tuple[list[HoldingFact], list[HoldingFact]]:
    """What one holder held, or had received, as surely as the first; and the next of the others that are alike. Of
    others who all only came, the last to come are next."""

    def find_kind(one: HoldingFact) -> tuple[bool, bool, bool, Doubt, bool]:
        has_come_long_ago = one.has_come and one.is_long_ago
        is_vague = any(figure.is_vague for figure in one.figures)
        return one.has_come, one.is_moved, has_come_long_ago, one.doubt, is_vague

    lead = [one for one in own if find_kind(one) == find_kind(own[0])]
    rest = [one for one in own if one not in lead]
    if all(one.is_moved for one in rest):  # the latest arrivals are the news
        rest.sort(key=lambda one: one.days.earliest if one.days else MIN, reverse=True)
    return lead, [one for one in rest if find_kind(one) == find_kind(rest[0])]


def make_holding(selection: Asked, row: HolderRow) -> HoldingFact:
    """One row as a fact."""
    asked, best, denials = selection.question.as_of, select_best_statements(row), _list_denials(selection, row)
    is_inside = all(is_move_inside(one) for one in row.statements)
    is_moved = row.basis == "moved" and not is_inside  # who is moved within a custody was held before and after
    if row.gained and _is_counted_too_late(row):  # who had come by then is said, as some of them left before the count
        is_moved, best = True, list(row.gained.reports)
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
        figures=list_figures(row.count, asked, row.counts) if row.count else (),
        counted_places=row.count.places if row.count else None,
        is_moved=is_moved,
        received=_list_received(row, asked) if is_moved else (),
        moved_from=tuple(dict.fromkeys(id_ for s in reports[:1] for id_ in s.role("from_place"))),
        may_come_later=is_moved and _may_come_later(row, reports, asked),
        is_captured=is_moved and all(row.holder in s.role("subject") for s in reports),
        has_left_since=not is_moved and bool(list_later_losses(row)),
        places=() if is_moved else _find_places(row, best),
        speakers=tuple(dict.fromkeys(statement.said_by for statement in best)),
        denied_by=tuple(dict.fromkeys(denial.said_by for denial in denials)),
        denied_at=_find_denied_places(selection, denials),
        peak=None
        if row.count
        else next((_make_peak(one) for one in best if one.count and one.count.kind == "peak"), None),
        days=_enclose(window for window, _ in named),
        is_around=len(named) == 1 and named[0][1],
        is_total=is_moved and any(map(is_running_total, best)),
        weekday=find_weekday(best[0]) if len(best) == 1 else "",
        is_long_ago=bool(best) and all((asked.earliest - s.bounds.latest_end).days > QUARTER for s in best),
        capture=reports[0].predicate if len({one.predicate for one in reports}) == 1 else "",
        is_until=not is_moved and bool(best) and all(map(has_only_end, best)),
        is_inferred=bool(best) and all(statement.reading == "inferred" for statement in best),
    )


def list_later_losses(row: HolderRow) -> list[StoredStatement]:
    """The reports of those who left after all that is told of a row: after its last count, or, where nobody says that
    the holder holds them, after they came. None where later evidence than the loss tells of them."""
    if row.lost is None or row.support is None or (row.support.kind != "after" and row.basis == "stated"):
        return []
    is_counted = row.count is not None and row.basis == "stated"
    told = [reading.statement for reading in row.count.readings] if row.count and is_counted else row.statements
    last = max((one.bounds.latest_end if one.bounds.latest_end < MAX else one.bounds.latest_start) for one in told)
    first = min(one.bounds.earliest_start for one in told)
    if row.basis == "moved":
        return [loss for loss in row.lost.reports if first <= loss.bounds.latest_end]
    return [loss for loss in row.lost.reports if last < loss.bounds.earliest_start]


def _is_counted_too_late(row: HolderRow) -> bool:
    """Whether the count of a row is of days after those asked about, and of fewer than had come by these."""
    if row.count is None or row.gained is None or row.count.timing is not Timing.AFTER:
        return False
    high = row.count.range[1]
    return high is not None and high < row.gained.range[0]


def _make_peak(statement: StoredStatement) -> SaidAmount | None:
    count = statement.count
    amount = read_amount((count.min, count.max), (count.wording,)) if count else None
    return SaidAmount(amount, (statement.said_by,), unit=count.unit if count else "people", is_peak=True)


def _list_denials(selection: Asked, row: HolderRow) -> list[Denial]:
    """The denials of a row, without those of its number alone: who denies it and says another number of the same."""
    denying = {one.id: one for one in selection.view.select_by_ids({denial.statement for denial in row.denials})}

    def says_another_number(id_: str) -> bool:
        one = denying.get(id_)
        is_same = one is not None and row.holder in find_holders(one) and row.held in find_held_groups(one)
        return one is not None and is_same and one.polarity == "asserts" and one.count is not None

    return [denial for denial in row.denials if not says_another_number(denial.statement)]


def _find_denied_places(selection: Asked, denials: Sequence[Denial]) -> tuple[str, ...]:
    denying = selection.view.select_by_ids({denial.statement for denial in denials})
    places = [denial.role("at") for denial in denying]
    return tuple(dict.fromkeys(id_ for each in places for id_ in each)) if all(places) else ()


def _find_places(row: HolderRow, best: Sequence[StoredStatement]) -> tuple[str, ...]:
    """The places of the statement that counts them; where nobody counts, those of the best statements."""
    counting = [reading.statement for reading in row.count.readings] if row.count else best
    return tuple(dict.fromkeys(place for s in counting for place in (*s.role("at"), *s.role("to_place"))))


def _find_doubt(row: HolderRow, best: Sequence[StoredStatement], asked: Window) -> Doubt:
    if row.support is not None and row.support.kind == "after":
        if row.count is not None and row.count.range == (0, 0):
            return Doubt.OLD  # that nobody was held is said of the day of the count
        return Doubt.OLD if (row.support.gap_days or 0) > QUARTER else Doubt.STILL
    if row.basis == "moved" and all(
        s.bounds.latest_end > asked.latest
        and (s.bounds.earliest_start == MIN or (s.said.latest > asked.latest and not is_running_total(s)))
        for s in best
    ):
        return Doubt.PERHAPS  # they came on nobody knows which day, perhaps after those asked about
    is_inferred = bool(best) and all(statement.reading == "inferred" for statement in best)
    is_sure = row.support is None or row.support.kind == "certain"
    return Doubt.NONE if is_sure and not is_inferred else Doubt.PROBABLY


def _may_come_later(row: HolderRow, reports: Sequence[StoredStatement], asked: Window) -> bool:
    """Whether people perhaps came only after the days asked about: of reports of one move, by all of them."""
    later = [report.bounds.latest_end > asked.latest for report in reports]
    return any(later) and (row.gained is None or not _has_sure_report(row.gained, asked))


def _has_sure_report(moved: MovedPeople, asked: Window) -> bool:
    """Whether the reports give different numbers of one move, and by one of them it surely was by the days asked about.

    The upper bound of several moves is their sum, and so more than each of them.
    """
    highs = [report.count.max if report.count else None for report in moved.reports]
    is_sure = any(report.bounds.latest_end <= asked.latest for report in moved.reports)
    numbers = [high for high in highs if high is not None]
    return is_sure and len(set(numbers)) > 1 and len(numbers) == len(highs) and moved.range[1] == max(numbers)


def _list_received(row: HolderRow, asked: Window) -> tuple[SaidAmount, ...]:
    """How many came; of those who came after the days asked about by the numbers of the reports themselves."""
    if row.gained is not None or row.support is not None:
        return _list_moves(row.gained, row.holder, asked) or _list_in_other_unit(row)
    by_range: dict[Range, list[StoredStatement]] = {}
    for one in row.statements:
        if one.count:
            by_range.setdefault((one.count.min, one.count.max), []).append(one)
    return tuple(_make_received(found, reports, row.holder) for found, reports in take_ends(by_range))


def _list_in_other_unit(row: HolderRow) -> tuple[SaidAmount, ...]:
    """The number of the only report of who came, where it counts families or others and not people."""
    reports = [one for one in row.statements if row.holder in find_gainers(one)]
    count = reports[0].count if len(reports) == 1 else None
    if count is None or count.kind not in MOVED or count.unit == "people":
        return ()
    return (_make_received((count.min, count.max), reports, row.holder),)


def _make_received(found: Range, reports: Sequence[StoredStatement], holder: str) -> SaidAmount:
    wordings = tuple(report.count.wording for report in reports[:1] if report.count)
    speakers, days = _list_reporters(reports, holder), _enclose_written(reports)
    return SaidAmount(read_amount(found, wordings), speakers, days, find_unit(reports))


def _enclose_written(reports: Sequence[StoredStatement]) -> Window | None:
    return _enclose(find_plain_window(report) for report in reports)


def _list_moves(moved: MovedPeople | None, holder: str, asked: Window) -> tuple[SaidAmount, ...]:
    """How many came: one number with all who report it, or the lowest and the highest of reports that differ.

    Those who name the holder as the one who received them are named before those who name only the place. Of one move
    that by some reports was perhaps later than the days asked about, the numbers of the others come first.
    """
    if moved is None:
        return ()
    by_range: dict[Range, list[StoredStatement]] = {}
    for report in moved.reports:
        if report.count:
            by_range.setdefault((report.count.min, report.count.max), []).append(report)
    highs = [high for _, high in by_range]
    hull = min(low for low, _ in by_range), None if None in highs else max(high for high in highs if high is not None)
    if moved.range != hull and not _has_sure_report(moved, asked):  # a sum of several, or what perhaps came by the day
        said_by = tuple(dict.fromkeys(report.said_by for report in moved.reports))
        return (SaidAmount(read_amount(moved.range), said_by, _enclose_written(moved.reports)),)
    ends = take_ends(by_range)
    if moved.range != hull:
        ends.sort(key=lambda end: all(report.bounds.latest_end > asked.latest for report in end[1]))
    return tuple(_make_received(found, reports, holder) for found, reports in ends)


def _list_reporters(reports: Sequence[StoredStatement], holder: str) -> tuple[str, ...]:
    direct = [report for report in reports if holder in report.role("to_holder")]
    return tuple(dict.fromkeys(report.said_by for report in direct or reports))


def _enclose(windows: Iterable[Window]) -> Window | None:
    found = list(windows)
    return Window(min(one.earliest for one in found), max(one.latest for one in found)) if found else None
