"""The facts of sentences on what changed in custody: which holder is new, gone or changed, and by which report."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.answers.notes import find_place_control
from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.custody import find_former_control, find_taking_over
from app.sentences.facts import AskedDays
from app.sentences.statements import StatementFact, find_offices, make_statement_fact
from graph.custody.cases import Pair
from graph.custody.day import HolderRow
from graph.custody.diff import Aspect, ChangeCause, CustodyChange, CustodyDiffFindings, Why
from graph.dates.windows import Window
from graph.model.counts import Range
from graph.model.statement import StoredStatement
from graph.model.wordings import Amount, read_amount
from graph.selection.rows import rank_support

MOST_SHOWN = 6
TAKEN: tuple[Why, ...] = ("retracted", "closed", "ended", "noLongerCounts")  # what a row rests on no more


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseFact:
    """The statement that makes a change, why it does, and when it became public; its speakers alone say so."""

    why: str
    fact: StatementFact
    known: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChangeFact:
    """A holder of a group that is `new`, `gone` or `changed`, there in one `aspect` above all.

    `before` and `after` are the numbers of that aspect, where it is one; `counted` the days of the later one, and
    `counters` those who give it.
    `is_again`: it is new on these days, though an older report is of such people.
    `is_open`: there is a number now, without any bound. `is_more`: it is now certain, said by a source, denied, or said
    nearer to the days asked about; else no longer so. `may_come_later`: all who
    came perhaps came after those days. `speakers` deny it; `places` are those that came, or else went.
    """

    change: str
    holder: str
    held: str
    aspect: str | None = None
    before: Amount | None = None
    after: Amount | None = None
    counted: Window | None = None
    counters: tuple[str, ...] = ()
    is_open: bool = False
    is_more: bool = False
    speakers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    cause: CauseFact | None = None
    may_come_later: bool = False
    is_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyDiffFacts:
    """What changed: the first changes, and of all others holder and group, by kind of change.

    `first` and `last` are the days compared. `known_then`: the first side is as was public then; `version_then`: as
    that data version had it; None where it is as the other side. `taken_over`: who came to have a place between,
    and `formerly` who had it until then.
    """

    asked: AskedDays
    held: str | None
    holder: str | None
    first: Window
    last: Window
    known_then: Window | None
    version_then: int | None
    changes: tuple[RowChangeFact, ...]
    others: Mapping[str, tuple[Pair, ...]]
    offices: Mapping[str, str]
    taken_over: StatementFact | None = None
    formerly: StatementFact | None = None


def find_custody_diff_facts(
    selection: Asked, findings: CustodyDiffFindings, known_then: Window | None, version_then: int | None
) -> CustodyDiffFacts:
    """The facts of an answer on what changed."""
    scope, changes = findings.last.custody.scope, findings.changes
    last = selection.replace_days(findings.last.asked.as_of)
    until = last.question.as_of.latest
    older = {row.holder for row in findings.first.custody.unfiltered.last_known}
    facts = tuple(
        replace(fact, is_again=fact.change == "new" and fact.holder in older)
        for fact in (make_change_fact(selection, change, until) for change in changes[:MOST_SHOWN])
    )
    kinds = dict.fromkeys(change.change for change in changes[1:])
    rows = findings.last.custody.rows
    places = (scope.place, *(place for row in rows for place in row.places))
    control = find_place_control(last, rows, scope.places)
    taking_over = find_taking_over(last, places, control.statements, findings.first.asked.as_of.latest)
    former = find_former_control(last, places, control.former, taking_over) if taking_over else None
    return CustodyDiffFacts(
        asked=find_asked_days(selection, has_day=False, findings=_list_told(changes)),
        held=scope.held,
        holder=scope.holder,
        first=findings.first.asked.as_of,
        last=findings.last.asked.as_of,
        known_then=known_then,
        version_then=version_then,
        changes=facts,
        others={
            kind: tuple((change.holder, change.held) for change in changes[1:] if change.change == kind)
            for kind in kinds
        },
        offices=find_offices_of(selection, facts),
        taken_over=make_statement_fact(selection.view, taking_over) if taking_over else None,
        formerly=make_statement_fact(selection.view, former) if former else None,
    )


def _list_told(changes: Sequence[CustodyChange]) -> list[list[StoredStatement]]:
    """The reports that are told of the first change: its cause, else those that give its number."""
    if not changes:
        return []
    if causes := _choose_causes(changes[0]):
        return [_list_same(causes)]
    after, by_range = changes[0].after, dict[Range, list[StoredStatement]]()
    if after and after.count and changes[0].aspects[:1] == ("count",):
        for one in after.count.readings:
            by_range.setdefault(one.range, []).append(one.statement)
    return list(by_range.values())


def make_change_fact(selection: Asked, change: CustodyChange, last: date) -> RowChangeFact:
    """The fact of one row that changed; `last` is the last day compared."""
    before, after = change.before, change.after
    cause = _make_cause(selection, _choose_causes(change))
    if before is None or after is None or not change.aspects:
        return RowChangeFact(change=change.change, holder=change.holder, held=change.held, cause=cause)
    aspect, is_more = change.aspects[0], _is_more(change.aspects[0], before, after)
    came = tuple(place for place in after.places if place not in before.places)
    went = tuple(place for place in before.places if place not in after.places)
    return RowChangeFact(
        change=change.change,
        holder=change.holder,
        held=change.held,
        aspect=aspect,
        before=_read_number(before, aspect),
        after=_read_number(after, aspect),
        counted=after.count.days if aspect == "count" and after.count else None,
        is_open={"gained": after.gained, "lost": after.lost}.get(aspect) is not None,
        is_more=is_more,
        speakers=tuple(sorted(_list_deniers(after) - _list_deniers(before))),
        places=came or went,
        cause=cause,
        counters=_list_counters(after) if aspect == "count" else (),
        may_come_later=_may_come_later(change, after, last),
    )


def _choose_causes(change: CustodyChange) -> Sequence[ChangeCause]:
    """The causes that tell of a change, the first of them that is said: what is new of what is more, and of a number
    that there is now only what is new; else what is taken back comes first."""
    before, after = change.before, change.after
    if before is None or after is None or not change.aspects:
        return change.because
    taken = [cause for cause in change.because if cause.why in TAKEN]
    given = [cause for cause in change.because if cause.why not in TAKEN]
    if change.aspects[0] == "count" and after.count:
        return given
    return [*given, *taken] if _is_more(change.aspects[0], before, after) else [*taken, *given]


def _list_counters(row: HolderRow) -> tuple[str, ...]:
    """Who gives the number of a row."""
    return tuple(dict.fromkeys(one.statement.said_by for one in row.count.readings)) if row.count else ()


def _may_come_later(change: CustodyChange, row: HolderRow, last: date) -> bool:
    """Whether the reports that change how many came, or left, may all be of days after those compared."""
    moved = {"gained": row.gained, "lost": row.lost}.get(change.aspects[0])
    causes = {cause.statement.id for cause in change.because}
    reports = [report for report in moved.reports if report.id in causes] if moved else []
    return bool(reports) and all(report.bounds.latest_end > last for report in reports)


def _is_more(aspect: Aspect, before: HolderRow, after: HolderRow) -> bool:
    match aspect:
        case "contested":
            return bool(_list_deniers(after) - _list_deniers(before))
        case "certainty":
            return after.support is not None and after.support.kind == "certain"
        case "basis":
            return after.basis == "stated"
        case "places":
            return not set(after.places) <= set(before.places)
        case "support":
            return rank_support(after.support) < rank_support(before.support)
    return True


def _list_deniers(row: HolderRow) -> set[str]:
    return {denial.said_by for denial in row.denials}


def find_offices_of(selection: Asked, facts: Iterable[RowChangeFact]) -> Mapping[str, str]:
    """The organisations of the persons who speak in some changes."""
    speakers = {id_ for fact in facts if fact.cause for id_ in fact.cause.fact.speakers}
    return find_offices(selection.view, speakers)


def _make_cause(selection: Asked, causes: Sequence[ChangeCause]) -> CauseFact | None:
    """The first cause, with the speakers of those of the same kind that say the same; None where there is none."""
    if not causes:
        return None
    fact = make_statement_fact(selection.view, *_list_same(causes))
    return CauseFact(why=causes[0].why, fact=fact, known=causes[0].statement.known)


def _list_same(causes: Sequence[ChangeCause]) -> list[StoredStatement]:
    """The statement of the first cause, and those of the same kind that say the same."""
    first, *others = causes
    content = _find_content(first.statement)
    same = [one.statement for one in others if one.why == first.why and _find_content(one.statement) == content]
    return [first.statement, *same]


def _find_content(statement: StoredStatement) -> object:
    return statement.predicate, statement.roles, statement.count, statement.validity


def _read_number(row: HolderRow, aspect: Aspect) -> Amount | None:
    """The number of a row that the aspect is about; None where there is none, or one without any bound."""
    if aspect == "count" and row.count:
        wordings = tuple(dict.fromkeys(reading.count.wording for reading in row.count.readings))
        return read_amount(row.count.range, wordings)
    moved = {"gained": row.gained, "lost": row.lost}.get(aspect)
    if moved is None:
        return None
    wordings = tuple(dict.fromkeys(report.count.wording for report in moved.reports if report.count))
    return read_amount(moved.range, wordings)
