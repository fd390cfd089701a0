"""Judgements in force: those shipped and the user's own, which win."""

from pathlib import Path

import ingest
from graph.model.judgements import Judgement, SettledJudgements, read_judgements, settle
from graph.store.judgements import apply_judgements
from graph.store.settings import Settings
from graph.store.store import Store


def follow_judgements(store: Store, settings: Settings) -> int | None:
    """Make the store follow them. Returns the new data version, None if nothing changed.

    Raises InvalidInput that names file and entry, ContradictingJudgements with the path, Busy while a load writes.
    """
    return apply_judgements(store, settled(settings).in_force)


def settled(settings: Settings) -> SettledJudgements:
    """The judgements of all files, and which of the shipped ones yours set aside."""
    return settle(shipped_judgements(), read_judgements(own_file(settings)))


def shipped_judgements() -> list[Judgement]:
    """What comes with whoholds: between sources, and beside each source."""
    folder = Path(ingest.__file__).parent
    files = [folder / "judgements.yml", *sorted(folder.glob("sources/*/judgements.yml"))]
    return [judgement for file in files for judgement in read_judgements(file)]


def own_file(settings: Settings) -> Path:
    """The user's own file, whether it is there or not."""
    return settings.data / "judgements.yml"
