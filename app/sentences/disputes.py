"""The facts of the sentence on what is contested: who says what, who denies it, and where figures differ."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.facts import AskedDays
from app.sentences.statements import StatementFact, find_offices, make_statement_fact
from graph.dates.windows import MAX, MIN, Window
from graph.disputes.conflicts import ClashKind, has_clash
from graph.disputes.question import (
    ContestedFindings,
    Dispute,
    find_dispute_known_certainty,
    find_disputes,
)
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

RELATIONS = ("leads", "speaks_for", "part_of")
WRONGS = ("mistreats", "abandons")  # what somebody is accused of
MOST_RELATED = 3
SILENT = ("comments_on", "knows_who", "identifies", "publishes")  # denied: that somebody has not spoken
MOST_COMPARED = 40
# terms of what is alleged against trials or treatment, not of what a sentence or a custody is
ALLEGED = frozenset().union(*(vocabulary().terms[group] for group in ("trial", "treatment")))


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionFact:
    """What some speakers say, and who denies, corrects or questions it; `is_general`: without answering it in detail.

    `claim` is one of the statements, `terms` are those of all. No `objectors`: no answer is reported.
    """

    why: str
    claimants: tuple[str, ...]
    claim: StatementFact
    terms: tuple[str, ...]
    objectors: tuple[str, ...]
    is_general: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashFact:
    """Two figures, or two dates, that cannot both be true; not `is_certain`: unless they are of different days.

    `part` is counted as more than `whole`, of which it is part.
    """

    one: StatementFact
    other: StatementFact
    is_of_days: bool
    is_certain: bool
    part: str | None = None
    whole: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedFacts:
    """What is contested at all, or about an entity. Without either, `related` is what is contested that those say who
    lead or speak for the entity, or what is said against it without an answer. `is_beside`: what is contested is not of
    the entity; somebody who belongs to it only says it."""

    asked: AskedDays
    entities: tuple[str, ...]
    objections: tuple[ObjectionFact, ...]
    figures: ClashFact | None
    days: ClashFact | None
    related: ObjectionFact | None = None
    is_beside: bool = False
    offices: Mapping[str, str] = field(default_factory=dict)


def find_contested_facts(selection: Asked, findings: ContestedFindings) -> ContestedFacts:
    """The facts of an answer on disputes: the objections to most statements first, the figures that differ most."""
    of_it = [one for one in findings.rows if not findings.entities or not _is_beside(selection, findings, one)]
    rows = of_it or findings.rows
    objections = _group_objections(selection, rows)
    figures = [dispute for dispute in rows if dispute.why == "figures"]
    days = [dispute for dispute in rows if dispute.why == "dates"]
    related = (
        _find_related(selection, findings)
        if findings.entities and not objections and not figures and not days
        else None
    )
    clash_figures = _make_clash(selection, min(figures, key=_rate_figures)) if figures else None
    clash_days = _make_clash(selection, min(days, key=_rate_days)) if days else None
    chosen = [min(found, key=rate) for found, rate in ((figures, _rate_figures), (days, _rate_days)) if found]
    asked = find_asked_days(selection, has_day=selection.question.as_of_given)
    said_by = [
        *(id_ for one in (*objections, *([related] if related else [])) for id_ in (*one.claimants, *one.objectors)),
        *(id_ for one in (clash_figures, clash_days) if one for id_ in (*one.one.speakers, *one.other.speakers)),
    ]
    return ContestedFacts(
        asked=replace(asked, is_surely_known=_are_surely_known(asked, objections[:2], chosen, rows)),
        entities=findings.entities,
        objections=tuple(objections[:2]),
        figures=clash_figures,
        days=clash_days,
        related=related,
        is_beside=bool(rows) and not of_it,
        offices=find_offices(selection.view, said_by),
    )


def _are_surely_known(
    asked: AskedDays, objections: Iterable[ObjectionFact], clashes: Iterable[Dispute], rows: Sequence[Dispute]
) -> bool:
    """Whether all that the sentence speaks of was surely in dispute by what was public."""
    told = [[clash] for clash in clashes]
    for one in objections:
        speakers = {*one.claimants, *one.objectors}
        told.append([row for row in rows if row.why == one.why and speakers <= {s.said_by for s in row.statements}])
    return all(
        any(find_dispute_known_certainty(row, asked.known_at) == "certain" for row in found) for found in told if found
    )


def _is_beside(selection: Asked, findings: ContestedFindings, dispute: Dispute) -> bool:
    """Whether a dispute does not speak of the entity asked about, nor does the entity itself speak in it."""
    asked = {selection.view.directory.find_canonical(id_) for id_ in findings.entities}
    members = selection.find_parts_of(findings.entities) or frozenset()
    said_of = {id_ for one in dispute.statements for ids in (*one.roles.values(), one.about) for id_ in ids}
    return members.isdisjoint(said_of) and asked.isdisjoint({one.said_by for one in dispute.statements})


def _group_objections(selection: Asked, rows: Sequence[Dispute]) -> list[ObjectionFact]:
    """One per claimant and objector, those with most statements first; denials before corrections and questions."""
    groups: dict[tuple[str, str, str], list[tuple[StoredStatement, StoredStatement]]] = {}
    for dispute in rows:
        if dispute.why in ("figures", "dates"):
            continue
        first, *others = dispute.statements
        if dispute.why == "negative" and first.predicate in SILENT:
            continue  # somebody's silence, which nobody denies
        is_reply = first.polarity == "asserts"
        for other in others or [first]:
            claim, objection = (first, other) if is_reply else (other, first)
            groups.setdefault((dispute.why, claim.said_by, objection.said_by), []).append((claim, objection))
    ranks = ("denied", "corrected", "questioned", "negative")
    if any(dispute.why != "negative" for dispute in rows):  # a denial of what nobody says disputes nothing
        groups = {key: pairs for key, pairs in groups.items() if key[0] != "negative"}
    ordered = sorted(groups.items(), key=lambda item: (ranks.index(item[0][0]), -len({c.id for c, _ in item[1]})))
    return [_make_objection(selection, why, pairs) for (why, _, _), pairs in ordered]


def _make_objection(
    selection: Asked, why: str, pairs: Sequence[tuple[StoredStatement, StoredStatement]]
) -> ObjectionFact:
    claims = {claim.id: claim for claim, _ in pairs}
    objectors = {objection.id: objection.said_by for _, objection in pairs}
    replies = [reply for claim in claims.values() for reply in claim.responses if reply.id in objectors]
    ordered = sorted(claims.values(), key=lambda claim: (-len(claim.responses), claim.key))
    return ObjectionFact(
        why=why,
        claimants=tuple(dict.fromkeys(claim.said_by for claim in claims.values())),
        claim=make_statement_fact(selection.view, ordered[0]),
        terms=tuple(dict.fromkeys(term for claim in ordered for term in claim.terms if term in ALLEGED)),
        objectors=tuple(dict.fromkeys(objectors.values())),
        is_general=bool(replies) and all(reply.scope == "general" for reply in replies),
    )


def make_objection_of_replies(selection: Asked, claims: Sequence[StoredStatement]) -> ObjectionFact:
    """What some statements of the first one's speaker say, and who denies them."""
    ordered = sorted(claims, key=lambda claim: (-len(claim.responses), claim.key))
    own = [claim for claim in ordered if claim.said_by == ordered[0].said_by]
    replies = [reply for claim in own for reply in claim.responses if reply.stance == "denies"]
    return ObjectionFact(
        why="denied" if replies else "unanswered",
        claimants=(ordered[0].said_by,),
        claim=make_statement_fact(selection.view, ordered[0]),
        terms=tuple(dict.fromkeys(term for claim in own for term in claim.terms if term in ALLEGED)),
        objectors=tuple(dict.fromkeys(reply.said_by for reply in replies)),
        is_general=bool(replies) and all(reply.scope == "general" for reply in replies),
    )


