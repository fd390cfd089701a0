"""Who may go on, who waits and who is told to come again: with a plain app, and no clock but that of its events."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from app.turns import (
    CLIENT_LEFT,
    CYPHER,
    FLOOD_REFUSALS,
    SEARCH,
    WHOLE,
    RequestKind,
    State,
    Turns,
    find_request_kind,
    identify_client,
)

Scope = dict[str, Any]
SOON = 20.0  # a test that waits longer has found a fault


class Asker:
    """One request: what it was told, and a way to leave."""

    def __init__(self, turns: Turns, client: str = "192.0.2.1", path: str = "/v1/cypher", body: bytes = b"") -> None:
        self.scope: Scope = {
            "type": "http", "method": "POST", "path": path, "query_string": b"", "headers": [], "client": (client, 1),
        }  # fmt: skip
        self._messages: asyncio.Queue[Scope] = asyncio.Queue()
        self._messages.put_nowait({"type": "http.request", "body": body, "more_body": False})
        self.sent: list[Scope] = []
        self.task = asyncio.create_task(turns(self.scope, self._messages.get, self._send))

    async def _send(self, message: Any) -> None:
        self.sent.append(message)

    def leave(self) -> None:
        self._messages.put_nowait({"type": "http.disconnect"})

    async def status(self) -> int:
        await asyncio.wait_for(asyncio.shield(self.task), SOON)
        return int(self.sent[0]["status"]) if self.sent else 0

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.sent[0]["headers"])


class Slow:
    """An app whose requests all stay until they are let go. `at_work` tells who is in it, `bodies` what it was sent."""

    def __init__(self) -> None:
        self.let_go = asyncio.Event()
        self.at_work: list[str] = []
        self.bodies: list[bytes] = []
        self.scopes: list[Scope] = []

    async def __call__(self, scope: Any, receive: Callable[[], Awaitable[Any]], send: Any) -> None:
        self.at_work.append(scope["client"][0])
        self.scopes.append(scope)
        self.bodies.append((await receive()).get("body", b""))
        await self.let_go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"done"})


async def until(is_so: Callable[[], bool]) -> None:
    async def look() -> None:
        while not is_so():
            await asyncio.sleep(0.001)

    await asyncio.wait_for(look(), SOON)


def with_turns(work: Callable[[Turns, Slow, State], Awaitable[None]], **limits: Any) -> None:
    async def body() -> None:
        app, state = Slow(), State()
        if limits:
            kind = RequestKind("cypher", "queries", **{"running": 2, "running_each": 2, "waiting": 2, "waiting_each": 2, "seconds": SOON} | limits)  # fmt: skip  # noqa: E501
            state.queues["cypher"].kind = kind
        await work(Turns(app, state), app, state)

    asyncio.run(body())


def test_what_finds_the_queue_full_is_told_so_at_once_and_the_rest_is_answered_in_turn() -> None:
    async def work(turns: Turns, app: Slow, state: State) -> None:
        first = [Asker(turns, body=b"%d" % n) for n in range(2)]
        await until(lambda: len(app.at_work) == 2)
        waiting = [Asker(turns) for _ in range(2)]
        await until(lambda: state.counts()["cypher"]["waiting"] == 2)
        late = Asker(turns)
        assert await late.status() == 429  # while all others still run or wait
        assert int(late.headers[b"retry-after"]) > 0
        assert state.counts()["cypher"] == {"running": 2, "waiting": 2, "refused": 1}
        app.let_go.set()
        assert [await one.status() for one in first + waiting] == [200] * 4
        assert sorted(app.bodies[:2]) == [b"0", b"1"]
        assert state.counts()["cypher"] == {"running": 0, "waiting": 0, "refused": 1}

    with_turns(work, running=2)


def test_a_flood_is_refused_too_and_holds_up_nobody_else() -> None:
    async def work(turns: Turns, app: Slow, state: State) -> None:
        running = Asker(turns)
        await until(lambda: len(app.at_work) == 1)
        waiting = Asker(turns)
        await until(lambda: state.counts()["cypher"]["waiting"] == 1)
        flood = [Asker(turns) for _ in range(4 * FLOOD_REFUSALS)]
        assert {await one.status() for one in flood} == {429}
        assert {await Asker(turns, "192.0.2.2").status() for _ in range(2)} == {429}
        app.let_go.set()
        assert (await running.status(), await waiting.status()) == (200, 200)

    with_turns(work, running=1, waiting=1)


def test_one_client_cannot_take_all_places_nor_the_whole_queue() -> None:
    async def work(turns: Turns, app: Slow, state: State) -> None:
        greedy = [Asker(turns, "192.0.2.1") for _ in range(4)]
        await until(lambda: state.counts()["cypher"] == {"running": 2, "waiting": 1, "refused": 1})
        assert [one.task.done() for one in greedy].count(True) == 1
        other = Asker(turns, "192.0.2.2")
        await until(lambda: "192.0.2.2" in app.at_work)  # though somebody has waited for longer
        app.let_go.set()
        assert await other.status() == 200

    with_turns(work, running=3, running_each=2, waiting=10, waiting_each=1)


def test_who_waits_too_long_is_told_to_come_again() -> None:
    async def work(turns: Turns, app: Slow, state: State) -> None:
        Asker(turns)
        await until(lambda: len(app.at_work) == 1)
        late = Asker(turns)
        assert await late.status() == 503
        assert int(late.headers[b"retry-after"]) > 0
        assert len(app.at_work) == 1
        app.let_go.set()
        await until(lambda: state.counts()["cypher"]["running"] == 0)

    with_turns(work, running=1, seconds=0.05)


def test_who_leaves_gives_up_the_place_in_the_queue_and_is_told_to_whom_runs() -> None:
    async def work(turns: Turns, app: Slow, state: State) -> None:
        running = Asker(turns)
        await until(lambda: len(app.at_work) == 1)
        waiting = [Asker(turns) for _ in range(2)]
        await until(lambda: state.counts()["cypher"]["waiting"] == 2)
        for one in waiting:
            one.leave()
        await until(lambda: state.counts()["cypher"] == {"running": 1, "waiting": 0, "refused": 0})
        assert [await one.status() for one in waiting] == [0, 0]
        assert not app.scopes[0][CLIENT_LEFT].is_set()
        running.leave()
        await until(app.scopes[0][CLIENT_LEFT].is_set)
        app.let_go.set()
        await running.task
        assert state.counts()["cypher"]["running"] == 0

    with_turns(work, running=1)


def test_an_app_that_fails_gives_its_place_back() -> None:
    async def fail(*_: Any) -> None:
        raise ValueError("a fault")

    async def body() -> None:
        state = State()
        for _ in range(3 * CYPHER.running):
            with pytest.raises(ValueError, match="a fault"):
                await Asker(Turns(fail, state)).status()
        assert state.counts()["cypher"]["running"] == 0

    asyncio.run(body())


@pytest.mark.parametrize(
    ("path", "query", "kind"),
    [
        ("/v1/cypher", b"", CYPHER),
        ("/v1/queries/holders", b"", CYPHER),
        ("/v1/queries", b"", None),
        ("/v1/alliances/balance", b"as_of=2020", SEARCH),
        ("/v1/network", b"measures=betweenness", SEARCH),
        ("/v1/custody", b"include=explain", SEARCH),
        ("/v1/network", b"", WHOLE),
        ("/v1/custody/series", b"", WHOLE),
        ("/v1/custody", b"held=x", None),
        ("/readyz", b"", None),
    ],
)
def test_what_costs_much_is_known_by_its_address(path: str, query: bytes, kind: RequestKind | None) -> None:
    assert find_request_kind(path, query) is kind


def test_one_client_is_an_address_or_a_network_of_ipv6() -> None:
    def of(address: str) -> str:
        return identify_client({"client": (address, 5)})

    assert of("192.0.2.1") != of("192.0.2.2")
    assert of("2001:db8::1") == of("2001:db8::ffff:1") != of("2001:db8:0:1::1")
