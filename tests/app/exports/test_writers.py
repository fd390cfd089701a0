"""What is written is read back as it was, by other programs' readers, whatever the names are; GEXF keeps its schema."""

import csv
import io
from datetime import date
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exports.arrow import Form, write_arrow
from app.exports.network_files import gexf, graphml
from app.exports.sheet import Node, Sheet, SheetEdge, write_csv
from graph.dates.windows import MAX, MIN, Window

quick = settings(deadline=None, derandomize=True, max_examples=100)
NAMESPACE = {"g": "http://gexf.net/1.3"}
SPRING, AUTUMN = Window(date(2021, 3, 1), date(2021, 5, 31)), Window(date(2021, 9, 1), MAX)
NAMES = [
    "<script>alert(\"1\")</script> & 'co'",
    "\u202eقوات\u202c \u200fسوريا",  # right-to-left marks
    "x" * 500,
    "bell \x07, null \x00, escape \x1b, not a character \uffff, half a pair \ud800",
    "two\nlines\tand\r\nmore]]>",
    "",
    "𐎀 " * 3,
]
COLUMNS = {"relation": str, "sign": int, "mixed": bool, "share": float, "since": date, "statements": list}
VALUES = ("fights", -1, True, 0.25, date(2021, 3, 1), ["s1", "s2"])


def forbidden_replaced(text: str) -> str:
    """What a reader of XML gets: what XML forbids is replaced, and nothing else."""
    legal = lambda c: c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"  # noqa: E731
    return "".join(c if legal(c) else "\ufffd" for c in text)


def sheet(names: list[str], edges: list[SheetEdge] | None = None, dynamic: bool = True) -> Sheet:
    nodes = [Node(f"actor-{number}", name, "armed_force") for number, name in enumerate(names)]
    usual = [SheetEdge("actor-0", "actor-1", VALUES, (SPRING, AUTUMN), (SPRING,))]
    return Sheet("about <it>", nodes, COLUMNS, usual if edges is None else edges, dynamic)


def written(pieces: Any) -> bytes:
    found: bytes = "".join(pieces).encode()
    return found


@pytest.mark.parametrize("writer", [gexf, graphml])
def test_names_come_back_whole_however_hostile(writer: Any) -> None:
    content = written(writer(sheet(NAMES, [])))
    read = nx.read_gexf if writer is gexf else nx.read_graphml
    graph = read(io.BytesIO(content))
    assert [graph.nodes[node]["label"] for node in graph] == [forbidden_replaced(name) for name in NAMES]
    assert b"<script>" not in content


@quick
@given(st.lists(st.text(), min_size=2, max_size=4))
def test_any_text_is_read_back_from_every_form(names: list[str]) -> None:
    edges = [SheetEdge("actor-0", "actor-1", (names[0], None, None, None, None, names), (), ())]
    found = sheet(names, edges)
    for content, read in ((gexf(found), nx.read_gexf), (graphml(found), nx.read_graphml)):
        graph = read(io.BytesIO(written(content)))
        assert [graph.nodes[node]["label"] for node in graph] == [forbidden_replaced(name) for name in names]
        told = graph.edges["actor-0", "actor-1"]
        assert told["statements"] == forbidden_replaced("; ".join(names))
    (row,) = pa.ipc.open_file(_arrow("arrow", [edges[0].values])).read_all().to_pylist()
    assert row["relation"] == names[0].encode(errors="replace").decode()


def test_networkx_reads_the_values_days_and_certain_days_of_a_dynamic_gexf() -> None:
    graph = nx.read_gexf(io.BytesIO(written(gexf(sheet(["one", "other"])))))
    told = graph.edges["actor-0", "actor-1"]
    assert graph.graph["mode"] == "dynamic"
    assert not graph.is_directed()
    assert (told["relation"], told["sign"], told["mixed"], told["share"]) == ("fights", -1, True, 0.25)
    assert (told["since"], told["statements"]) == ("2021-03-01", "s1; s2")
    assert told["certain"] == [(True, "2021-03-01", "2021-05-31")]
    assert told["spells"] == [("2021-03-01", "2021-05-31"), ("2021-09-01", "None")]  # None: it was left out


def test_networkx_reads_the_values_of_graphml_and_what_it_is_about() -> None:
    graph = nx.read_graphml(io.BytesIO(written(graphml(sheet(["one", "other"])))))
    told = graph.edges["actor-0", "actor-1"]
    assert graph.graph["about"] == "about <it>"
    assert (told["sign"], told["mixed"], told["share"], told["since"]) == (-1, True, 0.25, "2021-03-01")


def test_parallel_edges_stay_apart() -> None:
    two = [SheetEdge("actor-0", "actor-1", (name, *VALUES[1:])) for name in ("fights", "distrusts")]
    for content, read in (
        (gexf(sheet(["a", "b"], two)), nx.read_gexf),
        (graphml(sheet(["a", "b"], two)), nx.read_graphml),
    ):
        graph = read(io.BytesIO(written(content)))
        assert sorted(data["relation"] for _, _, data in graph.edges(data=True)) == ["distrusts", "fights"]


