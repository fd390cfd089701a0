"""Names of people who are held, which are never suggested: held people are groups, described by who they are."""

from collections.abc import Sequence

from graph.names.text_words import split_text
from graph.spelling import fold_name
from graph.vocabulary import vocabulary
from ingest.reports.new_names import NewName, ReadParagraphs
from ingest.reports.verbs import find_verbs, read_verbs

GAP = 12  # characters between a verb and whom it is about: the trader, or were


def find_held_persons(read: ReadParagraphs, new: Sequence[NewName]) -> list[NewName]:
    """The new names of those who are arrested, released, tried and the like, and shorter forms of these names."""
    texts = {number: text for number, text, _ in read}
    held = [one for one in new if one.kind in ("", "Actor.person") and _is_held(one, texts)]
    words = [set(fold_name(one.name).split()) for one in held]
    shorter = [
        one for one in new
        if one.kind in ("", "Actor.person") and any(set(fold_name(one.name).split()) <= longer for longer in words)
    ]  # fmt: skip
    return [*held, *(one for one in shorter if one not in held)]


def _is_held(one: NewName, texts: dict[int, str]) -> bool:
    predicates, words_of = vocabulary().predicates, read_verbs()["predicates"]
    for number, start, end in one.places:
        text = texts.get(number, "")
        words = split_text(text)
        for verb in find_verbs(text, words):
            is_of_persons = words_of[verb.meaning].get("of_persons")
            if "held" not in predicates[verb.meaning].custody.values() and not is_of_persons:
                continue
            if words_of[verb.meaning].get("of_places") and one.kind != "Actor.person":
                continue
            first, last = words[verb.first].start, words[verb.end - 1].end
            between = text[end:first] if verb.is_passive else text[last:start]
            is_next = first - end in range(GAP) if verb.is_passive else start - last in range(GAP)
            if is_next and between[:1] not in (",", ".") and between.strip() not in ("in", "at", "to", "from", "by"):
                return True
    return False
