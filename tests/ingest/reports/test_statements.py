"""Statements that a sentence may make: who does what to whom, where, how many and when, as a reader would note it."""

import pytest

from graph.dates.in_text import find_dates
from graph.model.numbers_in_text import find_numbers
from graph.names.in_text import TextNames
from graph.names.text_words import split_text
from ingest.reports.content import SentenceContent
from ingest.reports.mentions import list_mentions
from ingest.reports.new_names import find_new_names
from ingest.reports.sentences import split_sentences
from ingest.reports.statements import suggest_statements
from ingest.reports.suggesting import make_entity_names, suggest_sheet
from ingest.reports.texts import ReportParagraph, ReportText
from ingest.reports.verbs import find_verbs, read_verbs
from tests.ingest.reports.report_entities import ENTITIES, make_entity

BY_ID = {entity.id: entity for entity in ENTITIES}
NAMES = TextNames([make_entity_names(entity) for entity in ENTITIES])


def suggest(text: str) -> list[dict[str, str]]:
    known = NAMES.find(text)
    mentions = list_mentions(1, text, known, find_new_names([(1, text, known)]), BY_ID)
    dates = find_dates(text)
    numbers = find_numbers(text, tuple((one.start, one.end) for one in dates))
    return suggest_statements(SentenceContent(text, mentions, dates, numbers))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The SDF held about 2,000 ISIS suspects in Hasakah in May 2019.",
         [{"who": "Syrian Democratic Forces", "predicate": "holds", "object": "ISIS suspects", "at": "Hasakah",
           "wording": "about 2,000", "time": "May 2019"}]),
        ("Some 150 detainees were transferred from Syria to Iraq by the SDF on 3 March 2026.",
         [{"who": "Syrian Democratic Forces", "predicate": "transfers", "object": "detainees",
           "origin": "Syria (place)", "target": "Iraq (place)", "wording": "Some 150", "time": "3 March 2026"}]),
        ("Iraq will prosecute the prisoners, the Lake Post reported.",
         [{"who": "Iraq", "predicate": "prosecutes", "object": "prisoners", "manner": "planned",
           "said_by": "Lake Post"}]),
        ("Iraq denied that it had tortured prisoners.",
         [{"who": "Iraq", "predicate": "mistreats", "object": "prisoners", "manner": "denied", "said_by": "Iraq"}]),
        ("The Lake Post says that Iraq holds no prisoners.",
         [{"who": "Iraq", "predicate": "holds", "object": "prisoners", "manner": "denied", "said_by": "Lake Post"}]),
        ("Iraq has not released the hostages.",
         [{"who": "Iraq", "predicate": "releases", "object": "hostages", "manner": "denied"}]),
        ("Iraq never tortured prisoners.",
         [{"who": "Iraq", "predicate": "mistreats", "object": "prisoners", "manner": "denied"}]),
        ("Iraq didn’t release any of the hostages.",
         [{"who": "Iraq", "predicate": "releases", "object": "hostages", "manner": "denied"}]),
        ("No prisoners were released by Iraq.",
         [{"who": "Iraq", "predicate": "releases", "object": "prisoners", "manner": "denied"}]),
        ("Iraq will not prosecute the prisoners.",
         [{"who": "Iraq", "predicate": "prosecutes", "object": "prisoners", "manner": "planned; denied"}]),
        ("Iraq released the hostages, and it holds no prisoners.",
         [{"who": "Iraq", "predicate": "releases", "object": "hostages"},
          {"who": "Iraq", "predicate": "holds", "object": "prisoners", "manner": "denied"}]),
        ("Iraq arrested any prisoners that it found.",
         [{"who": "Iraq", "predicate": "arrests", "object": "prisoners"}]),
        ("Iraq has not only released the hostages.",
         [{"who": "Iraq", "predicate": "releases", "object": "hostages"}]),
        ("Not far from the border Iraq released the hostages.",
         [{"who": "Iraq", "predicate": "releases", "object": "hostages"}]),
        ("العراق لم يحتجز السجناء",
         [{"who": "Iraq", "predicate": "holds", "object": "السجناء", "manner": "denied"}]),
        ("العراق لن يحتجز السجناء",
         [{"who": "Iraq", "predicate": "holds", "object": "السجناء", "manner": "planned; denied"}]),
        ("According to the Lake Post, Turkey supports Iraq.",
         [{"who": "Turkey", "predicate": "supports", "object": "Iraq", "said_by": "Lake Post"}]),
        ("Iraq told the Lake Post that it released twelve hostages.",
         [{"who": "Iraq", "predicate": "releases", "object": "hostages", "wording": "twelve", "said_by": "Iraq"}]),
        ("Iraq's prisons holding ISIS suspects are full.", [{"predicate": "holds", "object": "ISIS suspects"}]),
        ("Iraq held talks with Turkey after the attacks led to chaos.", []),
        ("The SDF-led men and US-backed Iraq are quiet.", []),
        ("He left the prison.", []),
        ("Turkey condemned Iraq, and some 30 families were arrested by the SDF.",
         [{"who": "Turkey", "predicate": "condemns", "object": "Iraq"},
          {"who": "Syrian Democratic Forces", "predicate": "arrests", "object": "families", "wording": "some 30",
           "unit": "families"}]),
        ("The SDF handed over 18 soldiers on 3 May 2026.",
         [{"who": "Syrian Democratic Forces", "predicate": "transfers", "object": "soldiers", "wording": "18",
           "time": "3 May 2026"}]),
        ("The SDF handed 25 wounded soldiers over to its ally Iraq on 3 May 2026.",
         [{"who": "Syrian Democratic Forces", "predicate": "transfers", "object": "wounded soldiers", "wording": "25",
           "target": "Iraq (place)", "time": "3 May 2026"}]),
        ("As of 1 May 2026 the SDF was holding at least 900 people in Hasakah, down from about 1,400 in January 2026.",
         [{"who": "Syrian Democratic Forces", "predicate": "holds", "object": "people", "at": "Hasakah",
           "wording": "at least 900", "time": "1 May 2026"},
          {"who": "Syrian Democratic Forces", "predicate": "holds", "object": "people", "at": "Hasakah",
           "wording": "about 1,400", "time": "January 2026"}]),
        ("The SDF arrested 60 fighters in Hasakah on suspicion of working with ISIS.",
         [{"who": "Syrian Democratic Forces", "predicate": "arrests", "object": "fighters", "at": "Hasakah",
           "wording": "60"},
          {"who": "fighters", "object": "ISIS", "predicate": "suspected of", "wording": "60"}]),
        ("On 3 May 2026 the SDF said that it would free 537 prisoners.",
         [{"who": "Syrian Democratic Forces", "predicate": "releases", "object": "prisoners", "wording": "537",
           "manner": "planned", "said_by": "Syrian Democratic Forces", "said_on": "3 May 2026"}]),
        ("On 3 May 2026 the SDF said that Turkey had freed nine prisoners.",
         [{"who": "Turkey", "predicate": "releases", "object": "prisoners", "wording": "nine", "time": "by 3 May 2026",
           "said_by": "Syrian Democratic Forces", "said_on": "3 May 2026"}]),
        ("All but six of the 30 prisoners were recaptured by the SDF.",
         [{"who": "Syrian Democratic Forces", "predicate": "captures", "object": "prisoners",
           "wording": "All but six of the 30"}]),
        ("On 3 May 2026 Turkey and Iraq joined ISIS.",
         [{"who": one, "predicate": "joins", "object": "ISIS", "time": "3 May 2026"} for one in ("Turkey", "Iraq")]),
        ("Turkey and Iraq hold 40 prisoners in Hasakah.",
         [{"who": "Turkey; Iraq", "predicate": "holds", "object": "prisoners", "at": "Hasakah", "wording": "40"}]),
        ("The SDF arrested more than 2,000 fighters in May 2026, and many were held in Hasakah.",
         [{"who": "Syrian Democratic Forces", "predicate": "arrests", "object": "fighters", "time": "May 2026",
           "wording": "more than 2,000"}, {"predicate": "holds", "object": "fighters", "at": "Hasakah"}]),
        ("The journalist Osman Berg was seized by the SDF in Hasakah.",
         [{"who": "Syrian Democratic Forces", "predicate": "arrests", "at": "Hasakah"}]),
        ("Iraq refused to receive the prisoners, and Turkey tried to storm Hasakah.", []),
        ("Fighting between Iraq and the SDF resumed in Hasakah on 3 May 2026.",
         [{"who": "Iraq", "predicate": "fights", "object": "Syrian Democratic Forces", "at": "Hasakah",
           "time": "3 May 2026"}]),
        ("Under a deal of 3 May 2026 Iraq released nine prisoners.",
         [{"who": "Iraq", "predicate": "releases", "object": "prisoners", "wording": "nine"}]),
        ("The SDF took Hasakah from ISIS in May 2026 and arrested 85 men.",
         [{"who": "Syrian Democratic Forces", "predicate": "takes over", "object": "Hasakah", "origin": "ISIS",
           "time": "May 2026"},
          {"who": "Syrian Democratic Forces", "predicate": "arrests", "object": "men", "wording": "85",
           "time": "May 2026"}]),
        ("Two nurses were taken hostage by ISIS in May 2026 and freed four days later.",
         [{"who": "ISIS", "predicate": "takes hostage", "object": "nurses", "wording": "Two", "time": "May 2026"},
          {"who": "ISIS", "predicate": "releases", "object": "nurses", "wording": "Two", "time": "May 2026"}]),
        ("The SDF captured Osterby from ISIS and Turkey in May 2026.",
         [{"who": "Syrian Democratic Forces", "predicate": "takes over", "object": "Osterby", "origin": "ISIS; Turkey",
           "time": "May 2026"}]),
        ("The SDF captured Osterby in May 2026.", []),  # a town, or somebody
        ("At least nine prisoners died at Osterby Prison in May 2026, their families said.",
         [{"who": "prisoners", "predicate": "dies in custody", "at": "Osterby Prison", "wording": "At least nine",
           "time": "May 2026", "said_by": "families"}]),
        ("At least nine farmers died in May 2026.", []),
        ("Iraq found 700 detainees in Osterby Prison in May 2026.",
         [{"who": "detainees", "predicate": "detained at", "object": "Osterby Prison", "wording": "700",
           "time": "May 2026"}]),
        ("A shell hit Hasakah, killing six prisoners.",
         [{"predicate": "attacks", "object": "Hasakah"},
          {"who": "prisoners", "predicate": "dies in custody", "wording": "six"}]),
        ("Some 340 fighters surrendered to the SDF in May 2026.",
         [{"who": "fighters", "predicate": "surrenders to", "object": "Syrian Democratic Forces",
           "wording": "Some 340", "time": "May 2026"}]),
        ("Three journalists have been missing since 10 May 2026.",
         [{"who": "journalists", "predicate": "disappears", "wording": "Three", "time": "since 10 May 2026"}]),
        ("The Northern Bloc, which includes Iraq and the SDF, is quiet.",
         [{"who": one, "predicate": "member of", "object": "Northern Bloc"}
          for one in ("Iraq", "Syrian Democratic Forces")]),
        ("Turkey put the number of prisoners held by the SDF in Hasakah at 5,000.",
         [{"who": "Syrian Democratic Forces", "predicate": "holds", "object": "prisoners", "at": "Hasakah",
           "wording": "5,000", "said_by": "Turkey"}]),
        ("Turkey and Iraq signed a charter on 3 May 2026.",
         [{"who": "Turkey", "predicate": "agrees", "object": "Iraq", "time": "3 May 2026"}]),
        ("نقلت قسد أكثر من ١٥٠ معتقلا من سوريا إلى العراق في ١٢ آذار ٢٠٢٦",
         [{"who": "Syrian Democratic Forces", "predicate": "transfers", "object": "معتقلا", "origin": "Syria (place)",
           "target": "Iraq (place)", "wording": "more than ١٥٠", "time": "١٢ آذار ٢٠٢٦"}]),
        ("قالت تركيا إن العراق يحتجز مئات السجناء", [
            {"who": "Iraq", "predicate": "holds", "object": "السجناء", "wording": "hundreds", "said_by": "Turkey"}]),
    ],
)  # fmt: skip
def test_statements_of_a_sentence(text: str, rows: list[dict[str, str]]) -> None:
    assert suggest(text) == rows


