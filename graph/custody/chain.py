"""How a group was moved, asked of a selection: its hops, and the walks of hops that people may have gone."""

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
MAX_HOPS = 500  # among so many hops chains are looked for: any two of them may follow one another
TRIES_PER_CHAIN = 10  # walks tried for each that may be given; the others are ends of longer ones
Walk = tuple[int, ...]  # hops by their numbers


@dataclass(frozen=True, slots=True)
class Chain:
    """Hops that may follow one another. `certainty` is that of their order: certain where each surely ends before the
    next begins. `at_most`: no more people than this can have gone all the way; None where no hop sets a limit."""

    hops: tuple[CustodyHop, ...]
    certainty: Certainty
    at_most: int | None


@dataclass(frozen=True, slots=True)
class Chains:
    """Chains of some hops. `more`: there are more than are given. `longer`: some go on beyond their last hop given."""

    chains: list[Chain]
    more: bool
    longer: bool
    among: int = 0  # how many hops were looked at: of more than MOST_HOPS those that move most people


@dataclass(frozen=True, kw_only=True)
class ChainFindings:
    """The moves of a group and of its parts, and what they were worked out from.

    `held` is its id, `groups` are the group and its parts. `read` are all statements on them; `statements` those that
    the question may see. `filtered` are the hops, and how many too few speakers report; where only certain ones are
    wanted, those that were not surely public are dropped uncounted. `traced` are all chains of these hops; `chains`
    those certain enough.
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
    """The moves of a group, an id or a name, up to the last of some days, and which may have led to which.

    Its parts are those of these days. Raises NotFound or Ambiguous naming the parameter.
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
    """The hops of some groups that some statements report and that the question wants."""
    view, asked = selection.view, selection.question
    hops = build_hops(
        statements,
        groups,
        last=days.latest,
        judgements=view.judgements,
        publishers=view.publishers,
        within=selection.containment,
    )
    found = filter_by_speakers(selection, hops)
    if asked.certainty == "possible":
        return found
    sure = [hop for hop in found.rows if find_known_certainty(hop.statements, asked.known_at) == "certain"]
    return FilteredRows(sure, only_possible=0, few_speakers=found.few_speakers)


def trace_chains(
    hops: Sequence[CustodyHop], within: Containment | None = None, longest: int = MAX_CHAIN_HOPS, most: int = MAX_CHAINS
) -> Chains:
    """Walks of two hops or more, no hop twice, that go on as far as they can, the surest and longest first.

    A hop may follow another where what people came to (holder or place) meets what they then left, days allow that
    the first ended by the day on which the second began, and both may move the same people. Method: depth first, one
    walk of each start in turn, so that a limit cuts all alike; hops that follow none come first. Each walk tried ends
    where it cannot go on, and so many are tried at most, so the work grows with the pairs of hops, not with the walks.
    Of more hops than MOST_HOPS only those that move most people are looked at.
    """
    hops = _select_largest(hops)
    network = _Network(hops, within or Containment())
    first = [number for number in range(len(hops)) if not network.before[number]]
    others = [number for number in range(len(hops)) if network.before[number]]
    found: list[Walk] = []
    covered: set[int] = set()

    def keep(walk: Walk) -> bool:
        """Whether a walk is no mere end of a longer one, or leads to a hop that no other shows."""
        return not network.has_earlier(walk) or (len(walk) == longest and not {walk[0], walk[-1]} <= covered)

    tries, more = TRIES_PER_CHAIN * most, False
    for walk in _take_turns([network.trace_walks(start, longest) for start in (*first, *others)], len(first)):
        tries -= 1
        wanted = keep(walk)
        if tries < 0 or (wanted and len(found) == most):
            more = True
            break
        if wanted:
            found.append(walk)
            covered.update(walk)
    made = [_make_chain([hops[number] for number in walk]) for walk in found]
    made.sort(key=lambda c: (c.certainty != "certain", -len(c.hops), [(h.earliest, h.latest, h.id) for h in c.hops]))
    return Chains(made, more, network.cut, len(hops))


def _select_largest(hops: Sequence[CustodyHop]) -> Sequence[CustodyHop]:
    """The hops that surely move most people, in their order in time; all where they are few."""
    if len(hops) <= MAX_HOPS:
        return hops
    by_size = sorted(range(len(hops)), key=lambda number: (-(hops[number].count or (0, 0))[0], number))
    return [hops[number] for number in sorted(by_size[:MAX_HOPS])]


