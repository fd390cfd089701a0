"""The shapes of /v1/alliances/series and /v1/alliances/diff."""

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from app.schemas.core import AllianceRow, Certainty, Lens, Named, Page, Ref, Signs, Support
from app.schemas.network import Measures

SignName = Literal["friendly", "hostile", "neutral", "mixed"]


class OverTimeQuestion(TypedDict):
    actor: NotRequired[Named | None]
    sign: NotRequired[SignName | None]
    knownAt: str | None
    lens: NotRequired[Annotated[Lens | None, Field(description="only where one is given")]]


class Starts(TypedDict):
    """How many statements on the pairs of a row tell of something that began, happened or was seen in its days."""

    certain: Annotated[int, Field(description="surely in these days")]
    possible: Annotated[int, Field(description="perhaps in these days; not among the certain ones")]


class AlliancesSeriesRow(TypedDict):
    start: date
    end: Annotated[date, Field(description="the day before the next step, or the last day asked about")]
    pairs: int
    friendly: int
    hostile: int
    neutral: int
    mixed: Annotated[int, Field(description="friendly and hostile statements meet; in none of the three above")]
    certain: Annotated[int, Field(description="surely so, and surely public by known_at")]
    possible: Annotated[int, Field(description="all others")]
    actors: Annotated[int, Field(description="in a pair")]
    density: Annotated[
        float | None, Field(description="pairs by all that these actors could make; null around an actor")
    ]
    components: Annotated[int | None, Field(description="connected components by any pair; null around an actor")]
    friendlyComponents: Annotated[
        int | None, Field(description="those that do by friendly pairs alone; null around an actor")
    ]
    pair: Annotated[AllianceRow | None, Field(description="the row of actor and other; null where there is none")]
    starts: Starts
    measures: NotRequired[Annotated[Measures | None, Field(description="of the actor; null where it is in no pair")]]


_SeriesStart = TypedDict(
    "_SeriesStart", {"from": Annotated[date | None, Field(description="null where nothing is known of any day")]}
)


class AlliancesSeriesQuestion(OverTimeQuestion, _SeriesStart):
    other: NotRequired[Named | None]
    to: date | None
    step: str
    at: Literal["period", "day"]


class AlliancesSeriesAnswer(Page):
    question: AlliancesSeriesQuestion
    rows: list[AlliancesSeriesRow]


class PairState(TypedDict):
    sign: Literal[1, -1, 0] | None
    mixed: bool
    signs: Signs
    certainty: Certainty
    knownCertainty: Certainty
    support: Support
    gapDays: int | None
    statements: list[str]


class AlliancesDiffRow(TypedDict):
    change: Annotated[
        Literal["began", "ended", "faded", "changed", "newlyReported", "withdrawn", "overtaken", "reassessed"],
        Field(description="the first four are of the world, the others of what was known of the first day"),
    ]
    a: Ref
    b: Ref
    before: Annotated[PairState | None, Field(description="null where there is no row")]
    after: PairState | None
    because: Annotated[
        list[str], Field(description="ids of the statements that make the change: a stated end, what is new")
    ]


_DiffStart = TypedDict("_DiffStart", {"from": str})


class AlliancesDiffQuestion(OverTimeQuestion, _DiffStart):
    to: str
    fromKnownAt: str | None


class AlliancesDiffAnswer(Page):
    question: AlliancesDiffQuestion
    counts: Annotated[
        dict[str, int], Field(description="how many rows of each change; those of reports only where asked for")
    ]
    rows: list[AlliancesDiffRow]
