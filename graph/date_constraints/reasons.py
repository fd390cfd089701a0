"""Why the bounds of a statement are what they are: according to whom, and by which rule."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from graph.date_constraints.constraints import Sources, describe_said_day, describe_validity
from graph.date_constraints.propagation import EARLY, LATE
from graph.date_constraints.solver import SolvedDays
from graph.dates.validity import read_end
from graph.dates.windows import MAX, MIN, Window
from graph.errors import InvalidDate
from graph.model.statement import DateReason, StoredStatement

Step = tuple[str, str, date]  # key, rule, day so far
BOUNDS = ("earliest_start", "latest_start", "earliest_end", "latest_end")
Givers = list[tuple[str, int]]  # times of a statement, and from which side they bound

# of a state with two ends: what may give each bound, in this order; the first that lies on that day did
_OF_STATE: dict[str, Givers] = {
    "earliest_start": [("start", EARLY)],
    "latest_start": [("start", LATE), ("said", EARLY), ("said", LATE), ("end", LATE)],
    "earliest_end": [("end", EARLY), ("said", EARLY), ("start", EARLY)],
    "latest_end": [("end", LATE), ("said", LATE)],
}
_OF_SIGHTING: dict[str, Givers] = {"latest_start": [("day", LATE)], "earliest_end": [("day", EARLY)]}
_OF_EVENT: dict[str, Givers] = {
    name: [("day", EARLY if name.startswith("earliest") else LATE)] for name in BOUNDS
}  # fmt: skip


def explain_bounds(
    statement: StoredStatement, solved: SolvedDays | None, sources: Sources, ids: Mapping[str, str]
) -> dict[str, tuple[DateReason, ...]]:
    """For each of the four bounds the steps that lead to it, first causes first; none where it is unbounded.

    `solved` is the network that a linked statement was resolved in. For others the steps are its own words and, where
    it ends or begins with the day on which it was said, who says which day. `ids` are those of statements by key.
    """
    ids = {**ids, statement.key: statement.id}
    explained = (
        _ResolvedStatement(statement, solved) if statement.linked and solved else _PlainStatement(statement, sources)
    )
    found = {}
    for name in BOUNDS:
        day = getattr(statement.bounds, name)
        steps: Iterable[Step] = [] if day in (MIN, MAX) else explained.list_steps(name)
        found[name] = tuple(dict.fromkeys(DateReason(ids.get(key), key, rule, at) for key, rule, at in steps))
    return found


def _find_givers(statement: StoredStatement) -> Mapping[str, Givers]:
    kind = statement.validity.kind
    return _OF_STATE if kind == "valid" else _OF_SIGHTING if kind == "observed" else _OF_EVENT


class _ResolvedStatement:
    """A statement that was resolved with others: its bounds are those of days in their network."""

    def __init__(self, statement: StoredStatement, solved: SolvedDays) -> None:
        self._statement, self._solved = statement, solved

    def list_steps(self, name: str) -> Iterator[Step]:
        day = getattr(self._statement.bounds, name)
        for time, side in _find_givers(self._statement).get(name, ()):
            node = self._statement.key if time == "day" else f"{self._statement.key}#{time}"
            window = self._solved.find_window(node)
            if day == (window.earliest if side == EARLY else window.latest):
                for step in self._solved.explain(node, side):
                    yield step.why.owner, step.why.rule, step.bound
                return


class _PlainStatement:
    """A statement whose bounds follow from its own words and the day on which it was said."""

    def __init__(self, statement: StoredStatement, sources: Sources) -> None:
        self._statement, self._sources = statement, sources
        self._times = {"said": statement.said} | _read_ends(statement.validity.written)

    def list_steps(self, name: str) -> Iterator[Step]:
        statement, day = self._statement, getattr(self._statement.bounds, name)
        yield statement.key, describe_validity(statement), day
        giver = self._find_giver(name)
        if giver == "said" or self._is_capped(name):
            owner, rule = describe_said_day(statement, self._sources)
            yield owner, rule, day
        written = self._find_written(giver)
        for mark in "~?%":
            if mark in written:
                yield statement.key, f"widened by {mark}", day

    def _find_giver(self, name: str) -> str:
        day = getattr(self._statement.bounds, name)
        for time, side in _find_givers(self._statement).get(name, ()):
            window = self._times.get(time)
            if window and day == (window.earliest if side == EARLY else window.latest):
                return time
        return "day"

    def _is_capped(self, name: str) -> bool:
        """Whether a sighting ends on the day on which it was reported."""
        seen = self._statement.validity.kind == "observed" and name == "latest_start"
        return seen and self._statement.bounds.latest_start == self._statement.said.latest

    def _find_written(self, giver: str) -> str:
        written = self._statement.validity.written
        if giver == "said":
            return self._statement.said_on or ""
        if giver in ("start", "end") and written.count("/") == 1:
            return written.split("/")[giver == "end"]
        return written


def _read_ends(written: str) -> dict[str, Window]:
    """The days of the start and the end, where they are written."""
    found = {}
    if written.count("/") == 1:
        for name, text in zip(("start", "end"), written.split("/"), strict=True):
            try:
                days = read_end(text, name)
            except InvalidDate:
                continue
            if isinstance(days, Window):
                found[name] = days
    return found
