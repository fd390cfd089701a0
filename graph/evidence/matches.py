"""Who may be the same: pairs of entities of different sources, with what speaks for it and against it.

A proposal changes nothing. Only a judgement joins two ids, or keeps them apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from graph.model.directory import Directory
from graph.model.entities import SCHEME, GeoPosition, NamedEntity, find_position
from graph.model.judgements import Judgement, is_key
from graph.names.alike import AlikeNames, find_alike
from graph.names.entries import EntityNames, MatchKind

LEAST = 0.5  # of the weight of a pair, for it to be proposed
MOST_OF_ONE_ID = 10  # entities with one external id; a code that more have is no id of theirs
EARTH_KM = 6371.0
FAR_KM = 50.0  # beyond what the positions leave open
FAR_YEARS = 5
SHARED_ID, OTHER_ID = 0.97, -0.6
OTHER_KIND_OF_PLACE = -0.35  # a city, its province and its prison have one name
OTHER_KIND, OTHER_PLACE, OTHERS_TOO, ABBREVIATED = -0.1, -0.4, -0.15, -0.1
LONGEST_ABBREVIATION = 6  # letters
WEIGHTS = {
    MatchKind.SAME_NAME: 0.9,
    MatchKind.OTHER_NAME: 0.8,
    MatchKind.SHORTER: 0.8,
    MatchKind.SPELT_ALIKE: 0.65,
    MatchKind.SOUNDS_ALIKE: 0.6,
}
STATES = frozenset(["state", "government", "self_declared_state"])  # a source may name the one for the other


class MatchSubject(StrEnum):
    """What a reason is about."""

    NAMES = "names"
    KIND = "kind"
    PLACE = "place"
    TIME = "time"
    IDS = "ids"
    OTHERS = "others"  # whom else the name fits


class Reason(NamedTuple):
    """What speaks for or against two ids being one, in a sentence without a full stop."""

    about: MatchSubject
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two ids of different sources that may be one. `weight` is from 0 to 1, to sort by; it is no probability."""

    ids: tuple[str, str]
    weight: float
    reasons: tuple[Reason, ...]
    doubts: tuple[Reason, ...]


class Proposals(NamedTuple):
    """All proposals, the weightiest first; and the number of names that too many have to be compared."""

    found: list[Proposal]
    left_out: int


def propose_matches(directory: Directory, judgements: Iterable[Judgement]) -> Proposals:
    """Pairs of entities with one label and different datasets that may be one.

    Pairs that a judgement joined, keeps apart, or is unsure about are not proposed, nor are speakers without a name.
    """
    entities = [entity for entity in directory if entity.kind != "anonymous"]
    canonical = [directory.find_canonical(entity.id) for entity in entities]
    judged = _list_judged(directory, judgements)

    def may_pair(one: int, other: int) -> bool:
        datasets = entities[one].dataset, entities[other].dataset
        ids = canonical[one], canonical[other]
        return datasets[0] != datasets[1] and ids[0] != ids[1] and frozenset(ids) not in judged

    alike = find_alike([_collect_names(entity) for entity in entities], may_pair)
    by_pair: dict[tuple[int, int], AlikeNames | None] = {(one.one, one.other): one for one in alike.pairs}
    for pair in _list_shared_ids(entities):
        if pair not in by_pair and may_pair(*pair):
            by_pair[pair] = None
    fits = _count_bearers(entities, [pair for pair in by_pair.values() if pair])
    best: dict[frozenset[str], Proposal] = {}
    for (one, other), names in by_pair.items():
        proposal = _weigh(entities[one], entities[other], names, fits)
        key = frozenset((canonical[one], canonical[other]))
        if proposal.weight >= LEAST and (key not in best or proposal.weight > best[key].weight):
            best[key] = proposal
    return Proposals(sorted(best.values(), key=lambda found: (-found.weight, found.ids)), alike.left_out)


def compare_days(one: tuple[date, date], other: tuple[date, date]) -> tuple[bool, Reason] | None:
    """Whether the days that statements tell of two entities lie together, and how; None where they are near."""
    gap = (max(one[0], other[0]) - min(one[1], other[1])).days
    spans = " and ".join(f"{first.year} to {last.year}" for first, last in (one, other))
    if gap <= 0:
        return True, Reason(MatchSubject.TIME, f"what is said of them is of the same time: {spans}")
    if gap > FAR_YEARS * 365:
        return False, Reason(MatchSubject.TIME, f"what is said of them lies {gap // 365} years apart: {spans}")
    return None


def _collect_names(entity: NamedEntity) -> EntityNames:
    in_languages = tuple(name for _, name in entity.languages)
    return EntityNames(entity.id, entity.label, entity.kind, entity.name, in_languages, entity.aliases)


def _list_judged(directory: Directory, judgements: Iterable[Judgement]) -> set[frozenset[str]]:
    """Pairs of canonical ids on which somebody judged."""
    entities = (judgement for judgement in judgements if not any(map(is_key, judgement.ids)))
    return {
        frozenset(map(directory.find_canonical, pair))
        for judgement in entities
        for pair in combinations(judgement.ids, 2)
    }


