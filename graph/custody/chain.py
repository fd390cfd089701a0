"""The chain question: how a group was moved, as hops and as chains of hops that the same people may have made."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from graph.custody.hops import CustodyHop, build_hops
from graph.dates.windows import MIN, Window
from graph.evidence.hierarchy import Containment
from graph.evidence.support import Certainty, find_known_certainty
from graph.model.statement import StoredStatement
from graph.selection.rows import FilteredRows, filter_by_speakers
from graph.selection.selection import AnySelection
from graph.vocabulary import vocabulary

MAX_CHAIN_HOPS = 8
MAX_CHAINS = 100
MAX_HOPS = 500  # chains are traced among this many hops at most, as any two may follow one another
TRIES_PER_CHAIN = 10  # walks tried per chain allowed; many walks are only the end of a longer one
Walk = tuple[int, ...]  # indices of hops


@dataclass(frozen=True, slots=True)
class Chain:
    """Hops that may follow one another. `certainty` is that of their order: certain if each surely ends before the
    next begins. `at_most` is the largest number of people who can have made all hops; None if there is no limit."""

    hops: tuple[CustodyHop, ...]
    certainty: Certainty
    at_most: int | None


@dataclass(frozen=True, slots=True)
class Chains:
    """Chains of some hops. `more`: there are more chains than these. `longer`: some continue after their last hop."""

    chains: list[Chain]
    more: bool
    longer: bool
    among: int = 0  # the number of hops traced: beyond MAX_HOPS only the largest


@dataclass(frozen=True, kw_only=True)
class ChainFindings:
    """The moves of a group and of its parts, and the data they were computed from.

    `held` is its id, `groups` are the group and its parts. `read` are all statements on them; `statements` those that
    the question may use. `filtered` are the hops, with the number dropped for too few speakers; if only certain hops
    are wanted, those not surely public are dropped without being counted. `traced` are all chains of these hops;
    `chains` those that are certain enough.
    """

    held: str
    groups: frozenset[str]
    read: Sequence[StoredStatement]
    statements: Sequence[StoredStatement]
    filtered: FilteredRows[CustodyHop]
    traced: Chains
    chains: Sequence[Chain]

    @property
    def hops(self) -> list[CustodyHop]:
        return self.filtered.rows


def find_chain(selection: AnySelection, held: str, days: Window) -> ChainFindings:
    """The moves of a group up to the last of some days, and the chains that they may form.

    `held` is an id or a name. Its parts are those of these days. Raises NotFound or Ambiguous naming the parameter.
    """
    view, asked = selection.view, selection.question
    id_ = selection.resolve_name(held, ["Group"], "held")
    groups = selection.replace_days(days).find_parts(id_)
    read = view.select_by_entities(groups, vocabulary().custody_predicates, asked.known_by)
    statements = selection.select_statements(read)
    filtered = find_hops(selection, statements, groups, days)
    traced = trace_chains(filtered.rows, selection.containment)
    return ChainFindings(
        held=id_,
        groups=groups,
        read=read,
        statements=statements,
        filtered=filtered,
        traced=traced,
        chains=[one for one in traced.chains if asked.certainty == "possible" or one.certainty == "certain"],
    )


def find_hops(
    selection: AnySelection, statements: Sequence[StoredStatement], groups: frozenset[str], days: Window
) -> FilteredRows[CustodyHop]:
    """The hops of some groups in some statements, filtered by certainty and speakers."""
    view, asked = selection.view, selection.question
    hops = build_hops(
        statements,
        groups,
        last=days.latest,
        judgements=view.judgements,
        publishers=view.publishers,
        within=selection.containment,
        distinct=view.distinct_sources,
    )
    filtered = filter_by_speakers(selection, hops)
    if asked.certainty == "possible":
        return filtered
    certain_hops = [hop for hop in filtered.rows if find_known_certainty(hop.statements, asked.known_at) == "certain"]
    return FilteredRows(certain_hops, only_possible=0, few_speakers=filtered.few_speakers)


def trace_chains(
    hops: Sequence[CustodyHop], within: Containment | None = None, longest: int = MAX_CHAIN_HOPS, most: int = MAX_CHAINS
) -> Chains:
    """Chains of two hops or more, without repeated hops, as long as possible; the most certain and longest first.

    A hop may follow another if people then left the holder or place that they had come to, if the first may have ended
    by the day on which the second began, and if both may move the same people. Method: depth-first search, one walk
    from each start in turn, so that the limit affects all starts equally; hops without a predecessor start first. The
    number of walks tried is limited, so the work grows with the pairs of hops and not with the number of walks. Beyond
    MAX_HOPS hops, only those that move most people are used.
    """
    hops = _select_largest(hops)
    network = _Network(hops, within or Containment())
    start_hops = [index for index in range(len(hops)) if not network.before[index]]
    later_hops = [index for index in range(len(hops)) if network.before[index]]
    walks: list[Walk] = []
    covered: set[int] = set()

    def is_new(walk: Walk) -> bool:
        """Whether a walk is not only the end of a longer one, or begins or ends with a hop not yet covered."""
        return not network.has_earlier(walk) or (len(walk) == longest and not {walk[0], walk[-1]} <= covered)

    tries, more = TRIES_PER_CHAIN * most, False
    for walk in _take_turns(
        [network.trace_walks(start, longest) for start in (*start_hops, *later_hops)], len(start_hops)
    ):
        tries -= 1
        is_wanted = is_new(walk)
        if tries < 0 or (is_wanted and len(walks) == most):
            more = True
            break
        if is_wanted:
            walks.append(walk)
            covered.update(walk)
    chains = [_make_chain([hops[index] for index in walk]) for walk in walks]
    chains.sort(key=lambda c: (c.certainty != "certain", -len(c.hops), [(h.earliest, h.latest, h.id) for h in c.hops]))
    return Chains(chains, more, network.cut, len(hops))


def _select_largest(hops: Sequence[CustodyHop]) -> Sequence[CustodyHop]:
    """The hops that surely move most people, in order of time; all of them up to MAX_HOPS."""
    if len(hops) <= MAX_HOPS:
        return hops
    by_size = sorted(range(len(hops)), key=lambda number: (-(hops[number].count or (0, 0))[0], number))
    return [hops[number] for number in sorted(by_size[:MAX_HOPS])]


def is_surely_before(one: CustodyHop, other: CustodyHop) -> bool:
    """Whether one hop surely ended before another began."""
    return one.bounds.latest_end < other.bounds.earliest_start


def find_earliest_end(day: date, hop: CustodyHop) -> date | None:
    """The first day by which a hop may be over if it begins on `day` or later; None if it surely began before."""
    start = max(day, hop.bounds.earliest_start)
    return max(start, hop.bounds.earliest_end) if start <= hop.bounds.latest_start else None


class _Network:
    """Graph of hops that may follow one another. Edges are computed when first needed."""

    def __init__(self, hops: Sequence[CustodyHop], within: Containment) -> None:
        self.hops, self.within, self.cut = hops, within, False
        self._from: dict[str, list[int]] = defaultdict(list)  # by the holders and places that people left
        self._from_within: dict[str, list[int]] = defaultdict(list)  # and by the larger places around these
        self._next: dict[int, list[int]] = {}
        for index, hop in enumerate(hops):
            for id_ in {*hop.from_holders, *hop.from_places}:
                self._from[id_].append(index)
            for id_ in {*hop.from_holders, *within.find_ancestors(hop.from_places)}:
                self._from_within[id_].append(index)
        self.before: dict[int, list[int]] = {index: [] for index in range(len(hops))}
        for index in range(len(hops)):
            for following in self.find_next(index):
                self.before[following].append(index)

    def find_next(self, index: int) -> list[int]:
        """Hops that may follow a hop, the most certain and earliest first."""
        if index not in self._next:
            hop = self.hops[index]
            candidates = {n for id_ in (*hop.to_holders, *hop.to_places) for n in self._from_within.get(id_, ())}
            candidates |= {n for id_ in self.within.find_ancestors(hop.to_places) for n in self._from.get(id_, ())}
            end_day = hop.bounds.earliest_end
            self._next[index] = sorted(
                (
                    n
                    for n in candidates
                    if n != index and end_day <= self.hops[n].bounds.latest_start and self._can_be_same(index, n)
                ),
                key=lambda n: (not is_surely_before(hop, self.hops[n]), self.hops[n].earliest, self.hops[n].latest, n),
            )
        return self._next[index]

    def has_earlier(self, walk: Walk) -> bool:
        """Whether some hop may have come before the whole walk."""
        return any(self._is_possible((index, *walk)) for index in self.before[walk[0]] if index not in walk)

    def _is_possible(self, walk: Walk) -> bool:
        day: date | None = MIN
        for index in walk:
            day = find_earliest_end(day, self.hops[index]) if day else None
        return day is not None and all(self._can_be_same(one, other) for one, other in combinations(walk, 2))

    def trace_walks(self, start: int, longest: int) -> Iterator[Walk]:
        """All walks from a hop that no further hop can extend."""
        day = find_earliest_end(MIN, self.hops[start])
        assert day is not None
        return self._extend_walk((start,), day, longest)

    def _extend_walk(self, walk: Walk, day: date, longest: int) -> Iterator[Walk]:
        following = self._find_following(walk, day)
        if len(walk) == longest:
            self.cut |= next(following, None) is not None
            yield walk
            return
        is_last = True
        for index, end_day in following:
            is_last = False
            yield from self._extend_walk((*walk, index), end_day, longest)
        if is_last and len(walk) > 1:
            yield walk

    def _find_following(self, walk: Walk, day: date) -> Iterator[tuple[int, date]]:
        for index in self.find_next(walk[-1]):
            end_day = find_earliest_end(day, self.hops[index])
            if end_day and index not in walk and all(self._can_be_same(before, index) for before in walk[:-1]):
                yield index, end_day

    def _can_be_same(self, one: int, other: int) -> bool:
        """Whether two hops may move the same people: those of one group, or of a group and its part."""
        first, second = self.hops[one].held, self.hops[other].held
        return first == second or self.within.has_overlap(first, second)


def _take_turns(walks: Sequence[Iterator[Walk]], first: int) -> Iterator[Walk]:
    """Walks in turn, one per start: first from the first starts until these have no more, then from the others."""
    for waiting in (list(walks[:first]), list(walks[first:])):
        while waiting:
            unfinished = []
            for walks_of_one in waiting:
                if walk := next(walks_of_one, None):
                    yield walk
                    unfinished.append(walks_of_one)
            waiting = unfinished


def _make_chain(hops: Sequence[CustodyHop]) -> Chain:
    is_certain = all(is_surely_before(one, other) for one, other in pairwise(hops))
    limits = [hop.count[1] for hop in hops if hop.count and hop.count[1] is not None]
    return Chain(tuple(hops), "certain" if is_certain else "possible", min(limits, default=None))
