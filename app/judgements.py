"""Judgements in force: those that come with whoholds, and the user's own, which have priority.

To record or take back a judgement changes one entry in the user's own file and then the store: both, or neither.
"""

import difflib
import getpass
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

import ingest
from app.journal import Journal
from graph.errors import Ambiguous, Busy, InvalidInput, NotFound
from graph.model.entities import NamedEntity
from graph.model.judgement_file import (
    add_judgement,
    parse_judgements,
    read_judgement_file,
    read_judgements,
    remove_judgement,
    write_judgement_file,
)
from graph.model.judgements import (
    Judgement,
    SettledJudgements,
    check_labels,
    combine_judgements,
    find_canonical_ids,
    is_key,
)
from graph.model.labels import LABELS
from graph.names.entries import MatchKind
from graph.spelling import fold_name
from graph.store.engine.embedded_files import make_data_folder
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.settings import Settings
from graph.store.store import Store
from graph.store.writing.judgements import apply_judgements, follows_judgements

WAIT_SECONDS = 30
SAYS = {"positive": "same", "negative": "different", "unsure": "unsure"}
MEANS = {"positive": "one", "negative": "not one", "unsure": "unsure"}


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The result of a command: the judgement recorded or taken back, and the shipped judgements that it overrules.

    `new` is false if the file already had the judgement. `version` is the new data version, or None.
    """

    judgement: Judgement
    recorded: bool
    new: bool = True
    aside: list[tuple[Judgement, str]]
    version: int | None


def follow_judgements(store: Store, settings: Settings) -> int | None:
    """Apply the judgements of all files to the store. Returns the new data version, None if nothing changed.

    The log of the data folder has a line for a new version. Raises InvalidInput that names file and entry,
    ContradictingJudgements with the path, Busy while a load writes, Unavailable where the log cannot be written.
    """
    version = apply_judgements(store, settle_judgements(settings).in_force)
    if version is not None:
        Journal(settings.data).record("apply judgements", dataVersion=version)
    return version


def explain_pending_judgements(store: Store, settings: Settings) -> str:
    """Why the store does not follow the judgements of all files, as after a load that a full disk ended; else empty."""
    try:
        if follows_judgements(store, settle_judgements(settings).in_force):
            return ""
    except InvalidInput as error:
        return f"Judgements are not applied: {error.message}"
    return "Judgements are not applied to all that is loaded, so answers may differ.\nRun: whoholds judgements --apply"


def settle_judgements(settings: Settings) -> SettledJudgements:
    """The judgements of all files, and the shipped ones that the user's own overrule."""
    return combine_judgements(shipped_judgements(), read_judgements(own_file(settings)))


def shipped_judgements() -> list[Judgement]:
    """The judgements that come with whoholds: across sources, and in the folder of each source."""
    folder = Path(ingest.__file__).parent
    files = [folder / "judgements.yml", *sorted(folder.glob("sources/*/judgements.yml"))]
    return [judgement for file in files for judgement in read_judgements(file)]


def own_file(settings: Settings) -> Path:
    """The path of the user's own file, which may not exist yet."""
    return settings.data / "judgements.yml"


def judge(
    store: Store,
    settings: Settings,
    asked: Sequence[str],
    verdict: str,
    *,
    by: str | None = None,
    why: str | None = None,
) -> Judged:
    """Record the user's judgement on ids or names of entities, or on keys or ids of statements.

    It replaces the user's own `unsure` on the same ids. Raises NotFound, Ambiguous, InvalidInput,
    ContradictingJudgements, Busy; then nothing has changed.
    """
    view = Reader(store).view()
    ids = tuple(dict.fromkeys(_resolve_id_or_key(view, one) for one in asked))
    if len(ids) < 2:
        raise InvalidInput(f"ids: {', '.join(asked)} name {ids[0]} alone; expected two or more", parameter="ids")
    if len({is_key(id_) for id_ in ids}) > 1:
        raise InvalidInput(f"ids: {', '.join(ids)}; expected entities, or statements, not both", parameter="ids")
    _check_same_label(view, ids, verdict)
    with _lock_file(settings):
        path = own_file(settings)
        text, before = read_judgement_file(path), read_judgements(path)
        for judgement in (judgement for judgement in before if set(judgement.ids) == set(ids)):
            if judgement.verdict == verdict:
                return Judged(judgement=judgement, recorded=True, new=False, aside=[], version=None)
            if judgement.verdict != "unsure":
                raise InvalidInput(
                    f"you judged {' and '.join(judgement.ids)} to be {MEANS[judgement.verdict]} by {judgement.id}",
                    parameter="ids",
                    value=judgement.id,
                    hint=f"whoholds undo {judgement.id} takes that back",
                )
            text = remove_judgement(text, judgement.id, path.name)
        new = _make_judgement(ids, verdict, by, why, {j.id for j in (*shipped_judgements(), *before)})
        aside, version = _write_and_apply(store, settings, view, add_judgement(text, new, path.name))
        _record("judge", settings, new, version)
    return Judged(judgement=new, recorded=True, aside=aside, version=version)


