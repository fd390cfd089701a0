"""How two entities are tied by what statements say, the shortest paths first: `whoholds paths`, /v1/paths."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import islice
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from app import terminal
from app.answers.asked import Asked
from app.answers.everyone import lens_notes
from app.answers.frame import framed, question_json
from app.answers.path_field import field_of, search_in
from app.answers.path_hops import Hops
from app.answers.path_question import Wanted, wanted
from app.answers.question import page
from app.answers.sentences import days, joined, no_statement, plural
from app.answers.shapes import Json, refs
from app.answers.span import as_of_json, in_words
from app.parameters.common import DayParameters
from app.parameters.fields import Direction, ExcludeKinds, Kinds, MaxHops, PathFrom, PathTo, TimeRespecting
from app.question import Question
from app.schemas import (
    Certainty,
    Denier,
    EvidenceQuestion,
    Named,
    Page,
    Range,
    Ref,
    Statement,
    Support,
)
from app.tables import AnswerShape
from app.terminal import Row, in_table
from graph.alliances.paths.search import Search, Walk
from graph.dates.windows import Window
from graph.selection.snapshot import Snapshot


class PathHop(TypedDict):
    a: Ref
    b: Ref
    direction: Annotated[
        Literal["forward", "backward", "both"], Field(description="of its statements, seen from a to b")
    ]
    kinds: Annotated[list[str], Field(description="types of edges")]
    relations: Annotated[list[str], Field(description="predicates")]
    certainty: Certainty
    support: Support
    gapDays: int | None
    knownCertainty: Certainty
    earliest: Annotated[
        date | None, Field(description="a journey takes it no earlier; null where time_respecting is not asked")
    ]
    latest: Annotated[date | None, Field(description="and no later")]
    contested: bool
    deniedBy: list[Denier]
    independentSpeakers: Range | None
    statements: Annotated[list[Statement] | list[str], Field(description="ids; whole with include=statements")]


class PathRow(TypedDict):
    entities: Annotated[list[Ref], Field(description="from end to end, none twice")]
    length: Annotated[int, Field(description="how many hops")]
    certainty: Annotated[Certainty, Field(description="certain: every hop is, one after another where that is asked")]
    knownCertainty: Certainty
    contested: bool
    hops: list[PathHop]


_PathEnds = TypedDict("_PathEnds", {"from": Named, "to": Named})


class PathsQuestion(EvidenceQuestion, _PathEnds):
    asOf: str | None
    maxHops: int
    direction: Literal["any", "forward"]
    kinds: list[str] | None
    excludeKinds: list[str] | None
    timeRespecting: bool


class PathsAnswer(Page):
    question: PathsQuestion
    rows: list[PathRow]


MOST = 10_000


NO_MEANING = "a path shows what is said of each hop, not that its ends have to do with one another"


def paths(
    selection: Asked,
    source: PathFrom,
    target: PathTo,
    max_hops: MaxHops = "4",
    direction: Direction = "any",
    kinds: Kinds = None,
    exclude_kinds: ExcludeKinds = None,
    time_respecting: TimeRespecting = False,
) -> PathsAnswer:
    """One row per path. What statements say of two entities, however many, is one hop."""
    asked = selection.question
    want = wanted(selection, source, target, max_hops, direction, kinds, exclude_kinds, time_respecting)
    field = field_of(selection, want)
    notes: list[str] = []
    search = search_in(selection, want, field, notes)
    most = min(asked.offset + asked.limit, MOST)
    found = list(islice(search.paths(want.max_hops), most + 1)) if search else []
    over = len(found) > MOST
    found = found[:MOST]
    shown, more, _ = page(found, asked)
    hops = Hops(selection, field.all, field.days, shown, in_turn=want.time_respecting)
    rows = {walk: _row(selection.view, hops, walk, field.is_certain(walk)) for walk in shown}
    answer = framed(
        PathsAnswer,
        selection,
        question={
            **question_json(selection, **{"from": want.source, "to": want.target}),
            **(as_of_json(asked) if want.time_respecting else {}),
            **want.json(),
        },
        summary=_summary(
            selection,
            want,
            field.days,
            [hops.ids(walk) for walk in found[:1]],
            _how_many(len(found), more, over, search is not None and search.cut is not None),
        ),
        rows=found,
        row_json=rows.__getitem__,
        notes=[
            *notes,
            *_bounds(search, want, found, over),
            *_unsure(rows.values()),
            *hops.notes(),
            NO_MEANING,
            *lens_notes(selection, signed=False),
        ],
    )
    cut = over or (search is not None and search.cut is not None)
    return {**answer, "truncated": answer["truncated"] or cut}


def _bounds(search: Search | None, want: Wanted, found: Sequence[Walk], over: bool) -> list[str]:
    """Which bound the search met."""
    if search is None:
        return []
    notes = []
    if search.cut is not None:
        notes.append(f"the search was stopped: paths of {search.cut} hops or more may be missing")
    if over:
        notes.append(f"there are more than {MOST:,} paths; the first {MOST:,} are given. kinds and max_hops limit them")
    far = search.shortest
    if not found and far is not None and far > want.max_hops:
        notes.append(f"no way is shorter than {far} hops; max_hops={far} looks so far")
    return notes


def _unsure(rows: Collection[Json]) -> list[str]:
    """How many of the rows shown were only possibly public by the day of known_at."""
    unsure = sum(row["knownCertainty"] == "possible" for row in rows)
    return [f"{unsure} of {len(rows)} rows were only possibly public by then"] if unsure else []


def _row(view: Snapshot, hops: Hops, walk: Walk, certain: bool) -> Json:
    made = hops.of(walk)
    return {
        "entities": refs(view, hops.ids(walk)),
        "length": len(made),
        "certainty": "certain" if certain else "possible",
        "knownCertainty": "possible" if any(hop["knownCertainty"] == "possible" for hop in made) else "certain",
        "contested": any(hop["contested"] for hop in made),
        "hops": made,
    }


def _how_many(found: int, more: bool, over: bool, cut: bool) -> tuple[str, int]:
    """`more than` or `at least`, where not all were looked for, with the number; one of a page more was looked for."""
    if over or more:
        return "more than ", found if over else found - 1
    return "at least " if cut else "", found


def _summary(
    selection: Asked,
    want: Wanted,
    when: Window,
    shortest: Sequence[Sequence[str]],
    many: tuple[str, int],
) -> str:
    view, asked = selection.view, selection.question
    one, other = (view.directory.get(id_).name for id_ in (want.source, want.target))
    told = in_words(when).strip() if want.time_respecting else days(asked)
    within = f"within {plural(want.max_hops, 'hop')}"
    bound, number = many
    if not shortest and bound:
        return f"The search for a path from {one} to {other} {told}, {within}, was stopped before it found one."
    if not shortest:
        sure = " for certain" if asked.certainty == "certain" else ""
        return f"{no_statement(asked).replace('tells', 'ties')} {one} to {other}{sure} {told}, {within}."
    over = joined([view.directory.get(id_).name for id_ in shortest[0][1:-1]])
    alone = number == 1 and not bound
    first = f"{'it' if alone else 'one of the shortest'} leads over {over}" if over else "the shortest is direct"
    ties = "ties" if alone else "tie"
    in_turn = " in the order of time" if want.time_respecting else ""
    paths = f"{bound}{plural(number, 'path')} {within}"
    return f"{told[0].upper()}{told[1:]}, {paths} {ties} {one} to {other}{in_turn}; {first}."


ARROWS = {"forward": "->", "backward": "<-", "both": "--"}


def _path(row: Row) -> str:
    """Such as `United States -- allied_with -- SDF -> holds -> ISIS suspects`."""
    told: str = row["hops"][0]["a"]["name"]
    for hop in row["hops"]:
        arrow = ARROWS[hop["direction"]]
        days = f" {hop['earliest'] or '..'}/{hop['latest'] or '..'}" if hop["earliest"] or hop["latest"] else ""
        told += f" {arrow} {', '.join(hop['relations'])}{days} {arrow} {hop['b']['name']}"
    return told


def _how_sure(row: Row) -> str:
    sure: str = row["certainty"]
    return sure + ("; denied" if row["contested"] else "")


COLUMNS: terminal.Columns = {"hops": lambda row: row["length"], "path": _path, "how sure": _how_sure}
QUESTION = Question(
    "/paths",
    paths,
    DayParameters,
    AnswerShape(PathRow, "How two are tied to one another"),
    in_table(COLUMNS),
)
