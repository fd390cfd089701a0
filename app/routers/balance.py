"""Whether friends and foes fall into two camps: /v1/alliances/balance."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.answers.balance import MOST_SECONDS, balance
from app.deps import ActorName, Asked, only_known_parameters
from app.routers import RESPONSES
from app.schemas.balance import BalanceAnswer, BalanceRow

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])
Seconds = Annotated[
    int, Query(ge=1, le=MOST_SECONDS, description="How long to look for each index, and for what tips them.")
]


@router.get("/alliances/balance", summary="Whether friends and foes fall into camps", response_model=BalanceAnswer)
def get_balance(asking: Asked, actor: ActorName = None, seconds: Seconds = 10) -> Response:
    """Triangles by kind, the frustration index as a range, the camps, and the statements that tip it. One row per pair
    that goes against the camps; with an actor, of those around it."""
    return asking.answer(lambda view: balance(view, asking.asked, actor, seconds), BalanceRow)
