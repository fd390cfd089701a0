"""The HTTP service: `create_app()` for any ASGI server, `whoholds serve` for people."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware

from app import (
    checking_routes,
    cypher_routes,
    loading_routes,
    pack_routes,
    page,
    reconciling,
    routes,
    service_routes,
    sharing,
)
from app.access import Access
from app.answers.saved_queries import describe_queries
from app.gate import Gate, rules_of
from app.guide import routes as guide_routes
from app.metrics import Metrics
from app.middleware import AnswerMiddleware
from app.problems import add_handlers
from app.responses import add_examples, move_models
from app.service import Service
from app.turns import State, Turns
from graph.store.settings import Settings, load_settings
from graph.store.store import Store

ABOUT = """Who holds whom, on which day, how many, and who says so.

Every row about the world rests on statements: who said what, about which time, published when. Dates are EDTF; an
unknown bound is null. Answers are JSON, or by suffix or `Accept` CSV, Arrow, Parquet, SVG and PNG, and where the rows
are pairs GEXF and GraphML; problems are RFC 9457."""

ROUTERS = (
    routes.router,
    cypher_routes.checked,
    cypher_routes.router,
    checking_routes.router,
    loading_routes.router,
    pack_routes.router,
    reconciling.router,
    service_routes.router,
    service_routes.outside,
    guide_routes.router,
    sharing.router,
    page.router,
)


def create_app(settings: Settings | None = None, store: Store | None = None) -> FastAPI:
    """The service on the store that the settings name, or on one that is open already and is left open.

    It starts even where no database answers yet, and says so to whoever asks. Raises InvalidInput, at its start, for
    judgements that cannot be read.
    """
    settings = settings or load_settings()
    service = Service(settings, store)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(service.start)
        yield
        await run_in_threadpool(service.close)

    app = FastAPI(title="whoholds", version=version("whoholds"), lifespan=lifespan, docs_url=None, redoc_url=None)
    app.openapi = lambda: describe_service(service)  # type: ignore[method-assign]  # as FastAPI says to do
    app.state.service = service
    app.state.metrics = Metrics(settings.request_log)
    app.state.turns = State()
    app.state.parameters = list_parameters
    app.state.missing_page = page.answer_missing
    add_handlers(app)
    # not `include_router`, by which the first request would wait 0.4 s for the models of all routes to be made anew
    app.router.routes.extend(route for router in ROUTERS for route in router.routes)
    app.add_middleware(Turns, state=app.state.turns)
    app.add_middleware(AnswerMiddleware, metrics=app.state.metrics, service=service)
    app.add_middleware(Access, settings=settings, metrics=app.state.metrics, service=service)
    if settings.cors:
        app.add_middleware(CORSMiddleware, allow_origins=settings.cors.replace(",", " ").split(), allow_methods=["GET"])
    app.add_middleware(Gate, rules=rules_of(settings), metrics=app.state.metrics)
    return app


@cache
def describe_api() -> dict[str, Any]:
    """What /openapi.json of every service says."""
    every = [route for router in ROUTERS for route in router.routes]
    document = get_openapi(title="whoholds", version=version("whoholds"), description=ABOUT, routes=every)
    return add_examples(move_models(document))


def describe_service(service: Service) -> dict[str, Any]:
    """What /openapi.json of one service says: the same for every one, and each query that has a name."""
    document = describe_api()
    general = document["paths"]["/v1/queries/{name}"]["get"]
    return document | {"paths": document["paths"] | describe_queries(service.queries, general)}


@cache
def list_parameters(path: str, method: str) -> frozenset[str]:
    """The query parameters of a route, by what /openapi.json says."""
    operation = describe_api()["paths"].get(path, {}).get(method.lower(), {})
    return frozenset(p["name"] for p in operation.get("parameters", ()) if p["in"] == "query")
