"""Loading a source, after those whose ids it uses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import InvalidSource
from graph.store.reading.words import adopt_words
from graph.store.store import Store
from graph.store.writing.changes import find_known_keys, find_labels, is_loaded
from graph.store.writing.content import Content
from graph.store.writing.writer import LoadReport, Progress, load_content
from graph.vocabulary.in_force import try_own_words
from ingest.dossier import ParsedSource
from ingest.drafts import LEAVE_DRAFTS_OUT, DraftChoice
from ingest.figures.names import read_names
from ingest.reading import find_unexpected, read_source
from ingest.shipped import is_shipped, list_shipped
from ingest.source import SourceForm, find_folder, read_source_form


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
