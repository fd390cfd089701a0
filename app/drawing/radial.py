"""One actor among its friends and foes: the actor in the middle, friends to the left, foes to the right."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.drawing.layout import row_lines
from app.drawing.marks import (
    Box,
    Dot,
    Drawing,
    Key,
    Line,
    Mark,
    Text,
    cut_text,
    diamond,
    entity_name,
    line_key,
    statement_link,
    text_width,
)
from app.drawing.picture import MARGIN, ROOM, SIGNS, WIDTH

MOST = 60  # partners of a sign; the rest are counted
STEP, REACH, SIZE = 18.0, 190.0, 12.5
NO_LINE = "No line: no evidence, not neutrality"
SIGN_WORDS = {"friendly": "friendly", "hostile": "hostile", "neutral": "neutral", "mixed": "friendly and hostile"}
HEADINGS = {"friendly": "Friends", "neutral": "Neutral", "hostile": "Foes", "mixed": "Friend and foe"}
# what of each side is always said, and what only where there is some
LEFT, RIGHT = ("friendly", "neutral"), ("hostile", "mixed")
_RANK = {"certain": 0, "possible": 1}


@dataclass(frozen=True, slots=True)
class Partner:
    """The other end of a row, and how the row says that the two are."""

    name: str
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


def draw_radial(data: Mapping[str, Any], centre: Sequence[Mapping[str, Any]]) -> Drawing:
    """Rows of the alliances of one actor. A pair of one of its parts is at the name of both."""
    partners = sorted(
        (_make_partner(row, {actor["id"] for actor in centre}) for row in data["rows"]),
        key=lambda one: (_RANK[one.certainty], one.name),
    )
    sides = {sign: [one for one in partners if one.sign == sign] for sign in HEADINGS}
    left, right = _fill_slots(sides, LEFT), _fill_slots(sides, RIGHT)
    high = max(STEP * max(len(left), len(right)) + 24, 230.0)
    name = " and ".join(map(short_name, centre))
    middle = high / 2
    marks = [
        *_draw_side(left, middle, name, "left"),
        *_draw_side(right, middle, name, "right"),
        *_draw_plate(name, middle),
    ]
    told, more = row_lines(high, [NO_LINE + "."], 1)
    legend = [line_key(sign, dashes, SIGN_WORDS[sign]) for sign, dashes in SIGNS.items() if sides[sign]]
    legend += [line_key("node", "", "certain"), line_key("node", "thin", "thin and pale: possible")]
    if any(one.contested for one in partners):
        legend.append(Key((diamond(18, 7),), "contested"))
    return Drawing([*marks, *told], high + more + 8, legend)


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


def _draw_side(
    slots: Sequence[Partner | SideHeading | None], middle: float, centre: str, side: Literal["left", "right"]
) -> Iterator[Mark]:
    """Each slot on half an ellipse, a line below the one before it, with its words outside: so no two names meet, and
    no line crosses a name."""
    way = -1 if side == "left" else 1
    half = max(STEP * (len(slots) - 1) / 2, 1.0)
    reach_down = half * 1.08 + 26
    for number, slot in enumerate(slots):
        if slot is None:
            continue
        down = STEP * number - STEP * (len(slots) - 1) / 2
        x = WIDTH / 2 + way * REACH * math.sqrt(1 - (down / reach_down) ** 2)
        y = middle + down
        at = x + way * 9
        room = at - MARGIN if side == "left" else WIDTH - MARGIN - at
        anchor: Literal["start", "end"] = "end" if side == "left" else "start"
        if isinstance(slot, SideHeading):
            yield Text(at, y + 4, cut_text(slot.words, SIZE, room), "soft", SIZE, anchor, True)
            continue
        name = cut_text(slot.name, SIZE, room)
        says = f"{centre} and {slot.name}: {SIGN_WORDS[slot.sign]}, {slot.certainty}"
        says += ", contested" if slot.contested else ""
        style = f"{SIGNS[slot.sign]} {'thin' if slot.certainty == 'possible' else ''}".strip()
        wide = text_width(name, SIZE)
        marks: list[Mark] = [
            Line(WIDTH / 2, middle, x, y, slot.sign, style),
            Box(at - (wide + 3 if way < 0 else 3), y - STEP / 2, wide + 6, STEP, "touch"),
            Dot(x, y, 4, slot.sign),
            Text(at, y + 4, name, "ink", SIZE, anchor),
        ]
        if slot.contested:
            marks.append(diamond(WIDTH / 2 + (x - WIDTH / 2) * 0.7, middle + (y - middle) * 0.7))
        yield statement_link(slot.statement, says, marks, slot.pair)


def _draw_plate(name: str, middle: float) -> Iterator[Mark]:
    """The name of the actor in the middle, above the lines that meet there."""
    words = cut_text(name, 15, ROOM / 4)  # less than reaches the names
    wide = text_width(words, 15) * 1.1 + 20  # it is bold
    for how in ("solid", "hollow"):
        colour = "paper" if how == "solid" else "ink"
        yield Box(WIDTH / 2 - wide / 2, middle - 15, wide, 30, colour, "solid" if how == "solid" else "hollow")
    yield Text(WIDTH / 2, middle + 5, words, size=15, anchor="middle", bold=True)
