"""POST /v1/packs: a question with its answer and all that it rests on, as one file."""

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool

from app.packs.making import make_pack
from app.responses import RESPONSES, SENT
from app.routes import refuse_unknown_parameters, service_of
from graph.errors import InvalidInput, TooLarge

LARGEST_BODY = 40_000
ZIP = "application/zip"
EXAMPLE = "/v1/custody?held=isis-suspects&as_of=2026-02-05"
router = APIRouter(
    prefix="/v1",
    tags=["questions"],
    responses={code: told for code, told in RESPONSES.items() if code not in (200, 304)} | SENT,
)


class PackQuestion(BaseModel):
    """What to pack."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    question: str = Field(
        min_length=1,
        max_length=4_000,
        description="The address of an answer, or a question as a sentence.",
        examples=[EXAMPLE],
    )


async def read_pack_question(request: Request) -> PackQuestion:
    """The body of a request. Raises TooLarge while it is read, InvalidInput that names the field."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY:
            raise TooLarge(f"the body has more than {LARGEST_BODY} bytes", parameter="body")
    try:
        return PackQuestion.model_validate(orjson.loads(body), strict=True)
    except orjson.JSONDecodeError as error:
        raise InvalidInput(
            f"the body is no JSON: {error}", parameter="body", hint=f'{{"question": "{EXAMPLE}"}}'
        ) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        name = ".".join(str(part) for part in first["loc"]) or "body"
        raise InvalidInput(f"{name}: {first['msg'].lower()}", parameter=name,
                           hint=f'{{"question": "{EXAMPLE}"}}') from None  # fmt: skip


@router.post(
    "/packs",
    summary="A question with its answer and all that it rests on, as one file",
    response_class=Response,
    responses={200: {"content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}},
    dependencies=[Depends(refuse_unknown_parameters)],
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": PackQuestion.model_json_schema()}},
        }
    },
)
async def post_pack(request: Request, question: Annotated[Any, Depends(read_pack_question)]) -> Response:
    """A zip file that is an RO-Crate: answer, statements, sources, judgements, words of the vocabulary, a page to read,
    and hashes of all. `whoholds pack --verify FILE` computes the answer again from it alone."""
    service = service_of(request)
    made = await run_in_threadpool(make_pack, service.store, question.question, service.settings.stamp_authority)
    headers = {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="evidence.zip"'}
    return Response(made.content, media_type=ZIP, headers=headers)
