"""Who may do what: everything on this machine; elsewhere by key, and not too often.

A request is local if a client on this machine asks by a loopback name, nobody passes it on, and no public address is
set (WHOHOLDS_PUBLIC_URL). Everybody else needs a key for Cypher and for sending files, and for reading where
WHOHOLDS_READING says so, or where anything in the store is internal. A key is sent as `Authorization: Bearer KEY`, or
as the password of Basic, which browsers ask for.

What may be read for that (this machine, or a key that a browser keeps) is the user's, and not another page's that the
user has open: pictures and frames of that page are refused, since it could measure them.
"""

import base64
import binascii
import math
import time
from collections.abc import Mapping
from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.gate import is_of_another_page, name_of
from app.keys import AccessKey, KeyFile, Role
from app.middleware import KEPT, KeptResponse
from app.problems import HIDDEN, HIDDEN_HINT, IS_LOCAL, REQUEST_ID, log, problem
from app.turns import identify_client
from graph.errors import InvalidInput
from graph.store.settings import Settings

if TYPE_CHECKING:
    from app.metrics import Metrics
    from app.service import Service

ALWAYS_OPEN = frozenset(("/healthz", "/readyz"))
CYPHER, SENDING = "/v1/cypher", frozenset(("/v1/check", "/v1/load", "/v1/preview"))
PASSED_ON = frozenset((b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip"))
WRONG_KEYS = parse("20/minute")  # from one client; a right key is taken all the same
ASK = 'Bearer realm="whoholds", Basic realm="whoholds", charset="UTF-8"'
KEY_NAME = "whoholds.key"  # scope key: the name of that key, for the log
ASKED_BY_PAGE = "whoholds.asked-by-page"  # scope key of the question that a page asks for its own head
OF_OUR_PAGES = (b"cross-origin-resource-policy", b"same-origin")
ROLE = "whoholds.role"  # scope key: the Role by which a request was let in; None for what is open to everybody


class Access:
    """ASGI middleware inside the gate, which has checked host and origin."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: "Metrics", service: "Service") -> None:
        """`metrics` count refusals. `service` says whether answers may have something internal in them."""
        self.app, self.settings, self.metrics, self.service = app, settings, metrics, service
        self.keys = KeyFile(settings.data)
        self._readers = {site.partition("://")[2] for site in settings.cors.split(",")} - {""}
        self._limit = None if settings.limit == "off" else parse(settings.limit)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        scope[IS_LOCAL] = is_local(scope, self.settings)
        is_open = scope["path"] in ALWAYS_OPEN
        refusal = None if is_open else self._admit(scope)
        if refusal:
            self.metrics.count_refusal(scope, refusal.status_code, began)
        if refusal or is_open:
            await (refusal or self.app)(scope, receive, send)
        elif scope[ROLE]:
            await self._answer_user(scope, receive, send)
        else:
            await self._answer_stranger(scope, receive, send)

    async def _answer_user(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer who has a role, so that only pages of this service can show the answer."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], OF_OUR_PAGES]}
            await send(message)

        await self.app(scope, receive, sent)

    async def _answer_stranger(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer without a key, unless something internal was loaded while the answer was made."""
        refusal: Response | None = None

        async def sent(message: Message) -> None:
            nonlocal refusal
            if message["type"] == "http.response.start" and await self._is_internal(scope.get(KEPT)):
                refusal = _refuse_role(scope, None, Role.READER)
                await refusal(scope, receive, send)
            if refusal is None:
                await send(message)

        await self.app(scope, receive, sent)

    async def _is_internal(self, kept: KeptResponse | None) -> bool:
        """Whether an answer may have something internal in it. For one from memory, asking the store each time would
        cost more than sending it."""
        if kept is not None and self.service.asked_since(kept.made):
            return self.service.has_internal
        return await run_in_threadpool(self.service.ask_internal)

    def _admit(self, scope: Scope) -> Response | None:
        """Note the role of a request; or the refusal of it."""
        refusal = self._admit_client(scope)
        if refusal or not scope[ROLE] or ASKED_BY_PAGE in scope or not self._is_measured(scope):
            return refusal
        detail = "a page of another site asks; what you may read here is not for its frames and pictures"
        hint = "open the address itself; a service whose reading is open can be framed with embed=1"
        return problem(Request(scope), 403, detail, hint=hint, parameter="Sec-Fetch-Site")

    def _is_measured(self, scope: Scope) -> bool:
        """Whether the answer would stand in a page of another site, which could tell its size or its time."""
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if not is_of_another_page(headers, self._readers):
            return False
        # somebody who writes a page on this machine may try in it what is to be framed
        is_tried = scope[IS_LOCAL] and headers.get(b"sec-fetch-site") == "same-site"
        framed = parse_qs(scope["query_string"].decode("latin-1")).get("embed") == ["1"]
        return not (is_tried and framed and headers.get(b"sec-fetch-dest") == "iframe")

    def _admit_client(self, scope: Scope) -> Response | None:
        if scope[IS_LOCAL]:
            scope[ROLE] = Role.WRITER
            return None
        headers = dict(scope["headers"])
        client = identify_client(scope)
        written, key = read_key(headers), None
        if written is not None:
            try:
                key = self.keys.find(written)  # before the limit: wrong keys of others shut out nobody
            except InvalidInput as error:
                log.warning("request %s: %s", scope.get(REQUEST_ID, ""), error)
                return problem(Request(scope), 503, HIDDEN, hint=HIDDEN_HINT)
            if key is None:
                if not self._limiter.hit(WRONG_KEYS, "wrong key", client):
                    return self._refuse_for_now(scope, WRONG_KEYS, "wrong key", client)
                return _refuse(scope, 401, "this key is none, or no longer one", "ask whoever runs this service")
        scope[ROLE], scope[KEY_NAME] = (key.role, key.name) if key else (None, None)
        who = ("key", key.name) if key else ("client", client)
        if self._limit and ASKED_BY_PAGE not in scope and not self._limiter.hit(self._limit, *who):
            return self._refuse_for_now(scope, self._limit, *who)
        needed = find_needed_role(scope, self.settings, self.service.has_internal)
        if needed is None or (key is not None and key.role.rank >= needed.rank):
            return None
        return _refuse_role(scope, key, needed)

    def _refuse_for_now(self, scope: Scope, limit: RateLimitItem, *who: str) -> Response:
        what = "too many wrong keys came from your address" if limit is WRONG_KEYS else "too many requests"
        free_at = self._limiter.get_window_stats(limit, *who).reset_time
        headers = {"Retry-After": str(max(1, math.ceil(free_at - time.time())))}
        return problem(Request(scope), 429, f"{what}: at most {limit}", headers, hint="wait, and ask again")


def is_local(scope: Scope, settings: Settings) -> bool:
    """Whether a client on this machine asks, by a name of this machine, and nobody passes its request on.

    A proxy on this machine passes on requests of others, and a page may use a host name that leads to this machine.
    """
    if settings.public_url or any(name in PASSED_ON for name, _ in scope["headers"]):
        return False
    client = scope["client"][0] if scope.get("client") else ""
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    return _is_loopback(client) and _is_loopback(name_of(host))


def may_write(request: Request) -> bool:
    """Whether files may be sent with the key of this request, or from this machine."""
    return request.scope.get(ROLE) == Role.WRITER


def find_needed_role(scope: Scope, settings: Settings, has_internal: bool) -> Role | None:
    """The least role for a request that is not local; None where everybody may."""
    path = scope["path"].partition(".")[0].rstrip("/")
    if path in SENDING:
        return Role.WRITER
    if path == CYPHER:
        return Role.RESEARCHER
    return Role.READER if settings.reading == "keys" or has_internal else None


def read_key(headers: Mapping[bytes, bytes]) -> str | None:
    """The key of a request; None where there is none. What cannot be read is a key that opens nothing."""
    scheme, _, rest = headers.get(b"authorization", b"").decode("latin-1").strip().partition(" ")
    if not scheme:
        return None
    if scheme.lower() == "basic":
        with suppress(binascii.Error, UnicodeDecodeError):
            return base64.b64decode(rest.strip(), validate=True).decode("utf-8").partition(":")[2]
    return rest.strip() if scheme.lower() == "bearer" else ""


def _refuse_role(scope: Scope, key: AccessKey | None, needed: Role) -> Response:
    what = f"this needs a {needed}'s key"
    hint = "send it as Authorization: Bearer KEY; whoever runs this service makes keys with `whoholds keys add`"
    if key is None:
        return _refuse(scope, 401, what, hint)
    return _refuse(scope, 403, f"{what}; yours is a {key.role}'s", hint)


def _refuse(scope: Scope, status: int, detail: str, hint: str) -> Response:
    headers = {"WWW-Authenticate": ASK} if status == 401 else {}
    return problem(Request(scope), status, detail, headers, hint=hint, parameter="Authorization")


def _is_loopback(host: str) -> bool:
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
