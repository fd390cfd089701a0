"""One file a subject: ask, shape, answer."""

from typing import Any

from app.schemas import Problem

_PROBLEM = {"model": Problem, "content": {"application/problem+json": {}}}
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_XML = {"schema": {"type": "string"}}

# what every answer under /v1 may be, for /docs
RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/vnd.apache.arrow.file": _BYTES,
            "application/vnd.apache.parquet": _BYTES,
            "image/svg+xml": _XML,
        }
    },
    304: {"description": "As If-None-Match says, nothing changed"},
    404: {"description": "An id or name that nobody has", **_PROBLEM},
    422: {"description": "A parameter that cannot be read, or a name that several have (`choices`)", **_PROBLEM},
    429: {"description": "Too many questions of this kind wait already; see Retry-After", **_PROBLEM},
    503: {"description": "No database answers, or no place was free in time; see Retry-After", **_PROBLEM},
}

# what a network may be besides
NETWORK_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": RESPONSES[200]["content"] | {"application/gexf+xml": _XML, "application/graphml+xml": _XML}},
    406: {"description": "A form that this answer does not have", **_PROBLEM},
}
