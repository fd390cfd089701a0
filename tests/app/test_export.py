"""Networks leave the house as files: over HTTP and by `whoholds export network`, the first report read by others."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import httpx
import networkx as nx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.app.commands import run
from tests.app.conftest import problem_of

DAY = "as_of=2026-01-25"
MEDIA = {
    "arrow": "application/vnd.apache.arrow.file",
    "parquet": "application/vnd.apache.parquet",
    "gexf": "application/gexf+xml",
    "graphml": "application/graphml+xml",
}
READERS = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}


def table_of(content: bytes, form: str) -> pa.Table:
    source = io.BytesIO(content)
    return pq.read_table(source) if form == "parquet" else pa.ipc.open_file(source).read_all()


def rows_of(base: str, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = httpx.get(f"{base}/v1/{path}", timeout=60).json()["rows"]
    return found


def lines_of(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content, newline="")))


# over HTTP


@pytest.mark.parametrize("form", READERS)
def test_the_network_of_a_day_is_the_rows_of_its_json(base: str, form: str) -> None:
    answer = httpx.get(f"{base}/v1/alliances.{form}?{DAY}", timeout=60)
    assert answer.headers["content-type"] == MEDIA[form]
    graph = READERS[form](io.BytesIO(answer.content))
    rows = rows_of(base, f"alliances?{DAY}")
    assert {frozenset(ends) for ends in graph.edges} == {frozenset((row["a"]["id"], row["b"]["id"])) for row in rows}
    for row in rows:
        told = graph.edges[row["a"]["id"], row["b"]["id"]]
        assert (told.get("sign"), told["mixed"], told["certainty"]) == (row["sign"], row["mixed"], row["certainty"])
        assert told["statements"].split("; ") == row["statements"]
        assert told["signs.hostile"] == row["signs"]["hostile"]
        assert graph.nodes[row["a"]["id"]]["label"] == row["a"]["name"]


@pytest.mark.parametrize("form", ["arrow", "parquet"])
@pytest.mark.parametrize(
    "question",
    ["custody?held=isis-suspects&as_of=2026-02-05", f"alliances?{DAY}", "entities/sdf", "silences", "status"],
)
def test_every_table_has_the_columns_of_its_csv_with_their_types(base: str, form: str, question: str) -> None:
    path, _, query = question.partition("?")
    answer = httpx.get(f"{base}/v1/{path}.{form}?{query}", timeout=60)
    assert answer.headers["content-type"] == MEDIA[form]
    table, lines = table_of(answer.content, form), lines_of(httpx.get(f"{base}/v1/{path}.csv?{query}", timeout=60).text)
    assert table.num_rows == len(lines)
    assert table.column_names == list(lines[0])
    for name in table.column_names:
        for value, cell in zip(table[name].to_pylist(), [line[name] for line in lines], strict=True):
            shown = "; ".join(map(_as_shown, value)) if isinstance(value, list) else _as_shown(value)
            assert shown.lower() == cell.removeprefix("'").lower()
    told = json.loads(table.schema.metadata[b"whoholds"])
    assert told["dataVersion"] == httpx.get(f"{base}/v1/{question}", timeout=60).json()["dataVersion"]


def _as_shown(value: object) -> str:
    return "" if value is None else str(value)


def test_counts_are_numbers_and_lists_are_lists_in_arrow(base: str) -> None:
    answer = httpx.get(f"{base}/v1/custody.arrow?held=isis-suspects&as_of=2026-02-05", timeout=60)
    rows = {row["holder.id"]: row for row in table_of(answer.content, "arrow").to_pylist()}
    assert (rows["iraq"]["gained.min"], rows["iraq"]["count.min"], rows["iraq"]["contested"]) == (1800, None, False)
    assert rows["sdf"]["jointWith"] == ["us-led-coalition"]


def test_cypher_comes_as_a_typed_table_too(base: str) -> None:
    body = {"query": "UNWIND [1, 2] AS a RETURN a, 'x' AS b, [a, 'y'] AS c, CASE a WHEN 1 THEN 1 ELSE 'z' END AS d"}
    table = table_of(httpx.post(f"{base}/v1/cypher.arrow", json=body, timeout=60).content, "arrow")
    assert table.to_pylist() == [
        {"a": 1, "b": "x", "c": ["1", "y"], "d": "1"},
        {"a": 2, "b": "x", "c": ["2", "y"], "d": "z"},
    ]


@pytest.mark.parametrize("form", MEDIA)
def test_a_file_is_sent_once_and_head_tells_its_length(base: str, form: str) -> None:
    address = f"{base}/v1/alliances.{form}?{DAY}"
    first = httpx.get(address, timeout=60)
    assert httpx.get(address, headers={"If-None-Match": first.headers["etag"]}, timeout=60).status_code == 304
    head = httpx.head(address, timeout=60)
    assert (head.content, head.headers["content-length"]) == (b"", str(len(first.content)))
    assert httpx.get(f"{base}/v1/alliances?{DAY}", headers={"Accept": MEDIA[form]}, timeout=60).content == first.content


@pytest.mark.parametrize("form", READERS)
def test_a_network_has_its_places_and_degrees(base: str, form: str) -> None:
    answer = httpx.get(f"{base}/v1/network.{form}?{DAY}", timeout=60)
    graph = READERS[form](io.BytesIO(answer.content))
    content = httpx.get(f"{base}/v1/network?{DAY}", timeout=60).json()
    assert {frozenset(ends) for ends in graph.edges()} == {frozenset((e["a"], e["b"])) for e in content["edges"]}
    assert set(graph) == {node["id"] for node in content["nodes"]}
    for node in content["nodes"]:
        told = graph.nodes[node["id"]]
        assert (told["label"], told["kind"], told["degree"]) == (
            node["name"],
            node["kind"],
            sum(node["degree"].values()),
        )
        assert (told["x"], told["y"]) == pytest.approx((node["x"], node["y"]))
        if form == "gexf":
            position = told["viz"]["position"]
            assert (position["x"], position["y"]) == pytest.approx((1_000 * node["x"], 1_000 * node["y"]), abs=0.01)


def test_what_is_no_network_has_no_network_form(base: str) -> None:
    refused = httpx.get(f"{base}/v1/custody.gexf?held=isis-suspects", timeout=60)
    assert refused.status_code == 406
    assert ".parquet" in str(problem_of(refused)["hint"])
    by_header = httpx.get(f"{base}/v1/custody", headers={"Accept": "application/gexf+xml"}, timeout=60)
    assert problem_of(by_header)["parameter"] == "Accept"
    second_choice = {"Accept": "application/gexf+xml, application/json;q=0.5"}
    assert (
        httpx.get(f"{base}/v1/custody", headers=second_choice, timeout=60).headers["content-type"] == "application/json"
    )


def test_a_page_of_a_network_tells_that_there_are_more(base: str) -> None:
    answer = httpx.get(f"{base}/v1/alliances.graphml?{DAY}&limit=1", timeout=60)
    graph = nx.read_graphml(io.BytesIO(answer.content))
    assert graph.number_of_edges() == 1
    assert "There are more rows" in graph.graph["about"]
    assert "next" in answer.links


# by the command


def test_over_time_gephi_gets_spells_and_no_invented_bound(data: Path, base: str) -> None:
    done = run(data, "export", "network", "--format", "gexf")
    assert (done.returncode, done.stderr) == (0, "")
    graph = nx.read_gexf(io.BytesIO(done.stdout.encode()))
    assert graph.graph["mode"] == "dynamic"
    statements = {id_ for _, _, told in graph.edges(data=True) for id_ in told["statements"].split("; ")}
    assert statements >= {id_ for row in rows_of(base, f"alliances?{DAY}") for id_ in row["statements"]}
    assert "0001-01-01" not in done.stdout
    assert "9999-12-31" not in done.stdout
    possible = run(data, "export", "network", "--format", "gexf", "--spells", "possible").stdout
    assert possible.count("<spell ") < done.stdout.count("<spell ")  # a sighting may have been so on all days


def test_the_same_network_is_the_same_file(data: Path) -> None:
    for form in ("gexf", "csv"):
        assert len({run(data, "export", "network", "--format", form).stdout for _ in range(2)}) == 1


def test_a_table_over_time_has_a_line_per_statement_with_its_bounds(data: Path, base: str) -> None:
    lines = lines_of(run(data, "export", "network", "--format", "csv", "--actor", "sdf").stdout)
    assert lines
    for line in lines:
        assert "sdf" in (line["a.id"], line["b.id"])
        statement = httpx.get(f"{base}/v1/statements/{line['statement']}", timeout=60).json()["statement"]
        validity = statement["validity"]
        assert line["written"] == validity["written"]
        bounds = [line[name] for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")]
        assert bounds == [validity[name] or "" for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")]


def test_of_a_day_the_table_is_that_of_the_service(data: Path, base: str) -> None:
    done = run(data, "export", "network", "--format", "csv", "--as-of", "2026-01-25")
    assert lines_of(done.stdout) == lines_of(httpx.get(f"{base}/v1/alliances.csv?{DAY}", timeout=60).text)
    assert "note: " in done.stderr


@pytest.mark.parametrize("form", ["gexf", "graphml", "csv", "arrow", "parquet"])
def test_the_suffix_of_a_file_tells_its_form_and_a_failure_leaves_the_old_one(
    data: Path, tmp_path: Path, form: str
) -> None:
    target = tmp_path / f"network.{form}"
    target.write_text("old")
    refused = run(data, "export", "network", "-o", str(target), "--actor", "nobody-at-all")
    assert (refused.returncode, target.read_text()) == (4, "old")
    assert run(data, "export", "network", "-o", str(target)).returncode == 0
    content = target.read_bytes()
    if form in READERS:
        assert READERS[form](io.BytesIO(content)).number_of_edges()
    elif form != "csv":
        assert table_of(content, form).schema.field("earliestStart").type == pa.date32()
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("", 2, "--format"),
        ("--format svg", 2, "svg"),
        ("--format gexf --spells some", 2, "some"),
        ("--format gexf --certainty certain", 2, "--as-of"),
        ("--format gexf --as-of 2026 --from 2019", 2, "--from"),
        ("--format gexf --from 2026 --to 2019", 2, "to:"),
        ("--format gexf --from lately", 2, "lately"),
        ("--format gexf --trust nobody-at-all", 4, "nobody-at-all"),
        ("--output no-such-folder/network.gexf", 2, "no-such-folder"),
    ],
)
def test_what_goes_wrong_is_told(data: Path, words: str, code: int, said: str) -> None:
    done = run(data, "export", "network", *words.split())
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_period_and_the_lens_narrow_a_network_over_time(data: Path) -> None:
    def statements(*words: str) -> set[str]:
        done = run(data, "export", "network", "--format", "csv", *words)
        assert done.returncode == 0
        return {line["statement"] for line in lines_of(done.stdout)}

    everything = statements()
    assert statements("--to", "2000") < everything
    assert statements("--known-at", "1990") == set()
    assert statements("--exclude", "cbs-news") < everything
    assert statements("--min-independent", "99") == set()
    assert statements("--spells", "certain") < everything
