"""Drawings of custody: who held whom on a day, and what was planned; each number is a range.

Of a day: a line per holder and held with its count, and what is known of other days. Of plans: how many were planned
against how many are said to be done.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from app.drawing.layout import (
    MOST_ROWS,
    Numbers,
    bounds_of,
    day_of,
    fade_key,
    frame,
    number_band,
    rest_line,
    row_heading,
    row_label,
    row_lines,
)
from app.drawing.marks import (
    Drawing,
    How,
    Mark,
    Text,
    box_key,
    contested_key,
    cut_text,
    diamond,
    entity_name,
    entity_names,
    range_words,
    statement_link,
    wrap_text,
)
from app.drawing.picture import MARGIN
from app.drawing.wording import write_bounds, write_code, write_mode, write_window

SUPPORT = {
    "certain": "a statement covers the day for sure",
    "within": "seen at some time around the day",
    "between": "seen before and after",
    "after": "last seen before",
    None: "no evidence near the day",
}
MOST_OTHERS = 40
Row = Mapping[str, Any]


def draw_custody(data: Row) -> Drawing:
    rows: Sequence[Row] = data["rows"]
    shown = rows[:MOST_ROWS]
    found = [row[name] for row in shown for name in ("count", "gained", "lost") if row[name]]
    numbers = Numbers.of([part for one in found for part in (one["min"], one["max"])], frame().left, frame().right)
    marks, y = list[Mark](), 20.0
    for row in shown:
        made, y = _draw_holding(row, y, numbers)
        marks += made
    if found:
        marks = [*numbers.axis(18, y), *marks]
    more, high = rest_line(y, len(rows))
    marks, y = [*marks, *more], y + high
    others = {
        "lastKnown": "Last known before", "firstKnown": "First known later", "perhapsSame": "Perhaps the same",
        "together": "Said of this place together with others",
    }  # fmt: skip
    for name, title in others.items():
        if data[name]:
            marks.append(row_heading(y + 26, title))
            other_marks, high = row_lines(y + 32, [_write_row(row) for row in data[name]], MOST_OTHERS)
            marks += other_marks
            y += 32 + high
    legend = [
        box_key("certain", "certain on the day: a count from least to most"),
        box_key("possible", "possible"),
        box_key("possible", "came or went, not a count of all", "hatched"),
        fade_key(),
        contested_key(),
    ]
    return Drawing(marks, y + 10, legend if rows else ())


def _draw_holding(row: Row, y: float, numbers: Numbers) -> tuple[list[Mark], float]:
    """One holder and held: words at the left; at the right a band per number, each with its words below."""
    joint = f" with {entity_names(row['jointWith'])}" if row["jointWith"] else ""
    where = f"in {entity_names(row['places'])}" if row["places"] else ""
    support = f"{row['certainty']}: {SUPPORT[row['support']]}"
    if row["basis"] == "moved":
        support += "; by a move, nobody says it holds them"
    holder = cut_text(f"{entity_name(row['holder'])}{joint}", 13, 340)  # a long one leaves room for whom it holds
    marks, high, top = row_label(y, f"{holder}: {entity_name(row['held'])}", [where, support])
    at, colour = top + 6, row["certainty"]
    if row["count"]:
        unit, wording = row["count"]["unit"], row["count"]["wording"]
        marks += number_band(numbers, at, row["count"]["min"], row["count"]["max"], colour)
        at += _draw_words(marks, at, f"{range_words(row['count'])} {unit}{_write_count(row)} (“{wording}”)")
    for name, verb in (("gained", "came"), ("lost", "went")):
        if row[name]:
            marks += number_band(numbers, at, row[name]["min"], row[name]["max"], colour, "hatched")
            when = write_window(day_of(row[name]["earliest"]), day_of(row[name]["latest"]))
            at += _draw_words(marks, at, f"{range_words(row[name])} {verb} {when}")
    if at == top + 6:
        at += _draw_words(marks, at - 14, "no number is given") - 14
    doubts = (
        ["contested" + (f": denied by {entity_names(row['deniedBy'])}" if row["deniedBy"] else "")]
        if row["contested"]
        else []
    )
    doubts += ["counts disagree"] if row["countsDisagree"] else []
    if doubts:
        left, words = frame().left, cut_text("; ".join(doubts), 12, frame().plot)
        marks += [diamond(left + 6, at + 6), Text(left + 18, at + 10, words, "contested", 12)]
        at += 20
    return marks, y + max(high, at - y) + 4


def _write_count(row: Row) -> str:
    """In how many places, and when if not on the days asked about."""
    places = row["countPlaces"]
    where = f" in {places} {'place' if places == 1 else 'places'}" if places else ""
    return where + ("" if row["countTiming"] == "on" else f", counted {_write_days(row['countedOn'])}")


def _write_days(counted_on: str) -> str:
    """A day, or the first and last of several, in words."""
    first, _, last = counted_on.partition("/")
    return write_window(day_of(first), day_of(last or first))


def _draw_words(marks: list[Mark], y: float, words: str) -> float:
    """Adds what a band from y on says, below it, in two lines where it is narrow; gives the height of both."""
    left, room = frame().left, frame().plot + 40
    lines = wrap_text(words, 12, room, 2) if frame().is_narrow else [cut_text(words, 12, room)]
    marks += [Text(left, y + 25 + 15 * number, line, "soft", 12) for number, line in enumerate(lines)]
    return 34 + 15 * (len(lines) - 1)


def _write_row(row: Row) -> str:
    count_words = f" ({range_words(row['count'])} {row['count']['unit']})" if row["count"] else ""
    found = [one["validity"] for one in row["statements"] if isinstance(one, Mapping)]
    days = list(dict.fromkeys(write_bounds(bounds_of(one), one["observed"]) for one in found))
    when = f"; {', '.join(days[:3])}" if days else ""
    return f"{entity_name(row['holder'])}: {entity_name(row['held'])}{count_words}{when}"


Bar = tuple[str, str, How, str]  # a field of the row, its colour, how it is filled, and the verb
PLAN: Bar = ("cap", "planned", "hatched", "planned")
FEAR: Bar = ("cap", "planned", "hollow", "expected")
DONE: Bar = ("done", "certain", "solid", "done")
FEARED = "Expected or feared by a speaker, planned by nobody"


def draw_plans(data: Row) -> Drawing:
    rows = data["rows"][:MOST_ROWS]
    if not rows:
        return Drawing([Text(MARGIN, 16, "No statement of a plan.", "soft")], 30)
    known = [one[end] for row in rows for name in ("cap", "done") if (one := row[name]) for end in ("min", "max")]
    numbers = Numbers.of(known, frame().left, frame().right)
    marks, feared, y = list[Mark](), list[Mark](), 20.0
    for row in sorted(rows, key=_is_feared):
        if _is_feared(row) and not feared:
            feared = [row_heading(y + 20, FEARED)]
            y += 30
            marks += feared
        made, y = _draw_plan(row, y, numbers)
        marks += made
    if known:
        marks = [*numbers.axis(18, y), *marks]
    more, high = rest_line(y, len(data["rows"]))
    legend = [
        box_key("planned", "planned, least to most", "hatched"),
        box_key("certain", "said to be done, least to most"),
        fade_key(),
    ]
    if feared:
        legend.append(box_key("planned", "expected or feared, least to most", "hollow"))
    return Drawing([*marks, *more], y + high + 6, legend)


def _is_feared(row: Row) -> bool:
    """What a speaker expects or asks for is nobody's plan, and must not look like one."""
    return row["mode"] in ("expected", "urged")


