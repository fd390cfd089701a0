"""Who held how many over time: areas by holder, all on one scale, with the moves below them; no line joins them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.drawing.bands import OPEN_TOP, draw_areas, list_bounds, outline_count
from app.drawing.layout import (
    FADE,
    LEAST,
    MOST_ROWS,
    DayScale,
    Numbers,
    day_of,
    fade_key,
    frame,
    rest_line,
    row_lines,
    time_band,
)
from app.drawing.marks import (
    Box,
    Drawing,
    Key,
    Line,
    Mark,
    Shape,
    Text,
    box_key,
    contested_key,
    cut_text,
    diamond,
    entity_name,
    entity_names,
    line_key,
    range_words,
    statement_link,
    text_width,
    touch_area,
    wrap_text,
)
from app.drawing.picture import ARROWS, MARGIN

Row = Mapping[str, Any]
PLOT, LANE, LINE = 120.0, 19.0, 15.0
LEAST_PLOT = 12.0
POINTING = {
    "up": ((-6.0, 4.0), (6.0, 4.0), (0.0, -6.0)),
    "down": ((-6.0, -4.0), (6.0, -4.0), (0.0, 6.0)),
}
NOT_JOINED = "Bands are not joined: between them nobody says how many"


def _left() -> float:
    """Where the marks begin, behind the numbers of the axis."""
    return 64.0 if frame().is_narrow else 110.0


def draw_series(data: Row) -> Drawing:
    rows: Sequence[Row] = data["rows"][:MOST_ROWS]
    days = DayScale.of((day for row in rows for day in _list_days(row)), _left(), frame().right)
    if days is None:
        return Drawing([Text(MARGIN, 16, "No number of any day.", "soft")], 30)
    marks, y, most = list[Mark](), 24.0, _find_most(rows)
    for who, scopes in _group_by_holder(rows).items():
        marks.append(Text(MARGIN, y + 18, cut_text(who, 14, frame().room), "label ink", 14, bold=True))
        y += 24
        for row in scopes:
            made, y = _draw_row(row, y, days, most[row["unit"]])
            marks += made
        y += 8
    marks = [*days.axis(18, y), *marks]
    more, high = rest_line(y + 18, len(data["rows"]))
    not_joined, more_high = row_lines(y + 20 + high, [NOT_JOINED + "."], 1)
    legend = [
        box_key("certain", "at least so many"),
        box_key("possible", "at most so many"),
        box_key("certain", "on some day of these", "hatched"),
        box_key("possible", "no upper bound", "up"),
        box_key("ink", "a count: from its least to its most", "hollow"),
        Key((_draw_arrow("came", 10, 8), _draw_arrow("went", 27, 7)), "came, went"),
        fade_key(),
        contested_key(),
    ]
    return Drawing([*marks, *more, *not_joined], y + 28 + high + more_high, legend)


def _group_by_holder(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by the names of their holders: those with the highest counts first, and last what names no holder."""
    groups = dict[tuple[bool, str], list[Row]]()
    for row in rows:
        who = entity_names(row["holders"])
        groups.setdefault((not who, who or "Holder not named"), []).append(row)
    ordered = sorted(groups, key=lambda key: (key[0], -max(map(_find_highest, groups[key]))))
    return {key[1]: groups[key] for key in ordered}


def _find_highest(row: Row) -> int:
    """The highest bound of the counts of a row."""
    return max(
        (part for one in (*row["points"], *row["segments"]) for part in (one["min"], one["max"]) if part), default=0
    )


def _find_most(rows: Sequence[Row]) -> dict[str, int]:
    """The highest bound of each unit: counts of one unit are on one scale."""
    most = dict[str, int]()
    for row in rows:
        most[row["unit"]] = max(most.get(row["unit"], 1), _find_highest(row))
    return most


