"""Answers as bytes: JSON or CSV, by suffix or `Accept`, with a strong ETag, so that nothing is sent twice."""

import hashlib
from collections.abc import Mapping
from typing import Any, Literal

import orjson
from fastapi import Request, Response
from pydantic import BaseModel

from app.problems import Problem, asked_path
from app.tables import csv_of, csv_of_table

Format = Literal["json", "csv"]
MEDIA: dict[Format, str] = {"json": "application/json", "csv": "text/csv; charset=utf-8; header=present"}
SUFFIX = "whoholds.suffix"  # where the edge of the app leaves what it cut off the path


def wanted(request: Request) -> Format:
    """The format asked for: the suffix wins over `Accept`. Raises a Problem (406) if it is one that there is not."""
    suffix: Format | None = request.scope.get(SUFFIX)
    return suffix or _accepted(request.headers.get("accept", ""))


def json_of(data: Mapping[str, Any]) -> bytes:
    return orjson.dumps(data)


def body_of(data: Mapping[str, Any], format_: Format, row: type[BaseModel] | None) -> bytes:
    """An answer in a format. Without the schema of a row, the answer names its columns itself."""
    if format_ == "json":
        return json_of(data)
    return csv_of(data, row) if row else csv_of_table(data)


def respond(request: Request, body: bytes, format_: Format, following: str | None = None) -> Response:
    """A body that may be kept but must be asked about again; 304 where the asker has it."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}
    if following:
        headers["Link"] = f'<{_next(request, following)}>; rel="next"'
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=MEDIA[format_], headers=headers)


def _accepted(header: str) -> Format:
    offers: tuple[tuple[Format, tuple[str, ...]], ...] = (
        ("json", ("application/json", "application/*", "*/*")),
        ("csv", ("text/csv", "text/*", "*/*")),
    )
    weights = dict(_weighed(part) for part in header.split(",")) if header.strip() else {"*/*": 1.0}
    best: tuple[float, Format] | None = None
    for name, ranges in offers:
        weight = next((weights[range_] for range_ in ranges if range_ in weights), 0.0)
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, name)
    if best is None:
        raise Problem(
            406, f"no answer has the form {header!r}; expected application/json or text/csv", parameter="Accept"
        )
    return best[1]


def _weighed(part: str) -> tuple[str, float]:
    name, *options = (piece.strip().lower() for piece in part.split(";"))
    weight = 1.0
    for option in options:
        if option.startswith("q="):
            try:
                weight = float(option[2:])
            except ValueError:
                weight = 0.0
    return name, weight


def _has(header: str, tag: str) -> bool:
    return header.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in header.split(","))


def _next(request: Request, cursor: str) -> str:
    return f"{asked_path(request)}?{request.url.include_query_params(cursor=cursor).query}"
