"""Who may be the same: proposals on UCDP against the reference tables, compared with the shipped judgements."""

import random
import time
from collections.abc import Iterable, Iterator
from itertools import combinations

from app.judgements import shipped_judgements
from graph.evidence.matches import Proposal, propose_matches
from graph.model.directory import Directory
from graph.model.entities import NamedEntity, WrittenEntity
from graph.model.judgements import Judgement, is_key
from ingest.reading import read_source
from ingest.source import find_folder
from tests.bench.measure import Result

OURS, THEIRS = "reference", ("ucdp-actor", "ucdp-dyadic")
NAMES = 100_000
BAR_SECONDS = 10.0
STRONG = 0.8  # a weight


def matching(names: int = NAMES) -> Iterator[Result]:
    """Precision and recall with all shipped judgements taken away, and the cost.

    A pair on which nobody judged counts as wrong, though it may be right.
    """
    entities = read_entities()
    same, different, unsure = read_truth(entities)
    owner = {entity.id: entity.dataset for entity in entities}
    found = [one for one in propose_matches(Directory(entities), ()).found if OURS in {owner[id_] for id_ in one.ids}]
    for what, least in (("", 0.0), (f" of weight {STRONG:g} or more", STRONG)):
        pairs = {frozenset(one.ids) for one in found if one.weight >= least}
        counts = {
            "proposed": len(pairs), "judged the same": len(pairs & same), "judged different": len(pairs & different),
            "judged unsure": len(pairs & unsure), "not judged": len(pairs - same - different - unsure),
            "missed": len(same - pairs),
        }  # fmt: skip
        for measure, whole in (("precision", pairs), ("recall", same)):
            right = len(pairs & same)
            yield Result(
                what=f"matches of UCDP and reference{what}: {measure}", engine="", value=right / max(1, len(whole)),
                unit="", against=f"{right:,} of {len(whole):,}", details=counts,
            )  # fmt: skip
    yield measure_cost(names)


def read_entities() -> list[NamedEntity]:
    """The entities of the reference tables and of the UCDP data sets as shipped, without any judgement."""
    found: dict[str, NamedEntity] = {}
    for source in (OURS, *THEIRS):
        for entity in read_source(find_folder(source)).entities:
            found.setdefault(entity.id, _make_named(entity, source))
    return list(found.values())


def _make_named(entity: WrittenEntity, dataset: str) -> NamedEntity:
    return NamedEntity(
        id=entity.id, label=entity.label, name=entity.name, kind=entity.kind, aliases=entity.aliases,  # type: ignore[arg-type]
        external_ids=entity.external_ids, languages=entity.languages, canonical=entity.id,
        dataset="ucdp" if dataset in THEIRS else dataset,
    )  # fmt: skip


Pairs = set[frozenset[str]]


def read_truth(entities: Iterable[NamedEntity]) -> tuple[Pairs, Pairs, Pairs]:
    """Pairs of both sides that shipped judgements say are the same (also by way of a third), different, unsure."""
    owner = {entity.id: entity.dataset for entity in entities}
    shipped = [judgement for judgement in shipped_judgements() if not any(map(is_key, judgement.ids))]
    same = {
        frozenset(pair)
        for group in _join([one for one in shipped if one.verdict == "positive"])
        for pair in combinations(sorted(group), 2)
    }
    others = [
        {frozenset(pair) for one in shipped if one.verdict == verdict for pair in combinations(one.ids, 2)}
        for verdict in ("negative", "unsure")
    ]
    same, different, unsure = (
        {pair for pair in pairs if sorted(owner.get(id_, "") for id_ in pair) == ["reference", "ucdp"]}
        for pairs in (same, *others)
    )
    return same, different, unsure


def _join(judgements: list[Judgement]) -> list[set[str]]:
    groups: list[set[str]] = []
    for judgement in judgements:
        touching = [group for group in groups if group & set(judgement.ids)]
        groups = [group for group in groups if group not in touching]
        groups.append(set(judgement.ids).union(*touching))
    return groups


def measure_cost(names: int) -> Result:
    """Seconds of CPU time for invented names of two or three words, half of them in each of two sources."""
    drawn = random.Random(5)
    syllables = ["ba", "ka", "mo", "ri", "sha", "tu", "ne", "lo", "zi", "da", "fe", "gu", "hem", "jol", "pan", "ver"]
    words = ["".join(drawn.choices(syllables, k=drawn.randint(2, 4))).title() for _ in range(20_000)]
    entities = [
        NamedEntity(
            id=f"e{n}", label="Actor", kind="armed_group", dataset=f"source-{n % 2}", canonical=f"e{n}",
            name=" ".join(drawn.choices(words, k=drawn.randint(2, 3))),
        )
        for n in range(names)
    ]  # fmt: skip
    start = time.process_time()
    found: list[Proposal] = propose_matches(Directory(entities), ()).found
    seconds = time.process_time() - start
    is_whole = names == NAMES
    return Result(
        what=f"matches among {names:,} names", engine="", value=seconds, unit="s",
        ratio=seconds / BAR_SECONDS if is_whole else None, against="of what the bar allows" if is_whole else "",
        bar=f"<= {BAR_SECONDS:g} s" if is_whole else "", met=seconds <= BAR_SECONDS if is_whole else None,
        details={"proposed": len(found)},
    )  # fmt: skip
