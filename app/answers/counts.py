"""Counts of people, the figures behind them, and moves: as JSON and in words."""

from collections.abc import Iterable, Sequence
from typing import Literal, TypedDict, cast

from app.answers.question import Asked, Common
from app.answers.shapes import bound_json, entity_refs, shown_places_json, speaker_json
from app.answers.words import NUMBERS, day_in_words, days_in_words, join_words, number_words, period_in_words, plural
from app.schemas import Figure, Flow, ScopedCount
from graph.custody.day import HolderRow
from graph.custody.inflow_outflow import MovedPeople
from graph.custody.stocks import StockCount, StockReading, Timing
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.support import find_named_days
from graph.model.statement import StoredStatement
from graph.selection.snapshot import Snapshot

MOST_COUNTS = 50
MOST_NAMES = 3


class CountFields(TypedDict):
    """The fields of a row with its count for the day asked about."""

    count: ScopedCount | None
    countedOn: str | None
    countTiming: Literal["on", "before", "after"] | None
    countPlaces: int | None
    figures: list[Figure]
    figureCount: int


class AllCountFields(CountFields):
    """As `CountFields`, with all counts that the row is based on."""

    counts: list[ScopedCount]
    countsCount: int
    countsDisagree: bool


NO_COUNT: CountFields = {
    "count": None,
    "countedOn": None,
    "countTiming": None,
    "countPlaces": None,
    "figures": [],
    "figureCount": 0,
}


def make_count_fields(selection: Asked, row: HolderRow) -> AllCountFields:
    """The count fields of a row. `counts` lists all counts that the row is based on, the nearest in time first."""
    return {
        **(_make_nearest_count_fields(selection, row.count) if row.count else NO_COUNT),
        "counts": [_stock_reading_json(selection.view, counted) for counted in row.counts[:MOST_COUNTS]],
        "countsCount": len(row.counts),
        "countsDisagree": row.counts_disagree,
    }


def _make_nearest_count_fields(selection: Asked, count: StockCount) -> CountFields:
    view = selection.view
    readings = sorted(count.readings, key=lambda reading: -reading.count.min) if count.places else count.readings
    places = dict.fromkeys(place for reading in readings for place in reading.places)
    best = _stock_reading_json(view, count.best)
    best["min"], best["max"] = count.range
    best["wording"] = _join_wordings(readings)
    best["places"], best["placeCount"] = shown_places_json(selection, list(places)), len(places)
    return {
        "count": best,
        "countedOn": _write_edtf(count.days),
        "countTiming": count.timing.value,
        "countPlaces": count.places,
        **figures_json(view, (reading.statement for reading in readings), ("at",)),
    }


def _stock_reading_json(view: Snapshot, reading: StockReading) -> ScopedCount:
    return {
        "min": reading.count.min,
        "max": reading.count.max,
        "kind": reading.count.kind,
        "unit": reading.count.unit,
        "wording": reading.count.wording,
        "of": reading.count.of,
        "since": reading.count.since,
        "holders": entity_refs(view, reading.holders),
        "held": entity_refs(view, reading.held),
        "places": entity_refs(view, reading.places),
        "statement": reading.statement.id,
    }


def _join_wordings(readings: Sequence[StockReading]) -> str:
    """The wordings of the readings, each once."""
    wordings = list(dict.fromkeys(reading.count.wording for reading in readings))
    omitted = f"; and {len(wordings) - MOST_NAMES} more" if len(wordings) > MOST_NAMES else ""
    return "; ".join(wordings[:MOST_NAMES]) + omitted


def _write_edtf(days: Window) -> str:
    """The days in EDTF: one day, or first/last, with `..` for an unknown end."""
    first = ".." if days.earliest == MIN else str(days.earliest)
    last = ".." if days.latest == MAX else str(days.latest)
    return first if first == last else f"{first}/{last}"


