"""Armed disputes between states: who stood against whom while both took part. All rows here are invented."""

import gzip
from pathlib import Path

import pytest

from graph.errors import InvalidSource, NotFound
from graph.model.statement import WrittenStatement
from graph.store.engine.connection import Engine
from graph.store.store import Store
from ingest.dossier import ParsedSource
from ingest.loading import load_source
from ingest.reading import read_source
from ingest.source import find_folder
from tests.conftest import wipe
from tests.ingest.tables import Row, aside, table

FOLDER = find_folder("gml-mid")
USUAL = {
    "dispnum": "9001", "ccode": "987", "styear": "1950", "stmon": "3", "stday": "5", "endyear": "1950", "endmon": "9",
    "endday": "20", "obsid_start": "AAA-1949", "obsid_end": "AAA-1949", "dummy_stday": "5", "dummy_endday": "20",
    "sidea": "1", "hiact": "16", "orig": "1", "anymiss_leader_start": "0", "anymiss_leader_end": "0",
    "allmiss_leader_start": "0", "allmiss_leader_end": "0",
}  # fmt: skip
ENEMY = {"ccode": "988", "sidea": "0", "obsid_start": "BBB-1940", "obsid_end": "BBB-1950"}
DISPUTE = {
    "dispnum": "9001", "styear": "1950", "stmon": "3", "outcome": "5", "settle": "3", "fatality": "1",
    "mindur": "180", "maxdur": "200", "hiact": "16", "hostlev": "4", "recip": "1",
}  # fmt: skip


def days(first: str, last: str) -> Row:
    """The columns of a first and a last day."""
    cells = {}
    for prefix, day in (("st", first), ("end", last)):
        year, month, of_month = day.rsplit("-", 2) if not day.endswith("--9") else (*day[:-3].split("-"), "-9")
        cells |= {f"{prefix}year": year, f"{prefix}mon": month, f"{prefix}day": of_month}
    return cells


def read(tmp_path: Path, *changes: Row, usual: Row = USUAL) -> ParsedSource:
    parsed = read_source(FOLDER, table(tmp_path / "gml.csv", usual, *changes))
    assert not [str(row) for row in parsed.quarantine]
    return parsed


def opposed(parsed: ParsedSource) -> dict[str, WrittenStatement]:
    return {statement.key.partition(":")[2]: statement for statement in parsed.statements}


def test_two_states_on_opposite_sides_are_hostile_while_both_take_part(tmp_path: Path) -> None:
    parsed = read(tmp_path, {}, {**ENEMY, **days("1950-4-1", "1951-2-1")})
    (made,) = parsed.statements
    assert made.key == "gml-mid:9001-987-988"
    assert made.roles == {"subject": ("gml-state-987",), "object": ("gml-state-988",)}
    assert made.validity.written == "1950-04-01/1950-09-20"
    assert made.about == ("gml-event-dispute-9001",)
    assert (parsed.rows, parsed.notes) == (2, [])


def test_the_same_side_is_no_friendship(tmp_path: Path) -> None:
    parsed = read(tmp_path, {}, {"ccode": "988"}, {"ccode": "989", "sidea": "0"})
    assert set(opposed(parsed)) == {"9001-987-989", "9001-988-989"}


def test_states_of_two_disputes_are_no_pair(tmp_path: Path) -> None:
    assert read(tmp_path, {}, {**ENEMY, "dispnum": "9002"}).statements == []


def test_a_state_that_met_nobody_is_still_there(tmp_path: Path) -> None:
    assert "gml-state-987" in {entity.id for entity in read(tmp_path, {}).entities}


def test_who_took_part_at_different_times_is_left_out_by_a_rule_and_told(tmp_path: Path) -> None:
    parsed = read(tmp_path, {}, {**ENEMY, **days("1950-9-21", "1951-2-1")})
    assert parsed.statements == []
    (told,) = parsed.notes
    assert told.startswith("left out: states on opposite sides of one dispute that took part in it at different times")
    assert told.endswith(": 1")


# first and last day of both, the written start and end, and the four days
UNCERTAIN = [
    ("1950-3--9", "1950-9--9", "1950-3--9", "1950-9--9", "1950-03/1950-09",
     ("1950-03-01", "1950-03-31", "1950-09-01", "1950-09-30")),
    # began by the 10th, for the other one had begun then, and some time in March
    ("1950-3--9", "1950-9-20", "1950-3-10", "1950-9-20", "[1950-03-10..1950-03-31]/1950-09-20",
     ("1950-03-10", "1950-03-31", "1950-09-20", "1950-09-20")),
    ("1950-3-5", "1950-9--9", "1950-3-5", "1950-9-20", "1950-03-05/[1950-09-01..1950-09-20]",
     ("1950-03-05", "1950-03-05", "1950-09-01", "1950-09-20")),
    # whether they met at all depends on the day: it is certain on none
    ("1950-3-5", "1950-9--9", "1950-9-10", "1951-1-1", "1950-09-10/1950-09",
     ("1950-09-10", "1950-09-10", "1950-09-10", "1950-09-30")),
]  # fmt: skip


@pytest.mark.parametrize(("first", "last", "others_first", "others_last", "written", "four"), UNCERTAIN)
def test_a_day_that_nobody_knows_stays_uncertain(
    tmp_path: Path, first: str, last: str, others_first: str, others_last: str, written: str, four: tuple[str, ...]
) -> None:
    (made,) = read(tmp_path, days(first, last), {**ENEMY, **days(others_first, others_last)}).statements
    bounds = made.validity.bounds
    assert made.validity.written == written
    found = (bounds.earliest_start, bounds.latest_start, bounds.earliest_end, bounds.latest_end)
    assert tuple(day.isoformat() for day in found) == four


