"""The facts of the sentence on who was friendly or hostile to one actor."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.facts import AskedDays, Doubt
from app.sentences.networks import is_directed, name_relation, rank_relation
from graph.alliances.pairs import PairRow, SignName
from graph.alliances.question import StatedAllianceFindings
from graph.dates.windows import Window
from graph.evidence.support import find_named_window
from graph.model.statement import StoredStatement
from graph.selection.rows import select_best_statements
from graph.vocabulary import vocabulary

MOST_NAMED = 6  # others of one side; a sentence may name fewer
YEAR_DAYS = (365, 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFact:
    """Others on one side of an actor for whom the same speakers vouch, those of most years first.

    `others` are the first ids of `count`. `only_years`: what is said names a year, and a day was asked about.
    `relation` is what is said of them; `is_by_others`: they do it to the actor, where it is said of one end only.
    """

    others: tuple[str, ...]
    count: int
    speakers: tuple[str, ...]
    doubt: Doubt
    only_years: bool = False
    relation: str = ""
    is_by_others: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlliancesFacts:
    """Who was hostile, friendly and neutral to an actor, or to several of one name; `mixed` were friendly and hostile.

    `deniers` are speakers who deny some of it, `truces` hostile ones with whom a truce is reported too. `before` and
    `after` are those of the nearest evidence where there is none of the days, its days, and whether it is hostile.
    """

    asked: AskedDays
    actors: tuple[str, ...]
    sign: SignName | None
    hostile: tuple[SideFact, ...] = ()
    friendly: tuple[SideFact, ...] = ()
    neutral: tuple[SideFact, ...] = ()
    mixed: tuple[str, ...] = ()
    deniers: tuple[str, ...] = ()
    truces: tuple[str, ...] = ()
    before: tuple[SideFact, Window, bool] | None = None
    after: tuple[SideFact, Window, bool] | None = None


def find_alliances_facts(selection: Asked, findings: StatedAllianceFindings) -> AlliancesFacts:
    """The facts of an answer around one actor."""
    scope, asked = findings.scope, selection.question
    assert scope.actor is not None
    around = scope.actors or frozenset((scope.actor,))
    years = _count_years(findings.statements, around, asked.as_of.latest)

    def find_other(row: PairRow) -> str:
        return row.b if row.a in scope.asked or (row.b not in scope.asked and row.a in around) else row.a

    def list_sides(rows: Iterable[PairRow], sign: int) -> tuple[SideFact, ...]:
        return _group_by_speakers([row for row in rows if row.sign == sign], find_other, years, asked.as_of)

    rows = _drop_inferred(findings.rows)
    told = [row for row in rows if row.sign == -1] or rows
    return AlliancesFacts(
        asked=find_asked_days(selection, told=[s for row in told for s in select_best_statements(row)]),
        actors=scope.asked,
        sign=scope.sign,
        hostile=list_sides(rows, -1),
        friendly=list_sides(rows, 1),
        neutral=list_sides([row for row in rows if not row.mixed], 0),
        mixed=tuple(find_other(row) for row in rows if row.mixed),
        deniers=tuple(dict.fromkeys(denial.said_by for row in rows for denial in row.denials)),
        truces=tuple(
            find_other(row)
            for row in rows
            if row.sign == -1 and any(vocabulary().predicates[s.predicate].truce for s in row.statements)
        ),
        before=None if rows else _find_nearest(findings.last_known, find_other, years, latest=True),
        after=None if rows else _find_nearest(findings.first_known, find_other, years, latest=False),
    )


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


def _drop_inferred(rows: Sequence[PairRow]) -> list[PairRow]:
    """For each sign the rows of which somebody states something; and the others, where they are no more than these.

    Where more follow from what is stated than are stated, they are the allies of a party, say, against its enemy.
    """
    chosen = []
    for sign in (-1, 1, 0, None):
        of_sign = [row for row in rows if row.sign == sign]
        stated = [row for row in of_sign if any(s.reading == "stated" for s in select_best_statements(row))]
        chosen += stated if stated and len(of_sign) > 2 * len(stated) else of_sign
    return chosen


def _group_by_speakers(
    rows: Sequence[PairRow], find_other: Callable[[PairRow], str], years: Mapping[str, int], asked: Window
) -> tuple[SideFact, ...]:
    """Rows of one sign by who says so and how sure it is, the largest group first."""
    groups: dict[tuple[tuple[str, ...], Doubt, bool, str, bool], list[str]] = {}
    for row in rows:
        best = select_best_statements(row)
        other = find_other(row)
        relation = find_row_relation(row)
        only_years = asked.earliest == asked.latest and all(_names_year(s) for s in best)
        for is_by_others in _list_directions(row, relation, other):
            said = [s for s in best if name_relation(s.predicate) == relation] or best
            speakers = tuple(sorted({s.said_by for s in said if s.reading == "stated"} or {s.said_by for s in said}))
            key = speakers, _find_doubt(row), only_years, relation, is_by_others
            groups.setdefault(key, []).append(other)
    sides = [
        _make_side(others, years, speakers, doubt, only_years, relation, is_by_others)
        for (speakers, doubt, only_years, relation, is_by_others), others in groups.items()
    ]
    return tuple(sorted(sides, key=lambda side: -side.count))


def find_row_relation(row: PairRow) -> str:
    """The strongest relation of the sign of a row, first by what bears it best."""
    predicates = vocabulary().predicates
    for statements in (select_best_statements(row), row.statements):
        found = {name_relation(s.predicate) for s in statements if row.sign in (None, predicates[s.predicate].sign)}
        if found:
            return min(found, key=rank_relation)
    return name_relation(row.relations[0])


def _list_directions(row: PairRow, relation: str, other: str) -> tuple[bool, ...]:
    """Whether the other one does it to the actor, for each way in which it is said; once where it leads no way."""
    if not is_directed(relation):
        return (False,)
    by_other = {other in s.role("subject") for s in row.statements if s.predicate == relation}
    return tuple(sorted(by_other)) or (False,)


def _make_side(
    others: Iterable[str],
    years: Mapping[str, int],
    speakers: tuple[str, ...],
    doubt: Doubt,
    only_years: bool = False,
    relation: str = "",
    is_by_others: bool = False,
) -> SideFact:
    ordered = sorted(dict.fromkeys(others), key=lambda id_: (-years.get(id_, 0), id_))
    return SideFact(
        others=tuple(ordered[:MOST_NAMED]),
        count=len(ordered),
        speakers=speakers,
        doubt=doubt,
        only_years=only_years,
        relation=relation,
        is_by_others=is_by_others,
    )


def _names_year(statement: StoredStatement) -> bool:
    window = find_named_window(statement)
    return (window.latest - window.earliest).days + 1 in YEAR_DAYS and window.earliest.month == 1


def _find_doubt(row: PairRow) -> Doubt:
    if row.support is None or row.support.kind == "certain":
        return Doubt.NONE
    return Doubt.PROBABLY


def _find_nearest(
    rows: Sequence[PairRow], find_other: Callable[[PairRow], str], years: Mapping[str, int], *, latest: bool
) -> tuple[SideFact, Window, bool] | None:
    """Those of the nearest evidence on one side of the days, hostile ones first; its days, and whether hostile."""
    signed = [row for row in _drop_inferred(rows) if row.sign]
    if not signed:
        return None

    def window_of(row: PairRow) -> Window:
        windows = [find_named_window(s) for s in row.statements]
        return max(windows, key=lambda one: one.latest) if latest else min(windows, key=lambda one: one.earliest)

    nearest = (max if latest else min)(map(window_of, signed))
    here = [row for row in signed if window_of(row) == nearest]
    hostile = any(row.sign == -1 for row in here)
    chosen = [row for row in here if row.sign == (-1 if hostile else 1)]
    relation = find_row_relation(chosen[0])
    by_others = _list_directions(chosen[0], relation, find_other(chosen[0]))[0]
    alike = [
        row
        for row in chosen
        if find_row_relation(row) == relation and by_others in _list_directions(row, relation, find_other(row))
    ]
    speakers = tuple(dict.fromkeys(s.said_by for row in alike for s in row.statements))
    others = map(find_other, alike)
    return _make_side(others, years, speakers, Doubt.NONE, False, relation, by_others), nearest, hostile
