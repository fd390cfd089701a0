"""How two entities are tied by what statements say, the shortest paths first: `whoholds paths`, /v1/paths."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import DayParameters, Direction, ExcludeKinds, Kinds, MaxHops, PathFrom, PathTo, TimeRespecting
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.counts import Range
from app.schemas.evidence import Certainty, Denier, Support
from app.schemas.names import Named, Ref
from app.schemas.pages import EvidenceQuestion, Page
from app.schemas.statements import Statement
from app.terminal import Row, in_table

if is_answering(__name__):
    from app.answers.alliances import column_lens_notes
    from app.answers.frame import frame_answer, question_json
    from app.answers.notes import possibly_public_count_notes
    from app.answers.question import Asked, Common, as_of_json, cut_page
    from app.answers.shapes import bound_json, denials_json, entity_ref, entity_refs, speakers_json, statement_json
    from app.sentences import open_writer
    from app.sentences.notes import FixedNote, LeftOutWhat
    from app.sentences.paths import find_paths_facts
    from graph.alliances.paths.hops import DescribedHop, describe_paths, name_nodes
    from graph.alliances.paths.question import MOST_PATHS, PathFindings, PathLimits, find_paths
    from graph.alliances.paths.search import MOST_HOPS, Walk
    from graph.dates.windows import MIN, Window
    from graph.errors import InvalidInput
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


DIRECTIONS = ("any", "forward")


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
    limits = _read_limits(asked, max_hops, direction, kinds, exclude_kinds, time_respecting)
    # by default a journey may be made on any day up to today
    at_any_time = limits.in_turn and not asked.as_of_given
    path_selection = selection.replace_days(Window(MIN, asked.as_of.latest)) if at_any_time else selection
    findings = find_paths(path_selection, source, target, limits, min(asked.offset + asked.limit, MOST_PATHS) + 1)
    is_over_limit = len(findings.walks) > MOST_PATHS
    walks = findings.walks[:MOST_PATHS]
    shown, _, _ = cut_page(walks, asked)
    rows = _make_path_rows(selection, findings, shown)
    answer = frame_answer(
        PathsAnswer,
        selection,
        question=_path_question_json(selection, findings),
        summary=open_writer(selection).records.write_paths(
            find_paths_facts(selection, findings, was_stopped=findings.cut is not None)
        ),
        rows=walks,
        row_json={walk: row for walk, (row, _) in rows.items()}.__getitem__,
        notes=[
            *_few_speakers_notes(selection, findings),
            *_search_limit_notes(selection, findings, is_over_limit),
            *possibly_public_count_notes(
                selection, sum(row["knownCertainty"] == "possible" for row, _ in rows.values()), len(rows)
            ),
            *_old_custody_notes(selection, [hop for _, hops in rows.values() for hop in hops]),
            *column_lens_notes(selection, signed=False),
            open_writer(selection).notes.write_fixed(FixedNote.PATH_MEANING),
        ],
    )
    return {**answer, "truncated": answer["truncated"] or is_over_limit or findings.cut is not None}


def _read_limits(
    asked: Common, max_hops: str, direction: str, kinds: str | None, exclude_kinds: str | None, in_turn: bool
) -> PathLimits:
    """The parameters as written. Raises InvalidInput naming the parameter."""
    if asked.explain:
        hint = "every hop has its statements; include=statements shows them whole"
        raise InvalidInput("include=explain is not for paths", parameter="include", value="explain", hint=hint)
    if in_turn and asked.max_gap_days is not None:
        raise InvalidInput(
            "max_gap_days and time_respecting do not go together: a journey goes by each predicate's own days",
            parameter="max_gap_days",
            value=asked.max_gap_days,
        )
    if not str(max_hops).isdecimal() or not 1 <= int(max_hops) <= MOST_HOPS:
        raise InvalidInput(f"max_hops: {max_hops!r}; expected 1 to {MOST_HOPS}", parameter="max_hops", value=max_hops)
    if direction not in DIRECTIONS:
        expected = " or ".join(DIRECTIONS)
        raise InvalidInput(f"direction: {direction!r}; expected {expected}", parameter="direction", value=direction)
    return PathLimits(
        max_hops=int(max_hops),
        forward=direction == "forward",
        kinds=_read_names(kinds),
        exclude_kinds=_read_names(exclude_kinds),
        in_turn=in_turn,
    )


def _read_names(written: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in (written or "").split(",") if (name := part.strip())))


def _path_question_json(selection: Asked, found: PathFindings) -> dict[str, object]:
    limits = found.limits
    return {
        **question_json(selection, **{"from": found.source, "to": found.target}),
        **(as_of_json(selection.question) if limits.in_turn else {}),
        "maxHops": limits.max_hops,
        "direction": "forward" if limits.forward else "any",
        "kinds": list(limits.kinds) or None,
        "excludeKinds": list(limits.exclude_kinds) or None,
        "timeRespecting": limits.in_turn,
    }


def _few_speakers_notes(selection: Asked, found: PathFindings) -> list[str]:
    least, writer = selection.question.min_independent, open_writer(selection).notes
    return [writer.write_too_few_speakers(LeftOutWhat.LINKS, found.few_speakers, least)] if found.few_speakers else []


def _search_limit_notes(selection: Asked, found: PathFindings, is_over_limit: bool) -> list[str]:
    """Notes on the limits that the search reached."""
    writer, notes, shortest = open_writer(selection).tie_notes, list[str](), found.shortest
    if found.cut is not None:
        notes.append(writer.write_stopped_search(found.cut))
    if is_over_limit:
        notes.append(writer.write_more_paths(MOST_PATHS))
    if not found.walks and shortest is not None and shortest > found.limits.max_hops:
        notes.append(writer.write_shortest(shortest))
    return notes


def _old_custody_notes(selection: Asked, hops: Sequence[DescribedHop]) -> list[str]:
    """The note on hops based on custody that was only seen on another day."""
    old = {(hop.a, hop.b) for hop in hops if hop.has_old_custody}
    return [open_writer(selection).tie_notes.write_old_custody(len(old))] if old else []


def _make_path_rows(
    selection: Asked, found: PathFindings, shown: Sequence[Walk]
) -> dict[Walk, tuple[PathRow, list[DescribedHop]]]:
    """The row of each path, with its hops."""
    names, paths = name_nodes(selection, shown), describe_paths(selection, found, shown)
    hops = {id(hop): hop for path in paths for hop in path}
    hops_json = {number: _path_hop_json(selection, hop, in_turn=found.limits.in_turn) for number, hop in hops.items()}
    return {
        walk: (_path_row_json(selection.view, ids, [hops_json[id(hop)] for hop in path], found.is_certain(walk)), path)
        for walk, ids, path in zip(shown, names, paths, strict=True)
    }


def _path_row_json(view: Snapshot, ids: Sequence[str], hops: list[PathHop], certain: bool) -> PathRow:
    return {
        "entities": entity_refs(view, ids),
        "length": len(hops),
        "certainty": "certain" if certain else "possible",
        "knownCertainty": "possible" if any(hop["knownCertainty"] == "possible" for hop in hops) else "certain",
        "contested": any(hop["contested"] for hop in hops),
        "hops": hops,
    }


def _path_hop_json(selection: Asked, hop: DescribedHop, *, in_turn: bool) -> PathHop:
    view, statements = selection.view, hop.statements
    return {
        "a": entity_ref(view, hop.a),
        "b": entity_ref(view, hop.b),
        "direction": hop.direction,
        "kinds": list(hop.kinds),
        "relations": list(hop.relations),
        "certainty": hop.certainty,
        "support": hop.support_kind,
        "gapDays": hop.gap_days,
        "knownCertainty": hop.known_certainty,
        "earliest": bound_json(hop.days.earliest) if in_turn else None,
        "latest": bound_json(hop.days.latest) if in_turn else None,
        "contested": bool(hop.denials),
        "deniedBy": denials_json(view, hop.denials),
        "independentSpeakers": speakers_json(view, statements),
        "statements": [statement_json(view, s) for s in statements]
        if selection.question.full_statements
        else [s.id for s in statements],
    }


ARROWS = {"forward": "->", "backward": "<-", "both": "--"}


def _write_path(row: Row) -> str:
    """Such as `United States -- allied_with -- SDF -> holds -> ISIS suspects`."""
    words: str = row["hops"][0]["a"]["name"]
    for hop in row["hops"]:
        arrow = ARROWS[hop["direction"]]
        days = f" {hop['earliest'] or '..'}/{hop['latest'] or '..'}" if hop["earliest"] or hop["latest"] else ""
        words += f" {arrow} {', '.join(hop['relations'])}{days} {arrow} {hop['b']['name']}"
    return words


def _write_certainty(row: Row) -> str:
    sure: str = row["certainty"]
    return sure + ("; denied" if row["contested"] else "")


COLUMNS: terminal.Columns = {"hops": lambda row: row["length"], "path": _write_path, "how sure": _write_certainty}
QUESTION = Question(
    "/paths",
    paths,
    DayParameters,
    AnswerShape(
        PathRow,
        "How two are tied to one another",
        about=("entities", "length", "certainty"),
        statements=("hops.statements",),
    ),
    in_table(COLUMNS),
)
