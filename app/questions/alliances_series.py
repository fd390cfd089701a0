"""How many pairs were friendly or hostile, step by step: `whoholds alliances-series`, /v1/alliances/series."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Annotated, Literal, NotRequired

import numpy as np
from pydantic import Field
from typing_extensions import TypedDict

from app import terminal
from app.answers.asked import Asked
from app.answers.everyone import NO_ROW, lens_notes, of_sign
from app.answers.extent import extent_asked, extent_notes
from app.answers.frame import framed, question_json
from app.answers.measuring import measured, measures_asked
from app.answers.pairs import rows_json, told
from app.answers.question import page
from app.answers.sentences import plural
from app.answers.shapes import Json
from app.answers.signs import sign_asked
from app.parameters.common import PeriodParameters
from app.parameters.fields import Actor, At, From, MeasureNames, OtherActor, SignFilter, Step, To
from app.question import Question
from app.schemas import (
    AllianceRow,
    Measures,
    Named,
    OverTimeQuestion,
    Page,
)
from app.tables import AnswerShape
from app.terminal import Row
from graph.alliances.day import NetworkDay, day
from graph.alliances.evidence import evidence_of, last_known
from graph.alliances.filtering import filter_network
from graph.alliances.network import Network
from graph.alliances.series import NetworkTally, among, beginnings, starts, tallies, touching
from graph.columns.evidence import EvidenceColumns
from graph.dates.steps import list_steps
from graph.dates.windows import Window
from graph.errors import InvalidInput
from graph.evidence.hierarchy import find_parts, select_links_below


class Starts(TypedDict):
    """How many statements on the pairs of a row tell of something that began, happened or was seen in its days."""

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


AT = {
    "period": "each row tells of a whole step, from its first day to its last: what held on some day of it counts, and "
    "friendly and hostile statements of different days make a pair mixed; at=day asks about single days",
    "day": "each row tells of the first day of a step, not of the days up to the next",
}


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
) -> AlliancesSeriesAnswer:
    """One row per step: how many pairs of which sign; of everyone, around an actor, or the row of two.

    A step is the period up to the day before the next: what held on some day of it counts. `measures` are those of the
    actor among all pairs of a step.
    """
    asked = selection.question
    if at not in AT:
        raise InvalidInput(f"at: {at!r}; expected period or day", parameter="at", value=at)
    if other and not actor:
        raise InvalidInput("other is given without an actor", parameter="other", value=other)
    ids = [
        selection.resolve_name(name, ["Actor"], word) if name else None
        for word, name in (("actor", actor), ("other", other))
    ]
    if ids[0] and ids[0] == ids[1]:
        raise InvalidInput("actor and other are one", parameter="other", value=other)
    sign, wanted = sign_asked(sign), measures_asked(measures)
    if wanted and not actor:
        raise InvalidInput(
            "measures are those of an actor; network has everyone's", parameter="measures", value=measures
        )
    evidence = evidence_of(selection)
    days = extent_asked(evidence, start, end)
    periods = list_steps(days.earliest, days.latest, step, MOST_STEPS) if days else []
    if at == "day":
        periods = [Window(period.earliest, period.earliest) for period in periods]
    chosen = _chosen(selection, evidence, days, *ids)
    shown, _, _ = page(range(len(periods)), asked)
    begun = beginnings(evidence)
    whole: dict[int, NetworkDay] = {}  # everyone's rows of a step, kept only for measures

    def of_steps() -> Iterator[NetworkDay]:
        for number in shown:
            everyone = _on(selection, evidence, periods[number])
            if sign:
                everyone = everyone.taken(np.flatnonzero(of_sign(everyone.network, sign)))
            if wanted:
                whole[number] = everyone
            yield chosen(everyone, periods[number])

    made = {}
    for number, (rows, numbers) in zip(shown, tallies(of_steps(), last_known(asked)), strict=True):
        made[number] = _row(selection, periods[number], rows, numbers, *ids) | {"starts": starts(begun, rows)._asdict()}
        if wanted:
            made[number]["measures"] = _measures(whole.pop(number).network, wanted, ids[0])
    nothing = not any(row["pairs"] for row in made.values())
    question = question_json(selection, actor=ids[0], other=ids[1])
    del question["asOf"]
    return framed(
        AlliancesSeriesAnswer,
        selection,
        question={**question, "from": days and days.earliest, "to": days and days.latest, "step": step, "at": at}
        | ({"sign": sign} if sign else {}),
        summary=_summary(list(made.values()), len(periods), asked.offset),
        rows=range(len(periods)),
        row_json=made.__getitem__,
        notes=[
            *(extent_notes(evidence) if nothing else []),
            AT[at],
            NO_ROW,
            *lens_notes(selection),
        ],
    )


def _on(selection: Asked, evidence: EvidenceColumns, period: Window) -> NetworkDay:
    a, b = period.earliest.toordinal(), period.latest.toordinal()
    return filter_network(selection, day(evidence, a, b, selection.question.max_gap_days)).rows


def _chosen(
    selection: Asked, evidence: EvidenceColumns, days: Window | None, actor: str | None, other: str | None
) -> Callable[[NetworkDay, Window], NetworkDay]:
    """What takes from the rows of a period those that are asked about: an actor's parts are those of the period."""
    if actor is None or days is None:
        return lambda rows, period: rows
    if other is not None:
        ends = among(evidence, {actor}), among(evidence, {other})
        return lambda rows, period: touching(rows, *ends)
    known = selection.links
    links = select_links_below(actor, known, days.earliest, days.latest)

    def around(rows: NetworkDay, period: Window) -> NetworkDay:
        parts = find_parts(actor, links, period.earliest, period.latest)
        return touching(rows, among(evidence, parts))

    return around