def count_clause(selection: Asked, count: StockCount, *, is_certain: bool, omit_speakers: bool) -> str:
    """Such as `1,692 in the three places counted`, or `about 9,000 counted on 21 January 2026, according to AP`.

    Figures that disagree come with their speakers. `is_certain` leaves out "possibly", `omit_speakers` the speakers.
    """
    view = selection.view
    disputed = count.disputed
    if disputed and (count.places is None or count.places == 1):
        return _write_disagreeing_figures(selection, count)
    where = _write_place(view, count)
    when = _write_other_day(selection.question, count.days, count.timing)
    doubt = "" if is_certain or when else "possibly "
    speakers = (
        ""
        if omit_speakers
        else f", according to {speakers_in_words(view, (c.statement.said_by for c in count.readings))}"
    )
    number = f"{number_words(count.range)}{_write_unit(count)}"
    return f"{doubt}{number}{where}{when}{speakers}{_write_disputed_places(view, disputed)}"


def _write_disputed_places(view: Snapshot, disputed: Sequence[Sequence[StockReading]]) -> str:
    if not disputed:
        return ""
    names = [join_words([view.directory.get(place).name for place in readings[0].places]) for readings in disputed]
    omitted = len(names) - MOST_NAMES
    shown = [*names[:MOST_NAMES], *([plural(omitted, "more place")] if omitted > 0 else [])]
    return f"; figures for {join_words(shown)} disagree"


def _write_disagreeing_figures(selection: Asked, count: StockCount) -> str:
    """Figures that cannot all be true, each with its speakers.

    Names the place if the figures cover one place only, and the day if all are of the same day, other than that asked
    about.
    """
    view, asked = selection.view, selection.question
    by_range: dict[tuple[int, int | None], list[StockReading]] = {}
    for reading in count.readings:
        by_range.setdefault(reading.range, []).append(reading)
    one_day = len({reading.window for reading in count.readings}) == 1
    clauses = []
    for range_, readings in sorted(by_range.items(), key=lambda pair: -pair[0][0])[:MOST_NAMES]:
        speakers = speakers_in_words(selection.view, (reading.statement.said_by for reading in readings))
        first = min(readings, key=lambda reading: reading.window.earliest).window
        when = "" if one_day else _write_other_day(asked, first, count.timing)
        clauses.append(f"{number_words(range_)}{_write_unit(count)} according to {speakers}{when}")
    omitted = len(by_range) - len(clauses)
    day = _write_other_day(asked, count.days, count.timing) if one_day else ""
    where = f" for {view.directory.get(count.best.places[0]).name}" if count.places else ""
    clauses += [plural(omitted, "more figure")] if omitted else []
    return f"figures{where} disagree{day}: {join_words(clauses)}"


def _write_place(view: Snapshot, count: StockCount) -> str:
    """The place that was counted, or the number of places: such a count does not cover the other places."""
    if count.places is None:
        return ""
    if count.places == 1:
        return f" in {view.directory.get(count.best.places[0]).name}"
    return f" in the {_write_small_number(count.places)} places counted"


def _write_unit(count: StockCount) -> str:
    unit = count.best.count.unit
    return "" if unit == "people" else f" {unit}"


def _write_other_day(asked: Common, days: Window, timing: Timing) -> str:
    """The day of a count, if it is not the day asked about."""
    inside = asked.as_of.earliest <= days.earliest and days.latest <= asked.as_of.latest
    if timing is Timing.ON and (inside or days.latest > days.earliest == MIN):
        return ""
    words = days_in_words(days.earliest, days.latest)
    return f", counted {words}" if words else ""


def _write_small_number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def uncombined_counts_notes(view: Snapshot, row: HolderRow) -> list[str]:
    """A note on places that were counted on other days: their counts are not added."""
    if not row.count or not row.count.elsewhere:
        return []
    places = dict.fromkeys(place for reading in row.count.elsewhere for place in reading.places)
    names = [view.directory.get(place).name for place in list(places)[:MOST_NAMES]]
    omitted = len(places) - len(names)
    latest_day = max(row.count.elsewhere, key=lambda reading: reading.window.latest).window.latest
    return [
        f"{view.directory.get(row.holder).name}: {join_words([*names, *([f'{omitted:,} more'] if omitted else [])])} "
        f"{'was' if len(places) == 1 else 'were'} counted on other days, the last on {day_in_words(latest_day)}; "
        "these counts are in `counts`, and not added"
    ]


MOST_FIGURES = 50


class ShownFigures(TypedDict):
    """The figures that are shown, and how many there are."""

    figures: list[Figure]
    figureCount: int


