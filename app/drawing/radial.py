"""One actor among its friends and foes: the actor in the middle, friends to the left, foes to the right."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.drawing.marks import (
    Box,
    Dot,
    Drawing,
    Key,
    Line,
    Mark,
    Text,
    diamond,
    entity_name,
    line_key,
    statement_link,
    text_width,
    wrap_text,
)
from app.drawing.picture import MARGIN, SIGNS, SQUARES, WIDTH

MOST = 60  # partners of a sign; the rest are counted
STEP, SIZE = 18.0, 12.5
LINE = 14.0  # from a line of a name to its next
NARROW = 360  # of a phone
NO_LINE = "No line: no evidence, not neutrality"
SIGN_WORDS = {"friendly": "friendly", "hostile": "hostile", "neutral": "neutral", "mixed": "friendly and hostile"}
HEADINGS = {"friendly": "Friends", "neutral": "Neutral", "hostile": "Foes", "mixed": "Friend and foe"}
# what of each side is always said, and what only where there is some
LEFT, RIGHT = ("friendly", "neutral"), ("hostile", "mixed")
_RANK = {"certain": 0, "possible": 1}


@dataclass(frozen=True, slots=True)
class RadialFrame:
    """How wide the picture is, how far its names are from the middle, and how many lines a name may have."""

    width: float
    reach: float
    margin: float
    lines: int


WIDE_FRAME, NARROW_FRAME = RadialFrame(WIDTH, 190, MARGIN, 1), RadialFrame(NARROW, 70, 8, 2)


@dataclass(frozen=True, slots=True)
class Partner:
    """The other end of a row, and how the row says that the two are."""

    name: str
    is_state: bool
    sign: str
    certainty: str
    contested: bool
    pair: str
    statement: str


@dataclass(frozen=True, slots=True)
class SideHeading:
    words: str


def find_centre(data: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The actor, or the several of one name, if the answer is about their pairs: these have whole statements."""
    actor, rows = data.get("question", {}).get("actor"), data.get("rows")
    if (
        not actor
        or rows is None
        or not all(row["statements"] and isinstance(row["statements"][0], Mapping) for row in rows)
    ):
        return ()
    return [actor] if isinstance(actor, Mapping) else actor


def draw_radial(data: Mapping[str, Any], centre: Sequence[Mapping[str, Any]], width: int = WIDTH) -> Drawing:
    """Rows of the alliances of one actor. A pair of one of its parts is at the name of both."""
    frame = WIDE_FRAME if width >= WIDTH else NARROW_FRAME
    partners = sorted(
        (_make_partner(row, {actor["id"] for actor in centre}) for row in data["rows"]),
        key=lambda one: (_RANK[one.certainty], one.name),
    )
    sides = {sign: [one for one in partners if one.sign == sign] for sign in HEADINGS}
    left, right = (_place_slots(_fill_slots(sides, signs), frame) for signs in (LEFT, RIGHT))
    high = max(*(sum(slot.height for slot in side) + 24 for side in (left, right)), 230.0)
    name = " and ".join(map(short_name, centre))
    middle = high / 2
    marks = [
        *_draw_side(left, middle, name, "left", frame),
        *_draw_side(right, middle, name, "right", frame),
        *_draw_plate(name, middle, frame),
    ]
    marks.append(Text(MARGIN, high + 17, NO_LINE + ".", size=SIZE))
    legend = [line_key(sign, dashes, SIGN_WORDS[sign]) for sign, dashes in SIGNS.items() if sides[sign]]
    legend += [line_key("node", "", "certain"), line_key("node", "thin", "thin and pale: possible")]
    legend += [Key((mark,), words) for mark, words in _list_kinds(partners)]
    if any(one.contested for one in partners):
        legend.append(Key((diamond(18, 7),), "contested"))
    return Drawing(marks, high + 25, legend, frame.width)


def _list_kinds(partners: Sequence[Partner]) -> Iterator[tuple[Mark, str]]:
    """The marks of the kinds of actors that are there."""
    if any(one.is_state for one in partners):
        yield _draw_actor(18, 7, "node", True), "state or government"
    if not all(one.is_state for one in partners):
        yield _draw_actor(18, 7, "node", False), "group or body"


def _draw_actor(x: float, y: float, colour: str, is_state: bool) -> Mark:
    return Box(x - 4, y - 4, 8, 8, colour) if is_state else Dot(x, y, 4, colour)


def short_name(entity: Mapping[str, Any] | str) -> str:
    """The name without what every second one begins with."""
    return entity_name(entity).removeprefix("Government of ").removeprefix("the ")


def _make_partner(row: Mapping[str, Any], centre: Collection[str]) -> Partner:
    sign = "mixed" if row["mixed"] else {1: "friendly", -1: "hostile"}.get(row["sign"], "neutral")
    a, b = row["a"], row["b"]
    one_of_them = [end for end in (a, b) if end["id"] in centre]
    other = [end for end in (a, b) if end["id"] not in centre] if len(one_of_them) == 1 else [a, b]
    return Partner(
        name=" and ".join(map(short_name, other)),
        is_state=all(one["kind"] in SQUARES for one in other),
        sign=sign,
        certainty=row["certainty"],
        contested=bool(row["contested"]),
        pair=f"{a['id']}~{b['id']}",
        statement=row["statements"][0]["id"],
    )


