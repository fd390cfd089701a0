"""The shape of /v1/paths."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from app.schemas.core import Certainty, Denier, EvidenceQuestion, Named, Page, Range, Ref, Statement, Support


class PathHop(TypedDict):
    a: Ref
    b: Ref
    direction: Annotated[
        Literal["forward", "backward", "both"], Field(description="of its statements, seen from a to b")
    ]
    kinds: Annotated[list[str], Field(description="types of edges")]
    relations: Annotated[list[str], Field(description="predicates")]
    certainty: Certainty
    support: Support
    gapDays: int | None
    knownCertainty: Certainty
    earliest: Annotated[
        date | None, Field(description="a journey takes it no earlier; null where time_respecting is not asked")
    ]
    latest: Annotated[date | None, Field(description="and no later")]
    contested: bool
    deniedBy: list[Denier]
    independentSpeakers: Range | None
    statements: Annotated[list[Statement] | list[str], Field(description="ids; whole with include=statements")]


class PathRow(TypedDict):
    entities: Annotated[list[Ref], Field(description="from end to end, none twice")]
    length: Annotated[int, Field(description="how many hops")]
    certainty: Annotated[Certainty, Field(description="certain: every hop is, one after another where that is asked")]
    knownCertainty: Certainty
    contested: bool
    hops: list[PathHop]


_PathEnds = TypedDict("_PathEnds", {"from": Named, "to": Named})


class PathsQuestion(EvidenceQuestion, _PathEnds):
    asOf: str | None
    maxHops: int
    direction: Literal["any", "forward"]
    kinds: list[str] | None
    excludeKinds: list[str] | None
    timeRespecting: bool


class PathsAnswer(Page):
    question: PathsQuestion
    rows: list[PathRow]
