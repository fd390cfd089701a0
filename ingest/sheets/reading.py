"""A sheet read whole: the same source that a dossier gives, and what became of each row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import orjson

from graph.errors import InvalidSource
from graph.model.statement import WrittenStatement
from graph.vocabulary.in_force import try_own_words
from ingest.checks import KeyLookup
from ingest.dossier import ParsedSource, parse_content
from ingest.drafts import LEAVE_DRAFTS_OUT, DraftChoice
from ingest.files import LINE
from ingest.known_names import NamesOfOthers
from ingest.own_words import read_own_words
from ingest.quarantine import Quarantine, QuarantinedRow, read_own_key
from ingest.sheets.about import SheetSource
from ingest.sheets.cells import SheetProblem
from ingest.sheets.keys import find_field, make_keys
from ingest.sheets.layout import load_layout
from ingest.sheets.names import SheetNames
from ingest.sheets.rows import WhatReader, WhatRow
from ingest.sheets.tables import ReportSheet, SheetCell, SheetTable
from ingest.sheets.who import read_who
from ingest.shipped import list_shipped

SUGGESTED_ROWS = "rows of {} with suggestions that nobody took, and left out (write yes in their column accept)"
SAME = "delete all but one, unless the report has it of different people"
OF_THE_CODER = frozenset({"key", "note", "coded_by", "checked_by", "state", "internal"})  # and not of what a row says


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """A sheet as read. `problems` are those of the tabs Source and Who; those of What are with their rows.

    `statements` are by the number of their row; a draft has one too, though it is not loaded.
    """

    sheet: ReportSheet
    parsed: ParsedSource
    names: SheetNames
    rows: list[WhatRow]
    problems: list[SheetProblem]
    who: list[dict[str, object]] = field(default_factory=list)  # rows of Who that could be read, with their ids
    statements: Mapping[int, WrittenStatement] = field(default_factory=dict)
    answers: Mapping[str, tuple[int, SheetCell]] = field(default_factory=dict)  # of Source: row and cell by field

    @property
    def every_problem(self) -> list[SheetProblem]:
        return [*self.problems, *(problem for row in self.rows for problem in row.problems)]


def read_sheet(
    sheet: ReportSheet,
    known: NamesOfOthers,
    keys: KeyLookup = lambda keys: set(),
    choice: DraftChoice = LEAVE_DRAFTS_OUT,
) -> SheetReading:
    """Read every row of a sheet. `known` are the entities of other sources, `keys` says which statements they have;
    drafts are left out unless `choice` takes them.

    A `vocabulary.yml` beside the file has words of its own. Raises InvalidSource where nothing can be made of the sheet
    as a whole.
    """
    problems: list[SheetProblem] = []
    source = SheetSource(sheet, problems)
    own_words = read_own_words(sheet.folder) if sheet.folder else {}
    with try_own_words(source.id, own_words):
        reading = _read_rows(sheet, source, problems, known, keys, choice)
    return replace(reading, parsed=replace(reading.parsed, own_words=own_words)) if own_words else reading


def _read_rows(
    sheet: ReportSheet,
    source: SheetSource,
    problems: list[SheetProblem],
    known: NamesOfOthers,
    keys: KeyLookup,
    choice: DraftChoice,
) -> SheetReading:
    names = SheetNames(known.without(source.id))
    entities, uses = read_who(sheet.who, source.id, names, problems) if sheet.who else ([], [])
    publisher = source.find_publisher(names, entities)
    keys_of_rows = make_keys(sheet.what.rows)
    reader = WhatReader(sheet.what, names, source.published_days, keys_of_rows, source.published_at)
    rows = [reader.read(row) for row in sheet.what.rows]
    notes = _note_equal_rows(rows)
    whole = [row for row in rows if not row.problems]
    named = {publisher, *(id_ for row in whole for id_ in _list_ids(row))}
    who = [*entities, *uses]
    used_in_who = {row["id"] for row in uses}
    uses += [{"id": id_} for id_ in names.used if id_ in named - used_in_who]
    form = source.make_form(publisher, _list_owners(names, uses))
    content = {
        "use": uses,
        "entities": entities,
        "statements": [row.form | {LINE: row.row.number} for row in whole],
        "notes": notes,
    }
    quarantine = Quarantine(sheet.file)
    labels = {id_: one.entity.label for id_, one in names.known.by_id.items()}
    parsed = parse_content(
        form, content, quarantine, keys, lambda ids: {i: labels[i] for i in ids if i in labels}, sheet.folder,
        choice=choice,
    )  # fmt: skip
    _share_out([*quarantine, *parsed.drafts.unread], sheet, rows, problems)
    if not rows and not entities:
        problems.append(
            SheetProblem(
                sheet.what.name,
                None,
                "does what",
                "",
                f"there are no rows ({'take suggestions' if sheet.what.suggested else 'write one'} for each statement)",
            )
        )
    readable = [*parsed.statements, *(statement for statement, _ in parsed.drafts.statements)]
    by_key = {read_own_key(statement): statement for statement in readable}
    statements = {row.row.number: by_key[row.key] for row in rows if row.key in by_key and not row.problems}
    return SheetReading(
        sheet=sheet, parsed=_set_problems_aside(parsed, rows, sheet, problems, choice), names=names, rows=rows,
        problems=problems,
        who=[row for row in who if LINE in row], statements=statements, answers=source.answers,
    )  # fmt: skip


def _note_equal_rows(rows: list[WhatRow]) -> list[str]:
    """The rows that say the same, as remarks on the sheet; each of them gets one that names the others."""
    alike: dict[bytes, list[WhatRow]] = {}
    for row in rows:
        content = {name: value for name, value in row.form.items() if name not in OF_THE_CODER}
        if not row.problems:
            alike.setdefault(orjson.dumps(content, option=orjson.OPT_SORT_KEYS), []).append(row)
    found = [same for same in alike.values() if len(same) > 1]
    for same in found:
        for row in same:
            others = [other for other in same if other is not row]
            row.notes.append(f"{_name_rows(others)} {'says' if len(others) == 1 else 'say'} the same: {SAME}")
    return [f"{_name_rows(same)} say the same: {SAME}" for same in found]


def _name_rows(rows: list[WhatRow]) -> str:
    return " and ".join(f"row {row.row.number}" for row in rows)


def _list_ids(row: WhatRow) -> list[str]:
    """The ids that a row names."""
    form = row.form
    roles = [id_ for ids in form.get("roles", {}).values() for id_ in ids]
    return [*roles, *form.get("about", ()), *([form["said_by"]] if "said_by" in form else [])]


def _list_owners(names: SheetNames, uses: list[dict[str, object]]) -> list[str]:
    """The sources that come with whoholds whose ids are used, unless they may be loaded later."""
    shipped = list_shipped()
    plain = [str(row["id"]) for row in uses if "of" not in row]
    owners = {names.known.by_id[id_].owner for id_ in plain if id_ in names.known.by_id}
    return sorted(owner for owner in owners if owner in shipped)


def _share_out(
    quarantine: Iterable[QuarantinedRow], sheet: ReportSheet, rows: list[WhatRow], problems: list[SheetProblem]
) -> None:
    """Give what the dossier's rules set aside to the rows of the sheet that it is about."""
    by_key = {row.key: row for row in rows}
    what, who = sheet.what, sheet.who
    for aside in quarantine:
        if (row := by_key.get(aside.key or "")) and row.row.number == aside.line:
            row.problems.append(_place_problem(what, row, aside, by_key))
            row.is_changed |= aside.is_draft and not row.is_draft
        else:
            tab = who.name if who else load_layout().who.tab
            header = load_layout().who.header(aside.field.split(".")[0])
            problems.append(SheetProblem(tab, aside.line, header, aside.value, aside.reason))


