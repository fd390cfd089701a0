"""The vocabulary in force: that of the package, with the words of the sources that are loaded."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from graph.vocabulary.predicates import Vocabulary
from graph.vocabulary.reading import add_own_words, read_package

FOLDER = Path(__file__).parent
_read_package = cache(read_package)


class OwnWords(NamedTuple):
    """The `vocabulary.yml` of a source, as it stands in the store; `is_loaded`: the source is."""

    dataset: str
    content: Mapping[str, Any]
    is_loaded: bool


class _InForce:
    """Process-wide: a process serves one store. `own` are the words of its sources."""

    own: tuple[OwnWords, ...] = ()
    words: Vocabulary | None = None


_tried: ContextVar[Vocabulary | None] = ContextVar("vocabulary that is tried", default=None)


def vocabulary(folder: Path | None = None) -> Vocabulary:
    """The vocabulary in force, or that in the files of a folder. Raises InvalidVocabulary that names file, entry and
    value."""
    if folder is not None:
        return _read_package(folder)
    tried = _tried.get()
    if tried is not None:
        return tried
    if _InForce.words is None:
        _InForce.words = _read_package(FOLDER)
    return _InForce.words


def adopt_own_words(own: tuple[OwnWords, ...]) -> None:
    """Put the words of the sources of a store in force, in place of those before."""
    if own == _InForce.own:
        return
    words = _read_package(FOLDER)
    for one in sorted(own, key=lambda one: (not one.is_loaded, one.dataset)):
        words = add_own_words(words, one.dataset, one.content, is_loaded=one.is_loaded)
    _InForce.own, _InForce.words = own, words


@contextmanager
def try_own_words(dataset: str, content: Mapping[str, Any]) -> Iterator[Vocabulary]:
    """While a source is read and loaded, and only there, its words are those of `content`, besides what is in force.

    Raises InvalidVocabulary for a word that the package or another source has, and for what cannot be read.
    """
    words = _read_package(FOLDER)
    others = [one for one in _InForce.own if one.dataset != dataset]
    for one in sorted(others, key=lambda one: (not one.is_loaded, one.dataset)):
        words = add_own_words(words, one.dataset, one.content, is_loaded=one.is_loaded)
    token = _tried.set(add_own_words(words, dataset, content))
    try:
        yield vocabulary()
    finally:
        _tried.reset(token)
