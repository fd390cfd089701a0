"""Whether the counts of a group add up."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app import schemas
from app.answers.ledger import ledger
from app.deps import Asked, Holder, Place, only_known_parameters
from app.routers import RESPONSES

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])
From = Annotated[
    str | None,
    Query(alias="from", description="Only counts and moves from this day on, in EDTF.", examples=["2020-01-01"]),
]
To = Annotated[
    str | None, Query(description="Only counts and moves up to this day; as_of if left out.", examples=["2020-03-31"])
]
Held = Annotated[str, Query(description="Id or name of a group.", examples=["isis-suspects"])]


@router.get("/custody/ledger", summary="Whether the counts of a group add up", response_model=schemas.LedgerAnswer)
def get_ledger(
    asking: Asked, held: Held, holder: Holder = None, place: Place = None, from_: From = None, to: To = None
) -> Response:
    """One row per count and the next one: what came, what went, and how many of whom no report says where they went or
    came from. Alternatives stay side by side, and `openBecause` names the statements that leave a row open."""
    return asking.answer(lambda view: ledger(view, asking.asked, held, holder, place, from_, to), schemas.LedgerRow)
