"""Days, bounds and the one rule of the plain oracle: nothing but the standard library."""

from __future__ import annotations

from datetime import date
from typing import Any

FIRST, LAST = date.min, date.max
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BOTH_WAYS = True  # a bound narrows both the day that has it and the day that it names

Span = tuple[date, date]
Bounds = tuple[date, date, date, date]
Window = list[int | None]
Arc = tuple[str, str, int | None, int | None]


class Contradiction(ValueError):
    """No days fit the relative dates."""


def span(text: str) -> Span:
    """`DAY`, `DAY/DAY`, or `../DAY` (by that day) as two days."""
    first, _, last = text.partition("/")
    return FIRST if first == ".." else date.fromisoformat(first), date.fromisoformat(last or first)


def state_bounds(valid: str, said: Span) -> Bounds:
    """Bounds of a state that lasted from A to B, as it was told on one day of `said`."""
    start, _, end = valid.partition("/")
    stated_end = date.fromisoformat(end) if end not in ("", "..") else None
    if stated_end and stated_end > said[1]:
        end, stated_end = "..", None
    if start in ("", ".."):
        earliest_start = FIRST
        latest_start = min(said[0], stated_end) if stated_end else said[0]
    else:
        earliest_start = latest_start = date.fromisoformat(start)
    if stated_end:
        return earliest_start, latest_start, stated_end, stated_end
    if end == "..":
        return earliest_start, latest_start, max(said[0], earliest_start), LAST
    return earliest_start, latest_start, earliest_start, max(said[1], latest_start)


def holds_on(bounds: Bounds, asked: Span) -> str | None:
    """The one rule: certain, possible, or None."""
    earliest_start, latest_start, earliest_end, latest_end = bounds
    first, last = asked
    if latest_start <= last and first <= earliest_end:
        return "certain"
    if earliest_start <= last and first <= latest_end:
        return "possible"
    return None


def gap_days(bounds: Bounds, asked: Span) -> int | None:
    """Days between what is certain and the days asked about; None if unbounded."""
    _, latest_start, earliest_end, _ = bounds
    if latest_start == LAST or earliest_end == FIRST:
        return None
    return max(0, (latest_start - asked[1]).days, (asked[0] - earliest_end).days)


def window(bounds: Bounds) -> Span:
    """The days that the evidence itself is about: the window of a sighting or event, the sure part of a state."""
    return min(bounds[1], bounds[2]), max(bounds[1], bounds[2])


def overlap(left: Span, right: Span) -> bool:
    """Do two windows share a day?"""
    return left[0] <= right[1] and right[0] <= left[1]


def days_apart(left: Span, right: Span) -> int:
    """Days from one window to another; 0 if they share one."""
    return max(0, (left[0] - right[1]).days, (right[0] - left[1]).days)


def _snap(low_high: Window, weekdays: set[int] | None) -> None:
    """Move both ends inwards to an allowed day of the week (day number 1 is a Monday)."""
    low, high = low_high
    if weekdays:
        while low is not None and (low - 1) % 7 not in weekdays:
            low += 1
        while high is not None and (high - 1) % 7 not in weekdays:
            high -= 1
    if low is not None and high is not None and low > high:
        raise Contradiction("no day is left")
    low_high[:] = [low, high]


def _tighten(windows: dict[str, Window], weekdays: dict[str, set[int] | None], arcs: list[Arc]) -> None:
    """Narrow all windows by all arcs (least <= this - that <= most) until nothing changes."""
    for key, one in windows.items():
        _snap(one, weekdays[key])
    changed = True
    while changed:
        changed = False
        for this, that, least, most in arcs:
            old = list(windows[this])
            low, high = windows[that]
            if least is not None and low is not None:
                mine = windows[this][0]
                windows[this][0] = low + least if mine is None else max(mine, low + least)
            if most is not None and high is not None:
                mine = windows[this][1]
                windows[this][1] = high + most if mine is None else min(mine, high + most)
            if windows[this] != old:
                _snap(windows[this], weekdays[this])
                changed = True


