"""Transfers between New Zealand's prisons. What is expected was counted in the file."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

from graph.model.statement import WrittenStatement
from ingest.dossier import ParsedSource
from ingest.reading import find_unexpected, read_source
from ingest.source import find_folder
from tests.ingest.shipped import read_shipped
from tests.ingest.tables import Row, aside, table

FOLDER = find_folder("nz-prison-transfers")
SAMPLE = FOLDER / "sample" / "inter-prison-transfers-original.csv.gz"
MECF = "nz-prison-transfers-place-mecf"
USUAL = {
    "From": "MECF", "To": "NRCF", "Reason": "Judicial", "Transfer Date": "2-Jul-18",
    "Status At Transfer": "Remand - Accused",
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> ParsedSource:
    return read_shipped("nz-prison-transfers")


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with gzip.open(SAMPLE, "rt", encoding="utf-8-sig", newline="") as file:
        next(file)  # the first line is empty
        return list(csv.DictReader(file))


def list_moves(parsed: ParsedSource) -> list[WrittenStatement]:
    return [statement for statement in parsed.statements if statement.predicate == "transfers"]


def test_every_row_is_one_statement_of_one_person(shipped: ParsedSource, rows: list[Row]) -> None:
    assert not [str(row) for row in shipped.quarantine]
    assert find_unexpected(shipped) == []
    assert len(rows) == len(list_moves(shipped)) == shipped.rows == 27780
    assert {(s.count.min, s.count.max, s.count.kind, s.count.unit) for s in shipped.statements if s.count} == {
        (1, 1, "flow", "people")
    }
    assert shipped.source.rows == "distinct"
    assert shipped.source.covers == ()


def test_sums_are_those_of_the_file(shipped: ParsedSource, rows: list[Row]) -> None:
    said = list_moves(shipped)
    naming = [s for s in said if MECF in (*s.roles["from_place"], *s.roles["to_place"])]
    assert len(naming) == sum("MECF" in (row["From"], row["To"]) for row in rows) == 10795
    assert sum((s.note or "").endswith("status: Sentenced (Maximum)") for s in said) == 261
    assert sum(s.roles["from_place"] == s.roles["to_place"] for s in said) == 3
    places = [entity for entity in shipped.entities if entity.label == "Place"]
    assert len(places) == 18
    short = {entity.id: entity.aliases[0] if entity.aliases else entity.name for entity in places}
    routes = Counter((short[s.roles["from_place"][0]], short[s.roles["to_place"][0]]) for s in said)
    assert routes == Counter((row["From"], row["To"]) for row in rows)
    assert len(routes) == 221
    days = Counter(s.validity.written for s in said)
    assert days["2020-12-30"] == 189
    assert (min(days), max(days), len(days)) == ("2018-07-02", "2021-07-22", 836)


def test_the_holder_stays_the_same(shipped: ParsedSource) -> None:
    for role in ("agent", "from_holder", "to_holder"):
        assert {s.roles[role] for s in list_moves(shipped)} == {("nz-prison-transfers-corrections",)}


def test_each_prison_and_who_runs_them_is_of_new_zealand(shipped: ParsedSource) -> None:
    links = {s.roles["subject"]: (s.predicate, s.roles["object"]) for s in shipped.statements if "subject" in s.roles}
    prisons = {entity.id for entity in shipped.entities if entity.label == "Place"}
    assert len(prisons) == 18
    assert links == {
        **{(prison,): ("located_in", ("place-new-zealand",)) for prison in prisons},
        ("nz-prison-transfers-corrections",): ("part_of", ("new-zealand",)),
    }


def test_rows_of_one_day_and_route_are_numbered(tmp_path: Path) -> None:
    parsed = read_source(FOLDER, table(tmp_path / "moves.csv", USUAL, {}, {"To": "OCF"}, {}))
    assert [s.key.partition(":")[2] for s in list_moves(parsed)] == [
        "2018-07-02-place-mecf-place-nrcf-1", "2018-07-02-place-mecf-place-ocf-1", "2018-07-02-place-mecf-place-nrcf-2",
    ]  # fmt: skip
    assert [s.terms for s in list_moves(parsed)] == [("pretrial",)] * 3


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"Transfer Date": "31-Jun-18"}, "Transfer Date"),
        ({"Transfer Date": "2-Jul-2018"}, "Transfer Date"),
        ({"Transfer Date": ""}, "Transfer Date"),
        ({"From": ""}, "From"),
    ],
)
def test_a_row_that_cannot_be_read_is_set_aside(tmp_path: Path, change: Row, column: str) -> None:
    assert aside(FOLDER, table(tmp_path / "moves.csv", USUAL, change)).field == column


def test_an_empty_first_line_is_passed_over_and_lines_are_still_right(tmp_path: Path) -> None:
    path = table(tmp_path / "moves.csv", USUAL, {}, {"From": ""})
    path.write_text("\n\n" + path.read_text())
    assert aside(FOLDER, path).line == 5
