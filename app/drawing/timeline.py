"""Timelines: of whatever has days, its name at the left, a band of its four dates at the right.

Of one entity there is a lane for each predicate and other entity, with a band per statement.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.drawing.layout import (
    FADE,
    MOST_ROWS,
    DayScale,
    bounds_of,
    day_of,
    frame,
    rest_line,
    row_label,
    row_lines,
    time_band,
    time_keys,
)
from app.drawing.marks import (
    Box,
    Drawing,
    Key,
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
    touch_area,
    wrap_text,
)
from app.drawing.picture import MARGIN
from app.drawing.wording import (
    DISPUTES,
    GAPS,
    STANCES,
    write_answers,
    write_bounds,
    write_code,
    write_mode,
    write_roles,
    write_sentence,
)

Row = Mapping[str, Any]
ENDS = ("subject", "object", "agent")
DONE = ("occurred", "under_way")  # modes of facts; the others are plans, hopes and fears


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the timeline, or a heading without `bounds`. `doubt`: who disputes it; `aside`: below its band.

    `statement` is where its band leads to, and `says` what the band is called.
    """

    words: str
    small: Sequence[str] = ()
    bounds: Sequence[date | None] = ()
    observed: bool = False
    doubt: str = ""
    aside: str = ""
    silent: bool = False
    is_denied: bool = False
    is_planned: bool = False
    statement: str = ""
    says: str = ""


def draw_statement(data: Row) -> Drawing:
    return draw_timeline([item_of(data["statement"])])


def draw_events(data: Row) -> Drawing:
    return draw_timeline(
        [Item(entity_name(row), [write_code(row["kind"])], _list_event_bounds(row)) for row in data["rows"]]
    )


def draw_silences(data: Row) -> Drawing:
    return draw_timeline([_make_gap_item(row) for row in data["rows"]])


def draw_contested(data: Row) -> Drawing:
    return draw_timeline([item for row in data["rows"] for item in _make_dispute_items(row)])


def draw_timeline(found: Iterable[Item]) -> Drawing:
    """The items one below another, with an axis of days above and below."""
    items = list(found)
    shown = items[:MOST_ROWS]
    days = DayScale.of((day for item in shown for day in item.bounds), frame().left, frame().right)
    marks, y = list[Mark](), 22.0
    for item in shown:
        made, y = _draw_item(item, y, days)
        marks += made
    if days:
        marks = [*days.axis(18, y), *marks]
        y += 20
    if not items:
        marks, y = [Text(MARGIN, 16, "Nothing to be drawn.", "soft")], 26.0
    more, high = rest_line(y, len(items))
    return Drawing([*marks, *more], y + high, list(legend_of(shown)))


def _draw_item(item: Item, y: float, days: DayScale | None) -> tuple[list[Mark], float]:
    if not item.bounds:
        made, high, _ = row_label(y + 6, item.words, item.small, 4)
        return made, y + high + 8
    marks, high, top = row_label(y, item.words, item.small, 4)
    left, plot, at = frame().left, frame().plot, top + 5
    high = max(high, at + 13 - y) if frame().is_narrow else high
    if days is None or not any(item.bounds):
        marks.append(Text(left, at + 9, "not a stretch of days" if item.silent else "no day is known", "soft", 12))
    else:
        marks += linked_band(item, days, at)
    for number, line in enumerate(wrap_text(item.aside, 11.5, plot, 3) if item.aside else ()):
        marks.append(Text(left, at + 26 + 14 * number, line, "label soft", 11.5))
        high = max(high, at - y + 37 + 14 * number)
    if item.doubt:
        marks.append(diamond(left + 6, at + 20))
        marks.append(Text(left + 18, at + 24, cut_text(item.doubt, 11.5, plot), "label contested", 11.5))
        high = max(high, at - y + 31)
    return marks, y + high + 2


def linked_band(item: Item, days: DayScale, y: float) -> list[Mark]:
    """The band of an item, which leads to its statement."""
    says = item.says or item.words
    if item.silent:
        band: list[Mark] = list(_draw_gap(days, y, item.bounds))
    else:
        plain = time_band(days, y, item.bounds, item.observed, says="" if item.statement else says)
        band = list(_style_band(plain, item.is_denied, item.is_planned))
    boxes = [mark for mark in band if isinstance(mark, Box)]
    if item.is_denied and boxes:
        band.append(Text((boxes[0].x + boxes[-1].x + boxes[-1].width) / 2, y + 10, "×", "hostile", 15, "middle", True))
    if not item.statement or not boxes:
        return band
    left, right = min(box.x for box in boxes), max(box.x + box.width for box in boxes)
    return [statement_link(item.statement, says, [*band, touch_area(left, y - 2, max(right - left, 12), 14)])]


