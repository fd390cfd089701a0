"""Answers on the command line: a sentence, a table of at most 80 columns (or as wide as the terminal is), notes.

Questions import it, so what draws tables is imported where one is drawn.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Row = Mapping[str, Any]
Columns = Mapping[str, Callable[[Row], Any]]
BESIDE = {  # lists next to the rows; an answer need not have all of them
    "lastKnown": "Last known before",
    "firstKnown": "First known after",
    "perhapsSame": "Perhaps the same people",
    "together": "Said of this place together with others",
}
ENTITY_COLUMNS: Columns = {
    "id": lambda row: row["id"],
    "name": lambda row: row["name"],
    "is a": lambda row: f"{row['label']}, {row['kind']}" if "label" in row else row["type"],
    "also": lambda row: row.get("aliases"),
}
WIDTH = 80
LONGEST_WORD = 24
SIGNS = {1: "friendly", -1: "hostile", 0: "neutral"}


def in_table(columns: Columns, lists: Mapping[str, str] | None = None) -> Callable[[Row], None]:
    """A function that prints an answer with its rows as a table of these columns."""
    return lambda data: print_answer(data, columns, lists)


def one_thing(name: str) -> Callable[[Row], None]:
    """A function that prints the single object of an answer under this name: a line per field, and the notes."""

    def show(data: Row) -> None:
        print_fields(data[name])
        print_notes(data)

    return show


def print_answer(data: Row, columns: Columns, lists: Mapping[str, str] | None = None) -> None:
    """Print the summary, the rows, further lists of rows under their titles, and the notes."""
    console = _make_console()
    if data.get("summary"):
        console.print(make_text(data["summary"]))
    print_table_or_blocks(data["rows"], columns, console)
    for name, title in (lists or {}).items():
        if data.get(name):
            console.print(make_text(title, style="bold"))
            print_table_or_blocks(data[name], columns, console)
    print_explanation(data, console)
    print_notes(data, console)


def print_asked(data: Row) -> None:
    """Print the questions that typed words ask: summary, commands, what was understood, what else they may ask."""
    asked = data.get("asked")
    if not asked:
        return
    console = _make_console()
    console.print(make_text(data["summary"]))
    for clause in (asked, *asked["further"]):
        if clause["address"]:
            console.print(make_text(clause["command"] or clause["address"], style="bold"))
        for part in clause["understood"]:
            meant = part["name"] or part["value"] or "the answer has it"
            console.print(make_text(f"  {part['parameter'] or ''} {meant}: “{part['words']}”".replace("   ", "  ")))
        for one in clause["choices"]:
            without = ", ".join(f"“{words}”" for words in one["leavesOut"])
            console.print(make_text(f"{f'without {without}' if without else 'or'}: {one['reads']}"))
            console.print(make_text(f"  {one['command'] or one['address']}"))


def print_table(
    rows: Sequence[Row],
    columns: Columns,
    console: "Console | None" = None,
    header: bool = True,
    with_empty: bool = False,
) -> None:
    """One line per row; nothing where there is none. Without `with_empty`, empty columns are left out."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    cells = [[value_words(read(row)) for read in columns.values()] for row in rows]
    used = [number for number in range(len(columns)) if with_empty or any(line[number] for line in cells)]
    if not rows or not used:
        return
    found = Table(box=SIMPLE_HEAD if header else None, show_header=header, pad_edge=False, padding=(0, 1, 0, 0))
    for number in used:
        # ids, keys and dates are for copying, so they stay on one line
        whole = all(" " not in line[number] and len(line[number]) <= LONGEST_WORD for line in cells)
        found.add_column(make_text(list(columns)[number]), overflow="fold", no_wrap=whole)
    for line in cells:
        found.add_row(*(make_text(line[number]) for number in used))
    (console or _make_console()).print(found)


def print_table_or_blocks(
    rows: Sequence[Row], columns: Columns, console: "Console | None" = None, with_empty: bool = False
) -> None:
    """A table where its words fit side by side; else a block per row, a line per column, so that nothing is cut."""
    console = console or _make_console()
    used = {name: read for name, read in columns.items() if with_empty or any(value_words(read(row)) for row in rows)}
    widths = [
        max([len(name), *(max(map(len, value_words(read(row)).split()), default=0) for row in rows)]) + 2
        for name, read in used.items()
    ]
    if sum(widths) <= console.width:
        print_table(rows, columns, console, with_empty=with_empty)
        return
    for row in rows:
        filled = {name: read(row) for name, read in used.items()}
        lines = [{"column": name, "value": value} for name, value in filled.items() if with_empty or value_words(value)]
        print_table(
            lines, {"column": lambda line: line["column"], "value": lambda line: line["value"]}, console, header=False
        )


