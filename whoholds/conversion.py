"""Answers as tables of pyarrow, pandas and polars, and as graphs of networkx; each is needed only when asked for."""

import io
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from whoholds.connection import AskedQuestion, Json, ServiceConnection
from whoholds.errors import ServiceError
from whoholds.pages import MOST_ROWS

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars
    import pyarrow

# the fields of a row, or of a hop of a path, that are the ends of an edge
PAIRS = {
    "alliances": ("a", "b"),
    "alliances_diff": ("a", "b"),
    "balance": ("a", "b"),
    "custody": ("holder", "held"),
    "custody_diff": ("holder", "held"),
    "network": ("a", "b"),
    "network_spells": ("a", "b"),
    "paths": ("a", "b"),
}
DIRECTED = ("custody", "custody_diff")  # from a holder to whom it holds


def import_package(name: str) -> Any:
    """A package. Raises ServiceError that says how to install it."""
    try:
        return import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        raise ServiceError(
            f"{package} is not installed", hint=f"install it: pip install 'whoholds[{package}]'"
        ) from None


def read_table(connection: ServiceConnection, asked: AskedQuestion) -> "pyarrow.Table":
    """All pages of an answer as one table, at most MOST_ROWS rows; its metadata are those of the first page."""
    arrow, ipc = import_package("pyarrow"), import_package("pyarrow.ipc")
    tables: list[pyarrow.Table] = []
    rows, following = 0, asked
    while True:
        response = connection.send(following, ".arrow")
        tables.append(ipc.open_file(io.BytesIO(response.content)).read_all())
        rows += tables[-1].num_rows
        leads_on = response.links.get("next", {}).get("url")
        if not leads_on or "limit" in asked.parameters or rows >= MOST_ROWS:
            return arrow.concat_tables(tables, promote_options="permissive")
        following = asked.add(cursor=response.url.join(leads_on).params["cursor"])


def make_pandas(read: Callable[[], "pyarrow.Table"]) -> "pandas.DataFrame":
    import_package("pandas")
    frame: pandas.DataFrame = read().to_pandas()
    return frame


def make_polars(read: Callable[[], "pyarrow.Table"]) -> "polars.DataFrame":
    frame: polars.DataFrame = import_package("polars").from_arrow(read())
    return frame


def make_graph(name: str, body: Mapping[str, Any], rows: Sequence[Json]) -> "networkx.Graph[str]":
    """A graph of the pairs in rows. Raises ServiceError if they are none."""
    networks = import_package("networkx")
    if name not in PAIRS:
        raise ServiceError(f"the rows of {name} are no pairs", hint=f"those of {', '.join(PAIRS)} are")
    start, end = PAIRS[name]
    graph: networkx.Graph[str] = (networks.DiGraph if name in DIRECTED else networks.Graph)()
    for node in body.get("nodes", ()):
        graph.add_node(node["id"], **_take_values(node))
    for edge in [hop for row in rows for hop in row["hops"]] if name == "paths" else rows:
        graph.add_edge(_add_node(graph, edge[start]), _add_node(graph, edge[end]), **_take_values(edge))
    return graph


def _add_node(graph: "networkx.Graph[str]", end: Any) -> str:
    """The id of the node for one end of an edge, an id or a record with one."""
    if isinstance(end, str):
        return end
    graph.add_node(end["id"], name=end["name"], kind=end["kind"])
    return str(end["id"])


def _take_values(record: Mapping[str, Any]) -> Json:
    """The fields that are one value, and the numbers of those that hold some: what formats of networks can keep."""
    found: Json = {}
    for field, value in record.items():
        if isinstance(value, str | int | float) and field not in ("a", "b", "id"):
            found[field] = value
        elif field == "measures":
            found |= value
        elif isinstance(value, Mapping):
            numbers = {name: one for name, one in value.items() if isinstance(one, int | float)}
            found |= {f"{field}.{name}": one for name, one in numbers.items()}
        elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            found[field] = ", ".join(value)
    return found