def _style_band(band: Iterable[Mark], is_denied: bool, is_planned: bool) -> Iterator[Mark]:
    """Denied bands are hollow and planned bands hatched, so that neither looks like a fact."""
    for mark in band:
        if not isinstance(mark, Box) or not (is_denied or is_planned):
            yield mark
        elif is_denied:
            yield replace(mark, colour="hostile", how="hollow" if mark.how in ("solid", "hollow") else mark.how)
        else:
            yield replace(mark, colour="planned", how="hatched" if mark.how in ("solid", "hollow") else mark.how)


def _draw_gap(days: DayScale, y: float, bounds: Sequence[date | None]) -> Iterator[Mark]:
    """Hatched bands for evidence gaps: days on which no source says anything."""
    first, last = bounds[0], bounds[3]
    left = days.x(first) if first else frame().left
    right = days.end(last) if last else frame().right
    yield Box(left, y, max(right - left, 3), 10, "silence", "hatched")
    if last is None:
        yield Box(right, y, FADE, 10, "silence", "right")
    if first is None:
        yield Box(left - FADE, y, FADE, 10, "silence", "left")


def legend_of(items: Sequence[Item]) -> Iterator[Key]:
    """A line for every look of these items."""
    if any(item.bounds and not item.silent for item in items):
        yield from time_keys(any(item.observed for item in items))
    if any(item.silent for item in items):
        yield box_key("silence", "days on which nobody says anything new", "hatched")
    if any(item.is_denied for item in items):
        sample = box_key("hostile", "", "hollow").sample
        yield Key((*sample, Text(18, 12, "×", "hostile", 15, "middle", True)), "denied")
    if any(item.is_planned and not item.is_denied for item in items):
        yield box_key("planned", "planned, asked for or expected", "hatched")
    if any(item.doubt for item in items):
        yield contested_key()


def item_of(one: Row) -> Item:
    """A statement as a line of a timeline."""
    bounds, observed = bounds_of(one["validity"]), one["validity"]["observed"]
    denied = "denied: " if one["polarity"] == "denies" else ""
    words = denied + write_sentence(one["predicate"], one["roles"])
    count = f"{range_words(one['count'])} {one['count']['unit']}" if one["count"] else ""
    said = ", ".join(filter(None, (count, write_mode(one["mode"]), f"says {entity_name(one['saidBy'])}")))
    doubt = write_answers(one["responses"])
    return Item(
        words,
        [said, write_roles(one["roles"], told=ENDS)],
        bounds,
        observed,
        doubt,
        is_denied=one["polarity"] == "denies",
        is_planned=one["mode"] not in DONE,
        statement=one["id"],
        says="; ".join(filter(None, (f"{words}: {write_bounds(bounds, observed)}", said, doubt))),
    )


def _make_gap_item(row: Row) -> Item:
    last = row["statements"][0]["id"] if row["statements"] else ""
    return Item(
        row["because"],
        [GAPS.get(row["kind"], write_code(row["kind"]))],
        _list_state_bounds(row),
        aside=row["wouldClose"]["sentence"],
        silent=True,
        statement=last,
    )


def _make_dispute_items(row: Row) -> Iterator[Item]:
    """The subject of a dispute, then each reading on a line of its own."""
    unsure = "" if row["certainty"] == "certain" else "only if they speak of one day, or of one occurrence"
    yield Item(f"{DISPUTES.get(row['why'], write_code(row['why']))}: {row['question']['words']}", [unsure])
    for reading in row["readings"]:
        bounds, observed = bounds_of(reading["dates"]), reading["dates"]["observed"]
        count = f"{range_words(reading['count'])} {reading['count']['unit']}; " if reading["count"] else ""
        against = reading["stance"] != "asserts"
        speaker = entity_name(reading["saidBy"])
        words = speaker if against else f"{speaker} {STANCES['asserts']}"
        doubt = STANCES.get(reading["stance"], write_code(reading["stance"])) if against else ""
        yield Item(words, [count + write_bounds(bounds, observed)], bounds, observed, doubt)


def _list_event_bounds(row: Row) -> tuple[date | None, ...]:
    """The bounds of an event on one day, which lies between two."""
    first, last = day_of(row["earliest"]), day_of(row["latest"])
    return first, last, first, last


