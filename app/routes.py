"""The routes of questions: reading the parameters of a request, and turning a question into a response."""

import inspect
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel

from app.access import is_local
from app.answers.pins import PinId, check_pin, compare_pin, read_pin
from app.answers.question import Common, read_common
from app.answers.records import find_drawn_places
from app.answers.statement_rows import ROWS, TABLES, answer_in_shape, read_table_shape
from app.credits import write_credit
from app.exports.citations import AnswerCitation, make_citation, write_citation
from app.exports.network_files import is_network
from app.formats import CITATIONS, PICTURES, body_of, choose_format, read_width, respond
from app.middleware import KEEP
from app.parameter_models import make_model, unknown_parameter
from app.parameters import DEFAULT_LIMIT, Parameters, list_parameters
from app.question import PREFIX, Answer, AnswerShape, Question
from app.questions import load_question, read_headings
from app.responses import FEED_RESPONSES, NETWORK_RESPONSES, RESPONSES, Responses
from app.sentences import choose_language
from app.service import Service
from graph.errors import InvalidInput
from graph.store.reading.view import View
from graph.store.settings import Settings


def find_texts(request: Request, settings: Settings) -> FilePath | None:
    """The folder of WHOHOLDS_TEXTS for a client on this machine; None for all others."""
    return settings.texts if is_local(request.scope, settings) else None


Id = Annotated[str, Path(description="Its id; a name does for entities.")]


def service_of(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


async def refuse_unknown_parameters(request: Request) -> None:
    """Refuse unknown, repeated and empty parameters, which would silently answer another question. Raises InvalidInput
    with the nearest name."""
    known: frozenset[str] = request.app.state.parameters(request.scope["route"].path, request.method)
    seen: set[str] = set()
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise unknown_parameter(name, value, known)
        if name in seen:
            raise InvalidInput(f"{name} is given twice", parameter=name, value=value)
        if not value.strip():
            raise InvalidInput(f"{name} is empty; leave it out, or give a value", parameter=name, value=value)
        seen.add(name)


@dataclass(frozen=True)
class Asking:
    """One request with its parameters as read, before it is answered."""

    request: Request
    service: Service
    version: int | None
    asked: Common
    pin: PinId | None = None

    def answer_question(self, question: Question, own: BaseModel, ids: Sequence[str] = ()) -> Response:
        """The answer to a question in the requested format, with a link to the next page.

        It may be cached for all clients, unless it may contain words of sources.
        """
        given, texts = dict(own), None
        if question.has_texts:
            given["texts"] = texts = find_texts(self.request, self.service.settings)
        if question.has_stories:
            given["stories"] = self.service.stories
        format_ = choose_format(self.request, question.shape, has_pin=True)
        by_statement = read_table_shape(given.pop("shape", ROWS), format_)
        view = self._open_view()
        data, shape = answer_in_shape(question, view, self.asked, ids, given, by_statement)
        if not by_statement:
            data = compare_pin(self.pin, data, view)
        # a citation has the address by which it was asked for
        is_kept = format_ not in CITATIONS and (not question.has_texts or self.service.settings.texts is None)
        if is_kept:
            self.request.scope[KEEP] = view.today.version
        if format_ in CITATIONS:
            body = write_citation(format_, self._make_citation(question, data, ids))
        else:
            credit = write_credit(self.request, view, data) if format_ in PICTURES else ""
            body = body_of(data, format_, shape, find_drawn_places(view), credit, read_width(self.request))
        response = respond(self.request, body, format_, data.get("next"))
        if format_ in TABLES and "truncated" in data:
            response.headers["Truncated"] = str(data["truncated"]).lower()  # CSV has no other place for it
        if texts is not None:
            response.headers["Cache-Control"] = "private, no-store"
        return response

    def _make_citation(self, question: Question, data: Answer, ids: Sequence[str]) -> AnswerCitation:
        base = self.service.settings.public_url or str(self.request.base_url).rstrip("/")
        # who opens it may read another language
        given = {**self.request.query_params} | {"lang": self.asked.language}
        return make_citation(question, ids, given, data, base, date.today())

    def _open_view(self) -> View:
        if self.pin is None:
            return self.service.view(self.version)
        check_pin(self.pin, self.service.view().version)
        return self.service.view(self.pin.version)


def add_question(router: APIRouter, question: Question, summary: str) -> None:
    """Add the route of a question."""
    own_parameters = make_model(question.name, question.own)
    asking_on = make_asking_reader(question.common)  # type: ignore[arg-type]  # a class, not an object of it

    if question.has_id:

        def endpoint(asking: Annotated[Asking, Depends(asking_on)], own: BaseModel, id: Id) -> Response:  # noqa: A002
            return asking.answer_question(question, own, [id])

    else:

        def endpoint(asking: Annotated[Asking, Depends(asking_on)], own: BaseModel) -> Response:  # type: ignore[misc]
            return asking.answer_question(question, own)

    endpoint.__annotations__["own"] = Annotated[own_parameters, Query()]
    router.add_api_route(
        question.path,
        endpoint,
        name=f"get_{question.name}",
        summary=summary,
        description=inspect.getdoc(question.answer),
        tags=[question.tag],
        response_model=question.answer_type,
        responses=_list_other_forms(question.shape),
    )


def _list_other_forms(shape: AnswerShape) -> Responses | None:
    if shape.is_feed:
        return FEED_RESPONSES
    return NETWORK_RESPONSES if shape.row and is_network(shape.row) else None


@cache
def make_asking_reader(common_parameters: type[Parameters]) -> Callable[..., Awaitable[Asking]]:
    """A FastAPI dependency that reads these common parameters of a request."""

    async def read(request: Request, given: Annotated[BaseModel, Query()]) -> Asking:
        return _make_asking(request, given)

    model = make_model(common_parameters.__name__, list_parameters(common_parameters))
    read.__annotations__["given"] = Annotated[model, Query()]
    return read


def _make_asking(request: Request, given: BaseModel) -> Asking:
    values = dict(given)
    version = values.pop("version", None)
    pin = read_pin(values.pop("pin", None), version)
    # a default limit counts as not given, unless the request has the parameter
    if values.get("limit") == DEFAULT_LIMIT and "limit" not in request.query_params:
        del values["limit"]
    if "lang" in values and not values["lang"]:
        values["lang"] = choose_language(request.headers.get("accept-language", ""))
    common = read_common(**values, today=pin and pin.day, is_pinned=pin is not None)
    return Asking(request, service_of(request), version, common, pin)


router = APIRouter(prefix=PREFIX, responses=RESPONSES, dependencies=[Depends(refuse_unknown_parameters)])

for heading in read_headings():
    add_question(router, load_question(heading.name), heading.summary)
