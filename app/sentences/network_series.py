"""Finds the facts of sentences on networks in steps of time, from the columns."""

from collections.abc import Sequence

import numpy as np

from app.sentences.network_day import list_speakers
from app.sentences.networks import NetworkSeriesFacts, StepFact, name_relation, rank_relation
from app.sentences.pair_spells import find_pair_spells
from graph.alliances.pairs import Sign
from graph.alliances.series import AllianceSeriesScope, AllianceSeriesStep
from graph.columns.evidence import EvidenceColumns, bound_rows
from graph.columns.table import INFERRED


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
        spells=find_pair_spells(scope, steps, evidence) if scope.other else (),
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
            acting = scope.list_acting(group)
            numbers = [number for id_ in acting if (number := columns.names.entities.find(id_)) is not None]
            chosen &= np.isin(ends[0], numbers) | np.isin(ends[1], numbers)
    rows = evidence.rows[chosen]
    texts = {columns.names.edges.texts[edge].split(" ")[0] for edge in np.unique(columns["edge"][rows]).tolist()}
    relations = sorted({name_relation(text) for text in texts}, key=lambda name: (rank_relation(name), name))
    return tuple(relations), list_speakers(columns, rows)
