"""What a route may answer besides what its own model says, for /openapi.json: other forms, and problems by status."""

from importlib.resources import files
from typing import Any

import orjson

from app.schemas.pages import Problem

Responses = dict[int | str, dict[str, Any]]

PROBLEM = "application/problem+json"
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_XML = {"schema": {"type": "string"}}
_TABLES = {
    "text/csv": {"schema": {"type": "string"}},
    "application/vnd.apache.arrow.file": _BYTES,
    "application/vnd.apache.parquet": _BYTES,
    "image/svg+xml": _XML,
    "image/png": _BYTES,
    "text/x-bibliography": _XML,
    "application/x-bibtex": _XML,
    "application/vnd.citationstyles.csl+json": _XML,
}


def _describe(problems: dict[int, str]) -> Responses:
    return {code: {"description": told, "model": Problem, "content": {PROBLEM: {}}} for code, told in problems.items()}


# of every address, even before its route is known
OUTSIDE = _describe(
    {
        400: "A Host that is none of this service's, or Cypher that is refused or fails",
        401: "A key is missing, or opens nothing any more",
        403: "A key of another role, another site's page, or Cypher where it is off",
        414: "The address is too long",
        422: "A parameter that cannot be read, or a name that several have (`choices`)",
        429: "Too many questions of this kind wait already; see Retry-After",
        503: "No database answers, or no place was free in time; see Retry-After",
    }
)
# what every answer under /v1 may be
RESPONSES: Responses = {
    200: {"content": _TABLES},
    304: {"description": "As If-None-Match says, nothing changed"},
    **_describe({404: "An id or name that nobody has", 406: "A form that this answer does not have"}),
    **OUTSIDE,
}
# what a network may be besides
NETWORK_RESPONSES: Responses = {
    200: {"content": _TABLES | {"application/gexf+xml": _XML, "application/graphml+xml": _XML}}
}
FEED_RESPONSES: Responses = {200: {"content": _TABLES | {"application/atom+xml": _XML}}}
RESPONSES_OF_CYPHER = RESPONSES | _describe({413: "A query that is too long"})
# what a body may be answered besides
SENT = _describe(
    {
        408: "The body did not come as a whole in time",
        413: "A body that is too large",
        415: "A type of body that is not taken here",
    }
)
LOAD_RESPONSES = (
    {code: told for code, told in RESPONSES.items() if code not in (200, 304)}
    | SENT
    | _describe({409: "Another load is writing"})
)


def move_models(document: dict[str, Any]) -> dict[str, Any]:
    """The same document, where a model is described under the form that is named without one: problems are no
    JSON or text, where FastAPI puts the models."""
    for operation in (one for path in document["paths"].values() for one in path.values()):
        for response in operation["responses"].values():
            content = response.get("content", {})
            own = next((form for form, described in content.items() if not described), None)
            if own:
                response["content"] = {own: next(filter(None, content.values()))}
    return document


def add_examples(document: dict[str, Any]) -> dict[str, Any]:
    """The same document with an example of each answer, and of problems; `make contract` wrote them."""
    examples = orjson.loads((files("app") / "schemas" / "examples.json").read_bytes())
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                for form, content in response.get("content", {}).items():
                    named = examples["answers"].get(f"{method.upper()} {path}") if status == "200" else None
                    found = named if form == "application/json" else None
                    if form == PROBLEM:
                        found = examples["problems"].get(status)
                    if found is not None:
                        content["example"] = found
    return document
