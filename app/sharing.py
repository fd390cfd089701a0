"""What other sites show of an answer: the card of a shared link, and oEmbed 1.0 (https://oembed.com)."""

import hashlib
import json
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from app.credits import find_base
from app.drawing.card import draw_card, read_credit
from app.drawing.png import png_of
from app.formats import PICTURE_HEADERS, has_tag
from app.inner_requests import ask_answer
from app.page_addresses import PAGE_ONLY
from app.page_head import CARD_SIZE, SITE, TITLES
from graph.errors import InvalidInput

router = APIRouter(include_in_schema=False)
FRAME_SIZE = (760, 500)  # pixels of a frame, where the page around it does not ask for less
LEAST_SIZE = 200


@router.get("/cards/{path:path}.png")
async def get_card(request: Request, path: str) -> Response:
    """The card of an answer, for whoever may read the answer; else 404."""
    sentence, picture = await _ask_card(request, f"/{path}", request.url.query)
    if not picture:
        raise HTTPException(404)
    return await run_in_threadpool(_send_card, request, sentence, picture)


@router.get("/oembed")
async def get_oembed(request: Request) -> Response:
    """What a site shows that was given the address of a view. Raises InvalidInput for addresses of others."""
    given = dict(request.query_params)
    form = given.get("format", "json")
    if form != "json":
        return JSONResponse({"detail": f"format {form!r} is not given here; expected json"}, status_code=501)
    path, query = _read_own_address(request, given.get("url", ""))
    width = min(_read_most(given, "maxwidth", FRAME_SIZE[0]), FRAME_SIZE[0])
    height = min(_read_most(given, "maxheight", FRAME_SIZE[1]), FRAME_SIZE[1])
    base, title = find_base(request), TITLES[path]
    sentence = _read_summary(await ask_answer(request, f"/v1{path}", query, "application/json"))
    frame = f"{base}{path}?{query}{'&' if query else ''}embed=1"
    told: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": sentence or title,
        "provider_name": SITE,
        "provider_url": base,
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": f'<iframe src="{escape(frame)}" title="{escape(title)}" width="{width}" height="{height}" '
        f'style="border:0;max-width:100%" loading="lazy"></iframe>',
    }
    wide, high = CARD_SIZE
    fits = _read_most(given, "maxwidth", wide) >= wide and _read_most(given, "maxheight", high) >= high
    if sentence and fits:
        card = f"{base}/cards{path}.png{'?' if query else ''}{query}"
        told |= {"thumbnail_url": card, "thumbnail_width": wide, "thumbnail_height": high}
    return JSONResponse(told, headers={"Cache-Control": "no-cache"})


def _read_own_address(request: Request, url: str) -> tuple[str, str]:
    """Path and query of the view at an address of this service, without what only the page reads."""
    base, asked = urlsplit(find_base(request)), urlsplit(url)
    hint = f"such as {base.geturl()}/custody?held=..."
    if not url:
        raise InvalidInput("url is missing; give the address of a view", parameter="url", value=url, hint=hint)
    if asked.scheme not in ("http", "https") or asked.netloc.lower() != base.netloc.lower():
        raise InvalidInput(f"{url} is no address of this service", parameter="url", value=url, hint=hint)
    path = asked.path.rstrip("/")
    if path not in TITLES:
        raise InvalidInput(f"{url} is no view with an answer", parameter="url", value=url, hint=hint)
    kept = [(name, value) for name, value in parse_qsl(asked.query) if name not in PAGE_ONLY]
    return path, urlencode(kept)


def _read_most(given: dict[str, str], name: str, otherwise: int) -> int:
    """The value of maxwidth or maxheight. Raises InvalidInput."""
    written = given.get(name)
    if written is None:
        return otherwise
    if not (written.isascii() and written.isdigit() and int(written[:9]) >= LEAST_SIZE):
        hint = f"a whole number of pixels, {LEAST_SIZE} at least"
        raise InvalidInput(f"{name} is {written!r}", parameter=name, value=written, hint=hint)
    return int(written[:9])


async def _ask_card(request: Request, path: str, query: str) -> tuple[str, bytes]:
    """The sentence and the SVG of an answer; empty where there is none for this reader."""
    if path not in TITLES:
        return "", b""
    sentence = _read_summary(await ask_answer(request, f"/v1{path}", query, "application/json"))
    return sentence, (await ask_answer(request, f"/v1{path}", query, "image/svg+xml") if sentence else b"")


def _read_summary(body: bytes) -> str:
    return str(json.loads(body).get("summary") or "") if body else ""


def _send_card(request: Request, sentence: str, picture: bytes) -> Response:
    """The card as PNG; 304 where the reader has that of the same answer."""
    tag = f'"{hashlib.sha256(picture).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"} | PICTURE_HEADERS
    if has_tag(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    card = draw_card(picture, sentence, read_credit(picture), *CARD_SIZE)
    return Response(png_of(card, 1.0), media_type="image/png", headers=headers)
