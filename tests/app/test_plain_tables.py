"""Tables have names next to ids, one plain value or list of them a cell, and the numbers of the JSON.

`flatten_row` is a second flattening, from the JSON alone: it knows no type of any row.
"""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import httpx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from app.answers.question import read_common
from app.encoding import json_of
from app.questions import load_question
from app.table_columns import columns_of
from app.tables import arrow_of, csv_of
from graph.selection.selection import Selection
from graph.store.reading.view import View
from tests.app.test_schemas import ANSWERS
from tests.app.test_sentences import shipped

__all__ = ["shipped"]

ASKED = [*(path for path, _ in ANSWERS), "search?q=isis", "search?q=transfer", "model"]
ROLES = {"subject", "object", "agent", "from_holder", "to_holder", "from_place", "to_place", "at"}
OPEN_MAPS = ("names", "externalIds")  # their keys are data, not fields


def get(base: str, path: str, form: str = "json", **given: str) -> httpx.Response:
    address, _, query = path.partition("?")
    answer = httpx.get(f"{base}/v1/{address}.{form}", params=httpx.QueryParams(query).merge(given), timeout=60)
    assert answer.status_code == 200, answer.text
    return answer


def read_csv(answer: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline="")))


def read_table(answer: httpx.Response, form: str) -> pa.Table:
    source = io.BytesIO(answer.content)
    return pq.read_table(source) if form == "parquet" else pa.ipc.open_file(source).read_all()


def flatten_row(row: dict[str, Any]) -> dict[str, Any]:
    """The values of a row by the name of their column: nested fields with dots, of lists a list per field."""
    return {name: _own_text(value) for name, value in _walk(row, "", in_list=False)}


def _walk(value: Any, name: str, *, in_list: bool) -> Iterator[tuple[str, Any]]:
    last = name.rpartition(".")[2]
    if last in OPEN_MAPS and isinstance(value, dict):
        pairs = [
            (key, one) for key, several in value.items() for one in ([several] if isinstance(several, str) else several)
        ]
        yield f"{name}.key", [key for key, _ in pairs]
        yield f"{name}.value", [one for _, one in pairs]
    elif isinstance(value, dict):
        if in_list and "id" in value:
            yield name, value["id"]
        for field, inner in value.items():
            if not (in_list and "id" in value and field in ("id", "kind")):
                yield from _walk(inner, f"{name}.{field}" if name else field, in_list=False)
    elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        if "validity" in value[0]:  # statements: their ids
            yield name, [item["id"] for item in value]
            return
        items = [dict(_walk(item, name, in_list=True)) for item in value]
        for field in dict.fromkeys(field for item in items for field in item):
            yield field, [item.get(field) for item in items]
    else:
        yield name, value


