"""Names of people who are held, which are never suggested: held people are groups, described by who they are."""

from collections.abc import Mapping, Sequence

from graph.spelling import fold_name
from graph.vocabulary import vocabulary
from ingest.reports.content import SentenceContent
from ingest.reports.new_names import NewName, ReadParagraphs
from ingest.reports.verbs import read_verbs

GAP = 12  # characters between a verb and whom it is about: the trader, or were


def find_held_persons(read: ReadParagraphs, new: Sequence[NewName]) -> list[NewName]:
    """The new names of those who are arrested, released, tried and the like, and shorter forms of these names."""
    texts = {number: SentenceContent(text, (), (), ()) for number, text, _ in read}
    held = [one for one in new if one.kind in ("", "Actor.person") and _is_held(one, texts)]
    words = [set(fold_name(one.name).split()) for one in held]
    shorter = [
        one for one in new
        if one.kind in ("", "Actor.person") and any(set(fold_name(one.name).split()) <= longer for longer in words)
    ]  # fmt: skip
    return [*held, *(one for one in shorter if one not in held)]


def _is_held(one: NewName, texts: Mapping[int, SentenceContent]) -> bool:
    """Whether a name stands right behind a verb of custody, or right before one that is passive."""
    predicates, words_of = vocabulary().predicates, read_verbs()["predicates"]
    for number, start, end in one.places:
        content = texts[number]
        for verb in content.verbs:
            is_of_persons = words_of[verb.meaning].get("of_persons")
            if "held" not in predicates[verb.meaning].custody.values() and not is_of_persons:
                continue
            if words_of[verb.meaning].get("of_places") and one.kind != "Actor.person":
                continue
            first, last = content.get_start(verb), content.get_end(verb)
            between = content.text[end:first] if verb.is_passive else content.text[last:start]
            is_next = first - end in range(GAP) if verb.is_passive else start - last in range(GAP)
            if is_next and between[:1] not in (",", ".") and between.strip() not in ("in", "at", "to", "from", "by"):
                return True
    return False
