"""What the head of a page says of its answer: title, description and cards, for tabs, search engines and shared links.

The answer is asked of the service itself, within the process, with the headers of the request: who may not read it gets
a page that says nothing of it.
"""

import asyncio
import json
from html import escape
from urllib.parse import quote, urlencode

from fastapi import Request
from starlette.types import Message, Scope

from app.access import ASKED_BY_PAGE

SITE = "whoholds"
ABOUT = "Who holds whom, and who sides with whom, by what sources say."
# of questions, as the page has them; nothing is asked for other addresses, least of all somebody's Cypher
TITLES = {
    "/custody": "Who holds whom",
    "/custody/series": "How many were held, over time",
    "/custody/chain": "From hand to hand",
    "/custody/ledger": "Does it add up?",
    "/plans": "Planned and done",
    "/alliances": "Who sided with whom",
    "/alliances/diff": "What changed between two days",
    "/contested": "What is contested",
    "/silences": "What nobody says",
    "/search": "Search",
}
MOST_SECONDS = 0.5  # a page does not wait longer for its own description
MOST_LETTERS = 300
# of one form of an answer, or of a part of it; all others go along, as they tell who asks
OF_FORM = (b"accept", b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


async def write_head(request: Request, page_only: frozenset[str]) -> str:
    """The lines of the head that are of this answer, as HTML. Parameters in `page_only` are the page's own."""
    path = request.scope["path"].rstrip("/") or "/"
    summary = await _ask_summary(request, path, page_only)
    title = TITLES.get(path, "")
    full_title = f"{title} – {SITE}" if title else SITE
    description = escape(summary or ABOUT)
    return "\n".join(
        (
            f"<title>{escape(full_title)}</title>",
            f'<meta name="description" content="{description}">',
            f'<meta property="og:site_name" content="{SITE}">',
            '<meta property="og:type" content="article">',
            f'<meta property="og:title" content="{escape(title or SITE)}">',
            f'<meta property="og:description" content="{description}">',
            '<meta name="twitter:card" content="summary">',
        )
    )


async def _ask_summary(request: Request, path: str, page_only: frozenset[str]) -> str:
    """The sentence of the answer at this path; empty where there is none, or it takes too long."""
    if path not in TITLES:
        return ""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in page_only]
    try:
        body = await asyncio.wait_for(_ask(request, f"/v1{path}", urlencode(kept)), MOST_SECONDS)
        summary = json.loads(body).get("summary") or ""
    except (TimeoutError, ValueError, AttributeError):
        return ""
    return summary if len(summary) <= MOST_LETTERS else f"{summary[: MOST_LETTERS - 1].rsplit(' ', 1)[0]}…"


async def _ask(request: Request, path: str, query: str) -> bytes:
    """The body of an answer of this service; empty unless it is one."""
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
        "headers": [*headers, (b"accept", b"application/json")],
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