def print_fields(item: Row) -> None:
    """Print an object, a line per field."""
    rows = [{"field": name, "value": value} for name, value in item.items() if value not in (None, [], {})]
    print_table(rows, {"field": lambda row: row["field"], "value": lambda row: row["value"]}, header=False)


def print_explanation(data: Row, console: "Console | None" = None) -> None:
    """Print the explanation of an answer, if it was asked for."""
    if "explain" not in data:
        return
    console = console or _make_console()
    found = data["explain"]["restsOn"]
    console.print(
        make_text("Rests on" if found else "No single statement or speaker changes this answer", style="bold")
    )
    print_table(
        found,
        {"without": lambda one: one["name"] or one["key"], "then": lambda one: "; ".join(one["changes"])},
        console,
    )
    if data["explain"]["truncated"]:
        console.print(make_text("note: not every statement and speaker was tried", style="dim"))


def print_notes(data: Row, console: "Console | None" = None) -> None:
    console = console or _make_console()
    for note in data.get("notes", ()):
        console.print(make_text(f"note: {note}", style="dim"))
    if any("statements" in row for row in data.get("rows", ())):
        console.print(
            make_text("note: --json has the statements of each row; whoholds statement ID shows one", style="dim")
        )
    if data.get("next"):
        console.print(make_text("note: there are more rows; --limit shows more", style="dim"))


def value_words(value: Any) -> str:
    """A value in few words: entities by name, lists with commas, ranges as `a to b`."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Mapping():
            if "wording" in value:
                return str(value["wording"])
            if "name" in value:
                return str(value["name"])
            if set(value) >= {"min", "max"}:
                return range_words(value)
            return "; ".join(
                f"{name}: {value_words(inner)}" for name, inner in value.items() if inner not in (None, [], {})
            )
        case list() | tuple():
            return ", ".join(map(value_words, value))
    return str(value)


def sign_word(row: Row) -> str:
    """Such as `hostile`; `both` where some statements say so and others the opposite."""
    return "both" if row["mixed"] else SIGNS.get(row["sign"], "unknown")


def sure_words(row: Row) -> str:
    """Such as `possible (after); inferred; denied`."""
    sure: str = row["certainty"] or ""
    if row["support"] and row["support"] != sure:
        sure += f" ({row['support']})"
    if row.get("reading") == "inferred":
        sure += "; inferred"
    return sure + ("; denied" if row.get("contested") else "")


def range_words(found: Row) -> str:
    low, high = found["min"], found["max"]
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def day_count_words(row: Row) -> str:
    """Such as `about 2,000, 2026-01-21`, or else how many came: the number of a holding in short."""
    if count := row["count"]:
        return ", ".join(filter(None, (count["wording"] or range_words(count), row["countedOn"])))
    return f"{range_words(row['gained'])} came" if row.get("gained") else ""


def holding_words(holding: Row) -> str:
    """Such as `ISIS suspects (about 2,000, 2026-01-21)`: whom a place holds, and how many."""
    name, count = holding["held"]["name"], day_count_words(holding)
    return f"{name} ({count})" if count else f"{name}"


def compared_words(holding: Row | None) -> str:
    """Such as `possible (after), about 2,000, 2026-01-21`: how sure a holding is, and its number."""
    return ", ".join(filter(None, (sure_words(holding), day_count_words(holding)))) if holding else ""


def gap_words(low: int | None, high: int | None) -> str:
    """The unexplained difference of a ledger: `300 to 900 went`, `53 came from`, `up to 11 went or up to 3 came from`.

    Negative: more people were counted than the reports explain. None: no bound.
    """
    if low is not None and low > 0:
        return f"{range_words({'min': low, 'max': high})} went"
    if high is not None and high < 0:
        return f"{range_words({'min': -high, 'max': None if low is None else -low})} came from"
    went = "any number went" if high is None else f"up to {high:,} went" if high else ""
    came = "any number came from" if low is None else f"up to {-low:,} came from" if low else ""
    return " or ".join(filter(None, (went, came))) or "none"


def alike_words(row: Row) -> str:
    """Such as `12 (group 0)`: how many rows are alike, and by what `--group` asks for them."""
    return f"{row['alike']}" + ("" if row["group"] is None else f" (group {row['group']})")


def name_words(items: Iterable[Row]) -> str:
    """Each name once."""
    return ", ".join(dict.fromkeys(item["name"] for item in items))


def make_text(text: str, style: str = "") -> "Text":
    """A text to print, in which signs that move the cursor are escapes: names and wordings are written by others."""
    from rich.text import Text

    from app.encoding import escape_lines

    return Text(escape_lines(text), style=style)


def _make_console() -> "Console":
    from rich.console import Console

    class PipedConsole(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # rich would end the program with a code of its own

    piped = int(os.environ["COLUMNS"]) if os.environ.get("COLUMNS", "").isdecimal() else WIDTH
    return PipedConsole(width=None if sys.stdout.isatty() else piped, highlight=False)
