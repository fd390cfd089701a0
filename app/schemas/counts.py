"""Numbers as ranges, with what they rest on."""

from datetime import date
from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from app.fields import Field
from app.schemas.names import Ref, Speaker


class Range(TypedDict):
    min: int
    max: Annotated[int | None, Field(description="null: no upper bound")]


class Figure(Range):
    kind: Literal["stock", "flow", "cumulative"]
    wording: str
    since: Annotated[str | None, Field(description="when a cumulative figure begins, as the source has it")]
    earliest: Annotated[date | None, Field(description="the first day on which it may have been")]
    latest: date | None
    places: list[Ref]
    saidBy: list[Speaker]
    statements: list[str]


class Flow(Range):
    kind: Literal["flow", "cumulative"]
    earliest: Annotated[date | None, Field(description="the first day that the figures speak of")]
    latest: Annotated[date | None, Field(description="the last one")]
    wordings: Annotated[list[str], Field(description="of the figures")]
    figures: Annotated[
        list[Figure],
        Field(
            description="what the number rests on, in order of time; what a total holds already is not among them; "
            "the latest 50"
        ),
    ]
    figureCount: int


class Count(TypedDict):
    min: int
    max: Annotated[int | None, Field(description="null: no upper bound")]
    kind: Literal["stock", "flow", "cumulative", "cap", "peak", "share"]
    unit: str
    wording: str
    of: str | None
    since: str | None


class ScopedCount(Count):
    holders: list[Ref]
    held: list[Ref]
    places: list[Ref]
    statement: str
    placeCount: NotRequired[
        Annotated[int | None, Field(description="of `count`: of all; places has the first of many")]
    ]


class DayCount(Range):
    """How many there were on the days asked about, in short."""

    unit: str
    wording: Annotated[str | None, Field(description="null where the counts of several holders are added")]
