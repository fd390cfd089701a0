"""The shape of /v1/alliances/balance."""

# ruff: noqa: N815  (names as in the JSON)

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from app.schemas.core import Certainty, Named, Page, Question, Ref


class Number(TypedDict):
    min: Annotated[int, Field(description="of the certain pairs alone")]
    max: Annotated[int, Field(description="of all possible pairs")]


class Pairs(TypedDict):
    actors: int
    friendly: Number
    hostile: Number
    mixed: Annotated[int, Field(description="friendly and hostile at once: in both maxima, in no minimum")]
    neutral: Annotated[int, Field(description="of no sign; they take no part")]


class Triangles(TypedDict):
    """Threes of actors; a three with a mixed pair may be of several kinds, so maxima need not add up."""

    all: Number
    balanced: Number
    unbalanced: Number
    kinds: dict[Literal["+++", "++-", "+--", "---"], Number]


class Index(TypedDict):
    lower: Annotated[int, Field(description="surely not less")]
    upper: Annotated[int, Field(description="a division was found that so many pairs go against")]
    proved: Annotated[bool, Field(description="both are the same: that division is a best one")]
    gap: Annotated[float, Field(description="what is open of upper: 0 if proved, 1 if nothing is known from below")]


class IndexRange(TypedDict):
    min: Annotated[Index, Field(description="of the certain pairs alone")]
    max: Annotated[Index, Field(description="of all possible pairs")]


class Camp(TypedDict):
    one: list[Ref]
    other: Annotated[list[Ref], Field(description="hostile to the one side, as far as pairs go with the camps")]
    against: Annotated[int, Field(description="how many pairs of this part go against it, mixed ones aside")]
    unique: Annotated[bool | None, Field(description="whether no other division is as good; null: not found out")]


class BalanceRow(TypedDict):
    a: Ref
    b: Ref
    sign: Literal[1, -1] | None
    mixed: bool
    certainty: Certainty
    statements: list[str]


_TippedFrom = TypedDict("_TippedFrom", {"from": int})


class Tipping(BalanceRow, _TippedFrom):
    bound: Annotated[Literal["min", "max"], Field(description="min: added to the certain pairs; max: without it")]
    to: int


class BalanceQuestion(Question):
    actor: NotRequired[Named | None]
    seconds: int


class BalanceAnswer(Page):
    question: BalanceQuestion
    rows: Annotated[list[BalanceRow], Field(description="pairs that go against the camps")]
    pairs: Pairs
    triangles: Triangles
    frustration: IndexRange
    camps: Annotated[list[Camp], Field(description="one entry a connected part, the largest first")]
    tippedBy: list[Tipping]
