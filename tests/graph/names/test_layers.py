"""Names that changed after all were indexed are found as if all had been indexed anew."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.names.entries import EntityNames, MatchKind
from graph.names.layers import FEW, LayeredNames, MergedHits
from graph.names.lookup import NameLookup
from graph.names.search import NameIndex

WORDS = ["Mosul", "Taliban", "Taleban", "Front", "Army", "Hawl", "الهول", "Sinjar", "Government of Mosul", "Kobani"]
LABELS = ("Actor", "Place")


def named(id_: str, name: str, label: str = "Actor", *aliases: str) -> EntityNames:
    return EntityNames(id_, label, "organisation" if label == "Actor" else "city", name, (), aliases)


def entity() -> st.SearchStrategy[EntityNames | None]:
    name = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join)
    made = st.builds(lambda n, label, alias: (n, label, alias), name, st.sampled_from(LABELS), name)
    return st.none() | made.map(lambda one: named("?", one[0], one[1], one[2]))


def of(drawn: dict[int, EntityNames | None]) -> dict[str, EntityNames | None]:
    return {f"e{n}": one and one._replace(id=f"e{n}") for n, one in drawn.items()}


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.integers(0, 6), entity()),
    st.lists(st.dictionaries(st.integers(0, 9), entity(), max_size=4), max_size=2),
    st.sampled_from([*WORDS, "mosul army", "talban", "hawl camp", "kobane"]),
    st.sampled_from([("Actor",), ("Place",), LABELS]),
)
def test_names_in_two_layers_mean_what_they_mean_in_one(
    first: dict[int, EntityNames | None],
    later: list[dict[int, EntityNames | None]],
    asked: str,
    labels: tuple[str, ...],
) -> None:
    now = {id_: one for id_, one in of(first).items() if one}
    layered = LayeredNames(now)
    layered.prepare()
    for change in map(of, later):
        layered = layered.renew(change)
        now = {id_: one for id_, one in {**now, **change}.items() if one}
    whole = NameLookup(list(now.values()))
    expected, found = LayeredNames(now).find(asked, labels), layered.find(asked, labels)
    assert (found is None) == (expected is None)
    if found and expected:
        assert (found.ids, found.how, found.is_own) == (expected.ids, expected.how, expected.is_own)
    hits, all_hits = layered.search(asked, labels), NameIndex(whole).search(asked, labels)
    whole_kinds = (MatchKind.SAME_NAME, MatchKind.OTHER_NAME, MatchKind.BEGINS, MatchKind.EVERY_WORD)
    # how near a name is depends on how often its words occur, so only names with every word are the same for certain
    assert {hit.id for hit in hits if hit.how in whole_kinds} == {hit.id for hit in all_hits if hit.how in whole_kinds}
    assert len({hit.id for hit in hits}) == len(hits)


def test_a_renamed_entity_is_no_longer_found_by_its_old_name_and_one_that_is_gone_by_none() -> None:
    layered = LayeredNames({"a": named("a", "Mosul Front"), "b": named("b", "Sinjar Front")})
    assert [hit.id for hit in layered.search("front")] == ["a", "b"]
    renewed = layered.renew({"a": named("a", "Kobani Army"), "b": None, "c": named("c", "Front of Hawl")})
    assert [hit.id for hit in renewed.search("front")] == ["c"]
    assert renewed.find("Mosul Front", LABELS) is None
    assert [hit.id for hit in layered.search("front")] == ["a", "b"]  # who has the older view goes on with it


def test_a_near_name_that_is_new_stands_before_names_that_are_less_near() -> None:
    many = {f"n{n}": named(f"n{n}", f"Kobanipur {n}") for n in range(60)}
    layered = LayeredNames(many).renew({"new": named("new", "Kobani")})
    assert layered.search("kobane")[0].id == "new"


@pytest.mark.parametrize("changes", [FEW, FEW + 1])
def test_an_index_of_all_names_pays_after_very_many_changes(changes: int) -> None:
    layered = LayeredNames({"a": named("a", "Mosul")})
    layered = layered.renew({f"n{n}": named(f"n{n}", f"Name {n}") for n in range(changes)})
    assert layered.has_many_changes == (changes > FEW)


def test_two_lists_of_hits_are_read_as_one_in_the_order_of_their_ranks() -> None:
    drawn = random.Random(3)
    for _ in range(50):
        lists = [sorted(drawn.choices(range(9), k=drawn.randint(0, 6))) for _ in range(2)]
        marked = [[(rank, which) for rank in ranks] for which, ranks in enumerate(lists)]
        merged = MergedHits(marked[0], lists[0], marked[1], lists[1])  # type: ignore[arg-type]
        expected = sorted([*marked[0], *marked[1]])
        assert list(merged) == expected
        assert merged[1:4] == expected[1:4]
