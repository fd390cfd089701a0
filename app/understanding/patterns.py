"""Patterns of questions in a language, as regular expressions over the tokens of a typed text.

A text is a line of tokens, each with a blank after it: words as they are folded, `@2` the third name that was found,
`#0` the first days, `~0` the first number of people, `?1` the second run of words that are in no pattern.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.sentences import DEFAULT_LANGUAGE, list_languages
from app.sentences.question_words import QuestionWords, list_slots, read_question_words
from graph.spelling import fold_name

ELEMENT = re.compile(r"\{(?P<slot>\w{1,30})\}|<(?P<list>\w{1,30})>|(?P<sign>[\[\]])|(?P<word>[^\s\[\]{}<>]{1,60})")
SLOT = r"[@?]\d{1,2} "
DAYS = r"#\d{1,2} "
NUMBER = "number"  # a slot for a number of people, which may also stand before a group
GAP, GAP_NAME = "..", "gap"  # in a pattern: any words, which are left over
SLOTS = {
    # a group and a nationality stand side by side, in either order
    "held": r"(?:~\d{1,2} )?(?:@\d{1,2} @\d{1,2} |[@?]\d{1,2} )",
    "entity": r"(?:~\d{1,2} )?" + SLOT,
    NUMBER: r"~\d{1,2} ",
    "q": r"\S.{0,300} ",
    "days": DAYS,
}
SPEAKERS = ("exclude", "trust")  # of these several may be named
KNOWN_WHEN = "known_at"  # the parameter whose words are behind, or around, days
THEM = "them"  # a slot for words that stand for someone named before, which a question alone does not say
TOPIC = "topic"  # a slot for one of the topics of the file, which are searched for
SITE = "site"  # a slot for a place where people are held, and not for a town or a country
OCCURRENCE = "occurrence"  # a slot for an event
PARAMETERS = {SITE: "place", TOPIC: "q", OCCURRENCE: "entity"}  # of slots that are not named as theirs
BE = "<be>"


@dataclass(frozen=True, slots=True)
class QuestionPattern:
    """A way to ask a question, or to narrow one: the name of the question or of the parameter, and its expression.

    `is_open`: it ends with a form of `be`, or names nobody, so words behind it may change what is asked: how many were
    .. wounded, who held .. dwarfs.
    """

    asks: str
    expression: re.Pattern[str]
    slots: tuple[str, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class LanguagePatterns:
    """What typed questions are read by in one language: folded words, and lists with the longest phrases first."""

    source: QuestionWords
    questions: tuple[QuestionPattern, ...]
    modifiers: tuple[QuestionPattern, ...]
    openers: frozenset[str]  # words of which a question has one
    vocabulary: frozenset[str]
    ignored: tuple[tuple[str, ...], ...]
    before_dates: tuple[tuple[str, ...], ...]
    between: tuple[tuple[str, ...], ...]  # and, or
    counted: tuple[tuple[str, ...], ...]  # people behind a number
    scales: tuple[tuple[str, ...], ...]  # behind the digits of a number: thousand
    near_figures: tuple[tuple[str, ...], ...]  # before a number: about, up to
    of_figures: tuple[tuple[str, ...], ...]  # between a number and a name
    no_dates: tuple[tuple[str, ...], ...]
    today: tuple[tuple[str, ...], ...]
    relative: tuple[tuple[tuple[str, ...], str], ...]
    shifted: tuple[tuple[tuple[str, ...], str], ...]  # days by those of the question before
    known_then: tuple[tuple[str, ...], ...]  # that only what was known on the day itself counts
    again: tuple[tuple[str, ...], ...]  # what asks the question before once more
    clause_openers: tuple[tuple[str, ...], ...]  # what a further question begins with
    comma_openers: tuple[tuple[str, ...], ...]  # the same, behind a comma alone
    everyone: tuple[tuple[str, ...], ...]
    citizens: frozenset[str]
    anonymous: frozenset[str]
    unnamed: frozenset[str]
    prefixes: tuple[str, ...]
    article: str
    endings: tuple[str, ...]
    demonyms: dict[str, str]
    kinds: tuple[tuple[str, ...], ...]  # of places, before the name of a city: the prison in
    pronouns: tuple[tuple[str, ...], ...]
    called: dict[str, str]  # further names of those who have a name in another language


@cache
def list_patterns() -> tuple[LanguagePatterns, ...]:
    """The patterns of all languages that have some, those of the default language first."""
    languages = sorted(list_languages(), key=lambda tag: (tag != DEFAULT_LANGUAGE, tag))
    found = (read_question_words(language) for language in languages)
    return tuple(_compile_language(source) for source in found if source)


def _compile_language(source: QuestionWords) -> LanguagePatterns:
    ignored = _fold_phrases(source.list_words("ignored"))
    lists = {name: _fold_phrases(phrases) for name, phrases in source.words.items()}
    lists[THEM] = _fold_phrases(source.list_words("pronouns"))
    lists["and"] = _fold_phrases(source.list_words("and"))
    lists["citizens"] = _fold_phrases(source.list_words("citizens"))
    lists["counted"] = _fold_phrases(source.list_words("counted"))
    lists[TOPIC] = _fold_phrases(source.list_words("topics"))
    single = frozenset(phrase[0] for phrase in ignored if len(phrase) == 1)

    def compile_all(asks: str, patterns: list[str]) -> Iterator[QuestionPattern]:
        for pattern in (one for text in patterns for one in _part_open(text)):
            expression, _ = _write_expression(pattern, lists, single)
            if asks == KNOWN_WHEN and "{days}" not in pattern:
                expression += f"(?P<days>{DAYS})"
            slots = tuple(list_slots(pattern))
            yield QuestionPattern(asks, re.compile(rf"(?<!\S){expression}"), slots, pattern.endswith(BE) or not slots)

    questions = tuple(p for one in source.questions for p in compile_all(one["asks"], _list_texts(one)))
    modifiers = tuple(p for name, one in source.modifiers.items() for p in compile_all(name, _list_texts(one)))
    every = [text for one in (*source.questions, *source.modifiers.values()) for text in _list_texts(one)]
    words = {word for text in every for word in _write_expression(text, lists, single)[1]}
    words |= {
        word for phrase in (*lists[TOPIC], *lists[THEM], *_fold_phrases(source.list_words("again"))) for word in phrase
    }
    openers = {
        word for one in source.questions for text in _list_texts(one) for word in _list_openers(text, lists, single)
    }
    return LanguagePatterns(
        source=source,
        questions=questions,
        modifiers=modifiers,
        openers=frozenset(openers),
        vocabulary=frozenset(words | {word for phrase in ignored for word in phrase}),
        ignored=ignored,
        before_dates=_fold_phrases(source.list_words("before_dates")),
        between=lists["and"],
        counted=lists["counted"],
        scales=_fold_phrases(source.list_words("scales")),
        near_figures=_fold_phrases(source.list_words("near_figures")),
        of_figures=_fold_phrases(source.list_words("of_figures")),
        no_dates=_fold_phrases(source.list_words("no_dates")),
        today=_fold_phrases(source.list_words("today")),
        relative=_fold_steps(source.relative),
        shifted=_fold_steps(source.shifted),
        known_then=_fold_phrases(source.list_words("known_then")),
        again=_fold_phrases(source.list_words("again")),
        clause_openers=_fold_phrases(source.list_words("clause_openers")),
        comma_openers=_fold_phrases(source.list_words("comma_openers")),
        everyone=_fold_phrases(source.list_words("everyone_words")),
        citizens=frozenset(fold_name(word) for word in source.list_words("citizens")),
        anonymous=frozenset(fold_name(word) for word in source.list_words("anonymous")),
        unnamed=frozenset(fold_name(word) for word in source.list_words("unnamed")),
        prefixes=tuple(map(fold_name, source.list_words("prefixes"))),
        article=fold_name("".join(source.list_words("article"))),
        endings=tuple(map(fold_name, source.list_words("endings"))),
        demonyms={fold_name(word): name for word, name in source.demonyms.items()},
        kinds=_fold_phrases(source.list_words("kinds")),
        pronouns=lists[THEM],
        called={fold_name(word): name for word, name in source.called.items()},
    )


def _part_open(pattern: str) -> tuple[str, ...]:
    """A pattern whose end behind a form of `be` may be left out, with and without it."""
    start, be, end = pattern.rpartition(f"{BE} [")
    return (f"{start}{BE} {end.removesuffix(']')}", start + BE) if be and end.find("]") == len(end) - 1 else (pattern,)


def _fold_steps(steps: Mapping[str, str]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Each phrase as its folded words, with the step that it stands for, the longest first."""
    folded = ((tuple(fold_name(text).split()), step) for text, step in steps.items())
    return tuple(sorted(folded, key=lambda one: -len(one[0])))


