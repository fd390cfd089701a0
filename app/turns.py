"""Limits on concurrent expensive requests: they wait in a queue without using a thread.

When the queue is full, a request is refused at once.

Cypher queries, searches that may take minutes, and questions about the whole network each have a queue of their own,
with limits in total and per client (an IPv4 address, or an IPv6 network). A request that waits too long gets 503; one
that meets a full queue gets 429 at once. Both have Retry-After. When a client disconnects, its request leaves the
queue, or its query is ended.
"""

import asyncio
import ipaddress
import threading
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import problem

CLIENT_LEFT = "whoholds.left"  # scope key of an Event that is set when the client disconnects
MOST_BODY_BYTES = 1_100_000  # bytes of a body buffered while its request waits; longer bodies are refused when read
RETRY_SECONDS = 5
FLOOD_REFUSALS = (
    5  # refusals of one client in a second; more are delayed a little, so that one client cannot starve the others
)
FLOOD_SECONDS = 0.25


@dataclass(frozen=True)
class RequestKind:
    """Limits for one kind of request: how many run and wait at once, in total and per client (`_each`), and for how
    many `seconds` one waits."""

    name: str
    about: str
    running: int
    running_each: int
    waiting: int
    waiting_each: int
    seconds: float


CYPHER = RequestKind("cypher", "queries in Cypher", 6, 4, 40, 10, 2.0)
SEARCH = RequestKind("search", "searches that may take minutes", 2, 1, 40, 8, 20.0)
WHOLE = RequestKind("whole", "questions about the whole network or a long time", 2, 2, 80, 24, 20.0)
KINDS = (CYPHER, SEARCH, WHOLE)
SEARCH_PATHS = frozenset(("/v1/alliances/balance", "/v1/paths"))
WHOLE_PATHS = frozenset(
    f"/v1/{path}"
    for path in (
        "alliances/diff",
        "alliances/series",
        "check",
        "contested",
        "custody/chain",
        "custody/diff",
        "custody/ledger",
        "custody/series",
        "network",
        "network/spells",
        "packs",
        "preview",
        "silences",
    )
)


def find_request_kind(path: str, query: bytes) -> RequestKind | None:
    """The kind of a request, from its address; None for requests without limits."""
    if path == "/v1/cypher" or path.startswith("/v1/queries/"):
        return CYPHER
    asked = parse_qs(query.decode("latin-1")) if b"include" in query or b"measures" in query else {}
    if path in SEARCH_PATHS or "explain" in ",".join(asked.get("include", ())) or "measures" in asked:
        return SEARCH
    return WHOLE if path in WHOLE_PATHS or path == "/reconcile" else None


class _Queue:
    """The running and the waiting requests of one kind. Used from one event loop only."""

    def __init__(self, kind: RequestKind) -> None:
        self.kind = kind
        self.running: Counter[str] = Counter()
        self.waiting: deque[tuple[str, asyncio.Future[None]]] = deque()
        self.refused = 0
        self._second = 0
        self._refusals: Counter[str] = Counter()

    def is_full(self, client: str) -> bool:
        own = sum(1 for other, _ in self.waiting if other == client)
        return len(self.waiting) >= self.kind.waiting or own >= self.kind.waiting_each

    def find_pause(self, client: str) -> float:
        """Seconds before a client gets its refusal: 0, unless it sends very many requests."""
        if self._second != (now := int(monotonic())):
            self._second, self._refusals = now, Counter()
        self._refusals[client] += 1
        return FLOOD_SECONDS if self._refusals[client] > FLOOD_REFUSALS else 0.0

    @asynccontextmanager
    async def wait_for_slot(self, client: str, gone: "asyncio.Future[None]") -> AsyncIterator[bool]:
        """Wait for a free slot. Gives False if none came free in time, or if the client has disconnected."""
        turn = asyncio.get_running_loop().create_future()
        self.waiting.append((client, turn))
        self._admit_waiting()
        try:
            await asyncio.wait({turn, gone}, timeout=self.kind.seconds, return_when=asyncio.FIRST_COMPLETED)
            yield turn.done() and not gone.done()
        finally:
            if turn.done():
                self.running[client] -= 1
                self.running += Counter()  # drop clients with a count of 0
                self._admit_waiting()
            else:
                self.waiting.remove((client, turn))

    def _admit_waiting(self) -> None:
        """Start the requests that have waited longest, as far as the limits allow."""
        for client, turn in list(self.waiting):
            if self.running.total() >= self.kind.running:
                return
            if self.running[client] < self.kind.running_each:
                self.waiting.remove((client, turn))
                self.running[client] += 1
                turn.set_result(None)


