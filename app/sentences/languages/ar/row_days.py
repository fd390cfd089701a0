"""The days of one statement as Arabic rows say them."""

from collections.abc import Callable

from app.sentences.languages.ar.grammar import WEEKDAYS, write_day, write_days
from app.sentences.languages.ar.row_modes import MOMENTS, POINTS, TIES
from app.sentences.rows import Edge, RowFact
from graph.dates.linked_dates import DateTie, LinkedDate
from graph.dates.windows import MAX, MIN, Window, read_window


def name_statement(key: str, fact: RowFact) -> str:
    """A statement that is not among those that are read, by its key."""
    return f"البيان {key.removeprefix(f'{fact.dataset}:')}"


class ArabicRowDays:
    """Writes the days of rows. `describe` says what another statement says, without its days, and `attribute` who says
    so, up to that."""

    def __init__(self, describe: Callable[[RowFact], str], attribute: Callable[[RowFact], str]) -> None:
        self._describe, self._attribute = describe, attribute

    def when(self, fact: RowFact, *, is_total: bool = False) -> str:
        """The days of what a row says. `is_total`: of all that came up to then."""
        days = fact.days
        if days.kind == "valid":
            return self._lasting(days.start, days.end, fact)
        assert days.day is not None
        words = self.on(days.day, fact)
        if isinstance(days.day, LinkedDate):
            return words
        first, last = days.day
        if is_total:
            return f"حتى {write_day(last)}" if first in (MIN, last) else f"حتى يوم {words}"
        if days.spread:
            return f"{words.replace('بين ', 'من ', 1).replace(' و', ' إلى ', 1)}، طوال هذه المدة"
        is_seen = days.kind == "observed" and MIN < first < last < MAX
        return f"في وقت ما {words}" if is_seen else words

    def on(self, day: Window | LinkedDate, fact: RowFact) -> str:
        """Such as `في 5 يناير/كانون الثاني 2026`."""
        if isinstance(day, Window):
            return write_days(day) or "في يوم غير معروف"
        weekdays = " أو ".join(WEEKDAYS[name] for name in day.weekdays)
        words = f"في يوم {weekdays}".rstrip() if weekdays else "في يوم ما"
        if day.within is not None:
            within = read_window(day.within)
            is_day = within.earliest == within.latest and not weekdays
            words = write_days(within) if is_day else f"{words} {write_days(within)}".rstrip()
        ties = [self._tie(tie, fact) for tie in day.ties]
        return "، ".join(ties if ties and words == "في يوم ما" else [words, *ties])

    def _lasting(self, start: Edge, end: Edge, fact: RowFact) -> str:
        first = self._edge(start, fact)
        if end == "open":
            return f"منذ {first or 'يوم غير معروف'}، وظل ذلك حتى يوم القول"
        last = "يوم غير معروف قبل القول" if end == "unknown" else self._edge(end, fact)
        return f"من {first} حتى {last}" if first else f"حتى {last}"

    def _edge(self, edge: Edge, fact: RowFact) -> str:
        if isinstance(edge, str):
            return ""
        words = self.on(edge, fact)
        return words.removeprefix("في ") if words.startswith("في ") else f"يوم {words}"

    def _tie(self, tie: DateTie, fact: RowFact) -> str:
        key, _, what = tie.of.partition("#")
        other = fact.others.get(key)
        if other is not None:
            moment = MOMENTS[what] if what in MOMENTS else f"{self._attribute(other)} فيه إنه"
            point = f"اليوم الذي {moment} {self._describe(other)}"
        elif key.startswith("source:"):
            point = f"{POINTS.get(what, '')}نشر {key.removeprefix('source:')}"
        else:
            point = POINTS.get(what, "") + name_statement(key, fact)
        if tie.relation == "same_day":
            return f"في {point}" if other else f"في يوم {point} نفسه"
        relation = TIES.get(tie.relation, tie.relation)
        if tie.max_days is None:
            least = tie.min_days
            more = " أو في يومه" if least == 0 else f" بما لا يقل عن {least} يوم" if least > 1 else ""
            return f"{relation} {point}{more}"
        span = f"{tie.min_days}" if tie.min_days == tie.max_days else f"{tie.min_days} إلى {tie.max_days}"
        return f"{relation} {point} بعدد من الأيام: {span}"
