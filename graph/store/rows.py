"""Statements, entities and sources as rows of the store, and back."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import orjson

from graph.dates.linked_dates import parse_linked_times
from graph.dates.validity import Bounds, ValidTime
from graph.dates.windows import Window
from graph.evidence.retraction import Withdrawal
from graph.model.counts import ReportedCount
from graph.model.entities import WrittenEntity
from graph.model.sources import MovesClaim, WrittenSource
from graph.model.statement import OPEN, Citation, WrittenStatement
from graph.model.stored_statement import StoredReply, StoredStatement
from graph.spelling import fold_name
from graph.vocabulary import vocabulary

Row = dict[str, Any]


def statement_row(statement: WrittenStatement) -> Row:
    """What `write/statements` takes, but for days as text, and record and openedIn, which the load gives."""
    filled = _filled(_properties(statement))
    row = {
        "properties": filled,
        "saidBy": statement.said_by,
        "source": statement.cites.source,
        "cites": citation_row(statement.cites),
        "dataset": statement.dataset,
    }
    # what follows from others may change without the statement
    own = {n: v for n, v in filled.items() if n not in _times(statement)} if statement.linked else filled
    filled["digest"] = digest(row | {"properties": own})
    return row


def times_row(statement: WrittenStatement | StoredStatement, record: str) -> Row:
    """What `write/refresh_times` takes: all that follows for a statement from others that bound its dates."""
    return {"record": record, "properties": _times(statement)}


def days_as_text(properties: Row) -> Row:
    """Properties for a query that makes dates of ISO text itself: the driver takes very long to send a date."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in properties.items()}


def refreshed_row(statement: WrittenStatement, record: str) -> Row:
    """What `write/refresh_statements` takes: properties that the statement has no more are null, which removes them."""
    row = statement_row(statement)
    return {"record": record, "properties": _properties(statement) | row["properties"], "cites": row["cites"]}


def _times(statement: WrittenStatement | StoredStatement) -> Row:
    bounds = statement.validity.bounds
    return {
        "earliestStart": bounds.earliest_start,
        "latestStart": bounds.latest_start,
        "earliestEnd": bounds.earliest_end,
        "latestEnd": bounds.latest_end,
        "saidEarliest": statement.said.earliest,
        "saidLatest": statement.said.latest,
        "knownFrom": statement.known_from,
        "knownEarliest": statement.known.earliest,
        "knownLatest": statement.known.latest,
    }


def _properties(statement: WrittenStatement) -> Row:
    count = statement.count
    return {
        **_times(statement),
        "id": statement.id,
        "key": statement.key,
        "dataset": statement.dataset,
        "predicate": statement.predicate,
        "polarity": statement.polarity,
        "mode": statement.mode,
        "actual": vocabulary().modes[statement.mode].actual,
        "reading": statement.reading,
        "validityKind": statement.validity.kind,
        "validityWritten": statement.validity.written,
        "spread": statement.validity.spread or None,
        "plannedEnd": statement.validity.planned_end,
        "linked": statement.linked and statement.linked.to_text(),
        "saidOn": statement.said_on,
        "countMin": count and count.min,
        "countMax": count and count.max,
        "countKind": count and count.kind,
        "countUnit": count and count.unit,
        "countOf": count and count.of,
        "countSince": count and count.since,
        "countWording": count and count.wording,
        "whole": statement.whole or None,
        "terms": list(statement.terms) or None,
        "parts": statement.parts,
        "note": statement.note,
        "closedIn": OPEN,
    }


def citation_row(cites: Citation) -> Row:
    return _filled({"locator": cites.locator, "start": cites.start, "end": cites.end, "sha256": cites.sha256})


def role_rows(statement: WrittenStatement, record: str) -> dict[str, list[Row]]:
    """Rows for `write/role`, by role in capitals."""
    links = {role.upper(): ids for role, ids in statement.roles.items()} | {"ABOUT": statement.about}
    return {edge: [{"record": record, "entity": id_} for id_ in ids] for edge, ids in links.items() if ids}


def entity_row(entity: WrittenEntity, dataset: str) -> Row:
    """What `write/entity` takes, but for version."""
    properties = {
        "label": entity.label,
        "name": entity.name,
        "kind": entity.kind,
        "aliases": list(entity.aliases),
        "externalIds": list(entity.external_ids),
        "text": search_text(entity.name, entity.aliases),
        "dataset": dataset,
    }
    properties["digest"] = digest(properties)
    return {"id": entity.id, "label": entity.label, "properties": properties}


def search_text(name: str, aliases: Iterable[str]) -> str:
    """What full-text search looks through."""
    return " | ".join(dict.fromkeys(fold_name(text) for text in (name, *aliases)))


