"""Equal steps through time: an ISO 8601 duration such as P1Y, a word such as month, or a number of days."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from graph.dates.windows import MAX, Window
from graph.errors import InvalidInput

DURATION = re.compile(r"P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?", re.IGNORECASE)
WORDS = {"day": "P1D", "week": "P7D", "month": "P1M", "quarter": "P3M", "year": "P1Y", "decade": "P10Y"}


@dataclass(frozen=True, slots=True)
class CalendarStep:
    """A number of months and of days; at least one of the two is above 0."""

    months: int
    days: int

    def add_to(self, first: date, times: int) -> date:
        """The day that lies a number of steps (`times`) after the first one. A month after 31 January is the last of
        February, two months after it are 31 March. MAX where the calendar ends before."""
        year, month = divmod(first.year * 12 + first.month - 1 + self.months * times, 12)
        if year > MAX.year:
            return MAX
        begun = date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
        room = (MAX - begun).days
        return begun + timedelta(min(self.days * times, room))


def read_step(written: str, parameter: str = "step") -> CalendarStep:
    """The step that a text means. Raises InvalidInput naming the parameter, also for a step of no length."""
    text = written.strip()
    text = WORDS.get(text.lower(), f"P{text}D" if text.isdecimal() else text)
    found = DURATION.fullmatch(text)
    if not found or text.upper() == "P":
        raise InvalidInput(
            f"{parameter}: {written!r}; expected a duration such as P1D, P7D, P1M or P1Y",
            parameter=parameter,
            value=written,
            hint=f"or one of {', '.join(WORDS)}, or a number of days",
        )
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    step = CalendarStep(years * 12 + months, weeks * 7 + days)
    if step == CalendarStep(0, 0):
        raise InvalidInput(f"{parameter}: {written!r} has no length", parameter=parameter, value=written)
    return step


def list_steps(first: date, last: date, written: str, most: int, parameter: str = "step") -> list[Window]:
    """The periods from one day to another, each up to the day before the next; the last one ends on the last day.

    Raises InvalidInput as `read_step`, and where there would be more than `most`.
    """
    step = read_step(written, parameter)
    number = _count_steps(first, last, step)
    if number > most:
        raise InvalidInput(
            f"{parameter}: {written!r} makes {number:,} steps from {first} to {last}; at most {most:,} are given",
            parameter=parameter,
            value=written,
            hint="take longer steps, or fewer days",
        )
    begins = [step.add_to(first, times) for times in range(number)]
    ends = [begin - timedelta(1) for begin in begins[1:]]
    return [Window(begin, end) for begin, end in zip(begins, [*ends, last], strict=True)]


def _count_steps(first: date, last: date, step: CalendarStep) -> int:
    """How many steps begin up to the last day."""
    low, high = 1, (last - first).days + 1
    while low < high:  # bisection: the first step that begins after the last day
        middle = (low + high) // 2
        if step.add_to(first, middle) > last or step.add_to(first, middle) == MAX:
            high = middle
        else:
            low = middle + 1
    return low
