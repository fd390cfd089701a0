"""The days of one statement as English rows say them: `on 5 January 2026`, `at some time in 2019`, `from 2019 on`."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.sentences.rows import Edge, RowFact
from graph.dates.linked_dates import DateTie, LinkedDate
from graph.dates.windows import MIN, Window, read_window

if TYPE_CHECKING:
    from app.sentences.languages.en.writer import EnglishWriter

POINTS = {"start": "the start of ", "end": "the end of ", "said": "the day on which it was said in "}
# by the point of a statement that is meant: what comes between `after` and what the statement says
MOMENTS = {"": "", "start": "it began that ", "end": "it ended that "}


def name_statement(key: str, fact: RowFact) -> str:
    """A statement that is not among those that are read, by its key."""
    return f"statement {key.removeprefix(f'{fact.dataset}:')}"


class EnglishRowDays:
    """Writes the days of rows. `writer` has the names of days and periods; `describe` says what another statement says,
    without its days, and `attribute` who says so, up to that."""

    def __init__(
        self, writer: "EnglishWriter", describe: Callable[[RowFact], str], attribute: Callable[[RowFact], str]
    ) -> None:
        self.writer, self._describe, self._attribute = writer, describe, attribute

    def when(self, fact: RowFact, *, is_total: bool = False) -> str:
        """The days of what a row says. `is_total`: of all that came up to then."""
        days = fact.days
        if days.kind == "valid":
            return self._lasting(days.start, days.end, fact)
        assert days.day is not None
        if is_total:
            words = self.on(days.day, fact)
            is_day = isinstance(days.day, Window) and days.day.earliest == days.day.latest
            return words if words.startswith("by ") else f"by {words.removeprefix('on ') if is_day else _some(words)}"
        if isinstance(days.day, LinkedDate):
            return self.on(days.day, fact)
        if days.spread:
            start, end = self.writer.days(days.day).removeprefix("between ").split(" and ")
            return f"from {start} to {end}, over the whole time"
        words = self.on(days.day, fact)
        return f"at some time {words}" if days.kind == "observed" and words.startswith(("in ", "between ")) else words

    def on(self, day: Window | LinkedDate, fact: RowFact) -> str:
        """Such as `on 5 January 2026`, `in May 2025`, `on a Thursday in 2026, after nine men escaped`."""
        if isinstance(day, Window):
            return self.writer.days(day) or "on an unknown day"
        weekdays = " or ".join(name.capitalize() for name in day.weekdays)
        words = f"on {f'a {weekdays}' if weekdays else 'some day'}"
        if day.within is not None:
            within = self.writer.days(read_window(day.within))
            words = within if within.startswith("on ") and not weekdays else f"{words} {within}".rstrip()
        ties = [self._tie(tie, fact) for tie in day.ties]
        return ", ".join(ties if ties and words == "on some day" else [words, *ties])

    def _lasting(self, start: Edge, end: Edge, fact: RowFact) -> str:
        """The days of a state. Of an end that is unknown only this much is said: it was over."""
        first = self._edge(start, fact)
        if end == "open":
            return f"from {first or 'an unknown day'} on, and still when this was said"
        if end == "unknown":
            return f"from {first or 'an unknown day'} to an unknown day before this was said"
        last = self._edge(end, fact)
        return f"from {first} to {last}" if first else f"until {last}"

    def _edge(self, edge: Edge, fact: RowFact) -> str:
        """A day or period: `3 May 2020`, `June 2020`, `some day between 3 and 5 May 2020`; nothing if unknown."""
        if isinstance(edge, str):
            return ""
        words = self.on(edge, fact)
        if isinstance(edge, Window) and edge.earliest == MIN:
            return f"some day {words}"
        return words.removeprefix("on ") if words.startswith("on ") else _some(words).removeprefix("some day in ")

    def _tie(self, tie: DateTie, fact: RowFact) -> str:
        key, _, what = tie.of.partition("#")
        other = fact.others.get(key)
        if other is not None:
            moment = MOMENTS[what] if what in MOMENTS else f"{self._attribute(other)} that "
            of = moment + self._describe(other)
        elif key.startswith("source:"):
            of = f"the publication of {key.removeprefix('source:')}"
        else:
            of = POINTS.get(what, "") + name_statement(key, fact)
        if tie.relation == "same_day":
            return f"on the day on which {of}" if other else f"on the same day as {of}"
        if other and tie.max_days is None and tie.min_days == 0:
            return f"on or {tie.relation} the day on which {of}"
        if tie.max_days is None:
            days = "on or " if tie.min_days == 0 else f"{tie.min_days} days or more " if tie.min_days > 1 else ""
        elif tie.min_days == tie.max_days:
            days = f"{tie.min_days} {'day' if tie.min_days == 1 else 'days'} "
        else:
            days = f"{tie.min_days} to {tie.max_days} days "
        return f"{days}{tie.relation} {of}"


def _some(words: str) -> str:
    return words if words.startswith("on ") else f"some day {words}"
