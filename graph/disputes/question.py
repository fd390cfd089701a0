"""What is denied, corrected, questioned, or cannot all be true, asked of a selection."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.disputes.disagreement import Dispute, disputes
from graph.evidence.support import known_certainty
from graph.model.statement import LABELS
from graph.model.stored_statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.rows import FilteredRows, filter_by_speakers
from graph.selection.selection import Selection
from graph.vocabulary import vocabulary

AnySelection = Selection[SelectionQuestion]


@dataclass(frozen=True, kw_only=True)
class ContestedFindings:
    """What is in dispute, and what that was worked out from.

    `entity` is an id, None for everything. `read` are all statements that were public, `statements` those that the
    question may see and that may have been said by the day asked about. `filtered` are the disputes, and how many were
    dropped.
    """

    entity: str | None
    read: Sequence[StoredStatement]
    statements: Sequence[StoredStatement]
    filtered: FilteredRows[Dispute]

    @property
    def rows(self) -> list[Dispute]:
        return self.filtered.rows


def find_contested(selection: AnySelection, entity: str | None = None) -> ContestedFindings:
    """All that is in dispute, or only what names an entity (an id or a name), one of its parts, or is said by them.

    Raises NotFound or Ambiguous naming the parameter.
    """
    view, asked = selection.view, selection.question
    id_ = selection.resolve(entity, LABELS, "entity") if entity else None
    read = view.by_predicate(vocabulary().predicates, asked.known_by)
    statements = [s for s in selection.select(read) if s.said.earliest <= asked.as_of.latest]
    return ContestedFindings(
        entity=id_, read=read, statements=statements, filtered=find_disputes(selection, statements, id_)
    )


def find_disputes(
    selection: AnySelection, statements: Sequence[StoredStatement], entity: str | None = None
) -> FilteredRows[Dispute]:
    """The disputes among some statements that the question wants; `entity` is an id."""
    view, asked = selection.view, selection.question
    found = disputes(statements, view.judgements, view.publishers, selection.links)
    if entity:
        ids = selection.parts_of(entity)
        found = [dispute for dispute in found if any(ids & _entities_of(s) for s in dispute.statements)]
    sure = [dispute for dispute in found if asked.certainty == "possible" or _is_sure(dispute, asked)]
    left = filter_by_speakers(selection, sure)
    return FilteredRows(left.rows, len(found) - len(sure), left.few_speakers)


def _is_sure(dispute: Dispute, asked: SelectionQuestion) -> bool:
    """Whether it surely is a dispute, and all of it was surely public by the day of known_at."""
    return dispute.certain and all(known_certainty([s], asked.known_at) == "certain" for s in dispute.statements)


def _entities_of(statement: StoredStatement) -> set[str]:
    """Who has a role in a statement, who says it, and what it is about."""
    return {id_ for ids in statement.roles.values() for id_ in ids} | {statement.said_by, *statement.about}
