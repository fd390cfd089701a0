"""The way out: the plain files of a backup, loaded into an empty store of the other engine, give the same answers.

So does a part of them, read without any engine.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.store.backup import making, restoring
from graph.store.backup.making import write_backup
from graph.store.backup.part import write_part
from graph.store.backup.reading import BackupStore, RecordingStore
from graph.store.backup.restoring import restore_backup
from graph.store.engine.connection import Engine
from graph.store.reading.reader import Reader
from graph.store.store import Store
from tests.conftest import wipe
from tests.world import plain_store
from tests.world.plain_worlds import Question, World, worlds

slow = settings(max_examples=4, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def stores(embedded_engine: Engine, neo4j_engine: Engine) -> Iterator[list[Store]]:
    found = [Store(engine=engine) for engine in (embedded_engine, neo4j_engine)]
    yield found
    for store in found:
        store.close()


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path_factory.mktemp("out")
    for module in (making, restoring):  # the engines of tests have no judgements of a user
        monkeypatch.setattr(module, "find_data_folder", lambda store: made / "data")
    return made


def list_texts(value: object) -> Iterator[str]:
    """The texts in a question, such as ids, also those of its lens."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from list_texts(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from list_texts(item)


@given(worlds(), st.booleans())
@slow
def test_a_backup_in_an_empty_store_of_the_other_engine_gives_the_same_answers(
    stores: list[Store], folder: Path, asked: tuple[World, list[Question]], is_turned: bool
) -> None:
    world, questions = asked
    first, second = reversed(stores) if is_turned else stores
    for store in stores:
        wipe(store.engine)
    reader = plain_store.fill(first, world)
    before = [plain_store.answer(reader, question) for question in questions]
    made = folder / f"{len(list(folder.iterdir()))}"
    write_backup(first, made)
    restore_backup(second, made)
    readme = (made / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in made.iterdir() if f"`{path.name}`" not in readme] == ["README.md"]
    restored = Reader(second)
    for question, answer in zip(questions, before, strict=True):
        assert plain_store.answer(restored, question) == answer, question


@given(worlds())
@slow
def test_the_part_of_a_store_that_a_question_read_gives_the_same_answer_without_an_engine(
    stores: list[Store], folder: Path, asked: tuple[World, list[Question]]
) -> None:
    world, questions = asked
    store = stores[0]
    wipe(store.engine)
    newest = plain_store.fill(store, world).version()
    for question in questions:
        question = {**question, "version": newest}
        recorder = RecordingStore(store)
        right = plain_store.answer(Reader(recorder), question)
        part = folder / f"{len(list(folder.iterdir()))}"
        part.mkdir()
        named = set(list_texts(question))
        write_part(store, part, recorder.read_ids, named)
        assert plain_store.answer(Reader(BackupStore(part)), question) == right, question
