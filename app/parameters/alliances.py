"""Questions about who is friendly or hostile to whom, and how entities are connected."""

from typing import Annotated

from pydantic import Field

from app.parameters.common import (
    DayParameters,
    DayPictureParameters,
    Parameters,
    PeriodParameters,
    PeriodPictureParameters,
)
from app.parameters.fields import Actor, Depth, End, Measures, Sign, Start
from app.parameters.question import QuestionAddress

YEARLY = "P1Y"
MOST_SECONDS = 60


class AlliancesParameters(Parameters):
    actor: Actor = None
    sign: Sign = None
    depth: Depth = None


class AlliancesSeriesParameters(Parameters):
    start: Start = Field(None, validation_alias="from")
    end: End = Field(None, validation_alias="to")
    step: Annotated[str, Field(description="P1D, P7D, P1M, P1Y and the like; or day, week, month, year; or days.")] = (
        YEARLY
    )
    at: Annotated[
        str, Field(description="period: what held on some day of a step. day: on the first day of each step.")
    ] = "period"
    actor: Actor = None
    other: Annotated[str | None, Field(description="Id or name of another actor: the row of these two.")] = None
    sign: Sign = None
    measures: Measures = None


class AlliancesDiffParameters(Parameters):
    start: Annotated[str, Field(description="The first day, in EDTF.", examples=["2026-01-10"])] = Field(
        validation_alias="from"
    )
    end: Annotated[str, Field(description="The second day, in EDTF.", examples=["2026-01-25"])] = Field(
        validation_alias="to"
    )
    from_known_at: Annotated[
        str | None,
        Field(description="What was known of the first day by this day is compared with what was known at `known_at`."),
    ] = None
    actor: Actor = None
    sign: Sign = None


class BalanceParameters(Parameters):
    actor: Actor = None
    seconds: Annotated[
        int,
        Field(ge=1, le=MOST_SECONDS, description="How long to look for each index, and for what tips them."),
    ] = 10


class NetworkParameters(Parameters):
    actor: Actor = None
    sign: Sign = None
    depth: Depth = None
    measures: Measures = None


class NetworkSpellsParameters(Parameters):
    start: Start = Field(None, validation_alias="from")
    end: End = Field(None, validation_alias="to")
    actor: Actor = None
    sign: Sign = None
    depth: Depth = None


class PathsParameters(Parameters):
    source: Annotated[str, Field(description="Id or name of any entity.", examples=["us"])] = Field(
        validation_alias="from"
    )
    target: Annotated[str, Field(description="Id or name of any entity.", examples=["isis-suspects"])] = Field(
        validation_alias="to"
    )
    max_hops: Annotated[str, Field(description="How many hops a path has at most, 1 to 8.", examples=["4"])] = "4"
    direction: Annotated[str, Field(description="forward: only from subject to object. any: both ways.")] = "any"
    kinds: Annotated[
        str | None,
        Field(description="Only these predicates or types of edges, separated by commas.", examples=["holds"]),
    ] = None
    exclude_kinds: Annotated[
        str | None,
        Field(description="Not these predicates or types of edges, separated by commas.", examples=["LOCATED_IN"]),
    ] = None
    time_respecting: Annotated[
        bool,
        Field(description="Hops one after another in time, within `as_of`; at any time if that is left out."),
    ] = False


ALLIANCES = QuestionAddress("/alliances", DayParameters, AlliancesParameters, "app.answers.alliances:alliances")
ALLIANCES_SERIES = QuestionAddress(
    "/alliances/series", PeriodParameters, AlliancesSeriesParameters, "app.answers.alliances_series:alliances_series"
)
ALLIANCES_DIFF = QuestionAddress(
    "/alliances/diff", PeriodParameters, AlliancesDiffParameters, "app.answers.alliances_diff:alliances_diff"
)
BALANCE = QuestionAddress("/alliances/balance", DayParameters, BalanceParameters, "app.answers.balance:balance")
NETWORK = QuestionAddress("/network", DayPictureParameters, NetworkParameters, "app.answers.network:network")
NETWORK_SPELLS = QuestionAddress(
    "/network/spells", PeriodPictureParameters, NetworkSpellsParameters, "app.answers.network_spells:network_spells"
)
PATHS = QuestionAddress("/paths", DayParameters, PathsParameters, "app.answers.paths:paths")
