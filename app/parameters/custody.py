"""Questions about who holds whom: custody on a day, over time, moves, whether counts add up, and plans."""

from typing import Annotated

from pydantic import Field

from app.parameters.common import DayParameters, Parameters
from app.parameters.fields import Actor, AlikeGroup, End, Group, Nationality, Place, RequiredGroup, Start
from app.parameters.question import QuestionAddress


class CustodyParameters(Parameters):
    held: Group = None
    holder: Actor = None
    place: Place = None
    nationality: Nationality = None


class SeriesParameters(Parameters):
    held: RequiredGroup
    holder: Actor = None
    place: Place = None
    start: Start = None
    end: End = None


class LedgerParameters(Parameters):
    held: RequiredGroup
    holder: Actor = None
    place: Place = None
    start: Annotated[
        str | None, Field(description="Only counts and moves from this day on, in EDTF.", examples=["2020-01-01"])
    ] = Field(None, validation_alias="from")
    end: Annotated[
        str | None,
        Field(description="Only counts and moves up to this day; `as_of` if left out.", examples=["2020-03-31"]),
    ] = Field(None, validation_alias="to")


class ChainParameters(Parameters):
    held: RequiredGroup
    group: AlikeGroup = None


class PlansParameters(Parameters):
    held: Group = None


CUSTODY = QuestionAddress("/custody", DayParameters, CustodyParameters, "app.answers.custody:custody")
SERIES = QuestionAddress("/custody/series", DayParameters, SeriesParameters, "app.answers.series:series")
LEDGER = QuestionAddress("/custody/ledger", DayParameters, LedgerParameters, "app.answers.ledger:ledger")
CHAIN = QuestionAddress("/custody/chain", DayParameters, ChainParameters, "app.answers.chain:chain")
PLANS = QuestionAddress("/plans", DayParameters, PlansParameters, "app.answers.plans:plans")
