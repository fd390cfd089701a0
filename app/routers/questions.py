"""Questions about a day: who holds whom, who sides with whom, what is contested, what was planned."""

from fastapi import APIRouter, Depends

from app import schemas
from app.deps import add_question, only_known_parameters
from app.parameters.alliances import ALLIANCES
from app.parameters.custody import CUSTODY, PLANS
from app.parameters.records import CONTESTED
from app.routers import NETWORK, RESPONSES

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])

add_question(
    router,
    CUSTODY,
    schemas.CustodyAnswer,
    schemas.CustodyRow,
    name="get_custody",
    summary="Who held whom on a day",
    about="One row per holder and held; statements that disagree stay side by side.",
)
add_question(
    router,
    ALLIANCES,
    schemas.AlliancesAnswer,
    schemas.AllianceRow,
    name="get_alliances",
    summary="Who was friendly or hostile to whom",
    about="One row per pair of actors. No row is no evidence, not neutrality.",
    responses=NETWORK,
)
add_question(
    router,
    CONTESTED,
    schemas.ContestedAnswer,
    schemas.ContestedRow,
    name="get_contested",
    summary="What is denied, corrected or disagrees",
    about="One row per dispute, with the reason in `why`.",
)
add_question(
    router,
    PLANS,
    schemas.PlansAnswer,
    schemas.PlanRow,
    name="get_plans",
    summary="What was intended, agreed, urged or expected",
    about="One row per statement of a plan; a plan is no deed.",
)
