"""The shape of /v1/alliances/balance."""

# ruff: noqa: N815  (names as in the JSON)

from typing import Literal

from pydantic import BaseModel, Field

from app.schemas.core import Certainty, Named, Page, Question, Ref


class Number(BaseModel):
    min: int = Field(description="of the certain pairs alone")
    max: int = Field(description="of all possible pairs")


class Pairs(BaseModel):
    actors: int
    friendly: Number
    hostile: Number
    mixed: int = Field(description="friendly and hostile at once: in both maxima, in no minimum")
    neutral: int = Field(description="of no sign; they take no part")


class Triangles(BaseModel):
    """Threes of actors; a three with a mixed pair may be of several kinds, so maxima need not add up."""

    all: Number
    balanced: Number
    unbalanced: Number
    kinds: dict[Literal["+++", "++-", "+--", "---"], Number]


class Index(BaseModel):
    lower: int = Field(description="surely not less")
    upper: int = Field(description="a division was found that so many pairs go against")
    proved: bool = Field(description="both are the same: that division is a best one")
    gap: float = Field(description="what is open of upper: 0 if proved, 1 if nothing is known from below")


class IndexRange(BaseModel):
    min: Index = Field(description="of the certain pairs alone")
    max: Index = Field(description="of all possible pairs")


class Camp(BaseModel):
    one: list[Ref]
    other: list[Ref] = Field(description="hostile to the one side, as far as pairs go with the camps")
    against: int = Field(description="how many pairs of this part go against it, mixed ones aside")
    unique: bool | None = Field(description="whether no other division is as good; null: not found out")


class BalanceRow(BaseModel):
    a: Ref
    b: Ref
    sign: Literal[1, -1] | None
    mixed: bool
    certainty: Certainty
    statements: list[str]


class Tipping(BalanceRow):
    bound: Literal["min", "max"] = Field(description="min: added to the certain pairs; max: without it")
    from_: int = Field(alias="from")
    to: int


class BalanceQuestion(Question):
    actor: Named | None = None
    seconds: int


class BalanceAnswer(Page):
    question: BalanceQuestion
    rows: list[BalanceRow] = Field(description="pairs that go against the camps")
    pairs: Pairs
    triangles: Triangles
    frustration: IndexRange
    camps: list[Camp] = Field(description="one entry a connected part, the largest first")
    tippedBy: list[Tipping]