def is_surely_before(one: CustodyHop, other: CustodyHop) -> bool:
    """Whether one hop was over before another began, whichever days of their bounds are true."""
    return one.bounds.latest_end < other.bounds.earliest_start


def find_earliest_end(day: date, hop: CustodyHop) -> date | None:
    """The first day by which a hop may be over if it begins on `day` or later; None where it must have begun before."""
    start = max(day, hop.bounds.earliest_start)
    return max(start, hop.bounds.earliest_end) if start <= hop.bounds.latest_start else None


class _Network:
    """Which hops may follow which, found when first asked for."""

    def __init__(self, hops: Sequence[CustodyHop], within: Containment) -> None:
        self.hops, self.within, self.cut = hops, within, False
        self._from: dict[str, list[int]] = defaultdict(list)  # by what people left
        self._from_within: dict[str, list[int]] = defaultdict(list)  # and by all that this lies within
        self._next: dict[int, list[int]] = {}
        for number, hop in enumerate(hops):
            for id_ in {*hop.from_holders, *hop.from_places}:
                self._from[id_].append(number)
            for id_ in {*hop.from_holders, *within.find_ancestors(hop.from_places)}:
                self._from_within[id_].append(number)
        self.before: dict[int, list[int]] = {number: [] for number in range(len(hops))}
        for number in range(len(hops)):
            for following in self.find_next(number):
                self.before[following].append(number)

    def find_next(self, number: int) -> list[int]:
        """Hops that may follow one, the surest and earliest first."""
        if number not in self._next:
            hop = self.hops[number]
            found = {n for id_ in (*hop.to_holders, *hop.to_places) for n in self._from_within.get(id_, ())}
            found |= {n for id_ in self.within.find_ancestors(hop.to_places) for n in self._from.get(id_, ())}
            over = hop.bounds.earliest_end
            self._next[number] = sorted(
                (
                    n
                    for n in found
                    if n != number and over <= self.hops[n].bounds.latest_start and self._can_be_same(number, n)
                ),
                key=lambda n: (not is_surely_before(hop, self.hops[n]), self.hops[n].earliest, self.hops[n].latest, n),
            )
        return self._next[number]

    def has_earlier(self, walk: Walk) -> bool:
        """Whether some hop may have come before the whole walk."""
        return any(self._is_possible((number, *walk)) for number in self.before[walk[0]] if number not in walk)

    def _is_possible(self, walk: Walk) -> bool:
        day: date | None = MIN
        for number in walk:
            day = find_earliest_end(day, self.hops[number]) if day else None
        return day is not None and all(self._can_be_same(one, other) for one, other in combinations(walk, 2))

    def trace_walks(self, start: int, longest: int) -> Iterator[Walk]:
        """All walks from a hop that no other hop makes longer."""
        day = find_earliest_end(MIN, self.hops[start])
        assert day is not None
        return self._extend_walk((start,), day, longest)

    def _extend_walk(self, walk: Walk, day: date, longest: int) -> Iterator[Walk]:
        following = self._find_following(walk, day)
        if len(walk) == longest:
            self.cut |= next(following, None) is not None
            yield walk
            return
        alone = True
        for number, over in following:
            alone = False
            yield from self._extend_walk((*walk, number), over, longest)
        if alone and len(walk) > 1:
            yield walk

    def _find_following(self, walk: Walk, day: date) -> Iterator[tuple[int, date]]:
        for number in self.find_next(walk[-1]):
            over = find_earliest_end(day, self.hops[number])
            if over and number not in walk and all(self._can_be_same(before, number) for before in walk[:-1]):
                yield number, over

    def _can_be_same(self, one: int, other: int) -> bool:
        """Whether two hops may move the same people: of one group, or of a group and its part."""
        first, second = self.hops[one].held, self.hops[other].held
        return first == second or self.within.has_overlap(first, second)


def _take_turns(walks: Sequence[Iterator[Walk]], first: int) -> Iterator[Walk]:
    """Walks in turn, one of each of the first starts until these have no more, then of the others."""
    for some in (list(walks[:first]), list(walks[first:])):
        while some:
            going = []
            for walks_of_one in some:
                if walk := next(walks_of_one, None):
                    yield walk
                    going.append(walks_of_one)
            some = going


def _make_chain(hops: Sequence[CustodyHop]) -> Chain:
    sure = all(is_surely_before(one, other) for one, other in pairwise(hops))
    limits = [hop.count[1] for hop in hops if hop.count and hop.count[1] is not None]
    return Chain(tuple(hops), "certain" if sure else "possible", min(limits, default=None))
