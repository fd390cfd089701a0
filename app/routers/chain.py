"""How a group was moved from holder to holder."""

from fastapi import APIRouter, Depends

from app import schemas
from app.deps import add_question, only_known_parameters
from app.parameters.custody import CHAIN
from app.routers import RESPONSES

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])

add_question(
    router,
    CHAIN,
    schemas.ChainAnswer,
    schemas.Hop,
    name="get_chain",
    summary="How a group was moved",
    about="One row per occurrence that moved people, and `chains` of those that may follow one another. `as_of` limits "
    "it only where given.",
)
