"""Who says what a sentence says, and on which day: an actor, or people without a name, such as a spokesman."""

import re
from collections.abc import Sequence

from graph.dates.in_text import DateInText
from graph.names.keys import is_arabic
from graph.names.text_words import TextWord
from ingest.reports.clauses import Clause, find_clause, measure_gap
from ingest.reports.mentions import Mention, read_word_before
from ingest.reports.verbs import VerbInText, find_phrases, read_verbs

NEAR_SPEECH = 40  # characters between who says something and the word for it
LONGEST_SPEAKER = 8  # words of a speaker without a name
MOST_BEFORE_HEAD = 2  # words that describe a speaker: the regional command
SPOKEN_ON = re.compile(r"\s*(?:on |in |late |early )?")
STATEMENT_OF = re.compile(
    r"\b(?:statement|interview|report|letter|speech|message|press release)s? (?:of|on|dated|from|in) $"
)
BEFORE_FIRST = re.compile(r"\W{0,3}(?:(?:on|in|by|but|and) ){0,2}(?:the )?", re.IGNORECASE)
WHO_SPEAKS = re.compile(r",? [^,;:.]{1,60} ")  # between a day and the word of speech
NEAR_END = 10  # characters behind a word of speech that are too few for what is said
ARTICLES = ("a", "an", "the", "one", "some", "two", "three", "several", "their", "his", "her", "its")


def list_speech(text: str, words: Sequence[TextWord]) -> list[VerbInText]:
    """The words of speech of a sentence, then those of denial."""
    return [*find_phrases(text, words, "speech"), *find_phrases(text, words, "denial")]


def find_speaker(
    text: str, words: Sequence[TextWord], actors: Sequence[Mention], clauses: Sequence[Clause], place: int
) -> Mention | None:
    """The actor next to a word of speech, or behind `according to`; else those without a name who say it.

    `place` is that of what is said; what stands before the word is said only where the word ends the sentence.
    `actors` stand for themselves. Who stands in a clause before the word does not say it, nor who is behind `by`.
    """
    for speech in list_speech(text, words):
        start, end = words[speech.first].start, words[speech.end - 1].end
        if place < start and speech.meaning != "from" and len(text) - end > NEAR_SPEECH:
            continue
        if speech.first and words[speech.first - 1].folded in read_verbs()["passive"]:
            continue  # is thought to have
        inside = find_clause(clauses, start)
        reach = [one for one in actors if find_clause(clauses, one.start) in (inside, None)]
        behind = [one for one in reach if 0 <= one.start - end <= NEAR_SPEECH]
        before = [
            one for one in reach if one.end <= start and measure_gap(clauses, one.end, start) <= NEAR_SPEECH
            and read_word_before(text, one) != "by"
        ]  # fmt: skip
        if speech.meaning == "from" or is_arabic(words[speech.first].folded):
            before, behind = behind[:1], before[-1:]
        else:
            before, behind = before[-1:], behind[:1] if end + 1 >= len(text) - NEAR_SPEECH else []
        nameless = None if speech.meaning == "from" else find_nameless(text, words, speech.first)
        if nameless and not (before and before[0].start > nameless.start and before[0].end > nameless.end):
            return nameless
        if chosen := (*before, *behind):
            return chosen[0]
    return None


def find_nameless(text: str, words: Sequence[TextWord], speech: int) -> Mention | None:
    """People without a name right before a word of speech, with what describes them: spokesman for the army."""
    heads = read_verbs()["speakers"]
    for first in range(speech - 1, max(-1, speech - 1 - LONGEST_SPEAKER), -1):
        if any(sign in text[words[first].end : words[speech].start] for sign in ",;:."):
            return None
        if words[first].folded in heads:
            begin = first
            while begin and words[begin - 1].folded in read_verbs()["describing"]:
                begin -= 1
            while begin and first - begin < MOST_BEFORE_HEAD and words[begin - 1].folded.isalpha():
                if words[begin - 1].folded in ARTICLES or text[words[begin - 1].end : words[begin].start] != " ":
                    break
                begin -= 1
            is_begun = begin == 0 or words[begin - 1].folded in ARTICLES or text[words[begin].start].isupper()
            name = text[words[begin].start : words[speech].start].strip()
            if not is_begun or "'s " in name or "’s " in name:
                return None
            name = name[0].lower() + name[1:] if not name[:2].isupper() else name
            return Mention(words[begin].start, words[speech - 1].end, name, kind="Actor.anonymous")
    return None


def find_said_day(text: str, words: Sequence[TextWord], dates: Sequence[DateInText]) -> DateInText | None:
    """The date of a word of speech: said last week, in a statement of 20 February, on 3 May the army said that.

    A date before it is its own where only who speaks stands between, and what is said follows.
    """
    spoken = [one for one in list_speech(text, words) if one.meaning != "from"]
    places = [(words[one.first].start, words[one.end - 1].end) for one in spoken]
    for one in dates:
        is_behind = any(SPOKEN_ON.fullmatch(text[end : one.start]) for _, end in places if end <= one.start)
        is_before = any(
            one.end < start and end + NEAR_END < len(text) and WHO_SPEAKS.fullmatch(text[one.end : start])
            for start, end in places
        )
        if is_behind or STATEMENT_OF.search(text[: one.start]) or (is_before and _begins(text, one)):
            return one
    return None


def _begins(text: str, one: DateInText) -> bool:
    """Whether a sentence begins with a date, but for a word such as on."""
    return bool(BEFORE_FIRST.fullmatch(text[: one.start]))
