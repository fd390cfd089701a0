"""The text of a report in numbered paragraphs, from txt, HTML, PDF or docx."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from graph.errors import InvalidSource, NotFound, TooLarge
from ingest.reports.faults import check_letters, check_order
from ingest.reports.formats import read_docx, read_html, read_txt
from ingest.reports.pdf import read_pdf
from ingest.reports.sentences import split_sentences
from ingest.reports.texts import AS_TEXT, LONGEST, Blocks, FileAbout, ReportParagraph, ReportText

LARGEST = 50_000_000  # bytes of a file
LONGEST_PARAGRAPH = 5_000  # characters
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENDINGS = {".txt": "txt", ".text": "txt", ".md": "txt", ".html": "html", ".htm": "html", ".xhtml": "html",
           ".pdf": "pdf", ".docx": "docx"}  # fmt: skip
SHAPES = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")  # ligatures, and letters by their place in a word
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")  # soft hyphens, directions


def read_report(path: Path) -> ReportText:
    """The text of a file. Raises NotFound, TooLarge, or InvalidSource that says what is wrong and what to do."""
    content = read_bytes(path)
    read = _choose_reader(path.name, content)
    blocks, about = read(path.name, content)
    paragraphs = list(_number_paragraphs(blocks))
    whole = "\n".join(paragraph.text for paragraph in paragraphs)
    if not whole:
        raise InvalidSource(
            f"{path.name} has no text; its pages may be pictures of a scan" if content.startswith(b"%PDF")
            else f"{path.name} has no text", parameter="file", value=path.name,
            hint=f"let a program recognise the letters, or {AS_TEXT}",
        )  # fmt: skip
    if len(whole) > LONGEST:
        raise TooLarge(
            f"{path.name} has {len(whole):,} characters of text, more than {LONGEST:,}", parameter="file",
            value=path.name, hint="split it into several reports",
        )  # fmt: skip
    check_letters(path.name, whole, AS_TEXT)
    check_order(path.name, whole, AS_TEXT)
    return ReportText(path.name, paragraphs, about)


def _number_paragraphs(blocks: Blocks) -> Iterator[ReportParagraph]:
    """The paragraphs that have a letter or digit. What has none counts too, so that each keeps its number."""
    filled = [(tidy_text(text), page) for text, page in blocks if text.strip()]
    for number, (text, page) in enumerate(filled, 1):
        for part in cut_paragraph(text):
            if any(map(str.isalnum, part)):
                yield ReportParagraph(number, part, page)


def tidy_text(text: str) -> str:
    """A paragraph in one line, with plain letters for printed forms of them."""
    plain = SHAPES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), UNSEEN.sub("", text))
    return " ".join(plain.split())


def cut_paragraph(text: str) -> Iterator[str]:
    """A paragraph, cut where sentences end if it is longer than any is, as in a text without line ends."""
    start = last = 0
    for _, end in split_sentences(text) if len(text) > LONGEST_PARAGRAPH else ():
        if end - start > LONGEST_PARAGRAPH and last > start:
            yield text[start:last].strip()
            start = last
        last = end
    rest = text[start:].strip()
    while len(rest) > 2 * LONGEST_PARAGRAPH:
        cut = rest.rfind(" ", 0, LONGEST_PARAGRAPH) + 1 or LONGEST_PARAGRAPH
        yield rest[:cut].strip()
        rest = rest[cut:]
    yield rest


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises NotFound, TooLarge or InvalidSource."""
    if not path.is_file():
        raise NotFound(f"{path.name}: no such file", parameter="file", value=str(path))
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise InvalidSource(f"{path.name} cannot be opened: {error.strerror}", parameter="file") from error
    if size > LARGEST:
        raise TooLarge(
            f"{path.name} has {size // 1_000_000:,} MB, more than {LARGEST // 1_000_000}", parameter="file",
            value=path.name, hint=AS_TEXT,
        )  # fmt: skip
    if not content.strip():
        raise InvalidSource(f"{path.name} is empty", parameter="file", value=path.name)
    return content


def _choose_reader(name: str, content: bytes) -> Callable[[str, bytes], tuple[Blocks, FileAbout]]:
    """The reader for a file, by its ending, unless its first bytes say otherwise."""
    ending = Path(name).suffix.lower()
    wanted = ENDINGS.get(ending)
    if wanted is None:
        raise InvalidSource(
            f"{name}: a report is read from .txt, .html, .pdf or .docx, not from {ending or 'a file without ending'}",
            parameter="file", value=name, hint=AS_TEXT,
        )  # fmt: skip
    if content.startswith(OLD_OFFICE):
        raise InvalidSource(
            f"{name} has a password, or is a .doc of an old Word", parameter="file", value=name,
            hint="open it, and save it as .docx without a password",
        )  # fmt: skip
    met = "pdf" if b"%PDF-" in content[:1024] else "docx" if content.startswith(b"PK\x03\x04") else ""
    if met != (wanted if wanted in ("pdf", "docx") else ""):
        called = {"pdf": "a PDF", "docx": "a docx or another zip", "": f"no {wanted} by its content"}[met]
        raise InvalidSource(
            f"{name} is {called}", parameter="file", value=name,
            hint=f"give it its right ending, such as .{met}" if met else AS_TEXT,
        )  # fmt: skip
    return {"txt": read_txt, "html": read_html, "pdf": read_pdf, "docx": read_docx}[wanted]
