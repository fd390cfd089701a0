"""Statements whose dates depend on one another: settled together, by what all of them say."""

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
    """What follows for one statement: its validity, when it was said, and from when it was public."""

    validity: ValidTime
    said: Window
    known: Window
    known_from: str


@dataclass(frozen=True, slots=True)
class ResolvedDates:
    """What follows for some statements together; `times` are those of the linked ones, by key.

    `aside` are those that were replaced, with the contradiction that each is part of. `loose` are linked ones that
    contradict others and could not be: of their times only what their own words allow is kept, and nothing follows
    from them for others.
    """

    solved: SolvedDays
    times: Mapping[str, Times]
    aside: Mapping[str, ImpossibleDates] = field(default_factory=dict)
    loose: Mapping[str, ImpossibleDates] = field(default_factory=dict)


def resolve_dates(
    statements: Iterable[Dated], sources: Sources, instead: Mapping[str, Dated | None] | None = None
) -> ResolvedDates:
    """All bounds together. What a tie names and is not among the statements or sources bounds nothing.

    `instead` are keys of linked statements to be left out where they contradict others, each with what then stands in
    its place, if anything.
    """
    there = {statement.key: statement for statement in statements}
    instead = dict(instead or {})
    aside: dict[str, ImpossibleDates] = {}
    loose: dict[str, ImpossibleDates] = {}
    times: dict[str, Times] = {}
    while True:
        try:
            solved = solve_days(collect_constraints(there, sources))
            break
        except Clash as clash:
            linked = [key for key in clash.owners if key in there and there[key].linked]
            for key in [key for key in linked if key in instead]:
                aside[key] = _impossible(clash, there.pop(key))
                if old := instead.pop(key):
                    there[key] = old
                linked = []
            for key in linked:  # what is plain fits with itself, so that some are linked
                loose[key] = _impossible(clash, there[key])
                times[key] = find_own_times(there[key], sources)
                there[key] = _plain(there[key], times[key])
    times |= {key: find_times(one, solved, sources) for key, one in there.items() if one.linked}
    return ResolvedDates(solved, times, aside, loose)


def resolve_alone(statement: Dated, sources: Sources) -> Times:
    """The times of a linked statement by its own words. Raises ImpossibleDates where they contradict themselves."""
    assert statement.linked
    own = replace(statement, linked=statement.linked.drop_other_ties(statement.key))
    try:
        return find_times(own, solve_days(collect_constraints({own.key: own}, sources)), sources)
    except Clash as clash:
        raise _impossible(clash, statement) from None


def find_own_times(statement: Dated, sources: Sources) -> Times:
    """The same; what it has already where its words contradict themselves."""
    try:
        return resolve_alone(statement, sources)
    except ImpossibleDates:
        return Times(statement.validity, statement.said, statement.known, statement.known_from)


def replace_times(statement: AnyDated, times: Times) -> AnyDated:
    return replace(statement, validity=times.validity, said=times.said, known=times.known, known_from=times.known_from)


def map_ties(statements: Iterable[Dated]) -> dict[str, set[str]]:
    """Which keys each key is tied to, in either direction."""
    tied: dict[str, set[str]] = {}
    for statement in statements:
        for other in statement.linked.keys if statement.linked else ():
            tied.setdefault(statement.key, set()).add(other)
            tied.setdefault(other, set()).add(statement.key)
    return tied


def select_connected(keys: Iterable[str], statements: Mapping[str, AnyDated]) -> list[AnyDated]:
    """The statements with these keys, and all that they are tied to, directly or through others."""
    return [statements[key] for key in find_connected_keys(keys, map_ties(statements.values())) if key in statements]


def find_connected_keys(keys: Iterable[str], tied: Mapping[str, set[str]]) -> list[str]:
    """These keys, and all that they are tied to, directly or through others."""
    found: dict[str, None] = {}
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found[key] = None
            waiting += tied.get(key, set()) - found.keys()
    return sorted(found)


def find_times(statement: Dated, solved: SolvedDays, sources: Sources) -> Times:
    """What a network that holds a linked statement allows for its times."""
    linked = statement.linked
    assert linked
    said = solved.find_window(f"{statement.key}#said")
    known, known_from = statement.known, statement.known_from
    source = sources.get(statement.cites.source)
    if isinstance(linked.said, LinkedDate) and linked.public and source:
        known = Window(min(said.earliest, source.published.earliest), min(said.latest, source.published.latest))
        known_from = f"{'..' if known.earliest == MIN else known.earliest}/{known.latest}"
    return Times(_validity(statement, linked, said, solved), said, known, known_from)


def _validity(statement: Dated, linked: LinkedTimes, said: Window, solved: SolvedDays) -> ValidTime:
    key, before = statement.key, statement.validity
    if linked.on is not None:
        return make_event(before.written, solved.find_window(key))
    if linked.observed is not None:
        return make_sighting(before.written, solved.find_window(key))

    def end(name: str, written: object) -> End:
        return str(written) if written in ("", "..") else solved.find_window(f"{key}#{name}")

    return make_state(before.written, end("start", linked.start), end("end", linked.end), said, before.planned_end)


def _plain(statement: Dated, times: Times) -> Dated:
    return replace(replace_times(statement, times), linked=None)


def _impossible(clash: Clash, statement: Dated) -> ImpossibleDates:
    return ImpossibleDates(clash.owners, parameter=statement.linked.field if statement.linked else None)
