"""What the fields of answers and the parameters of questions mean, beside their types: `Annotated[str, Field(..)]`.

These are not pydantic's, as a command that asks a service would wait for pydantic longer than for the answer. The
documents of HTTP take descriptions from here, and `app.routes` makes models of parameters.
"""

from dataclasses import asdict, dataclass, replace
from typing import Any, get_args


@dataclass(frozen=True, kw_only=True)
class Field:
    """The description of a field of an answer or of a parameter; of a parameter also examples, bounds, and its name in
    an address if that is a word of Python."""

    description: str | None = None
    examples: list[Any] | None = None
    validation_alias: str | None = None
    ge: int | None = None
    le: int | None = None
    max_length: int | None = None

    def list_given(self) -> dict[str, Any]:
        """What is said of the field, by the names that pydantic has for it too."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """The JSON schema of an answer's field with its description; pydantic calls it."""
        return {**handler(core_schema), "description": self.description}


class _Required:
    """What a parameter without a default has in place of one."""


@dataclass(frozen=True)
class QuestionParameter:
    """A parameter of a question, by its type, its default and what is said of it."""

    type: Any
    default: Any
    field: Field

    @property
    def is_required(self) -> bool:
        return self.default is _Required

    def write_name(self, name: str) -> str:
        """Its name in an address: `from` for the parameter `start`."""
        return self.field.validation_alias or name


def read_parameter(hint: Any, default: Any = _Required) -> QuestionParameter:
    """The parameter that an annotation describes. Of several fields in it a later one wins."""
    kind, *said = get_args(hint) if hasattr(hint, "__metadata__") else (hint,)
    field = Field()
    for one in said:
        field = replace(field, **one.list_given())
    return QuestionParameter(kind, default, field)
