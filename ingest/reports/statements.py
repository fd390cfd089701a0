"""Statements that a sentence may make: who does what to whom, where, how many, when. Suggestions, by simple rules.

The actor next before a verb does it, unless the verb is passive; the people or the actor next behind are whom it is
about; a word before a place says which place it is. Nothing is decided: a person takes or changes each.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graph.dates.in_text import DateInText
from graph.model.entities import NamedEntity
from graph.model.numbers_in_text import NumberInText
from graph.names.keys import is_arabic
from graph.names.text_words import TextWord, split_text
from graph.spelling import fold_name
from graph.vocabulary import Predicate, vocabulary
from ingest.reports.clauses import Clause, find_clause, find_clauses, measure_gap
from ingest.reports.mentions import Mention
from ingest.reports.speakers import find_nameless, find_said_day, find_speaker, list_speech
from ingest.reports.verbs import VerbInText, find_phrases, find_verbs, read_verbs
from ingest.sheets.words import list_predicates

FAR = 60  # characters between a number and those whom it counts, or between a verb and who does it or whom it is about
PLANNED_WITHIN = 4  # words between will and the verb
NEGATED_WITHIN = 3  # words between not and the verb
PATIENT_ENDS = re.compile(
    r" of (?:them|these|those)\b| others?\b| more\b|[.,;:)]|$| (?:and|on|in|within|at|by|during) "
)
ANOTHER_PART = re.compile(r", (?:and|but|while) ")
MOST_ROWS = 4  # statements of one sentence
FEWEST_NAMES = 4  # letters of a name that one in the text may be part of
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class SentenceContent:
    """A sentence: its text, and what is in it, by characters of the sentence."""

    text: str
    mentions: Sequence[Mention]
    dates: Sequence[DateInText]
    numbers: Sequence[NumberInText]


def suggest_statements(sentence: SentenceContent) -> list[Cells]:
    """Cells of the tab What by field, for each predicate whose words stand in a sentence with a name."""
    if not sentence.mentions and not sentence.numbers:
        return []
    words = split_text(sentence.text)
    found: list[Cells] = []
    for verb in find_verbs(sentence.text, words):
        start, end = words[verb.first].start, words[verb.end - 1].end
        if any(one.start < end and start < one.end for one in sentence.mentions):
            continue
        predicate = vocabulary().predicates[verb.meaning]
        clauses = find_clauses(sentence.text, words, sentence.mentions)
        cells, named = _fill_roles(sentence, words, verb, predicate, clauses)
        if not cells or any(cells.items() <= one.items() for one in found):
            continue
        cells["predicate"] = list_predicates().write(cells.get("predicate", verb.meaning))
        _write_swap(cells, sentence.text, words, verb, clauses)
        cells |= _fill_circumstances(sentence, words, verb, clauses)
        if manners := _list_manners(sentence, words, verb, named):
            cells["manner"] = "; ".join(manners)
        if verb.meaning in read_verbs()["only_denied"] and "denied" not in cells.get("manner", ""):
            continue
        found.append(cells)
    return found[:MOST_ROWS]


def _fill_roles(
    sentence: SentenceContent,
    words: Sequence[TextWord],
    verb: VerbInText,
    predicate: Predicate,
    clauses: Sequence[Clause],
) -> tuple[Cells, Sequence[Mention]]:
    """The cells of the roles, and who does it and whom it is about."""
    start, end = words[verb.first].start, words[verb.end - 1].end
    subject = "subject" if "subject" in predicate.roles else "agent"
    subjects, objects = predicate.roles.get(subject, frozenset()), predicate.roles.get("object", frozenset())
    clause = find_clause(clauses, start)
    reach = [one for one in sentence.mentions if find_clause(clauses, one.start) is clause]
    before = [one for one in reach if one.end <= start]
    behind = [one for one in reach if one.start >= end]
    before, taken = _join_antecedent(sentence, words, verb, clause, before)
    marked = {one.start: column for one in sentence.mentions if (column := _find_column(sentence.text, one))}
    addressed = list_addressed(sentence, words)
    actors = [one for one in reversed(before) if one.start not in marked and is_free(sentence.text, one)]
    actors = [one for one in actors if one.start not in addressed and not _is_aside(sentence.text, one)]
    actors = [one for one in actors if measure_gap(clauses, one.end, start) <= FAR]
    actors = actors or _list_nameless(sentence.text, words, verb)
    plain_before = [one for one in reversed(before) if one.start not in marked]
    plain_behind = [one for one in behind if one.start not in marked and one.start - end <= FAR]
    cells: Cells = {}
    who = whom = None
    patient = _find_patient(sentence, words, verb)
    if verb.is_passive or ("Group" not in subjects and _is_participle(sentence.text, words, verb, before)):
        who = next((one for one in behind if marked.get(one.start) == "who" and one.may_be(subjects)), None)
        whom = None if patient else _choose(plain_before, objects)
    elif is_arabic(words[verb.first].folded):  # the verb comes first
        who = _choose(plain_behind, subjects, not_group=True) or _choose(plain_before, subjects, not_group=True)
        who = _choose(plain_before[:1], subjects, not_group=True) or who
        whom = _choose([one for one in plain_behind if one is not who], objects)
    else:
        who = _choose(_keep_beside(sentence.text, words, verb, actors), subjects)
        whom = taken or (None if verb.has_object or patient else _choose(plain_behind, objects))
        if whom and verb.meaning == "holds" and _is_own(sentence.text, whom):
            return {}, ()
        if whom is None and predicate.symmetric:  # Northland and the River Republic
            who, whom = _choose_joined(sentence.text, actors, subjects) or (who, None)
    if patient and patient.end <= start and not verb.is_passive:
        who = None  # five died in custody, 72 captured
    is_by = verb.is_passive and who is not None and bool(predicate.custody)
    if not (_is_likely(predicate, who, whom) or is_by or patient or (verb.has_object and (who or marked))):
        return {}, ()
    if who:
        is_receiver = words[verb.first].folded in read_verbs()["receiving"] and "to_holder" in predicate.roles
        cells["target" if is_receiver else "who"] = write_name(who, subjects)
    if whom and whom is not who:
        cells["object"] = write_name(whom, objects)
    by_place = read_verbs()["predicates"][verb.meaning].get("by_place")
    if by_place and not who and whom and _is_held_by_place(words, verb):
        cells = {"who": cells.pop("object"), "predicate": by_place}
    following = min((words[one.first].start for one in find_verbs(sentence.text, words) if one.first > verb.first),
                    default=len(sentence.text))  # fmt: skip
    if another := ANOTHER_PART.search(sentence.text, end):
        following = min(following, another.start())
    for one in (one for one in reach if one.start < following):
        _fill_place(cells, one, marked.get(one.start, ""), predicate)
    if patient and not whom:
        cells["wording"] = patient.wording
    if not cells:
        return {}, ()
    number = None if patient else find_number(sentence, whom or who)
    if number and (predicate.custody or (whom and whom.may_be({"Group"}))):
        cells["wording"] = number.wording
        unit = split_text((whom or who or sentence.mentions[0]).name)[-1:]
        if unit and unit[0].folded in vocabulary().units - {"people"}:
            cells["unit"] = unit[0].folded
    return cells, [one for one in (who, whom) if one]


def _join_antecedent(
    sentence: SentenceContent,
    words: Sequence[TextWord],
    verb: VerbInText,
    clause: Clause | None,
    before: list[Mention],
) -> tuple[list[Mention], Mention | None]:
    """Who may act in a clause, and whom it is about: those before it, who act where nobody stands before the verb.

    People who are only their own, as in "whom its troops captured", act for who acts in the sentence.
    """
    if clause is None:
        return before, None
    one = clause.antecedent
    own = [word.folded for word in words if clause.start < word.start < words[verb.first].start]
    if (
        not verb.is_passive
        and any(word in read_verbs()["own"] for word in own)
        and (not before or before[0].kind.startswith("Group."))
    ):
        earlier = [other for other in sentence.mentions if other.end <= clause.start]
        main = [other for other in earlier if other.may_be({"Actor"}) and other.known]
        return main[:1], one
    if before:
        return before, one
    return ([one] if one else []), None


def _find_patient(sentence: SentenceContent, words: Sequence[TextWord], verb: VerbInText) -> NumberInText | None:
    """The number that stands for people right before a verb: three had been freed, a further nine were let go."""
    start = words[verb.first].start
    for one in sentence.numbers:
        if one.end > start:
            break
        between = [word.folded for word in split_text(sentence.text[one.end : start])]
        if all(word in read_verbs()["between_patient"] for word in between) and (between or not verb.is_passive):
            return one
    end = words[verb.end - 1].end
    behind = next((one for one in sentence.numbers if 0 <= one.start - end <= 1), None)
    return behind if behind and not verb.is_passive and PATIENT_ENDS.match(sentence.text, behind.end) else None


def _list_nameless(text: str, words: Sequence[TextWord], verb: VerbInText) -> list[Mention]:
    """Those without a name who say what they did themselves: the command says it released eleven."""
    if not verb.first or words[verb.first - 1].folded not in ("it", "they"):
        return []
    speech = next((one.first for one in list_speech(text, words) if one.end == verb.first - 1), 0)
    found = find_nameless(text, words, speech) if speech else None
    return [found] if found else []


def _is_own(text: str, mention: Mention) -> bool:
    """Whether people are those of who acts: Uganda keeps its soldiers there."""
    before = split_text(text[max(0, mention.start - 25) : mention.start])
    return bool(before) and before[-1].folded in read_verbs()["own"]


def _is_held_by_place(words: Sequence[TextWord], verb: VerbInText) -> bool:
    """Whether a place is said to hold people: the same prison held 112 men."""
    return bool(verb.first) and words[verb.first - 1].folded in read_verbs()["places"]


def _write_swap(
    cells: Cells, text: str, words: Sequence[TextWord], verb: VerbInText, clauses: Sequence[Clause]
) -> None:
    """Make an exchange of a release for which something is given: who lets go stands under from."""
    phrases_by_predicate = read_verbs()["predicates"][verb.meaning].get("with_behind", {})
    end = words[verb.end - 1].end
    clause = find_clause(clauses, end - 1)
    behind = text[end : clause.end if clause else len(text)]
    behind = behind[: next((one.start - end for one in clauses if one.start > end), len(behind))]
    meant = (one for one, phrases in phrases_by_predicate.items() if any(phrase in behind for phrase in phrases))
    if other := next(meant, None):
        cells["predicate"] = list_predicates().write(other)
        if "who" in cells:
            cells["origin"] = cells.pop("who")


def _is_likely(predicate: Predicate, who: Mention | None, whom: Mention | None) -> bool:
    """Whether enough of a statement is named: whom it is about where the predicate needs them, else somebody.

    What has no object, as a law that forbids something, says nothing without its terms; people who escape do.
    """
    if "object" not in predicate.roles:
        return bool(who and predicate.custody)
    return bool(whom) if "object" in predicate.required else bool(who or whom)


def _is_aside(text: str, mention: Mention) -> bool:
    """Whether the word before an actor says that it does not act: the border with Syria."""
    before = split_text(text[max(0, mention.start - 25) : mention.start])
    before = before[:-1] if before and before[-1].folded in ("the", "a", "an") else before
    return bool(before) and before[-1].folded in read_verbs()["aside"]


def _is_participle(text: str, words: Sequence[TextWord], verb: VerbInText, before: Sequence[Mention]) -> bool:
    """Whether a verb says what was done to those right before it: people convicted of crimes."""
    following = [word.folded for word in words[verb.end : verb.end + 1]]
    is_beside = bool(before) and text[before[-1].end : words[verb.first].start] == " "
    return (
        is_beside
        and before[-1].kind.startswith("Group.")
        and words[verb.first].folded.endswith("ed")
        and bool(following)
        and following[0] in read_verbs()["behind_participle"]
    )


def _choose_joined(text: str, actors: Sequence[Mention], labels: frozenset[str]) -> tuple[Mention, Mention] | None:
    """The two actors before a verb that have `and` between; `actors` begin with the last one."""
    found = [one for one in actors[:2] if one.may_be(labels) and not one.kind.startswith("Group")]
    if len(found) == 2 and text[found[1].end : found[0].start].strip() in ("and", "and the", "و"):
        return found[1], found[0]
    return None


def is_free(text: str, mention: Mention) -> bool:
    """Whether a name stands for itself, and not for what is its: Iraq's prisons, US-backed."""
    behind = text[mention.end : mention.end + 3]
    return not behind.startswith(("'s", "’s")) and not (behind[:1] in ("-", "‑") and behind[1:2].islower())


