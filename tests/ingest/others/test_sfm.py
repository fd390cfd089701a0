"""Security Force Monitor: a chain of command on a day, and cells that cannot be read."""

from datetime import date
from pathlib import Path

import pytest

from graph.dates.validity import is_certain, is_possible
from graph.model.statement import WrittenStatement
from ingest.others.forms import find_form
from ingest.others.reading import FileWords, read_file
from ingest.others.sfm import read_publication
from tests.ingest.others.golden import FOLDER

UNITS = FOLDER / "sfm_units" / "units.tsv"
PERSONS = FOLDER / "sfm_persons" / "persons.csv"


def read(form: str, path: Path) -> list[WrittenStatement]:
    """What Security Force Monitor says itself."""
    return [one for one in read_file(find_form(form), path, FileWords()).statements if one.said_by == "sfm"]


def list_above(statements: list[WrittenStatement], unit: str, day: date) -> set[str]:
    """The units that one was surely or possibly under on a day, up to the top."""
    found: set[str] = set()
    near = {unit}
    while near:
        near = {
            above for one in statements if one.predicate == "part_of" and is_possible(one.validity.bounds, day, day)
            for above in one.roles["object"] if near & {*one.roles["subject"]}
        } - found  # fmt: skip
        found |= near
    return {id_.removeprefix("sfm-ng-") for id_ in found}


def list_commanders(statements: list[WrittenStatement], unit: str, day: date) -> set[str]:
    """Who surely led a unit on a day."""
    return {
        one.roles["subject"][0].removeprefix("sfm-person-ng-") for one in statements
        if one.predicate == "leads" and one.roles["object"] == (f"sfm-ng-{unit}",)
        and is_certain(one.validity.bounds, day, day)
    }  # fmt: skip


def test_the_chain_of_command_of_a_battalion_on_a_day() -> None:
    """On 1 December 2015 the brigade was in 7 Division, no more in 3 Armoured Division; Operation Lafiya Dole, of 2017
    or before, is possible too."""
    units, persons = read("sfm-units", UNITS), read("sfm-persons", PERSONS)
    day = date(2015, 12, 1)
    assert list_above(units, "sfm-ng-21-armoured-brigade", day) == {
        "7-division", "nigerian-army-headquarters", "operation-lafiya-dole"
    }  # fmt: skip
    assert {"21-armoured-brigade", "7-division"} <= list_above(units, "sfm-ng-103-battalion", day)
    assert list_commanders(persons, "21-armoured-brigade", day) == {"mohammed-sani-ali"}
    assert list_commanders(persons, "7-division", day) == {"lamidi-adeosun"}
    assert list_above(units, "sfm-ng-21-armoured-brigade", date(2010, 1, 1)) == {
        "3-armoured-division", "operation-lafiya-dole"
    }  # fmt: skip


def test_units_and_persons_have_the_same_ids() -> None:
    there = {id_ for one in read("sfm-units", UNITS) for id_ in one.roles["subject"]}
    posts = {id_ for one in read("sfm-persons", PERSONS) for id_ in one.roles["object"]}
    assert posts - there == {"sfm-ng-82-division"}


def test_without_a_table_of_sources_cells_are_cited_by_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "persons.csv"
    path.write_bytes(PERSONS.read_bytes())
    parsed = read_file(find_form("sfm-persons"), path, FileWords())
    assert {one.said_by for one in parsed.statements} == {"sfm"}
    assert any(
        "First citation: sources 31" in (one.note or "") or "sources" in (one.note or "") for one in parsed.statements
    )
    assert any(note.startswith("cells with sources: no table of sources") for note in parsed.notes)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("2015-06-02", "2015-06-02"), ("2009", "2009"), ("September 2011", "2011-09"), ("4/23/2016", "2016-04-23"),
     ("Undated", "[..2026]"), ("", "[..2026]"), ("2015-020-24", "[..2026]"), ("2015-13", "[..2026]")],
)  # fmt: skip
def test_a_day_of_publication_is_read_or_open(written: str, read_as: str) -> None:
    published, reason = read_publication(written)
    assert published == read_as
    assert (reason is None) == (published != "[..2026]")
