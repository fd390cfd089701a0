"""Statements on one entity over time: a lane for each predicate and other entity, with a band per statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.drawing.marks import Drawing, Mark, Text
from app.drawing.picture import MARGIN
from app.drawing.rows import LEFT, RIGHT, row_label, row_lines
from app.drawing.scales import FADE, DayScale, bounds_of
from app.drawing.timeline import ENDS, Item, draw_timeline, item_of, legend_of, linked_band
from app.drawing.words import entity_names

Row = Mapping[str, Any]
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
    days = DayScale.of((day for lane in shown for item in lane.items for day in item.bounds), LEFT, RIGHT)
    if days is None:
        return Drawing([Text(MARGIN, 16, "Nothing that can be drawn: no statement has a day.", "soft")], 26)
    marks, y = list[Mark](), 22.0
    for lane in shown:
        made, y = _draw_lane(lane, y, days)
        marks += made
    rest_words = [f"{len(found) - MOST_LANES:,} more lanes"] if len(found) > MOST_LANES else []
    rest_marks, high = row_lines(y + 20, [*rest_words, *left_out], 9)
    drawn = [item for lane in shown for item in lane.items]
    return Drawing([*days.axis(18, y), *marks, *rest_marks], y + 26 + high, list(legend_of(drawn)))


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
            lane = found.setdefault((one["predicate"], own, *others[:1]), Lane(_write_item(one, own, entity)))
            lane.items.append(item_of(one))
    left_out = [f"Not drawn, as they tie it to nobody: {spoken:,}."] if spoken else []
    left_out += [f"Not drawn, as no day is known: {undated:,}."] if undated else []
    return sorted(found.values(), key=lambda lane: (-len(lane.items), lane.words)), left_out


def _write_item(one: Row, own: str, entity: str) -> str:
    """The label of a lane, without the entity if that comes first: "fights ISIS"."""
    roles, predicate = one["roles"], one["predicate"].replace("_", " ")
    first = entity_names(roles.get("subject", ())) or entity_names(roles.get("agent", ())) or "somebody"
    others = entity_names(roles.get("object", ()))
    if own in ("subject", "agent"):
        beside = entity_names(ref for ref in roles[own] if ref["id"] != entity)
        return f"{predicate} {others}".strip() + (f", with {beside}" if beside else "")
    return f"{first} {predicate} {others}".strip()


def _draw_lane(lane: Lane, y: float, days: DayScale) -> tuple[list[Mark], float]:
    """Bands side by side where there is room, else below one another."""
    number = f"{len(lane.items):,} statements" if len(lane.items) > 1 else ""
    marks, high = row_label(y, lane.words, [number], 2)
    ends = list[float]()
    for item in sorted(lane.items, key=lambda one: min(day for day in one.bounds if day)):
        first, last = _find_reach(item, days)
        row = next((at for at, end in enumerate(ends) if end + APART <= first), len(ends))
        ends[row : row + 1] = [last]
        marks += linked_band(item, days, y + 6 + STEP * row)
    return marks, y + max(high, STEP * len(ends) + 8)


def _find_reach(item: Item, days: DayScale) -> tuple[float, float]:
    """The left and right end of a band, with its fading ends."""
    known = [day for day in item.bounds if day]
    first, last = days.x(min(known)), days.end(max(known))
    return first - (FADE if item.bounds[0] is None else 0), last + (FADE if item.bounds[3] is None else 0)
