"""Reading a source: by its adapter if it has one, else as a dossier, with the table of figures beside it."""

from dataclasses import replace
from pathlib import Path

from graph.vocabulary.in_force import try_own_words
from ingest.adapter import Context
from ingest.checks import KeyLookup, LabelLookup
from ingest.data_sets import list_samples, load_adapter, open_data_file, read_with_adapter
from ingest.dossier import ParsedSource, find_further, list_dossier_files, read_dossier
from ingest.drafts import LEAVE_DRAFTS_OUT, DraftChoice, DraftRows
from ingest.figures.columns import is_figures
from ingest.figures.names import FindNames, KnownNames
from ingest.figures.tables import find_own_figures, list_notes, read_own_figures
from ingest.keys import make_key_space
from ingest.own_words import read_own_words
from ingest.quarantine import Quarantine
from ingest.source import SourceForm, make_source, read_source_form


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
    own = list_samples(folder) if has_adapter else list_dossier_files(folder)
    own += [figures] if figures else []
    if figures and file and not find_further(own, file):
        file = None  # its own files belong together
    further = None if in_place else find_further(own, file)
    if file:
        figures = file if is_figures(file) else None
    prefix, space = f"{form.prefix or form.id}-", make_key_space(form.id, further)
    context = Context(form=form, folder=folder, own=make_source(form), prefix=prefix, held=held, space=space)
    if has_adapter and file and figures:
        parsed = read_with_adapter(context, None, None, figures, known, find_names)
    elif has_adapter:
        adapter = load_adapter(folder)
        with open_data_file(folder, form, adapter, file) as path:
            parsed = read_with_adapter(context, adapter, path, figures, known, find_names)
    elif figures:
        parsed = _read_with_figures(context, figures, known, find_names, file is not None, choice)
    else:
        return read_dossier(folder, file, known, held, further, choice)
    return replace(parsed, has_expected_size=file is None, further=further)


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


def find_unexpected(parsed: ParsedSource) -> list[str]:
    """Warnings about a load: fields that were not read, more or fewer statements than expected."""
    found = list(parsed.warnings)
    for name, expected in sorted(parsed.form.expect.items()) if parsed.has_expected_size else ():
        number = len(getattr(parsed, name, ())) + (len(parsed.used) if name == "entities" else 0)
        if (expected.min or 0) > number or (expected.max is not None and number > expected.max):
            wanted = f"{expected.min or 0} to {expected.max if expected.max is not None else 'any number'}"
            found.append(f"{parsed.form.id}: {number} {name}; source.yml expects {wanted}")
    return found
