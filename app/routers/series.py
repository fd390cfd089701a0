"""How many were held over time."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app import schemas
from app.answers.series import series
from app.deps import Asked, Holder, Place, only_known_parameters
from app.routers import RESPONSES

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])
Held = Annotated[str, Query(description="Id or name of a group.", examples=["isis-suspects"])]
Start = Annotated[str | None, Query(description="From the first day of this, in EDTF; all evidence if left out.")]
End = Annotated[str | None, Query(description="To the last day of this, in EDTF; all evidence if left out.")]


@router.get("/custody/series", summary="How many were held over time", response_model=schemas.SeriesAnswer)
def get_series(
    asking: Asked, held: Held, holder: Holder = None, place: Place = None, start: Start = None, end: End = None
) -> Response:
    """One row per scope. Points are never joined; only a segment is a line. `as_of` limits it only where given."""
    return asking.answer(lambda view: series(view, asking.asked, held, holder, place, start, end), schemas.SeriesRow)
