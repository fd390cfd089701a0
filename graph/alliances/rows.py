"""Rows of pairs from the columns: what each says, with the ids of its statements; and who denies it."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np

from graph.alliances.network import NO_GAP, NetworkDay
from graph.alliances.pairs import Sign, SignCounts, count_signs, find_tail, orient_pair
from graph.columns.column_view import make_keys
from graph.columns.evidence import EvidenceColumns
from graph.columns.segments import count_true, find_least, list_ranges
from graph.columns.table import JOINT, Array
from graph.disputes.denials import Denial, find_denials
from graph.evidence.support import RANKS, Certainty, SupportKind
from graph.model.statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection

NO_SIGN = 2  # of a mixed pair, in arrays


class SignedPair(NamedTuple):
    """What the columns say of a pair of actors, as `graph.alliances.pairs.PairRow` says it of single statements.

    `a` is whom all statements are said of where it is `directed`, else the one with the lesser id. `support_kind` is
    None where the evidence gives no row on the days asked about. `statements` are ids, in order. `key` is that of the
    two ends (graph.columns.column_view). Who denies it is only known once `add_denials` has looked.
    """

    a: str
    b: str
    sign: Sign | None
    signs: SignCounts
    mixed: bool
    support_kind: SupportKind | None
    gap_days: int | None
    known_certainty: Certainty
    relations: list[str]
    directed: bool
    statements: list[str]
    key: int
    denials: tuple[Denial, ...] = ()


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


@dataclass(frozen=True, kw_only=True)
class PairEvidence:
    """The evidence of some pairs and what it gives them: all that is said of a pair follows from this, but for denials.

    That of pair i is `places[offsets[i]:offsets[i + 1]]`, places in `evidence.rows`. The other fields have a value for
    each pair, as in `SignedPair`; `sure` is whether it was surely public by the days of known_at.
    """

    evidence: EvidenceColumns
    places: Array
    offsets: Array
    kinds: Sequence[SupportKind | None]
    gaps: Sequence[int | None]
    sure: Sequence[bool]

    def list_keys(self) -> list[Hashable]:
        """A key for each pair: pairs of one evidence with equal keys are described alike, on whatever day."""
        places, width = self.places.astype(np.int32), np.dtype(np.int32).itemsize
        content, ends = places.tobytes(), (self.offsets * width).tolist()
        pieces = [content[begin:end] for begin, end in pairwise(ends)]
        return list(zip(pieces, self.kinds, self.gaps, self.sure, strict=True))

    def take(self, chosen: Sequence[int]) -> "PairEvidence":
        """Only some of the pairs, by their positions here."""
        sizes = np.diff(self.offsets)[chosen]
        return PairEvidence(
            evidence=self.evidence,
            places=self.places[list_ranges(self.offsets[:-1][chosen], sizes)],
            offsets=np.r_[0, np.cumsum(sizes)],
            kinds=[self.kinds[n] for n in chosen],
            gaps=[self.gaps[n] for n in chosen],
            sure=[self.sure[n] for n in chosen],
        )


def find_row_evidence(rows: NetworkDay, known_by: int | None) -> PairEvidence:
    """What the rows of some days rest on; `known_by` is the last day of known_at, an ordinal."""
    return PairEvidence(
        evidence=rows.evidence,
        places=rows.places,
        offsets=rows.offsets,
        kinds=[RANKS[kind] for kind in rows.support.tolist()],
        gaps=[None if gap == NO_GAP else gap for gap in rows.gap.tolist()],
        sure=rows.is_surely_known(known_by).tolist(),
    )


def find_nearest_evidence(found: NearestPairs, known_by: int | None) -> PairEvidence:
    """What pairs without a row rest on, which gives them no support."""
    known = find_least(found.evidence.find_known_latest(found.places), found.offsets)
    nothing = [None] * len(found)
    return PairEvidence(
        evidence=found.evidence,
        places=found.places,
        offsets=found.offsets,
        kinds=nothing,
        gaps=nothing,
        sure=(known <= (np.inf if known_by is None else known_by)).tolist(),
    )


def describe_rows(rows: NetworkDay, known_by: int | None) -> list[SignedPair]:
    """What the rows of some days say; `known_by` is the last day of known_at, an ordinal."""
    return describe_pairs(find_row_evidence(rows, known_by))


def describe_nearest(found: NearestPairs, known_by: int | None) -> list[SignedPair]:
    """What is said of pairs without a row."""
    return describe_pairs(find_nearest_evidence(found, known_by))


def describe_pairs(pairs: PairEvidence) -> list[SignedPair]:
    """What is said of some pairs."""
    evidence, places, offsets = pairs.evidence, pairs.places, pairs.offsets
    if len(offsets) < 2:
        return []
    columns, nodes = evidence.columns, evidence.nodes
    # for each pair: its ends by number and by id, how many statements it has, and whether its second end comes first
    one, other = evidence.find_ends(places[offsets[:-1]])
    low, high = [nodes[n] for n in one.tolist()], [nodes[n] for n in other.tolist()]
    against = np.array([a > b for a, b in zip(low, high, strict=True)], bool)
    sizes = np.diff(offsets)
    # for each statement: its sign, whether it is said of the end with the lesser id, and what it is
    at, sign = evidence.rows[places], evidence.sign[places]
    edges, flags = columns["edge"][at], columns["flags"][at]
    of_first = evidence.identity[columns["start"][at]] == np.repeat(np.where(against, other, one), sizes)
    for joint in np.flatnonzero((flags & JOINT) != 0).tolist():
        pair = int(np.searchsorted(offsets, joint, side="right")) - 1
        ends = (high[pair], low[pair]) if against[pair] else (low[pair], high[pair])
        of_first[joint] = find_tail(ends, _find_subjects(evidence, int(at[joint]))) == ends[0]
    symmetric = count_true(columns.tabulate_edges("symmetric")[edges] != 0, offsets)
    directed, turned = orient_pair(count_true(of_first, offsets), sizes, symmetric)
    friendly, hostile = count_true(sign > 0, offsets), count_true(sign < 0, offsets)
    mixed = (friendly > 0) & (hostile > 0)
    common = np.where(mixed, NO_SIGN, np.sign(friendly - hostile)).tolist()
    sign_counts = map(count_signs, friendly.tolist(), hostile.tolist(), (sizes - friendly - hostile).tolist())
    predicates = [text.split(" ")[0] for text in columns.names.edges.texts]
    relations, ids = [predicates[edge] for edge in edges.tolist()], columns.list_statement_ids(at)
    bounds = list(pairwise(offsets.tolist()))
    return list(
        map(
            SignedPair._make,
            zip(
                [b if turn else a for a, b, turn in zip(low, high, (against != turned).tolist(), strict=True)],
                [a if turn else b for a, b, turn in zip(low, high, (against != turned).tolist(), strict=True)],
                [None if sign == NO_SIGN else sign for sign in common],
                sign_counts,
                mixed.tolist(),
                pairs.kinds,
                pairs.gaps,
                ["certain" if known else "possible" for known in pairs.sure],
                [relations[a:b] if b - a == 1 else sorted(set(relations[a:b])) for a, b in bounds],
                directed.tolist(),
                [ids[a:b] if b - a == 1 else sorted(ids[a:b]) for a, b in bounds],
                make_keys(one, other).tolist(),
                repeat(()),
            ),
        )
    )


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
    denying = find_denying(selection, [pair.key for pair in pairs])
    are_accepted = view.denied_ids.isdisjoint
    doubtful = {n: pair for n, pair in enumerate(pairs) if pair.key in denying or not are_accepted(pair.statements)}
    wanted = {id_ for pair in doubtful.values() for id_ in (*pair.statements, *denying.get(pair.key, ()))}
    if not wanted:
        return list(pairs)
    there = view.column_view.read_statements(wanted, view.select_by_ids)
    read = {s.id: s for s in selection.drop_retracted(selection.select_statements(there))}

    def take(ids: Iterable[str]) -> list[StoredStatement]:
        return [read[id_] for id_ in ids if id_ in read]

    found = list(pairs)
    for number, pair in doubtful.items():
        denials = find_denials(take(pair.statements), take(denying.get(pair.key, ())))
        found[number] = pair._replace(denials=denials)
    return found


def find_denied(selection: Selection[SelectionQuestion], rows: NetworkDay) -> list[SignedPair]:
    """The rows of some days that somebody denies."""
    return [pair for pair in add_denials(selection, describe_rows(rows, None)) if pair.denials]


def find_denying(selection: Selection[SelectionQuestion], keys: Sequence[int]) -> dict[int, list[str]]:
    """For the keys of some pairs the ids of the statements that deny something of them, where there are such."""
    column_view = selection.view.column_view
    denying, denied = column_view.find_denials(selection.question.known_by.toordinal())
    wanted = np.array(keys, denied.dtype)
    first, last = (np.searchsorted(denied, wanted, side=side) for side in ("left", "right"))
    return {
        keys[place]: column_view.columns.list_statement_ids(denying[first[place] : last[place]])
        for place in np.flatnonzero(first < last).tolist()
    }
