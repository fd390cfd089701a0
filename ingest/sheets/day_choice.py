"""From which day a date in a row is counted: that of the publication, on which it was said, or of the row above."""

from collections.abc import Iterator
from typing import Protocol

from graph.dates.counted_days import count_day, is_counted_day, is_in_named_period
from graph.dates.readings import AmbiguousDate, DateInWords
from graph.dates.relative_days import has_relative_day
from graph.dates.relative_words import translate_relative_days
from graph.dates.windows import Window, read_window
from graph.errors import InvalidInput
from ingest.sheets.cells import CellFault, write_day
from ingest.sheets.tables import SheetCell

SAID = "the date is counted from {}, when it was said"
ABOVE = "the date is counted from the row above, {}"
AS_ABOVE = "the same day as in the row above, which has the same words"
PUBLISHED = "the date is taken from the publication"


class RowDayReader(Protocol):
    """Reads the dates of cells. `above` are the days of the row above, `words_above` what it has of them."""

    above: Window | None
    words_above: str
    published: Window | None

    def read_day(self, cell: SheetCell, is_future: bool, told: Window | None = None) -> DateInWords: ...


def choose_day(reader: RowDayReader, cell: SheetCell, said: Window | None, *, is_future: bool) -> DateInWords:
    """The date of a cell. `said` is the day on which the row was said, where it names one.

    The next day, two days later and the like are counted from the row above or from `said`; yesterday, last week and
    the like from the publication or from `said`. Of two dates that both may be it is asked which is meant.
    """
    if is_counted_day(cell.text):
        return _count(reader, cell, said, is_future=is_future)
    if said is None or len(cell.text) > 100 or not has_relative_day(translate_relative_days(cell.text)):
        return reader.read_day(cell, is_future)
    found: dict[str, DateInWords] = {}
    faults: list[InvalidInput] = []
    for told in (None, said):
        try:
            one = reader.read_day(cell, is_future, told)
        except InvalidInput as error:
            faults.append(error)
            continue
        if is_future or _had_begun(one.edtf, said):
            found.setdefault(one.edtf, DateInWords(one.edtf, one.is_period, _note(told, one), one.ends))
        else:
            faults.append(_make_later(cell.text, one.edtf, said))
    return _choose(cell.text, list(found.values()), faults)


def _count(reader: RowDayReader, cell: SheetCell, said: Window | None, *, is_future: bool) -> DateInWords:
    found: dict[str, DateInWords] = {}
    faults: list[InvalidInput] = []
    for edtf, note, limit in _list_counted(reader, cell, said):
        if limit is None or is_future or _had_begun(edtf, limit):
            found.setdefault(edtf, DateInWords(edtf, "/" in edtf, note))
        else:
            faults.append(_make_later(cell.text, edtf, limit))
    fault = CellFault(
        f"{cell.text!r} is counted from another day, and the row above names none that is clear", value=cell.text,
        hint="write the date",
    )  # fmt: skip
    return _choose(cell.text, list(found.values()), [*faults, fault])


def _list_counted(
    reader: RowDayReader, cell: SheetCell, said: Window | None
) -> Iterator[tuple[str, str, Window | None]]:
    """The dates that a cell may mean, each with how, and with the days by which what was said had happened."""
    if reader.above and cell.text.casefold() == reader.words_above.casefold():
        first, last = reader.above
        yield f"{first}" if first == last else f"[{first}..{last}]", AS_ABOVE, said
    for base, note in ((reader.above, ABOVE), (said, SAID)):
        if base and (edtf := count_day(cell.text, base)):
            yield edtf, note.format(_write_days(base)), said
    published = reader.published if is_in_named_period(cell.text) else None  # the month may also be that of the report
    if published and (edtf := count_day(cell.text, published)):
        yield edtf, PUBLISHED, said or published


def _had_begun(edtf: str, said: Window) -> bool:
    """Whether what was said on a day had begun by then."""
    return read_window(edtf).earliest <= said.latest


def _make_later(text: str, edtf: str, said: Window) -> CellFault:
    days = _write_days(read_window(edtf))
    return CellFault(
        f"{text!r} would be {days}, after {_write_days(said)}, when it was said", value=text,
        hint="write the date, or planned under happened, planned, denied, or inferred by me",
    )  # fmt: skip


def _choose(text: str, found: list[DateInWords], faults: list[InvalidInput]) -> DateInWords:
    if not found:
        raise faults[0]
    if len(found) == 1:
        return found[0]
    days = tuple(_write_days(read_window(one.edtf)) for one in found)
    message = f"{text!r} may be {' or '.join(f'{day} ({one.note})' for day, one in zip(days, found, strict=True))}"
    raise AmbiguousDate(message, days, value=text, hint=f"write {' or '.join(days)}")


def _note(told: Window | None, one: DateInWords) -> str:
    return SAID.format(_write_days(told)) if told else one.note


def _write_days(days: Window) -> str:
    first, last = map(write_day, days)
    return first if first == last else f"between {first} and {last}"
