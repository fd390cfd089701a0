"""The words that somebody may have meant who wrote one that there is not."""

import difflib
from collections.abc import Iterable

from graph.vocabulary.predicates import TEXTS, Vocabulary

MOST = 3


def find_near_names(written: str, names: Iterable[str]) -> list[str]:
    """The names that are spelt nearly so, the nearest first; at most three."""
    plain = written.strip().casefold().replace(" ", "_").replace("-", "_")
    known = {name.casefold(): name for name in names}
    return [known[near] for near in difflib.get_close_matches(plain, known, n=MOST, cutoff=0.6)]


def find_near_predicates(written: str, words: Vocabulary) -> list[str]:
    """Predicates in use that are spelt nearly so, or else those whose definition or use names the written word."""
    names = [one.name for one in words.predicates_in_use]
    if near := find_near_names(written, names):
        return near
    stem = written.strip().casefold().rstrip("s")
    if len(stem) < 4:
        return []
    found = []
    for name in names:
        meaning = words.meanings["predicate", "", name]
        if any(stem in getattr(meaning, text).casefold() for text in TEXTS[:2]):
            found.append(name)
    return found[:MOST]


def hint_at_names(near: Iterable[str]) -> str | None:
    """The hint with near names; None where there are none."""
    named = list(near)
    return f"did you mean {' or '.join(named)}?" if named else None
