"""When it was what a verb says, who says so, and whether it is planned or said not to be so."""

import re
from collections.abc import Sequence

from graph.dates.in_text import DateInText
from graph.names.text_words import split_text
from graph.vocabulary import vocabulary
from ingest.reports.clauses import find_clause
from ingest.reports.content import Cells, SentenceContent
from ingest.reports.mentions import Mention, is_free, write_name
from ingest.reports.speakers import find_said_day, find_speaker
from ingest.reports.stretches import ANOTHER_PART
from ingest.reports.verbs import VerbInText, find_phrases, read_verbs

PLANNED_WITHIN = 4  # words between will and the verb
LONGEST_NOUN = 30  # characters before a date in which a noun and `of` stand
WHOLE_DAY = re.compile(r"\d{1,2} [A-Z]|[A-Z][a-z]{2,8} \d")
NEGATED_WITHIN = 3  # words between not and the verb


def find_circumstances(sentence: SentenceContent, verb: VerbInText, manners: Sequence[str]) -> Cells:
    """The cells of when it was, who says so and when: a date counts in its own clause alone.

    The day on which something is said is that of a state. An event was not after it, and a plan is not of that day.
    """
    cells: Cells = {}
    place = sentence.get_start(verb)
    clause = find_clause(sentence.clauses, place)
    said = find_said_day(sentence.text, sentence.words, sentence.dates)
    dates = [one for one in sentence.dates if one is not said and find_clause(sentence.clauses, one.start) is clause]
    dates = [one for one in dates if not _is_of_other(sentence, one, place) and not _is_of_noun(sentence.text, one)]
    if dates or said:
        key = min(dates, key=lambda one: (one.start < place, abs(one.start - place)), default=said)
        assert key is not None
        if key is not said:
            cells["time"] = key.written
        elif said and "planned" not in manners:
            is_state = vocabulary().predicates[verb.meaning].is_state
            cells |= {"time": said.written} if is_state else _write_latest(said)
    is_aside = clause is not None and sentence.text[: clause.start].rstrip().endswith(",")  # the report's own words
    if verb.meaning in read_verbs()["only_denied"] or is_aside:
        return cells
    actors = [one for one in sentence.mentions if one.may_be({"Actor"}) and is_free(sentence.text, one)]
    if speaker := find_speaker(sentence.text, sentence.words, actors, sentence.clauses, place):
        cells["said_by"] = write_name(speaker, frozenset({"Actor"}))
        cells |= {"said_on": said.written} if said else {}
    return cells


def _write_latest(said: DateInText) -> Cells:
    """The cell of when something was of which only the day is known on which it was said; none where that is vague."""
    return {"time": f"by {said.written}"} if WHOLE_DAY.match(said.written) else {}


def _is_of_noun(text: str, one: DateInText) -> bool:
    """Whether a date is that of what a noun before it names: a deal of 1 October."""
    before = [word.folded for word in split_text(text[max(0, one.start - LONGEST_NOUN) : one.start])[-2:]]
    return len(before) == 2 and before[1] == "of" and before[0].removesuffix("s") in read_verbs()["dated"]


def _is_of_other(sentence: SentenceContent, date: DateInText, place: int) -> bool:
    """Whether a date is that of another verb: after they stormed it in May, they held it, but left it in June."""
    between = sentence.text[date.end : max(date.end, place)]
    if date.start > place and ANOTHER_PART.search(sentence.text[place : date.start]):
        return any(place < sentence.get_start(verb) < date.start for verb in sentence.verbs)
    has_verb = any(sentence.get_start(verb) < date.start for verb in sentence.verbs)
    return bool(ANOTHER_PART.search(between)) or ("," in between and has_verb)


def list_manners(sentence: SentenceContent, verb: VerbInText, named: Sequence[Mention]) -> list[str]:
    """Whether what a verb says is planned, and whether it is said not to be so; `named` are those whom it names."""
    text, words = sentence.text, sentence.words
    if any(one.first < verb.first for one in find_phrases(text, words, "denial")):
        return ["denied"]
    plans = find_phrases(text, words, "plan")
    is_planned = any(0 <= verb.first - one.end < PLANNED_WITHIN for one in plans)
    return ["planned"] * is_planned + ["denied"] * _is_negated(sentence, verb, named)


def _is_negated(sentence: SentenceContent, verb: VerbInText, named: Sequence[Mention]) -> bool:
    """Whether `not` stands shortly before a verb, or `no` right before the people of whom it tells: holds no civilians.

    `named` are who does it and whom it is about; `not only` says that it is so.
    """
    words, negation = sentence.words, read_verbs()["negation"]
    before = [word.folded for word in words[max(0, verb.first - NEGATED_WITHIN) : verb.first]]
    if "only" not in before and any(word in negation["before_verb"] for word in before):
        return True
    behind = [word.folded for word in words[verb.end : verb.end + 1]]
    if behind and behind[0] in negation["nobody"]:
        return True
    starts = {one.start for one in named if one.may_be({"Group"})}
    none_of = {words[at + 1].start for at in range(len(words) - 1) if words[at].folded in negation["before_people"]}
    return bool(starts & none_of)
