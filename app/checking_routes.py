"""POST /v1/check and /v1/preview: what the rows of a file say, or what is wrong with them, and what they would change.

From this machine or with a writer's key; nothing is loaded."""

from io import BytesIO
from typing import Annotated

import orjson
from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from app.answers.checking import CheckAnswer, check_sheet, check_source, list_checked, make_check_json
from app.answers.previewing import PreviewAnswer, preview_source
from app.answers.sheet_cells import list_tabs
from app.responses import RESPONSES, SENT
from app.routes import refuse_unknown_parameters, service_of
from app.sentences import choose_language, read_language
from app.service import Service
from app.uploads import UPLOAD_DOCS, Upload, read_upload, read_uploaded
from graph.errors import InvalidInput, Unavailable
from graph.store.store import Store
from ingest.drafts import DraftChoice
from ingest.sheets.checked import make_checked
from ingest.sheets.names import list_known_names
from ingest.sheets.reading import SheetReading
from ingest.sheets.writing import write_workbook

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
router = APIRouter(
    prefix="/v1",
    tags=["check"],
    responses={code: told for code, told in RESPONSES.items() if code not in (200, 304)} | SENT,
)


@router.post(
    "/check",
    summary="Say each row of a file as a sentence, or what is wrong with it",
    response_model=CheckAnswer,
    responses={200: {"content": {WORKBOOK: {"schema": {"type": "string", "format": "binary"}}}}},
    dependencies=[Depends(refuse_unknown_parameters)],
    openapi_extra=UPLOAD_DOCS,
)
async def post_check(
    request: Request,
    upload: Annotated[Upload, Depends(read_upload)],
    cells: Annotated[bool, Query(description="Give the tabs of a sheet too, with their columns and cells.")] = False,
    lang: Annotated[
        str | None,
        Query(
            max_length=35,
            description="The language in which rows are said back: en or ar. Left out: that of the header "
            "Accept-Language, else English.",
            examples=["ar"],
        ),
    ] = None,
) -> Response:
    """The body is a workbook (xlsx, ods) or a CSV file in the form of a sheet or of figures, as bytes; or JSON with the
    file in base64 and cells that are mended in it. Nothing is loaded or kept. With `Accept` for xlsx the answer is the
    workbook of a sheet with two more columns: what each row says, and what is wrong. What is wrong is said in English
    in every language."""
    service, headers = service_of(request), {"Cache-Control": "no-store"}
    language = read_language(lang) if lang else choose_language(request.headers.get("accept-language", ""))
    if WORKBOOK in request.headers.get("accept", ""):
        workbook = await run_in_threadpool(_write_checked, service, upload, language)
        return Response(workbook, media_type=WORKBOOK, headers=headers)
    found = await run_in_threadpool(_check, service, upload, cells, language)
    return Response(orjson.dumps(found), media_type="application/json", headers=headers)


@router.post(
    "/preview",
    summary="Say which answers a file would change if it were loaded",
    response_model=PreviewAnswer,
    dependencies=[Depends(refuse_unknown_parameters)],
    openapi_extra=UPLOAD_DOCS,
)
async def post_preview(request: Request, upload: Annotated[Upload, Depends(read_upload)]) -> Response:
    """The body is that of /v1/check. Its statements are put together with those of the store in memory, and custody and
    alliances are asked before and after, on the days that they are about. Nothing is loaded or kept."""
    found = await run_in_threadpool(_preview, service_of(request), upload)
    return Response(orjson.dumps(found), media_type="application/json", headers={"Cache-Control": "no-store"})


def _preview(service: Service, upload: Upload) -> PreviewAnswer:
    read = read_uploaded(upload, service.store, _choose_texts(service))
    if isinstance(read, SheetReading):
        known = {id_: one.entity for id_, one in read.names.known.by_id.items()}
        return preview_source(service.view(), read.parsed, known, read.sheet.what.name)
    known = {id_: one.entity for id_, one in list_known_names(service.store).by_id.items()}
    return preview_source(service.view(), read, known, upload.name)


def _write_checked(service: Service, upload: Upload, language: str) -> bytes:
    read = read_uploaded(upload, find_store(service), _choose_texts(service))
    if not isinstance(read, SheetReading):
        raise InvalidInput(f"{upload.name} is no sheet of three tabs, so there is no workbook of it", parameter="name")
    workbook = BytesIO()
    write_workbook(workbook, make_checked(read, *list_checked(check_sheet(read, language))))
    return workbook.getvalue()


def _check(service: Service, upload: Upload, has_cells: bool, language: str) -> CheckAnswer:
    read = read_uploaded(upload, find_store(service), _choose_texts(service))
    if not isinstance(read, SheetReading):
        return make_check_json(check_source(read, language), read.form.id)
    answer = make_check_json(check_sheet(read, language), read.parsed.form.id)
    if has_cells:
        answer["tabs"] = list_tabs(read)
    return answer


def _choose_texts(service: Service) -> DraftChoice:
    """The own copies of texts are those of the server."""
    return DraftChoice(texts=service.settings.texts)


def find_store(service: Service) -> Store | None:
    """None while there is no database: a file can be read without one."""
    try:
        return service.store
    except Unavailable:
        return None
