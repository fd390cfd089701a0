"""The sentences in rows of answers, without words: gaps in the evidence, disputed questions and ways of moves.

`row_words.py` of a language says them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from app.answers.readings import find_stance
from app.sentences.statements import StatementFact, make_statement_fact
from graph.custody.gaps.gap import EvidenceGap
from graph.custody.hops import CustodyHop
from graph.custody.ledger.reason_facts import LedgerReason
from graph.dates.windows import Window
from graph.disputes.question import Dispute, ReadingStance
from graph.model.statement import StoredStatement
from graph.model.wordings import Amount, read_amount
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFact:
    """A disputed question: `claim` is what is disputed, with a role of each that some statement of it names.

    `counted`: what is counted where figures are in dispute. `part` is counted as more than `whole`. Not `is_certain`:
    only if the statements are of one day, or of one occurrence (`is_event`).
    """

    why: str
    claim: StatementFact
    counted: str
    part: str | None
    whole: str | None
    earliest: date | None
    latest: date | None
    is_certain: bool
    is_event: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeSideFact:
    """One reading of a dispute, with who says it and in which outlet, if that is another."""

    why: str
    stance: ReadingStance
    amount: Amount | None
    wording: str
    days: Window
    written_days: str
    speaker: str
    outlet: str | None


@dataclass(frozen=True, slots=True)
class RouteFact:
    """From whom and where, by whom, and to whom and where people were moved."""

    start: tuple[str, ...]
    by: tuple[str, ...]
    end: tuple[str, ...]


class RowWordWriter(Protocol):
    """Writes the sentences in rows of answers in one language; entities are ids."""

    def write_gap(self, gap: EvidenceGap) -> str: ...
    def write_closing(self, gap: EvidenceGap) -> str: ...
    def write_reason(self, reason: LedgerReason) -> str: ...
    def write_dispute(self, fact: DisputeFact) -> str: ...
    def write_side(self, fact: DisputeSideFact) -> str: ...
    def write_route(self, fact: RouteFact) -> str: ...


def make_dispute_fact(
    view: Snapshot, dispute: Dispute, answering: Sequence[StoredStatement], days: tuple[date | None, date | None]
) -> DisputeFact:
    """The fact of a disputed question; `answering` are the statements that answer it, on `days`."""
    first = dispute.statements[0]
    counted = first.count if dispute.why == "figures" else None
    roles: dict[str, tuple[str, ...]] = {}
    for statement in answering:
        for role, ids in statement.roles.items():
            roles.setdefault(role, ids)
    return DisputeFact(
        why=dispute.why,
        claim=replace(make_statement_fact(view, answering[0]), roles=roles, terms=first.terms),
        counted=(counted.of or counted.unit) if counted else "",
        part=dispute.part,
        whole=dispute.whole,
        earliest=days[0],
        latest=days[1],
        is_certain=dispute.certain,
        is_event=not vocabulary().predicates[first.predicate].is_state,
    )


def make_side_fact(view: Snapshot, dispute: Dispute, statement: StoredStatement) -> DisputeSideFact:
    count, publisher = statement.count, view.publishers.get(statement.cites.source)
    name = view.directory.get(statement.said_by).name
    is_own = publisher is None or view.directory.get(publisher).name == name
    return DisputeSideFact(
        why=dispute.why,
        stance=find_stance(dispute, statement),
        amount=read_amount((count.min, count.max), (count.wording,)) if count else None,
        wording=count.wording if count else "",
        days=statement.validity.window,
        written_days=statement.validity.written,
        speaker=statement.said_by,
        outlet=None if is_own else publisher,
    )


def make_route_fact(hop: CustodyHop) -> RouteFact:
    return RouteFact((*hop.from_holders, *hop.from_places), hop.by_whom, (*hop.to_holders, *hop.to_places))
