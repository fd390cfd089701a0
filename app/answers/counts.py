"""How many: counts, the figures that make them up, and moves, as JSON and in words."""

from collections.abc import Iterable, Sequence
from typing import Literal, TypedDict, cast

from app.answers.question import Asked, Common
from app.answers.shapes import bound_json, entity_refs, shown_places, speaker_json
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


class CountShown(TypedDict):
    """How many there were on the day: the fields of a row that tell of it."""

    count: ScopedCount | None
    countedOn: str | None
    countTiming: Literal["on", "before", "after"] | None
    countPlaces: int | None
    figures: list[Figure]
    figureCount: int


class CountsShown(CountShown):
    """The same with all counts that a row rests on."""

    counts: list[ScopedCount]
    countsCount: int
    countsDisagree: bool


NO_COUNT: CountShown = {
    "count": None,
    "countedOn": None,
    "countTiming": None,
    "countPlaces": None,
    "figures": [],
    "figureCount": 0,
}


def count_fields(selection: Asked, row: HolderRow) -> CountsShown:
    """The fields of a row that tell how many there were, and `counts`, all that the row rests on, the nearest first."""
    return {
        **(_fields(selection, row.count) if row.count else NO_COUNT),
        "counts": [_counted_json(selection.view, counted) for counted in row.counts[:MOST_COUNTS]],
        "countsCount": len(row.counts),
        "countsDisagree": row.counts_disagree,
    }


def _fields(selection: Asked, found: StockCount) -> CountShown:
    view = selection.view
    readings = sorted(found.readings, key=lambda reading: -reading.count.min) if found.places else found.readings
    places = dict.fromkeys(place for reading in readings for place in reading.places)
    count = _counted_json(view, found.best)
    count["min"], count["max"] = found.range
    count["wording"] = _wording(readings)
    count["places"], count["placeCount"] = shown_places(selection, list(places)), len(places)
    return {
        "count": count,
        "countedOn": _written(found.days),
        "countTiming": found.timing.value,
        "countPlaces": found.places,
        **figures_json(view, (reading.statement for reading in readings), ("at",)),
    }


def _counted_json(view: Snapshot, counted: StockReading) -> ScopedCount:
    return {
        "min": counted.count.min,
        "max": counted.count.max,
        "kind": counted.count.kind,
        "unit": counted.count.unit,
        "wording": counted.count.wording,
        "of": counted.count.of,
        "since": counted.count.since,
        "holders": entity_refs(view, counted.holders),
        "held": entity_refs(view, counted.held),
        "places": entity_refs(view, counted.places),
        "statement": counted.statement.id,
    }


def _wording(readings: Sequence[StockReading]) -> str:
    """The wordings of the readings, each once."""
    told = list(dict.fromkeys(reading.count.wording for reading in readings))
    more = f"; and {len(told) - MOST_NAMES} more" if len(told) > MOST_NAMES else ""
    return "; ".join(told[:MOST_NAMES]) + more


def _written(days: Window) -> str:
    """EDTF: the day, or the first and the last day; `..` for one that no one names."""
    first = ".." if days.earliest == MIN else str(days.earliest)
    last = ".." if days.latest == MAX else str(days.latest)
    return first if first == last else f"{first}/{last}"


def count_clause(selection: Asked, found: StockCount, *, sure: bool, named: bool) -> str:
    """Such as `1,692 in the three places counted`, or `about 9,000 counted on 21 January 2026, according to AP`.

    Where figures disagree, each with its speakers. `sure` leaves out that it is only possible, `named` who says so.
    """
    view = selection.view
    disputed = found.disputed
    if disputed and (found.places is None or found.places == 1):
        return _figures_clause(selection, found)
    where = _where(view, found)
    when = _when(selection.question, found.days, found.timing)
    doubt = "" if sure or when else "possibly "
    by = "" if named else f", according to {speakers_in_words(view, (c.statement.said_by for c in found.readings))}"
    return f"{doubt}{number_words(found.range)}{_unit(found)}{where}{when}{by}{_disputed_places(view, disputed)}"


def _disputed_places(view: Snapshot, disputed: Sequence[Sequence[StockReading]]) -> str:
    if not disputed:
        return ""
    names = [join_words([view.directory.get(place).name for place in some[0].places]) for some in disputed]
    more = len(names) - MOST_NAMES
    shown = [*names[:MOST_NAMES], *([plural(more, "more place")] if more > 0 else [])]
    return f"; figures for {join_words(shown)} disagree"


def _figures_clause(selection: Asked, found: StockCount) -> str:
    """Figures that cannot all be true, each with who gives it; the place, where they are of one alone, which is not all
    whom a holder holds; and the day, where they are all of one other day."""
    view, asked = selection.view, selection.question
    by_range: dict[tuple[int, int | None], list[StockReading]] = {}
    for reading in found.readings:
        by_range.setdefault(reading.range, []).append(reading)
    one_day = len({reading.window for reading in found.readings}) == 1
    told = []
    for range_, readings in sorted(by_range.items(), key=lambda pair: -pair[0][0])[:MOST_NAMES]:
        by = speakers_in_words(selection.view, (reading.statement.said_by for reading in readings))
        first = min(readings, key=lambda reading: reading.window.earliest).window
        when = "" if one_day else _when(asked, first, found.timing)
        told.append(f"{number_words(range_)}{_unit(found)} according to {by}{when}")
    more = len(by_range) - len(told)
    day = _when(asked, found.days, found.timing) if one_day else ""
    where = f" for {view.directory.get(found.best.places[0]).name}" if found.places else ""
    return f"figures{where} disagree{day}: {join_words([*told, *([plural(more, 'more figure')] if more else [])])}"


