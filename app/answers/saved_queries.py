"""Queries that have a name: those of the cookbook, and a user's own in `queries/` of the data folder.

A file `NAME.cypher` becomes /v1/queries/NAME, a form on the page and `whoholds cypher NAME`. Its header comment has the
title and each parameter with its type.
"""

import re
from pathlib import Path
from typing import Any, NamedTuple

from typing_extensions import TypedDict

from graph.cypher.guard import check_query
from graph.cypher.header import Header, Parameter, read_header
from graph.errors import InvalidInput, RefusedQuery, TooLarge
from graph.store.queries import list_queries, read_query

COOKBOOK = "cookbook"
OWN = "queries"  # in the data folder
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
TAKEN = frozenset(["limit"])  # a parameter of every query
MOST = 500
FORMS: dict[str, dict[str, Any]] = {
    "INTEGER": {"type": "integer"},
    "FLOAT": {"type": "number"},
    "BOOLEAN": {"type": "boolean"},
    "DATE": {"type": "string", "format": "date"},
    "DATETIME": {"type": "string", "format": "date-time"},
}


class QueryParameter(TypedDict):
    name: str
    type: str
    default: str | None
    about: str


class QueryOutline(NamedTuple):
    """A query with a name: its text, and what its header says."""

    name: str
    text: str
    header: Header
    own: bool

    def list_parameters(self) -> list[QueryParameter]:
        return [
            {"name": one.name, "type": one.type, "default": one.default, "about": one.about}
            for one in self.header.parameters
        ]


def read_saved_queries(data: Path | None) -> dict[str, QueryOutline]:
    """All queries by name, those of the cookbook first. Raises InvalidInput that names the file and what to write."""
    texts = {name.removeprefix(f"{COOKBOOK}/"): read_query(name) for name in list_queries(COOKBOOK)}
    found = {name: QueryOutline(name, text, read_header(text), False) for name, text in texts.items()}
    files = sorted((data / OWN).glob("*.cypher")) if data else []
    if len(files) > MOST:
        raise InvalidInput(f"{OWN}: {len(files)} files; at most {MOST} are taken", parameter=OWN)
    for file in files:
        outline = _read_own(file)
        if outline.name in texts:
            raise _refuse(file, f"the cookbook has a query {outline.name}", "give the file another name")
        found[outline.name] = outline
    return found


def describe_queries(found: dict[str, QueryOutline], route: dict[str, Any]) -> dict[str, Any]:
    """The paths of queries for /openapi.json, as `route`, which describes them in general, with their parameters."""
    paths = {}
    for outline in found.values():
        general = [one for one in route["parameters"] if one["in"] != "path"]
        own = [_describe_parameter(one) for one in outline.header.parameters]
        paths[f"/v1/queries/{outline.name}"] = {
            "get": route
            | {
                "summary": outline.header.title.rstrip("."),
                "description": outline.header.about,
                "operationId": f"query_{outline.name}",
                "parameters": own + general,
            }
        }
    return paths


def _describe_parameter(parameter: Parameter) -> dict[str, Any]:
    schema = dict(FORMS.get(parameter.type, {"type": "string"}))
    if parameter.default is not None:
        schema["default"] = parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.default is None,
        "description": f"{parameter.about} ({parameter.type})".strip(),
        "schema": schema,
    }


def _read_own(file: Path) -> QueryOutline:
    """A query of the user's own. Raises InvalidInput."""
    if not NAME.fullmatch(file.stem):
        raise _refuse(file, "its name", "small letters, digits and _, as in who_held_whom.cypher")
    try:
        text = file.read_text(encoding="utf-8-sig")
        check_query(text)
        header = read_header(text)
    except OSError as error:
        raise _refuse(file, str(error.strerror), "a file that can be read") from None
    except UnicodeDecodeError:
        raise _refuse(file, "it is no UTF-8", "save it as UTF-8") from None
    except (RefusedQuery, TooLarge, InvalidInput) as error:
        raise _refuse(file, error.message, error.hint or "") from None
    if not header.title:
        raise _refuse(file, "it has no title", "begin with a comment: // Who held a group on one day.")
    for one in header.parameters:
        if one.name in TAKEN:
            raise _refuse(file, f"the parameter {one.name}", "another name, since every query takes it")
    return QueryOutline(file.stem, text, header, True)


def _refuse(file: Path, met: str, hint: str) -> InvalidInput:
    return InvalidInput(f"{OWN}/{file.name}: {met}", parameter=OWN, value=file.name, hint=hint)
