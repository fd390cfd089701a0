"""Rows of pairs from the columns: what each says, with the ids of its statements; and who denies it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph.alliances.day import NO_GAP, NetworkDay
from graph.alliances.pairs import Pair, find_tail, orient_pair
from graph.alliances.signs import Sign, SignCounts, common_sign, count_signs
from graph.columns.evidence import EvidenceColumns
from graph.columns.segments import least
from graph.columns.table import JOINT, Array
from graph.columns.whole import keys_of
from graph.disputes.denials import Denial, find_denials
from graph.evidence.support import RANKS, Certainty, SupportKind
from graph.model.stored_statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection


class SignedPair(NamedTuple):
    """What the columns say of a pair of actors, as `graph.alliances.pairs.PairRow` says it of single statements.

    `a` is whom all statements are said of where it is `directed`, else the one with the lesser id. `support_kind` is
    None where the evidence gives no row on the days asked about. `statements` are ids, in order. `key` is that of the
    two ends (graph.columns.whole). Who denies it is only known once `add_denials` has looked.
    """

    a: str
    b: str
    sign: Sign | None
    signs: SignCounts
    mixed: bool
    support_kind: SupportKind | None
    gap_days: int | None
    known_certainty: Certainty
    relations: Sequence[str]
    directed: bool
    statements: Sequence[str]
    key: int
    denials: tuple[Denial, ...] = ()

    @property
    def ends(self) -> Pair:
        return (self.a, self.b) if self.a <= self.b else (self.b, self.a)


@dataclass(frozen=True, kw_only=True)
class NearestPairs:
    """Pairs without a row on the days asked about, by the ids of their ends, with the evidence nearest on one side.

    That of pair i is `places[offsets[i]:offsets[i + 1]]`, places in `evidence.rows`.
    """

    evidence: EvidenceColumns
    places: Array
    offsets: Array

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def first(self, most: int) -> "NearestPairs":
        """The first pairs, so many at most."""
        offsets = self.offsets[: most + 1]
        return NearestPairs(evidence=self.evidence, places=self.places[: offsets[-1]], offsets=offsets)


def describe_rows(rows: NetworkDay, known_by: int | None) -> list[SignedPair]:
    """What the rows of some days say; `known_by` is the last day of known_at, an ordinal."""
    gaps = [None if gap == NO_GAP else gap for gap in rows.gap.tolist()]
    kinds = [RANKS[kind] for kind in rows.support.tolist()]
    return _describe(rows.evidence, rows.places, rows.offsets, kinds, gaps, rows.surely_known(known_by))


def describe_nearest(found: NearestPairs, known_by: int | None) -> list[SignedPair]:
    """What is said of pairs without a row."""
    known = least(found.evidence.known_latest(found.places), found.offsets)
    sure = known <= (np.inf if known_by is None else known_by)
    nothing = [None] * len(found)
    return _describe(found.evidence, found.places, found.offsets, nothing, nothing, sure)


def _describe(
    evidence: EvidenceColumns,
    places: Array,
    offsets: Array,
    kinds: Sequence[SupportKind | None],
    gaps: Sequence[int | None],
    sure: Array,
) -> list[SignedPair]:
    """The pairs of some places in the evidence, pair by pair from one of `offsets` to the next."""
    if len(offsets) < 2:
        return []
    columns, nodes = evidence.columns, evidence.nodes
    at = evidence.rows[places]
    edges = columns["edge"][at]
    ids, signs = columns.statement_ids(at), evidence.sign[places].tolist()
    predicates = [text.split(" ")[0] for text in columns.names.edges.texts]
    relations = [predicates[edge] for edge in edges.tolist()]
    symmetric = (columns.edge_table("symmetric")[edges] != 0).tolist()
    subjects: list[Sequence[str]] = [(nodes[n],) for n in evidence.identity[columns["start"][at]].tolist()]
    for joint in np.flatnonzero((columns["flags"][at] & JOINT) != 0).tolist():
        subjects[joint] = _find_subjects(evidence, int(at[joint]))
    one, other = evidence.ends(places[offsets[:-1]])
    ends = [(nodes[low], nodes[high]) for low, high in zip(one.tolist(), other.tolist(), strict=True)]
    bounds = offsets.tolist()
    found = []
    for number, key in enumerate(keys_of(one, other).tolist()):
        begin, end = bounds[number], bounds[number + 1]
        pair = ends[number] if ends[number][0] <= ends[number][1] else ends[number][::-1]
        tails = {find_tail(pair, some) for some in subjects[begin:end]}
        (a, b), directed = orient_pair(pair, tails, any(symmetric[begin:end]))
        sign, mixed = common_sign(signs[begin:end])
        found.append(
            SignedPair(
                a=a,
                b=b,
                sign=sign,
                signs=count_signs(signs[begin:end]),
                mixed=mixed,
                support_kind=kinds[number],
                gap_days=gaps[number],
                known_certainty="certain" if sure[number] else "possible",
                relations=sorted(set(relations[begin:end])),
                directed=directed,
                statements=sorted(ids[begin:end]),
                key=key,
            )
        )
    return found


def _find_subjects(evidence: EvidenceColumns, place: int) -> list[str]:
    """All subjects of the statement that a row is of: its rows are next to one another."""
    ids, start = evidence.columns["id"], evidence.columns["start"]
    low = high = place
    while low > 0 and ids[low - 1] == ids[place]:
        low -= 1
    while high + 1 < len(ids) and ids[high + 1] == ids[place]:
        high += 1
    return [evidence.nodes[number] for number in evidence.identity[start[low : high + 1]].tolist()]


def add_denials(selection: Selection[SelectionQuestion], pairs: Sequence[SignedPair]) -> list[SignedPair]:
    """The pairs with who denies them. Only what may be denied is read from the store."""
    view = selection.view
    denying = find_denying(selection, {pair.key: pair.ends for pair in pairs})
    doubtful = {
        number: pair
        for number, pair in enumerate(pairs)
        if pair.ends in denying or not view.denied_ids.isdisjoint(pair.statements)
    }
    wanted = {id_ for pair in doubtful.values() for id_ in (*pair.statements, *denying.get(pair.ends, ()))}
    if not wanted:
        return list(pairs)
    there = [s for s in view.select_by_ids(wanted) if s.opened_in <= view.version < s.closed_in]
    read = {s.id: s for s in selection.drop_retracted(selection.select_statements(there))}

    def take(ids: Iterable[str]) -> list[StoredStatement]:
        return [read[id_] for id_ in ids if id_ in read]

    return [
        pair._replace(denials=find_denials(take(pair.statements), take(denying.get(pair.ends, ()))))
        if number in doubtful
        else pair
        for number, pair in enumerate(pairs)
    ]


def find_denied(selection: Selection[SelectionQuestion], rows: NetworkDay) -> list[SignedPair]:
    """The rows of some days that somebody denies."""
    return [pair for pair in add_denials(selection, describe_rows(rows, None)) if pair.denials]


def find_denying(selection: Selection[SelectionQuestion], ends: Mapping[int, Pair]) -> dict[Pair, list[str]]:
    """For some pairs, by their keys, the ids of the statements that deny something of them."""
    whole = selection.view.whole
    denying, keys = whole.denials(selection.question.known_by.toordinal())
    found: dict[Pair, list[str]] = {}
    for hit in np.flatnonzero(np.isin(keys, list(ends))).tolist():
        found.setdefault(ends[int(keys[hit])], []).extend(whole.columns.statement_ids(denying[hit : hit + 1]))
    return found
