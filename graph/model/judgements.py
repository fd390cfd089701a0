"""Judgements: which ids, or which occurrences, are one. Nothing is joined without one, and each can be taken back."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from graph.errors import ContradictingJudgements, InvalidInput

VERDICTS = ("positive", "negative", "unsure")
FIELDS = ("id", "ids", "verdict", "by", "on", "why")

JUDGEMENTS = "judgements"  # what loads of judgements have as dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether some ids (of entities, or keys of statements on one occurrence) are one; who judged, when and why."""

    id: str
    ids: tuple[str, ...]
    verdict: str
    by: str
    on: str
    why: str


class JudgedIdentity(NamedTuple):
    """The judgements on one id: ids that are the same, ids that are different, and unsure ones."""

    same: tuple[str, ...]
    different: tuple[str, ...]
    unsure: tuple[str, ...]


class SettledJudgements(NamedTuple):
    """What is in force, and what is not: judgements with the reason in words."""

    in_force: list[Judgement]
    aside: list[tuple[Judgement, str]]


class JudgementChain(NamedTuple):
    """`by[n]` is the link that joins `ids[n]` and `ids[n + 1]`."""

    ids: tuple[str, ...]
    by: tuple[str, ...]

    def __str__(self) -> str:
        links = "judgement" if len(set(self.by)) == 1 else "judgements"
        return f"{' ~ '.join(self.ids)} by {links} {', '.join(dict.fromkeys(self.by))}"


