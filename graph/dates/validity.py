"""The time of a statement: what is written, and the earliest and latest days of its start and of its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.dates.windows import MAX, MIN, Window, read_edtf
from graph.errors import InvalidDate

_UNKNOWN = ""
_OPEN = ".."


End = Window | str  # the start or end of a state: the days that it may be, or .. or nothing as written


@dataclass(frozen=True, slots=True)
class Bounds:
    """The four days that bound a time, MIN and MAX where unbounded. Raises InvalidDate where they cannot be."""

    earliest_start: date
    latest_start: date
    earliest_end: date
    latest_end: date

    def __post_init__(self) -> None:
        if not (
            self.earliest_start <= self.latest_start <= self.latest_end
            and self.earliest_start <= self.earliest_end <= self.latest_end
        ):
            raise InvalidDate(
                f"starts between {self.earliest_start} and {self.latest_start}, "
                f"ends between {self.earliest_end} and {self.latest_end}: cannot be"
            )


@dataclass(frozen=True, slots=True)
class ValidTime:
    """The time of a statement: its text, and the days that the text allows.

    `kind` is valid, observed or on; `written` is start/end where both were written in fields of their own. `window`
    runs from the first to the last day that the text names. `is_over` is true of a state of which only a day is known
    by which it had ended: it is there on no day. `from_then_on` are the bounds of a state that began at this time.
    """

    kind: str
    written: str
    spread: bool
    bounds: Bounds
    planned_end: str | None = None
    is_over: bool = field(init=False, repr=False, compare=False)
    window: Window = field(init=False, repr=False, compare=False)
    from_then_on: Bounds = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        bounds = self.bounds
        is_over = self.kind == "valid" and bounds.earliest_start == bounds.earliest_end == MIN != bounds.latest_end
        object.__setattr__(self, "is_over", is_over)
        object.__setattr__(self, "window", self._window())
        since = Bounds(bounds.earliest_start, bounds.latest_start, bounds.earliest_end, MAX)
        object.__setattr__(self, "from_then_on", since)

    def _window(self) -> Window:
        first, last = self.bounds.earliest_start, self.bounds.latest_end
        if self.kind == "observed":
            return Window(self.bounds.earliest_end, self.bounds.latest_start)
        if self.is_over:
            return Window(last, last)
        if self.kind == "on":
            return Window(first, last)
        if first == MIN:
            first = self.bounds.earliest_end if self.bounds.earliest_end > MIN else self.bounds.latest_start
        if self.written.endswith("/"):
            last = self.bounds.latest_start  # a/ names no day on which it ended, so nothing was seen after a
        elif last == MAX:
            last = self.bounds.earliest_end
        return Window(min(first, last), max(first, last))


def read_state(valid: str | Mapping[str, str], said: Window, planned_end: str | None = None) -> ValidTime:
    """The time of a state that lasted; `said` are the days on which it may have been said.

    `a/b`        began within a, ended within b. Where b reaches beyond `said` it was foreseen as much as known:
                 the end may then lie as early as the first day of `said`; where all of b lies beyond, it is read as ..
    `a/..`       ongoing when said: not ended before the first day of `said`, no last day
    `a/`         had ended by the last day of `said`
    `/b`, `../b` began at a time that nobody named, before the first day of `said`; .. is no claim that it always was
    `{start, end}` the same, each an EDTF date or set of its own, a missing one read as empty

    A start that lies beyond `said` is a forecast: possible from then on, certain on no day.
    Raises InvalidDate for a bare date, and where start, end and `said` contradict each other.
    """
    written, start, end = _read_ends(valid)
    if planned_end is not None:
        read_edtf(planned_end, "planned_end")
    return make_state(written, start, end, said, planned_end)


def make_state(written: str, start: End, end: End, said: Window, planned_end: str | None = None) -> ValidTime:
    """As `read_state`, of a start and an end that are read already."""
    earliest_start, latest_start = (start.earliest, start.latest) if isinstance(start, Window) else (MIN, MAX)
    if not isinstance(start, Window):
        # an unbounded `said` has no first day, so only its last one limits the start
        latest_start = said.earliest if said.earliest > MIN else said.latest
    elif start.earliest > said.latest:
        latest_start = MAX

    if end == _UNKNOWN:
        earliest_end, latest_end = earliest_start, said.latest
    elif not isinstance(end, Window) or end.earliest > said.latest:
        earliest_end, latest_end = said.earliest, MAX
    elif end.latest > said.latest:
        earliest_end, latest_end = min(end.earliest, said.earliest), end.latest
    else:
        earliest_end, latest_end = end.earliest, end.latest

    if earliest_start > latest_end:
        by = "said to have ended by" if end == _UNKNOWN else "ends by"
        raise InvalidDate(
            f"{written} begins on {earliest_start} or later, but {by} {latest_end}", parameter="valid", value=written
        )
    bounds = Bounds(earliest_start, min(latest_start, latest_end), max(earliest_end, earliest_start), latest_end)
    return ValidTime("valid", written, False, bounds, planned_end)


def read_sighting(observed: str, said: Window | None = None) -> ValidTime:
    """The time of a state seen on some day of a window: how long before and after it lasted is unknown.

    `said` are the days on which it may have been said, None for a plan: what was seen was seen by the last of them.
    Raises InvalidDate for a window that lies wholly after it.
    """
    days = read_edtf(observed, "observed").window
    if said and days.earliest > said.latest:
        raise InvalidDate(
            f"{observed} lies after {said.latest}, the last day on which it may have been said; "
            "expected a day up to then, or the mode of a plan",
            parameter="observed",
            value=observed,
        )
    return make_sighting(observed, Window(days.earliest, min(days.latest, said.latest)) if said else days)


def make_sighting(written: str, days: Window) -> ValidTime:
    """As `read_sighting`, of days that are read already."""
    return ValidTime("observed", written, False, Bounds(MIN, days.latest, days.earliest, MAX))


def read_event(on: str, spread: bool = False) -> ValidTime:
    """The time of an event: on one day within a window or, if `spread`, all over it."""
    days = read_edtf(on, "on").window
    if spread and (days.earliest == MIN or days.latest == MAX):
        raise InvalidDate(f"spread over {on}, which has no first or no last day", parameter="on", value=on)
    if spread:
        return ValidTime("on", on, True, Bounds(days.earliest, days.earliest, days.latest, days.latest))
    return make_event(on, days)


def make_event(written: str, days: Window) -> ValidTime:
    """As `read_event`, of days that are read already."""
    return ValidTime("on", written, False, Bounds(days.earliest, days.latest, days.earliest, days.latest))


def _read_ends(valid: str | Mapping[str, str]) -> tuple[str, End, End]:
    """The text, its start and its end."""
    if isinstance(valid, Mapping):
        if not valid or set(valid) - {"start", "end"}:
            raise InvalidDate(f"valid has {sorted(valid)}, expected start and end", parameter="valid", value=valid)
        start, end = valid.get("start") or _UNKNOWN, valid.get("end") or _UNKNOWN
        return f"{start}/{end}", read_end(start, "valid.start"), read_end(end, "valid.end")
    read = read_edtf(valid, "valid")
    if not read.interval:
        first, last = read.window.earliest, read.window.latest
        hint = f"write observed: {valid} for a sighting, or valid: {first}/{last} if it lasted all that time"
        raise InvalidDate(f"valid: {valid} is a date, expected an interval", parameter="valid", value=valid, hint=hint)
    no_start, no_end = (_OPEN if read.open_start else _UNKNOWN), (_OPEN if read.open_end else _UNKNOWN)
    return valid, read.start or no_start, read.end or no_end


def read_end(text: str, parameter: str) -> End:
    """The start or end that a text means. Raises InvalidDate, also for an interval."""
    if text in (_OPEN, _UNKNOWN):
        return text
    read = read_edtf(text, parameter)
    if read.interval:
        raise InvalidDate(f"{text} is an interval, expected one end of one", parameter=parameter, value=text)
    return read.window


def is_certain(bounds: Any, a: Any, b: Any) -> Any:
    """Whether it held on some day of [a, b], on whichever of the allowed days it began and ended. Arrays too."""
    return (bounds.latest_start <= b) & (a <= bounds.earliest_end)


def is_possible(bounds: Any, a: Any, b: Any) -> Any:
    """Whether it held on some day of [a, b] for at least one choice of the allowed days. Arrays too."""
    return (bounds.earliest_start <= b) & (a <= bounds.latest_end)


def count_gap_days(bounds: Bounds, a: date, b: date) -> int | None:
    """How many days [a, b] lies from being certain: 0 where it is, None where no number of days would do."""
    if (bounds.latest_start == MAX and b < MAX) or (bounds.earliest_end == MIN and a > MIN):
        return None
    return max(0, (bounds.latest_start - b).days, (a - bounds.earliest_end).days)
