"""The shape of /v1/custody/series."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from app.schemas.core import Certainty, Denier, Explained, Named, Question, Range, Ref, Speaker, Statement


class Between(BaseModel):
    earliest: date | None = Field(description="null: unbounded")
    latest: date | None = Field(description="null: unbounded")


class SeriesNumber(BaseModel):
    min: int | None
    max: int | None = Field(description="null: no upper bound")
    kind: str | None
    wording: str | None
    statement: str
    certainty: Certainty = Field(description="certain: it surely lies in the days asked about")
    knownCertainty: Certainty
    reading: Literal["stated", "inferred"]
    saidBy: Speaker
    deniedBy: list[Denier]


class SeriesPoint(SeriesNumber, Between):
    disagree: list[str] = Field(description="statements of the same window and scope that cannot be true beside it")
    disagreeCount: int = Field(description="of all; disagree has the first of many")


class SeriesSegment(SeriesNumber):
    start: Between
    end: Between = Field(description="the days within which it was last said to last")
    certainFrom: date | None = Field(description="null: on no day for certain")
    certainTo: date | None
    ongoing: bool = Field(description="it may have gone on after it was said")
    disagree: list[str]
    disagreeCount: int


class SeriesFlow(SeriesNumber, Between):
    direction: Literal["came", "went"]
    sameAs: list[str] = Field(description="other reports of the same occurrence: count one of them")
    sameAsCount: int = Field(description="of all; sameAs has the first of many")


class SeriesRow(BaseModel):
    holders: list[Ref] = Field(description="counted together; empty where nobody is named")
    held: list[Ref]
    places: list[Ref]
    unit: str
    of: str | None
    points: list[SeriesPoint]
    segments: list[SeriesSegment]
    flows: list[SeriesFlow]
    pointCount: int = Field(description="of all; points, segments and flows have the latest of them, in order of time")
    segmentCount: int
    flowCount: int
    independentSpeakers: Range | None
    statements: list[Statement]
    statementCount: int = Field(description="of all; statements has the first of them, all with include=statements")
    nextStatements: str | None = Field(
        default=None, description="the cursor that shows the statements after these; null: none"
    )


class SeriesQuestion(Question):
    asOf: str | None  # type: ignore[assignment]
    held: Named
    holder: Named | None = None
    place: Named | None = None
    start: str | None
    end: str | None


class SeriesAnswer(Explained):
    question: SeriesQuestion
    rows: list[SeriesRow]
