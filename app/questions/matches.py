"""Who may be the same, in different sources: /v1/matches."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from typing_extensions import TypedDict

from app.fields import Field
from app.parameters import DatasetName, PageParameters
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.names import Ref
from app.schemas.pages import Page
from app.terminal import in_table

if is_answering(__name__):
    from datetime import date

    from app.answers.question import Asked
    from app.answers.records import list_rows
    from app.sentences import open_writer
    from graph.dates.validity import Bounds
    from graph.dates.windows import MAX, MIN
    from graph.errors import NotFound
    from graph.evidence.matches import Proposal, Reason, compare_days
    from graph.selection.snapshot import Snapshot


class MatchReason(TypedDict):
    about: Literal["names", "kind", "place", "time", "ids", "others"]
    says: str


class MatchSide(Ref):
    source: Annotated[str, Field(description="the source that has the id")]


class MatchCommands(TypedDict):
    """What to run to judge a pair; a reason may be added by --why."""

    same: str
    different: str
    unsure: str


class ProposedPair(TypedDict):
    first: MatchSide
    second: MatchSide
    weight: Annotated[float, Field(description="0 to 1, to sort by; no probability")]
    reasons: Annotated[list[MatchReason], Field(description="what speaks for their being one")]
    doubts: Annotated[list[MatchReason], Field(description="what speaks against it")]
    commands: MatchCommands


class MatchesAnswer(Page):
    rows: list[ProposedPair]


def matches(selection: Asked, source: DatasetName = None) -> MatchesAnswer:
    """Pairs of entities of different sources that may be one, with what speaks for it and against it; the weightiest
    come first. Nothing is joined by this: a judgement is recorded by a command. Pairs on which somebody judged are
    not among them."""
    view = selection.view
    known = view.dataset_ids
    if source is not None and source not in known:
        raise NotFound(
            f"no source that is loaded has the id {source!r}; there are {', '.join(known) or 'none'}",
            parameter="source",
            value=source,
        )
    proposals = view.proposals
    datasets = {entity.id: entity.dataset for entity in view.directory}
    found = [one for one in proposals.found if source is None or source in {datasets[id_] for id_ in one.ids}]
    summary = open_writer(selection).records.write_matches(len(found))
    write_common = open_writer(selection).notes.write_common_names
    notes = [write_common(proposals.left_out)] if proposals.left_out else []
    page = list_rows(selection, found, summary, notes)
    canonical = view.directory.find_canonical
    days = _find_days(view, {canonical(id_) for one in page["rows"] for id_ in one.ids})
    rows = [_match_json(selection, one, datasets, days) for one in page["rows"]]
    return cast(MatchesAnswer, {**page, "rows": rows})


def _find_days(view: Snapshot, ids: set[str]) -> dict[str, tuple[date, date]]:
    """The first and the last day that statements tell of each canonical id; none where nothing bounded is said."""
    found: dict[str, tuple[date, date]] = {}
    for statement in view.select_mentions(ids) if ids else []:
        span = _find_span(statement.bounds)
        mentioned = {id_ for roles in (*statement.roles.values(), statement.about) for id_ in roles}
        for id_ in ids & mentioned if span else ():
            assert span is not None
            first, last = found.get(id_, span)
            found[id_] = min(first, span[0]), max(last, span[1])
    return found


def _find_span(bounds: Bounds) -> tuple[date, date] | None:
    every = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end)
    days = [day for day in every if day not in (MIN, MAX)]
    return (min(days), max(days)) if days else None


def _match_json(
    selection: Asked, proposal: Proposal, datasets: dict[str, str], days: dict[str, tuple[date, date]]
) -> ProposedPair:
    view, (one, other) = selection.view, proposal.ids
    reasons, doubts = list(proposal.reasons), list(proposal.doubts)
    spans = [days.get(view.directory.find_canonical(id_)) for id_ in proposal.ids]
    if spans[0] and spans[1] and (compared := compare_days(spans[0], spans[1])):
        (reasons if compared[0] else doubts).append(compared[1])
    entities = [view.directory.by_id[id_] for id_ in proposal.ids]
    first, second = (
        MatchSide(id=entity.id, name=entity.name, kind=entity.kind, source=datasets[entity.id]) for entity in entities
    )
    return {
        "first": first,
        "second": second,
        "weight": proposal.weight,
        "reasons": [_reason_json(reason) for reason in reasons],
        "doubts": [_reason_json(reason) for reason in doubts],
        "commands": {
            "same": f"whoholds same {one} {other}",
            "different": f"whoholds different {one} {other}",
            "unsure": f"whoholds same --unsure {one} {other}",
        },
    }


def _reason_json(reason: Reason) -> MatchReason:
    return {"about": reason.about.value, "says": reason.says}


COLUMNS = {
    "weight": lambda row: f"{row['weight']:.2f}",
    "one": lambda row: f"{row['first']['name']} ({row['first']['id']}, {row['first']['source']})",
    "the other": lambda row: f"{row['second']['name']} ({row['second']['id']}, {row['second']['source']})",
    "for it": lambda row: "; ".join(reason["says"] for reason in row["reasons"]),
    "against it": lambda row: "; ".join(reason["says"] for reason in row["doubts"]),
}
QUESTION = Question(
    "/matches",
    matches,
    PageParameters,
    AnswerShape(ProposedPair, "Who may be the same"),
    in_table(COLUMNS),
    tag="records",
)
