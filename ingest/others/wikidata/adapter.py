"""Items of Wikidata: what their claims say of who is part of, a member of or at the head of what, from when to when."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import InvalidStatement
from graph.model.sources import WrittenSource
from graph.model.statement import WrittenStatement
from graph.vocabulary import vocabulary
from ingest.adapter import Context, Row
from ingest.keys import hash_text
from ingest.others.wikidata.items import WORDS, Item, find_kind, find_value_id, list_claims, make_entity, read_items
from ingest.others.wikidata.references import describe_publishers, find_reference
from ingest.others.wikidata.times import read_claim_time

if TYPE_CHECKING:
    from ingest.others.forms import FileStart

KEY = "id"
COLUMNS = (KEY,)
FILES_STAND_SIDE_BY_SIDE = True  # a file has some items, and says nothing of others
KNOWN = "items"  # in the memory of a context: the head of each item of the file, by its id
NOT_OF_MODEL = "claims of properties that are not of the model"
DEPRECATED = "claims that Wikidata has as deprecated"
NO_VALUE = "claims without a value that is known"
TOO_EARLY = "references of a day before what they are given for"
ADDRESS = "https://www.wikidata.org/wiki/"
DAY = re.compile(r"([12][0-9]{3}-[0-9]{2}-[0-9]{2})T")


def recognises(start: "FileStart") -> bool:
    """An object with items, or an item a line: each has `claims` and is of the type `item`."""
    text = re.sub(r"\s", "", start.text[:4096])
    return bool(re.match(r'\[?\{"entities":\{"Q[0-9]', text)) or (
        bool(re.match(r'\[?\{', text)) and '"type":"item"' in text and '"id":"Q' in text
    )  # fmt: skip


def begin(context: Context, path: Path) -> None:
    """Keep what each item of the file is, and its names: claims name items that come later."""
    context.memory[KNOWN] = {
        item["id"]: {name: item.get(name) for name in ("labels", "aliases")} | {"kind": find_kind(item)}
        for item in read_items(path)
    }


def parse(path: Path) -> Iterator[Row]:
    """One dict a claim, with the item that it is of."""
    for item in read_items(path):
        for claim in list_claims(item):
            yield {KEY: claim.get("id", ""), "item": item, "claim": claim}


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """What a claim says by Wikidata, and that each of its references with an address says so."""
    item, claim = row.pop("item"), row.pop("claim")
    snak, rank = claim["mainsnak"], claim.get("rank", "normal")
    words = WORDS["properties"].get(snak["property"])
    if words is None:
        context.leave_out(NOT_OF_MODEL)
        return
    if rank == "deprecated":
        context.leave_out(DEPRECATED)
        return
    other = find_value_id(snak)
    if other is None:
        context.leave_out(NO_VALUE)
        return
    source, seen_by = _make_item_source(context, item)
    own = _find_item(context, item["id"], None)
    value = _find_item(context, other, words.get("label") or context.labels[own])
    subject, object_ = (value, own) if words.get("turned") else (own, value)
    is_state = vocabulary().predicates[words["says"]].is_state
    roles = {"subject": [subject], "object": [object_]}
    key = (item["id"], hash_text(str(claim.get("id"))))
    own_time = read_claim_time(claim, is_state, source.published, seen_by)
    yield context.statement(
        key=context.key(*key), predicate=words["says"], roles=roles, note=_describe(claim, rank), validity=own_time,
        cites=context.cite(f"{snak['property']} ({words['name']})", source),
    )  # fmt: skip
    for reference in claim.get("references", ()):
        cited = find_reference(context, reference, seen_by)
        if cited is None:
            continue
        if cited.published.latest < own_time.window.earliest:
            context.leave_out(TOO_EARLY)
            continue
        yield context.statement(
            key=context.key(*key, hash_text(str(reference.get("hash")))), predicate=words["says"], roles=roles,
            validity=read_claim_time(claim, is_state, cited.published, seen_by),
            cites=context.cite(f"reference of {snak['property']} ({words['name']})", cited),
            note=f"in Wikidata from {named}" if (named := describe_publishers(reference)) else None,
        )  # fmt: skip


def _make_item_source(context: Context, item: Item) -> tuple[WrittenSource, str]:
    """The page of an item as a source, and the day of its last change."""
    found = DAY.match(str(item.get("modified", "")))
    day = found[1] if found else context.own.published_on.strip("[]").rpartition("..")[2]
    published, reason = (day, None) if found else (context.own.published_on, context.own.published_reason)
    source = context.source(
        item["id"], title=f"Wikidata item {item['id']}", publisher=context.publisher, published=published,
        reason=reason, url=f"{ADDRESS}{item['id']}", licence=context.form.licence,
    )  # fmt: skip
    return source, day


def _find_item(context: Context, id_: str, label: str | None) -> str:
    """The entity of an item; of one that the file does not have, the label is that of what is said of it."""
    if not re.fullmatch(r"[A-Z][0-9]{1,12}", id_):
        raise InvalidStatement(f"{id_!r} is no id of an item", parameter="id", value=id_)
    known: dict[str, Any] | None = context.memory[KNOWN].get(id_)
    found, kind = (known or {}).get("kind") or (label or "Actor", None)
    entity_id = f"{context.prefix}{id_.lower()}"
    if entity_id in context.entities:
        return entity_id
    return context.put(
        make_entity(id_, context.prefix, found, kind or WORDS["kinds"].get(found, "organisation"), known)
    )


def _describe(claim: dict[str, Any], rank: str) -> str:
    """The rank, and the qualifiers that are no times."""
    times = set(WORDS["time"].values())
    parts = [f"rank {rank}"]
    for property_, snaks in claim.get("qualifiers", {}).items():
        named = [found for snak in snaks if (found := find_value_id(snak))]
        if property_ not in times:
            parts.append(f"qualifier {property_} {' '.join(named)}".strip())
    return "; ".join(parts)
