"""Statements whose dates depend on others, across loads: what a load changes for them, and what they change in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from graph.date_constraints.constraints import Dated
from graph.date_constraints.resolution import settle, with_times
from graph.dates.linked_dates import SOURCE
from graph.errors import ImpossibleDates, InvalidInput
from graph.model.sources import WrittenSource
from graph.model.statement import WrittenStatement
from graph.model.stored_statement import StoredStatement
from graph.store.rows import recorded, times_row
from graph.store.store import Row

Read = Callable[..., list[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """What follows from all links together once a load is done.

    `statements` are those of the load with the bounds that follow, without those in `aside`, which contradict others.
    `times` are rows of `write/refresh_times` with their ids, for what the store holds already and what changes there.
    """

    statements: list[WrittenStatement]
    aside: Mapping[str, InvalidInput] = field(default_factory=dict)
    loose: Mapping[str, ImpossibleDates] = field(default_factory=dict)
    times: list[tuple[str, Row]] = field(default_factory=list)


def linked_and_named(
    read: Read, canonical: Callable[[str], str], version: int, also: Iterable[str] = ()
) -> list[StoredStatement]:
    """The linked statements that are open at a version, and those that they, or `also`, name by key."""
    linked = [recorded(row, canonical, version) for row in read("read/statements_linked", version=version)]
    named = {key for s in linked if s.linked for key in s.linked.keys}.union(also)
    named = {key for key in named - {s.key for s in linked} if not key.startswith(SOURCE)}
    if not named:
        return linked
    ids = sorted({row["id"] for row in read("read/ids_of_keys", keys=sorted(named), version=version)})
    rows = read("read/statements_by_id", ids=ids, version=version)
    others = (recorded(row, canonical, version) for row in rows)
    return [*linked, *(s for s in others if s.key in named and s.opened_in <= version < s.closed_in)]


def link(
    statements: Iterable[WrittenStatement],
    held: Iterable[StoredStatement],
    sources: Mapping[str, WrittenSource],
    stays: Callable[[StoredStatement], bool],
) -> Linking:
    """Settle the statements of a load together with the linked ones that the store holds, and those that they name.

    `stays` tells whether a held statement is open after the load unless the load has a version of its own. Where
    linked statements of the load contradict others, they are set aside; what the store has under their keys stays.
    """
    ours = {statement.key: statement for statement in statements}
    old = {statement.key: statement for statement in held if statement.key in ours or stays(statement)}
    there = _concerned(ours, old) | {key: statement for key, statement in old.items() if key not in ours}
    settled = settle(there.values(), sources, {key: old.get(key) for key, s in ours.items() if s.linked})
    left = [s for s in ours.values() if s.key not in settled.aside]
    new = [with_times(s, settled.times[s.key]) if s.linked else s for s in left]
    ids = {statement.id for statement in new}
    times = []
    for statement in old.values():
        replaced = statement.key in ours and statement.key not in settled.aside and statement.id not in ids
        if statement.linked and not replaced:
            now = with_times(statement, settled.times[statement.key])
            if now != statement:
                times.append((statement.id, times_row(now, f"{statement.id}.{statement.opened_in}")))
    return Linking(statements=new, aside=settled.aside, loose=settled.loose, times=times)


def _concerned(ours: Mapping[str, WrittenStatement], old: Mapping[str, StoredStatement]) -> dict[str, Dated]:
    """Those of a load that are linked, or named by what is."""
    everyone: list[Dated] = [*ours.values(), *old.values()]
    named = {key for s in everyone if s.linked for key in s.linked.keys}
    return {key: s for key, s in ours.items() if s.linked or key in named}
