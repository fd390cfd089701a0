"""Incidents of Bayanat: what befell how many people, where and by whom. People are always groups; no name, title or
description of the export is read, since these may name them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from graph.dates.validity import ValidTime, read_event, read_sighting, read_state
from graph.dates.windows import MAX
from graph.errors import InvalidSource, InvalidStatement, TooLarge
from graph.model.counts import ReportedCount
from graph.model.statement import WrittenStatement
from graph.vocabulary import vocabulary
from ingest.adapter import Context, Row
from ingest.table import open_plain

if TYPE_CHECKING:
    from ingest.others.forms import FileStart

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
KEY = "id"
COLUMNS = (KEY, "events", "actor_relations")
LARGEST = 100_000_000  # bytes
START = re.compile(r'\{"(incident|actor|bulletin)s":')
SINGLE = "{} of Bayanat are of single people or pages; export incidents as JSON"
NOT_OF_MODEL = "events of a type that is not of the model"
NOBODY = "events of incidents to which nobody is related whom they befell"
NAMELESS = "events with persons as perpetrators, whose names are not read"
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T|\s|$)")


def recognises(start: "FileStart") -> bool:
    """An object whose first field is incidents, actors or bulletins, with the `class` that each entry has."""
    return bool(START.match("".join(start.text[:200].split()))) and '"class"' in start.text


def parse(path: Path) -> Iterator[Row]:
    """One dict an event, with the incident that it is of. Raises InvalidSource for what is no export of incidents."""
    with open_plain(path) as file:
        text = file.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise TooLarge(f"{path.name} has more than {LARGEST:,} bytes", parameter="file", hint="export it in parts")
    try:
        found = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InvalidSource(f"{path.name}: not JSON: {error}", parameter="file") from None
    if not isinstance(found, dict) or not isinstance(found.get("incidents"), list):
        of = next((name for name in ("actors", "bulletins") if name in found), "other exports")
        raise InvalidSource(f"{path.name}: {SINGLE.format(of)}", parameter="file")
    for incident in found["incidents"]:
        if not isinstance(incident, dict) or not isinstance(incident.get(KEY), int):
            raise InvalidSource(f"{path.name}: an incident without a number as its id", parameter="file")
        for event in incident.get("events") or ():
            yield {KEY: f"incident {incident[KEY]}, event {event.get(KEY)}", "incident": incident, "event": event}


def transform(context: Context, row: Row) -> Iterator[WrittenStatement]:
    """What an event of an incident says of the group of people related to it."""
    name, incident, event = row.pop(KEY), row.pop("incident"), row.pop("event")
    type_ = str((event.get("eventtype") or {}).get("title") or "").strip()
    words = WORDS["events"].get(type_.casefold())
    if words is None:
        context.leave_out(NOT_OF_MODEL)
        return
    number = len(_list_related(incident, WORDS["people"]))
    if not number:
        context.leave_out(NOBODY)
        return
    actors = _list_actors(context, incident)
    words = words.get("with_actor", words) if actors else words
    roles = {words["people"]: [_put_group(context, incident[KEY])]}
    if actors and "actor" in words:
        roles[words["actor"]] = actors
    place = _find_place(context, event.get("location"))
    if place and "place" in words:
        roles[words["place"]] = [place]
    violations = [f"violation: {one['title']}" for one in incident.get("potential_violations") or ()]
    is_state = vocabulary().predicates[words["says"]].is_state
    yield context.statement(
        key=context.key(str(incident[KEY]), str(event[KEY])), predicate=words["says"], roles=roles,
        about=(_put_event(context, incident[KEY]),), validity=_read_time(context, event, is_state=is_state),
        reading="inferred", terms=tuple(words.get("terms", ())),  # whom each event befell, the export does not say
        note="; ".join([f"type of event: {type_}", *violations]), cites=context.cite(name),
        count=ReportedCount(
            min=number, max=None, kind="stock" if is_state else "flow", wording=f"at least {number}", given=True
        ),
    )  # fmt: skip


def _list_related(incident: Row, ways: list[str]) -> list[Row]:
    """Those who are related to an incident in one of some ways."""
    return [
        relation.get("actor") or {} for relation in incident.get("actor_relations") or ()
        if any(str(way.get("title", "")).casefold() in ways for way in _list_ways(relation))
    ]  # fmt: skip


def _list_ways(relation: Row) -> list[Row]:
    found = relation.get("related_as") or []
    return found if isinstance(found, list) else [found]


def _list_actors(context: Context, incident: Row) -> list[str]:
    """The organisations that are named as those who did it; that there are persons too is told."""
    related = _list_related(incident, WORDS["actors"])
    named = [one for one in related if str(one.get("type")).casefold() == "entity" and one.get("name")]
    if len(named) < len(related):
        context.tell(NAMELESS)
    return list(dict.fromkeys(context.entity("Actor", str(one["name"]), WORDS["actor"]) for one in named))


def _put_group(context: Context, number: int) -> str:
    return context.entity("Group", f"people of incident {number}", WORDS["group"], id=f"people-{number}")


def _put_event(context: Context, number: int) -> str:
    return context.entity("Event", f"incident {number}", WORDS["event"], id=f"incident-{number}")


def _find_place(context: Context, location: Row | None) -> str | None:
    """The place of an event, with its point."""
    title = str((location or {}).get("title") or "").strip()
    if not location or not title:
        return None
    sort, level = (
        str((location.get(name) or {}).get("title") or "").casefold() for name in ("location_type", "admin_level")
    )
    is_point = sort == WORDS["point"]
    kind = WORDS["facility"] if is_point else WORDS["places"].get(level, WORDS["place"])
    point = location.get("latlng") or {}
    has_point = is_point and None not in (point.get("lat"), point.get("lng"))
    outside = (f"geo:{point['lat']},{point['lng']}",) if has_point else ()
    return context.entity("Place", title, kind, id=f"location-{location.get('id')}", external_ids=outside)


def _read_time(context: Context, event: Row, *, is_state: bool) -> ValidTime:
    """When an event was: a state lasts from its first to its last day, and may go on where there is none; anything else
    was on one of the days. An estimated day is about then; without any it was by when the file was made. Raises
    InvalidStatement for what is no day."""
    about = "~" if event.get("estimated") else ""
    first, last = (
        f"{day}{about}" if (day := _read_day(event.get(name), name)) else "" for name in ("from_date", "to_date")
    )
    if not first and not last:
        made = context.own.published.latest
        by_then = "XXXX" if made == MAX else f"[..{made.isoformat()}]"
        return read_sighting(by_then, context.own.published) if is_state else read_event(by_then)
    if is_state:
        return read_state({"start": first or f"[..{last}]", "end": last or f"[{first}..]"}, context.own.published)
    return read_event(f"[{first}..{last}]" if first and last and first != last else first or last)


def _read_day(written: Any, name: str) -> str:
    if not written:
        return ""
    if found := DAY.match(str(written)):
        return found[1]
    raise InvalidStatement(f"{name} {written!r} is no day", parameter=name, value=str(written))
