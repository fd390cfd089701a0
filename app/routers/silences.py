"""What nobody says: /v1/silences."""

from fastapi import APIRouter, Depends

from app.deps import add_question, only_known_parameters
from app.parameters.records import SILENCES
from app.routers import RESPONSES
from app.schemas.silences import SilenceRow, SilencesAnswer

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])

add_question(
    router,
    SILENCES,
    SilencesAnswer,
    SilenceRow,
    name="get_silences",
    summary="What nobody says, and who could",
    about="Gaps in custody, what rests on one speaker, what is stale or uncounted, open ledgers. Each row names the "
    "statement that would close it; none is filled in.",
)
