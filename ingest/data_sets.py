"""Reading a data set by its adapter, from its own file or a further one."""

import importlib.util
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import ValidationError

from graph.errors import InvalidInput, InvalidSource, NotFound, WhoholdsError
from graph.model.statement import UNKNOWN
from ingest.adapter import Context, Row
from ingest.checks import KeyLookup, check_claims, set_dangling_keys_aside
from ingest.circles import set_circles_aside
from ingest.dossier import ParsedSource, read_entities, read_statements, read_uses
from ingest.figures.names import FindNames
from ingest.figures.tables import list_notes, read_own_figures
from ingest.files import LINE, read_mapping
from ingest.quarantine import Quarantine, StatementOnLine, set_repeated_keys_aside
from ingest.source import SourceForm
from ingest.table import NOTE, UNEVEN

NAMES = "names.yml"


def list_samples(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("sample/*") if path.is_file() and path.suffix not in (".md", ".txt"))


def load_adapter(folder: Path) -> Any:
    """The module `adapter.py` of a folder. Raises InvalidSource where it cannot be read or lacks a function."""
    spec = importlib.util.spec_from_file_location(f"adapter_of_{folder.name}", folder / "adapter.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (SyntaxError, ImportError, NameError) as error:
        raise InvalidSource(f"{folder.name}/adapter.py cannot be read: {error}", parameter="source") from error
    for name in ("parse", "transform"):
        if not callable(getattr(module, name, None)):
            raise InvalidSource(f"{folder.name}/adapter.py has no function {name}", parameter="source", value=name)
    return module


@contextmanager
def open_data_file(folder: Path, form: SourceForm, adapter: Any, file: Path | None) -> Iterator[Path]:
    """The given file, else the one in `sample/`, else the one that the adapter fetches."""
    samples = list_samples(folder)
    if file or len(samples) == 1:
        yield file or samples[0]
    elif samples:
        met = " and ".join(path.name for path in samples)
        raise InvalidSource(f"{folder.name}/sample has {met}; expected one file", parameter="source")
    elif hasattr(adapter, "fetch"):
        with TemporaryDirectory() as brought:
            yield adapter.fetch(Path(brought))
    else:
        where = f"; {form.obtain}" if form.obtain else ""
        raise NotFound(f"{form.id} brings no file of its own", parameter="file", hint=f"name one by --file{where}")


def read_with_adapter(
    context: Context,
    adapter: Any,
    path: Path | None,
    figures: Path | None,
    known: KeyLookup,
    find_names: FindNames,
) -> ParsedSource:
    """What an adapter reads from its file, and what the table of figures says, of those that are given."""
    form, own = context.form, context.own
    links, names = _read_names(context.folder, context)
    always = {*context.entities, *context.used}
    if context.labels.get(form.publisher) not in ("Actor", UNKNOWN):
        raise InvalidSource(f"source.yml: publisher {form.publisher!r} is no actor of {NAMES}", parameter="publisher")
    placed: list[StatementOnLine] = []
    warnings: list[str] = []
    quarantine = Quarantine(path.name if path else figures.name if figures else "")
    if path:
        getattr(adapter, "begin", lambda context, path: None)(context, path)
        rows = _count_rows(adapter.parse(path), context)
        placed = set_repeated_keys_aside(list(_transform_rows(adapter, rows, context, quarantine)), quarantine)
    if figures:
        more = Quarantine(figures.name)
        told, warnings = read_own_figures(context, figures, find_names(form), more)
        quarantine.rows += more.rows
        placed = set_repeated_keys_aside([*placed, *told], quarantine)
    space = context.space or None
    placed = set_dangling_keys_aside(set_circles_aside(placed, quarantine), form.id, quarantine, known, space=space)
    claimed = {id_ for claim in own.covers for ids in claim.ids.values() for id_ in ids}
    check_claims(form, context.labels, f"{NAMES} or {quarantine.file}")
    context.keep_only(
        always | claimed, [statement for statement, _ in placed]
    )  # nothing stays of rows that were set aside
    if path:
        placed += [(statement, None) for statement in getattr(adapter, "finish", lambda context: ())(context)]
    quarantine.rows[:0] = names.rows
    return ParsedSource(
        form=form,
        source=own,
        entities=list(context.entities.values()),
        used=list(context.used.values()),
        statements=[statement for statement, _ in (*links, *placed)],
        more_sources=list(context.sources.values()),
        quarantine=quarantine,
        lines={statement.key: line for statement, line in placed},
        is_full_copy=form.files == "whole" and not quarantine.rows,  # an unreadable row may have any key
        warnings=[
            *(f"{form.id}: unread field {name} in {n:,} rows" for name, n in sorted(context.unread.items())),
            *warnings,
        ],
        rows=context.rows,
        notes=list_notes(context),
    )


def _read_names(folder: Path, context: Context) -> tuple[list[StatementOnLine], Quarantine]:
    """Read `names.yml`: entities, and statements on them, that the coder adds to the data as a dossier."""
    quarantine = Quarantine(NAMES)
    if not (folder / NAMES).is_file():
        return [], quarantine
    content = read_mapping(folder / NAMES)
    context.know(read_entities(content.get("entities") or [], quarantine))
    for used in read_uses(content.get("use") or [], quarantine):
        context.add_use(used)
    placed = read_statements(content.get("statements") or [], context.form, context.own, context.labels, quarantine)
    placed = set_circles_aside(placed, quarantine)
    return set_dangling_keys_aside(placed, context.form.id, quarantine, lambda keys: set()), quarantine


def _count_rows(rows: Iterable[Row], context: Context) -> Iterator[Row]:
    for row in rows:
        context.rows += 1
        yield row


def _transform_rows(
    adapter: Any, rows: Iterable[Row], context: Context, quarantine: Quarantine
) -> Iterator[StatementOnLine]:
    """The statements of each row that can be read, in the order of the file."""
    column, fields = getattr(adapter, "KEY", ""), getattr(adapter, "FIELDS", {})
    for row in rows:
        line, uneven = row.pop(LINE, None), row.pop(UNEVEN, None)
        if note := row.pop(NOTE, None):
            context.tell(note)
        key = str(row.get(column) or "") or None
        try:
            if uneven is not None:
                raise InvalidInput(f"{uneven} fields; expected as many as there are columns", value=uneven)
            said = list(adapter.transform(context, row))
        except WhoholdsError as error:
            error.parameter = fields.get(error.parameter, error.parameter)
            quarantine.add(line, key, error)
        except ValidationError as error:
            quarantine.add(line, key, error)
        except (KeyError, ValueError) as error:
            quarantine.add(line, key, InvalidInput(f"{type(error).__name__}: {error}"))
        except (AttributeError, TypeError):
            quarantine.add(line, key, InvalidInput("a value in it has another shape than a file of this form has"))
        else:
            yield from ((statement, line) for statement in said)
