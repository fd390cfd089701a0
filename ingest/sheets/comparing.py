"""Two sheets on one report, by two coders: how far they agree, column by column, and what is left to be settled.

What is compared is what cells mean: two spellings of one name, or of one date, are no difference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import xlsxwriter

from graph.errors import InvalidCount
from graph.model.counts import read_count
from graph.model.locators import read_locator
from graph.spelling import fold_name
from ingest.agreement import compute_alpha, compute_per_cent
from ingest.alignment import AlignedRows, CodedRow, align_rows
from ingest.sheets.reading import SheetReading
from ingest.sheets.rows import WhatRow

TIMES = ("on", "observed", "valid", "spread", "planned_end")
ROLES = {
    "subject": "who", "agent": "who carries it out", "object": "to whom", "at": "where", "from_holder": "from (holder)",
    "to_holder": "to (holder)", "from_place": "from (place)", "to_place": "to (place)",
}  # fmt: skip
COLUMNS = {
    "predicate": "does what", **{f"roles.{role}": header for role, header in ROLES.items()}, "said_by": "who says it",
    "said_on": "said when", "time": "when", "count": "how many", "polarity": "denied", "mode": "happened or planned",
    "reading": "inferred", "terms": "terms", "about": "about", "whole": "all of them",
}  # fmt: skip
BY_ID = frozenset(["said_by", "about"])
USUAL = {"polarity": "asserts", "mode": "occurred", "reading": "stated", "whole": False}


class ColumnAgreement(NamedTuple):
    """How far two coders agree in a column, over the rows that both have and in which one of them says something.

    `per_cent` and `alpha` (nominal) are None where there is nothing to compute them from.
    """

    column: str
    rows: int
    per_cent: float | None
    alpha: float | None


class Difference(NamedTuple):
    """What the coders say in a column of one row; a row that only one has is a difference in "row"."""

    paragraph: str
    first_row: int | None
    second_row: int | None
    column: str
    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The rows that both have, or only one; the agreement by column; all differences in the order of rows."""

    both: int
    only_first: int
    only_second: int
    columns: list[ColumnAgreement]
    differences: list[Difference]


def compare_sheets(first: SheetReading, second: SheetReading) -> Comparison:
    """Compare two sheets row by row; rows are aligned by paragraph, by what is done, and by who is named."""
    readings = first, second
    coded = [[_make_coded(reading, row) for row in reading.rows] for reading in readings]
    values = [{row.row.number: _list_values(reading, row) for row in reading.rows} for reading in readings]
    aligned = align_rows(*coded)
    pairs = [(one.number, other.number) for one, other in aligned if one and other]
    columns = []
    for name, header in COLUMNS.items():
        units = [(values[0][one].get(name), values[1][other].get(name)) for one, other in pairs]
        # an empty cell is a value where the other coder says something, as it then means "not said"
        units = [unit for unit in units if unit != (None, None)]
        filled = [("" if one is None else one, "" if other is None else other) for one, other in units]
        if filled:
            columns.append(ColumnAgreement(header, len(filled), compute_per_cent(filled), compute_alpha(filled)))
    alone = [sum(pair[place] is None for pair in aligned) for place in (1, 0)]
    return Comparison(
        both=len(pairs), only_first=alone[0], only_second=alone[1], columns=columns,
        differences=[one for pair in aligned for one in _list_differences(pair, values, readings)],
    )  # fmt: skip


