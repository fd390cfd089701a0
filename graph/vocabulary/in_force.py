"""The vocabulary in force: that of the package, with the words of the sources that are loaded."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from graph.vocabulary.predicates import Vocabulary
from graph.vocabulary.reading import add_former_words, add_own_words, list_entries, read_package

FOLDER = Path(__file__).parent
_read_package = cache(read_package)


class OwnWords(NamedTuple):
    """The words of a source: what its `vocabulary.yml` has, and entries of predicates that it had before, by name."""

    dataset: str
    now: Mapping[str, Any]
    before: Mapping[str, Any]


class _InForce:
    """Process-wide, as a process serves one store. `own` are the words of its sources."""

    own: tuple[OwnWords, ...] = ()
    words: Vocabulary | None = None


_tried: ContextVar[Vocabulary | None] = ContextVar("the vocabulary that is tried", default=None)


def vocabulary(folder: Path | None = None) -> Vocabulary:
    """The vocabulary in force, or that in the files of a folder. Raises InvalidVocabulary that names file, entry and
    value."""
    if folder is not None:
        return _read_package(folder)
    return _tried.get() or stored_vocabulary()


def stored_vocabulary() -> Vocabulary:
    """The vocabulary in force, without the words of a source that is being read or loaded."""
    if _InForce.words is None:
        _InForce.words = _read_package(FOLDER)
    return _InForce.words


def adopt_own_words(own: tuple[OwnWords, ...]) -> None:
    """Put the words of the sources of a store in force, in place of those before."""
    if own != _InForce.own:
        _InForce.own, _InForce.words = own, _combine(own)


@contextmanager
def try_own_words(dataset: str, now: Mapping[str, Any]) -> Iterator[None]:
    """While a source is read and loaded, and for that alone, its words are those of `now`, besides what is in force.

    Predicates that it has no longer stay known. Raises InvalidVocabulary for a word that the package or another source
    has, and for what cannot be read.
    """
    stored = next((one for one in _InForce.own if one.dataset == dataset), OwnWords(dataset, {}, {}))
    if stored.now == now:
        yield
        return
    others = [one for one in _InForce.own if one.dataset != dataset]
    token = _tried.set(_combine([*others, OwnWords(dataset, now, find_former(dataset, now))]))
    try:
        yield
    finally:
        _tried.reset(token)


def find_former(dataset: str, now: Mapping[str, Any]) -> dict[str, Any]:
    """The entries of predicates that a source had by what is in force, and has no longer with `now`, by name."""
    stored = next((one for one in _InForce.own if one.dataset == dataset), None)
    if stored is None:
        return {}
    return {name: entry for name, entry in {**stored.before, **list_entries(stored.now)}.items() if name not in now}


def find_changed(dataset: str, now: Mapping[str, Any]) -> frozenset[str]:
    """The predicates of a source whose entries by what is in force are others than in `now`."""
    stored = next((one for one in _InForce.own if one.dataset == dataset), None)
    before, after = list_entries(stored.now) if stored else {}, list_entries(now)
    return frozenset(name for name in before.keys() & after.keys() if before[name] != after[name])


def _combine(own: Iterable[OwnWords]) -> Vocabulary:
    words, own = _read_package(FOLDER), list(own)
    for one in own:
        words = add_own_words(words, one.dataset, one.now) if one.now else words
    for one in own:
        words = add_former_words(words, one.dataset, one.before) if one.before else words
    return words
