"""What a file says, row by row, before it is loaded: a sentence for each row, or what is wrong with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, NotRequired, cast

from typing_extensions import TypedDict

from app.answers.sheet_cells import SheetTab
from app.sentences import DEFAULT_LANGUAGE, make_writer
from app.sentences.names import PrintedNames
from app.sentences.rows import RowFact, list_named_keys, make_row_fact
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from graph.model.statement import WrittenStatement
from graph.selection.snapshot import Snapshot
from graph.vocabulary.in_force import try_own_words
from ingest.dossier import ParsedSource
from ingest.quarantine import read_own_key
from ingest.sheets.names import list_reference_names
from ingest.sheets.reading import SheetReading


class CellProblem(NamedTuple):
    """What is wrong in a cell: its column as people see it, what stands there, and what to write. `nearest` are words
    or ids that may be meant."""

    column: str
    value: str
    message: str
    nearest: tuple[str, ...] = ()


class WrongCell(TypedDict):
    """The same as JSON."""

    column: str
    value: str
    message: str
    nearest: list[str]


class CheckRow(TypedDict):
    tab: str
    row: int | None
    key: str | None
    draft: NotRequired[bool]
    says: NotRequired[str | None]
    wrong: NotRequired[list[WrongCell]]


class CheckCounts(TypedDict):
    rows: int
    wrong: int
    statements: int
    entities: int
    drafts: int


class CheckAnswer(TypedDict):
    """`says` is the sentence of a row that can be read; `wrong` what is to be mended in one that cannot. `draft` is
    there where a row is one, by its own word or because its text changed. `tabs` are those of a sheet, if its cells are
    asked for."""

    source: str
    rows: list[CheckRow]
    counts: CheckCounts
    tabs: NotRequired[list[SheetTab]]


class CheckedRow(NamedTuple):
    """A row by its tab or file, its number and its key: what it says, or what is wrong; a draft may have both."""

    tab: str
    row: int | None
    key: str | None
    says: str | None
    wrong: tuple[CellProblem, ...] = ()
    is_draft: bool = False


class CheckedFile(NamedTuple):
    """The rows of a file in their order, those of other tabs than What only where something is wrong."""

    rows: list[CheckedRow]
    statements: int
    entities: int

    @property
    def wrong_rows(self) -> int:
        return sum(bool(row.wrong) for row in self.rows)

    @property
    def drafts(self) -> int:
        return sum(row.is_draft for row in self.rows)


class _WrittenNames(PrintedNames):
    """Names as they are written, and not in the short form that newspapers print; in another language than English
    the names that there are in it."""

    def __init__(self, directory: Directory, language: str) -> None:
        super().__init__(cast(Snapshot, _NamesOnly(directory)), language)

    def find_forms(self, id_: str) -> Mapping[str, str]:
        return {} if self.language == DEFAULT_LANGUAGE else super().find_forms(id_)

    def find_name(self, id_: str) -> str:
        entity = self.view.directory.by_id.get(id_)
        return entity.name if entity else id_

    def find_short(self, id_: str) -> str:
        return self.find_name(id_)

    def find_translated(self, id_: str) -> str | None:
        return None if self.language == DEFAULT_LANGUAGE else super().find_translated(id_)

    def is_anonymous(self, id_: str) -> bool:
        return False  # its name says so


class _NamesOnly(NamedTuple):
    directory: Directory


class RowSpeaker:
    """Says statements as sentences of a language. `entities` are all that they may name, `publishers` those of the
    sources that they cite, and `statements` all that may name one another."""

    def __init__(
        self,
        entities: Iterable[NamedEntity],
        publishers: Mapping[str, str],
        statements: Iterable[WrittenStatement],
        language: str,
    ) -> None:
        self._writer = make_writer(_WrittenNames(Directory(entities), language)).rows
        self._publishers = publishers
        self._statements = {statement.key: statement for statement in statements}

    def say(self, statement: WrittenStatement, notes: Iterable[str] = ()) -> str:
        """The sentence of a statement, and remarks on how it was read."""
        named = [self._statements[key] for key in list_named_keys(statement) if key in self._statements]
        others = {other.key: self._make_fact(other) for other in named}
        sentence = self._writer.write_row(self._make_fact(statement, others))
        return " ".join([sentence, *(f"({note[0].upper()}{note[1:]}.)" for note in notes)])

    def _make_fact(self, statement: WrittenStatement, others: Mapping[str, RowFact] | None = None) -> RowFact:
        return make_row_fact(statement, self._publishers[statement.cites.source], others or {})


DRAFT_NOTE = "a draft: it is not loaded"


def check_sheet(reading: SheetReading, language: str = DEFAULT_LANGUAGE) -> CheckedFile:
    """What the rows of a sheet say, in a language, or what is wrong with them, in English."""
    with try_own_words(reading.parsed.form.id, reading.parsed.own_words):
        return _check_rows(reading, language)


def _check_rows(reading: SheetReading, language: str) -> CheckedFile:
    names, parsed = reading.names, reading.parsed
    used = [names.known.by_id[one.id].entity for one in parsed.used if one.id in names.known.by_id]
    own = names.own.values()
    speaker = RowSpeaker([*used, *own], _list_publishers(parsed), reading.statements.values(), language)
    found = [
        CheckedRow(one.tab, one.row, None, None, (CellProblem(one.column, one.value, one.message, one.nearest),))
        for one in reading.problems
    ]
    for row in reading.rows:
        statement = reading.statements.get(row.row.number)
        notes = [*row.notes, *([DRAFT_NOTE] if row.is_draft else [])]
        wrong = tuple(CellProblem(one.column, one.value, one.message, one.nearest) for one in row.problems)
        says = speaker.say(statement, notes) if statement and not wrong else None
        found.append(
            CheckedRow(reading.sheet.what.name, row.row.number, row.key, says, wrong, row.is_draft or row.is_changed)
        )
    return CheckedFile(found, len(parsed.statements), len(parsed.entities))


def check_source(parsed: ParsedSource, language: str = DEFAULT_LANGUAGE) -> CheckedFile:
    """The same of a dossier or a data set, whose rows stand on lines of their file."""
    with try_own_words(parsed.form.id, parsed.own_words):
        return _check_lines(parsed, language)


def _check_lines(parsed: ParsedSource, language: str) -> CheckedFile:
    entities = {one.entity.id: one.entity for one in list_reference_names().by_id.values()}
    for made in (*parsed.entities, *(used.made for used in parsed.used if used.made)):
        entities[made.id] = NamedEntity(
            id=made.id, label=made.label, name=made.name, kind=made.kind,  # type: ignore[arg-type]
            aliases=made.aliases, languages=made.languages, canonical=made.id,
        )  # fmt: skip
    file = parsed.quarantine.file
    rows: dict[tuple[int, str], CheckedRow] = {}
    drafts = parsed.drafts
    read = [(statement, parsed.lines.get(statement.key), False) for statement in parsed.statements]
    read += [(statement, line, True) for statement, line in drafts.statements]
    speaker = RowSpeaker(entities.values(), _list_publishers(parsed), [one for one, *_ in read], language)
    for statement, line, is_draft in read:
        key = read_own_key(statement)
        says = speaker.say(statement, [DRAFT_NOTE] if is_draft else [])
        rows[line or 0, key] = CheckedRow(file, line, key, says, is_draft=is_draft)
    for aside in (*parsed.quarantine, *drafts.unread):
        place = (aside.line or 0, aside.key or "")
        before = rows[place].wrong if place in rows else ()
        problem = CellProblem(aside.field, aside.value, aside.reason)
        rows[place] = CheckedRow(aside.file, aside.line, aside.key, None, (*before, problem), aside.is_draft)
    return CheckedFile([rows[place] for place in sorted(rows)], len(parsed.statements), len(parsed.entities))


def _list_publishers(parsed: ParsedSource) -> Mapping[str, str]:
    """The publishers by source; of a source of another dataset, that of the form."""
    found = {one.id: one.publisher for one in (parsed.source, *parsed.more_sources)}
    return defaultdict(lambda: parsed.form.publisher, found)


def list_checked(checked: CheckedFile) -> tuple[dict[int, str], dict[int, str]]:
    """What each row of What says, and what is wrong with it, by the number of the row."""
    rows = [row for row in checked.rows if row.key and row.row]
    says = {row.row: row.says for row in rows if row.row and row.says}
    wrong = {
        row.row: "\n".join(f"{one.column}: {one.message}" for one in row.wrong) for row in rows if row.row and row.wrong
    }
    return says, wrong


def list_wrong_cells(row: CheckedRow) -> list[WrongCell]:
    return [
        {"column": one.column, "value": one.value, "message": one.message, "nearest": list(one.nearest)}
        for one in row.wrong
    ]


def make_check_json(checked: CheckedFile, source: str) -> CheckAnswer:
    """The same as JSON."""
    rows: list[CheckRow] = []
    for row in checked.rows:
        found: CheckRow = {"tab": row.tab, "row": row.row, "key": row.key}
        if row.is_draft:
            found["draft"] = True
        if row.wrong:
            found["wrong"] = list_wrong_cells(row)
        else:
            found["says"] = row.says
        rows.append(found)
    counts: CheckCounts = {
        "rows": len(rows), "wrong": checked.wrong_rows, "statements": checked.statements, "entities": checked.entities,
        "drafts": checked.drafts,
    }  # fmt: skip
    return {"source": source, "rows": rows, "counts": counts}
