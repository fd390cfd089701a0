"""What contradicts itself is set aside with place, value and reason, and the rest of the file is read."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.dossier import ParsedSource, read_dossier
from tests.ingest.ministry import DOSSIER, changed, write


def read(folder: Path, dossier: str) -> ParsedSource:
    return read_dossier(write(folder, dossier))


def keys(parsed: ParsedSource) -> set[str]:
    return {statement.key.partition(":")[2] for statement in parsed.statements}


# what is changed, to what; key, field, value that the message shows, and what it says. The report is of 2019-08-01.
ROWS = {
    "low > high": ("kind: stock", "kind: stock, min: 9, max: 3", "roll", "count.min", "9 to 3", "is no range"),
    "a wording from more to less": ("about 150", "between 9 and 3", "roll", "count.wording", "9 and 3", "more to less"),
    "a negative count": ("kind: stock", "kind: stock, min: -5", "roll", "count.min", "-5", "0 or more"),
    "a negative wording": ("about 150", '"-150"', "roll", "count.wording", "-150", "not a wording"),
    "a unit that nobody knows": ("kind: stock", "kind: stock, unit: heads", "roll", "count.unit", "heads", "families"),
    "an event after publication": ("on: 2019-07", "on: 2019-09", "march", "on", "2019-09", "comes after it was told"),
    "a sighting after publication": ("2019-06-01", "2019-08-02", "roll", "observed", "2019-08-02", "or the mode of a"),
    "an event after it was said": (
        "on: 2019-07", "on: 2019-07\n    said_on: 2019-05", "march", "on", "2019-07", "told, 2019-05",
    ),
    "an interval backwards": ("start: 2019-05, end: ..", "start: 2019-05, end: 2019-01", "denial", "valid", "2019-01",
        "ends by 2019-01-31"),
    "an interval backwards in one text": ("{start: 2019-05, end: ..}", "2019-05/2019-01", "denial", "valid", "2019-01",
        "2019-05/2019-01"),
    "a planned end before the beginning": ("end: ..}", "end: ..}\n    planned_end: 2018", "denial", "planned_end",
        "2018", "before it began"),
    "a response to nothing": ("{key: roll, st", "{key: rolle, st", "denial", "responds_to", "rolle", "has the key"),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(ROWS))
def test_what_contradicts_itself_is_set_aside_and_the_rest_is_read(tmp_path: Path, case: str) -> None:
    old, new, key, field, value, says = ROWS[case]
    parsed = read(tmp_path, changed(old, new))
    row = parsed.quarantine.rows[0]
    assert (row.file, row.key, row.field) == ("dossier.yml", key, field)
    assert row.line in (7, 13, 21)
    assert value in str(row)
    assert says in str(row)
    # the denial answers the roll, and goes with it
    assert keys(parsed) == {"roll", "denial", "march"} - {key} - ({"denial"} if key == "roll" else set())


def test_a_running_total_that_begins_after_its_day_is_set_aside(tmp_path: Path) -> None:
    count = "on: 2019-07\n    count: {wording: dozens, kind: cumulative, since: 2019-08}"
    (row,) = read(tmp_path, changed("on: 2019-07", count)).quarantine
    assert (row.key, row.field) == ("march", "count.since")


def test_a_plan_and_a_denial_may_lie_in_the_future(tmp_path: Path) -> None:
    assert keys(read(tmp_path, changed("on: 2019-07", "on: 2019-09\n    mode: intended"))) >= {"march"}
    assert keys(read(tmp_path, changed("on: 2019-07", "on: 2019-09\n    polarity: denies"))) >= {"march"}


def test_a_message_on_a_unit_names_those_that_there_are(tmp_path: Path) -> None:
    row = read(tmp_path, changed("kind: stock", "kind: stock, unit: heads")).quarantine.rows[0]
    assert "count.unit has 'heads'; expected one of" in row.reason
    assert all(unit in row.reason for unit in ("people", "men", "families", "cases", "facilities"))


def with_parts(*links: tuple[str, str], time: str = "observed: 2019") -> str:
    """The dossier with groups a, b, c, d, of which each pair says that the first is part of the second."""
    groups = "".join(f"  - {{id: {id_}, label: Group, kind: people, name: {id_.upper()}}}\n" for id_ in "abcd")
    rows = "".join(
        f"  - key: {part}-in-{whole}\n    predicate: part_of\n    roles: {{subject: [{part}], object: [{whole}]}}\n"
        f"    {time}\n    cite: {{locator: page 4}}\n"
        for part, whole in links
    )
    return changed("statements:\n", f"{groups}statements:\n") + rows


def test_a_circle_of_parts_is_set_aside_by_name_and_what_leads_to_it_stays(tmp_path: Path) -> None:
    parsed = read(tmp_path, with_parts(("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")))
    assert {row.key for row in parsed.quarantine} == {"a-in-b", "b-in-c", "c-in-a"}
    assert keys(parsed) == {"roll", "denial", "march", "d-in-a"}
    (told,) = [row for row in parsed.quarantine if row.key == "a-in-b"]
    assert "part_of runs in a circle: a -> b -> c -> a" in told.reason
    assert told.line == 32


def test_nothing_is_part_of_itself(tmp_path: Path) -> None:
    assert keys(read(tmp_path, with_parts(("a", "a"), ("a", "b")))) == {"roll", "denial", "march", "a-in-b"}


def test_whole_and_part_may_change_places_in_time(tmp_path: Path) -> None:
    dossier = with_parts(("a", "b"), ("b", "a"), time="valid: 2017/2018")
    assert len(read(tmp_path, dossier).quarantine) == 2
    later = dossier[::-1].replace("2017/2018"[::-1], "2019-01/2019-02"[::-1], 1)[::-1]
    assert not read(tmp_path, later).quarantine.rows


def test_a_denial_closes_no_circle(tmp_path: Path) -> None:
    dossier = with_parts(("a", "b"), ("b", "a"), time="observed: 2019\n    polarity: denies")
    assert not read(tmp_path, dossier).quarantine.rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(links=st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), unique=True, max_size=9))
def test_what_is_set_aside_is_just_what_lies_on_a_circle(tmp_path: Path, links: list[tuple[str, str]]) -> None:
    def reaches(start: str, goal: str) -> bool:
        found, level = set(), {start}
        while level:
            found |= level
            level = {whole for part, whole in links if part in level} - found
        return goal in found

    circular = {f"{part}-in-{whole}" for part, whole in links if reaches(whole, part)}
    assert {row.key for row in read(tmp_path, with_parts(*links)).quarantine} == circular


def test_the_dossier_itself_is_without_fault(tmp_path: Path) -> None:
    assert keys(read(tmp_path, DOSSIER)) == {"roll", "denial", "march"}
