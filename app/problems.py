"""Everything that goes wrong, as RFC 9457 problems that name the parameter, the value met and the next step."""

import difflib
import json
import logging
import re
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.sentences import choose_language
from app.sentences.problems import say_problem
from graph import errors

RETRY_SECONDS = 3
LONGEST_SHOWN = 4_000  # characters of an address in a problem
REQUEST_ID = "whoholds.request"  # scope key: by which the log and whoever asked can name a request
ASKED_PATH = "whoholds.path"  # scope key of the original path
IS_LOCAL = "whoholds.local"  # scope key: whether a client on this machine asks
# what describes the machine that the service runs on: paths, addresses, ports and settings
OF_THE_MACHINE = re.compile(r"[/\\]\w|:\d|\bport \d|[A-Z0-9]_[A-Z]")
HIDDEN = "the store cannot be used now"
HIDDEN_HINT = "try again later; whoever runs this service finds the reason in its log, by the requestId"
STATUS: tuple[tuple[type[errors.WhoholdsError], int], ...] = (
    (errors.OutdatedStore, 503),
    (errors.InvalidInput, 422),
    (errors.Ambiguous, 422),
    (errors.NotFound, 404),
    (errors.RefusedQuery, 400),
    (errors.FailedQuery, 400),
    (errors.TooLarge, 413),
    (errors.Busy, 409),
    (errors.Unavailable, 503),
)


log = logging.getLogger("whoholds")


class ProblemAnswer(errors.WhoholdsError):
    """A problem of HTTP itself, such as a form that no answer has."""

    def __init__(self, status: int, message: str, **extra_members: Any) -> None:
        super().__init__(message, **extra_members)
        self.status = status


def add_handlers(app: FastAPI) -> None:
    app.add_exception_handler(errors.WhoholdsError, answer_whoholds_error)
    app.add_exception_handler(RequestValidationError, _answer_validation_error)
    app.add_exception_handler(HTTPException, _answer_http_error)
    app.add_exception_handler(Exception, answer_unforeseen_error)


def status_of(error: errors.WhoholdsError) -> int:
    if isinstance(error, ProblemAnswer):
        return error.status
    if isinstance(error, errors.FailedQuery) and error.parameter == "timeout":
        return 503
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def asked_path(request: Request) -> str:
    """The requested path with its suffix."""
    return quote(request.scope.get(ASKED_PATH, request.scope["path"]))


def problem(
    request: Request, status: int, detail: str, headers: dict[str, str] | None = None, **extra_members: Any
) -> Response:
    """A problem response in the language asked for; members that are None are left out."""
    language = _find_language(request)
    path = (asked_path(request) + (f"?{request.url.query}" if request.url.query else ""))[:LONGEST_SHOWN]
    content = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": path,
        "requestId": request.scope.get(REQUEST_ID),
        **extra_members,
    }
    for name in ("title", "detail", "hint"):
        if isinstance(content.get(name), str):
            content[name] = say_problem(content[name], language)
    sent = {"Cache-Control": "no-store", **(headers or {})}
    if status == 503:
        sent.setdefault("Retry-After", str(RETRY_SECONDS))
    body = _write_json({name: value for name, value in content.items() if value is not None})
    return Response(body, status, media_type="application/problem+json", headers=sent)


def _write_json(content: dict[str, Any]) -> bytes:
    """A problem quotes what was sent: also a number of 100 digits, or half a character, which only `json` writes."""
    try:
        return orjson.dumps(content, default=str)
    except TypeError:
        return json.dumps(content, default=str).encode("ascii")


def _find_language(request: Request) -> str:
    """The language of `lang`, or of the header Accept-Language; English where `lang` is none that there is."""
    return choose_language(request.query_params.get("lang") or request.headers.get("accept-language", ""))


def answer_whoholds_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.WhoholdsError)
    if isinstance(error, errors.Unavailable):
        error = explain_unavailable(request, error)
    kind = type(error).__name__
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", kind).lower()
    named: dict[str, Any] = {} if kind == "Problem" else {"type": f"urn:whoholds:{words.replace(' ', '-')}"}
    if named:
        named["title"] = words.capitalize()
    return problem(
        request,
        status_of(error),
        error.message,
        **named,
        parameter=error.parameter,
        value=error.value,
        hint=error.hint,
        choices=getattr(error, "choices", None) or None,
    )


def explain_unavailable(request: Request, error: errors.Unavailable) -> errors.Unavailable:
    """The error as whoever asks may read it: whole on this machine, and elsewhere as `hide_machine` has it."""
    return error if request.scope.get(IS_LOCAL) else hide_machine(error, request.scope.get(REQUEST_ID, ""))


def hide_machine(error: errors.Unavailable, request_id: str) -> errors.Unavailable:
    """What somebody elsewhere may know of it: no path, address or setting of this machine. The log has all of it."""
    if not OF_THE_MACHINE.search(f"{error.message} {error.hint or ''} {error.parameter or ''}"):
        return error
    log.warning("request %s: %s", request_id, error)
    return errors.Unavailable(HIDDEN, hint=HIDDEN_HINT)


def _answer_validation_error(request: Request, error: Exception) -> Response:
    """The first thing that FastAPI finds wrong with a parameter."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = str(first["loc"][-1])
    missing = first["type"] == "missing"
    met = "is not given" if missing else f"{first.get('input')!r}"
    return problem(
        request,
        422,
        f"{name}: {met}; {first['msg'][0].lower()}{first['msg'][1:]}" if not missing else f"{name} {met}",
        type="urn:whoholds:invalid-input",
        title="Invalid input",
        parameter=name,
        value=None if missing else str(first.get("input")),
    )


def _answer_http_error(request: Request, error: Exception) -> Response:
    """An unknown address, or a method that the address does not allow."""
    assert isinstance(error, HTTPException)
    path, hint, detail = request.url.path, None, str(error.detail)
    if error.status_code == 404:
        page = request.app.state.missing_page(request)
        if page is not None:
            return page  # type: ignore[no-any-return]
        detail = f"there is nothing at {path}"
        addresses = sorted(request.app.openapi()["paths"])
        suggestions = difflib.get_close_matches(path, addresses, n=1, cutoff=0.8)
        hint = f"did you mean {suggestions[0]}?" if suggestions else "GET /docs lists every address"
        if path.startswith("/v1/") and "." in path.rpartition("/")[2]:
            hint = "answers have the suffixes .json, .csv, .arrow, .parquet, .svg, .png; networks also .gexf, .graphml"
    elif error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        detail, hint = f"{request.method} is not for {path}", f"allowed: {allowed}" if allowed else None
    return problem(request, error.status_code, detail, dict(error.headers or {}), hint=hint)


def answer_unforeseen_error(request: Request, error: Exception) -> Response:
    """A problem of status 500; the server logs the error after it is sent."""
    return problem(request, 500, "this was not foreseen; the server's log tells more", hint="please report it")
