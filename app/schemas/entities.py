"""Entities: actors, groups, nationalities, places and events."""

from typing import Annotated

from typing_extensions import TypedDict

from app.fields import Field
from graph.model.labels import Label


class Position(TypedDict):
    """Where a place lies, as it was coded: its external id `geo`."""

    latitude: float
    longitude: float
    uncertaintyMetres: Annotated[
        float | None, Field(description="how far from there it may lie; null where nobody says")
    ]


class Entity(TypedDict):
    id: str
    label: Label
    kind: str
    name: str
    aliases: list[str]
    names: Annotated[dict[str, list[str]], Field(description="names by language tag; the first is the one to print")]
    externalIds: dict[str, str]
    canonical: str
    position: Annotated[Position | None, Field(description="null for all but places, and where it is unknown")]
