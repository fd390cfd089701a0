"""How a driver is obtained: one shared embedded engine per data folder, a Neo4j server, or words that say why not."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import LiteralString

import neo4j
import psutil
import pytest
from neo4j.exceptions import Neo4jError

from graph.errors import FailedQuery, RefusedQuery, Unavailable
from graph.store.engine import embedded
from graph.store.engine.connection import Engine, connect, make_embedded_engine, open_engine
from graph.store.engine.embedded_files import read_state
from graph.store.engine.faults import translate_error
from graph.store.settings import Settings
from tests.ports import held_port

WRITES: list[LiteralString] = [
    "CREATE (:Intruder)",
    "MATCH (n:Kept) SET n.name = 'changed'",
    "MATCH (n:Kept) DETACH DELETE n",
    "CREATE INDEX intruder IF NOT EXISTS FOR (n:Kept) ON (n.other)",
    "UNWIND [1] AS x CALL (x) { CREATE (:Intruder {x: x}) }",
]

START = """
import sys
from pathlib import Path
from graph.store.engine import embedded
state, _ = embedded.start_engine(Path(sys.argv[1]), idle=60)
print(state.pid, "jpype" in sys.modules)
"""


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data folder of its own, whose engine is ended."""
    yield tmp_path / "data"
    embedded.stop_engine(tmp_path / "data")


def start_elsewhere(data: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", START, str(data)], stdout=subprocess.PIPE, text=True)


def engine_in(data: Path) -> Engine:
    return make_embedded_engine(*embedded.start_engine(data, idle=60))


def count(engine: Engine) -> int:
    with connect(engine) as driver:
        return int(
            driver.execute_query("MATCH (n:Kept) RETURN count(n) AS n", database_=engine.database).records[0]["n"]
        )


def keep_one(engine: Engine) -> None:
    with connect(engine) as driver:
        driver.execute_query("CREATE (:Kept {name: 'as written'})", database_=engine.database)


def test_two_commands_at_once_start_one_engine_and_a_third_shares_it(data: Path) -> None:
    commands = [start_elsewhere(data), start_elsewhere(data)]
    first, second = (command.communicate(timeout=120)[0].split() for command in commands)
    state, _ = embedded.start_engine(data)
    # the engine outlives the commands that asked for it, and no JVM came into them
    assert first == second == [str(state.pid), "False"]
    assert (
        len([process for process in psutil.process_iter(["cmdline"]) if str(data) in (process.info["cmdline"] or [])])
        == 1
    )


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")
def test_passwords_and_ports_are_for_the_owner_only(embedded_engine: Engine) -> None:
    assert embedded_engine.data
    data = Path(embedded_engine.data)
    assert {(data / name).stat().st_mode & 0o777 for name in ("engine.json", "engine-secrets.json")} == {0o600}


def test_after_kill_9_and_without_its_passwords_the_next_command_starts_it_again_and_nothing_is_lost(
    data: Path,
) -> None:
    before, _ = embedded.start_engine(data, idle=60)
    keep_one(engine_in(data))
    process = psutil.Process(before.pid)
    process.kill()
    process.wait(30)
    after, _ = embedded.start_engine(data, idle=60)
    assert after.pid != before.pid
    assert count(engine_in(data)) == 1
    embedded.stop_engine(data)
    (data / "engine-secrets.json").unlink()
    assert count(engine_in(data)) == 1


def test_a_process_that_got_the_old_number_is_not_taken_for_the_engine(embedded_engine: Engine, data: Path) -> None:
    assert embedded_engine.data
    state = read_state(Path(embedded_engine.data))
    data.mkdir()
    stranger = json.dumps({**vars(state), "pid": os.getpid(), "data": str(data)})
    (data / "engine.json").write_text(stranger)
    assert embedded.find_running_engine(data) is None
    assert embedded.stop_engine(data) is False
    assert psutil.pid_exists(os.getpid())


def test_stop_ends_it_even_while_somebody_writes(data: Path) -> None:
    engine = engine_in(data)
    state = embedded.find_running_engine(data)
    assert state is not None
    with connect(engine) as driver, driver.session(database=engine.database) as session:
        transaction = session.begin_transaction()
        transaction.run("CREATE (:Kept)").consume()
        assert embedded.stop_engine(data) is True
        assert not psutil.pid_exists(state.pid)
        with pytest.raises(Exception) as caught:  # noqa: PT011  the driver may notice it in several ways
            transaction.commit()
        assert isinstance(translate_error(caught.value), Unavailable)
    assert embedded.stop_engine(data) is False
    assert count(engine_in(data)) == 0


def test_an_idle_engine_ends_by_itself_and_a_used_one_does_not(data: Path) -> None:
    state, passwords = embedded.start_engine(data, idle=2)
    process = psutil.Process(state.pid)
    with connect(make_embedded_engine(state, passwords)), pytest.raises(psutil.TimeoutExpired):
        process.wait(5)
    process.wait(30)
    assert read_state(data) is None


def test_an_engine_whose_folder_no_longer_names_it_ends(data: Path) -> None:
    state, _ = embedded.start_engine(data, idle=60)
    (data / "engine.json").unlink()
    psutil.Process(state.pid).wait(30)


@pytest.mark.parametrize("statement", WRITES)
def test_the_engine_itself_refuses_every_write_of_the_reader(empty_engine: Engine, statement: LiteralString) -> None:
    keep_one(empty_engine)
    with (
        connect(empty_engine, reader=True) as driver,
        driver.session(database=empty_engine.database, default_access_mode=neo4j.READ_ACCESS) as session,
    ):
        with pytest.raises(Neo4jError) as caught:
            session.run(statement).consume()
        assert session.run("MATCH (n) RETURN n.name AS name").value("name") == ["as written"]
    assert isinstance(translate_error(caught.value), RefusedQuery)


def test_the_embedded_reader_is_refused_though_it_asks_for_write_access(embedded_engine: Engine) -> None:
    with connect(embedded_engine, reader=True) as driver, pytest.raises(Neo4jError) as caught:
        driver.execute_query("CREATE (:Intruder)", database_=embedded_engine.database)
    assert isinstance(translate_error(caught.value), RefusedQuery)


def test_a_slip_in_a_query_is_the_querys_own_fault(engine: Engine) -> None:
    with connect(engine) as driver, pytest.raises(Neo4jError) as caught:
        driver.execute_query("RETRUN 1", database_=engine.database)
    assert translate_error(caught.value) is None


def test_a_query_that_runs_too_long_on_neo4j_is_told_as_that(neo4j_engine: Engine) -> None:
    endless = neo4j.Query("UNWIND range(1, 1000000000) AS x WITH x WHERE x < 0 RETURN count(x)", timeout=0.2)
    with connect(neo4j_engine) as driver, driver.session() as session, pytest.raises(Neo4jError) as caught:
        session.run(endless).consume()
    assert isinstance(translate_error(caught.value), FailedQuery)


def test_sql_reaches_the_embedded_engine_and_its_complaints_come_back(embedded_engine: Engine) -> None:
    assert embedded.run_sql(embedded_engine, "SELECT 1 + 1 AS two") == [{"two": 2}]
    with pytest.raises(FailedQuery, match="selct"):
        embedded.run_sql(embedded_engine, "selct 1")


def test_what_is_committed_is_flushed_to_disk(embedded_engine: Engine) -> None:
    (database,) = embedded.run_sql(embedded_engine, "SELECT FROM schema:database")
    settings = {setting["key"]: setting["value"] for setting in database["settings"]}
    assert settings["arcadedb.txWalFlush"] == 2


def test_a_wrong_or_missing_password_is_named_by_its_variable(neo4j_engine: Engine) -> None:
    with pytest.raises(Unavailable, match=r"does not let user 'neo4j' in.*NEO4J_PASSWORD"):
        connect(replace(neo4j_engine, password="not it"))
    with pytest.raises(Unavailable, match="NEO4J_PASSWORD is not set"):
        connect(replace(neo4j_engine, password=""))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_database_that_is_not_there_is_named(neo4j_engine: Engine, scheme: str) -> None:
    uri = neo4j_engine.uri.replace("bolt://", f"{scheme}://")
    with pytest.raises(Unavailable, match="has no database 'elsewhere'"):
        connect(replace(neo4j_engine, uri=uri, database="elsewhere"))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_an_address_where_nobody_listens_is_named(scheme: str) -> None:
    with held_port() as port:
        uri = f"{scheme}://127.0.0.1:{port}"
        with pytest.raises(Unavailable, match=f"nothing answers.*{uri}.*NEO4J_URI"):
            connect(open_engine(Settings(neo4j_uri=uri)))


def test_a_server_that_speaks_something_else_is_told_as_that(embedded_engine: Engine) -> None:
    with pytest.raises(Unavailable, match="looks like HTTP"):
        connect(open_engine(Settings(neo4j_uri=f"bolt://127.0.0.1:{embedded_engine.http_port}")))


@pytest.mark.parametrize("uri", ["localhost:7687", "http://localhost:7474", "bolt://localhost:many", "://", "neo4j://"])
def test_what_is_no_address_is_shown_with_its_variable(uri: str) -> None:
    with pytest.raises(Unavailable) as caught:
        connect(open_engine(Settings(neo4j_uri=uri)))
    assert caught.value.parameter == "NEO4J_URI"
    assert uri in str(caught.value)


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Unavailable, match="WHOHOLDS_DATA") as caught:
        open_engine(Settings(data=tmp_path / "file" / "x"))
    assert str(tmp_path / "file" / "x") in str(caught.value)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder where even root cannot write")