def _list_texts(entry: Mapping[str, Any]) -> list[str]:
    """The patterns of an entry; how it is said can be typed too."""
    return [*([entry["reads"]] if "reads" in entry else []), *entry["patterns"]]


def _fold_phrases(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Each phrase as its folded words, the longest first."""
    return tuple(
        sorted({tuple(fold_name(phrase).split()) for phrase in phrases} - {()}, key=lambda one: (-len(one), one))
    )


def _write_expression(
    pattern: str, lists: dict[str, tuple[tuple[str, ...], ...]], ignored: frozenset[str]
) -> tuple[str, set[str]]:
    """The regular expression of a pattern, and the words of it."""
    written, words = "", set[str]()
    for element in ELEMENT.finditer(pattern):
        if slot := element["slot"]:
            written += f"(?P<{slot}>{_write_slot(slot, lists)})"
        elif name := element["list"]:
            phrases = [tuple(word for word in phrase if word not in ignored) for phrase in lists[name]]
            phrases = [phrase for phrase in phrases if phrase]
            words |= {word for phrase in phrases for word in phrase}
            written += "(?:" + "|".join("".join(f"{re.escape(word)} " for word in one) for one in phrases) + ")"
        elif element["word"] == GAP:
            written += rf"(?P<{GAP_NAME}>(?:\S{{1,60}} ){{0,20}}?)"
        elif element["sign"]:
            written += "(?:" if element["sign"] == "[" else ")?"
        else:
            for word in fold_name(element["word"]).split():
                if word not in ignored:
                    words.add(word)
                    written += f"{re.escape(word)} "
    return written, words


def _write_slot(slot: str, lists: dict[str, tuple[tuple[str, ...], ...]]) -> str:
    them = "|".join(f"{re.escape(word)} " for (word,) in lists[THEM])
    if slot == THEM:
        return them
    if slot == TOPIC:
        return "|".join("".join(f"{re.escape(word)} " for word in one) for one in lists[TOPIC])
    if slot in SPEAKERS:
        between = "|".join(f"{re.escape(word)} " for (word,) in lists["and"])
        return rf"{SLOT}(?:(?:{between}){SLOT}){{0,9}}|{them}"
    return f"{SLOTS.get(slot, SLOT)}|{them}"


def _list_openers(pattern: str, lists: dict[str, tuple[tuple[str, ...], ...]], ignored: frozenset[str]) -> set[str]:
    """The words that a pattern may begin with; of one that begins with a name, those behind it."""
    for element in ELEMENT.finditer(pattern):
        if name := element["list"]:
            return {next((word for word in phrase if word not in ignored), "") for phrase in lists[name]} - {""}
        if element["word"] and (words := [w for w in fold_name(element["word"]).split() if w not in ignored]):
            return {words[0]}
    return set()
