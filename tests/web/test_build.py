"""What is committed is what is built: the page, its types, its lock; and it is small."""

import gzip
import json
import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

from app.main import create_app
from tests.web.browser import visit

ROOT = Path(__file__).resolve().parents[2]
WEB, STATIC = ROOT / "app" / "web", ROOT / "app" / "static"
STALE = "app/static is not what app/web builds: run make page and commit app/static"
FIRST, FONTS, ALL = 60_000, 60_000, 400_000  # bytes, packed; fonts are not among the first
LANGUAGES, LANGUAGE = ("ar.js",), 20_000  # each is loaded by who asks for it, on top of the others


def run(*command: str, **environment: str) -> None:
    done = subprocess.run(command, cwd=WEB, env=os.environ | environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_committed_page_is_what_its_sources_build(packages: Path, tmp_path: Path) -> None:
    run("npx", "--no-install", "vite", "build", WHOHOLDS_STATIC=str(tmp_path / "static"))  # types: `make check`
    built, committed = contents(tmp_path / "static"), contents(STATIC)
    assert built.keys() == committed.keys(), STALE
    assert [name for name in built if built[name] != committed[name]] == [], STALE


def test_the_types_of_answers_are_those_of_the_api(packages: Path, tmp_path: Path) -> None:
    document, types = tmp_path / "openapi.json", tmp_path / "schema.ts"
    document.write_text(json.dumps(create_app().openapi()), encoding="utf-8")
    command = shlex.split(json.loads((WEB / "package.json").read_text(encoding="utf-8"))["scripts"]["types"])
    places = {"openapi.json": str(document), "src/schema.ts": str(types)}
    run("npx", "--no-install", *(places.pop(word, word) for word in command))
    assert places == {}
    assert types.read_bytes() == (WEB / "src" / "schema.ts").read_bytes(), STALE


def test_what_needs_no_browser_holds_too(packages: Path) -> None:
    run("npm", "test", "--silent")


def test_locked_packages_have_hashes_and_no_address() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    locked = {name: entry for name, entry in lock["packages"].items() if name}
    assert len(locked) > 20
    for name, entry in locked.items():
        assert "resolved" not in entry, name
        assert entry["integrity"].startswith("sha512-"), name
    wanted = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}
    assert {name: locked[f"node_modules/{name}"]["version"] for name in versions} == versions
    assert "://" not in (WEB / ".npmrc").read_text(encoding="utf-8")


def test_all_files_together_are_small() -> None:
    files = {name: body for name, body in contents(STATIC).items() if name != "LICENCES.txt"}
    packed = {name: len(gzip.compress(body, mtime=0)) for name, body in files.items()}
    assert max(packed[name] for name in LANGUAGES) <= LANGUAGE
    assert sum(size for name, size in packed.items() if name not in LANGUAGES) <= ALL, packed


@pytest.mark.parametrize("address", ["/", "/custody?held=isis-suspects&as_of=2026-01"])
def test_what_is_loaded_before_anything_is_clicked_is_small(page: Page, address: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    visit(page, address)
    page.wait_for_load_state("networkidle")
    ours = [answer for answer in answers if "/v1/" not in answer.url and not answer.url.startswith("data:")]
    sizes = {answer.url: answer.request.sizes()["responseBodySize"] for answer in ours}
    assert any("/static/index.js" in url for url in sizes)
    fonts = sum(size for url, size in sizes.items() if url.endswith(".woff2"))
    assert fonts <= FONTS, sizes
    assert sum(sizes.values()) - fonts <= FIRST, sizes


def test_no_file_of_the_page_names_another_host_to_load_from() -> None:
    loading = re.compile(rb"(?:src|(?<!<a )href)=[\"']?https?://|url\([\"']?https?://|(?:import|fetch)\([\"']https?://")
    assert [name for name, body in contents(STATIC).items() if loading.search(body)] == []