def test_a_data_folder_on_a_file_system_that_takes_nothing_is_named() -> None:
    with pytest.raises(Unavailable, match="/proc/nope"):
        open_engine(Settings(data=Path("/proc/nope")))


def test_without_a_wheel_the_way_out_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arcadedb_embedded", None)  # Python's own way to say that it is not there
    with pytest.raises(Unavailable, match="NEO4J_URI"):
        open_engine(Settings(data=data, neo4j_uri=None))


def test_an_engine_that_does_not_come_up_shows_why_by_its_log(data: Path) -> None:
    (data / "db").mkdir(parents=True)
    (data / "db" / "databases").write_text("where a folder should be")
    with pytest.raises(Unavailable, match=r"cannot be opened: .*(Error|Exception): .*engine\.log has more"):
        embedded.start_engine(data, idle=60)


def test_an_engine_that_a_running_service_began_is_stopped_though_nobody_asks_about_its_end(tmp_path: Path) -> None:
    """The other process lives on and does not look after its child, as a service whose engine somebody else stops."""
    code = (
        "import sys, time; from pathlib import Path; from graph.store.engine import embedded; "
        "embedded.start_engine(Path(sys.argv[1]), idle=60); print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "up\n"
            assert embedded.stop_engine(tmp_path)
            assert embedded.find_running_engine(tmp_path) is None
            assert other.poll() is None
        finally:
            other.kill()