def _draw_row(row: Row, y: float, days: DayScale, most: int) -> tuple[list[Mark], float]:
    """One scope: whom they held, the counts as areas, then a lane for each move."""
    where = f", in {entity_names(row['places'])}" if row["places"] else ""
    of = f" of {row['of']}" if row["of"] else ""
    unit = "" if row["unit"] == "people" and not of else f" ({row['unit']}{of})"
    words = cut_text(f"{entity_names(row['held'])}{where}{unit}", 13, frame().room)
    marks: list[Mark] = [Text(MARGIN, y + 16, words, "label ink")]
    y += 26
    counts = [*row["points"], *row["segments"]]
    if counts:
        highest = _find_highest(row)
        top = y + OPEN_TOP
        base = top + max(PLOT * highest / most, LEAST_PLOT)
        numbers = Numbers(0, most, base, base - PLOT)  # upwards
        for tick in numbers.ticks(3):
            if tick <= highest:
                marks.append(Box(_left(), numbers.x(tick), frame().right - _left(), 0.6, "grid"))
                marks.append(Text(_left() - 8, numbers.x(tick) + 4, f"{tick:,}", "soft", 11.5, "end"))
        marks += draw_areas(counts, days, numbers)
        labels = list[tuple[float, float, float]]()
        scope = f"{entity_names(row['holders']) or 'Holder not named'}: {words}"
        for one in counts:
            marks += _draw_count(one, days, numbers, labels, scope)
        y = base + 10
    for flow in row["flows"]:
        made, high = _draw_flow(flow, y, days)
        marks += made
        y += high
    return marks, y + 4


Labels = list[tuple[float, float, float]]


def _draw_count(one: Row, days: DayScale, numbers: Numbers, labels: Labels, scope: str) -> list[Mark]:
    """The range of a count, which leads to its statement, with its words where they cover no others."""
    if not any(list_bounds(one)):
        return []
    words = range_words(one)
    marks, room = outline_count(one, days, numbers)
    left, right = room.x, room.x + room.width
    if one["deniedBy"] or one["disagree"]:
        marks.append(diamond(left, room.y))
    marks.append(touch_area(left - 2, room.y - 2, room.width + 4, room.height + 4))
    wide, middle = text_width(words, 11.5), room.y + min(room.height, 14) / 2 + 4
    before = left - 10 - wide
    end = frame().right + 40 - wide
    for start, at in ((right + 6, middle), (before, middle), (before, middle + 14), (end, room.y - 8)):
        is_free = all(abs(at - other) > 12 or start > end or begin > start + wide for begin, end, other in labels)
        if _left() <= start <= end and is_free:
            labels.append((start, start + wide, at))
            marks.append(Text(start, at, words, "label ink", 11.5))
            break
    return [statement_link(one["statement"], _write_tooltip(one, words, scope), marks)]


def _write_tooltip(one: Row, words: str, scope: str) -> str:
    """A count in a sentence, with what speaks against it."""
    kind = "held over time" if "start" in one else "counted"
    first, last = (day.isoformat() if day else "an unknown day" for day in (list_bounds(one)[0], list_bounds(one)[3]))
    when = f"on {first}" if first == last else f"from {first} to {last}"
    against = f"; denied by {entity_names(one['deniedBy'])}" if one["deniedBy"] else ""
    against += "; other counts of the same disagree" if one["disagree"] else ""
    return f"{words} {kind} {when}, says {entity_name(one['saidBy'])}{against}. {scope}"


