"""Resolution of dates that depend on one another, from the constraints of all statements together.

`explain_bounds` says why the bounds of a statement are what they are: according to whom, and by which rule.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from graph.date_constraints.constraints import Dated, Sources, collect_constraints, describe_said_day, describe_validity
from graph.date_constraints.propagation import EARLY, LATE
from graph.date_constraints.solver import Clash, SolvedDays, solve_days
from graph.dates.linked_dates import LinkedDate, LinkedTimes
from graph.dates.validity import End, ValidTime, make_event, make_sighting, make_state, read_end
from graph.dates.windows import MAX, MIN, Window
from graph.errors import ImpossibleDates, InvalidDate
from graph.model.statement import DateReason, StoredStatement

AnyDated = TypeVar("AnyDated", bound=Dated)


@dataclass(frozen=True, slots=True)
class Times:
    """The times of one statement that follow: its validity, when it was said, and from when it was public."""

    validity: ValidTime
    said: Window
    known: Window
    known_from: str


@dataclass(frozen=True, slots=True)
class ResolvedDates:
    """What follows for some statements together; `times` are those of the linked ones, by key.

    `replaced` are those that contradict others and that an older version stands in for, or nothing, each with the
    contradiction. `contradicting` are those that contradict others and cannot be replaced: their times follow from
    their own words alone, and nothing follows from them for others.
    """

    solved: SolvedDays
    times: Mapping[str, Times]
    replaced: Mapping[str, ImpossibleDates] = field(default_factory=dict)
    contradicting: Mapping[str, ImpossibleDates] = field(default_factory=dict)


def resolve_dates(
    statements: Iterable[Dated], sources: Sources, instead: Mapping[str, Dated | None] | None = None
) -> ResolvedDates:
    """The bounds that follow for all of them. A tie to what is not among the statements or sources bounds nothing.

    `instead` are keys of linked statements to be left out where they contradict others, each with what replaces it,
    if anything.
    """
    by_key = {statement.key: statement for statement in statements}
    instead = dict(instead or {})
    replaced: dict[str, ImpossibleDates] = {}
    contradicting: dict[str, ImpossibleDates] = {}
    times: dict[str, Times] = {}
    while True:
        try:
            solved = solve_days(collect_constraints(by_key, sources))
            break
        except Clash as clash:
            linked = [key for key in clash.owners if key in by_key and by_key[key].linked]
            for key in [key for key in linked if key in instead]:
                replaced[key] = _make_error(clash, by_key.pop(key))
                if old := instead.pop(key):
                    by_key[key] = old
                linked = []
            for key in linked:  # statements without linked dates fit one another, so some here are linked
                contradicting[key] = _make_error(clash, by_key[key])
                times[key] = find_own_times(by_key[key], sources)
                by_key[key] = _drop_links(by_key[key], times[key])
    times |= {key: find_times(one, solved, sources) for key, one in by_key.items() if one.linked}
    return ResolvedDates(solved, times, replaced, contradicting)


def resolve_alone(statement: Dated, sources: Sources) -> Times:
    """The times of a linked statement by its own words. Raises ImpossibleDates where they contradict themselves."""
    assert statement.linked
    own = replace(statement, linked=statement.linked.drop_other_ties(statement.key))
    try:
        return find_times(own, solve_days(collect_constraints({own.key: own}, sources)), sources)
    except Clash as clash:
        raise _make_error(clash, statement) from None


def find_own_times(statement: Dated, sources: Sources) -> Times:
    """As `resolve_alone`; the times that it has already where its words contradict themselves."""
    try:
        return resolve_alone(statement, sources)
    except ImpossibleDates:
        return Times(statement.validity, statement.said, statement.known, statement.known_from)


def replace_times(statement: AnyDated, times: Times) -> AnyDated:
    return replace(statement, validity=times.validity, said=times.said, known=times.known, known_from=times.known_from)


def map_ties(statements: Iterable[Dated]) -> dict[str, set[str]]:
    """The keys that each key is tied to, in either direction."""
    ties: dict[str, set[str]] = {}
    for statement in statements:
        for other in statement.linked.keys if statement.linked else ():
            ties.setdefault(statement.key, set()).add(other)
            ties.setdefault(other, set()).add(statement.key)
    return ties


def select_connected(keys: Iterable[str], statements: Mapping[str, AnyDated]) -> list[AnyDated]:
    """The statements with these keys, and all that they are tied to, directly or through others."""
    return [statements[key] for key in find_connected_keys(keys, map_ties(statements.values())) if key in statements]


def find_connected_keys(keys: Iterable[str], ties: Mapping[str, set[str]]) -> list[str]:
    """These keys, and all that they are tied to, directly or through others."""
    found: dict[str, None] = {}
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found[key] = None
            waiting += ties.get(key, set()) - found.keys()
    return sorted(found)


def find_times(statement: Dated, solved: SolvedDays, sources: Sources) -> Times:
    """The times of a linked statement, from the solved network that it is part of."""
    linked = statement.linked
    assert linked
    said = solved.find_window(f"{statement.key}#said")
    known, known_from = statement.known, statement.known_from
    source = sources.get(statement.cites.source)
    if isinstance(linked.said, LinkedDate) and linked.public and source:
        known = Window(min(said.earliest, source.published.earliest), min(said.latest, source.published.latest))
        known_from = f"{'..' if known.earliest == MIN else known.earliest}/{known.latest}"
    return Times(_find_validity(statement, linked, said, solved), said, known, known_from)


def _find_validity(statement: Dated, linked: LinkedTimes, said: Window, solved: SolvedDays) -> ValidTime:
    key, before = statement.key, statement.validity
    if linked.on is not None or linked.observed is not None:
        make_validity = make_event if linked.on is not None else make_sighting
        return replace(make_validity(before.written, solved.find_window(key)), planned_end=before.planned_end)

    def end(name: str, written: object) -> End:
        return str(written) if written in ("", "..") else solved.find_window(f"{key}#{name}")

    return make_state(before.written, end("start", linked.start), end("end", linked.end), said, before.planned_end)


def _drop_links(statement: Dated, times: Times) -> Dated:
    return replace(replace_times(statement, times), linked=None)


def _make_error(clash: Clash, statement: Dated) -> ImpossibleDates:
    return ImpossibleDates(clash.owners, parameter=statement.linked.field if statement.linked else None)


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
