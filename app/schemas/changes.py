"""The shape of /v1/changes."""

from typing import Literal

from pydantic import BaseModel, Field

from app.schemas.core import Load, Page


class ChangeRow(BaseModel):
    version: int
    at: str | None = Field(description="when the load or the judgement began, in UTC")
    dataset: str
    change: Literal["opened", "closed", "changed", "judged"] = Field(
        description="changed: closed and opened in one version; judged: entities were joined or parted"
    )
    key: str | None = Field(description="null where it is judged")
    old: str | None = Field(description="id of the statement that was closed")
    new: str | None = Field(description="id of the statement that was opened")
    predicate: str | None
    entities: list[str] = Field(description="ids in its roles, or those that judgements touched")


class ChangesQuestion(BaseModel):
    since: int
    until: int


class ChangesAnswer(Page):
    question: ChangesQuestion
    rows: list[ChangeRow]
    versions: list[Load] = Field(description="the oldest first, those included that changed only names or sources")
