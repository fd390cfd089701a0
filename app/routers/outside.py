"""What is not a question: whether the service lives and is ready, its counters, what is loaded."""

import orjson
from fastapi import APIRouter, Depends, Request, Response

from app import schemas
from app.answers.status import status
from app.deps import only_known_parameters, service_of
from app.formats import body_of, respond, wanted
from app.metrics import Metrics
from app.routers import RESPONSES
from graph.errors import Unavailable

router = APIRouter(prefix="/v1", tags=["service"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])
outside = APIRouter()


@router.get("/status", summary="What is loaded", response_model=schemas.StatusAnswer)
def get_status(request: Request) -> Response:
    format_ = wanted(request)
    return respond(request, body_of(status(service_of(request).reader), format_, schemas.Dataset), format_)


@outside.get("/healthz", summary="Whether the process lives", tags=["service"])
async def healthz() -> Response:
    return _json({"status": "alive"})


@outside.get("/readyz", summary="Whether the store answers", tags=["service"])
def readyz(request: Request) -> Response:
    return _json({"status": "ready", "dataVersion": service_of(request).reader.version()})


@outside.get("/metrics", summary="Counters for Prometheus", tags=["service"])
def metrics(request: Request) -> Response:
    found: Metrics = request.app.state.metrics
    gauges = {"whoholds_store_up": ("Whether the store answers.", 0)}
    try:
        now = status(service_of(request).reader)
    except Unavailable:
        pass
    else:
        statements = sum(row["statements"] for row in now["rows"])
        gauges["whoholds_store_up"] = ("Whether the store answers.", 1)
        gauges["whoholds_data_version"] = ("The data version that answers are given from.", now["dataVersion"])
        gauges["whoholds_statements_open"] = ("Statements that no load has closed.", statements)
    return Response(found.text(gauges), media_type="text/plain; version=0.0.4; charset=utf-8")


def _json(content: dict[str, object]) -> Response:
    return Response(orjson.dumps(content), media_type="application/json", headers={"Cache-Control": "no-store"})
