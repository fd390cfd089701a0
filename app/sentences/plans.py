"""The facts of the sentence on plans: who planned what for whom, who says so, and how much of it is done."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.answers.facts import find_plan_subject
from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.facts import AskedDays, SaidAmount, find_weekday, find_written_days, has_own_bounds, is_running_total
from app.sentences.handovers import ExchangeSide, find_exchange_side, find_handover
from app.sentences.nationals import find_among
from app.sentences.statements import StatementFact, make_statement_fact
from app.sentences.stock_figures import take_ends
from graph.custody.plans import PlansFindings, ReportedPlan
from graph.dates.windows import MAX, Window
from graph.evidence.hierarchy import is_fact
from graph.evidence.support import find_known_certainty, find_named_window
from graph.model.counts import Range, enclose_ranges
from graph.model.statement import StoredStatement
from graph.model.wordings import read_amount
from graph.selection.rows import filter_corroborated
from graph.vocabulary import vocabulary

# how firm a plan is, the firmest first
MODES = ("agreed", "intended", "ordered", "offered", "under_way", "expected", "urged", "conditional")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFact:
    """One plan: who would do what (`predicate`) to whom, from and to whom or where, and who says so."""

    predicate: str
    mode: str
    who: tuple[str, ...]
    held: tuple[str, ...]
    from_: tuple[str, ...]
    to: tuple[str, ...]
    figure: SaidAmount
    is_own_word: bool  # the one who would do it says so
    is_handed: bool = False  # people would be handed over by who has them
    side: ExchangeSide = ""  # of who would give them up, or receive them, in an exchange
    of_nationality: tuple[str, ...] = ()  # those asked about that all of them have


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansFacts:
    """The plan of most people with how many are `done` of it (the ends of reports that differ), and the firmest one of
    another kind.

    `among`: among whom people of the `nationality` asked about are said to be.
    Not `is_done_known`, `is_other_known`, `is_refused_known`: that was only perhaps public by `known_at`. `refused` is
    what somebody will not do, by the latest statement that denies a plan and that the question counts; `rejected` is
    that somebody turned down what is planned. `undone_by` say that it was not carried out.
    """

    asked: AskedDays
    held: str | None
    plan: PlanFact | None
    done: tuple[SaidAmount, ...] = ()
    other: PlanFact | None = None
    refused: StatementFact | None = None
    rejected: StatementFact | None = None
    undone_by: tuple[str, ...] = ()
    is_done_known: bool = True
    is_other_known: bool = True
    is_refused_known: bool = True
    nationality: str | None = None
    among: StatementFact | None = None


def find_plans_facts(selection: Asked, findings: PlansFindings) -> PlansFacts:
    """The facts of an answer on plans. Plans are one only if they have the same action and Event."""
    asked = find_asked_days(selection, has_day=False)
    by_subject: dict[tuple[str, Hashable], list[ReportedPlan]] = defaultdict(list)
    for reported in findings.plans:
        by_subject[find_plan_subject(reported.plan)].append(reported)
    refusal = _find_refusal(selection, findings)
    refused = _make_refused(selection, refusal) if refusal else None
    among = find_among(selection, findings.nationalities)
    nationality = next(iter(findings.nationalities), None)
    if not by_subject:
        if refusal:
            asked = find_asked_days(selection, has_day=False, findings=[[refusal]])
        return PlansFacts(
            asked=asked, held=findings.held, plan=None, refused=refused, nationality=nationality, among=among
        )
    lead = max(by_subject.values(), key=_count_most)
    best = min(lead, key=_rate)
    others = [
        reported
        for reported in findings.plans
        if reported.plan.predicate != best.plan.predicate and _has_parties(reported.plan)
    ]
    other = min(others, key=_rate, default=None)
    last = selection.question.as_of.latest
    done, reports = _find_done(lead, last) if best.plan.count else ((), [])
    return PlansFacts(
        asked=find_asked_days(selection, has_day=False, findings=[[best.plan]]),
        held=findings.held,
        plan=_add_nationalities(selection, make_plan(best.plan), findings.nationalities),
        done=done,
        is_done_known=not reports or find_known_certainty(reports, selection.question.known_at) == "certain",
        other=make_plan(other.plan) if other else None,
        refused=refused,
        rejected=_find_rejected(selection, lead),
        undone_by=_list_undone(selection, findings, lead),
        nationality=nationality,
        among=among,
        is_other_known=other is None or _is_known(selection, other.plan),
        is_refused_known=refusal is None or _is_known(selection, refusal),
    )


def _find_refusal(selection: Asked, findings: PlansFindings) -> StoredStatement | None:
    """The latest statement that somebody will not do something, of those that the question counts, as for plans."""
    modes, asked = vocabulary().modes, selection.question
    denied = [
        one
        for one in findings.statements
        if one.polarity == "denies" and not modes[one.mode].actual and one.said.earliest <= asked.as_of.latest
        if asked.certainty == "possible" or _is_known(selection, one)
    ]
    counted = filter_corroborated(selection, denied)
    return max(counted, key=lambda one: (one.said.latest, one.key), default=None)


def _list_undone(selection: Asked, findings: PlansFindings, plans: Sequence[ReportedPlan]) -> tuple[str, ...]:
    """Who says by the days asked about that a plan was not carried out: by a denial of what it would have come to, that
    is linked to it."""
    ids, modes = {reported.plan.id for reported in plans}, vocabulary().modes
    linked = {id_ for reported in plans for id_ in reported.plan.fulfilled_by}
    linked |= {reply.id for reported in plans for reply in reported.plan.responses if reply.stance == "denies"}
    undone = [
        one
        for one in findings.statements
        if one.polarity == "denies" and modes[one.mode].actual and _is_known(selection, one)
        if (one.id in linked or not ids.isdisjoint(one.fulfils))
        and one.bounds.earliest_start <= selection.question.as_of.latest
    ]
    return tuple(dict.fromkeys(one.said_by for one in filter_corroborated(selection, undone)))


def _is_known(selection: Asked, statement: StoredStatement) -> bool:
    return find_known_certainty([statement], selection.question.known_at) == "certain"


def _make_refused(selection: Asked, refusal: StoredStatement) -> StatementFact:
    """What somebody will not do; without its days where these have no end."""
    fact = make_statement_fact(selection.view, refusal)
    return replace(fact, days=None) if fact.days and fact.days.latest == MAX else fact


def _find_rejected(selection: Asked, plans: Sequence[ReportedPlan]) -> StatementFact | None:
    """The latest statement that somebody turned down the Event of some plans."""
    events = {id_ for reported in plans for id_ in reported.plan.about}
    if not events:
        return None
    read = selection.view.select_by_predicates(("rejects",), selection.question.known_by)
    rejecting = [
        one
        for one in selection.drop_retracted(selection.select_statements(read))
        if is_fact(one) and not events.isdisjoint(one.about) and _is_known(selection, one)
        if one.bounds.earliest_start <= selection.question.as_of.latest
    ]
    counted = filter_corroborated(selection, rejecting)
    latest = max(counted, key=lambda one: (one.said.latest, one.key), default=None)
    return make_statement_fact(selection.view, latest) if latest else None


def make_plan(plan: StoredStatement) -> PlanFact:
    predicate = vocabulary().predicates[plan.predicate]
    people = plan.role(predicate.find_role("held")) or plan.role("object")
    who = plan.role("agent") or plan.role("subject")
    side = find_exchange_side(plan)
    who = who or (plan.role(side) if side else ())
    who = () if who == people else who
    count = plan.count
    amount = read_amount((count.min, count.max), (count.wording,)) if count else None
    days = find_named_window(plan)
    is_dated = plan.said.latest < days.latest < MAX  # else nobody says by when
    move = find_handover(plan)
    return PlanFact(
        predicate=plan.predicate,
        mode=plan.mode,
        who=who,
        held=people,
        from_=(() if "from_holder" in (*move.unsaid, side) else plan.role("from_holder")) or plan.role("from_place"),
        to=(() if side == "to_holder" else plan.role("to_holder")) or plan.role("to_place"),
        figure=SaidAmount(amount, (plan.said_by,), days if is_dated else None, count.unit if count else "people"),
        is_own_word=plan.said_by in who,
        is_handed=move.is_handed,
        side=side,
    )


def _add_nationalities(selection: Asked, plan: PlanFact, nationalities: Sequence[str]) -> PlanFact:
    canonical = selection.view.directory.find_canonical
    held = set(map(canonical, plan.held))
    return replace(plan, of_nationality=tuple(id_ for id_ in nationalities if held <= selection.find_groups(id_)[0]))


def _has_parties(plan: StoredStatement) -> bool:
    fact = make_plan(plan)
    return bool(fact.who and fact.held)


def _count_most(plans: Sequence[ReportedPlan]) -> tuple[bool, int, int]:
    """What makes plans of one subject the ones to begin with: that some of it is done, then how many, then the word."""
    has_done = any(fulfilment.done and fulfilment.cap for _, fulfilment in plans)
    counts = [plan.count.max or plan.count.min for plan, _ in plans if plan.count]
    return has_done, max(counts, default=0), -min(_rank_mode(plan) for plan, _ in plans)


def _rate(reported: ReportedPlan) -> tuple[bool, bool, bool, int, str]:
    """The order of plans: those with a number, in the word of the one who acts, the firmest first."""
    plan = reported.plan
    fact = make_plan(plan)
    return plan.count is None, not (fact.who and fact.held), not fact.is_own_word, _rank_mode(plan), plan.key


def _rank_mode(plan: StoredStatement) -> int:
    return MODES.index(plan.mode) if plan.mode in MODES else len(MODES)


def _find_done(plans: Sequence[ReportedPlan], last: date) -> tuple[tuple[SaidAmount, ...], list[StoredStatement]]:
    """How many are reported as done of a plan, and the reports; a total replaces the reports that it includes.

    Reports that give different numbers of the same are the largest and the smallest. Where by some of them it was
    surely done by the `last` day, those by which it was perhaps later give no number."""
    done = enclose_ranges(fulfilment.done for _, fulfilment in plans if fulfilment.done)
    if done is None:
        return (), []
    counted = {
        action.statement.id: action
        for _, fulfilment in plans
        for action in fulfilment.actions
        if action.counted and not action.in_total
    }.values()
    reports = _select_by_day([action.statement for action in counted], done, last) or [
        action.statement for action in counted if action.counted == done
    ]
    reports = reports or [action.statement for action in counted]
    one = next(iter(counted), None)
    if len(counted) == 1 and one and one.basis == "fulfils" and one.statement.count:  # with its own days, as reported
        count = one.statement.count
        return (_make_done((count.min, count.max), reports),), reports
    by_range: dict[Range, list[StoredStatement]] = defaultdict(list)
    for report in reports:
        if report.count:
            by_range[report.count.min, report.count.max].append(report)
    highs = [high for _, high in by_range if high is not None]
    if len(by_range) > 1 and len(highs) == len(by_range) and done[1] is not None and done[1] <= max(highs):
        ends = take_ends(by_range)
        ends.sort(key=lambda end: all(report.bounds.latest_end > last for report in end[1]))
        return tuple(_make_done(found, same) for found, same in ends), reports
    return (_make_done(done, reports),), reports


def _select_by_day(reports: Sequence[StoredStatement], done: Range, last: date) -> list[StoredStatement]:
    """The reports of one move, if by some of them it surely was by the last day: these alone if one of them gives the
    most, else all."""
    by_day = [report for report in reports if report.bounds.latest_end <= last]
    most = [max((one.count.max or 0 for one in some if one.count), default=0) for some in (by_day, reports)]
    if not by_day or len(by_day) == len(reports) or done[0] > 0 or done[1] != most[1]:
        return []
    return by_day if most[0] == most[1] else list(reports)


def _make_done(done: Range, reports: Sequence[StoredStatement]) -> SaidAmount:
    wordings = {report.count.wording for report in reports if report.count}
    windows = [
        find_written_days(report)[0] if has_own_bounds(report) else find_named_window(report) for report in reports
    ]
    days = Window(min(w.earliest for w in windows), max(w.latest for w in windows)) if windows else None
    if len(windows) > 1 and max(w.earliest for w in windows) > min(w.latest for w in windows):
        days = None  # each speaker names other days
    speakers = tuple(dict.fromkeys(report.said_by for report in reports))
    amount = read_amount(done, tuple(wordings) if len(wordings) == 1 else ())
    is_total = any(map(is_running_total, reports))
    weekday = find_weekday(reports[0]) if len(reports) == 1 else ""
    return SaidAmount(amount, speakers, days, is_total=is_total, weekday=weekday)