def write_differences(out: Path, comparison: Comparison, first: str, second: str) -> None:
    """A workbook of the differences alone, with an empty column in which each is settled. Cells are text."""
    header = (
        "paragraph",
        f"row of {first}",
        f"row of {second}",
        "column",
        f"{first} says",
        f"{second} says",
        "settled",
    )
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet("Differences")
        bold = workbook.add_format({"bold": True})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for column, (name, width) in enumerate(zip(header, (12, 10, 10, 20, 44, 44, 44), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, bold)
        for row, one in enumerate(comparison.differences, 1):
            for column, value in enumerate(one):
                sheet.write_string(row, column, "" if value is None else str(value), wrapped)
        sheet.freeze_panes(1, 0)


def _make_coded(reading: SheetReading, row: WhatRow) -> CodedRow:
    roles = row.form.get("roles", {})
    return CodedRow(
        number=row.row.number, paragraph=_fold_locator(row), predicate=row.form.get("predicate", ""),
        roles={role: frozenset(_name(reading, id_) for id_ in ids) for role, ids in roles.items()},
    )  # fmt: skip


def _fold_locator(row: WhatRow) -> str:
    written = str(row.form.get("cite", {}).get("locator", row.row.text("locator")))
    locator = read_locator(written)
    return f"{locator.kind} {locator.first:g}-{locator.last:g} {locator.name or ''}" if locator else fold_name(written)


def _name(reading: SheetReading, id_: str) -> str:
    """What stands for an entity in both sheets: the id of another source, or the name of one of the sheet's own."""
    entity = reading.names.get(id_)
    if entity is None or id_ in reading.names.known.by_id:
        return id_
    return f"{entity.label} {fold_name(entity.name)}"


def _list_values(reading: SheetReading, row: WhatRow) -> dict[str, str]:
    """What a row means, by column, as texts that are equal where it is the same."""
    form, found = row.form, {}
    for name in COLUMNS:
        value: Any
        if name.startswith("roles."):
            ids = form.get("roles", {}).get(name.removeprefix("roles."), [])
            value = sorted(_name(reading, id_) for id_ in ids)
        elif name == "time":
            value = {time: form[time] for time in TIMES if form.get(time)}
        elif name == "count":
            value = _fold_count(form.get("count"))
        elif name in BY_ID:
            ids = form.get(name) or []
            value = sorted(_name(reading, id_) for id_ in ([ids] if isinstance(ids, str) else ids))
        else:
            value = form.get(name)
        if value not in (None, [], {}, USUAL.get(name)):
            found[name] = orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    return found


def _fold_count(count: dict[str, Any] | None) -> dict[str, Any] | None:
    """A count by its range, so that "about 2,000" and "some 2000" are the same."""
    if not count:
        return None
    given = {name: count[name] for name in ("min", "max") if count.get(name) is not None}
    try:
        low, high = read_count(str(count.get("wording", "")), is_share=count.get("kind") == "share")
    except InvalidCount:
        low, high = None, None
    return {
        **{name: value for name, value in count.items() if name != "wording"},
        **({"min": low, "max": high} | given),
    }


def _list_differences(
    pair: AlignedRows, values: Sequence[dict[int, dict[str, str]]], readings: tuple[SheetReading, SheetReading]
) -> Iterator[Difference]:
    numbers = [row.number if row else None for row in pair]
    rows = [_find_row(reading, number) for reading, number in zip(readings, numbers, strict=True)]
    paragraph = next(row.row.text("locator") for row in rows if row)
    if None in numbers:
        says = [_write_row(row) if row else "" for row in rows]
        yield Difference(paragraph, numbers[0], numbers[1], "row", *says)
        return
    for name, header in COLUMNS.items():
        found = [values[place][number].get(name) for place, number in enumerate(numbers) if number is not None]
        if found[0] != found[1]:
            says = [_write_value(value) for value in found]
            yield Difference(paragraph, numbers[0], numbers[1], header, *says)


def _find_row(reading: SheetReading, number: int | None) -> WhatRow | None:
    return next((row for row in reading.rows if row.row.number == number), None)


def _write_row(row: WhatRow) -> str:
    cells = (row.row.text(name) for name in ("said_by", "who", "predicate", "object", "at", "wording", "when"))
    return " | ".join(text for text in cells if text)


def _write_value(value: str | None) -> str:
    """A value as people read it: without the brackets and quotes of its form."""
    if value is None:
        return ""
    read = orjson.loads(value)
    if isinstance(read, dict):
        return ", ".join(f"{name} {_write_value(orjson.dumps(one).decode())}" for name, one in read.items())
    return "; ".join(map(str, read)) if isinstance(read, list) else str(read)
