"""What a verb of several meanings says, by whom or what it is about: seized a town, seized a trader."""

import re
from functools import cache

from graph.names.text_words import split_text
from graph.vocabulary import vocabulary
from ingest.reports.clauses import find_clause
from ingest.reports.content import SentenceContent
from ingest.reports.mentions import Mention, read_word_before
from ingest.reports.stretches import SUBORDINATE
from ingest.reports.verbs import VerbInText, inflect_verb, list_people_words, load_groups, read_verbs
from ingest.sheets.words import list_predicates

BETWEEN_COMMAS = re.compile(r"^, (?:after|before|following|(?:sou|nor)th|east|west|outside|near) [^,;]{1,60},")
SIGN = re.compile(r"[,;:](?!\d)")  # and none of a number: 4,700
MOST_BETWEEN = 4  # words between a verb and those whom it is about: about 60 young
LONGEST_SUBJECT = 8  # words before a passive verb among which a word for a person is looked for


@cache
def load_choices() -> dict[str, dict[str, str]]:
    """The meanings of each verb of several, by each of its forms."""
    return {form: meanings for verb, meanings in read_verbs()["by_whom"].items() for form in inflect_verb(verb)}


def choose_meaning(sentence: SentenceContent, verb: VerbInText) -> str:
    """The predicate that a verb has here; empty where that cannot be told."""
    choices = load_choices().get(sentence.words[verb.first].folded)
    if choices is None or verb.end - verb.first > 1:
        return verb.meaning
    one = find_about(sentence, verb)
    prison = "in_prison" if _is_in_prison(sentence, verb) else ""
    if prison in choices and (one is None or one.kind.startswith("Group.")):
        return choices[prison]
    if "past" in choices and not prison and _is_past(sentence, verb) and (one is None or one.kind.startswith("Group.")):
        return choices["past"]
    if one is None and "in_custody" in choices and _is_told_of_held(sentence):
        return choices["in_custody"]
    if one is None:
        return choices.get("people", "") if _is_of_person(sentence, verb) else choices.get("unnamed", "")
    for label in _list_labels(sentence, verb, one):
        if label in choices:
            return choices[label]
    return ""


def find_about(sentence: SentenceContent, verb: VerbInText) -> Mention | None:
    """Whom or what a verb is about: who stands next behind it, or before it where it is passive."""
    start, end = sentence.get_start(verb), sentence.get_end(verb)
    clause = find_clause(sentence.clauses, start)
    inside = [one for one in sentence.mentions if find_clause(sentence.clauses, one.start) is clause]
    if verb.is_passive or sentence.words[verb.first].folded in load_by_subject():
        before = [one for one in inside if one.end <= start and not _is_aside(sentence.text, one)]
        return before[-1] if before else None
    if clause and clause.antecedent and _acts_in_clause(sentence, clause.start, start):
        return None
    behind = next((one for one in inside if one.start >= end), None)
    if behind is None or SIGN.search(sentence.text, end, behind.start):
        return None
    between = [word.folded for word in split_text(sentence.text[end : behind.start])]
    is_apart = len(between) > MOST_BETWEEN or any(word in read_verbs()["apart"] for word in between)
    return None if is_apart else behind


def _acts_in_clause(sentence: SentenceContent, clause: int, verb: int) -> bool:
    """Whether others act in a relative clause, and the verb is about those before it: whom its troops captured."""
    words = [word.folded for word in split_text(sentence.text[clause:verb])]
    return any(word not in (*read_verbs()["relative"], "that", "had", "has", "have", "also", "then") for word in words)


@cache
def load_by_subject() -> frozenset[str]:
    """All forms of the verbs that are said of who stands before them."""
    return frozenset(form for verb in read_verbs()["by_subject"] for form in inflect_verb(verb))


def is_prison(one: Mention) -> bool:
    """Whether a mention is one of a place where people are held, by its kind or the last word of its name."""
    kinds = ("facility", "camp")
    last = [word.folded for word in split_text(one.name)[-1:]]
    is_known = any(entity.label == "Place" and entity.kind in kinds for entity in one.known)
    is_named = not one.known and bool(last) and last[0] in read_verbs()["places"]
    return is_known or one.kind.removeprefix("Place.") in kinds or is_named


def _is_told_of_held(sentence: SentenceContent) -> bool:
    """Whether the row before is of people who are held, so that what follows is of some of them."""
    written = sentence.context[-1]["predicate"] if sentence.context else ""
    predicate = vocabulary().predicates.get(str(list_predicates().read(written, "does what"))) if written else None
    return predicate is not None and bool(predicate.custody)


def _is_past(sentence: SentenceContent, verb: VerbInText) -> bool:
    """Whether a verb tells of what was done, and of no state: detained, were detained; not has been detained."""
    if not sentence.words[verb.first].folded.endswith("ed"):
        return False
    before = [word.folded for word in sentence.words[max(0, verb.first - 2) : verb.first]]
    return not verb.is_passive or any(word in ("was", "were", "and") for word in before[-1:])


def _is_in_prison(sentence: SentenceContent, verb: VerbInText) -> bool:
    """Whether a place where people are held stands behind a verb, in its clause."""
    end = sentence.get_end(verb)
    clause = find_clause(sentence.clauses, sentence.get_start(verb))
    behind = [
        one for one in sentence.mentions if one.start >= end and find_clause(sentence.clauses, one.start) is clause
    ]
    return any(is_prison(one) and read_word_before(sentence.text, one) in ("in", "at", "inside") for one in behind)


def _is_aside(text: str, one: Mention) -> bool:
    before = read_word_before(text, one)
    return before in read_verbs()["apart"] or before == "on"


def _is_of_person(sentence: SentenceContent, verb: VerbInText) -> bool:
    """Whether it is about a person who has no name here, or about them: the journalist was seized."""
    if verb.has_object:
        return True
    before = sentence.words[max(0, verb.first - LONGEST_SUBJECT) : verb.first]
    single = load_groups().keys() - list_people_words()
    return verb.is_passive and any(word.folded in single for word in before)


def _list_labels(sentence: SentenceContent, verb: VerbInText, one: Mention) -> list[str]:
    """What somebody or something is, the narrowest first."""
    end = sentence.get_end(verb)
    rest = sentence.text[max(end, one.end) :]
    rest = BETWEEN_COMMAS.sub("", rest)
    rest = SUBORDINATE.split(rest, maxsplit=1)[0]
    words = [word.folded for word in split_text(rest)]
    if one.kind.startswith("Group."):
        moved = ["moved"] if "to" in words and not verb.is_passive else []
        return [*moved, one.kind.removeprefix("Group."), "people"]
    if one.kind == "Actor.person":
        return ["people"]
    is_other = any(word in ("agency", "media") for word in one.kind.split("."))
    is_actor = any(entity.label == "Actor" for entity in one.known) or (one.kind.startswith("Actor.") and not is_other)
    acting = ["actor"] if is_actor else []
    is_place = one.kind.startswith("Place") or any(entity.label == "Place" for entity in one.known)
    is_open = not one.kind and not one.known
    if is_place or (is_open and "from" in words):
        return [*acting, *["place_from"] * ("from" in words), "place"]
    return acting
