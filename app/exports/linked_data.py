"""JSON-LD with one context: statements are schema.org claims and PROV-O entities, their times of OWL-Time and EDTF.

A time is an interval whose start and end each lie in an interval (`startsIn`, `endsIn`), since sources are vague; a
bound that nobody gave is left out. Roles, predicates and the like are under `urn:whoholds:`.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import orjson

from app.answers.records import position_json
from app.exports.records import StatementRecord, stream_records
from graph.model.entities import NamedEntity
from graph.model.sources import WrittenSource
from graph.selection.snapshot import Snapshot
from graph.vocabulary import ROLES

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_ID = {"@type": "@id"}
_DAY = {"@type": "xsd:date"}
TEXTS = ("key", "dataset", "predicate", "polarity", "mode", "reading", "parts", "terms", "timeKind", "timeLinked",
         "countKind", "countUnit", "countOf", "countWording", "locator", "note", "codedBy", "checkedBy",
         "reviewState")  # fmt: skip
NUMBERS = ("countMin", "countMax", "start", "end", "openedIn", "whole", "timeSpread", "countGiven")
WRITTEN = ("plannedEnd", "saidOn", "knownFrom", "countSince")  # days as written
DAYS = ("saidEarliest", "saidLatest", "knownEarliest", "knownLatest")
CONTEXT: dict[str, Any] = {
    "@vocab": "urn:whoholds:",
    "wh": "urn:whoholds:", "prov": "http://www.w3.org/ns/prov#", "schema": "https://schema.org/",
    "time": "http://www.w3.org/2006/time#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#", "owl": "http://www.w3.org/2002/07/owl#",
    "name": "schema:name", "alternateName": "schema:alternateName", "text": "schema:text",
    "url": {"@id": "schema:url", **_ID}, "publisher": {"@id": "schema:publisher", **_ID},
    "datePublished": {"@id": "schema:datePublished", "@type": EDTF},
    "license": "schema:license", "sha256": "schema:sha256",
    "saidBy": {"@id": "prov:wasAttributedTo", **_ID}, "author": {"@id": "schema:author", **_ID},
    "source": {"@id": "prov:wasQuotedFrom", **_ID}, "appearance": {"@id": "schema:appearance", **_ID},
    "hasTime": "time:hasTime", "hasBeginning": "time:hasBeginning", "hasEnd": "time:hasEnd",
    "inDate": {"@id": "time:inXSDDate", **_DAY}, "edtf": {"@id": "wh:edtf", "@type": EDTF},
    **{name: {"@id": f"wh:{name}", **_DAY} for name in DAYS},
    **{name: {"@id": f"wh:{name}", "@type": EDTF} for name in WRITTEN},
    **{role: {"@id": f"wh:{role}", **_ID} for role in (*ROLES, "about")},
    **{stance: {"@id": f"wh:{stance}", **_ID}
       for stance in ("denies", "confirms", "corrects", "qualifies", "questions", "declines", "respondsTo", "fulfils")},
    "sameAs": {"@id": "owl:sameAs", **_ID}, "latitude": "geo:lat", "longitude": "geo:long",
    "relation": {"@id": "prov:wasDerivedFrom", **_ID},
}  # fmt: skip
ACTS = {"Actor": ["Actor", "prov:Agent"], "Place": ["Place", "schema:Place"], "Event": ["Event", "schema:Event"]}


def json_ld(view: Snapshot) -> Iterator[str]:
    """The file in pieces, to be written as UTF-8."""
    yield f'{{"@context":{orjson.dumps(CONTEXT).decode()},\n"@graph":[\n'
    for number, node in enumerate(_list_nodes(view)):
        yield (",\n" if number else "") + orjson.dumps(node).decode()
    yield "\n]}\n"


def _list_nodes(view: Snapshot) -> Iterator[dict[str, Any]]:
    yield from (_make_entity(view, one) for one in view.directory)
    yield from (_make_source(one) for one in view.sources.values())
    for record in stream_records(view):
        yield _make_statement(record)
    for one in view.judgements:
        yield {"@id": _name("judgement", one.id), "@type": "Judgement", "verdict": one.verdict, "judged": list(one.ids),
               "judgedBy": one.by, "judgedOn": one.on, "why": one.why}  # fmt: skip


def _make_entity(view: Snapshot, one: NamedEntity) -> dict[str, Any]:
    canonical, position = view.directory.find_canonical(one.id), position_json(view, one)
    languages = [{"@value": name, "@language": tag} for tag, name in one.languages]
    return _drop_none({
        "@id": _name("entity", one.id), "@type": ACTS.get(one.label, [one.label]), "name": one.name,
        "alternateName": [*one.aliases, *languages], "kind": one.kind, "externalId": list(one.external_ids),
        "sameAs": _name("entity", canonical) if canonical != one.id else None,
        "latitude": position and position["latitude"], "longitude": position and position["longitude"],
        "uncertaintyMetres": position and position["uncertaintyMetres"],
    })  # fmt: skip


def _make_source(one: WrittenSource) -> dict[str, Any]:
    return _drop_none({
        "@id": _name("source", one.id), "@type": ["prov:Entity", "schema:CreativeWork"], "name": one.title,
        "publisher": _name("entity", one.publisher) if one.publisher else None, "datePublished": one.published_on,
        "url": one.url, "license": one.licence, "sha256": one.text_sha256, "retrievedOn": one.retrieved_on,
        "relation": [_name("source", other) for _, other in one.related],
        "relationKind": [f"{kind} {other}" for kind, other in one.related],
        "rows": one.rows, "covers": [claim.to_text() for claim in one.covers],
    })  # fmt: skip


def _make_statement(record: StatementRecord) -> dict[str, Any]:
    values, statement = record.values, record.statement
    speaker, source = _name("entity", values["saidBy"]), _name("source", values["source"])
    named: dict[str, list[str]] = {}
    for role, one in record.roles:
        named.setdefault(role, []).append(_name("entity", one.id))
    for to in statement.responds_to:
        named.setdefault(to.stance, []).append(_name("statement", to.id))
    scopes = [f"{to.stance} {to.scope} {to.id}" for to in statement.responds_to]
    return _drop_none({
        "@id": _name("statement", statement.id), "@type": ["Statement", "schema:Claim", "prov:Entity"],
        "text": record.sentence, "saidBy": speaker, "author": speaker, "source": source, "appearance": source,
        **{name: values[name] for name in (*TEXTS, *NUMBERS, *WRITTEN, *DAYS) if name in values},
        "citedSha256": values.get("sha256"), "hasTime": _make_time(values), **named, "responseScope": scopes,
        "fulfils": [_name("statement", plan) for plan in statement.fulfils],
    })  # fmt: skip


def _make_time(values: Mapping[str, Any]) -> dict[str, Any]:
    return _drop_none({
        "@type": "time:Interval", "edtf": values["timeWritten"],
        "startsIn": _make_window(values, "earliestStart", "latestStart"),
        "endsIn": _make_window(values, "earliestEnd", "latestEnd"),
    })  # fmt: skip


def _make_window(values: Mapping[str, Any], first: str, last: str) -> dict[str, Any] | None:
    ends = {
        name: {"@type": "time:Instant", "inDate": values[bound]}
        for name, bound in (("hasBeginning", first), ("hasEnd", last))
        if bound in values
    }
    return {"@type": "time:Interval", **ends} if ends else None


def _name(kind: str, id_: str) -> str:
    return f"urn:whoholds:{kind}:{quote(id_, safe='')}"


def _drop_none(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value is not None and value != []}
