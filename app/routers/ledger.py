"""Whether the counts of a group add up."""

from fastapi import APIRouter, Depends

from app import schemas
from app.deps import add_question, only_known_parameters
from app.parameters.custody import LEDGER
from app.routers import RESPONSES

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])

add_question(
    router,
    LEDGER,
    schemas.LedgerAnswer,
    schemas.LedgerRow,
    name="get_ledger",
    summary="Whether the counts of a group add up",
    about="One row per count and the next one: what came, what went, and how many of whom no report says where they "
    "went or came from. Alternatives stay side by side, and `openBecause` names the statements that leave a row open.",
)
