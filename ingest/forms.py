"""What people write by hand, as forms: source.yml and the dossier. The JSON Schema is made from these."""

import re
from datetime import date
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)

from graph.dates.windows import Window, read_window
from graph.errors import InvalidDate
from graph.model.entities import PATTERN

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
# of the same dossier, or of another source: its id, a colon, its key, which a data set may write in capitals
OWN_KEY = r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}"
Key = Annotated[str, StringConstraints(pattern=rf"^([a-z0-9][a-z0-9-]{{0,79}}:{OWN_KEY}|[a-z0-9][a-z0-9-]{{0,79}})$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


# YAML and CSV are read as text, so each of these takes a number and its digits; the schema says so too
_TEXT_OR_NUMBER = WithJsonSchema({"type": ["string", "integer"]})
Edtf = Annotated[str, BeforeValidator(_as_text), _TEXT_OR_NUMBER]
Wording = Annotated[Name, BeforeValidator(_as_text), _TEXT_OR_NUMBER]
LARGEST = 10**12
LARGEST_DISTANCE = 4_000_000  # days: more than the calendar has
_DIGITS = {"type": "string", "pattern": "^[0-9]{1,13}$"}
_NUMBER = {"type": "integer", "minimum": 0, "maximum": LARGEST}
Number = Annotated[int, Field(ge=0, le=LARGEST), WithJsonSchema({"anyOf": [_NUMBER, _DIGITS]})]


class Form(BaseModel):
    """No field is read past: an unknown one is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# a key, also with another time of that statement, or source:ID for the day on which a source was published
Of = Annotated[str, StringConstraints(pattern=rf"^([a-z0-9][a-z0-9-]{{0,79}}:)?{OWN_KEY}(#(start|end|said))?$")]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAY = {"enum": list(get_args(Weekday))}
_ONE_OR_MORE = WithJsonSchema({"anyOf": [_WEEKDAY, {"type": "array", "items": _WEEKDAY}]})
Days = Annotated[int, Field(ge=0, le=LARGEST_DISTANCE), WithJsonSchema({"anyOf": [_NUMBER, _DIGITS]})]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class BoundForm(Form):
    """How a day lies to another one: after it or before it, by 1 day at least unless given otherwise, or on it."""

    relation: Literal["after", "before", "same_day"]
    of: Of
    min_days: Days | None = None
    max_days: Days | None = None

    @model_validator(mode="after")
    def _some_days(self) -> "BoundForm":
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
    weekday: Annotated[list[Weekday], BeforeValidator(_as_list), _ONE_OR_MORE] = []
    bounds: list[BoundForm] = []

    @model_validator(mode="after")
    def _something(self) -> "LinkedForm":
        if self.within is None and not self.weekday and not self.bounds:
            raise ValueError("at least one of within, weekday and bounds is needed")
        return self


def _text_or_linked(value: Any) -> str:
    return "bounded" if isinstance(value, dict | LinkedForm) else "text"


Day = Annotated[
    Annotated[Edtf, Tag("text")] | Annotated[LinkedForm, Tag("bounded")],
    Discriminator(_text_or_linked),
]


class Ends(Form):
    start: Day = ""
    end: Day = ""


def _text_or_ends(value: Any) -> str:
    return "ends" if isinstance(value, dict | Ends) else "text"


Valid = Annotated[
    Annotated[Edtf, Tag("text")] | Annotated[Ends, Tag("ends")],
    Discriminator(_text_or_ends),
]


class CountForm(Form):
    wording: Wording
    kind: Literal["stock", "flow", "cumulative", "cap", "peak", "share"]
    unit: str = "people"
    of: str | None = None
    since: Edtf | None = None
    min: Number | None = None
    max: Number | None = None


class CiteForm(Form):
    locator: Name
    start: Number | None = None
    end: Number | None = None
    sha256: Sha256 | None = None

    @model_validator(mode="after")
    def _a_span_or_none(self) -> "CiteForm":
        given = [value is not None for value in (self.start, self.end, self.sha256)]
        if any(given) and not all(given):
            raise ValueError("start, end and sha256 come together")
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"the span starts at {self.start} and ends at {self.end}")
        return self


class RespondsForm(Form):
    key: Key
    stance: Literal["denies", "confirms", "corrects", "qualifies", "questions", "declines"]
    scope: Literal["specific", "general"] = "specific"


# ids that others have for it; `geo` is where a place lies (graph.model.entities)
ExternalIds = Annotated[
    dict[str, str], Field(json_schema_extra={"properties": {"geo": {"type": "string", "pattern": PATTERN}}})
]


class EntityForm(Form):
    id: Id
    label: Literal["Actor", "Group", "Nationality", "Place", "Event"]
    kind: str
    name: Name
    aliases: list[Name] = []
    external_ids: ExternalIds = {}


class RolesForm(Form):
    subject: list[Id] = []
    object: list[Id] = []
    agent: list[Id] = []
    from_holder: list[Id] = []
    to_holder: list[Id] = []
    from_place: list[Id] = []
    to_place: list[Id] = []
    at: list[Id] = []


class StatementForm(Form):
    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["on"]}, {"required": ["observed"]}, {"required": ["valid"]}]}
    )

    key: Id
    predicate: str
    roles: RolesForm
    cite: CiteForm
    said_by: Id | None = None
    said_on: Day | None = None
    public: bool = False
    polarity: Literal["asserts", "denies"] = "asserts"
    mode: str = "occurred"
    reading: Literal["stated", "inferred"] = "stated"
    on: Day | None = None
    spread: bool = False
    observed: Day | None = None
    valid: Valid | None = None
    planned_end: Edtf | None = None
    count: CountForm | None = None
    whole: bool = False
    terms: list[str] = []
    about: list[Id] = []
    responds_to: list[RespondsForm] = []
    fulfils: list[Key] = []
    parts: Literal["disjoint", "exhaustive"] | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _one_time(self) -> "StatementForm":
        given = [name for name in ("on", "observed", "valid") if getattr(self, name) is not None]
        if len(given) != 1:
            met = " and ".join(given) or "none"
            raise ValueError(f"exactly one of on, observed and valid is needed; met {met}")
        if self.spread and self.on is None:
            raise ValueError("spread belongs to on")
        if self.spread and isinstance(self.on, LinkedForm):
            raise ValueError("spread belongs to a period in EDTF; what others bound is one day")
        return self


class SilentSpan(Form):
    """A stretch of the text that carries no statement, and why."""

    start: Number
    end: Number
    sha256: Sha256
    reason: Name


class Dossier(Form):
    """A hand-coded source: who stands in it, and what it says."""

    entities: list[EntityForm] = []
    statements: list[StatementForm]
    silent_spans: list[SilentSpan] = []


class PublishedForm(Form):
    on: Edtf
    reason: Name | None = None


class TextForm(Form):
    """The text that offsets count in: its file name (the user's own copy), length in code points, and hash."""

    file: Name
    length: Annotated[Number, Field(gt=0)]
    sha256: Sha256


class Coverage(Form):
    start: Edtf | None = None
    end: Edtf | None = None
    frequency: str | None = None


class Expected(Form):
    min: Number | None = None
    max: Number | None = None


# one day, month or year; a claim has no room for doubt about its own days
_PLAIN_DAY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
PlainDay = Annotated[str, BeforeValidator(_as_text), WithJsonSchema({"anyOf": [
    {"type": "string", "pattern": _PLAIN_DAY}, {"type": "integer", "minimum": 1000, "maximum": 9999},
]})]  # fmt: skip
_ID = r"^[a-z0-9][a-z0-9-]{0,79}$"
Ids = Annotated[
    list[Id],
    BeforeValidator(_as_list),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": _ID},
                {"type": "array", "items": {"type": "string", "pattern": _ID}, "minItems": 1},
            ]
        }
    ),
]


