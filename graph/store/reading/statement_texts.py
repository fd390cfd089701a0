"""A statement as the texts that the table in memory keeps of it, and back."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import orjson

from graph.columns.statements import SHARED, StatementEntry, Statements
from graph.dates.linked_dates import parse_linked_times
from graph.dates.windows import Window
from graph.model.statement import OPEN, Citation, StoredStatement
from graph.store.rows import Row, parse_count, parse_day, parse_roles, parse_validity, parse_window

KIND = ("dataset", "predicate", "polarity", "mode", "reading", "whole", "terms", "parts")
BOUNDS = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
TIMES = ("validityKind", "validityWritten", "spread", *BOUNDS, "plannedEnd")
SAID = ("saidOn", "saidEarliest", "saidLatest", "knownFrom", "knownEarliest", "knownLatest")
COUNT = ("countKind", "countMin", "countMax", "countUnit", "countOf", "countSince", "countWording")
CITES = ("locator", "start", "end", "sha256")


def make_entry(row: Row, version: int) -> StatementEntry:
    """One row of `read/statements_opened`; what a load after `version` closed is open still."""
    node, roles = row["statement"], sorted(row["roles"])
    return StatementEntry(
        id=node["id"],
        opened=node["openedIn"],
        closed=node["closedIn"] if node["closedIn"] <= version else OPEN,
        known=_parse_ordinal(node["knownEarliest"]),
        predicate=node["predicate"],
        speaker=row["saidBy"],
        shared=(
            _write_text([node.get(name) for name in KIND]),
            _write_text(roles),
            _write_text([node.get(name) for name in TIMES]),
            _write_text([row["saidBy"], row["source"], *(node.get(name) for name in SAID)]),
            _write_text([node.get(name) for name in COUNT]),
        ),
        entities=tuple((id_, edge == "ABOUT") for edge, id_ in roles),
        own=orjson.dumps(
            [node["key"], node.get("note"), node.get("linked"), *(row["cites"].get(name) for name in CITES)]
        ),
    )


class Decoder:
    """Gives statements back. What they share is read once, and then shared."""

    def __init__(self, statements: Statements, canonical: Callable[[str], str], version: int) -> None:
        self._statements, self._canonical, self._version = statements, canonical, version
        self._shared: tuple[dict[int, Any], ...] = tuple({} for _ in SHARED)

    def statements(self, rows: Iterable[tuple[int, str]]) -> list[StoredStatement]:
        """Those of some rows, each with its id."""
        rows = list(rows)
        numbers = self._statements.numbers
        at = [row for row, _ in rows]
        own = self._statements.texts.own
        shared = [self._read_shared(number, numbers[name][at].tolist()) for number, name in enumerate(SHARED)]
        opened, closed = numbers["opened"][at].tolist(), numbers["closed"][at].tolist()
        return [
            self._make_statement(id_, orjson.loads(own[row]), since, until, *each)
            for (row, id_), since, until, *each in zip(rows, opened, closed, *shared, strict=True)
        ]

    def _read_shared(self, place: int, numbers: list[int]) -> list[Any]:
        """What the numbers of one shared text stand for."""
        there, texts = self._shared[place], self._statements.texts.shared[SHARED[place]].texts
        read = (self._parse_kind, self._parse_roles, self._parse_times, self._parse_said, self._parse_count)[place]
        for number in set(numbers).difference(there):
            there[number] = read(orjson.loads(texts[number]))
        return [there[number] for number in numbers]

    def _make_statement(
        self,
        id_: str,
        own: list[Any],
        opened: int,
        closed: int,
        kind: Any,
        roles: Any,
        times: Any,
        said: Any,
        count: Any,
    ) -> StoredStatement:
        dataset, predicate, polarity, mode, reading, whole, terms, parts = kind
        named, about = roles
        said_by, source, said_on, said_days, known_from, known = said
        return StoredStatement(
            id=id_, key=own[0], dataset=dataset, predicate=predicate, polarity=polarity, mode=mode, reading=reading,
            roles=named, about=about, said_by=said_by, said_on=said_on, said=said_days, known_from=known_from,
            known=known, validity=times, count=count, whole=whole, terms=terms, parts=parts,
            cites=Citation(source, *own[3:]), note=own[1],
            linked=parse_linked_times(own[2]) if own[2] else None, opened_in=opened,
            closed_in=closed if closed <= self._version else OPEN,
        )  # fmt: skip

    def _parse_kind(self, read: list[Any]) -> tuple[Any, ...]:
        *words, whole, terms, parts = read
        return *words, bool(whole), tuple(terms or ()), parts

    def _parse_roles(self, read: list[list[str]]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
        roles = parse_roles(read, self._canonical)
        about = roles.pop("about", ())
        return roles, about

    def _parse_times(self, read: list[Any]) -> Any:
        return parse_validity({name: value for name, value in zip(TIMES, read, strict=True) if value is not None})

    def _parse_said(self, read: list[Any]) -> tuple[Any, ...]:
        said_by, source, *rest = read
        node = dict(zip(SAID, rest, strict=True))
        said: Window = parse_window(node, "said")
        return self._canonical(said_by), source, node["saidOn"], said, node["knownFrom"], parse_window(node, "known")

    def _parse_count(self, read: list[Any]) -> Any:
        return parse_count({name: value for name, value in zip(COUNT, read, strict=True) if value is not None})


def _write_text(value: Any) -> str:
    return orjson.dumps(value).decode()


@lru_cache(maxsize=50_000)
def _parse_ordinal(text: str) -> int:
    return parse_day(text).toordinal()
