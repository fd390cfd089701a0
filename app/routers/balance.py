"""Whether friends and foes fall into two camps: /v1/alliances/balance."""

from fastapi import APIRouter, Depends

from app.deps import add_question, only_known_parameters
from app.parameters.alliances import BALANCE
from app.routers import RESPONSES
from app.schemas.balance import BalanceAnswer, BalanceRow

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])

add_question(
    router,
    BALANCE,
    BalanceAnswer,
    BalanceRow,
    name="get_balance",
    summary="Whether friends and foes fall into camps",
    about="Triangles by kind, the frustration index as a range, the camps, and the statements that tip it. One row per "
    "pair that goes against the camps; with an actor, of those around it.",
)