def _own_text(value: Any) -> Any:
    """Lists within lists are one text for each item of the outer list."""
    if not isinstance(value, list):
        return value
    return [", ".join(map(_shown, item)) if isinstance(item, list) else item for item in value]


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def csv_cell(value: Any) -> str:
    """A value as RFC 4180 and the rule on formulas have it."""
    text = "; ".join(map(_shown, value)) if isinstance(value, list) else _shown(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if not is_number and text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def list_rows(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that a table has, from the JSON of an answer."""
    if "nodes" in content:
        ends = {node["id"]: {field: node[field] for field in ("name", "kind")} for node in content["nodes"]}
        spells = content.get("spellFields")
        edges = (
            [{**e, **dict(zip(spells, s, strict=True))} for e in content["edges"] for s in e["spells"]]
            if spells
            else content["edges"]
        )
        return [
            {
                **{k: v for k, v in e.items() if k != "spells"},
                **{f"{end}.{f}": v for end in "ab" for f, v in ends[e[end]].items()},
            }
            for e in edges
        ]
    if "rows" in content:
        return list(content["rows"])
    return [next(value for value in content.values() if isinstance(value, dict))]


def is_json(text: str) -> bool:
    """Whether a text is an object or a list of JSON, or several joined."""
    try:
        return isinstance(json.loads(text), dict | list)
    except ValueError:
        return text.startswith(('{"', '[{"', '["'))


@pytest.mark.parametrize("path", [path for path in ASKED if path != "model"])
def test_the_rows_of_csv_are_those_of_the_json(base: str, path: str) -> None:
    rows, lines = list_rows(get(base, path).json()), read_csv(get(base, path, "csv"))
    assert len(rows) == len(lines)
    for row, line in zip(rows, lines, strict=True):
        flat = flatten_row(row)
        for name, cell in line.items():
            # of several things that all lack a field, the places stay, separated by `; `
            assert cell == csv_cell(flat.get(name)) if name in flat else not cell.strip("; "), name
        said = {name for name, value in flat.items() if _without_empty(value) is not None and name not in line}
        assert not said, said


@pytest.mark.parametrize("form", ["arrow", "parquet"])
@pytest.mark.parametrize("path", [path for path in ASKED if path != "model"])
def test_the_typed_rows_are_those_of_the_json(base: str, path: str, form: str) -> None:
    rows, table = list_rows(get(base, path).json()), read_table(get(base, path, form), form)
    assert len(rows) == table.num_rows
    for row, line in zip(rows, table.to_pylist(), strict=True):
        flat = flatten_row(row)
        for name, cell in line.items():
            assert _as_json(cell) == _without_empty(flat.get(name)), name


def _as_json(value: Any) -> Any:
    if isinstance(value, list):
        return _without_empty([_as_json(item) for item in value])
    return value.isoformat() if isinstance(value, date) else value


def _without_empty(value: Any) -> Any:
    """Nothing is one thing here: an empty list or object, and a list of nothing else."""
    if isinstance(value, list):
        items = [item or None if isinstance(item, str) else item for item in value]
        return items if any(item is not None for item in items) else None
    return None if value == {} else value


@pytest.mark.parametrize("path", ASKED)
def test_no_cell_is_json(base: str, path: str) -> None:
    for line in read_csv(get(base, path, "csv")):
        assert not [name for name, cell in line.items() if is_json(cell)]
    for form in ("arrow", "parquet"):
        table = read_table(get(base, path, form), form)
        for field in table.schema:
            item = field.type.value_type if pa.types.is_list(field.type) else field.type
            assert not pa.types.is_nested(item), field
            if pa.types.is_string(item):
                assert not any(map(is_json, _list_texts(table[field.name].to_pylist()))), field.name


def _list_texts(values: list[Any]) -> list[str]:
    return [text for value in values for text in (value if isinstance(value, list) else [value]) if text]


@pytest.mark.parametrize("path", ASKED)
def test_every_id_of_an_entity_has_a_name_next_to_it(base: str, path: str) -> None:
    content = get(base, path).json()
    things = {thing["id"]: thing["name"] for thing in _find_things(content)}
    for row, line in zip(list_rows(content), read_csv(get(base, path, "csv")), strict=True) if path != "model" else ():
        for name, thing in _list_things(row, ""):
            assert line[f"{name}.name"].split("; ") == [things[id_] for id_ in thing], name


def _find_things(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if {"id", "name"} <= set(value):
            yield value
        for inner in value.values():
            yield from _find_things(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _find_things(item)


def _list_things(row: dict[str, Any], name: str) -> Iterator[tuple[str, list[str]]]:
    """The fields of a row that hold one thing with a name, or several, with their ids."""
    for field, value in row.items():
        column = f"{name}.{field}" if name else field
        several = value if isinstance(value, list) else [value]
        if several and all(isinstance(item, dict) and {"id", "name"} <= set(item) for item in several):
            yield column, [item["id"] for item in several]
        elif isinstance(value, dict):
            yield from _list_things(value, column)


def test_a_reader_of_the_day_of_the_transfer_sees_names_and_numbers(base: str) -> None:
    """By hand, from the dossier: Iraq took 1,800 to 2,200 by 5 February 2026; the SDF held others with allies."""
    lines = read_csv(get(base, "custody?held=isis-suspects&as_of=2026-02-05", "csv"))
    by_holder = {line["holder.id"]: line for line in lines}
    assert (by_holder["iraq"]["holder.name"], by_holder["iraq"]["held.name"]) == ("Iraq", "ISIS suspects")
    assert (by_holder["iraq"]["gained.min"], by_holder["iraq"]["gained.max"]) == ("1800", "2200")
    assert (by_holder["sdf"]["jointWith"], by_holder["sdf"]["jointWith.name"]) == (
        "us-led-coalition",
        "US-led coalition",
    )


def test_days_numbers_and_truth_have_their_types(base: str) -> None:
    schema = read_table(get(base, "entities/isis-suspects/statements", "parquet"), "parquet").schema
    assert schema.field("validity.earliestStart").type == pa.date32()
    assert schema.field("count.min").type == pa.int64()
    assert schema.field("validity.observed").type == pa.bool_()
    assert schema.field("roles.object").type == pa.list_(pa.string())
    schema = read_table(get(base, "custody?as_of=2026-02-05", "arrow"), "arrow").schema
    assert schema.field("figures.max").type == pa.list_(pa.int64())
    assert schema.field("figures.earliest").type == pa.list_(pa.date32())


def test_a_node_of_cypher_has_a_column_for_each_property(base: str) -> None:
    query = (
        "MATCH (n:Actor {id: 'sdf'}) RETURN n, 1 AS one, {a: 'x', b: [1, 2]} AS map, "
        "[{a: 1}, {b: 2}] AS maps, [[1, 2], [3]] AS lists, n.id AS `n.labels`"
    )
    (line,) = read_csv(httpx.post(f"{base}/v1/cypher.csv", json={"query": query}, timeout=60))  # type: ignore[arg-type]
    assert (line["n.properties.id"], line["one"], line["map.a"], line["map.b"]) == ("sdf", "1", "x", "1; 2")
    assert (line["maps.a"], line["maps.b"], line["lists"]) == ("1; ", "; 2", "1, 2; 3")
    assert (line["n.labels_2"], "Actor" in line["n.labels"]) == ("sdf", True)


# of all shipped sources, asked without HTTP
OF_ALL: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("custody", {"as_of": "2019-06"}, {}),
    ("custody", {"as_of": "2015/2020", "include": "statements"}, {"held": "isis-suspects"}),
    ("series", {}, {"held": "isis-suspects"}),
    ("series", {"include": "explain"}, {"held": "rf-residents-of-al-hol"}),
    ("chain", {}, {"held": "isis-suspects"}),
    ("chain", {"limit": 50}, {"held": "nz-prison-transfers-prisoners"}),
    ("ledger", {"as_of": "2026-02-05"}, {"held": "isis-suspects"}),
    ("alliances", {"as_of": "2016", "limit": 500}, {}),
    ("alliances", {"as_of": "2026-01-25"}, {"actor": "sdf"}),
    ("alliances_series", {}, {"actor": "iraq", "step": "P10Y", "measures": "degree,pagerank"}),
    ("alliances_diff", {}, {"start": "2010", "end": "2020"}),
    ("balance", {"as_of": "2026-01-25"}, {"seconds": 1}),
    ("plans", {}, {}),
    ("contested", {"limit": 200}, {}),
    ("silences", {"as_of": "2026-02-05", "limit": 200}, {}),
    ("groups", {"as_of": "2019-06"}, {}),
    ("places", {"as_of": "2019-06"}, {}),
    ("events", {"limit": 300}, {}),
    ("entities", {"limit": 2_000}, {}),
    ("entity_statements", {}, {"id_": "isis-suspects"}),
    ("search", {}, {"q": "syria"}),
    ("sources", {}, {}),
    ("changes", {"limit": 300}, {"since": 0}),
    ("paths", {"as_of": "2026-01"}, {"source": "us", "target": "isis-suspects"}),
    ("network", {"as_of": "2016"}, {}),
    ("network_spells", {}, {"start": "2010", "end": "2020"}),
]


@pytest.mark.parametrize(("name", "common", "own"), OF_ALL, ids=[f"{name}-{common}" for name, common, _ in OF_ALL])
def test_on_all_shipped_data_a_table_has_what_the_json_has_and_no_json(
    shipped: View, name: str, common: dict[str, Any], own: dict[str, Any]
) -> None:
    question = load_question(name)
    given = own if "id_" in own else {n: own.get(n, f.default) for n, f in question.own.items()}
    given.pop("shape", None)
    data = json.loads(json_of(question.answer(Selection(shipped, read_common(**common)), **given)))
    assert question.shape.row
    columns = columns_of(question.shape.row)
    rows, lines = list_rows(data), list(csv.DictReader(io.StringIO(csv_of(data, columns).decode(), newline="")))
    table = pq.read_table(io.BytesIO(arrow_of(data, columns, "parquet"))).to_pylist()
    assert len(rows) == len(lines) == len(table) > 0
    for row, line, typed in zip(rows, lines, table, strict=True):
        flat = flatten_row(row)
        for column, cell in line.items():
            assert cell == csv_cell(flat.get(column)) if column in flat else not cell.strip("; "), column
            assert _as_json(typed[column]) == _without_empty(flat.get(column)), column
            assert not is_json(cell), column
        assert not {n for n, value in flat.items() if _without_empty(value) is not None and n not in line}