def _where(view: Snapshot, found: StockCount) -> str:
    """In which place, or in how many: a number of some places is not that of all."""
    if found.places is None:
        return ""
    if found.places == 1:
        return f" in {view.directory.get(found.best.places[0]).name}"
    return f" in the {_in_words(found.places)} places counted"


def _unit(found: StockCount) -> str:
    unit = found.best.count.unit
    return "" if unit == "people" else f" {unit}"


def _when(asked: Common, days: Window, timing: Timing) -> str:
    """The day of a number, where it is not the one asked about."""
    inside = asked.as_of.earliest <= days.earliest and days.latest <= asked.as_of.latest
    if timing is Timing.ON and (inside or days.latest > days.earliest == MIN):
        return ""
    words = days_in_words(days.earliest, days.latest)
    return f", counted {words}" if words else ""


def _in_words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def elsewhere_note(view: Snapshot, row: HolderRow) -> list[str]:
    """That places were counted on other days, and are not added."""
    if not row.count or not row.count.elsewhere:
        return []
    places = dict.fromkeys(place for counted in row.count.elsewhere for place in counted.places)
    names = [view.directory.get(place).name for place in list(places)[:MOST_NAMES]]
    more = len(places) - len(names)
    last = max(row.count.elsewhere, key=lambda counted: counted.window.latest).window.latest
    return [
        f"{view.directory.get(row.holder).name}: {join_words([*names, *([f'{more:,} more'] if more else [])])} "
        f"{'was' if len(places) == 1 else 'were'} counted on other days, the last on {day_in_words(last)}; "
        "these counts are in `counts`, and not added"
    ]


MOST_FIGURES = 50


class ShownFigures(TypedDict):
    """The figures that are shown, and how many there are."""

    figures: list[Figure]
    figureCount: int


def figures_json(
    view: Snapshot, reports: Iterable[StoredStatement], roles: Sequence[str], *, last: bool = False
) -> ShownFigures:
    """`figures`, the first `MOST_FIGURES` (or the `last` ones) in their order, and `figureCount`, how many there are.

    `roles` are those in which a report names places. Reports that say the same of the same days are one figure.
    """
    alike: dict[tuple[object, ...], list[StoredStatement]] = {}
    for report in reports:
        alike.setdefault((find_named_days(report), report.count, _places(report, roles)), []).append(report)
    figures = list(alike.values())
    shown = figures[-MOST_FIGURES:] if last else figures[:MOST_FIGURES]
    return {"figures": [_figure(view, some, roles) for some in shown], "figureCount": len(alike)}


def _places(report: StoredStatement, roles: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for role in roles for place in report.role(role)))


def _figure(view: Snapshot, reports: list[StoredStatement], roles: Sequence[str]) -> Figure:
    (report, *_) = reports
    count, window = report.count, find_named_days(report)
    assert count is not None  # what nobody counts is no figure
    return {
        "min": count.min,
        "max": count.max,
        "kind": cast(Literal["stock", "flow", "cumulative"], count.kind),  # others are of plans and shares
        "wording": count.wording,
        "since": count.since,
        "earliest": bound_json(window.earliest),
        "latest": bound_json(window.latest),
        "places": entity_refs(view, _places(report, roles)),
        "saidBy": [speaker_json(view, id_) for id_ in dict.fromkeys(one.said_by for one in reports)],
        "statements": [one.id for one in reports],
    }


MOST_SPEAKERS = 3
PLACES = {"gained": ("to_place", "at"), "lost": ("from_place", "at")}


def moved_json(view: Snapshot, found: MovedPeople | None, direction: str) -> Flow | None:
    """How many were gained or lost, with the figures that this rests on: in order of time.

    What a total holds already is no figure of its own. Reports that say the same of the same days are one figure.
    """
    if found is None:
        return None
    told = figures_json(view, found.reports, PLACES[direction], last=True)
    return {
        "min": found.range[0],
        "max": found.range[1],
        "kind": found.kind,
        "earliest": bound_json(min(report.bounds.earliest_start for report in found.reports)),
        "latest": bound_json(max(report.bounds.latest_end for report in found.reports)),
        "wordings": list(dict.fromkeys(figure["wording"] for figure in told["figures"])),
        **told,
    }


def moved_clause(view: Snapshot, found: MovedPeople | None, verb: str) -> str:
    """Such as `5,704 received from 21 January to 12 February 2026, according to NAME`; empty where there is none."""
    if found is None:
        return ""
    low, high = found.range
    many = f"up to {high:,}" if not low and high else number_words(found.range)
    done = f"{verb} {report_days_words(found.reports)}".strip()
    return f"{many} {done}, according to {speakers_in_words(view, (one.said_by for one in found.reports))}"


def report_days_words(reports: Sequence[StoredStatement]) -> str:
    """The days of the reports: of one figure so far by which day, of a period from when to when."""
    first = min(report.bounds.earliest_start for report in reports)
    last = max(report.bounds.latest_end for report in reports)
    counts = [report.count for report in reports]
    if all(count and count.kind == "cumulative" for count in counts):
        if first > MIN and len({(one.bounds.earliest_start, one.bounds.latest_end) for one in reports}) == 1:
            return f"by {day_in_words(first)}" + (" or later" if last > first else "")
        return f"by {day_in_words(last)}" if last < MAX else ""
    if len(reports) == 1 and reports[0].validity.spread:
        return period_in_words(first, last)
    return days_in_words(first, last)


def speakers_in_words(view: Snapshot, ids: Iterable[str]) -> str:
    """At most `MOST_SPEAKERS` names, and how many more."""
    names = list(dict.fromkeys(view.directory.get(id_).name for id_ in ids))
    more = len(names) - MOST_SPEAKERS
    return join_words(names if more <= 1 else [*names[:MOST_SPEAKERS], f"{more} more"])
