"""A name is found by the other names of whom a part of it means, and by no other word in its place."""

import pytest

from graph.names.entries import EntityNames, MatchKind
from graph.names.layers import LayeredNames
from graph.names.renaming import list_renamed

NAMES = {
    one.id: one
    for one in (
        EntityNames("isis", "Actor", "armed_group", "ISIS", ("داعش",), ("Islamic State", "IS")),
        EntityNames("suspects", "Group", "detainees", "ISIS suspects"),
        EntityNames("residents", "Group", "residents", "residents of al-Hol"),
        EntityNames("hol", "Place", "camp", "al-Hol", (), ("Hol camp",)),
        EntityNames("iraq", "Actor", "state", "Iraq", (), ("Baghdad", "Iraqi")),
        EntityNames("nat-iq", "Nationality", "country", "Iraq", (), ("Iraqi", "Iraqis")),
        EntityNames("courts", "Actor", "court", "Iraqi courts"),
        EntityNames("nat-lb", "Nationality", "country", "Lebanon", (), ("Lebanese",)),
        EntityNames("hezbollah", "Actor", "armed_group", "Hezbollah", (), ("Lebanese Hezbollah",)),
        EntityNames("ministry", "Actor", "ministry", "Defence Ministry of Iraq"),
        EntityNames("nat-cg", "Nationality", "country", "Congo", (), ("Congolese",)),
        EntityNames("nat-cd", "Nationality", "country", "DR Congo", (), ("Congolese",)),
        EntityNames("cg-army", "Actor", "armed_force", "Congo army"),
        EntityNames("cd-army", "Actor", "armed_force", "DR Congo army"),
    )
}
LAYERED = LayeredNames(NAMES)


@pytest.mark.parametrize(
    ("asked", "label", "ids"),
    [
        ("Islamic State suspects", "Group", ("suspects",)),
        ("IS suspects", "Group", ("suspects",)),
        ("residents of Hol camp", "Group", ("residents",)),
        ("Lebanon's Hezbollah", "Actor", ("hezbollah",)),
        ("Lebanon’s Hezbollah", "Actor", ("hezbollah",)),
        ("courts of Iraq", "Actor", ("courts",)),
        ("Iraq's Defence Ministry", "Actor", ("ministry",)),
        ("Congolese army", "Actor", ("cd-army", "cg-army")),  # both, to be chosen from
    ],
)
def test_another_name_in_a_name_is_the_same(asked: str, label: str, ids: tuple[str, ...]) -> None:
    found = LAYERED.find(asked, {label})
    assert found is not None
    assert (found.ids, found.how) == (ids, MatchKind.RENAMED)


@pytest.mark.parametrize("asked", ["Baghdad courts", "Lebanese suspects", "Iraq's Hezbollah", "Iraqi suspects", "army"])
def test_no_other_name_is_taken_for_it(asked: str) -> None:
    assert LAYERED.find(asked, {"Actor", "Group"}) is None


def test_names_of_a_source_that_is_new_count_too() -> None:
    changed = LAYERED.renew({"new": EntityNames("new", "Group", "detainees", "Daesh inmates"),
                             "isis-2": EntityNames("isis", "Actor", "armed_group", "Daesh")})  # fmt: skip
    assert [changed.find(asked, {"Group"}).ids for asked in ("ISIS inmates", "Daesh suspects")] == [  # type: ignore[union-attr]
        ("new",),
        ("suspects",),
    ]


def test_a_long_text_is_not_renamed() -> None:
    assert list(list_renamed("a b c d e f g h i", lambda part: ["x"])) == []
