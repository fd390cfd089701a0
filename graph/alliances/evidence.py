"""Evidence for questions about all actors, chosen from the columns of all statements, and filters for their rows."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from graph.alliances.network import NetworkDay, find_day
from graph.alliances.paths.ties import HopFacts, make_hop_facts
from graph.columns.column_view import find_rows_of
from graph.columns.evidence import NOTHING_SETTLED, EvidenceColumns, ResolvedRows, Stretches
from graph.columns.preparing import find_stretches_by
from graph.columns.segments import spread_values
from graph.columns.table import DENIES, FACT, Array
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.hierarchy import Hierarchy, is_fact
from graph.evidence.speakers import EvidenceLens
from graph.model.statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.rows import has_speakers
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary


def find_evidence(selection: Selection[SelectionQuestion]) -> EvidenceColumns:
    """Signed facts for a question about all actors: public by its date, not retracted, from allowed speakers.

    Where it names `relations`, only facts of these.
    """
    view, asked = selection.view, selection.question
    lens = selection.lens
    known_by = asked.known_by.toordinal()

    def make() -> EvidenceColumns:
        return view.column_view.prepare_facts(
            known_by,
            lens,
            _make_hierarchy(view, lens),
            _resolve_rows(selection, set(list_relations(asked))),
            asked.relations,
        )

    return view.column_view.get_or_make((known_by, asked.known_at, lens, asked.relations), make)


def list_relations(asked: SelectionQuestion) -> list[str]:
    """The predicates that alliances may rest on: those that the question names, or all that have a sign."""
    return list(asked.relations) or vocabulary().signed_predicates


def prepare_evidence(view: Snapshot, before: Snapshot | None = None) -> None:
    """Fill the cache with the evidence that most questions need; with an earlier view, its evidence is updated."""
    question = SelectionQuestion(as_of=Window(MIN, MAX))  # evidence is the same for all days
    selection = Selection(view, question)
    if before is not None and before.version < view.version:
        old = find_evidence(Selection(before, question))
        view.column_view.get_or_make(
            (question.known_by.toordinal(), None, EvidenceLens(), ()),
            lambda: view.column_view.renew_facts(old, _resolve_rows(selection, set(list_relations(question)))),
        )
    else:
        find_evidence(selection)


def find_ties(selection: Selection[SelectionQuestion]) -> HopFacts:
    """Facts for paths: as `find_evidence`, but of every predicate that connects two entities, signed or not."""
    view, asked = selection.view, selection.question
    lens = selection.lens
    known_by = asked.known_by.toordinal()

    def make() -> HopFacts:
        column_view, resolved = view.column_view, _resolve_rows(selection, vocabulary().predicates)
        rows = column_view.select_rows(known_by, lens, _make_hierarchy(view, lens), resolved)
        return make_hop_facts(column_view.columns, rows, column_view.identity, resolved)

    return view.column_view.get_or_make(("ties", known_by, asked.known_at, lens), make)


def find_network_day(selection: Selection[SelectionQuestion]) -> NetworkDay:
    """The rows of all pairs on the days asked about."""
    asked = selection.question
    a, b = asked.as_of.earliest.toordinal(), asked.as_of.latest.toordinal()
    return find_day(find_evidence(selection), a, b, asked.max_gap_days)


def find_stretches(selection: Selection[SelectionQuestion], evidence: EvidenceColumns) -> Stretches | None:
    """Days on which each piece of evidence supports a row, by the question's max_gap_days; None if it sets none."""
    asked = selection.question
    most = asked.max_gap_days
    if most is None:
        return None
    key = ("stretches", most, asked.known_by.toordinal(), asked.known_at, selection.lens, asked.relations)
    return selection.view.column_view.get_or_make(key, lambda: find_stretches_by(evidence, most))


def find_known_by(asked: SelectionQuestion) -> int | None:
    """The last day of known_at, as an ordinal."""
    return asked.known_at.latest.toordinal() if asked.known_at else None


def count_left_out(selection: Selection[SelectionQuestion], *, signed: bool = True) -> tuple[list[str], int]:
    """The ids of the speakers whose public statements the lens excludes, and how many it excludes for their review.

    Only those that alliances may rest on count, unless `signed` is False.
    """
    view = selection.view
    column_view, columns = view.column_view, view.column_view.columns
    public = np.union1d(
        *(column_view.select_flagged(flag, selection.question.known_by.toordinal()) for flag in (FACT, DENIES))
    )
    if signed:
        public = public[columns.mark_edges(list_relations(selection.question))[columns["edge"][public]]]
    reviewed = column_view.filter_reviewed(public, selection.lens)
    excluded = np.setdiff1d(reviewed, column_view.filter_rows(reviewed, selection.lens, Hierarchy(view.organisations)))
    speakers = {column_view.speakers[number] for number in np.unique(columns["said_by"][excluded]).tolist()}
    return sorted(speakers), len(set(columns.list_statement_ids(np.setdiff1d(public, reviewed))))


def _make_hierarchy(view: Snapshot, lens: EvidenceLens) -> Hierarchy:
    return Hierarchy(view.organisations if lens else ())


