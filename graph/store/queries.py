"""The text of each query by its name (`read/version` is `cypher/read/version.cypher`), and the schema they need."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import dropwhile
from typing import TYPE_CHECKING

from graph.errors import InvalidVocabulary
from graph.model.labels import LABELS
from graph.vocabulary import EDGE_TYPE, FOLDER, vocabulary

if TYPE_CHECKING:
    from graph.store.store import Store

MADE = re.compile(r"^CREATE (CONSTRAINT|INDEX) ([a-zA-Z0-9_]{1,80}) ", re.MULTILINE)
# words that stand, alone at the begin of a line, for what several queries share
SHARED = re.compile(r"^(?:STATEMENT_ROWS(?:_WITH_REPLIES)?|RESPONSE_ROWS)\b", re.MULTILINE)


class QueryText(str):
    """The text of a query file. `name` is that of the file, `part` the label or edge type that was put into it."""

    name: str
    part: str

    def __new__(cls, text: str, name: str, part: str = "") -> "QueryText":
        made = super().__new__(cls, text)
        made.name, made.part = name, part
        return made


@cache
def read_query(name: str) -> QueryText:
    """The text of one file under `cypher/`, with what it shares with others in its place."""
    text = files("cypher").joinpath(f"{name}.cypher").read_text(encoding="utf-8")
    return QueryText(SHARED.sub(lambda word: _drop_header(read_query(f"read/{word[0].lower()}")), text), name)


def _drop_header(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(dropwhile(lambda line: line.startswith("//"), lines)).rstrip()


@cache
def list_queries(folder: str) -> tuple[str, ...]:
    """All queries of one folder under `cypher/`, by name."""
    found = (path.name for path in files("cypher").joinpath(folder).iterdir())
    return tuple(f"{folder}/{name.removesuffix('.cypher')}" for name in sorted(found) if name.endswith(".cypher"))


# EDGE_TYPE and LABEL are put into the text of a query, since no engine takes them as parameters in CREATE


@cache
def read_query_for_edge(name: str, edge_type: str) -> QueryText:
    """The text of a file that has EDGE_TYPE in it, with a type of edges there. Raises InvalidVocabulary."""
    if not EDGE_TYPE.fullmatch(edge_type):
        raise InvalidVocabulary(f"edge type {edge_type!r}; expected capital letters and underscores")
    return QueryText(read_query(name).replace("EDGE_TYPE", edge_type), name, edge_type)


@cache
def read_query_for_label(name: str, label: str) -> QueryText:
    """The text of a file that has LABEL in it, with a label of entities there. Raises InvalidVocabulary."""
    if label not in LABELS:
        raise InvalidVocabulary(f"label {label!r}; expected one of {', '.join(LABELS)}")
    return QueryText(read_query(name).replace("LABEL", label), name, label)


def ensure_schema(store: "Store") -> None:
    """Make the constraints and indexes that are missing. Safe to call again: a connection asks the engine only once.

    Each is alone in its transaction, as both engines ask. For the words of sources' own, which come and go, it asks
    each time.
    """
    shipped = vocabulary(FOLDER).edge_types
    own = [edge_type for edge_type in vocabulary().edge_types if edge_type not in shipped]
    for text in _list_indexes(own) if store.has_schema else list_schema():
        store.write_text(text)
    store.has_schema = True


def remake_schema(store: "Store") -> None:
    """Remove every constraint and index, and make it anew from what the store holds: old entries leave the files."""
    for text in list_schema():
        found = MADE.search(text)
        assert found is not None
        store.write_text(read_query(f"write/{found[1].lower()}_drop").replace("SCHEMA_NAME", found[2]))
    store.has_schema = False
    ensure_schema(store)


def list_schema() -> list[str]:
    """The texts that make all constraints and indexes, each for a transaction of its own."""
    return [*(read_query(name) for name in list_queries("schema")), *_list_indexes(vocabulary().edge_types)]


def _list_indexes(edge_types: Iterable[str]) -> list[str]:
    return [read_query_for_edge("write/shortcut_index", edge_type) for edge_type in edge_types]
