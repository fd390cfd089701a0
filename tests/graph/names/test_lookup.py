"""A name is found however it is written, and no other name is taken for it."""

import pytest

from graph.names.entries import EntityNames, MatchKind
from graph.names.keys import join_sounds, join_spellings, key_words, split_words
from graph.names.lookup import NameLookup

LOOKUP = NameLookup(
    [
        EntityNames("russia", "Actor", "government", "Government of Russia (Soviet Union)"),
        EntityNames("congo", "Actor", "government", "Government of Congo"),
        EntityNames("dr-congo", "Actor", "government", "Government of DR Congo (Zaire)"),
        EntityNames("nigeria", "Actor", "government", "Government of Nigeria"),
        EntityNames("australia", "Actor", "government", "Government of Australia"),
        EntityNames("turkey", "Actor", "government", "Government of Turkey", ("تركيا",)),
        EntityNames("taleban", "Actor", "armed_group", "Taleban"),
        EntityNames("ttp", "Actor", "armed_group", "TTP", (), ("Tehrik-i-Taliban Pakistan",)),
        EntityNames("qaida", "Actor", "armed_group", "al-Qaida"),
        EntityNames("zeidan", "Actor", "person", "Faiq Zeidan"),
        EntityNames("sanbar", "Actor", "person", "Sarah Sanbar"),
        EntityNames("hol", "Place", "camp", "al-Hol"),
        EntityNames("hasakah", "Place", "city", "Hasakah"),
        EntityNames("iraq", "Actor", "state", "Iraq", (), ("Republic of Iraq", "Kazimi government")),
        EntityNames("place-iraq", "Place", "country", "Iraq"),
        EntityNames("uighur", "Actor", "collective", "Uighur"),
        EntityNames("isis", "Actor", "armed_group", "ISIS", ("État islamique",), ("Islamic State",)),
        EntityNames("pkk", "Actor", "armed_group", "PKK"),
        EntityNames("deir", "Place", "city", "Deir ez-Zor"),
        EntityNames("deir-province", "Place", "province", "Deir ez-Zor province"),
        EntityNames("hezbollah", "Actor", "armed_group", "Hezbollah"),
        EntityNames("libya", "Actor", "government", "Government of Libya", ("طرابلس",)),
        EntityNames("houthis", "Actor", "armed_group", "Houthis"),
        EntityNames("gweiran", "Place", "facility", "Gweiran prison", ("سجن غويران",)),
    ]
)


@pytest.mark.parametrize(
    ("asked", "id_", "how"),
    [
        ("Russia", "russia", MatchKind.SHORTER),
        ("Soviet Union", "russia", MatchKind.SHORTER),
        ("Government of Russia", "russia", MatchKind.SHORTER),
        ("Россия", "russia", MatchKind.SPELT_ALIKE),
        ("Turkey", "turkey", MatchKind.SHORTER),
        ("Türkiye", "turkey", MatchKind.SPELT_ALIKE),
        ("تركيا", "turkey", MatchKind.SAME_NAME),
        ("Zaire", "dr-congo", MatchKind.SHORTER),
        ("DR Congo", "dr-congo", MatchKind.SHORTER),
        ("the Taliban", "taleban", MatchKind.SPELT_ALIKE),
        ("طالبان", "taleban", MatchKind.SOUNDS_ALIKE),
        ("Al Qaeda", "qaida", MatchKind.SPELT_ALIKE),
        ("Chief Justice Faiq Zaidan", "zeidan", MatchKind.SPELT_ALIKE),
        ("فائق زيدان", "zeidan", MatchKind.SOUNDS_ALIKE),
        ("Zaidan", "zeidan", MatchKind.FAMILY_NAME),
        ("Sarah Sanbar, Human Rights Watch", "sanbar", MatchKind.SHORTER),
        ("Hawl camp", "hol", MatchKind.KIND),
        ("al-Hawl", "hol", MatchKind.SPELT_ALIKE),
        ("al-Hasakah", "hasakah", MatchKind.SHORTER),
        ("الحسكة", "hasakah", MatchKind.SOUNDS_ALIKE),
        ("republic of iraq", "iraq", MatchKind.OTHER_NAME),
        ("Uighurs", "uighur", MatchKind.SPELT_ALIKE),
        ("les Uighurs", "uighur", MatchKind.SPELT_ALIKE),
        ("حزب الله", "hezbollah", MatchKind.SOUNDS_ALIKE),
        ("Houthi", "houthis", MatchKind.SPELT_ALIKE),
        ("die Huthi-Rebellen", "houthis", MatchKind.SPELT_ALIKE),
        ("l'État islamique", "isis", MatchKind.SHORTER),
        ("terör örgütü PKK", "pkk", MatchKind.SHORTER),
        ("PKK fighters", "pkk", MatchKind.SHORTER),
        ("PKK terör örgütü", "pkk", MatchKind.SHORTER),
        ("Der ez-Zur", "deir", MatchKind.SPELT_ALIKE),  # the city, not the province of its name
        ("Der ez-Zur province", "deir-province", MatchKind.SPELT_ALIKE),
        ("the camp of al-Hol", "hol", MatchKind.KIND),
        ("camp d'al-Hol", "hol", MatchKind.KIND),
        ("prison de Gweiran", "gweiran", MatchKind.KIND),
        ("Gweiran jail", "gweiran", MatchKind.KIND),
    ],
)
def test_a_name_is_found_however_it_is_written(asked: str, id_: str, how: MatchKind) -> None:
    found = LOOKUP.find(
        asked, {"Actor"} if id_ not in ("hol", "hasakah", "gweiran", "deir", "deir-province") else {"Place"}
    )
    assert found is not None
    assert (found.ids, found.how) == ((id_,), how)


