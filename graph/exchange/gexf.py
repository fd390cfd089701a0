"""GEXF 1.3, as Gephi opens it: a network of one day, or one over time with spells for its timeline.

After https://gexf.net/ and its schema of 1.3. Edges have no direction: who does it to whom is a column. A bound that
nobody gives is left out, and an edge that is there on all days has no spells.
"""

from collections.abc import Iterable, Iterator

from graph.dates import MAX, MIN, Window
from graph.exchange.markup import text, written
from graph.exchange.sheet import Columns, Edge, Node, Sheet

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


def _edge(number: int, edge: Edge, columns: Columns) -> str:
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
