"""What stands in one cell: words, names, dates and numbers; and what a spreadsheet program made of them."""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from graph.dates.readings import DateInWords, read_written_date
from graph.dates.suggestions import suggest_dates
from graph.dates.windows import Window
from graph.errors import InvalidInput
from graph.model.counts import LONGEST
from graph.model.number_words import read_number as find_number
from graph.model.numbers_in_text import find_numbers
from graph.model.plain_wordings import simplify_wording
from ingest.sheets.counted import can_read, list_counted, split_counted, split_number
from ingest.sheets.layout import SEPARATOR
from ingest.sheets.tables import SheetCell
from ingest.sheets.words import list_words

SERIAL = range(20_000, 80_000)  # days since 1900, as spreadsheet programs count them: 1954 to 2119
SERIAL_START = date(1899, 12, 30)
BARE_DAY = re.compile(r"(\d{1,2})[-/ .](?:[A-Za-z]{3,9}|\d{1,2})(?:[-/ .]\d{2,4})?")
NUMBERED = (" and ", " or ", " et ", " und ", " ve ")  # between two nouns that are counted
SCRIPTS = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "HANGUL": "CJK"}


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What is wrong in a cell, and what to write. `row` is None for a whole tab, `column` is a header as people see it.

    `nearest` are words or ids that may be meant.
    """

    tab: str
    row: int | None
    column: str
    value: str
    message: str
    nearest: tuple[str, ...] = ()
    letter: str = ""

    def __str__(self) -> str:
        place = f"{self.tab}, row {self.row}" if self.row else self.tab
        at = f", column {self.letter}" if self.letter else ""
        return f"{place}{at}: {self.column}: {self.message}"


class CellFault(InvalidInput):
    """What is wrong in a cell; `nearest` are words or ids that may be meant."""

    def __init__(self, message: str, *, value: object = None, hint: str | None = None, nearest: tuple[str, ...] = ()):
        super().__init__(message, value=value, hint=hint)
        self.nearest = nearest


def split_items(text: str) -> list[str]:
    """The items of a cell, which have ; between."""
    return [item.strip() for item in text.split(SEPARATOR) if item.strip()]


def check_made(cell: SheetCell) -> None:
    """Refuse what a spreadsheet program made of a text or number, in a cell that is to hold no date."""
    made = cell.made
    if made is None or isinstance(made, bool):
        return
    if isinstance(made, datetime | date):
        low, high = sorted((made.day, made.month))
        raise CellFault(
            f"the spreadsheet program made a date of this, {write_day(made)}", value=cell.text,
            hint=f"write {low} to {high} as text, if that was meant",
        )  # fmt: skip
    if isinstance(made, float):
        raise CellFault(
            f"the spreadsheet program made {cell.text} of this, perhaps of a fraction or of per cent", value=cell.text,
            hint="write it as printed, as text",
        )  # fmt: skip
    raise CellFault(
        f"the spreadsheet program made a time of this, {cell.text}", value=cell.text, hint="write it as text"
    )


def write_day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def read_day_cell(cell: SheetCell, published: Window | None, *, is_future: bool = False) -> DateInWords:
    """The date of a cell. Raises InvalidDate or CellFault with what to write."""
    made = cell.made
    if isinstance(made, datetime | date):
        day = made.date() if isinstance(made, datetime) else made
        if day.day == 1:  # May 2019 becomes the first of May
            raise CellFault(
                f"the spreadsheet program made a date of this, {write_day(day)}", value=cell.text,
                hint=f"write {write_day(day)} or {day:%B} {day.year} as text",
            )  # fmt: skip
        return DateInWords(day.isoformat())
    check_made(cell)
    if cell.text.isdecimal() and len(cell.text) == 5 and int(cell.text) in SERIAL:
        day = SERIAL_START + timedelta(int(cell.text))
        raise CellFault(
            f"{cell.text} is a day as spreadsheet programs count them, {write_day(day)}", value=cell.text,
            hint=f"write {write_day(day)} as text, if it was meant",
        )  # fmt: skip
    return read_written_date(cell.text, published, is_future=is_future)


def read_bounded(text: str) -> dict[str, Any] | None:
    """A date that others bound, as JSON; None for any other text."""
    if not text.startswith("{") or text.startswith("{.."):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def read_wording(cell: SheetCell, unit: str, *, is_share: bool = False, is_bounded: bool = False) -> tuple[str, str]:
    """The wording of a number, and its unit where that stands behind it: 500 families. Raises CellFault.

    `is_bounded`: other cells say what the wording allows.
    """
    check_made(cell)
    text = cell.text
    numbers = find_numbers(text)
    if not text.isascii() and len(numbers) == 1 and (numbers[0].start, numbers[0].end) == (0, len(text)):
        return numbers[0].wording, unit  # in Arabic words: as our table of wordings has it
    if not unit and (found := split_counted(text)):
        return found
    if can_read(text, is_share):
        return text, unit
    if BARE_DAY.fullmatch(text) and (day := _find_bare_day(text)):
        low, high = sorted((day.day, day.month))
        raise CellFault(
            f"{text!r} is a date, which the spreadsheet program perhaps made of {low}-{high}", value=text,
            hint=f"write {low} to {high} as text",
        )  # fmt: skip
    if not unit and not is_bounded and (uncounted := split_number(text)):
        head, noun = uncounted
        if any(letters in f" {noun} " for letters in NUMBERED):
            raise CellFault(f"{text!r} counts several", value=text, hint="write a row for each number")
        raise CellFault(
            f"{text!r} counts {noun!r}, which is no word for people known here", value=text,
            hint=f"write {head} alone if these are people; if not, what they are under counted unit, such as families",
        )  # fmt: skip
    if not is_bounded and len(counted := list_counted(text)) > 1:
        raise CellFault(
            f"{text!r} counts several: {', '.join(counted)}", value=text, hint="write a row for each number"
        )
    return text, unit


def _find_bare_day(text: str) -> date | None:
    for one in suggest_dates(text):
        if match := re.fullmatch(r"(?:\d{4}|XXXX)-(\d\d)-(\d\d)", one.edtf):
            return date(2000, int(match[1]), int(match[2]))
    return None


def read_truth(text: str, parameter: str = "truth") -> bool:
    """Yes or no. Raises UnclearWord naming the parameter."""
    return list_words("truth").read(text, parameter) == "yes"


def read_number(cell: SheetCell) -> int:
    """A plain number, its thousands parted or not. Raises CellFault."""
    check_made(cell)
    number = find_number(simplify_wording(cell.text)) if len(cell.text) <= LONGEST else None
    if number is None or number.value.denominator != 1 or number.has_point:
        raise CellFault(f"{cell.text[:40]!r} is no number", value=cell.text, hint="write digits alone, such as 2000")
    return int(number.value)


def find_scripts(text: str) -> list[str]:
    """The scripts of the letters of a text, by the first word of their names: LATIN, ARABIC, CYRILLIC ..."""
    names = (unicodedata.name(letter, "").split("-")[0].split(" ")[0] for letter in text if letter.isalpha())
    return list(dict.fromkeys(SCRIPTS.get(name, name) for name in names if name))


def check_one_script(text: str) -> None:
    """Refuse a name in two scripts, which are two names. Raises CellFault."""
    if len(find_scripts(text)) < 2:
        return
    words: dict[str, list[str]] = {}
    for word in text.split():
        words.setdefault("/".join(find_scripts(word)), []).append(word)
    parts = [" ".join(found).strip("()[]،,") for script, found in words.items() if script]
    raise CellFault(
        f"{text!r} is in two scripts, so it is two names", value=text,
        hint=f"write {parts[0]} as the name, and {' and '.join(parts[1:]) or 'the other'} under names in other scripts",
    )  # fmt: skip


def describe_fault(error: Exception) -> tuple[str, tuple[str, ...]]:
    """The message of an error with what to write, and the words that may be meant."""
    return str(error), tuple(getattr(error, "nearest", ()))