def _list_state_bounds(row: Row) -> tuple[date | None, ...]:
    first, last = day_of(row["from"]), day_of(row["to"])
    return first, first, last, last


MOST_LANES, STEP, APART = 60, 16.0, 4.0
ROLES = (*ENDS, "from_holder", "to_holder", "from_place", "to_place", "at")


@dataclass(slots=True)
class Lane:
    words: str
    items: list[Item] = field(default_factory=list)


def draw_statements(data: Row) -> Drawing:
    """Statements on lines of their own; those of one entity in lanes."""
    return draw_lanes(data["entity"], data["rows"]) if "entity" in data else draw_timeline(map(item_of, data["rows"]))


def draw_lanes(entity: Row, rows: Sequence[Row]) -> Drawing:
    """The lanes with the most statements, 60 at most; statements in no lane are counted in words."""
    found, left_out = _sort_rows_into_lanes(entity["id"], rows)
    shown = found[:MOST_LANES]
    items = [item for lane in shown for item in lane.items]
    days = DayScale.of((day for item in items for day in item.bounds), frame().left, frame().right)
    if days is None:
        return Drawing([Text(MARGIN, 16, "Nothing that can be drawn: no statement has a day.", "soft")], 26)
    marks, y = list[Mark](), 22.0
    for lane in shown:
        made, y = _draw_lane(lane, y, days)
        marks += made
    rest_words = [f"{len(found) - MOST_LANES:,} more lanes"] if len(found) > MOST_LANES else []
    rest_marks, high = row_lines(y + 20, [*rest_words, *left_out], 9)
    return Drawing([*days.axis(18, y), *marks, *rest_marks], y + 26 + high, list(legend_of(items)))


def _sort_rows_into_lanes(entity: str, rows: Iterable[Row]) -> tuple[list[Lane], list[str]]:
    """The lanes, and sentences on the number of statements in no lane."""
    found, spoken, undated = dict[tuple[str, ...], Lane](), 0, 0
    for one in rows:
        ends = [(role, ref) for role in ROLES for ref in one["roles"].get(role, ())]
        own = next((role for role, ref in ends if ref["id"] == entity), "")
        if not own and entity in (one["saidBy"]["id"], *(ref["id"] for ref in one["about"])):
            spoken += 1
        elif not any(bounds_of(one["validity"])):
            undated += 1
        else:
            others = [f"{role} {ref['id']}" for role, ref in ends if ref["id"] != entity]
            lane = found.setdefault((one["predicate"], own, *others[:1]), Lane(_write_lane_label(one, own, entity)))
            lane.items.append(item_of(one))
    left_out = [f"Not drawn, as they tie it to nobody: {spoken:,}."] if spoken else []
    left_out += [f"Not drawn, as no day is known: {undated:,}."] if undated else []
    return sorted(found.values(), key=lambda lane: (-len(lane.items), lane.words)), left_out


def _write_lane_label(one: Row, own: str, entity: str) -> str:
    """The label of a lane, without the entity if that comes first: "fights ISIS"."""
    roles = one["roles"]
    if own not in ("subject", "agent"):
        return write_sentence(one["predicate"], roles)
    beside = entity_names(ref for ref in roles[own] if ref["id"] != entity)
    itself = [ref for ref in roles[own] if ref["id"] == entity]
    words = write_sentence(one["predicate"], {**roles, own: itself}).removeprefix(entity_names(itself)).strip()
    return words + (f", with {beside}" if beside else "")


def _draw_lane(lane: Lane, y: float, days: DayScale) -> tuple[list[Mark], float]:
    """Bands side by side where there is room, else below one another."""
    number = f"{len(lane.items):,} statements" if len(lane.items) > 1 else ""
    marks, high, top = row_label(y, lane.words, [number], 2)
    ends = list[float]()
    for item in sorted(lane.items, key=lambda one: min(day for day in one.bounds if day)):
        first, last = _find_reach(item, days)
        row = next((at for at, end in enumerate(ends) if end + APART <= first), len(ends))
        ends[row : row + 1] = [last]
        marks += linked_band(item, days, top + 6 + STEP * row)
    return marks, max(y + high, top + STEP * len(ends) + 8)


def _find_reach(item: Item, days: DayScale) -> tuple[float, float]:
    """The left and right end of a band, with its fading ends."""
    known = [day for day in item.bounds if day]
    first, last = days.x(min(known)), days.end(max(known))
    return first - (FADE if item.bounds[0] is None else 0), last + (FADE if item.bounds[3] is None else 0)
