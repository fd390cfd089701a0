"""The tab Source: what the report is, as `source.yml` says it of other sources."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.dates.readings import DateInWords
from graph.dates.windows import Window, read_window
from graph.errors import InvalidInput, InvalidSource
from graph.model.entities import NamedEntity
from ingest.adapter import Context
from ingest.keys import ID
from ingest.messages import list_problems
from ingest.sheets.cells import SheetProblem, read_day_cell, read_truth, split_items
from ingest.sheets.layout import list_nearest, match_column
from ingest.sheets.names import SheetNames
from ingest.sheets.tables import ReportSheet, SheetCell, SheetTable
from ingest.sheets.who import make_id
from ingest.sheets.words import read_kind
from ingest.source import SourceForm, read_source_form

NEEDED = ("title", "publisher", "published", "licence")
FIELDS = {"published.on": "published", "published.reason": "published_reason", "text.length": "text_length",
          "text.sha256": "text_sha256", "text.file": "text", "coverage.start": "coverage_start",
          "coverage.end": "coverage_end", "archive.url": "archived"}  # fmt: skip
UNSAID = {"title": "a report without a title", "licence": "not known"}
NO_DATE = "XXXX"  # any day


class SheetSource:
    """What the tab Source says. `form` is made once the tab Who is read; problems are told in `problems`."""

    def __init__(self, sheet: ReportSheet, problems: list[SheetProblem]) -> None:
        self.sheet, self.problems = sheet, problems
        self.answers: dict[str, tuple[int, SheetCell]] = {}
        self.written: SourceForm | None = None  # of source.yml beside a CSV file
        if sheet.source is None:
            self._read_file()
        else:
            self._read_answers(sheet.source)
        self.id = self.written.id if self.written else self._read_id()
        self.published = self._read_published()

    def text(self, field: str) -> str:
        return self.answers[field][1].text if field in self.answers else ""

    def tell(self, field: str, error: InvalidInput | str) -> None:
        """Add what is wrong with an answer."""
        table = self.sheet.source
        row, cell = self.answers.get(field, (None, SheetCell("", "")))
        header = table.tab.header(field) if table else field
        name = table.name if table else "Source"
        nearest = tuple(getattr(error, "nearest", ()))
        self.problems.append(SheetProblem(name, row, header, cell.text, str(error), nearest, cell.column))

    def _read_file(self) -> None:
        folder = self.sheet.folder
        if folder and (folder / "source.yml").is_file():
            self.written = read_source_form(folder)
        else:
            self.problems.append(SheetProblem(
                "Source", None, "question", "", "there is no tab Source, which says what the report is "
                "(`whoholds sheet --new` writes an empty one; beside a CSV file, NAME.source.csv or source.yml)",
            ))  # fmt: skip

    def _read_answers(self, table: SheetTable) -> None:
        for row in table.rows:
            asked, answer = row.text("question"), row.cell("answer")
            question = match_column(asked, table.tab.questions)
            if question is None:
                near = list_nearest(asked, [one.header for one in table.tab.questions], 1)
                if answer.text:
                    hint = f"did you mean {near[0]!r}?" if near else "see the tab How to for the questions"
                    message = (
                        f"{asked!r} is no question of the tab ({hint})" if asked else "this answer has no question"
                    )
                    self.problems.append(
                        SheetProblem(
                            table.name, row.number, "question", asked, message, tuple(near), row.cell("question").column
                        )
                    )
            elif answer.text and question.field in self.answers:
                self.answers[question.field] = (row.number, answer)
                self.tell(question.field, f"{asked!r} is answered twice (keep one answer)")
            elif answer.text:
                self.answers[question.field] = (row.number, answer)
        for field in NEEDED:
            if not self.text(field):
                self.tell(field, f"this is needed ({table.tab.fields[field].about})")

    def _read_id(self) -> str:
        written = self.text("id")
        if re.fullmatch(ID, written):
            return written
        if written:
            self.tell("id", InvalidInput(
                f"{written[:80]!r} is no short name", hint="write small letters, digits and hyphens: lake-post-may"
            ))  # fmt: skip
        return Context.slug(self.sheet.name)[:60].strip("-") or "report"

    def _read_published(self) -> str:
        if self.written:
            return self.written.published.on
        reading = self._read_day("published")
        return _narrow(reading) if reading else NO_DATE

    def _read_day(self, field: str) -> DateInWords | None:
        if not self.text(field):
            return None
        try:
            return read_day_cell(self.answers[field][1], None)
        except InvalidInput as error:
            self.tell(field, error)
            return None

    @property
    def published_days(self) -> Window | None:
        """The days of the publication; None where they are missing or cannot be read, which was told."""
        return None if self.published == NO_DATE else read_window(self.published)

    @property
    def published_at(self) -> str:
        """Where the date of publication stands, or is to stand."""
        row = self.answers["published"][0] if "published" in self.answers else None
        tab = self.sheet.source.name if self.sheet.source else "Source"
        return f"row {row} of {tab}" if row else f"the date of publication in {tab}"

    def make_form(self, publisher: str, uses: Sequence[str]) -> SourceForm:
        """The form of the source. What is not said is filled in, so that rows can be read all the same."""
        if self.written:
            return self.written.model_copy(update={"uses": sorted({*self.written.uses, *uses})})
        content: dict[str, Any] = {
            "id": self.id,
            "title": self.text("title") or UNSAID["title"],
            "publisher": publisher,
            "published": {"on": self.published, "reason": self.text("published_reason") or None},
            "licence": self.text("licence") or UNSAID["licence"],
            "uses": sorted({*uses, *split_items(self.text("uses"))} - {self.id}),
            "text": self._read_text_file(),
            "rows": "distinct" if self._read_truth("rows") else None,
            "internal": self._read_truth("internal"),
        }
        content |= {name: self.text(name) for name in ("url", "description", "zone") if self.text(name)}
        if (reading := self._read_day("retrieved_on")) is not None:
            content["retrieved_on"] = _narrow(reading)
        days = {name: self._read_day(f"coverage_{name}") for name in ("start", "end")}
        content["coverage"] = {name: day.edtf for name, day in days.items() if day}
        if frequency := self.text("coverage_frequency"):
            content["coverage"]["frequency"] = frequency
        if self.text("archived"):
            content["archive"] = {"url": self.text("archived")}
        return self._validate(content)

    def _validate(self, content: dict[str, Any]) -> SourceForm:
        while True:
            try:
                return SourceForm.model_validate(content)
            except ValidationError as error:
                wrong = set()
                for name, _, reason in list_problems(error):
                    field = FIELDS.get(name, name.split(".")[0])
                    self.tell(field, reason)
                    wrong.add(name.split(".")[0])
                if not wrong & set(content) - {"id", "title", "publisher", "published", "licence"}:
                    raise InvalidSource(f"{self.sheet.file}: {self.problems[-1]}", parameter="source") from error
                content = {name: value for name, value in content.items() if name not in wrong}

    def _read_truth(self, field: str) -> bool:
        try:
            return bool(self.text(field)) and read_truth(self.text(field))
        except InvalidInput as error:
            self.tell(field, error)
            return False

    def find_publisher(self, names: SheetNames, entities: list[dict[str, Any]]) -> str:
        """The id of the publisher; one who is new is added to `entities`."""
        if self.written:
            if self.written.publisher in names.known.by_id:
                names.resolve(self.written.publisher, ["Actor"])
            return self.written.publisher
        name, kind = self.text("publisher"), self.text("publisher_kind")
        if name:
            try:
                return names.resolve(name, ["Actor"])
            except InvalidInput as error:
                if getattr(error, "nearest", ()) and not kind:
                    self.tell("publisher", error)
                    return self._add_publisher(name, "organisation", names, entities)
        if not kind and name:
            message = f"{name!r} is not known here yet, so it is needed what kind of actor that is"
            self.tell("publisher_kind", f"{message} (write media, agency, organisation, government or the like)")
        label, kind_name = "Actor", "organisation"
        if kind:
            try:
                label, kind_name = read_kind(kind)
            except InvalidInput as error:
                self.tell("publisher_kind", error)
        if label != "Actor":
            self.tell("publisher_kind", f"{kind!r} is no kind of actor (write media, agency, organisation or the like)")
            kind_name = "organisation"
        return self._add_publisher(name or "the publisher", kind_name, names, entities)

    def _add_publisher(self, name: str, kind: str, names: SheetNames, entities: list[dict[str, Any]]) -> str:
        id_ = make_id(self.id, "Actor", name)
        entities.append({"id": id_, "label": "Actor", "kind": kind, "name": name})
        names.add(NamedEntity(id=id_, label="Actor", name=name, kind=kind, canonical=id_))
        return id_

    def _read_text_file(self) -> dict[str, Any] | None:
        file, length, hashed = self.text("text"), self.text("text_length"), self.text("text_sha256")
        if not file:
            return None
        if length and hashed:
            return {"file": file, "length": length, "sha256": hashed}
        path = self.sheet.folder / file if self.sheet.folder and Path(file).name == file else None
        if path is None or not path.is_file():
            self.tell("text", f"there is no file {file!r} beside the sheet (put it there, or leave the answer empty)")
            return None
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            self.tell("text", f"{file!r} is no text in UTF-8 (save it as UTF-8, or leave the answer empty)")
            return None
        return (
            {"file": file, "length": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest()} if text else None
        )


def _narrow(reading: DateInWords) -> str:
    """A period as one day of it: a report is published on one day."""
    if not reading.is_period:
        return reading.edtf
    days = read_window(reading.edtf)
    return f"[{days.earliest}..{days.latest}]"