def test_gexf_keeps_the_rules_of_its_schema() -> None:
    """As in gexf.xsd and dynamics.xsd of 1.3: names, order, what is required, and the types of values."""
    edges = [
        SheetEdge("actor-0", "actor-1", VALUES, (SPRING, AUTUMN), (SPRING,)),
        SheetEdge("actor-1", "actor-0", (None,) * len(VALUES), (Window(MIN, SPRING.latest),)),
        SheetEdge("actor-1", "actor-2", VALUES, (Window(MIN, MAX),)),
    ]
    root = ElementTree.fromstring(written(gexf(sheet(NAMES, edges))))
    assert (root.tag, root.get("version")) == ("{http://gexf.net/1.3}gexf", "1.3")
    assert [_local(child) for child in root] == ["meta", "graph"]
    assert {_local(child) for child in root[0]} <= {"creator", "keywords", "description"}
    graph = root[1]
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert graph.get("timerepresentation") == "interval"
    assert graph.get("defaultedgetype") in ("directed", "undirected", "mutual")
    assert [_local(child) for child in graph] == [*["attributes"] * 3, "nodes", "edges"]
    types = {"integer", "long", "double", "float", "boolean", "string", "liststring", "anyURI"}
    ids: dict[str | None, set[str | None]] = {"node": set(), "edge": set()}
    for attribute in graph.iterfind("g:attributes/g:attribute", NAMESPACE):
        assert attribute.get("title")
        assert attribute.get("type") in types
    for group in graph.iterfind("g:attributes", NAMESPACE):
        for attribute in group:
            assert attribute.get("id") not in ids[group.get("class")]
            ids[group.get("class")].add(attribute.get("id"))
    nodes = [node.get("id") for node in graph.iterfind("g:nodes/g:node", NAMESPACE)]
    found = graph.findall("g:edges/g:edge", NAMESPACE)
    assert len(set(nodes)) == len(nodes)
    assert len({edge.get("id") for edge in found}) == len(found) == 3
    for edge in found:
        assert {edge.get("source"), edge.get("target")} <= set(nodes)
        assert [_local(child) for child in edge] in (["attvalues", "spells"], ["attvalues"])
        for value in edge.iterfind("g:attvalues/g:attvalue", NAMESPACE):
            assert value.get("for") in ids["edge"]
            assert value.get("value") is not None
        for timed in edge.iterfind("*/*[@start]", NAMESPACE):
            date.fromisoformat(str(timed.get("start")))
    spells = [[dict(s.attrib) for s in edge.iterfind("g:spells/g:spell", NAMESPACE)] for edge in found]
    assert spells == [
        [{"start": "2021-03-01", "end": "2021-05-31"}, {"start": "2021-09-01"}],
        [{"end": "2021-05-31"}],
        [],  # on all days
    ]


def test_the_network_of_a_day_has_no_timeline() -> None:
    graph = ElementTree.fromstring(written(gexf(sheet(["a", "b"], [SheetEdge("actor-0", "actor-1", VALUES)], False))))[
        1
    ]
    assert (graph.get("mode"), graph.get("timeformat")) == ("static", None)
    assert graph.findall(".//g:spells", NAMESPACE) == []


def _arrow(form: Form, rows: list[tuple[Any, ...]]) -> io.BytesIO:
    out = io.BytesIO()
    write_arrow(out, form, COLUMNS, rows, {"about": "it"})
    return io.BytesIO(out.getvalue())


@pytest.mark.parametrize("form", ["arrow", "parquet"])
@pytest.mark.parametrize("rows", [[], [VALUES, (None,) * len(VALUES)]])
def test_arrow_and_parquet_keep_types_and_what_the_file_is_about(form: Form, rows: list[tuple[Any, ...]]) -> None:
    content = _arrow(form, rows)
    table = pa.ipc.open_file(content).read_all() if form == "arrow" else pq.read_table(content)
    assert [tuple(row.values()) for row in table.to_pylist()] == rows
    assert table.schema.metadata[b"whoholds"] == b'{"about":"it"}'
    assert [str(field.type) for field in table.schema][1:5] == ["int64", "bool", "double", "date32[day]"]


def test_csv_is_read_back_and_no_text_is_a_formula() -> None:
    out = io.StringIO(newline="")
    write_csv(out, list(COLUMNS), [VALUES, ("=1+1", -1, None, None, None, ["@a", "b"])])
    rows = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert rows == [
        list(COLUMNS),
        ["fights", "-1", "true", "0.25", "2021-03-01", "s1; s2"],
        ["'=1+1", "-1", "", "", "", "'@a; b"],
    ]


def _local(element: ElementTree.Element) -> str:
    return element.tag.removeprefix("{http://gexf.net/1.3}")
