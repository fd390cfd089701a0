"""Rows of Cypher queries, people's own or from the cookbook: /v1/cypher, /v1/queries and `whoholds cypher`."""

import difflib
import re
from collections.abc import Mapping
from threading import Event
from typing import Annotated, Any

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from app.answers.saved_queries import QueryOutline, QueryParameter
from app.answers.shapes import Json
from graph.cypher.header import Header, read_header
from graph.errors import InvalidInput, NotFound
from graph.store.reading.reader import Reader
from graph.store.researchers.query import run_query


class CypherQuestion(BaseModel):
    query: str = Field(description="read-only Cypher")
    parameters: dict[str, Any] = Field(default_factory=dict, description="by name, without the dollar")
    limit: int = Field(default=1_000, ge=1, le=10_000)


class TableAnswer(TypedDict):
    columns: list[str]
    rows: list[dict[str, Any]]
    truncated: bool
    notes: list[str]
    dataVersion: int


class SavedQuery(TypedDict):
    name: str
    title: str
    about: str
    parameters: list[QueryParameter]
    own: Annotated[bool, Field(description="whether it is the user's own, and not of the cookbook")]


class SavedQueryWithText(SavedQuery):
    text: Annotated[str, Field(description="of the query, to be changed and sent to /v1/cypher")]


class SavedQueryAnswer(TableAnswer):
    query: SavedQueryWithText


class QueriesAnswer(TypedDict):
    rows: list[SavedQuery]


DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def cypher(
    reader: Reader,
    text: str,
    parameters: Mapping[str, Any] | None = None,
    limit: int = 1_000,
    left: Event | None = None,
) -> Json:
    """{"columns", "rows", "truncated", "notes", "dataVersion"}; raises as graph.store.researchers.query.run does.

    Setting `left` (the client disconnected) ends the query.
    """
    result = run_query(reader.store, text, parameters, limit, left=left)
    return {**result, "notes": result["notes"] + _text_date_notes(read_header(text), parameters or {})}


def queries(found: Mapping[str, QueryOutline]) -> Json:
    """Each query that has a name, with its title and parameters."""
    return {"rows": [_query_json(outline) for outline in found.values()]}


def saved_query(
    reader: Reader, outline: QueryOutline, parameters: Mapping[str, str], limit: int = 1_000, left: Event | None = None
) -> Json:
    """The rows of a query that has a name. Raises InvalidInput for an unknown parameter."""
    known = [parameter.name for parameter in outline.header.parameters]
    for parameter, value in parameters.items():
        if parameter not in known:
            similar = difflib.get_close_matches(parameter, known, n=1)
            hint = f"did you mean {similar[0]}?" if similar else f"known: {', '.join(known) or 'none'}"
            raise InvalidInput(f"there is no parameter {parameter!r} here", parameter=parameter, value=value, hint=hint)
    text = outline.text
    return {"query": {**_query_json(outline), "text": text}, **cypher(reader, text, parameters, limit, left)}


def find_saved_query(found: Mapping[str, QueryOutline], name: str) -> QueryOutline:
    """The query of a name. Raises NotFound with the nearest one."""
    if name not in found:
        similar = difflib.get_close_matches(name, list(found), n=1)
        hint = f"did you mean {similar[0]}?" if similar else f"there are {', '.join(found)}"
        raise NotFound(f"the cookbook has no query {name!r}", parameter="name", value=name, hint=hint)
    return found[name]


def _query_json(outline: QueryOutline) -> Json:
    return {
        "name": outline.name,
        "title": outline.header.title,
        "about": outline.header.about,
        "parameters": outline.list_parameters(),
        "own": outline.own,
    }


def _text_date_notes(header: Header, parameters: Mapping[str, Any]) -> list[str]:
    """Notes on texts that look like dates: compared with a date they match no row, and neither engine warns."""
    declared = {parameter.name for parameter in header.parameters}
    return [
        f"${name} is a text; write date(${name}), or begin the query with: // ${name} DATE"
        for name, value in sorted(parameters.items())
        if name not in declared and isinstance(value, str) and DAY.fullmatch(value)
    ]
