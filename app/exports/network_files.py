"""GEXF 1.3, as Gephi opens it, and GraphML: a network of one day, or one over time with spells for its timeline.

After https://gexf.net/ and its schema of 1.3. Edges have no direction: who does it to whom is a column. A bound that
nobody gives is left out, and an edge that is there on all days has no spells.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import IO, Any, Literal
from xml.sax.saxutils import escape

from app.exports.sheet import Columns, Node, Sheet, SheetEdge, join_items, write_csv
from app.question import RowType
from app.schemas.names import Ref
from app.table_columns import ENDS, columns_of, fields_of
from app.tables import facts_of, rows_of
from graph.dates.windows import MAX, MIN, Window

# what no XML 1.0 document may hold, not even as a reference
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def xml_text(value: str) -> str:
    """A text for an element or an attribute in double quotes. What XML forbids becomes U+FFFD."""
    return escape(_FORBIDDEN.sub("\ufffd", value), _ENTITIES)


def xml_value(value: Any) -> str:
    """A value that is not None, not yet escaped; several texts are joined by `; `."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case list() | tuple():
            return join_items(value)
        case _:
            return str(value)


TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
PAPER = 1_000.0
CERTAIN = "certain"  # the id of the column that says on which days an edge is certain
LABEL = "relation"  # the column that names an edge, if there is one


def gexf(sheet: Sheet) -> Iterator[str]:
    """The file in pieces, to be written as UTF-8."""
    time = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if sheet.dynamic else 'mode="static"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" '
    yield 'xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f"<meta><creator>whoholds</creator><description>{xml_text(sheet.about)}</description></meta>\n"
    yield f'<graph defaultedgetype="undirected" idtype="string" {time}>\n'
    yield '<attributes class="node" mode="static">'
    for name, kind in {"kind": str, **sheet.node_columns}.items():
        yield f'<attribute id="{xml_text(name)}" title="{xml_text(name)}" type="{TYPES.get(kind, "string")}"/>'
    yield "</attributes>\n"
    yield from _write_columns(sheet)
    yield "<nodes>\n"
    for node in sheet.nodes:
        yield _write_node(node, sheet.node_columns)
    yield "</nodes>\n<edges>\n"
    for number, edge in enumerate(sheet.edges):
        yield _write_edge(number, edge, sheet.columns)
    yield "</edges>\n</graph>\n</gexf>\n"


def _write_columns(sheet: Sheet) -> Iterator[str]:
    yield '<attributes class="edge" mode="static">\n'
    for name, kind in sheet.columns.items():
        yield f'<attribute id="{xml_text(name)}" title="{xml_text(name)}" type="{TYPES.get(kind, "string")}"/>\n'
    yield "</attributes>\n"
    if sheet.dynamic:
        inner = f'<attribute id="{CERTAIN}" title="{CERTAIN}" type="boolean"/>'
        yield f'<attributes class="edge" mode="dynamic">{inner}</attributes>\n'


def _write_node(node: Node, columns: Columns) -> str:
    """`viz:position` is what Gephi draws it by; Gephi's paper is larger than the -1 to 1 of places."""
    attributes = {"kind": node.kind, **dict(zip(columns, node.values, strict=True))}
    values = "".join(
        f'<attvalue for="{xml_text(name)}" value="{xml_text(xml_value(value))}"/>'
        for name, value in attributes.items()
        if value is not None
    )
    x, y = node.place or (0, 0)
    place = f'<viz:position x="{x * PAPER:.3f}" y="{y * PAPER:.3f}" z="0"/>' if node.place else ""
    return (
        f'<node id="{xml_text(node.id)}" label="{xml_text(node.name)}"><attvalues>{values}</attvalues>{place}</node>\n'
    )


def _write_edge(number: int, edge: SheetEdge, columns: Columns) -> str:
    values, label = [], ""
    for name, value in zip(columns, edge.values, strict=True):
        if value is not None:
            shown = xml_text(xml_value(value))
            values.append(f'<attvalue for="{xml_text(name)}" value="{shown}"/>')
            if name == LABEL:
                label = f' label="{shown}" kind="{shown}"'  # Gephi keeps parallel edges apart by their kind
    values += [f'<attvalue for="{CERTAIN}" value="true"{_write_days(days)}/>' for days in edge.certain]
    ends = f'id="{number}" source="{xml_text(edge.a)}" target="{xml_text(edge.b)}"{label}'
    return f"<edge {ends}><attvalues>{''.join(values)}</attvalues>{_write_spells(edge.days)}</edge>\n"


def _write_spells(days: Iterable[Window]) -> str:
    found = [_write_days(one) for one in days]
    # a spell without start and end would say nothing: without spells an edge is always there
    return f"<spells>{''.join(f'<spell{one}/>' for one in found)}</spells>" if all(found) and found else ""


def _write_days(days: Window) -> str:
    start = f' start="{days.earliest}"' if days.earliest != MIN else ""
    return f'{start} end="{days.latest}"' if days.latest != MAX else start


