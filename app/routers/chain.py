"""How a group was moved from holder to holder."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app import schemas
from app.answers.chain import chain
from app.deps import AlikeGroup, Asked, only_known_parameters
from app.routers import RESPONSES

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])
Held = Annotated[str, Query(description="Id or name of a group.", examples=["isis-suspects"])]


@router.get("/custody/chain", summary="How a group was moved", response_model=schemas.ChainAnswer)
def get_chain(asking: Asked, held: Held, group: AlikeGroup = None) -> Response:
    """One row per occurrence that moved people, and `chains` of those that may follow one another. `as_of` limits it
    only where given."""
    return asking.answer(lambda view: chain(view, asking.asked, held, group), schemas.Hop)
