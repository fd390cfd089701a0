"""What the head of a page says of its answer: title, description and cards, for tabs, search engines and shared links.

The answer is asked of the service itself, within the process, with the headers of the request: who may not read it gets
a page that says nothing of it.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
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
TRANSLATED = {
    "ar": {
        "/custody": "من يحتجز من",
        "/custody/series": "كم كان عدد المحتجزين على مر الزمن",
        "/custody/chain": "من يد إلى يد",
        "/custody/ledger": "هل تتطابق الأرقام؟",
        "/plans": "المخطط والمنفَّذ",
        "/alliances": "من وقف مع من",
        "/alliances/diff": "ما الذي تغيّر بين يومين",
        "/contested": "موضع الخلاف",
        "/silences": "ما لا يقوله أحد",
        "/search": "بحث",
    }
}
ABOUT_TRANSLATED = {"ar": "من يحتجز من، ومن يقف مع من، بحسب ما تقوله المصادر."}
MOST_SECONDS = 0.5  # a page does not wait longer for its own description
MOST_LETTERS = 300
CARD_SIZE = (1200, 630)  # pixels, as networks ask for
_NO_CARD = ('<meta name="twitter:card" content="summary">',)


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a shared link says: a title, a sentence, and the address of the answer whose picture its card has."""

    title: str
    sentence: str
    card: str | None


async def write_head(request: Request, page_only: frozenset[str]) -> str:
    """The lines of the head that are of this answer, as HTML. Parameters in `page_only` are the page's own."""
    path = request.scope["path"].rstrip("/") or "/"
    words = await _find_words(request, path, page_only)
    language = request.query_params.get("lang", "")
    title = TRANSLATED.get(language, {}).get(path) or words.title
    full_title = f"{title} – {SITE}" if title else SITE
    description = escape(words.sentence or ABOUT_TRANSLATED.get(language, ABOUT))
    return "\n".join(
        (
            f"<title>{escape(full_title)}</title>",
            f'<meta name="description" content="{description}">',
            f'<meta property="og:site_name" content="{SITE}">',
            '<meta property="og:type" content="article">',
            f'<meta property="og:title" content="{escape(title or SITE)}">',
            f'<meta property="og:description" content="{description}">',
            *(_write_card(request, path, page_only, description, words.card) if words.card else _NO_CARD),
        )
    )


def _write_card(request: Request, path: str, page_only: frozenset[str], description: str, card: str) -> tuple[str, ...]:
    """The lines of a picture for shared links, and of the frame that other pages may show; of answers that this reader
    may read alone."""
    base, query = find_base(request), urlencode(keep_asked(request, page_only))
    address = f"{base}{quote(path)}{'?' if query else ''}{query}"
    of, mark, asked = card.partition("?")
    picture = f"{base}/cards{quote(of)}.png{mark}{asked}"
    width, height = CARD_SIZE
    oembed = f"{base}/oembed?{urlencode({'url': address, 'format': 'json'})}"
    frame = f'<link rel="alternate" type="application/json+oembed" href="{escape(oembed)}" title="{SITE}">'
    return (
        f'<link rel="canonical" href="{escape(address)}">',
        *((frame,) if path in TITLES else ()),
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


async def _find_words(request: Request, path: str, page_only: frozenset[str]) -> PageWords:
    """What the answer at this path says; empty words where there is none, or it takes too long."""
    query = urlencode(keep_asked(request, page_only))
    if path in TITLES:
        sentence = _shorten((await _ask(request, path, query)).get("summary"))
        return PageWords(TITLES[path], sentence, f"{path}{'?' if query else ''}{query}" if sentence else None)
    if path.startswith("/stories/"):
        step = request.query_params.get("step")
        answer = await _ask(request, path, urlencode({"step": step or 1}))
        return _tell_step(answer) if step else _tell_story(answer)
    if path.startswith("/entities/"):
        answer = await _ask(request, path, "")
        return PageWords(answer.get("entity", {}).get("name", ""), _shorten(answer.get("summary")), None)
    return PageWords("", "", None)


def _tell_story(answer: Mapping[str, Any]) -> PageWords:
    """The title of a story and what it is about, with the picture of its first step."""
    story = answer.get("story", {})
    return PageWords(story.get("title", ""), _shorten(story.get("about")), _find_picture(answer))


def _tell_step(answer: Mapping[str, Any]) -> PageWords:
    """The headline of a step and its text, with its picture."""
    step: Mapping[str, Any] = next(iter(answer.get("rows", ())), {})
    return PageWords(step.get("headline", ""), _shorten(step.get("text")), _find_picture(answer))


def _find_picture(answer: Mapping[str, Any]) -> str | None:
    step = next(iter(answer.get("rows", ())), None)
    return str(step["address"]) if step and not step["problem"] else None


async def _ask(request: Request, path: str, query: str) -> Mapping[str, Any]:
    """An answer as data; empty where it is refused or takes too long."""
    try:
        body = await asyncio.wait_for(ask_answer(request, f"/v1{path}", query, "application/json"), MOST_SECONDS)
        answer = json.loads(body)
    except (TimeoutError, ValueError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _shorten(sentence: str | None) -> str:
    text = sentence or ""
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1].rsplit(' ', 1)[0]}…"
