"""GEXF 1.3, as Gephi opens it: a network of one day, or one over time with spells for its timeline.

After https://gexf.net/ and its schema of 1.3. Edges have no direction: who does it to whom is a column. A bound that
nobody gives is left out, and an edge that is there on all days has no spells.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from app.exports.sheet import Columns, Node, Sheet, SheetEdge
from graph.dates.windows import MAX, MIN, Window

# what no XML 1.0 document may hold, not even as a reference
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def text(value: str) -> str:
    """A text for an element or an attribute in double quotes. What XML forbids becomes U+FFFD."""
    return escape(_FORBIDDEN.sub("\ufffd", value), _ENTITIES)


def written(value: Any) -> str:
    """A value that is not None, not yet escaped; several texts are joined by `; `."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case list() | tuple():
            return "; ".join(value)
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
    yield f"<meta><creator>whoholds</creator><description>{text(sheet.about)}</description></meta>\n"
    yield f'<graph defaultedgetype="undirected" idtype="string" {time}>\n'
    yield '<attributes class="node" mode="static">'
    for name, kind in {"kind": str, **sheet.node_columns}.items():
        yield f'<attribute id="{text(name)}" title="{text(name)}" type="{TYPES.get(kind, "string")}"/>'
    yield "</attributes>\n"
    yield from _columns(sheet)
    yield "<nodes>\n"
    for node in sheet.nodes:
        yield _node(node, sheet.node_columns)
    yield "</nodes>\n<edges>\n"
    for number, edge in enumerate(sheet.edges):
        yield _edge(number, edge, sheet.columns)
    yield "</edges>\n</graph>\n</gexf>\n"


def _columns(sheet: Sheet) -> Iterator[str]:
    yield '<attributes class="edge" mode="static">\n'
    for name, kind in sheet.columns.items():
        yield f'<attribute id="{text(name)}" title="{text(name)}" type="{TYPES.get(kind, "string")}"/>\n'
    yield "</attributes>\n"
    if sheet.dynamic:
        inner = f'<attribute id="{CERTAIN}" title="{CERTAIN}" type="boolean"/>'
        yield f'<attributes class="edge" mode="dynamic">{inner}</attributes>\n'


def _node(node: Node, columns: Columns) -> str:
    """`viz:position` is what Gephi draws it by; Gephi's paper is larger than the -1 to 1 of places."""
    told = {"kind": node.kind, **dict(zip(columns, node.values, strict=True))}
    values = "".join(
        f'<attvalue for="{text(name)}" value="{text(written(value))}"/>'
        for name, value in told.items()
        if value is not None
    )
    x, y = node.place or (0, 0)
    place = f'<viz:position x="{x * PAPER:.3f}" y="{y * PAPER:.3f}" z="0"/>' if node.place else ""
    return f'<node id="{text(node.id)}" label="{text(node.name)}"><attvalues>{values}</attvalues>{place}</node>\n'


def _edge(number: int, edge: SheetEdge, columns: Columns) -> str:
    values, label = [], ""
    for name, value in zip(columns, edge.values, strict=True):
        if value is not None:
            shown = text(written(value))
            values.append(f'<attvalue for="{text(name)}" value="{shown}"/>')
            if name == LABEL:
                label = f' label="{shown}" kind="{shown}"'  # Gephi keeps parallel edges apart by their kind
    values += [f'<attvalue for="{CERTAIN}" value="true"{_days(days)}/>' for days in edge.certain]
    ends = f'id="{number}" source="{text(edge.a)}" target="{text(edge.b)}"{label}'
    return f"<edge {ends}><attvalues>{''.join(values)}</attvalues>{_spells(edge.days)}</edge>\n"


def _spells(days: Iterable[Window]) -> str:
    found = [_days(one) for one in days]
    # a spell without start and end would say nothing: without spells an edge is always there
    return f"<spells>{''.join(f'<spell{one}/>' for one in found)}</spells>" if all(found) and found else ""


def _days(days: Window) -> str:
    start = f' start="{days.earliest}"' if days.earliest != MIN else ""
    return f'{start} end="{days.latest}"' if days.latest != MAX else start


def graphml(sheet: Sheet) -> Iterator[str]:
    """The file in pieces, to be written as UTF-8. Values that are None, and the days of edges, are left out."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield _key("about", "graph", "about", str) + _key("label", "node", "label", str) + _key("kind", "node", "kind", str)
    for number, (name, kind) in enumerate(sheet.node_columns.items()):
        yield _key(f"n{number}", "node", name, kind)
    for number, (name, kind) in enumerate(sheet.columns.items()):
        yield _key(f"e{number}", "edge", name, kind)
    yield f'<graph edgedefault="undirected">\n{_data("about", sheet.about)}\n'
    for node in sheet.nodes:
        more = [_data(f"n{i}", written(value)) for i, value in enumerate(node.values) if value is not None]
        told = [_data("label", node.name), _data("kind", node.kind), *more]
        yield f'<node id="{text(node.id)}">{"".join(told)}</node>\n'
    for number, edge in enumerate(sheet.edges):
        told = [_data(f"e{i}", written(value)) for i, value in enumerate(edge.values) if value is not None]
        yield f'<edge id="{number}" source="{text(edge.a)}" target="{text(edge.b)}">{"".join(told)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _key(id_: str, of: str, name: str, kind: type) -> str:
    return f'<key id="{id_}" for="{of}" attr.name="{text(name)}" attr.type="{TYPES.get(kind, "string")}"/>\n'


def _data(key: str, value: str) -> str:
    return f'<data key="{key}">{text(value)}</data>'
