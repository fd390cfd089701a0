"""GEXF 1.3, as Gephi opens it: a network of one day, or one over time with spells for its timeline.

After https://gexf.net/ and its schema of 1.3. Edges have no direction: who does it to whom is a column. A bound that
nobody gives is left out, and an edge that is there on all days has no spells.
"""

from collections.abc import Iterable, Iterator

from graph.dates import MAX, MIN, Window
from graph.exchange.markup import text, written
from graph.exchange.sheet import Columns, Edge, Sheet

TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
CERTAIN = "certain"  # the id of the column that says on which days an edge is certain
LABEL = "relation"  # the column that names an edge, if there is one


def gexf(sheet: Sheet) -> Iterator[str]:
    """The file in pieces, to be written as UTF-8."""
    time = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if sheet.dynamic else 'mode="static"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield f"<meta><creator>whoholds</creator><description>{text(sheet.about)}</description></meta>\n"
    yield f'<graph defaultedgetype="undirected" idtype="string" {time}>\n'
    yield '<attributes class="node" mode="static"><attribute id="kind" title="kind" type="string"/></attributes>\n'
    yield from _columns(sheet)
    yield "<nodes>\n"
    for node in sheet.nodes:
        kind = f'<attvalues><attvalue for="kind" value="{text(node.kind)}"/></attvalues>'
        yield f'<node id="{text(node.id)}" label="{text(node.name)}">{kind}</node>\n'
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