class JudgementLinks:
    """Links, each with a name and the ids that it joins. Chains do not depend on the order of the links."""

    def __init__(self, links: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._links = sorted((name, tuple(ids)) for name, ids in links)
        self._of: dict[str, list[int]] = {}
        for number, (_, ids) in enumerate(self._links):
            for id_ in ids:
                self._of.setdefault(id_, []).append(number)

    def find_chain(self, start: str, end: str) -> JudgementChain | None:
        """A shortest chain from one id to another; None where nothing joins them. Breadth first."""
        came: dict[str, tuple[str, str]] = {}  # from which id, by which link
        used: set[int] = set()
        waiting = deque([start])
        while waiting and end not in came:
            id_ = waiting.popleft()
            for number in self._of.get(id_, ()):
                if number in used:
                    continue
                used.add(number)
                name, ids = self._links[number]
                for other in ids:
                    if other != start and other not in came:
                        came[other] = (id_, name)
                        waiting.append(other)
        return _trace_chain(came, start, end) if end in came else None


def _trace_chain(came: Mapping[str, tuple[str, str]], start: str, end: str) -> JudgementChain:
    ids, by = [end], []
    while ids[-1] != start:
        before, name = came[ids[-1]]
        ids.append(before)
        by.append(name)
    return JudgementChain(tuple(reversed(ids)), tuple(reversed(by)))


def is_key(id_: str) -> bool:
    """Whether an id is the key of a statement, dataset:key, and not that of an entity."""
    return ":" in id_


def combine_judgements(shipped: Iterable[Judgement], own: Iterable[Judgement]) -> SettledJudgements:
    """The shipped judgements that the user's own leave in force, and the own ones.

    Aside are: a shipped one where an own one has its id or is on the same ids; the shipped links of a chain that joins
    what an own negative keeps apart; where own and shipped links together join what a shipped negative keeps apart,
    the shipped links, or that negative if all links are own. What own ones, or shipped ones, contradict among
    themselves stays in force here, and `find_canonical_ids` refuses it. The order of the judgements changes nothing.
    Raises InvalidInput where two shipped ones have one id.
    """
    own = list(own)
    in_force: dict[str, Judgement] = {}
    aside: list[tuple[Judgement, str]] = []
    by_id, on_ids = {mine.id: mine for mine in own}, {frozenset(mine.ids): mine for mine in own}
    for judgement in shipped:
        mine = by_id.get(judgement.id) or on_ids.get(frozenset(judgement.ids))
        if mine:
            aside.append((judgement, f"your {mine.id} stands in its place"))
        elif in_force.get(judgement.id, judgement) != judgement:
            raise InvalidInput(f"two shipped judgements have the id {judgement.id!r}", value=judgement.id)
        else:
            in_force[judgement.id] = judgement
    shipped_negatives = sorted(j.id for j in in_force.values() if j.verdict == "negative")
    for negative in (*_sort_negatives(own), *(in_force[id_] for id_ in shipped_negatives)):
        for judgement, why in _find_contradicted(negative, in_force, own):
            aside.append((in_force.pop(judgement.id), why))
    return SettledJudgements([*in_force.values(), *own], aside)


def find_canonical_ids(judgements: Iterable[Judgement]) -> dict[str, str]:
    """For each id that was joined to another, its canonical id: the first one, by the judgements' order.

    What is joined does not depend on that order. Raises ContradictingJudgements, with the chain, where a negative
    judgement keeps apart what positive ones join.
    """
    judgements = list(judgements)
    find_root, known = _join_ids(judgements)
    for negative in _sort_negatives(judgements):
        by_root: dict[str, str] = {}
        for id_ in dict.fromkeys(negative.ids):
            other = by_root.setdefault(find_root(id_), id_)
            if other != id_:
                raise _make_refusal(judgements, negative, other, id_)
    return {id_: find_root(id_) for id_ in known if find_root(id_) != id_}


def check_labels(judgements: Iterable[Judgement], labels: Mapping[str, str]) -> None:
    """Refuse to join ids of different labels. `labels` has those that are loaded; others wait. Raises InvalidInput."""
    judgements = list(judgements)
    find_root, known = _join_ids(judgements)
    first: dict[str, str] = {}
    for id_ in known:
        if id_ not in labels:
            continue
        other = first.setdefault(find_root(id_), id_)
        if labels[other] != labels[id_]:
            chain = _make_links(judgements).find_chain(other, id_)
            raise InvalidInput(
                f"{other} ({labels[other]}) and {id_} ({labels[id_]}): only ids of one label can be one ({chain})",
                parameter="ids",
                value=id_,
            )


def find_identity(id_: str, judgements: Iterable[Judgement]) -> JudgedIdentity:
    """What the judgements in force say of one id, by way of all that it is one with."""
    judgements = list(judgements)
    if not any(id_ in judgement.ids for judgement in judgements):
        return JudgedIdentity((), (), ())
    find_root, known = _join_ids(judgements)
    members: dict[str, set[str]] = {}
    for other in {*known, *(i for j in judgements for i in j.ids), id_}:
        members.setdefault(find_root(other), set()).add(other)
    own = members[find_root(id_)]
    by_verdict: dict[str, set[str]] = {verdict: set() for verdict in VERDICTS}
    for judgement in judgements:
        if own & set(judgement.ids):
            by_verdict[judgement.verdict] |= {m for other in judgement.ids for m in members[find_root(other)]}
    different = by_verdict["negative"] - own
    return JudgedIdentity(
        *(tuple(sorted(ids)) for ids in (own - {id_}, different, by_verdict["unsure"] - own - different))
    )


def _find_contradicted(
    negative: Judgement, shipped: Mapping[str, Judgement], own: list[Judgement]
) -> list[tuple[Judgement, str]]:
    """The shipped judgements that a negative, or the own ones against it, put out of force, with the reasons."""
    mine = {judgement.id for judgement in own}
    overruled: dict[str, tuple[Judgement, str]] = {}
    for one, other in combinations(dict.fromkeys(negative.ids), 2):
        while chain := _make_links([*(j for j in shipped.values() if j.id not in overruled), *own]).find_chain(
            one, other
        ):
            if not mine & {negative.id, *chain.by}:
                break  # shipped ones among themselves
            why = f"{chain}; but {_name_judgement(negative, mine)} keeps {one} and {other} apart"
            cut = [shipped[name] for name in dict.fromkeys(chain.by) if name not in mine]
            if not cut and negative.id not in mine:
                return [(negative, f"yours join what it keeps apart: {chain}")]
            if not cut:
                break  # own ones among themselves
            overruled |= {judgement.id: (judgement, why) for judgement in cut}
    return list(overruled.values())


def _name_judgement(judgement: Judgement, mine: Iterable[str]) -> str:
    return f"your {judgement.id}" if judgement.id in mine else judgement.id


def _make_refusal(judgements: list[Judgement], negative: Judgement, one: str, other: str) -> ContradictingJudgements:
    chain = _make_links(judgements).find_chain(one, other)
    assert chain is not None
    return ContradictingJudgements(
        f"{chain}; but {negative.id} keeps {one} and {other} apart",
        path=chain.ids,
        by=chain.by,
        against=negative.id,
        hint="whoholds undo takes a judgement back",
    )


def _join_ids(judgements: Iterable[Judgement]) -> tuple[Callable[[str], str], list[str]]:
    """Union-find over positive judgements: a function from an id to its root (the canonical id), and all their ids."""
    parent: dict[str, str] = {}

    def find_root(id_: str) -> str:
        while (above := parent.get(id_, id_)) != id_:
            parent[id_] = id_ = parent.get(above, above)
        return id_

    known: dict[str, None] = {}
    for judgement in judgements:
        if judgement.verdict == "positive":
            known |= dict.fromkeys(judgement.ids)
            for other in judgement.ids[1:]:
                first, second = find_root(judgement.ids[0]), find_root(other)
                if first != second:
                    parent[second] = first
    return find_root, list(known)


def _sort_negatives(judgements: Iterable[Judgement]) -> list[Judgement]:
    return sorted((j for j in judgements if j.verdict == "negative"), key=lambda judgement: judgement.id)


def _make_links(judgements: Iterable[Judgement]) -> JudgementLinks:
    return JudgementLinks((judgement.id, judgement.ids) for judgement in judgements if judgement.verdict == "positive")
