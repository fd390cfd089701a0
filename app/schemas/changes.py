"""The shape of /v1/changes."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from app.schemas.core import Load, Page


class ChangeRow(TypedDict):
    version: int
    at: Annotated[str | None, Field(description="when the load or the judgement began, in UTC")]
    dataset: str
    change: Annotated[
        Literal["opened", "closed", "changed", "judged"],
        Field(description="changed: closed and opened in one version; judged: entities were joined or parted"),
    ]
    key: Annotated[str | None, Field(description="null where it is judged")]
    old: Annotated[str | None, Field(description="id of the statement that was closed")]
    new: Annotated[str | None, Field(description="id of the statement that was opened")]
    predicate: str | None
    entities: Annotated[list[str], Field(description="ids in its roles, or those that judgements touched")]


class ChangesQuestion(TypedDict):
    since: int
    until: int


class ChangesAnswer(Page):
    question: ChangesQuestion
    rows: list[ChangeRow]
    versions: Annotated[
        list[Load], Field(description="the oldest first, those included that changed only names or sources")
    ]
