"""Resolution of dates that depend on one another, from the constraints of all statements together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from graph.date_constraints.constraints import Dated, Sources, collect_constraints
from graph.date_constraints.solver import Clash, SolvedDays, solve_days
from graph.dates.linked_dates import LinkedDate, LinkedTimes
from graph.dates.validity import End, ValidTime, make_event, make_sighting, make_state
from graph.dates.windows import MIN, Window
from graph.errors import ImpossibleDates

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
    if linked.on is not None:
        return make_event(before.written, solved.find_window(key))
    if linked.observed is not None:
        return make_sighting(before.written, solved.find_window(key))

    def end(name: str, written: object) -> End:
        return str(written) if written in ("", "..") else solved.find_window(f"{key}#{name}")

    return make_state(before.written, end("start", linked.start), end("end", linked.end), said, before.planned_end)


def _drop_links(statement: Dated, times: Times) -> Dated:
    return replace(replace_times(statement, times), linked=None)


def _make_error(clash: Clash, statement: Dated) -> ImpossibleDates:
    return ImpossibleDates(clash.owners, parameter=statement.linked.field if statement.linked else None)
