"""`whoholds backup` and `whoholds restore`, as one types them: beside a service, and into another data folder."""

import json
from pathlib import Path

import httpx
import pytest

from app.main import create_app
from graph.store.engine import embedded
from tests.app.commands import run
from tests.app.conftest import served, settings_for

ADDRESSES = (
    "/v1/custody?held=isis-suspects&as_of=2026-02-05",
    "/v1/alliances?as_of=2026-01-25",
    "/v1/contested",
    "/v1/sources/isis-detainee-transfer",
    "/v1/search?q=iraq",
)
WRONG_INPUT = 2


def answers(base: str) -> list[object]:
    return [httpx.get(base + address, timeout=60).json() for address in ADDRESSES]


def test_another_data_folder_gives_the_same_answers(data: Path, base: str, lent_once: Path, tmp_path: Path) -> None:
    done = run(data, "backup", str(tmp_path / "made"))
    assert done.returncode == 0, done.stderr
    assert f"{tmp_path / 'made'} holds data version " in done.stdout
    found = run(lent_once, "restore", str(tmp_path / "made"), "--json")
    assert found.returncode == 0, found.stderr
    told = json.loads(found.stdout)
    assert told["dataVersion"] == httpx.get(f"{base}/readyz", timeout=60).json()["dataVersion"]
    with served(create_app(settings_for(lent_once))) as restored:
        assert answers(restored) == answers(base)
    assert run(lent_once, "check", "--store").returncode == 0


def test_what_is_no_backup_or_has_no_room_is_told(data: Path, tmp_path: Path) -> None:
    for words, told in (
        (("restore", str(tmp_path)), "is no backup: it has no backup.json"),
        (("restore", str(tmp_path / "nowhere")), "is no backup: it has no backup.json"),
        (("backup", str(tmp_path)), "is there already"),
    ):
        done = run(data, *words)
        assert (done.returncode, "Traceback" in done.stderr) == (WRONG_INPUT, False), done.stderr
        assert told in done.stderr


@pytest.mark.long
def test_with_the_note_of_publications_a_restored_store_publishes_to_where_it_did(
    data: Path, lent_once: Path, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    try:
        assert run(data, "publish", str(public)).returncode == 0
        assert run(data, "backup", str(tmp_path / "made")).returncode == 0
        assert run(lent_once, "restore", str(tmp_path / "made")).returncode == 0
        refused = run(lent_once, "publish", str(public))
        assert refused.returncode == WRONG_INPUT
        assert "nothing was published into it from here" in refused.stderr
        (lent_once / "publications.json").write_bytes((data / "publications.json").read_bytes())
        done = run(lent_once, "publish", str(public))
        assert done.returncode == 0, done.stderr
    finally:
        (data / "publications.json").unlink(missing_ok=True)
        embedded.stop_engine(public)
