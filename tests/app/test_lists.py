"""Groups and places by holder: what the first report says, and on all shipped data the rows of custody."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.answers.question import read_common
from app.questions.custody import custody
from app.questions.groups import groups
from app.questions.places import places
from graph.selection.selection import Selection
from tests.app.commands import run
from tests.app.sentences.shipped_sources import read_shipped

DAYS = ("2019", "2024", "2026-01-10", "2026-01-25", "2026-02-05", "2030-01-01")
NUMBER = ("count", "countedOn", "countTiming")


def ask(base: str, path: str) -> Any:
    return httpx.get(f"{base}/v1/{path}", timeout=60).raise_for_status().json()


def test_groups_of_iraq_are_those_on_death_row_and_those_who_came(base: str) -> None:
    # the report: about 2,000 came since January, nearly 8,000 under a sentence of death at some time since 2018
    rows = ask(base, "groups?holder=iraq&as_of=2026-02-05")["rows"]
    assert [(row["id"], row["certainty"], row["support"]) for row in rows] == [
        ("isis-suspects", "possible", "within"),
        ("death-row", "possible", "within"),
    ]
    assert [row["holdings"][0]["gained"] for row in rows] == [{"min": 1800, "max": 2200}, None]
    assert [row["count"] for row in rows] == [
        None,
        {"min": 7500, "max": 7999, "unit": "people", "wording": "nearly 8,000"},
    ]
    assert (rows[1]["reports"], rows[1]["earliest"], rows[1]["latest"]) == (2, "2018-01-01", "2026-11-22")
    assert rows[0]["holdings"][0]["basis"] == "moved"


def test_a_group_that_is_only_to_be_taken_home_is_not_listed(base: str) -> None:
    assert "foreign-isis-suspects" not in {row["id"] for row in ask(base, "groups?as_of=2026-02-05")["rows"]}


def test_the_sdf_held_people_in_a_prison_in_hasakah_in_2019(base: str) -> None:
    rows = {row["id"]: row for row in ask(base, "places?holder=sdf&as_of=2019")["rows"]}
    prison = rows["hasakah-prison"]
    assert prison["within"][0]["id"] == "place-hasakah"
    held = {holding["held"]["id"]: holding["count"] for holding in prison["holdings"]}
    assert held.keys() == {"isis-suspects", "american-isis-suspect"}
    assert held["isis-suspects"] is None  # the thousands are of all prisons
    assert held["american-isis-suspect"]["wording"] == "an"
    assert rows["prisons-ne-syria"]["holdings"][0]["count"]["wording"] == "thousands"


def test_commands_give_the_same_and_csv_has_a_line_for_each(base: str, data: Path) -> None:
    for name in ("groups", "places"):
        rows = ask(base, f"{name}?as_of=2026-02-05")["rows"]
        assert json.loads(run(data, name, "--as-of", "2026-02-05", "--json").stdout)["rows"] == rows
        assert rows[0]["name"] in " ".join(run(data, name, "--as-of", "2026-02-05").stdout.split())
        lines = httpx.get(f"{base}/v1/{name}.csv?as_of=2026-02-05", timeout=60).text.splitlines()
        assert len(lines) == len(rows) + 1
        assert httpx.get(f"{base}/v1/{name}.svg?as_of=2026-02-05", timeout=60).text.startswith("<svg")


def test_a_wrong_holder_is_refused_by_name(base: str) -> None:
    answer = httpx.get(f"{base}/v1/groups?holder=Atlantis", timeout=60)
    assert (answer.status_code, answer.json()["parameter"]) == (404, "holder")


@pytest.mark.parametrize("day", DAYS)
def test_on_all_shipped_data_groups_and_places_of_a_holder_are_those_of_custody(day: str) -> None:
    def make_selection() -> Selection[Any]:
        return Selection(read_shipped(), read_common(as_of=day, limit=10_000))

    holders = {row["holder"]["id"] for row in custody(make_selection())["rows"]}
    assert holders or day == "2030-01-01"
    for holder in holders:
        rows = custody(make_selection(), holder=holder)["rows"]
        listed = groups(make_selection(), holder=holder)["rows"]
        held = {(one["holder"]["id"], one["held"]["id"]): one for row in listed for one in row["holdings"]}
        assert held.keys() == {(row["holder"]["id"], row["held"]["id"]) for row in rows}
        for row in rows:
            one = held[row["holder"]["id"], row["held"]["id"]]
            for name in ("certainty", "support", "basis", "contested", "countedOn", "countTiming"):
                assert one[name] == row[name], name
            if row["count"]:
                assert one["count"] == {name: row["count"][name] for name in ("min", "max", "unit", "wording")}
        for place in places(make_selection(), holder=holder)["rows"]:
            there = custody(make_selection(), holder=holder, place=place["id"])["rows"]
            assert [(one["held"]["id"], one["support"]) for one in place["holdings"]] == [
                (row["held"]["id"], row["support"]) for row in there
            ]
