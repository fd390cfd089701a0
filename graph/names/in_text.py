"""The names of known entities in a running text: every longest one, in any spelling of theirs and any script."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from graph.names.entries import EntityNames, NameUse, list_uses
from graph.names.keys import ARTICLES
from graph.names.text_words import FEWEST_LEFT, TextWord, is_shouted, split_text
from graph.spelling import fold_name, fold_names

SHORT = 3  # letters of an abbreviation, which is a name only as it is written: US, and not us
ARTICLE, WITH_ARTICLE = "ال", "لل"  # alone, and with `to` before it
LONGEST_NAME = 200  # characters
ENGLISH_WORDS = frozenset(("is", "us", "it", "who", "as", "or", "in", "am", "no", "so", "an", "at", "on", "be", "he"))


class NameInText(NamedTuple):
    """A known name in a text: where it is, as written there, and the ids of all who bear it."""

    start: int
    end: int
    written: str
    ids: tuple[str, ...]


class TextNames:
    """Finds the names of some entities in texts. Made once; a text of 20,000 words then takes a second."""

    def __init__(self, entities: Sequence[EntityNames]) -> None:
        self.entities = entities
        self._uses: list[NameUse] = [
            use
            for index, entity in enumerate(entities)
            for use in list_uses(index, entity)
            if len(use.written) <= LONGEST_NAME
        ]

    @cached_property
    def _automaton(self) -> Any:
        """Aho and Corasick's automaton of all folded names; of each its length and the places of its uses, and those of
        names that are this one behind the Arabic article."""
        from ahocorasick import Automaton

        places: dict[str, tuple[list[int], list[int]]] = {}
        for place, folded in enumerate(fold_names([use.written for use in self._uses])):
            for name in {folded, folded.removeprefix("the ")}:
                if len(name) > 1:
                    places.setdefault(name, ([], []))[0].append(place)
            if folded.startswith(ARTICLE) and len(folded) >= len(ARTICLE) + FEWEST_LEFT:
                places.setdefault(folded.removeprefix(ARTICLE), ([], []))[1].append(place)
        automaton = Automaton()
        for name, (uses, without_article) in places.items():
            automaton.add_word(name, (len(name), uses, without_article))
        if places:
            automaton.make_automaton()
        return automaton

    def find(self, text: str) -> list[NameInText]:
        """The names in a text, in order; none overlaps another, and the longest ones come first."""
        words = split_text(text)
        if not words or not self._uses:
            return []
        taken = [False] * len(words)
        chosen = []
        found = self._list_matches(words, is_shouted(text))
        for first, last, start, end, places in sorted(found, key=lambda one: (one[0] - one[1], one[2] - one[3])):
            if not any(taken[first : last + 1]):
                taken[first : last + 1] = [True] * (last + 1 - first)
                ids = tuple(sorted({self.entities[self._uses[place].entity].id for place in places}))
                chosen.append(NameInText(start, end, text[start:end], ids))
        return sorted(chosen)

    def _list_matches(self, words: Sequence[TextWord], is_loud: bool) -> Iterator[tuple[int, int, int, int, list[int]]]:
        """Each name: its first and last word, where it is in the text, and the places of its uses."""
        starts, at = [], 0
        for word in words:
            starts.append(at)
            at += len(word.folded) + 1
        joined = " ".join(word.folded for word in words)
        for end, (length, places, without_article) in self._automaton.iter(joined):
            begin = end + 1 - length
            first, last = bisect_right(starts, begin) - 1, bisect_right(starts, end) - 1
            head, tail = begin - starts[first], end + 1 - starts[last]
            if head not in words[first].begins or tail not in words[last].ends:
                continue
            part = words[first : last + 1]
            if words[first].folded[:head].endswith(WITH_ARTICLE):
                places = [*places, *without_article]
            is_bare = not head and tail == len(words[last].folded)
            kept = [place for place in places if is_written_as(part, self._uses[place].written, is_loud, is_bare)]
            if kept:
                yield first, last, _find_start(part[0], head), _find_end(part[-1], tail), kept


def is_written_as(part: Sequence[TextWord], name: str, is_loud: bool, is_bare: bool) -> bool:
    """Whether words of a text are written as a name is: with a capital where it has one, an abbreviation in capitals.

    `is_loud`: the text has nothing but capitals. `is_bare`: nothing is written to the words.
    """
    names = [word for word in split_text(name) if word.folded not in ARTICLES]
    texts = [word for word in part if word.folded not in ARTICLES] or list(part)
    if not names:
        return is_bare
    if len(names) == 1 and len(names[0].folded) <= SHORT and names[0].written.isupper():
        if not is_bare and len(part) == 1 and not _has_apostrophe(part[0]):
            return False
        spoken = texts[0].folded in ENGLISH_WORDS
        return texts[0].written.split("'")[0].split("’")[0].isupper() and not (is_loud and spoken)
    if all(len(word.folded) == 1 for word in names):  # U.S.
        return all(word.written.isupper() for word in texts)
    if not any(letter.isupper() for letter in name):
        return True
    first = next((word for word in names if word.written[:1].isupper()), None)
    if first is None or first is not names[0]:
        return any(letter.isupper() for word in texts for letter in word.written)
    return _find_capital(texts[0])


def _find_capital(word: TextWord) -> bool:
    inner = max(word.begins)
    return (
        word.written[:1].isupper() or word.written[:1].isdigit() or (inner > 0 and any(map(str.isupper, word.written)))
    )


def _has_apostrophe(word: TextWord) -> bool:
    return len(word.written) > len(word.folded)


def _find_start(word: TextWord, head: int) -> int:
    """Where a name begins in the text, behind letters and the apostrophe that are written to it."""
    if not head:
        return word.start
    places = range(len(word.written) + 1)
    return word.start + max(place for place in places if len(fold_name(word.written[:place])) <= head)


def _find_end(word: TextWord, tail: int) -> int:
    if tail == len(word.folded):
        return word.end
    places = range(len(word.written) + 1)
    return word.start + min(place for place in places if len(fold_name(word.written[:place])) >= tail)