def take_back(store: Store, settings: Settings, id_: str, *, by: str | None = None) -> Judged:
    """Remove the user's judgement from the file; a shipped one is overruled by the user's `unsure` on the same ids.

    Raises NotFound, InvalidInput, ContradictingJudgements, Busy; then nothing has changed.
    """
    with _lock_file(settings):
        path, shipped = own_file(settings), shipped_judgements()
        own, text = read_judgements(path), read_judgement_file(path)
        view = Reader(store).view()
        own_judgement = next((judgement for judgement in own if judgement.id == id_), None)
        if own_judgement:
            aside, version = _write_and_apply(store, settings, view, remove_judgement(text, id_, path.name))
            _record("undo", settings, own_judgement, version)
            return Judged(judgement=own_judgement, recorded=False, aside=aside, version=version)
        shipped_judgement = next((judgement for judgement in shipped if judgement.id == id_), None)
        if shipped_judgement is None:
            suggestions = difflib.get_close_matches(id_, [judgement.id for judgement in (*own, *shipped)], n=3)
            hint = f"did you mean {', '.join(suggestions)}?" if suggestions else "whoholds judgements lists them"
            raise NotFound(f"no judgement has the id {id_!r}", parameter="id", value=id_, hint=hint)
        replacement = next((judgement for judgement in own if set(judgement.ids) == set(shipped_judgement.ids)), None)
        if replacement:
            raise InvalidInput(
                f"{id_} comes with whoholds and is out of force: your {replacement.id} stands in its place", value=id_
            )
        why = f"takes back {id_}, which comes with whoholds"
        new = _make_judgement(
            shipped_judgement.ids, "unsure", by, why, {judgement.id for judgement in (*shipped, *own)}
        )
        aside, version = _write_and_apply(store, settings, view, add_judgement(text, new, path.name))
        _record("undo", settings, shipped_judgement, version)
    return Judged(judgement=new, recorded=True, aside=aside, version=version)


def _record(act: str, settings: Settings, judgement: Judgement, version: int | None) -> None:
    """In the log, without who judged: that stands in the judgement itself."""
    what = f"{judgement.id} ({judgement.verdict}): {', '.join(judgement.ids)}"
    Journal(settings.data).record(act, what=what, dataVersion=version)


def _write_and_apply(
    store: Store, settings: Settings, view: View, text: str
) -> tuple[list[tuple[Judgement, str]], int | None]:
    """Write the file and apply it to the store. If the store fails, the file is restored."""
    path = own_file(settings)
    was = settle_judgements(settings)
    now = combine_judgements(shipped_judgements(), parse_judgements(text, path.name))
    find_canonical_ids(now.in_force)
    check_labels(now.in_force, {entity.id: entity.label for entity in view.directory})
    old = read_judgement_file(path) if path.exists() else None
    write_judgement_file(path, text)
    try:
        version = apply_judgements(store, now.in_force)
    except BaseException:
        write_judgement_file(path, old)
        raise
    return _list_newly_overruled(was, now), version


def _list_newly_overruled(was: SettledJudgements, now: SettledJudgements) -> list[tuple[Judgement, str]]:
    before = {judgement.id for judgement, _ in was.aside}
    return [(judgement, why) for judgement, why in now.aside if judgement.id not in before]


def _make_judgement(ids: tuple[str, ...], verdict: str, by: str | None, why: str | None, taken: set[str]) -> Judgement:
    who, today = (by or "").strip() or _read_user_name(), date.today().isoformat()
    name = f"{SAYS[verdict]}-{ids[0]}-{ids[1]}"
    free = (id_ for id_ in _number_name(name) if id_ not in taken)
    reason = " ".join((why or "").split()) or f"judged by {who} on {today}, without a reason given"
    return Judgement(id=next(free), ids=ids, verdict=verdict, by=who, on=today, why=reason)


def _number_name(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _read_user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may have no name for its user
        return "me"


def _resolve_id_or_key(view: View, asked: str) -> str:
    """The id of one entity itself, not its canonical id; or the key of one statement."""
    directory = view.directory
    if directory.find(asked):
        return asked
    statements = view.select_by_keys([asked]) or view.select_by_ids([asked])
    if statements:
        return statements[0].key
    if is_key(asked):
        raise NotFound(f"no statement has the key {asked!r}", parameter="ids", value=asked)
    found = directory.resolve(asked, LABELS, "ids")
    named = [directory.by_id[i] for i in directory.list_members(found.id) if _has_name(directory.by_id[i], asked)]
    if len(named) == 1:
        return named[0].id
    # a judgement is not passed on a name that is only read as another
    choices = [
        {"id": one.id, "name": one.name, "kind": one.kind, "why": MatchKind.SAME_NAME if named else MatchKind.SIMILAR}
        for one in named or [found]
    ]
    names = " or ".join(choice["name"] for choice in choices)
    raise Ambiguous(f'"{asked}" can mean {names}', choices=choices, parameter="ids", value=asked)


def _has_name(entity: NamedEntity, asked: str) -> bool:
    return fold_name(asked) in {fold_name(name) for name in entity.every_name}


def _check_same_label(view: View, ids: Sequence[str], verdict: str) -> None:
    """Raises InvalidInput if the verdict joins, or may join, ids of different labels."""
    labels = {id_: view.directory.by_id[id_].label for id_ in ids if not is_key(id_)}
    if verdict != "negative" and len(set(labels.values())) > 1:
        shown_ids = ", ".join(f"{id_} ({label})" for id_, label in labels.items())
        raise InvalidInput(f"ids: {shown_ids}: only ids of one label can be one", parameter="ids", value=list(ids))


@contextmanager
def _lock_file(settings: Settings) -> Iterator[None]:
    """Lock the user's file: two commands must not write it at once."""
    make_data_folder(settings.data)
    try:
        with FileLock(settings.data / "judgements.lock", timeout=WAIT_SECONDS):
            yield
    except Timeout:
        raise Busy("another command is writing judgements", hint="try again in some seconds") from None
