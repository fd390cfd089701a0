"""How many of a group were held over time, and who came and went: `whoholds series`, /v1/custody/series."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from functools import partial
from typing import Annotated, Literal, NotRequired, TypeVar, cast

import click
from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import Actor, DayParameters, End, Place, RequiredGroup, Start
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.counts import Range
from app.schemas.evidence import Certainty, Denier
from app.schemas.names import Named, Ref, Speaker
from app.schemas.pages import EvidenceQuestion, Explained
from app.schemas.statements import Statement
from app.terminal import Row

if is_answering(__name__):
    from app.answers.explain import collect_statement_ids, explain_answer, make_recipe
    from app.answers.facts import series_facts
    from app.answers.frame import frame_answer, question_json
    from app.answers.notes import filter_notes, lens_notes, unsure_identity_notes
    from app.answers.question import Asked, as_of_json, read_span
    from app.answers.shapes import (
        MOST_STATEMENTS,
        bound_json,
        denials_json,
        entity_refs,
        speaker_json,
        speakers_json,
        statements_json,
    )
    from app.sentences import open_writer
    from app.sentences.notes import FixedNote, NoteWriter
    from app.sentences.series import find_series_facts
    from graph.custody.series import SeriesFindings, find_lines, find_series, rate_certainty
    from graph.custody.series_lines import CountPoint, Direction, MoveMark, Segment, SeriesItem, SeriesLine
    from graph.dates.windows import Window
    from graph.disputes.denials import Denials
    from graph.evidence.custody_roles import find_held_groups
    from graph.evidence.hierarchy import is_plan
    from graph.evidence.support import find_known_certainty
    from graph.model.statement import StoredStatement


class Between(TypedDict):
    earliest: Annotated[date | None, Field(description="null: unbounded")]
    latest: Annotated[date | None, Field(description="null: unbounded")]


class SeriesNumber(TypedDict):
    min: int | None
    max: Annotated[int | None, Field(description="null: no upper bound")]
    kind: str | None
    wording: str | None
    statement: str
    certainty: Annotated[Certainty, Field(description="certain: it surely lies in the days asked about")]
    knownCertainty: Certainty
    reading: Literal["stated", "inferred"]
    saidBy: Speaker
    deniedBy: list[Denier]


class SeriesPoint(SeriesNumber, Between):
    disagree: Annotated[
        list[str], Field(description="statements of the same window and scope that cannot be true beside it")
    ]
    disagreeCount: Annotated[int, Field(description="of all; disagree has the first of many")]


class SeriesSegment(SeriesNumber):
    start: Between
    end: Annotated[Between, Field(description="the days within which it was last said to last")]
    certainFrom: Annotated[date | None, Field(description="null: on no day for certain")]
    certainTo: date | None
    ongoing: Annotated[bool, Field(description="it may have gone on after it was said")]
    disagree: list[str]
    disagreeCount: int


class SeriesFlow(SeriesNumber, Between):
    direction: Direction
    sameAs: Annotated[list[str], Field(description="other reports of the same occurrence: count one of them")]
    sameAsCount: Annotated[int, Field(description="of all; sameAs has the first of many")]


class SeriesRow(TypedDict):
    holders: Annotated[list[Ref], Field(description="counted together; empty where nobody is named")]
    held: list[Ref]
    places: list[Ref]
    unit: str
    of: str | None
    points: list[SeriesPoint]
    segments: list[SeriesSegment]
    flows: list[SeriesFlow]
    pointCount: Annotated[
        int, Field(description="of all; points, segments and flows have the latest of them, in order of time")
    ]
    segmentCount: int
    flowCount: int
    independentSpeakers: Range | None
    statements: list[Statement]
    statementCount: Annotated[
        int, Field(description="of all; statements has the first of them, all with include=statements")
    ]
    nextStatements: NotRequired[
        Annotated[str | None, Field(description="the cursor that shows the statements after these; null: none")]
    ]


class SeriesQuestion(EvidenceQuestion):
    asOf: str | None
    held: Named | list[Named]
    holder: NotRequired[Named | list[Named] | None]
    place: NotRequired[Named | list[Named] | None]
    start: str | None
    end: str | None


class SeriesAnswer(Explained):
    question: SeriesQuestion
    rows: list[SeriesRow]


LEAST_SHOWN = 5  # numbers and statements of a row that has many
Item = TypeVar("Item", "CountPoint", "Segment", "MoveMark")


def series(
    selection: Asked,
    held: RequiredGroup,
    holder: Actor = None,
    place: Place = None,
    start: Start = None,
    end: End = None,
) -> SeriesAnswer:
    """One row per scope: those counted together as holders, the groups, the places, the unit, and of what.

    Points are never joined; only a segment is a line. `as_of` limits it only where given. `start` and `end` are EDTF,
    from the first day of the one to the last of the other.
    """
    asked = selection.question
    findings = find_series(selection, held, read_span(asked, start, end), holder, place)
    lines, writer = findings.lines, open_writer(selection)
    recipe = make_recipe(
        lambda s: (find_held_groups(s),),
        lambda groups, statements: series_facts(
            writer.explanations, _find_lines(selection, findings, statements, groups)
        ),
    )
    return frame_answer(
        SeriesAnswer,
        selection,
        question={
            **question_json(selection, **findings.scope.asked),
            **as_of_json(asked),
            "start": start,
            "end": end,
        },
        summary=writer.write_series(find_series_facts(selection, findings)),
        rows=lines,
        row_json=partial(
            _series_row_json, selection, findings.days, Denials(findings.statements), _limit_numbers(lines)
        ),
        notes=[
            *filter_notes(selection, findings.filtered),
            *_series_notes(open_writer(selection).notes, findings),
            *unsure_identity_notes(selection, findings.scope.groups, findings.held),
            *lens_notes(selection, findings.read),
        ],
        explain=explain_answer(selection, findings.statements, recipe, collect_statement_ids(lines)),
    )


def _find_lines(
    selection: Asked, findings: SeriesFindings, statements: Sequence[StoredStatement], groups: Hashable
) -> list[SeriesLine]:
    """The lines of these groups that a subset of the statements gives."""
    return find_lines(selection, findings.scope, findings.days, statements, cast(tuple[str, ...], groups)).rows


def _limit_numbers(lines: Sequence[SeriesLine]) -> int:
    """The largest number of figures and of statements in a row, chosen so that a page has several long rows."""
    many = sum(len(line.statements) > MOST_STATEMENTS for line in lines)
    return max(LEAST_SHOWN, MOST_STATEMENTS // max(1, many))


def _series_row_json(selection: Asked, days: Window, denials: Denials, limit: int, line: SeriesLine) -> SeriesRow:
    view, asked = selection.view, selection.question

    def select_latest(items: Sequence[Item]) -> Sequence[Item]:
        """The items, or the latest of many."""
        if asked.full_statements or len(items) <= MOST_STATEMENTS:
            return items
        return items[-limit:]

    def select_first(ids: Sequence[str]) -> list[str]:
        """The ids of other statements, or the first of many."""
        return list(ids if asked.full_statements or len(ids) <= MOST_STATEMENTS else ids[:limit])

    def number_json(item: SeriesItem) -> SeriesNumber:
        statement, count = item.statement, item.count
        return {
            "min": count.min if count else None,
            "max": count.max if count else None,
            "kind": count.kind if count else None,
            "wording": count.wording if count else None,
            "statement": statement.id,
            "certainty": rate_certainty(item, days),
            "knownCertainty": find_known_certainty([statement], asked.known_at),
            "reading": statement.reading,
            "saidBy": speaker_json(view, statement.said_by),
            "deniedBy": denials_json(view, denials.find_denials([statement])),
        }

    return {
        "holders": entity_refs(view, line.scope.holders),
        "held": entity_refs(view, line.scope.held),
        "places": entity_refs(view, line.scope.places),
        "unit": line.scope.unit,
        "of": line.scope.of or None,
        "points": [
            {
                **_window_json(p.window),
                **number_json(p),
                "disagree": select_first(p.disagree),
                "disagreeCount": len(p.disagree),
            }
            for p in select_latest(line.points)
        ],
        "segments": [
            {
                "start": _window_json(s.start),
                "end": _window_json(s.end),
                "certainFrom": s.certain and bound_json(s.certain.earliest),
                "certainTo": s.certain and bound_json(s.certain.latest),
                "ongoing": s.ongoing,
                **number_json(s),
                "disagree": select_first(s.disagree),
                "disagreeCount": len(s.disagree),
            }
            for s in select_latest(line.segments)
        ],
        "flows": [
            {
                "direction": f.direction,
                **_window_json(f.window),
                **number_json(f),
                "sameAs": select_first(f.same),
                "sameAsCount": len(f.same),
            }
            for f in select_latest(line.flows)
        ],
        "pointCount": len(line.points),
        "segmentCount": len(line.segments),
        "flowCount": len(line.flows),
        "independentSpeakers": speakers_json(view, line.statements),
        **statements_json(selection, line.statements, limit),
    }


def _window_json(window: Window) -> Between:
    return {"earliest": bound_json(window.earliest), "latest": bound_json(window.latest)}


def _series_notes(writer: NoteWriter, findings: SeriesFindings) -> list[str]:
    groups = findings.scope.groups or frozenset()
    plans = sum(is_plan(s) for s in findings.statements if not groups.isdisjoint(find_held_groups(s)))
    notes = [writer.write_fixed(FixedNote.UNJOINED_POINTS)]
    if plans:
        notes.append(writer.write_fixed(FixedNote.PLANS_APART))
    if findings.scope.holders is not None:
        notes.append(writer.write_fixed(FixedNote.UNNAMED_HOLDERS))
    return notes


WIDTH = 12  # of a bar
SURE, PERHAPS, BEYOND = "█", "░", ">"


def _print_series(data: Row) -> None:
    click.echo(click.wrap_text(data["summary"], terminal.WIDTH))
    for row in data["rows"]:
        click.echo(f"\n{click.wrap_text(_write_scope(row), terminal.WIDTH)}")
        items = [*row["points"], *row["segments"], *row["flows"]]
        most = max((number for item in items for number in (item["min"], item["max"]) if number), default=0)
        columns: terminal.Columns = {
            "when": _write_item_days,
            "how many": _write_number,
            "bar": partial(_draw_bar, most),
            "said by": lambda item: item["saidBy"],
        }
        terminal.print_table(items, columns)
    terminal.print_explanation(data)
    return terminal.print_notes(data)


def _write_scope(row: Row) -> str:
    """Such as `Iraq: ISIS suspects, at Baghdad`."""

    holders = " with ".join(holder["name"] for holder in row["holders"]) or "nobody named"
    places = f", at {terminal.name_words(row['places'])}" if row["places"] else ""
    unit = f", in {row['unit']}" if row["unit"] != "people" else ""
    return f"{holders}: {terminal.name_words(row['held'])}{places}{unit}{', of ' + row['of'] if row['of'] else ''}"


def _write_item_days(item: Row) -> str:
    if "start" in item:
        return f"{_write_days(item['start'])} to {_write_days(item['end'])}{' or later' if item['ongoing'] else ''}"
    return _write_days(item)


def _write_days(window: Row) -> str:
    first, last = window["earliest"], window["latest"]
    if first == last:
        return str(first) if first else "at some time"
    return f"{first or '..'}/{last or '..'}"


def _write_number(item: Row) -> str:
    words = [item["direction"]] if "direction" in item else []
    words += [item["wording"] or "(nobody says how many)"]
    words += [f"({item['kind']})"] if item["kind"] not in (None, "stock", "flow") else []
    words += ["(disputed)"] if item.get("disagree") or item["deniedBy"] else []
    return " ".join(words)


def _draw_bar(most: int, item: Row) -> str:
    """A bar: full up to the minimum, pale up to the maximum, open if there is no upper bound."""
    if item["min"] is None or not most:
        return ""
    sure = round(int(item["min"]) * WIDTH / most)
    if item["max"] is None:
        return SURE * sure + BEYOND
    return SURE * sure + PERHAPS * (round(int(item["max"]) * WIDTH / most) - sure)


QUESTION = Question(
    "/custody/series",
    series,
    DayParameters,
    AnswerShape(SeriesRow, "How many were held over time", "series", about=("holders", "held", "places", "unit", "of")),
    _print_series,
)
