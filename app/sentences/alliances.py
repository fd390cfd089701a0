"""The facts of the sentence on who was friendly or hostile to one actor."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.facts import AskedDays, Doubt
from app.sentences.networks import TOGETHER, is_directed, name_relation, rank_relation
from graph.alliances.pairs import PairRow, SignName
from graph.alliances.question import StatedAllianceFindings
from graph.dates.windows import MAX, MIN, Window
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
    `relation` is what is said of them; `is_by_others`: they do it to the actor, or came to its side, and `is_by_actor`:
    it came to theirs, where that is said. `through`: with whom those stood of whom the side is only inferred.
    `days`: when that was, if it is an event that need not have been in the days asked about.
    """

    others: tuple[str, ...]
    count: int
    speakers: tuple[str, ...]
    doubt: Doubt
    only_years: bool = False
    relation: str = ""
    is_by_others: bool = False
    is_by_actor: bool = False
    through: tuple[str, ...] = ()
    days: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlliancesFacts:
    """Who was hostile, friendly and neutral to an actor, or to several of one name; `mixed` were friendly and hostile.

    `opposed` are those who were only on the other side: whom the actor stood against by standing with `through`, or
    who stood with `through` against it.
    `foes` are, for each whom the actor joined, those against whom that was, where the same place of a source says so.
    `deniers` are speakers who deny some of it, and `disputed` of whom that is said; `truces` are hostile ones with whom
    a truce is reported too. `before` and `after` are those of the nearest evidence where there is none of the days, its
    days, and whether it is hostile.
    """

    asked: AskedDays
    actors: tuple[str, ...]
    sign: SignName | None
    hostile: tuple[SideFact, ...] = ()
    opposed: tuple[SideFact, ...] = ()
    friendly: tuple[SideFact, ...] = ()
    neutral: tuple[SideFact, ...] = ()
    mixed: tuple[str, ...] = ()
    foes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    deniers: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    truces: tuple[str, ...] = ()
    before: tuple[SideFact, Window, bool] | None = None
    after: tuple[SideFact, Window, bool] | None = None

    def choose_told(self) -> tuple[Sequence[SideFact], Sequence[SideFact]]:
        """The sides that are told first, and all others: foes before friends.

        Friends whom the actor joined are told with those against whom that was.
        """
        own = [side for side in self.opposed if not side.is_by_others]
        joined = {speaker for side in own for speaker in side.speakers}
        friends = [side for side in self.friendly if not (side.is_by_actor and joined.issuperset(side.speakers))]
        rest = (*friends, *self.opposed)
        if self.hostile or self.mixed:
            return self.hostile, rest
        if own:
            return own[:1], [side for side in rest if side is not own[0]]
        return (self.friendly, self.opposed) if self.friendly else (self.opposed or self.neutral, ())

    def find_opening(self) -> AskedDays:
        """What a sentence opens with: without the days asked about where all that is told first names its own."""
        told = self.choose_told()[0]
        is_of_own_days = bool(told) and all(side.days for side in told) and not self.mixed
        return replace(self.asked, day=None) if is_of_own_days else self.asked

    def is_all_disputed(self) -> bool:
        """Whether the denials are of all that is told first, and of nothing else."""
        told = self.choose_told()[0]
        names = {*self.mixed, *(id_ for side in told for id_ in side.others)}
        return names == set(self.disputed) and sum(side.count for side in told) + len(self.mixed) == len(names)

    def list_joined(self, side: SideFact) -> tuple[tuple[str, ...], int]:
        """Whom the actor joined against a side, the first of so many."""
        friends = [one for one in self.friendly if one.is_by_actor and set(one.speakers) <= set(side.speakers)]
        joined = tuple(dict.fromkeys(id_ for one in friends for id_ in one.others)) or side.through
        return joined, max(sum(one.count for one in friends), len(joined))

    def pair_joined(self, joined: Sequence[str]) -> list[tuple[list[str], tuple[str, ...]]]:
        """Those whom the actor joined with the foes of each, those of the same foes together; none where one has none.

        What one of them fought is not said of another.
        """
        foes, paired = dict(self.foes), dict[tuple[str, ...], list[str]]()
        for friend in joined:
            paired.setdefault(foes.get(friend, ()), []).append(friend)
        return [] if () in paired else [(friends, theirs) for theirs, friends in paired.items()]