def _fill_slots(sides: Mapping[str, Sequence[Partner]], signs: Sequence[str]) -> list[Partner | SideHeading | None]:
    """What stands one below another on a side: headings with their partners; None is an empty line."""
    slots: list[Partner | SideHeading | None] = []
    for sign in signs:
        found = sides[sign]
        if slots and not found:
            continue
        slots += [None] if slots else []
        slots.append(SideHeading(f"{HEADINGS[sign]}: {len(found):,}" if found else f"{HEADINGS[sign]}: no evidence"))
        slots += found[:MOST]
        if len(found) > MOST:
            slots.append(SideHeading(f"and {len(found) - MOST:,} more"))
    return slots


@dataclass(frozen=True, slots=True)
class PlacedSlot:
    """What a slot has, its lines of words, and how high it is."""

    content: Partner | SideHeading | None
    lines: Sequence[str]
    height: float


def _place_slots(slots: Sequence[Partner | SideHeading | None], frame: RadialFrame) -> list[PlacedSlot]:
    placed = list[PlacedSlot]()
    for slot in slots:
        words = slot.name if isinstance(slot, Partner) else slot.words if slot else ""
        # outside of the ellipse it has at least this room
        lines = wrap_text(words, SIZE, frame.width / 2 - frame.reach - 9 - frame.margin, frame.lines)
        placed.append(PlacedSlot(slot, lines, STEP + LINE * (len(lines) - 1)))
    return placed


def _draw_side(
    slots: Sequence[PlacedSlot], middle: float, centre: str, side: Literal["left", "right"], frame: RadialFrame
) -> Iterator[Mark]:
    """Each slot on half an ellipse, below the one before it, with its words outside: so no two names meet, and no line
    crosses a name."""
    way = -1 if side == "left" else 1
    high = sum(slot.height for slot in slots)
    reach_down = max(high - STEP, 2.0) / 2 * 1.08 + 26
    top = -high / 2
    for slot in slots:
        down = top + slot.height / 2
        top += slot.height
        if slot.content is None:
            continue
        x = frame.width / 2 + way * frame.reach * math.sqrt(1 - (down / reach_down) ** 2)
        yield from _draw_slot(slot, x, middle + down, middle, way, centre, frame)


def _draw_slot(
    slot: PlacedSlot, x: float, y: float, middle: float, way: int, centre: str, frame: RadialFrame
) -> Iterator[Mark]:
    at, partner = x + way * 9, slot.content
    anchor: Literal["start", "end"] = "end" if way < 0 else "start"
    first = y + 4 - LINE * (len(slot.lines) - 1) / 2
    is_partner = isinstance(partner, Partner)
    lines = [f"{line} " for line in slot.lines[:-1]] + list(slot.lines[-1:])  # a blank between two lines of one name
    words = [
        Text(at, first + LINE * number, line, "ink" if is_partner else "soft", SIZE, anchor, not is_partner)
        for number, line in enumerate(lines)
    ]
    if not isinstance(partner, Partner):
        yield from words
        return
    says = f"{centre} and {partner.name}: {SIGN_WORDS[partner.sign]}, {partner.certainty}"
    says += ", contested" if partner.contested else ""
    style = f"{SIGNS[partner.sign]} {'thin' if partner.certainty == 'possible' else ''}".strip()
    wide = max(text_width(line, SIZE) for line in slot.lines)
    marks: list[Mark] = [
        Line(frame.width / 2, middle, x, y, partner.sign, style),
        Box(at - (wide + 3 if way < 0 else 3), y - slot.height / 2, wide + 6, slot.height, "touch"),
        _draw_actor(x, y, partner.sign, partner.is_state),
        *words,
    ]
    if partner.contested:
        marks.append(diamond(frame.width / 2 + (x - frame.width / 2) * 0.7, middle + (y - middle) * 0.7))
    yield statement_link(partner.statement, says, marks, partner.pair)


def _draw_plate(name: str, middle: float, frame: RadialFrame) -> Iterator[Mark]:
    """The name of the actor in the middle, above the lines that meet there."""
    size = 15 if frame.lines == 1 else SIZE
    lines = wrap_text(name, size, frame.reach * 1.2, frame.lines + 1)  # less than reaches the names
    wide = max(text_width(line, size) for line in lines) * 1.1 + (20 if frame.lines == 1 else 10)  # it is bold
    high = 12 + 18 * len(lines)
    for how in ("solid", "hollow"):
        colour = "paper" if how == "solid" else "ink"
        yield Box(frame.width / 2 - wide / 2, middle - high / 2, wide, high, colour, how)
    for number, line in enumerate(lines):
        y = middle + 5 + 18 * (number - (len(lines) - 1) / 2)
        yield Text(frame.width / 2, y, line, size=size, anchor="middle", bold=True)
