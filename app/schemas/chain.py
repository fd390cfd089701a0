"""The shape of /v1/custody/chain."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from app.schemas.core import AlikeRows, Certainty, Denier, EvidenceQuestion, Explained, Named, Range, Ref, Statement


class HopCount(Range):
    kinds: list[str]
    wordings: list[str]


class Hop(TypedDict):
    occurrence: Annotated[str, Field(description="id of the Event, else the key of its first report")]
    name: str | None
    held: list[Ref]
    earliest: date | None
    latest: date | None
    order: Annotated[Certainty, Field(description="certain: it surely lies after the hop before it in the list")]
    fromHolders: list[Ref]
    fromPlaces: list[Ref]
    byWhom: list[Ref]
    toHolders: list[Ref]
    toPlaces: list[Ref]
    count: Annotated[
        HopCount | None, Field(description="the hull of what all its reports say; null: nobody says how many")
    ]
    contested: bool
    deniedBy: list[Denier]
    mayBe: Annotated[list[str], Field(description="hops that may be the same occurrence, for no judgement says")]
    mayBeMore: Annotated[
        bool, Field(description="it was not compared with all hops as near in time, so mayBe may lack some")
    ]
    knownCertainty: Certainty
    independentSpeakers: Range | None
    statements: Annotated[list[Statement], Field(description="at most 50; include=statements gives all")]
    statementCount: int
    alike: Annotated[int, Field(description="how many hops of the whole answer have the same route")]
    group: Annotated[int | None, Field(description="the place of its group in groups, from 0; null: not among them")]
    nextStatements: NotRequired[
        Annotated[str | None, Field(description="the cursor that shows the statements after these; null: none")]
    ]


class HopChain(TypedDict):
    hops: list[str]
    certainty: Annotated[Certainty, Field(description="of the order in time")]
    atMost: Annotated[
        int | None, Field(description="no more people can have gone all the way; null: no hop sets a limit")
    ]


class ChainQuestion(EvidenceQuestion):
    asOf: str | None
    held: Named
    group: NotRequired[int | None]


class ChainAnswer(Explained):
    question: ChainQuestion
    rows: list[Hop]
    chains: list[HopChain]
    chainsTruncated: bool
    hopCount: int
    groups: Annotated[list[AlikeRows], Field(description="hops of one route, the most frequent first; at most 50")]
    groupCount: int