@pytest.mark.parametrize(
    "other", ["Austria", "Niger", "Pakistani Taliban", "North Russia", "Iran", "Zaid", "Kazimi", "!!", ""]
)
def test_no_other_name_is_taken_for_it(other: str) -> None:
    assert LOOKUP.find(other, {"Actor", "Place"}) is None


@pytest.mark.parametrize(
    "asked",
    ["Iraq rebels", "militants of Iraq", "Iraq group", "Turkey fighters", "President Iraq", "Secretary Turkey",
     "Uighur militants", "Uighur movement", "Iraqs", "Zeidan group",
     "Thai rebels"],  # whose consonants are those of Tripoli in Arabic
)  # fmt: skip
def test_rebels_of_a_country_are_not_its_government_nor_militants_of_a_people_the_people(asked: str) -> None:
    assert LOOKUP.find(asked, {"Actor"}) is None


def test_two_states_are_both_what_a_short_name_can_mean() -> None:
    found = LOOKUP.find("Congo", {"Actor"})
    assert found is not None
    assert found.ids == ("congo", "dr-congo")


def test_the_label_decides() -> None:
    assert [LOOKUP.find("Iraq", {label}).ids for label in ("Actor", "Place")] == [("iraq",), ("place-iraq",)]  # type: ignore[union-attr]
    assert LOOKUP.find("Iraq", {"Group"}) is None


def key(name: str) -> tuple[str, str]:
    words = split_words(name)
    keys = key_words(words)
    named = [[keys[word] for word in words]]
    return join_spellings(named)[0], join_sounds(named)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hizbollah", "Hezbollah"),
        ("Shabab", "Shabaab"),
        ("Ghweran", "Ghwayran"),
        ("Shadadi", "Shaddadi"),
        ("Hasaka", "Hasakah"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one)[0] == key(other)[0] != ""


@pytest.mark.parametrize(
    ("script", "latin"),
    [
        ("العراق", "Iraq"),
        ("عێراق", "Iraq"),
        ("لبنان", "Lebanon"),
        ("النيجر", "Niger"),
        ("نيجيريا", "Nigeria"),
        ("تشاد", "Chad"),
        ("الشدادي", "Shaddadi"),
        ("دير الزور", "Deir Zor"),
        ("سلێمانی", "Sulaymani"),
        ("ترکیه", "Turkiye"),
        ("روسیه", "Russia"),
        ("طهران", "Tehran"),
    ],
)
def test_consonants_are_those_of_the_latin_spelling(script: str, latin: str) -> None:
    assert key(script)[1] == key(latin)[1] != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Niger", "Nigeria"), ("Austria", "Australia"), ("Iran", "Iraq"), ("Mali", "Malawi")],
)
def test_keys_keep_names_apart(one: str, other: str) -> None:
    assert key(one)[0] != key(other)[0]
    assert key(one)[1] != key(other)[1]
