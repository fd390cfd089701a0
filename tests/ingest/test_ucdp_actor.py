"""UCDP's actors: each is there with all its names, and what became of one through another is told without a day."""

import gzip
from pathlib import Path

import pytest

from graph.errors import InvalidSource
from graph.model.entities import WrittenEntity
from graph.model.statement import WrittenStatement
from graph.store.engine.connection import Engine
from graph.store.store import Store
from ingest.dossier import ParsedSource
from ingest.loading import load_source
from ingest.reading import find_unexpected, read_source
from ingest.source import find_folder
from tests.conftest import wipe
from tests.ingest.shipped import read_shipped
from tests.ingest.tables import Row, aside, names, rows_of, table

FOLDER = find_folder("ucdp-actor")
SAMPLE = FOLDER / "sample" / "ucdp-actor-221.csv.gz"
USUAL = {
    "ActorId": "9001", "NameData": "NG", "NameOrig": "NG", "NameOrigFull": "n/a", "NameOrigFullEng": "North Guard",
    "NameChange": "0", "NewName": "", "NewNameFullMotherTongue": "", "NewNameFullEng": "", "Org": "1",
    "ConflictId": "", "DyadId": "", "PrimaryParty": "0", "OSID": "", "OSCoalition": "0", "OSCoalitionID": "",
    "NSID": "", "NSCoalition": "0", "NSCoalitionID": "", "Splinter": "0", "NamePrev": "", "ActorIdPrev": "",
    "SplitTemp": "0", "NameSplitTemp": "", "ActorIdSplitTemp": "", "Alliance": "0", "NameAlliance": "",
    "ActorIdAlliance": "", "JoinGroup": "0", "GroupName": "", "ActorIdGroup": "", "Location": "Examples",
    "GWNOLoc": "999", "Region": "3", "Version": "23.1",
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> ParsedSource:
    return read_shipped("ucdp-actor")


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return rows_of(SAMPLE)


def read(tmp_path: Path, *changes: Row) -> ParsedSource:
    parsed = read_source(FOLDER, table(tmp_path / "actors.csv", USUAL, *changes))
    assert not [str(row) for row in parsed.quarantine]
    return parsed


def by_key(parsed: ParsedSource) -> dict[str, WrittenStatement]:
    return {statement.key.partition(":")[2]: statement for statement in parsed.statements}


def actor(parsed: ParsedSource, number: str) -> WrittenEntity:
    return next(entity for entity in parsed.entities if entity.id == f"ucdp-actor-{number}")


def test_every_row_is_an_actor_with_all_its_names(shipped: ParsedSource, rows: list[Row]) -> None:
    assert not [str(row) for row in shipped.quarantine]
    assert find_unexpected(shipped) == []
    assert shipped.rows == len(rows) == 1725
    there = {entity.id: entity for entity in shipped.entities}
    for row in rows:
        entity = there[f"ucdp-actor-{row['ActorId']}"]
        assert entity.name == " ".join(row["NameData"].split())
        known = {entity.name, *entity.aliases}
        for column in ("NameOrig", "NameOrigFull", "NameOrigFullEng"):
            name = " ".join(row[column].split())
            assert name in known or name in ("", "n/a"), (row["ActorId"], column)


def test_one_actor_was_called_by_five_names_and_more_in_full(shipped: ParsedSource) -> None:
    found = actor(shipped, "234")
    assert found.name == "IS"
    assert {
        "Jama’at Al-Tawhid wa Al-Jihad", "The Monotheism and Jihad Group", "TQJBR", "ISI", "ISIS",
        "Dawlat al-’Iraq al-Islamiyya", "Islamic State of Iraq", "Islamic State",
    } <= set(found.aliases)  # fmt: skip
    assert by_key(shipped)["name-234"].note == "Jama’at Al-Tawhid wa Al-Jihad; then TQJBR; then ISI; then ISIS; then IS"


def test_a_comma_parts_names_only_where_each_has_its_short_one(shipped: ParsedSource) -> None:
    assert "Movimiento 26, de Julio" in actor(shipped, "734").aliases
    assert {"FUNK", "Khmer Rouge", "Red Khmers"} <= set(actor(shipped, "270").aliases)


# predicate and key: how many rows say so, counted from the flags of the file
def test_every_link_of_the_file_is_a_statement(shipped: ParsedSource, rows: list[Row]) -> None:
    def flagged(column: str) -> int:
        return sum(row[column] == "1" for row in rows)

    def members(column: str) -> int:
        return sum(len(row[column].split(",")) for row in rows if row[column])

    found = [statement.key.partition(":")[2].partition("-")[0] for statement in shipped.statements]
    assert found.count("split") == flagged("Splinter") - 1 == 218  # 283 is said to have split from itself
    assert found.count("faction") == flagged("SplitTemp") == 38
    assert found.count("alliance") == flagged("Alliance") == 111
    assert found.count("joined") == flagged("JoinGroup") == 76
    assert found.count("name") == flagged("NameChange") == 70
    assert found.count("one") == members("OSCoalitionID")  # one-sided
    assert found.count("non") == members("NSCoalitionID")  # non-state
    assert shipped.notes == ["left out: a link of an actor to itself: 1"]


def test_five_groups_came_together_as_the_sdf(shipped: ParsedSource) -> None:
    name = names(shipped)
    merged = [s for s in shipped.statements if s.roles.get("object") == ("ucdp-actor-6288",)]
    assert {name[s.roles["subject"][0]] for s in merged} == {
        "PYD", "MFS", "Jaysh al-Sanadid", "Jaysh al-Thuwar", "Liwa Thuwar ar-Raqqa",
    }  # fmt: skip
    assert {s.predicate for s in merged} == {"merges_into"}


def test_a_group_may_come_of_two(shipped: ParsedSource) -> None:
    assert by_key(shipped)["split-205"].roles["object"] == ("ucdp-actor-204", "ucdp-actor-1067")  # PLO and a front


def test_when_it_took_place_is_not_said(shipped: ParsedSource) -> None:
    bounds = by_key(shipped)["alliance-4163"].validity.bounds
    assert (bounds.earliest_start.year, bounds.latest_end.isoformat()) == (1, "2022-12-31")


def test_a_split_for_a_time_says_so(shipped: ParsedSource) -> None:
    said = by_key(shipped)
    factions = [statement for key, statement in said.items() if key.startswith("faction-")]
    assert {statement.terms for statement in factions} == {("temporary",)}
    assert said["split-205"].terms == ()


def test_every_government_is_one_and_nobody_else(shipped: ParsedSource, rows: list[Row]) -> None:
    governments = {f"ucdp-actor-{row['ActorId']}" for row in rows if row["NameData"].startswith("Government of ")}
    assert len(governments) == 163
    assert {e.id for e in shipped.entities if e.kind == "government"} == governments


def test_whoever_has_no_row_is_known_by_the_name_in_another_row(tmp_path: Path) -> None:
    parsed = read(tmp_path, {"Splinter": "1", "ActorIdPrev": "9002", "NamePrev": "Old Guard"})
    assert actor(parsed, "9002").name == "Old Guard"
    later = {"ActorId": "9002", "NameData": "Old Guard", "NameOrigFullEng": "The Old Guard", "Org": "2"}
    parsed = read(tmp_path, {"Splinter": "1", "ActorIdPrev": "9002", "NamePrev": "Old Guard"}, later)
    assert (actor(parsed, "9002").aliases, actor(parsed, "9002").kind) == (("NG", "The Old Guard"), "collective")


def test_each_version_is_a_source_of_its_year(tmp_path: Path) -> None:
    (source,) = read(tmp_path, {"NameChange": "1", "NewName": "NNG"}).more_sources
    assert (source.title, source.published_on) == ("UCDP Actor Dataset, version 23.1", "2023")
    assert by_key(read(tmp_path, {"NameChange": "1", "NewName": "NNG"}))["name-9001"].known_from == "2023"


# what stands in the row; the column and what the message says
ASIDE = [
    ({"ActorId": "guard"}, "ActorId", "'guard' is no list of ids"),
    ({"ActorId": "1, 2"}, "ActorId", "expected one number"),
    ({"ActorId": ""}, "ActorId", "expected one number"),
    ({"NameData": " "}, "NameData", "is no name"),
    ({"Org": "7"}, "Org", "'7'; expected one of 1, 2, 3, 4"),
    ({"Splinter": "1"}, "Splinter", "expected 1 and ids"),
    ({"ActorIdPrev": "5"}, "Splinter", "0 beside ActorIdPrev '5'"),
    ({"Alliance": "yes"}, "Alliance", "'yes'; expected one of 0, 1"),
    ({"JoinGroup": "1", "ActorIdGroup": "5, 6", "GroupName": "One"}, "GroupName", "'One' beside 2 ids"),
    ({"NSCoalition": "1", "NSCoalitionID": "x"}, "NSCoalitionID", "'x' is no list of ids"),
    ({"NameChange": "1"}, "NameChange", "expected 1 and a name"),
    ({"Version": "newest"}, "Version", "'newest' is no version; expected one like 24.1"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "field", "says"), ASIDE)
def test_a_row_that_cannot_be_read_is_set_aside_by_place_value_and_reason(
    tmp_path: Path, change: Row, field: str, says: str
) -> None:
    row = aside(FOLDER, table(tmp_path / "actors.csv", USUAL, {"ActorId": "8000"}, change))
    assert (row.file, row.line, row.field) == ("actors.csv", 3, field)
    assert says in str(row)


def test_what_is_set_aside_leaves_nobody_behind(tmp_path: Path) -> None:
    wrong = {"Org": "7", "Splinter": "1", "ActorIdPrev": "5", "NamePrev": "Five"}
    parsed = read_source(FOLDER, table(tmp_path / "actors.csv", USUAL, {"ActorId": "8000"}, wrong))
    assert {entity.id for entity in parsed.entities} == {"ucdp", "ucdp-actor-8000"}


def test_an_actor_that_stands_twice_is_told(tmp_path: Path) -> None:
    row = aside(FOLDER, table(tmp_path / "actors.csv", USUAL, {}, {"NameData": "NG2"}))
    assert (row.line, row.key, row.field) == (3, "9001", "ActorId")
    assert "stands twice" in row.reason


def test_a_file_with_other_columns_is_refused_whole(tmp_path: Path) -> None:
    other = tmp_path / "actors.csv"
    other.write_bytes(gzip.decompress(SAMPLE.read_bytes()).replace(b"ActorIdPrev", b"actor_id_prev", 1))
    with pytest.raises(InvalidSource, match=r"ActorIdPrev is missing; expected columns ActorId, .*; met ActorId, Name"):
        read_source(FOLDER, other)


def test_loading_twice_changes_nothing(embedded_engine: Engine) -> None:
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as store:
        assert load_source(store, "ucdp-actor").report.version is not None
        assert load_source(store, "ucdp-actor").report.version is None
