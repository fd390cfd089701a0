"""The shape of /v1/custody/ledger."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from app.schemas.core import Explained, Named, Question, Range, Ref, Speaker, Statement


class Days(BaseModel):
    earliest: date | None
    latest: date | None


class Gap(BaseModel):
    min: int | None = Field(description="null: no lower bound; below zero: more were counted than can have come")
    max: int | None = Field(description="null: no upper bound")


class LedgerCount(BaseModel):
    statement: str
    key: str
    min: int | None
    max: int | None
    wording: str | None


class LedgerReport(LedgerCount):
    saidBy: Speaker


class LedgerLine(Range):
    kind: Literal["flow", "cumulative", "uncounted"]
    certainIn: bool = Field(description="all of it lies between the counts, whichever of the allowed days it was")
    occurrence: int
    reports: list[LedgerReport]
    why: list[str]


class LedgerCombination(BaseModel):
    opening: int = Field(description="place in openings, from 0")
    closing: int = Field(description="place in closings, from 0")
    unaccounted: Gap
    closes: Literal["certain", "possible", "no"]


class OpenBecause(BaseModel):
    why: str
    statements: list[str]
    keys: list[str]


class LedgerRow(BaseModel):
    holders: list[Ref]
    held: Ref
    places: list[Ref]
    unit: str
    of: str | None
    start: Days | None
    end: Days | None
    openings: list[LedgerCount] = Field(description="alternatives: counts of the same days")
    opening: Range | None
    gains: list[LedgerLine]
    gained: Range
    losses: list[LedgerLine]
    lost: Range
    closings: list[LedgerCount]
    closing: Range | None
    expected: Range | None = Field(description="opening and what came, less what went")
    combinations: list[LedgerCombination]
    unaccounted: Gap | None
    closes: Literal["certain", "possible", "no", "open"]
    openBecause: list[OpenBecause]
    statements: list[Statement]


class LedgerPart(LedgerCount):
    held: Ref


class PartCheck(BaseModel):
    whole: LedgerPart
    parts: list[LedgerPart]
    sum: Range
    difference: Gap = Field(description="the whole less the sum")
    agrees: Literal["possible", "no"]
    exhaustive: bool = Field(description="the parts are said to be all of the whole, and each is counted")


class OtherUnit(LedgerCount):
    unit: str
    of: str | None
    why: str


class LedgerQuestion(Question):
    held: Named
    holder: Named | None = None
    place: Named | None = None


class LedgerAnswer(Explained):
    question: LedgerQuestion
    rows: list[LedgerRow]
    parts: list[PartCheck]
    otherUnits: list[OtherUnit]
