"""Reading and loading a source: by its adapter if it has one, else as a dossier."""

import importlib.util
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import ValidationError

from graph.errors import InvalidInput, InvalidSource, NotFound, WhoholdsError
from graph.model.statement import UNKNOWN
from graph.store.reading.words import adopt_words
from graph.store.store import Store
from graph.store.writing.changes import find_known_keys, find_labels, is_loaded
from graph.store.writing.content import Content
from graph.store.writing.writer import LoadReport, Progress, load_content
from graph.vocabulary.in_force import try_own_words
from ingest.adapter import Context, Row
from ingest.checks import KeyLookup, LabelLookup, check_claims, set_dangling_keys_aside
from ingest.circles import set_circles_aside
from ingest.dossier import (
    ParsedSource,
    find_further,
    list_dossier_files,
    read_dossier,
    read_entities,
    read_statements,
    read_uses,
)
from ingest.drafts import LEAVE_DRAFTS_OUT, DraftChoice, DraftRows
from ingest.figures.columns import is_figures, is_table
from ingest.figures.names import FindNames, KnownNames, list_names, read_names
from ingest.figures.tables import find_own_figures, list_notes, read_figures, read_own_figures
from ingest.files import LINE, read_mapping
from ingest.forms import make_key_space
from ingest.own_words import read_own_words
from ingest.quarantine import Quarantine, StatementOnLine, set_repeated_keys_aside
from ingest.shipped import is_shipped, list_shipped
from ingest.source import SourceForm, find_folder, make_source, read_source_form
from ingest.table import UNEVEN

NAMES = "names.yml"
REFERENCE = "reference"  # the source whose names a table of figures may use


def read_source(
    folder: Path,
    file: Path | None = None,
    known: KeyLookup = lambda keys: set(),
    held: LabelLookup | None = None,
    find_names: FindNames = lambda form: KnownNames(),
    in_place: bool = False,
    choice: DraftChoice = LEAVE_DRAFTS_OUT,
) -> ParsedSource:
    """A source as read: from its own files, or from a further file of the same form, or a table of figures.

    `known` and `held` say what a store has: keys, and the labels of ids. Without `held` ids of others are not checked.
    `find_names` gives the names of others that a table of figures may use. Keys of a further file have its stem; with
    `in_place` it is read as the source's own.

    Raises NotFound, TooLarge or InvalidSource where a file is refused whole; rows are set aside one by one.
    """
    form = read_source_form(folder)
    own_words = read_own_words(folder)
    with try_own_words(form.id, own_words):
        parsed = _read_files(form, folder, file, known, held, find_names, in_place, choice)
    return replace(parsed, own_words=own_words)


def _read_files(
    form: SourceForm, folder: Path, file: Path | None, known: KeyLookup, held: LabelLookup | None,
    find_names: FindNames, in_place: bool, choice: DraftChoice,
) -> ParsedSource:  # fmt: skip
    figures = find_own_figures(folder)
    has_adapter = (folder / "adapter.py").is_file()
    own = _list_samples(folder) if has_adapter else list_dossier_files(folder)
    own += [figures] if figures else []
    if figures and file and not find_further(own, file):
        file = None  # its own files belong together
    further = None if in_place else find_further(own, file)
    if file:
        figures = file if is_figures(file) else None
    prefix, space = f"{form.prefix or form.id}-", make_key_space(form.id, further)
    context = Context(form=form, folder=folder, own=make_source(form), prefix=prefix, held=held, space=space)
    if has_adapter and file and figures:
        parsed = _read_with_adapter(context, None, None, figures, known, find_names)
    elif has_adapter:
        adapter = load_adapter(folder)
        with _open_data_file(folder, form, adapter, file) as path:
            parsed = _read_with_adapter(context, adapter, path, figures, known, find_names)
    elif figures:
        parsed = _read_with_figures(context, figures, known, find_names, file is not None, choice)
    else:
        return read_dossier(folder, file, known, held, further, choice)
    return replace(parsed, has_expected_size=file is None, further=further)


def _list_samples(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("sample/*") if path.is_file() and path.suffix not in (".md", ".txt"))


