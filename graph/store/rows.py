"""Statements, entities and sources as rows of the store, and back."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import orjson

from graph.dates.linked_dates import parse_linked_times
from graph.dates.validity import Bounds, ValidTime
from graph.dates.windows import Window
from graph.evidence.speakers import Withdrawal
from graph.model.counts import ReportedCount
from graph.model.entities import WrittenEntity
from graph.model.languages import parse_languages, write_languages
from graph.model.names import GivenNames
from graph.model.sources import Archive, MovesClaim, WrittenSource
from graph.model.statement import OPEN, Citation, Response, Review, StoredReply, StoredStatement, WrittenStatement
from graph.spelling import fold_name
from graph.vocabulary import vocabulary

Row = dict[str, Any]
ARCHIVE = {
    "archiveUrl": "url",
    "archiveFile": "file",
    "archiveSha256": "sha256",
    "archiveRecord": "record",
    "archiveStamp": "stamp",
    "archiveAuthority": "authority",
}  # properties of a source, and the fields of its Archive


def make_statement_row(statement: WrittenStatement) -> Row:
    """What `write/statements` takes, but for days as text, and record and openedIn, which the load gives."""
    filled = _drop_empty(_make_properties(statement))
    row = {
        "properties": filled,
        "saidBy": statement.said_by,
        "source": statement.cites.source,
        "cites": make_citation_row(statement.cites),
        "dataset": statement.dataset,
    }
    # what follows from others may change without the statement
    own = {n: v for n, v in filled.items() if n not in _make_times(statement)} if statement.linked else filled
    filled["digest"] = hash_row(row | {"properties": own})
    return row


def make_times_row(statement: WrittenStatement | StoredStatement, record: str) -> Row:
    """What `write/refresh_times` takes: all that follows for a statement from others that bound its dates."""
    return {"record": record, "properties": _make_times(statement)}


def write_days_as_text(properties: Row) -> Row:
    """Properties for a query that makes dates of ISO text itself: the driver takes very long to send a date."""
    return properties | {name: value.isoformat() for name, value in properties.items() if isinstance(value, date)}


def make_refresh_row(statement: WrittenStatement, record: str) -> Row:
    """What `write/refresh_statements` takes: properties that the statement has no more are null, which removes them."""
    row = make_statement_row(statement)
    return {"record": record, "properties": _make_properties(statement) | row["properties"], "cites": row["cites"]}


def _make_times(statement: WrittenStatement | StoredStatement) -> Row:
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


def _make_properties(statement: WrittenStatement) -> Row:
    count = statement.count
    return {
        **_make_times(statement),
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
        "codedBy": statement.review.coded_by,
        "checkedBy": statement.review.checked_by,
        "state": statement.review.state,
        "internal": statement.internal or None,
        "closedIn": OPEN,
    }


def make_citation_row(cites: Citation) -> Row:
    return _drop_empty({"locator": cites.locator, "start": cites.start, "end": cites.end, "sha256": cites.sha256})


def make_role_rows(statement: WrittenStatement, record: str) -> dict[str, list[Row]]:
    """Rows for `write/role`, by role in capitals."""
    links = {role.upper(): ids for role, ids in statement.roles.items()} | {"ABOUT": statement.about}
    return {edge: [{"record": record, "entity": id_} for id_ in ids] for edge, ids in links.items() if ids}


def make_entity_row(entity: WrittenEntity, dataset: str) -> Row:
    """What `write/entity` takes, but for version."""
    aliases = [*entity.aliases, *entity.internal_aliases]
    properties = {
        "label": entity.label,
        "name": entity.name,
        "kind": entity.kind,
        "aliases": aliases,
        "externalIds": list(entity.external_ids),
        "namesByLanguage": write_languages(entity.languages),
        "text": make_search_text(entity.name, (*aliases, *(name for _, name in entity.languages))),
        "dataset": dataset,
    }
    marks: Row = {"internal": entity.internal or None, "internalAliases": list(entity.internal_aliases) or None}
    properties |= {"digest": hash_row({**properties, **_drop_empty(marks)}), "internal": marks["internal"]}
    return {"id": entity.id, "label": entity.label, "properties": properties}


def make_names_row(names: GivenNames) -> Row:
    """What `write/names` puts on an edge, but for its versions."""
    return {
        "name": names.name,
        "aliases": list(names.aliases),
        "namesByLanguage": write_languages(names.languages),
        "externalIds": list(names.external_ids),
        **({"internalAliases": list(names.internal_aliases)} if names.internal_aliases else {}),
    }


def make_shown_names(names: GivenNames) -> Row:
    """The properties of an entity that follow from all its names."""
    assert names.name is not None
    every_alias = (*names.aliases, *(name for _, name in names.languages))
    return make_names_row(names) | {"text": make_search_text(names.name, every_alias)}


def parse_names(row: Mapping[str, Any]) -> GivenNames:
    """The names of an edge of `write/names`, or of an entity."""
    return GivenNames(
        name=row.get("name"),
        aliases=tuple(row.get("aliases") or ()),
        languages=parse_languages(row.get("namesByLanguage") or ()),
        external_ids=tuple(row.get("externalIds") or ()),
        internal_aliases=tuple(row.get("internalAliases") or ()),
    )


def make_search_text(name: str, aliases: Iterable[str]) -> str:
    """What full-text search looks through."""
    return " | ".join(dict.fromkeys(fold_name(text) for text in (name, *aliases)))


def make_source_row(source: WrittenSource, dataset: str) -> Row:
    """What `write/sources` takes, but for version; a property that the source has no more is null, which removes it."""
    properties = {
        "dataset": dataset,
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
    archive = {name: source.archive and getattr(source.archive, field) for name, field in ARCHIVE.items()}
    later = (
        claims | archive | {"internal": source.internal or None}
    )  # what came into the model later leaves the digest of a source without it as it was
    content = {**properties, "publisher": source.publisher, "related": source.related, **_drop_empty(later)}
    properties |= later | {"digest": hash_row(content)}
    return {"id": source.id, "properties": properties}


def hash_row(row: Mapping[str, Any]) -> str:
    """A hash of everything that is stored, so that a load finds what changed."""
    return hashlib.sha256(orjson.dumps(row, option=orjson.OPT_SORT_KEYS)).hexdigest()[:20]


def parse_statement(row: Mapping[str, Any], canonical: Callable[[str], str], version: int = OPEN) -> StoredStatement:
    """One row of the statement queries. `canonical` gives the canonical id of an id.

    What a load after `version` closed is open still.
    """
    node, roles = row["statement"], parse_roles(row["roles"], canonical)
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
        said=parse_window(node, "said"),
        known_from=node["knownFrom"],
        known=parse_window(node, "known"),
        validity=parse_validity(node),
        count=parse_count(node),
        whole=node.get("whole", False),
        terms=tuple(node.get("terms") or ()),
        parts=node.get("parts"),
        cites=Citation(source=row["source"], **row["cites"]),
        note=node.get("note"),
        review=parse_review(node),
        linked=parse_linked_times(node["linked"]) if node.get("linked") else None,
        opened_in=node["openedIn"],
        closed_in=node["closedIn"] if node["closedIn"] <= version else OPEN,
        responses=_parse_replies(row["responses"], canonical),
        responds_to=_parse_replies(row["respondsTo"], canonical),
        fulfils=tuple(sorted(set(row["fulfils"]))),
        fulfilled_by=tuple(sorted(set(row["fulfilledBy"]))),
    )


def restore_statement(
    row: Mapping[str, Any], responds_to: Iterable[Response], fulfils: Iterable[str]
) -> WrittenStatement:
    """A statement as it was written, of one row of `read/all_statements` and what it responds to and fulfils.

    It keeps the id that the store has: not all that an id is made of is stored, such as the order of joint holders.
    """
    node, roles = row["statement"], parse_roles(row["roles"], lambda id_: id_)
    return WrittenStatement(
        key=node["key"],
        dataset=node["dataset"],
        predicate=node["predicate"],
        about=roles.pop("about", ()),
        roles=roles,
        said_by=row["saidBy"],
        cites=Citation(source=row["source"], **row["cites"]),
        validity=parse_validity(node),
        said=parse_window(node, "said"),
        known=parse_window(node, "known"),
        said_on=node.get("saidOn"),
        known_from=node["knownFrom"],
        polarity=node["polarity"],
        mode=node["mode"],
        reading=node["reading"],
        count=parse_count(node),
        whole=node.get("whole") or False,
        terms=tuple(node.get("terms") or ()),
        responds_to=tuple(sorted(responds_to, key=lambda one: (one.key, one.stance, one.scope))),
        fulfils=tuple(sorted(fulfils)),
        parts=node.get("parts"),
        note=node.get("note"),
        linked=parse_linked_times(node["linked"]) if node.get("linked") else None,
        review=parse_review(node),
        internal=node.get("internal") or False,
        given_id=node["id"],
    )


def parse_source(row: Mapping[str, Any]) -> WrittenSource:
    """One row of `read/sources`."""
    node = row["source"]
    return WrittenSource(
        id=node["id"],
        title=node["title"],
        publisher=row["publisher"] or "",
        published_on=node["publishedOn"],
        published=parse_window(node, "published"),
        published_reason=node.get("publishedReason"),
        url=node.get("url"),
        licence=node.get("licence"),
        retrieved_on=node.get("retrievedOn"),
        text_file=node.get("textFile"),
        text_length=node.get("textLength"),
        text_sha256=node.get("textSha256"),
        archive=_parse_archive(node),
        related=tuple(sorted((kind, other) for kind, other in row["related"])),
        rows=node.get("rows"),
        covers=tuple(MovesClaim.from_text(text) for text in node.get("covers") or ()),
        internal=node.get("internal", False),
    )


def _parse_archive(node: Row) -> Archive | None:
    found = {field: node.get(name) for name, field in ARCHIVE.items()}
    return Archive(**found) if any(found.values()) else None


def parse_withdrawal(row: Row, said_by: str) -> Withdrawal:
    """One row of `read/responses`; `said_by` stands for who said it."""
    return Withdrawal(
        row["by"]["id"], row["of"]["id"], said_by, parse_window(row, "known"), parse_window(row, "firstKnown"),
        row.get("state"),
    )  # fmt: skip


def parse_roles(pairs: list[list[str]], canonical: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    roles: dict[str, list[str]] = {}
    for edge, id_ in pairs:
        roles.setdefault(edge.lower(), []).append(canonical(id_))
    return {role: tuple(sorted(set(ids))) for role, ids in sorted(roles.items())}


def _parse_replies(rows: list[Row], canonical: Callable[[str], str]) -> tuple[StoredReply, ...]:
    replies = {
        StoredReply(
            r["id"],
            r["key"],
            r["stance"],
            r["scope"],
            canonical(r["saidBy"]),
            parse_window(r, "known"),
            state=r.get("state"),
        )
        for r in rows
    }
    return tuple(sorted(replies, key=lambda reply: (reply.key, reply.stance)))


def parse_validity(node: Row) -> ValidTime:
    bounds = Bounds(*(parse_day(node[name]) for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")))
    return ValidTime(
        node["validityKind"], node["validityWritten"], node.get("spread", False), bounds, node.get("plannedEnd")
    )


def parse_count(node: Row) -> ReportedCount | None:
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


def parse_review(node: Mapping[str, Any]) -> Review:
    return Review(node.get("codedBy"), node.get("checkedBy"), node.get("state"))


def parse_window(node: Row, name: str) -> Window:
    return Window(parse_day(node[f"{name}Earliest"]), parse_day(node[f"{name}Latest"]))


def parse_day(value: Any) -> date:
    """A day as a query gives it: ISO text, or the driver's own date."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, date) else value.to_native()


def _drop_empty(properties: Row) -> Row:
    return {name: value for name, value in properties.items() if value is not None}
