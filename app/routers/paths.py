"""How two entities are tied to one another."""

from fastapi import APIRouter, Depends

from app.deps import add_question, only_known_parameters
from app.parameters.alliances import PATHS
from app.routers import RESPONSES
from app.schemas.paths import PathRow, PathsAnswer

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])

add_question(
    router,
    PATHS,
    PathsAnswer,
    PathRow,
    name="get_paths",
    summary="How two entities are tied to one another",
    about="One row per path, the shortest first. What statements say of two entities, however many, is one hop.",
)
