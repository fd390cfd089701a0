"""Counts of people, the figures behind them, and moves: as JSON and in words."""

from collections.abc import Iterable, Sequence
from typing import Literal, TypedDict, cast

from app.answers.question import Asked
from app.answers.shapes import bound_json, entity_refs, shown_places_json, speaker_json
from app.schemas.counts import DayCount, Figure, Flow, ScopedCount
from app.sentences import open_writer
from graph.custody.day import HolderRow
from graph.custody.inflow_outflow import MovedPeople
from graph.custody.stocks import StockCount, StockReading
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


class DayCountFields(TypedDict):
    """The number of a row for the day asked about, in short."""

    count: DayCount | None
    countedOn: str | None
    countTiming: Literal["on", "before", "after"] | None


def make_day_count_fields(row: HolderRow) -> DayCountFields:
    """The count of a row without what it rests on."""
    count = row.count
    if count is None:
        return {"count": None, "countedOn": None, "countTiming": None}
    low, high = count.range
    return {
        "count": {"min": low, "max": high, "unit": count.best.count.unit, "wording": _join_wordings(count.readings)},
        "countedOn": _write_edtf(count.days),
        "countTiming": count.timing.value,
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


def uncombined_counts_notes(selection: Asked, row: HolderRow) -> list[str]:
    """A note on places that were counted on other days: their counts are not added."""
    if not row.count or not row.count.elsewhere:
        return []
    places = list(dict.fromkeys(place for reading in row.count.elsewhere for place in reading.places))
    last = max(reading.window.latest for reading in row.count.elsewhere)
    return [open_writer(selection).notes.write_counted_elsewhere(row.holder, places, last)]


MOST_FIGURES = 50


class ShownFigures(TypedDict):
    """The figures that are shown, and how many there are."""

    figures: list[Figure]
    figureCount: int


def figures_json(
    view: Snapshot, reports: Iterable[StoredStatement], roles: Sequence[str], *, latest: bool = False
) -> ShownFigures:
    """`figures`, the first `MOST_FIGURES` (the last if `latest`) in their order, and `figureCount`, of all of them.

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
