"""A timeline of whatever has days: its name at the left, a band of its four dates at the right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.drawing.bands import time_band, time_keys
from app.drawing.marks import Box, Drawing, Key, Mark, Text, box_key, contested_key, diamond
from app.drawing.picture import MARGIN
from app.drawing.rows import LEFT, MOST_ROWS, RIGHT, label, rest
from app.drawing.scales import FADE, Days, bounds_of, day_of
from app.drawing.words import cut, named, names, range_words, wrapped

Row = Mapping[str, Any]
_ENDS = ("subject", "object", "agent")


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the timeline, or a heading without `bounds`. `doubt`: who disputes it; `aside`: below its band."""

    words: str
    small: Sequence[str] = ()
    bounds: Sequence[date | None] = ()
    observed: bool = False
    doubt: str = ""
    aside: str = ""
    silent: bool = False


def statements(data: Row) -> Drawing:
    return _drawn([_statement(one) for one in data.get("rows") or [data["statement"]]])


def events(data: Row) -> Drawing:
    return _drawn([Item(named(row), [row["kind"].replace("_", " ")], _once(row)) for row in data["rows"]])


def chain(data: Row) -> Drawing:
    return _drawn([_hop(row) for row in data["rows"]])


def silences(data: Row) -> Drawing:
    return _drawn([_silent(row) for row in data["rows"]])


def contested(data: Row) -> Drawing:
    return _drawn([item for row in data["rows"] for item in _dispute(row)])


def _drawn(items: Sequence[Item]) -> Drawing:
    shown = items[:MOST_ROWS]
    days = Days.of((day for item in shown for day in item.bounds), LEFT, RIGHT)
    marks, y = list[Mark](), 22.0
    for item in shown:
        made, y = _item(item, y, days)
        marks += made
    if days:
        marks = [*days.axis(18, y), *marks]
        y += 20
    if not items:
        marks, y = [Text(MARGIN, 16, "Nothing to be drawn.", "soft")], 26.0
    more, high = rest(y, len(items))
    return Drawing([*marks, *more], y + high, list(_legend(shown)))


def _item(item: Item, y: float, days: Days | None) -> tuple[list[Mark], float]:
    if not item.bounds:
        made, high = label(y + 6, item.words, item.small, 4)
        return made, y + high + 8
    marks, high = label(y, item.words, item.small, 4)
    at = y + 5
    if days is None or not any(item.bounds):
        marks.append(Text(LEFT, at + 9, "not a stretch of days" if item.silent else "no day is known", "soft", 12))
    elif item.silent:
        marks += _silence(days, at, item.bounds)
    else:
        marks += time_band(days, at, item.bounds, item.observed, says=item.words)
    for number, line in enumerate(wrapped(item.aside, 11.5, RIGHT - LEFT, 3) if item.aside else ()):
        marks.append(Text(LEFT, at + 26 + 14 * number, line, "label soft", 11.5))
        high = max(high, 42 + 14 * number)
    if item.doubt:
        marks.append(diamond(LEFT + 6, at + 20))
        marks.append(Text(LEFT + 18, at + 24, cut(item.doubt, 11.5, RIGHT - LEFT), "label contested", 11.5))
        high = max(high, 36)
    return marks, y + high + 2


def _silence(days: Days, y: float, bounds: Sequence[date | None]) -> Iterator[Mark]:
    """Days on which nobody says anything are hollow: nothing is known of them, certain or not."""
    first, last = bounds[0], bounds[3]
    left = days.x(first) if first else LEFT
    right = days.end(last) if last else RIGHT
    yield Box(left, y, max(right - left, 3), 10, "silence", "hatched")
    if last is None:
        yield Box(right, y, FADE, 10, "silence", "right")
    if first is None:
        yield Box(left - FADE, y, FADE, 10, "silence", "left")


def _legend(items: Iterable[Item]) -> Iterator[Key]:
    if any(item.bounds and not item.silent for item in items):
        yield from time_keys(any(item.observed for item in items))
    if any(item.silent for item in items):
        yield box_key("silence", "days on which nobody says anything new", "hatched")
    if any(item.doubt for item in items):
        yield contested_key()


def _statement(one: Row) -> Item:
    roles = one["roles"]
    others = [f"{role.replace('_', ' ').lower()}: {names(found)}" for role, found in roles.items() if role not in _ENDS]
    denied = "denied: " if one["polarity"] == "denies" else ""
    subject = names(roles.get("subject", ())) or names(roles.get("agent", ())) or "somebody"
    words = f"{denied}{subject} {one['predicate'].replace('_', ' ')} {names(roles.get('object', ()))}".strip()
    count = f"{range_words(one['count'])} {one['count']['unit']}; " if one["count"] else ""
    said = f"{count}{one['mode'].replace('_', ' ')}, says {named(one['saidBy'])}"
    against = [reply for reply in one["responses"] if reply["stance"] in ("denies", "corrects", "questions")]
    doubt = "; ".join(f"{reply['stance']}: {named(reply['saidBy'])}" for reply in against)
    return Item(words, [said, "; ".join(others)], bounds_of(one["validity"]), one["validity"]["observed"], doubt)


def _hop(row: Row) -> Item:
    source = names([*row["fromHolders"], *row["fromPlaces"]]) or "nobody named"
    target = names([*row["toHolders"], *row["toPlaces"]]) or "nobody named"
    words = named(row["name"]) if row["name"] else f"{names(row['held'])}: {source} → {target}"
    small = [f"{range_words(row['count'])}; {source} → {target}"]
    doubt = f"contested: denied by {names(row['deniedBy'])}" if row["contested"] else ""
    return Item(words, small, _once(row), doubt=doubt)


def _silent(row: Row) -> Item:
    kind = row["kind"].replace("_", " ")
    return Item(row["because"], [kind], _stretch(row), aside=row["wouldClose"]["sentence"], silent=True)


def _dispute(row: Row) -> Iterator[Item]:
    """What is in dispute, then each reading of it on a line of its own."""
    sure = "certainly" if row["certainty"] == "certain" else "perhaps"
    yield Item(f"{row['why']}: {row['question']['words']}", [f"{sure} on the same thing"])
    for reading in row["readings"]:
        count = f"{range_words(reading['count'])} {reading['count']['unit']}; " if reading["count"] else ""
        against = reading["stance"] != "asserts"
        words = named(reading["saidBy"]) if against else f"{named(reading['saidBy'])} asserts"
        doubt = f"{reading['stance']} it" if against else ""
        when = f"{count}{reading['dates']['written']}"
        yield Item(words, [when], bounds_of(reading["dates"]), reading["dates"]["observed"], doubt)


def _once(row: Row) -> tuple[date | None, ...]:
    """The bounds of what was on one day within two."""
    first, last = day_of(row["earliest"]), day_of(row["latest"])
    return first, last, first, last


def _stretch(row: Row) -> tuple[date | None, ...]:
    first, last = day_of(row["from"]), day_of(row["to"])
    return first, first, last, last
