"""Guided tours of answers, shipped ones and your own: `whoholds stories`, /v1/stories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import PageParameters
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.pages import Page
from app.stories import Story
from app.terminal import in_table

if is_answering(__name__):
    from app.answers.question import Asked
    from app.answers.records import list_rows
    from app.sentences import open_writer


class ListedStory(TypedDict):
    id: str
    title: str
    about: str
    by: Annotated[str, Field(description="who wrote it; empty where it does not say")]
    written: Annotated[str, Field(description="the day on which it was written")]
    steps: Annotated[int, Field(description="how many steps it has")]
    own: Annotated[bool, Field(description="whether it is from the data folder, and did not come with whoholds")]


class StoriesAnswer(Page):
    rows: list[ListedStory]


def stories(selection: Asked, *, stories: Mapping[str, Story]) -> StoriesAnswer:
    """Own stories come first, and of each kind the newest."""
    found: list[ListedStory] = [
        {
            "id": story.id,
            "title": story.title,
            "about": story.about,
            "by": story.by,
            "written": story.written,
            "steps": len(story.steps),
            "own": story.own,
        }
        for story in stories.values()
    ]
    return list_rows(selection, found, open_writer(selection).records.write_stories([row["title"] for row in found]))


COLUMNS: terminal.Columns = {
    "id": lambda row: row["id"],
    "title": lambda row: row["title"],
    "steps": lambda row: row["steps"],
    "written": lambda row: row["written"],
}
QUESTION = Question(
    "/stories", stories, PageParameters, AnswerShape(ListedStory, "Stories"), in_table(COLUMNS), tag="records"
)
