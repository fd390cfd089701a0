"""Finds the facts of the sentence on who was friendly or hostile to one actor."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.answers.question import Asked
from app.sentences import DEFAULT_LANGUAGE
from app.sentences.actor_sides import find_row_relation, group_by_speakers, list_directions, make_side
from app.sentences.alliances import AlliancesFacts, SideFact
from app.sentences.asked import find_asked_days
from app.sentences.facts import AskedDays, Doubt
from app.sentences.inferred_sides import find_joined, group_by_joining, list_foes
from app.sentences.names import PrintedNames
from graph.alliances.pairs import PairRow
from graph.alliances.question import StatedAllianceFindings, find_scope, find_stated_alliances
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.support import find_named_window
from graph.model.statement import StoredStatement
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
    years, foe_years = _weigh(selection, (), counted), _weigh(selection, scope.asked, counted)

    def find_other(row: PairRow) -> str:
        return row.b if row.a in scope.asked or (row.b not in scope.asked and row.a in around) else row.a

    def list_sides(rows: Iterable[PairRow], sign: int) -> tuple[SideFact, ...]:
        chosen, is_by_all = [row for row in rows if row.sign == sign], asked.min_independent > 1
        weights = foe_years if sign == -1 else years
        return group_by_speakers(chosen, find_other, weights, asked.as_of, is_by_all=is_by_all)

    rows = findings.rows
    joined = find_joined(rows, findings.statements, around)
    hostile = [row for row in rows if row.sign == -1 and id(row) not in joined]
    told = hostile or [row for row in rows if row.sign == -1] or rows
    return AlliancesFacts(
        asked=_end_open_days(find_asked_days(selection, findings=[select_best_statements(row) for row in told]), told),
        actors=tuple(id_ for id_ in scope.asked if any(id_ in (row.a, row.b) for row in rows)) or scope.asked,
        sign=scope.sign,
        hostile=list_sides(hostile, -1),
        opposed=group_by_joining(rows, joined, find_other, years),
        friendly=list_sides(rows, 1),
        neutral=list_sides([row for row in rows if not row.mixed], 0),
        mixed=tuple(find_other(row) for row in rows if row.mixed),
        foes=list_foes(rows, findings.statements, around, find_other, years),
        deniers=tuple(dict.fromkeys(denial.said_by for row in rows for denial in row.denials)),
        disputed=tuple(dict.fromkeys(find_other(row) for row in rows if row.denials)),
        truces=tuple(
            find_other(row)
            for row in rows
            if row.sign == -1 and any(vocabulary().predicates[s.predicate].truce for s in row.statements)
        ),
        governed=None if rows else _find_governed(selection, findings),
        before=None if rows else _find_nearest(findings.last_known, find_other, years, latest=True),
        after=None if rows else _find_nearest(findings.first_known, find_other, years, latest=False),
    )


def _find_governed(selection: Asked, findings: StatedAllianceFindings) -> AlliancesFacts | None:
    """What is said of a state that the actor governed on the days asked about."""
    names = PrintedNames(selection.view, DEFAULT_LANGUAGE, selection.question.as_of)
    codes = {code for id_ in findings.scope.asked for code in names.list_governed(id_)}
    if not codes:
        return None
    directory = selection.view.directory
    states = {
        directory.find_canonical(one.id)
        for one in directory
        if one.id in directory.states and codes.intersection(one.external_ids)
    }
    for id_ in sorted(states - set(findings.scope.asked)):
        found = find_stated_alliances(selection, find_scope(selection, id_, findings.scope.sign, None))
        if found.rows:
            return find_alliances_facts(selection, found)
    return None


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


def _weigh(selection: Asked, asked: Sequence[str], years: Counter[str]) -> Counter[str]:
    """Each other actor by its years; of as many years those whom most sources know, as readers do.

    Where a state is `asked` about, other states come first.
    """
    directory = selection.view.directory
    of_state = directory.states.intersection(asked)
    return Counter(
        {
            id_: (n + MOST_YEARS * bool(of_state and id_ in directory.states)) * MOST_KNOWN
            + min(len(directory.list_members(id_)), MOST_KNOWN - 1)
            for id_, n in years.items()
        }
    )


def _drop_inferred(rows: Sequence[PairRow]) -> list[PairRow]:
    """The rows of which somebody states something, or all where there is none."""
    return [row for row in rows if any(s.reading == "stated" for s in select_best_statements(row))] or list(rows)


def _find_nearest(
    rows: Sequence[PairRow], find_other: Callable[[PairRow], str], years: Mapping[str, int], *, latest: bool
) -> tuple[SideFact, Window, bool] | None:
    """Those of the nearest evidence on one side of the days, hostile ones first; its days, and whether hostile.

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
    return make_side(others, years, speakers, Doubt.NONE, False, relation, by_others), days, hostile


def _is_as_near(window: Window, nearest: Window, *, latest: bool) -> bool:
    """Whether a window has the same end towards the days asked about, and its other end in the same year."""
    (near, far), (nearest_near, nearest_far) = (
        (one.latest, one.earliest) if latest else (one.earliest, one.latest) for one in (window, nearest)
    )
    return near == nearest_near and far.year == nearest_far.year
