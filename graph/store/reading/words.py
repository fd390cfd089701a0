"""The words of a store's sources, put in force: they stand as JSON on the nodes of their datasets."""

import json
from collections.abc import Mapping
from typing import Any

from graph.store.store import Store
from graph.vocabulary.in_force import OwnWords, adopt_own_words


def adopt_words(store: Store) -> None:
    """Put the words of the sources of a store in force, in this process."""
    adopt_own_words(tuple(parse_own_words(row["id"], row["vocabulary"]) for row in store.read("read/own_words")))


def parse_own_words(dataset: str, text: str) -> OwnWords:
    """The words of a dataset: those that it has (`now`), and predicates that it had (`before`), by name."""
    content = json.loads(text)
    return OwnWords(dataset, content["now"], content["before"])


def make_own_words_text(now: Mapping[str, Any], before: Mapping[str, Any]) -> str | None:
    """The same as one text; None if there are none."""
    return json.dumps({"now": now, "before": before}, sort_keys=True, ensure_ascii=False) if now or before else None
