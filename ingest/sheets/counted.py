"""What a number counts, where the noun stands behind it: 500 families, eight protesters, 41 of the 62 detainees."""

import re
from functools import cache

from graph.errors import InvalidCount
from graph.model.counts import LONGEST, read_count
from graph.model.numbers_in_text import find_numbers
from graph.spelling import fold_name
from graph.vocabulary import vocabulary
from ingest.reports.verbs import load_groups
from ingest.sheets.words import list_foreign_units, list_people

PER_CENT = re.compile(r"(.*?) ?(?:%|per ?cent)", re.IGNORECASE)
OF = re.compile(r" (?:of(?: the| these| those)?|de|des|d|von)$", re.IGNORECASE)
MOST_WORDS = 6  # of a noun and what describes it
SIGNS = str.maketrans("", "", "'’-,")
ENDS = frozenset((
    "of", "for", "from", "in", "at", "with", "by", "who", "whom", "that", "to", "near", "on", "under", "after",
    "before", "inside", "outside",
))  # fmt: skip
JOINED = frozenset(("and", "or", "but", "et", "und", "oder", "ou", "ve"))
SHORT = 4  # letters of an Arabic word that may begin as the article does
PLURALS = {"man": "men", "woman": "women", "child": "children", "family": "families"}
ALL_AGES = frozenset(("men", "women", "children", "and"))
NOUN = re.compile(r" (?:[\w'’-]+ ?){1,3}")
OTHERS_THAN_SAID = re.compile(r".+ (?:others?|more)", re.IGNORECASE)


def split_counted(text: str) -> tuple[str, str] | None:
    """The wording of a number and its unit, empty for people; None where no noun that is known stands behind one."""
    if match := PER_CENT.fullmatch(text):
        return (match[1], "per cent") if can_read(match[1], is_share=True) else None
    if OTHERS_THAN_SAID.fullmatch(text) and can_read(text):
        return text, ""  # two others: as printed, since of whom is said elsewhere
    if (split := split_number(text)) is None or (unit := _find_unit(split[1])) is None:
        return None
    return split[0], "" if unit == "people" else unit


def split_number(text: str) -> tuple[str, str] | None:
    """The longest wording of a number at the start of a text, and the noun after it, known or not, or None."""
    words = text.split() if len(text) <= LONGEST else []
    for place in range(len(words) - 1, 0, -1):
        head, noun = OF.sub("", " ".join(words[:place])), " ".join(words[place:])
        if can_read(head) and _is_noun(noun):
            return head, noun
    return None


def list_counted(text: str) -> list[str]:
    """The numbers of people in a running text, each with the noun after it: 41 men, 12 women."""
    found = []
    for number in find_numbers(text):
        behind = NOUN.match(text, number.end)
        words = behind[0].split() if behind else []
        nouns = (" ".join(words[:size]) for size in range(1, len(words) + 1))
        if noun := next((noun for noun in nouns if _find_unit(noun) is not None), None):
            found.append(f"{number.written} {noun}")
    return found


def can_read(wording: str, is_share: bool = False) -> bool:
    """Whether the table of wordings has a wording."""
    try:
        read_count(wording, is_share=is_share)
    except InvalidCount:
        return False
    return True


def _is_noun(text: str) -> bool:
    words = text.split()
    return len(words) <= MOST_WORDS and all(word.translate(SIGNS).isalpha() for word in words)


def _find_unit(noun: str) -> str | None:
    """The unit of a noun with what describes it; None where it is no unit and no word for people."""
    words = fold_name(noun.removeprefix("d'").removeprefix("d’")).split()
    if set(words) <= ALL_AGES and {"men", "women"} <= set(words):
        return "people"
    words = [word.removeprefix("ال") if len(word) > SHORT else word for word in words]
    words = words[: next((place for place, word in enumerate(words) if place and word in ENDS), len(words))]
    if not words or JOINED & set(words):
        return None
    foreign = list_foreign_units()
    if unit := foreign.get(words[0], foreign.get(words[-1])):
        return unit
    last = words[-1]
    if last in vocabulary().units:
        return last
    if last in PLURALS:
        return PLURALS[last]
    return "people" if last in _list_nouns() or last in list_people() else None


@cache
def _list_nouns() -> frozenset[str]:
    """Words for people in reports, in the singular and the plural."""
    return frozenset(load_groups())
