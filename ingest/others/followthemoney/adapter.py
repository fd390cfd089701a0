"""Entities of FollowTheMoney: who is a member of, at the head of or after whom, where, and who paid whom."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from graph.dates.validity import ValidTime, read_event, read_sighting, read_state
from graph.errors import InvalidSource, InvalidStatement, TooLarge, WhoholdsError
from graph.model.addresses import check_web_address
from graph.model.entities import WrittenEntity
from graph.model.name_form import check_names
from graph.model.sources import WrittenSource
from graph.model.statement import WrittenStatement
from graph.vocabulary import vocabulary
from ingest.adapter import Context, Row
from ingest.files import LINE
from ingest.keys import OWN_KEY, hash_text
from ingest.table import LARGEST, LONGEST_LINE, open_plain

if TYPE_CHECKING:
    from ingest.others.forms import FileStart

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
KEY = "id"
COLUMNS = (KEY, "schema", "properties")
KNOWN = "entities"  # in the memory of a context: schema and names of each entity of the file, by its id
NOT_OF_MODEL = "entities of a schema that is not of the model"
PRIVATE = "addresses of persons"


def recognises(start: "FileStart") -> bool:
    """A line of JSON with an id, a schema and properties."""
    return {*COLUMNS} <= start.first_value.keys() and isinstance(start.first_value["properties"], dict)


def begin(context: Context, path: Path) -> None:
    """Keep what each entity is called: links name entities that come later."""
    keep_entities(context, parse(path))


def keep_entities(context: Context, rows: Iterable[Row]) -> None:
    """Keep schema and names of the entities in some rows."""
    context.memory[KNOWN] = {
        row[KEY]: (row["schema"], _list_names(row["properties"])) for row in rows
        if row["schema"] in WORDS["entities"]
    }  # fmt: skip


def parse(path: Path) -> Iterator[Row]:
    """One dict an entity, as it stands in its line. Raises InvalidSource for a line that is none, TooLarge."""
    size = 0
    with open_plain(path) as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), b""), 1):
            size += len(line)
            if len(line) > LONGEST_LINE or size > LARGEST:
                raise TooLarge(f"{path.name}:{number} is too large", parameter="file")
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InvalidSource(f"{path.name}:{number}: no JSON: {error}", parameter="file") from None
            if not isinstance(found, dict) or not {*COLUMNS} <= found.keys():
                expected = f"an object with {', '.join(COLUMNS)}"
                raise InvalidSource(f"{path.name}:{number}: expected {expected}", parameter="file")
            yield {name: found[name] for name in COLUMNS} | {LINE: number}


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """What a link says, or the entities that an entity names; each pair is a statement."""
    id_, schema, properties = row.pop(KEY), row.pop("schema"), dict(row.pop("properties"))
    unread = dict.fromkeys(properties)
    if schema in WORDS["entities"]:
        own = _find_entity(context, id_)
        for name, words in WORDS["properties"].items():
            others = properties.get(name, [])
            unread.pop(name, None)
            if others and words["says"] == WORDS["properties"]["addressEntity"]["says"] and schema in WORDS["private"]:
                context.leave_out(PRIVATE)
                continue
            for other in others:
                yield _say(context, id_, words["says"], own, _find_entity(context, other), properties, name)
        context.keep(own)
    elif words := WORDS["links"].get(schema):
        ends = [properties.get(words[end]) or [] for end in ("from", "to")]
        for name, found in zip((words["from"], words["to"]), ends, strict=True):
            unread.pop(name, None)
            if not found:
                raise InvalidStatement(f"{schema} without {name}", parameter=name, value=id_)
        for one, other in product(*ends):
            subject, object_ = _find_entity(context, one), _find_entity(context, other)
            yield _say(context, id_, words["says"], subject, object_, properties, schema)
    else:
        context.leave_out(NOT_OF_MODEL)
        return
    read = (*WORDS["names"], *WORDS["dates"].values(), *WORDS["noted"], *WORDS["ignored"], "sourceUrl", "publisher")
    context.unread.update(name for name in unread if name not in read)


def _list_names(properties: dict[str, list[str]]) -> list[str]:
    found = dict.fromkeys(" ".join(name.split()) for of in WORDS["names"] for name in properties.get(of, ()))
    address = properties.get("full", [])[:1] if not found else []
    return [name for name in (*found, *address) if _is_name(name)]


def _is_name(text: str) -> bool:
    try:
        check_names("", [text])
    except WhoholdsError:
        return False
    return bool(text)


def _find_entity(context: Context, id_: str) -> str:
    """The entity of an id of the file. Raises InvalidStatement where it has none of a schema that is of the model."""
    known: tuple[str, list[str]] | None = context.memory[KNOWN].get(id_)
    if known is None:
        raise InvalidStatement(f"no actor or place of the file has the id {id_!r}", parameter="id", value=id_)
    schema, names = known
    what = WORDS["entities"][schema]
    own = f"{context.prefix}{context.slug(id_)}"
    if own not in context.entities:
        name, aliases = (names[0], tuple(names[1:])) if names else (id_, ())
        context.put(WrittenEntity(id=own, name=name, aliases=aliases, external_ids=(f"ftm:{id_}",), **what))
    return own


def _say(
    context: Context, id_: str, predicate: str, subject: str, object_: str, properties: dict[str, list[str]], what: str
) -> WrittenStatement:
    own = id_ if re.fullmatch(OWN_KEY, id_) else hash_text(id_)
    source = _find_source(context, properties)
    notes = [f"{name}: {value}" for name in WORDS["noted"] for value in properties.get(name, ())]
    return context.statement(
        key=context.key(own, hash_text(f"{what} {subject} {object_}")), predicate=predicate,
        roles={"subject": [subject], "object": [object_]}, validity=_read_time(predicate, properties, source),
        cites=context.cite(f"{what} {id_}", source), note="; ".join(notes) or None,
    )  # fmt: skip


def _find_source(context: Context, properties: dict[str, list[str]]) -> WrittenSource:
    """The page that an entity names with its publisher; else the file."""
    urls, publishers = properties.get("sourceUrl", []), properties.get("publisher", [])
    try:
        url = check_web_address(urls[0]) if urls and publishers else None
    except WhoholdsError:
        url = None
    if url is None:
        return context.own
    return context.source(
        url, title=url, publisher=context.entity("Actor", publishers[0], "organisation"),
        published=context.own.published_on, reason=context.own.published_reason, url=url,
    )  # fmt: skip


def _read_time(predicate: str, properties: dict[str, list[str]], source: WrittenSource) -> ValidTime:
    """From the start to the end; with several days it is one of them. Without any, nobody says when."""
    start, end, at = (_join_days(properties.get(name, [])) for name in WORDS["dates"].values())
    if not vocabulary().predicates[predicate].is_state:
        return read_event(at or start or source.published_on)
    if start or end:
        return read_state(
            {"start": start or f"[..{_last(end)}]", "end": end or f"[{_first(start)}..]"}, source.published
        )
    return read_sighting(at or source.published_on, source.published)


def _join_days(days: list[str]) -> str:
    found = sorted({day[:10] for day in days})
    return f"[{','.join(found)}]" if len(found) > 1 else "".join(found)


def _first(days: str) -> str:
    return days.strip("[]").split(",")[0]


def _last(days: str) -> str:
    return days.strip("[]").split(",")[-1]
