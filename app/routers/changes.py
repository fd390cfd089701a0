"""What changed from data version to data version: /v1/changes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.answers.changes import changes
from app.deps import Paged, only_known_parameters
from app.routers import RESPONSES
from app.schemas.changes import ChangeRow, ChangesAnswer

router = APIRouter(prefix="/v1", tags=["records"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])
Since = Annotated[int, Query(ge=0, description="The data version after which to look.", examples=[0])]
Until = Annotated[int | None, Query(ge=0, description="The last data version to look at; the newest if left out.")]


@router.get("/changes", summary="What changed since a data version", response_model=ChangesAnswer)
def get_changes(asking: Paged, since: Since, until: Until = None) -> Response:
    """One row per key and version: opened, closed, or changed (both at once); and one per version of judgements."""
    return asking.answer(lambda view: changes(view, asking.asked, since, until), ChangeRow)
