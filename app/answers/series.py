"""How many were held over time: the answer of /v1/custody/series and `whoholds series`."""

from collections.abc import Hashable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from app.answers.asked import Asked
from app.answers.explain import as_told, near, rests_on
from app.answers.facts import of_lines
from app.answers.frame import framed, question_json
from app.answers.lens import lens_notes
from app.answers.question import Common
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
from graph.custody.series import CountPoint, Mark, Segment, SeriesLine, SeriesScope
from graph.custody.series import series as lines_of
from graph.dates.windows import Window
from graph.disputes.denials import Denials
from graph.evidence.custody_roles import held_by
from graph.evidence.hierarchy import is_plan
from graph.evidence.support import known_certainty
from graph.model.counts import ReportedCount
from graph.model.stored_statement import StoredStatement
from graph.selection.rows import filter_by_speakers
from graph.vocabulary import vocabulary

LEAST_SHOWN = 5  # numbers and statements of a row that has many
Item = TypeVar("Item", CountPoint, Segment, Mark)


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
    ids = {
        "held": selection.resolve(held, ["Group"], "held"),
        "holder": selection.resolve(holder, ["Actor"], "holder") if holder else None,
        "place": selection.resolve(place, ["Place"], "place") if place else None,
    }
    days = span(asked, start, end)
    groups, holders, places = (selection.on_days(days).parts_of(id_) if id_ else None for id_ in ids.values())

    def wanted(scope: SeriesScope) -> bool:
        asked_for = ((scope.held, groups), (scope.holders, holders), (scope.places, places))
        return all(found is None or not found.isdisjoint(has) for has, found in asked_for)

    told = view.of_entities(groups or (), vocabulary().custody_predicates, asked.known_by)
    statements = selection.select(told)

    def answer_from(some: Sequence[StoredStatement], notes: list[str], group: Hashable = None) -> list[SeriesLine]:
        lines = lines_of(
            some,
            first=days.earliest,
            last=days.latest,
            wanted=lambda scope: wanted(scope) and group in (None, scope.held),
            judgements=view.judgements,
            publishers=view.publishers,
        )
        lines = [line for line in (_sure(line, asked, days) for line in lines) if line.statements]
        spoken = filter_by_speakers(selection, lines)
        notes += filter_notes(asked, spoken)
        return spoken.rows

    notes: list[str] = []
    lines = answer_from(statements, notes)
    lines.sort(
        key=lambda line: (ids["held"] not in line.scope.held, line.scope.unit != "people", not line.scope.holders)
    )
    notes += [
        *_notes(statements, groups or frozenset(), holders),
        *unsure_notes(view, groups, ids["held"]),
    ]
    workings = as_told(lambda s: (held_by(s),), lambda group, some: of_lines(view, answer_from(some, [], group)))
    return framed(
        SeriesAnswer,
        selection,
        question={**question_json(selection, **ids), **as_of_json(asked), "start": start, "end": end},
        summary=_summary(selection, str(ids["held"]), days, lines),
        rows=lines,
        row_json=partial(_line, selection, days, Denials(statements), _share(lines)),
        notes=[*notes, *lens_notes(selection, told)],
        explain=rests_on(selection, statements, workings, near(lines)),
    )


def _sure(line: SeriesLine, asked: Common, days: Window) -> SeriesLine:
    """The line, or, if only what is certain is wanted, what surely lies in the days asked about and was public."""
    if asked.certainty == "possible":
        return line

    def keep(item: CountPoint | Segment | Mark) -> bool:
        return _certainty(item, days) == "certain" and known_certainty([item.statement], asked.known_at) == "certain"

    points, segments = [p for p in line.points if keep(p)], [s for s in line.segments if keep(s)]
    return SeriesLine(line.scope, points, segments, [f for f in line.flows if keep(f)], line.agreement)


def _certainty(item: CountPoint | Segment | Mark, days: Window) -> str:
    """Whether a time surely lies in the days asked about; of a state that lasted, whether some day of it does."""
    if isinstance(item, Segment):
        sure = item.certain is not None
        within = item.certain and item.certain.earliest <= days.latest and days.earliest <= item.certain.latest
        return "certain" if sure and within else "possible"
    within = days.earliest <= item.window.earliest and item.window.latest <= days.latest
    return "certain" if within else "possible"


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

    def common(item: CountPoint | Segment | Mark) -> Json:
        statement = item.statement
        return {
            "certainty": _certainty(item, days),
            "knownCertainty": known_certainty([statement], asked.known_at),
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


def _notes(statements: Sequence[StoredStatement], groups: frozenset[str], holders: frozenset[str] | None) -> list[str]:
    about = [s for s in statements if not groups.isdisjoint(held_by(s))]
    plans = sum(is_plan(s) for s in about)
    notes = ["points are not joined: between them nobody says how many"]
    if plans:
        notes.append(f"{plural(plans, 'statement')} of plans or of moves under way are in plans, not here")
    if holders is not None:
        notes.append("people who came or went without a named holder are left out; ask without holder to see them")
    return notes


def _summary(selection: Asked, held: str, days: Window, lines: Iterable[SeriesLine]) -> str:
    lines = list(lines)
    who, when = selection.view.directory.get(held).name, in_words(days)
    if not lines:
        return f"{no_sure_statement(selection.question)} how many {who} were held{when}, or that any came or went."
    points = sum(len(line.points) for line in lines)
    segments = sum(len(line.segments) for line in lines)
    flows = len({mark.statement.id for line in lines for mark in line.flows})
    told = (
        f"{plural(points, 'count')} at some time, {segments} of a state that lasted, {plural(flows, 'report')} of moves"
    )
    return f"{who}{when}: {told}, in {plural(len(lines), 'scope')} that do not add up to one another."
