"""Pairs of actors, and the answers on them."""

from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from app.fields import Field
from app.schemas.evidence import Certainty, Denier, Support
from app.schemas.names import Named, Ref
from app.schemas.pages import DayQuestion, Explained, Lens
from app.schemas.statements import Statement


class Signs(TypedDict):
    friendly: int
    hostile: int
    neutral: int


class AllianceRow(TypedDict):
    a: Ref
    b: Ref
    sign: Literal[1, -1, 0] | None
    signs: Signs
    mixed: bool
    certainty: Certainty
    support: Support | None
    gapDays: int | None
    knownCertainty: Certainty
    contested: bool
    deniedBy: list[Denier]
    relations: list[str]
    directed: bool
    statements: Annotated[list[Statement] | list[str], Field(description="whole where an actor is asked for, else ids")]


Sign = Literal[1, -1, 0]

SignName = Literal["friendly", "hostile", "neutral", "mixed"]

Relations = Annotated[list[str] | None, Field(description="the predicates that alone count, only where some are given")]


class OverTimeQuestion(TypedDict):
    actor: NotRequired[Named | list[Named] | None]
    sign: NotRequired[SignName | None]
    relation: NotRequired[Relations]
    knownAt: str | None
    lens: NotRequired[Annotated[Lens | None, Field(description="only where one is given")]]


class AlliancesQuestion(DayQuestion):
    actor: NotRequired[Named | list[Named] | None]
    relation: NotRequired[Relations]


class AlliancesAnswer(Explained):
    question: AlliancesQuestion
    rows: list[AllianceRow]
    lastKnown: list[AllianceRow]
    firstKnown: list[AllianceRow]


class Degree(TypedDict):
    friendly: int
    hostile: int
    neutral: int
    mixed: int


class Measures(TypedDict):
    """Those that were asked for."""

    degree: NotRequired[int | None]
    pagerank: NotRequired[Annotated[float | None, Field(description="all together 1")]]
    betweenness: NotRequired[Annotated[float | None, Field(description="share of the shortest ways of others, 0 to 1")]]
    component: NotRequired[Annotated[int | None, Field(description="0 is the largest")]]
    community: NotRequired[Annotated[int | None, Field(description="by friendly pairs; null for who has none")]]
