"""Names that are one name are found by their keys, in every script, and no others."""

import pytest

from graph.names.alike import MOST_BEARERS, find_alike
from graph.names.entries import EntityNames, MatchKind


def entity(id_: str, name: str, *aliases: str, kind: str = "armed_group", label: str = "Actor") -> EntityNames:
    return EntityNames(id_, label, kind, name, (), aliases)


def alike(*entities: EntityNames) -> list[tuple[int, int, MatchKind]]:
    return [(one.one, one.other, one.how) for one in find_alike(entities, lambda one, other: True).pairs]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (entity("a", "Lake Guard"), entity("b", "lake  guard"), MatchKind.SAME_NAME),
        (entity("a", "LG", "Lake Guard"), entity("b", "Lake Guard"), MatchKind.OTHER_NAME),
        (entity("a", "Iraq", kind="state"), entity("b", "Government of Iraq", kind="government"), MatchKind.SHORTER),
        (entity("a", "Taliban"), entity("b", "Taleban"), MatchKind.SPELT_ALIKE),
        (entity("a", "Hezbollah"), entity("b", "حزب الله"), MatchKind.SOUNDS_ALIKE),
    ],
)
def test_the_closest_way_is_told(one: EntityNames, other: EntityNames, how: MatchKind) -> None:
    assert alike(one, other) == [(0, 1, how)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (entity("a", "Niger", kind="state"), entity("b", "Nigeria", kind="state")),
        (entity("a", "Austria", kind="state"), entity("b", "Australia", kind="state")),
        (entity("a", "Iraq", kind="state"), entity("b", "Iraq", kind="country", label="Place")),
        (entity("a", "Lake Guard"), entity("b", "Lake Guards of the North")),
        (entity("a", "Ra"), entity("b", "Rao")),
    ],
)
def test_other_names_and_other_labels_are_not_alike(one: EntityNames, other: EntityNames) -> None:
    assert alike(one, other) == []


def test_of_names_that_are_alike_in_one_way_the_longest_is_told() -> None:
    one, other = entity("a", "X", "LG", "Lake Guard"), entity("b", "Y", "LG", "Lake Guard")
    (pair,) = find_alike([one, other], lambda one, other: True).pairs
    assert pair.names == ("Lake Guard", "Lake Guard")


def test_pairs_that_may_not_be_are_left_out_and_each_stands_once() -> None:
    three = [entity(id_, "Lake Guard", "LG") for id_ in "abc"]
    found = find_alike(three, lambda one, other: (one, other) != (0, 1)).pairs
    assert [(one.one, one.other) for one in found] == [(0, 2), (1, 2)]


def test_a_name_that_too_many_have_is_counted_and_not_compared() -> None:
    many = [entity(str(n), "Rebels") for n in range(MOST_BEARERS + 1)]
    found = find_alike(many, lambda one, other: True)
    assert found.pairs == []
    assert found.left_out > 0


def test_where_nobody_has_a_name_nobody_is_alike() -> None:
    assert alike() == []
    assert alike(entity("a", "!"), entity("b", "…")) == []
