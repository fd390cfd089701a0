"""Checks on host, origin and size of a request, before anything else reads it.

A web page in a user's browser can send requests to a service on the same machine. If the page's own host name points
to that machine (DNS rebinding), it can read the answers too. So a request must name a host of this service, a page of
another origin may not send anything, and a body must be JSON, or a file of some types where files are taken, which
browsers send to another origin only after a preflight request.
"""

import asyncio
import ipaddress
import secrets
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import REQUEST_ID, problem
from graph.store.settings import Settings

if TYPE_CHECKING:
    from app.metrics import Metrics

LARGEST_BODY = 1_000_000
LARGEST_UPLOAD = 20_000_000  # bytes of a file, where files are taken
UPLOADS = frozenset(("/v1/check", "/v1/preview", "/v1/load"))  # take a file as it is, or in JSON with its mended cells
# what a file may be sent as: a browser asks before it sends any of these to another origin
FILE_TYPES = frozenset(
    (
        "application/octet-stream",
        "application/json",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.spreadsheet",
        "text/csv",
        "application/yaml",
    )
)
FORMS = frozenset(("/reconcile",))  # take a form; they change nothing, and another origin may not send it either
LONGEST_PATH = 2_000  # bytes
LONGEST_VALUE = 2_000  # characters of a parameter: a name, a day, a term
LONGEST_LIST = 100_000  # characters of a parameter that is a list, and of a query
LISTS = frozenset(("query", "queries", "parameters", "trust", "exclude"))
BODY_SECONDS = 15.0  # time limit for receiving a whole body
LINGER_SECONDS = 5.0  # time limit for reading the rest of a refused body; LINGER_BYTES is its size limit
LINGER_BYTES = 20_000_000
NO_SNIFFING = (b"x-content-type-options", b"nosniff")
POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")  # of what has none of its own
LOCAL_NAMES = frozenset(("localhost", "127.0.0.1", "::1"))
READING = frozenset(("GET", "HEAD", "OPTIONS"))
OTHER_SITES = frozenset(("cross-site", "same-site"))  # of Sec-Fetch-Site: the other ports of a host are same-site
CYPHER = "/v1/cypher"
TOO_SLOW = 408


@dataclass(frozen=True)
class Rules:
    """`host` is the address that the service listens on; `hosts` are further names for it, or `*` for any."""

    host: str
    hosts: frozenset[str] = frozenset()
    has_cypher: bool = True

    def knows(self, host: str) -> bool:
        """Whether a host, perhaps with a port, is this service's own."""
        name = name_of(host)
        if not name:
            return False
        if name in LOCAL_NAMES or name == self.host or "*" in self.hosts or {name, host} & self.hosts:
            return True
        # an IP address cannot be made to point elsewhere, as a name can; so any is accepted if the service is public
        return is_loopback(name) or (not is_loopback(self.host) and _is_address(name))


