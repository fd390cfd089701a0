"""Judgements join ids, keep them apart, and can be taken back."""

from collections.abc import Iterable
from itertools import combinations, pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ContradictingJudgements, InvalidInput
from graph.model.judgement_file import read_judgements
from graph.model.judgements import (
    Judgement,
    check_labels,
    combine_judgements,
    find_canonical_ids,
    find_identity,
)

quick = settings(deadline=None, derandomize=True)
LETTERS = "abcdefg"
ids = st.lists(st.sampled_from(LETTERS), min_size=2, max_size=3, unique=True).map(tuple)
ENTRY = "- {id: one, ids: [a, b], verdict: positive, by: me, on: 2026-02-05, why: one name}\n"


def judged(verdict: str, *of: str, id_: str = "") -> Judgement:
    return Judgement(id=id_ or verdict + "".join(of), ids=of, verdict=verdict, by="me", on="2026-02-05", why="so")


@st.composite
def some_judgements(draw: st.DrawFn, names: str = "j") -> list[Judgement]:
    drawn = draw(st.lists(st.tuples(st.sampled_from(["positive", "positive", "negative", "unsure"]), ids), max_size=7))
    return [judged(verdict, *of, id_=f"{names}{number}") for number, (verdict, of) in enumerate(drawn)]


def parting(judgements: Iterable[Judgement]) -> set[frozenset[str]]:
    """Which letters belong together: begin with each alone, and melt what a positive judgement touches."""
    parts = {frozenset(letter) for letter in LETTERS}
    for judgement in judgements:
        if judgement.verdict == "positive":
            touched = {part for part in parts if part & set(judgement.ids)}
            parts = parts - touched | {frozenset().union(*touched)}
    return parts


def parting_of(canonical: dict[str, str]) -> set[frozenset[str]]:
    leaders = {letter: canonical.get(letter, letter) for letter in LETTERS}
    return {frozenset(i for i in LETTERS if leaders[i] == leader) for leader in leaders.values()}


def is_chain(refusal: ContradictingJudgements, judgements: list[Judgement]) -> bool:
    """Whether each link of the path is a positive judgement on both its ends, and a negative one is on the ends."""
    by_id = {judgement.id: judgement for judgement in judgements}
    links = [by_id[name] for name in refusal.by]
    against = by_id[refusal.against]
    return (
        len(links) == len(refusal.path) - 1 >= 1
        and all(link.verdict == "positive" for link in links)
        and all({*ends} <= {*link.ids} for ends, link in zip(pairwise(refusal.path), links, strict=True))
        and against.verdict == "negative"
        and {refusal.path[0], refusal.path[-1]} <= {*against.ids}
        and len({*refusal.path}) == len(refusal.path)
    )


@quick
@given(some_judgements())
def test_ids_are_one_exactly_if_a_chain_of_judgements_joins_them(judgements: list[Judgement]) -> None:
    parts = parting(judgements)
    apart = [set(j.ids) for j in judgements if j.verdict == "negative"]
    contradicted = any(len(ids & part) > 1 for ids in apart for part in parts)
    if contradicted:
        with pytest.raises(ContradictingJudgements) as refused:
            find_canonical_ids(judgements)
        assert is_chain(refused.value, judgements)
        assert str(refused.value).startswith(" ~ ".join(refused.value.path))
    else:
        found = find_canonical_ids(judgements)
        assert parting_of(found) == parts
        assert all(id_ != canonical for id_, canonical in found.items())


@quick
@given(some_judgements(), st.randoms(use_true_random=False))
def test_the_order_of_judgements_does_not_change_what_is_one(judgements: list[Judgement], random: object) -> None:
    other = list(judgements)
    random.shuffle(other)  # type: ignore[attr-defined]
    outcomes = []
    for order in (judgements, other):
        try:
            outcomes.append(parting_of(find_canonical_ids(order)))
        except ContradictingJudgements:
            outcomes.append(None)
    assert outcomes[0] == outcomes[1]


