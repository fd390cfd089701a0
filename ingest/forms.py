"""What people write by hand, as forms: source.yml and the dossier. The JSON Schema is made from these."""

from typing import Annotated, Any, Literal

from pydantic import (
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

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
# of the same dossier, or of another one: its id, a colon, its key
Key = Annotated[str, StringConstraints(pattern=r"^([a-z0-9][a-z0-9-]{0,79}:)?[a-z0-9][a-z0-9-]{0,79}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


# YAML and CSV are read as text, so each of these takes a number and its digits; the schema says so too
_TEXT_OR_NUMBER = WithJsonSchema({"type": ["string", "integer"]})
Edtf = Annotated[str, BeforeValidator(_as_text), _TEXT_OR_NUMBER]
Wording = Annotated[Name, BeforeValidator(_as_text), _TEXT_OR_NUMBER]
LARGEST = 10**12
_DIGITS = {"type": "string", "pattern": "^[0-9]{1,13}$"}
_NUMBER = {"type": "integer", "minimum": 0, "maximum": LARGEST}
Number = Annotated[int, Field(ge=0, le=LARGEST), WithJsonSchema({"anyOf": [_NUMBER, _DIGITS]})]


class Form(BaseModel):
    """No field is read past: an unknown one is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Ends(Form):
    start: Edtf = ""
    end: Edtf = ""


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


class EntityForm(Form):
    id: Id
    label: Literal["Actor", "Group", "Nationality", "Place", "Event"]
    kind: str
    name: Name
    aliases: list[Name] = []
    external_ids: dict[str, str] = {}


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
    said_on: Edtf | None = None
    public: bool = False
    polarity: Literal["asserts", "denies"] = "asserts"
    mode: str = "occurred"
    reading: Literal["stated", "inferred"] = "stated"
    on: Edtf | None = None
    spread: bool = False
    observed: Edtf | None = None
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


class SourceForm(Form):
    """source.yml: what a source is, and what a healthy load of it gives."""

    id: Id
    title: Name
    publisher: Id
    published: PublishedForm
    description: str | None = None
    licence: str
    url: str | None = None
    zone: str | None = None
    retrieved_on: Edtf | None = None
    coverage: Coverage = Coverage()
    text: TextForm | None = None
    expect: dict[str, Expected] = {}
