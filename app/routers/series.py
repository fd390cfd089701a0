"""How many were held over time."""

from fastapi import APIRouter, Depends

from app import schemas
from app.deps import add_question, only_known_parameters
from app.parameters.custody import SERIES
from app.routers import RESPONSES

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])

add_question(
    router,
    SERIES,
    schemas.SeriesAnswer,
    schemas.SeriesRow,
    name="get_series",
    summary="How many were held over time",
    about="One row per scope. Points are never joined; only a segment is a line. `as_of` limits it only where given.",
)
