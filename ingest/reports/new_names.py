"""Names in a text that nobody has yet: runs of words with capitals, and words behind a cue such as `prison` in Arabic.

They are suggestions: who reads the text decides which of them are names, and of what.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from graph.dates.suggestion_words import MONTHS, WEEKDAYS, split_names
from graph.names.in_text import NameInText
from graph.names.text_words import TextWord, split_text
from graph.spelling import fold_name
from ingest.reports.verbs import list_people_words, load_groups

FILE = Path(__file__).with_name("words.yml")
GAP = re.compile(r"[ \u00a0]|[-‐–]|['’] ?|& ?| & ")  # between two words of a name
NEAR = 12  # characters before a word that are looked at
OPENING = " \u00a0\"'“‘«(["  # signs with which a sentence may begin
CLOSING = tuple(".!?؟۔:;”’»|•")  # after which one begins
ABBREVIATION = re.compile(r"^\s?\(['\"“]?([A-Z][A-Za-z]{1,9})['\"”]?\)")
HEADLINE, SHORTEST_HEADLINE = 0.8, 6  # of the longer words of a text with a capital: then capitals say nothing; words
MOST_KINDS = 2  # words behind a name that say what it is
LONGEST_RUN = 12  # words
SHORTEST_ACRONYM = 3  # letters
SHORT_TITLE = 4  # letters of a title that ends with a full stop: Gen. Stone
NEAR_OCCUPATION = 25  # characters before a name in which the word before it begins
POSSESSIVE = re.compile("['’]s ")
ReadParagraphs = list[tuple[int, str, Sequence[NameInText]]]  # place and text of each, and the known names in it
# with a capital they belong to a name: El Obeid
NAME_ARTICLES = frozenset(
    ["el", "al", "la", "le", "los", "las", "les", "abu", "bin", "ibn", "der", "den", "da", "dos"]
)  # El Obeid
ARMED = ("group", "militia", "militias", "rebels")  # behind the name of those who fight: the Stone group
INNER_PLACES = ("Place.facility", "Place.camp")


@dataclass(slots=True)
class NewName:
    """A name that is not known: how it is written, what it is likely to be, its other forms, and where it is.

    `kind` is `Label.kind`, or empty. `places` are the place of the paragraph, start and end of each occurrence.
    """

    name: str
    kind: str = ""
    others: list[str] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of a paragraph that may be a name."""

    number: int
    start: int
    end: int
    text: str
    kind: str
    is_alone_at_start: bool = False  # a single word that begins a sentence
    abbreviation: str = ""


