"""Known names are found in running text in each of their spellings and scripts, with what is written to them."""

import pytest

from graph.names.entries import EntityNames
from graph.names.in_text import TextNames
from graph.names.text_words import split_text

KNOWN = [
    EntityNames("iraq", "Actor", "state", "Iraq", ("العراق", "Irak"), ("Government of Iraq",)),
    EntityNames("place-iraq", "Place", "country", "Iraq", ("العراق",)),
    EntityNames("nat-iq", "Nationality", "country", "Iraq", (), ("Iraqi", "Iraqis")),
    EntityNames("us", "Actor", "state", "United States", (), ("US", "U.S.", "the US")),
    EntityNames("isis", "Actor", "armed_group", "ISIS", ("داعش",), ("IS", "Da'esh", "Islamic State")),
    EntityNames("sdf", "Actor", "armed_force", "Syrian Democratic Forces", ("قسد", "قوات سوريا الديمقراطية"), ("SDF",)),
    EntityNames("syria", "Actor", "state", "Syria", ("سوريا", "سورية")),
    EntityNames("houthis", "Actor", "armed_group", "Houthi movement", (), ("the Houthis", "Houthi")),
    EntityNames("npa", "Actor", "armed_group", "New People's Army"),
    EntityNames("shabaab", "Actor", "armed_group", "Al-Shabaab"),
    EntityNames("suspects", "Group", "detainees", "men of the lake camp"),
]
NAMES = TextNames(KNOWN)


def find(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.written, one.ids) for one in NAMES.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Iraq’s north", [("Iraq", ("iraq", "nat-iq", "place-iraq"))]),
        ("two Iraqis came", [("Iraqis", ("nat-iq",))]),
        ("Irak'ta ve l'Irak", [("Irak", ("iraq",)), ("Irak", ("iraq",))]),
        ("the Government of Iraq said", [("Government of Iraq", ("iraq",))]),
        ("tell us what it is", []),
        ("Us and Is", []),
        ("US and U.S. and US's", [("US", ("us",)), ("U.S", ("us",)), ("US", ("us",))]),
        ("IT IS CLEAR TO US ALL, SAYS ISIS IN IRAQ", [("ISIS", ("isis",)), ("IRAQ", ("iraq", "nat-iq", "place-iraq"))]),
        ("Daesh, Da’esh’s men", [("Daesh", ("isis",)), ("Da’esh", ("isis",))]),
        ("an islamic state of mind", []),
        ("the Islamic state group", [("Islamic state", ("isis",))]),
        ("Syrian Democratic Forces (SDF) in Syria", [
            ("Syrian Democratic Forces", ("sdf",)), ("SDF", ("sdf",)), ("Syria", ("syria",))]),
        ("New People's Army's camp", [("New People's Army", ("npa",))]),
        ("al-Shabaab's", [("al-Shabaab", ("shabaab",))]),
        ("the Houthis' men", [("the Houthis", ("houthis",))]),
        ("Men of the lake camp", [("Men of the lake camp", ("suspects",))]),
        ("نقلت قسد إلى العراق", [("قسد", ("sdf",)), ("العراق", ("iraq", "place-iraq"))]),
        ("للعراق وللعراق والعراق", [
            ("عراق", ("iraq", "place-iraq")), ("عراق", ("iraq", "place-iraq")), ("العراق", ("iraq", "place-iraq"))]),
        ("وداعش بقوات سوريا الديمقراطيّة", [("داعش", ("isis",)), ("قوات سوريا الديمقراطيّة", ("sdf",))]),
        ("Syriana, Iraqistan, MESDF", []),
    ],
)  # fmt: skip
def test_names_in_a_text(text: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert find(text) == found


def test_places_count_characters_of_the_text_as_it_is() -> None:
    text = "Ta\u0308glich: «Sûriye» – l’Irak, ولداعش"
    assert [text[one.start : one.end] for one in NAMES.find(text)] == ["Irak", "داعش"]
    assert all(text[word.start : word.end] == word.written for word in split_text(text))


def test_names_without_entities() -> None:
    assert TextNames([]).find("Iraq") == []
