"""Verbs that name those whom a row is about elsewhere than others do: six were killed; the bloc includes a party."""

from graph.vocabulary import Predicate, vocabulary
from ingest.reports.clauses import find_clause
from ingest.reports.content import Cells, SentenceContent
from ingest.reports.joined import list_joined_behind
from ingest.reports.meanings import find_about, is_prison
from ingest.reports.mentions import Mention, read_word_before, write_name
from ingest.reports.roles import count_named, get_subjects
from ingest.reports.verbs import VerbInText, load_turned
from ingest.sheets.words import list_predicates

MOST_BEFORE_THERE = 5  # words
INSIDE = ("in", "at", "inside")


def is_turned(sentence: SentenceContent, verb: VerbInText) -> bool:
    return sentence.words[verb.first].folded in load_turned()


def fill_turned(sentence: SentenceContent, verb: VerbInText, predicate: Predicate) -> list[Cells]:
    """The cells of the roles, of each row that the verb makes; none where too little is named."""
    kind = load_turned()[sentence.words[verb.first].folded]
    if kind == "include":
        return _fill_members(sentence, verb, predicate)
    if kind == "surrender":
        return _fill_surrender(sentence, verb, predicate)
    people = find_about(sentence, verb)
    if people is None or not people.kind.startswith("Group."):
        return []
    cells = {"who": write_name(people, get_subjects(predicate)), **count_named(sentence, predicate, None, people)}
    role = "object" if "object" in predicate.roles else "at"
    if place := _find_place(sentence, verb):
        cells[role] = write_name(place, predicate.roles[role])
    elif there := _find_there(sentence, verb):
        cells[role] = there
    return [cells] if "object" in cells or "object" not in predicate.roles else []


def _list_inside(sentence: SentenceContent, verb: VerbInText) -> list[Mention]:
    clause = find_clause(sentence.clauses, sentence.get_start(verb))
    return [one for one in sentence.mentions if find_clause(sentence.clauses, one.start) is clause]


def _find_place(sentence: SentenceContent, verb: VerbInText) -> Mention | None:
    """The prison, else another place, in which it was, behind the verb."""
    end = sentence.get_end(verb)
    behind = [
        one for one in _list_inside(sentence, verb)
        if one.start >= end and one.may_be({"Place"}) and read_word_before(sentence.text, one) in INSIDE
    ]  # fmt: skip
    return next((one for one in behind if is_prison(one)), behind[0] if behind else None)


def _find_there(sentence: SentenceContent, verb: VerbInText) -> str:
    """The prison that `there` means: the last one before it in the sentence, or of the row before; empty for none."""
    behind = [word.folded for word in sentence.words[verb.end : verb.end + MOST_BEFORE_THERE]]
    if "there" not in behind:
        return ""
    before = [one for one in sentence.mentions if one.end <= sentence.get_start(verb) and is_prison(one)]
    if before:
        return write_name(before[-1], frozenset({"Place"}))
    last = sentence.context[-1] if sentence.context else {}
    words = vocabulary()
    taken = [one for one in words.predicates_over_places if not words.predicates[one].is_state]
    is_taken = last.get("predicate") in {list_predicates().write(one) for one in taken}
    return last.get("at", last.get("object", "") if is_taken else "")


def _fill_surrender(sentence: SentenceContent, verb: VerbInText, predicate: Predicate) -> list[Cells]:
    start, end, inside = sentence.get_start(verb), sentence.get_end(verb), _list_inside(sentence, verb)
    people = next((one for one in reversed(inside) if one.end <= start and one.kind.startswith("Group.")), None)
    to = next((one for one in inside if one.start >= end and one.may_be({"Actor"})), None)
    if people is None or to is None:
        return []
    names = {"who": write_name(people, get_subjects(predicate)), "object": write_name(to, predicate.roles["object"])}
    return [{**names, **count_named(sentence, predicate, people, None)}]


def _fill_members(sentence: SentenceContent, verb: VerbInText, predicate: Predicate) -> list[Cells]:
    first, labels = find_about(sentence, verb), get_subjects(predicate)
    clause = find_clause(sentence.clauses, sentence.get_start(verb))
    before = [one for one in _list_inside(sentence, verb) if one.end <= sentence.get_start(verb)]
    whole = clause.antecedent if clause and not before else before[0] if len(before) == 1 else None
    if first is None or whole is None or not whole.may_be(labels) or whole.kind.startswith(("Group.", "Place")):
        return []
    name = write_name(whole, labels)
    members = list_joined_behind(sentence.text, sentence.mentions, first, labels)
    return [{"who": write_name(one, labels), "object": name} for one in members]
