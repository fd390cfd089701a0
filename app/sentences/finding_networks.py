"""Finds the facts of sentences on whole networks, from the columns."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.facts import AskedDays
from app.sentences.networks import (
    OVER,
    TOGETHER,
    BalanceFacts,
    ChangeFact,
    DiffFacts,
    Ends,
    NetworkFacts,
    NetworkSeriesFacts,
    RelationFact,
    StepFact,
    name_relation,
    rank_relation,
)
from graph.alliances.changes import ChangeKind
from graph.alliances.diff import AlliancesDiffFindings, ChangeBetween, DescribedChange, describe_changes
from graph.alliances.drawing import NetworkSpellsFindings
from graph.alliances.evidence import find_known_by
from graph.alliances.network import CERTAIN, Network, NetworkDay
from graph.alliances.pairs import Sign
from graph.alliances.rows import SignedPair
from graph.alliances.series import AllianceSeriesScope, AllianceSeriesStep
from graph.columns.column_view import make_keys
from graph.columns.evidence import EvidenceColumns, bound_rows
from graph.columns.segments import find_least
from graph.columns.table import INFERRED, Array, Columns
from graph.dates.windows import Window
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from graph.alliances.balance.question import BalanceFindings  # needs scipy, which other questions do not

MOST_PAIRS = 5
MOST_SPEAKERS = 3
MOST_IN_CAMPS = 10  # actors of two camps that are named


def find_network_facts(
    selection: Asked, rows: NetworkDay, actors: tuple[str, ...] = (), extent: Window | None = None
) -> NetworkFacts:
    """The facts of an answer on everyone, or on all around an actor."""
    return NetworkFacts(
        asked=_doubt_known(selection, rows),
        actors=actors,
        relations=(*_list_relations(rows, -1), *_list_relations(rows, 1)),
        extent=extent,
    )


def _doubt_known(selection: Asked, rows: NetworkDay) -> AskedDays:
    """The days asked about, and whether of all pairs enough was surely public by `known_at`."""
    is_known = bool(rows.is_surely_known(find_known_by(selection.question)).all())
    return replace(find_asked_days(selection), is_surely_known=is_known)


def _list_relations(rows: NetworkDay, sign: int) -> list[RelationFact]:
    """The relations of the pairs of a sign by what is stated, each pair with its strongest; the strongest first."""
    evidence, at = rows.evidence, rows.evidence.rows[rows.places]
    edges, is_stated = evidence.columns["edge"][at], (evidence.columns["flags"][at] & INFERRED) == 0
    predicates = [text.split(" ")[0] for text in evidence.columns.names.edges.texts]
    signs = vocabulary().signed_predicates
    of_edge = [name_relation(name) if name in signs else "" for name in predicates]
    names = sorted(set(of_edge), key=lambda name: (rank_relation(name), name))
    number = np.array([names.index(name) for name in of_edge], np.int64)[edges]
    number = np.where(is_stated & (evidence.sign[rows.places] == sign), number, len(names))
    owner = np.repeat(np.arange(len(rows)), np.diff(rows.offsets))
    # for each row the first piece of its strongest relation: the least value, of which the position is a part
    best = find_least(number * len(at) + np.arange(len(at)), rows.offsets) % max(len(at), 1)
    best = best[number[best] < len(names)]
    _, once = np.unique(evidence.pair[rows.places[best]], return_index=True)  # a pair may have several pieces
    best = best[once]
    weights = evidence.sizes[evidence.pair[rows.places[best]]]
    best = best[np.argsort(-weights, kind="stable")]
    found = []
    for place, name in enumerate(names):
        of_name = best[number[best] == place]
        if len(of_name):
            ends = zip(*(end.tolist() for end in evidence.find_ends(rows.places[of_name[:MOST_PAIRS]])), strict=True)
            pairs = tuple((evidence.nodes[a], evidence.nodes[b]) for a, b in ends)
            speakers = _list_speakers(evidence.columns, at[number == place])
            one, other = evidence.find_ends(rows.places[of_name])
            common = [end for end in (int(one[0]), int(other[0])) if np.all((one == end) | (other == end))]
            found.append(
                RelationFact(
                    relation=name,
                    sign=sign,
                    pairs=pairs,
                    count=len(of_name),
                    speakers=speakers,
                    is_sure=bool((rows.support[owner[of_name]] == CERTAIN).any()),
                    common=evidence.nodes[common[0]] if common and len(of_name) > 1 else None,
                    is_joined=bool(common) and bool(np.all(other == common[0])),
                )
            )
    return found


def find_spells_facts(selection: Asked, findings: NetworkSpellsFindings, days: Window | None) -> NetworkFacts:
    """The facts of the pairs of a period, day by day; a pair counts for each sign that it has on some day."""
    rows = findings.rows
    return NetworkFacts(
        asked=replace(find_asked_days(selection), day=days),
        actors=findings.scope.asked,
        relations=(*_list_relations(rows, -1), *_list_relations(rows, 1)),
    )


def _list_speakers(columns: Columns, at: Array) -> tuple[str, ...]:
    """The speakers of some rows of the columns, those of most rows first; the last stands for others."""
    numbers, counts = np.unique(columns["said_by"][at], return_counts=True)
    return tuple(columns.names.speakers.texts[number] for number in numbers[np.argsort(-counts)][:MOST_SPEAKERS])


def find_series_facts(
    scope: AllianceSeriesScope,
    steps: Sequence[AllianceSeriesStep],
    evidence: EvidenceColumns,
    relations: tuple[str, ...] = (),
) -> NetworkSeriesFacts:
    """The facts of steps of time, all of one page."""
    is_hostile = scope.sign in (None, "hostile")
    stated = [step.stated_hostile if is_hostile else step.stated_friendly for step in steps]
    is_part = is_hostile and any(step.tally.hostile > pairs for step, pairs in zip(steps, stated, strict=True))
    if scope.sign not in (None, "hostile", "friendly") or not any(stated):
        stated, is_part = [step.tally.pairs for step in steps], False
    sign: Sign = -1 if is_hostile else 1
    ends = {0, len(steps) - 1}
    facts = [
        StepFact(
            days=step.days,
            pairs=pairs,
            speakers=_list_said_within(scope, [step], evidence, sign)[1] if place in ends and pairs else (),
        )
        for place, (step, pairs) in enumerate(zip(steps, stated, strict=True))
    ]
    found, speakers = _list_said_within(scope, steps, evidence, sign)
    return NetworkSeriesFacts(
        actors=scope.asked,
        other=scope.other,
        sign=scope.sign,
        first=facts[0] if facts else None,
        last=facts[-1] if facts else None,
        fewest=min(facts, key=lambda fact: fact.pairs, default=None),
        most=max(facts, key=lambda fact: fact.pairs, default=None),
        relations=relations,
        found=found,
        speakers=speakers,
        spells=tuple(_list_spells(steps)),
        is_part=is_part,
    )


def _list_said_within(
    scope: AllianceSeriesScope, steps: Sequence[AllianceSeriesStep], evidence: EvidenceColumns, sign: Sign
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The relations of a sign that are stated of the days of some steps, the strongest first, and the speakers."""
    if not steps:
        return (), ()
    columns, days = evidence.columns, bound_rows(evidence.columns, evidence.rows, evidence.settled)
    first, last = steps[0].days.earliest.toordinal(), steps[-1].days.latest.toordinal()
    chosen = (days.first <= last) & (first <= days.last) & ((columns["flags"][evidence.rows] & INFERRED) == 0)
    chosen &= (evidence.sign == sign) | (scope.other is not None)
    ends = evidence.find_ends(np.arange(len(evidence)))
    for group in (scope.asked, (scope.other,) if scope.other else ()):
        if group:
            numbers = [number for id_ in group if (number := columns.names.entities.find(id_)) is not None]
            chosen &= np.isin(ends[0], numbers) | np.isin(ends[1], numbers)
    rows = evidence.rows[chosen]
    texts = {columns.names.edges.texts[edge].split(" ")[0] for edge in np.unique(columns["edge"][rows]).tolist()}
    relations = sorted({name_relation(text) for text in texts}, key=lambda name: (rank_relation(name), name))
    return tuple(relations), _list_speakers(columns, rows)


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
    groups: dict[tuple[ChangeKind, Sign | None, str | None, bool], list[tuple[Ends, SignedPair | None]]] = {}
    weights = _count_evidence(findings.first.rows) | _count_evidence(findings.last.rows)
    chosen = told or [change for _, change in changes]
    joiners = _list_joiners(selection, chosen, findings.actors)
    for change in sorted(chosen, key=lambda change: -max(weights.get(key, 0) for key in _list_keys(change))):
        side = change.before if change.kind in OVER else change.after
        relation = _find_relation(side)
        ends = (side.a, side.b) if side and side.directed else (change.a, change.b)
        if relation == TOGETHER and findings.actors and (ends[0] in findings.actors) != (ends in joiners):
            ends = ends[1], ends[0]  # who came to the side of the other comes first
        kind: ChangeKind = "ended" if change.kind == "faded" else change.kind  # both are said alike
        is_by_actor = relation == TOGETHER and ends[0] in findings.actors
        groups.setdefault((kind, side.sign if side else None, relation, is_by_actor), []).append((ends, side))
    columns = findings.first.rows.evidence.columns
    facts = [
        ChangeFact(
            kind=kind,
            sign=sign,
            relation=relation,
            pairs=tuple(ends for ends, _ in pairs[: MOST_PAIRS + 1]),
            count=len(pairs),
            speakers=(speakers := _list_said_by(selection, [side for _, side in pairs[:MOST_PAIRS]])),
            ended_in=_find_last_year(columns, speakers, days[1]) if kind in OVER else None,
        )
        for (kind, sign, relation, _), pairs in groups.items()
    ]
    return DiffFacts(
        asked=find_asked_days(selection, has_day=False, findings=_list_told(selection, groups.values())),
        actors=findings.actors,
        first=days[0],
        last=days[1],
        changes=tuple(sorted(facts, key=lambda fact: (fact.sign != -1, -fact.count))),
        foes=_list_foes([change for _, change in changes if change not in told], findings.actors) if told else (),
    )


