"""Names are found whatever their case, accents and spelling, and told apart by label."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import Ambiguous, NotFound
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from graph.names.entries import MatchKind
from graph.names.facts import ReadName
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


def test_an_own_name_goes_before_an_alias() -> None:
    assert DIRECTORY.resolve("Ferry Guard", ["Actor"], "holder").id == "guard-a"


def test_a_name_that_several_have_gives_the_choices() -> None:
    directory = Directory(
        NamedEntity(id=id_, label="Actor", name=id_.title(), kind="armed_force", aliases=("The Guard",))
        for id_ in ("one", "two")
    )
    with pytest.raises(Ambiguous, match='"the guard" can mean One or Two') as error:
        directory.resolve_all("the guard", ["Actor"], "holder")
    assert error.value.choices == [
        {"id": "one", "name": "One", "kind": "armed_force", "why": "another of its names"},
        {"id": "two", "name": "Two", "kind": "armed_force", "why": "another of its names"},
    ]
    assert (error.value.parameter, error.value.value) == ("holder", "the guard")
    tied = directory.resolve_all("the guard", ["Actor"], "holder", lambda ids: set(ids) == {"one", "two"})
    assert [one.id for one in tied.entities] == ["one", "two"]
    with pytest.raises(Ambiguous):
        DIRECTORY.resolve("Varn", ["Actor", "Place"], "id")


def test_several_that_bear_a_name_as_their_own_are_asked_together() -> None:
    directory = Directory(
        [
            NamedEntity(id="council", label="Actor", name="Lake Council", kind="court"),
            NamedEntity(id="other-council", label="Actor", name="Lake Council", kind="court"),
            NamedEntity(id="third", label="Actor", name="Third", kind="court", aliases=("Lake Council",)),
        ]
    )
    both = directory.resolve_all("lake council", ["Actor"], "holder")
    assert [one.id for one in both.entities] == ["council", "other-council"]
    assert both.note is not None
    with pytest.raises(Ambiguous):  # of a ledger there is one
        directory.resolve("lake council", ["Actor"], "holder")


def test_two_ids_judged_to_be_one_are_not_ambiguous() -> None:
    joined = Directory(
        NamedEntity(id=id_, label="Actor", name="Guard", kind="armed_force", canonical="one") for id_ in ("one", "two")
    )
    assert joined.resolve("guard", ["Actor"], "holder").id == "one"


def test_who_is_not_found_is_refused_with_the_near_ones() -> None:
    with pytest.raises(NotFound, match=r'We have no "Ferry Gard". Did you mean Ferry Guard') as error:
        DIRECTORY.resolve("Ferry Gard", ["Actor"], "holder")
    assert error.value.choices[0] == {
        "id": "guard-a",
        "name": "Ferry Guard",
        "kind": "armed_force",
        "why": "similar spelling",
    }
    assert error.value.parameter == "holder"
    with pytest.raises(NotFound, match='"guard-a" is an actor here, not a group of held people') as error:
        DIRECTORY.resolve("guard-a", ["Group"], "held")
    assert error.value.hint == "write holder=guard-a"


def test_a_name_may_be_written_otherwise_but_not_be_another() -> None:
    found = DIRECTORY.resolve_one("the Ferri Guard", ["Actor"], "holder")
    assert (found.entities[0].id, found.note) == (
        "guard-a",
        ReadName("the Ferri Guard", ("guard-a",), MatchKind.SPELT_ALIKE),
    )


@pytest.mark.parametrize("nothing", ["", "???", "!!!", " "])
def test_a_name_without_letters_names_nobody(nothing: str) -> None:
    with pytest.raises(NotFound):
        DIRECTORY.resolve(nothing, ["Actor"], "holder")
    assert list(DIRECTORY.search(nothing)) == []


def test_search_finds_the_best_first_and_within_labels() -> None:
    assert [found.id for found in DIRECTORY.search("varn")] == ["varn", "place-varn"]
    assert [found.id for found in DIRECTORY.search("varn", ["Place"])] == ["place-varn"]
    assert [found.id for found in DIRECTORY.search("league sirnak")] == ["sdl"]
    assert [(found.id, found.name, found.how.value) for found in DIRECTORY.search("harbor")] == [
        ("guard-b", "Harbour", "spelt alike")
    ]
