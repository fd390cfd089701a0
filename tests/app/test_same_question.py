"""Who asks what is being answered just now waits for that answer: with a plain app, and no clock but its events."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.metrics import Metrics
from app.middleware import KEEP, AnswerMiddleware
from app.service import Service
from tests.app.conftest import settings_for

Scope = dict[str, Any]
SOON = 20.0  # a test that waits longer has found a fault
DAY = "/v1/alliances"


class Slow:
    """An app that answers when it is let go, with how many it has answered so far. `kept`: its answers may be kept."""

    def __init__(self, kept: bool = True, fails: bool = False) -> None:
        self.let_go = asyncio.Event()
        self.begun, self._kept, self._fails = 0, kept, fails

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        self.begun += 1
        number = self.begun
        await self.let_go.wait()
        if self._fails:
            raise RuntimeError("it fails")
        scope["route"] = SimpleNamespace(path=scope["path"])
        if self._kept:
            scope[KEEP] = None
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(number).encode()})


async def ask(middleware: AnswerMiddleware, path: str = DAY, query: bytes = b"", method: str = "GET") -> bytes:
    """The body of an answer."""
    told: list[Scope] = []

    async def send(message: Any) -> None:
        told.append(message)

    async def receive() -> Scope:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": []}
    await middleware(scope, receive, send)
    return b"".join(message.get("body", b"") for message in told)


def meet(tmp_path: Path, app: Slow, *asked: dict[str, Any]) -> list[Any]:
    """What each of some askers is told who all ask before any answer is ready."""

    async def all_of_them() -> list[Any]:
        middleware = AnswerMiddleware(app, Metrics(), Service(settings_for(tmp_path)))
        asking = [asyncio.create_task(ask(middleware, **one)) for one in asked]
        for _ in range(10):
            await asyncio.sleep(0)  # all of them are under way or wait
        app.let_go.set()
        return await asyncio.wait_for(asyncio.gather(*asking, return_exceptions=True), SOON)

    return asyncio.run(all_of_them())


def test_many_who_ask_the_same_at_once_get_one_answer(tmp_path: Path) -> None:
    app = Slow()
    assert meet(tmp_path, app, *[{}] * 16) == [b"1"] * 16
    assert app.begun == 1


def test_who_reads_no_byte_of_the_answer_holds_up_nobody(tmp_path: Path) -> None:
    async def ask_beside_a_silent_reader() -> list[bytes]:
        app = Slow()
        middleware = AnswerMiddleware(app, Metrics(), Service(settings_for(tmp_path)))
        never = asyncio.Event()

        async def send_never(message: Any) -> None:
            if message["type"] == "http.response.body":
                await never.wait()

        scope = {"type": "http", "method": "GET", "path": DAY, "query_string": b"", "headers": []}
        silent = asyncio.create_task(middleware(scope, None, send_never))  # type: ignore[arg-type]
        others = [asyncio.create_task(ask(middleware)) for _ in range(3)]
        await asyncio.sleep(0)
        app.let_go.set()
        found = await asyncio.wait_for(asyncio.gather(*others), SOON)
        silent.cancel()
        return found

    assert asyncio.run(ask_beside_a_silent_reader()) == [b"1"] * 3


def test_another_question_does_not_wait(tmp_path: Path) -> None:
    app = Slow()
    assert meet(tmp_path, app, {}, {"query": b"as_of=2001"}, {"path": "/v1/custody"}) == [b"1", b"2", b"3"]


@pytest.mark.parametrize("asked", [{"path": "/v1/cypher"}, {"method": "POST"}, {"path": "/readyz"}])
def test_what_is_not_kept_for_others_is_answered_to_each_at_once(tmp_path: Path, asked: dict[str, Any]) -> None:
    app = Slow(kept=False)
    assert sorted(meet(tmp_path, app, asked, asked)) == [b"1", b"2"]


def test_an_answer_that_is_not_kept_is_given_to_nobody_else(tmp_path: Path) -> None:
    app = Slow(kept=False)
    assert sorted(meet(tmp_path, app, {}, {}, {})) == [b"1", b"2", b"3"]


def test_a_failure_is_not_handed_on(tmp_path: Path) -> None:
    app = Slow(fails=True)
    met = meet(tmp_path, app, {}, {})
    assert [str(one) for one in met] == ["it fails"] * 2
    assert app.begun == 2
