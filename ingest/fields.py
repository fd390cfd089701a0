"""What fields of forms hold: ids, keys, names, numbers and dates as text, one or several."""

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from ingest.keys import ID, KEY

Id = Annotated[str, StringConstraints(pattern=ID)]
Key = Annotated[str, StringConstraints(pattern=KEY)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
NAME_SCHEMA = {"type": "string", "minLength": 1, "maxLength": 500}
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def write_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


# YAML and CSV are read as text, so each of these takes a number and its digits; the schema says so too
_TEXT_OR_NUMBER = WithJsonSchema({"type": ["string", "integer"]})
Edtf = Annotated[str, BeforeValidator(write_as_text), _TEXT_OR_NUMBER]
Wording = Annotated[Name, BeforeValidator(write_as_text), _TEXT_OR_NUMBER]
LARGEST = 10**12
DIGITS_SCHEMA = {"type": "string", "pattern": "^[0-9]{1,13}$"}
NUMBER_SCHEMA = {"type": "integer", "minimum": 0, "maximum": LARGEST}
Number = Annotated[int, Field(ge=0, le=LARGEST), WithJsonSchema({"anyOf": [NUMBER_SCHEMA, DIGITS_SCHEMA]})]


class Form(BaseModel):
    """A form in which an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def wrap_in_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


# one id, key or name, or several
_ID = {"type": "string", "pattern": ID}
SomeIds = Annotated[
    list[Id],
    BeforeValidator(wrap_in_list),
    WithJsonSchema({"anyOf": [_ID, {"type": "array", "items": _ID}]}),
]
_TEXT = {"type": "string"}
Texts = Annotated[
    list[str],
    BeforeValidator(wrap_in_list),
    WithJsonSchema({"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}),
]
_KEY = {"type": "string", "pattern": KEY}
Keys = Annotated[
    list[Key],
    BeforeValidator(wrap_in_list),
    WithJsonSchema({"anyOf": [_KEY, {"type": "array", "items": _KEY}]}),
]
