"""Whether the spans that citations mean are still in a text, found again by offsets and hashes alone."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

from graph.model.sources import WrittenSource
from graph.model.statement import Citation

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCopy:
    """A local copy of the text of a source. `sha256` is that of the whole file.

    `content` is None where the file cannot be read; `why` then says why.
    """

    content: str | None
    sha256: str = ""
    why: str | None = None


def read_copy(folder: Path, file: str) -> TextCopy | None:
    """The copy of that name in the folder; None where there is none.

    Line ends and byte order marks stay: the offsets of citations count them.
    """
    if Path(file).name != file or "\\" in file:
        return TextCopy(content=None, why=f"{file!r} is no plain file name")
    path = folder / file
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        return TextCopy(content=None, why=error.strerror or str(error))
    try:
        return TextCopy(content=raw.decode("utf-8"), sha256=hashlib.sha256(raw).hexdigest())
    except UnicodeDecodeError as error:
        found = "it looks like UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else f"byte {error.start} is no UTF-8"
        return TextCopy(content=None, why=f"not UTF-8 text: {found}")


def read_cited_text(folder: Path, source: WrittenSource, cites: Citation) -> str | None:
    """The span that a citation means, from the copy in the folder; None unless its hash is that of the citation."""
    if not source.text_file or cites.start is None or cites.end is None:
        return None
    copy = read_copy(folder, source.text_file)
    if copy is None or copy.content is None or cites.end > len(copy.content):
        return None
    span = copy.content[cites.start : cites.end]
    return span if hash_text(span) == cites.sha256 else None


def hash_text(text: str) -> str:
    """The sha256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


State = Literal["holds", "moved", "broken"]
Text = Literal["as cited", "changed", "missing", "unreadable"]
MOST_PLACES = 10
NEAR = 400  # code points to both sides of where a span's neighbour went


class TextSpan(NamedTuple):
    """Offsets in Unicode code points, the end excluded, and the sha256 of the span in UTF-8."""

    start: int
    end: int
    sha256: str


class FoundSpan(NamedTuple):
    """`places` are the offsets of the span: none if it is broken; nearest first, and no more than ten, if it moved."""

    state: State
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSource:
    """What became of the spans of one source. `found` is empty where there is no text to look into."""

    source: str
    file: str | None
    text: Text
    notes: tuple[str, ...]
    found: dict[TextSpan, FoundSpan]


def check_source(source: WrittenSource, spans: Iterable[TextSpan], folder: Path) -> CheckedSource:
    """Check the spans of a source against the copy of its text in a folder."""
    copy = read_copy(folder, source.text_file) if source.text_file else None
    if copy is None or copy.content is None:
        text: Text = "unreadable" if copy else "missing"
        why = copy.why if copy else None if source.text_file else "the source names no file"
        return CheckedSource(source=source.id, file=source.text_file, text=text, notes=(why,) if why else (), found={})
    return CheckedSource(
        source=source.id,
        file=source.text_file,
        text="as cited" if copy.sha256 == source.text_sha256 else "changed",
        notes=tuple(_describe_changes(source, copy)) if copy.sha256 != source.text_sha256 else (),
        found=check_spans(copy.content, spans, source.text_length),
    )


def check_spans(text: str, spans: Iterable[TextSpan], length: int | None = None) -> dict[TextSpan, FoundSpan]:
    """What became of each span. `length` is that of the text for which the offsets were made, in code points.

    A span that is not in its place is looked for where the one before it went, and where the text's growth would put
    it; then around there; only then at every place of the text. Once found, its words show all other places of them.
    """
    spans = sorted(set(spans))
    held = {span for span in spans if _is_at(text, span, span.start)}
    search = _Search(text, (span for span in spans if span not in held))
    growth = len(text) - length if length is not None else 0
    found: dict[TextSpan, FoundSpan] = {}
    shift = 0
    for span in spans:
        place = span.start if span in held else search.find_place(span, shift, growth)
        shift = shift if place is None else place - span.start
        found[span] = _make_found_span(text, span, place)
    return found


class _Search:
    """A search for spans of which only hash and length are known. All of one length are looked for in one pass."""

    def __init__(self, text: str, lost: Iterable[TextSpan]) -> None:
        self._text = text
        self._lost: dict[int, set[bytes]] = defaultdict(set)
        self._places: dict[int, dict[bytes, int]] = {}
        for span in lost:
            self._lost[span.end - span.start].add(bytes.fromhex(span.sha256))

    def find_place(self, span: TextSpan, shift: int, growth: int) -> int | None:
        """Where the span is. Likely places first: moved like the span before it, or like the end of the text."""
        around = span.start + shift
        around_it = (place for step in range(1, NEAR + 1) for place in (around + step, around - step))
        for place in chain((around, span.start + growth), around_it):
            if _is_at(self._text, span, place):
                return place
        size = span.end - span.start
        if size not in self._places:
            self._places[size] = self._search_all(size, set(self._lost[size]))
        return self._places[size].get(bytes.fromhex(span.sha256))

    def _search_all(self, size: int, wanted: set[bytes]) -> dict[bytes, int]:
        """The first place of each wanted hash among all spans of one size."""
        places: dict[bytes, int] = {}
        text, sha256 = self._text, hashlib.sha256
        for start in range(len(text) - size + 1):
            digest = sha256(text[start : start + size].encode()).digest()
            if digest in wanted:
                places[digest] = start
                wanted.discard(digest)
                if not wanted:
                    break
        return places


def _is_at(text: str, span: TextSpan, start: int) -> bool:
    end = start + span.end - span.start
    return start >= 0 and end <= len(text) and hash_text(text[start:end]) == span.sha256


def _make_found_span(text: str, span: TextSpan, place: int | None) -> FoundSpan:
    if place is None:
        return FoundSpan("broken", ())
    return FoundSpan("holds", ((span.start, span.end),)) if place == span.start else _make_moved_span(text, span, place)


def _make_moved_span(text: str, span: TextSpan, place: int) -> FoundSpan:
    size = span.end - span.start
    places = sorted(_list_places(text, text[place : place + size]), key=lambda start: (abs(start - span.start), start))
    return FoundSpan("moved", tuple((start, start + size) for start in places[:MOST_PLACES]))


def _list_places(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _describe_changes(source: WrittenSource, copy: TextCopy) -> Iterator[str]:
    """Notes on how the text differs from the one that was cited, where its form shows it."""
    content = copy.content or ""
    marked, carriage = content.startswith(BYTE_ORDER_MARK), "\r" in content
    if marked:
        yield "begins with a byte order mark, which counts as one code point"
    if carriage:
        yield "its lines end in CR LF, which counts as two code points"
    plain = content.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    if (marked or carriage) and hash_text(plain) == source.text_sha256:
        yield "but for that it is the text that was cited: save it without"
    elif source.text_length is not None and len(content) != source.text_length:
        yield f"{len(content):,} code points, the text that was cited {source.text_length:,}"
