"""UCDP's dyads: who fought whom in which year, and who fought beside them. What is expected was counted in the file."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

from graph.errors import InvalidSource
from graph.model.statement import WrittenStatement
from graph.store.engine.connection import Engine
from graph.store.store import Store
from ingest.dossier import ParsedSource
from ingest.loading import load_source
from ingest.reading import find_unexpected, read_source
from ingest.source import find_folder
from tests.conftest import wipe
from tests.ingest.shipped import read_shipped
from tests.ingest.tables import Row, aside, entities, names, rows_of, table

FOLDER = find_folder("ucdp-dyadic")
SAMPLE = FOLDER / "sample" / "Dyadic_v24_1.csv.gz"
IRAQ, IS, JAS = "ucdp-actor-116", "ucdp-actor-234", "ucdp-actor-1051"
BESIDE_IRAQ_IN_2016 = {
    "Australia", "Bahrain", "Belgium", "Canada", "Denmark", "France", "Jordan", "Netherlands", "Saudi Arabia",
    "United Arab Emirates", "United Kingdom", "United States of America",
}  # fmt: skip
USUAL = {
    "dyad_id": "20001", "conflict_id": "900", "location": "Examples", "side_a": "Government of Examples",
    "side_a_id": "9001", "side_a_2nd": "Government of Ghana, Government of Chad", "side_b": "NG",
    "side_b_id": "9002", "side_b_2nd": "", "incompatibility": "2", "territory_name": "", "year": "2021",
    "intensity_level": "1", "type_of_conflict": "4", "start_date": "2019-05-31", "start_prec": "3",
    "start_date2": "2021-07-01", "start_prec2": "1", "gwno_a": "999", "gwno_a_2nd": "452, 483", "gwno_b": "",
    "gwno_b_2nd": "", "gwno_loc": "999", "region": "3", "version": "23.1",
}  # fmt: skip
GHANA, CHAD = "ucdp-actor-81", "ucdp-actor-87"  # by the list of actors


@pytest.fixture(scope="module")
def shipped() -> ParsedSource:
    return read_shipped("ucdp-dyadic")


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return rows_of(SAMPLE)


def by_key(parsed: ParsedSource) -> dict[str, WrittenStatement]:
    return {statement.key.partition(":")[2]: statement for statement in parsed.statements}


def read(tmp_path: Path, *changes: Row) -> ParsedSource:
    parsed = read_source(FOLDER, table(tmp_path / "dyads.csv", USUAL, *changes))
    assert not [str(row) for row in parsed.quarantine]
    return parsed


def listed(row: Row, column: str) -> list[str]:
    return [part.strip() for part in row[column].split(",") if part.strip()]


def test_a_row_is_one_statement_two_more_an_ally_and_one_for_each_of_a_joint_side(
    shipped: ParsedSource, rows: list[Row]
) -> None:
    assert not [str(row) for row in shipped.quarantine]
    assert find_unexpected(shipped) == []
    assert shipped.notes == []
    assert shipped.rows == len(rows) == 3357
    said = by_key(shipped)
    assert {key for key in said if key.count("-") == 1} == {f"{row['dyad_id']}-{row['year']}" for row in rows}
    allies = sum(len(listed(row, column)) for row in rows for column in ("gwno_a_2nd", "gwno_b_2nd"))
    assert allies == 4439
    joint = sum(len(ids) for row in rows for side in "ab" if len(ids := listed(row, f"side_{side}_id")) > 1)
    assert joint == 5 + 5 + 3 + 2 + 3  # 1948, 1949, 1956, 2001, 2003
    assert len(said) == 3357 + 2 * allies + joint


def test_the_two_sides_of_a_row_are_those_of_its_statement(shipped: ParsedSource, rows: list[Row]) -> None:
    said, name = by_key(shipped), names(shipped)
    for row in rows:
        made = said[f"{row['dyad_id']}-{row['year']}"]
        for role, side in (("subject", "side_a"), ("object", "side_b")):
            ids = listed(row, f"{side}_id")
            assert made.roles[role] == tuple(f"ucdp-actor-{id_}" for id_ in ids)
            assert ", ".join(name[id_] for id_ in made.roles[role]) == " ".join(row[side].split())
        assert made.count is not None
        expected = {"1": (25, 999), "2": (1000, None)}[row["intensity_level"]]
        assert (made.count.min, made.count.max, made.count.unit) == (*expected, "deaths")
        assert row["conflict_id"] in (made.note or "")


def test_twelve_governments_fought_beside_iraq_against_is_in_2016(shipped: ParsedSource) -> None:
    name = names(shipped)
    of_row = [s for key, s in by_key(shipped).items() if key.startswith("524-2016-")]
    for predicate, with_whom in (("fights_beside", IRAQ), ("fights", IS)):
        found = [s for s in of_row if s.predicate == predicate]
        assert {s.roles["object"] for s in found} == {(with_whom,)}
        assert {name[s.roles["subject"][0]] for s in found} == {f"Government of {ally}" for ally in BESIDE_IRAQ_IN_2016}
    assert len(of_row) == 24


def test_that_an_ally_fought_beside_a_side_is_stated_and_against_whom_is_inferred(
    shipped: ParsedSource, rows: list[Row]
) -> None:
    readings = Counter((s.predicate, s.reading, key.count("-") > 1) for key, s in by_key(shipped).items())
    allies = sum(len(listed(row, column)) for row in rows for column in ("gwno_a_2nd", "gwno_b_2nd"))
    assert readings == {
        ("fights", "stated", False): len(rows),
        ("fights_beside", "stated", True): allies + 18,  # those of the five joint sides
        ("fights", "inferred", True): allies,
    }


def test_who_supports_those_that_fight_is_is_not_stated_to_fight_it(shipped: ParsedSource, rows: list[Row]) -> None:
    """Of the file itself: whoever stands as an ally of a government in a dyad with IS."""
    supporting = {
        ally for row in rows if row["side_b_id"] == IS.removeprefix("ucdp-actor-") for ally in listed(row, "side_a_2nd")
    }
    primary = {row["side_a_id"] for row in rows if row["side_b_id"] == IS.removeprefix("ucdp-actor-")}
    name = names(shipped)
    against = [s for s in by_key(shipped).values() if s.predicate == "fights" and IS in s.roles["object"]]
    inferred = {name[id_] for s in against if s.reading == "inferred" for id_ in s.roles["subject"]}
    stated = {id_ for s in against if s.reading == "stated" for id_ in s.roles["subject"]}
    assert inferred == supporting
    assert {"Government of Bhutan", "Government of El Salvador"} <= inferred
    assert stated == {f"ucdp-actor-{id_}" for cell in primary for id_ in cell.split(", ")}


def test_what_r_writes_for_an_empty_cell_is_one(tmp_path: Path) -> None:
    bare = {"side_a_2nd": "", "gwno_a_2nd": ""}
    empty = dict.fromkeys(("side_b_2nd", "territory_name", "gwno_b", "gwno_b_2nd", *bare), "")
    plain = read(tmp_path, empty)
    by_r = read(tmp_path, dict.fromkeys(empty, "NA"))
    assert by_r.statements == plain.statements
    assert by_r.notes == ["cells with NA, as R writes an empty one, read as empty: 6"]
    assert plain.notes == []


def test_nothing_is_said_between_allies(shipped: ParsedSource, rows: list[Row]) -> None:
    primary = {
        (row["dyad_id"], row["year"]): {f"ucdp-actor-{i}" for side in "ab" for i in listed(row, f"side_{side}_id")}
        for row in rows
    }
    for key, made in by_key(shipped).items():
        dyad, year = key.split("-")[:2]
        assert set(made.roles["object"]) <= primary[dyad, year]


def test_years_without_a_row_stay_empty(shipped: ParsedSource) -> None:
    years = sorted(
        (s.validity.bounds.earliest_start.year, s.validity.bounds.latest_end.year)
        for key, s in by_key(shipped).items()
        if key.startswith("14784-")  # the government of Syria and the SDF
    )
    assert years == [(2016, 2016), (2018, 2018), (2023, 2023)]


# dyad and year: what is written, and the first and last day on which it may have begun
BEGINNINGS = {
    "524-2016": ("2016/2016", "2016-01-01", "2016-12-31"),  # began in 2004
    "524-2004": ("2004-05-17/2004", "2004-05-17", "2004-05-17"),
    "11978-2011": ("2011-08/2011", "2011-08-01", "2011-08-31"),  # precision 2
    "401-1967": ("1967-03/1967", "1967-03-01", "1967-03-31"),  # 3
    "12618-1947": ("1947/1947", "1947-01-01", "1947-12-31"),  # 4
    "437-1964": ("1964/1964", "1964-01-01", "1964-12-31"),  # 6
}


@pytest.mark.parametrize("key", BEGINNINGS)
def test_the_first_day_of_a_dyad_bounds_its_first_year_as_far_as_it_is_sure(shipped: ParsedSource, key: str) -> None:
    validity = by_key(shipped)[key].validity
    bounds = validity.bounds
    first_day, last_day = bounds.earliest_start.isoformat(), bounds.latest_start.isoformat()
    assert (validity.written, first_day, last_day) == BEGINNINGS[key]
    assert bounds.latest_end.isoformat() == f"{key[-4:]}-12-31"


def test_an_ally_is_known_by_year_and_not_by_the_first_day_of_the_dyad(shipped: ParsedSource) -> None:
    said = by_key(shipped)
    assert said["11980-2011"].validity.written == "2011-02-28/2011"  # of which this is the only ally
    assert said["11980-2011-a-actor-101-beside"].validity.written == "2011/2011"
    for key, made in said.items():
        of_dyad = said["-".join(key.split("-")[:2])]
        if set(made.roles["subject"]).isdisjoint((*of_dyad.roles["subject"], *of_dyad.roles["object"])):
            assert made.validity.written == f"{key.split('-')[1]}/{key.split('-')[1]}"


def test_several_who_make_up_a_side_stand_in_one_statement(shipped: ParsedSource) -> None:
    made = by_key(shipped)["454-1948"]
    assert made.roles == {"subject": tuple(f"ucdp-actor-{n}" for n in (117, 116, 120, 119, 118)),
                          "object": ("ucdp-actor-121",)}  # fmt: skip


# dyad and year: the numbers of those that are one side together, and what is written of when that was
JOINT = {
    "454-1948": (("117", "116", "120", "119", "118"), "1948-04-15/1948"),
    "454-1949": (("117", "116", "120", "119", "118"), "1949/1949"),
    "510-1956": (("33", "121", "28"), "1956-10-31/1956"),
    "11199-2001": (("28", "3"), "2001-10-07/2001"),
    "883-2003": (("156", "28", "3"), "2003-03-20/2003"),
}


def test_states_that_are_one_side_together_fought_beside_each_other(shipped: ParsedSource) -> None:
    found: dict[str, dict[str, tuple[set[str], str | None]]] = {}
    for key, made in by_key(shipped).items():
        dyad = "-".join(key.split("-")[:2])
        if made.predicate == "fights_beside" and dyad in JOINT:
            (member,) = made.roles["subject"]
            found.setdefault(dyad, {})[member] = set(made.roles["object"]), made.validity.written
    assert found == {
        dyad: {
            f"ucdp-actor-{one}": ({f"ucdp-actor-{other}" for other in members if other != one}, written)
            for one in members
        }
        for dyad, (members, written) in JOINT.items()
    }


def test_a_name_with_commas_is_one_name(shipped: ParsedSource) -> None:
    assert names(shipped)["ucdp-actor-757"] == (
        "Military faction (forces of Augusto Pinochet, Toribio Merino and Leigh Guzman)"
    )


def test_a_government_carries_its_number_among_states(shipped: ParsedSource) -> None:
    outside = {entity.id: entity.external_ids for entity in entities(shipped)}
    assert outside[IRAQ] == ("ucdp:116", "gw:645")
    assert outside["ucdp-actor-156"] == ("ucdp:156", "gw:900")  # Australia, named together with two others
    assert outside[IS] == ("ucdp:234",)


def test_allies_are_found_by_name_whatever_the_order_of_their_numbers(tmp_path: Path) -> None:
    parsed = read(tmp_path, {"gwno_a_2nd": "483, 452"})
    beside = {s.roles["subject"][0] for s in parsed.statements if s.predicate == "fights_beside"}
    assert beside == {GHANA, CHAD}


def test_allies_of_the_other_side_fight_the_government(tmp_path: Path) -> None:
    parsed = read(
        tmp_path, {"side_a_2nd": "", "gwno_a_2nd": "", "side_b_2nd": "Government of Chad", "gwno_b_2nd": "483"}
    )
    said = {(s.predicate, s.roles["subject"], s.roles["object"]) for s in parsed.statements}
    one, other = ("ucdp-actor-9001",), ("ucdp-actor-9002",)
    assert said == {("fights", one, other), ("fights_beside", (CHAD,), other), ("fights", (CHAD,), one)}


def test_an_ally_that_the_list_of_actors_lacks_is_known_by_its_name_and_told(tmp_path: Path) -> None:
    parsed = read(tmp_path, {"side_a_2nd": "Government of Nowhere", "gwno_a_2nd": "998"})
    assert names(parsed)["ucdp-ally-government-of-nowhere"] == "Government of Nowhere"
    assert parsed.notes == ["ally that the list of actors lacks, known by its name only: Government of Nowhere: 1"]


def test_each_version_is_a_source_of_its_year(tmp_path: Path) -> None:
    (source,) = read(tmp_path, {}).more_sources
    assert (source.title, source.published_on) == ("UCDP Dyadic Dataset, version 23.1", "2023")


# what stands in the row; the column and what the message says
ASIDE = [
    ({"dyad_id": "x"}, "dyad_id", "'x' is no list of ids"),
    ({"side_a_id": ""}, "side_a_id", "expected ids"),
    ({"side_a_id": "9001, 9003"}, "side_a_id", "2 ids beside 1 state numbers"),
    ({"side_b_id": "9002, 9003"}, "side_b", "'NG' beside 2 ids; expected as many names"),
    ({"side_b": ""}, "side_b", "'' beside 1 ids"),
    ({"side_b_id": "9001"}, "side_a", "ucdp-actor-9001 stands twice among the sides"),
    ({"side_b_2nd": "Government of Chad", "gwno_b_2nd": "483"}, "side_a", f"{CHAD} stands twice among the sides"),
    ({"gwno_a_2nd": "452"}, "side_a_2nd", "beside 1 ids; expected as many names"),
    ({"gwno_a_2nd": "452, 483, 484"}, "side_a_2nd", "beside 3 ids; expected as many names"),
    ({"gwno_a_2nd": ""}, "side_a_2nd", "beside 0 ids; expected as many names"),
    ({"year": "2024"}, "year", "'2024' beside version 23.1; expected a year up to that of the version"),
    ({"year": "202X"}, "year", "'202X'"),
    ({"intensity_level": "3"}, "intensity_level", "'3'; expected one of 1, 2"),
    ({"incompatibility": "0"}, "incompatibility", "'0'; expected one of 1, 2, 3"),
    ({"type_of_conflict": ""}, "type_of_conflict", "''; expected one of 1, 2, 3, 4"),
    ({"start_date": "31 May 2019"}, "start_date", "'31 May 2019' in the year 2021; expected a day"),
    ({"start_date": "2022-05-31"}, "start_date", "'2022-05-31' in the year 2021"),
    ({"start_date": "2021-02-30", "start_prec": "1"}, "start_date", "2021-02-30"),
    ({"start_prec": "9"}, "start_prec", "'9'; expected one of 1, 2"),
    ({"version": "24"}, "version", "'24' is no version"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "field", "says"), ASIDE)
def test_a_row_that_cannot_be_read_is_set_aside_by_place_value_and_reason(
    tmp_path: Path, change: Row, field: str, says: str
) -> None:
    row = aside(FOLDER, table(tmp_path / "dyads.csv", USUAL, {"year": "2020"}, change))
    assert (row.file, row.line, row.field) == ("dyads.csv", 3, field)
    assert says in str(row)


def test_a_dyad_and_year_that_stands_twice_is_set_aside_with_both_rows(tmp_path: Path) -> None:
    parsed = read_source(FOLDER, table(tmp_path / "dyads.csv", USUAL, {}, {"intensity_level": "2"}))
    assert {row.line for row in parsed.quarantine} == {2, 3}
    assert parsed.statements == []


def test_a_file_with_other_columns_is_refused_whole(tmp_path: Path) -> None:
    other = tmp_path / "dyads.csv"
    other.write_bytes(gzip.decompress(SAMPLE.read_bytes()).replace(b"side_a_2nd", b"side_a_second", 1))
    with pytest.raises(InvalidSource, match=r"side_a_2nd is missing; expected columns dyad_id, .*; met dyad_id, confl"):
        read_source(FOLDER, other)


def test_the_actors_are_those_of_the_list_whichever_is_loaded_first(embedded_engine: Engine, tmp_path: Path) -> None:
    """On the rows of Iraq and of JAS, so named here and in full in the list of actors."""
    wanted = (IRAQ, JAS)
    dyads = rows_with(tmp_path / "dyads.csv", wanted)
    held = []
    for order in ((None, dyads), (dyads, None)):
        wipe(embedded_engine)
        with Store(engine=embedded_engine) as store:
            for file in order:
                source = "ucdp-dyadic" if file else "ucdp-actor"
                load_source(store, source, file)
                assert load_source(store, source, file).report.version is None  # loading twice changes nothing
            found = {row["id"]: row for row in store.read("read/entities", version=9, since=0)}
            held.append([{found[i]["name"], *found[i]["aliases"], *found[i]["externalIds"]} for i in wanted])
    assert held[0] == held[1]
    assert "gw:645" in held[0][0]
    assert {"JAS", "Jama'atu Ahlis Sunna Lidda'awati wal-Jihad"} <= held[0][1]


def rows_with(path: Path, actors: tuple[str, ...]) -> Path:
    """A file of the sample's rows with one of these actors on a side."""
    numbers = {actor.removeprefix("ucdp-actor-") for actor in actors}
    head, *rows = csv.reader(gzip.decompress(SAMPLE.read_bytes()).decode().splitlines())
    sides = [number for number, name in enumerate(head) if name in ("side_a_id", "side_b_id")]
    kept = [row for row in rows if numbers & {row[side] for side in sides}]
    assert len(kept) > 20
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *kept])
    return path
