"""What changed from data version to data version: /v1/changes."""

from fastapi import APIRouter, Depends

from app.deps import add_question, only_known_parameters
from app.parameters.records import CHANGES
from app.routers import RESPONSES
from app.schemas.changes import ChangeRow, ChangesAnswer

router = APIRouter(prefix="/v1", tags=["records"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])

add_question(
    router,
    CHANGES,
    ChangesAnswer,
    ChangeRow,
    name="get_changes",
    summary="What changed since a data version",
    about="One row per key and version: opened, closed, or changed (both at once); and one per version of judgements.",
)
