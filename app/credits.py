"""The line below a picture that says whose data it shows, where its answer is, and when it was drawn."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import Request

from app.answers.words import day_in_words
from app.page_addresses import is_view
from app.question import PREFIX
from graph.model.sources import WrittenSource
from graph.selection.snapshot import Snapshot

MOST_SOURCES = 5
MOST_STATEMENTS = 2_000  # whose sources are looked up one by one
# a licence by its name, which asks for a credit; anything else explains why there is none
LICENCE_NAME = re.compile(r"CC|OD|OGL|PDDL|MIT|Apache|GPL", re.ASCII)


def write_credit(request: Request, view: Snapshot, data: Mapping[str, Any]) -> str:
    """Such as `Sources: UCDP Dyadic Dataset, CC-BY-4.0 (...). https://..., 1 December 2026.`"""
    named = "; ".join(list_credits(view, data))
    sources = f"Sources: {named}. " if named else ""
    return f"{sources}{find_page_address(request)}, {day_in_words(date.today())}."


def list_credits(view: Snapshot, data: Mapping[str, Any]) -> list[str]:
    """One line for each source that the answer rests on, in the form that its licence asks for; five at most."""
    found = [_credit_source(source, view.directory.get(source.publisher).name) for source in _find_sources(view, data)]
    left = len(found) - MOST_SOURCES
    return [*found[:MOST_SOURCES], f"and {left} more"] if left > 0 else found


def find_base(request: Request) -> str:
    """The address of this service as its readers know it, such as https://whoholds.example."""
    settings = request.app.state.service.settings
    return (settings.public_url or str(request.base_url)).rstrip("/")


def find_page_address(request: Request) -> str:
    """Where readers find the answer: its view on the page, or the answer as data where there is none."""
    plain = request.scope["path"].removeprefix(PREFIX)
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{find_base(request)}{quote(plain if is_view(plain) else request.scope['path'])}{query}"


def _find_sources(view: Snapshot, data: Mapping[str, Any]) -> list[WrittenSource]:
    """The sources that the answer names, else those of its statements, else all that are loaded; by id."""
    ids = {id_ for id_ in _walk_sources(data) if id_ in view.sources}
    if not ids:
        listed = [row.get("statements") for row in data.get("rows", ()) if isinstance(row, Mapping)]
        statements = [id_ for ids in listed if isinstance(ids, list) for id_ in ids if isinstance(id_, str)]
        if 0 < len(statements) <= MOST_STATEMENTS:
            ids = {one.cites.source for one in view.select_by_ids(statements)}
    return [view.sources[id_] for id_ in sorted(ids)] if ids else list(view.loaded_sources)


def _walk_sources(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        source = value.get("source")
        if isinstance(source, Mapping) and isinstance(source.get("id"), str):
            yield source["id"]
        for part in value.values():
            yield from _walk_sources(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _walk_sources(part)


def _credit_source(source: WrittenSource, publisher: str) -> str:
    licence = (source.licence or "").strip()
    if LICENCE_NAME.match(licence):
        return f"{source.title}, {licence}"
    return source.title if publisher in source.title else f"{source.title} ({publisher})"