def test_numbers_that_are_said_again_of_the_sentence_before() -> None:
    texts = (ReportParagraph(1, "The SDF held 40 prisoners in Hasakah in May 2026. Turkey put the figure at 90. "
                                "Iraq denied that anyone had died there."),
             ReportParagraph(2, "At least 30 people died in custody in Hasakah. Iraq denied that anyone died there."),
             ReportParagraph(3, "Turkey put the figure at 90."))  # fmt: skip
    found = [
        {name: value.removeprefix("? ") for name, value in row.items() if name not in ("accept", "reading")}
        for row in suggest_sheet(ReportText("a.txt", list(texts)), ENTITIES).what
    ]
    again = {"who": "Syrian Democratic Forces", "predicate": "holds", "object": "prisoners", "at": "Hasakah"}
    assert found == [
        {"locator": "1", **again, "wording": "40", "time": "May 2026"},
        {"locator": "1", **again, "wording": "90", "said_by": "Turkey"},
        {"locator": "1"},
        {"locator": "2", "who": "people", "predicate": "dies in custody", "at": "Hasakah", "wording": "At least 30"},
        {"locator": "2", "who": "people", "predicate": "dies in custody", "at": "Hasakah", "manner": "denied",
         "said_by": "Iraq"},
        {"locator": "3", "wording": "90"},
    ]  # fmt: skip


