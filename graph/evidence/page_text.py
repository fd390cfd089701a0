"""The text of a web page, one block a line: the same for the same page always, as citations count in it."""

import re
from html.parser import HTMLParser

# every element that is not of these begins and ends a line
_INLINE_TAGS = (
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time tt u "
    "var wbr img"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_HIDDEN = frozenset(["head", "script", "style", "template", "noscript", "svg", "iframe", "object"])
_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_-]{1,40})""")


def decode_page(content: bytes, charset: str | None) -> str:
    """A page as text, in the charset of its header, else of its own `meta`, else UTF-8.

    Bytes that are no letter of it become U+FFFD.
    """
    found = _CHARSET.search(content[:2048])
    for name in (charset, found and found[1].decode("ascii"), "utf-8"):
        try:
            if name:
                return content.decode(name, "replace")
        except LookupError:  # a charset that nobody has
            continue
    raise AssertionError("utf-8 is always there")


def extract_text(page: str) -> str:
    """The lines of a page that a reader sees, without blank ones; white space within a line is one space."""
    reader = _BlockReader()
    reader.feed(page)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class _BlockReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden: list[str] = []  # hidden elements that are open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.append(tag)
            elif tag == "body":  # a head that nobody closed
                self._hidden.clear()
            return
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag not in _INLINE:
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._hidden and tag not in _INLINE:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.pop()
            return
        if tag not in _INLINE:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            # a line end in the source of a page is a space
            self.pieces.append(data.replace("\n", " ").replace("\r", " "))
