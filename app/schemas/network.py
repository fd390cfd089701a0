"""The shape of /v1/network."""

# ruff: noqa: N815  (names as in the JSON)

from typing import Literal

from pydantic import BaseModel, Field

from app.schemas.core import AlliancesQuestion, Certainty, Ref, Support


class Degree(BaseModel):
    friendly: int
    hostile: int
    neutral: int
    mixed: int


class Measures(BaseModel):
    """Those that were asked for."""

    degree: int | None = None
    pagerank: float | None = Field(default=None, description="all together 1")
    betweenness: float | None = Field(default=None, description="share of the shortest ways of others, 0 to 1")
    component: int | None = Field(default=None, description="0 is the largest")
    community: int | None = Field(default=None, description="by friendly pairs; null for who has none")


class NetworkNode(Ref):
    x: float | None = Field(description="-1 to 1, the same on every day; null for who is in no pair on any day")
    y: float | None
    degree: Degree = Field(description="pairs that are asked about, whether or not they are among `edges`")
    measures: Measures | None = Field(default=None, description="only where some are asked for")


class NetworkEdge(BaseModel):
    a: str
    b: str
    sign: Literal[1, -1, 0] | None
    mixed: bool
    certainty: Certainty
    knownCertainty: Certainty
    support: Support
    statements: int = Field(description="how many")


class NetworkQuestion(AlliancesQuestion):
    sign: Literal["friendly", "hostile", "neutral", "mixed"] | None = None


class NetworkAnswer(BaseModel):
    question: NetworkQuestion
    dataVersion: int
    summary: str = Field(description="one plain sentence")
    nodes: list[NetworkNode]
    edges: list[NetworkEdge]
    notes: list[str]
    truncated: bool = Field(description="not all actors are shown; see notes")
