"""The shape of /v1/silences."""

# ruff: noqa: N815  (names as in the JSON)

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from app.schemas.core import AlikeRows, Explained, Named, Question, Range, Ref, Statement
from app.schemas.ledger import LedgerBecause

Kind = Literal["gap", "single_speaker", "stale", "uncounted", "open_ledger"]


class WouldClose(BaseModel):
    what: Literal["a count", "a sighting", "an end", "a second speaker", "a judgement"]
    whose: list[Ref] = Field(description="held by whom; empty: by anybody")
    of: list[Ref]
    place: list[Ref]
    from_: date | None = Field(alias="from", description="the first day that it must be about; null: no such bound")
    to: date | None
    atLeast: int | None = Field(description="how many people it must tell of")
    independentOf: list[Ref] = Field(description="speakers that do not count again")
    sentence: str
    placeCount: int = Field(description="of all; place has the first 100 of them")


class SilenceRow(BaseModel):
    kind: Kind
    why: Literal["custody", "count", "move", "whereabouts", "opening", "closing", "unbounded"]
    holders: list[Ref]
    held: list[Ref]
    places: list[Ref]
    from_: date | None = Field(alias="from", description="the first silent day")
    to: date | None
    days: int | None
    people: Range | None
    because: str
    openBecause: list[LedgerBecause] = Field(description="of a ledger: all that leaves it open")
    wouldClose: WouldClose
    independentSpeakers: Range | None
    statements: list[Statement] = Field(description="at most 50; include=statements gives all")
    statementCount: int
    alike: int = Field(description="how many rows of the whole answer are like this one but for days and places")
    group: int | None = Field(description="the place of its group in groups, from 0; null: not among them")
    placeCount: int = Field(description="of all; places has the first 100 of them, all with include=statements")
    nextStatements: str | None = Field(
        default=None, description="the cursor that shows the statements after these; null: none"
    )


class SilencesQuestion(Question):
    entity: Ref | None = None
    held: Named | None = None
    kind: Kind | None = None
    group: int | None = None


class SilencesAnswer(Explained):
    question: SilencesQuestion
    rows: list[SilenceRow]
    groups: list[AlikeRows] = Field(description="rows that are alike, the largest group first; at most 50")
    groupCount: int
