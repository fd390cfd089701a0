"""The shape of /v1/custody/ledger."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from app.schemas.core import Explained, Named, Question, Range, Ref, Speaker, Statement

Closes = Literal["yes", "open", "no"]


class Days(TypedDict):
    earliest: date | None
    latest: date | None


class Gap(TypedDict):
    min: Annotated[
        int | None, Field(description="null: no lower bound; below zero: no report says where so many came from")
    ]
    max: Annotated[int | None, Field(description="null: no upper bound")]


class LedgerCount(TypedDict):
    statement: str
    key: str
    min: int | None
    max: int | None
    wording: str | None


class LedgerReport(LedgerCount):
    saidBy: Speaker


class LedgerLine(Range):
    kind: Literal["flow", "cumulative", "uncounted"]
    certainIn: Annotated[
        bool, Field(description="all of it lies between the counts, whichever of the allowed days it was")
    ]
    occurrence: int
    reports: list[LedgerReport]
    why: list[str]


class LedgerCombination(TypedDict):
    opening: Annotated[int, Field(description="place in openings, from 0")]
    closing: Annotated[int, Field(description="place in closings, from 0")]
    unaccounted: Gap
    closes: Closes


class OpenBecause(TypedDict):
    why: str
    statements: list[str]
    keys: list[str]


class LedgerBecause(OpenBecause):
    statementCount: Annotated[int, Field(description="of all; statements and keys have the first of them")]


class Claimer(TypedDict):
    id: str
    title: str


class LedgerRow(TypedDict):
    holders: list[Ref]
    held: Ref
    places: list[Ref]
    unit: str
    of: str | None
    start: Days | None
    end: Days | None
    openings: Annotated[list[LedgerCount], Field(description="alternatives: counts of the same days")]
    opening: Range | None
    gains: Annotated[list[LedgerLine], Field(description="the first of them; all with include=statements")]
    gainCount: int
    gained: Range
    losses: list[LedgerLine]
    lossCount: int
    lost: Range
    closings: list[LedgerCount]
    closing: Range | None
    expected: Annotated[Range | None, Field(description="opening and what came, less what went")]
    combinations: list[LedgerCombination]
    combinationCount: int
    unaccounted: Annotated[Gap | None, Field(description="opening and what came, less what went, less the next count")]
    closes: Annotated[
        Closes,
        Field(
            description="yes: the reported moves can explain the difference; open: they do not, or a count is missing; "
            "no: they do not, though a source says that it reports every move"
        ),
    ]
    claimedBy: Annotated[list[Claimer], Field(description="sources that say that they report every move of this row")]
    openBecause: list[LedgerBecause]
    statements: Annotated[list[Statement], Field(description="the first of them; all with include=statements")]
    statementCount: int
    nextStatements: NotRequired[
        Annotated[str | None, Field(description="the cursor that shows the statements after these; null: none")]
    ]


class LedgerPart(LedgerCount):
    held: Ref


class PartCheck(TypedDict):
    whole: LedgerPart
    parts: list[LedgerPart]
    sum: Range
    difference: Annotated[Gap, Field(description="the whole less the sum")]
    agrees: Literal["possible", "no"]
    exhaustive: Annotated[bool, Field(description="the parts are said to be all of the whole, and each is counted")]


class OtherUnit(LedgerCount):
    unit: str
    of: str | None
    why: str


_LedgerStart = TypedDict("_LedgerStart", {"from": NotRequired[str | None]})


class LedgerQuestion(Question, _LedgerStart):
    held: Named
    holder: NotRequired[Named | None]
    place: NotRequired[Named | None]
    to: NotRequired[str | None]


class LedgerAnswer(Explained):
    question: LedgerQuestion
    rows: list[LedgerRow]
    parts: list[PartCheck]
    partCount: int
    otherUnits: list[OtherUnit]
    otherUnitCount: int
