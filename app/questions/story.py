"""A story, step by step, with what the answer of each step says now: `whoholds story`, /v1/stories/{id}."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Annotated, Any

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import StoryStepNumber, VersionParameters
from app.question import PREFIX, AnswerShape, Question
from app.questions import is_answering
from app.schemas.pages import CanBePinned
from app.stories import Story, StoryStep
from app.terminal import in_table

if is_answering(__name__):
    from app.answers.question import Asked
    from app.packs.asking import read_address
    from app.stories.supporting import find_unsupported
    from graph.errors import InvalidInput, NotFound, WhoholdsError


class ToldStory(TypedDict):
    id: str
    title: str
    about: str
    by: Annotated[str, Field(description="who wrote it; empty where it does not say")]
    written: Annotated[str, Field(description="the day on which it was written")]
    own: Annotated[bool, Field(description="whether it is from the data folder, and did not come with whoholds")]
    headlines: Annotated[list[str], Field(description="of all its steps, in order")]


class ToldStep(TypedDict):
    step: Annotated[int, Field(description="from 1")]
    address: Annotated[str, Field(description="of its view; with /v1 before it, of its answer")]
    headline: str
    text: str
    answer: Annotated[str, Field(description="what the answer says now, in a sentence; empty where it is refused")]
    problem: Annotated[str | None, Field(description="why it is refused, as where a source is not loaded; else null")]
    notInAnswer: Annotated[
        list[str], Field(description="numbers of headline and text that neither the answer nor its address has")
    ]


class StoryAnswer(CanBePinned):
    story: ToldStory
    summary: Annotated[str, Field(description="what the story is about; of one step its headline")]
    rows: list[ToldStep]
    dataVersion: int
    notes: list[str]


def story(selection: Asked, id_: str, step: StoryStepNumber = None, *, stories: Mapping[str, Story]) -> StoryAnswer:
    """All steps, or one of them. Its texts are its author's; the answers are those of the data version asked about."""
    found = _find_story(stories, id_)
    if step is not None and step > len(found.steps):
        raise InvalidInput(f"step: {step}; expected 1 to {len(found.steps)}", parameter="step", value=step)
    chosen = range(len(found.steps)) if step is None else (step - 1,)
    return {
        "story": {
            "id": found.id,
            "title": found.title,
            "about": found.about,
            "by": found.by,
            "written": found.written,
            "own": found.own,
            "headlines": [one.headline for one in found.steps],
        },
        "summary": found.about if step is None else found.steps[step - 1].headline,
        "rows": [_tell_step(selection, number + 1, found.steps[number]) for number in chosen],
        "dataVersion": selection.view.version,
        "notes": [],
    }


def _find_story(stories: Mapping[str, Story], id_: str) -> Story:
    if id_ not in stories:
        near = difflib.get_close_matches(id_, list(stories), n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(stories)}"
        raise NotFound(f"no story has the id {id_!r}", parameter="id", value=id_, hint=hint)
    return stories[id_]


def _tell_step(selection: Asked, number: int, step: StoryStep) -> ToldStep:
    answer: Mapping[str, Any] = {}
    problem = None
    try:
        answer = read_address(PREFIX + step.address, gets_day=False).answer(selection.view)
    except WhoholdsError as error:
        problem = str(error)
    return {
        "step": number,
        "address": step.address,
        "headline": step.headline,
        "text": step.text,
        "answer": str(answer.get("summary", "")),
        "problem": problem,
        "notInAnswer": [] if problem else find_unsupported(step, answer),
    }


def _write_doubt(row: terminal.Row) -> str:
    """What keeps a step from being shown as it is written."""
    return row["problem"] or (f"not in the answer: {', '.join(row['notInAnswer'])}" if row["notInAnswer"] else "")


COLUMNS: terminal.Columns = {
    "step": lambda row: row["step"],
    "headline": lambda row: row["headline"],
    "address": lambda row: row["address"],
    "wrong": _write_doubt,
}
QUESTION = Question(
    "/stories/{id}", story, VersionParameters, AnswerShape(ToldStep, "Stories"), in_table(COLUMNS), tag="records"
)