def _list_told(
    selection: Asked, groups: Iterable[Sequence[tuple[Ends, SignedPair | None]]]
) -> list[list[StoredStatement]]:
    """The statements of each pair that may be named, if a day of knowledge is asked about."""
    if selection.question.known_at is None:
        return []
    sides = [side for pairs in groups for _, side in pairs[:MOST_PAIRS] if side]
    return [selection.view.select_by_ids(side.statements) for side in sides]


def _list_joiners(selection: Asked, changes: Sequence[DescribedChange], actors: Sequence[str]) -> frozenset[Ends]:
    """The ends of those pairs in which all that is said is that an actor fought beside the other."""
    sides = [(change, side) for change in changes for side in (change.before, change.after) if side and actors]
    ids = {id_ for _, side in sides for id_ in side.statements}
    said = {s.id: s for s in selection.view.select_by_ids(sorted(ids))}
    found = set[Ends]()
    for change, side in sides:
        beside = [said[id_] for id_ in side.statements if id_ in said and said[id_].predicate == "fights_beside"]
        if beside and all(set(s.role("subject")) & set(actors) for s in beside):
            found.add((change.a, change.b))
    return frozenset(found)


def _list_foes(changes: Sequence[DescribedChange], actors: Sequence[str]) -> tuple[ChangeFact, ...]:
    """Those who came or ceased to be against an actor by whom they stood with, as nobody states it of them."""
    found = []
    for kinds in (("began",), ("ended", "faded")):
        sides = [(change.after if kinds == ("began",) else change.before) for change in changes if change.kind in kinds]
        pairs = [(side.a, side.b) for side in sides if side and side.sign == -1 and {side.a, side.b} & set(actors)]
        if pairs:
            found.append(ChangeFact(kind=kinds[0], sign=-1, pairs=tuple(pairs[: MOST_PAIRS + 1]), count=len(pairs)))
    return tuple(found)


