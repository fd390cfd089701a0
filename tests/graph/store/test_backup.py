"""Backups: a store of either engine is the same in the other one; damaged ones and full stores are refused."""

import gzip
import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from graph.errors import InvalidInput, InvalidSource
from graph.model.judgements import Judgement
from graph.store.backup import making, restoring
from graph.store.backup.making import write_backup
from graph.store.backup.restoring import restore_backup
from graph.store.engine.connection import Engine
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.tombstones import FILE, find_data_folder
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.unloading import unload_dataset
from graph.store.writing.withdrawing import withdraw
from graph.store.writing.writer import load_content
from tests.conftest import wipe
from tests.graph.store.reports import content, everything, report, says, seen
from tests.graph.store.test_sweep import count_writes, is_killed_at

JOINED = Judgement(id="j", ids=("militia", "army"), verdict="positive", by="us", on="2026", why="one force")
OTHER = {"embedded": "neo4j", "neo4j": "embedded"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where backups and data folders are; tests say with `of` whose data folder is meant."""
    for module in (making, restoring):
        monkeypatch.setattr(module, "find_data_folder", lambda store: tmp_path / store.engine.kind)
    monkeypatch.setattr("graph.store.tombstones.find_data_folder", lambda store: tmp_path / store.engine.kind)
    for name in OTHER:
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture(params=list(OTHER))
def both(
    request: pytest.FixtureRequest, embedded_engine: Engine, neo4j_engine: Engine
) -> Iterator[tuple[Store, Store]]:
    """A store to be backed up, and an empty one on the other engine."""
    engines = {"embedded": embedded_engine, "neo4j": neo4j_engine}
    with ExitStack() as stack:
        found = []
        for name in (request.param, OTHER[request.param]):
            wipe(engines[name])
            found.append(stack.enter_context(Store(engine=engines[name])))
        yield found[0], found[1]


def fill(store: Store, folder: Path) -> None:
    """Two datasets in six loads, with all that a store can hold: versions, names, replies, judgements, withdrawals."""
    copy = report("second", related=(("COPY_OF", "report"),))
    replied = says("b", responds_to=[("a", "denies", "specific")], fulfils=("plan",), count=("about 200", "stock"))
    plan = says("plan", "transfers", mode="intended", object="fishers", to_place="harbour", on="2020-06")
    secret = says("secret", object="villagers", at="mill", note="zebra")
    load_content(store, content([says("a"), plan, replied, secret, says("gone")]))
    load_content(store, content([says("a", subject=("army", "militia")), plan, replied, secret]))
    load_content(store, content([says("of", dataset="second")], "second", sources=[copy]))
    unload_dataset(store, "second")
    apply_judgements(store, [JOINED])
    withdraw(store, secret.key, "asked for")
    (folder / store.engine.kind / "judgements.yml").write_text("# mine\n", encoding="utf-8")


def lines(folder: Path) -> dict[str, list[str]]:
    """The lines of a backup, sorted: engines give what has no order as they like."""
    return {path.name: sorted(gzip.decompress(path.read_bytes()).decode().splitlines()) for path in folder.glob("*.gz")}


def test_what_one_engine_held_the_other_one_holds(folder: Path, both: tuple[Store, Store]) -> None:
    first, second = both
    fill(first, folder)
    made = write_backup(first, folder / "made")
    assert (made.data_version, made.lines["statements.ndjson.gz"]) == (6, 6)  # a twice, plan, b, gone, of
    restored = restore_backup(second, folder / "made")
    assert restored.lines == made.lines
    assert everything(second) == everything(first)
    for version in range(1, 7):
        assert seen(second, version) == seen(first, version), version
    assert compare_shortcuts(second) == ([], [])
    for name in ("judgements.yml", FILE):
        there = folder / second.engine.kind / name
        assert there.read_bytes() == (folder / first.engine.kind / name).read_bytes()
    write_backup(second, folder / "again")
    assert lines(folder / "again") == lines(folder / "made")
    assert "zebra" not in str(lines(folder / "made"))
    again = content([says("secret", object="villagers", at="mill", note="zebra")])
    for store in both:  # both know what was withdrawn, and their loads go on where they were
        done = load_content(store, again)
        assert (done.version, list(done.aside)) == (7, ["secret"])


def test_a_load_that_began_at_a_full_minute_is_the_same_line_of_both(
    folder: Path, both: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            return cls(2026, 2, 5, 12, 30, tzinfo=tz)

    monkeypatch.setattr("graph.store.writing.writer.datetime", Clock)
    for store in both:
        load_content(store, content([says("a")]))
        write_backup(store, folder / f"of {store.engine.kind}")
    (one,) = lines(folder / "of embedded")["loads.ndjson.gz"]
    assert json.loads(one)["properties"]["at"] == "2026-02-05T12:30:00+00:00"
    assert lines(folder / "of neo4j")["loads.ndjson.gz"] == [one]


def test_answers_go_on_and_loads_are_refused_while_a_backup_is_made(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_content(store, content([says("a")]))
    met = []

    def look(done: int, total: int) -> None:
        met.append((len(Reader(store).view().select_by_predicates(["holds"])), done, total))
        with pytest.raises(Exception, match="another load is writing"):
            load_content(store, content([says("b")]))

    write_backup(store, folder / "made", look)
    assert met == [(1, 0, 1)]
    assert load_content(store, content([says("b")])).version == 2


@pytest.mark.parametrize("engine", ["embedded", pytest.param("neo4j", marks=pytest.mark.long)], indirect=True)
def test_a_restore_that_is_killed_shows_nothing_and_can_be_run_again(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, folder)
    write_backup(store, folder / "made")
    before = everything(store)
    monkeypatch.setattr(restoring, "BATCH", 2)
    wipe(store.engine)
    number = count_writes(lambda: restore_backup(store, folder / "made"))
    assert everything(store) == before
    assert number > 10
    for at in range(1, number, 4):
        wipe(store.engine)
        assert is_killed_at(at, lambda: restore_backup(store, folder / "made"))
        assert Reader(store).view().version == 0
        restore_backup(store, folder / "made")
        assert everything(store) == before, at


def test_a_store_that_holds_something_is_left_as_it_is(folder: Path, store: Store) -> None:
    load_content(store, content([says("a")]))
    write_backup(store, folder / "made")
    before = everything(store)
    with pytest.raises(InvalidInput, match="something is loaded there already: data version 1"):
        restore_backup(store, folder / "made")
    with pytest.raises(InvalidInput, match="is there already"):
        write_backup(store, folder / "made")
    assert everything(store) == before


def test_other_judgements_of_the_data_folder_are_not_written_over(folder: Path, store: Store) -> None:
    fill(store, folder)
    write_backup(store, folder / "made")
    wipe(store.engine)
    mine = find_own(store, folder)
    mine.write_text("# others\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"judgements\.yml is there already and is not that of the backup"):
        restore_backup(store, folder / "made")
    assert mine.read_text(encoding="utf-8") == "# others\n"
    assert Reader(store).view().version == 0


def find_own(store: Store, folder: Path) -> Path:
    return folder / store.engine.kind / "judgements.yml"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def garble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [cut, garble, Path.unlink], ids=["cut", "garbled", "lost"])
def test_a_damaged_file_is_named_and_nothing_is_restored(folder: Path, embedded_engine: Engine, damage) -> None:  # type: ignore[no-untyped-def]
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as store:
        fill(store, folder)
        write_backup(store, folder / "made")
        wipe(embedded_engine)
        names = sorted({path.name for path in (folder / "made").iterdir()} - {"README.md"})  # that is for people alone
        assert len(names) == 12  # nine kinds of lines, judgements, the secret, and what it says of itself
        for name in names:
            path = folder / "made" / name
            whole = path.read_bytes()
            damage(path)
            with pytest.raises(InvalidSource, match=name):
                restore_backup(store, folder / "made")
            assert Reader(store).view().version == 0
            path.unlink(missing_ok=True)
            path.write_bytes(whole)
        restore_backup(store, folder / "made")
        assert Reader(store).view().version == 6


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("formVersion", 2, "up to version 1"), ("form", "another", "'another'"), ("rulesVersion", 1, "read by rules 1")],
)
def test_a_backup_of_another_form_is_told(
    folder: Path, embedded_engine: Engine, field: str, value: object, told: str
) -> None:
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as store:
        load_content(store, content([says("a")]))
        write_backup(store, folder / "made")
        path = folder / "made" / "backup.json"
        path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {field: value}), encoding="utf-8")
        with pytest.raises(InvalidSource, match=told):
            restore_backup(store, folder / "made")


def test_nothing_is_left_of_a_backup_that_was_ended(folder: Path, embedded_engine: Engine) -> None:
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as store:
        load_content(store, content([says("a")]))

        def end(done: int, total: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write_backup(store, folder / "made", end)
        assert sorted(path.name for path in folder.iterdir()) == ["embedded", "neo4j"]
        assert find_data_folder(store) == Path(store.engine.data or "")
        write_backup(store, folder / "made")