def _place_problem(
    table: SheetTable, row: WhatRow, aside: QuarantinedRow, by_key: Mapping[str, WhatRow]
) -> SheetProblem:
    """What was set aside, at the cell that it is about; rows that it names by their keys are named by their numbers."""
    name = find_field(aside.field)
    wrong = sorted(by_key[key].row.number for key in aside.value.split(", ") if key in by_key)
    reason = aside.reason
    if wrong and aside.field in ("responds_to", "fulfils"):
        reason = f"it names row {' and row '.join(map(str, wrong))}, in which something is wrong: mend that first"
    return SheetProblem(
        table.name, row.row.number, table.tab.header(name), row.row.text(name), reason,
        letter=table.columns.get(name, ""),
    )  # fmt: skip


def _make_aside(file: str, key: str | None, problem: SheetProblem) -> QuarantinedRow:
    return QuarantinedRow(
        file=f"{file}, {problem.tab}", line=problem.row, key=key, field=problem.column, value=problem.value,
        reason=problem.message, place=f"{file}: {problem}", tab=problem.tab, nearest=problem.nearest,
    )  # fmt: skip


def _set_problems_aside(
    parsed: ParsedSource, rows: list[WhatRow], sheet: ReportSheet, problems: list[SheetProblem], choice: DraftChoice
) -> ParsedSource:
    """The source with all problems as rows that were set aside; those of drafts that are left out stay with these."""
    left = set() if choice.takes_drafts else {row.key for row in rows if row.is_draft}
    quarantine, unread = Quarantine(sheet.file), Quarantine(sheet.file)
    quarantine.rows += [_make_aside(sheet.file, None, problem) for problem in problems]
    for row in rows:
        aside = unread if row.key in left else quarantine
        aside.rows += [_make_aside(sheet.file, row.key, problem) for problem in row.problems]
    tabs = [table for table in (sheet.who, sheet.what) if table and table.suggested]
    notes = [f"{SUGGESTED_ROWS.format(table.name)}: {len(table.suggested):,}" for table in tabs]
    return replace(
        parsed, quarantine=quarantine, notes=[*parsed.notes, *notes], drafts=replace(parsed.drafts, unread=unread)
    )


def place_aside(reading: SheetReading) -> None:
    """Name the cells of the rows that the store set aside, as those are named that cannot be read."""
    table, by_key = reading.sheet.what, {row.key: row for row in reading.rows}
    rows = reading.parsed.quarantine.rows
    for number, aside in enumerate(rows):
        row = None if aside.tab else by_key.get(aside.key or "")
        if row:
            rows[number] = _make_aside(reading.sheet.file, row.key, _place_problem(table, row, aside, by_key))


def refuse_unsaid(reading: SheetReading) -> None:
    """Refuse to load a sheet whose tab Source is not whole. Raises InvalidSource naming what is missing."""
    tab = reading.sheet.source.name if reading.sheet.source else load_layout().source.tab
    found = [problem for problem in reading.problems if problem.tab == tab]
    if found:
        more = f"; and {len(found) - 1} more, which `whoholds check` names" if len(found) > 1 else ""
        raise InvalidSource(f"{reading.sheet.file}: {found[0]}{more}", parameter="source")
