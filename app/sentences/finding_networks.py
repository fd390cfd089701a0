"""Finds the facts of sentences on whole networks, from the columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.networks import (
    BalanceFacts,
    ChangeFact,
    DiffFacts,
    Ends,
    NetworkFacts,
    NetworkSeriesFacts,
    StepFact,
)
from graph.alliances.changes import ChangeKind
from graph.alliances.diff import AlliancesDiffFindings, ChangeBetween, DescribedChange, describe_changes
from graph.alliances.drawing import NetworkSpellsFindings
from graph.alliances.network import Network, NetworkDay
from graph.alliances.pairs import Sign
from graph.alliances.series import AllianceSeriesScope, AllianceSeriesStep
from graph.columns.column_view import make_keys
from graph.columns.table import INFERRED, Array
from graph.dates.windows import Window

if TYPE_CHECKING:
    from graph.alliances.balance.question import BalanceFindings  # needs scipy, which other questions do not

MOST_PAIRS = 5
OVER: frozenset[ChangeKind] = frozenset(("ended", "faded", "withdrawn"))
MOST_SPEAKERS = 3


def find_network_facts(
    selection: Asked, rows: NetworkDay, actors: tuple[str, ...] = (), extent: Window | None = None
) -> NetworkFacts:
    """The facts of an answer on everyone, or on all around an actor."""
    evidence_of_pairs = np.bincount(rows.evidence.pair, minlength=rows.evidence.pairs)[rows.pairs]
    most_first = np.argsort(-evidence_of_pairs, kind="stable")
    found: dict[int, tuple[tuple[Ends, ...], int]] = {}
    for sign in (-1, 1):
        chosen = most_first[rows.mark_stated(sign)[most_first]]
        found[sign] = _list_ends(rows, chosen[:MOST_PAIRS]), len(chosen)
    at = rows.evidence.rows[rows.places]
    is_told = (rows.evidence.columns["flags"][at] & INFERRED) == 0
    is_told &= rows.evidence.sign[rows.places] == (-1 if found[-1][1] else 1)
    return NetworkFacts(
        asked=find_asked_days(selection),
        actors=actors,
        hostile=found[-1][0],
        hostile_count=found[-1][1],
        friendly=found[1][0],
        friendly_count=found[1][1],
        speakers=_list_speakers(rows, at[is_told]),
        extent=extent,
    )


def find_spells_facts(selection: Asked, findings: NetworkSpellsFindings, days: Window | None) -> NetworkFacts:
    """The facts of the pairs of a period, day by day; a pair counts for each sign that it has on some day."""
    network = findings.rows.network
    nodes = network.nodes
    found: dict[int, tuple[tuple[Ends, ...], int]] = {}
    for sign, numbers in ((-1, network.hostile), (1, network.friendly)):
        at = np.flatnonzero(numbers > 0)
        ends, counts = np.unique(np.stack([network.a[at], network.b[at]]), axis=1, return_counts=True)
        first = ends[:, np.argsort(-counts, kind="stable")[:MOST_PAIRS]]
        found[sign] = tuple((nodes[a], nodes[b]) for a, b in first.T.tolist()), ends.shape[1]
    return NetworkFacts(
        asked=replace(find_asked_days(selection), day=days),
        actors=findings.scope.asked,
        hostile=found[-1][0],
        hostile_count=found[-1][1],
        friendly=found[1][0],
        friendly_count=found[1][1],
    )


def _list_ends(rows: NetworkDay, pairs: Array) -> tuple[Ends, ...]:
    one, other = rows.evidence.find_ends(rows.places[rows.offsets[pairs]])
    nodes = rows.evidence.nodes
    return tuple((nodes[a], nodes[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True))


def _list_speakers(rows: NetworkDay, at: Array) -> tuple[str, ...]:
    """The speakers of some rows of the columns, those of most rows first; the last stands for others."""
    columns = rows.evidence.columns
    numbers, counts = np.unique(columns["said_by"][at], return_counts=True)
    return tuple(columns.names.speakers.texts[number] for number in numbers[np.argsort(-counts)][:MOST_SPEAKERS])


def find_series_facts(
    scope: AllianceSeriesScope, steps: Sequence[AllianceSeriesStep], relations: tuple[str, ...] = ()
) -> NetworkSeriesFacts:
    """The facts of steps of time, all of one page."""
    is_hostile = scope.sign in (None, "hostile")
    stated = [step.stated_hostile if is_hostile else step.stated_friendly for step in steps]
    if scope.sign not in (None, "hostile", "friendly") or not any(stated):
        stated = [step.tally.pairs for step in steps]
    facts = [StepFact(days=step.days, pairs=pairs) for step, pairs in zip(steps, stated, strict=True)]
    return NetworkSeriesFacts(
        actors=scope.asked,
        other=scope.other,
        sign=scope.sign,
        first=facts[0] if facts else None,
        last=facts[-1] if facts else None,
        fewest=min(facts, key=lambda fact: fact.pairs, default=None),
        most=max(facts, key=lambda fact: fact.pairs, default=None),
        relations=relations,
        spells=tuple(_list_spells(steps)),
    )


def _list_spells(steps: Sequence[AllianceSeriesStep]) -> Iterator[tuple[Sign | None, Window]]:
    """Runs of steps in which a pair of two has one sign."""
    for (is_there, sign), run in groupby(steps, key=lambda step: (step.pair is not None, step.pair and step.pair.sign)):
        days = [step.days for step in run]
        if is_there:
            yield sign, Window(days[0].earliest, days[-1].latest)


def find_diff_facts(selection: Asked, findings: AlliancesDiffFindings, days: tuple[Window, Window]) -> DiffFacts:
    """The facts of what differs between two days, by what is stated; by all where nothing of it is."""
    changes = list(zip(findings.changes, describe_changes(selection.view, findings.changes), strict=True))
    stated = {id(side): _list_stated_keys(side.rows) for side in (findings.first, findings.last)}
    told = [change for between, change in changes if _is_stated(between, change, stated)]
    groups: dict[tuple[ChangeKind, Sign | None], list[Ends]] = {}
    weights = _count_evidence(findings.first.rows) | _count_evidence(findings.last.rows)
    chosen = told or [change for _, change in changes]
    for change in sorted(chosen, key=lambda change: -max(weights.get(key, 0) for key in _list_keys(change))):
        side = change.before if change.kind in OVER else change.after
        groups.setdefault((change.kind, side.sign if side else None), []).append((change.a, change.b))
    facts = [
        ChangeFact(kind=kind, sign=sign, pairs=tuple(pairs[: MOST_PAIRS + 1]), count=len(pairs))
        for (kind, sign), pairs in groups.items()
    ]
    return DiffFacts(
        asked=find_asked_days(selection, has_day=False),
        actors=findings.actors,
        first=days[0],
        last=days[1],
        changes=tuple(sorted(facts, key=lambda fact: (fact.sign != -1, -fact.count))),
    )


def _is_stated(between: ChangeBetween, change: DescribedChange, stated: Mapping[int, frozenset[int]]) -> bool:
    """Whether somebody states what a changed pair has, or had where it is over."""
    side, pair = (between.before, change.before) if change.kind in OVER else (between.after, change.after)
    return pair is not None and (id(side) not in stated or pair.key in stated[id(side)])


def _list_keys(change: DescribedChange) -> list[int]:
    return [side.key for side in (change.before, change.after) if side] or [0]


def _count_evidence(rows: NetworkDay) -> dict[int, int]:
    """How much evidence there is of each pair on any day, by its key."""
    evidence = np.bincount(rows.evidence.pair, minlength=rows.evidence.pairs)[rows.pairs]
    keys = make_keys(*rows.evidence.find_ends(rows.places[rows.offsets[:-1]]))
    return dict(zip(keys.tolist(), evidence.tolist(), strict=True))


def _list_stated_keys(rows: NetworkDay) -> frozenset[int]:
    """The keys of pairs of which somebody states that they were friendly or hostile."""
    at = np.flatnonzero(rows.mark_stated(-1) | rows.mark_stated(1))
    return frozenset(make_keys(*rows.evidence.find_ends(rows.places[rows.offsets[at]])).tolist())


def find_balance_facts(selection: Asked, findings: "BalanceFindings") -> BalanceFacts:
    """The facts of an answer on balance, with a triad of stated pairs that shows why there are no two camps."""
    network, found = findings.network, findings.balance
    stated = findings.rows.mark_stated(-1) | findings.rows.mark_stated(1)
    signed = int(((network.friendly > 0) | (network.hostile > 0)).sum())
    triad, signs = _find_unbalanced_triad(network, found.against, stated) or (None, (0, 0, 0))
    return BalanceFacts(
        asked=find_asked_days(selection),
        signed=signed,
        least=found.least.lower,
        most=found.most.upper,
        triad=triad,
        signs=signs,
        parts=len(found.camps),
    )


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