class CoversForm(Form):
    """A claim that the source reports every move of a group to and from some holders, from one day to another."""

    moves: Literal["all"]
    group: Id
    holders: Ids
    places: Ids | None = None
    from_: PlainDay = Field(alias="from")
    to: PlainDay

    @model_validator(mode="after")
    def _is_filled(self) -> "CoversForm":
        if not self.holders:
            raise ValueError("holders is empty; write the id of at least one holder")
        if self.places is not None and not self.places:
            raise ValueError("places is empty; write the ids of places, or leave places out to mean all places")
        if self.first > self.last:
            raise ValueError(f"to has {self.to!r}, before from ({self.from_!r}); write the earlier one as from")
        return self

    @property
    def first(self) -> date:
        return _plain_window("from", self.from_).earliest

    @property
    def last(self) -> date:
        return _plain_window("to", self.to).latest


def _plain_window(name: str, day: str) -> Window:
    try:
        if re.fullmatch(_PLAIN_DAY, day):
            return read_window(day)
    except InvalidDate:
        pass
    raise ValueError(f"{name} has {day!r}; write a day, month or year, such as 2020-01-31, 2020-01 or 2020")


def _of_the_web(address: str) -> str:
    """Pages link it, so it can be nothing but a place on the web."""
    parts = urlsplit(address) if address.isprintable() and not set(address) & set(" \"'<>\\`") else None
    if not parts or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{address[:80]!r} is no address on the web; write one such as https://example.org/report")
    return address


Address = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(_of_the_web)]


class SourceForm(Form):
    """source.yml: what a source is, and what a healthy load of it gives."""

    id: Id
    title: Name
    publisher: Id
    published: PublishedForm
    description: str | None = None
    licence: str
    url: Address | None = None
    obtain: Name | None = None
    zone: str | None = None
    retrieved_on: Edtf | None = None
    coverage: Coverage = Coverage()
    text: TextForm | None = None
    prefix: Id | None = None
    files: Literal["whole", "parts"] = "whole"
    rows: Literal["distinct"] | None = None  # each row is a move of its own
    covers: Annotated[list[CoversForm], Field(json_schema_extra={"minItems": 1})] | None = None
    expect: dict[str, Expected] = {}

    @model_validator(mode="after")
    def _covers_something(self) -> "SourceForm":
        if self.covers is not None and not self.covers:
            raise ValueError("covers is empty; write a claim (moves, group, holders, from, to), or leave covers out")
        return self