def test_a_name_of_several_is_left_as_it_is_written() -> None:
    both = [*ENTITIES, make_entity("syria-until-2024", "Actor", "state", "Syria until 2024", "Syria")]
    names = TextNames([make_entity_names(entity) for entity in both])
    text = "Syria holds ISIS suspects."
    mentions = list_mentions(1, text, names.find(text), [], {entity.id: entity for entity in both})
    (row,) = suggest_statements(SentenceContent(text, mentions, [], []))
    assert row["who"] == "Syria"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She stayed! Did Mr. Stone go?", ["He left.", "She stayed!", "Did Mr. Stone go?"]),
        ("The U.S. army left at 5 p.m. on Monday.", ["The U.S. army left at 5 p.m. on Monday."]),
        ("“He left.” They stayed.", ["“He left.”", "They stayed."]),
        ("قال ذلك. ثم رحل؟ نعم", ["قال ذلك.", "ثم رحل؟", "نعم"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("They transferred and released them", ["transfers", "releases"]),
        ("the attacks on guards and a visit", []),
        ("to attack them, who guards it", ["attacks", "guards"]),
        ("was taken prisoner, took over the city", ["captures", "takes_over"]),
        ("ونقلوا ثم أفرجت عنهم", ["transfers", "releases"]),
    ],
)
def test_verbs_in_a_text(text: str, meanings: list[str]) -> None:
    assert [verb.meaning for verb in find_verbs(text, split_text(text))] == meanings


def test_predicates_of_the_list_are_in_the_vocabulary() -> None:
    from graph.vocabulary import vocabulary

    content = read_verbs()
    assert content["predicates"].keys() <= vocabulary().predicates.keys()
    assert content["groups"].keys() <= vocabulary().kinds["Group"]
