"""Sources, and what was loaded of them."""

from datetime import date
from typing import Annotated, Literal

from typing_extensions import TypedDict

from app.fields import Field
from app.schemas.names import Ref


class SourceText(TypedDict):
    file: str
    length: int | None
    sha256: str | None


class SourceArchive(TypedDict):
    url: str | None
    file: Annotated[str | None, Field(description="the name of a WACZ or WARC file")]
    sha256: Annotated[str | None, Field(description="of that file")]
    record: Annotated[str | None, Field(description="the page there, where it is not the address of the source")]
    stamp: Annotated[str | None, Field(description="the name of the file of an RFC 3161 time stamp on that file")]
    authority: Annotated[str | None, Field(description="the name of the file with the certificates of who gave it")]


class RelatedSource(TypedDict):
    kind: str
    source: str


_DaysCovered = TypedDict("_DaysCovered", {"from": date, "to": date})


class MovesCovered(_DaysCovered):
    """A claim of a source that it reports every move of a group to and from some holders on the days of a period."""

    moves: Literal["all"]
    group: Ref
    holders: list[Ref]
    places: list[Ref]  # none: all places


class Source(TypedDict):
    id: str
    title: str
    publisher: str | None
    publishedOn: str
    publishedEarliest: date | None
    publishedLatest: date | None
    publishedReason: str | None
    retrievedOn: str | None
    url: str | None
    licence: str | None
    text: SourceText | None
    archive: SourceArchive | None
    related: list[RelatedSource]
    rows: Literal["distinct"] | None  # distinct: each row is a move of its own
    covers: list[MovesCovered]


class Load(TypedDict):
    version: int
    at: str
    dataset: str
    counts: dict[str, int]