class WordLists:
    """The lists of `words.yml`, folded."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.joining = frozenset(content["joining"])
        self.starting = frozenset(map(fold_name, content["starting"].split()))
        self.titles = frozenset(content["titles"].split())
        self.offices = frozenset(content["offices"])
        self.of = tuple(phrase.split() for phrase in content["persons_of"])
        self.kinds = {word: kind for kind, words in content["kinds"].items() for word in words}
        self.cues = {fold_name(word): kind for kind, words in content["cues"].items() for word in words}
        self.days = frozenset(
            fold_name(name) for row in (*MONTHS, *WEEKDAYS) for name in split_names(row.split("|")[0])
        )
        self.no_names = frozenset(fold_name(name) for name in content["no_names"])

    def says_what(self, word: str) -> bool:
        """Whether a word says what something is, or what somebody does."""
        return word in self.kinds or word in self.offices or word in self.titles


@cache
def load_word_lists() -> WordLists:
    """The lists of `words.yml`."""
    return WordLists(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def find_new_names(paragraphs: Sequence[tuple[int, str, Sequence[NameInText]]]) -> list[NewName]:
    """The names in some paragraphs (place, text and the known names in it) that are not known, in their order.

    Shorter forms of a name, such as the family name alone or its abbreviation, are told with the longest one.
    """
    runs = [run for number, text, known in paragraphs for run in _list_runs(number, text, known)]
    inner = {run.text for run in runs if not run.is_alone_at_start}
    parts = {word for text in inner for word in text.split()}
    found: dict[str, NewName] = {}
    for run in runs:
        if run.is_alone_at_start and run.text not in parts:
            continue
        one = found.setdefault(fold_name(run.text), NewName(run.text, run.kind))
        one.kind = one.kind or run.kind
        if one.name.isupper() and not run.text.isupper():  # GAO, where a report was written
            one.name = run.text
        one.places.append((run.number, run.start, run.end))
        if run.abbreviation and run.abbreviation not in one.others:
            one.others.append(run.abbreviation)
    return _join_forms(list(found.values()))


def _list_runs(number: int, text: str, known: Sequence[NameInText]) -> Iterator[_Run]:
    words = split_text(text)
    lists = load_word_lists()
    yield from _list_cued(number, text, words, known)
    if _is_headline(text, words):
        return
    at = 0
    while at < len(words):
        size = _measure_run(text, words, at, lists)
        if size:
            for _ in range(MOST_KINDS):  # the Saltmarsh district jail
                size += _is_of_kind(text, words, at + size, known)
            yield from _make_runs(number, text, words[at : at + size], known)
        at += max(size, 1)


def _is_headline(text: str, words: Sequence[TextWord]) -> bool:
    longer = [word.written[:1].isupper() for word in words if len(word.written) > 3]
    is_long = len(words) >= SHORTEST_HEADLINE and not text.rstrip().endswith((".", ":", "!", "?"))
    return is_long and sum(longer) >= HEADLINE * len(longer)


def _measure_run(text: str, words: Sequence[TextWord], at: int, lists: WordLists) -> int:
    """How many words from a place on may be one name: capitals, with joining words between."""
    if not _has_capital(words[at]):
        return 0
    size = last = 1
    while at + size < len(words) and size < LONGEST_RUN:
        word = words[at + size]
        before, gap = words[at + size - 1], text[words[at + size - 1].end : word.start]
        is_short = before.folded in lists.titles and len(before.written) <= SHORT_TITLE
        if not GAP.fullmatch(gap) and not (gap == ". " and (is_short or len(before.written) == 1)):
            break
        if word.folded == "the" and before.folded not in lists.joining:
            break  # in Saltmarsh the Lake Guard
        size += 1
        if _has_capital(word):
            last = size
        elif word.folded not in lists.joining:
            break
    return last


def _is_of_kind(text: str, words: Sequence[TextWord], at: int, known: Sequence[NameInText]) -> bool:
    """Whether the word behind a run says what place it is: Osterby prison; of a known place, only a prison or camp."""
    if at >= len(words) or text[words[at - 1].end : words[at].start] != " ":
        return False
    kind = load_word_lists().kinds.get(words[at].folded, "")
    is_known = any(one.start < words[at - 1].end and words[at - 1].start < one.end for one in known)
    is_part = any(one.start < words[at].end and words[at].start < one.end for one in known)
    is_armed = words[at].folded in ARMED and not is_known
    return not is_part and (kind in INNER_PLACES or is_armed or (kind.startswith("Place.") and not is_known))


def _has_capital(word: TextWord) -> bool:
    return word.written[:1].isupper()


def _make_runs(number: int, text: str, words: Sequence[TextWord], known: Sequence[NameInText]) -> Iterator[_Run]:
    """The name of a run without words that begin a sentence or stand before a name; none where it is known."""
    lists = load_word_lists()
    is_first = begins_sentence(text, words[0].start)
    while words and (words[0].folded in lists.starting or words[0].folded in lists.joining):
        if len(words[0].written) > 1 and words[0].written.isupper() and words[0].folded not in lists.titles:
            break
        if words[0].folded in NAME_ARTICLES and words[0].written[:1].isupper() and len(words) > 1:
            break
        words, is_first = words[1:], False
    if is_first and len(words) > 1 and words[0].folded.endswith(("ing", "ly")) and words[1].folded not in lists.joining:
        words, is_first = words[1:], False
    if is_first and len(words) > 2 and words[1].folded == "of" and not lists.says_what(words[0].folded):
        words, is_first = words[2:], False  # men of the lake guard
        while words and words[0].folded in lists.joining | lists.starting:
            words = words[1:]
    while words and (words[-1].folded in lists.joining or words[-1].folded in lists.days):
        words = words[:-1]
    while words and words[0].folded in lists.days:
        words = words[1:]
    if all(word.folded in lists.no_names or word.folded in lists.joining for word in words):
        return
    if len(words) == 1 and words[0].folded in list_people_words() and not words[0].written.isupper():
        return  # Captives, as a headline begins
    free = [word for word in words if not any(one.start < word.end and word.start < one.end for one in known)]
    if not any(word.folded not in lists.joining for word in free):
        return
    if person := _find_person(words):
        if not all(any(one.start < word.end and word.start < one.end for one in known) for word in person):
            yield _make_run(number, text, person, "Actor.person", len(person) < len(words))
        return
    folded = [word.folded for word in words]
    is_title = all(word in lists.titles or word in lists.joining for word in folded)
    if is_title and (len(words) == 1 or not set(folded) & lists.offices):
        return
    if len(words) == 1 and (len(words[0].written) == 1 or _is_only_kind(words[0])):
        return
    kind = (
        "Actor.office" if set(folded) & lists.offices and (is_title or len(free) < len(words)) else _guess_kind(folded)
    )
    if not kind and len(words) > 1 and _has_occupation(text, words[0].start):
        kind = "Actor.person"
    is_acronym = len(words[0].written) >= SHORTEST_ACRONYM and words[0].written.isupper()
    yield _make_run(number, text, words, kind, not (is_first and len(words) == 1) or is_acronym)


def _has_occupation(text: str, start: int) -> bool:
    """Whether a word for one person, such as journalist, stands right before a name."""
    before = split_text(text[max(0, start - NEAR_OCCUPATION) : start])[-1:]
    return bool(before) and before[0].folded in load_groups() and before[0].folded not in list_people_words()


def _is_only_kind(word: TextWord) -> bool:
    """Whether a word alone says what something is and names nothing: the Government; not the Coalition."""
    kind = load_word_lists().kinds.get(word.folded)
    return kind not in (None, "Actor.media", "Actor.coalition") and not word.written.isupper()


def begins_sentence(text: str, place: int) -> bool:
    """Whether a sentence begins at a place of a text, by the sign before it."""
    before = text[max(0, place - NEAR) : place].rstrip(OPENING)
    if not before:
        return place <= NEAR
    return before.endswith(CLOSING)


def _make_run(number: int, text: str, words: Sequence[TextWord], kind: str, is_sure: bool) -> _Run:
    start, end = words[0].start, words[-1].end
    if words[-1].written.endswith(("'s", "’s")):
        end -= 2
    match = ABBREVIATION.match(text[end:])
    initials = "".join(word.written[0] for word in words if word.written[:1].isupper())
    short = match[1] if match and match[1][:1] == initials[:1] and len(match[1]) <= len(initials) + 2 else ""
    return _Run(number, start, end, text[start:end], kind, not is_sure, short)


def _find_person(words: Sequence[TextWord]) -> Sequence[TextWord]:
    """The words behind the last title of a run, at most four; none where no title is before a name."""
    lists = load_word_lists()
    folded = [word.folded for word in words]
    for phrase in lists.of:
        for at in range(len(folded) - len(phrase)):
            if folded[at : at + len(phrase)] == phrase:
                return words[at + len(phrase) :]
    last = max((place for place, word in enumerate(folded) if word in lists.titles), default=-1)
    rest = words[last + 1 :]
    if last < 0 or not 1 <= len(rest) <= 4:
        return ()
    is_other = any(word.folded in ("of", "for", "the") or word.folded in lists.kinds for word in rest)
    return () if is_other or any(word.folded in lists.offices for word in rest) else rest


def _guess_kind(folded: Sequence[str]) -> str:
    kinds = load_word_lists().kinds
    head = folded[: folded.index("of")][-1:] if "of" in folded[1:] else folded[-1:]
    return next((kinds[word] for word in (*head, folded[0]) if word in kinds), "")


def _list_cued(number: int, text: str, words: Sequence[TextWord], known: Sequence[NameInText]) -> Iterator[_Run]:
    """A word of the list of cues with the word behind it, where that is no known name."""
    cues = load_word_lists().cues
    for word, following in pairwise(words):
        kind = next((cues[word.folded[at:]] for at in sorted(word.begins) if word.folded[at:] in cues), None)
        if kind is None or text[word.end : following.start] != " " or len(following.folded) < 3:
            continue
        if not any(one.start < following.end and following.start < one.end for one in known):
            start = word.end - len(next(word.written[at:] for at in sorted(word.begins) if word.folded[at:] in cues))
            yield _Run(number, start, following.end, text[start : following.end], kind)


def _join_forms(found: list[NewName]) -> list[NewName]:
    """With a family name alone, or an abbreviation, among the other forms of the one longer name that has it."""
    by_last: dict[str, list[NewName]] = {}
    for one in found:
        words = one.name.split()
        if len(words) > 1 and one.kind in ("Actor.person", ""):
            by_last.setdefault(fold_name(words[-1]), []).append(one)
        if one.kind and POSSESSIVE.search(one.name):  # the ministry of a state: Northland's Ministry of Justice
            by_last.setdefault(fold_name(POSSESSIVE.split(one.name, maxsplit=1)[1]), []).append(one)
        for short in one.others:
            by_last.setdefault(fold_name(short), []).append(one)
    kept = []
    for one in found:
        longer = [other for other in by_last.get(fold_name(one.name), ()) if other is not one]
        if len(longer) == 1:
            if one.name not in longer[0].others:
                longer[0].others.append(one.name)
            longer[0].places += one.places
        else:
            kept.append(one)
    return kept


def drop_abbreviated(paragraphs: ReadParagraphs, new: Sequence[NewName]) -> ReadParagraphs:
    """The paragraphs without known names by which the text means a new one, as it says itself: Full Name (ABBR).

    Their places become those of the new name.
    """
    meant = {short: one for one in new for short in one.others if short.isupper()}
    found: ReadParagraphs = []
    for number, text, known in paragraphs:
        for name in known:
            if one := meant.get(name.written):
                one.places.append((number, name.start, name.end))
        found.append((number, text, [name for name in known if name.written not in meant]))
    return found
