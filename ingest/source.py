"""A source: which ones there are, and what its source.yml says, by the form from which the JSON Schema is made."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from graph.dates.windows import Window, read_window
from graph.errors import InvalidDate, InvalidSource, NotFound
from graph.model.addresses import MOST_LETTERS, check_web_address
from graph.model.sources import Archive, MovesClaim, WrittenSource
from ingest.fields import Edtf, Form, Id, Name, Number, Sha256, wrap_in_list, write_as_text
from ingest.files import drop_lines, read_mapping
from ingest.keys import ID
from ingest.messages import list_problems
from ingest.shipped import find_shipped, list_shipped


def find_folder(source: str) -> Path:
    """The folder of a source, by its id or by the path of a folder that holds a source.yml."""
    if shipped := find_shipped(source):
        return shipped
    folder = Path(source)
    if (folder / "source.yml").is_file():
        return folder
    raise NotFound(
        f"no source {source!r}",
        parameter="source",
        value=source,
        hint=f"expected one of {', '.join(list_shipped())}, or a folder with a source.yml",
    )


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
PlainDay = Annotated[str, BeforeValidator(write_as_text), WithJsonSchema({"anyOf": [
    {"type": "string", "pattern": _PLAIN_DAY}, {"type": "integer", "minimum": 1000, "maximum": 9999},
]})]  # fmt: skip
_ONE_OR_MORE_IDS = WithJsonSchema(
    {
        "anyOf": [
            {"type": "string", "pattern": ID},
            {"type": "array", "items": {"type": "string", "pattern": ID}, "minItems": 1},
        ]
    }
)
Ids = Annotated[list[Id], BeforeValidator(wrap_in_list), _ONE_OR_MORE_IDS]


class CoversForm(Form):
    """A claim that the source reports every move of a group to and from some holders, from one day to another."""

    moves: Literal["all"]
    group: Id
    holders: Ids
    places: Ids | None = None
    from_: PlainDay = Field(alias="from")
    to: PlainDay

    @model_validator(mode="after")
    def _check_is_filled(self) -> "CoversForm":
        if not self.holders:
            raise ValueError("holders is empty; write the id of at least one holder")
        if self.places is not None and not self.places:
            raise ValueError("places is empty; write the ids of places, or leave places out to mean all places")
        if self.first > self.last:
            raise ValueError(f"to has {self.to!r}, before from ({self.from_!r}); write the earlier one as from")
        return self

    @property
    def first(self) -> date:
        return _read_plain_window("from", self.from_).earliest

    @property
    def last(self) -> date:
        return _read_plain_window("to", self.to).latest


def _read_plain_window(name: str, day: str) -> Window:
    try:
        if re.fullmatch(_PLAIN_DAY, day):
            return read_window(day)
    except InvalidDate:
        pass
    raise ValueError(f"{name} has {day!r}; write a day, month or year, such as 2020-01-31, 2020-01 or 2020")


def _check_address(address: str) -> str:
    try:
        return check_web_address(address)
    except InvalidSource as error:
        raise ValueError(error.message.removeprefix("url: ")) from None


Address = Annotated[str, AfterValidator(_check_address), WithJsonSchema({"type": "string", "maxLength": MOST_LETTERS})]
FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\]{1,200}$")]
ArchiveFile = Annotated[
    str, StringConstraints(pattern=r"^[^/\\]{1,190}\.([Ww][Aa][Cc][Zz]|[Ww][Aa][Rr][Cc](\.[Gg][Zz])?)$")
]


class ArchiveForm(Form):
    """An archived copy: its address, your own file of it with its hash, and a time stamp on that file."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": ["url"]}, {"required": ["file"]}],
            "dependentRequired": {
                "file": ["sha256"], "sha256": ["file"], "record": ["file"], "stamp": ["file"], "authority": ["stamp"],
            },
        }
    )  # fmt: skip

    url: Address | None = None
    file: ArchiveFile | None = None
    sha256: Sha256 | None = None
    record: Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=r"^\S+$")] | None = None
    stamp: FileName | None = None
    authority: FileName | None = None

    @model_validator(mode="after")
    def _check_is_whole(self) -> "ArchiveForm":
        if self.url is None and self.file is None:
            raise ValueError("archive is empty; write url (its address), or file and sha256 (your own copy), or all")
        if (self.file is None) != (self.sha256 is None):
            raise ValueError("file and sha256 come together: the WACZ or WARC file, and the SHA-256 of that file")
        if self.file is None and (self.record or self.stamp):
            raise ValueError("record and stamp belong to a file; write file and sha256 with them")
        if self.authority and not self.stamp:
            raise ValueError("authority belongs to a stamp; write stamp (the file of the time stamp) with it")
        return self


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
    archive: ArchiveForm | None = None
    prefix: Id | None = None
    files: Literal["whole", "parts"] = "whole"
    rows: Literal["distinct"] | None = None  # each row is a move of its own
    uses: Annotated[list[Id], BeforeValidator(wrap_in_list), _ONE_OR_MORE_IDS] = []  # shipped sources to load first
    covers: Annotated[list[CoversForm], Field(json_schema_extra={"minItems": 1})] | None = None
    internal: bool = False  # never published, nor what it says and names
    expect: dict[str, Expected] = {}

    @model_validator(mode="after")
    def _check_uses(self) -> "SourceForm":
        if self.id in self.uses:
            raise ValueError("uses names this source itself; write the ids of other sources")
        return self

    @model_validator(mode="after")
    def _check_covers(self) -> "SourceForm":
        if self.covers is not None and not self.covers:
            raise ValueError("covers is empty; write a claim (moves, group, holders, from, to), or leave covers out")
        return self


def read_source_form(folder: Path) -> SourceForm:
    """What `source.yml` says. Raises NotFound, TooLarge, or InvalidSource naming the field and what stood there."""
    path = folder / "source.yml"
    try:
        form = SourceForm.model_validate(drop_lines(read_mapping(path)))
        dates = {
            "published.on": form.published.on, "retrieved_on": form.retrieved_on,
            "coverage.start": form.coverage.start, "coverage.end": form.coverage.end,
        }  # fmt: skip
        for name, date in dates.items():
            if date is not None:
                read_window(date, name)
    except ValidationError as error:
        name, value, reason = list_problems(error)[0]
        raise InvalidSource(
            f"source.yml: {name}: {reason}{f' [{value}]' if value else ''}", parameter=name, value=value
        ) from error
    except InvalidDate as error:
        raise InvalidSource(
            f"source.yml: {error.parameter}: {error.message}", parameter=error.parameter, value=error.value,
            hint=error.hint,
        ) from error  # fmt: skip
    return form


def make_source(form: SourceForm) -> WrittenSource:
    text = form.text
    return WrittenSource(
        id=form.id,
        title=form.title,
        publisher=form.publisher,
        published_on=form.published.on,
        published=read_window(form.published.on, "published.on"),
        published_reason=form.published.reason,
        url=form.url,
        licence=form.licence,
        retrieved_on=form.retrieved_on,
        text_file=text.file if text else None,
        text_length=text.length if text else None,
        text_sha256=text.sha256 if text else None,
        archive=Archive(**form.archive.model_dump()) if form.archive else None,
        rows=form.rows,
        covers=make_claims(form),
        internal=form.internal,
    )


def make_claims(form: SourceForm) -> tuple[MovesClaim, ...]:
    """The claims of a source, with the first and last day of each."""
    return tuple(
        MovesClaim(
            group=one.group, holders=tuple(one.holders), places=tuple(one.places or ()), first=one.first, last=one.last
        )
        for one in form.covers or ()
    )
