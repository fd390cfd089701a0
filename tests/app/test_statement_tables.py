"""`shape=statements`: a table with a row per statement, each with what its row is about."""

import csv
import io
from pathlib import Path
from typing import Any

import httpx
import pyarrow as pa
import pytest

from app.questions import load_question, read_headings
from tests.app.commands import run
from tests.app.conftest import problem_of
from tests.app.test_plain_tables import csv_cell, flatten_row, get, is_json, read_csv, read_table

# a question, the fields that begin a line, and where a row has its statements
ASKED: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("custody?held=isis-suspects&as_of=2026-02-05", ("holder", "held", "certainty", "support"), ("statements",)),
    ("custody?as_of=2019", ("holder", "held", "certainty", "support"), ("statements",)),
    ("custody?held=isis-suspects&as_of=2026-02-05&exclude=iraq", ("holder", "held"), ("statements",)),
    ("custody/series?held=isis-suspects", ("holders", "held", "places", "unit", "of"), ("statements",)),
    ("custody/chain?held=isis-suspects", ("occurrence", "held", "earliest", "latest"), ("statements",)),
    ("custody/ledger?held=isis-suspects&as_of=2026-02-05", ("holders", "held", "start", "end"), ("statements",)),
    ("alliances?as_of=2026-01-25", ("a", "b", "sign", "certainty", "support"), ("statements",)),
    ("alliances?as_of=2026-01-25&actor=sdf", ("a", "b", "sign", "certainty", "support"), ("statements",)),
    ("alliances?as_of=2026-01-25&trust=cbs-news", ("a", "b", "sign"), ("statements",)),
    ("alliances/balance?as_of=2026-01-25", ("a", "b", "sign", "certainty"), ("statements",)),
    (
        "alliances/diff?from=2025-01-10&to=2026-01-25&from_known_at=2026-01-20",
        ("change", "a", "b"),
        ("before.statements", "after.statements", "because"),
    ),
    (
        "alliances/series?from=2026-01&to=2026-02&step=P7D&actor=sdf&other=damascus",
        ("start", "end"),
        ("pair.statements",),
    ),
    ("contested", ("why", "certainty"), ("statements",)),
    ("plans", ("predicate", "mode", "who", "of"), ("statements", "doneBy.statement")),
    ("silences", ("kind", "why", "holders", "held"), ("statements",)),
    ("events", ("id", "name", "kind"), ("statements",)),
    ("paths?from=us&to=isis-suspects&as_of=2026-01", ("entities", "length", "certainty"), ("hops.statements",)),
]


def find(value: Any, path: list[str]) -> list[Any]:
    """What is at the end of a path, in lists too."""
    if isinstance(value, list):
        return [one for item in value for one in find(item, path)]
    return [value] if not path else find(value[path[0]], path[1:]) if value else []


def ids_at(row: dict[str, Any], place: str) -> list[str]:
    found = find(row, place.split("."))
    return list(dict.fromkeys(one if isinstance(one, str) else one["id"] for one in found))


@pytest.mark.parametrize(("path", "about", "places"), ASKED, ids=[path for path, *_ in ASKED])
def test_there_is_a_line_for_each_statement_of_each_row(
    base: str, path: str, about: tuple[str, ...], places: tuple[str, ...]
) -> None:
    everything = {} if "series?from" in path or "diff" in path else {"include": "statements"}
    content = get(base, path, **everything).json()
    expected = [(row, place, id_) for row in content["rows"] for place in places for id_ in ids_at(row, place)]
    lines = read_csv(get(base, path, "csv", shape="statements"))
    assert expected
    assert [line["statement.id"] for line in lines] == [id_ for _, _, id_ in expected]
    for line, (row, place, _) in zip(lines, expected, strict=True):
        for name, value in flatten_row({field: row[field] for field in about}).items():
            assert line.get(name, "") == csv_cell(value), name
        assert line.get("listedIn", place) == place
        assert not any(map(is_json, line.values()))


