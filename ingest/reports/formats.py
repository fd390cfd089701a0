"""Paragraphs of txt, HTML and docx. The libraries that read HTML and docx are loaded only when one is read."""

import io
import logging
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

from graph.errors import InvalidSource, TooLarge
from graph.evidence.locators import list_paragraphs
from ingest.reports.heading import read_heading
from ingest.reports.texts import AS_TEXT, Blocks, FileAbout

UNPACKED = 200_000_000  # bytes that a docx may have once unpacked, with its pictures
LARGEST_TEXT = 10_000_000  # bytes of HTML, and of the text of a docx once unpacked; more would take minutes
DOCUMENT = "word/document.xml"
PROGRAM = re.compile(r"^Microsoft (?:Word|PowerPoint) - |\.(?:docx?|pdf|indd|odt)$", re.IGNORECASE)
UNTITLED = re.compile(r"(?:untitled|document|word document|(?:microsoft )?word.{0,40}|title)?\d{0,6}", re.IGNORECASE)
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read_txt(name: str, content: bytes) -> tuple[Blocks, FileAbout]:
    """Blank lines are between paragraphs; where there are none, each line is one. Locators are looked up so too."""
    text = decode_text(name, content)
    blocks = [text[start:end] for start, end in list_paragraphs(text)]
    is_plain = text.encode("utf-8") == content  # without a mark, which would move each place by one
    heading = read_heading(text.splitlines())
    about = replace(heading, title=heading.title or find_title(blocks), text=name if is_plain else "")
    return [(block, None) for block in blocks], about


def decode_text(name: str, content: bytes) -> str:
    """Text in UTF-8 or UTF-16, with or without a byte order mark. Raises InvalidSource naming the byte."""
    encoding = "utf-8-sig"
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        encoding = "utf-32"
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif zeros := content[:1000].count(0):
        is_utf_16 = zeros * 3 > len(content[:1000])
        if not is_utf_16:
            raise InvalidSource(f"{name} is no text: it has zero bytes", parameter="file", value=name, hint=AS_TEXT)
        encoding = "utf-16-be" if content[0] == 0 else "utf-16-le"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidSource(
            f"{name} is not {'UTF-8' if encoding == 'utf-8-sig' else encoding.upper()}: "
            f"byte {content[error.start]:#04x} at offset {error.start}",
            parameter="file", value=name, hint="save it as UTF-8",
        ) from error  # fmt: skip


def read_html(name: str, content: bytes) -> tuple[Blocks, FileAbout]:
    """The article of a page, without menus and the like."""
    import trafilatura

    if len(content) > LARGEST_TEXT:
        raise TooLarge(
            f"{name} has {len(content) // 1_000_000} MB of HTML, more than {LARGEST_TEXT // 1_000_000}",
            parameter="file", value=name, hint=AS_TEXT,
        )  # fmt: skip
    keep_quiet("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")
    try:
        read = trafilatura.bare_extraction(content, favor_recall=True, include_comments=False, with_metadata=True)
    except (ValueError, TypeError, LookupError, RecursionError, AttributeError) as error:
        raise refuse_broken(name, "a page in HTML") from error
    found: dict[str, Any] = read.as_dict() if read is not None and not isinstance(read, dict) else read or {}
    about = FileAbout(found.get("title") or "", found.get("sitename") or "", found.get("date") or "",
                      found.get("url") or "")  # fmt: skip
    return [(line, None) for line in (found.get("text") or "").split("\n")], about


def read_docx(name: str, content: bytes) -> tuple[Blocks, FileAbout]:
    """Paragraphs, and the rows of tables, in their order; not footnotes and text boxes."""
    from docx import Document
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            sizes = {one.filename: one.file_size for one in packed.infolist()}
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise refuse_broken(name, "a docx") from error
    for size, most, what in ((sum(sizes.values()), UNPACKED, name), (sizes.get(DOCUMENT, 0), LARGEST_TEXT, "its text")):
        if size > most:
            raise TooLarge(
                f"{name}: {what} would be {size // 1_000_000:,} MB once unpacked, more than {most // 1_000_000}",
                parameter="file", value=name, hint=AS_TEXT,
            )  # fmt: skip
    if DOCUMENT not in sizes:
        raise refuse_broken(name, "a docx")
    try:
        document = Document(io.BytesIO(content))
        blocks: Blocks = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                blocks += [(" | ".join(dict.fromkeys(cell.text for cell in row.cells)), None) for row in block.rows]
            else:
                blocks.append((block.text, None))
        about = document.core_properties
        title, created = about.title or "", about.modified or about.created
    except Exception as error:  # the library lets errors of its parser and of wrong parts through, of many classes
        raise refuse_broken(name, "a docx") from error
    return blocks, FileAbout(
        clean_title(title) or find_title([text for text, _ in blocks]), published=write_day(created)
    )


def keep_quiet(*names: str) -> None:
    """Keep what some libraries log off the terminal: what is wrong with a file is said in our words."""
    for name in names:
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False


def find_title(blocks: list[str]) -> str:
    """The first paragraph, where it is as short as titles are, and no sentence."""
    first = next((text for block in blocks if (text := " ".join(block.split()))), "")
    return first if 3 <= len(first) <= 150 and not first.endswith((".", "؟", "!", ":")) else ""


def clean_title(title: str) -> str:
    """A title of a file without what programs put there; empty where nothing is left."""
    plain = PROGRAM.sub("", " ".join(title.split())).strip()
    return "" if UNTITLED.fullmatch(plain) or plain.startswith(("/", "\\", "file:")) else plain


def write_day(day: datetime | None) -> str:
    return f"{day:%Y-%m-%d}" if day and day.year > 1990 else ""


def refuse_broken(name: str, what: str) -> InvalidSource:
    """The error for a file that its library cannot read."""
    return InvalidSource(
        f"{name} cannot be read as {what}; the file is broken, or something else", parameter="file", value=name,
        hint=f"open it in its program and save it again, or {AS_TEXT}",
    )  # fmt: skip