def list_addressed(sentence: SentenceContent, words: Sequence[TextWord]) -> set[int]:
    """Where those begin to whom something is told."""
    addressing = read_verbs()["addressing"]
    told = [one for one in find_phrases(sentence.text, words, "speech") if words[one.first].folded in addressing]
    ends = [words[speech.end - 1].end for speech in told]
    between = [
        (one.start, sentence.text[end : one.start]) for end in ends for one in sentence.mentions if one.start > end
    ]
    return {start for start, text in between if text.strip().casefold() in ("", "the")}


def _keep_beside(
    text: str, words: Sequence[TextWord], verb: VerbInText, actors: Sequence[Mention]
) -> Sequence[Mention]:
    """Those who may do it; of prisons holding people only who stands right before."""
    before = [word.folded for word in words[max(0, verb.first - 2) : verb.first]]
    is_clear = any(word in (*read_verbs()["passive"], "of") for word in before)  # is holding, the process of moving
    if is_clear or not words[verb.first].folded.endswith("ing"):
        return actors
    return [one for one in actors if not text[one.end : words[verb.first].start].strip(" ,")]


def _choose(mentions: Sequence[Mention], labels: frozenset[str], not_group: bool = False) -> Mention | None:
    """The first that may be of some labels; of those that are named, before new names of which nothing is known."""
    fitting = [one for one in mentions if one.may_be(labels) and not (not_group and one.kind.startswith("Group"))]
    return fitting[0] if fitting else None


