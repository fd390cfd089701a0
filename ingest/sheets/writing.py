"""A workbook written: the tabs of the layout with what is known, every cell as text, with lists to choose from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from graph.vocabulary import vocabulary
from ingest.sheets.layout import SUGGESTED, Column, SheetLayout, TabLayout, load_layout
from ingest.sheets.words import list_kinds, list_predicates, list_words

Cells = Mapping[str, str]  # of one row, by field
HELP, LISTS = "How to", "Lists"
EMPTY_ROWS = 2_000  # below the written ones, that have the lists to choose from too
HELP_TEXT = (
    "Fill the tabs from left to right: Source, Who, What. One row of What is one statement; an empty cell is not said.",
    "Then run: whoholds check FILE. It says each row back as a sentence, or says what to write; it loads nothing.",
    "When all rows are right: whoholds load FILE.",
    "Names are those of Who, or ids and names of what is known already. Dates and numbers are written as printed.",
    "Several names in a cell have ; between.",
    "A cell that begins with ? is a suggestion, and counts for nothing. To take it, take the ? away, or write what is "
    "right; yes in the column accept takes all suggestions of a row. Rows that nobody takes are left out and counted.",
    "Further columns may be added to What by name, in any place; they are listed here as well.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContent:
    """What a workbook is to hold: the answers of Source by field, and the rows of Who and of What, each by field.

    A value that begins with SUGGESTED is a suggestion, and shown pale. An empty row is left blank, so that rows keep
    their numbers. `columns` are further fields of What to show though no row fills them. `kept` are the columns of Who
    and of What as a user's workbook has them, by the name of the tab; `others` are rows of tabs by name, which are not
    read; `order` is that of the tabs.
    """

    source: Cells = field(default_factory=dict)
    who: Sequence[Cells] = ()
    what: Sequence[Cells] = ()
    columns: Sequence[str] = ()
    kept: Mapping[str, Sequence[Column]] = field(default_factory=dict)
    order: Sequence[str] = ()
    questions: Sequence[tuple[str, str]] = ()  # lines of Source that are none of its questions
    others: Sequence[tuple[str, Sequence[Sequence[str]]]] = ()


def write_workbook(out: Path | BinaryIO, content: SheetContent) -> None:
    """Write a workbook as xlsx. Nothing in it is a formula: every cell is a text."""
    import xlsxwriter

    layout = load_layout()
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(out) if isinstance(out, Path) else out, options) as book:
        pen = _Pen(book, layout)
        tabs: dict[str, Callable[[], None]] = {
            layout.source.tab: lambda: pen.write_source(content.source, content.questions),
            layout.who.tab: partial(pen.write_rows, layout.who, content.who, show_columns(layout.who, content)),
            layout.what.tab: partial(pen.write_rows, layout.what, content.what, show_columns(layout.what, content)),
            **{name: partial(pen.write_other, name, rows) for name, rows in content.others},
        }
        place = {name: number for number, name in enumerate(content.order)}
        for name in sorted(tabs, key=lambda name: place.get(name, len(place))):
            tabs[name]()
        pen.write_help()
        pen.write_lists()


def choose_columns(layout: TabLayout, rows: Iterable[Cells], more: Sequence[str] = ()) -> list[Column]:
    """The columns to show: those of an empty workbook, the hidden key, and others that a row fills or `more` names."""
    filled = {name for row in rows for name, value in row.items() if value} | set(more)
    return [one for one in layout.columns if not one.more or one.hidden or one.field in filled]


def show_columns(layout: TabLayout, content: SheetContent) -> list[Column]:
    """The columns of Who or What: those of the user in their order, then what rows and check fill besides."""
    rows, more = (content.what, content.columns) if layout.tab == load_layout().what.tab else (content.who, ())
    kept = content.kept.get(layout.tab)
    if kept is None:
        return choose_columns(layout, rows, more)
    filled = {name for row in rows for name, value in row.items() if value} | set(more)
    fields = {column.field for column in kept}
    added = [one for one in layout.columns if one.field in filled and one.field not in fields]
    return [*kept, *sorted(added, key=lambda one: one.given)]


class _Pen:
    """Writes the tabs of one workbook."""

    def __init__(self, book: Any, layout: SheetLayout) -> None:
        self.book, self.layout = book, layout
        self.text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top"})
        self.pale = book.add_format({"font_color": "#8A8A8A", "bg_color": "#FFF8E1"})
        self.wrong = book.add_format({"font_color": "#8B1A1A", "text_wrap": True, "valign": "top"})
        self.lists = list_choices()

    def write_source(self, answers: Cells, others: Sequence[tuple[str, str]]) -> None:
        tab = self.layout.source
        sheet = self._add(tab.tab, tab.columns)
        shown = [one for one in tab.questions if not one.more or answers.get(one.field)]
        for number, question in enumerate(shown, 1):
            sheet.write_string(number, 0, question.header, self.text)
            sheet.write_comment(number, 0, question.about, {"x_scale": 2})
            sheet.write_string(number, 1, answers.get(question.field, ""), self.text)
            self._offer(sheet, question.field, number, number, 1)
        for number, line in enumerate(others, len(shown) + 1):
            for place, value in enumerate(line):
                sheet.write_string(number, place, value, self.text)
        self._shade(sheet, len(shown) + len(others), 2)

    def write_other(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        """A tab that is not read, as text."""
        sheet = self.book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if value:
                    sheet.write_string(number, place, value, self.text)

    def write_rows(self, tab: TabLayout, rows: Sequence[Cells], columns: Sequence[Column]) -> None:
        sheet = self._add(tab.tab, columns)
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                if value := row.get(column.field, ""):
                    sheet.write_string(number, place, value, self.wrong if column.field == "wrong" else self.text)
        last = len(rows) + EMPTY_ROWS
        for place, column in enumerate(columns):
            self._offer(sheet, column.field, 1, last, place)
        self._shade(sheet, last, len(columns))
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)

    def _add(self, name: str, columns: Sequence[Column]) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width, self.text, {"hidden": True} if column.hidden else {})
            sheet.write_string(0, place, column.header, self.head)
            sheet.write_comment(0, place, column.about, {"x_scale": 2, "y_scale": 1.5})
        return sheet

    def _offer(self, sheet: Any, name: str, first: int, last: int, place: int) -> None:
        """A list to choose from, where there is one for a field; other words are taken too."""
        if name in self.lists:
            number = list(self.lists).index(name)
            cells = f"={LISTS}!${chr(65 + number)}$2:${chr(65 + number)}${len(self.lists[name]) + 1}"
            sheet.data_validation(first, place, last, place, {"validate": "list", "source": cells, "show_error": False})

    def _shade(self, sheet: Any, last: int, columns: int) -> None:
        rule = {"type": "text", "criteria": "begins with", "value": SUGGESTED, "format": self.pale}
        sheet.conditional_format(1, 0, last, columns - 1, rule)

    def write_help(self) -> None:
        sheet = self.book.add_worksheet(HELP)
        sheet.set_column(0, 0, 12, self.text)
        sheet.set_column(1, 1, 44, self.text)
        sheet.set_column(2, 2, 100, self.text)
        for number, line in enumerate(HELP_TEXT):
            sheet.write_string(number, 0, line)
        number = len(HELP_TEXT) + 1
        for place, name in enumerate(("tab", "column or question", "what to write")):
            sheet.write_string(number, place, name, self.head)
        for tab in self.layout.tabs:
            for column in tab.questions or tab.columns:
                number += 1
                for place, value in enumerate((tab.tab, column.header, column.about)):
                    sheet.write_string(number, place, value, self.text)

    def write_lists(self) -> None:
        sheet = self.book.add_worksheet(LISTS)
        sheet.hide()
        for place, (name, values) in enumerate(self.lists.items()):
            sheet.write_string(0, place, name)
            for number, value in enumerate(values, 1):
                sheet.write_string(number, place, value)


def list_choices() -> dict[str, list[str]]:
    """The words to choose from, by field."""
    truth = list_words("truth").shown
    kinds = list_kinds().shown
    actors = [kind for kind in kinds if list_kinds().find(kind).startswith("Actor.")]  # type: ignore[union-attr]
    return {
        "kind": kinds,
        "publisher_kind": actors,
        "predicate": list_predicates().shown,
        "manner": list_words("manners").shown,
        "count_kind": list_words("count_kinds").shown,
        "unit": sorted(vocabulary().units),
        "mode": [mode.replace("_", " ") for mode in vocabulary().modes],
        "private": truth,
        "spread": truth,
        "accept": truth,
        "whole": truth,
        "internal": truth,
        "state": list_words("states").shown,
        "parts": list_words("parts").shown,
    }
