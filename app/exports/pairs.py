"""Spells as edges of a file: one per pair and relation with the days of all its statements, or one per statement."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from app.exports.sheet import Columns, SheetEdge, bound
from app.exports.spells import Spell, merge_spells
from graph.dates.windows import Window

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