def _draw_flow(flow: Row, y: float, days: DayScale) -> tuple[list[Mark], float]:
    """A move on a lane of its own: a band for the days within which it was, how many in words; and its height."""
    first, last = day_of(flow["earliest"]), day_of(flow["latest"])
    known = [day for day in (first, last) if day]
    words = f"{range_words(flow)} {flow['direction']}, says {entity_name(flow['saidBy'])}"
    words += "; the same as another report" if flow["sameAs"] else ""
    words += f"; contested: denied by {entity_names(flow['deniedBy'])}" if flow["deniedBy"] else ""
    doubt = [diamond(_left() - 14, y + 8)] if flow["deniedBy"] else []
    address = flow["statement"]
    if not known:
        words += "; no day is given"
        lines = _write_lines(words, y + 12)
        return [statement_link(address, words, [*doubt, *lines])], LANE + LINE * (len(lines) - 1)
    band = time_band(days, y + 5, (first, last, first, last), height=7)
    left, right = days.x(min(known)), max(days.end(max(known)), days.x(min(known)) + LEAST)
    middle = (left + right) / 2
    mark = _draw_arrow(flow["direction"], middle, y + 8.5)
    before, after, wide = left - 12, right + 12 if last else right + FADE, text_width(words, 11.5)
    if after + wide <= frame().right + 40:
        said, high = [Text(after, y + 12, words, "label ink", 11.5)], LANE
    elif before - wide >= _left() - 40:
        said, high = [Text(before, y + 12, words, "label ink", 11.5, "end")], LANE
    else:  # neither side has room
        said = _write_lines(words, y + 27, "label ink")
        high = LANE + LINE * len(said)
    room = touch_area(min(left, middle - 11), y - 1, max(right - left, 22), LANE)
    return [statement_link(address, words, [*doubt, *band, mark, *said, room])], high


def _write_lines(words: str, y: float, look: str = "ink") -> list[Text]:
    """Words below one another, whole: what a link shows is a part of what it is called, with the blanks between."""
    lines = wrap_text(words, 11.5, frame().right - _left())
    return [
        Text(_left(), y + LINE * at, line if at == len(lines) - 1 else f"{line} ", look, 11.5)
        for at, line in enumerate(lines)
    ]


def _draw_arrow(direction: str, x: float, y: float) -> Shape:
    """Which way people went."""
    return Shape(x, y, POINTING[ARROWS[direction]], "certain")


def _list_days(row: Row) -> list[date | None]:
    found = [day for name in ("points", "segments", "flows") for one in row[name] for day in list_bounds(one)]
    return [*found, *(day_of(one["end"]["latest"]) for one in row["segments"])]


SIGNS_LEFT, TOP, HEIGHT = 90.0, 22.0, 320.0
SIGNS = ("friendly", "neutral", "mixed", "hostile")


def draw_signs(data: Mapping[str, Any]) -> Drawing:
    rows = data["rows"]
    days = DayScale.of((day_of(row[name]) for row in rows for name in ("start", "end")), SIGNS_LEFT, frame().right)
    if days is None:
        return Drawing([Text(MARGIN, 16, "No step.", "soft")], 30)
    numbers = Numbers.of([row["pairs"] for row in rows], TOP + HEIGHT, TOP)  # upwards
    marks: list[Mark] = list(days.axis(TOP, TOP + HEIGHT))
    for tick in numbers.ticks():
        marks.append(Line(SIGNS_LEFT, numbers.x(tick), frame().right, numbers.x(tick), "grid", "hair"))
        marks.append(Text(SIGNS_LEFT - 8, numbers.x(tick) + 4, f"{tick:,}", "soft", 12, "end"))
    for row in rows:
        start, end = day_of(row["start"]), day_of(row["end"])
        assert start is not None
        assert end is not None
        left, right = days.x(start), days.end(end)
        gap = min(2.0, (right - left) / 4)
        height = 0
        for name in SIGNS:
            bottom, top = numbers.x(height), numbers.x(height + row[name])
            if row[name]:
                says = f"{row['start']} to {row['end']}: {row[name]:,} {name}"
                marks.append(Box(left + gap, top, right - left - 2 * gap, bottom - top, name, says=says))
            height += row[name]
        if row["pairs"]:
            at = numbers.x(row["certain"])
            marks.append(Line(left, at, right, at, "ink", "", f"{row['certain']:,} of {row['pairs']:,} are certain"))
    legend = [box_key(name, name) for name in SIGNS]
    legend.append(line_key("ink", "", "as many of the pairs are certain, the others possible"))
    return Drawing(marks, TOP + HEIGHT + 26, legend)
