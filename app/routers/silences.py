"""What nobody says: /v1/silences."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.answers.silences import silences
from app.deps import AlikeGroup, Asked, Held, only_known_parameters
from app.routers import RESPONSES
from app.schemas.silences import SilenceRow, SilencesAnswer

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])
Named = Annotated[str | None, Query(description="Id or name of any entity.")]
Kind = Annotated[
    str | None, Query(description="gap, single_speaker, stale, uncounted or open_ledger; all if left out.")
]


@router.get("/silences", summary="What nobody says, and who could", response_model=SilencesAnswer)
def get_silences(
    asking: Asked, entity: Named = None, held: Held = None, kind: Kind = None, group: AlikeGroup = None
) -> Response:
    """Gaps in custody, what rests on one speaker, what is stale or uncounted, open ledgers. Each row names the
    statement that would close it; none is filled in."""
    return asking.answer(lambda view: silences(view, asking.asked, entity, held, kind, group), SilenceRow)