class Turns:
    """Middleware that applies the limits. It runs inside `AnswerMiddleware`, so cached answers are not limited. `state`
    gives the numbers for the status and the counters."""

    def __init__(self, app: ASGIApp, state: "State") -> None:
        self.app, self.state = app, state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = find_request_kind(scope["path"], scope["query_string"]) if scope["type"] == "http" else None
        if kind is None:
            await self.app(scope, receive, send)
            return
        queue, client = self.state.queues[kind.name], identify_client(scope)
        if queue.is_full(client):
            await asyncio.sleep(queue.find_pause(client))
            await _refuse(queue, 429, "already wait or run, and no more are taken")(scope, receive, send)
            return
        buffered = _BufferedRequest(receive)
        await buffered.read()
        async with buffered.watch_client() as gone, queue.wait_for_slot(client, gone) as has_slot:
            if has_slot:
                scope[CLIENT_LEFT] = buffered.left
                await self.app(scope, buffered.receive, send)
            elif not gone.done():
                words = f"have had all places for {kind.seconds:g} s"
                await _refuse(queue, 503, words)(scope, receive, send)


class State:
    """The queues of one service."""

    def __init__(self) -> None:
        self.queues = {kind.name: _Queue(kind) for kind in KINDS}

    def counts(self) -> dict[str, dict[str, int]]:
        """The number of requests that run, that wait, and that were refused so far, by kind."""
        return {
            name: {"running": queue.running.total(), "waiting": len(queue.waiting), "refused": queue.refused}
            for name, queue in self.queues.items()
        }


class _BufferedRequest:
    """A request body, buffered while the request waits; `left` is set when the client disconnects."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._messages: deque[Message] = deque()
        self._is_complete = False
        self.left = threading.Event()
        self._gone: asyncio.Future[None] | None = None

    async def read(self) -> None:
        size = 0
        while not self._is_complete and size <= MOST_BODY_BYTES and not self.left.is_set():
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self.left.set()
            size += len(message.get("body", b""))
            self._is_complete = not message.get("more_body", False)
            self._messages.append(message)

    @asynccontextmanager
    async def watch_client(self) -> AsyncIterator["asyncio.Future[None]"]:
        """A future that is done when the client disconnects."""
        gone = self._gone = asyncio.get_running_loop().create_future()
        watcher = asyncio.create_task(self._wait_for_disconnect(gone)) if self._is_complete else None
        try:
            yield gone
        finally:
            if watcher:
                watcher.cancel()
                with suppress(asyncio.CancelledError):
                    await watcher

    async def receive(self) -> Message:
        if self._messages:
            return self._messages.popleft()
        if self._is_complete and self._gone is not None:
            await asyncio.shield(self._gone)
            return {"type": "http.disconnect"}
        return await self._receive()

    async def _wait_for_disconnect(self, gone: "asyncio.Future[None]") -> None:
        while not self.left.is_set():
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self.left.set()
        if not gone.done():
            gone.set_result(None)


@lru_cache(maxsize=10_000)
def find_address_network(address: str) -> str:
    """An IPv4 address itself, or the /64 network of an IPv6 one."""
    with suppress(ValueError):
        found = ipaddress.ip_address(address)
        if found.version == 6:
            # one that listens on IPv6 gets IPv4 addresses mapped into it, all of them in one network
            return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return address


def identify_client(scope: Scope) -> str:
    """The IPv4 address of a request, or its IPv6 /64 network: one client has all addresses of that network."""
    client: Any = scope.get("client")
    return find_address_network(client[0]) if client else ""


def _refuse(queue: _Queue, status: int, words: str) -> ASGIApp:
    queue.refused += 1

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        response = problem(
            Request(scope),
            status,
            f"other {queue.kind.about} {words}",
            {"Retry-After": str(RETRY_SECONDS)},
            type="urn:whoholds:too-many" if status == 429 else "urn:whoholds:unavailable",
            hint=f"try again in {RETRY_SECONDS} s",
        )
        await response(scope, receive, send)

    return answer