@pytest.mark.parametrize("path", [path for path, *_ in ASKED])
def test_a_line_has_the_fields_of_its_statement_in_every_table(base: str, path: str) -> None:
    lines = read_csv(get(base, path, "csv", shape="statements"))
    tables = [read_table(get(base, path, form, shape="statements"), form) for form in ("arrow", "parquet")]
    for table in tables:
        assert table.column_names == list(lines[0])
        assert [csv_cell(id_) for id_ in table["statement.id"].to_pylist()] == [line["statement.id"] for line in lines]
        assert table.schema.field("statement.validity.latestEnd").type == pa.date32()
        assert table.schema.field("statement.count.min").type == pa.int64()
    for line in lines[:: max(1, len(lines) // 5)]:
        statement = get(base, f"statements/{line['statement.id']}").json()["statement"]
        for field in ("key", "predicate", "polarity", "mode", "reading", "saidOn", "knownFrom", "count", "saidBy"):
            for name, value in flatten_row({field: statement[field]}).items():
                assert line.get(f"statement.{name}", "") == csv_cell(value), name
        for field in ("id", "title", "publisher", "publishedOn", "url", "locator"):
            assert line[f"statement.source.{field}"] == csv_cell(statement["source"][field])
        assert line["statement.validity.written"] == csv_cell(statement["validity"]["written"])


def test_the_statements_on_the_day_of_the_transfer_by_hand(base: str) -> None:
    """From the dossier: Iraq's security source says that about 2,000 arrived; CBS News published it."""
    lines = read_csv(get(base, "custody?held=isis-suspects&as_of=2026-02-05", "csv", shape="statements"))
    (line,) = [line for line in lines if line["statement.key"] == "isis-detainee-transfer:iraq-received"]
    assert (line["holder.id"], line["holder.name"], line["held.id"]) == ("iraq", "Iraq", "isis-suspects")
    assert (line["statement.count.min"], line["statement.count.max"]) == ("1800", "2200")
    assert line["statement.polarity"] == "asserts"
    assert list(line)[:8] == [
        *("holder.id", "holder.name", "holder.kind", "held.id", "held.name", "held.kind"),
        *("certainty", "support"),
    ]


def test_the_dates_are_those_of_the_answer_also_where_its_rows_have_ids_alone(base: str) -> None:
    """With an actor the rows have full statements, without one their ids: both are the same lines."""
    question = "alliances?as_of=2026-01-25&known_at=2026-01-28"
    around = read_csv(get(base, f"{question}&actor=sdf", "csv", shape="statements"))
    of_all = {
        (line["a.id"], line["b.id"], line["statement.id"]): line
        for line in read_csv(get(base, question, "csv", shape="statements"))
    }
    assert around
    assert [of_all[line["a.id"], line["b.id"], line["statement.id"]] for line in around] == around


@pytest.mark.parametrize("form", ["json", "svg"])
def test_what_is_no_table_says_so(base: str, form: str) -> None:
    problem = problem_of(httpx.get(f"{base}/v1/custody.{form}?shape=statements", timeout=60))
    assert (problem["status"], problem["parameter"]) == (422, "shape")
    assert ".csv, .arrow or .parquet" in str(problem["detail"])


def test_another_shape_is_refused_with_the_choices(base: str) -> None:
    problem = problem_of(httpx.get(f"{base}/v1/custody.csv?shape=cells", timeout=60))
    assert (problem["status"], problem["parameter"], problem["value"]) == (422, "shape", "cells")
    assert "rows or statements" in str(problem["detail"])
    assert get(base, "custody", "csv", shape="rows").content == get(base, "custody", "csv").content


def test_a_page_has_the_statements_of_its_rows_and_links_the_next(base: str) -> None:
    whole = read_csv(get(base, "alliances?as_of=2026-01-25", "csv", shape="statements"))
    address, met = "/v1/alliances.csv?as_of=2026-01-25&shape=statements&limit=3", list[dict[str, str]]()
    while address:
        answer = httpx.get(base + address, timeout=60)
        met += read_csv(answer)
        assert answer.headers["truncated"] == ("true" if answer.links else "false")
        address = str(answer.links.get("next", {}).get("url", ""))
    assert met == whole


def test_every_question_whose_rows_have_statements_has_the_shape() -> None:
    for heading in read_headings():
        question = load_question(heading.name)
        fields = question.shape.row.__annotations__ if question.shape.row else {}
        has_statements = "list[" in str(fields.get("statements", ""))
        assert bool(question.shape.about) >= has_statements, heading.name
        assert ("shape" in question.own) == bool(question.shape.about)


def test_a_command_writes_the_same_tables(data: Path, base: str) -> None:
    words = ("custody", "--held", "isis-suspects", "--as-of", "2026-02-05", "--csv")
    path = "custody?held=isis-suspects&as_of=2026-02-05"
    for more, given in (((), {}), (("--shape", "statements"), {"shape": "statements"})):
        done = run(data, *words, *more)
        assert (done.returncode, done.stderr) == (0, "")
        printed = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
        assert printed == read_csv(get(base, path, "csv", **given))
    cut = run(data, "alliances", "--as-of", "2026-01-25", "--csv", "--limit", "1")
    assert "there are more rows" in cut.stderr
    for more, said in ((("--shape", "cells", "--csv"), "rows or statements"), (("--shape", "statements"), "--csv")):
        done = run(data, "custody", *more)
        assert done.returncode == 2
        assert said in done.stderr
