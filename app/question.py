"""What a question is: its address, the function that answers it, and how its answer is shown.

Each is a file of `app/questions`. Its route (`app.routes`) and its command (`app.cli.asking`) are both made of it.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_type_hints

from app.fields import QuestionParameter, read_parameter
from app.parameters import Parameters, TableShape, list_parameters

PREFIX = "/v1"
Answer = Mapping[str, Any]
RowType = type[Mapping[str, Any]]  # a TypedDict


@dataclass(frozen=True)
class AnswerShape:
    """What the rows of an answer are: their type, whose fields are the columns of CSV, and how they are drawn.

    `drawing` is a name of `app.drawing.draw`. Without a `row` an answer names its columns itself.

    `about` are the fields that say what a row is about. With them a table may have a row per statement instead
    (`shape=statements`), which begins with them. `statements` are the fields of a row with its statements or their ids;
    `a.b` is a nested one. With `is_feed` it is an Atom feed too (`app.exports.atom`).
    """

    row: RowType | None
    title: str
    drawing: str = "table"
    about: tuple[str, ...] = ()
    statements: tuple[str, ...] = ("statements",)
    is_feed: bool = False


@dataclass(frozen=True)
class Question:
    """A question as HTTP and the command line know it.

    `path` is its address under /v1, perhaps with `{id}`. `answer` takes a `Selection` made of the `common` parameters,
    the id if the address has one, and its own parameters, which are those of its signature. The type that it returns
    and its docstring are shown in /docs, in the section `tag`. `show` prints an answer on the command line. There the
    own parameter `words` is no option but what follows the name of the command.
    """

    path: str
    answer: Callable[..., Answer]
    common: type[Parameters]
    shape: AnswerShape
    show: Callable[[Answer], object] | None = None
    tag: str = "questions"
    words: str | None = None

    @property
    def name(self) -> str:
        """That of the function, such as `alliances_series`."""
        return self.answer.__name__

    @property
    def has_id(self) -> bool:
        return "{id}" in self.path

    @property
    def has_texts(self) -> bool:
        """Whether the answer may have words of sources, which are shown to the user alone."""
        return "texts" in inspect.signature(self.answer).parameters

    @property
    def has_stories(self) -> bool:
        """Whether the answer is of stories: those that are shipped, and those of the data folder."""
        return "stories" in inspect.signature(self.answer).parameters

    @property
    def answer_type(self) -> RowType:
        found: RowType = get_type_hints(self.answer)["return"]
        return found

    @cached_property
    def own(self) -> Mapping[str, QuestionParameter]:
        """The own parameters by name, in the order of the signature."""
        # a command knows the question by its outline, which has no `Asked`
        hints = get_type_hints(self.answer, localns={"Asked": Any}, include_extras=True)
        by_position = inspect.Parameter.POSITIONAL_OR_KEYWORD
        asked = [found for found in inspect.signature(self.answer).parameters.values() if found.kind is by_position]
        found = {
            parameter.name: read_parameter(
                hints[parameter.name], *([] if parameter.default is parameter.empty else [parameter.default])
            )
            for parameter in asked[2 if self.has_id else 1 :]
        }
        return found | ({"shape": read_parameter(TableShape, "rows")} if self.shape.about else {})

    @property
    def parameters(self) -> Mapping[str, QuestionParameter]:
        """Its own parameters, then the common ones."""
        return {**self.own, **list_parameters(self.common)}
