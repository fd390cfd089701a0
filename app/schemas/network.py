"""The shapes of /v1/network and /v1/network/spells."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from app.schemas.core import AlliancesQuestion, Certainty, Lens, Named, Ref, Support

Sign = Literal[1, -1, 0]
SignName = Literal["friendly", "hostile", "neutral", "mixed"]


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


class NetworkNode(Ref):
    x: Annotated[
        float | None, Field(description="-1 to 1, the same on every day; null for who is in no pair on any day")
    ]
    y: float | None
    degree: Annotated[Degree, Field(description="pairs that are asked about, whether or not they are among `edges`")]
    measures: NotRequired[Annotated[Measures | None, Field(description="only where some are asked for")]]


class NetworkEdge(TypedDict):
    a: str
    b: str
    sign: Sign | None
    mixed: bool
    certainty: Certainty
    knownCertainty: Certainty
    support: Support
    statements: Annotated[int, Field(description="how many")]


class NetworkQuestion(AlliancesQuestion):
    sign: NotRequired[SignName | None]


class NetworkAnswer(TypedDict):
    question: NetworkQuestion
    dataVersion: int
    summary: Annotated[str, Field(description="one plain sentence")]
    nodes: list[NetworkNode]
    edges: list[NetworkEdge]
    notes: list[str]
    truncated: Annotated[bool, Field(description="not all actors are shown; see notes")]


class DegreeOverTime(Degree):
    """A pair counts once for each sign that it has on some day."""

    pairs: Annotated[int, Field(description="how many at all")]


class SpellsNode(Ref):
    x: Annotated[float | None, Field(description="as in /v1/network")]
    y: float | None
    degree: Annotated[
        DegreeOverTime, Field(description="pairs of the whole period, whether or not they are among `edges`")
    ]


class SpellsEdge(TypedDict):
    a: str
    b: str
    spells: Annotated[
        list[tuple[date, date, Sign | None, bool, Certainty, Certainty, Support]],
        Field(description="each in the order of `spellFields`; in the order of their days, of which none is in two"),
    ]


class NetworkSpell(TypedDict):
    """A line of the tables: a spell of a pair."""

    a: str
    b: str
    start: date
    end: Annotated[date, Field(description="the last day of the spell")]
    sign: Sign | None
    mixed: bool
    certainty: Certainty
    knownCertainty: Certainty
    support: Support


_SpellsStart = TypedDict(
    "_SpellsStart", {"from": Annotated[date | None, Field(description="null where nothing is known of any day")]}
)


class SpellsQuestion(_SpellsStart):
    actor: NotRequired[Named | None]
    sign: NotRequired[SignName | None]
    knownAt: str | None
    lens: NotRequired[Annotated[Lens | None, Field(description="only where one is given")]]
    to: date | None


class NetworkSpellsAnswer(TypedDict):
    question: SpellsQuestion
    dataVersion: int
    summary: Annotated[str, Field(description="one plain sentence")]
    nodes: list[SpellsNode]
    spellFields: Annotated[list[str], Field(description="what the values of a spell are, in their order")]
    edges: list[SpellsEdge]
    notes: list[str]
    truncated: Annotated[bool, Field(description="not all actors are shown; see notes")]
