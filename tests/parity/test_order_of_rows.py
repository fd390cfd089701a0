"""Rows of a query without ORDER BY come in an order of the engine's own, which may change: no answer shows it."""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import httpx
import pytest

from app.main import create_app
from graph.store.engine.connection import Engine
from graph.store.queries import read_query
from graph.store.store import Row, Store, Transaction
from tests.app.conftest import served, settings_for
from tests.app.test_formats import ANSWERED
from tests.conftest import wipe
from tests.graph.store.reports import everything
from tests.graph.store.test_backup import fill
from tests.parity.recording import find_unordered_lists, has_order

RUNS_CYPHER = ("queries", "status")  # by the drivers themselves


@contextmanager
def shuffled_rows(seed: int) -> Iterator[None]:
    """What the engine orders, in another order: rows, and the lists that a pattern gives."""
    chance = random.Random(seed)
    run_text, read, stream = Transaction.run_text, Store.read, Store.stream

    def shuffle(text: str, rows: list[Row]) -> list[Row]:
        if not has_order(text):
            chance.shuffle(rows)
        lists = find_unordered_lists(text)
        return [{n: chance.sample(v, len(v)) if n in lists else v for n, v in row.items()} for row in rows]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Transaction, "run_text", lambda of, text, **given: shuffle(text, run_text(of, text, **given)))
        patch.setattr(Store, "read", lambda of, name, **given: shuffle(read_query(name), read(of, name, **given)))
        patch.setattr(
            Store, "stream", lambda of, name, **given: iter(shuffle(read_query(name), list(stream(of, name, **given))))
        )
        yield


def answers(data: Path) -> dict[str, bytes]:
    """What a new service answers, which reads all that it knows from the engine."""
    shutil.rmtree(data / "columns", ignore_errors=True)
    with served(create_app(settings_for(data))) as base:
        return {
            path: httpx.get(f"{base}/v1/{path}", timeout=120).content
            for path in ANSWERED
            if not path.startswith(RUNS_CYPHER)
        }


@pytest.mark.timeout(0)
def test_answers_are_the_same_in_whatever_order_the_engine_gives_rows(data: Path) -> None:
    right = answers(data)
    assert len(right) > 40
    for seed in range(3):
        with shuffled_rows(seed):
            met = answers(data)
        assert [path for path in right if met[path] != right[path]] == []


def test_loads_judgements_and_withdrawals_write_the_same_in_whatever_order(
    embedded_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.tombstones.find_data_folder", lambda store: tmp_path / "embedded")
    monkeypatch.setattr("graph.store.writing.withdrawing.secrets.token_hex", lambda size: "00" * size)
    (tmp_path / "embedded").mkdir()
    graphs = []
    for seed in (None, 1, 2):
        wipe(embedded_engine)
        with Store(engine=embedded_engine) as store:
            with shuffled_rows(seed) if seed else nullcontext():
                fill(store, tmp_path)
            graphs.append(everything(store))
    assert graphs[1] == graphs[0]
    assert graphs[2] == graphs[0]
