"""Disputes: statements that are denied, corrected, questioned, or cannot all be true; and the disputes question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from graph.dates.windows import Window
from graph.disputes.conflicts import ClashKind, has_clash
from graph.disputes.contradictions import find_contradictions
from graph.disputes.denials import Denials
from graph.evidence.speakers import drop_retracted
from graph.evidence.support import Certainty, find_known_certainty
from graph.model.judgements import Judgement
from graph.model.labels import LABELS
from graph.model.statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.rows import FilteredRows, filter_by_speakers
from graph.selection.selection import AnySelection
from graph.vocabulary import vocabulary

DisputeKind = Literal["denied", "corrected", "questioned", "figures", "dates", "negative"]
ReadingStance = Literal["asserts", "denies", "corrects", "questions"]
CLASHES: tuple[ClashKind, ...] = get_args(ClashKind)
WHY_OF_STANCE: Mapping[ReadingStance, DisputeKind] = {
    "denies": "denied",
    "corrects": "corrected",
    "questions": "questioned",
}


@dataclass(frozen=True, slots=True)
class Dispute:
    """Statements that cannot all be true, or one that is denied, corrected or questioned.

    `why` is negative where a denial is of what no source here says. `certain` as in graph.disputes.contradictions. Of
    figures and dates the first statement clashes with at least one of the others.
    """

    why: DisputeKind
    statements: tuple[StoredStatement, ...]
    certain: bool = True
    part: str | None = None  # a group that is counted as more than `whole`, of which it is part
    whole: str | None = None

    @property
    def clashing_statements(self) -> list[StoredStatement]:
        """What is disputed and all that disputes it; of figures and dates those that the first one clashes with."""
        first, *others = self.statements
        if self.why != "figures" and self.why != "dates":
            return [first, *others]
        return [first, *(other for other in others if has_clash(self.why, (first, other)))]


@dataclass(frozen=True, kw_only=True)
class ContestedFindings:
    """What is in dispute, and what that was worked out from.

    `entity` is an id, None for everything. `read` are all statements that were public, `statements` those that the
    question may see and that may have been said by the day asked about. `filtered` are the disputes, and how many were
    dropped.
    """

    entities: tuple[str, ...]
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
    asked_ids = selection.resolve_names(entity, LABELS, "entity")
    read = view.select_by_predicates(vocabulary().predicates, asked.known_by)
    statements = [s for s in selection.select_statements(read) if s.said.earliest <= asked.as_of.latest]
    return ContestedFindings(
        entities=asked_ids, read=read, statements=statements, filtered=find_disputes(selection, statements, asked_ids)
    )


def find_disputes(
    selection: AnySelection, statements: Sequence[StoredStatement], entities: Sequence[str] = ()
) -> FilteredRows[Dispute]:
    """The disputes among some statements that the question wants; `entities` are ids."""
    view, asked = selection.view, selection.question
    found = collect_disputes(statements, view.judgements, view.publishers, selection.links)
    if ids := selection.find_parts_of(entities):
        found = [dispute for dispute in found if any(ids & _list_entities(s) for s in dispute.statements)]
    sure = [dispute for dispute in found if asked.certainty == "possible" or _is_sure(dispute, asked)]
    left = filter_by_speakers(selection, sure)
    return FilteredRows(left.rows, len(found) - len(sure), left.few_speakers)


def find_dispute_known_certainty(dispute: Dispute, known_at: Window | None) -> Certainty:
    """Certain if it is a dispute by what was surely public by the last day of known_at."""
    first, known = dispute.statements[0], []
    for statement in dispute.statements:
        if find_known_certainty([statement], known_at) == "certain":
            known.append(statement)
    if dispute.why == "figures" or dispute.why == "dates":
        return "certain" if len(known) > 1 and has_clash(dispute.why, known) else "possible"
    return "certain" if first in known and (len(known) > 1 or len(dispute.statements) == 1) else "possible"


def _is_sure(dispute: Dispute, asked: SelectionQuestion) -> bool:
    """Whether it surely is a dispute, by what was surely public by the day of known_at."""
    return dispute.certain and find_dispute_known_certainty(dispute, asked.known_at) == "certain"


def _list_entities(statement: StoredStatement) -> set[str]:
    """All entities in the roles of a statement, its speaker, and its Events."""
    return {id_ for ids in statement.roles.values() for id_ in ids} | {statement.said_by, *statement.about}


def collect_disputes(
    statements: Sequence[StoredStatement],
    judgements: Iterable[Judgement] = (),
    publishers: Mapping[str, str] | None = None,
    links: Iterable[StoredStatement] = (),
) -> list[Dispute]:
    """Disputes among some statements; for figures and dates, one per set of comparable statements.

    `links` are statements whose subject is part of, or lies in, their object.
    A statement that its own speaker or publisher retracted is only in a dispute with the retraction.
    """
    found = find_contradictions(drop_retracted(statements, publishers), judgements, links)
    return [
        *_find_disputed_by_reply(statements),
        *_find_denied(statements),
        *(Dispute(each.why, each.statements, each.certain, each.part, each.whole) for each in found),
    ]


def _find_disputed_by_reply(statements: Sequence[StoredStatement]) -> list[Dispute]:
    by_id = {statement.id: statement for statement in statements}
    found = []
    for statement in statements:
        for stance, why in WHY_OF_STANCE.items():
            replies = [by_id[r.id] for r in statement.responses if r.stance == stance and r.id in by_id]
            if replies:
                found.append(Dispute(why, (statement, *replies)))
    return found


def _find_denied(statements: Sequence[StoredStatement]) -> list[Dispute]:
    """Denials that are no response, with the statements they contradict; "negative" if there are none."""
    contradicted: dict[str, list[StoredStatement]] = {s.id: [] for s in statements if s.polarity == "denies"}
    if contradicted:
        denials = Denials(statements)
        for statement in statements:
            for denial in denials.find_contradicting(statement):
                contradicted[denial.id].append(statement)
    return [
        Dispute("denied" if contradicted[denial.id] else "negative", (denial, *contradicted[denial.id]))
        for denial in statements
        if denial.polarity == "denies" and not denial.responds_to
    ]