def _draw_plan(row: Row, y: float, numbers: Numbers) -> tuple[list[Mark], float]:
    to = f" to {entity_names(row['to'])}" if row["to"] else ""
    who, whom = entity_names(row["who"]) or "nobody named", entity_names(row["of"])
    words = f"{who} {write_code(row['predicate'])} {whom}{to}"
    said = ", ".join(filter(None, (write_mode(row["mode"]), f"says {entity_name(row['saidBy'])}")))
    when = write_bounds(bounds_of(row["validity"]), row["validity"]["observed"])
    marks, high, top = row_label(y, words, [said, f"for: {when}"])
    at = top + 6
    if not row["cap"] and not row["done"]:
        marks.append(Text(frame().left, at + 9, "no number is given, planned or done", "soft", 12))
        return marks, y + max(high, at + 12 - y) + 6
    bands = list[Mark]()
    for name, colour, how, verb in (FEAR if _is_feared(row) else PLAN, DONE):
        found = row[name]
        if found:
            bands += number_band(numbers, at, found["min"], found["max"], colour, how)
        wording = f" (“{row['count']['wording']}”)" if name == "cap" and row["count"] else ""
        label = f"{range_words(found)} {verb}{wording}" if found else f"nobody counts what is {verb}"
        down = 25 if found else 12
        marks.append(Text(frame().left, at + down, cut_text(label, 12, frame().plot), "soft", 12))
        at += down + 8
    if bands and row["statements"]:
        bands = [statement_link(row["statements"][0]["id"], f"{words}, {said}", bands)]
    return [*bands, *marks], y + max(high, at - y) + 6