def find_alliances_facts(selection: Asked, findings: StatedAllianceFindings) -> AlliancesFacts:
    """The facts of an answer around one actor."""
    scope, asked = findings.scope, selection.question
    assert scope.actor is not None
    around = scope.actors or frozenset((scope.actor,))
    years = _count_years(findings.statements, around, asked.as_of.latest)

    def find_other(row: PairRow) -> str:
        return row.b if row.a in scope.asked or (row.b not in scope.asked and row.a in around) else row.a

    def list_sides(rows: Iterable[PairRow], sign: int) -> tuple[SideFact, ...]:
        chosen, is_by_all = [row for row in rows if row.sign == sign], asked.min_independent > 1
        return _group_by_speakers(chosen, find_other, years, asked.as_of, is_by_all=is_by_all)

    rows = findings.rows
    joined = _find_joined(rows, findings.statements, around)
    hostile = [row for row in rows if row.sign == -1 and id(row) not in joined]
    told = hostile or [row for row in rows if row.sign == -1] or rows
    return AlliancesFacts(
        asked=_end_open_days(find_asked_days(selection, findings=[select_best_statements(row) for row in told]), told),
        actors=scope.asked,
        sign=scope.sign,
        hostile=list_sides(hostile, -1),
        opposed=_group_by_joining(rows, joined, find_other, _count_known(selection, rows, find_other)),
        friendly=list_sides(rows, 1),
        neutral=list_sides([row for row in rows if not row.mixed], 0),
        mixed=tuple(find_other(row) for row in rows if row.mixed),
        foes=_list_foes(rows, findings.statements, around, find_other, years),
        deniers=tuple(dict.fromkeys(denial.said_by for row in rows for denial in row.denials)),
        disputed=tuple(dict.fromkeys(find_other(row) for row in rows if row.denials)),
        truces=tuple(
            find_other(row)
            for row in rows
            if row.sign == -1 and any(vocabulary().predicates[s.predicate].truce for s in row.statements)
        ),
        before=None if rows else _find_nearest(findings.last_known, find_other, years, latest=True),
        after=None if rows else _find_nearest(findings.first_known, find_other, years, latest=False),
    )


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


def _count_known(selection: Asked, rows: Iterable[PairRow], find_other: Callable[[PairRow], str]) -> Counter[str]:
    """For each other actor, how many sources know it: those whom readers know come first."""
    directory = selection.view.directory
    return Counter({id_: len(list(directory.list_members(id_))) for id_ in map(find_other, rows)})


def _find_joined(
    rows: Iterable[PairRow], statements: Iterable[StoredStatement], around: frozenset[str]
) -> dict[int, tuple[bool, tuple[str, ...]]]:
    """Of each hostile row that is only inferred from who stood with whom: whether the others did, and with whom.

    The same place of a source says of whom a statement is inferred whose side he took: whom he stood with, or, where
    that is no tie of the actor, whom those fought against whom he stood.
    """
    predicates = vocabulary().predicates
    stated: dict[tuple[str, str], list[StoredStatement]] = defaultdict(list)
    for s in statements:
        if s.reading == "stated" and predicates[s.predicate].sign and s.cites.locator:
            stated[s.cites.source, s.cites.locator].append(s)
    found = {}
    for row in rows:
        best = select_best_statements(row)
        if row.sign != -1 or any(s.reading == "stated" for s in best):
            continue
        inferred = [s for s in best if predicates[s.predicate].sign == -1]
        own = [s for s in inferred if around.intersection(s.role("subject"))]
        through = dict.fromkeys(
            id_
            for s in own or inferred
            for basis in stated[s.cites.source, s.cites.locator]
            if (predicates[basis.predicate].sign == 1) == bool(own)
            for id_ in _list_side(basis, around, s.role("subject"))
        )
        if through:
            found[id(row)] = not own, tuple(through)
    return found


