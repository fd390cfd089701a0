"""A table of figures read: as a source of its own, or as part of a source that has a folder."""

import re
from pathlib import Path

from pydantic import ValidationError

from graph.errors import InvalidInput, InvalidSource, WhoholdsError
from ingest.adapter import Context
from ingest.checks import LabelLookup
from ingest.dossier import ParsedSource
from ingest.figures.columns import FiguresTable, Row
from ingest.figures.names import KnownNames
from ingest.figures.rows import FIELDS, KINDS, FigureReader, list_cells, make_key
from ingest.files import LINE
from ingest.keys import ID, make_key_space
from ingest.quarantine import Quarantine, StatementOnLine, set_repeated_keys_aside
from ingest.source import PublishedForm, SourceForm, make_source
from ingest.table import UNEVEN

OWN = "figures.csv"  # beside source.yml: part of what that source says
TWICE = (
    "another row has the same key, {key!r}: give them different ones, or of two that differ only in note, paragraph or "
    "published by keep one"
)
NO_DATE = "the table does not say when it was made"
LICENCE = "as agreed with whoever made the table; the pages that it names belong to their publishers"


def find_own_figures(folder: Path) -> Path | None:
    """The table of figures of a source's folder, plain or gz."""
    return next((path for path in (folder / OWN, folder / f"{OWN}.gz") if path.is_file()), None)


def suggest_id(path: Path) -> str:
    """The id of a table that is loaded without one: made of its name."""
    stem = make_key_space("", path).removeprefix("/").lower()
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:80]


def read_figures(
    path: Path, id_: str, names: KnownNames, held: LabelLookup | None = None, title: str | None = None,
    publisher: str | None = None,
) -> ParsedSource:  # fmt: skip
    """A table of figures as a source of its own, whose keys have the stem of the file.

    Names are those of `names`, else become the source's own; `held` are labels by id, those of `names` where it is
    None. Raises InvalidInput for an id that is none, and NotFound, TooLarge or InvalidSource for a file that is refused
    whole; rows are set aside one by one.
    """
    if not re.fullmatch(ID, id_):
        raise InvalidInput(
            f"{id_!r} is no id of a source", parameter="as", value=id_,
            hint="write small letters, digits and hyphens, such as my-figures",
        )  # fmt: skip
    title = title or id_
    coder = publisher or f"coder of {title}"
    form = SourceForm(
        id=id_,
        title=title,
        publisher=f"{id_}-coder",
        published=PublishedForm(on="XXXX", reason=NO_DATE),
        licence=LICENCE,
    )
    own = make_source(form)
    labels = held or (lambda ids: {one: names.labels[one] for one in ids if one in names.labels})
    context = Context(form=form, folder=path.parent, own=own, prefix=f"{id_}-", held=labels)
    context.space = make_key_space(id_, path)
    reader = FigureReader(context, names)
    try:
        form = form.model_copy(update={"publisher": reader.find("Actor", coder, KINDS["coder"], "publisher")})
    except WhoholdsError as error:
        raise InvalidSource(f"publisher: {error}", parameter="publisher", value=coder) from error
    context.form, context.own = form, make_source(form)
    reader.file_source = context.own
    quarantine = Quarantine(path.name)
    table = FiguresTable(path)
    placed = read_rows(table, reader, quarantine)
    context.keep_only({form.publisher}, [statement for statement, _ in placed])
    return ParsedSource(
        form=form, source=context.own, entities=list(context.entities.values()), used=list(context.used.values()),
        statements=[statement for statement, _ in placed], more_sources=list(context.sources.values()),
        quarantine=quarantine, lines={s.key: line for s, line in placed}, further=path, has_expected_size=False,
        warnings=list_unread(table), rows=context.rows, notes=list_notes(context),
    )  # fmt: skip


def list_notes(context: Context) -> list[str]:
    """The messages about rows, each with how many rows it is about."""
    return [f"{what}: {n:,}" for what, n in sorted(context.notes.items())]


def list_unread(table: FiguresTable) -> list[str]:
    """A warning about each column that is not read."""
    return [f"{table.path.name}: the column {name!r} is not read" for name in table.unread]


def read_rows(table: FiguresTable, reader: FigureReader, quarantine: Quarantine) -> list[StatementOnLine]:
    """The statements of the rows that can be read, with their lines; other rows are set aside.

    What is set aside is told by the header as it is written. Of rows in the same words one is read.
    """
    placed: list[StatementOnLine] = []
    context = reader.context
    for row in table:
        context.rows += 1
        line, key = row.pop(LINE), row.get("key") or None
        try:
            if UNEVEN in row:
                raise InvalidInput(
                    f"{row[UNEVEN]} cells, more than there are headers", parameter="row",
                    hint='a cell that has the separator in it needs a " before and after',
                )  # fmt: skip
            placed.append((reader.read(row), line))
        except (WhoholdsError, ValidationError) as error:
            _name_column(error, table)
            quarantine.add(line, key or _find_key(row), error)
    once = {(one[0].key, one[0].id): one for one in reversed(placed)}  # the first of each
    for _ in range(len(placed) - len(once)):
        context.tell("rows that repeat another one word for word, read once")
    return set_repeated_keys_aside([one for one in placed if once[one[0].key, one[0].id] is one], quarantine, TWICE)


def _find_key(row: Row) -> str | None:
    """The key that a row has by its content, though the row cannot be read: what is stored under it stays."""
    return make_key(list_cells(row))


def _name_column(error: WhoholdsError | ValidationError, table: FiguresTable) -> None:
    """Say the column as the table heads it."""
    if isinstance(error, WhoholdsError) and error.parameter:
        column = FIELDS.get(error.parameter, error.parameter)
        error.parameter = table.named.get(column, column)


def read_own_figures(
    context: Context, path: Path, names: KnownNames, quarantine: Quarantine
) -> tuple[list[StatementOnLine], list[str]]:
    """The statements of a table in the folder of a source, or of a further one, in the source's context; warnings."""
    table = FiguresTable(path)
    return read_rows(table, FigureReader(context, names), quarantine), list_unread(table)
