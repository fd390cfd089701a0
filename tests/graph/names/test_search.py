"""A search finds names by part, misspelt, in another script and with a word more; equal names stay first."""

import random

import pytest

from graph.names.entries import EntityNames, MatchKind
from graph.names.lookup import NameLookup
from graph.names.search import NameIndex

NAMES = [
    EntityNames("hasakah", "Place", "city", "Hasakah", ("الحسكة",)),
    EntityNames("hasaka-gov", "Place", "province", "Hasaka Governorate"),
    EntityNames("taleban", "Actor", "armed_group", "Taleban"),
    EntityNames("ttp", "Actor", "armed_group", "TTP", (), ("Pakistani Taliban",)),
    EntityNames("shabaab", "Actor", "armed_group", "Al-Shabaab"),
    EntityNames("mosul", "Place", "city", "Mosul"),
]
INDEX = NameIndex(NameLookup(NAMES))


def find(asked: str, **options: object) -> list[tuple[str, MatchKind]]:
    return [(hit.id, hit.how) for hit in INDEX.search(asked, **options)]  # type: ignore[arg-type]


def test_equal_names_come_first_and_near_ones_are_not_hidden_by_them() -> None:
    assert find("hasakah") == [("hasakah", MatchKind.SAME_NAME), ("hasaka-gov", MatchKind.SPELT_ALIKE)]
    assert [id_ for id_, _ in find("taliban")] == ["ttp", "taleban"]


@pytest.mark.parametrize(
    ("asked", "id_", "how"),
    [
        ("sakah", "hasakah", MatchKind.PART_OF_WORD),
        ("mos", "mosul", MatchKind.BEGINS),
        ("mosal", "mosul", MatchKind.SIMILAR),
        ("moslu", "mosul", MatchKind.SIMILAR),
        ("الموصل", "mosul", MatchKind.SOUNDS_ALIKE),
        ("shabab militants", "shabaab", MatchKind.SPELT_ALIKE),
        ("governorate of hasaka", "hasaka-gov", MatchKind.KIND),
        ("Шабаб", "shabaab", MatchKind.SPELT_ALIKE),
    ],
)
def test_a_search_says_which_name_and_how(asked: str, id_: str, how: MatchKind) -> None:
    assert find(asked)[0] == (id_, how)


def test_the_name_that_matched_is_told() -> None:
    assert [hit.name for hit in INDEX.search("الحسكة")][:1] == ["الحسكة"]
    assert [hit.name for hit in INDEX.search("pakistani taleban")][:1] == ["Pakistani Taliban"]


@pytest.mark.parametrize("asked", ["the coalition", "la coalition", "die Coalition", "coalition"])
def test_an_article_is_no_word_of_a_name(asked: str) -> None:
    """Of names that begin with what is asked for, that with the fewest further words comes first."""
    index = NameIndex(
        NameLookup(
            [
                EntityNames("cnpsc", "Actor", "armed_group", "CNPSC", (), ("Coalition for the People of the Sahel",)),
                EntityNames("led", "Actor", "coalition", "US-led coalition", (), ("coalition forces",)),
                EntityNames("the", "Actor", "armed_group", "the Die Hards of la Paz"),
            ]
        )
    )
    assert [hit.id for hit in index.search(asked)] == ["led", "cnpsc"]


def test_labels_and_nothing() -> None:
    assert find("hasakah", labels=["Actor"]) == []
    assert find("") == find("???") == []
    assert find("hasakah", most_near=0) == [("hasakah", MatchKind.SAME_NAME)]
    assert list(NameIndex(NameLookup([])).search("mosul")) == []


def test_every_name_that_has_every_word_is_found_and_no_other_is_whole() -> None:
    chance = random.Random(13)
    words = ["".join(chance.choice("abcd") for _ in range(chance.randint(1, 4))) for _ in range(60)]
    names = {f"n{n}": " ".join(chance.choices(words, k=chance.randint(1, 4))) for n in range(300)}
    index = NameIndex(NameLookup([EntityNames(id_, "Actor", "state", name) for id_, name in names.items()]))
    for _ in range(60):
        asked = chance.choices([*words, "a", "bc"], k=chance.randint(1, 2))
        expected = {id_ for id_, name in names.items() if all(word in name for word in asked)}
        assert {hit.id for hit in index.search(" ".join(asked), most_near=0)} == expected
