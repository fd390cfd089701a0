"""The facts of a clause that says again what a statement says: who did what, how many, when, and who says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.sentences.facts import (
    SaidAmount,
    find_plain_window,
    find_weekday,
    find_written_days,
    has_own_bounds,
    is_running_total,
)
from graph.dates.windows import MAX, MIN, Window
from graph.model.counts import Range
from graph.model.statement import StoredStatement
from graph.model.wordings import Amount, read_amount
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFact:
    """What one statement says, or several that say the same.

    `amount` counts the people it is about, or `unit`, which `of` names. `outlet` is the publisher, if another one
    speaks. `lasts`: of the whole time `days`, or to `is_at_least` its end; otherwise some time in it.
    `is_running_total`: all who came up to then, on a `weekday`.
    """

    predicate: str
    roles: Mapping[str, tuple[str, ...]]
    speakers: tuple[str, ...]
    outlet: str | None = None
    mode: str = "occurred"
    is_denied: bool = False
    is_inferred: bool = False
    amount: Amount | None = None
    unit: str = "people"
    of: str | None = None
    terms: tuple[str, ...] = ()
    days: Window | None = None
    lasts: bool = False
    is_at_least: bool = False
    is_running_total: bool = False
    is_spread: bool = False  # it went on through all of its days
    is_around: bool = False  # its days are written as around these
    weekday: str = ""
    about: tuple[str, ...] = ()
    rivals: tuple[SaidAmount, ...] = ()  # the numbers that others give of the same occurrence

    def role(self, name: str) -> tuple[str, ...]:
        return self.roles.get(name, ())


def make_statement_fact(view: Snapshot, statement: StoredStatement, *others: StoredStatement) -> StatementFact:
    """The fact of a statement; `others` say the same, so that their speakers say so too."""
    count, publisher = statement.count, view.publishers.get(statement.cites.source)
    speakers = tuple(dict.fromkeys(one.said_by for one in (statement, *others)))
    days, lasts, is_at_least = _find_days(statement)
    written, is_around = find_written_days(statement)
    days = written if is_around else days
    return StatementFact(
        predicate=statement.predicate,
        roles={role: _list_once(view, ids) for role, ids in statement.roles.items() if ids},
        speakers=speakers,
        outlet=publisher if publisher and publisher not in speakers else None,
        mode=statement.mode,
        is_denied=statement.polarity == "denies",
        is_inferred=statement.reading == "inferred",
        amount=read_amount((count.min, count.max), (count.wording,)) if count else None,
        unit=count.unit if count else "people",
        of=count.of if count else None,
        terms=statement.terms,
        days=days,
        lasts=lasts,
        is_at_least=is_at_least,
        is_running_total=is_running_total(statement),
        is_spread=statement.validity.spread,
        is_around=is_around,
        weekday=find_weekday(statement),
        about=statement.about,
    )


def make_rivalled_fact(
    view: Snapshot, statement: StoredStatement, candidates: Iterable[StoredStatement]
) -> StatementFact:
    """The fact of a statement, with the other numbers that the candidates give of the same occurrence."""
    fact, by_range = make_statement_fact(view, statement), dict[Range, list[StoredStatement]]()
    occurrences = set(_list_once(view, statement.about))
    for one in candidates:
        is_same = one.predicate == statement.predicate and not occurrences.isdisjoint(_list_once(view, one.about))
        is_same = is_same and _is_of_same_people(view, one, statement)
        if is_same and one.count and statement.count and one.count.unit == statement.count.unit:
            by_range.setdefault((one.count.min, one.count.max), []).append(one)
    if statement.count is None or (statement.count.min, statement.count.max) not in by_range:
        return fact
    same = [one for one in by_range.pop((statement.count.min, statement.count.max)) if _is_of_same_days(one, statement)]
    rivals = tuple(_make_amount(found, reports) for found, reports in by_range.items())
    return replace(fact, speakers=tuple(dict.fromkeys(one.said_by for one in (statement, *same))), rivals=rivals)


def _is_of_same_days(one: StoredStatement, other: StoredStatement) -> bool:
    """Whether two reports of an occurrence do not contradict each other about its days."""
    first, second = one.bounds, other.bounds
    return first.earliest_start <= second.latest_end and second.earliest_start <= first.latest_end


def _is_of_same_people(view: Snapshot, one: StoredStatement, other: StoredStatement) -> bool:
    """Whether two reports count the same groups."""
    first, second = (set(_list_once(view, each.role(find_counted_role(each.predicate)))) for each in (one, other))
    return first == second


def _make_amount(found: Range, reports: Sequence[StoredStatement]) -> SaidAmount:
    wordings = tuple(report.count.wording for report in reports[:1] if report.count)
    return SaidAmount(read_amount(found, wordings), tuple(dict.fromkeys(report.said_by for report in reports)))


def find_counted_role(predicate: str) -> str:
    """The role of the people whom a statement counts: who is held, or else the object; the subject, where only that
    one can be people, as of those who are detained in a place."""
    found = vocabulary().predicates.get(predicate)  # None for what is told in words of our own, such as SENT_TROOPS
    if found is None:
        return "object"
    is_of_subject = "Group" in found.roles.get("subject", ()) and "Group" not in found.roles.get("object", ())
    return found.find_role("held") or ("subject" if is_of_subject else "object")


def find_offices(view: Snapshot, ids: Iterable[str]) -> dict[str, str]:
    """For persons the organisation that they are part of or speak for, where one is said."""
    canonical = view.directory.find_canonical
    persons = {canonical(id_) for id_ in ids if _is_person(view, id_)}
    if not persons:
        return {}
    found: dict[str, str] = {}
    for link in view.organisations:
        for person in persons.intersection(map(canonical, link.role("subject"))):
            found.setdefault(person, link.role("object")[0])
    return found


def list_speakers(facts: Iterable[StatementFact]) -> list[str]:
    return [id_ for fact in facts for id_ in fact.speakers]


def _find_days(statement: StoredStatement) -> tuple[Window | None, bool, bool]:
    """The days that a statement names, whether it is of all of them, and whether of more; no days of what is foreseen
    for an open time."""
    validity = statement.validity
    window = validity.window
    if validity.kind == "valid":
        if validity.written.startswith(("..", "/")) and window.earliest == window.latest and not validity.is_over:
            is_ended = validity.bounds.latest_end < MAX
            return Window(MIN, window.latest), is_ended, False  # it lasted until then, or had begun by then
        is_open = validity.bounds.latest_end == MAX and not validity.written.endswith("/")
        if is_open and window.latest >= statement.said.earliest:
            return Window(window.earliest, MAX), True, False
        return window, True, is_open and window.latest < MAX
    days = find_written_days(statement)[0] if has_own_bounds(statement) else find_plain_window(statement)
    is_foreseen = statement.mode != "occurred" and days.latest == MAX
    return (None if is_foreseen or (days.earliest, days.latest) == (MIN, MAX) else days), False, False


def _is_person(view: Snapshot, id_: str) -> bool:
    entity = view.directory.by_id.get(view.directory.find_canonical(id_))
    return entity is not None and entity.kind == "person"


def _list_once(view: Snapshot, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(view.directory.find_canonical(id_) for id_ in ids))
