"""A full disk and cut files: every command says what is wrong, in which folder, and what to do; then all is well."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from app.main import create_app
from graph.store.engine import embedded
from graph.store.engine.damage import LAST, REMADE
from graph.store.engine.embedded_files import database_folder, read_state, state_file
from tests.app.commands import ROOT, run
from tests.app.conftest import problem_of, served, settings_for

CUSTODY = ("custody", "--held", "isis-suspects", "--as-of", "2026-02-05")
ADDRESS = "/v1/custody?held=isis-suspects&as_of=2026-02-05"
UNAVAILABLE = 5


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the first report, at rest."""
    folder = tmp_path_factory.mktemp("whole") / "data"
    assert run(folder, "load", "isis-detainee-transfer").returncode == 0
    with served(create_app(settings_for(folder))) as base:  # which keeps columns
        answer = httpx.get(f"{base}/v1/alliances?as_of=2026-01-25", timeout=60)
    assert answer.json()["rows"]
    (folder / "answer.json").write_bytes(answer.content)
    embedded.stop_engine(folder)
    return folder


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    shutil.copytree(whole, folder)
    yield folder
    end(folder)


def end(folder: Path) -> None:
    state = read_state(folder)
    embedded.stop_engine(folder)
    if state and psutil.pid_exists(state.pid) and embedded.CHILD in psutil.Process(state.pid).cmdline():
        psutil.Process(state.pid).kill()


def halve(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def largest(folder: Path, pattern: str) -> Path:
    return max(database_folder(folder).glob(pattern), key=lambda path: path.stat().st_size)


def says_what_to_do(done: "subprocess.CompletedProcess[str]", folder: Path) -> None:
    assert done.returncode == UNAVAILABLE, done.stderr
    assert "Traceback" not in done.stderr
    assert str(folder) in done.stderr
    assert "move it away and load your sources again" in done.stderr


def test_a_cut_data_file_is_told_with_the_folder_and_the_way_out(copy: Path) -> None:
    halve(largest(copy, "Statement_0.*.bucket"))
    for words in (CUSTODY, ("status",), ("load", "isis-detainee-transfer"), ("check", "--store"), ("cypher", "-")):
        says_what_to_do(run(copy, *words, text="RETURN 1"), copy)
    with served(create_app(settings_for(copy))) as base:
        for path in (ADDRESS, "/v1/status", "/readyz", "/v1/entities/sdf"):
            answer = httpx.get(base + path, timeout=60)
            assert problem_of(answer)["status"] == 503
            assert int(answer.headers["retry-after"]) > 0
            assert "is damaged" in answer.json()["detail"]
            assert "move it away" in answer.json()["hint"]
            elsewhere = httpx.get(base + path, headers={"X-Forwarded-For": "192.0.2.1"}, timeout=60)
            assert problem_of(elsewhere)["status"] == 503
            assert str(copy) not in elsewhere.text
            assert not any(word in elsewhere.text for word in ("WHOHOLDS_DATA", "Statement_0", "move it away"))
            assert elsewhere.json()["detail"] == "the store cannot be used now"
        assert str(copy) in httpx.get(f"{base}/", timeout=60).text
        page = httpx.get(f"{base}/", headers={"X-Forwarded-For": "192.0.2.1"}, timeout=60)
        assert (page.status_code, str(copy) in page.text) == (200, False)
        assert "No database answers at the moment: the store cannot be used now." in page.text
        assert httpx.get(f"{base}/healthz", timeout=60).status_code == 200


@pytest.mark.parametrize("pattern", ["schema.json", "dictionary.*", "Load_0_*idx", "Actor%7EEntity_0.*.bucket"])
def test_half_of_any_file_of_the_database_is_no_empty_graph(copy: Path, pattern: str) -> None:
    halve(largest(copy, pattern))
    done = run(copy, *CUSTODY)
    says_what_to_do(done, copy)
    assert largest(copy, pattern).name in done.stderr


def test_each_file_of_the_database_with_one_other_byte_is_told_in_turn_and_put_back_all_is_well(copy: Path) -> None:
    files = [
        path
        for path in sorted(database_folder(copy).iterdir())
        if path.stat().st_size and path.name not in (*REMADE, LAST)
    ]
    assert len(files) > 20
    for path in files:
        before = path.read_bytes()
        middle = len(before) // 2
        path.write_bytes(before[:middle] + bytes([before[middle] ^ 0xFF]) + before[middle + 1 :])
        done = run(copy, "status")
        says_what_to_do(done, copy)
        assert path.name in done.stderr
        path.write_bytes(before)
    done = run(copy, *CUSTODY)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "appears",
    [
        "engine.json",
        pytest.param("db/databases/whoholds/schema.json", marks=pytest.mark.long),
        pytest.param("db/databases/whoholds/Statement_0.*.bucket", marks=pytest.mark.long),
    ],
)
def test_a_first_start_that_was_killed_halfway_is_begun_again(tmp_path: Path, appears: str) -> None:
    folder = tmp_path / "data"
    environment = {**os.environ, "WHOHOLDS_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    environment.pop("NEO4J_URI", None)
    command = [sys.executable, "-m", "app.cli.main", "load", "isis-detainee-transfer"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as first:
        while not any(folder.glob(appears)) and first.poll() is None:
            time.sleep(0.01)
        first.kill()
    state = read_state(folder)
    if state is not None:
        engine = psutil.Process(state.pid)
        engine.kill()
        psutil.wait_procs([engine], timeout=20)
    try:
        done = run(folder, "load", "isis-detainee-transfer")
        assert done.returncode == 0, done.stderr
        assert run(folder, "check", "--store").returncode == 0
        assert run(folder, *CUSTODY).returncode == 0
    finally:
        end(folder)


def test_half_of_the_schema_after_a_kill_is_no_smaller_graph(copy: Path) -> None:
    state, _ = embedded.start_engine(copy, idle=60)
    psutil.Process(state.pid).kill()
    psutil.wait_procs([psutil.Process(state.pid)] if psutil.pid_exists(state.pid) else [], timeout=20)
    for name in ("schema.json", "schema.prev.json"):
        halve(database_folder(copy) / name)
    says_what_to_do(run(copy, *CUSTODY), copy)


def test_what_whoholds_makes_for_itself_is_made_anew_and_what_is_yours_is_told(copy: Path) -> None:
    state_file(copy).write_text('{"pid": 1, "brok', encoding="utf-8")
    (copy / "engine-files.json").write_text('{"version": 2, "fil', encoding="utf-8")
    halve(copy / "engine-secrets.json")
    made = [
        *(copy / "db" / "config").iterdir(),
        database_folder(copy) / "statistics.json",
        *(copy / "columns").iterdir(),
    ]
    assert len(made) >= 5
    for path in made:
        halve(path)
    with served(create_app(settings_for(copy))) as base:
        found = httpx.get(f"{base}/v1/alliances?as_of=2026-01-25", timeout=60).json()["rows"]
    assert found == json.loads((copy / "answer.json").read_text(encoding="utf-8"))["rows"]
    path, text = copy / "judgements.yml", "- id: mine\n  verdict: [posi"
    path.write_text(text, encoding="utf-8")
    for words in (("judgements",), ("load", "isis-detainee-transfer"), ("different", "sdf", "iraq")):
        done = run(copy, *words)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
        assert "judgements.yml" in done.stderr
        is_load = words[0] == "load"
        assert ("what was loaded is kept, but judgements are not applied" in done.stderr) == is_load
        assert ("finish with whoholds load isis-detainee-transfer" in done.stderr) == is_load
    assert run(copy, *CUSTODY).returncode == 0
    assert path.read_text(encoding="utf-8") == text


def test_a_copy_of_a_folder_does_not_talk_to_the_engine_of_the_first_one(lent_once: Path, tmp_path: Path) -> None:
    state = read_state(lent_once)
    second = tmp_path / "second"
    shutil.copytree(lent_once, second)
    assert embedded.find_running_engine(second) is None
    assert embedded.stop_engine(second) is False
    assert state is not None
    assert embedded.find_running_engine(lent_once) == state


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own at a folder."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk, on Linux")
    yield folder
    end(folder / "data")
    if subprocess.run(["umount", str(folder)], capture_output=True).returncode:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True)


