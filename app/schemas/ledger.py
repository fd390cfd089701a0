"""The shape of /v1/custody/ledger."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from app.schemas.core import Explained, Named, Question, Range, Ref, Speaker, Statement

Closes = Literal["yes", "open", "no"]


class Days(BaseModel):
    earliest: date | None
    latest: date | None


class Gap(BaseModel):
    min: int | None = Field(description="null: no lower bound; below zero: no report says where so many came from")
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
    closes: Closes


class OpenBecause(BaseModel):
    why: str
    statements: list[str]
    keys: list[str]


class LedgerBecause(OpenBecause):
    statementCount: int = Field(description="of all; statements and keys have the first of them")


class Claimer(BaseModel):
    id: str
    title: str


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
    gains: list[LedgerLine] = Field(description="the first of them; all with include=statements")
    gainCount: int
    gained: Range
    losses: list[LedgerLine]
    lossCount: int
    lost: Range
    closings: list[LedgerCount]
    closing: Range | None
    expected: Range | None = Field(description="opening and what came, less what went")
    combinations: list[LedgerCombination]
    combinationCount: int
    unaccounted: Gap | None = Field(description="opening and what came, less what went, less the next count")
    closes: Closes = Field(
        description="yes: the reported moves can explain the difference; open: they do not, or a count is missing; "
        "no: they do not, though a source says that it reports every move"
    )
    claimedBy: list[Claimer] = Field(description="sources that say that they report every move of this row")
    openBecause: list[LedgerBecause]
    statements: list[Statement] = Field(description="the first of them; all with include=statements")
    statementCount: int
    nextStatements: str | None = Field(
        default=None, description="the cursor that shows the statements after these; null: none"
    )


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
    from_: str | None = Field(None, alias="from")
    to: str | None = None


class LedgerAnswer(Explained):
    question: LedgerQuestion
    rows: list[LedgerRow]
    parts: list[PartCheck]
    partCount: int
    otherUnits: list[OtherUnit]
    otherUnitCount: int
