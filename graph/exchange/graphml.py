"""GraphML, as most graph programs read it: values by edge, no timeline.

After http://graphml.graphdrawing.org/. Edges have no direction: who does it to whom is a column.
"""

from collections.abc import Iterator

from graph.exchange.markup import text, written
from graph.exchange.sheet import Sheet

TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}


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
