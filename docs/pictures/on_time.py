"""Pictures on time: the days of one statement, why a row is there, the two axes, days that bound one another."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from docs.pictures.canvas import Canvas, Days
from docs.pictures.examples import EXAMPLES, statements, validity
from graph.date_constraints.propagation import Constraint, DaysApart, OnWeekday, WithinWindow
from graph.date_constraints.solver import solve_days
from graph.dates.validity import Bounds, is_certain, is_possible
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.support import find_support, make_state_evidence
from graph.model.statement import StoredStatement

DAY = timedelta(1)
KINDS = {
    "certain": ("certain", 26),
    "within": ("possible", 20),
    "between": ("between", 20),
    "after": ("after", 14),
}  # colour and height: to be told apart without colours, too


def four_days() -> Canvas:
    example = EXAMPLES["four_days"]
    bounds = validity("valid", example["valid"], example["said_on"]).bounds
    ends = (
        ("earliest start", bounds.earliest_start, "end"), ("latest start", bounds.latest_start, "start"),
        ("earliest end", bounds.earliest_end, "end"), ("latest end", bounds.latest_end, "start"),
    )  # fmt: skip
    told = "; ".join(f"{name} {_day(day)}" for name, day, _ in ends)
    canvas = Canvas(
        "The four days of a statement",
        f"A line of time with a bar: {told}. From latest start to earliest end it is certain, in the ends possible.",
        250,
    )
    days = Days(date(2019, 9, 1), date(2021, 12, 31), 30, 730)
    canvas.text(30, 32, f"The ministry: the League held the lake men, valid {example['valid']}")
    days.axis(canvas, 203, 52)
    _bands(canvas, days, bounds, 110, 26)
    canvas.text(days.x(date(2020, 11, 1)), 128, "certain", "inside", 14, "middle")
    for name, day, anchor in ends:
        off = -4 if anchor == "end" else 4
        canvas.line(days.x(day), 66, days.x(day), 136, "ink")
        canvas.text(days.x(day) + off, 78, name, "ink", 13, anchor)
        canvas.text(days.x(day) + off, 95, _day(day), "soft", 13, anchor)
    for written in example["asked"]:
        day = date.fromisoformat(written)
        found = "certain" if is_certain(bounds, day, day) else "possible" if is_possible(bounds, day, day) else "not"
        canvas.line(days.x(day), 140, days.x(day), 160)
        canvas.text(days.x(day), 175, found, "ink", 13, "middle")
    canvas.text(30, 242, "What the statement says of some days that may be asked about.", "soft", 13)
    return canvas


def ways_of_writing() -> Canvas:
    example = EXAMPLES["written"]
    canvas = Canvas(
        "What is written, and the days that it makes certain or possible",
        "Six ways to write a time, each with a full bar where it is certain and a thin bar where it is possible. "
        "A sighting is certain only on a day that is named, and possible for ever, both ways.",
        70 + 52 * len(example["lines"]),
    )
    days = Days(date(2019, 7, 1), date(2022, 12, 31), 30, 720)
    bottom = canvas.height - 34
    days.axis(canvas, bottom, 20)
    for number, (field, written, meaning) in enumerate(example["lines"]):
        y = 34 + 52 * number
        label = f"on: {written} with spread" if field == "spread" else f"{field}: {written}"
        canvas.text(36, y, label, "ink", 14)
        canvas.text(724, y, meaning, "soft", 13, "end")
        _bands(canvas, days, validity(field, written, example["said_on"]).bounds, y + 8, 18)
    return canvas


def why_a_row_is_there() -> Canvas:
    said = statements("support")
    first, last = date(2019, 10, 1), date(2022, 6, 30)
    runs = _runs(said, first, last)
    told = "; ".join(f"{kind} from {_day(start)} to {_day(end)}" for kind, (start, end) in runs if kind)
    canvas = Canvas(
        "Why a row is there, day by day",
        "The ministry says in July 2020 that the League has held the lake men since March; the Crow Post saw them "
        f"there in January 2021. A bar, the lower the weaker: {told}. Beyond it there is no row.",
        268,
    )
    days = Days(first, last, 30, 730)
    days.axis(canvas, 222, 34)
    told_window, seen = said[0].bounds, make_state_evidence(said[1]).window
    canvas.text(days.x(told_window.earliest_start), 46, "the ministry, in July 2020: since March", "ink", 13)
    _stretch(canvas, days, told_window.earliest_start, told_window.earliest_end, 54, 10, "soft")
    canvas.text(days.x(seen.earliest), 92, "the Crow Post: seen in January", "ink", 13)
    _stretch(canvas, days, seen.earliest, seen.latest, 100, 10, "soft")
    canvas.line(30, 160, 730, 160)
    for kind, (start, end) in runs:
        if kind:
            colour, height = KINDS[kind]
            _stretch(canvas, days, start, end, 160 - height, height, colour)
    longest = {kind: (start, end) for kind, (start, end) in sorted(runs, key=lambda run: run[1][1] - run[1][0])}
    named = {kind: run for kind, run in longest.items() if kind}
    for name, (start, end) in (named | {"first known": runs[0][1], "last known": runs[-1][1]}).items():
        x, low = (days.x(start) + days.x(end)) / 2, name == "within"  # a month is narrower than the word
        if low:
            canvas.line(x, 162, x, 182)
        canvas.text(x, 196 if low else 178, name, "ink", 13, "middle")
    canvas.text(
        30, 258, "The lower the bar, the weaker the reason. Where there is no bar, there is no row.", "soft", 13
    )
    return canvas


def two_axes() -> Canvas:
    said = statements("two_axes")
    canvas = Canvas(
        "What was so, and what was known",
        "A plane. To the right the day asked about, upwards the day by which it had to be public. At the bottom "
        "nothing was known. Above, one sighting makes the day it tells of and the year after possible. At the top the "
        "ministry's report is out too: it makes the time that it tells of certain, and nothing after it.",
        400,
    )
    left, bottom, wide, high = 110, 330, 20, 16
    months = [date(2020 + n // 12, n % 12 + 1, 15) for n in range(28)]
    rows = [date(2020 + n // 12, n % 12 + 1, 25) for n in range(7, 24)]
    for y, known in enumerate(rows):
        evidence = [make_state_evidence(s) for s in said if s.known.earliest <= known]
        kinds = [found.kind if (found := find_support(evidence, day, day)) else None for day in months]
        for colour, columns in groupby(range(len(months)), key=lambda x: _shown(kinds[x])):
            run = list(columns)
            if colour:
                canvas.box(left + run[0] * wide, bottom - (y + 1) * high, len(run) * wide, high, colour)
    top, right = bottom - len(rows) * high, left + len(months) * wide
    canvas.line(left, bottom, right, bottom)
    canvas.line(left, bottom, left, top)
    for year in (2020, 2021, 2022):
        x = left + (year - 2020) * 12 * wide
        canvas.line(x, bottom, x, bottom + 6)
        canvas.text(x + 4, bottom + 19, str(year), "soft", 13)
    canvas.text(right, bottom + 44, "as_of: the day asked about →", "ink", 14, "end")
    canvas.text(20, top - 14, "known_at: public by ↑", "ink", 14)
    for known in (rows[0], rows[5], rows[13]):
        y = bottom - rows.index(known) * high
        canvas.line(left - 6, y, left, y)
        canvas.text(left - 10, y - 3, f"{known:%b %Y}", "soft", 13, "end")
    canvas.text(left + 14, bottom - 2 * high, "nothing was known", "ink", 14)
    canvas.text(left + 11.5 * wide, bottom - 8.5 * high, "possible: one sighting", "ink", 14, "end")
    canvas.text(left + 3.5 * wide, bottom - 14.7 * high, "certain: the ministry's report", "inside", 14)
    return canvas


def days_bound_by_others() -> Canvas:
    example = EXAMPLES["linked"]
    storm, arrival = (Window(*map(date.fromisoformat, example[name])) for name in ("storm", "arrival"))
    canvas = Canvas(
        "A day that others bound",
        "Nobody dates the march. That it came so many days after the storm gives it a window; that it was on a "
        "Thursday narrows it, and that it was so many days before the arrival leaves one day.",
        300,
    )
    days = Days(date(2021, 5, 1), date(2021, 5, 24), 340, 740)
    low, high = example["after_storm"]
    least, most = example["before_arrival"]
    steps: list[tuple[str, Constraint]] = [
        (f"{low} to {high} days after the storm", DaysApart("storm", "march", low, high, "post")),
        ("on a Thursday", OnWeekday("march", frozenset({example["weekday"]}), "herald")),
        (f"{least} to {most} days before the arrival", DaysApart("march", "arrival", least, most, "ministry")),
    ]
    for number in range(1, 25):
        x = days.x(date(2021, 5, number))
        canvas.line(x, 30, x, 262, "grid")
        if number % 3 == 1:
            canvas.text(x, 282, str(number), "soft", 13, "middle")
    canvas.text(322, 282, "May 2021", "soft", 13, "end")
    known: list[Constraint] = [WithinWindow("storm", storm, "post"), WithinWindow("arrival", arrival, "ministry")]
    for y, name, window in ((40, "the storm", storm), (76, "the arrival", arrival)):
        canvas.text(328, y + 13, name, "ink", 14, "end")
        _window(canvas, days, window, y, "soft")
    for number, (words, constraint) in enumerate(steps):
        known.append(constraint)
        y = 128 + 44 * number
        canvas.text(328, y + 13, f"the march: {words}" if number == 0 else f"and {words}", "ink", 14, "end")
        _window(canvas, days, solve_days(known).find_window("march"), y, "certain")
    return canvas


def _bands(canvas: Canvas, days: Days, bounds: Bounds, y: float, height: float) -> None:
    """Possible days as a thin bar, certain ones as a full bar; arrows where there is no end."""
    thin = height / 2
    x, end = days.x(bounds.earliest_start), days.x(bounds.latest_end)
    canvas.box(x, y + thin / 2, end - x, thin, "possible")
    if bounds.earliest_start == MIN:
        canvas.arrow(x, y + height / 2, False, "possible")
    if bounds.latest_end == MAX:
        canvas.arrow(end, y + height / 2, True, "possible")
    if bounds.latest_start <= bounds.earliest_end:
        _stretch(canvas, days, bounds.latest_start, bounds.earliest_end, y, height, "certain")


def _stretch(canvas: Canvas, days: Days, first: date, last: date, y: float, height: float, colour: str) -> None:
    canvas.box(days.x(first), y, days.x(last) - days.x(first), height, colour)


def _shown(kind: str | None) -> str | None:
    """The colour of a kind of support, where only certain and possible are told apart."""
    return "certain" if kind == "certain" else "possible" if kind else None


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _window(canvas: Canvas, days: Days, window: Window, y: float, colour: str) -> None:
    half = (days.right - days.left) / (days.last - days.first).days / 2
    x = days.x(window.earliest) - half
    canvas.box(x, y, days.x(window.latest) + half - x, 18, colour)


def _runs(said: Sequence[StoredStatement], first: date, last: date) -> list[tuple[str | None, tuple[date, date]]]:
    """Stretches of days with one kind of support."""
    evidence = [make_state_evidence(statement) for statement in said]
    days = [first + DAY * n for n in range((last - first).days + 1)]
    kinds = [(found.kind if (found := find_support(evidence, day, day)) else None, day) for day in days]
    grouped = [(kind, [day for _, day in run]) for kind, run in groupby(kinds, key=lambda pair: pair[0])]
    return [(kind, (run[0], run[-1])) for kind, run in grouped]