def _components(keys: list[str], arcs: list[Arc]) -> list[set[str]]:
    """The sets of days that bear on each other."""
    sets = {key: {key} for key in keys}
    for this, that, _, _ in arcs:
        if sets[this] is not sets[that]:
            joined = sets[this] | sets[that]
            for key in joined:
                sets[key] = joined
    return list({id(one): one for one in sets.values()}.values())


def _solve(windows: dict[str, Window], weekdays: dict[str, set[int] | None], arcs: list[Arc]) -> None:
    """Narrow the windows of one component, or raise Contradiction.

    Open sides are closed far away first, to see whether any days fit at all; what fits is then narrowed from
    the real sides only. Differences of days are closed under the least and the greatest, so both ends are exact.
    """
    ends = [day for low_high in windows.values() for day in low_high if day is not None] or [700_000]
    widest = max([abs(n) for _, _, least, most in arcs for n in (least, most) if n is not None], default=0)
    far = (len(windows) + 2) * (widest + 14)
    closed: dict[str, Window] = {
        key: [min(ends) - far if low is None else low, max(ends) + far if high is None else high]
        for key, (low, high) in windows.items()
    }
    _tighten(closed, weekdays, arcs)
    _tighten(windows, weekdays, arcs)


def day_windows(statements: list[dict[str, Any]]) -> dict[str, Span]:
    """The window of the one day of each statement with `on` or `observed`, after relative dates are followed."""
    windows: dict[str, Window] = {}
    weekdays: dict[str, set[int] | None] = {}
    arcs: list[Arc] = []
    written = {s["key"]: s.get("on") or s.get("observed") for s in statements}
    spread = {s["key"] for s in statements if s.get("spread")}
    told_on = {s["key"]: span(s["said"])[1].toordinal() for s in statements if s.get("observed") and s["cap"]}
    for key, when in written.items():
        if when is None:
            continue
        within = when if isinstance(when, str) else when.get("within")
        windows[key] = [day.toordinal() for day in span(within)] if within else [None, None]
        if key in spread:  # what went on for days is after or before another day by its first one
            windows[key][1] = windows[key][0]
        if key in told_on:  # nobody tells of a sighting that is yet to come
            low, high = windows[key]
            windows[key] = [low, told_on[key] if high is None else min(high, told_on[key])]
        names = None if isinstance(when, str) else when.get("weekday")
        weekdays[key] = {DAYS.index(name[:3].lower()) for name in names} if names else None
    for key, when in written.items():
        if when is None or isinstance(when, str):
            continue
        for bound in when.get("bounds") or []:
            if written.get(bound["of"]) is None:
                continue
            least, most = bound.get("min_days"), bound.get("max_days")
            least = 1 if least is None else least
            this, that = key, bound["of"]
            if bound["relation"] == "before":
                this, that = that, this
            if bound["relation"] == "same_day":
                least = most = 0
            one = (this, that, least, most)
            other = (that, this, None if most is None else -most, -least)
            arcs += [one, other] if BOTH_WAYS else [one if this == key else other]
    for component in _components(list(windows), arcs):
        own = [arc for arc in arcs if arc[0] in component]
        _solve({key: windows[key] for key in component}, weekdays, own)
    return {key: (_day(low, FIRST), _day(high, LAST)) for key, (low, high) in windows.items()}


def _day(number: int | None, unbounded: date) -> date:
    if number is None:
        return unbounded
    return date.fromordinal(min(max(number, FIRST.toordinal()), LAST.toordinal()))


def all_bounds(statements: list[dict[str, Any]]) -> dict[str, Bounds]:
    """The four dates of each statement."""
    windows = day_windows(statements)
    found: dict[str, Bounds] = {}
    for s in statements:
        key = s["key"]
        if s.get("valid") is not None:
            found[key] = state_bounds(s["valid"], span(s["said"]))
            continue
        written = s.get("on") or s["observed"]
        # what is written as a date keeps its own days: others bound only what is written as bounded by others
        first, last = span(written) if isinstance(written, str) else windows[key]
        if s.get("observed"):
            found[key] = (FIRST, last, first, LAST)
        elif s.get("spread"):
            found[key] = (first, first, last, last)
        else:
            found[key] = (first, last, first, last)
    return found