def _measures(network: Network, wanted: Sequence[str], actor: str | None) -> Json | None:
    """The measures of an actor among all pairs; None where it is in none."""
    nodes = list(network.nodes)
    return measured(network, wanted).of(nodes.index(actor)) if actor in nodes else None


def _row(
    selection: Asked, period: Window, rows: NetworkDay, found: NetworkTally, actor: str | None, other: str | None
) -> Json:
    pair = rows_json(selection, rows.evidence, told(rows, last_known(selection.question))) if other else []
    return {
        "start": period.earliest,
        "end": period.latest,
        "pairs": found.pairs,
        "friendly": found.friendly,
        "hostile": found.hostile,
        "neutral": found.neutral,
        "mixed": found.mixed,
        "certain": found.certain,
        "possible": found.pairs - found.certain,
        "actors": found.actors,
        "density": None if actor or found.density is None else round(found.density, 9),
        "components": None if actor else found.components,
        "friendlyComponents": None if actor else found.friendly_components,
        "pair": pair[0] if pair else None,
    }


def _summary(rows: Sequence[Json], steps: int, offset: int) -> str:
    """The pairs of the first and last step of a page and of the fullest one; which steps these are, if not all."""
    if not rows:
        return "No day to tell of."
    first, last = rows[0], rows[-1]
    most = max(rows, key=lambda row: int(row["pairs"]))
    which = plural(steps, "step")
    if len(rows) < steps:
        which = f"Steps {offset + 1:,} to {offset + len(rows):,} of {steps:,}"
    return (
        f"{which}: {plural(first['pairs'], 'pair')} {_when(first)}, {last['pairs']:,} {_when(last)}, "
        f"at most {most['pairs']:,} {_when(most)}."
    )


def _when(row: Json) -> str:
    return f"on {row['start']}" if row["start"] == row["end"] else f"in {row['start']} to {row['end']}"


def _show(data: Row) -> None:
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
    AnswerShape(AlliancesSeriesRow, "Alliances and hostilities over time", "signs"),
    _show,
)
