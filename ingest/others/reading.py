"""Reading and loading a file in a form of others: as a source of its own, or as one of a data set."""

import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from graph.dates.windows import read_window
from graph.errors import InvalidInput, InvalidSource
from graph.model.entities import WrittenEntity
from graph.store.reading.words import adopt_words
from graph.store.store import Store
from graph.store.writing.changes import find_known_keys, find_labels
from graph.store.writing.writer import Progress
from graph.vocabulary.in_force import try_own_words
from ingest.adapter import Context
from ingest.checks import KeyLookup, LabelLookup
from ingest.data_sets import read_with_adapter
from ingest.dossier import ParsedSource
from ingest.figures.names import KnownNames
from ingest.figures.tables import NO_DATE, suggest_id
from ingest.keys import ID, make_key_space
from ingest.loading import LoadedSource, load_source, write_parsed
from ingest.others.forms import OtherForm
from ingest.own_words import read_own_words
from ingest.reading import read_source
from ingest.shipped import is_shipped
from ingest.source import PublishedForm, SourceForm, make_source, read_source_form

UNKNOWN_DAY = "XXXX"
LICENCE = "as agreed with whoever made the file"
CODER = "organisation"


class FileWords(NamedTuple):
    """What a user says of a file: its id, title and maker, and when it was made."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None

    @property
    def given(self) -> list[str]:
        """The options that are given, as the command line has them."""
        names = ("as", "title", "publisher", "published")
        return [name for name, value in zip(names, self, strict=True) if value is not None]


def read_file(
    form: OtherForm, path: Path, options: FileWords, held: LabelLookup | None = None,
    known: KeyLookup = lambda keys: set(),
) -> ParsedSource:  # fmt: skip
    """What a file says. Raises NotFound, TooLarge or InvalidSource for one that is refused whole, and InvalidInput for
    an option that does not go with it; rows are set aside one by one.
    """
    if is_shipped(form.folder):
        _refuse_options(form, options)
        return read_source(form.folder, path, known, held)
    source, coder = _make_form(form, path, options)
    context = Context(
        form=source, folder=form.folder, own=make_source(source), prefix=f"{source.prefix or source.id}-", held=held,
    )  # fmt: skip
    if form.keeps_files_apart:
        context.space = make_key_space(source.id, path)
    if coder:
        context.put(coder)
    own_words = read_own_words(form.words_folder)
    with try_own_words(source.id, own_words):
        parsed = _read_shapes(form, path, context, known)
    further = path if form.keeps_files_apart else None
    return replace(parsed, has_expected_size=False, further=further, own_words=own_words)


def _read_shapes(form: OtherForm, path: Path, context: Context, known: KeyLookup) -> ParsedSource:
    """What a file says, as far as it has the shapes of its form. Raises InvalidSource where it has not."""
    try:
        return read_with_adapter(context, form.adapter, path, None, known, lambda form: KnownNames())
    except (AttributeError, LookupError, TypeError) as error:  # nobody here wrote the file: any value may be anything
        raise InvalidSource(
            f"{path.name} is not in the form of {form.name}", parameter="file",
            hint="compare it with the published form, or say another one by --form",
        ) from error  # fmt: skip


def load_file(
    store: Store, form: OtherForm, path: Path, options: FileWords, progress: Progress = lambda done, total: None,
    replace_loaded: bool = False,
) -> LoadedSource:  # fmt: skip
    """Load a file. Loaded again it closes what it no longer says, and nothing of another file."""
    if is_shipped(form.folder):
        _refuse_options(form, options)
        return load_source(store, form.name, path, progress, replace_loaded)
    adopt_words(store)
    parsed = read_file(
        form, path, options, lambda ids: find_labels(store, ids), lambda keys: find_known_keys(store, keys)
    )  # fmt: skip
    return write_parsed(store, parsed, progress, [], replace_loaded, ())


def _refuse_options(form: OtherForm, options: FileWords) -> None:
    if options.given:
        name = options.given[0]
        raise InvalidInput(
            f"--{name} does not go with {form.name}, which is a source of its own", parameter=name, hint="leave it out"
        )  # fmt: skip


def _make_form(form: OtherForm, path: Path, options: FileWords) -> tuple[SourceForm, WrittenEntity | None]:
    """What stands for a source.yml, and whoever made the file where no adapter knows that."""
    if options.id is not None and not re.fullmatch(ID, options.id):
        raise InvalidInput(
            f"{options.id!r} is no id of a source", parameter="as", value=options.id,
            hint="write small letters, digits and hyphens, such as my-file",
        )  # fmt: skip
    if options.published is not None:
        read_window(options.published, "published")
    if form.is_data_set:
        found = read_source_form(form.folder)
        changes: dict[str, object] = {"id": options.id, "title": options.title}
        if options.published:
            changes["published"] = PublishedForm(on=options.published)
        if options.publisher:
            raise InvalidInput(
                f"the publisher of {form.name} is {found.publisher}",
                parameter="publisher",
                hint="leave --publisher out",
            )
        return found.model_copy(update={name: value for name, value in changes.items() if value}), None
    id_ = options.id or suggest_id(path)
    title = options.title or id_
    published = (
        PublishedForm(on=options.published) if options.published else PublishedForm(on=UNKNOWN_DAY, reason=NO_DATE)
    )
    made = SourceForm(id=id_, title=title, publisher=f"{id_}-coder", published=published, licence=LICENCE)
    coder = WrittenEntity(id=made.publisher, label="Actor", name=options.publisher or f"coder of {title}", kind=CODER)
    return made, coder