def _find_column(text: str, mention: Mention) -> str:
    """The column that the word before a mention points to: `at` of in Iraq; empty where there is none."""
    before = split_text(text[max(0, mention.start - 25) : mention.start])
    before = before[:-1] if before and before[-1].folded in ("the", "a", "an") else before
    column = load_toward().get(before[-1].folded, "") if before else ""
    return "" if mention.kind.startswith("Group.") and column != "who" else column


@cache
def load_toward() -> dict[str, str]:
    """Words before a place or a holder, and the column that each points to."""
    return {fold_name(word): column for words in read_verbs()["toward"].values() for word, column in words.items()}


def _fill_place(cells: Cells, mention: Mention, column: str, predicate: Predicate) -> None:
    roles = {"at": ("at",), "origin": ("from_place", "from_holder"), "target": ("to_place", "to_holder")}.get(
        column, ()
    )
    role = next((role for role in roles if role in predicate.roles and mention.may_be(predicate.roles[role])), None)
    if role and column not in cells:
        name = write_name(mention, predicate.roles[role])
        shared = len({entity.label for entity in mention.known} & {"Actor", "Place"}) > 1
        cells[column] = f"{name} (place)" if shared and role.endswith("place") else name


def write_name(mention: Mention, labels: frozenset[str]) -> str:
    """The name to write in a cell: that of the one entity of these labels, else as it is in the text."""
    fitting: list[NamedEntity] = mention.list_known(labels)
    return choose_form(fitting[0], [mention.name]) if len(fitting) == 1 else mention.name


