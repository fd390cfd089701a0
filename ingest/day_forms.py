"""Days as people write them by hand: as a text, or bounded by other days."""

from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)

from ingest.fields import DIGITS_SCHEMA, NUMBER_SCHEMA, Edtf, Form, wrap_in_list
from ingest.keys import DATASET, OWN_KEY

LARGEST_DISTANCE = 4_000_000  # days: more than the calendar has

# a key, also with another time of that statement, or source:ID for the day on which a source was published
Of = Annotated[str, StringConstraints(pattern=rf"^({DATASET}:)?{OWN_KEY}(#(start|end|said))?$")]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAY = {"enum": list(get_args(Weekday))}
_ONE_OR_MORE = WithJsonSchema({"anyOf": [_WEEKDAY, {"type": "array", "items": _WEEKDAY}]})
Days = Annotated[int, Field(ge=0, le=LARGEST_DISTANCE), WithJsonSchema({"anyOf": [NUMBER_SCHEMA, DIGITS_SCHEMA]})]


class BoundForm(Form):
    """How a day lies to another one: after it or before it, by 1 day at least unless given otherwise, or on it."""

    relation: Literal["after", "before", "same_day"]
    of: Of
    min_days: Days | None = None
    max_days: Days | None = None

    @model_validator(mode="after")
    def _check_days(self) -> "BoundForm":
        least = 1 if self.min_days is None else self.min_days
        if self.relation == "same_day" and (self.min_days, self.max_days) != (None, None):
            raise ValueError("same_day takes no min_days and no max_days")
        if self.max_days is not None and least > self.max_days:
            raise ValueError(f"min_days is {least}, max_days {self.max_days}; expected no fewer")
        return self


class LinkedForm(Form):
    """A day bounded by others: within a window, on one of some weekdays, tied to other days."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["within"]}, {"required": ["weekday"]}, {"required": ["bounds"]}]}
    )

    within: Edtf | None = None
    weekday: Annotated[list[Weekday], BeforeValidator(wrap_in_list), _ONE_OR_MORE] = []
    bounds: list[BoundForm] = []

    @model_validator(mode="after")
    def _check_is_filled(self) -> "LinkedForm":
        if self.within is None and not self.weekday and not self.bounds:
            raise ValueError("at least one of within, weekday and bounds is needed")
        return self


def _choose_text_or_linked(value: Any) -> str:
    return "bounded" if isinstance(value, dict | LinkedForm) else "text"


Day = Annotated[
    Annotated[Edtf, Tag("text")] | Annotated[LinkedForm, Tag("bounded")],
    Discriminator(_choose_text_or_linked),
]


class Ends(Form):
    start: Day = ""
    end: Day = ""


def _choose_text_or_ends(value: Any) -> str:
    return "ends" if isinstance(value, dict | Ends) else "text"


Valid = Annotated[
    Annotated[Edtf, Tag("text")] | Annotated[Ends, Tag("ends")],
    Discriminator(_choose_text_or_ends),
]