def fill(folder: Path, but: int) -> Path:
    """A file that takes all room on the disk of a folder but some bytes."""
    filler = folder / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, psutil.disk_usage(str(folder)).free - but)
    return filler


def test_a_full_disk_is_told_and_after_making_room_all_is_well(whole: Path, tmp_path: Path) -> None:
    with disk(tmp_path / "small", "200m") as small:
        data = small / "data"
        shutil.copytree(whole, data)
        with served(create_app(settings_for(data))) as base:
            filler = fill(small, 300_000)
            done = run(data, "load", "ucdp-actor")
            assert (done.returncode, "Traceback" in done.stderr) == (UNAVAILABLE, False), done.stderr
            assert f"no room left on the disk of the data folder {data}" in done.stderr
            assert "make room there" in done.stderr
            assert httpx.get(base + ADDRESS, timeout=60).status_code == 200  # what is known can be asked
            asked = httpx.post(f"{base}/v1/cypher", json={"query": "RETURN 1 AS x"}, timeout=60)
            assert problem_of(asked)["status"] == 503
            filler.unlink()
            done = run(data, "load", "ucdp-actor")
            assert done.returncode == 0, done.stderr
        assert run(data, "check", "--store").returncode == 0
        assert json.loads(run(data, "status", "--json").stdout)["dataVersion"] > 2


@pytest.mark.long
def test_a_first_start_on_a_full_disk_is_told_and_is_no_damage(tmp_path: Path) -> None:
    with disk(tmp_path / "small", "20m") as small:
        filler = fill(small, 100_000)
        done = run(small / "data", "load", "isis-detainee-transfer")
        assert (done.returncode, "Traceback" in done.stderr) == (UNAVAILABLE, False), done.stderr
        assert "no room left" in done.stderr
        end(small / "data")
        filler.unlink()
        subprocess.run(["mount", "-o", "remount,size=400m", str(small)], check=True)
        done = run(small / "data", "load", "isis-detainee-transfer")
        assert done.returncode == 0, done.stderr


def test_a_folder_that_cannot_be_written_is_told(whole: Path, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir()
    mount = ["mount", "--bind", str(whole), str(shut)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a folder for reading only, on Linux")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(shut)], check=True)
        for words in (CUSTODY, ("load", "isis-detainee-transfer"), ("different", "sdf", "iraq")):
            done = run(shut, *words)
            assert (done.returncode, "Traceback" in done.stderr) == (UNAVAILABLE, False), done.stderr
            assert str(shut) in done.stderr
            assert "a folder that can be written" in done.stderr
    finally:
        subprocess.run(["umount", str(shut)], check=True)
