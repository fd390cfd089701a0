"""Entities, statements and sources as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NotRequired, TypedDict, TypeVar, overload

from app.answers.question import Asked, Common
from app.schemas import counts
from app.schemas.counts import Count
from app.schemas.evidence import Denier
from app.schemas.names import Ref, Speaker
from app.schemas.sources import MovesCovered, Source, SourceArchive
from app.schemas.statements import BoundExplained, BoundReason, BoundsExplained, Cited, Reply, Statement, Validity
from graph.dates.validity import Bounds, ValidTime
from graph.dates.windows import MAX, MIN
from graph.disputes.denials import Denial
from graph.evidence.occurrences import list_copies
from graph.model.counts import Range, ReportedCount
from graph.model.sources import Archive, MovesClaim, WrittenSource
from graph.model.statement import DateReason, ReviewState, StoredReply, StoredStatement
from graph.selection.snapshot import Snapshot

Json = dict[str, Any]
MOST_STATEMENTS = 50  # of a row, in the default form
MOST_PLACES = 100


class ShownStatements(TypedDict):
    """The statements of a row that are shown, and the number of all of them."""

    statements: list[Statement]
    statementCount: int
    nextStatements: NotRequired[str | None]


class ShownPlaces(TypedDict):
    """The places that are shown, and the number of all of them."""

    places: list[Ref]
    placeCount: int


class FurtherFields(TypedDict, total=False):
    """Fields of a statement that only some have."""

    copyOf: str
    codedBy: str
    checkedBy: str
    state: ReviewState
    boundsExplained: BoundsExplained


T = TypeVar("T")


def bound_json(day: date) -> date | None:
    """A date bound for JSON: null if there is none."""
    return None if day in (MIN, MAX) else day


def entity_ref(view: Snapshot, id_: str) -> Ref:
    entity = view.directory.get(id_)
    return {"id": entity.id, "name": entity.name, "kind": entity.kind}


def entity_refs(view: Snapshot, ids: Iterable[str]) -> list[Ref]:
    return [entity_ref(view, id_) for id_ in ids]


def is_anonymous(view: Snapshot, id_: str) -> bool:
    return view.directory.get(id_).kind == "anonymous"


def speaker_json(view: Snapshot, id_: str) -> Speaker:
    return {"id": id_, "name": view.directory.get(id_).name, "anonymous": is_anonymous(view, id_)}


@overload
def range_json(range_: Range) -> counts.Range: ...
@overload
def range_json(range_: Range | None) -> counts.Range | None: ...
def range_json(range_: Range | None) -> counts.Range | None:
    return {"min": range_[0], "max": range_[1]} if range_ else None


def count_json(count: ReportedCount | None) -> Count | None:
    if count is None:
        return None
    return {
        "min": count.min,
        "max": count.max,
        "kind": count.kind,
        "unit": count.unit,
        "wording": count.wording,
        "of": count.of,
        "since": count.since,
    }


def validity_json(validity: ValidTime) -> Validity:
    bounds = validity.bounds
    return {
        "written": validity.written,
        "observed": validity.kind == "observed",
        "earliestStart": bound_json(bounds.earliest_start),
        "latestStart": bound_json(bounds.latest_start),
        "earliestEnd": bound_json(bounds.earliest_end),
        "latestEnd": bound_json(bounds.latest_end),
        "plannedEnd": validity.planned_end,
    }


def statement_json(view: Snapshot, statement: StoredStatement, copy_of: str | None = None) -> Statement:
    """A statement; `copy_of` is the key of the one whose figure it repeats."""
    return {
        "id": statement.id,
        "key": statement.key,
        "dataset": statement.dataset,
        "predicate": statement.predicate,
        "polarity": statement.polarity,
        "mode": statement.mode,
        "reading": statement.reading,
        "roles": {role: entity_refs(view, ids) for role, ids in statement.roles.items()},
        "terms": list(statement.terms),
        "validity": validity_json(statement.validity),
        "count": count_json(statement.count),
        "saidBy": speaker_json(view, statement.said_by),
        "saidOn": statement.said_on,
        "knownFrom": statement.known_from,
        "about": entity_refs(view, statement.about),
        "note": statement.note,
        "source": _cited_json(view, statement),
        "responses": [_reply_json(view, reply) for reply in statement.responses],
        "respondsTo": [_reply_json(view, reply) for reply in statement.responds_to],
        "openedIn": statement.opened_in,
        **_further_json(statement, copy_of),
    }


def statements_json(
    selection: Asked, statements: Sequence[StoredStatement], limit: int | None = None
) -> ShownStatements:
    """The statements of a row that are shown, and the number of all of them."""
    view = selection.view
    copied = {
        copy.statement.id: copy.of.key for copy in list_copies(statements, view.judgements, view.distinct_sources)
    }
    return {
        "statements": [
            statement_json(view, statement, copied.get(statement.id))
            for statement in select_shown(selection.question, statements, limit)
        ],
        "statementCount": len(statements),
    }


def select_shown(asked: Common, statements: Sequence[T], limit: int | None = None) -> Sequence[T]:
    """Which statements of a row are shown: the first `most` of many (MOST_STATEMENTS), or those that its cursor asks
    for, as many as `limit`; all of them with `include=statements`."""
    first = asked.statements_from.first if asked.statements_from else 0
    if asked.full_statements or (not first and len(statements) <= MOST_STATEMENTS):
        return statements[first:]
    if asked.statements_from and asked.limit_given:
        limit = asked.limit
    return statements[first : first + (limit or MOST_STATEMENTS)]


def places_json(selection: Asked, ids: Sequence[str]) -> ShownPlaces:
    """The first places, and `placeCount`, the number of all of them."""
    return {"places": shown_places_json(selection, ids), "placeCount": len(ids)}


def shown_places_json(selection: Asked, ids: Sequence[str]) -> list[Ref]:
    """The first MOST_PLACES places, or all with `include=statements`."""
    return entity_refs(selection.view, ids if selection.question.full_statements else ids[:MOST_PLACES])


def _further_json(statement: StoredStatement, copy_of: str | None) -> FurtherFields:
    further: FurtherFields = {"copyOf": copy_of} if copy_of else {}
    review = statement.review
    if review.coded_by:
        further["codedBy"] = review.coded_by
    if review.checked_by:
        further["checkedBy"] = review.checked_by
    if review.state:
        further["state"] = review.state
    if statement.reasons is not None:
        further["boundsExplained"] = _bounds_explained_json(statement.reasons, statement.bounds)
    return further


def _bounds_explained_json(reasons: Mapping[str, tuple[DateReason, ...]], bounds: Bounds) -> BoundsExplained:
    """The words and rules behind each date bound, first causes first."""

    def explain(day: date, name: str) -> BoundExplained:
        because: list[BoundReason] = [
            {"statement": step.statement, "key": step.key, "rule": step.rule, "date": bound_json(step.day)}
            for step in reasons[name]
        ]
        return {"date": bound_json(day), "because": because}

    return {
        "earliestStart": explain(bounds.earliest_start, "earliest_start"),
        "latestStart": explain(bounds.latest_start, "latest_start"),
        "earliestEnd": explain(bounds.earliest_end, "earliest_end"),
        "latestEnd": explain(bounds.latest_end, "latest_end"),
    }


def source_json(view: Snapshot, source: WrittenSource) -> Source:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": _name_publisher(view, source),
        "publishedOn": source.published_on,
        "publishedEarliest": bound_json(source.published.earliest),
        "publishedLatest": bound_json(source.published.latest),
        "publishedReason": source.published_reason,
        "retrievedOn": source.retrieved_on,
        "url": source.url,
        "licence": source.licence,
        "text": {"file": source.text_file, "length": source.text_length, "sha256": source.text_sha256}
        if source.text_file
        else None,
        "archive": _archive_json(source.archive),
        "related": [{"kind": kind, "source": other} for kind, other in source.related],
        "rows": source.rows,
        "covers": [_moves_claim_json(view, claim) for claim in source.covers],
    }


def _archive_json(archive: Archive | None) -> SourceArchive | None:
    if archive is None:
        return None
    return {
        "url": archive.url,
        "file": archive.file,
        "sha256": archive.sha256,
        "record": archive.record,
        "stamp": archive.stamp,
        "authority": archive.authority,
    }


def _moves_claim_json(view: Snapshot, claim: MovesClaim) -> MovesCovered:
    return {
        "moves": "all",
        "group": entity_ref(view, claim.group),
        "holders": entity_refs(view, claim.holders),
        "places": entity_refs(view, claim.places),
        "from": claim.first,
        "to": claim.last,
    }


def denials_json(view: Snapshot, denials: Iterable[Denial]) -> list[Denier]:
    return [
        {**speaker_json(view, denial.said_by), "scope": denial.scope, "statement": denial.statement}
        for denial in denials
    ]


def _cited_json(view: Snapshot, statement: StoredStatement) -> Cited:
    cites, source = statement.cites, view.sources[statement.cites.source]
    return {
        "id": source.id,
        "title": source.title,
        "publisher": _name_publisher(view, source),
        "publishedOn": source.published_on,
        "url": source.url,
        "locator": cites.locator,
        "start": cites.start,
        "end": cites.end,
        "sha256": cites.sha256,
    }


def _name_publisher(view: Snapshot, source: WrittenSource) -> str | None:
    return view.directory.get(source.publisher).name if source.publisher else None


def _reply_json(view: Snapshot, reply: StoredReply) -> Reply:
    return {
        "id": reply.id,
        "key": reply.key,
        "stance": reply.stance,
        "scope": reply.scope,
        "saidBy": speaker_json(view, reply.said_by),
    }


def count_independent(view: Snapshot, statements: Iterable[StoredStatement]) -> Range:
    """The least and greatest number of independent speakers behind statements."""
    return view.speakers.count_independent(statements)


def speakers_json(view: Snapshot, statements: Iterable[StoredStatement]) -> counts.Range | None:
    return range_json(count_independent(view, statements))
