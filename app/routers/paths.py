"""How two entities are tied to one another."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.answers.paths import paths
from app.deps import Asked, only_known_parameters
from app.routers import RESPONSES
from app.schemas.paths import PathRow, PathsAnswer

router = APIRouter(prefix="/v1", tags=["questions"], responses=RESPONSES, dependencies=[Depends(only_known_parameters)])
From = Annotated[str, Query(alias="from", description="Id or name of any entity.", examples=["us"])]
To = Annotated[str, Query(description="Id or name of any entity.", examples=["isis-suspects"])]
MaxHops = Annotated[str, Query(description="How many hops a path has at most, 1 to 8.", examples=["4"])]
Direction = Annotated[str, Query(description="forward: only from subject to object; any: both ways.")]
Kinds = Annotated[
    str | None, Query(description="Only these predicates or types of edges, parted by commas.", examples=["holds"])
]
NotKinds = Annotated[str | None, Query(description="Not these predicates or types of edges.", examples=["LOCATED_IN"])]
InTurn = Annotated[
    bool, Query(description="Hops one after another in time, within as_of; at any time if that is left out.")
]


@router.get("/paths", summary="How two entities are tied to one another", response_model=PathsAnswer)
def get_paths(
    asking: Asked,
    source: From,
    to: To,
    max_hops: MaxHops = "4",
    direction: Direction = "any",
    kinds: Kinds = None,
    exclude_kinds: NotKinds = None,
    time_respecting: InTurn = False,
) -> Response:
    """One row per path, the shortest first. What statements say of two entities, however many, is one hop."""
    return asking.answer(
        lambda view: paths(
            view,
            asking.asked,
            source,
            to,
            max_hops=max_hops,
            direction=direction,
            kinds=kinds,
            exclude_kinds=exclude_kinds,
            time_respecting=time_respecting,
        ),
        PathRow,
    )
