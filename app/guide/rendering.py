"""Pages of the guide as HTML: Markdown by markdown-it, in a frame with the list of all pages."""

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.guide.pages import DOCS, INDEX, MADE, GuidePage, list_pages, name_page

FOLDER = Path(__file__).parent
NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


class Addresses(NamedTuple):
    """How addresses of pages look: `/guide/settings` of a service, `settings.html` of files."""

    before: str
    after: str

    def write(self, page: str, anchor: str = "") -> str:
        name = page + self.after if page != INDEX or self.after else ""
        return f"{self.before}{name}{'#' if anchor else ''}{anchor}"


SERVED = Addresses("/guide/", "")
FILES = Addresses("", ".html")


def write_page(page: GuidePage, addresses: Addresses) -> str:
    """A page as HTML, whole."""
    tokens = _markdown().parse(page.read())
    title = next((_text_of(tokens[at + 1]) for at, token in enumerate(tokens) if token.tag == "h1"), page.name)
    for token in _walk(tokens):
        _point_elsewhere(token, page, addresses)
    _name_headings(tokens)
    return Template((FOLDER / "page.html").read_text(encoding="utf-8")).substitute(
        title=escape(title),
        front="/" if addresses == SERVED else addresses.write(INDEX),
        style=f"{addresses.before}guide.css",
        contents="".join(_write_contents(page, addresses)),
        body=_markdown().renderer.render(tokens, _markdown().options, {}),
    )


def list_anchors(page: GuidePage) -> set[str]:
    """The anchors of the headings of a page."""
    tokens = _markdown().parse(page.read())
    _name_headings(tokens)
    return {str(token.attrs["id"]) for token in tokens if "id" in token.attrs}


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _write_contents(current: GuidePage, addresses: Addresses) -> Iterator[str]:
    """The list of all pages by section."""
    for section, pages in groupby(list_pages().values(), lambda page: page.section):
        yield f"<h2>{escape(section)}</h2><ul>" if section else "<ul>"
        for page in pages:
            here = ' aria-current="page"' if page is current else ""
            yield f'<li><a href="{addresses.write(page.name)}"{here}>{escape(page.label)}</a></li>'
        yield "</ul>"


def _walk(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or [])


def _text_of(token: Token) -> str:
    return "".join(one.content for one in token.children or [])


def _point_elsewhere(token: Token, page: GuidePage, addresses: Addresses) -> None:
    """Let links lead to pages and pictures of the guide; what leads to other files of the code is no link here."""
    if token.type == "link_open":
        target = str(token.attrs["href"])
        if page.file and (name := name_page(page.file, target)) in list_pages():
            token.attrs["href"] = addresses.write(name, target.partition("#")[2])
        elif not target.startswith(("#", "https://", "http://", "/")):
            del token.attrs["href"]
    elif token.type == "code_inline" and (name := token.content.removeprefix("/guide/")) in MADE:
        token.type, token.content = (
            "html_inline",
            f'<a href="{addresses.write(name)}">{list_pages()[name].label}</a>',
        )
    elif token.type == "image" and page.file and not str(token.attrs["src"]).startswith("http"):
        name = str(token.attrs["src"]).rpartition("/")[2]
        token.attrs["src"] = f"{addresses.before}{name}"


def _name_headings(tokens: list[Token]) -> None:
    """Give each heading an anchor as GitHub does: in small letters, blanks as hyphens, -1 after one that is there."""
    met: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            anchor = NOT_IN_ANCHORS.sub("", _text_of(tokens[at + 1]).lower()).replace(" ", "-")
            count = met[anchor] = met.get(anchor, -1) + 1
            token.attrs["id"] = f"{anchor}-{count}" if count else anchor


def list_pictures() -> dict[str, Path]:
    """The pictures of the guide by name."""
    return {path.name: path for folder in (DOCS, DOCS / "pictures") for path in sorted(folder.glob("*.svg"))}
