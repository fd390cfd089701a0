"""Alliances over time: numbers of pairs, actors and components for each step of a period."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph.alliances.evidence import filter_network, find_evidence, find_known_by
from graph.alliances.measuring import MeasureName, NodeValues, measure_nodes, read_measures
from graph.alliances.network import CERTAIN, Network, NetworkDay, find_day
from graph.alliances.pairs import SignName, has_sign, read_sign
from graph.alliances.question import mark_entities, take_touching
from graph.alliances.rows import SignedPair, describe_rows
from graph.columns.evidence import FIRST, LAST, EvidenceColumns, bound_rows
from graph.columns.table import OBSERVED, Array
from graph.dates.windows import Window
from graph.errors import InvalidInput
from graph.evidence.hierarchy import find_parts, select_links_below
from graph.selection.question import SelectionQuestion
from graph.selection.reigns import Reign, list_reigns
from graph.selection.selection import Selection

AT_ONCE = 100_000  # pairs


class NetworkTally(NamedTuple):
    """Pairs by sign, mixed ones apart; `certain` ones are surely so and surely public. `actors` are those with a pair.

    `density` is pairs by all that there could be among these actors, None for fewer than two. `components` are the
    connected components by any pair, `friendly_components` those that do by friendly ones alone (not mixed); an
    actor without a friendly pair is in none of the latter.
    """

    pairs: int
    friendly: int
    hostile: int
    neutral: int
    mixed: int
    certain: int
    actors: int
    density: float | None
    components: int
    friendly_components: int


def tally_networks(many: Iterable[NetworkDay], last_known: int | None) -> Iterator[tuple[NetworkDay, NetworkTally]]:
    """The numbers of the rows of many steps; `last_known` is the last day of known_at, an ordinal. Some steps at a
    time, since scipy takes as long to find the connected components of one small network as those of many."""
    batch: list[NetworkDay] = []
    pairs = 0
    for rows in many:
        batch.append(rows)
        pairs += len(rows)
        if pairs > AT_ONCE:
            yield from _tally_batch(batch, last_known)
            batch, pairs = [], 0
    yield from _tally_batch(batch, last_known)


def _tally_batch(batch: Sequence[NetworkDay], last_known: int | None) -> Iterator[tuple[NetworkDay, NetworkTally]]:
    networks = [rows.network for rows in batch]
    friendly = [(network.sign == 1) & ~network.mixed for network in networks]
    every = _count_components(networks, [np.ones(len(rows), bool) for rows in batch])
    among_friends = _count_components(networks, friendly)
    for rows, network, friends, components, friendly_components in zip(
        batch, networks, friendly, every, among_friends, strict=True
    ):
        mixed, sign, actors, pairs = network.mixed, network.sign, len(network.nodes), len(rows)
        yield (
            rows,
            NetworkTally(
                pairs=pairs,
                friendly=int(friends.sum()),
                hostile=int(((sign == -1) & ~mixed).sum()),
                neutral=int(((sign == 0) & ~mixed).sum()),
                mixed=int(mixed.sum()),
                certain=int(((rows.support == CERTAIN) & rows.is_surely_known(last_known)).sum()),
                actors=actors,
                density=2 * pairs / (actors * (actors - 1)) if actors > 1 else None,
                components=components,
                friendly_components=friendly_components,
            ),
        )


def _count_components(networks: Sequence[Network], chosen: Sequence[Array]) -> list[int]:
    """The number of connected components with at least two actors in each network, by its chosen pairs."""
    begins = np.cumsum([0, *(len(network.nodes) for network in networks)])
    size = int(begins[-1])
    if not size:
        return [0] * len(networks)
    each = list(zip(networks, chosen, begins.tolist(), strict=False))
    a, b = (
        np.concatenate([getattr(network, end)[some].astype(np.int64) + begin for network, some, begin in each])
        for end in ("a", "b")
    )
    from scipy.sparse import coo_array  # scipy takes long to import, and few ask for this
    from scipy.sparse.csgraph import connected_components

    _, label = connected_components(coo_array((np.ones(len(a), np.int8), (a, b)), (size, size)), directed=False)
    tied = np.zeros(size, bool)
    tied[a] = tied[b] = True
    # a piece lies in one network, so it is counted where the first of its actors stands
    _, first = np.unique(label[tied], return_index=True)
    network = np.searchsorted(begins, np.flatnonzero(tied)[first], side="right") - 1
    return [int(number) for number in np.bincount(network, minlength=len(networks))]


class Beginnings(NamedTuple):
    """For each piece of evidence, by its place, the days within which it tells that something began or happened.

    A state began between the bounds of its start, an event happened and a sighting was made within its window. What
    names no such day has none (`none`): it tells that something lasted. `statement` numbers whose evidence it is.
    """

    first: Array
    last: Array
    none: Array
    statement: Array


class BeginningCounts(NamedTuple):
    """How many statements; `possible` ones do so perhaps, and are not among the certain ones."""

    certain: int
    possible: int


def find_beginnings(evidence: EvidenceColumns) -> Beginnings:
    """The beginnings of all evidence, computed once for many steps."""
    days = bound_rows(evidence.columns, evidence.rows, evidence.settled)
    seen = (evidence.columns["flags"][evidence.rows] & OBSERVED) != 0
    first = np.where(seen, days.first, days.earliest_start)
    last = np.where(seen, days.last, days.latest_start)
    # rows of one statement stand together in the columns
    rows = np.sort(evidence.rows)
    ids = evidence.columns["id"][rows]
    numbers = np.zeros(len(rows), np.int32)
    np.cumsum(ids[1:] != ids[:-1], out=numbers[1:])
    return Beginnings(first, last, (first == FIRST) | (last == LAST), numbers[np.searchsorted(rows, evidence.rows)])


def count_beginnings(found: Beginnings, rows: NetworkDay) -> BeginningCounts:
    """How many of the statements that some rows rest on tell of a beginning in their days, [rows.a, rows.b]."""
    first, last = found.first[rows.places], found.last[rows.places]
    touched = (first <= rows.b) & (rows.a <= last) & ~found.none[rows.places]
    places, inside = rows.places[touched], (rows.a <= first[touched]) & (last[touched] <= rows.b)
    # one statement may name several actors, and is one all the same
    statements, at = np.unique(found.statement[places], return_index=True)
    certain = int(inside[at].sum())
    return BeginningCounts(certain, len(statements) - certain)


@dataclass(frozen=True, kw_only=True)
class AllianceSeriesScope:
    """Whose pairs are counted (ids): those of an actor and its parts, or the pair of two; None counts everyone's.

    `measures` are those of the actor among all pairs of a step. Where a name means several, which are asked together,
    `asked` has all their ids, and `actor` is the first. In `reigns` they, or the other, governed a state.
    """

    actor: str | None = None
    asked: tuple[str, ...] = ()
    other: str | None = None
    sign: SignName | None = None
    measures: tuple[MeasureName, ...] = ()
    reigns: tuple[Reign, ...] = ()

    def list_acting(self, ids: Sequence[str], days: Window | None = None) -> tuple[str, ...]:
        """Some actors, and the states that they governed, on some days or on any."""
        states = (one.state for one in self.reigns if one.ruler in ids and (days is None or one.covers(days)))
        return tuple(dict.fromkeys((*ids, *states)))


@dataclass(frozen=True, kw_only=True)
class AllianceSeriesStep:
    """What one step comes to. `pair` is the row of actor and other, `measures` are those of the actor; None where there
    is none, or none is asked for. `stated_hostile` and `stated_friendly` count pairs of which somebody states it."""

    days: Window
    tally: NetworkTally
    starts: BeginningCounts
    pair: SignedPair | None
    measures: NodeValues | None
    stated_hostile: int
    stated_friendly: int


def find_series_scope(
    selection: Selection[SelectionQuestion],
    actor: str | None = None,
    other: str | None = None,
    sign: str | int | None = None,
    measures: str | None = None,
) -> AllianceSeriesScope:
    """What is asked about, from ids or names, a sign and names of measures as written.

    Raises NotFound, Ambiguous or InvalidInput naming the parameter.
    """
    if other and not actor:
        raise InvalidInput("other is given without an actor", parameter="other", value=other)
    if actor and (other or measures):  # of one actor
        ids: tuple[str, ...] = (selection.resolve_name(actor, ["Actor"], "actor"),)
    else:
        ids = selection.resolve_names(actor, ["Actor"], "actor")
    one, two = next(iter(ids), None), selection.resolve_name(other, ["Actor"], "other") if other else None
    if one and one == two:
        raise InvalidInput("actor and other are one", parameter="other", value=other)
    scope = AllianceSeriesScope(
        actor=one,
        asked=ids,
        other=two,
        sign=read_sign(sign),
        measures=read_measures(measures),
        reigns=list_reigns(selection.view.directory, (*ids, *([two] if two else []))),
    )
    if scope.measures and not actor:
        raise InvalidInput(
            "measures are those of an actor; network has everyone's", parameter="measures", value=measures
        )
    return scope


def find_alliances_series(
    selection: Selection[SelectionQuestion], scope: AllianceSeriesScope, periods: Sequence[Window]
) -> list[AllianceSeriesStep]:
    """How many pairs of which sign there were on some day of each period, in its order."""
    evidence, known_by = find_evidence(selection), find_known_by(selection.question)
    begun, choose = find_beginnings(evidence), _choose_rows(selection, evidence, scope, periods)
    measured: list[NodeValues | None] = []
    stated: list[tuple[int, int]] = []

    def find_steps() -> Iterator[NetworkDay]:
        for period in periods:
            everyone = _find_rows(selection, evidence, period, scope.sign)
            measured.append(_measure_actor(everyone.network, scope))
            chosen = choose(everyone, period)
            stated.append((int(chosen.mark_stated(-1).sum()), int(chosen.mark_stated(1).sum())))
            yield chosen

    found = []
    for number, (rows, numbers) in enumerate(tally_networks(find_steps(), known_by)):
        pair = describe_rows(rows, known_by) if scope.other else []
        found.append(
            AllianceSeriesStep(
                days=periods[number],
                tally=numbers,
                starts=count_beginnings(begun, rows),
                pair=pair[0] if pair else None,
                measures=measured[number],
                stated_hostile=stated[number][0],
                stated_friendly=stated[number][1],
            )
        )
    return found


def _find_rows(
    selection: Selection[SelectionQuestion], evidence: EvidenceColumns, period: Window, sign: SignName | None
) -> NetworkDay:
    """The rows of all pairs in a period that pass the filters of the question."""
    a, b = period.earliest.toordinal(), period.latest.toordinal()
    rows = filter_network(selection, find_day(evidence, a, b, selection.question.max_gap_days)).rows
    return rows.take(np.flatnonzero(has_sign(rows.network, sign))) if sign else rows


def _choose_rows(
    selection: Selection[SelectionQuestion],
    evidence: EvidenceColumns,
    scope: AllianceSeriesScope,
    periods: Sequence[Window],
) -> Callable[[NetworkDay, Window], NetworkDay]:
    """What takes from the rows of a period those that are asked about: an actor's parts are those of the period."""
    actor, other = scope.actor, scope.other
    if actor is None or not periods:
        return lambda rows, period: rows
    if other is not None:
        return lambda rows, period: take_touching(
            rows, *(mark_entities(evidence, scope.list_acting((id_,), period)) for id_ in (actor, other))
        )
    first, last = min(period.earliest for period in periods), max(period.latest for period in periods)
    links_below = {id_: select_links_below(id_, selection.links, first, last) for id_ in scope.asked or (actor,)}

    def take_around(rows: NetworkDay, period: Window) -> NetworkDay:
        days = period.earliest, period.latest
        parts = {part for id_, links in links_below.items() for part in find_parts(id_, links, *days)}
        return take_touching(rows, mark_entities(evidence, {*parts, *scope.list_acting(scope.asked, period)}))

    return take_around


def _measure_actor(network: Network, scope: AllianceSeriesScope) -> NodeValues | None:
    """The measures of the actor in a network; None if it has no pair, or no measures are asked for."""
    nodes = list(network.nodes) if scope.measures else []
    return measure_nodes(network, scope.measures).values_of(nodes.index(scope.actor)) if scope.actor in nodes else None