def figures_json(
    view: Snapshot, reports: Iterable[StoredStatement], roles: Sequence[str], *, latest: bool = False
) -> ShownFigures:
    """`figures`, the first `MOST_FIGURES` (or the `last` ones) in their order, and `figureCount`, how many there are.

    `roles` are the roles in which a report names places. Reports of the same number for the same days are one figure.
    """
    reports_by_figure: dict[tuple[object, ...], list[StoredStatement]] = {}
    for report in reports:
        reports_by_figure.setdefault((find_named_days(report), report.count, _list_places(report, roles)), []).append(
            report
        )
    figures = list(reports_by_figure.values())
    shown = figures[-MOST_FIGURES:] if latest else figures[:MOST_FIGURES]
    return {
        "figures": [_figure_json(view, same_reports, roles) for same_reports in shown],
        "figureCount": len(reports_by_figure),
    }


def _list_places(report: StoredStatement, roles: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for role in roles for place in report.role(role)))


def _figure_json(view: Snapshot, reports: list[StoredStatement], roles: Sequence[str]) -> Figure:
    (report, *_) = reports
    count, window = report.count, find_named_days(report)
    assert count is not None  # reports without a count are not figures
    return {
        "min": count.min,
        "max": count.max,
        "kind": cast(Literal["stock", "flow", "cumulative"], count.kind),  # other kinds belong to plans and shares
        "wording": count.wording,
        "since": count.since,
        "earliest": bound_json(window.earliest),
        "latest": bound_json(window.latest),
        "places": entity_refs(view, _list_places(report, roles)),
        "saidBy": [speaker_json(view, id_) for id_ in dict.fromkeys(item.said_by for item in reports)],
        "statements": [item.id for item in reports],
    }


MOST_SPEAKERS = 3
PLACES = {"gained": ("to_place", "at"), "lost": ("from_place", "at")}


def flow_json(view: Snapshot, moved: MovedPeople | None, direction: str) -> Flow | None:
    """The number gained or lost, with the figures behind it in order of time.

    A report already included in a total is not a separate figure. Reports of the same number for the same days are one
    figure.
    """
    if moved is None:
        return None
    figures = figures_json(view, moved.reports, PLACES[direction], latest=True)
    return {
        "min": moved.range[0],
        "max": moved.range[1],
        "kind": moved.kind,
        "earliest": bound_json(min(report.bounds.earliest_start for report in moved.reports)),
        "latest": bound_json(max(report.bounds.latest_end for report in moved.reports)),
        "wordings": list(dict.fromkeys(figure["wording"] for figure in figures["figures"])),
        **figures,
    }


def flow_clause(view: Snapshot, moved: MovedPeople | None, verb: str) -> str:
    """Such as `5,704 received from 21 January to 12 February 2026, according to NAME`; empty where there is none."""
    if moved is None:
        return ""
    low, high = moved.range
    number = f"up to {high:,}" if not low and high else number_words(moved.range)
    action = f"{verb} {report_days_words(moved.reports)}".strip()
    return f"{number} {action}, according to {speakers_in_words(view, (report.said_by for report in moved.reports))}"


def report_days_words(reports: Sequence[StoredStatement]) -> str:
    """The days of the reports in words: `by` a day for a cumulative figure, `from` and `to` for a period."""
    first = min(report.bounds.earliest_start for report in reports)
    last = max(report.bounds.latest_end for report in reports)
    counts = [report.count for report in reports]
    if all(count and count.kind == "cumulative" for count in counts):
        if first > MIN and len({(report.bounds.earliest_start, report.bounds.latest_end) for report in reports}) == 1:
            return f"by {day_in_words(first)}" + (" or later" if last > first else "")
        return f"by {day_in_words(last)}" if last < MAX else ""
    if len(reports) == 1 and reports[0].validity.spread:
        return period_in_words(first, last)
    return days_in_words(first, last)


def speakers_in_words(view: Snapshot, ids: Iterable[str]) -> str:
    """At most `MOST_SPEAKERS` names, and how many more."""
    names = list(dict.fromkeys(view.directory.get(id_).name for id_ in ids))
    omitted = len(names) - MOST_SPEAKERS
    return join_words(names if omitted <= 1 else [*names[:MOST_SPEAKERS], f"{omitted} more"])
