"""POST /v1/load: a file loaded into the store, with its progress, one at a time.

From this machine, or with a writer's key.
"""

import asyncio
import hashlib
import logging
import threading
import time
from collections.abc import AsyncIterator
from typing import Annotated

import orjson
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from app.access import KEY_NAME
from app.answers.loading import LoadLine, make_load_json
from app.journal import record_load
from app.judgements import follow_judgements
from app.problems import answer_unforeseen_error, answer_whoholds_error
from app.responses import LOAD_RESPONSES, Responses
from app.routes import refuse_unknown_parameters, service_of
from app.service import Service
from app.uploads import UPLOAD_DOCS, Upload, load_uploaded, read_upload
from graph.errors import Busy, WhoholdsError
from ingest.drafts import DraftChoice

LINES = "application/x-ndjson"
ANSWERED_SECONDS = 60.0  # how long a load waits until answers are given from what it wrote
LOOK_SECONDS = 0.05

RESPONSE: Responses = {
    200: {"description": "Lines of JSON, each a LoadLine: progress, then the report or a problem",
          "model": LoadLine, "content": {LINES: {}}}
}  # fmt: skip

log = logging.getLogger("whoholds")
router = APIRouter(prefix="/v1", tags=["load"])


@router.post(
    "/load",
    summary="Load a file into the store",
    responses=LOAD_RESPONSES | RESPONSE,
    response_class=StreamingResponse,
    dependencies=[Depends(refuse_unknown_parameters)],
    openapi_extra=UPLOAD_DOCS,
)
async def post_load(
    request: Request,
    upload: Annotated[Upload, Depends(read_upload)],
    replace: Annotated[
        bool, Query(description="Take the place of all that is loaded of a source with this id.")
    ] = False,
    drafts: Annotated[
        bool, Query(description="Take rows whose state is draft too, which are left out otherwise.")
    ] = False,
) -> StreamingResponse:
    """The body is that of /v1/check. The answer is lines of JSON: how much is written of how much, and at the end the
    report, or the problem because of which nothing of the file is loaded. Rows that cannot be read are set aside, and
    drafts are left out and counted."""
    load = _Load(service_of(request), upload, replace, drafts, request.scope.get(KEY_NAME))
    load.start()
    first = await load.next_event()
    if isinstance(first, WhoholdsError):
        raise first  # nothing is sent yet, so the answer can have its status
    lines = load.write_lines(request, first)
    return StreamingResponse(lines, media_type=LINES, headers={"Cache-Control": "no-store"})


class _Load:
    """One load in a thread of its own, which goes on to its end where nobody listens any more."""

    def __init__(
        self, service: Service, upload: Upload, replace_loaded: bool, takes_drafts: bool, by: str | None
    ) -> None:
        self.service, self.upload, self.replace_loaded, self.by = service, upload, replace_loaded, by
        self.choice = DraftChoice(takes_drafts=takes_drafts, texts=service.settings.texts)
        self._events: asyncio.Queue[LoadLine | Exception] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()

    def start(self) -> None:
        """Raises Busy while another load of this service runs."""
        if not self.service.loading.acquire(blocking=False):
            raise Busy("another file is being loaded", hint="wait until that is done, and send this one again")
        threading.Thread(target=self._run, name=f"load {self.upload.name}", daemon=True).start()

    async def next_event(self) -> LoadLine | Exception:
        return await self._events.get()

    async def write_lines(self, request: Request, first: LoadLine | Exception) -> AsyncIterator[bytes]:
        event = first
        while not isinstance(event, Exception):
            yield orjson.dumps(event) + b"\n"
            if "loaded" in event:
                return
            event = await self.next_event()
        is_foreseen = isinstance(event, WhoholdsError)
        answer = (answer_whoholds_error if is_foreseen else answer_unforeseen_error)(request, event)
        yield b'{"problem":' + bytes(answer.body) + b"}\n"

    def _report(self, done: int, total: int) -> None:
        self._tell({"done": done, "total": total})

    def _tell(self, event: LoadLine | Exception) -> None:
        self._loop.call_soon_threadsafe(self._events.put_nowait, event)

    def _run(self) -> None:
        event: LoadLine | Exception
        try:
            event = self._load()
        except Exception as error:
            if not isinstance(error, WhoholdsError):
                log.exception("loading %s failed", self.upload.name)
            event = error
        finally:
            self.service.loading.release()
        self._tell(event)  # who hears of the end may send the next file

    def _load(self) -> LoadLine:
        store = self.service.store
        loaded = load_uploaded(store, self.upload, self._report, self.replace_loaded, self.choice)
        files = [{"name": self.upload.name, "sha256": hashlib.sha256(self.upload.body).hexdigest()}]
        record_load(self.service.settings.data, loaded, files, self.by)
        follow_judgements(store, self.service.settings)
        version = self.service.reader.version()
        self._wait_for_answers(version)
        return {"loaded": make_load_json(loaded, version)}

    def _wait_for_answers(self, version: int) -> None:
        """Wait until answers are given from a data version, so that who asks after a load sees what it loaded."""
        until = time.monotonic() + ANSWERED_SECONDS
        while (self.service.newest or 0) < version and time.monotonic() < until:
            time.sleep(LOOK_SECONDS)
