"""The shape of /v1/silences."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from app.schemas.core import AlikeRows, Explained, Named, Question, Range, Ref, Statement
from app.schemas.ledger import LedgerBecause

Kind = Literal["gap", "single_speaker", "stale", "uncounted", "open_ledger"]


class _MissingStatement(TypedDict):
    what: Literal["a count", "a sighting", "an end", "a second speaker", "a judgement"]
    whose: Annotated[list[Ref], Field(description="held by whom; empty: by anybody")]
    of: list[Ref]
    place: list[Ref]


_MissingDays = TypedDict(
    "_MissingDays",
    {
        "from": Annotated[date | None, Field(description="the first day that it must be about; null: no such bound")],
        "to": date | None,
    },
)


class WouldClose(_MissingStatement, _MissingDays):
    atLeast: Annotated[int | None, Field(description="how many people it must tell of")]
    independentOf: Annotated[list[Ref], Field(description="speakers that do not count again")]
    sentence: str
    placeCount: Annotated[int, Field(description="of all; place has the first 100 of them")]


class _SilentPeople(TypedDict):
    kind: Kind
    why: Literal["custody", "count", "move", "whereabouts", "opening", "closing", "unbounded"]
    holders: list[Ref]
    held: list[Ref]
    places: list[Ref]


_SilentDays = TypedDict(
    "_SilentDays", {"from": Annotated[date | None, Field(description="the first silent day")], "to": date | None}
)


class SilenceRow(_SilentPeople, _SilentDays):
    days: int | None
    people: Range | None
    because: str
    openBecause: Annotated[list[LedgerBecause], Field(description="of a ledger: all that leaves it open")]
    wouldClose: WouldClose
    independentSpeakers: Range | None
    statements: Annotated[list[Statement], Field(description="at most 50; include=statements gives all")]
    statementCount: int
    alike: Annotated[
        int, Field(description="how many rows of the whole answer are like this one but for days and places")
    ]
    group: Annotated[int | None, Field(description="the place of its group in groups, from 0; null: not among them")]
    placeCount: Annotated[
        int, Field(description="of all; places has the first 100 of them, all with include=statements")
    ]
    nextStatements: NotRequired[
        Annotated[str | None, Field(description="the cursor that shows the statements after these; null: none")]
    ]


class SilencesQuestion(Question):
    entity: NotRequired[Ref | None]
    held: NotRequired[Named | None]
    kind: NotRequired[Kind | None]
    group: NotRequired[int | None]


class SilencesAnswer(Explained):
    question: SilencesQuestion
    rows: list[SilenceRow]
    groups: Annotated[list[AlikeRows], Field(description="rows that are alike, the largest group first; at most 50")]
    groupCount: int