def _rate_figures(dispute: Dispute) -> tuple[bool, float]:
    """The sort key of a dispute on figures: certain ones first, then by how many times the largest is the smallest."""
    counts = [statement.count for statement in dispute.statements if statement.count]
    highs = [count.max for count in counts if count.max is not None]
    return not dispute.certain, -max((count.min for count in counts), default=0) / max(1, min(highs, default=1))


def _rate_days(dispute: Dispute) -> bool:
    return not dispute.certain


def _make_clash(selection: Asked, dispute: Dispute) -> ClashFact:
    """The two of a dispute that speak of the same days most closely: the larger figure or the later day first."""
    if dispute.why == "figures":
        ordered = sorted(dispute.statements, key=lambda one: (-(one.count.min if one.count else 0), one.key))
    else:
        ordered = sorted(dispute.statements, key=lambda one: (one.bounds.earliest_start, one.key), reverse=True)
    one, other = _choose_pair(dispute, ordered)
    return ClashFact(
        one=_make_fact(selection, one, _list_same(dispute, ordered, one)),
        other=_make_fact(selection, other, _list_same(dispute, ordered, other)),
        is_of_days=dispute.why == "dates",
        is_certain=dispute.certain,
        part=dispute.part,
        whole=dispute.whole,
    )


def _make_fact(selection: Asked, one: StoredStatement, same: Sequence[StoredStatement]) -> StatementFact:
    """The fact of statements that give the same figure; of other days each, only the month or the years are common."""
    fact = make_statement_fact(selection.view, one, *same)
    windows = [statement.validity.window for statement in (one, *same)]
    if fact.days is None or fact.is_running_total or len(set(windows)) == 1:
        return fact
    first, last = min(w.earliest for w in windows), max(w.latest for w in windows)
    if first == MIN or last == MAX:
        return replace(fact, days=None)
    in_month = (first.year, first.month) == (last.year, last.month)
    start = first.replace(day=1) if in_month else first.replace(month=1, day=1)
    end = last.replace(day=monthrange(last.year, last.month)[1]) if in_month else last.replace(month=12, day=31)
    return replace(fact, days=Window(start, end), lasts=False)