class Gate:
    """The outermost middleware. `rules` decide which requests it accepts; `metrics` count the others."""

    def __init__(self, app: ASGIApp, rules: Rules, metrics: "Metrics") -> None:
        self.app, self.rules, self.metrics = app, rules, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        scope[REQUEST_ID] = secrets.token_hex(8)
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            self.metrics.count_refusal(scope, refusal.status, began)
            await _send_refusal(scope, receive, send, refusal)
            return
        body = _Body(receive, _find_largest(scope))
        began = False

        async def sent(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                guarded = _guard_headers(message["headers"], headers.get(b"host", ""))
                message = {**message, "headers": [*guarded, (b"x-request-id", scope[REQUEST_ID].encode())]}
            await send(message)

        try:
            await self.app(scope, body.receive, sent)
        except Refused as error:
            if not began:
                await _send_refusal(scope, receive, send, error, has_rest=body.has_rest and error.status != TOO_SLOW)

    def _refusal(self, scope: Scope, headers: Mapping[bytes, str]) -> "Refused | None":
        host = headers.get(b"host", "")
        if not self.rules.knows(host):
            return Refused(
                400,
                "the Host that was asked for is none of this service's names",
                "ask by the address that whoholds serve shows, or add the name to WHOHOLDS_ALLOWED_HOSTS",
                parameter="Host",
            )
        size = len(scope.get("raw_path") or b"")
        if size > LONGEST_PATH:
            return Refused(414, f"the path has {size} bytes; at most {LONGEST_PATH} are taken", "GET /docs lists them")
        if len(scope["query_string"]) > LONGEST_VALUE:
            too_long = _refuse_long_parameter(scope)
            if too_long is not None:
                return too_long
        is_cypher = scope["path"].partition(".")[0] == CYPHER
        if (scope["method"] not in READING or is_cypher) and is_of_another_page(headers, self.rules.hosts):
            return Refused(
                403,
                f"Origin: {headers.get(b'origin', 'another site')[:100]!r} is another page's; only pages of this "
                "service may send",
                "a program that is no page sends no Origin",
                parameter="Origin",
            )
        if is_cypher and not self.rules.has_cypher:
            return Refused(
                403,
                "Cypher is off, since this service can be reached from other machines",
                "whoever runs it may set WHOHOLDS_CYPHER=on; saved queries are at /v1/queries",
            )
        return self._of_body(scope, headers)

    def _of_body(self, scope: Scope, headers: Mapping[bytes, str]) -> "Refused | None":
        length = headers.get(b"content-length", "0")
        largest, takes_files = _find_largest(scope), scope["path"] in UPLOADS
        if length.isdigit() and len(length) < 20 and int(length) > largest:
            return _refuse_large_body(largest)
        has_body = b"transfer-encoding" in headers or length not in ("", "0")
        kind = headers.get(b"content-type", "").partition(";")[0].strip().lower()
        if takes_files and scope["method"] == "POST" and kind not in FILE_TYPES:
            return Refused(
                415,
                f"Content-Type: {kind or 'none'}; a body here is a file",
                "send Content-Type: application/octet-stream",
                parameter="Content-Type",
            )
        wanted = "application/x-www-form-urlencoded" if scope["path"] in FORMS else "application/json"
        if not takes_files and scope["method"] == "POST" and (has_body or kind) and kind != wanted:
            return Refused(
                415,
                f"Content-Type: {kind or 'none'}; a body here is {'a form' if scope['path'] in FORMS else 'JSON'}",
                f"send Content-Type: {wanted}",
                parameter="Content-Type",
            )
        return None


class Refused(Exception):
    """A refused request."""

    def __init__(self, status: int, detail: str, hint: str, parameter: str | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.hint, self.parameter = status, detail, hint, parameter


class _Body:
    """A request body with limits on its size and its time; after its end, only the disconnect message."""

    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive, self._largest = receive, largest
        self._size, self.has_rest = 0, True
        self._until: float | None = None

    async def receive(self) -> Message:
        if not self.has_rest:
            return await self._receive()
        loop = asyncio.get_running_loop()
        self._until = self._until or loop.time() + BODY_SECONDS
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            words = f"the body did not come as a whole within {BODY_SECONDS:g} s"
            raise Refused(TOO_SLOW, words, "send it again", parameter="body") from None
        self.has_rest = _has_rest(message)
        self._size += len(message.get("body", b""))
        if self._size > self._largest:
            raise _refuse_large_body(self._largest)
        return message


def is_of_another_page(headers: Mapping[bytes, str], hosts: Collection[str] = ()) -> bool:
    """Whether a page of another origin, that is none of `hosts`, has made a browser send the request.

    A user who follows a link is not: that opens the address itself, and not a frame or a picture of the other page.
    """
    origin = headers.get(b"origin")
    if origin is not None:
        found = _read_netloc(origin)
        return found != headers.get(b"host", "").lower() and not {found, name_of(found)} & set(hosts)
    # browsers load a page's frames, pictures and scripts without an Origin
    if headers.get(b"sec-fetch-site") not in OTHER_SITES:
        return False
    return (headers.get(b"sec-fetch-mode"), headers.get(b"sec-fetch-dest")) != ("navigate", "document")


def name_of(host: str) -> str:
    """A host without port and brackets, in lower case."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if host.count(":") == 1 else host


def is_loopback(name: str) -> bool:
    """Whether an address or name can be reached from this machine only."""
    with suppress(ValueError):
        return ipaddress.ip_address(name).is_loopback
    return name == "localhost"


def rules_of(settings: Settings) -> Rules:
    """The rules of a service. Where `cypher` is not set, Cypher is on only for a loopback host."""
    names = {name.strip().lower() for name in settings.allowed_hosts.split(",")} - {""}
    if settings.public_url:
        names.add(_read_netloc(settings.public_url))
    has_cypher = is_loopback(settings.host) if settings.cypher is None else settings.cypher
    return Rules(settings.host.lower(), frozenset(names), has_cypher)


def _is_address(name: str) -> bool:
    with suppress(ValueError):
        return bool(ipaddress.ip_address(name))
    return False


def _read_netloc(origin: str) -> str:
    with suppress(ValueError):
        return urlsplit(origin).netloc.lower()
    return ""


def _refuse_long_parameter(scope: Scope) -> "Refused | None":
    """The refusal of a parameter with a name or value that is too long; None if there is none."""
    is_saved = scope["path"].startswith("/v1/queries/")
    for name, value in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True):
        most = LONGEST_LIST if name in LISTS or is_saved else LONGEST_VALUE
        if len(name) > LONGEST_VALUE or len(value) > most:
            words = f"{name[:40]}: {len(value)} characters; at most {most} are taken"
            return Refused(422, words, "write less", parameter=name[:40])
    return None


def _find_largest(scope: Scope) -> int:
    return LARGEST_UPLOAD if scope["path"] in UPLOADS else LARGEST_BODY


def _refuse_large_body(largest: int) -> Refused:
    return Refused(413, f"the body has more than {largest} bytes", "pass less at once", parameter="body")


def _guard_headers(headers: Collection[tuple[bytes, bytes]], host: str) -> list[tuple[bytes, bytes]]:
    """Headers with a Location that stays on this service without naming it, and what browsers must know of each."""
    bases = tuple(f"{scheme}://{host}".encode("latin-1") for scheme in ("http", "https"))
    found = dict(headers)
    kept = [
        (name, next((value[len(base) :] or b"/" for base in bases if value.startswith(base)), value))
        if name == b"location"
        else (name, value)
        for name, value in headers
        if name != b"x-content-type-options"
    ]
    return [*kept, NO_SNIFFING] if POLICY[0] in found else [*kept, NO_SNIFFING, POLICY]


async def _send_refusal(scope: Scope, receive: Receive, send: Send, refused: Refused, has_rest: bool = True) -> None:
    """Send the refusal and close the connection; else the rest of the body would be read as the next request."""
    response = problem(
        Request(scope),
        refused.status,
        refused.detail,
        {"Connection": "close", "X-Request-Id": scope[REQUEST_ID]},
        hint=refused.hint,
        parameter=refused.parameter,
    )

    async def send_patiently(message: Message) -> None:
        # if we close before reading everything that the client sent, the client may lose the answer (RFC 9112, 9.6)
        if has_rest and message["type"] == "http.response.body" and not message.get("more_body", False):
            await send({**message, "more_body": True})
            await _read_to_end(receive)
            message = {"type": "http.response.body", "body": b""}
        await send(message)

    await response(scope, receive, send_patiently)


async def _read_to_end(receive: Receive) -> None:
    """Read and drop the rest of a body, within LINGER_SECONDS and LINGER_BYTES."""
    size = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            while size < LINGER_BYTES:
                message = await receive()
                size += len(message.get("body", b""))
                if not _has_rest(message):
                    return


def _has_rest(message: Message) -> bool:
    """Whether more of a body is to come."""
    return message["type"] != "http.disconnect" and bool(message.get("more_body", False))
