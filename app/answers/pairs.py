"""Rows of pairs from the columns: what each says, with the ids of its statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from app.answers.asked import Asked
from app.answers.shapes import denials_json, refs
from app.schemas import AllianceRow, Certainty, Ref
from graph.alliances.day import NO_GAP, NetworkDay
from graph.alliances.pairs import common_sign
from graph.columns.evidence import EvidenceColumns
from graph.columns.segments import least
from graph.columns.table import JOINT, Array
from graph.columns.whole import keys_of
from graph.disputes.denials import Denial, find_denials
from graph.evidence.support import RANKS, SupportKind
from graph.model.stored_statement import StoredStatement
from graph.selection.snapshot import Snapshot

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Some evidence of one pair, by places; `key` is that of its ends, `support` is None where it gives no row."""

    ends: Pair
    key: int
    places: Array
    support: SupportKind | None = None
    gap_days: int | None = None
    known_certainty: Certainty = "certain"


def told(found: NetworkDay, last_known: int | None) -> list[Told]:
    """The rows of a day; `last_known` is the last day of known_at."""
    ends, keys = _ends_and_keys(found.evidence, found.places[found.offsets[:-1]])
    offsets = found.offsets.tolist()
    gaps, sure, support = found.gap.tolist(), found.surely_known(last_known).tolist(), found.support.tolist()
    return [
        Told(
            ends=ends[number],
            key=keys[number],
            places=found.places[offsets[number] : offsets[number + 1]],
            support=RANKS[support[number]],
            gap_days=None if gaps[number] == NO_GAP else gaps[number],
            known_certainty="certain" if sure[number] else "possible",
        )
        for number in range(len(found))
    ]


def beside(evidence: EvidenceColumns, parts: Sequence[Array], last_known: int | None) -> list[Told]:
    """Pairs without a row, each by the places of the evidence that is nearest on one side."""
    if not parts:
        return []
    offsets = np.cumsum([0, *map(len, parts)])
    known = least(evidence.known_latest(np.concatenate(parts)), offsets)
    sure = (known <= (np.inf if last_known is None else last_known)).tolist()
    ends, keys = _ends_and_keys(evidence, np.array([part[0] for part in parts]))
    return [
        Told(ends=one, key=key, places=part, known_certainty="certain" if known_for_sure else "possible")
        for one, key, part, known_for_sure in zip(ends, keys, parts, sure, strict=True)
    ]


def ends_of(evidence: EvidenceColumns, places: Array) -> list[Pair]:
    """The ids of the two ends of each, in their order."""
    return _ends_and_keys(evidence, places)[0]


def _ends_and_keys(evidence: EvidenceColumns, places: Array) -> tuple[list[Pair], list[int]]:
    """The same, and the key of each pair (see graph.columns.whole)."""
    start, end = evidence.ends(places)
    names = evidence.nodes
    pairs = [(names[one], names[other]) for one, other in zip(start.tolist(), end.tolist(), strict=True)]
    ends = [pair if pair[0] <= pair[1] else (pair[1], pair[0]) for pair in pairs]
    return ends, keys_of(start, end).tolist()


def rows_json(selection: Asked, evidence: EvidenceColumns, rows: Sequence[Told]) -> list[AllianceRow]:
    """Rows as `alliances.row_json` gives them, with the ids of statements."""
    pieces = _pieces(evidence, rows)
    denials = _denials(selection, rows, pieces)
    ids = {id_ for row in rows for id_ in row.ends}
    entities = dict(zip(ids, refs(selection.view, ids), strict=True))
    return [
        _row_json(selection.view, entities, row, piece, denials.get(row.ends, ()))
        for row, piece in zip(rows, pieces, strict=True)
    ]


class Piece(NamedTuple):
    """What the evidence of one row says: a sign, a predicate and an id for each, and who of the ends is a subject."""

    signs: list[int]
    relations: list[str]
    ids: list[str]
    tails: set[str]
    symmetric: bool


