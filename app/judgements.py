"""Judgements in force: those shipped and the user's own, which win."""

from pathlib import Path

import ingest
from graph.identity import in_force, read_judgements
from graph.store.judging import apply_judgements
from graph.store.settings import Settings
from graph.store.store import Store


def follow_judgements(store: Store, settings: Settings) -> int | None:
    """Make the store follow them. Returns the new data version, None if nothing changed.

    Raises InvalidInput that names file and entry, Busy while a load writes.
    """
    shipped = Path(ingest.__file__).with_name("judgements.yml")
    return apply_judgements(store, in_force(read_judgements(shipped), read_judgements(settings.data / shipped.name)))