def choose_form(entity: NamedEntity, forms: Sequence[str]) -> str:
    """The name of an entity; as printed where that shows nothing of it: MNLA, for a coalition that it later joined.

    States keep their name, since a report writes their armies and capitals for them.
    """
    if entity.kind in ("state", "government", "country") or not forms:
        return entity.name
    initials = "".join(word[0] for word in fold_name(entity.name).split())
    words = set(fold_name(entity.name).split())
    for form in forms:
        folded = fold_name(form)
        is_short = folded.replace(" ", "") in (initials, initials.replace("o", ""))
        if not form.isascii() or words & set(folded.split()) or is_short or fold_name(entity.name) == folded:
            return entity.name
    return forms[0]


def find_number(sentence: SentenceContent, mention: Mention | None) -> NumberInText | None:
    """The number that counts those who are named: the last one shortly before them."""
    if mention is None:
        return None
    before = [one for one in sentence.numbers if 0 <= mention.start - one.end <= FAR]
    nearest = max(before, key=lambda one: one.end, default=None)
    others = [one for one in sentence.mentions if nearest and nearest.end <= one.start < mention.start]
    return None if others else nearest


def _fill_circumstances(
    sentence: SentenceContent, words: Sequence[TextWord], verb: VerbInText, clauses: Sequence[Clause]
) -> Cells:
    """When it was, who says so and when: a date counts in its own clause alone."""
    cells: Cells = {}
    place = words[verb.first].start
    clause = find_clause(clauses, place)
    said = find_said_day(sentence.text, words, sentence.dates)
    dates = [one for one in sentence.dates if one is not said and find_clause(clauses, one.start) is clause]
    verbs = [words[one.first].start for one in find_verbs(sentence.text, words)]
    dates = [one for one in dates if not (_is_of_other(sentence.text, one, verbs, place))]
    dates = [one for one in dates if not ANOTHER_PART.search(sentence.text[one.end : max(one.end, place)])]
    if dates or said:
        key = min(dates, key=lambda one: (one.start < place, abs(one.start - place)), default=said)
        cells["time"] = key.written if key else ""
    is_aside = clause is not None and sentence.text[: clause.start].rstrip().endswith(",")  # the report's own words
    if verb.meaning in read_verbs()["only_denied"] or is_aside:
        return cells
    actors = [one for one in sentence.mentions if one.may_be({"Actor"}) and is_free(sentence.text, one)]
    if speaker := find_speaker(sentence.text, words, actors, clauses, place):
        cells["said_by"] = write_name(speaker, frozenset({"Actor"}))
        cells |= {"said_on": said.written} if said else {}
    return cells


