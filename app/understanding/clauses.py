"""The questions that one text has: `who held al-Hol in 2021, and how many in 2022?` has two."""

import re
from dataclasses import dataclass, replace
from functools import cache

from app.understanding.patterns import LanguagePatterns
from app.understanding.words import TypedText, TypedWord
from graph.dates.suggestion_words import fold_text, load_lexicon

ENDS = re.compile(r"[?؟;؛!]|(?<=\w\w)\.(?=\s)")  # of a sentence; the full stops of U.S. are none
COMMAS = re.compile(r"[,،]")
OPENING = {"since", "from", "until", "by", "before", "after"}  # of a date
MOST_CLAUSES = 4
Words = tuple[TypedWord, ...]


@dataclass(frozen=True, slots=True)
class TypedClause:
    """A question of a text: from which word to before which, and its words without `and`."""

    first: int
    end: int
    text: TypedText


def split_clauses(typed: TypedText, patterns: LanguagePatterns) -> list[TypedClause]:
    """Each question of a text; one, where it has no further question."""
    starts = [0]
    for at in range(1, len(typed.words)):
        if len(starts) < MOST_CLAUSES and _is_start(typed, at, patterns):
            starts.append(at)
    return [cut_clause(typed, first, end, patterns) for first, end in zip(starts, [*starts[1:], None], strict=True)]


def cut_clause(typed: TypedText, first: int, end: int | None, patterns: LanguagePatterns) -> TypedClause:
    """The question from one word to before another, or to the last."""
    words = typed.words[first:end]
    own = (_drop_and(words, patterns) or words) if first else words
    return TypedClause(first, first + len(words), replace(typed, words=own))


def _is_start(typed: TypedText, at: int, patterns: LanguagePatterns) -> bool:
    """Whether a further question begins with a word: behind another one, with `and`, or with a comma."""
    sign = _find_sign(typed, at)
    if ENDS.search(sign):
        return True
    has_comma = COMMAS.search(sign) is not None
    words = typed.words[at:]
    rest = _drop_and(words, patterns)
    opens = _begins(rest or words, patterns.clause_openers)
    if not rest:
        return has_comma and opens
    if opens or (has_comma and _begins(rest, patterns.comma_openers)):
        return True
    return _has_only_days(typed, at, rest, patterns, is_behind_day=_is_of_date(typed.words[at - 1].folded))


def _find_sign(typed: TypedText, at: int) -> str:
    """What stands before a word, behind the last letters of the word before."""
    before = typed.words[at - 1]
    return typed.text[max(before.start, before.end - 2) : typed.words[at].start]


def _drop_and(words: Words, patterns: LanguagePatterns) -> Words:
    """The words behind `and`, which may be a letter of the first of them; none where they do not begin with it."""
    first = words[0]
    if (first.folded,) in patterns.between:
        return words[1:]
    for (letter,) in patterns.between:
        if letter in patterns.prefixes and first.folded.startswith(letter) and len(first.folded) > len(letter):
            return (TypedWord(first.folded[len(letter) :], first.start + len(letter), first.end), *words[1:])
    return ()


def _begins(words: Words, phrases: tuple[tuple[str, ...], ...]) -> bool:
    return any(tuple(word.folded for word in words[: len(phrase)]) == phrase for phrase in phrases)


def _has_only_days(typed: TypedText, at: int, rest: Words, patterns: LanguagePatterns, *, is_behind_day: bool) -> bool:
    """Whether all words up to the next sign may be of days: and at the end of January; on 20 and 24 January 2026."""
    steps = tuple(phrase for phrase, _ in patterns.shifted)
    is_bare = is_behind_day and _is_of_date(rest[0].folded)
    if not is_bare and not _begins(rest, (*patterns.before_dates, *steps, *_list_date_openers())):
        return False
    skipped = len(typed.words) - at - len(rest)
    last = at + 1
    while last < len(typed.words) and not re.search(r"[?؟;؛!,،]", _find_sign(typed, last)):
        last += 1
    words = [word.folded for word in rest[: last - at - skipped]]
    known = {word for phrase in (*patterns.before_dates, *patterns.ignored) for word in phrase}
    known |= {word for phrase in steps for word in phrase}
    return bool(words) and all(
        word in known or word.isdigit() or fold_text(word) in _list_date_words() for word in words
    )


def _is_of_date(word: str) -> bool:
    """Whether a word is a number or a month."""
    symbols = load_lexicon().get((fold_text(word),), ())
    return word.isdigit() or any(re.fullmatch(r"m\d{1,2}", symbol) for symbol in symbols)


@cache
def _list_date_openers() -> tuple[tuple[str, ...], ...]:
    return tuple(phrase for phrase, symbols in load_lexicon().items() if set(symbols) & OPENING)


@cache
def _list_date_words() -> frozenset[str]:
    return frozenset(word for phrase in load_lexicon() for word in phrase)
