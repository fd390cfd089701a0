"""Who was friendly, hostile or neutral to whom over time: statements as spells of a pair, and as edges of a file.

A statement gives its spells by one of four rules:

    told       a state from its earliest start to its latest end, a sighting or an event in its window. The default
    supported  on the days on which the answers have a row that rests on it
    possible   from its earliest start to its latest end, so a sighting on all days
    certain    from its latest start to its earliest end; one that is certain on no day is left out

A bound that no source gives stays open, except that `supported` days end when a statement goes stale.
A file has one edge per pair and relation with the days of all its statements, or one per statement.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from app.exports.sheet import Columns, SheetEdge, bound
from graph.alliances.pairs import list_pairs
from graph.dates.validity import is_certain
from graph.dates.windows import MAX, MIN, Window
from graph.disputes.denials import find_denials
from graph.evidence.hierarchy import is_fact
from graph.evidence.speakers import drop_retracted
from graph.evidence.support import Evidence, find_support, make_act_evidence, make_state_evidence
from graph.model.statement import StoredStatement
from graph.vocabulary import vocabulary

DAY = timedelta(1)


def find_supported(evidence: Sequence[Evidence]) -> dict[str, list[Window]]:
    """The supported days of each statement, by its id. All evidence is of one state: one pair and one sign.

    Support changes only on some days, so it is computed once per stretch between two of them.
    """
    if len(evidence) == 1:
        return {evidence[0].statement.id: _list_days_alone(evidence[0])}
    found: dict[str, list[Window]] = defaultdict(list)
    changes = sorted({MIN, *(day for item in evidence for day in _list_change_days(item))})
    for first, following in zip(changes, [*changes[1:], None], strict=True):
        support = find_support(evidence, first, first)
        for item in support.evidence if support else ():
            found[item.statement.id].append(Window(first, following - DAY if following else MAX))
    return found


def _list_days_alone(item: Evidence) -> list[Window]:
    """As `find_supported` for a single statement, which most pairs have: its window, the days until it goes stale,
    and its certain days."""
    if item.is_over:
        return []
    bounds, window = item.bounds, item.window
    after = min(bounds.latest_end, _add_days(window.latest, item.stale_after_days))
    days = [Window(window.earliest, max(window.latest, after))]
    if item.may_be_sure and is_certain(bounds, bounds.latest_start, bounds.earliest_end):
        days.append(Window(bounds.latest_start, bounds.earliest_end))
    return days


def _list_change_days(item: Evidence) -> set[date]:
    """Days from which a statement may support something else than on the day before."""
    bounds, window = item.bounds, item.window
    begins = {bounds.earliest_start, bounds.latest_start, window.earliest}
    ends = {bounds.earliest_end, bounds.latest_end, window.latest, _add_days(window.latest, item.stale_after_days)}
    return begins | {day + DAY for day in ends if day < MAX}


def _add_days(day: date, days: int) -> date:
    return day + timedelta(days) if day < MAX - timedelta(days) else MAX


Rule = Literal["told", "supported", "possible", "certain"]
RULES: tuple[Rule, ...] = ("told", "supported", "possible", "certain")


@dataclass(frozen=True, slots=True)
class Spell:
    """One statement on a pair, with its days and its certain days. `a` is the subject."""

    a: str
    b: str
    sign: int
    symmetric: bool
    days: tuple[Window, ...]
    certain: Window | None
    evidence: Evidence
    contested: bool

    @property
    def statement(self) -> StoredStatement:
        return self.evidence.statement

    @property
    def pair(self) -> tuple[str, str]:
        """Both ids in sorted order."""
        return min(self.a, self.b), max(self.a, self.b)


def find_spells(
    statements: Sequence[StoredStatement],
    rule: Rule = "told",
    between: Window | None = None,
    wanted: Callable[[str, str], bool] = lambda one, other: True,
    publishers: Mapping[str, str] | None = None,
) -> list[Spell]:
    """A spell per pair and statement that stands, if it has a day in `between`; not cut off at its ends.

    In the order of pair, relation and key. `publishers` as in `drop_retracted`.
    """
    statements = drop_retracted(statements, publishers)
    denying = _group_denials_by_role(statements)
    within = between or Window(MIN, MAX)
    found = []
    for (one, other), sign, evidence in _group_by_pair(statements, wanted):
        days_of = find_supported(evidence) if rule == "supported" else {}
        for item in evidence:
            statement = item.statement
            days = merge_spells(days_of.get(statement.id, ())) if rule == "supported" else _find_days(item, rule)
            if not any(window.earliest <= within.latest and within.earliest <= window.latest for window in days):
                continue
            against = {s.id: s for ids in statement.roles.values() for id_ in ids for s in denying.get(id_, ())}
            contested = bool(find_denials([statement], against.values()))
            symmetric = vocabulary().predicates[statement.predicate].symmetric
            a, b = (one, other) if one in statement.role("subject") else (other, one)
            sure = next(iter(_find_days(item, "certain")), None)
            found.append(Spell(a, b, sign, symmetric, days, sure, item, contested))
    return sorted(found, key=lambda spell: (spell.pair, spell.statement.predicate, spell.statement.key))


def merge_spells(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The same days as few windows in order: those that overlap or touch are joined."""
    found: list[Window] = []
    for one in sorted(windows, key=lambda window: (window.earliest, window.latest)):
        if found and (found[-1].latest == MAX or one.earliest <= found[-1].latest + DAY):
            found[-1] = Window(found[-1].earliest, max(found[-1].latest, one.latest))
        else:
            found.append(one)
    return tuple(found)


