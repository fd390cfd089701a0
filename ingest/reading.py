"""Reading and loading a source: by its adapter if it has one, else as a dossier."""

import importlib.util
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import ValidationError

from graph.errors import InvalidInput, InvalidSource, InvalidStatement, NotFound, WhoholdsError
from graph.model.statement import UNKNOWN
from graph.store.store import Store
from graph.store.writing.changes import find_known_keys, find_labels, is_loaded
from graph.store.writing.content import Content
from graph.store.writing.writer import LoadReport, Progress, load_content
from ingest.adapter import Context, Row
from ingest.checks import KeyLookup, LabelLookup, check_claims, set_dangling_keys_aside
from ingest.circles import set_circles_aside
from ingest.dossier import ParsedSource, read_dossier, read_entities, read_statements, read_uses
from ingest.files import LINE, read_mapping
from ingest.quarantine import Quarantine, StatementOnLine, read_own_key
from ingest.shipped import is_shipped, list_shipped
from ingest.source import SourceForm, find_folder, make_source, read_source_form
from ingest.table import UNEVEN

NAMES = "names.yml"


def read_source(
    folder: Path, file: Path | None = None, known: KeyLookup = lambda keys: set(), held: LabelLookup | None = None
) -> ParsedSource:
    """A source as read, from its own file or from another file of the same form.

    `known` and `held` say what a store has: keys, and the labels of ids. Without `held` ids of others are not checked.

    Raises NotFound, TooLarge or InvalidSource where a file is refused whole; rows are set aside one by one.
    """
    if not (folder / "adapter.py").is_file():
        return read_dossier(folder, file, known, held)
    adapter = load_adapter(folder)
    form = read_source_form(folder)
    with _open_data_file(folder, form, adapter, file) as path:
        return _read_with_adapter(folder, form, adapter, path, known, held, file is None)


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
def _open_data_file(folder: Path, form: SourceForm, adapter: Any, file: Path | None) -> Iterator[Path]:
    """The given file, else the one in `sample/`, else the one that the adapter fetches."""
    samples = sorted(path for path in folder.glob("sample/*") if path.is_file() and path.suffix not in (".md", ".txt"))
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


def _read_with_adapter(
    folder: Path,
    form: SourceForm,
    adapter: Any,
    path: Path,
    known: KeyLookup,
    held: LabelLookup | None,
    has_expected_size: bool,
) -> ParsedSource:
    own = make_source(form)
    context = Context(form=form, folder=folder, own=own, prefix=f"{form.prefix or form.id}-", held=held)
    links, names = _read_names(folder, context)
    always = {*context.entities, *context.used}
    if context.labels.get(form.publisher) not in ("Actor", UNKNOWN):
        raise InvalidSource(f"source.yml: publisher {form.publisher!r} is no actor of {NAMES}", parameter="publisher")
    quarantine = Quarantine(path.name)
    rows = _count_rows(adapter.parse(path), context)
    placed = _quarantine_repeated_keys(list(_transform_rows(adapter, rows, context, quarantine)), quarantine)
    placed = set_dangling_keys_aside(set_circles_aside(placed, quarantine), form.id, quarantine, known)
    claimed = {id_ for claim in own.covers for ids in claim.ids.values() for id_ in ids}
    check_claims(form, context.labels, f"{NAMES} or {path.name}")
    context.keep_only(
        always | claimed, [statement for statement, _ in placed]
    )  # nothing stays of rows that were set aside
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
        has_expected_size=has_expected_size,
        warnings=[f"{form.id}: unread field {name} in {n:,} rows" for name, n in sorted(context.unread.items())],
        rows=context.rows,
        notes=[f"{what}: {n:,}" for what, n in sorted(context.notes.items())],
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
        else:
            yield from ((statement, line) for statement in said)


