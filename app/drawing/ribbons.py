"""Moves as ribbons from holder to holder: a column for each move in order of time, a line for each who had or got them.

Dark is the least, lighter is up to the most; hatched is only possible, contested, or without an upper bound. An end
that no report names is marked as a gap.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from app.drawing.layout import LEAST, MOST_ROWS, frame, rest_line, row_lines
from app.drawing.marks import (
    Box,
    Drawing,
    How,
    Line,
    Mark,
    Shape,
    Text,
    box_key,
    contested_key,
    diamond,
    entity_names,
    line_key,
    range_words,
    statement_link,
    text_width,
    wrap_text,
)
from app.drawing.picture import MARGIN

Row = Mapping[str, Any]
THICK, LANE_HEIGHT, HEAD = 36.0, 48.0, 76.0
OPEN_EDGE = 8.0  # how much thicker a ribbon without an upper bound is
NOT_NAMED = "No report says who"
ORDER = "Moves whose days overlap may have been in another order."
_CURVE = [part / 24 for part in range(25)]


def _left() -> float:
    """Where the first column begins, behind the names of the lanes."""
    return 138.0 if frame().is_narrow else 210.0


def _wide() -> float:
    """How wide a column is."""
    return 108.0 if frame().is_narrow else 120.0


def draw_chain(data: Row) -> Drawing:
    rows: Sequence[Row] = data["rows"][:MOST_ROWS]
    if not rows:
        return Drawing([Text(MARGIN, 16, "No move is reported.", "soft")], 30)
    most = max([1, *(bound for row in rows if row["count"] for bound in _list_known(row["count"]))])
    marks, y = list[Mark](), 8.0
    blocks = math.ceil(len(rows) / (2 if frame().is_narrow else 6))  # so many side by side; others below
    columns = math.ceil(len(rows) / blocks)
    for start in range(0, len(rows), columns):
        made, y = _draw_block(rows[start : start + columns], data["chains"], y, most)
        marks += made
    more, high = row_lines(y, [ORDER], 1)
    rest, rest_high = rest_line(y + high, len(data["rows"]))
    legend = [
        box_key("certain", "at least so many moved"),
        box_key("possible", "at most so many"),
        box_key("possible", "possible, contested, or without an upper bound", "hatched"),
        box_key("hostile", "no report names this end", "hatched"),
        line_key("certain", "thick", "surely moved on"),
        line_key("possible", "thick dashed", "perhaps moved on"),
        contested_key(),
    ]
    return Drawing([*marks, *more, *rest], y + high + rest_high + 6, legend)


def scale_ribbon(count: Row | None, most: int) -> tuple[float, float]:
    """How thick a ribbon is for the least and for the most that moved. Without a bound it is somewhat thicker than the
    least, without a count as thin as can be seen."""
    if not count:
        return 0.0, LEAST
    low = THICK * (count["min"] or 0) / most
    return low, max(THICK * count["max"] / most, LEAST) if count["max"] is not None else low + OPEN_EDGE


def name_end(row: Row, end: str) -> str:
    """Those who had or got them, else the places; empty where no report names either."""
    return entity_names(row[f"{end}Holders"]) or entity_names(row[f"{end}Places"])


def list_lanes(rows: Iterable[Row]) -> list[str]:
    """The ends of moves in order of time; the gap comes last."""
    names = list(dict.fromkeys(name_end(row, end) for row in rows for end in ("from", "to")))
    return [*filter(None, names), *([""] if "" in names else [])]


def _list_known(count: Row) -> Iterator[int]:
    yield from (count[end] for end in ("min", "max") if count[end] is not None)


def _draw_block(rows: Sequence[Row], chains: Sequence[Row], y: float, most: int) -> tuple[list[Mark], float]:
    """Some moves side by side, with the lanes that these touch."""
    marks, lanes, at = list[Mark](), dict[str, float](), y + HEAD
    for lane in list_lanes(rows):
        lines = wrap_text(lane or NOT_NAMED, 13, _left() - MARGIN - 16, 3)
        middle = at + LANE_HEIGHT / 2
        first = middle + 4 - 8 * (len(lines) - 1)
        made = [Text(MARGIN, first + 16 * number, line) for number, line in enumerate(lines)]
        marks += [*made, Line(_left(), middle, _left() + _wide() * len(rows), middle, "grid", "hair")]
        lanes[lane] = middle
        at += LANE_HEIGHT
    marks += _draw_ways(rows, chains, lanes)
    for column, row in enumerate(rows):
        left = _left() + _wide() * column
        marks += [*_draw_head(row, left, y), *_draw_ribbon(row, left, lanes, most)]
    return marks, at + 14


def _draw_head(row: Row, left: float, y: float) -> Iterator[Mark]:
    """When, how many, and of whom."""
    dates = list(dict.fromkeys(str(row[end] or "no known day") for end in ("earliest", "latest")))
    for number, words in enumerate(dates):
        yield Text(left + 4, y + 12 + 13 * number, words if number == 0 else f"to {words}", "soft", 11.5)
    words = range_words(row["count"]) if row["count"] else "not counted"
    size = min(12.5, 12.5 * (_wide() - 12) / text_width(words, 13.5))
    yield Text(left + 4, y + 40, words, size=size, bold=True)
    for number, line in enumerate(wrap_text(entity_names(row["held"]), 11, _wide() - 8, 2)):
        yield Text(left + 4, y + 54 + 13 * number, line, "soft", 11)


def _draw_ribbon(row: Row, left: float, lanes: Mapping[str, float], most: int) -> list[Mark]:
    source, target = name_end(row, "from"), name_end(row, "to")
    start, end = (left + 8, lanes[source]), (left + _wide() - 8, lanes[target])
    low, high = scale_ribbon(row["count"], most)
    is_sure = row["knownCertainty"] == "certain" and not row["contested"] and row["count"] is not None
    how: How = "solid" if is_sure else "hatched"
    is_open = row["count"] is None or row["count"]["max"] is None
    marks: list[Mark] = [make_ribbon(start, end, high, "possible", "hatched" if is_open else how)]
    if low:
        marks.append(make_ribbon(start, end, max(low, 1.0), "certain", how))
    for name, (x, middle) in ((source, start), (target, end)):
        if not name:
            marks.append(Box(x - 6, middle - high / 2 - 4, 12, high + 8, "hostile", "hatched"))
    if row["contested"]:
        marks.append(diamond((start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    if not row["statements"]:
        return marks
    return [statement_link(row["statements"][0]["id"], _write_move(row, source, target), marks)]


def make_ribbon(
    start: tuple[float, float], end: tuple[float, float], thick: float, colour: str, how: How = "solid"
) -> Shape:
    """A band that is `thick` across everywhere, and leaves and reaches its ends level."""
    wide, down = end[0] - start[0], end[1] - start[1]
    upper, lower = list[tuple[float, float]](), list[tuple[float, float]]()
    for part in _CURVE:
        x, y = wide * part, down * part * part * (3 - 2 * part)
        slope = 6 * down * part * (1 - part) / wide
        across = thick / 2 / math.hypot(1, slope)
        upper.append((x + slope * across, y - across))
        lower.append((x - slope * across, y + across))
    return Shape(start[0], start[1], (*upper, *reversed(lower)), colour, how=how)


def _write_move(row: Row, source: str, target: str) -> str:
    when = " to ".join(dict.fromkeys(str(row[end] or "no known day") for end in ("earliest", "latest")))
    counted = range_words(row["count"]) if row["count"] else "an unknown number"
    against = f"; denied by {entity_names(row['deniedBy'])}" if row["deniedBy"] else ""
    held = entity_names(row["held"])
    return f"{counted} of {held}: from {source or 'nobody named'} to {target or 'nobody named'}, {when}{against}"


def _draw_ways(rows: Sequence[Row], chains: Sequence[Row], lanes: Mapping[str, float]) -> Iterator[Mark]:
    """Lines between moves of which one leads on from the other."""
    columns = {row["occurrence"]: column for column, row in enumerate(rows)}
    certainty = dict[tuple[int, int], str]()
    for chain in chains:
        for one, other in pairwise(chain["hops"]):
            if one in columns and other in columns:
                way = columns[one], columns[other]
                if certainty.get(way) != "certain":
                    certainty[way] = chain["certainty"]
    for (first, second), sure in sorted(certainty.items()):
        begin = _left() + _wide() * (first + 1) - 8, lanes[name_end(rows[first], "to")]
        end = _left() + _wide() * second + 8, lanes[name_end(rows[second], "from")]
        style = "thick" if sure == "certain" else "thick dashed"
        yield Line(*begin, *end, "certain" if sure == "certain" else "possible", style, f"{sure}: they moved on")
