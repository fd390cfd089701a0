"""The figures that a number rests on: who gave which, worded how, of which day and places; in JSON."""

from collections.abc import Iterable, Sequence
from typing import Literal, TypedDict, cast

from app.answers.shapes import bound, refs, speaker_json
from app.schemas import Figure
from graph.evidence.support import find_named_days
from graph.model.stored_statement import StoredStatement
from graph.selection.snapshot import Snapshot

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
        "earliest": bound(window.earliest),
        "latest": bound(window.latest),
        "places": refs(view, _places(report, roles)),
        "saidBy": [speaker_json(view, id_) for id_ in dict.fromkeys(one.said_by for one in reports)],
        "statements": [one.id for one in reports],
    }
