"""Names that nobody knows yet are suggested from capitals, titles and cues; what only begins a sentence is not."""

import pytest

from graph.names.entries import EntityNames
from graph.names.in_text import TextNames
from graph.vocabulary import vocabulary
from ingest.reports.new_names import find_new_names, load_word_lists

KNOWN = TextNames([EntityNames("iraq", "Actor", "state", "Iraq", ("العراق",), ("Iraqi",)),
                   EntityNames("al-hol", "Place", "camp", "al-Hol", ("الهول",))])  # fmt: skip


def find(*texts: str) -> list[tuple[str, str, list[str]]]:
    found = find_new_names([(number, text, KNOWN.find(text)) for number, text in enumerate(texts, 1)])
    return [(one.name, one.kind, one.others) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Monday the guards left Osterby prison in Iraq.", [("Osterby prison", "Place.facility", [])]),
        ("However, they left in May, as Iraq and the Iraqi police say.", []),
        ("It met Iraqi President Fuad Masum there.", [("Fuad Masum", "Actor.person", [])]),
        ("The Ministry of Defence of Norrland spoke.", [("Ministry of Defence of Norrland", "Actor.ministry", [])]),
        ("Men of the Lake Recovery Trust Fund (LRTF) came.",
         [("Lake Recovery Trust Fund", "Actor.organisation", ["LRTF"])]),
        ("The guards of Camp Hurriya and of Tel Tamer left.",
         [("Camp Hurriya", "Place.camp", []), ("Tel Tamer", "", [])]),
        ("Later the Iraqi Foreign Minister spoke.", [("Iraqi Foreign Minister", "Actor.office", [])]),
        ("The head of Norrland Army Command. It left.", [("Norrland Army Command", "Actor.armed_force", [])]),
        ("The Arab Lake Council and Christian Wulff spoke.",
         [("Arab Lake Council", "Actor.international_organisation", []), ("Christian Wulff", "", [])]),
        ("Guards met Arab and European Muslims before Ramadan.", []),
        ("Many Things Happen When Headlines Have Capitals Everywhere", []),
        ("نقلوا إلى سجن الصناعة وإلى مخيم الهول في العراق", [("سجن الصناعة", "Place.facility", [])]),
    ],
)  # fmt: skip
def test_names_that_are_not_known(text: str, found: list[tuple[str, str, list[str]]]) -> None:
    assert find(text) == found


def test_a_family_name_alone_and_a_sentence_that_begins_with_a_name() -> None:
    found = find("It met Minister Tobias Stone there.", "Stone left. Mr Stone said so.", "Snow fell on the lake.")
    assert found == [("Tobias Stone", "Actor.person", ["Stone"])]


def test_kinds_of_the_lists_are_in_the_vocabulary() -> None:
    lists = load_word_lists()
    kinds = {f"{label}.{kind}" for label, names in vocabulary().kinds.items() for kind in names}
    assert {*lists.kinds.values(), *lists.cues.values()} <= kinds
