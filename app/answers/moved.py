"""How many came or went: the number of a row with the reports that it comes from, in JSON and as words."""

from collections.abc import Iterable

from app.answers.shapes import Json, bound, range_json, refs, speaker_json
from app.answers.words import day_in_words, days_in_words, joined, numbers, period_in_words
from graph.moved import Moved
from graph.recorded import Recorded
from graph.store.reader import View

MOST_FIGURES = 50
MOST_SPEAKERS = 3
PLACES = {"gained": ("to_place", "at"), "lost": ("from_place", "at")}


def moved_json(view: View, found: Moved | None, direction: str) -> Json | None:
    """How many were gained or lost, with the figures that this rests on: the latest `MOST_FIGURES`, in order of time.

    What a total holds already is no figure of its own. Reports that say the same of the same days are one figure.
    """
    if found is None:
        return None
    figures: dict[tuple[object, ...], list[Recorded]] = {}
    for report in found.reports:
        places = tuple(place for role in PLACES[direction] for place in report.role(role))
        bounds, count = report.bounds, report.count
        figures.setdefault((bounds.earliest_start, bounds.latest_end, count, places), []).append(report)
    shown = list(figures.items())[-MOST_FIGURES:]
    told = [report.count.wording for _, (report, *_) in shown if report.count]
    return {
        **(range_json(found.range) or {}),
        "kind": found.kind,
        "earliest": bound(min(report.bounds.earliest_start for report in found.reports)),
        "latest": bound(max(report.bounds.latest_end for report in found.reports)),
        "wordings": list(dict.fromkeys(told)),
        "figures": [_figure(view, reports, direction) for _, reports in shown],
        "figureCount": len(figures),
    }


def _figure(view: View, reports: list[Recorded], direction: str) -> Json:
    (report, *_) = reports
    count, bounds = report.count, report.bounds
    assert count is not None  # what nobody counts is no figure
    return {
        "min": count.min,
        "max": count.max,
        "kind": count.kind,
        "wording": count.wording,
        "since": count.since,
        "earliest": bound(bounds.earliest_start),
        "latest": bound(bounds.latest_end),
        "places": refs(view, dict.fromkeys(place for role in PLACES[direction] for place in report.role(role))),
        "saidBy": [speaker_json(view, id_) for id_ in dict.fromkeys(one.said_by for one in reports)],
        "statements": [one.id for one in reports],
    }


def moved_clause(view: View, found: Moved | None, verb: str) -> str:
    """Such as `5,704 received from 21 January to 12 February 2026, according to NAME`; empty where there is none."""
    if found is None:
        return ""
    low, high = found.range
    many = f"up to {high:,}" if not low and high else numbers(found.range)
    return f"{many} {verb} {_when(found)}, according to {_speakers(view, (one.said_by for one in found.reports))}"


def _when(found: Moved) -> str:
    """The days of the reports: of one figure so far by which day, of a period from when to when."""
    first = min(report.bounds.earliest_start for report in found.reports)
    last = max(report.bounds.latest_end for report in found.reports)
    counts = [report.count for report in found.reports]
    if all(count and count.kind == "cumulative" for count in counts):
        if len({(report.bounds.earliest_start, report.bounds.latest_end) for report in found.reports}) == 1:
            return f"by {day_in_words(first)}" + (" or later" if last > first else "")
        return f"by {day_in_words(last)}"
    if len(found.reports) == 1 and found.reports[0].validity.spread:
        return period_in_words(first, last)
    return days_in_words(first, last)


def _speakers(view: View, ids: Iterable[str]) -> str:
    names = list(dict.fromkeys(view.directory.get(id_).name for id_ in ids))
    more = len(names) - MOST_SPEAKERS
    return joined(names if more <= 1 else [*names[:MOST_SPEAKERS], f"{more} more"])
