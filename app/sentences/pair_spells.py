"""Finds when two actors fought or stood together, and what of it only follows from whom they stood with."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from app.sentences.network_day import list_speakers
from app.sentences.networks import PairSpell
from graph.alliances.series import AllianceSeriesScope, AllianceSeriesStep
from graph.columns.evidence import EvidenceColumns, bound_rows
from graph.columns.table import INFERRED, Array
from graph.dates.windows import Window


class _SpellKind(NamedTuple):
    """What makes a spell one, as in `PairSpell`."""

    sign: int | None
    is_stated: bool
    is_sure: bool
    joiner: str | None


def find_pair_spells(
    scope: AllianceSeriesScope, steps: Sequence[AllianceSeriesStep], evidence: EvidenceColumns
) -> tuple[PairSpell, ...]:
    """The spells of the pair asked about, of which each step has the row; what is stated first, then by time."""
    pieces = _PairPieces(scope, evidence)
    runs: dict[_SpellKind, list[tuple[int, int, list[int]]]] = defaultdict(list)
    for number, step in enumerate(steps):
        for kind, places in pieces.list_kinds(step):
            first, last, known = runs[kind][-1] if runs[kind] else (number, -2, [])
            if last == number - 1:
                known.extend(places)
                runs[kind][-1] = first, number, known
            else:
                runs[kind].append((number, number, places))
    spells = [
        PairSpell(
            sign=kind.sign,
            days=Window(steps[first].days.earliest, steps[last].days.latest),
            speakers=list_speakers(evidence.columns, evidence.rows[sorted(set(places))]),
            is_stated=kind.is_stated,
            is_sure=kind.is_sure,
            joiner=kind.joiner,
        )
        for kind, found in runs.items()
        for first, last, places in found
    ]
    return tuple(sorted(spells, key=lambda spell: (not spell.is_stated, spell.days)))


class _PairPieces:
    """The evidence of a pair, and what else is stated of either of the two: all in the order of the evidence."""

    def __init__(self, scope: AllianceSeriesScope, evidence: EvidenceColumns) -> None:
        columns = evidence.columns
        self.evidence, self.ids = evidence, (scope.actor, scope.other)
        self.start, self.end = evidence.find_ends(np.arange(len(evidence)))
        self.source, self.days = columns["source"][evidence.rows], bound_rows(columns, evidence.rows, evidence.settled)
        self.is_stated = (columns["flags"][evidence.rows] & INFERRED) == 0
        find = columns.names.entities.find
        self.one, self.other = (
            [number for name in scope.list_acting((id_ or "",)) if (number := find(name)) is not None]
            for id_ in self.ids
        )
        one, other = (np.isin(self.start, each) for each in (self.one, self.other))
        there = one & np.isin(self.end, self.other) | other & np.isin(self.end, self.one)
        places = np.flatnonzero(there)
        self.places_of: dict[str, list[int]] = defaultdict(list)
        for id_, place in zip(columns.list_statement_ids(evidence.rows[places]), places.tolist(), strict=True):
            self.places_of[id_].append(place)
        pair = [*self.one, *self.other]
        is_start, is_end = np.isin(self.start, pair), np.isin(self.end, pair)
        is_tie = (evidence.sign == 1) & is_start | (evidence.sign == -1) & (is_start | is_end)
        self.ties = np.flatnonzero(self.is_stated & is_tie)  # stated: who one of them came to, and whom it fought
        self._joiners: dict[int, str | None] = {}

    def list_kinds(self, step: AllianceSeriesStep) -> Iterator[tuple[_SpellKind, list[int]]]:
        """What is said of the pair in a step, each with the places of its evidence."""
        if step.pair is None:
            return
        places = [place for id_ in step.pair.statements for place in self.places_of[id_]]
        stated: dict[int, list[int]] = defaultdict(list)
        implied: dict[tuple[int, str | None], list[int]] = defaultdict(list)
        for place in places:
            sign = int(self.evidence.sign[place])
            if self.is_stated[place]:
                stated[sign].append(place)
            else:
                implied[sign, self._find_joiner(place) if sign == -1 else None].append(place)
        is_sure = step.pair.support_kind == "certain"
        if stated.keys() >= {-1, 1}:
            yield _SpellKind(None, True, is_sure, None), [*stated[-1], *stated[1]]
            return
        signed = {sign: found for sign, found in stated.items() if sign} or ({} if implied else stated)
        for sign, found in signed.items():
            yield _SpellKind(sign, True, is_sure, None), found
        for (sign, joiner), found in implied.items():
            if sign not in signed:
                yield _SpellKind(sign, False, False, joiner), found

    def _find_joiner(self, place: int) -> str | None:
        """Who of the two stood with opponents of the other, by the source and in the days of inferred evidence."""
        if place not in self._joiners:
            joiner, foe = self.start[place], self.end[place]
            near = self.ties[self.source[self.ties] == self.source[place]]
            near = near[self.days.first[near] <= self.days.last[place]]
            near = near[self.days.first[place] <= self.days.last[near]]
            sign, start, end = self.evidence.sign[near], self.start[near], self.end[near]
            friends = self._list_others(near[(sign == 1) & (start == joiner)], joiner)
            foes = self._list_others(near[(sign == -1) & ((start == foe) | (end == foe))], foe)
            self._joiners[place] = self.ids[0 if joiner in self.one else 1] if friends & foes else None
        return self._joiners[place]

    def _list_others(self, chosen: Array, end: int) -> set[int]:
        """Those at the other end of some evidence."""
        return {*self.start[chosen].tolist(), *self.end[chosen].tolist()} - {int(end)}
