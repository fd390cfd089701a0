"""Judgements join ids, keep them apart, and can be taken back."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.identity import Judgement, canonical_ids, in_force, read_judgements

quick = settings(deadline=None, derandomize=True)
ids = st.lists(st.sampled_from("abcdefg"), min_size=2, max_size=3, unique=True).map(tuple)
ENTRY = "- {id: one, ids: [a, b], verdict: positive, by: me, on: 2026-02-05, why: one name}\n"


def judged(verdict: str, *of: str, id_: str = "") -> Judgement:
    return Judgement(id=id_ or verdict + "".join(of), ids=of, verdict=verdict, by="me", on="2026-02-05", why="so")


@quick
@given(st.lists(ids, max_size=6))
def test_ids_stand_for_one_another_if_a_chain_of_judgements_joins_them(groups: list[tuple[str, ...]]) -> None:
    joined = {id_: {id_} for id_ in "abcdefg"}
    for group in groups * 7:
        whole = set().union(*(joined[id_] for id_ in group))
        for id_ in whole:
            joined[id_] = whole
    found = canonical_ids(judged("positive", *group) for group in groups)
    for id_, members in joined.items():
        assert {found.get(member, member) for member in members} == {found.get(id_, id_)}
        assert found.get(id_, id_) in members
    assert all(id_ != canonical for id_, canonical in found.items())
    assert set(found) <= set().union(*groups) if groups else found == {}


def test_the_first_id_judged_stands_for_the_others() -> None:
    assert canonical_ids([judged("positive", "b", "a", "c")]) == {"a": "b", "c": "b"}


@quick
@given(st.lists(ids, max_size=5), ids)
def test_taking_a_judgement_back_leaves_what_the_others_say(
    groups: list[tuple[str, ...]], last: tuple[str, ...]
) -> None:
    others = [judged("positive", *group) for group in groups]
    canonical_ids([*others, judged("positive", *last)])
    assert canonical_ids(others) == canonical_ids(list(others))
    assert canonical_ids([*others, judged("unsure", *last)]) == canonical_ids(others)


def test_what_a_negative_judgement_keeps_apart_cannot_be_joined_by_others() -> None:
    chain = [judged("positive", "a", "b"), judged("positive", "b", "c"), judged("negative", "a", "c")]
    for order in permutations(chain):
        with pytest.raises(InvalidInput, match="negativeac keeps apart"):
            canonical_ids(order)
    assert canonical_ids([chain[0], judged("negative", "a", "c"), judged("negative", "c", "d", "d")]) == {"b": "a"}


def test_ones_own_judgement_wins_over_a_shipped_one() -> None:
    shipped = [judged("positive", "a", "b", id_="shipped"), judged("positive", "c", "d")]
    own = [judged("negative", "b", "a", id_="mine")]
    assert canonical_ids(in_force(shipped, own)) == {"d": "c"}
    assert in_force(shipped, [judged("unsure", "x", "y", id_="shipped")])[0].ids == ("c", "d")
    assert in_force(shipped, []) == shipped


def test_a_file_of_judgements_is_read_and_none_is_none(tmp_path: Path) -> None:
    path = tmp_path / "judgements.yml"
    assert read_judgements(path) == []
    path.write_text(ENTRY, encoding="utf-8")
    assert read_judgements(path) == [
        Judgement(id="one", ids=("a", "b"), verdict="positive", by="me", on="2026-02-05", why="one name")
    ]
    path.write_text("", encoding="utf-8")
    assert read_judgements(path) == []


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "- {id: one}",
        "- nothing",
        ENTRY.replace("[a, b]", "[a, a]"),
        ENTRY.replace("[a, b]", "a b"),
        ENTRY.replace("[a, b]", "[{a: b}, c]"),
        ENTRY.replace("positive", "perhaps"),
        ENTRY.replace("why:", "because:"),
        "- [",
    ],
)
def test_what_is_no_judgement_is_refused_with_the_name_of_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "judgements.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"judgements\.yml"):
        read_judgements(path)
