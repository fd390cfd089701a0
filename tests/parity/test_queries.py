"""Every file of cypher/ gives the same rows on the three engines, for the same parameters, and makes the same graph."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from app.judgements import shipped_judgements
from graph.store.backup.making import write_backup
from graph.store.backup.restoring import restore_backup
from graph.store.engine.connection import Engine
from graph.store.publishing.publishing import PUBLISHING
from graph.store.queries import remake_schema
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.unloading import unload_dataset
from graph.store.writing.withdrawing import erase_unmarked, withdraw
from graph.store.writing.writer import load_content
from ingest.loading import load_source
from tests.conftest import wipe
from tests.graph.date_constraints.test_resolution import march
from tests.graph.store.kills import AFTER, BEFORE
from tests.graph.store.reports import content, everything, says, seen
from tests.graph.store.test_backup import fill
from tests.graph.store.test_linked_dates import HANGING, both
from tests.graph.store.test_sweep import is_killed_at
from tests.parity.recording import Step, list_unsent, record_queries, replay
from tests.world import plain_store
from tests.world.plain_worlds import drawn

SHIPPED = (
    "reference",
    "isis-detainee-transfer",
    "reported-figures",
    "ucdp-actor",
    "ucdp-dyadic",
    "nz-prison-transfers",
)
WORLDS = int(os.environ.get("WHOHOLDS_PARITY_WORLDS", "20"))
SENT: set[str] = set()  # the texts of all scenarios
Wipe = Callable[[], None]


def fill_with_shipped(store: Store, folder: Path, empty: Wipe) -> None:
    """All sources, one of them twice and one unloaded, and the judgements that come with them."""
    reader = Reader(store)
    for source in SHIPPED:
        load_source(store, source)
    look(reader)
    load_source(store, "reported-figures")
    apply_judgements(store, shipped_judgements())
    unload_dataset(store, "nz-prison-transfers")
    look(reader)
    assert compare_shortcuts(store) == ([], [])
    write_backup(store, folder / "shipped")


def fill_by_hand(store: Store, folder: Path, empty: Wipe) -> None:
    """All that a store can hold, each version of it read; loads that end anywhere; a backup and a new schema."""
    fill(store, folder)
    for version in range(7):
        seen(store, version)
    write_backup(store, folder / "made")
    remake_schema(store)
    empty()
    restore_backup(store, folder / "made")
    look(Reader(store))
    assert compare_shortcuts(store) == ([], [])
    empty()
    load_content(store, BEFORE)
    for number in range(2, 40, 3):
        is_killed_at(number, lambda: load_content(store, AFTER))
    seen(store)
    # what publishing does to the store that others read
    erase_unmarked(store, "report", None, PUBLISHING)
    store.write_query("write/erase_dataset", id="report", instead=PUBLISHING)
    store.write_query("write/erase_former_names")
    seen(store)


def fill_and_withdraw(store: Store, folder: Path, empty: Wipe) -> None:
    """Dates that depend on another dataset, which changes, is unloaded and is withdrawn; one reader sees it all."""
    reader = Reader(store)
    both(store)
    look(reader)
    load_content(store, content([march("wire:flight", "2020-03-05", dataset="wire", said_by="army")], "wire"))
    look(reader)
    both(store)
    load_content(store, content([*HANGING, says("answer", responds_to=[("report:plain", "denies")])]))
    look(reader)
    withdraw(store, "wire:flight", "asked for")
    look(reader)
    unload_dataset(store, "wire")
    unload_dataset(store, "report")
    load_content(store, content(HANGING[3:]))
    look(reader)
    withdraw(store, "report", "asked for")
    look(reader)


def fill_with_world(store: Store, folder: Path, empty: Wipe) -> None:
    """A random world in three loads, and judgements on it; its number is the name of the folder."""
    world, _ = drawn(int(folder.name), most=100)
    reader = plain_store.fill(store, world)
    look(reader)
    for version in range(1, reader.version()):
        seen(store, version)


def look(reader: Reader) -> None:
    """Read all that a service reads of the newest version, by Cypher and into memory, as far as it changed."""
    seen(reader.store)
    view = reader.view()
    assert view.column_view.version == view.version
    view.prepare()
    assert isinstance(view.denied_ids, frozenset)
    view.list_loads_between(0, view.version)
    view.list_opened_and_closed(0, view.version, 1_000)
    for name in ("read/citations", "read/dataset_ids"):
        reader.store.read(name, version=view.version)
    for entity in list(view.directory)[:5]:
        reader.store.read("read/shortcuts_of_entity", entity=entity.id)


SCENARIOS = {
    "shipped": fill_with_shipped,
    "by-hand": fill_by_hand,
    "withdrawn": fill_and_withdraw,
    **{str(number): fill_with_world for number in range(WORLDS)},
}


@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_query_gives_the_same_rows_and_the_graphs_are_the_same(
    name: str,
    embedded_engine: Engine,
    servers: dict[str, Engine],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / name
    (folder / "embedded").mkdir(parents=True)
    for module in ("backup.making", "backup.restoring", "tombstones"):
        monkeypatch.setattr(f"graph.store.{module}.find_data_folder", lambda store: folder / "embedded")
    steps, graph = record(embedded_engine, partial(SCENARIOS[name], folder=folder))
    SENT.update(call.text for step in steps for call in step.calls)
    for version, engine in servers.items():
        found = replay(steps, engine)
        assert not found.differences, f"{version}: " + "\n\n".join(found.differences[:5])
        assert not found.deprecated, f"{version}: " + "\n\n".join(found.deprecated)
        with Store(engine=engine) as store:
            assert everything(store) == graph, version


def record(engine: Engine, fill: Callable[..., None]) -> tuple[list[Step], tuple[list[str], list[str]]]:
    """All steps of a scenario on the embedded engine, and its graph at the end."""
    wipe(engine)
    with Store(engine=engine) as store, record_queries() as steps:

        def empty() -> None:
            wipe(engine)
            steps.append(Step())

        fill(store, empty=empty)
        return list(steps), everything(store)


def test_no_query_was_left_out() -> None:
    assert list_unsent(SENT) == []
