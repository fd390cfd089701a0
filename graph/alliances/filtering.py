"""Which rows of everyone's alliances a question wants: certain enough, and with independent speakers enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from graph.alliances.day import NetworkDay
from graph.alliances.evidence import last_known
from graph.columns.evidence import EvidenceColumns
from graph.columns.segments import spread
from graph.columns.table import Array
from graph.selection.question import SelectionQuestion
from graph.selection.rows import has_speakers
from graph.selection.selection import Selection

AnyNetworkDay = TypeVar("AnyNetworkDay", bound=NetworkDay)  # of a day, or of many


@dataclass(frozen=True)
class FilteredNetwork(Generic[AnyNetworkDay]):
    """The rows that are left, and how many were dropped: only possible ones, and then those with too few speakers."""

    rows: AnyNetworkDay
    only_possible: int
    few_speakers: int


def filter_network(selection: Selection[SelectionQuestion], found: AnyNetworkDay) -> FilteredNetwork[AnyNetworkDay]:
    """The rows that the question wants, by its `certainty` and `min_independent`."""
    asked = selection.question
    only_possible = few_speakers = 0
    if asked.certainty == "certain":
        sure = np.flatnonzero((found.support == 0) & found.surely_known(last_known(asked)))
        only_possible = len(found) - len(sure)
        found = found.taken(sure)
    if asked.min_independent:
        backed = np.flatnonzero(_rows_with_speakers(selection, found))
        few_speakers = len(found) - len(backed)
        found = found.taken(backed)
    return FilteredNetwork(found, only_possible, few_speakers)


def have_speakers(
    selection: Selection[SelectionQuestion], evidence: EvidenceColumns, rows: Sequence[Array]
) -> list[bool]:
    """Whether at least `min_independent` speakers stand behind each row; rows are places in the evidence."""
    view = selection.view
    ids = [evidence.columns.statement_ids(evidence.rows[places]) for places in rows]
    there = view.select_by_ids({id_ for some in ids for id_ in some}) if ids else []
    selected = selection.select_statements([s for s in there if s.opened_in <= view.version < s.closed_in])
    read = {statement.id: statement for statement in selected}
    return [has_speakers(selection, [read[id_] for id_ in some if id_ in read]) for some in ids]


def _rows_with_speakers(selection: Selection[SelectionQuestion], found: NetworkDay) -> Array:
    """For each row whether speakers enough stand behind it."""
    evidence = found.evidence
    pair = spread(np.arange(len(found)), found.offsets)
    speakers = evidence.columns["said_by"][evidence.rows[found.places]].astype(np.int64)
    voices = np.unique(np.stack([pair, speakers]), axis=1)[0]
    # only those with so many voices are read from the store
    many = np.flatnonzero(np.bincount(voices, minlength=len(found)) >= selection.question.min_independent)
    rows = [found.places[found.offsets[n] : found.offsets[n + 1]] for n in many.tolist()]
    backed = np.zeros(len(found), bool)
    backed[many] = have_speakers(selection, evidence, rows)
    return backed
