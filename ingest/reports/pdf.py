"""Paragraphs of a PDF, page by page. A PDF has no paragraphs and no words, only letters at places.

Where a line is Arabic, its letters are drawn as they are seen: the library gives each run of letters in the order of
reading, but the runs from the left, and numbers in Arabic digits turned. Both are put right here.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from graph.errors import InvalidSource, TooLarge
from graph.names.keys import is_arabic
from ingest.reports.faults import count_order
from ingest.reports.formats import clean_title, find_title, keep_quiet, refuse_broken, write_day
from ingest.reports.texts import AS_TEXT, LONGEST, Blocks, FileAbout

MOST_PAGES = 2_000
FEWEST_PAGES = 3  # from which on a line that most pages have is a header or a footer
FULL, WRAPPED = 0.8, 0.6  # of a full line of a page: shorter ones end a paragraph, with and without a full stop
WIDE = 1.3  # of the usual distance of two lines: a wider one is between paragraphs
ENDS = (".", "!", "?", "؟", "۔", ":", "”", '"', "»")
ARABIC_DIGITS = re.compile("[٠-٩۰-۹]{1,20}(?:[.,/٫٬-][٠-٩۰-۹]{1,20}){0,5}")
MIRRORED = str.maketrans("()[]<>«»", ")(][><»«")  # as they are drawn where the line is read from the right


class PdfLine(NamedTuple):
    """The runs of letters of a line from the left, and how high it stands; None where that is not known."""

    runs: list[str]
    height: float | None


def read_pdf(name: str, content: bytes) -> tuple[Blocks, FileAbout]:
    """Paragraphs by page, without lines that most pages begin or end with. Raises TooLarge or InvalidSource."""
    from pypdf import PdfReader

    keep_quiet("pypdf")
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not _is_opened(reader):
            raise InvalidSource(
                f"{name} has a password", parameter="file", value=name,
                hint="open it, and save or print it as a PDF without a password",
            )  # fmt: skip
        if (number := len(reader.pages)) > MOST_PAGES:
            raise TooLarge(
                f"{name} has {number:,} pages, more than {MOST_PAGES:,}", parameter="file", value=name, hint=AS_TEXT
            )
        drawn = list(_read_pages(name, reader))
        about = reader.metadata
        title = clean_title(str(about.title or "")) if about else ""
        created = about.creation_date if about else None
    except (InvalidSource, TooLarge):
        raise
    except Exception as error:  # broken files end in errors of many classes, also of the parsers beneath
        raise refuse_broken(name, "a PDF") from error
    blocks: Blocks = [
        (text, page) for page, lines in enumerate(_drop_margins(write_pages(drawn)), 1) for text in join_lines(lines)
    ]
    return blocks, FileAbout(title or find_title([text for text, _ in blocks]), published=write_day(created))


def _is_opened(reader: Any) -> bool:
    """Whether a file opens without a password, as one does that only forbids printing."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # what it lacks to decrypt it, it says by errors of its own and of others
        return False


def _read_pages(name: str, reader: Any) -> Iterator[list[PdfLine]]:
    length = 0
    for page in reader.pages:
        lines = _read_lines(page)
        length += sum(len(run) for line in lines for run in line.runs)
        if length > LONGEST:
            raise TooLarge(
                f"{name} has more than {LONGEST:,} characters of text", parameter="file", value=name,
                hint="split it into several reports",
            )  # fmt: skip
        yield lines


def _read_lines(page: Any) -> list[PdfLine]:
    pieces: list[tuple[str, float]] = []

    def keep(text: str, matrix: list[float], place: list[float], *_: object) -> None:
        pieces.append((text, place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]))

    whole = page.extract_text(visitor_text=keep)
    if sum(map(len, "".join(text for text, _ in pieces).split())) < sum(map(len, whole.split())):
        return [PdfLine([line], None) for line in whole.split("\n")]
    lines = [PdfLine([], None)]
    for text, height in pieces:
        first, *others = text.split("\n")
        if first:
            known = lines[-1].height if lines[-1].runs else height
            lines[-1] = PdfLine([*lines[-1].runs, first], known)
        lines += [PdfLine([other] if other else [], None) for other in others]
    return lines


