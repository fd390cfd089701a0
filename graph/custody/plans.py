"""Plans, and how much of each is reported as done: the actions that fulfil a plan, and their counts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Literal, NamedTuple, get_args

from graph.custody.inflow_outflow import CountedPart, resolve_move_totals
from graph.custody.moves import GAINS, LOSES, PEOPLE, Move, MoveForm
from graph.custody.totals import CountedMove
from graph.dates.windows import MAX
from graph.evidence.hierarchy import Containment, Hierarchy, is_fact, is_plan
from graph.evidence.support import find_known_certainty, find_named_window
from graph.model.counts import MOVED, Range, ReportedCount
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from graph.selection.rows import FilteredRows, filter_corroborated
from graph.selection.selection import AnySelection
from graph.vocabulary import vocabulary

PlanBasis = Literal["fulfils", "event", "matching"]
BASES: tuple[PlanBasis, ...] = get_args(PlanBasis)
PARTIES = ("agent", "subject", "from_holder", "to_holder")
PLACES = ("from_place", "to_place", "at")


@dataclass(frozen=True, slots=True)
class ReportedAction:
    """A report that may fulfil a plan. `basis`: it is linked to the plan (fulfils), is about the same Event (event), or
    is compatible with the plan (matching). `counted` is its number towards the plan, if it has one. `in_total`: it is
    included in a total and adds nothing to it."""

    statement: StoredStatement
    basis: PlanBasis
    counted: Range | None
    in_total: bool = False


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """`cap` is the number planned, `done` the number reported as done, `share` is `done` in per cent of `cap`."""

    actions: tuple[ReportedAction, ...]
    done: Range | None
    cap: Range | None
    share: Range | None


class ReportedPlan(NamedTuple):
    """One statement of a plan, and how much of it is reported as done."""

    plan: StoredStatement
    fulfilment: Fulfilment

    @property
    def statements(self) -> list[StoredStatement]:
        return [self.plan, *(action.statement for action in self.fulfilment.actions)]


@dataclass(frozen=True, kw_only=True)
class PlansFindings:
    """Plans, and the data they were computed from.

    `held` is the id of the group asked about, None for any; `asked` has those of all that bear the name. `read` are
    all statements on them; `statements` those that the question may use, with actions on other groups that are linked
    to the plans. `filtered` are the plans, the newest first, with the number dropped for too few speakers.
    `nationalities` are those asked about.
    """

    held: str | None
    asked: tuple[str, ...]
    nationalities: tuple[str, ...]
    read: Sequence[StoredStatement]
    statements: Sequence[StoredStatement]
    filtered: FilteredRows[ReportedPlan]

    @property
    def plans(self) -> list[ReportedPlan]:
        return self.filtered.rows


def find_plans(selection: AnySelection, held: str | None = None, nationality: str | None = None) -> PlansFindings:
    """Plans for a group and its parts, or for groups with people of a nationality, that may have been stated by the
    days asked about, and how much of each is reported as done by then.

    An undertaking under way is a plan too, as its count is that of the whole undertaking.
    Raises NotFound or Ambiguous naming the parameter.
    """
    view, asked, words = selection.view, selection.question, vocabulary()
    ids = selection.resolve_names(held, ["Group"], "held")
    nationalities = selection.resolve_names(nationality, ["Nationality"], "nationality")
    groups = selection.find_parts_of(ids)
    if nationalities:
        some = _find_groups_with(selection, nationalities)
        groups = some if groups is None else some & groups
    if groups is not None:
        read = view.select_by_entities(groups, words.predicates, asked.known_by)
    else:
        read = view.select_by_predicates(words.predicates, asked.known_by)
    statements = selection.drop_retracted(selection.select_statements(read))
    statements += _find_linked_actions(selection, statements)
    return PlansFindings(
        held=next(iter(ids), None),
        asked=ids,
        nationalities=nationalities,
        read=read,
        statements=statements,
        filtered=find_reported_plans(selection, statements),
    )


def _find_groups_with(selection: AnySelection, nationalities: Sequence[str]) -> frozenset[str]:
    """The groups of which all or some people have one of some nationalities; and of the latter the groups that they are
    part of, so that a plan for these is for them too."""
    found = [selection.find_groups(id_) for id_ in nationalities]
    some = frozenset[str]().union(*(partial for _, partial in found))
    hierarchy, days = Hierarchy(selection.part_links), selection.question.as_of
    wholes = (hierarchy.find_ancestors(id_, days) for id_ in some)
    return some.union(*(full for full, _ in found), *wholes)


def find_reported_plans(
    selection: AnySelection, statements: Sequence[StoredStatement], predicate: str | None = None
) -> FilteredRows[ReportedPlan]:
    """The plans among some statements, with the actions among the others; only of one predicate if it is given."""
    view, last = selection.view, selection.question.as_of.latest
    wanted = [plan for plan in _select_plans(selection, statements) if predicate in (None, plan.predicate)]
    plans = filter_corroborated(selection, wanted)
    linked = {id_ for plan in plans for id_ in plan.fulfilled_by}
    by_predicate = select_actions(selection.drop_retracted(statements), last)
    others = [
        action for actions in by_predicate.values() for action in actions if action.id in linked or action.fulfils
    ]
    reported = []
    for plan in plans:
        candidates = {action.id: action for action in (*by_predicate.get(plan.predicate, ()), *others)}
        done = measure_fulfilment(
            plan, candidates.values(), selection.containment, view.judgements, last, view.distinct_sources
        )
        reported.append(ReportedPlan(plan, done))
    return FilteredRows(reported, only_possible=0, few_speakers=len(wanted) - len(plans))


def _select_plans(selection: AnySelection, statements: Iterable[StoredStatement]) -> list[StoredStatement]:
    """Plans that may have been reported by the days asked about, the newest first."""
    asked = selection.question
    found = [s for s in statements if is_plan(s) and s.said.earliest <= asked.as_of.latest]
    if asked.certainty == "certain":
        found = [s for s in found if find_known_certainty([s], asked.known_at) == "certain"]
    return sorted(found, key=lambda s: (s.said.latest, s.key), reverse=True)


def _find_linked_actions(selection: AnySelection, statements: Sequence[StoredStatement]) -> list[StoredStatement]:
    """Actions on other groups that a source linked to the plans among some statements."""
    view, plans = selection.view, _select_plans(selection, statements)
    linked = {id_ for plan in plans for id_ in plan.fulfilled_by} - {s.id for s in statements}
    found = [s for s in view.select_by_ids(linked) if s.closed_in > view.version] if linked else []
    return [s for s in selection.select_statements(found) if not is_plan(s)]


def select_actions(statements: Iterable[StoredStatement], last: date = MAX) -> dict[str, list[StoredStatement]]:
    """Statements of completed actions that may have begun by a day, by predicate. States and undertakings under way are
    no actions."""
    words, found = vocabulary(), defaultdict(list)
    for s in statements:
        is_completed_event = not words.predicates[s.predicate].is_state and not words.modes[s.mode].whole
        if is_completed_event and is_fact(s) and s.bounds.earliest_start <= last:
            found[s.predicate].append(s)
    return found


def measure_fulfilment(
    plan: StoredStatement,
    actions: Iterable[StoredStatement],
    within: Containment,
    judgements: Sequence[Judgement] = (),
    last: date = MAX,
    distinct: Collection[str] = (),
) -> Fulfilment:
    """How much of a plan is done by a day. An action without a number adds nothing.

    The lower bound counts only actions that are linked to the plan or about its Event, and totals that include one of
    these; the upper bound also those that only match it. Totals, and reports that may be of one occurrence, are
    combined as in graph.custody.inflow_outflow. `distinct` are datasets whose rows are distinct.
    """
    based = [(one, basis) for one in actions if (basis := _find_basis(plan, one, within))]
    found = [ReportedAction(one, basis, _count_towards(plan, one, within, last, basis)) for one, basis in based]
    counted = [action for action in found if action.counted]
    sure = [action for action in counted if action.basis != "matching"]
    count_done = partial(_sum_actions, plan, within=within, judgements=judgements, distinct=distinct, last=last)
    done: Range | None = None
    if counted:
        (_, most), totals = count_done(counted)
        linked = {action.statement.id for action in sure}
        in_same_totals = {id_ for total in totals if not linked.isdisjoint(total.all) for id_ in total.all}
        in_total = set().union(*(total.held for total in totals))
        found = [replace(action, in_total=action.statement.id in in_total) for action in found]
        sure = [action for action in counted if action.statement.id in linked | in_same_totals]
        (low, high), _ = count_done(sure) if sure else ((0, 0), [])
        done = low, None if high is None or most is None else max(high, most)
    cap = (plan.count.min, plan.count.max) if plan.count and plan.count.kind != "share" else None
    order = sorted(found, key=lambda action: (BASES.index(action.basis), action.statement.bounds.earliest_start))
    return Fulfilment(tuple(order), done, cap, measure_share(done, cap))


def measure_share(done: Range | None, cap: Range | None) -> Range | None:
    """`done` in per cent of `cap`, rounded outwards; None if the cap has no upper bound. "Up to n" counts as n."""
    if done is None or cap is None or not cap[1]:
        return None
    fewest = cap[0] or cap[1]
    return done[0] * 100 // cap[1], None if done[1] is None else -(-done[1] * 100 // fewest)


class _TotalReports(NamedTuple):
    """The ids of the reports of one total, and of the reports that it includes."""

    own: set[str]
    held: set[str]

    @property
    def all(self) -> set[str]:
        return self.own | self.held


def _sum_actions(
    plan: StoredStatement,
    actions: Sequence[ReportedAction],
    *,
    within: Containment,
    judgements: Sequence[Judgement],
    distinct: Collection[str],
    last: date,
) -> tuple[Range, list[_TotalReports]]:
    """The sum of some counted actions, and the reports of each total in it."""
    counted_of = {action.statement.id: action.counted or (0, None) for action in actions}

    moves = [_read_move(action.statement) for action in actions]
    named_gainers = {move.form.gains for move in moves if move.form.gains}
    default_gainers = _find_gainers(plan) or (
        next(iter(named_gainers)) if len(named_gainers) == 1 else ()
    )  # without a name, the gainer is the only one named

    def read(move: Move) -> CountedPart:
        form = move.form
        whose = tuple(sorted(form.gains or default_gainers)), tuple(sorted(form.held))
        places = form.get_places(LOSES if form.gains is None else GAINS)
        return CountedPart(counted_of[move.statement.id], whose, tuple(sorted(places)))

    resolved, apart = resolve_move_totals(moves, last.toordinal(), read, judgements, distinct, within)
    totals = [
        _TotalReports(_list_ids(total.current), _list_ids(total.replaced))
        for total in (*resolved.totals, *resolved.across)
    ]
    return resolved.sum_range(apart), totals


def _list_ids(items: Iterable[CountedMove]) -> set[str]:
    return {statement.id for item in items for statement in item.reports}


def _read_move(action: StoredStatement) -> Move:
    """A counted action as a move, also if it does not count people."""
    count, at = _read_count(action), action.role("at")
    came_to, left = action.role("to_place") + at, action.role("from_place") + at
    has_gainers = vocabulary().predicates[action.predicate].find_role("gains") is not None
    form = MoveForm(
        _find_people(action)[1],
        _find_gainers(action) if has_gainers else None,
        None,
        came_to,
        left,
        PEOPLE,
        True,
        count.kind == "cumulative",
    )
    days = action.bounds
    return Move(form, (count.min, count.max), days.earliest_start.toordinal(), days.latest_end.toordinal(), action)


def _find_gainers(statement: StoredStatement) -> tuple[str, ...]:
    return statement.role(vocabulary().predicates[statement.predicate].find_role("gains"))


def _find_basis(plan: StoredStatement, action: StoredStatement, within: Containment) -> PlanBasis | None:
    if plan.id in action.fulfils or action.id in plan.fulfilled_by:
        return "fulfils"
    if action.predicate != plan.predicate or not _has_same_people(plan, action, within):
        return None
    if not set(plan.about).isdisjoint(action.about):
        return "event"
    return "matching" if _is_matching(plan, action, within) else None


def _is_matching(plan: StoredStatement, action: StoredStatement, within: Containment) -> bool:
    held = _find_people(plan)[0]
    return (
        all(within.is_compatible(plan.role(role), action.role(role)) for role in PARTIES if role != held)
        and all(within.is_compatible(plan.role(role), action.role(role)) for role in PLACES)
        and action.bounds.latest_end >= find_named_window(plan).earliest
    )


def _has_same_people(plan: StoredStatement, action: StoredStatement, within: Containment) -> bool:
    """Whether the action is on a group of the plan or a part of it, or neither names a group."""
    wanted, done = set(_find_people(plan)[1]), _find_people(action)[1]
    return any(wanted & within.find_ancestors([one]) for one in done) if wanted else not done


def _find_people(statement: StoredStatement) -> tuple[str, tuple[str, ...]]:
    """The role of the people moved or held, or of the object, and the ids in it."""
    role = vocabulary().predicates[statement.predicate].find_role("held") or "object"
    return role, statement.role(role)


def _count_towards(
    plan: StoredStatement, action: StoredStatement, within: Containment, last: date, basis: PlanBasis
) -> Range | None:
    """The number that an action adds to a plan. At least 0 if it is shared with others or may be after the day."""
    count, unit = action.count, plan.count.unit if plan.count else "people"
    if count is None or count.kind not in MOVED or count.unit != unit:
        return None
    wanted = set(_find_people(plan)[1])
    is_all_of_plan = basis == "fulfils" or all(wanted & within.find_ancestors([one]) for one in _find_people(action)[1])
    is_by_day = count.kind == "cumulative" or action.bounds.latest_end <= last
    return (count.min if is_all_of_plan and is_by_day else 0), count.max


def _read_count(action: StoredStatement) -> ReportedCount:
    assert action.count is not None
    return action.count
