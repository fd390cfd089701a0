"""The text of each query, by its name: `read/version` is `cypher/read/version.cypher`."""

from functools import cache
from importlib.resources import files

from graph.errors import InvalidVocabulary
from graph.vocabulary import EDGE_TYPE


@cache
def query(name: str) -> str:
    """The text of one file under `cypher/`."""
    return files("cypher").joinpath(f"{name}.cypher").read_text(encoding="utf-8")


@cache
def names(folder: str) -> tuple[str, ...]:
    """All queries of one folder under `cypher/`, by name."""
    found = (path.name for path in files("cypher").joinpath(folder).iterdir())
    return tuple(f"{folder}/{name.removesuffix('.cypher')}" for name in sorted(found) if name.endswith(".cypher"))


@cache
def query_for_edge(name: str, edge_type: str) -> str:
    """A shortcut query with its edge type put in: the only text that is put together, since no engine takes it as a
    parameter in CREATE."""
    if not EDGE_TYPE.fullmatch(edge_type):
        raise InvalidVocabulary(f"edge type {edge_type!r}; expected capital letters and underscores")
    return query(name).replace("EDGE_TYPE", edge_type)
