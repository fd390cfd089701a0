"""The shape of /v1/custody/series."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from app.schemas.core import Certainty, Denier, EvidenceQuestion, Explained, Named, Range, Ref, Speaker, Statement


class Between(TypedDict):
    earliest: Annotated[date | None, Field(description="null: unbounded")]
    latest: Annotated[date | None, Field(description="null: unbounded")]


class SeriesNumber(TypedDict):
    min: int | None
    max: Annotated[int | None, Field(description="null: no upper bound")]
    kind: str | None
    wording: str | None
    statement: str
    certainty: Annotated[Certainty, Field(description="certain: it surely lies in the days asked about")]
    knownCertainty: Certainty
    reading: Literal["stated", "inferred"]
    saidBy: Speaker
    deniedBy: list[Denier]


class SeriesPoint(SeriesNumber, Between):
    disagree: Annotated[
        list[str], Field(description="statements of the same window and scope that cannot be true beside it")
    ]
    disagreeCount: Annotated[int, Field(description="of all; disagree has the first of many")]


class SeriesSegment(SeriesNumber):
    start: Between
    end: Annotated[Between, Field(description="the days within which it was last said to last")]
    certainFrom: Annotated[date | None, Field(description="null: on no day for certain")]
    certainTo: date | None
    ongoing: Annotated[bool, Field(description="it may have gone on after it was said")]
    disagree: list[str]
    disagreeCount: int


class SeriesFlow(SeriesNumber, Between):
    direction: Literal["came", "went"]
    sameAs: Annotated[list[str], Field(description="other reports of the same occurrence: count one of them")]
    sameAsCount: Annotated[int, Field(description="of all; sameAs has the first of many")]


class SeriesRow(TypedDict):
    holders: Annotated[list[Ref], Field(description="counted together; empty where nobody is named")]
    held: list[Ref]
    places: list[Ref]
    unit: str
    of: str | None
    points: list[SeriesPoint]
    segments: list[SeriesSegment]
    flows: list[SeriesFlow]
    pointCount: Annotated[
        int, Field(description="of all; points, segments and flows have the latest of them, in order of time")
    ]
    segmentCount: int
    flowCount: int
    independentSpeakers: Range | None
    statements: list[Statement]
    statementCount: Annotated[
        int, Field(description="of all; statements has the first of them, all with include=statements")
    ]
    nextStatements: NotRequired[
        Annotated[str | None, Field(description="the cursor that shows the statements after these; null: none")]
    ]


class SeriesQuestion(EvidenceQuestion):
    asOf: str | None
    held: Named
    holder: NotRequired[Named | None]
    place: NotRequired[Named | None]
    start: str | None
    end: str | None


class SeriesAnswer(Explained):
    question: SeriesQuestion
    rows: list[SeriesRow]
