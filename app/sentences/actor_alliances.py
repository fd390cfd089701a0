"""Finds the facts of the sentence on who was friendly or hostile to one actor."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from app.answers.question import Asked
from app.sentences.actor_sides import find_row_relation, group_by_speakers, list_directions, list_shared_foes, make_side
from app.sentences.alliances import AlliancesFacts, NearestSideFact, SideFact, Takeover
from app.sentences.asked import find_asked_days
from app.sentences.facts import QUARTER, AskedDays, Doubt, find_written_days, has_only_end, has_own_bounds
from app.sentences.inferred_sides import find_joined, group_by_joining, list_foes
from app.sentences.missions import Missions
from graph.alliances.pairs import PairRow
from graph.alliances.question import AllianceScope, StatedAllianceFindings, find_stated_alliances
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.support import find_named_window
from graph.model.statement import StoredStatement
from graph.selection.reigns import list_reigns, list_reigns_over, list_takeovers
from graph.selection.rows import select_best_statements
from graph.vocabulary import vocabulary

MOST_KNOWN = 1_000  # more than sources that know one actor
MOST_YEARS = 10_000  # more than years with an actor


def find_alliances_facts(selection: Asked, findings: StatedAllianceFindings) -> AlliancesFacts:
    """The facts of an answer around one actor."""
    scope, asked = findings.scope, selection.question
    assert scope.actor is not None
    around = scope.actors or frozenset((scope.actor,))
    counted = _count_years(findings.statements, around, asked.as_of.latest)
    missions = Missions(selection)
    minor = {_find_other(scope, row) for row in findings.rows if missions.have_all(select_best_statements(row))}
    counted.update({_find_other(scope, row): 0 for row in findings.rows})
    years, foe_years = _weigh(selection, (), counted, minor), _weigh(selection, scope.asked, counted, minor)

    find_other = partial(_find_other, scope)

    def list_sides(rows: Iterable[PairRow], sign: int) -> tuple[SideFact, ...]:
        chosen, is_by_all = [row for row in rows if row.sign == sign], asked.min_independent > 1
        weights = foe_years if sign == -1 else years
        return group_by_speakers(chosen, find_other, weights, asked.as_of, is_by_all=is_by_all)

    rows = _drop_missions_of_rulers(selection, findings, missions)
    joined = find_joined(rows, findings.statements, around)
    hostile = [row for row in rows if row.sign == -1 and id(row) not in joined]
    told = hostile or [row for row in rows if row.sign == -1] or rows
    last_reported = _find_last_reported(rows)
    facts = AlliancesFacts(
        asked=_end_open_days(find_asked_days(selection, findings=[select_best_statements(row) for row in told]), told),
        actors=tuple(id_ for id_ in scope.asked if any(id_ in (row.a, row.b) for row in rows)) or scope.own,
        sign=scope.sign,
        hostile=list_sides(hostile, -1),
        opposed=group_by_joining(rows, joined, find_other, years),
        friendly=list_sides(rows, 1),
        neutral=list_sides([row for row in rows if not row.mixed], 0),
        mixed=tuple(find_other(row) for row in rows if row.mixed),
        foes=list_foes(rows, findings.statements, around, find_other, years),
        shared=list_shared_foes(rows, findings.statements, around, find_other),
        deniers=tuple(dict.fromkeys(denial.said_by for row in rows for denial in row.denials)),
        disputed=tuple(dict.fromkeys(find_other(row) for row in rows if row.denials)),
        truces=tuple(
            find_other(row)
            for row in rows
            if row.sign == -1 and any(vocabulary().predicates[s.predicate].truce for s in row.statements)
        ),
        ruler=_find_ruler(scope, rows),
        takeovers=tuple(
            Takeover(one.ruler, one.state, one.days.earliest)
            for one in list_takeovers(selection.view.directory, scope.asked, asked.as_of)
            if any({one.ruler, one.state} == {row.a, row.b} for row in rows)
        ),
        before=None if rows else _find_nearest_of_all(selection, findings, years, latest=True),
        after=None if rows else _find_nearest_of_all(selection, findings, years, latest=False),
        last_reported=last_reported,
    )
    return _tell_of_last_days(facts) if last_reported else facts


def _find_ruler(scope: AllianceScope, rows: Sequence[PairRow]) -> str:
    """Who is asked about, where all that is found is of a state that it governed; empty where it is not so."""
    is_of_own = any(set(scope.own) & {row.a, row.b} for row in rows)
    return scope.own[0] if rows and scope.governed and not is_of_own else ""


def _find_last_reported(rows: Sequence[PairRow]) -> Window | None:
    """The days of all that is told, where these are so long before those asked about that nothing is known of them."""
    supports = [row.support for row in rows]
    if not rows or any(one is None or one.kind != "after" or (one.gap_days or 0) <= QUARTER for one in supports):
        return None
    windows = [_find_told_days(s) for row in rows for s in select_best_statements(row)]
    last = [
        Window(max(one.earliest, date(one.latest.year, 1, 1)), one.latest) if _has_whole_years(one) else one
        for one in windows
    ]
    return Window(min(one.earliest for one in last), max(one.latest for one in last))


def _find_told_days(statement: StoredStatement) -> Window:
    """The days of a statement; of one that has only bounds these, up to when it was said."""
    named = find_named_window(statement)
    if has_own_bounds(statement) and named.earliest > MIN:
        return Window(named.earliest, max(named.earliest, min(named.latest, statement.said.latest)))
    return find_written_days(statement)[0]


def _has_whole_years(window: Window) -> bool:
    """Whether it is told by years, as a war is: then its last one counts."""
    return window.earliest == MIN or ((window.earliest.month, window.earliest.day) == (1, 1))


def _tell_of_last_days(facts: AlliancesFacts) -> AlliancesFacts:
    """The same as it was said of its own days: what is stated was so, and not only probably still so."""

    def drop_doubt(sides: Sequence[SideFact]) -> tuple[SideFact, ...]:
        return tuple(side if side.is_inferred or side.through else replace(side, doubt=Doubt.NONE) for side in sides)

    return replace(
        facts,
        hostile=drop_doubt(facts.hostile),
        friendly=drop_doubt(facts.friendly),
        neutral=drop_doubt(facts.neutral),
    )


def _find_other(scope: AllianceScope, row: PairRow) -> str:
    """The other end of a row around the actor."""
    is_around = row.a in (scope.actors or ())
    return row.b if row.a in scope.asked or (row.b not in scope.asked and is_around) else row.a


def _ask_states(
    selection: Asked, scope: AllianceScope, states: Collection[str]
) -> Iterator[tuple[str, StatedAllianceFindings]]:
    """Some states, and what is found of each."""
    for id_ in sorted(states):
        around = replace(scope, actor=id_, asked=(id_,), actors=selection.find_parts_of((id_,)), governed=())
        yield id_, find_stated_alliances(selection, around)


def _find_nearest_of_all(
    selection: Asked, findings: StatedAllianceFindings, years: Mapping[str, int], *, latest: bool
) -> NearestSideFact | None:
    """The nearest evidence of the actor itself, or of a state while the actor governed it."""

    def find_own(found: StatedAllianceFindings) -> NearestSideFact | None:
        rows = found.last_known if latest else found.first_known
        return _find_nearest(rows, partial(_find_other, found.scope), years, latest=latest)

    scope, reigns = findings.scope, list_reigns(selection.view.directory, findings.scope.own)
    if scope.governed:
        own = replace(scope, asked=scope.own, actors=selection.find_parts_of(scope.own), governed=())
        findings = find_stated_alliances(selection, own)
    nearest = [find_own(findings)]
    for state, found in _ask_states(selection, scope, {one.state for one in reigns}):
        fact = find_own(found)
        if fact and any(one.state == state and one.covers(fact.days) for one in reigns):
            nearest.append(replace(fact, state=state))
    known = [one for one in nearest if one]
    if latest:
        return max(known, key=lambda one: one.days.latest, default=None)
    return min(known, key=lambda one: one.days.earliest, default=None)


def _end_open_days(asked: AskedDays, rows: Iterable[PairRow]) -> AskedDays:
    """Days asked about that have no end, up to the last ones of which something is told, where all of it has an end."""
    said = [s for row in rows for s in row.statements]
    last = max((find_named_window(s).latest for s in said), default=MAX)
    is_over = all(s.validity.bounds.latest_end < MAX for s in said)
    day = asked.day
    if day is None or not MIN < day.earliest <= last or day.latest < MAX or not is_over:
        return asked
    return replace(asked, day=Window(day.earliest, last))


def _count_years(statements: Iterable[StoredStatement], around: frozenset[str], last: date) -> Counter[str]:
    """For each other actor, in how many years up to a day something is stated of it and the actor."""
    found: dict[str, set[int]] = defaultdict(set)
    words = vocabulary()
    for s in statements:
        window = find_named_window(s)
        if s.reading == "inferred" or window.earliest > last or words.predicates[s.predicate].sign is None:
            continue
        for ids in s.roles.values():
            for id_ in ids:
                if id_ not in around:
                    found[id_].add(window.latest.year)
    return Counter({id_: len(years) for id_, years in found.items()})


def _drop_missions_of_rulers(selection: Asked, findings: StatedAllianceFindings, missions: Missions) -> list[PairRow]:
    """The rows without those of troops that a state sent to a mission while a group governed it.

    Sources do not say that it was the group that sent them.
    """
    days, directory = selection.question.as_of, selection.view.directory
    states = {one.state for one in list_reigns_over(directory, findings.scope.asked) if one.covers(days)}

    def is_of_mission(row: PairRow) -> bool:
        sent = [s for s in row.statements if states.intersection(s.role("subject"))]
        return len(sent) == len(row.statements) and missions.have_all(sent)

    return [row for row in findings.rows if not (states & {row.a, row.b} and is_of_mission(row))]


def _weigh(selection: Asked, asked: Sequence[str], years: Counter[str], minor: Collection[str] = ()) -> Counter[str]:
    """Each other actor by its years; of as many years those whom most sources know, as readers do.

    Where a state is `asked` about, other states come first. Those who are `minor`, as members of a mission of very many
    states, come last.
    """
    directory = selection.view.directory
    of_state = directory.states.intersection(asked)
    return Counter(
        {
            id_: (n + MOST_YEARS * (bool(of_state and id_ in directory.states) + 2 * (id_ not in minor))) * MOST_KNOWN
            + min(len(directory.list_members(id_)), MOST_KNOWN - 1)
            for id_, n in years.items()
        }
    )


def _drop_inferred(rows: Sequence[PairRow]) -> list[PairRow]:
    """The rows of which somebody states something, or all where there is none."""
    return [row for row in rows if any(s.reading == "stated" for s in select_best_statements(row))] or list(rows)


def _find_nearest(
    rows: Sequence[PairRow], find_other: Callable[[PairRow], str], years: Mapping[str, int], *, latest: bool
) -> NearestSideFact | None:
    """Those of the nearest evidence on one side of the days, hostile ones first.

    Whoever is last reported of the same year up to the same day is named, not only who came to it last in that year.
    """
    signed = [row for row in _drop_inferred(rows) if row.sign]
    if not signed:
        return None

    def window_of(row: PairRow) -> Window:
        windows = [find_named_window(s) for s in row.statements]
        return max(windows, key=lambda one: one.latest) if latest else min(windows, key=lambda one: one.earliest)

    windows = [window_of(row) for row in signed]
    nearest = max(windows, key=lambda one: (one.latest, one.earliest)) if latest else min(windows)
    here = [row for row in signed if _is_as_near(window_of(row), nearest, latest=latest)]
    hostile = any(row.sign == -1 for row in here)
    chosen = [row for row in here if row.sign == (-1 if hostile else 1)]
    relation = find_row_relation(chosen[0])
    by_others = list_directions(chosen[0], relation, find_other(chosen[0]))[0]
    alike = [
        row
        for row in chosen
        if find_row_relation(row) == relation and by_others in list_directions(row, relation, find_other(row))
    ]
    speakers = tuple(dict.fromkeys(s.said_by for row in alike for s in row.statements))
    others, near = map(find_other, alike), [window_of(row) for row in alike]
    days = Window(min(one.earliest for one in near), max(one.latest for one in near))
    side = make_side(others, years, speakers, Doubt.NONE, False, relation, by_others)
    is_until = all(has_only_end(s) for row in alike for s in row.statements)
    return NearestSideFact(side=side, days=days, is_until=is_until)


def _is_as_near(window: Window, nearest: Window, *, latest: bool) -> bool:
    """Whether a window has the same end towards the days asked about, and its other end in the same year."""
    (near, far), (nearest_near, nearest_far) = (
        (one.latest, one.earliest) if latest else (one.earliest, one.latest) for one in (window, nearest)
    )
    return near == nearest_near and far.year == nearest_far.year
