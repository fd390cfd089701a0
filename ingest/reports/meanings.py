"""What a verb of several meanings says, by whom or what it is about: seized a town, seized a trader."""

from functools import cache

from graph.names.text_words import split_text
from ingest.reports.clauses import find_clause
from ingest.reports.content import SentenceContent
from ingest.reports.mentions import Mention, read_word_before
from ingest.reports.stretches import SUBORDINATE
from ingest.reports.verbs import VerbInText, inflect_verb, list_people_words, load_groups, read_verbs

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
    if verb.is_passive:
        before = [one for one in inside if one.end <= start and not _is_aside(sentence.text, one)]
        return before[-1] if before else None
    if clause and clause.antecedent and not any(one.end <= start for one in inside):
        return None
    behind = next((one for one in inside if one.start >= end), None)
    if behind is None or any(sign in sentence.text[end : behind.start] for sign in ",;:"):
        return None
    between = [word.folded for word in split_text(sentence.text[end : behind.start])]
    is_apart = len(between) > MOST_BETWEEN or any(word in read_verbs()["apart"] for word in between)
    return None if is_apart else behind


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
    other = SUBORDINATE.search(sentence.text, end)
    rest = sentence.text[max(end, one.end) : other.start() if other else len(sentence.text)]
    words = [word.folded for word in split_text(rest)]
    if one.kind.startswith("Group."):
        moved = ["moved"] if "to" in words and not verb.is_passive else []
        return [*moved, one.kind.removeprefix("Group."), "people"]
    if one.kind == "Actor.person":
        return ["people"]
    is_place = one.kind.startswith("Place") or any(entity.label == "Place" for entity in one.known)
    is_open = not one.kind and not one.known
    if is_place or (is_open and "from" in words):
        return ["place_from"] * ("from" in words) + ["place"]
    return []
