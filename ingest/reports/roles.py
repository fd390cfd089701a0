"""Who does what a verb says, to whom, where, and how many: cells of the tab What, by what stands around the verb."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from graph.model.numbers_in_text import NumberInText
from graph.names.keys import is_arabic
from graph.names.text_words import split_text
from graph.spelling import fold_name
from graph.vocabulary import Predicate, vocabulary
from ingest.reports.clauses import Clause, find_clause, measure_gap
from ingest.reports.content import Cells, SentenceContent
from ingest.reports.joined import list_joined_behind
from ingest.reports.mentions import Mention, is_free, read_word_before, write_name
from ingest.reports.speakers import find_nameless, list_speech
from ingest.reports.stretches import ANOTHER_PART, SUBORDINATE
from ingest.reports.verbs import VerbInText, find_phrases, read_verbs

FAR = 60  # characters between a number and those whom it counts, or between a verb and who does it or whom it is about
ONLY = re.compile(r" ?(?:only |just |another )?")  # between a verb and a number
PERSONS = frozenset(("people", "men", "women", "children"))  # units of one person each, counted as people
PATIENT_ENDS = re.compile(
    r" of (?:them|these|those)\b| others?\b| more\b|[.,;:)]|$| (?:and|on|in|within|at|by|during) "
)


class Reach(NamedTuple):
    """The mentions that a verb may be about; those before it begin with the nearest."""

    clause: Sequence[Mention]  # all of its clause, in order
    actors: Sequence[Mention]  # before it, who may act
    before: Sequence[Mention]
    plain_before: Sequence[Mention]  # without those behind a word such as in or from
    plain_behind: Sequence[Mention]
    antecedent: Mention | None  # whom its clause is about, where somebody else acts in it
    columns: dict[int, str]  # that such a word points to, by where the mention behind it begins


def fill_roles(
    sentence: SentenceContent, verb: VerbInText, predicate: Predicate
) -> tuple[Cells, Mention | None, Mention | None]:
    """The cells of the roles, and who does it and whom it is about; nothing where too little is named."""
    reach, patient = _list_reach(sentence, verb), _find_patient(sentence, verb)
    named = _choose_named(sentence, verb, predicate, reach, patient)
    if named is None:
        return {}, None, None
    who, whom = named
    if patient and patient.end <= sentence.get_start(verb) and not verb.is_passive:
        who = None  # five died in custody, 72 captured
    is_by = verb.is_passive and who is not None and bool(predicate.custody)
    has_object = verb.has_object and bool(who or reach.columns)
    if not (_is_likely(predicate, who, whom) or is_by or patient or has_object):
        return {}, None, None
    cells = _write_named(sentence, verb, predicate, who, whom)
    last = _find_end(sentence, verb)
    for one in reach.clause:
        if one.start < last and not (verb.is_continued and one.end <= sentence.get_start(verb)):
            _fill_place(cells, sentence, one, reach.columns.get(one.start, ""), predicate)
    if patient and not whom:
        cells["wording"] = patient.wording
    if not cells:
        return {}, None, None
    if not patient and not _is_of_some(sentence, verb):
        cells |= count_named(sentence, predicate, who, whom)
    return cells, who, whom


def _is_of_some(sentence: SentenceContent, verb: VerbInText) -> bool:
    """Whether a verb is said of some of those who are named, without their number: and many were held."""
    at = verb.first
    while at and sentence.words[at - 1].folded in (*read_verbs()["passive"], "had", "have", "has", "also", "later"):
        at -= 1
    return at > 0 and sentence.words[at - 1].folded in read_verbs()["some_of_them"]


def _list_reach(sentence: SentenceContent, verb: VerbInText) -> Reach:
    text, start, end = sentence.text, sentence.get_start(verb), sentence.get_end(verb)
    clause = find_clause(sentence.clauses, start)
    inside = [one for one in sentence.mentions if find_clause(sentence.clauses, one.start) is clause]
    before, antecedent = _join_antecedent(sentence, verb, clause, [one for one in inside if one.end <= start])
    before = before[::-1]
    columns = {one.start: column for one in sentence.mentions if (column := _find_column(text, one))}
    plain_before = [one for one in before if one.start not in columns]
    addressed = _list_addressed(sentence)
    actors = [
        one for one in plain_before
        if is_free(text, one) and one.start not in addressed
        and read_word_before(text, one) not in read_verbs()["aside"]  # the border with Syria
        and measure_gap(sentence.clauses, one.end, start) <= FAR
    ]  # fmt: skip
    other = SUBORDINATE.search(text, end)
    limit = min(end + FAR, other.start() if other else len(text))
    behind = [one for one in inside if one.start not in columns and end <= one.start <= limit]
    return Reach(inside, actors or _list_nameless(sentence, verb), before, plain_before, behind, antecedent, columns)


def _join_antecedent(
    sentence: SentenceContent, verb: VerbInText, clause: Clause | None, before: list[Mention]
) -> tuple[list[Mention], Mention | None]:
    """Who may act in a clause, and whom it is about: those before it, who act where nobody stands before the verb.

    People who are only their own, as in "whom its troops captured", act for who acts in the sentence.
    """
    if clause is None:
        return before, None
    one = clause.antecedent
    start = sentence.get_start(verb)
    has_own = any(word.folded in read_verbs()["own"] for word in sentence.words if clause.start < word.start < start)
    if not verb.is_passive and has_own and (not before or before[0].kind.startswith("Group.")):
        earlier = [other for other in sentence.mentions if other.end <= clause.start]
        main = [other for other in earlier if other.may_be({"Actor"}) and other.known]
        return main[:1], one
    if before:
        return before, one
    return ([one] if one else []), None


def _find_patient(sentence: SentenceContent, verb: VerbInText) -> NumberInText | None:
    """The number that stands for people next to a verb: three had been freed, a further nine were let go."""
    start, end = sentence.get_start(verb), sentence.get_end(verb)
    for one in sentence.numbers:
        if one.end > start:
            break
        between = [word.folded for word in split_text(sentence.text[one.end : start])]
        if all(word in read_verbs()["between_patient"] for word in between) and (between or not verb.is_passive):
            return one
    behind = next((one for one in sentence.numbers if one.start >= end), None)
    behind = behind if behind and ONLY.fullmatch(sentence.text[end : behind.start]) else None
    return behind if behind and not verb.is_passive and PATIENT_ENDS.match(sentence.text, behind.end) else None


def _list_nameless(sentence: SentenceContent, verb: VerbInText) -> list[Mention]:
    """Those without a name who say what they did themselves: the command says it released eleven."""
    text, words = sentence.text, sentence.words
    if not verb.first or words[verb.first - 1].folded not in ("it", "they"):
        return []
    speech = next((one.first for one in list_speech(text, words) if one.end == verb.first - 1), 0)
    found = find_nameless(text, words, speech) if speech else None
    return [found] if found else []


def _list_addressed(sentence: SentenceContent) -> set[int]:
    """Where those begin to whom something is told."""
    text, words = sentence.text, sentence.words
    addressing = read_verbs()["addressing"]
    told = [one for one in find_phrases(text, words, "speech") if words[one.first].folded in addressing]
    ends = [sentence.get_end(speech) for speech in told]
    between = [(one.start, text[end : one.start]) for end in ends for one in sentence.mentions if one.start > end]
    return {start for start, gap in between if gap.strip().casefold() in ("", "the")}


def _choose_named(
    sentence: SentenceContent, verb: VerbInText, predicate: Predicate, reach: Reach, patient: NumberInText | None
) -> tuple[Mention | None, Mention | None] | None:
    """Who does what a verb says, and whom it is about, by whether it is passive or comes before who does it.

    None where they are people of who acts, whom nobody holds: Uganda keeps its soldiers there.
    """
    subjects, objects = get_subjects(predicate), predicate.roles.get("object", frozenset())
    before, behind = reach.plain_before, reach.plain_behind
    if verb.is_passive or ("Group" not in subjects and _is_participle(sentence, verb, reach.before)):
        end = sentence.get_end(verb)
        by = [one for one in reach.clause if reach.columns.get(one.start) == "who"]
        by = [one for one in by if one.start >= end] or [one for one in by if verb.is_continued][-1:]
        return _choose(by, subjects), None if patient else _choose(before, objects)
    if is_arabic(sentence.words[verb.first].folded):  # the verb comes first
        who = _choose(behind, subjects, not_group=True) or _choose(before, subjects, not_group=True)
        who = _choose(before[:1], subjects, not_group=True) or who
        return who, _choose([one for one in behind if one is not who], objects)
    actors = _keep_beside(sentence, verb, _keep_subject(sentence, verb, reach.actors))
    who = _choose(actors, subjects)
    whom = reach.antecedent or (None if verb.has_object or patient else _choose(behind, objects))
    if whom and verb.meaning == "holds" and read_word_before(sentence.text, whom) in read_verbs()["own"]:
        return None
    if predicate.symmetric and (two := _choose_between(sentence, verb, subjects)):
        return two
    if whom is None and predicate.symmetric:  # Northland and the River Republic
        is_with_other = re.match(r"[^,;:]{0,40} with (?:it|them|him|her)\b", sentence.text[sentence.get_end(verb) :])
        return (who, None) if is_with_other else _choose_joined(sentence.text, reach.actors, subjects) or (who, None)
    return who, whom


def get_subjects(predicate: Predicate) -> frozenset[str]:
    """The labels of those who may do what a predicate says."""
    return predicate.roles.get("subject", predicate.roles.get("agent", frozenset()))


def _choose(mentions: Sequence[Mention], labels: frozenset[str], not_group: bool = False) -> Mention | None:
    """The first that may be of some labels."""
    fitting = (one for one in mentions if one.may_be(labels) and not (not_group and one.kind.startswith("Group")))
    return next(fitting, None)


def _choose_between(
    sentence: SentenceContent, verb: VerbInText, labels: frozenset[str]
) -> tuple[Mention, Mention] | None:
    """The two actors behind `between` and a verb or its noun: fighting between the army and the militia resumed."""
    text, end = sentence.text, sentence.get_end(verb)
    for one in sentence.mentions:
        if one.start < end or read_word_before(text, one) != "between" or not one.may_be(labels):
            continue
        joined = list_joined_behind(text, sentence.mentions, one, labels)
        return (joined[0], joined[1]) if len(joined) == 2 else None
    return None


def _choose_joined(text: str, actors: Sequence[Mention], labels: frozenset[str]) -> tuple[Mention, Mention] | None:
    """The two actors before a verb that have `and` between; `actors` begin with the last one."""
    found = [one for one in actors[:2] if one.may_be(labels) and not one.kind.startswith("Group")]
    if len(found) == 2 and text[found[1].end : found[0].start].strip() in ("and", "and the", "و"):
        return found[1], found[0]
    return None


def _keep_subject(sentence: SentenceContent, verb: VerbInText, actors: Sequence[Mention]) -> Sequence[Mention]:
    """Those who may do it: of a verb that goes on with another one, who does that; retook the town and arrested him."""
    before = [word.folded for word in sentence.words[max(0, verb.first - 2) : verb.first]]
    before = before[:-1] if before[-1:] and before[-1] in read_verbs()["between_joined"] else before
    if before[-1:] != ["and"]:
        return actors
    spoken = [sentence.get_end(one) for one in list_speech(sentence.text, sentence.words) if one.end <= verb.first]
    reached = [one for one in actors if one.start >= max(spoken, default=0)]
    earlier = next((one for one in reversed(sentence.verbs) if one.first < verb.first), None)
    if earlier is None:
        first = reached[-1:]  # the subject begins the sentence
        return (
            list_joined_behind(sentence.text, sentence.mentions, first[0], frozenset({"Actor"}))[-1:] if first else []
        )
    acting = [one for one in reached if one.end <= sentence.get_start(earlier)]
    return _keep_subject(sentence, earlier, acting) if acting else reached[-1:]


def _keep_beside(sentence: SentenceContent, verb: VerbInText, actors: Sequence[Mention]) -> Sequence[Mention]:
    """Those who may do it; of prisons holding people only who stands right before."""
    words = sentence.words
    before = [word.folded for word in words[max(0, verb.first - 2) : verb.first]]
    is_clear = any(word in (*read_verbs()["passive"], "of") for word in before)  # is holding, the process of moving
    if is_clear or not words[verb.first].folded.endswith("ing"):
        return actors
    return [one for one in actors if not sentence.text[one.end : sentence.get_start(verb)].strip(" ,")]


def _is_participle(sentence: SentenceContent, verb: VerbInText, before: Sequence[Mention]) -> bool:
    """Whether a verb says what was done to those right before it: people convicted of crimes."""
    words = sentence.words
    following = [word.folded for word in words[verb.end : verb.end + 1]]
    is_beside = bool(before) and sentence.text[before[0].end : sentence.get_start(verb)] == " "
    return (
        is_beside
        and before[0].kind.startswith("Group.")
        and words[verb.first].folded.endswith("ed")
        and bool(following)
        and following[0] in read_verbs()["behind_participle"]
    )


def _is_likely(predicate: Predicate, who: Mention | None, whom: Mention | None) -> bool:
    """Whether enough of a statement is named: whom it is about where the predicate needs them, else somebody.

    What has no object, as a law that forbids something, says nothing without its terms; people who escape do.
    """
    if "object" not in predicate.roles:
        return bool(who and predicate.custody)
    return bool(whom) if "object" in predicate.required else bool(who or whom)


def _write_named(
    sentence: SentenceContent, verb: VerbInText, predicate: Predicate, who: Mention | None, whom: Mention | None
) -> Cells:
    """The cells of who and to whom; those whom a place holds stand under who of another predicate."""
    words, cells = sentence.words, Cells()
    if who:
        is_receiver = words[verb.first].folded in read_verbs()["receiving"] and "to_holder" in predicate.roles
        cells["target" if is_receiver else "who"] = write_name(who, get_subjects(predicate))
    if whom and whom is not who:
        cells["object"] = write_name(whom, predicate.roles.get("object", frozenset()))
    by_place = read_verbs()["predicates"][verb.meaning].get("by_place")
    is_held_by_place = bool(verb.first) and words[verb.first - 1].folded in read_verbs()["places"]
    if by_place and is_held_by_place and whom and not who:  # the same prison held 112 men
        return {"who": cells["object"], "predicate": by_place}
    return cells


def _find_end(sentence: SentenceContent, verb: VerbInText) -> int:
    """Where what is said of a verb ends: before the next verb, or another part of the sentence."""
    following = next((one for one in sentence.verbs if one.first > verb.first), None)
    last = sentence.get_start(following) if following else len(sentence.text)
    another = ANOTHER_PART.search(sentence.text, sentence.get_end(verb))
    return min(last, another.start()) if another else last


def _find_column(text: str, mention: Mention) -> str:
    """The column that the word before a mention points to: `at` of in Iraq; empty where there is none."""
    word = read_word_before(text, mention)
    column = _load_toward().get(word, "")
    if word == "on" and not mention.may_be({"Place"}):
        return ""  # sanctions on Northland
    return "" if mention.kind.startswith("Group.") and column != "who" else column


@cache
def _load_toward() -> dict[str, str]:
    """Words before a place or a holder, and the column that each points to."""
    return {fold_name(word): column for words in read_verbs()["toward"].values() for word, column in words.items()}


def _fill_place(cells: Cells, sentence: SentenceContent, mention: Mention, column: str, predicate: Predicate) -> None:
    roles = {"at": ("at",), "origin": ("from_place", "from_holder"), "target": ("to_place", "to_holder")}.get(
        column, ()
    )
    role = next((role for role in roles if role in predicate.roles and mention.may_be(predicate.roles[role])), None)
    if role and column not in cells:
        name = write_name(mention, predicate.roles[role])
        shared = len({entity.label for entity in mention.known} & {"Actor", "Place"}) > 1
        cells[column] = f"{name} (place)" if shared and role.endswith("place") else name
        if role == "from_holder":
            joined = list_joined_behind(sentence.text, sentence.mentions, mention, predicate.roles[role])
            cells[column] = "; ".join(write_name(one, predicate.roles[role]) for one in joined)


def count_named(sentence: SentenceContent, predicate: Predicate, who: Mention | None, whom: Mention | None) -> Cells:
    """The cells of the number of those whom a statement is about, and of its unit."""
    counted = whom or who
    number = _find_number(sentence, counted) if counted else None
    if counted is None or number is None or not (predicate.custody or (whom and whom.may_be({"Group"}))):
        return {}
    cells = {"wording": number.wording}
    unit = split_text(counted.name)[-1:]
    if unit and unit[0].folded in vocabulary().units - PERSONS:
        cells["unit"] = unit[0].folded
    return cells


def _find_number(sentence: SentenceContent, mention: Mention) -> NumberInText | None:
    """The number that counts those who are named: the last one shortly before them."""
    before = [one for one in sentence.numbers if 0 <= mention.start - one.end <= FAR]
    nearest = max(before, key=lambda one: one.end, default=None)
    others = [one for one in sentence.mentions if nearest and nearest.end <= one.start < mention.start]
    return None if others else nearest
