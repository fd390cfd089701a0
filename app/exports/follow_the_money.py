"""FollowTheMoney: entities as lines of JSON, and the same as its statements in CSV, each of a value in a dataset.

A statement is an Event whose name says who says what, so that a denial or a plan never reads as a fact. A link leads
from it to each entity that it names, with the role, and to each statement that it responds to, with the stance; its
source is a Document, its proof. What FollowTheMoney has no property for is text in `notes`.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TextIO

import orjson

from app.answers.records import position_json
from app.exports.records import StatementRecord, stream_records
from app.exports.sheet import bound
from graph.model.entities import NamedEntity
from graph.selection.snapshot import Snapshot

SCHEMAS = {"Place": "Address", "Event": "Event", "Group": "Organization", "Nationality": "LegalEntity"}
ACTORS = {
    "person": "Person", "anonymous": "LegalEntity", **dict.fromkeys(
        ("state", "government", "ministry", "court", "armed_force", "office", "international_organisation"),
        "PublicBody",
    ),
}  # fmt: skip
# the type of a property as its statements name it; all others are of the type that is their name
TYPES = {
    "alias": "name", "author": "string", "publisher": "string", "role": "string", "recordId": "string",
    "keywords": "string", "sourceUrl": "url", "notes": "text", "summary": "text", "startDate": "date",
    "endDate": "date", "publishedAt": "date", "retrievedAt": "date", "title": "string", "fileName": "string",
    "latitude": "number", "longitude": "number", "full": "address",
    "wikidataId": "identifier", "proof": "entity", "involved": "entity", "location": "address", "subject": "entity",
    "object": "entity",
}  # fmt: skip
COLUMNS = ("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang",
           "original_value", "external", "first_seen", "last_seen", "id")  # fmt: skip
BASE = "id"  # the property by which a statement says that there is the entity
NOTED = ("polarity", "mode", "reading", "whole", "parts", "terms", "timeKind", "timeWritten", "timeSpread",
         "earliestStart", "latestStart", "earliestEnd", "latestEnd", "plannedEnd", "timeLinked", "countMin", "countMax",
         "countKind", "countUnit", "countOf", "countSince", "countWording", "countGiven", "saidByName",
         "saidByAnonymous", "saidOn", "saidEarliest", "saidLatest", "knownFrom", "knownEarliest", "knownLatest",
         "sourcePublishedOn", "locator", "start", "end", "sha256", "note", "codedBy", "checkedBy", "reviewState",
         "openedIn")  # fmt: skip


class Proxy(NamedTuple):
    """An entity as FollowTheMoney has it, and the dataset that it is of."""

    id: str
    schema: str
    properties: Mapping[str, list[str]]
    dataset: str


def write_entities(out: TextIO, view: Snapshot) -> None:
    """Entities as lines of JSON, as `ftm` commands take them."""
    for proxy in list_proxies(view):
        content = {"id": proxy.id, "schema": proxy.schema, "properties": proxy.properties,
                   "datasets": [proxy.dataset]}  # fmt: skip
        out.write(orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE).decode())


def write_statements(out: TextIO, view: Snapshot) -> None:
    """One line per value of an entity."""
    writer = csv.writer(out, dialect=csv.unix_dialect)
    writer.writerow(COLUMNS)
    for proxy in list_proxies(view):
        values = [(prop, value) for prop, some in proxy.properties.items() for value in some]
        keys = [_hash_value(proxy, prop, value) for prop, value in values]
        digest = hashlib.sha1("".join(sorted(keys)).encode(), usedforsecurity=False).hexdigest()
        for (prop, value), key in zip(
            [(BASE, digest), *values], [_hash_value(proxy, BASE, digest), *keys], strict=True
        ):
            kind = BASE if prop == BASE else TYPES.get(prop, prop)
            writer.writerow([proxy.id, proxy.id, prop, kind, proxy.schema, value, proxy.dataset, None, None, None,
                             "f", None, None, key])  # fmt: skip


def _hash_value(proxy: Proxy, prop: str, value: str) -> str:
    """The id of a statement, worked out as FollowTheMoney does."""
    key = f"{proxy.dataset}.{proxy.id}.{prop}.{value}"
    return hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()


def list_proxies(view: Snapshot) -> Iterator[Proxy]:
    """All that a data version holds: entities, sources, statements and their links."""
    yield from (_make_entity(view, one) for one in view.directory if view.directory.find_canonical(one.id) == one.id)
    for source in view.sources.values():
        publisher = view.directory.get(source.publisher).name if source.publisher else None
        yield _make_proxy(
            _source_id(source.id), "Document", source.id, name=source.title, title=source.title, publisher=publisher,
            fileName=source.text_file or source.id, publishedAt=source.published.earliest.isoformat(),
            retrievedAt=source.retrieved_on, sourceUrl=source.url,
            notes=[f"published on: {source.published_on}", source.licence and f"licence: {source.licence}",
                   source.text_sha256 and f"sha256 of the text: {source.text_sha256}"],
        )  # fmt: skip
    for record in stream_records(view):
        yield from _list_of_statement(record)


def _make_entity(view: Snapshot, one: NamedEntity) -> Proxy:
    schema = SCHEMAS.get(one.label) or ACTORS.get(one.kind, "Organization")
    position = position_json(view, one)
    members = [view.directory.by_id[id_] for id_ in view.directory.list_members(one.id)]
    names = [name for member in members for name in member.every_name if name != one.name]
    outside = dict(item.split(":", 1) for member in members for item in member.external_ids)
    return _make_proxy(
        _entity_id(one.id), schema, one.dataset or "whoholds", name=one.name, alias=names,
        full=one.name if schema == "Address" else None, wikidataId=outside.get("wikidata"),
        latitude=position and str(position["latitude"]), longitude=position and str(position["longitude"]),
        keywords=[one.label, one.kind],
        notes=[f"external id: {scheme}:{value}" for scheme, value in outside.items()],
    )  # fmt: skip


def _list_of_statement(record: StatementRecord) -> Iterator[Proxy]:
    values, dataset = record.values, record.statement.dataset
    id_ = _statement_id(record.statement.id)
    starts, ends = (
        [values[name] for name in names if name in values] if outer in values else []
        for outer, names in (
            ("earliestStart", ("earliestStart", "latestStart")),
            ("latestEnd", ("earliestEnd", "latestEnd")),
        )
    )
    seen = [day.isoformat() for day in record.statement.validity.window if bound(day)] if not starts or not ends else []
    yield _make_proxy(
        id_, "Event", dataset, name=record.sentence, summary=record.sentence, recordId=values["key"],
        startDate=starts, endDate=ends, date=seen, sourceUrl=values.get("sourceUrl"), publisher=values["sourceTitle"],
        proof=_source_id(values["source"]), keywords=[values["predicate"], values["polarity"], values["mode"]],
        location=[one.name for _, one in record.roles if one.label == "Place"],
        notes=[f"{name}: {_write_value(values[name])}" for name in NOTED if name in values],
    )  # fmt: skip
    ties: list[tuple[str, str, list[str]]] = [
        ("said by", _entity_id(values["saidBy"]), []),
        *((role, _entity_id(one.id), []) for role, one in record.roles),
    ]
    ties += [(to.stance, _statement_id(to.id), [f"scope: {to.scope}"]) for to in record.responds_to]
    ties += [("fulfils", _statement_id(plan), []) for plan in record.statement.fulfils]
    for role, other, notes in ties:
        link = f"{id_}-{role.replace(' ', '-')}-{other}"
        yield _make_proxy(link, "UnknownLink", dataset, subject=id_, object=other, role=role, summary=notes)


def _make_proxy(id_: str, schema: str, dataset: str, **given: Any) -> Proxy:
    properties = {}
    for name, value in given.items():
        listed = [value] if isinstance(value, str) else value or []
        if found := [text for text in dict.fromkeys(listed) if text]:
            properties[name] = found
    return Proxy(id_, schema, properties, dataset)


def _write_value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _entity_id(id_: str) -> str:
    return f"entity-{id_}"


def _source_id(id_: str) -> str:
    return f"source-{id_}"


def _statement_id(id_: str) -> str:
    return f"statement-{id_}"
