"""The layout of a report in a spreadsheet: its tabs, their columns and questions. Read from `layout.yml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.spelling import fold_name

FILE = Path(__file__).with_name("layout.yml")
SUGGESTED = "? "  # begins a cell that the tool suggests; it counts for nothing until a person takes the sign away
SEPARATOR = ";"  # between the names of a cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column, or a question of the tab Source: what it fills, its header, and what to write there.

    `more`: of the full form, added by name. `given`: written by the tool and never read. `width` is in characters.
    """

    field: str
    header: str
    about: str
    also: tuple[str, ...] = ()
    width: int = 20
    more: bool = False
    given: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TabLayout:
    """A tab with its columns, in the order of an empty workbook. `questions` are the lines of the tab Source."""

    tab: str
    also: tuple[str, ...]
    columns: tuple[Column, ...]
    questions: tuple[Column, ...] = ()

    @property
    def fields(self) -> dict[str, Column]:
        return {column.field: column for column in (*self.columns, *self.questions)}

    def header(self, field: str) -> str:
        """The header of a field, as people see it; the field itself where no column has it."""
        found = self.fields.get(field)
        return found.header if found else field


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """The three tabs: what the report is, who stands in it, and what it says."""

    source: TabLayout
    who: TabLayout
    what: TabLayout

    @property
    def tabs(self) -> tuple[TabLayout, TabLayout, TabLayout]:
        return self.source, self.who, self.what


@cache
def load_layout() -> SheetLayout:
    """The layout that all share who write or read a sheet."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return SheetLayout(**{name: _make_tab(entry) for name, entry in content.items()})


def _make_tab(entry: Mapping[str, Any]) -> TabLayout:
    return TabLayout(
        tab=entry["tab"],
        also=tuple(entry["also"]),
        columns=tuple(map(_make_column, entry["columns"])),
        questions=tuple(map(_make_column, entry.get("questions", ()))),
    )


def _make_column(entry: Mapping[str, Any]) -> Column:
    return Column(**{**entry, "also": tuple(entry.get("also", ()))})


def match_column(written: str, columns: tuple[Column, ...]) -> Column | None:
    """The column of a header in any case, or of a synonym of it; None if there is none."""
    return _name_columns(columns).get(fold_name(written))


@cache
def _name_columns(columns: tuple[Column, ...]) -> dict[str, Column]:
    """Each column by its header, its synonyms and its field, folded."""
    names = {fold_name(name): column for column in columns for name in (*column.also, column.field, column.header)}
    return names | {fold_name(column.header): column for column in columns}


def list_nearest(written: str, choices: Iterable[str], most: int = 3) -> list[str]:
    """The choices that are spelt most like a word, the nearest first; none if none is near."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        written, list(choices), scorer=fuzz.WRatio, processor=fold_name, limit=most, score_cutoff=70
    )
    return [choice for choice, _, _ in found]
