"""How many were held over time: the answer of /v1/custody/series and `whoholds series`."""

from collections.abc import Hashable, Sequence
from functools import partial
from typing import TypeVar, cast

from app.answers.asked import Asked
from app.answers.explain import as_told, near, rests_on
from app.answers.facts import of_lines
from app.answers.frame import framed, question_json
from app.answers.lens import lens_notes
from app.answers.rows import filter_notes
from app.answers.sentences import no_sure_statement, plural
from app.answers.shapes import (
    MOST_STATEMENTS,
    Json,
    bound,
    denials_json,
    refs,
    speaker_json,
    speakers_json,
    statements_json,
)
from app.answers.span import as_of_json, in_words, span
from app.answers.unsure import unsure_notes
from app.schemas.series import SeriesAnswer
from graph.custody.question import resolve_holder_and_place
from graph.custody.series import SeriesFindings, find_lines, find_series, rate_certainty
from graph.custody.series_lines import CountPoint, MoveMark, Segment, SeriesItem, SeriesLine
from graph.dates.windows import Window
from graph.disputes.denials import Denials
from graph.evidence.custody_roles import find_held_groups
from graph.evidence.hierarchy import is_plan
from graph.evidence.support import find_known_certainty
from graph.model.counts import ReportedCount
from graph.model.stored_statement import StoredStatement

LEAST_SHOWN = 5  # numbers and statements of a row that has many
Item = TypeVar("Item", CountPoint, Segment, MoveMark)


def series(
    selection: Asked,
    held: str,
    holder: str | None = None,
    place: str | None = None,
    start: str | None = None,
    end: str | None = None,
) -> SeriesAnswer:
    """One row per scope: those counted together as holders, the groups, the places, the unit, and of what.

    `start` and `end` are EDTF, from the first day of the one to the last of the other; what may lie between is given.
    """
    view, asked = selection.view, selection.question
    group = selection.resolve(held, ["Group"], "held")
    holder_id, place_id = resolve_holder_and_place(selection, holder, place)
    found = find_series(selection, group, span(asked, start, end), holder_id, place_id)
    lines = found.lines
    recipe = as_told(
        lambda s: (find_held_groups(s),),
        lambda groups, some: of_lines(view, _find_lines(selection, found, some, groups)),
    )
    return framed(
        SeriesAnswer,
        selection,
        question={
            **question_json(selection, held=group, holder=holder_id, place=place_id),
            **as_of_json(asked),
            "start": start,
            "end": end,
        },
        summary=_summary(selection, found),
        rows=lines,
        row_json=partial(_line, selection, found.days, Denials(found.statements), _share(lines)),
        notes=[
            *filter_notes(asked, found.filtered),
            *_notes(found),
            *unsure_notes(view, found.scope.groups, group),
            *lens_notes(selection, found.read),
        ],
        explain=rests_on(selection, found.statements, recipe, near(lines)),
    )


def _find_lines(
    selection: Asked, found: SeriesFindings, some: Sequence[StoredStatement], groups: Hashable
) -> list[SeriesLine]:
    """The lines of just these groups that only some statements make."""
    return find_lines(selection, found.scope, found.days, some, cast(tuple[str, ...], groups)).rows


def _share(lines: Sequence[SeriesLine]) -> int:
    """How many numbers, and statements, a row with many of them shows, so that a page has several such rows."""
    many = sum(len(line.statements) > MOST_STATEMENTS for line in lines)
    return max(LEAST_SHOWN, MOST_STATEMENTS // max(1, many))


def _line(selection: Asked, days: Window, denials: Denials, most: int, line: SeriesLine) -> Json:
    view, asked = selection.view, selection.question

    def latest(items: Sequence[Item]) -> Sequence[Item]:
        """All of them, or the latest of many."""
        if asked.whole_statements or len(items) <= MOST_STATEMENTS:
            return items
        return items[-most:]

    def told(name: str, ids: Sequence[str]) -> Json:
        """The ids of other statements, of many the first ones, and how many they are."""
        shown = ids if asked.whole_statements or len(ids) <= MOST_STATEMENTS else ids[:most]
        return {name: list(shown), f"{name}Count": len(ids)}

    def common(item: SeriesItem) -> Json:
        statement = item.statement
        return {
            "certainty": rate_certainty(item, days),
            "knownCertainty": find_known_certainty([statement], asked.known_at),
            "reading": statement.reading,
            "saidBy": speaker_json(view, statement.said_by),
            "deniedBy": denials_json(view, denials.of([statement])),
        }

    return {
        "holders": refs(view, line.scope.holders),
        "held": refs(view, line.scope.held),
        "places": refs(view, line.scope.places),
        "unit": line.scope.unit,
        "of": line.scope.of or None,
        "points": [
            {**_window(p.window), **_count(p.count, p.statement), **common(p), **told("disagree", p.disagree)}
            for p in latest(line.points)
        ],
        "segments": [
            {
                "start": _window(s.start),
                "end": _window(s.end),
                "certainFrom": s.certain and bound(s.certain.earliest),
                "certainTo": s.certain and bound(s.certain.latest),
                "ongoing": s.ongoing,
                **_count(s.count, s.statement),
                **common(s),
                **told("disagree", s.disagree),
            }
            for s in latest(line.segments)
        ],
        "flows": [
            {
                "direction": f.direction,
                **_window(f.window),
                **_count(f.count, f.statement),
                **common(f),
                **told("sameAs", f.same),
            }
            for f in latest(line.flows)
        ],
        "pointCount": len(line.points),
        "segmentCount": len(line.segments),
        "flowCount": len(line.flows),
        "independentSpeakers": speakers_json(view, line.statements),
        **statements_json(selection, line.statements, most),
    }


def _window(window: Window) -> Json:
    return {"earliest": bound(window.earliest), "latest": bound(window.latest)}


def _count(count: ReportedCount | None, statement: StoredStatement) -> Json:
    told: Json = {"min": None, "max": None, "kind": None, "wording": None}
    if count:
        told = {"min": count.min, "max": count.max, "kind": count.kind, "wording": count.wording}
    return {**told, "statement": statement.id}


def _notes(found: SeriesFindings) -> list[str]:
    groups = found.scope.groups or frozenset()
    plans = sum(is_plan(s) for s in found.statements if not groups.isdisjoint(find_held_groups(s)))
    notes = ["points are not joined: between them nobody says how many"]
    if plans:
        notes.append(f"{plural(plans, 'statement')} of plans or of moves under way are in plans, not here")
    if found.scope.holders is not None:
        notes.append("people who came or went without a named holder are left out; ask without holder to see them")
    return notes


def _summary(selection: Asked, found: SeriesFindings) -> str:
    lines = found.lines
    who, when = selection.view.directory.get(found.held).name, in_words(found.days)
    if not lines:
        return f"{no_sure_statement(selection.question)} how many {who} were held{when}, or that any came or went."
    points = sum(len(line.points) for line in lines)
    segments = sum(len(line.segments) for line in lines)
    flows = len({mark.statement.id for line in lines for mark in line.flows})
    told = (
        f"{plural(points, 'count')} at some time, {segments} of a state that lasted, {plural(flows, 'report')} of moves"
    )
    return f"{who}{when}: {told}, in {plural(len(lines), 'scope')} that do not add up to one another."
