"""The web page: its HTML at the address of every view, its files, and redirects for addresses with a suffix.

`/custody?held=isis-suspects` shows the answer of `/v1/custody?held=isis-suspects`, and `/custody.csv?..` redirects to
`/v1/custody.csv?..` without the parameters that only the page reads (`PAGE_ONLY`).
"""

import gzip
import hashlib
import mimetypes
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from app.access import may_write
from app.answers.status import status
from app.formats import MEDIA, has_tag
from app.page_addresses import OF_ONE, PAGE_ONLY, PLAIN, VIEWS, WITHOUT_LANGUAGE
from app.page_head import SITE, write_head
from app.problems import explain_unavailable
from app.routes import service_of
from app.sentences import choose_language
from graph.errors import Unavailable

router = APIRouter(include_in_schema=False)

SHELL = "index.html"
RIGHT_TO_LEFT = frozenset({"ar"})
mimetypes.add_type("font/woff2", ".woff2")  # Python 3.11 does not know it

# drawings and the editor need inline styles; everything else is a file of this service
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {framed}"
)


@router.get("/")
async def serve_front_page(request: Request) -> Response:
    return await serve_view(request)


@router.get("/static/{name}")
def serve_static(request: Request, name: str) -> Response:
    if name == SHELL or name not in _read_build():
        raise HTTPException(404)
    return _send_file(request, *_read_build()[name])


async def serve_view(request: Request) -> Response:
    """The page at the address of a view, with a head that tells its answer."""
    head = await write_head(request, PAGE_ONLY)
    return await run_in_threadpool(_serve_shell, request, head=head)


def redirect_elsewhere(request: Request) -> Response:
    """A redirect to the API's answer, without the parameters that only the page reads."""
    left = PAGE_ONLY | ({"lang"} if request.scope["path"].startswith(WITHOUT_LANGUAGE) else set())
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in left]
    address = f"/v1{quote(request.scope['path'])}"
    return RedirectResponse(address + (f"?{urlencode(kept)}" if kept else ""), status_code=307)


for _path in (*VIEWS, *(f"{folder}/{{id}}" for folder in OF_ONE)):
    for _suffix in MEDIA:
        router.add_api_route(f"{_path}.{_suffix}", redirect_elsewhere)
    router.add_api_route(_path, serve_view)
for _path in PLAIN:
    router.add_api_route(_path, serve_view)


def answer_missing(request: Request) -> Response | None:
    """The page that says that there is none, for people; None for programs, who get a problem."""
    if request.method not in ("GET", "HEAD") or request.url.path.startswith("/v1/"):
        return None
    if "text/html" not in request.headers.get("accept", ""):
        return None
    return _serve_shell(request, status_code=404, head=f"<title>{SITE}</title>")


def _serve_shell(request: Request, *, head: str, status_code: int = 200) -> Response:
    """The HTML of the page, with plain content for browsers without scripts."""
    plain = _write_plain_page(request) if status_code == 200 else "<p>There is no such page.</p>"
    shell = _read_build()[SHELL][0].decode()
    framed = "*" if request.query_params.get("embed") == "1" else "'self'"
    headers = {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": POLICY.format(framed=framed),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
    language = choose_language(request.query_params.get("lang", ""))  # of the address alone: a link shows all the same
    body = Template(shell).substitute(
        plain=plain,
        head=head,
        adds="yes" if may_write(request) else "no",
        lang=language,
        dir="rtl" if language in RIGHT_TO_LEFT else "ltr",
    )
    return Response(body, status_code=status_code, media_type="text/html", headers=headers)


def _write_plain_page(request: Request) -> str:
    """HTML for browsers without scripts: the drawing of the answer with links to its table, or the loaded sources."""
    path = request.scope["path"].rstrip("/")
    if path in VIEWS or path.count("/") > 1:
        query = f"?{request.url.query}" if request.url.query else ""
        address = {suffix: escape(f"{quote(path)}.{suffix}{query}") for suffix in ("svg", "csv", "json")}
        return (
            f'<p><img src="{address["svg"]}" alt="The drawing of this answer"></p>'
            f'<p>As a table: <a href="{address["csv"]}">.csv</a>. As data: <a href="{address["json"]}">.json</a>.</p>'
        )
    try:
        now = status(service_of(request).reader)
    except Unavailable as error:
        reason = explain_unavailable(request, error).message
        return f"<p>No database answers at the moment: {escape(reason)}.</p>"
    titles = "".join(f"<li>{escape(row['title'])}</li>" for row in now["rows"])
    return f'<p>{escape(now["summary"])}</p><ul>{titles}</ul><p><a href="/openapi.json">Every address</a></p>'


@cache
def _read_build() -> dict[str, tuple[bytes, bytes, str]]:
    """The files of the build by name: the bytes, the gzipped bytes, and the media type.

    All are read at once: if the page is rebuilt while the service runs, old and new files are never mixed.
    """
    found = {}
    for entry in files("app").joinpath("static").iterdir():
        body = entry.read_bytes()
        kind = mimetypes.guess_type(entry.name)[0] or "application/octet-stream"
        found[entry.name] = body, gzip.compress(body, mtime=0), kind
    return found


def _send_file(request: Request, plain: bytes, packed: bytes, kind: str) -> Response:
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    body = packed if zipped else plain
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'  # a strong tag belongs to the bytes that are sent
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    if has_tag(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers | ({"Content-Encoding": "gzip"} if zipped else {}))