def _group_by_pair(
    statements: Iterable[StoredStatement], wanted: Callable[[str, str], bool]
) -> Iterator[tuple[tuple[str, str], int, list[Evidence]]]:
    """The evidence on each wanted pair, by sign."""
    evidence_by_pair: dict[tuple[tuple[str, str], int], list[Evidence]] = defaultdict(list)
    for statement in statements:
        predicate = vocabulary().predicates[statement.predicate]
        if predicate.sign is not None and is_fact(statement):
            evidence = make_state_evidence(statement) if predicate.is_state else make_act_evidence(statement)
            for pair in list_pairs(statement):
                if wanted(*pair):
                    evidence_by_pair[pair, predicate.sign].append(evidence)
    for (pair, sign), found in evidence_by_pair.items():
        yield pair, sign, found


def _group_denials_by_role(statements: Iterable[StoredStatement]) -> dict[str, list[StoredStatement]]:
    """Denials by the id of each entity with a role in them."""
    found: dict[str, list[StoredStatement]] = defaultdict(list)
    for statement in statements:
        if statement.polarity == "denies":
            for id_ in {id_ for ids in statement.roles.values() for id_ in ids}:
                found[id_].append(statement)
    return found


def _find_days(evidence: Evidence, rule: Rule) -> tuple[Window, ...]:
    """The days that a statement has by itself, by any rule but `supported`."""
    bounds = evidence.bounds
    if evidence.is_over:
        return ()
    if rule == "certain":
        if not evidence.may_be_sure or bounds.latest_start > bounds.earliest_end:
            return ()  # an event that begins a state gives no day on which the state surely lasts; nor does a coder
        return (Window(bounds.latest_start, bounds.earliest_end),)
    if rule == "told" and (evidence.derived or evidence.statement.validity.kind != "valid"):
        return (evidence.window,)
    return (Window(bounds.earliest_start, bounds.latest_end),)


RELATIONS: Columns = {
    "relation": str, "sign": int, "mixed": bool, "directed": bool, "subject": str, "contested": bool,
    "saidBy": list, "statements": list,
}  # fmt: skip
STATEMENTS: Columns = {
    "relation": str, "sign": int, "directed": bool, "contested": bool,
    "earliestStart": date, "latestStart": date, "earliestEnd": date, "latestEnd": date, "certainFrom": date,
    "certainTo": date, "written": str, "mode": str, "reading": str, "saidBy": str, "statement": str, "key": str,
}  # fmt: skip


def list_by_relation(spells: Iterable[Spell]) -> Iterator[SheetEdge]:
    """An edge per pair and relation, with RELATIONS as columns; spells in the order that `spells_of` gives."""
    for pair, of_pair in groupby(spells, lambda spell: spell.pair):
        pair_spells = list(of_pair)
        mixed = _has_mixed_signs(pair_spells)
        for relation, group in groupby(pair_spells, lambda spell: spell.statement.predicate):
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
            yield SheetEdge(a, b, values, merge_spells(_list_days(of_relation)), merge_spells(certain))


def list_by_statement(spells: Iterable[Spell]) -> Iterator[SheetEdge]:
    """An edge per pair and statement, with STATEMENTS as columns."""
    for spell in spells:
        statement, bounds, sure = spell.statement, spell.evidence.bounds, spell.certain
        a, b = spell.pair if spell.symmetric else (spell.a, spell.b)
        times = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end)
        certain = (bound(sure.earliest), bound(sure.latest)) if sure else (None, None)
        yield SheetEdge(
            a,
            b,
            (
                statement.predicate, spell.sign, not spell.symmetric, spell.contested, *map(bound, times), *certain,
                statement.validity.written, statement.mode, statement.reading, statement.said_by, statement.id,
                statement.key,
            ),
            spell.days,
            (sure,) if sure else (),
        )  # fmt: skip


def _list_days(spells: Iterable[Spell]) -> Iterator[Window]:
    for spell in spells:
        yield from spell.days


def _has_mixed_signs(spells: Iterable[Spell]) -> bool:
    """Whether a friendly and a hostile statement on a pair share a day."""
    by_sign: dict[int, list[Window]] = defaultdict(list)
    for spell in spells:
        by_sign[spell.sign] += spell.days
    friendly, hostile = merge_spells(by_sign[1]), merge_spells(by_sign[-1])
    return any(one.earliest <= other.latest and other.earliest <= one.latest for one in friendly for other in hostile)