def _find_last_year(columns: Columns, speakers: Sequence[str], days: Window) -> int | None:
    """The year after which some speakers say nothing at all, where it is before some days: no end is theirs then."""
    numbers = [number for id_ in speakers if (number := columns.names.speakers.find(id_)) is not None]
    rows = np.flatnonzero(np.isin(columns["said_by"][:], numbers))
    if not len(rows) or len(numbers) < len(speakers):
        return None
    last = int(bound_rows(columns, rows).last.max())
    return date.fromordinal(last).year if last < days.earliest.toordinal() else None


def _find_relation(side: SignedPair | None) -> str | None:
    """The strongest relation of the sign that a pair has; None where it has none."""
    predicates = vocabulary().predicates
    found = [name_relation(name) for name in side.relations if predicates[name].sign == side.sign] if side else []
    return min(found, key=rank_relation, default=None)


def _list_said_by(selection: Asked, sides: Iterable[SignedPair | None]) -> tuple[str, ...]:
    """The speakers of some pairs, those of most statements first."""
    ids = [id_ for side in sides if side for id_ in side.statements]
    counted = Counter(statement.said_by for statement in selection.view.select_by_ids(ids))
    return tuple(speaker for speaker, _ in counted.most_common(MOST_SPEAKERS))


def _is_stated(between: ChangeBetween, change: DescribedChange, stated: Mapping[int, frozenset[int]]) -> bool:
    """Whether somebody states what a changed pair has, or had where it is over."""
    side, pair = (between.before, change.before) if change.kind in OVER else (between.after, change.after)
    return pair is not None and (id(side) not in stated or pair.key in stated[id(side)])


