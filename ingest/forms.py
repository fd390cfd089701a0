"""The dossier as people write it by hand, as forms from which its JSON Schema is made."""

import hashlib
import re
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    JsonValue,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)

from graph.model.entities import PATTERN
from graph.model.languages import LANGUAGE, LanguageNames

ID = r"^[a-z0-9][a-z0-9-]{0,79}$"
Id = Annotated[str, StringConstraints(pattern=ID)]
# of the same dossier, or of another source: its id, a colon, its key, which a data set may write in capitals
OWN_KEY = r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}"
# a further file of a dataset has its stem in the keys of its rows
DATASET = r"[a-z0-9][a-z0-9-]{0,79}(/[A-Za-z0-9][A-Za-z0-9._-]{0,79})?"
KEY = rf"^({DATASET}:{OWN_KEY}|[a-z0-9][a-z0-9-]{{0,79}})$"
Key = Annotated[str, StringConstraints(pattern=KEY)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
_NAME = {"type": "string", "minLength": 1, "maxLength": 500}
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def write_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


# YAML and CSV are read as text, so each of these takes a number and its digits; the schema says so too
_TEXT_OR_NUMBER = WithJsonSchema({"type": ["string", "integer"]})
Edtf = Annotated[str, BeforeValidator(write_as_text), _TEXT_OR_NUMBER]
Wording = Annotated[Name, BeforeValidator(write_as_text), _TEXT_OR_NUMBER]
LARGEST = 10**12
LARGEST_DISTANCE = 4_000_000  # days: more than the calendar has
_DIGITS = {"type": "string", "pattern": "^[0-9]{1,13}$"}
_NUMBER = {"type": "integer", "minimum": 0, "maximum": LARGEST}
Number = Annotated[int, Field(ge=0, le=LARGEST), WithJsonSchema({"anyOf": [_NUMBER, _DIGITS]})]


class Form(BaseModel):
    """A form in which an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# a key, also with another time of that statement, or source:ID for the day on which a source was published
Of = Annotated[str, StringConstraints(pattern=rf"^({DATASET}:)?{OWN_KEY}(#(start|end|said))?$")]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAY = {"enum": list(get_args(Weekday))}
_ONE_OR_MORE = WithJsonSchema({"anyOf": [_WEEKDAY, {"type": "array", "items": _WEEKDAY}]})
Days = Annotated[int, Field(ge=0, le=LARGEST_DISTANCE), WithJsonSchema({"anyOf": [_NUMBER, _DIGITS]})]


def wrap_in_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


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
    def _check_span(self) -> "CiteForm":
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


_NEED_OF: dict[str, JsonValue] = {name: ["of"] for name in ("label", "kind", "name")}
# names by language tag: one, or several, of which the first is the one to print
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
Names = Annotated[
    list[Name],
    BeforeValidator(wrap_in_list),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_NAME, {"type": "array", "items": _NAME, "minItems": 1}]}),
]


_ALIASES = WithJsonSchema({"anyOf": [_NAME, {"type": "array", "items": _NAME}]})


class _Named(Form):
    aliases: Annotated[list[Name], BeforeValidator(wrap_in_list), _ALIASES] = []
    names: dict[Language, Names] = {}
    external_ids: ExternalIds = {}
    internal_aliases: Annotated[list[Name], BeforeValidator(wrap_in_list), _ALIASES] = []  # never published

    @property
    def languages(self) -> LanguageNames:
        return tuple((language, name) for language, names in self.names.items() for name in names)

    @property
    def outside(self) -> tuple[str, ...]:
        return tuple(f"{scheme}:{value}" for scheme, value in sorted(self.external_ids.items()))


class EntityForm(_Named):
    id: Id
    label: Literal["Actor", "Group", "Nationality", "Place", "Event"]
    kind: str
    name: Name
    internal: bool = False  # never published, nor what names it


class UseForm(_Named):
    """An id of another source, and what this one calls it besides.

    `of` is the source that has it, with what it is: then that source may be loaded later, or never.
    """

    model_config = ConfigDict(json_schema_extra={"dependentRequired": {"of": ["label", "kind", "name"], **_NEED_OF}})

    id: Id
    of: Id | None = None
    label: Literal["Actor", "Group", "Nationality", "Place", "Event"] | None = None
    kind: str | None = None
    name: Name | None = None

    @model_validator(mode="after")
    def _check_of(self) -> "UseForm":
        given = [value is not None for value in (self.of, self.label, self.kind, self.name)]
        if any(given) and not all(given):
            raise ValueError("of, label, kind and name come together; for a name of your own write aliases or names")
        return self


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


class RolesForm(Form):
    subject: SomeIds = []
    object: SomeIds = []
    agent: SomeIds = []
    from_holder: SomeIds = []
    to_holder: SomeIds = []
    from_place: SomeIds = []
    to_place: SomeIds = []
    at: SomeIds = []


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
    private: bool = False  # said_on is a day on which it was not said in public
    public: bool | None = None  # as older dossiers have it: a day of said_on is public, unless it is private
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
    terms: Texts = []
    about: SomeIds = []
    responds_to: list[RespondsForm] = []
    fulfils: Keys = []
    parts: Literal["disjoint", "exhaustive"] | None = None
    note: str | None = None
    coded_by: Name | None = None  # of the review, as are the two below: about the coding, and not what is said
    checked_by: Name | None = None
    state: Literal["draft", "checked", "agreed"] | None = None
    internal: bool = False  # never published

    @model_validator(mode="after")
    def _check_one_time(self) -> "StatementForm":
        given = [name for name in ("on", "observed", "valid") if getattr(self, name) is not None]
        if len(given) != 1:
            met = " and ".join(given) or "none"
            raise ValueError(f"exactly one of on, observed and valid is needed; met {met}")
        if self.spread and self.on is None:
            raise ValueError("spread belongs to on")
        if self.spread and isinstance(self.on, LinkedForm):
            raise ValueError("spread belongs to a period in EDTF; what others bound is one day")
        return self

    @model_validator(mode="after")
    def _check_public(self) -> "StatementForm":
        if self.public and self.private:
            raise ValueError("public and private are both true; leave public out")
        if self.public and self.said_on is None:
            raise ValueError("public needs said_on: the day on which it became public")
        return self

    @property
    def is_public(self) -> bool:
        """Whether it was said in public on the day of said_on."""
        return self.said_on is not None and not self.private and self.public is not False


class SilentSpan(Form):
    """A stretch of the text that carries no statement, and why."""

    start: Number
    end: Number
    sha256: Sha256
    reason: Name


Use = Annotated[
    Annotated[Id, Tag("id")] | Annotated[UseForm, Tag("use")],
    Discriminator(lambda value: "id" if isinstance(value, str) else "use"),
]


class Dossier(Form):
    """A hand-coded source: whose ids it uses, who stands in it, and what it says."""

    use: list[Use] = []
    entities: list[EntityForm] = []
    statements: list[StatementForm] = []
    silent_spans: list[SilentSpan] = []


def make_key_space(dataset: str, file: Path | None) -> str:
    """What the keys of a file begin with: the dataset, and the stem of a file that is not the dataset's own."""
    if file is None:
        return dataset
    stem = file.name.removesuffix(".gz").rpartition(".")[0] or file.name
    return f"{dataset}/{re.sub(r'[^A-Za-z0-9._-]+', '-', stem).strip('.-_')[:80] or hash_text(stem)}"


def hash_text(text: str) -> str:
    """Eight letters and digits that stand for a text in an id or a key."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def make_full_key(space: str, key: str) -> str:
    """A key as statements have it: the dataset, with the stem of a further file, a colon, and the coder's own key.

    A key with a colon is whole already.
    """
    return key if ":" in key else f"{space}:{key}"