def _list_foes(
    rows: Iterable[PairRow],
    statements: Iterable[StoredStatement],
    around: frozenset[str],
    find_other: Callable[[PairRow], str],
    years: Mapping[str, int],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each whom an actor joined, those against whom the same place of a source has the actor."""
    predicates = vocabulary().predicates
    against: dict[tuple[str, str], set[str]] = defaultdict(set)
    for s in statements:
        if s.reading == "inferred" and predicates[s.predicate].sign == -1 and around.intersection(s.role("subject")):
            against[s.cites.source, s.cites.locator or ""].update(s.role("object"))
    found = []
    for row in rows:
        if row.sign == 1:
            theirs = {
                id_
                for s in row.statements
                if around.intersection(s.role("subject")) and s.cites.locator
                for id_ in against[s.cites.source, s.cites.locator]
            }
            if theirs:
                found.append((find_other(row), tuple(sorted(theirs, key=lambda id_: (-years.get(id_, 0), id_)))))
    return tuple(found)


def _list_side(basis: StoredStatement, around: frozenset[str], joining: Sequence[str]) -> Sequence[str]:
    """Who is at the other end of what is stated of an actor, other than those who join."""
    subject, object_ = basis.role("subject"), basis.role("object")
    ends = object_ if around.intersection(subject) else subject if around.intersection(object_) else ()
    return [id_ for id_ in ends if id_ not in around and (id_ not in joining)]


def _group_by_joining(
    rows: Sequence[PairRow],
    joined: Mapping[int, tuple[bool, tuple[str, ...]]],
    find_other: Callable[[PairRow], str],
    years: Mapping[str, int],
) -> tuple[SideFact, ...]:
    """Rows that are only inferred, by who joined a side, with all of those who were joined and all who say so."""
    sides = []
    for is_by_others in (False, True):
        chosen = [row for row in rows if id(row) in joined and joined[id(row)][0] == is_by_others]
        said = Counter(s.said_by for row in chosen for s in select_best_statements(row))
        through = tuple(dict.fromkeys(id_ for row in chosen for id_ in joined[id(row)][1]))
        speakers = tuple(speaker for speaker, _ in said.most_common())
        others = map(find_other, chosen)
        if chosen:
            relation = find_row_relation(chosen[0])
            side = _make_side(others, years, speakers, Doubt.PROBABLY, False, relation, is_by_others, through=through)
            sides.append(side)
    return tuple(sides)


def _drop_inferred(rows: Sequence[PairRow]) -> list[PairRow]:
    """The rows of which somebody states something, or all where there is none."""
    return [row for row in rows if any(s.reading == "stated" for s in select_best_statements(row))] or list(rows)


def _group_by_speakers(
    rows: Sequence[PairRow],
    find_other: Callable[[PairRow], str],
    years: Mapping[str, int],
    asked: Window,
    *,
    is_by_all: bool,
) -> tuple[SideFact, ...]:
    """Rows of one sign by who says so and how sure it is, what is sure and the largest group first.

    `is_by_all`: by all who say so, as several are asked for, and not only by those who say it best.
    """
    groups: dict[tuple[tuple[str, ...], Doubt, bool, str, bool, bool, Window | None], list[str]] = {}
    for row in rows:
        best = select_best_statements(row)
        other = find_other(row)
        relation = find_row_relation(row)
        only_years = asked.earliest == asked.latest and all(_names_year(s) for s in best)
        is_by_actor = _find_joiner(row, relation, other) is False
        for is_by_others in _list_directions(row, relation, other):
            said = [
                s for s in (row.statements if is_by_all else best) if name_relation(s.predicate) == relation
            ] or best
            stating = [s for s in said if s.reading == "stated"]
            speakers = tuple(sorted({s.said_by for s in (said if is_by_all else stating or said)}))
            days = _find_own_days(said, asked)
            doubt = Doubt.NONE if days and stating else _find_doubt(row)
            key = speakers, doubt, only_years and not days, relation, is_by_others, is_by_actor, days
            groups.setdefault(key, []).append(other)
    sides = [
        replace(_make_side(others, years, speakers, doubt, only_years, relation, is_by_others, is_by_actor), days=days)
        for (speakers, doubt, only_years, relation, is_by_others, is_by_actor, days), others in groups.items()
    ]
    return tuple(sorted(sides, key=lambda side: (side.doubt is not Doubt.NONE, -side.count)))


def _find_own_days(said: Sequence[StoredStatement], asked: Window) -> Window | None:
    """The days of events, where none of them is said to have been in the days asked about."""
    windows = [s.validity.window for s in said if s.validity.kind == "on"]
    if len(windows) < len(said) or any(asked.earliest <= w.earliest and w.latest <= asked.latest for w in windows):
        return None
    days = Window(min(w.earliest for w in windows), max(w.latest for w in windows))
    return days if days.earliest > MIN and days.latest < MAX else None


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
        return (_find_joiner(row, relation, other) is True,)
    by_other = {other in s.role("subject") for s in row.statements if s.predicate == relation}
    return tuple(sorted(by_other)) or (False,)


def _find_joiner(row: PairRow, relation: str, other: str) -> bool | None:
    """Whether the other one came to the side of the actor, False where the actor came to his; None if neither is said.

    Who fights beside whom is said of the one whose troops came, so the subject is who joined.
    """
    said = [s for s in row.statements if name_relation(s.predicate) == relation]
    if relation != TOGETHER or any(s.predicate != "fights_beside" for s in said):
        return None
    return any(other in s.role("subject") for s in said)  # of two who joined each other, the other one is told


def _make_side(
    others: Iterable[str],
    years: Mapping[str, int],
    speakers: tuple[str, ...],
    doubt: Doubt,
    only_years: bool = False,
    relation: str = "",
    is_by_others: bool = False,
    is_by_actor: bool = False,
    through: tuple[str, ...] = (),
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
        is_by_actor=is_by_actor,
        through=through,
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
    by_others = _list_directions(chosen[0], relation, find_other(chosen[0]))[0]
    alike = [
        row
        for row in chosen
        if find_row_relation(row) == relation and by_others in _list_directions(row, relation, find_other(row))
    ]
    speakers = tuple(dict.fromkeys(s.said_by for row in alike for s in row.statements))
    others, near = map(find_other, alike), [window_of(row) for row in alike]
    days = Window(min(one.earliest for one in near), max(one.latest for one in near))
    return _make_side(others, years, speakers, Doubt.NONE, False, relation, by_others), days, hostile


def _is_as_near(window: Window, nearest: Window, *, latest: bool) -> bool:
    """Whether a window has the same end towards the days asked about, and its other end in the same year."""
    (near, far), (nearest_near, nearest_far) = (
        (one.latest, one.earliest) if latest else (one.earliest, one.latest) for one in (window, nearest)
    )
    return near == nearest_near and far.year == nearest_far.year
