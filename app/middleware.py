"""ASGI middleware, the outermost layer: suffixes, the response cache, HEAD, and counters.

Keys of the cache hold the data version and the date, so entries cannot go stale.
"""

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.collector import look_between_answers
from app.formats import MEDIA, SUFFIX, has_tag
from app.gate import Refused
from app.metrics import Metrics
from app.problems import ASKED_PATH, REQUEST_ID
from app.service import Service
from app.turns import CYPHER, find_request_kind

MOST_BYTES = 128_000_000
LARGEST = 8_000_000
Headers = list[tuple[bytes, bytes]]


@dataclass(slots=True)
class KeptResponse:
    """An answer of status 200; `route` is the template of its address.

    `made` is when it was kept, by the monotonic clock.
    """

    headers: Headers
    body: bytes
    route: str
    made: float = field(default_factory=time.monotonic)

    @property
    def tag(self) -> bytes:
        return next((value for name, value in self.headers if name == b"etag"), b"")


class ResponseCache:
    """The most recently used answers, up to MOST_BYTES. Threads may share it."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, KeptResponse] = OrderedDict()
        self._bytes = 0
        self._version = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> KeptResponse | None:
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        return None

    def keep(self, key: Hashable, answer: KeptResponse, version: int = 0) -> None:
        """Keep an answer that was given when `version` was the newest one. Those of before are dropped: nobody gets
        them any more, and what they say may have been withdrawn."""
        if len(answer.body) > LARGEST:
            return
        with self._lock:
            if version != self._version:
                self._answers.clear()
                self._bytes, self._version = 0, version
            before = self._answers.pop(key, None)
            self._bytes += len(answer.body) - (len(before.body) if before else 0)
            self._answers[key] = answer
            while self._bytes > MOST_BYTES:
                _, oldest = self._answers.popitem(last=False)
                self._bytes -= len(oldest.body)


KEPT = "whoholds.kept"  # scope key of the KeptResponse that is sent
KEEP = "whoholds.keep"  # where an answer leaves the newest data version that it knew of, if it may be given again
OF_A_BODY = (b"content-length", b"content-type")


class AnswerMiddleware:
    """`/v1/custody.csv` is routed as `/v1/custody`. Only these suffixes are cut off, so ids may have other dots."""

    def __init__(self, app: ASGIApp, metrics: Metrics, service: Service) -> None:
        self.app = app
        self.metrics = metrics
        self.service = service
        self.cache = ResponseCache()
        self._underway: dict[Hashable, asyncio.Event] = {}  # questions that are being answered, used from one loop only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method, status, began, route = scope["method"], 500, time.perf_counter(), "none"
        try:
            kept = await self._find_kept(scope) if method in ("GET", "HEAD") else None
            if kept is not None:
                scope[KEPT] = kept
                route, status = kept.route, await _send_cached(kept, scope, send)
                return
            status = await self._answer_once(scope, receive, send)
            route = getattr(scope.get("route"), "path", "none")
        except Refused as error:  # by the gate, while the body was read
            status = error.status
            raise
        finally:
            self.metrics.count(route, method, status, time.perf_counter() - began, scope.get(REQUEST_ID, ""))
            look_between_answers()

    async def _find_kept(self, scope: Scope) -> KeptResponse | None:
        """The answer to the same question from the cache, also to one that is being answered just now.

        None if that one is not kept, as one with the words of a source: then each of those who waited is answered.
        """
        key = self._key(scope, self.service.newest)
        kept = self.cache.get(key)
        if kept is not None or key not in self._underway:
            return kept
        await self._underway[key].wait()
        return self.cache.get(self._key(scope, self.service.newest))

    async def _answer_once(self, scope: Scope, receive: Receive, send: Send) -> int:
        """Answer, and let others with the same question wait for it meanwhile. Returns the status."""
        key = self._key(scope, self.service.newest)
        can_share = scope["method"] in ("GET", "HEAD") and scope["path"].startswith("/v1/")
        kind = find_request_kind(scope["path"], scope["query_string"])
        if not can_share or kind is CYPHER or key in self._underway:  # answers of Cypher are not kept
            return await self._answer(scope, receive, send)
        done = self._underway[key] = asyncio.Event()

        async def send_after_others(message: Message) -> None:
            if message["type"] == "http.response.body":  # it is kept by now; who reads slowly holds up nobody
                done.set()
            await send(message)

        try:
            return await self._answer(scope, receive, send_after_others)
        finally:
            del self._underway[key]
            done.set()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> int:
        head, asked = scope["method"] == "HEAD", dict(scope)
        path, dot, suffix = scope["path"].rpartition(".")
        if dot and suffix in MEDIA and path.startswith("/v1/") and not path.endswith("/"):
            scope[ASKED_PATH], scope["path"], scope[SUFFIX] = scope["path"], path, suffix
        if head:
            scope["method"] = "GET"
        start: Message = {"status": 500, "headers": []}

        async def sent(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = {**message, "headers": list(message["headers"])}  # as they are, not as others will make them
            elif message["type"] == "http.response.body":
                again = asked["method"] in ("GET", "HEAD") and KEEP in scope
                if again and start["status"] == 200 and not message.get("more_body"):
                    kept = KeptResponse(list(start["headers"]), message.get("body", b""), scope["route"].path)
                    self.cache.keep(self._key(asked, scope[KEEP]), kept, scope[KEEP] or 0)
                if head:
                    message = {**message, "body": b""}
            await send(message)

        await self.app(scope, receive, sent)
        return int(start["status"])

    @staticmethod
    def _key(scope: Scope, newest: int | None) -> Hashable:
        accept = [value for name, value in scope["headers"] if name in (b"accept", b"accept-language", b"host")]
        return scope["path"], scope["query_string"], tuple(accept), newest, date.today()


async def _send_cached(kept: KeptResponse, scope: Scope, send: Send) -> int:
    """Send a cached response: 304 if the client has it, and no body for HEAD. Returns the status."""
    known = next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")
    if known and has_tag(known.decode("latin-1"), kept.tag.decode("latin-1")):
        headers = [(name, value) for name, value in kept.headers if name not in OF_A_BODY]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return 304
    await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else kept.body})
    return 200
