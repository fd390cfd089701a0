"""The figures of a sentence on those held: the count of a row, and the counts that disagree with it."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from app.sentences.facts import MONTH, QUARTER, SaidAmount, find_written_days, is_long
from graph.custody.stocks import StockCount, StockReading, Timing
from graph.dates.windows import MIN, Window
from graph.evidence.support import find_named_window
from graph.model.counts import Range
from graph.model.wordings import AmountForm, read_amount

T = TypeVar("T")


def list_figures(count: StockCount, asked: Window, counts: Sequence[StockReading]) -> tuple[SaidAmount, ...]:
    """The count of a row with its speakers: the narrowest of those that agree, else the lowest and the highest.

    Behind it the nearest figure of the same weeks that another speaker gives and that cannot be true beside it; before
    one that is only of around some days, or one of many more days that cannot be true beside it, the last count of days
    within those asked about.
    """
    unit = count.best.count.unit
    if count.places is not None and count.places > 1:
        days = _find_other_days(count.days, count.timing, asked)
        return (SaidAmount(read_amount(count.range), _list_speakers(count.readings), days, unit),)
    by_range: dict[Range, list[StockReading]] = {}
    for reading in _drop_overtaken(count.readings, asked):
        by_range.setdefault(reading.range, []).append(reading)
    chosen = _choose_ranges(by_range, count)
    figures = [_make_figure(found, readings, count.timing, asked) for found, readings in chosen]
    rival = _find_rival(count, counts) if len(chosen) == 1 else None
    if rival:
        figures.append(_make_figure(rival.range, [rival], Timing.BEFORE, asked))
    within = _find_within(count, counts, asked)
    if within and _is_called_for(within, figures, chosen):
        figures.insert(0, _make_figure(within.range, [within], Timing.BEFORE, asked))
    return tuple(figures)


def _drop_overtaken(readings: Sequence[StockReading], asked: Window) -> list[StockReading]:
    """Readings without those of around a time long before the days asked about, where another is of later ones."""
    written = [find_written_days(one.statement) for one in readings]
    sure = [days.earliest for days, is_around in written if not is_around and days.earliest > MIN]
    later = max(sure, default=MIN)
    return [
        one
        for one, (days, is_around) in zip(readings, written, strict=True)
        if not (is_around and days.latest < later and (asked.earliest - days.latest).days > QUARTER)
    ]


def _is_called_for(
    within: StockReading, figures: Sequence[SaidAmount], chosen: Sequence[tuple[Range, list[StockReading]]]
) -> bool:
    """Whether a number of days within those asked about is needed: the others are of around some days, or of many
    more and cannot all be true beside it."""
    if all(figure.is_around for figure in figures):
        return True
    is_nearer = all(_measure_days([within]) < _measure_days(readings) for _, readings in chosen)
    return is_nearer and any(_differs(within.range, found) for found, _ in chosen)


def _find_within(count: StockCount, counts: Sequence[StockReading], asked: Window) -> StockReading | None:
    """The last further count of the same people of days within those asked about."""
    known = {reading.statement.id for reading in count.readings}

    def is_within(one: StockReading) -> bool:
        days = find_named_window(one.statement)
        is_in = asked.earliest <= days.earliest and days.latest <= asked.latest
        return is_in and one.statement.id not in known and _is_same_people(one, count.best)

    return max(filter(is_within, counts), key=lambda one: find_named_window(one.statement).latest, default=None)


def _find_rival(count: StockCount, counts: Sequence[StockReading]) -> StockReading | None:
    """The nearest count of the same people by another speaker, of some day of the same month, that differs."""
    best, said_by = count.best, set(_list_speakers(count.readings))

    def is_rival(one: StockReading) -> bool:
        days = find_named_window(one.statement)
        away = max((count.days.earliest - days.latest).days, (days.earliest - count.days.latest).days)
        is_near = days.earliest > MIN and away <= MONTH and not is_long(days) and not is_long(count.days)
        return (
            _differs(one.range, count.range)
            and is_near
            and one.statement.said_by not in said_by
            and _is_same_people(one, best)
        )

    return min((one for one in counts if is_rival(one)), key=lambda one: one.days_off, default=None)


def _differs(one: Range, other: Range) -> bool:
    """Whether two numbers cannot be the same."""
    (low, high), (other_low, other_high) = one, other
    return (high is not None and high < other_low) or (other_high is not None and other_high < low)


def _is_same_people(one: StockReading, other: StockReading) -> bool:
    """Whether two counts are of the same people in the same unit: their holders, group, places and kind."""
    scopes = [(each.holders, each.held, each.places) for each in (one, other)]
    counted = [(each.count.kind, each.count.unit, each.count.of) for each in (one, other)]
    return scopes[0] == scopes[1] and counted[0] == counted[1]


def _choose_ranges(
    by_range: dict[Range, list[StockReading]], count: StockCount
) -> list[tuple[Range, list[StockReading]]]:
    """The range of fewest days, then the narrowest, if all agree; else the largest and the smallest, after that of
    fewest days."""
    lowest_high = min((high for _, high in by_range if high is not None), default=None)
    if lowest_high is None or max(low for low, _ in by_range) <= lowest_high:
        best = min(by_range, key=lambda found: (_measure_days(by_range[found]), _measure_range(found)))
        lower = [found for found in by_range if _is_other_least(found, by_range[found], best, by_range[best])]
        return [(found, by_range[found]) for found in (best, *sorted(lower, reverse=True)[:1])]
    nearest = min(by_range, key=lambda found: _measure_days(by_range[found]))
    ends = [one for one in take_ends(by_range) if one[0] != nearest]
    is_nearer = all(_measure_days(by_range[nearest]) < _measure_days(readings) for _, readings in ends)
    return [(nearest, by_range[nearest]), *ends] if is_nearer else take_ends(by_range)


def _is_other_least(
    found: Range, readings: Sequence[StockReading], best: Range, best_readings: Sequence[StockReading]
) -> bool:
    """Whether a number such as `at least 6,000` is what others say of the same days who do not say the best one, which
    is larger by more than a tenth."""
    if found[1] is not None or found[0] * 10 >= best[0] * 9:
        return False
    amount = read_amount(found, (readings[0].count.wording,))
    is_vague = amount is not None and amount.form is AmountForm.VAGUE
    days, best_days = ({find_named_window(r.statement) for r in some} for some in (readings, best_readings))
    speakers, best_speakers = (set(_list_speakers(some)) for some in (readings, best_readings))
    return not is_vague and not days.isdisjoint(best_days) and not speakers & best_speakers


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


def take_ends(by_range: dict[Range, T]) -> list[tuple[Range, T]]:
    """The largest range and the smallest; all if there are no more than two."""
    ordered = sorted(by_range.items(), key=lambda pair: -pair[0][0])
    return ordered if len(ordered) < 3 else [ordered[0], ordered[-1]]


def _list_speakers(readings: Iterable[StockReading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.statement.said_by for reading in readings))


def _find_other_days(days: Window, timing: Timing, asked: Window) -> Window | None:
    """The days of a count, unless they are those asked about."""
    return None if timing is Timing.ON and days == asked else days
