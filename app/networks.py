"""Networks as files: answers whose rows are pairs, and what `whoholds export network` writes."""

import io
from collections.abc import Iterator, Mapping
from functools import cache
from typing import IO, Any, Literal

from app.exports.csvs import write_csv
from app.exports.network_files import gexf, graphml
from app.exports.sheet import Node, Sheet, SheetEdge
from app.schemas import Ref
from app.tables import RowType, at, columns_of, facts_of, fields_of, kind_of, rows_of, typed

ENDS = ("a", "b")
WRITERS = {"gexf": gexf, "graphml": graphml}
OF_A_NODE = {"x": float, "y": float, "degree": int} | dict.fromkeys(("friendly", "hostile", "neutral", "mixed"), int)
END_COLUMNS = {f"{end}.{name}": str for end in ENDS for name in ("id", "name", "kind")}


@cache
def is_network(row: RowType) -> bool:
    """Whether rows are pairs: they have two ends, `a` and `b`, whole or as ids of the answer's nodes."""
    return all(end in fields_of(row) and fields_of(row)[end] in (Ref, str) for end in ENDS)


def network_of(data: Mapping[str, Any], row: RowType, form: Literal["gexf", "graphml"]) -> bytes:
    return "".join(WRITERS[form](sheet_of(data, row))).encode()


def sheet_of(data: Mapping[str, Any], row: RowType) -> Sheet:
    """The rows as edges, with the columns of their CSV but for the two ends. Nodes are those of the answer, or else of
    the rows."""
    paths = [path for path in columns_of(row) if path[0] not in ENDS]
    kinds = [kind_of(row, path) for path in paths]
    placed = "nodes" in data
    nodes = data["nodes"] if placed else {item[end]["id"]: item[end] for item in rows_of(data) for end in ENDS}.values()

    def edges() -> Iterator[SheetEdge]:
        for item in rows_of(data):
            values = (typed(at(item, path), kind) for path, kind in zip(paths, kinds, strict=True))
            a, b = (item[end] if placed else item[end]["id"] for end in ENDS)
            yield SheetEdge(a, b, tuple(values))

    return Sheet(
        about=about(data),
        nodes=[_placed(node) if placed else Node(**node) for node in sorted(nodes, key=lambda node: str(node["id"]))],
        columns=dict(zip(map(".".join, paths), kinds, strict=True)),
        edges=edges(),
        facts=facts_of(data),
        node_columns=OF_A_NODE if placed else {},
    )


def _placed(node: Mapping[str, Any]) -> Node:
    """A node of /v1/network: where it is, and how many pairs it has, by sign."""
    degree, x, y = node["degree"], node["x"], node["y"]
    values = (x, y, sum(degree.values()), *degree.values())
    return Node(node["id"], node["name"], node["kind"], values, (x, y) if x is not None else None)


def about(data: Mapping[str, Any]) -> str:
    """The sentence of an answer and its notes, in one text."""
    more = [f"There are more rows; the next page is at cursor={data['next']}."] if data.get("next") else []
    notes = [f"Note: {note}." for note in data.get("notes", ())]
    return " ".join([str(data.get("summary", "")), *notes, f"Data version {data['dataVersion']}.", *more])


def write_sheet(out: IO[bytes], sheet: Sheet, form: str) -> None:
    """A network in one of the forms of Format but JSON. A table begins with both ends of a pair."""
    if form in WRITERS:
        for piece in WRITERS[form](sheet):
            out.write(piece.encode())
        return
    columns = {**END_COLUMNS, **sheet.columns}
    if form == "csv":
        text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=True)
        write_csv(text, list(columns), _lines(sheet))
        text.detach()
        return
    from app.exports.arrow import write_arrow  # pyarrow takes a while, and few ask for it

    write_arrow(out, "parquet" if form == "parquet" else "arrow", columns, _lines(sheet), sheet.facts)


def _lines(sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    nodes = {node.id: (node.id, node.name, node.kind) for node in sheet.nodes}
    for edge in sheet.edges:
        yield (*nodes[edge.a], *nodes[edge.b], *edge.values)