def _pieces(evidence: EvidenceColumns, rows: Sequence[Told]) -> list[Piece]:
    """Read for all rows at once."""
    if not rows:
        return []
    columns, places = evidence.columns, np.concatenate([row.places for row in rows])
    at = evidence.rows[places]
    edges, flags = columns["edge"][at], columns["flags"][at]
    signs, ids, names = evidence.sign[places].tolist(), columns.statement_ids(at), columns.names.edges.texts
    relations = [names[edge].split(" ")[0] for edge in edges.tolist()]
    symmetric = (columns.edge_table("symmetric")[edges] != 0).tolist()
    nodes = evidence.nodes
    subjects: list[str | set[str]] = [nodes[number] for number in evidence.identity[columns["start"][at]].tolist()]
    for joint in np.flatnonzero((flags & JOINT) != 0).tolist():
        subjects[joint] = _subjects(evidence, int(at[joint]))
    found, begin = [], 0
    for row in rows:
        end = begin + len(row.places)
        tails = {_tail(row.ends, one) for one in subjects[begin:end]}
        found.append(Piece(signs[begin:end], relations[begin:end], ids[begin:end], tails, any(symmetric[begin:end])))
        begin = end
    return found


def _tail(ends: Pair, subject: str | set[str]) -> str:
    """Which of the two ends a statement is said of: its subject, or the first one that is among several."""
    if isinstance(subject, str):
        return ends[0] if ends[0] == subject else ends[1]
    return ends[0] if ends[0] in subject else ends[1]


def _subjects(evidence: EvidenceColumns, place: int) -> set[str]:
    """All subjects of the statement that a row is of: its rows stand together."""
    ids, start = evidence.columns["id"], evidence.columns["start"]
    low = high = place
    while low > 0 and ids[low - 1] == ids[place]:
        low -= 1
    while high + 1 < len(ids) and ids[high + 1] == ids[place]:
        high += 1
    return {evidence.nodes[number] for number in evidence.identity[start[low : high + 1]].tolist()}


def denials_of_pairs(selection: Asked, rows: NetworkDay) -> dict[Pair, Sequence[Denial]]:
    """Who denies which rows of a day, of those that somebody denies."""
    pairs = told(rows, None)
    found = _denials(selection, pairs, _pieces(rows.evidence, pairs))
    return {ends: denials for ends, denials in found.items() if denials}


def _row_json(
    view: Snapshot, entities: Mapping[str, Ref], row: Told, piece: Piece, denials: Sequence[Denial]
) -> AllianceRow:
    sign, mixed = common_sign(piece.signs)
    directed = len(piece.tails) == 1 and not piece.symmetric
    first, second = row.ends if not directed or row.ends[0] in piece.tails else (row.ends[1], row.ends[0])
    return {
        "a": entities[first],
        "b": entities[second],
        "sign": sign,
        "signs": {"friendly": piece.signs.count(1), "hostile": piece.signs.count(-1), "neutral": piece.signs.count(0)},
        "mixed": mixed,
        "certainty": "certain" if row.support == "certain" else "possible",
        "support": row.support,
        "gapDays": row.gap_days,
        "knownCertainty": row.known_certainty,
        "contested": bool(denials),
        "deniedBy": denials_json(view, denials) if denials else [],
        "relations": sorted(set(piece.relations)),
        "directed": directed,
        "statements": sorted(piece.ids),
    }


def _denials(selection: Asked, rows: Sequence[Told], pieces: Sequence[Piece]) -> dict[Pair, Sequence[Denial]]:
    """Who denies which rows. Only what may be denied is read from the store."""
    view = selection.view
    denying = denying_of(selection, {row.key: row.ends for row in rows})
    used = {row.ends: piece.ids for row, piece in zip(rows, pieces, strict=True)}
    doubtful = [row.ends for row in rows if row.ends in denying or not view.denied_ids.isdisjoint(used[row.ends])]
    wanted = {id_ for ends in doubtful for id_ in (*used[ends], *denying.get(ends, ()))}
    if not wanted:
        return {}
    there = [s for s in view.select_by_ids(wanted) if s.opened_in <= view.version < s.closed_in]
    read = {s.id: s for s in selection.drop_retracted(selection.select_statements(there))}

    def some(ids: Iterable[str]) -> list[StoredStatement]:
        return [read[id_] for id_ in ids if id_ in read]

    return {ends: find_denials(some(used[ends]), some(denying.get(ends, ()))) for ends in doubtful}


def denying_of(selection: Asked, ends: Mapping[int, Pair]) -> dict[Pair, list[str]]:
    """For some pairs, by their keys, the ids of the statements that deny something of them."""
    whole = selection.view.whole
    denying, keys = whole.denials(selection.question.known_by.toordinal())
    found: dict[Pair, list[str]] = {}
    for hit in np.flatnonzero(np.isin(keys, list(ends))).tolist():
        found.setdefault(ends[int(keys[hit])], []).extend(whole.columns.statement_ids(denying[hit : hit + 1]))
    return found
