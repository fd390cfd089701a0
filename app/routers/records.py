"""Entities, events, statements and sources, one by one and in lists, and finding them by name."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from app import schemas
from app.answers import records
from app.deps import DayAsking, ExplainedAsking, VersionAsking, add_question, only_known_parameters
from app.formats import body_of, respond, wanted
from app.own_texts import texts_for
from app.parameters.records import ENTITIES, ENTITY, ENTITY_STATEMENTS, EVENTS, SEARCH, SOURCE, SOURCES, STATEMENT
from app.routers import RESPONSES
from graph.selection.selection import Selection

router = APIRouter(prefix="/v1", tags=["records"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])
Id = Annotated[str, Path(description="Its id; a name does for entities.")]

add_question(router, ENTITIES, schemas.EntitiesAnswer, schemas.Entity, name="get_entities", summary="All entities")


@router.get(ENTITY.path, summary="One entity", response_model=schemas.EntityAnswer)
def get_entity(asking: VersionAsking, id: Id) -> Response:  # noqa: A002
    return asking.answer(lambda view: records.entity(view, id), schemas.WholeEntity)


@router.get(ENTITY_STATEMENTS.path, summary="What names an entity", response_model=schemas.EntityStatementsAnswer)
def get_entity_statements(asking: DayAsking, id: Id) -> Response:  # noqa: A002
    """Statements in which it has a role, or speaks, or which are about it. `as_of` changes nothing here."""
    return asking.answer(lambda view: records.entity_statements(Selection(view, asking.asked), id), schemas.Statement)


add_question(
    router,
    EVENTS,
    schemas.EventsAnswer,
    schemas.Event,
    name="get_events",
    summary="Occurrences and the statements on them",
    about="All events. `as_of` changes nothing here; `known_at` leaves out what was not public.",
)


@router.get(STATEMENT.path, summary="One statement and its versions", response_model=schemas.StatementAnswer)
def get_statement(asking: ExplainedAsking, id: Id) -> Response:  # noqa: A002
    """With WHOHOLDS_TEXTS set, and only to who asks on the server's own machine, the source has the words cited."""
    texts = texts_for(asking.request, asking.service.settings)
    if texts is None:
        return asking.answer(
            lambda view: records.statement(view, id, explain=asking.asked.explain),
            schemas.WholeStatement,
            keep=asking.service.settings.texts is None,
        )
    # nothing of it is given again: others ask by the same address, and must not see the words
    data = records.statement(asking.service.view(asking.version), id, texts, asking.asked.explain)
    format_ = wanted(asking.request, schemas.WholeStatement)
    response = respond(asking.request, body_of(data, format_, schemas.WholeStatement), format_)
    response.headers["Cache-Control"] = "private, no-store"
    return response


add_question(router, SOURCES, schemas.SourcesAnswer, schemas.Source, name="get_sources", summary="All sources")


@router.get(SOURCE.path, summary="One source", response_model=schemas.SourceAnswer)
def get_source(asking: VersionAsking, id: Id) -> Response:  # noqa: A002
    return asking.answer(lambda view: records.source(view, id), schemas.Source)


add_question(
    router,
    SEARCH,
    schemas.SearchAnswer,
    schemas.Match,
    name="get_search",
    summary="Find entities and sources by name",
    about="Best matches first; close spellings where nothing matches.",
)
