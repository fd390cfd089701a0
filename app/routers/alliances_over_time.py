"""How alliances went over time, what changed between two days, and a network to be drawn."""

from fastapi import APIRouter, Depends

from app.deps import add_question, only_known_parameters
from app.parameters.alliances import ALLIANCES_DIFF, ALLIANCES_SERIES, NETWORK, NETWORK_SPELLS
from app.routers import NETWORK as NETWORK_RESPONSES
from app.routers import RESPONSES
from app.schemas.alliances_over_time import (
    AlliancesDiffAnswer,
    AlliancesDiffRow,
    AlliancesSeriesAnswer,
    AlliancesSeriesRow,
)
from app.schemas.network import NetworkAnswer, NetworkEdge, NetworkSpell, NetworkSpellsAnswer

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])

add_question(
    router,
    ALLIANCES_SERIES,
    AlliancesSeriesAnswer,
    AlliancesSeriesRow,
    name="get_alliances_series",
    summary="How alliances went over time",
    about="One row per step: how many pairs of which sign; of everyone, around an actor, or the row of two. A step is "
    "the period up to the day before the next: what held on some day of it counts.",
)
add_question(
    router,
    ALLIANCES_DIFF,
    AlliancesDiffAnswer,
    AlliancesDiffRow,
    name="get_alliances_diff",
    summary="What changed between two days",
    about="One row per pair: began, ended, faded (only the evidence stopped) or changed sign, by what is known at "
    "`known_at`. With `from_known_at` apart from these: newlyReported, withdrawn, overtaken, reassessed.",
)
add_question(
    router,
    NETWORK,
    NetworkAnswer,
    NetworkEdge,
    name="get_network",
    summary="A network to be drawn",
    about="Actors with a place that no day changes, and an edge per pair. `limit` is how many actors at most; as a "
    "table the answer has its edges.",
    responses=NETWORK_RESPONSES,
)
add_question(
    router,
    NETWORK_SPELLS,
    NetworkSpellsAnswer,
    NetworkSpell,
    name="get_network_spells",
    summary="A network on every day of a period",
    about="What `network` says of each day from one to another, at once: an edge per pair with its spells, which are "
    "arrays in the order of `spellFields`. `limit` is how many actors at most; as a table the answer has a line per "
    "spell.",
)
