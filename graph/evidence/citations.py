"""Check that cited spans are still in a text, by offsets and hashes alone."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

from graph.evidence.archives import CheckedArchive
from graph.model.sources import WrittenSource
from graph.model.statement import Citation

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCopy:
    """A local copy of the text of a source. `sha256` is that of the whole file.

    `content` is None if the file cannot be read; `why` then gives the reason.
    """

    content: str | None
    sha256: str = ""
    why: str | None = None


def read_copy(folder: Path, file: str) -> TextCopy | None:
    """The copy with this file name in the folder; None if there is none.

    Line ends and byte order marks are kept, as the offsets of citations count them.
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
    """The cited text, from the copy in the folder; None if its hash differs from that of the citation."""
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
NEAR = 400  # code points searched on either side of the expected offset


class TextSpan(NamedTuple):
    """Offsets in Unicode code points, the end excluded, and the sha256 of the span in UTF-8."""

    start: int
    end: int
    sha256: str


class FoundSpan(NamedTuple):
    """`places` are offsets of the span: none if it is broken; if it moved, at most ten, the nearest first."""

    state: State
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSource:
    """The result for the spans of one source. `found` is empty if there is no text; `content` is then None."""

    source: str
    file: str | None
    text: Text
    notes: tuple[str, ...]
    found: dict[TextSpan, FoundSpan]
    content: str | None = field(default=None, repr=False)


def check_source(
    source: WrittenSource, spans: Iterable[TextSpan], folder: Path, archive: CheckedArchive | None = None
) -> CheckedSource:
    """Check the spans of a source against the copy of its text in a folder.

    A source that names no text but an archived copy is cited in the text of its page there.
    """
    if source.text_file is None and archive is not None and archive.text is not None:
        return CheckedSource(
            source=source.id,
            file=archive.file,
            text="as cited" if archive.state == "holds" else "changed",
            notes=(),
            found=check_spans(archive.text, spans),
            content=archive.text,
        )
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
        content=copy.content,
    )


def check_spans(text: str, spans: Iterable[TextSpan], length: int | None = None) -> dict[TextSpan, FoundSpan]:
    """The result for each span. `length` is the length in code points of the text for which the offsets were made.

    A span that is not at its offset is searched at the shift of the span before it, at the shift of the end of the
    text, then nearby, and only then in the whole text. Once found, its words give all other offsets.
    """
    spans = sorted(set(spans))
    unmoved = {span for span in spans if _is_at(text, span, span.start)}
    search = _Search(text, (span for span in spans if span not in unmoved))
    growth = len(text) - length if length is not None else 0
    found: dict[TextSpan, FoundSpan] = {}
    shift = 0
    for span in spans:
        offset = span.start if span in unmoved else search.find_offset(span, shift, growth)
        shift = shift if offset is None else offset - span.start
        found[span] = _make_found_span(text, span, offset)
    return found


class _Search:
    """A search for spans by hash and length. All spans of one length are searched in one pass."""

    def __init__(self, text: str, lost: Iterable[TextSpan]) -> None:
        self._text = text
        self._lost: dict[int, set[bytes]] = defaultdict(set)
        self._offsets: dict[int, dict[bytes, int]] = {}
        for span in lost:
            self._lost[span.end - span.start].add(bytes.fromhex(span.sha256))

    def find_offset(self, span: TextSpan, shift: int, growth: int) -> int | None:
        """The offset of the span, None if it is not found. The likely shifts are tried first."""
        around = span.start + shift
        around_it = (offset for step in range(1, NEAR + 1) for offset in (around + step, around - step))
        for offset in chain((around, span.start + growth), around_it):
            if _is_at(self._text, span, offset):
                return offset
        size = span.end - span.start
        if size not in self._offsets:
            self._offsets[size] = self._search_all(size, set(self._lost[size]))
        return self._offsets[size].get(bytes.fromhex(span.sha256))

    def _search_all(self, size: int, wanted: set[bytes]) -> dict[bytes, int]:
        """The first offset of each wanted hash among all spans of one size."""
        offsets: dict[bytes, int] = {}
        text, sha256 = self._text, hashlib.sha256
        for start in range(len(text) - size + 1):
            digest = sha256(text[start : start + size].encode()).digest()
            if digest in wanted:
                offsets[digest] = start
                wanted.discard(digest)
                if not wanted:
                    break
        return offsets


def _is_at(text: str, span: TextSpan, start: int) -> bool:
    end = start + span.end - span.start
    return start >= 0 and end <= len(text) and hash_text(text[start:end]) == span.sha256


def _make_found_span(text: str, span: TextSpan, offset: int | None) -> FoundSpan:
    if offset is None:
        return FoundSpan("broken", ())
    return (
        FoundSpan("holds", ((span.start, span.end),)) if offset == span.start else _make_moved_span(text, span, offset)
    )


def _make_moved_span(text: str, span: TextSpan, offset: int) -> FoundSpan:
    size = span.end - span.start
    places = sorted(
        _list_places(text, text[offset : offset + size]), key=lambda start: (abs(start - span.start), start)
    )
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
