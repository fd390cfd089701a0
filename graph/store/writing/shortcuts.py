"""Shortcut edges: one dated edge per subject and object of what is open, asserted and actual. A cache."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import product
from typing import Any, NamedTuple, Protocol

from graph.dates.validity import ValidTime
from graph.model.counts import ReportedCount
from graph.model.statement import OPEN
from graph.store.queries import read_query_for_edge
from graph.store.reading.words import adopt_words
from graph.store.rows import parse_statement, write_days_as_text
from graph.store.store import Row, Store, Transaction
from graph.vocabulary import vocabulary
from graph.vocabulary.in_force import stored_vocabulary

BATCH = 1_000
ALL_VERSIONS = OPEN - 1  # a data version that sees whatever is written, published or not

Canonical = Callable[[str], str]  # the canonical id of an id


class ShortcutSource(Protocol):
    """What a shortcut needs of a statement, new or recorded."""

    @property
    def id(self) -> str: ...
    @property
    def predicate(self) -> str: ...
    @property
    def polarity(self) -> str: ...
    @property
    def mode(self) -> str: ...
    @property
    def roles(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def validity(self) -> ValidTime: ...
    @property
    def count(self) -> ReportedCount | None: ...


class ShortcutEdge(NamedTuple):
    """One shortcut, between canonical entities."""

    type: str
    start: str
    end: str
    properties: dict[str, Any]


def make_shortcuts(statement: ShortcutSource, canonical: Canonical) -> list[ShortcutEdge]:
    """The shortcuts of one open statement: none for denials and plans, and only for roles that the source fills."""
    words = vocabulary()
    if statement.polarity == "denies" or not words.modes[statement.mode].actual:
        return []
    found = []
    for edge_type, (start_role, end_role) in words.predicates[statement.predicate].edges.items():
        starts, ends = ({canonical(i) for i in statement.roles.get(role, ())} for role in (start_role, end_role))
        properties = _make_properties(statement, joint=len(starts) > 1)
        found += [
            ShortcutEdge(edge_type, start, end, properties) for start, end in product(sorted(starts), sorted(ends))
        ]
    return found


def derive_shortcuts(store: Store, ids: Iterable[str], canonical: Canonical | None = None) -> int:
    """Make the shortcuts of some statements anew from what the store holds open. Returns how many there are now.

    `canonical` where the entities are about to be joined otherwise than the store has it.
    """
    parts = split_batches(sorted(set(ids)), BATCH)
    return sum(store.write(partial(derive_shortcuts_in, ids=batch, canonical=canonical)) for batch in parts)


def derive_shortcuts_in(transaction: Transaction, ids: Sequence[str], canonical: Canonical | None = None) -> int:
    """The same within a write that happens whole or not at all."""
    rows = transaction.run("read/statements_by_id", ids=ids, version=ALL_VERSIONS)
    canonical = canonical or _read_canonical(transaction.run, rows)
    statements = [parse_statement(row, canonical) for row in rows]
    remove_shortcuts(transaction, ids, {statement.predicate for statement in statements})
    edges = [edge for s in statements if s.closed_in == OPEN for edge in make_shortcuts(s, canonical)]
    return _write_edges(transaction.run_text, edges)


def remove_shortcuts(transaction: Transaction, ids: Sequence[str], predicates: Iterable[str]) -> None:
    """Remove the shortcuts of statements that have one of these predicates."""
    by_words = (vocabulary().predicates, stored_vocabulary().predicates)  # a source may be changing its own words
    types = {edge for name in predicates for words in by_words if name in words for edge in words[name].edges}
    for edge_type in sorted(types):
        text = read_query_for_edge("write/shortcut_remove", edge_type)
        transaction.run_text(text, statements=list(ids))


def write_shortcuts(store: Store, edges: Iterable[ShortcutEdge]) -> int:
    """Write shortcuts in batches, type by type."""
    return _write_edges(store.write_text, edges)


def _write_edges(run_text: Callable[..., list[Row]], edges: Iterable[ShortcutEdge]) -> int:
    by_type: dict[str, list[Row]] = defaultdict(list)
    for edge in edges:
        row = {"from": edge.start, "to": edge.end, "properties": write_days_as_text(edge.properties)}
        by_type[edge.type].append(row)
    for edge_type, rows in sorted(by_type.items()):
        text = read_query_for_edge("write/shortcut", edge_type)
        for batch in split_batches(rows, BATCH):
            run_text(text, rows=batch)
    return sum(map(len, by_type.values()))


def compare_shortcuts(store: Store) -> tuple[list[ShortcutEdge], list[ShortcutEdge]]:
    """Shortcuts that the statements ask for but the store lacks, and those that it has beyond them."""
    adopt_words(store)
    ids = [row["id"] for row in store.read("read/open_ids")]
    expected: list[ShortcutEdge] = []
    for batch in split_batches(ids, BATCH):
        rows = store.read("read/statements_by_id", ids=batch, version=ALL_VERSIONS)
        canonical = _read_canonical(store.read, rows)
        open_ones = [parse_statement(row, canonical) for row in rows if row["statement"]["closedIn"] == OPEN]
        expected += [edge for statement in open_ones for edge in make_shortcuts(statement, canonical)]
    stored = [_parse_edge(row) for row in store.read("read/shortcuts")]
    edges = {repr(edge): edge for edge in map(_sort_properties, [*expected, *stored])}
    wanted, met = (Counter(repr(_sort_properties(edge)) for edge in some) for some in (expected, stored))
    return [edges[e] for e in sorted((wanted - met).elements())], [edges[e] for e in sorted((met - wanted).elements())]


def split_batches(items: Sequence[Any], size: int) -> Iterable[Any]:
    """Runs of at most `size` items."""
    return (items[start : start + size] for start in range(0, len(items), size))


def _make_properties(statement: ShortcutSource, *, joint: bool) -> dict[str, Any]:
    bounds, count = statement.validity.bounds, statement.count
    # the count of an undertaking that is under way is not a count of what was done
    shown = count if count and not vocabulary().modes[statement.mode].whole else None
    properties = {
        "statement": statement.id,
        "earliestStart": bounds.earliest_start,
        "latestStart": bounds.latest_start,
        "earliestEnd": bounds.earliest_end,
        "latestEnd": bounds.latest_end,
        "countMin": shown and shown.min,
        "countMax": shown and shown.max,
        "countKind": shown and shown.kind,
        "joint": joint,
    }
    return {name: value for name, value in properties.items() if value is not None}


def _read_canonical(read: Callable[..., list[Row]], rows: Iterable[Row]) -> Canonical:
    ids = sorted({entity for row in rows for _, entity in row["roles"]} | {row["saidBy"] for row in rows})
    known = {row["id"]: row["canonical"] for row in read("read/canonical", ids=ids)}
    return lambda id_: known.get(id_) or id_


def _parse_edge(row: Row) -> ShortcutEdge:
    native = {
        name: value.to_native() if hasattr(value, "to_native") else value for name, value in row["properties"].items()
    }
    return _sort_properties(ShortcutEdge(row["type"], row["from"], row["to"], native))


def _sort_properties(edge: ShortcutEdge) -> ShortcutEdge:
    return edge._replace(properties=dict(sorted(edge.properties.items())))
