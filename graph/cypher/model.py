"""The model that people query in Cypher: labels, properties and types of edges, each with what it means.

Read from `model.yml`, which has what the program fixes, and from the vocabulary: labels of entities, which labels
a role may tie, and the shortcut edges.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import yaml

from graph.vocabulary import LOADER, PLACEHOLDER, ROLES, Predicate, Vocabulary, vocabulary

Kind = Literal["link", "role", "shortcut"]


class ModelProperty(NamedTuple):
    """A property of a label or of a type of edge."""

    name: str
    type: str
    says: str


class ModelLabel(NamedTuple):
    """A label; `labels` are all that its nodes have."""

    name: str
    labels: tuple[str, ...]
    says: str
    properties: tuple[ModelProperty, ...]


class ModelEdge(NamedTuple):
    """A type of edge, and the labels that may be at its ends."""

    type: str
    kind: Kind
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    says: str
    properties: tuple[ModelProperty, ...]


class GraphModel(NamedTuple):
    """All labels and types of edges, by name."""

    labels: Mapping[str, ModelLabel]
    edges: Mapping[str, ModelEdge]

    @property
    def property_names(self) -> frozenset[str]:
        """The names of all properties."""
        parts: list[ModelLabel | ModelEdge] = [*self.labels.values(), *self.edges.values()]
        return frozenset(one.name for part in parts for one in part.properties)


def read_model() -> GraphModel:
    """The model, with the words that are in force; read once for each vocabulary."""
    return _make_model(vocabulary())


@lru_cache(maxsize=2)
def _make_model(words: Vocabulary) -> GraphModel:
    content = yaml.load(files("graph.cypher").joinpath("model.yml").read_text("utf-8"), Loader=LOADER)  # noqa: S506
    entities = {label: words.meanings["label", "", label].definition for label in words.kinds}
    labels = {
        name: ModelLabel(name, (name,), entry["says"], _read_properties(content, entry))
        for name, entry in content["labels"].items()
    }
    of_entity = labels["Entity"].properties
    labels |= {name: ModelLabel(name, ("Entity", name), says, of_entity) for name, says in entities.items()}
    edges = {
        type_: ModelEdge(
            type_, "link", tuple(entry["from"]), tuple(entry["to"]), entry["says"], _read_properties(content, entry)
        )
        for type_, entry in content["links"].items()
    }
    for role in ROLES:
        ends = _list_in_order(entities, *(one.roles.get(role, ()) for one in words.predicates_in_use))
        edges[role.upper()] = ModelEdge(role.upper(), "role", ("Statement",), ends, content["roles"][role.upper()], ())
    of_shortcut = _read_properties(content, content["shortcut"])
    for type_ in words.edge_types:
        by = [one for one in words.predicates_in_use if type_ in one.edges]
        starts, ends = (_list_in_order(entities, *(one.roles[one.edges[type_][n]] for one in by)) for n in (0, 1))
        says = "; ".join(_describe_shortcut(one, type_) for one in by)
        edges[type_] = ModelEdge(type_, "shortcut", starts, ends, says, of_shortcut)
    return GraphModel(labels, edges)


def _read_properties(content: Mapping[str, Any], entry: Mapping[str, Any]) -> tuple[ModelProperty, ...]:
    found = dict(entry.get("properties", {}))
    for group in entry.get("with", ()):
        found |= content[group]
    return tuple(ModelProperty(name, type_, says) for name, (type_, says) in found.items())


def _list_in_order(order: Mapping[str, Any], *groups: Any) -> tuple[str, ...]:
    met = {label for group in groups for label in group}
    return tuple(label for label in order if label in met)


def _describe_shortcut(predicate: Predicate, type_: str) -> str:
    """Which statements give the edge, with their roles in capitals: `escape (FROM_HOLDER to SUBJECT): SUBJECT ..`."""
    start, end = (role.upper() for role in predicate.edges[type_])
    words = PLACEHOLDER.sub(lambda found: found[1].upper(), predicate.says)
    return f"{predicate.name} ({start} to {end}): {words}"
