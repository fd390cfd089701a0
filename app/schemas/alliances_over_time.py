"""The shapes of /v1/alliances/series and /v1/alliances/diff."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from app.schemas.core import AllianceRow, Certainty, Lens, Named, Page, Ref, Signs, Support
from app.schemas.network import Measures

SignName = Literal["friendly", "hostile", "neutral", "mixed"]


class OverTimeQuestion(BaseModel):
    actor: Named | None = None
    sign: SignName | None = None
    knownAt: str | None
    lens: Lens | None = Field(default=None, description="only where one is given")


class Starts(BaseModel):
    """How many statements on the pairs of a row tell of something that began, happened or was seen in its days."""

    certain: int = Field(description="surely in these days")
    possible: int = Field(description="perhaps in these days; not among the certain ones")


class AlliancesSeriesRow(BaseModel):
    start: date
    end: date = Field(description="the day before the next step, or the last day asked about")
    pairs: int
    friendly: int
    hostile: int
    neutral: int
    mixed: int = Field(description="friendly and hostile statements meet; in none of the three above")
    certain: int = Field(description="surely so, and surely public by known_at")
    possible: int = Field(description="all others")
    actors: int = Field(description="in a pair")
    density: float | None = Field(description="pairs by all that these actors could make; null around an actor")
    components: int | None = Field(description="pieces that hang together by any pair; null around an actor")
    friendlyComponents: int | None = Field(description="those that do by friendly pairs alone; null around an actor")
    pair: AllianceRow | None = Field(description="the row of actor and other; null where there is none")
    starts: Starts
    measures: Measures | None = Field(default=None, description="of the actor; null where it is in no pair")


class AlliancesSeriesQuestion(OverTimeQuestion):
    other: Named | None = None
    from_: date | None = Field(alias="from", description="null where nothing is known of any day")
    to: date | None
    step: str
    at: Literal["period", "day"]


class AlliancesSeriesAnswer(Page):
    question: AlliancesSeriesQuestion
    rows: list[AlliancesSeriesRow]


class PairState(BaseModel):
    sign: Literal[1, -1, 0] | None
    mixed: bool
    signs: Signs
    certainty: Certainty
    knownCertainty: Certainty
    support: Support
    gapDays: int | None
    statements: list[str]


class AlliancesDiffRow(BaseModel):
    change: Literal["began", "ended", "faded", "changed", "newlyReported", "withdrawn", "overtaken", "reassessed"] = (
        Field(description="the first four are of the world, the others of what was known of the first day")
    )
    a: Ref
    b: Ref
    before: PairState | None = Field(description="null where there is no row")
    after: PairState | None
    because: list[str] = Field(description="ids of the statements that make the change: a stated end, what is new")


class AlliancesDiffQuestion(OverTimeQuestion):
    from_: str = Field(alias="from")
    to: str
    fromKnownAt: str | None


class AlliancesDiffAnswer(Page):
    question: AlliancesDiffQuestion
    counts: dict[str, int] = Field(description="how many rows of each change; those of reports only where asked for")
    rows: list[AlliancesDiffRow]