def _read_with_figures(
    context: Context, figures: Path, known: KeyLookup, find_names: FindNames, alone: bool, choice: DraftChoice
) -> ParsedSource:
    """A dossier and the table of figures beside it; `alone`, the names of the dossier and what the table says."""
    form = context.form
    parsed = read_dossier(context.folder, None, known, context.held, choice=choice)
    context.know(parsed.entities)
    for used in parsed.used:
        context.add_use(used)
    quarantine = Quarantine(figures.name)
    placed, warnings = read_own_figures(context, figures, find_names(form), quarantine)
    if not alone:
        quarantine.rows[:0] = parsed.quarantine.rows
    lines = {statement.key: line for statement, line in placed}
    return replace(
        parsed,
        entities=list(context.entities.values()),
        used=list(context.used.values()),
        statements=[*([] if alone else parsed.statements), *(statement for statement, _ in placed)],
        silent_spans=[] if alone else parsed.silent_spans,
        drafts=DraftRows() if alone else parsed.drafts,
        more_sources=list(context.sources.values()),
        quarantine=quarantine,
        lines=lines if alone else parsed.lines | lines,
        warnings=[*parsed.warnings, *warnings],
        rows=context.rows,
        notes=[*([] if alone else parsed.notes), *list_notes(context)],
    )


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
    samples = _list_samples(folder)
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
    choice: DraftChoice = LEAVE_DRAFTS_OUT,
) -> LoadedSource:
    """Load one source by id or folder, or a further file of its form, whose rows have its stem in their keys.

    Sources that come with whoholds and that `uses` of source.yml names are loaded first. With `replace` it takes the
    place of all that is loaded of that source, also where that has another title or publisher. `choice` may take
    drafts.
    """
    return _load_after(store, source, file, progress, replace, (), choice)


def _load_after(
    store: Store,
    source: str,
    file: Path | None,
    progress: Progress,
    replace_loaded: bool,
    waiting: tuple[str, ...],
    choice: DraftChoice = LEAVE_DRAFTS_OUT,
) -> LoadedSource:
    folder = find_folder(source)
    form = read_source_form(folder)
    adopt_words(store)
    first = load_used(store, form, progress, (*waiting, form.id))
    parsed = read_source(
        folder, file, known=lambda keys: find_known_keys(store, keys), held=lambda ids: find_labels(store, ids),
        find_names=lambda form: read_names(store, form.id, form.uses), in_place=replace_loaded, choice=choice,
    )  # fmt: skip
    return write_parsed(store, parsed, progress, first, replace_loaded, list_shipped() if is_shipped(folder) else ())


def is_lone_table(source: str, id_: str | None = None) -> bool:
    """Whether what is to be loaded is a table of figures by itself: with an id, or without a source.yml beside it."""
    path = Path(source)
    is_one = source not in list_shipped() and path.is_file() and is_table(path)
    return is_one and (id_ is not None or not (path.parent / "source.yml").is_file())


def load_figures(
    store: Store,
    file: Path,
    id_: str,
    title: str | None = None,
    publisher: str | None = None,
    progress: Progress = lambda done, total: None,
    replace_loaded: bool = False,
) -> LoadedSource:
    """Load a table of figures as a source of its own, after `reference`, whose names it may use."""
    first = []
    if not is_loaded(store, REFERENCE):
        first = [_load_after(store, REFERENCE, None, progress, False, ())]
    parsed = read_figures(file, id_, read_names(store, id_), lambda ids: find_labels(store, ids), title, publisher)
    return write_parsed(store, parsed, progress, first, replace_loaded, ())


def check_figures(
    file: Path, id_: str, title: str | None = None, publisher: str | None = None, store: Store | None = None
) -> ParsedSource:
    """A table of figures as `load_figures` would read it; without a store, with the names of `reference` alone."""
    if store is not None and is_loaded(store, REFERENCE):
        return read_figures(file, id_, read_names(store, id_), lambda ids: find_labels(store, ids), title, publisher)
    names = list_names(read_source(find_folder(REFERENCE)).entities, REFERENCE)
    return read_figures(file, id_, names, None, title, publisher)


def write_parsed(
    store: Store,
    parsed: ParsedSource,
    progress: Progress,
    first: list[LoadedSource],
    replace_loaded: bool,
    may_take_from: Iterable[str],
) -> LoadedSource:
    """Load a source as read, after `first`, the sources whose ids it uses."""
    content = Content(
        dataset=parsed.form.id,
        title=parsed.form.title,
        sources=[parsed.source, *parsed.more_sources],
        entities=parsed.entities,
        statements=parsed.statements,
        complete=parsed.complete,
        keep=parsed.kept_keys,
        used=parsed.used,
        replaces=replace_loaded,
        may_take_from=frozenset(may_take_from),
        space=parsed.space,
        own_words=parsed.own_words,
    )
    with try_own_words(parsed.form.id, parsed.own_words):
        report = load_content(store, content, progress)
    for key, error in report.aside.items():
        parsed.quarantine.add(parsed.lines.get(key), key.partition(":")[2], error)
    contradicting = [f"{key}: {error}; it keeps only what its own words allow" for key, error in report.loose.items()]
    warnings = [*find_unexpected(parsed), *contradicting]
    return LoadedSource(parsed=parsed, report=report, warnings=warnings, first=first)


def load_used(store: Store, form: SourceForm, progress: Progress, waiting: tuple[str, ...]) -> list[LoadedSource]:
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