def _list_shared_ids(entities: Sequence[NamedEntity]) -> Iterable[tuple[int, int]]:
    bearers: dict[tuple[str, str], list[int]] = {}
    for place, entity in enumerate(entities):
        for id_ in entity.external_ids:
            if not id_.startswith(f"{SCHEME}:"):
                bearers.setdefault((entity.label, id_), []).append(place)
    for places in bearers.values():
        if len(places) <= MOST_OF_ONE_ID:
            yield from combinations(places, 2)


def _count_bearers(entities: Sequence[NamedEntity], pairs: Iterable[AlikeNames]) -> Counter[tuple[str, str, MatchKind]]:
    """By entity, dataset and way to be alike: how many entities of that dataset have a name that is alike."""
    counts: Counter[tuple[str, str, MatchKind]] = Counter()
    for pair in pairs:
        one, other = entities[pair.one], entities[pair.other]
        counts[one.id, other.dataset, pair.how] += 1
        counts[other.id, one.dataset, pair.how] += 1
    return counts


def _weigh(
    one: NamedEntity, other: NamedEntity, names: AlikeNames | None, fits: Counter[tuple[str, str, MatchKind]]
) -> Proposal:
    reasons, doubts, weight = [], [], 0.0
    if names:
        weight = WEIGHTS[names.how]
        reasons.append(Reason(MatchSubject.NAMES, _describe_names(names)))
        if all(name.isupper() and len(name) <= LONGEST_ABBREVIATION for name in names.names):
            weight += ABBREVIATED
            doubts.append(
                Reason(MatchSubject.NAMES, "only an abbreviation is the same, which may stand for others too")
            )
        others = max(fits[one.id, other.dataset, names.how], fits[other.id, one.dataset, names.how]) - 1
        if others:
            weight += OTHERS_TOO
            doubts.append(Reason(MatchSubject.OTHERS, f"the name fits {others} more of that source as well"))
    shared, conflicting = _compare_ids(one, other)
    if shared:
        weight = max(weight, SHARED_ID)
        reasons.append(Reason(MatchSubject.IDS, f"both have {', '.join(shared)}"))
    elif conflicting:
        weight += OTHER_ID
        doubts.append(Reason(MatchSubject.IDS, f"they have different ids: {'; '.join(conflicting)}"))
    if one.kind == other.kind:
        reasons.append(Reason(MatchSubject.KIND, f"both are of the kind {_write_kind(one)}"))
    else:
        for_kind = OTHER_KIND_OF_PLACE if one.label == "Place" else OTHER_KIND
        weight += 0 if {one.kind, other.kind} <= STATES else for_kind
        doubts.append(Reason(MatchSubject.KIND, f"one is of the kind {_write_kind(one)}, one {_write_kind(other)}"))
    if distance := _compare_places(one, other):
        is_near, reason = distance
        weight += 0 if is_near else OTHER_PLACE
        (reasons if is_near else doubts).append(reason)
    return Proposal(
        ids=(one.id, other.id), weight=round(min(max(weight, 0), 1), 2), reasons=tuple(reasons), doubts=tuple(doubts)
    )


def _describe_names(names: AlikeNames) -> str:
    if names.names[0] == names.names[1]:
        return f"both are called {names.names[0]} ({names.how})"
    return f"one is called {names.names[0]}, one {names.names[1]} ({names.how})"


def _write_kind(entity: NamedEntity) -> str:
    return entity.kind.replace("_", " ")


def _compare_ids(one: NamedEntity, other: NamedEntity) -> tuple[list[str], list[str]]:
    """External ids that both have; else, of the schemes that both have, those of each."""
    sets = set(one.external_ids), set(other.external_ids)
    shared = sorted(id_ for id_ in sets[0] & sets[1] if not id_.startswith(f"{SCHEME}:"))
    by_scheme: list[Mapping[str, str]] = [dict(id_.split(":", 1) for id_ in sorted(ids)) for ids in sets]
    schemes = sorted(set(by_scheme[0]) & set(by_scheme[1]) - {SCHEME})
    return shared, [f"{scheme} {by_scheme[0][scheme]} and {by_scheme[1][scheme]}" for scheme in schemes]


def _compare_places(one: NamedEntity, other: NamedEntity) -> tuple[bool, Reason] | None:
    positions = find_position(one.external_ids), find_position(other.external_ids)
    if positions[0] is None or positions[1] is None:
        return None
    apart = measure_km(positions[0], positions[1])
    slack = sum(position.uncertainty_metres or 0 for position in positions if position) / 1000
    says = f"they lie {apart:,.0f} km apart"
    return apart <= slack + FAR_KM, Reason(MatchSubject.PLACE, says if apart >= 1 else "they lie at the same place")


def measure_km(one: GeoPosition, other: GeoPosition) -> float:
    """The way between two points on a sphere, in kilometres (haversine formula)."""
    latitudes = radians(one.latitude), radians(other.latitude)
    half = sin((latitudes[1] - latitudes[0]) / 2) ** 2
    half += cos(latitudes[0]) * cos(latitudes[1]) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