def graphml(sheet: Sheet) -> Iterator[str]:
    """The file in pieces, to be written as UTF-8. Values that are None, and the days of edges, are left out."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield (
        _write_key("about", "graph", "about", str)
        + _write_key("label", "node", "label", str)
        + _write_key("kind", "node", "kind", str)
    )
    for number, (name, kind) in enumerate(sheet.node_columns.items()):
        yield _write_key(f"n{number}", "node", name, kind)
    for number, (name, kind) in enumerate(sheet.columns.items()):
        yield _write_key(f"e{number}", "edge", name, kind)
    yield f'<graph edgedefault="undirected">\n{_write_data("about", sheet.about)}\n'
    for node in sheet.nodes:
        values = [_write_data(f"n{i}", xml_value(value)) for i, value in enumerate(node.values) if value is not None]
        data = "".join([_write_data("label", node.name), _write_data("kind", node.kind), *values])
        yield f'<node id="{xml_text(node.id)}">{data}</node>\n'
    for number, edge in enumerate(sheet.edges):
        values = [_write_data(f"e{i}", xml_value(value)) for i, value in enumerate(edge.values) if value is not None]
        data = "".join(values)
        yield f'<edge id="{number}" source="{xml_text(edge.a)}" target="{xml_text(edge.b)}">{data}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _write_key(id_: str, of: str, name: str, kind: type) -> str:
    return f'<key id="{id_}" for="{of}" attr.name="{xml_text(name)}" attr.type="{TYPES.get(kind, "string")}"/>\n'


def _write_data(key: str, value: str) -> str:
    return f'<data key="{key}">{xml_text(value)}</data>'


WRITERS = {"gexf": gexf, "graphml": graphml}
OF_A_NODE = {"x": float, "y": float, "degree": int} | dict.fromkeys(("friendly", "hostile", "neutral", "mixed"), int)
END_COLUMNS = {f"{end}.{name}": str for end in ENDS for name in ("id", "name", "kind")}


@cache
def is_network(row: RowType) -> bool:
    """Whether each row is an edge: it has two ends, `a` and `b`, as full nodes or as ids of the answer's nodes.

    Spells, of which one pair has several, are no edges: they have a `start`.
    """
    fields = fields_of(row)
    return "start" not in fields and all(fields.get(end) in (Ref, str) for end in ENDS)


def network_of(data: Mapping[str, Any], row: RowType, form: Literal["gexf", "graphml"]) -> bytes:
    return "".join(WRITERS[form](sheet_of(data, row))).encode()


def sheet_of(data: Mapping[str, Any], row: RowType) -> Sheet:
    """The rows as edges, with the columns of their CSV but for the two ends. Nodes are those of the answer, or else of
    the rows."""
    columns = [column for column in columns_of(row) if column.path[0] not in ENDS]
    rows, placed = rows_of(data), "nodes" in data
    nodes = data["nodes"] if placed else {item[end]["id"]: item[end] for item in rows for end in ENDS}.values()

    def edges() -> Iterator[SheetEdge]:
        for item in rows:
            yield SheetEdge(item["a"]["id"], item["b"]["id"], tuple(column.read(item) for column in columns))

    return Sheet(
        about=about(data),
        nodes=[
            _make_node(node) if placed else Node(**node) for node in sorted(nodes, key=lambda node: str(node["id"]))
        ],
        columns={column.name: column.kind for column in columns},
        edges=edges(),
        facts=facts_of(data),
        node_columns=OF_A_NODE if placed else {},
    )


def _make_node(node: Mapping[str, Any]) -> Node:
    """A node of /v1/network with its position and its number of pairs by sign."""
    degree, x, y = node["degree"], node["x"], node["y"]
    values = (x, y, sum(degree.values()), *degree.values())
    return Node(node["id"], node["name"], node["kind"], values, (x, y) if x is not None else None)


def about(data: Mapping[str, Any]) -> str:
    """The sentence of an answer and its notes, in one text."""
    rest_note = [f"There are more rows; the next page is at cursor={data['next']}."] if data.get("next") else []
    notes = [f"Note: {note}." for note in data.get("notes", ())]
    return " ".join([str(data.get("summary", "")), *notes, f"Data version {data['dataVersion']}.", *rest_note])


def write_sheet(out: IO[bytes], sheet: Sheet, form: str) -> None:
    """A network in one of the forms of Format but JSON. A table begins with both ends of a pair."""
    if form in WRITERS:
        for piece in WRITERS[form](sheet):
            out.write(piece.encode())
        return
    columns = {**END_COLUMNS, **sheet.columns}
    if form == "csv":
        text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=True)
        write_csv(text, list(columns), _write_lines(sheet))
        text.detach()
        return
    from app.exports.arrow import write_arrow  # pyarrow takes a while, and few ask for it

    write_arrow(out, "parquet" if form == "parquet" else "arrow", columns, _write_lines(sheet), sheet.facts)


def _write_lines(sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    nodes = {node.id: (node.id, node.name, node.kind) for node in sheet.nodes}
    for edge in sheet.edges:
        yield (*nodes[edge.a], *nodes[edge.b], *edge.values)
