"""The shape of /v1/paths."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from app.schemas.core import Certainty, Denier, Named, Page, Question, Range, Ref, Statement, Support


class PathHop(BaseModel):
    a: Ref
    b: Ref
    direction: Literal["forward", "backward", "both"] = Field(description="of its statements, seen from a to b")
    kinds: list[str] = Field(description="types of edges")
    relations: list[str] = Field(description="predicates")
    certainty: Certainty
    support: Support
    gapDays: int | None
    knownCertainty: Certainty
    earliest: date | None = Field(description="a journey takes it no earlier; null where time_respecting is not asked")
    latest: date | None = Field(description="and no later")
    contested: bool
    deniedBy: list[Denier]
    independentSpeakers: Range | None
    statements: list[Statement] | list[str] = Field(description="ids; whole with include=statements")


class PathRow(BaseModel):
    entities: list[Ref] = Field(description="from end to end, none twice")
    length: int = Field(description="how many hops")
    certainty: Certainty = Field(description="certain: every hop is, one after another where that is asked")
    knownCertainty: Certainty
    contested: bool
    hops: list[PathHop]


class PathsQuestion(Question):
    asOf: str | None  # type: ignore[assignment]
    from_: Named = Field(alias="from")
    to: Named
    maxHops: int
    direction: Literal["any", "forward"]
    kinds: list[str] | None
    excludeKinds: list[str] | None
    timeRespecting: bool


class PathsAnswer(Page):
    question: PathsQuestion
    rows: list[PathRow]