def write_pages(pages: list[list[PdfLine]]) -> list[list[str]]:
    """The lines of each page as read, with an empty one where the distance of two is wide.

    The runs of an Arabic line stand from the left, unless pairs of frequent words say that they do not.
    """
    kept, turned = ([[write_line(line.runs, is_turned) for line in page] for page in pages] for is_turned in (0, 1))
    kept_right, turned_right = (sum(count_order(line)[0] for page in one for line in page) for one in (kept, turned))
    chosen = kept if kept_right > turned_right else turned
    return [list(_part_lines(page, texts)) for page, texts in zip(pages, chosen, strict=True)]


def write_line(runs: list[str], is_turned: bool | int) -> str:
    """The text of a line: of an Arabic one from the last run to the first, with its numbers the right way round."""
    text = "".join(runs)
    letters = [c for c in text if c.isalpha()]
    if sum(map(is_arabic, letters)) * 2 <= len(letters):
        return text.strip()
    right = [_mend_run(run) if _has_letters(run) else run for run in runs]
    if not is_turned:
        return "".join(right).strip()
    return "".join(run if _has_letters(run) else _turn_edges(run) for run in reversed(right)).strip()


def _has_letters(run: str) -> bool:
    """Whether a run has Arabic letters, so that the library turned it; one of Arabic digits alone it did not."""
    return any(letter.isalpha() and is_arabic(letter) for letter in run)


def _mend_run(run: str) -> str:
    return ARABIC_DIGITS.sub(lambda match: match[0][::-1], run).translate(MIRRORED)


def _turn_edges(run: str) -> str:
    """A run of Latin letters or digits in an Arabic line: what stands left of it is read after it."""
    places = [place for place, letter in enumerate(run) if letter.isalnum()] or [0, len(run) - 1]
    before, inner, after = run[: places[0]], run[places[0] : places[-1] + 1], run[places[-1] + 1 :]
    return f"{after[::-1].translate(MIRRORED)}{inner}{before[::-1].translate(MIRRORED)}"


def _part_lines(page: list[PdfLine], texts: list[str]) -> Iterator[str]:
    filled = [line.height for line in page if line.runs and line.height is not None]
    steps = [high - low for high, low in pairwise(filled) if high - low > 0]
    usual = median(steps) if steps else 0
    above: float | None = None
    for line, text in zip(page, texts, strict=True):
        if above is not None and line.height is not None and above - line.height > WIDE * usual:
            yield ""
        if line.runs:
            above = line.height
        yield text


def _drop_margins(pages: list[list[str]]) -> list[list[str]]:
    """Without first and last lines that stand on most pages, whatever their numbers."""
    filled = [[line for line in lines if line] for lines in pages]
    seen = Counter(one for lines in filled for one in {re.sub(r"\d+", "0", line) for line in lines[:2] + lines[-2:]})
    often = {line for line, count in seen.items() if len(pages) >= FEWEST_PAGES and count * 2 > len(pages)}

    kept = []
    for lines in pages:
        numbered = [place for place, line in enumerate(lines) if line]
        outer = {*numbered[:2], *numbered[-2:]}
        kept.append([line for n, line in enumerate(lines) if n not in outer or re.sub(r"\d+", "0", line) not in often])
    return kept


def join_lines(lines: list[str]) -> list[str]:
    """Paragraphs of the lines of a page: one ends before a blank line, and after a line that is short."""
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[len(lengths) * 9 // 10] if lengths else 0
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        if not line:
            is_open = False
            continue
        if not is_open:
            paragraphs.append(line)
        elif paragraphs[-1].endswith("-") and line[:1].islower():
            paragraphs[-1] = paragraphs[-1][:-1] + line
        else:
            paragraphs[-1] += f" {line}"
        is_open = len(line) >= (FULL if line.endswith(ENDS) else WRAPPED) * full
    return paragraphs
