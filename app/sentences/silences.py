"""The facts of the sentence on what no source says: who is said to be silent, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.disputes import SILENT
from app.sentences.facts import MONTH, AskedDays
from app.sentences.statements import StatementFact, find_offices, list_speakers, make_statement_fact
from graph.custody.gaps.gap import EvidenceGap, GapKind, GapReason
from graph.custody.gaps.question import GapFindings
from graph.dates.windows import MIN
from graph.evidence.custody_roles import find_fate
from graph.evidence.speakers import drop_retracted
from graph.evidence.support import find_named_window
from graph.model.statement import StoredStatement
from graph.model.wordings import Amount, read_amount
from graph.vocabulary import vocabulary

MOST_REPORTED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class GapFact:
    """One gap in the evidence, without days where it is not about days. `speakers` are those it rests on."""

    kind: GapKind
    why: GapReason
    holders: tuple[str, ...]
    held: tuple[str, ...]
    people: Amount | None
    first: date | None
    last: date | None
    speakers: tuple[str, ...]
    fate: str | None = None  # what became of the people: dead or missing
    is_moved: bool = False  # it rests on reports that people came, and on none that they are held
    is_captured: bool = False  # the holder itself caught them
    capture: str = ""  # the one predicate by which it did


@dataclass(frozen=True, slots=True, kw_only=True)
class SilencesFacts:
    """Who is said to be silent on what is asked about, and the gaps that would settle most; `beside` are those who are
    silent on an event that concerns it. `is_unmentioned`: nothing that is said of custody names it."""

    asked: AskedDays
    held: tuple[str, ...]
    entity: tuple[str, ...]
    reported: tuple[StatementFact, ...]
    gaps: tuple[GapFact, ...]
    beside: tuple[StatementFact, ...] = ()
    is_unmentioned: bool = False
    offices: Mapping[str, str] = field(default_factory=dict)


def find_silences_facts(selection: Asked, findings: GapFindings) -> SilencesFacts:
    """The facts of an answer on silences; what rests on one speaker is said only where nothing else is missing."""
    near, far = ([], []) if findings.scope.kind else _list_reported(selection, findings)
    facts = [make_statement_fact(selection.view, statement) for statement in near]
    beside = [make_statement_fact(selection.view, statement) for statement in far]
    ordered = sorted(findings.gaps, key=lambda gap: gap.kind == "single_speaker")
    told = [[near[0]]] if near else [gap.statements for gap in ordered[:1] if gap.statements]
    return SilencesFacts(
        asked=find_asked_days(selection, has_day=selection.question.as_of_given, findings=told),
        held=findings.scope.held,
        entity=findings.scope.entity,
        reported=tuple(facts),
        gaps=tuple(make_gap_fact(gap) for gap in ordered[:2]),
        beside=tuple(beside),
        is_unmentioned=bool(findings.scope.entities) and not _is_mentioned(findings),
        offices=find_offices(selection.view, list_speakers([*facts, *beside])),
    )


def _is_mentioned(findings: GapFindings) -> bool:
    """Whether a statement on custody names the entity asked about, or one of its parts."""
    entities = findings.scope.entities or frozenset()
    return any(
        s.said_by in entities or not entities.isdisjoint((*s.about, *(id_ for ids in s.roles.values() for id_ in ids)))
        for s in findings.statements
    )


def make_gap_fact(gap: EvidenceGap) -> GapFact:
    first, last = (gap.first, gap.last) if gap.kind in ("gap", "stale") else (gap.missing.first, gap.missing.last)
    if gap.kind == "open_ledger" and any(_is_open_long(statement) for statement in gap.statements):
        first = last = None  # no days that a source names
    return GapFact(
        kind=gap.kind,
        why=gap.why,
        holders=gap.holders,
        held=gap.held,
        people=read_amount(gap.people, tuple(_list_wordings(gap))) if gap.people else None,
        first=first,
        last=last,
        speakers=tuple(dict.fromkeys(statement.said_by for statement in gap.statements)),
        fate=find_fate(gap.statements),
        is_captured=bool(gap.statements) and all(set(gap.holders) & {*s.role("subject")} for s in gap.statements),
        capture=gap.statements[0].predicate if len({one.predicate for one in gap.statements}) == 1 else "",
        is_moved=bool(gap.statements)
        and not any(vocabulary().predicates[statement.predicate].is_state for statement in gap.statements),
    )


def _is_open_long(statement: StoredStatement) -> bool:
    """Whether its days are bounded by little more than when it was published."""
    window = find_named_window(statement)
    return window.earliest > MIN and (window.latest - window.earliest).days > MONTH and statement.said.earliest != MIN


def _list_wordings(gap: EvidenceGap) -> list[str]:
    return list(dict.fromkeys(s.count.wording for s in gap.statements if s.count and s.count.unit == "people"))


def _list_reported(selection: Asked, findings: GapFindings) -> tuple[list[StoredStatement], list[StoredStatement]]:
    """Reports that somebody has not spoken: those that name the group or entity asked about, and those on an event that
    concerns it. One per who is silent.
    """
    view, asked = selection.view, selection.question
    concerned = {*(findings.scope.groups or ()), *(findings.scope.entities or ())}
    events = {
        id_
        for statement in findings.statements
        if not concerned or not concerned.isdisjoint(role for ids in statement.roles.values() for role in ids)
        for id_ in statement.about
    }
    statements = selection.select_statements(view.select_by_predicates(SILENT, asked.known_by))
    found: dict[tuple[str, ...], StoredStatement] = {}
    for statement in drop_retracted(statements, view.publishers):
        named = {id_ for ids in statement.roles.values() for id_ in ids}
        is_asked = not concerned or not concerned.isdisjoint(named) or not events.isdisjoint(named)
        is_silent = statement.polarity == "denies" and statement.reading == "stated" and statement.mode == "occurred"
        if is_silent and is_asked and statement.said.earliest <= asked.as_of.latest:
            found.setdefault(statement.role("subject"), statement)
    ordered = sorted(found.values(), key=lambda one: (-len(one.role("object")), one.predicate, one.key))

    def is_near(statement: StoredStatement) -> bool:
        return not concerned or not concerned.isdisjoint(id_ for ids in statement.roles.values() for id_ in ids)

    near = [statement for statement in ordered if is_near(statement)]
    return near[:MOST_REPORTED], [one for one in ordered if one not in near][:1]
