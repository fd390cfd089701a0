"""`whoholds unload`, and what the service says of names in languages and of what was unloaded."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import create_app
from tests.app.commands import Done, run
from tests.app.conftest import caught_up, served, settings_for
from tests.ingest.ministry import SOURCE, changed, write
from tests.ingest.test_uses import NAMED, POST, USING


@pytest.fixture(scope="module")
def own(lent: Path) -> Path:
    return lent


@pytest.fixture(scope="module")
def base(own: Path) -> Iterator[str]:
    """A service of two sources, the second of which uses the first one's ids."""
    for name, dossier, source in (("roll", NAMED, SOURCE), ("post", USING, POST)):
        (own / name).mkdir()
        write(own / name, dossier, source=source)
        assert run(own, "load", str(own / name)).returncode == 0
    with served(create_app(settings_for(own))) as address:
        yield address


def get(base: str, path: str, **asked: Any) -> Any:
    caught_up(base)
    return httpx.get(f"{base}/v1/{path}", params=asked, timeout=60).json()


def failed(done: Done, code: int, *words: str) -> None:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def test_names_in_languages_are_in_json_and_found_by_any_of_them(own: Path, base: str) -> None:
    entity = get(base, "entities/ministry")["entity"]
    assert entity["names"] == {"ar": ["وزارة الأمثلة", "الوزارة"], "fr": ["Ministère des Exemples"]}
    for word in ("وزارة الأمثلة", "الوزارة", "ministere des exemples"):
        assert [row["id"] for row in get(base, "search", q=word)["rows"]] == ["ministry"]
    assert get(base, "entities/strangers")["entity"]["names"] == {"ar": ["غرباء"]}
    assert get(base, "custody", held="غرباء", as_of="2019-06-01")["question"]["held"]["id"] == "strangers"


def test_unload_refuses_what_is_not_loaded_and_whose_ids_are_used(own: Path, base: str) -> None:
    failed(run(own, "unload", "crow-pots"), 4, "no source 'crow-pots' is loaded", "did you mean crow-post?")
    failed(run(own, "unload", "ministry-roll"), 2, "crow-post uses ministry, strangers", "--keep-ids")
    assert get(base, "status")["summary"].startswith("4 statements of 2 datasets")


def test_load_refuses_another_folder_of_the_same_id_unless_it_is_to_replace(own: Path, base: str) -> None:
    (own / "nightly").mkdir()
    write(own / "nightly", changed("  - key: seen", "  - key: seen-again", USING), source=POST.replace("Daily", "Late"))
    failed(run(own, "load", str(own / "nightly")), 2, "crow-post", "'Daily roll", "'Late roll", "--replace")


def test_what_is_unloaded_is_gone_from_answers_and_there_at_its_version(own: Path, base: str) -> None:
    version = get(base, "status")["dataVersion"]
    before = get(base, "custody", held="strangers", as_of="2019-06-01")
    kept = run(own, "unload", "ministry-roll", "--keep-ids", "--json")
    assert json.loads(kept.stdout) == {
        "source": "ministry-roll", "dataVersion": version + 1,
        "closed": {"statements": 3, "entities": 2, "sources": 1},
        "kept": ["ministry", "strangers"],
    }  # fmt: skip
    assert get(base, "entities/ministry")["entity"]["names"] == {}
    assert get(base, "entities/strangers")["entity"]["aliases"] == ["Foreigners"]
    assert [row["id"] for row in get(base, "sources")["rows"]] == ["crow-post"]
    done = run(own, "unload", str(own / "post"))
    assert done.stdout == f"crow-post: 1 statement, 3 entities and 1 source closed; data version {version + 2}\n"
    for path, asked in (("entities", {}), ("sources", {}), ("search", {"q": "strangers"}), ("search", {"q": "roll"})):
        assert get(base, path, **asked)["rows"] == []
    assert get(base, "status")["rows"] == []
    assert httpx.get(f"{base}/v1/custody", params={"held": "strangers"}, timeout=60).status_code in (404, 422)
    after = get(base, "custody", held="strangers", as_of="2019-06-01", version=version)
    assert after["summary"] == before["summary"]
    assert [row["holder"] for row in after["rows"]] == [row["holder"] for row in before["rows"]]
    assert {row["id"] for row in get(base, "entities", version=version)["rows"]} == {
        "ministry", "north-guard", "strangers", "old-mill", "post"
    }  # fmt: skip
    closed = get(base, "changes", since=version)
    assert [row["key"] for row in closed["rows"]] == [
        "ministry-roll:denial", "ministry-roll:march", "ministry-roll:roll", "crow-post:seen"
    ]  # fmt: skip
    assert get(base, "statements/crow-post:seen")["statement"]["source"]["id"] == "crow-post"


def test_it_is_loaded_again_as_it_was(own: Path, base: str) -> None:
    assert run(own, "load", str(own / "roll")).returncode == 0
    assert run(own, "load", str(own / "post")).returncode == 0
    assert get(base, "entities/strangers")["entity"]["aliases"] == ["Outsiders", "Guests", "Foreigners"]
    assert get(base, "status")["summary"].startswith("4 statements of 2 datasets")
