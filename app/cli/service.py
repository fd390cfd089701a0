"""Asking the running service of a data folder over HTTP, in place of the database.

Only what the service surely answers as the command itself would is taken from it. For all else, be it that the service
hangs, is busy, is of another version or refuses what was asked, there is no answer here and the command gives its own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson

from app.service_note import ServiceNote, find_service
from graph.errors import Ambiguous, FailedQuery, NotFound, RefusedQuery
from graph.store.settings import Settings

READY_SECONDS = 1.0  # within which a service says that it is ready, and
ANSWER_SECONDS = 10.0  # within which it answers, beside what the question itself may take
# refusals that the service gives as the command would; all others are looked at again, in the command's own words
SAME: dict[str, type[NotFound] | type[RefusedQuery] | type[FailedQuery]] = {
    "urn:whoholds:not-found": NotFound,
    "urn:whoholds:refused-query": RefusedQuery,
    "urn:whoholds:failed-query": FailedQuery,
}
AMBIGUOUS = "urn:whoholds:ambiguous"


@dataclass(frozen=True)
class Request:
    """What to ask: a path under the service, its parameters by name, or a body to be sent.

    `path` is quoted. `seconds` is what the question itself may take. `by_version` says whether it may be asked of a
    data version.
    """

    path: str
    parameters: Mapping[str, Any]
    body: Mapping[str, Any] | None = None
    seconds: float = 0
    by_version: bool = True


def ask_service(settings: Settings, request: Request) -> bytes | None:
    """The JSON of an answer from the newest data version; None where no service gives it.

    Raises NotFound, Ambiguous, RefusedQuery or FailedQuery as the service does.
    """
    note = find_service(settings)
    if note is None:
        return None
    # http.client takes no proxy from the environment
    from http.client import HTTPException

    try:
        return _ask(note, request)
    except (OSError, HTTPException, ValueError, KeyError, TypeError, AttributeError):
        return None


def _ask(note: ServiceNote, request: Request) -> bytes | None:
    from http.client import HTTPConnection

    # the time is for each wait on the socket: a service that hangs sends nothing
    line = HTTPConnection(note.host, note.port, timeout=READY_SECONDS)
    try:
        line.request("GET", "/readyz")
        ready = line.getresponse()
        newest = json.loads(ready.read()).get("dataVersion")
        if ready.status != 200 or line.sock is None:
            return None
        line.sock.settimeout(ANSWER_SECONDS + request.seconds)
        body = _answer(line, request, request.parameters)
        is_of_newest = request.by_version and "version" not in request.parameters
        if body is not None and is_of_newest and orjson.loads(body)["dataVersion"] < newest:
            # the service makes a new data version ready aside; a command that follows a load is to see it
            body = _answer(line, request, {**request.parameters, "version": newest})
        return body
    finally:
        line.close()


def _answer(line: Any, request: Request, parameters: Mapping[str, Any]) -> bytes | None:
    # an id may end as a suffix does, so the path always gets one
    path = f"{request.path}.json" + (f"?{urlencode(parameters)}" if parameters else "")
    if request.body is None:
        line.request("GET", path)
    else:
        line.request("POST", path, orjson.dumps(request.body), {"Content-Type": "application/json"})
    answer = line.getresponse()
    body: bytes = answer.read()
    if answer.status == 200:
        return body
    if answer.getheader("Content-Type", "").startswith("application/problem+json"):
        _raise_same(json.loads(body))
    return None


def _raise_same(problem: Mapping[str, Any]) -> None:
    """Raise the error that a problem tells of, if the command would raise the same."""
    kind, detail = problem["type"], problem["detail"]
    told = {name: problem.get(name) for name in ("parameter", "value")}
    if kind == AMBIGUOUS:
        raise Ambiguous(detail, choices=problem["choices"], **told)
    if kind in SAME:
        raise SAME[kind](detail, hint=problem.get("hint"), **told)
