"""Publishing into a data folder or a Neo4j: which stores that were, and the judgements that go with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson
from filelock import FileLock

from app.journal import Journal
from app.judgements import own_file, shipped_judgements
from graph.errors import InvalidInput
from graph.model.judgement_file import add_judgement, read_judgements, write_judgement_file
from graph.model.judgements import Judgement, combine_judgements
from graph.store.engine.embedded_files import write_private
from graph.store.publishing.publishing import (
    PublishReport,
    check_target,
    prepare_publication,
    publish,
)
from graph.store.reading.words import adopt_words
from graph.store.settings import Settings
from graph.store.store import Store
from graph.store.writing.withdrawing import clean_files
from graph.store.writing.writer import Progress

FILE = "publications.json"
JUDGEMENT_FILE = "judgements.yml"


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

    Raises InvalidInput where the target is this store, or holds what was not published from here; and what `publish`
    raises. If it is interrupted, call it again.
    """
    place = target.neo4j_uri or str(target.data.resolve())
    _check_place(settings, target)
    earlier = read_publications(settings)
    if target.neo4j_uri is None and place not in earlier and target.data.is_dir() and any(target.data.iterdir()):
        raise _refuse(place)
    publication = prepare_publication(store)
    own = publication.select_judgements(read_judgements(own_file(settings)))
    with Store(target) as other:
        check_target(other, earlier.get(place, []))
        datasets = sorted(publication.contents)
        _note(settings, place, sorted({*earlier.get(place, []), *datasets}))
        try:
            report = publish(publication, other, combine_judgements(shipped_judgements(), own).in_force, progress)
            if report.has_erased:
                clean_files(other)
        finally:
            adopt_words(store)
    if folder:
        _write_judgements(folder / JUDGEMENT_FILE, own)
    left_out = {str(reason): number for reason, number in publication.left_out.items()}
    counts = {"statements": publication.statements, "left out": sum(left_out.values()), **report.counts}
    Journal(settings.data).record("publish", what=place, dataVersion=publication.stored.version, counts=counts)
    return Published(
        place=place, statements=publication.statements, datasets=datasets, left_out=left_out, report=report
    )


def read_publications(settings: Settings) -> Mapping[str, list[str]]:
    """The datasets that were published into each place. Raises InvalidInput for a file that cannot be read."""
    path = settings.data / FILE
    try:
        found: dict[str, list[str]] = orjson.loads(path.read_bytes())["places"]
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError):
        raise InvalidInput(
            f"{path} cannot be read", parameter="WHOHOLDS_DATA", value=str(path),
            hint="remove it, and publish into a new folder",
        ) from None  # fmt: skip
    return found


def _note(settings: Settings, place: str, datasets: Sequence[str]) -> None:
    """Note, before anything is written there, what will be."""
    path = settings.data / FILE
    with FileLock(f"{path}.lock"):
        write_private(path, {"places": {**read_publications(settings), place: list(datasets)}})


def _check_place(settings: Settings, target: Settings) -> None:
    same_folder = target.neo4j_uri is None and target.data.resolve() == settings.data.resolve()
    is_same = target.neo4j_uri is not None and (target.neo4j_uri, target.neo4j_database) == (
        settings.neo4j_uri,
        settings.neo4j_database,
    )
    if same_folder or is_same:
        place = target.neo4j_uri or str(target.data)
        raise InvalidInput(
            f"{place} is the store itself", parameter="to" if is_same else "DIR", value=place,
            hint="publish into another folder, or another Neo4j",
        )  # fmt: skip


def _refuse(place: str) -> InvalidInput:
    return InvalidInput(
        f"{place} has files in it, and nothing was published into it from here", parameter="DIR", value=place,
        hint="name a folder that is not there yet",
    )  # fmt: skip


def _write_judgements(path: Path, judgements: Sequence[Judgement]) -> None:
    if read_judgements(path) == list(judgements):
        return
    text = ""
    for one in judgements:
        text = add_judgement(text, one, path.name)
    write_judgement_file(path, text or None)
