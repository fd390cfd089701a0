"""What endpoints share: parameters as read, what the service has open, turning a question into a response."""

import difflib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from app.answers.network import places_of
from app.answers.question import DEFAULT_LIMIT, Common, common
from app.edge import KEEP
from app.formats import body_of, respond, wanted
from app.parameters.common import DayParameters, ExplainedParameters, Parameters, VersionParameters
from app.parameters.question import QuestionAddress
from app.service import Service
from app.tables import RowType
from graph.errors import InvalidInput
from graph.selection.selection import Selection
from graph.store.reading.view import View

Json = Mapping[str, Any]

MEANT = dict.fromkeys(("held", "holder", "actor", "group", "entity", "place"), ("entity", "held", "actor"))


def service_of(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


async def only_known_parameters(request: Request) -> None:
    """A misspelt parameter would otherwise answer another question. Raises InvalidInput with the nearest name."""
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


def unknown_parameter(name: str, value: object, known: frozenset[str]) -> InvalidInput:
    plain = "".join(f"_{c.lower()}" if c.isupper() else c for c in name).replace("-", "_")
    meant = [other for other in MEANT.get(plain, ()) if other in known]
    near = meant or difflib.get_close_matches(plain, sorted(known), n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(sorted(known)) or 'none'}"
    return InvalidInput(f"there is no parameter {name!r} here", parameter=name, value=value, hint=hint)


@dataclass(frozen=True)
class Asking:
    """One request on its way to an answer."""

    request: Request
    service: Service
    version: int | None
    asked: Common

    def answer_question(self, question: QuestionAddress, own: Parameters, row: RowType) -> Response:
        """The answer to a question of `app.parameters`, as `answer` gives it."""
        function = question.answer()
        return self.answer(lambda view: function(Selection(view, self.asked), **dict(own)), row)

    def answer(self, work: Callable[[View], Json], row: RowType, keep: bool = True) -> Response:
        """What the work finds in the view asked for, as bytes, with the address of the next page.

        `keep` tells whether it may be given again to whoever asks by the same address.
        """
        format_ = wanted(self.request, row)
        view = self.service.view(self.version)
        data = work(view)
        if keep:
            self.request.scope[KEEP] = view.today.version
        return respond(self.request, body_of(data, format_, row, places_of(view)), format_, data.get("next"))


def add_question(
    router: APIRouter,
    question: QuestionAddress,
    answer: RowType,
    row: RowType,
    *,
    name: str,
    summary: str,
    about: str | None = None,
    responses: dict[int | str, dict[str, Any]] | None = None,
) -> None:
    """Add the route of a question: its parameters are the models of the question, its answer has rows of `row`."""
    question.answer()  # what it needs is imported now, not while the first one waits
    own_parameters, asking_on = question.own, asking_with(question.common)

    def endpoint(asking: Annotated[Asking, Depends(asking_on)], own: Annotated[Parameters, Query()]) -> Response:
        return asking.answer_question(question, own, row)

    endpoint.__annotations__["own"] = Annotated[own_parameters, Query()]
    router.add_api_route(
        question.path,
        endpoint,
        name=name,
        summary=summary,
        description=about,
        response_model=answer,
        responses=responses,
    )


@cache
def asking_with(common_parameters: type[Parameters]) -> Callable[..., Awaitable[Asking]]:
    """The dependency that reads these common parameters of a request."""

    async def read(request: Request, given: Annotated[Parameters, Query()]) -> Asking:
        return _asking(request, given)

    read.__annotations__["given"] = Annotated[common_parameters, Query()]
    return read


def _asking(request: Request, given: Parameters) -> Asking:
    written = dict(given)
    version = written.pop("version")
    # a limit that is left out is not one that is given, be it the same number
    if written.get("limit") == DEFAULT_LIMIT and "limit" not in request.query_params:
        del written["limit"]
    return Asking(request, service_of(request), version, common(**written))


VersionAsking = Annotated[Asking, Depends(asking_with(VersionParameters))]
ExplainedAsking = Annotated[Asking, Depends(asking_with(ExplainedParameters))]
DayAsking = Annotated[Asking, Depends(asking_with(DayParameters))]