def _list_keys(change: DescribedChange) -> list[int]:
    return [side.key for side in (change.before, change.after) if side] or [0]


def _count_evidence(rows: NetworkDay) -> dict[int, int]:
    """How much evidence there is of each pair on any day, by its key."""
    evidence = rows.evidence.sizes[rows.pairs]
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
    is_signed_pair = (network.friendly > 0) | (network.hostile > 0)
    signed, camps = int(is_signed_pair.sum()), found.camps
    actors = len(np.unique(np.concatenate([network.a[is_signed_pair], network.b[is_signed_pair]])))
    triad, signs = _find_unbalanced_triad(network, found.against, stated) or (None, (0, 0, 0))
    return BalanceFacts(
        asked=_doubt_known(selection, findings.rows),
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
        camps=tuple(
            tuple(network.nodes[node] for node in side.tolist())
            for camp in camps
            for side in (camp.one, camp.other)
            if len(camps) == 1 and actors <= MOST_IN_CAMPS and len(camp.other)
        ),
    )


def _list_speakers_among(rows: NetworkDay, actors: Sequence[str]) -> tuple[str, ...]:
    """Who states that pairs were friendly or hostile: those among some actors, or all."""
    columns, at = rows.evidence.columns, rows.evidence.rows[rows.places]
    chosen = ((columns["flags"][at] & INFERRED) == 0) & (rows.evidence.sign[rows.places] != 0)
    numbers = [number for id_ in actors if (number := columns.names.entities.find(id_)) is not None]
    if numbers:
        one, other = rows.evidence.find_ends(rows.places)
        chosen &= np.isin(one, numbers) & np.isin(other, numbers)
    return _list_speakers(columns, at[chosen])


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
