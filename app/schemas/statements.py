"""Statements, with their dates and why these are so, their source, and responses."""

from datetime import date
from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from app.fields import Field
from app.schemas.counts import Count
from app.schemas.names import Ref, Speaker

Day = date  # where a field is itself called date


class Validity(TypedDict):
    written: Annotated[str, Field(description="as the source has it, in EDTF")]
    observed: bool
    earliestStart: date | None
    latestStart: date | None
    earliestEnd: date | None
    latestEnd: date | None
    plannedEnd: str | None


class Cited(TypedDict):
    id: str
    title: str
    publisher: str | None
    publishedOn: str
    url: str | None
    locator: str
    start: int | None
    end: int | None
    sha256: str | None


class Reply(TypedDict):
    id: str
    key: str
    stance: Literal["denies", "confirms", "corrects", "qualifies", "questions", "declines"]
    scope: Literal["specific", "general"]
    saidBy: Speaker


class BoundReason(TypedDict):
    statement: Annotated[str | None, Field(description="null where a source gave it")]
    key: Annotated[str, Field(description="of the statement, or source:ID")]
    rule: Annotated[str, Field(description="its words on the time, or what follows from them")]
    date: Annotated[Day | None, Field(description="the day as far as this step")]


class BoundExplained(TypedDict):
    date: Day | None
    because: Annotated[list[BoundReason], Field(description="first causes first; empty where nothing bounds it")]


class BoundsExplained(TypedDict):
    earliestStart: BoundExplained
    latestStart: BoundExplained
    earliestEnd: BoundExplained
    latestEnd: BoundExplained


class Statement(TypedDict):
    id: str
    key: str
    dataset: str
    predicate: str
    polarity: Literal["asserts", "denies"]
    mode: str
    reading: Literal["stated", "inferred"]
    roles: dict[str, list[Ref]]
    terms: list[str]
    validity: Validity
    count: Count | None
    saidBy: Speaker
    saidOn: str | None
    knownFrom: str
    about: list[Ref]
    note: str | None
    source: Cited
    responses: list[Reply]
    respondsTo: list[Reply]
    openedIn: int
    copyOf: NotRequired[
        Annotated[str | None, Field(description="key of the statement whose figure another source repeats here")]
    ]
    codedBy: NotRequired[Annotated[str | None, Field(description="who coded it; only where the source says so")]]
    checkedBy: NotRequired[Annotated[str | None, Field(description="who checked the coding; only where given")]]
    state: NotRequired[
        Annotated[
            Literal["draft", "checked", "agreed"] | None, Field(description="of the coding; only where one is given")
        ]
    ]
    boundsExplained: NotRequired[Annotated[BoundsExplained | None, Field(description="only with include=explain")]]
