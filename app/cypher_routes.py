"""Read-only Cypher: a text of one's own, or a query of the cookbook; and the model that it asks."""

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import ValidationError

from app.answers.cypher import (
    CypherQuestion,
    QueriesAnswer,
    SavedQuery,
    SavedQueryAnswer,
    TableAnswer,
    cypher,
    find_saved_query,
    queries,
    saved_query,
)
from app.answers.model import ModelAnswer, ModelRow, list_model_rows, model
from app.answers.question import read_common
from app.answers.shapes import Json
from app.formats import Format, body_of, choose_format, respond
from app.question import AnswerShape
from app.responses import RESPONSES_OF_CYPHER, SENT
from app.routes import refuse_unknown_parameters, service_of
from app.turns import CLIENT_LEFT
from graph.cypher.guard import LONGEST
from graph.cypher.header import check_depth
from graph.errors import InvalidInput, TooLarge

LARGEST_BODY = 10 * LONGEST
TABLE = AnswerShape(None, "Rows of a query")
COOKBOOK = AnswerShape(SavedQuery, "Queries of the cookbook")
MODEL = AnswerShape(ModelRow, "The model that Cypher queries")
OBJECT = 'expected a JSON object such as {"id": "sdf"}'

router = APIRouter(prefix="/v1", tags=["cypher"], responses=RESPONSES_OF_CYPHER)
checked = APIRouter(
    prefix="/v1", tags=["cypher"], responses=RESPONSES_OF_CYPHER, dependencies=[Depends(refuse_unknown_parameters)]
)


async def read_question(request: Request) -> CypherQuestion:
    """The body of a request. Raises TooLarge while it is read, InvalidInput that names the field."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY:
            raise TooLarge(f"the body has more than {LARGEST_BODY} bytes", parameter="body")
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InvalidInput(f"the body is not JSON: {error}", parameter="body") from None
    if not isinstance(content, dict):
        raise InvalidInput('the body is no object; expected {"query": ..}', parameter="body")
    return _read_question(content)


async def question_of_address(
    query: Annotated[str, Query(description="Read-only Cypher.", examples=["MATCH (a:Actor) RETURN a.name LIMIT 5"])],
    parameters: Annotated[
        str,
        Query(description="Its parameters as a JSON object, by name.", examples=['{"id": "sdf"}']),
    ] = "{}",
    limit: Annotated[int, Query(ge=1, le=10_000, description="How many rows at most.")] = 1_000,
) -> CypherQuestion:
    """The same from an address. Raises InvalidInput that names the parameter."""
    try:
        given = orjson.loads(parameters)
    except orjson.JSONDecodeError as error:
        raise InvalidInput(f"parameters: {error}", parameter="parameters", value=parameters, hint=OBJECT) from None
    if not isinstance(given, dict):
        raise InvalidInput(
            f"parameters: {parameters!r} is no object", parameter="parameters", value=parameters, hint=OBJECT
        )
    return _read_question({"query": query, "parameters": given, "limit": limit})


def _read_question(content: dict[str, Any]) -> CypherQuestion:
    fields = CypherQuestion.model_fields
    for name in content:
        if name not in fields:
            raise InvalidInput(f"there is no field {name!r}", parameter=name, hint=f"known: {', '.join(fields)}")
    if isinstance(content.get("parameters"), dict):
        check_depth(content["parameters"])
    try:
        return CypherQuestion.model_validate(content, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InvalidInput(f"{name}: {first['msg'][0].lower()}{first['msg'][1:]}", parameter=name) from None


@checked.post(
    "/cypher",
    summary="Run read-only Cypher",
    response_model=TableAnswer,
    responses=SENT,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": CypherQuestion.model_json_schema()}},
        }
    },
)
def post_cypher(request: Request, question: Annotated[Any, Depends(read_question)]) -> Response:
    """`parameters` that the query's header declares as DATE are read as days: `// $day DATE`."""
    return _answer_cypher(request, question)


@checked.get("/cypher", summary="Run read-only Cypher by its address", response_model=TableAnswer)
def get_cypher(request: Request, question: Annotated[CypherQuestion, Depends(question_of_address)]) -> Response:
    """The same as by POST, so that an address can hold a query, and `/v1/cypher.svg?query=..` a picture of its rows.
    An address of several thousand characters is refused by many servers: send longer queries by POST."""
    return _answer_cypher(request, question)


def _answer_cypher(request: Request, question: CypherQuestion) -> Response:
    format_ = choose_format(request, TABLE)
    left = request.scope.get(CLIENT_LEFT)
    answer = cypher(service_of(request).reader, question.query, question.parameters, question.limit, left)
    response = _send_answer(request, answer, format_)
    response.headers["Cache-Control"] = "no-store"
    return response


def _send_answer(request: Request, answer: Json, format_: Format) -> Response:
    response = respond(request, body_of(answer, format_, TABLE), format_)
    response.headers["Truncated"] = str(answer["truncated"]).lower()  # CSV and pictures have no other place for it
    return response


@checked.get("/model", summary="The model that Cypher queries", response_model=ModelAnswer)
def get_model(request: Request) -> Response:
    """Labels with their properties, and types of edges with the labels at their ends. As a table, a row for each."""
    format_ = choose_format(request, MODEL)
    answer = dict(model())
    shown = answer if format_ == "json" else {"rows": list_model_rows(answer)}
    return respond(request, body_of(shown, format_, MODEL), format_)


@checked.get("/queries", summary="Queries that have a name", response_model=QueriesAnswer)
def get_queries(request: Request) -> Response:
    """Those of the cookbook, and those in `queries/` of the data folder. Each is an address of its own."""
    format_ = choose_format(request, COOKBOOK)
    return respond(request, body_of(queries(service_of(request).queries), format_, COOKBOOK), format_)


@router.get("/queries/{name}", summary="Run a query that has a name", response_model=SavedQueryAnswer)
def get_query(
    request: Request,
    name: Annotated[str, Path(description="Name of a query, as /v1/queries lists them.", examples=["sources"])],
) -> Response:
    """Its parameters are query parameters, beside `limit`; what is left out has the default that /v1/queries shows."""
    given = dict(request.query_params)
    if len(given) < len(request.query_params.multi_items()):
        raise InvalidInput("a parameter is given twice", parameter=next(iter(given)))
    limit = read_common(limit=given.pop("limit", "1000")).limit
    format_ = choose_format(request, TABLE)
    service = service_of(request)
    outline = find_saved_query(service.queries, name)
    answer = saved_query(service.reader, outline, given, limit, request.scope.get(CLIENT_LEFT))
    return _send_answer(request, answer, format_)
