"""Lists of groups and places say what custody says, by group and by place, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.custody.day import HolderRow
from graph.custody.listing import CustodyList, list_held_groups, list_held_places
from graph.custody.question import find_custody
from graph.dates.windows import MIN, Window, read_window
from graph.model.statement import StoredStatement
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection
from tests.graph.selection.test_selection import LABELS, ON, Few
from tests.world import lake, worlds
from tests.world.builder import GROUP, said

# ash holds lake men in a cell of the yard all January and February, and women in an annex on one day; birch held lake
# men in the yard for ten days, and cedar is only said to plan to
STATEMENTS = [
    said("crow", "holds 40", "ash", GROUP, at="cell", valid="2026-01-01/2026-03-01"),
    said("daw", "holds 9", "ash", "lake-women", at="annex", observed="2026-01-20"),
    said("daw", "holds 20 to 30", "birch", GROUP, at="yard", valid="2026-02-01/2026-02-10"),
    said("crow", "holds", "cedar", "lake-women", at="annex", observed="2026-02-05", mode="intended"),
    said("crow", "located_in", "cell", "yard", valid="2020-01-01/.."),
]


def ask(day: str = "2026-02-05", **more: object) -> Selection[SelectionQuestion]:
    return Selection(Few(STATEMENTS), replace(ON, as_of=read_window(day), **more))


def short(found: CustodyList) -> dict[str, list[str]]:
    """By group or place who holds whom, how surely, and how many."""
    return {
        one.id: [
            f"{row.holder} {row.held} {row.support.kind if row.support else ''} {row.count.range if row.count else ''}"
            for row in one.rows
        ]
        for one in found.listed
    }


def test_the_groups_of_a_holder_are_those_that_it_holds_on_the_day() -> None:
    # the sighting of the women is some days old, the state lasts
    assert short(list_held_groups(ask(), holder="ash")) == {
        GROUP: ["ash lake-men certain (40, 40)"],
        "lake-women": ["ash lake-women after (9, 9)"],
    }
    assert short(list_held_groups(ask(certainty="certain"), holder="ash")) == {GROUP: ["ash lake-men certain (40, 40)"]}
    assert short(list_held_groups(ask(), holder="birch")) == {GROUP: ["birch lake-men certain (20, 30)"]}
    assert short(list_held_groups(ask("2025-01-01"), holder="birch")) == {}


def test_without_a_holder_all_groups_are_listed_with_the_days_of_their_reports() -> None:
    found = list_held_groups(ask("2025-01-01"))
    assert [(one.id, len(one.rows), len(one.reports)) for one in found.listed] == [(GROUP, 0, 2), ("lake-women", 0, 1)]
    assert [one.extent for one in found.listed] == [read_window("2026-01-01/2026-03-01"), read_window("2026-01-20")]


def test_a_plan_is_no_report() -> None:
    only_plan = Selection(Few([STATEMENTS[3]]), ON)
    assert list_held_groups(only_plan).listed == []
    assert list_held_places(only_plan).listed == []


def test_a_place_has_those_who_are_held_in_it_and_in_the_places_in_it() -> None:
    assert short(list_held_places(ask())) == {
        "yard": ["ash lake-men certain (40, 40)", "birch lake-men certain (20, 30)"],
        "cell": ["ash lake-men certain (40, 40)"],
        "annex": ["ash lake-women after (9, 9)"],
    }
    assert short(list_held_places(ask(), holder="birch")) == {"yard": ["birch lake-men certain (20, 30)"]}
    assert short(list_held_places(ask(), held="lake-women")) == {"annex": ["ash lake-women after (9, 9)"]}


def test_a_report_of_some_day_before_another_has_no_first_day() -> None:
    arrival = said("crow", "transfers 7", whom=GROUP, to_holder="ash", on="[..2026-01-20]")
    (one,) = list_held_groups(Selection(Few([arrival]), ON)).listed
    assert one.extent == Window(MIN, read_window("2026-01-20").latest)


def key(row: HolderRow) -> object:
    count = row.count and (row.count.range, row.count.days, row.count.timing, len(row.count.readings))
    return row.holder, row.held, row.support and row.support.kind, count, row.gained and row.gained.range, row.places


def list_keys(rows: Iterable[HolderRow]) -> set[object]:
    return {key(row) for row in rows}


def check_lists(selection: Selection[SelectionQuestion], holders: Iterable[str | None]) -> None:
    """The rows of groups are those of custody, and those of a place are those of custody there."""
    for holder in holders:
        custody = find_custody(selection, holder=holder)
        groups = list_held_groups(selection, holder)
        assert list_keys(row for one in groups.listed for row in one.rows) == list_keys(custody.rows)
        assert all(row.held == one.id for one in groups.listed for row in one.rows)
        if holder:
            assert {one.id for one in groups.listed} == {row.held for row in custody.rows}
        places = {one.id: list_keys(one.rows) for one in list_held_places(selection, holder).listed}
        for place in places:
            assert places[place] == list_keys(find_custody(selection, holder=holder, place=place).rows)
        if holder:
            assert all(places.values())


@given(st.lists(worlds.custody_statement(), max_size=12), worlds.day_asked)
def test_lists_of_random_worlds_agree_with_custody(statements: list[StoredStatement], day: date) -> None:
    inside = [said("crow", "located_in", "fort", "lake", valid="2020-01-01/..")] if day.day % 2 else []
    asked = replace(ON, as_of=Window(day, day))
    with mock.patch.dict(LABELS, dict.fromkeys(worlds.PLACES, "Place") | dict.fromkeys(worlds.GROUPS, "Group")):
        named = {id_ for statement in statements for ids in statement.roles.values() for id_ in ids}
        holders = named.intersection(worlds.HOLDERS)
        check_lists(Selection(Few([*statements, *inside]), asked), (None, *sorted(holders)))


@given(st.dates(read_window("2019").earliest, read_window("2031").latest))
def test_lists_of_the_lake_agree_with_custody(day: date) -> None:
    few = Few(lake.STATEMENTS)
    asked = replace(ON, as_of=Window(day, day))
    check_lists(Selection(few, asked), (None, "league", "ferry-guard", "varn"))


@pytest.mark.parametrize("day", ["2026-01-20", "2026-02", "2026-03-02", "2030"])
def test_lists_of_nested_places_agree_with_custody(day: str) -> None:
    check_lists(ask(day), (None, "ash", "birch", "cedar"))