def _choose_pair(dispute: Dispute, ordered: Sequence[StoredStatement]) -> tuple[StoredStatement, StoredStatement]:
    """Of those that clash, of two speakers if there are such, the two whose days together are fewest."""
    why: ClashKind = "dates" if dispute.why == "dates" else "figures"
    shown = ordered[:MOST_COMPARED]
    pairs = [
        (one, other) for place, one in enumerate(shown) for other in shown[place + 1 :] if has_clash(why, (one, other))
    ]
    if not pairs:
        return ordered[0], ordered[-1]
    places = {one.id: place for place, one in enumerate(ordered)}
    return min(
        pairs,
        key=lambda pair: (
            pair[0].said_by == pair[1].said_by,
            max(one.validity.window.latest for one in pair) - min(one.validity.window.earliest for one in pair),
            places[pair[0].id] - places[pair[1].id],
        ),
    )


def _list_same(dispute: Dispute, statements: Iterable[StoredStatement], one: StoredStatement) -> list[StoredStatement]:
    """Those of other speakers that give the same figure, or the same days."""

    def read(statement: StoredStatement) -> object:
        count = statement.count
        return statement.bounds if dispute.why == "dates" else count and (count.min, count.max)

    return [other for other in statements if other.said_by != one.said_by and read(other) == read(one)]


def _find_related(selection: Asked, findings: ContestedFindings) -> ObjectionFact | None:
    """An objection to what those say who lead or speak for an entity; else what it is accused of without an answer."""
    view = selection.view
    members = selection.find_parts_of(findings.entities) or frozenset()
    related = {
        subject: None
        for link in view.select_by_entities(findings.entities, RELATIONS, selection.question.known_by)
        if not members.isdisjoint(link.role("object"))
        for subject in link.role("subject")
    }
    for subject in list(related)[:MOST_RELATED]:
        rows = find_disputes(selection, findings.statements, [subject]).rows
        said = [dispute for dispute in rows if dispute.statements[0].said_by == subject]
        if found := _group_objections(selection, said):
            return found[0]
    for statement in findings.statements:
        if (
            statement.predicate in WRONGS
            and not members.isdisjoint(statement.role("subject"))
            and not statement.responses
        ):
            return ObjectionFact(
                why="unanswered",
                claimants=(statement.said_by,),
                claim=make_statement_fact(view, statement),
                terms=statement.terms,
                objectors=(),
            )
    return None