def _quarantine_repeated_keys(placed: list[StatementOnLine], quarantine: Quarantine) -> list[StatementOnLine]:
    times = Counter(statement.key for statement, _ in placed)
    for statement, line in placed:
        if times[statement.key] > 1:
            key = read_own_key(statement)
            quarantine.add(line, key, InvalidStatement(f"the key {key!r} stands twice", parameter="key", value=key))
    return [(statement, line) for statement, line in placed if times[statement.key] == 1]


def find_unexpected(parsed: ParsedSource) -> list[str]:
    """Warnings about a load: fields that were not read, more or fewer statements than expected."""
    found = list(parsed.warnings)
    for name, expected in sorted(parsed.form.expect.items()) if parsed.has_expected_size else ():
        number = len(getattr(parsed, name, ())) + (len(parsed.used) if name == "entities" else 0)
        if (expected.min or 0) > number or (expected.max is not None and number > expected.max):
            wanted = f"{expected.min or 0} to {expected.max if expected.max is not None else 'any number'}"
            found.append(f"{parsed.form.id}: {number} {name}; source.yml expects {wanted}")
    return found


@dataclass(frozen=True, kw_only=True)
class LoadedSource:
    """The result of loading one source. `warnings` say where it differs from what source.yml expects.

    `first` are the sources whose ids it uses that were loaded before it, since they were not.
    """

    parsed: ParsedSource
    report: LoadReport
    warnings: list[str]
    first: list["LoadedSource"] = field(default_factory=list)


def load_source(
    store: Store,
    source: str,
    file: Path | None = None,
    progress: Progress = lambda done, total: None,
    replace: bool = False,
) -> LoadedSource:
    """Load one source by id or folder, or another file of its form in its place.

    Sources that come with whoholds and that `uses` of source.yml names are loaded first. With `replace` it takes the
    place of a loaded source of the same id that has another title or publisher.
    """
    return _load_after(store, source, file, progress, replace, ())


def _load_after(
    store: Store, source: str, file: Path | None, progress: Progress, replace: bool, waiting: tuple[str, ...]
) -> LoadedSource:
    folder = find_folder(source)
    form = read_source_form(folder)
    first = _load_used(store, form, progress, (*waiting, form.id))
    parsed = read_source(
        folder, file, known=lambda keys: find_known_keys(store, keys), held=lambda ids: find_labels(store, ids)
    )
    content = Content(
        dataset=parsed.form.id,
        title=parsed.form.title,
        sources=[parsed.source, *parsed.more_sources],
        entities=parsed.entities,
        statements=parsed.statements,
        complete=parsed.complete,
        keep=parsed.kept_keys,
        used=parsed.used,
        replaces=replace,
        may_take_from=frozenset(list_shipped() if is_shipped(folder) else ()),
    )
    report = load_content(store, content, progress)
    for key, error in report.aside.items():
        parsed.quarantine.add(parsed.lines.get(key), key.removeprefix(f"{parsed.form.id}:"), error)
    contradicting = [f"{key}: {error}; it keeps only what its own words allow" for key, error in report.loose.items()]
    warnings = [*find_unexpected(parsed), *contradicting]
    return LoadedSource(parsed=parsed, report=report, warnings=warnings, first=first)


def _load_used(store: Store, form: SourceForm, progress: Progress, waiting: tuple[str, ...]) -> list[LoadedSource]:
    """Load the sources that one uses and that are not loaded. Raises InvalidSource for one that does not come along."""
    found: list[LoadedSource] = []
    for id_ in form.uses:
        if is_loaded(store, id_):
            continue
        if id_ in waiting:
            raise InvalidSource(
                f"source.yml: uses: {' uses '.join((*waiting, id_))}; expected no circle", parameter="uses", value=id_
            )
        if id_ not in list_shipped():
            raise InvalidSource(
                f"{form.id}: source.yml: uses: {id_!r} is not loaded, and does not come with whoholds",
                parameter="uses",
                value=id_,
                hint="load it first, by its folder",
            )
        loaded = _load_after(store, id_, None, progress, False, waiting)
        found += [*loaded.first, loaded]
    return found
