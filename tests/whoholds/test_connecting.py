"""How a service is found or started, and what is said where there is none."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

import whoholds

SCRIPT = """
import whoholds, os
with whoholds.connect() as db:
    print(db.address)
    print(len(db.custody("ISIS suspects", as_of="2026-02-05")))
"""


def run_script(data: Path, folder: Path, script: str = SCRIPT, **settings: str) -> subprocess.CompletedProcess[str]:
    (folder / "script.py").write_text(textwrap.dedent(script), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "script.py"], cwd=folder, env=environment(data, **settings), capture_output=True,
        encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def environment(data: Path, **settings: str) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "WHOHOLDS_"))}
    return {**others, "WHOHOLDS_DATA": str(data), **settings}


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """`whoholds serve` in a process of its own; its address."""
    command = [sys.executable, "-P", "-m", "app.cli.main", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment(data), stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[3]
        finally:
            process.terminate()


def test_files_of_the_user_with_names_of_ours_are_left_alone(reported: Path, tmp_path: Path) -> None:
    for name in ("graph", "app", "ingest", "cypher"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('this is a file of the user')", encoding="utf-8")
    done = run_script(reported, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    address, rows = done.stdout.split()
    assert rows == "2"
    # what was started for the script has ended with it
    with pytest.raises(whoholds.ServiceError, match="cannot be reached"):
        whoholds.connect(address)


def test_the_service_that_runs_on_the_data_is_used(reported: Path, tmp_path: Path) -> None:
    with serving(reported) as address:
        assert run_script(reported, tmp_path).stdout.split() == [address, "2"]


def test_a_service_ends_with_a_process_that_is_killed(reported: Path, tmp_path: Path) -> None:
    script = """
    import os, signal, whoholds
    print(whoholds.connect().address, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
    """
    address = run_script(reported, tmp_path, script).stdout.strip()
    assert address.startswith("http://127.0.0.1:")
    left = [one for one in psutil.process_iter(["cmdline"]) if "--until-input-ends" in (one.info["cmdline"] or ())]
    psutil.wait_procs(left, timeout=20)
    with pytest.raises(whoholds.ServiceError, match="cannot be reached"):
        whoholds.connect(address)


def test_what_a_service_says_that_cannot_start_is_handed_on(tmp_path: Path) -> None:
    done = run_script(tmp_path / "data", tmp_path, WHOHOLDS_PORT="here")
    assert "ServiceError: no service could be started: whoholds: WHOHOLDS_PORT is 'here'" in done.stderr


@pytest.mark.parametrize("address", ["whoholds.example", "ftp://whoholds.example", ""])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(whoholds.ServiceError, match="is no address") as found:
        whoholds.connect(address)
    assert found.value.parameter == "address"


def test_a_key_is_sent_as_http_asks_for_it(reported: Path) -> None:
    from app.keys import KeyFile, Role
    from app.main import create_app
    from graph.store.settings import Settings
    from tests.app.conftest import served

    key = KeyFile(reported).add("reader of tests", Role.READER)
    settings = Settings(data=reported, public_url="http://127.0.0.1", reading="keys", neo4j_uri=None)
    with served(create_app(settings)) as address:
        with pytest.raises(whoholds.ServiceError, match="key") as found:
            whoholds.connect(address)
        assert found.value.status == 401
        with whoholds.connect(address, key=key) as db:
            assert db.status().rows