def source_row(source: WrittenSource) -> Row:
    """What `write/sources` takes, but for version; a property that the source has no more is null, which removes it."""
    properties = {
        "title": source.title,
        "publishedOn": source.published_on,
        "publishedEarliest": source.published.earliest,
        "publishedLatest": source.published.latest,
        "publishedReason": source.published_reason,
        "url": source.url,
        "licence": source.licence,
        "retrievedOn": source.retrieved_on,
        "textFile": source.text_file,
        "textLength": source.text_length,
        "textSha256": source.text_sha256,
    }
    claims = {"rows": source.rows, "covers": [claim.to_text() for claim in source.covers] or None}
    content = {**properties, "publisher": source.publisher, "related": source.related, **_filled(claims)}
    properties |= claims | {"digest": digest(content)}
    return {"id": source.id, "properties": properties}


def digest(row: Mapping[str, Any]) -> str:
    """A hash of everything that is stored, so that a load finds what changed."""
    return hashlib.sha256(orjson.dumps(row, option=orjson.OPT_SORT_KEYS)).hexdigest()[:20]


def recorded(row: Mapping[str, Any], canonical: Callable[[str], str], version: int = OPEN) -> StoredStatement:
    """One row of the statement queries. `canonical` gives the entity that stands for an id.

    What a load after `version` closed is open still.
    """
    node, roles = row["statement"], roles_of(row["roles"], canonical)
    return StoredStatement(
        id=node["id"],
        key=node["key"],
        dataset=node["dataset"],
        predicate=node["predicate"],
        polarity=node["polarity"],
        mode=node["mode"],
        reading=node["reading"],
        about=roles.pop("about", ()),
        roles=roles,
        said_by=canonical(row["saidBy"]),
        said_on=node.get("saidOn"),
        said=window_of(node, "said"),
        known_from=node["knownFrom"],
        known=window_of(node, "known"),
        validity=validity_of(node),
        count=count_of(node),
        whole=node.get("whole", False),
        terms=tuple(node.get("terms") or ()),
        parts=node.get("parts"),
        cites=Citation(source=row["source"], **row["cites"]),
        note=node.get("note"),
        linked=parse_linked_times(node["linked"]) if node.get("linked") else None,
        opened_in=node["openedIn"],
        closed_in=node["closedIn"] if node["closedIn"] <= version else OPEN,
        responses=_replies(row["responses"], canonical),
        responds_to=_replies(row["respondsTo"], canonical),
        fulfils=tuple(sorted(set(row["fulfils"]))),
        fulfilled_by=tuple(sorted(set(row["fulfilledBy"]))),
    )


def source(row: Mapping[str, Any]) -> WrittenSource:
    """One row of `read/sources`."""
    node = row["source"]
    return WrittenSource(
        id=node["id"],
        title=node["title"],
        publisher=row["publisher"] or "",
        published_on=node["publishedOn"],
        published=window_of(node, "published"),
        published_reason=node.get("publishedReason"),
        url=node.get("url"),
        licence=node.get("licence"),
        retrieved_on=node.get("retrievedOn"),
        text_file=node.get("textFile"),
        text_length=node.get("textLength"),
        text_sha256=node.get("textSha256"),
        related=tuple(sorted((kind, other) for kind, other in row["related"])),
        rows=node.get("rows"),
        covers=tuple(MovesClaim.from_text(text) for text in node.get("covers") or ()),
    )


def withdrawal(row: Row, said_by: str) -> Withdrawal:
    """One row of `read/withdrawals`; `said_by` stands for who said it."""
    return Withdrawal(row["by"], row["of"], said_by, window_of(row, "known"), window_of(row, "firstKnown"))


def roles_of(pairs: list[list[str]], canonical: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    roles: dict[str, list[str]] = {}
    for edge, id_ in pairs:
        roles.setdefault(edge.lower(), []).append(canonical(id_))
    return {role: tuple(sorted(set(ids))) for role, ids in sorted(roles.items())}


def _replies(rows: list[Row], canonical: Callable[[str], str]) -> tuple[StoredReply, ...]:
    replies = {
        StoredReply(r["id"], r["key"], r["stance"], r["scope"], canonical(r["saidBy"]), window_of(r, "known"))
        for r in rows
    }
    return tuple(sorted(replies, key=lambda reply: (reply.key, reply.stance)))


def validity_of(node: Row) -> ValidTime:
    bounds = Bounds(*(day_of(node[name]) for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")))
    return ValidTime(
        node["validityKind"], node["validityWritten"], node.get("spread", False), bounds, node.get("plannedEnd")
    )


def count_of(node: Row) -> ReportedCount | None:
    if "countKind" not in node:
        return None
    return ReportedCount(
        min=node["countMin"],
        max=node.get("countMax"),
        kind=node["countKind"],
        unit=node["countUnit"],
        of=node.get("countOf"),
        since=node.get("countSince"),
        wording=node["countWording"],
    )


def window_of(node: Row, name: str) -> Window:
    return Window(day_of(node[f"{name}Earliest"]), day_of(node[f"{name}Latest"]))


def day_of(value: Any) -> date:
    """A day as a query gives it: ISO text, or the driver's own date."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, date) else value.to_native()


def _filled(properties: Row) -> Row:
    return {name: value for name, value in properties.items() if value is not None}
