"""What an answer about everyone rests on, chosen from the columns of all statements, and which rows are wanted."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from graph.alliances.network import NetworkDay, find_day
from graph.alliances.paths.ties import HopFacts, make_hop_facts
from graph.columns.evidence import NOTHING_SETTLED, EvidenceColumns, ResolvedRows, Stretches
from graph.columns.preparing import NO_SIGN, find_stretches_by
from graph.columns.segments import spread_values
from graph.columns.table import DENIES, FACT, Array
from graph.columns.whole import Above, find_rows_of
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
    """The facts that a question about everyone rests on: what was public, heard, and not taken back."""
    view, asked = selection.view, selection.question
    lens = selection.lens
    known_by = asked.known_by.toordinal()

    def make() -> EvidenceColumns:
        return view.whole.facts(known_by, lens, _above(view, lens), _settled(selection, _signed()))

    return view.whole.evidence((known_by, asked.known_at, lens), make)


def prepare_evidence(view: Snapshot, before: Snapshot | None = None) -> None:
    """Have ready what most questions about everyone need: made from that of a view before, where that has it."""
    question = SelectionQuestion(as_of=Window(MIN, MAX))  # what is made ready is that of all days
    selection = Selection(view, question)
    if before is not None and before.version < view.version:
        old = find_evidence(Selection(before, question))
        view.whole.evidence(
            (question.known_by.toordinal(), None, EvidenceLens()),
            lambda: view.whole.renewed(old, _settled(selection, _signed())),
        )
    else:
        find_evidence(selection)


def find_ties(selection: Selection[SelectionQuestion]) -> HopFacts:
    """The same facts of all that ties two entities, with a sign or without."""
    view, asked = selection.view, selection.question
    lens = selection.lens
    known_by = asked.known_by.toordinal()

    def make() -> HopFacts:
        whole, settled = view.whole, _settled(selection, vocabulary().predicates)
        rows = whole.chosen(known_by, lens, _above(view, lens), settled)
        return make_hop_facts(whole.columns, rows, whole.identity, settled)

    return view.whole.evidence(("ties", known_by, asked.known_at, lens), make)


def find_network_day(selection: Selection[SelectionQuestion]) -> NetworkDay:
    """Everyone's rows on the days asked about."""
    asked = selection.question
    a, b = asked.as_of.earliest.toordinal(), asked.as_of.latest.toordinal()
    return find_day(find_evidence(selection), a, b, asked.max_gap_days)


def find_stretches(selection: Selection[SelectionQuestion], evidence: EvidenceColumns) -> Stretches | None:
    """On which days each piece of evidence bears a row, where max_gap_days is another than the evidence's own."""
    asked = selection.question
    most = asked.max_gap_days
    if most is None:
        return None
    key = ("stretches", most, asked.known_by.toordinal(), asked.known_at, selection.lens)
    return selection.view.whole.evidence(key, lambda: find_stretches_by(evidence, most))


def find_known_by(asked: SelectionQuestion) -> int | None:
    """The last day of known_at, as an ordinal."""
    return asked.known_at.latest.toordinal() if asked.known_at else None


def count_left_out(selection: Selection[SelectionQuestion], *, signed: bool = True) -> tuple[int, list[str]]:
    """How many of the (signed) statements that were public the lens leaves out, and whose they are (ids)."""
    view = selection.view
    whole, columns = view.whole, view.whole.columns
    public = np.union1d(*(whole.rows(flag, selection.question.known_by.toordinal()) for flag in (FACT, DENIES)))
    if signed:
        public = public[columns.edge_table("sign")[columns["edge"][public]] != NO_SIGN]
    left = np.setdiff1d(public, whole.heard(public, selection.lens, Hierarchy(view.organisations).find_ancestors))
    speakers = {whole.speakers[number] for number in np.unique(columns["said_by"][left]).tolist()}
    return len(set(columns.statement_ids(left))), sorted(speakers)


def _signed() -> Container[str]:
    return set(vocabulary().signed_predicates)


def _above(view: Snapshot, lens: EvidenceLens) -> Above:
    return (Hierarchy(view.organisations) if lens else Hierarchy(())).find_ancestors


def _settled(selection: Selection[SelectionQuestion], predicates: Container[str]) -> ResolvedRows:
    """What is settled one by one: what was perhaps taken back, dates that depend on others, and, where parties are
    not heard, what may name some that stand at no end of an edge."""
    view, asked = selection.view, selection.question
    taken = {one.of for one in view.withdrawals}
    open_ones = [s for s in view.select_by_ids(taken) if s.opened_in <= view.version < s.closed_in] if taken else []
    if asked.known_at or asked.has_lens or view.version != view.newest_version or view.has_withdrawn_links:
        open_ones += [s for s in view.linked_statements.values() if s.linked and s.id not in taken]
    if asked.no_parties:
        seen = {s.id for s in open_ones}
        open_ones += [s for s in view.select_by_predicates(_with_hidden_parties(), asked.known_by) if s.id not in seen]
    special = [s for s in open_ones if s.predicate in predicates and is_fact(s)]
    if not special:
        return NOTHING_SETTLED
    columns = view.whole.columns
    stay = selection.drop_retracted(selection.select_statements(special))
    all_rows, rows = (_joined(find_rows_of(columns, [(s.id, s.opened_in) for s in some])) for some in (special, stay))
    each = [len(some) for some in find_rows_of(columns, [(s.id, s.opened_in) for s in stay])]
    days = np.array([_days(s) for s in stay], np.int32).reshape(len(stay), 5).repeat(each, axis=0)
    order = np.argsort(rows)
    return ResolvedRows(rows[order], days[order], np.setdiff1d(all_rows, rows))


def _with_hidden_parties() -> list[str]:
    """Predicates with a role for an actor that no edge begins or ends with."""
    return [
        name
        for name, predicate in vocabulary().predicates.items()
        for role, labels in predicate.roles.items()
        if "Actor" in labels and predicate.edges and not any(role in ends for ends in predicate.edges.values())
    ]


def _days(statement: StoredStatement) -> tuple[int, ...]:
    bounds = statement.bounds
    days = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end, statement.known.latest)
    return tuple(day.toordinal() for day in days)


def _joined(rows: Iterable[Array]) -> Array:
    return np.concatenate([np.empty(0, np.int64), *rows])


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
        sure = np.flatnonzero((found.support == 0) & found.surely_known(find_known_by(asked)))
        only_possible = len(found) - len(sure)
        found = found.take(sure)
    if asked.min_independent:
        backed = np.flatnonzero(_rows_with_speakers(selection, found))
        few_speakers = len(found) - len(backed)
        found = found.take(backed)
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
    pair = spread_values(np.arange(len(found)), found.offsets)
    speakers = evidence.columns["said_by"][evidence.rows[found.places]].astype(np.int64)
    voices = np.unique(np.stack([pair, speakers]), axis=1)[0]
    # only those with so many voices are read from the store
    many = np.flatnonzero(np.bincount(voices, minlength=len(found)) >= selection.question.min_independent)
    rows = [found.places[found.offsets[n] : found.offsets[n + 1]] for n in many.tolist()]
    backed = np.zeros(len(found), bool)
    backed[many] = have_speakers(selection, evidence, rows)
    return backed
