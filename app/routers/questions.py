"""Questions about a day: who holds whom, who sides with whom, what is contested, what was planned."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app import schemas
from app.answers.alliances import alliances
from app.answers.contested import contested
from app.answers.custody import custody
from app.answers.plans import plans
from app.deps import ActorName, AlikeGroup, Asked, Depth, Held, Holder, Nationality, Place, Sign, only_known_parameters
from app.routers import NETWORK, RESPONSES

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])
Named = Annotated[str | None, Query(description="Id or name of any entity.")]


@router.get("/custody", summary="Who held whom on a day", response_model=schemas.CustodyAnswer)
def get_custody(
    asking: Asked, held: Held = None, holder: Holder = None, place: Place = None, nationality: Nationality = None
) -> Response:
    """One row per holder and held; statements that disagree stay side by side."""
    return asking.answer(lambda view: custody(view, asking.asked, held, holder, place, nationality), schemas.CustodyRow)


@router.get(
    "/alliances",
    summary="Who was friendly or hostile to whom",
    response_model=schemas.AlliancesAnswer,
    responses=NETWORK,
)
def get_alliances(asking: Asked, actor: ActorName = None, sign: Sign = None, depth: Depth = None) -> Response:
    """One row per pair of actors. No row is no evidence, not neutrality."""
    return asking.answer(lambda view: alliances(view, asking.asked, actor, sign, depth), schemas.AllianceRow)


@router.get("/contested", summary="What is denied, corrected or disagrees", response_model=schemas.ContestedAnswer)
def get_contested(asking: Asked, entity: Named = None, group: AlikeGroup = None) -> Response:
    """One row per dispute, with the reason in `why`."""
    return asking.answer(lambda view: contested(view, asking.asked, entity, group), schemas.ContestedRow)


@router.get("/plans", summary="What was intended, agreed, urged or expected", response_model=schemas.PlansAnswer)
def get_plans(asking: Asked, held: Held = None) -> Response:
    """One row per statement of a plan; a plan is no deed."""
    return asking.answer(lambda view: plans(view, asking.asked, held), schemas.PlanRow)
