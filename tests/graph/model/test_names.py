"""Names are found whatever their case, accents and spelling, and told apart by label."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import Ambiguous, NotFound
from graph.model.entities import Directory, NamedEntity
from graph.spelling import fold_name

DIRECTORY = Directory(
    [
        NamedEntity(id="varn", label="Actor", name="Varn", kind="state", aliases=("Republic of Varn",)),
        NamedEntity(id="place-varn", label="Place", name="Varn", kind="country"),
        NamedEntity(id="sdl", label="Actor", name="Şırnak Defence League", kind="armed_force", aliases=("SDL", "!!!")),
        NamedEntity(id="sdl-old", label="Actor", name="Lake League", kind="armed_force", canonical="sdl"),
        NamedEntity(id="guard-a", label="Actor", name="Ferry Guard", kind="armed_force"),
        NamedEntity(id="guard-b", label="Actor", name="Harbour", kind="armed_force", aliases=("ferry guard",)),
    ]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "İstanbul"),
        ("Işık", "isik"),
        ("Şırnak", "SIRNAK"),
        ("Hesîçe", "hesice"),
        ("Qamişlo", "qamislo"),
        ("Rojavayê", "rojavaye"),
        ("al-Hol", "AL HOL"),
        ("al-Sha'ir", "al-Shaʿir"),
        ("Straße", "STRASSE"),
        ("أحمد", "احمد"),
        ("مُحَمَّد", "محمد"),
        ("محـمد", "محمد"),
        ("عراقی", "عراقي"),
        ("کرکوک", "كركوك"),
        ("الحسكة", "الحسكه"),
        ("  Lake —  League ", "lake league"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other) != ""


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=20))
def test_what_is_folded_folds_to_itself(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


def test_the_label_tells_an_actor_from_a_place() -> None:
    assert DIRECTORY.resolve("varn", ["Actor"], "holder").id == "varn"
    assert DIRECTORY.resolve("VARN", ["Place"], "place").id == "place-varn"
    # an id of another label is a name like any other
    assert DIRECTORY.resolve("varn", ["Place"], "place").id == "place-varn"


def test_a_joined_entity_answers_for_its_members() -> None:
    assert DIRECTORY.resolve("sdl-old", ["Actor"], "holder").id == "sdl"
    assert DIRECTORY.resolve("lake league", ["Actor"], "holder").id == "sdl"
    assert DIRECTORY.list_members("sdl") == DIRECTORY.list_members("sdl-old") == ["sdl", "sdl-old"]
    assert DIRECTORY.find_canonical("nobody") == "nobody"
    assert DIRECTORY.list_members("nobody") == ["nobody"]


def test_a_name_that_several_have_gives_the_choices() -> None:
    with pytest.raises(Ambiguous) as error:
        DIRECTORY.resolve("Ferry Guard", ["Actor"], "holder")
    assert error.value.choices == [
        {"id": "guard-a", "name": "Ferry Guard", "kind": "armed_force"},
        {"id": "guard-b", "name": "Harbour", "kind": "armed_force"},
    ]
    assert (error.value.parameter, error.value.value) == ("holder", "Ferry Guard")
    with pytest.raises(Ambiguous):
        DIRECTORY.resolve("Varn", ["Actor", "Place"], "id")


def test_two_ids_judged_to_be_one_are_not_ambiguous() -> None:
    joined = Directory(
        NamedEntity(id=id_, label="Actor", name="Guard", kind="armed_force", canonical="one") for id_ in ("one", "two")
    )
    assert joined.resolve("guard", ["Actor"], "holder").id == "one"


def test_nobody_is_not_found_with_a_hint_at_close_spellings() -> None:
    with pytest.raises(NotFound) as error:
        DIRECTORY.resolve("Ferri Guard", ["Actor"], "holder")
    assert error.value.hint is not None
    assert "guard-a" in error.value.hint
    assert error.value.parameter == "holder"
    with pytest.raises(NotFound, match="is a Actor; expected Group"):
        DIRECTORY.resolve("guard-a", ["Group"], "held")


@pytest.mark.parametrize("nothing", ["", "???", "!!!", " "])
def test_a_name_without_letters_names_nobody(nothing: str) -> None:
    with pytest.raises(NotFound):
        DIRECTORY.resolve(nothing, ["Actor"], "holder")
    assert DIRECTORY.search(nothing) == []


def test_search_finds_the_best_first_and_within_labels() -> None:
    assert [found.id for found in DIRECTORY.search("varn")] == ["varn", "place-varn"]
    assert [found.id for found in DIRECTORY.search("varn", ["Place"])] == ["place-varn"]
    assert [found.id for found in DIRECTORY.search("league sirnak")] == ["sdl"]
    assert [found.id for found in DIRECTORY.search("harbor")] == ["guard-b"]
