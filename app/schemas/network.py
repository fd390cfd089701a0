"""The shapes of /v1/network and /v1/network/spells."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from app.schemas.core import AlliancesQuestion, Certainty, Lens, Named, Ref, Support

Sign = Literal[1, -1, 0]
SignName = Literal["friendly", "hostile", "neutral", "mixed"]


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
    sign: Sign | None
    mixed: bool
    certainty: Certainty
    knownCertainty: Certainty
    support: Support
    statements: int = Field(description="how many")


class NetworkQuestion(AlliancesQuestion):
    sign: SignName | None = None


class NetworkAnswer(BaseModel):
    question: NetworkQuestion
    dataVersion: int
    summary: str = Field(description="one plain sentence")
    nodes: list[NetworkNode]
    edges: list[NetworkEdge]
    notes: list[str]
    truncated: bool = Field(description="not all actors are shown; see notes")


class DegreeOverTime(Degree):
    """A pair counts once for each sign that it has on some day."""

    pairs: int = Field(description="how many at all")


class SpellsNode(Ref):
    x: float | None = Field(description="as in /v1/network")
    y: float | None
    degree: DegreeOverTime = Field(description="pairs of the whole period, whether or not they are among `edges`")


class SpellsEdge(BaseModel):
    a: str
    b: str
    spells: list[tuple[date, date, Sign | None, bool, Certainty, Certainty, Support]] = Field(
        description="each in the order of `spellFields`; in the order of their days, of which none is in two"
    )


class NetworkSpell(BaseModel):
    """A line of the tables: a spell of a pair."""

    a: str
    b: str
    start: date
    end: date = Field(description="the last day of the spell")
    sign: Sign | None
    mixed: bool
    certainty: Certainty
    knownCertainty: Certainty
    support: Support


class SpellsQuestion(BaseModel):
    actor: Named | None = None
    sign: SignName | None = None
    knownAt: str | None
    lens: Lens | None = Field(default=None, description="only where one is given")
    from_: date | None = Field(alias="from", description="null where nothing is known of any day")
    to: date | None


class NetworkSpellsAnswer(BaseModel):
    question: SpellsQuestion
    dataVersion: int
    summary: str = Field(description="one plain sentence")
    nodes: list[SpellsNode]
    spellFields: list[str] = Field(description="what the values of a spell are, in their order")
    edges: list[SpellsEdge]
    notes: list[str]
    truncated: bool = Field(description="not all actors are shown; see notes")
