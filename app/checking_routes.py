"""POST /v1/check: what the rows of a file say, or what is wrong with them; for this machine only. Nothing is loaded."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, NotRequired

import orjson
from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from typing_extensions import TypedDict

from app.answers.checking import check_sheet, check_source, make_check_json
from app.problems import ProblemAnswer
from app.routes import RESPONSES, is_local, refuse_unknown_parameters, service_of
from app.service import Service
from graph.errors import InvalidInput, TooLarge, Unavailable
from graph.store.store import Store
from graph.store.writing.changes import find_known_keys
from ingest.reading import read_source
from ingest.sheets.names import list_known_names
from ingest.sheets.opening import LARGEST
from ingest.sheets.reading import read_sheet
from ingest.sheets.tables import read_sheet_bytes
from ingest.shipped import find_shipped, list_shipped

DOSSIERS = (".yml", ".yaml")
LONGEST_NAME = 200

router = APIRouter(prefix="/v1", tags=["check"], responses=RESPONSES)


class WrongCell(TypedDict):
    column: str
    value: str
    message: str
    nearest: list[str]


class CheckRow(TypedDict):
    tab: str
    row: int | None
    key: str | None
    says: NotRequired[str]
    wrong: NotRequired[list[WrongCell]]


class CheckCounts(TypedDict):
    rows: int
    wrong: int
    statements: int
    entities: int


class CheckAnswer(TypedDict):
    """`says` is the sentence of a row that can be read; `wrong` what is to be mended in one that cannot."""

    source: str
    rows: list[CheckRow]
    counts: CheckCounts


async def read_upload(request: Request) -> bytes:
    """The body of a request from this machine. Raises ProblemAnswer or TooLarge."""
    if not is_local(request):
        raise ProblemAnswer(403, "files are checked for this machine only", hint="run `whoholds check FILE` on yours")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise TooLarge(f"the body has more than {LARGEST} bytes", parameter="body")
    return bytes(body)


@router.post(
    "/check",
    summary="Say each row of a file as a sentence, or what is wrong with it",
    response_model=CheckAnswer,
    dependencies=[Depends(refuse_unknown_parameters)],
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def post_check(
    request: Request,
    body: Annotated[bytes, Depends(read_upload)],
    name: Annotated[str, Query(max_length=LONGEST_NAME, description="The name of the file.", examples=["report.xlsx"])],
    source: Annotated[
        str | None, Query(description="Of a dossier.yml: the id of its source, one of those that come with whoholds.")
    ] = None,
) -> Response:
    """The body is a workbook (xlsx, ods) or a CSV file in the form of a sheet, as bytes. Nothing is loaded or kept."""
    found = await run_in_threadpool(_check, service_of(request), Path(name).name, body, source)
    return Response(orjson.dumps(found), media_type="application/json", headers={"Cache-Control": "no-store"})


def _check(service: Service, name: str, body: bytes, source: str | None) -> dict[str, object]:
    if not name:
        raise InvalidInput("name is empty; expected the name of the file", parameter="name")
    if name.lower().removesuffix(".gz").endswith(DOSSIERS):
        return _check_dossier(name, body, source)
    sheet = read_sheet_bytes(name, body)
    store: Store | None
    try:
        store = service.store
        known = list_known_names(store)
    except Unavailable:
        store, known = None, list_known_names(None)
    reading = read_sheet(sheet, known, lambda keys: find_known_keys(store, keys) if store else set())
    return make_check_json(check_sheet(reading), reading.parsed.form.id)


def _check_dossier(name: str, body: bytes, source: str | None) -> dict[str, object]:
    folder = find_shipped(source or "")
    if folder is None:
        raise InvalidInput(
            f"{name} needs the source.yml of its source" if source is None else f"no source {source!r} comes along",
            parameter="source", value=source,
            hint=f"add source=ID, one of {', '.join(list_shipped())}; or run `whoholds check` where the file lies",
        )  # fmt: skip
    with TemporaryDirectory() as brought:
        path = Path(brought) / name
        path.write_bytes(body)
        parsed = read_source(folder, path)
    return make_check_json(check_source(parsed), parsed.form.id)
