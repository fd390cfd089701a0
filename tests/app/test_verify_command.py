"""`whoholds verify`, and the words cited in an answer, on an invented roll of which the reader has a copy."""

import json
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request

from app.main import create_app
from app.routes import find_texts
from graph.evidence.citations import hash_text
from graph.store.settings import Settings
from graph.store.store import Store
from ingest.loading import load_source
from tests.app.commands import run
from tests.app.conftest import served, settings_for
from tests.ingest import ministry

ROLL = "Roll of the Old Mill.\nAbout 150 strangers were kept today.\nNobody was kept, says the North Guard.\n"
KEPT, NOBODY = "About 150 strangers", "Nobody was kept"
KEY = "ministry-roll:roll"


def _cite(locator: str, words: str) -> str:
    start = ROLL.index(words)
    return f"cite: {{locator: {locator}, start: {start}, end: {start + len(words)}, sha256: {hash_text(words)}}}"


@pytest.fixture(scope="module")
def data(lent: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the roll loaded: two citations with offsets, one without, and a source that names no text."""
    folder = tmp_path_factory.mktemp("verify")
    cites = {"page 1": _cite("page 1", KEPT), "page 2": _cite("page 2", NOBODY)}
    lines = [
        next((f"    {cite}" for page, cite in cites.items() if f"locator: {page}" in line), line)
        for line in ministry.DOSSIER.splitlines()
    ]
    source = ministry.SOURCE.replace("length: 500", f"length: {len(ROLL)}").replace("a" * 64, hash_text(ROLL))
    (folder / "source").mkdir()
    ministry.write(folder / "source", "\n".join(lines) + "\n", source=source)
    with Store(settings_for(lent)) as store:
        loaded = load_source(store, str(folder / "source"))
        assert not loaded.parsed.quarantine.rows
    return lent


def verified(data: Path, folder: Path, code: int) -> dict[str, object]:
    done = run(data, "verify", str(folder), "--json")
    assert done.returncode == code, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("text", "code", "counts"),
    [
        (ROLL, 0, (2, 0, 0)),
        ("\n" + ROLL, 1, (0, 2, 0)),
        (ROLL.replace("Nobody was", "Some were"), 1, (1, 0, 1)),
        (ROLL.replace("today.", "today, and not yesterday."), 1, (1, 1, 0)),
    ],
)
def test_each_citation_holds_or_moved_or_is_broken(
    data: Path, tmp_path: Path, text: str, code: int, counts: tuple[int, int, int]
) -> None:
    (tmp_path / "roll.txt").write_text(text, encoding="utf-8")
    found = verified(data, tmp_path, code)
    (row,) = found["rows"]  # type: ignore[misc]
    assert (row["holds"], row["moved"], row["broken"]) == counts
    assert row["text"] == ("as cited" if text == ROLL else "changed")
    for citation in found["citations"]:  # type: ignore[attr-defined]
        words = {place["start"]: text[place["start"] : place["end"]] for place in citation["proposed"]}
        assert set(words.values()) <= {KEPT, NOBODY}
        assert bool(words) == (citation["state"] == "moved")


def test_the_table_names_what_moved_with_old_and_new_offsets(data: Path, tmp_path: Path) -> None:
    (tmp_path / "roll.txt").write_text("So:\n" + ROLL.replace("Nobody was", "Some were"), encoding="utf-8")
    told = run(data, "verify", str(tmp_path)).stdout
    assert "2 citations: 0 hold, 1 moved, 1 broken, 0 not checked." in told
    start = ROLL.index(KEPT)
    moved = next(line for line in told.splitlines() if KEY in line)
    assert f"{start}-{start + len(KEPT)}" in moved
    assert f"{start + 4}-{start + 4 + len(KEPT)}" in moved
    assert "broken" in next(line for line in told.splitlines() if "ministry-roll:denial" in line)


def test_a_text_that_is_not_there_is_no_broken_one(data: Path, tmp_path: Path) -> None:
    done = run(data, "verify", str(tmp_path))
    assert done.returncode == 4  # neither that all holds, nor that something is broken
    assert "no text; expected roll.txt" in done.stdout
    assert "nothing was checked" in done.stderr
    assert verified(data, tmp_path, 4)["rows"][0]["unchecked"] == 2  # type: ignore[index]


def test_a_text_that_cannot_be_read_is_told(data: Path, tmp_path: Path) -> None:
    (tmp_path / "roll.txt").write_bytes(ROLL.encode("utf-16"))
    done = run(data, "verify", str(tmp_path))
    assert done.returncode == 1
    assert "roll.txt: not UTF-8 text: it looks like UTF-16" in done.stdout


def test_a_folder_that_is_not_there_ends_with_4(data: Path, tmp_path: Path) -> None:
    done = run(data, "verify", str(tmp_path / "nowhere"))
    assert done.returncode == 4
    assert "nowhere" in done.stderr
    assert run(data, "verify").returncode == 2


def test_the_words_cited_are_shown_to_who_asks_on_this_machine(data: Path, tmp_path: Path) -> None:
    (tmp_path / "roll.txt").write_text(ROLL, encoding="utf-8")
    settings = Settings(data=data, neo4j_uri=None, texts=tmp_path)
    with served(create_app(settings)) as base:
        address = f"{base}/v1/statements/{KEY}"
        answer = httpx.get(address, timeout=60)
        assert answer.json()["statement"]["source"]["text"] == KEPT
        assert answer.headers["cache-control"] == "private, no-store"
        assert KEPT in httpx.get(f"{address}.csv", timeout=60).text
        assert (
            httpx.get(f"{base}/v1/statements/ministry-roll:march", timeout=60).json()["statement"]["source"]["text"]
            is None
        )
        foreign = httpx.get(address, headers={"Host": "whoholds.example"}, timeout=60)
        assert (foreign.status_code, KEPT in foreign.text) == (400, False)
        for header in ({"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=10.0.0.1"}):
            assert "text" not in httpx.get(address, headers=header, timeout=60).json()["statement"]["source"]
        (tmp_path / "roll.txt").write_text(" " + ROLL, encoding="utf-8")
        assert httpx.get(address, timeout=60).json()["statement"]["source"]["text"] is None
    with served(create_app(settings_for(data))) as base:
        assert "text" not in httpx.get(f"{base}/v1/statements/{KEY}", timeout=60).json()["statement"]["source"]


@pytest.mark.parametrize(
    ("client", "host", "shown"),
    [
        ("127.0.0.1", "localhost:8000", True),
        ("::1", "[::1]:8000", True),
        ("::ffff:127.0.0.1", "127.0.0.1", True),
        ("10.0.0.7", "localhost", False),
        ("172.17.0.1", "127.0.0.1", False),
        ("127.0.0.1", "whoholds.example", False),
        (None, "localhost", False),
    ],
)
def test_only_loopback_is_this_machine(client: str | None, host: str, shown: bool) -> None:
    scope = {
        "type": "http", "method": "GET", "path": "/", "query_string": b"", "scheme": "http", "server": ("x", 80),
        "headers": [(b"host", host.encode())], "client": (client, 1) if client else None,
    }  # fmt: skip
    settings = Settings(texts=Path("texts"))
    assert find_texts(Request(scope), settings) == (Path("texts") if shown else None)
