"""What the days of a typed text mean for a question: the day asked about, the ends of a period, or two to compare."""

from collections.abc import Sequence
from datetime import date

from app.understanding.days import TypedDays
from app.understanding.parts import UnderstoodPart
from app.understanding.words import TypedText
from graph.dates.windows import MAX, MIN

COMPARED = frozenset(("alliances_diff", "custody_diff"))  # both days are needed, and each has a first and a last day
BOUNDED = frozenset(("silences",))  # the days have a first and a last one
PERIODS = (("start", "end"), ("from", "to"))  # the first and the last day of a question about a period
DAY_PARAMETERS = ("as_of", *(name for names in PERIODS for name in names))  # of them `from` and `to` may be names too
DayParts = tuple[UnderstoodPart, ...]


def find_days_before(parts: Sequence[UnderstoodPart]) -> TypedDays | None:
    """The days of a question, for the question behind it; None where it has none."""
    found = [part for part in parts if part.parameter in DAY_PARAMETERS and not part.ids]
    if not found:
        return None
    values = {part.parameter: part.value or "" for part in found}
    words = " ".join(dict.fromkeys(part.words for part in found))
    if "as_of" in values:
        return TypedDays(0, 0, (values["as_of"],) if values["as_of"] else (), words)
    ends = [next((values[name] for name in names if values.get(name)), "..") for names in zip(*PERIODS, strict=True)]
    return TypedDays(0, 0, (ends[0] if ends[0] == ends[1] else "/".join(map(str, ends)),), words)


class DayReader:
    """Reads the days of one typed text as values of parameters."""

    def __init__(self, typed: TypedText, today: date) -> None:
        self.typed = typed
        self.today = today.isoformat()

    def list_values(self, asks: str, taken: set[str], days: Sequence[TypedDays]) -> list[DayParts] | None:
        """Each choice of what the days may be in an address; None where the question cannot be asked of them."""
        if asks in COMPARED:
            return self._compare(days)
        if not days:
            return [()]
        period = next((names for names in PERIODS if set(names) <= taken and asks != "paths"), None)
        if period:
            return self._list_periods(period, days[0]) if len(days) == 1 else None
        if "as_of" not in taken:
            return None
        found = [(one, written) for one in days for written in (one.readings or (None,))]
        if asks in BOUNDED:
            found = [(one, self._close(written)) for one, written in found]
            if any(written == "" for _, written in found):
                return None
        return [(self._make_part("as_of", written, one),) for one, written in found]

    def list_known(self, days: Sequence[TypedDays]) -> list[UnderstoodPart] | None:
        """What was known by when; None where that has no end, or is said twice."""
        if len(days) > 1:
            return None
        ends = [(one, written.removeprefix("../")) for one in days for written in (one.readings or (self.today,))]
        if any(".." in written for _, written in ends):
            return None
        return [self._make_part("known_at", written, one) for one, written in ends]

    def _make_part(self, parameter: str, written: str | None, days: TypedDays) -> UnderstoodPart:
        words = days.carried or self.typed.slice(days.first, days.end)
        return UnderstoodPart(words, parameter, written, (), days.first, is_carried=bool(days.carried))

    def _close(self, written: str | None) -> str | None:
        """Days without an end as days until today; empty where they have no beginning."""
        if written and written.startswith(".."):
            return ""
        return written.removesuffix("..") + self.today if written and written.endswith("..") else written

    def _list_periods(self, names: tuple[str, str], days: TypedDays) -> list[DayParts]:
        found = []
        for written in days.readings or (self.today,):
            start, has_end, end = written.partition("/")
            ends = zip(names, (start, end if has_end else start), strict=True)
            found.append(tuple(self._make_part(name, one, days) for name, one in ends if one != ".."))
        return found

    def _compare(self, days: Sequence[TypedDays]) -> list[DayParts] | None:
        """Two days or periods, or the first and the last day of one."""
        if len(days) == 2:
            pairs = [tuple((one.readings or (self.today,))[0] for one in days)]
        elif len(days) == 1 and days[0].readings:
            pairs = [self._split_ends(days[0], place) for place in range(len(days[0].readings))]
        else:
            return None
        if any(".." in one or "/" in one for pair in pairs for one in pair):
            return None
        return [
            (self._make_part("from", first, days[0]), self._make_part("to", last, days[-1])) for first, last in pairs
        ]

    def _split_ends(self, days: TypedDays, place: int) -> tuple[str, ...]:
        first, has_end, last = days.readings[place].partition("/")
        if has_end:
            return first, self.today if last == ".." else last
        window = days.read_window(place)
        if window.earliest == MIN or window.latest == MAX:
            return first, first
        return window.earliest.isoformat(), window.latest.isoformat()
