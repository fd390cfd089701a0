"""How many came or went: the number of a row with the reports that it comes from, in JSON and as words."""

from collections.abc import Iterable, Sequence

from app.answers.figures import figures_json
from app.answers.shapes import bound
from app.answers.words import day_in_words, days_in_words, joined, numbers, period_in_words
from app.schemas import Flow
from graph.custody.inflow_outflow import MovedPeople
from graph.dates.windows import MAX, MIN
from graph.model.stored_statement import StoredStatement
from graph.selection.snapshot import Snapshot

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
        "earliest": bound(min(report.bounds.earliest_start for report in found.reports)),
        "latest": bound(max(report.bounds.latest_end for report in found.reports)),
        "wordings": list(dict.fromkeys(figure["wording"] for figure in told["figures"])),
        **told,
    }


def moved_clause(view: Snapshot, found: MovedPeople | None, verb: str) -> str:
    """Such as `5,704 received from 21 January to 12 February 2026, according to NAME`; empty where there is none."""
    if found is None:
        return ""
    low, high = found.range
    many = f"up to {high:,}" if not low and high else numbers(found.range)
    done = f"{verb} {when_reported(found.reports)}".strip()
    return f"{many} {done}, according to {speakers_in_words(view, (one.said_by for one in found.reports))}"


def when_reported(reports: Sequence[StoredStatement]) -> str:
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
    return joined(names if more <= 1 else [*names[:MOST_SPEAKERS], f"{more} more"])
