"""Publishing into a data folder or a Neo4j: which stores that may be, and the judgements that go with it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.journal import Journal
from app.judgements import own_file, shipped_judgements
from app.publications import PublishedPlace, name_place, note_publication, read_publications
from graph.errors import InvalidInput, WhoholdsError
from graph.model.judgement_file import add_judgement, read_judgements, write_judgement_file
from graph.model.judgements import Judgement, combine_judgements
from graph.store.publishing.publishing import (
    Publication,
    PublishReport,
    check_target,
    prepare_publication,
    publish,
)
from graph.store.reading.words import adopt_words
from graph.store.settings import Settings
from graph.store.store import Store
from graph.store.writing.lock import is_same_store
from graph.store.writing.withdrawing import clean_files
from graph.store.writing.writer import Progress

JUDGEMENT_FILE = "judgements.yml"
OPTIONS = {  # what says of the other store what these variables say of our own
    "NEO4J_URI": "--to",
    "NEO4J_USERNAME": "--username",
    "NEO4J_PASSWORD": "WHOHOLDS_PUBLISH_PASSWORD",
    "NEO4J_DATABASE": "--database",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What `publish_to` did. `left_out` is how many open statements are not public, by reason."""

    place: str
    statements: int
    datasets: list[str]
    left_out: dict[str, int]
    report: PublishReport


def publish_to(
    store: Store, settings: Settings, target: Settings, folder: Path | None,
    progress: Progress = lambda done, total: None,
) -> Published:  # fmt: skip
    """Publish into the store that `target` names; with a `folder`, what a service there needs lies in it.

    Raises InvalidInput where the target is this store, or has anything that was not published from here; and what
    `publish` raises. If it is interrupted, call it again.
    """
    place = name_place(target)
    earlier = read_publications(settings).get(place)
    _check_folder(settings, target, folder, earlier)
    publication = prepare_publication(store)
    own = publication.select_judgements(read_judgements(own_file(settings)))
    now = _make_note(publication, folder, earlier)
    with _open_target(target) as other:
        if is_same_store(store, other):
            raise _refuse_own(place, "to")
        check_target(other, earlier.datasets if earlier else None)
        note_publication(settings, place, now)
        try:
            report = publish(publication, other, combine_judgements(shipped_judgements(), own).in_force, progress)
            if report.has_erased or (earlier and not earlier.is_clean):
                clean_files(other)
        finally:
            adopt_words(store)
        note_publication(settings, place, replace(now, is_clean=True))
    if folder:
        _write_judgements(folder / JUDGEMENT_FILE, own)
    return _record(settings, publication, place, report)


def _make_note(publication: Publication, folder: Path | None, earlier: PublishedPlace | None) -> PublishedPlace:
    """What is noted of the place before anything is written there."""
    before = earlier or PublishedPlace(datasets=[], folder=None, is_clean=True)
    return PublishedPlace(
        datasets=sorted({*before.datasets, *publication.contents}),
        folder=str(folder.resolve()) if folder else before.folder,
        is_clean=False,
    )


def _record(settings: Settings, publication: Publication, place: str, report: PublishReport) -> Published:
    """Write the result into the journal, and return it."""
    left_out = {str(reason): number for reason, number in publication.left_out.items()}
    counts = {"statements": publication.statements, "left out": sum(left_out.values()), **report.counts}
    Journal(settings.data).record("publish", what=place, dataVersion=publication.stored.version, counts=counts)
    return Published(
        place=place, statements=publication.statements, datasets=sorted(publication.contents), left_out=left_out,
        report=report,
    )  # fmt: skip


@contextmanager
def _open_target(target: Settings) -> Iterator[Store]:
    """The store to publish into. Errors name the options that say where it is."""
    try:
        other = Store(target)
    except WhoholdsError as error:
        error.parameter = OPTIONS.get(error.parameter or "", error.parameter)
        for variable, option in OPTIONS.items():
            error.message = error.message.replace(variable, option)
            error.hint = error.hint and error.hint.replace(variable, option)
        raise
    with other:
        yield other


def _check_folder(settings: Settings, target: Settings, folder: Path | None, earlier: PublishedPlace | None) -> None:
    """Refuse the own data folder, and one with files of somebody else. Raises InvalidInput."""
    if folder is None:
        return
    if folder.resolve() == settings.data.resolve():
        raise _refuse_own(str(folder), "DIR")
    if target.neo4j_uri is None:
        is_taken = earlier is None and folder.is_dir() and any(folder.iterdir())
    else:
        is_ours = earlier is not None and earlier.folder == str(folder.resolve())
        is_taken = (folder / JUDGEMENT_FILE).exists() and not is_ours
    if is_taken:
        what = "files" if target.neo4j_uri is None else JUDGEMENT_FILE
        raise InvalidInput(
            f"{folder} has {what} in it, and nothing was published into it from here", parameter="DIR",
            value=str(folder), hint="name a folder that is not there yet",
        )  # fmt: skip


def _refuse_own(place: str, parameter: str) -> InvalidInput:
    return InvalidInput(
        f"{place} is the store itself", parameter=parameter, value=place,
        hint="publish into another folder, or another Neo4j",
    )  # fmt: skip


def _write_judgements(path: Path, judgements: Sequence[Judgement]) -> None:
    if read_judgements(path) == list(judgements):
        return
    text = ""
    for one in judgements:
        text = add_judgement(text, one, path.name)
    write_judgement_file(path, text or None)