def _is_of_other(text: str, date: DateInText, verbs: Sequence[int], place: int) -> bool:
    """Whether a date before a verb is that of an earlier one: after they stormed it in May, they held it."""
    is_parted = date.end <= place and "," in text[date.end : place]
    return is_parted and any(verb < date.start for verb in verbs)


def _list_manners(
    sentence: SentenceContent, words: Sequence[TextWord], verb: VerbInText, named: Sequence[Mention]
) -> list[str]:
    """Whether what a verb says is planned, and whether it is said not to be so."""
    if any(one.first < verb.first for one in find_phrases(sentence.text, words, "denial")):
        return ["denied"]
    plans = find_phrases(sentence.text, words, "plan")
    is_planned = any(0 <= verb.first - one.end < PLANNED_WITHIN for one in plans)
    return ["planned"] * is_planned + ["denied"] * _is_negated(words, verb, named)


def _is_negated(words: Sequence[TextWord], verb: VerbInText, named: Sequence[Mention]) -> bool:
    """Whether `not` stands shortly before a verb, or `no` right before the people of whom it tells: holds no civilians.

    `named` are who does it and whom it is about; `not only` says that it is so.
    """
    negation = read_verbs()["negation"]
    before = [word.folded for word in words[max(0, verb.first - NEGATED_WITHIN) : verb.first]]
    if "only" not in before and any(word in negation["before_verb"] for word in before):
        return True
    behind = [word.folded for word in words[verb.end : verb.end + 1]]
    if behind and behind[0] in negation["nobody"]:
        return True
    starts = {one.start for one in named if one.may_be({"Group"})}
    none_of = {words[at + 1].start for at in range(len(words) - 1) if words[at].folded in negation["before_people"]}
    return bool(starts & none_of)
