"""Answers of this service asked from within it, with the rights of whoever asks."""

import asyncio
from urllib.parse import quote

from fastapi import Request
from starlette.types import Message, Scope

from app.access import ASKED_BY_PAGE

# of one form of an answer, or of a part of it; all others go along, as they tell who asks
OF_FORM = (b"accept", b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


async def ask_answer(request: Request, path: str, query: str, form: str) -> bytes:
    """The body of an answer of this service in a media type; empty unless it is one."""
    headers = [(name, value) for name, value in request.scope["headers"] if name.lower() not in OF_FORM]
    scope: Scope = {
        "type": "http",
        "asgi": request.scope["asgi"],
        "http_version": "1.1",
        "method": "GET",
        "scheme": request.scope["scheme"],
        "path": path,
        "raw_path": quote(path).encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [*headers, (b"accept", form.encode())],
        "client": request.scope.get("client"),
        "server": request.scope.get("server"),
        "state": request.scope.get("state", {}),
        ASKED_BY_PAGE: True,
    }
    status, parts = 0, []
    waiting: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else await asyncio.Future()  # nobody hangs up

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await request.app(scope, receive, send)
    return b"".join(parts) if status == 200 else b""
