"""The dossier as people write it by hand, as forms from which its JSON Schema is made."""

from typing import Annotated, Literal

from pydantic import (
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
from ingest.day_forms import Day, LinkedForm, Valid
from ingest.fields import (
    NAME_SCHEMA,
    Edtf,
    Form,
    Id,
    Key,
    Keys,
    Name,
    Number,
    Sha256,
    SomeIds,
    Texts,
    Wording,
    wrap_in_list,
)


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
    WithJsonSchema({"anyOf": [NAME_SCHEMA, {"type": "array", "items": NAME_SCHEMA, "minItems": 1}]}),
]

_ALIASES = WithJsonSchema({"anyOf": [NAME_SCHEMA, {"type": "array", "items": NAME_SCHEMA}]})


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