def test_the_first_id_judged_stands_for_the_others() -> None:
    assert find_canonical_ids([judged("positive", "b", "a", "c")]) == {"a": "b", "c": "b"}


@quick
@given(st.lists(ids, max_size=5), ids)
def test_taking_a_judgement_back_leaves_what_the_others_say(
    groups: list[tuple[str, ...]], last: tuple[str, ...]
) -> None:
    others = [judged("positive", *group) for group in groups]
    assert find_canonical_ids([*others, judged("unsure", *last)]) == find_canonical_ids(others)


def test_what_a_negative_judgement_keeps_apart_cannot_be_joined_by_others() -> None:
    chain = [
        judged("positive", "a", "b", id_="X"),
        judged("positive", "b", "c", id_="Y"),
        judged("negative", "a", "c", id_="Z"),
    ]
    for order in permutations(chain):
        with pytest.raises(ContradictingJudgements, match=r"^a ~ b ~ c by judgements X, Y; but Z keeps a and c apart"):
            find_canonical_ids(order)
    assert find_canonical_ids([chain[0], judged("negative", "a", "c"), judged("negative", "c", "d", "d")]) == {"b": "a"}


def test_the_shortest_chain_is_shown() -> None:
    round_about = [judged("positive", *pair, id_="-".join(pair)) for pair in pairwise("abcde")]
    with pytest.raises(ContradictingJudgements, match=r"^a ~ g ~ e by judgement short; but no keeps a and e apart"):
        find_canonical_ids(
            [
                *round_about,
                judged("positive", "a", "g", id_="short"),
                judged("positive", "g", "e", id_="short"),
                judged("negative", "a", "e", id_="no"),
            ]
        )


def test_a_chain_of_thousands_is_followed() -> None:
    names = [f"n{number}" for number in range(20_000)]
    links = [judged("positive", later, earlier, id_=later) for earlier, later in pairwise(names)]
    assert len(set(find_canonical_ids(links).values())) == 1
    with pytest.raises(ContradictingJudgements) as refused:
        find_canonical_ids([*links, judged("negative", names[0], names[-1])])
    assert len(refused.value.path) == 20_000


def test_only_ids_of_one_label_can_be_one() -> None:
    labels = {"a": "Actor", "b": "Actor", "d": "Place"}
    check_labels([judged("positive", "a", "b", "c")], labels)  # c waits
    check_labels([judged("negative", "a", "d"), judged("unsure", "b", "d")], labels)
    with pytest.raises(InvalidInput, match=r"b \(Actor\) and d \(Place\): .* \(b ~ c ~ d by judgements X, Y\)"):
        check_labels([judged("positive", "b", "c", id_="X"), judged("positive", "c", "d", id_="Y")], labels)


def test_ones_own_judgement_wins_over_a_shipped_one() -> None:
    shipped = [judged("positive", "a", "b", id_="shipped"), judged("positive", "c", "d")]
    own = [judged("negative", "b", "a", id_="mine")]
    assert find_canonical_ids(combine_judgements(shipped, own).in_force) == {"d": "c"}
    assert combine_judgements(shipped, [judged("unsure", "x", "y", id_="shipped")]).in_force[0].ids == ("c", "d")
    assert combine_judgements(shipped, []).in_force == shipped


def names_aside(shipped: list[Judgement], own: list[Judgement]) -> set[str]:
    found = combine_judgements(shipped, own)
    assert {j.id for j in found.in_force} | {j.id for j, _ in found.aside} == {j.id for j in [*shipped, *own]}
    find_canonical_ids(found.in_force)
    return {judgement.id for judgement, _ in found.aside}


