"""Entities, events, statements and sources, one by one and in lists, and finding them by name."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from app import schemas
from app.answers import records
from app.deps import Asked, Explained, Label, Looked, Paged, only_known_parameters
from app.formats import body_of, respond, wanted
from app.own_texts import texts_for
from app.routers import RESPONSES

router = APIRouter(prefix="/v1", tags=["records"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])
Id = Annotated[str, Path(description="Its id; a name does for entities.")]
Kind = Annotated[str | None, Query(description="A kind, such as armed_force.")]
Words = Annotated[str, Query(description="Words of a name, in any case and without accents.", examples=["hasakah"])]


@router.get("/entities", summary="All entities", response_model=schemas.EntitiesAnswer)
def get_entities(asking: Paged, label: Label = None, kind: Kind = None) -> Response:
    return asking.answer(lambda view: records.entities(view, asking.asked, label, kind), schemas.Entity)


@router.get("/entities/{id}", summary="One entity", response_model=schemas.EntityAnswer)
def get_entity(asking: Looked, id: Id) -> Response:  # noqa: A002
    return asking.answer(lambda view: records.entity(view, id), schemas.WholeEntity)


@router.get("/entities/{id}/statements", summary="What names an entity", response_model=schemas.EntityStatementsAnswer)
def get_entity_statements(asking: Asked, id: Id) -> Response:  # noqa: A002
    """Statements in which it has a role, or speaks, or which are about it. `as_of` changes nothing here."""
    return asking.answer(lambda view: records.entity_statements(view, asking.asked, id), schemas.Statement)


@router.get("/events", summary="Occurrences and the statements on them", response_model=schemas.EventsAnswer)
def get_events(asking: Asked) -> Response:
    """All events. `as_of` changes nothing here; `known_at` leaves out what was not public."""
    return asking.answer(lambda view: records.events(view, asking.asked), schemas.Event)


@router.get("/statements/{id}", summary="One statement and its versions", response_model=schemas.StatementAnswer)
def get_statement(asking: Explained, id: Id) -> Response:  # noqa: A002
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


@router.get("/sources", summary="All sources", response_model=schemas.SourcesAnswer)
def get_sources(asking: Paged) -> Response:
    return asking.answer(lambda view: records.sources(view, asking.asked), schemas.Source)


@router.get("/sources/{id}", summary="One source", response_model=schemas.SourceAnswer)
def get_source(asking: Looked, id: Id) -> Response:  # noqa: A002
    return asking.answer(lambda view: records.source(view, id), schemas.Source)


@router.get("/search", summary="Find entities and sources by name", response_model=schemas.SearchAnswer)
def get_search(asking: Paged, q: Words, label: Label = None) -> Response:
    """Best matches first; close spellings where nothing matches."""
    return asking.answer(lambda view: records.search(view, asking.asked, q, label), schemas.Match)
