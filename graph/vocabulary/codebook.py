"""The codebook: every word of a vocabulary with what it means, and the words that somebody looks for."""

import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, get_args

from graph.vocabulary.nearest import find_near_names
from graph.vocabulary.predicates import TEXTS, Predicate, Vocabulary, WordMeaning

WordType = Literal["predicate", "mode", "label", "kind", "term", "unit"]
TYPES: tuple[WordType, ...] = get_args(WordType)
SMALL = frozenset(  # words that most texts have
    word
    for line in (
        "a an and are as at be been being by did do for from had has have in is it its nor not of off on or out over",
        "that the their them they to up was were who will with would",
    )
    for word in line.split()
)
PLAIN_WORD = re.compile(r"\w{1,60}")
SHORTEST_STEM = 5  # letters with which a longer word may begin, as detain does detainee


class CodebookWord(NamedTuple):
    """A word. `group` is the label of a kind, or the group of a term; `sources` have it as their own, none: the
    package has it. `predicate` is what a predicate means for answers."""

    type: WordType
    group: str
    name: str
    meaning: WordMeaning
    sources: tuple[str, ...]
    predicate: Predicate | None


def list_words(words: Vocabulary, type_: WordType | None = None) -> list[CodebookWord]:
    """The words that new statements may have, of one type or of all: by type, in the order of their files."""
    found = []
    for (type_of_word, group, name), meaning in words.meanings.items():
        own = words.own.get((type_of_word, group, name))
        if type_ not in (None, type_of_word) or (own and not own.owners):
            continue
        predicate = words.predicates[name] if type_of_word == "predicate" else None
        sources = tuple(sorted(own.owners)) if own else ()
        kind: WordType = type_of_word  # type: ignore[assignment]
        found.append(CodebookWord(kind, group, name, meaning, sources, predicate))
    return sorted(found, key=lambda word: TYPES.index(word.type))


def search_words(
    words: list[CodebookWord], written: str, find_meant: Callable[[str], Iterable[str]] = lambda one: ()
) -> tuple[list[CodebookWord], bool]:
    """The words that somebody looks for, and whether they have it. Of several words that no text has together, each."""
    if (found := _search(words, written, find_meant))[1] or len(written.split()) < 2:
        return found
    parts = [_search(words, part, find_meant) for part in written.split() if part.casefold() not in SMALL]
    having = {(word.type, word.group, word.name): word for one, has_it in parts if has_it for word in one}
    return (list(having.values()), True) if having else found


def _search(
    words: list[CodebookWord], written: str, find_meant: Callable[[str], Iterable[str]]
) -> tuple[list[CodebookWord], bool]:
    """Those of that name; else the predicates that it may mean, then those that have it in their name, then those that
    have it in their texts. If none has it, those with a name that is nearly so."""
    plain = written.strip().casefold()
    joined = plain.replace(" ", "_").replace("-", "_")
    if exact := [word for word in words if word.name.casefold() in (plain, joined)]:
        return exact, True
    meant = set(find_meant(written))
    in_name = [word for word in words if word.type == "predicate" and word.name in meant]
    in_name += [
        word
        for word in words
        if word not in in_name and (_has_word(word.name.replace("_", " "), plain) or joined == word.group.casefold())
    ]
    in_texts = [
        word
        for word in words
        if word not in in_name
        and (
            any(_has_word(getattr(word.meaning, text), plain) for text in TEXTS)
            or plain in (code.casefold() for code in word.meaning.codes.values())
        )
    ]
    if in_name or in_texts:
        return in_name + in_texts, True
    near = find_near_names(written, [word.name for word in words])
    return sorted((word for word in words if word.name in near), key=lambda word: near.index(word.name)), False


def _has_word(text: str, plain: str) -> bool:
    """Whether a text has these words, and not only their letters inside others: ran is not in transfers."""
    padded = f" {' '.join(PLAIN_WORD.findall(text.casefold()))} "
    needle = " ".join(PLAIN_WORD.findall(plain))
    endings = ("",) if len(needle) >= SHORTEST_STEM else (" ", "s ", "es ", "d ", "ed ", "ing ")
    return bool(needle) and any(f" {needle}{ending}" in padded for ending in endings)
