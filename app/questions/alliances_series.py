"""How many pairs were friendly or hostile, step by step: `whoholds alliances-series`, /v1/alliances/series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import (
    Actor,
    At,
    From,
    MeasureNames,
    OtherActor,
    PeriodParameters,
    RelationFilter,
    SignFilter,
    Step,
    To,
)
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.alliances import AllianceRow, Measures, OverTimeQuestion
from app.schemas.names import Named
from app.schemas.pages import Page
from app.terminal import Row

if is_answering(__name__):
    from app.answers.alliances import (
        column_lens_notes,
        extent_notes,
        no_row_note,
        pairs_json,
        read_extent,
        relation_notes,
    )
    from app.answers.frame import frame_answer, question_json
    from app.answers.question import Asked, cut_page
    from app.sentences import open_writer
    from app.sentences.network_series import find_series_facts
    from app.sentences.notes import FixedNote
    from graph.alliances.evidence import find_evidence
    from graph.alliances.pairs import read_relations
    from graph.alliances.series import AllianceSeriesScope, AllianceSeriesStep, find_alliances_series, find_series_scope
    from graph.dates.steps import list_steps
    from graph.dates.windows import Window
    from graph.errors import InvalidInput


class Starts(TypedDict):
    """The number of statements on the pairs of a row that report a start, an event or a sighting within its days."""

    certain: Annotated[int, Field(description="surely in these days")]
    possible: Annotated[int, Field(description="perhaps in these days; not among the certain ones")]


class AlliancesSeriesRow(TypedDict):
    start: date
    end: Annotated[date, Field(description="the day before the next step, or the last day asked about")]
    pairs: int
    friendly: int
    hostile: int
    neutral: int
    mixed: Annotated[int, Field(description="friendly and hostile statements meet; in none of the three above")]
    certain: Annotated[int, Field(description="surely so, and surely public by known_at")]
    possible: Annotated[int, Field(description="all others")]
    actors: Annotated[int, Field(description="in a pair")]
    density: Annotated[
        float | None, Field(description="pairs by all that these actors could make; null around an actor")
    ]
    components: Annotated[int | None, Field(description="connected components by any pair; null around an actor")]
    friendlyComponents: Annotated[
        int | None, Field(description="those that do by friendly pairs alone; null around an actor")
    ]
    pair: Annotated[AllianceRow | None, Field(description="the row of actor and other; null where there is none")]
    starts: Starts
    measures: NotRequired[Annotated[Measures | None, Field(description="of the actor; null where it is in no pair")]]


_SeriesStart = TypedDict(
    "_SeriesStart", {"from": Annotated[date | None, Field(description="null where nothing is known of any day")]}
)


class AlliancesSeriesQuestion(OverTimeQuestion, _SeriesStart):
    other: NotRequired[Named | None]
    to: date | None
    step: str
    at: Literal["period", "day"]


class AlliancesSeriesAnswer(Page):
    question: AlliancesSeriesQuestion
    rows: list[AlliancesSeriesRow]


MOST_STEPS = 10_000


def alliances_series(
    selection: Asked,
    start: From = None,
    end: To = None,
    step: Step = "P1Y",
    at: At = "period",
    actor: Actor = None,
    other: OtherActor = None,
    sign: SignFilter = None,
    measures: MeasureNames = None,
    relation: RelationFilter = None,
) -> AlliancesSeriesAnswer:
    """One row per step: how many pairs of which sign; of everyone, around an actor, or the row of two.

    A step is the period up to the day before the next: what held on some day of it counts. `measures` are those of the
    actor among all pairs of a step.
    """
    selection = selection.restrict_relations(read_relations(relation))
    asked = selection.question
    if at not in ("period", "day"):
        raise InvalidInput(f"at: {at!r}; expected period or day", parameter="at", value=at)
    scope = find_series_scope(selection, actor, other, sign, measures)
    evidence = find_evidence(selection)
    days = read_extent(evidence, start, end)
    periods = list_steps(days.earliest, days.latest, step, MOST_STEPS) if days else []
    if at == "day":
        periods = [Window(period.earliest, period.earliest) for period in periods]
    shown, _, _ = cut_page(periods, asked)
    steps = find_alliances_series(selection, scope, shown)
    rows = _series_rows_json(selection, scope, steps)
    question = question_json(selection, actor=scope.asked, other=scope.other)
    del question["asOf"]
    question |= {"from": days and days.earliest, "to": days and days.latest, "step": step, "at": at}
    return frame_answer(
        AlliancesSeriesAnswer,
        selection,
        question=question | ({"sign": scope.sign} if scope.sign else {}),
        summary=open_writer(selection).write_alliances_series(
            find_series_facts(scope, steps, evidence, asked.relations)
        ),
        rows=range(len(periods)),
        row_json=lambda index: rows[index - asked.offset],
        notes=[
            *relation_notes(selection),
            *(extent_notes(selection, evidence) if not any(row["pairs"] for row in rows) else []),
            open_writer(selection).notes.write_fixed(FixedNote.FIRST_DAYS if at == "day" else FixedNote.WHOLE_STEPS),
            *column_lens_notes(selection),
            no_row_note(selection),
        ],
    )


def _series_rows_json(
    selection: Asked, scope: AllianceSeriesScope, steps: Sequence[AllianceSeriesStep]
) -> list[AlliancesSeriesRow]:
    pairs = iter(pairs_json(selection, [step.pair for step in steps if step.pair]))
    return [_series_row_json(scope, step, next(pairs) if step.pair else None) for step in steps]


def _series_row_json(
    scope: AllianceSeriesScope, step: AllianceSeriesStep, pair: AllianceRow | None
) -> AlliancesSeriesRow:
    tally, is_everyone = step.tally, scope.actor is None
    density = None if tally.density is None else round(tally.density, 9)
    answer_row: AlliancesSeriesRow = {
        "start": step.days.earliest,
        "end": step.days.latest,
        "pairs": tally.pairs,
        "friendly": tally.friendly,
        "hostile": tally.hostile,
        "neutral": tally.neutral,
        "mixed": tally.mixed,
        "certain": tally.certain,
        "possible": tally.pairs - tally.certain,
        "actors": tally.actors,
        "density": density if is_everyone else None,
        "components": tally.components if is_everyone else None,
        "friendlyComponents": tally.friendly_components if is_everyone else None,
        "pair": pair,
        "starts": {"certain": step.starts.certain, "possible": step.starts.possible},
    }
    if scope.measures:
        answer_row["measures"] = step.measures
    return answer_row


def _print_series(data: Row) -> None:
    pair: terminal.Columns = {
        "they are": lambda row: row["pair"] and terminal.sign_word(row["pair"]),
        "how sure": lambda row: row["pair"] and terminal.sure_words(row["pair"]),
        "statements": lambda row: row["pair"] and len(row["pair"]["statements"]),
    }
    counts: terminal.Columns = {
        name: lambda row, name=name: row[name]  # type: ignore[misc]
        for name in ("pairs", "friendly", "hostile", "neutral", "mixed", "certain")
    }
    values: terminal.Columns = {
        name: lambda row, name=name: (row.get("measures") or {}).get(name)  # type: ignore[misc]
        for name in next((row["measures"] for row in data["rows"] if row.get("measures")), ())
    }
    when: terminal.Columns = {"from": lambda row: row["start"], "to": lambda row: row["end"]}
    return terminal.print_answer(data, {**when, **(pair if data["question"].get("other") else counts), **values})


QUESTION = Question(
    "/alliances/series",
    alliances_series,
    PeriodParameters,
    AnswerShape(
        AlliancesSeriesRow,
        "Alliances and hostilities over time",
        "signs",
        about=("start", "end", "pair"),
        statements=("pair.statements",),
    ),
    _print_series,
)
