"""Finds the facts of sentences on balance: whether the network of a day falls into two camps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from app.answers.question import Asked
from app.sentences.network_day import doubt_known, list_speakers
from app.sentences.networks import BalanceFacts, name_relation, rank_relation
from graph.alliances.network import Network, NetworkDay
from graph.columns.table import INFERRED, Array

if TYPE_CHECKING:
    from graph.alliances.balance.question import BalanceFindings  # needs scipy, which other questions do not

MOST_IN_CAMPS = 10  # actors of two camps that are named


def find_balance_facts(selection: Asked, findings: "BalanceFindings") -> BalanceFacts:
    """The facts of an answer on balance, with a triad of stated pairs that shows why there are no two camps."""
    network, found = findings.network, findings.balance
    stated = findings.rows.mark_stated(-1) | findings.rows.mark_stated(1)
    is_signed_pair = (network.friendly > 0) | (network.hostile > 0)
    signed, camps = int(is_signed_pair.sum()), found.camps
    actors = len(np.unique(np.concatenate([network.a[is_signed_pair], network.b[is_signed_pair]])))
    is_named = len(camps) == 1 and actors <= MOST_IN_CAMPS and len(camps[0].other) > 0
    sides = (camps[0].one, camps[0].other) if is_named else ()
    triad, signs = _find_unbalanced_triad(network, found.against, stated) or (None, (0, 0, 0))
    return BalanceFacts(
        asked=doubt_known(selection, findings.rows),
        signed=signed,
        least=found.least.lower,
        most=found.most.upper,
        triad=triad,
        signs=signs,
        relation=_find_triad_relation(findings.rows, triad) if triad else "fights",
        parts=len(camps),
        has_ring=signed > actors - len(camps),
        has_foes=bool((network.hostile > 0).any()),
        speakers=_list_speakers_among(findings.rows, triad or ()),
        inferred=int((is_signed_pair & ~stated).sum()),
        camps=tuple(tuple(network.nodes[node] for node in side.tolist()) for side in sides),
        strangers=tuple(_are_strangers(network, side) for side in sides),
    )


def _are_strangers(network: Network, side: Array) -> bool:
    """Whether a camp has several actors, no two of whom are said to have stood together."""
    within = np.isin(network.a, side) & np.isin(network.b, side)
    return len(side) > 1 and not (network.friendly[within] > 0).any()


def _list_speakers_among(rows: NetworkDay, actors: Sequence[str]) -> tuple[str, ...]:
    """Who states that pairs were friendly or hostile: those among some actors, or all."""
    columns, at = rows.evidence.columns, rows.evidence.rows[rows.places]
    chosen = ((columns["flags"][at] & INFERRED) == 0) & (rows.evidence.sign[rows.places] != 0)
    numbers = [number for id_ in actors if (number := columns.names.entities.find(id_)) is not None]
    if numbers:
        one, other = rows.evidence.find_ends(rows.places)
        chosen &= np.isin(one, numbers) & np.isin(other, numbers)
    return list_speakers(columns, at[chosen])


def _find_triad_relation(rows: NetworkDay, actors: Sequence[str]) -> str:
    """The strongest that is stated of each hostile pair among three, if it is the same of all; else ``."""
    evidence, columns = rows.evidence, rows.evidence.columns
    at = evidence.rows[rows.places]
    chosen = ((columns["flags"][at] & INFERRED) == 0) & (evidence.sign[rows.places] == -1)
    places = rows.places[chosen]
    one, other = (ends.tolist() for ends in evidence.find_ends(places))
    found: dict[frozenset[str], str] = {}
    for a, b, edge in zip(one, other, columns["edge"][evidence.rows[places]].tolist(), strict=True):
        pair = frozenset((evidence.nodes[a], evidence.nodes[b]))
        relation = name_relation(columns.names.edges.texts[edge].split(" ")[0])
        if pair <= set(actors):
            found[pair] = min(relation, found.get(pair, relation), key=rank_relation)
    return next(iter(found.values())) if len(set(found.values())) == 1 else ""


def _find_unbalanced_triad(
    network: Network, against: Sequence[int], stated: Array
) -> tuple[tuple[str, str, str], tuple[int, int, int]] | None:
    """Three actors whose pairs have one or three hostile signs, one of the pairs being against the camps."""
    sign = np.where(stated, network.sign, 0)
    for pair in against:
        if not sign[pair]:
            continue
        one, other = int(network.a[pair]), int(network.b[pair])
        near_one, near_other = _list_neighbours(network, sign, one), _list_neighbours(network, sign, other)
        for third in sorted(near_one.keys() & near_other.keys()):
            signs = int(sign[pair]), near_other[third], near_one[third]
            if signs[0] * signs[1] * signs[2] == -1:
                return (network.nodes[one], network.nodes[other], network.nodes[third]), signs
    return None


def _list_neighbours(network: Network, sign: Array, node: int) -> dict[int, int]:
    """The signs of the pairs of a node, by its other end; those without a sign are left out."""
    touched = np.flatnonzero((network.a == node) | (network.b == node))
    return {
        int(network.b[pair] if network.a[pair] == node else network.a[pair]): int(sign[pair])
        for pair in touched
        if sign[pair]
    }
