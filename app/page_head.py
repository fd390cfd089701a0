"""What the head of a page says of its answer: title, description and cards, for tabs, search engines and shared links.

The answer is asked of the service itself, within the process, with the headers of the request: who may not read it gets
a page that says nothing of it.
"""

import asyncio
import json
from html import escape
from urllib.parse import quote, urlencode

from fastapi import Request

from app.credits import find_base
from app.inner_requests import ask_answer

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
CARD_SIZE = (1200, 630)  # pixels, as networks ask for
_NO_CARD = ('<meta name="twitter:card" content="summary">',)


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
            *(_write_card(request, path, page_only, description) if summary else _NO_CARD),
        )
    )


def _write_card(request: Request, path: str, page_only: frozenset[str], description: str) -> tuple[str, ...]:
    """The lines of a picture for shared links, and of the frame that other pages may show; of answers that this reader
    may read alone."""
    base, query = find_base(request), urlencode(keep_asked(request, page_only))
    address = f"{base}{quote(path)}{'?' if query else ''}{query}"
    picture = f"{base}/cards{quote(path)}.png{'?' if query else ''}{query}"
    width, height = CARD_SIZE
    oembed = f"{base}/oembed?{urlencode({'url': address, 'format': 'json'})}"
    return (
        f'<link rel="canonical" href="{escape(address)}">',
        f'<link rel="alternate" type="application/json+oembed" href="{escape(oembed)}" title="{SITE}">',
        f'<meta property="og:url" content="{escape(address)}">',
        f'<meta property="og:image" content="{escape(picture)}">',
        '<meta property="og:image:type" content="image/png">',
        f'<meta property="og:image:width" content="{width}">',
        f'<meta property="og:image:height" content="{height}">',
        f'<meta property="og:image:alt" content="{description}">',
        '<meta name="twitter:card" content="summary_large_image">',
        f'<meta name="twitter:image:alt" content="{description}">',
    )


def keep_asked(request: Request, page_only: frozenset[str]) -> list[tuple[str, str]]:
    """The parameters of the answer, without those of the page."""
    return [(name, value) for name, value in request.query_params.multi_items() if name not in page_only]


async def _ask_summary(request: Request, path: str, page_only: frozenset[str]) -> str:
    """The sentence of the answer at this path; empty where there is none, or it takes too long."""
    if path not in TITLES:
        return ""
    kept = keep_asked(request, page_only)
    try:
        body = await asyncio.wait_for(
            ask_answer(request, f"/v1{path}", urlencode(kept), "application/json"), MOST_SECONDS
        )
        summary = json.loads(body).get("summary") or ""
    except (TimeoutError, ValueError, AttributeError):
        return ""
    return summary if len(summary) <= MOST_LETTERS else f"{summary[: MOST_LETTERS - 1].rsplit(' ', 1)[0]}…"
