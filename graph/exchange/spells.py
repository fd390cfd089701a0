"""Who was friendly, hostile or neutral to whom over time: statements as spells of a pair.

A statement gives its spell by one of three rules:

    possible   from its earliest start to its latest end: on all these days it may have been so. The default.
    named      between the days that the statement itself names: a sighting is there in its window only
    certain    from its latest start to its earliest end; one that is certain on no day is left out

Whatever the rule, a bound that nobody gave stays open, and the four bounds and the certain days are told beside.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from graph.alliances import pairs_of
from graph.dates import MAX, MIN, Window
from graph.disputes.disagreement import denials_of
from graph.exchange.sheet import Columns, Edge, bound
from graph.parts import is_fact
from graph.recorded import Recorded
from graph.standing import standing
from graph.support import Evidence, begun, stated
from graph.vocabulary import vocabulary

Rule = Literal["possible", "named", "certain"]
RULES: tuple[Rule, ...] = ("possible", "named", "certain")
DAY = timedelta(1)

RELATIONS: Columns = {
    "relation": str, "sign": int, "mixed": bool, "directed": bool, "subject": str, "contested": bool,
    "saidBy": list, "statements": list,
}  # fmt: skip
STATEMENTS: Columns = {
    "relation": str, "sign": int, "directed": bool, "contested": bool,
    "earliestStart": date, "latestStart": date, "earliestEnd": date, "latestEnd": date, "certainFrom": date,
    "certainTo": date, "written": str, "mode": str, "reading": str, "saidBy": str, "statement": str, "key": str,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spell:
    """What one statement says of a pair: on which days, and on which surely. `a` is the subject."""

    a: str
    b: str
    sign: int
    symmetric: bool
    days: Window
    certain: Window | None
    evidence: Evidence
    contested: bool

    @property
    def statement(self) -> Recorded:
        return self.evidence.statement

    @property
    def pair(self) -> tuple[str, str]:
        """Its ends in the order of their ids."""
        return min(self.a, self.b), max(self.a, self.b)


def spells_of(
    statements: Sequence[Recorded],
    rule: Rule = "possible",
    between: Window | None = None,
    wanted: Callable[[str, str], bool] = lambda one, other: True,
    publishers: Mapping[str, str] | None = None,
) -> list[Spell]:
    """A spell per pair and statement that stands, if it has a day in `between`; not cut off at its ends.

    In the order of pair, relation and key. `publishers` as in `standing`.
    """
    statements = standing(statements, publishers)
    denying = _denials_by_role(statements)
    within = between or Window(MIN, MAX)
    found = []
    for statement in statements:
        predicate = vocabulary().predicates[statement.predicate]
        if predicate.sign is None or not is_fact(statement):
            continue
        evidence = stated(statement) if predicate.is_state else begun(statement)
        days = _days(evidence, rule)
        if days is None or days.earliest > within.latest or days.latest < within.earliest:
            continue
        against = {s.id: s for ids in statement.roles.values() for id_ in ids for s in denying.get(id_, ())}
        contested = bool(denials_of([statement], against.values()))
        certain = _days(evidence, "certain")
        for one, other in pairs_of(statement):
            if wanted(one, other):
                a, b = (one, other) if one in statement.role("subject") else (other, one)
                found.append(Spell(a, b, predicate.sign, predicate.symmetric, days, certain, evidence, contested))
    return sorted(found, key=lambda spell: (spell.pair, spell.statement.predicate, spell.statement.key))


def by_relation(spells: Iterable[Spell]) -> Iterator[Edge]:
    """An edge per pair and relation, with RELATIONS as columns; spells in the order that `spells_of` gives."""
    for pair, of_pair in groupby(spells, lambda spell: spell.pair):
        told = list(of_pair)
        mixed = _mixed(told)
        for relation, group in groupby(told, lambda spell: spell.statement.predicate):
            of_relation = list(group)
            first = of_relation[0]
            subjects = {spell.a for spell in of_relation}
            directed = len(subjects) == 1 and not first.symmetric
            a, b = (first.a, first.b) if directed else pair
            said_by = sorted({spell.statement.said_by for spell in of_relation})
            ids = [spell.statement.id for spell in of_relation]
            contested = any(spell.contested for spell in of_relation)
            values = (relation, first.sign, mixed, directed, a if directed else None, contested, said_by, ids)
            certain = [spell.certain for spell in of_relation if spell.certain]
            yield Edge(a, b, values, merged(spell.days for spell in of_relation), merged(certain))


def by_statement(spells: Iterable[Spell]) -> Iterator[Edge]:
    """An edge per pair and statement, with STATEMENTS as columns."""
    for spell in spells:
        statement, bounds, sure = spell.statement, spell.evidence.bounds, spell.certain
        a, b = spell.pair if spell.symmetric else (spell.a, spell.b)
        times = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end)
        certain = (bound(sure.earliest), bound(sure.latest)) if sure else (None, None)
        yield Edge(
            a,
            b,
            (
                statement.predicate, spell.sign, not spell.symmetric, spell.contested, *map(bound, times), *certain,
                statement.validity.written, statement.mode, statement.reading, statement.said_by, statement.id,
                statement.key,
            ),
            (spell.days,),
            (sure,) if sure else (),
        )  # fmt: skip


def merged(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The same days in as few windows as there can be, in order."""
    found: list[Window] = []
    for one in sorted(windows, key=lambda window: (window.earliest, window.latest)):
        if found and (found[-1].latest == MAX or one.earliest <= found[-1].latest + DAY):
            found[-1] = Window(found[-1].earliest, max(found[-1].latest, one.latest))
        else:
            found.append(one)
    return tuple(found)


def _denials_by_role(statements: Iterable[Recorded]) -> dict[str, list[Recorded]]:
    """Statements that deny, by everybody who has a role in them."""
    found: dict[str, list[Recorded]] = defaultdict(list)
    for statement in statements:
        if statement.polarity == "denies":
            for id_ in {id_ for ids in statement.roles.values() for id_ in ids}:
                found[id_].append(statement)
    return found


def _days(evidence: Evidence, rule: Rule) -> Window | None:
    """The days of a statement by a rule; None where there are none."""
    bounds = evidence.bounds
    if rule == "possible":
        return Window(bounds.earliest_start, bounds.latest_end)
    if rule == "named":
        return evidence.window
    if evidence.derived or bounds.latest_start > bounds.earliest_end:
        return None  # an event that began a state tells of no day on which that surely went on
    return Window(bounds.latest_start, bounds.earliest_end)


def _mixed(spells: Iterable[Spell]) -> bool:
    """Whether a friendly and a hostile statement on a pair share a day."""
    by_sign: dict[int, list[Window]] = defaultdict(list)
    for spell in spells:
        by_sign[spell.sign].append(spell.days)
    friendly, hostile = merged(by_sign[1]), merged(by_sign[-1])
    return any(one.earliest <= other.latest and other.earliest <= one.latest for one in friendly for other in hostile)
