"""The shape of /v1/contested."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from app.schemas.core import (
    AlikeRows,
    Certainty,
    Count,
    Denier,
    Explained,
    Named,
    Question,
    Range,
    Ref,
    Speaker,
    Statement,
    Validity,
)


class Disputed(TypedDict):
    id: str
    key: str
    predicate: str
    roles: dict[str, list[Ref]]
    terms: list[str]
    count: Count | None
    saidBy: Speaker


class DisputedQuestion(TypedDict):
    words: str
    predicates: list[str]
    kind: Annotated[str | None, Field(description="of the count; null where no figures are in dispute")]
    unit: str | None
    of: str | None
    earliest: date | None
    latest: date | None


class Reading(TypedDict):
    statement: str
    key: str
    stance: Literal["asserts", "denies", "corrects", "questions"]
    count: Count | None
    dates: Validity
    saidBy: Speaker
    countsAs: Annotated[Speaker | None, Field(description="another speaker, where its source only repeats that one's")]
    outlet: Annotated[Named | None, Field(description="who published the source")]
    saidOn: str | None
    knownFrom: str
    independentOf: list[Speaker]
    independentSpeakers: Annotated[Range, Field(description="of those in the row who say the same")]


class ContestedRow(TypedDict):
    why: Literal["denied", "corrected", "questioned", "figures", "dates", "negative"]
    question: DisputedQuestion
    certainty: Annotated[Certainty, Field(description="possible: only if of one day, or of one occurrence")]
    disputed: Disputed
    disputedBy: list[Denier]
    sides: Annotated[list[str], Field(description="each reading in a few words")]
    part: Annotated[Ref | None, Field(description="a group that is counted as more than `whole`, of which it is part")]
    whole: Ref | None
    readings: list[Reading]
    independentSpeakers: Range | None
    statements: Annotated[list[Statement], Field(description="at most 50; include=statements gives all")]
    statementCount: int
    alike: Annotated[
        int, Field(description="how many rows of the whole answer are like this one but for days and places")
    ]
    group: Annotated[int | None, Field(description="the place of its group in groups, from 0; null: not among them")]
    nextStatements: NotRequired[
        Annotated[str | None, Field(description="the cursor that shows the statements after these; null: none")]
    ]


class ContestedQuestion(Question):
    entity: NotRequired[Ref | None]
    group: NotRequired[int | None]


class ContestedAnswer(Explained):
    question: ContestedQuestion
    rows: list[ContestedRow]
    groups: Annotated[list[AlikeRows], Field(description="rows that are alike, the largest group first; at most 50")]
    groupCount: int