def test_where_own_and_shipped_judgements_meet_the_shipped_links_give_way() -> None:
    ab, bc, cd = (judged("positive", *pair, id_=pair) for pair in ("ab", "bc", "cd"))
    not_ac, not_ab = judged("negative", "a", "c", id_="not-ac"), judged("negative", "a", "b", id_="not-ab")
    # one's own negative against a shipped chain, and against one that is partly own
    assert names_aside([ab, bc, cd], [not_ac]) == {"ab", "bc"}
    assert names_aside([bc, cd], [ab, not_ac]) == {"bc"}
    # own links and shipped ones against a shipped negative: the shipped links; it itself if all links are own
    assert names_aside([bc, not_ac], [ab]) == {"bc"}
    assert names_aside([not_ac], [ab, bc]) == {"not-ac"}
    assert names_aside([not_ab, cd], [ab]) == {"not-ab"}
    assert names_aside([ab, bc], []) == set()


def test_the_reason_says_what_stands_against_a_judgement_that_is_set_aside() -> None:
    shipped = [judged("positive", "a", "b", id_="ab"), judged("positive", "b", "c", id_="bc")]
    ((_, why), _) = combine_judgements(shipped, [judged("negative", "a", "c", id_="no")]).aside
    assert why == "a ~ b ~ c by judgements ab, bc; but your no keeps a and c apart"


def test_what_one_file_contradicts_by_itself_is_not_settled() -> None:
    clash = [judged("positive", "a", "b", id_="yes"), judged("negative", "a", "b", id_="no")]
    for shipped, own in ((clash, []), ([], clash)):
        assert combine_judgements(shipped, own) == (clash, [])
        with pytest.raises(ContradictingJudgements):
            find_canonical_ids(combine_judgements(shipped, own).in_force)


@quick
@given(some_judgements("shipped"), some_judgements("own"), st.randoms(use_true_random=False))
def test_own_judgements_all_stand_and_nothing_is_refused_that_no_file_contradicts(
    shipped: list[Judgement], own: list[Judgement], random: object
) -> None:
    found = combine_judgements(shipped, own)
    assert [j for j in found.in_force if j in own] == own
    other = combine_judgements(*(random.sample(some, len(some)) for some in (shipped, own)))  # type: ignore[attr-defined]
    assert {j.id for j in other.in_force} == {j.id for j in found.in_force}
    try:
        find_canonical_ids(found.in_force)
    except ContradictingJudgements as refusal:
        taking_part = {refusal.against, *refusal.by}
        assert taking_part <= {j.id for j in own} or taking_part <= {j.id for j in shipped}


@quick
@given(some_judgements(), st.sampled_from(LETTERS))
def test_what_is_beside_an_id_is_told_by_the_parts_that_judgements_make(
    judgements: list[Judgement], letter: str
) -> None:
    parts = parting(judgements)
    own = next(part for part in parts if letter in part)
    found = find_identity(letter, judgements)
    told = {
        verdict: {
            letter
            for judgement in judgements
            if judgement.verdict == verdict and own & {*judgement.ids}
            for part in parts
            if part & {*judgement.ids}
            for letter in part
        }
        for verdict in ("negative", "unsure")
    }
    assert set(found.same) == own - {letter}
    assert set(found.different) == told["negative"] - own
    assert set(found.unsure) == told["unsure"] - told["negative"] - own


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
        ENTRY.replace("[a, b]", "[report:one, army]"),
        ENTRY.replace("positive", "perhaps"),
        ENTRY.replace("why:", "because:"),
        ENTRY.replace("one name", "[one, name]"),
        ENTRY.replace("by: me", "by: ''"),
        ENTRY + ENTRY,
        "- [",
    ],
)
def test_what_is_no_judgement_is_refused_with_the_name_of_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "judgements.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"judgements\.yml"):
        read_judgements(path)


def test_the_judgements_that_come_with_whoholds_do_not_contradict_each_other() -> None:
    from app.judgements import shipped_judgements

    found = shipped_judgements()
    find_canonical_ids(found)
    for one, other in combinations(found, 2):
        assert one.id != other.id
