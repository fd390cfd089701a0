"""How alliances went over time, what changed between two days, and a network to be drawn."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.answers.alliances_diff import alliances_diff
from app.answers.alliances_series import YEARLY, alliances_series
from app.answers.network import network
from app.answers.network_spells import network_spells
from app.deps import ActorName, Depth, Drawn, DrawnOverTime, OverTime, Sign, only_known_parameters
from app.routers import NETWORK, RESPONSES
from app.schemas.alliances_over_time import (
    AlliancesDiffAnswer,
    AlliancesDiffRow,
    AlliancesSeriesAnswer,
    AlliancesSeriesRow,
)
from app.schemas.network import NetworkAnswer, NetworkEdge, NetworkSpell, NetworkSpellsAnswer

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])
From = Annotated[
    str | None, Query(alias="from", description="From the first day of this, in EDTF; of evidence if left out.")
]
To = Annotated[str | None, Query(alias="to", description="To the last day of this, in EDTF; of evidence if left out.")]
FromDay = Annotated[str, Query(alias="from", description="The first day, in EDTF.", examples=["2026-01-10"])]
ToDay = Annotated[str, Query(alias="to", description="The second day, in EDTF.", examples=["2026-01-25"])]
Step = Annotated[str, Query(description="P1D, P7D, P1M, P1Y and the like; or day, week, month, year; or days.")]
At = Annotated[str, Query(description="period: what held on some day of a step. day: on its first day.")]
Other = Annotated[str | None, Query(description="Id or name of another actor: the row of these two.")]
Measures = Annotated[
    str | None,
    Query(
        description="Some of degree, pagerank, betweenness, component, community, parted by commas.",
        examples=["pagerank"],
    ),
]
FromKnownAt = Annotated[
    str | None, Query(description="What was known of the first day by this day is compared with known_at.")
]


@router.get("/alliances/series", summary="How alliances went over time", response_model=AlliancesSeriesAnswer)
def get_alliances_series(
    asking: OverTime,
    start: From = None,
    end: To = None,
    step: Step = YEARLY,
    at: At = "period",
    actor: ActorName = None,
    other: Other = None,
    sign: Sign = None,
    measures: Measures = None,
) -> Response:
    """One row per step: how many pairs of which sign; of everyone, around an actor, or the row of two. A step is the
    period up to the day before the next: what held on some day of it counts."""
    return asking.answer(
        lambda view: alliances_series(view, asking.asked, start, end, step, at, actor, other, sign, measures),
        AlliancesSeriesRow,
    )


@router.get("/alliances/diff", summary="What changed between two days", response_model=AlliancesDiffAnswer)
def get_alliances_diff(
    asking: OverTime,
    start: FromDay,
    end: ToDay,
    from_known_at: FromKnownAt = None,
    actor: ActorName = None,
    sign: Sign = None,
) -> Response:
    """One row per pair: began, ended, faded (only the evidence stopped) or changed sign, by what is known at
    `known_at`. With `from_known_at` apart from these: newlyReported, withdrawn, overtaken, reassessed."""
    return asking.answer(
        lambda view: alliances_diff(view, asking.asked, start, end, from_known_at, actor, sign), AlliancesDiffRow
    )


@router.get("/network", summary="A network to be drawn", response_model=NetworkAnswer, responses=NETWORK)
def get_network(
    asking: Drawn, actor: ActorName = None, sign: Sign = None, depth: Depth = None, measures: Measures = None
) -> Response:
    """Actors with a place that no day changes, and an edge per pair. `limit` is how many actors at most; as a table
    the answer has its edges."""
    return asking.answer(lambda view: network(view, asking.asked, actor, sign, depth, measures), NetworkEdge)


@router.get("/network/spells", summary="A network on every day of a period", response_model=NetworkSpellsAnswer)
def get_network_spells(
    asking: DrawnOverTime,
    start: From = None,
    end: To = None,
    actor: ActorName = None,
    sign: Sign = None,
    depth: Depth = None,
) -> Response:
    """What `network` says of each day from one to another, at once: an edge per pair with its spells, which are arrays
    in the order of `spellFields`. `limit` is how many actors at most; as a table the answer has a line per spell."""
    return asking.answer(lambda view: network_spells(view, asking.asked, start, end, actor, sign, depth), NetworkSpell)