def _resolve_rows(selection: Selection[SelectionQuestion], predicates: Container[str]) -> ResolvedRows:
    """Rows that must be decided one by one: statements that may be retracted, statements whose dates depend on
    others, and, if the lens excludes parties, statements whose parties may be in roles that no edge shows."""
    view, asked = selection.view, selection.question
    retracted_ids = {one.of for one in view.withdrawals}
    candidates = (
        [s for s in view.select_by_ids(retracted_ids) if s.opened_in <= view.version < s.closed_in]
        if retracted_ids
        else []
    )
    if asked.known_at or asked.has_lens or view.version != view.newest_version or view.has_withdrawn_links:
        candidates += [s for s in view.linked_statements.values() if s.linked and s.id not in retracted_ids]
    if asked.no_parties:
        candidate_ids = {s.id for s in candidates}
        candidates += [
            s
            for s in view.select_by_predicates(_list_predicates_with_hidden_parties(), asked.known_by)
            if s.id not in candidate_ids
        ]
    special = [s for s in candidates if s.predicate in predicates and is_fact(s)]
    if not special:
        return NOTHING_SETTLED
    columns = view.column_view.columns
    remaining = selection.drop_retracted(selection.select_statements(special))
    all_rows, rows = (
        _join_arrays(find_rows_of(columns, [(s.id, s.opened_in) for s in each])) for each in (special, remaining)
    )
    row_counts = [len(rows_of_one) for rows_of_one in find_rows_of(columns, [(s.id, s.opened_in) for s in remaining])]
    days = (
        np.array([_list_day_ordinals(s) for s in remaining], np.int32)
        .reshape(len(remaining), 5)
        .repeat(row_counts, axis=0)
    )
    order = np.argsort(rows)
    return ResolvedRows(rows[order], days[order], np.setdiff1d(all_rows, rows))


def _list_predicates_with_hidden_parties() -> list[str]:
    """Predicates that have a role for actors which none of their edges has as an endpoint."""
    return [
        name
        for name, predicate in vocabulary().predicates.items()
        for role, labels in predicate.roles.items()
        if "Actor" in labels and predicate.edges and not any(role in ends for ends in predicate.edges.values())
    ]


def _list_day_ordinals(statement: StoredStatement) -> tuple[int, ...]:
    bounds = statement.bounds
    days = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end, statement.known.latest)
    return tuple(day.toordinal() for day in days)


def _join_arrays(rows: Iterable[Array]) -> Array:
    return np.concatenate([np.empty(0, np.int64), *rows])


AnyNetworkDay = TypeVar("AnyNetworkDay", bound=NetworkDay)  # of a day, or of many


@dataclass(frozen=True)
class FilteredNetwork(Generic[AnyNetworkDay]):
    """The rows that the question wants, and the number of dropped ones: first those that are only possible, then those
    with too few independent speakers."""

    rows: AnyNetworkDay
    only_possible: int
    few_speakers: int


def filter_network(selection: Selection[SelectionQuestion], found: AnyNetworkDay) -> FilteredNetwork[AnyNetworkDay]:
    """The rows that the question wants, by its `certainty` and `min_independent`."""
    asked = selection.question
    only_possible = few_speakers = 0
    if asked.certainty == "certain":
        sure = np.flatnonzero((found.support == 0) & found.is_surely_known(find_known_by(asked)))
        only_possible = len(found) - len(sure)
        found = found.take(sure)
    if asked.min_independent:
        backed = np.flatnonzero(_find_rows_with_enough_speakers(selection, found))
        few_speakers = len(found) - len(backed)
        found = found.take(backed)
    return FilteredNetwork(found, only_possible, few_speakers)


def have_speakers(
    selection: Selection[SelectionQuestion], evidence: EvidenceColumns, rows: Sequence[Array]
) -> list[bool]:
    """Whether each row has at least `min_independent` speakers; a row is given as the indexes of its evidence."""
    view = selection.view
    ids = [evidence.columns.list_statement_ids(evidence.rows[indexes]) for indexes in rows]
    versions = view.select_by_ids({id_ for ids_of_row in ids for id_ in ids_of_row}) if ids else []
    selected = selection.select_statements([s for s in versions if s.opened_in <= view.version < s.closed_in])
    by_id = {statement.id: statement for statement in selected}
    return [has_speakers(selection, [by_id[id_] for id_ in ids_of_row if id_ in by_id]) for ids_of_row in ids]


def _find_rows_with_enough_speakers(selection: Selection[SelectionQuestion], found: NetworkDay) -> Array:
    """For each row whether it has enough independent speakers: bool, one per row."""
    evidence = found.evidence
    pair = spread_values(np.arange(len(found)), found.offsets)
    speakers = evidence.columns["said_by"][evidence.rows[found.places]].astype(np.int64)
    rows_of_speakers = np.unique(np.stack([pair, speakers]), axis=1)[0]
    # reading statements is slow: only rows with that many different speakers are read from the store
    candidates = np.flatnonzero(
        np.bincount(rows_of_speakers, minlength=len(found)) >= selection.question.min_independent
    )
    rows = [found.places[found.offsets[n] : found.offsets[n + 1]] for n in candidates.tolist()]
    backed = np.zeros(len(found), bool)
    backed[candidates] = have_speakers(selection, evidence, rows)
    return backed
