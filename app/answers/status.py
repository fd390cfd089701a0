"""The loaded datasets, the engine and the data version: the answer of /v1/status and `whoholds status`."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Annotated, Literal, cast

from typing_extensions import TypedDict

from app.answers.words import plural
from app.fields import Field
from app.schemas.sources import Load
from graph.store.reading.reader import Reader, has_internal
from graph.store.researchers.results import make_plain
from graph.vocabulary import RULES_VERSION


class Dataset(TypedDict):
    id: str
    title: str
    statements: Annotated[int, Field(description="how many are open")]


class CypherState(TypedDict):
    engine: Annotated[
        Literal["copy", "neo4j"], Field(description="where people's Cypher runs: on a copy, or in the Neo4j itself")
    ]
    up: Annotated[bool, Field(description="whether that engine runs; a copy is started by the first query")]
    dataVersion: Annotated[int | None, Field(description="of the copy; null where there is none")]
    heapMegabytes: Annotated[int | None, Field(description="that its engine may use")]
    residentMegabytes: Annotated[int | None, Field(description="that its process uses now")]
    notEnded: Annotated[
        int, Field(description="queries that were given up, but that the database could not be made to end")
    ]
    running: Annotated[int | None, Field(description="how many run now; null on the command line")]
    waiting: Annotated[int | None, Field(description="how many wait for a place; null on the command line")]
    refused: Annotated[
        int | None,
        Field(description="since the service began, for want of a place; null on the command line"),
    ]


class StatusAnswer(TypedDict):
    software: str
    engine: Literal["embedded", "neo4j"]
    dataVersion: int
    rulesVersion: Annotated[int, Field(description="of the rules that dates and numbers are read by")]
    internal: Annotated[
        bool, Field(description="whether something in it is marked internal, in any version; then all need a key")
    ]
    summary: str
    rows: list[Dataset]
    loads: Annotated[list[Load], Field(description="the newest first")]
    cypher: CypherState


def status(reader: Reader, turns: Mapping[str, int] | None = None) -> StatusAnswer:
    """Rows are datasets; `loads` are the published ones, the newest first. `turns` are queries that run and wait."""
    newest, rows, loads = reader.list_loaded()
    statements = sum(row["statements"] for row in rows)
    loaded = f"{plural(statements, 'statement')} of {plural(len(rows), 'dataset')}, data version {newest}."
    return {
        "software": version("whoholds"),
        "engine": reader.store.engine.kind,
        "dataVersion": newest,
        "rulesVersion": RULES_VERSION,
        "internal": has_internal(reader.store),
        "summary": loaded if rows else "Nothing is loaded yet: run whoholds load SOURCE.",
        "rows": cast(list[Dataset], rows),
        "loads": [cast(Load, {**make_plain(load, {}), "counts": _read_counts(load["counts"] or [])}) for load in loads],
        "cypher": cast(
            CypherState,
            {
                **reader.store.researchers.describe_state(),
                **(turns or dict.fromkeys(("running", "waiting", "refused"))),
            },
        ),
    }


def _read_counts(pairs: list[str]) -> dict[str, int]:
    return {name: int(number) for name, _, number in (pair.partition("=") for pair in pairs)}
