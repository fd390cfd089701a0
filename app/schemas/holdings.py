"""Holdings in short, as lists of groups and places have them."""

from datetime import date
from typing import Annotated, Literal

from typing_extensions import TypedDict

from app.fields import Field
from app.schemas.counts import DayCount, Range
from app.schemas.evidence import Certainty, Support
from app.schemas.names import Ref


class HoldingOnDay(TypedDict):
    """A row of custody in short."""

    holder: Ref
    held: Ref
    certainty: Certainty
    support: Support | None
    basis: Literal["stated", "moved"]
    contested: bool
    count: DayCount | None
    countedOn: Annotated[str | None, Field(description="when they were counted: EDTF, a day or first/last")]
    countTiming: Literal["on", "before", "after"] | None
    gained: Annotated[Range | None, Field(description="how many came to the holder up to the days asked about")]
    places: Annotated[list[Ref], Field(description="the first 100")]


class ListedOnDay(TypedDict):
    """What is said of a group or place on the days asked about, and on any day."""

    certainty: Annotated[Certainty | None, Field(description="of the best holding; null: no holding on these days")]
    support: Support | None
    holdings: Annotated[list[HoldingOnDay], Field(description="as custody has them; the first 50")]
    holdingCount: int
    reports: Annotated[int, Field(description="how many statements report that people were held, came or left")]
    earliest: Annotated[date | None, Field(description="the first day that they name")]
    latest: date | None
