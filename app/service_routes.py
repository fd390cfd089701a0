"""What is not a question: whether the service lives and is ready, its counters, what is loaded."""

import orjson
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import PlainTextResponse

from app.answers.status import CypherState, Dataset, StatusAnswer, status
from app.formats import body_of, choose_format, respond
from app.metrics import Metrics
from app.question import AnswerShape
from app.responses import OUTSIDE, RESPONSES
from app.routes import refuse_unknown_parameters, service_of
from app.turns import State
from graph.errors import Unavailable

router = APIRouter(
    prefix="/v1", tags=["service"], responses=RESPONSES, dependencies=[Depends(refuse_unknown_parameters)]
)
outside = APIRouter(responses=OUTSIDE)
LOADED = AnswerShape(Dataset, "What is loaded")
ABOUT = {"running": "run now", "waiting": "wait for a place", "refused": "found no place, since the start"}


@router.get("/status", summary="What is loaded", response_model=StatusAnswer)
def get_status(request: Request) -> Response:
    format_ = choose_format(request, LOADED)
    now = status(service_of(request).reader, _count_turns(request)["cypher"])
    return respond(request, body_of(now, format_, LOADED), format_)


@outside.get("/healthz", summary="Whether the process lives", tags=["service"])
async def healthz() -> Response:
    return _answer_json({"status": "alive"})


@outside.get("/readyz", summary="Whether the store answers", tags=["service"])
def readyz(request: Request) -> Response:
    return _answer_json({"status": "ready", "dataVersion": service_of(request).reader.version()})


@outside.get("/metrics", summary="Counters for Prometheus", tags=["service"], response_class=PlainTextResponse)
def metrics(request: Request) -> Response:
    found: Metrics = request.app.state.metrics
    gauges = {"whoholds_store_up": ("Whether the store answers.", 0)}
    try:
        now = status(service_of(request).reader, _count_turns(request)["cypher"])
    except Unavailable:
        pass
    else:
        statements = sum(row["statements"] for row in now["rows"])
        gauges["whoholds_store_up"] = ("Whether the store answers.", 1)
        gauges["whoholds_data_version"] = ("The data version that answers are given from.", now["dataVersion"])
        gauges["whoholds_statements_open"] = ("Statements that no load has closed.", statements)
        gauges |= _count_cypher(now["cypher"])
    for name, counts in _count_turns(request).items():
        for what, number in counts.items():
            gauges[f"whoholds_{name}_{what}"] = (f"Requests of the kind {name} that {ABOUT[what]}.", number)
    return Response(found.text(gauges), media_type="text/plain; version=0.0.4; charset=utf-8")


def _count_turns(request: Request) -> dict[str, dict[str, int]]:
    turns: State = request.app.state.turns
    return turns.counts()


def _count_cypher(now: CypherState) -> dict[str, tuple[str, int]]:
    return {
        "whoholds_cypher_up": ("Whether there is an engine for people's Cypher now.", int(now["up"])),
        "whoholds_cypher_data_version": ("The data version of its copy; 0 for none.", now["dataVersion"] or 0),
        "whoholds_cypher_resident_bytes": ("The memory of its process.", (now["residentMegabytes"] or 0) * 2**20),
        "whoholds_cypher_not_ended": ("Queries that the database could not be made to end.", now["notEnded"]),
    }


def _answer_json(content: dict[str, object]) -> Response:
    return Response(orjson.dumps(content), media_type="application/json", headers={"Cache-Control": "no-store"})
