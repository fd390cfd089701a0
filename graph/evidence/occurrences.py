"""Grouping of reports by occurrence, according to judgements, and the sum of counts over occurrences."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter
from typing import Generic, NamedTuple, Protocol, TypeVar

from graph.evidence.copies import Copy, find_copies
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement

Report = TypeVar("Report")


@dataclass(frozen=True, slots=True)
class Occurrences(Generic[Report]):
    """Reports in blocks. The reports in one block are of one occurrence, by their Event or by a judgement.

    `apart` are pairs of block numbers (the lower first) that a judgement keeps apart. All other pairs may be one
    occurrence: a judgement is missing or unsure. `copies` are of the block of their originals.
    """

    blocks: tuple[tuple[Report, ...], ...]
    apart: frozenset[tuple[int, int]]
    copies: tuple[Copy, ...] = ()


def number_occurrences(
    statements: Iterable[StoredStatement], judgements: Iterable[Judgement] = (), distinct: Collection[str] = ()
) -> dict[str, int]:
    """The number of the occurrence that each statement reports, by its id."""
    blocks = group_by_occurrence(statements, judgements, distinct).blocks
    return {statement.id: number for number, block in enumerate(blocks) for statement in block}


def list_copies(
    statements: Iterable[StoredStatement], judgements: Iterable[Judgement] = (), distinct: Collection[str] = ()
) -> tuple[Copy, ...]:
    """The copies among some statements, but for those of which a judgement says otherwise, or is unsure."""
    found = find_copies(statements, distinct)
    involved = {one.id: one for copy in found for one in copy}
    return group_by_occurrence(involved.values(), judgements, distinct).copies if found else ()


def group_by_occurrence(
    statements: Iterable[StoredStatement], judgements: Iterable[Judgement] = (), distinct: Collection[str] = ()
) -> Occurrences[StoredStatement]:
    """Statements grouped by occurrence. `judgements` name keys of statements, or ids of Events."""
    statements = list(statements)
    return group_reports(statements, statements, judgements, distinct)


def group_reports(
    reports: Iterable[Report],
    statements: Sequence[StoredStatement],
    judgements: Iterable[Judgement] = (),
    distinct: Collection[str] = (),
) -> Occurrences[Report]:
    """Reports grouped by occurrence, by union-find; `statements` are what they report, in the same order.

    A report that is about one Event only belongs to it. Events joined by a judgement already have one canonical id;
    judgements that keep two Events apart are applied here. The copy of a report (`graph.evidence.copies`) is of the
    same occurrence, unless a judgement parts the two or is unsure. `distinct` are datasets whose rows all differ.
    """
    judgements = _select_touching(judgements, statements)
    parent: dict[str, str] = {}

    def find_root(name: str) -> str:
        while (upper := parent.get(name, name)) != name:
            parent[name] = name = parent.get(upper, upper)
        return name

    def join_roots(name: str, other: str) -> None:
        root = find_root(name)
        parent[find_root(other)] = root
        parent[root] = root

    for judgement in judgements:
        for other in judgement.ids:
            join_roots(judgement.ids[0] if judgement.verdict == "positive" else other, other)

    def name_occurrence(statement: StoredStatement) -> str:
        about, name = statement.about, statement.key
        if len(about) == 1:  # a report about two Events belongs to neither of them alone
            if name in parent:
                join_roots(about[0], name)
            name = about[0]
        return name

    doubted = [judgement.ids for judgement in judgements if judgement.verdict != "positive"]
    copies = []
    for copy in find_copies(statements, distinct):
        root, other_root = find_root(name_occurrence(copy.of)), find_root(name_occurrence(copy.statement))
        if not any({root, other_root} <= set(map(find_root, ids)) for ids in doubted):
            join_roots(root, other_root)
            copies.append(copy)
    by_name: dict[str, list[Report]] = defaultdict(list)
    for report, statement in zip(reports, statements, strict=True):
        about, name = statement.about, statement.key
        if about:
            name = about[0] if len(about) == 1 and name not in parent else name_occurrence(statement)
        by_name[name].append(report)
    blocks: list[list[Report]] = []
    number: dict[str, int] = {}  # of the block of each root; most reports have a block of their own and no root
    for name, named in by_name.items():
        if name in parent:
            root = find_root(name)
            if root in number:
                blocks[number[root]] += named
                continue
            number[root] = len(blocks)
        blocks.append(named)
    apart: set[tuple[int, int]] = set()
    for judgement in judgements:
        if judgement.verdict == "negative":
            numbers = sorted({number[root] for root in map(find_root, judgement.ids) if root in number})
            apart.update(combinations(numbers, 2))
    return Occurrences(tuple(map(tuple, blocks)), frozenset(apart), tuple(copies))


def _select_touching(judgements: Iterable[Judgement], statements: Sequence[StoredStatement]) -> list[Judgement]:
    """The judgements, or none of them if none names a statement or an Event here: most are on actors and places."""
    judgements = list(judgements)
    names = {name for statement in statements for name in (statement.key, *statement.about)}
    # one that names none may still be a link between two that do
    return judgements if any(not names.isdisjoint(one.ids) for one in judgements) else []


Voice = tuple[str, str]  # a speaker, and the source that is cited for what it says
MAX_COMPARISONS = 200_000  # limit of the search for the heaviest set of moves that judgements keep apart


class Occurrence(NamedTuple):
    """One move from its reports: the smallest number of people, first and last day (ordinals), and the reporters.

    `number` is unique in a sum. `distinct_in` are the datasets that report it and declare that each of their rows is a
    different move.
    """

    number: int
    fewest: int
    first: int
    last: int
    voices: Sequence[Voice]
    distinct_in: Sequence[str] = ()


def find_witnesses(
    reports: Collection[StoredStatement], distinct: Collection[str] = ()
) -> tuple[Sequence[Voice], Sequence[str]]:
    """The speakers and sources that report one move, and the datasets among `distinct` that contain it."""
    if len(reports) == 1:
        (one,) = reports
        return ((one.said_by, one.cites.source),), (one.dataset,) if one.dataset in distinct else ()
    voices = dict.fromkeys([(one.said_by, one.cites.source) for one in reports])
    datasets = dict.fromkeys(one.dataset for one in reports if one.dataset in distinct) if distinct else ()
    return tuple(voices), tuple(datasets)


class Summand(Protocol):
    """An occurrence in a sum, as `Occurrence`."""

    @property
    def number(self) -> int: ...
    @property
    def fewest(self) -> int: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def voices(self) -> Sequence[Voice]: ...
    @property
    def distinct_in(self) -> Sequence[str]: ...


def find_largest_sum(moves: Iterable[Summand], apart: Mapping[int, set[int]]) -> int:
    """The lower bound of a sum of moves: the largest sum of `fewest` over moves that must all be different.

    Moves must be different if one speaker reports them in one source and no two share a day; if they are in one
    dataset whose rows are distinct; or if judgements keep every two of them `apart` (numbers, in both directions). The
    three cases are not combined: the largest of the three sums counts. Takes n log n, except for judged moves.
    """
    by_voice: dict[Voice, tuple[list[int], list[int]]] = {}
    by_dataset: dict[str, int] = {}
    judged: dict[int, int] = {}
    largest = 0
    for one in sorted(moves, key=attrgetter("last")):
        fewest, last = one.fewest, one.last
        if fewest > largest:
            largest = fewest
        for voice in one.voices:
            # weighted interval scheduling: the days on which the best sum so far grew, and what it was from then on
            best = by_voice.get(voice)
            if best is None:
                best = by_voice[voice] = [0], [0]
            ends, sums = best
            first, so_far = one.first, sums[-1]
            total = fewest + (so_far if ends[-1] < first else sums[bisect_left(ends, first) - 1])
            if total > so_far:
                if ends[-1] == last:
                    sums[-1] = total
                else:
                    ends.append(last)
                    sums.append(total)
        for dataset in one.distinct_in:
            by_dataset[dataset] = by_dataset.get(dataset, 0) + fewest
        if apart and fewest and one.number in apart:
            judged[one.number] = fewest
    sums_of_voices = (sums[-1] for _, sums in by_voice.values())
    return max(largest, _find_heaviest_clique(judged, apart), *sums_of_voices, *by_dataset.values(), 0)


def _find_heaviest_clique(fewest: Mapping[int, int], apart: Mapping[int, set[int]]) -> int:
    """The largest sum over moves of which every two are kept apart: the heaviest clique, by branch and bound.

    After `MAX_COMPARISONS` it returns the best sum so far, which is a correct lower bound too.
    """
    order = sorted(fewest, key=lambda number: (-fewest[number], number))
    best, work = 0, 0
    # each level: the sum of the moves chosen so far, the moves apart from all of these, how many of those were tried
    levels = [(0, order, 0)] if len(order) > 1 else []
    while levels:
        total, among, tried = levels.pop()
        best = max(best, total)
        if total + sum(fewest[number] for number in among[tried:]) <= best or (work > MAX_COMPARISONS and tried):
            continue
        number = among[tried]
        levels.append((total, among, tried + 1))
        levels.append((total + fewest[number], [other for other in among[tried + 1 :] if other in apart[number]], 0))
        work += len(among) - tried
    return best
