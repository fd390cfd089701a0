"""How sure a row is, who denies it, and what an answer rests on."""

from datetime import date
from typing import Annotated, Literal

from typing_extensions import TypedDict

from app.fields import Field
from app.schemas.names import Speaker

Certainty = Literal["possible", "certain"]

Support = Literal["certain", "within", "between", "after"]


class Denier(Speaker):
    scope: Literal["specific", "general"]
    statement: str


class RestsOn(TypedDict):
    kind: Literal["statement", "speaker"]
    id: str
    key: Annotated[str | None, Field(description="of a statement")]
    name: Annotated[str | None, Field(description="of a speaker")]
    statements: Annotated[int, Field(description="how many are gone without it, responses among them")]
    changes: Annotated[list[str], Field(description="what the answer then says instead, in words")]


class Explain(TypedDict):
    restsOn: Annotated[list[RestsOn], Field(description="each alone changes the answer; the smallest first")]
    truncated: Annotated[bool, Field(description="not every statement and speaker was tried")]


class AlikeRows(TypedDict):
    first: Annotated[str, Field(description="the first of them in words")]
    number: Annotated[int, Field(description="how many rows are alike but for days and places")]
    statementCount: int
    placeCount: int
    earliest: date | None
    latest: date | None


class OpenBecause(TypedDict):
    why: str
    statements: list[str]
    keys: list[str]


class LedgerBecause(OpenBecause):
    statementCount: Annotated[int, Field(description="of all; statements and keys have the first of them")]
