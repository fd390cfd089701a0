"""The model that Cypher queries: the answer of /v1/model and `whoholds model`."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from typing_extensions import TypedDict

from app.fields import Field
from graph.cypher.model import ModelProperty, read_model


class PropertyMeaning(TypedDict):
    name: str
    type: Annotated[str, Field(description="STRING, INTEGER, BOOLEAN, DATE, DATETIME or LIST of STRING")]
    means: str


class LabelMeaning(TypedDict):
    name: str
    labels: Annotated[list[str], Field(description="all that its nodes have")]
    means: str
    properties: list[PropertyMeaning]


# `from` is a word of Python's own
EdgeMeaning = TypedDict(
    "EdgeMeaning",
    {
        "type": str,
        "kind": Annotated[
            Literal["link", "role", "shortcut"],
            Field(description="between records, from a statement to an entity, or between entities"),
        ],
        "from": Annotated[list[str], Field(description="labels of the node where it begins")],
        "to": Annotated[list[str], Field(description="labels of the node where it ends")],
        "means": str,
        "properties": list[PropertyMeaning],
    },
)


class ModelAnswer(TypedDict):
    labels: list[LabelMeaning]
    edges: list[EdgeMeaning]


class ModelRow(TypedDict):
    """A row of the model as a table: a label, a type of edge, or a property of one."""

    kind: Literal["label", "link", "role", "shortcut"]
    name: Annotated[str, Field(description="of the label, or the type of the edge")]
    ends: Annotated[str | None, Field(description="of an edge: labels where it begins, and where it ends")]
    property: Annotated[str | None, Field(description="null in the row of the label or edge itself")]
    type: str | None
    means: str


def model() -> ModelAnswer:
    """Every label and type of edge that a store may have, with their properties."""
    found = read_model()
    return {
        "labels": [
            {
                "name": one.name,
                "labels": list(one.labels),
                "means": one.says,
                "properties": _list_properties(one.properties),
            }
            for one in found.labels.values()
        ],
        "edges": [
            {
                "type": one.type,
                "kind": one.kind,
                "from": list(one.starts),
                "to": list(one.ends),
                "means": one.says,
                "properties": _list_properties(one.properties),
            }
            for one in found.edges.values()
        ],
    }


def list_model_rows(answer: Mapping[str, Any]) -> list[ModelRow]:
    """The same as rows of a table."""
    rows: list[ModelRow] = []
    for one in answer["labels"]:
        rows += _make_rows("label", one["name"], None, one)
    for one in answer["edges"]:
        ends = f"{', '.join(one['from'])} -> {', '.join(one['to'])}"
        rows += _make_rows(one["kind"], one["type"], ends, one)
    return rows


def _list_properties(properties: tuple[ModelProperty, ...]) -> list[PropertyMeaning]:
    return [{"name": one.name, "type": one.type, "means": one.says} for one in properties]


def _make_rows(
    kind: Literal["label", "link", "role", "shortcut"], name: str, ends: str | None, entry: Mapping[str, Any]
) -> list[ModelRow]:
    own: ModelRow = {
        "kind": kind,
        "name": name,
        "ends": ends,
        "property": None,
        "type": None,
        "means": entry["means"],
    }
    return [own] + [
        {**own, "property": one["name"], "type": one["type"], "means": one["means"]} for one in entry["properties"]
    ]
