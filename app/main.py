"""The HTTP service: `create_app()` for any ASGI server, `whoholds serve` for people."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from importlib.metadata import version

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware

from app import checking_routes, cypher_routes, loading_routes, page, routes, service_routes
from app.access import Access
from app.gate import Gate, rules_of
from app.metrics import Metrics
from app.middleware import AnswerMiddleware
from app.problems import add_handlers
from app.service import Service
from app.turns import State, Turns
from graph.store.settings import Settings, load_settings
from graph.store.store import Store

ABOUT = """Who holds whom, on which day, how many, and who says so.

Every row about the world rests on statements: who said what, about which time, published when. Dates are EDTF; an
unknown bound is null. Answers are JSON, or by suffix or `Accept` CSV, Arrow, Parquet and SVG, and where the rows are
pairs GEXF and GraphML; problems are RFC 9457."""


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

    app = FastAPI(
        title="whoholds",
        version=version("whoholds"),
        description=ABOUT,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    app.state.metrics = Metrics(settings.request_log)
    app.state.turns = State()
    app.state.parameters = cache(lambda path, method: _list_parameters(app, path, method))
    app.state.missing_page = page.answer_missing
    add_handlers(app)
    for router in (
        routes.router,
        cypher_routes.checked,
        cypher_routes.router,
        checking_routes.router,
        loading_routes.router,
        service_routes.router,
        service_routes.outside,
        page.router,
    ):
        app.include_router(router)
    app.add_middleware(Turns, state=app.state.turns)
    app.add_middleware(AnswerMiddleware, metrics=app.state.metrics, service=service)
    app.add_middleware(Access, settings=settings)
    if settings.cors:
        app.add_middleware(CORSMiddleware, allow_origins=settings.cors.replace(",", " ").split(), allow_methods=["GET"])
    app.add_middleware(Gate, rules=rules_of(settings))
    return app


def _list_parameters(app: FastAPI, path: str, method: str) -> frozenset[str]:
    """The query parameters of a route, by what /openapi.json says."""
    operation = app.openapi()["paths"].get(path, {}).get(method.lower(), {})
    return frozenset(p["name"] for p in operation.get("parameters", ()) if p["in"] == "query")