def test_a_state_that_comes_back_meets_its_enemy_twice(tmp_path: Path) -> None:
    again = {**ENEMY, **days("1950-8-1", "1950-8-31")}
    parsed = read(tmp_path, {}, {**ENEMY, **days("1950-3-5", "1950-4-1")}, again)
    assert [s.validity.written for s in parsed.statements] == ["1950-03-05/1950-04-01", "1950-08-01/1950-08-31"]
    assert set(opposed(parsed)) == {"9001-987-988", "9001-987-988-2"}


def test_a_state_that_changes_sides_is_no_enemy_of_its_own(tmp_path: Path) -> None:
    parsed = read(tmp_path, days("1950-3-5", "1950-4-1"), {"sidea": "0", **days("1950-4-2", "1950-9-20")}, ENEMY)
    assert set(opposed(parsed)) == {"9001-987-988"}


def test_a_state_goes_by_its_number_and_short_code_where_its_name_is_not_known(tmp_path: Path) -> None:
    states = {e.id: e for e in read(tmp_path, {}, {**ENEMY, "ccode": "645"}).entities}
    unknown, iraq = states["gml-state-987"], states["gml-state-645"]
    assert (unknown.name, unknown.aliases, unknown.external_ids) == ("state 987", ("AAA",), ("cow:987",))
    assert (iraq.name, iraq.aliases, iraq.external_ids) == ("Iraq", ("BBB",), ("cow:645",))


def test_a_dispute_goes_on_from_its_month_for_so_many_days(tmp_path: Path) -> None:
    (made,) = read(tmp_path, {}, usual=DISPUTE).statements
    bounds = made.validity.bounds
    assert made.roles == {"subject": ("gml-event-dispute-9001",)}
    # 180 days from 1 March are up on 27 August, 200 from 31 March on 16 October
    assert (bounds.earliest_end.isoformat(), bounds.latest_end.isoformat()) == ("1950-08-27", "1950-10-16")
    assert "hostlev 4" in (made.note or "")


# what stands in the row; the column and what the message says
ASIDE = [
    ({"dispnum": "x"}, "dispnum", "'x' is no number"),
    ({"ccode": ""}, "ccode", "'' is no number"),
    ({"sidea": "2"}, "sidea", "'2'; expected one of 0, 1"),
    ({"stmon": "13"}, "stmon", "'13'; expected a number up to 12, or -9"),
    ({"stmon": "-9"}, "stmon", "1950--9-5 has a day and no month"),
    ({"stday": "31", "stmon": "4"}, "stday", "1950-04-31"),
    ({"styear": "-9"}, "styear", "'-9'; expected a number up to 9999"),
    ({"endyear": "1949"}, "endyear", "ends in 1949-09-20, before it begins, 1950-03-05"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "field", "says"), ASIDE)
def test_a_row_that_cannot_be_read_is_set_aside_by_place_value_and_reason(
    tmp_path: Path, change: Row, field: str, says: str
) -> None:
    row = aside(FOLDER, table(tmp_path / "part.csv", USUAL, ENEMY, change))
    assert (row.file, row.line, row.field) == ("part.csv", 3, field)
    assert says in str(row)


def test_a_part_that_stands_twice_is_told(tmp_path: Path) -> None:
    row = aside(FOLDER, table(tmp_path / "part.csv", USUAL, {}, {}))
    assert (row.line, row.field) == (3, "ccode")


@pytest.mark.parametrize(
    ("change", "field"), [({"mindur": "-9"}, "mindur"), ({"maxdur": "3"}, "mindur"), ({"stmon": "13"}, "stmon")]
)
def test_a_dispute_that_cannot_be_read_is_set_aside(tmp_path: Path, change: Row, field: str) -> None:
    assert aside(FOLDER, table(tmp_path / "disps.csv", DISPUTE, {"dispnum": "9000"}, change)).field == field


def test_no_row_lies_in_the_repository_and_a_load_says_where_to_get_them() -> None:
    assert not (FOLDER / "sample").exists()
    with pytest.raises(NotFound, match=r"gml-mid brings no file of its own \(name one by --file; get gml_part and"):
        read_source(FOLDER)


def test_a_file_with_other_columns_is_refused_whole(tmp_path: Path) -> None:
    other = table(tmp_path / "part.csv", USUAL, {})
    other.write_text(other.read_text(encoding="utf-8").replace("sidea", "side_a"), encoding="utf-8")
    with pytest.raises(InvalidSource, match=r"sidea is missing; expected columns dispnum, .*; met dispnum, ccode"):
        read_source(FOLDER, other)


def test_both_files_load_as_gz_and_twice_without_a_change(tmp_path: Path, embedded_engine: Engine) -> None:
    wipe(embedded_engine)
    files = [table(tmp_path / "part.csv", USUAL, {}, ENEMY), table(tmp_path / "disps.csv", DISPUTE, {})]
    for file in files:
        file.with_suffix(".csv.gz").write_bytes(gzip.compress(file.read_bytes()))
    with Store(engine=embedded_engine) as store:
        for file in files:
            packed = file.with_suffix(".csv.gz")
            assert load_source(store, "gml-mid", packed).report.counts["opened"] == 1
            assert load_source(store, "gml-mid", packed).report.version is None
        assert len(store.read("read/open_ids")) == 2  # neither file closes what the other one says
