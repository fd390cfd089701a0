"""The guide: every page is there, served and as files; its links lead somewhere, and its commands do what it says."""

import json
import re
import shlex
from html import unescape
from itertools import takewhile
from pathlib import Path

import httpx
import pytest

from app.cli.main import TABLE
from app.guide.__main__ import write_site
from app.guide.pages import MADE, ROOT, list_pages
from app.guide.rendering import list_anchors
from tests.app.commands import run

CODE = re.compile(r"^```(?P<language>[a-z]+)\n(?P<text>.*?)^```", re.DOTALL | re.MULTILINE)
LINE = re.compile(r"^ {4}(?:\S+=\S* )*(?:\.venv/bin/)?whoholds (?P<words>.*)$", re.MULTILINE)
# those whose commands have a test of their own, which brings the files that they name
TRIED_ELSEWHERE = {"your-own-report"}
WRITTEN = {name: page.read() for name, page in list_pages().items() if page.file}
READ = {**WRITTEN, "README": (ROOT / "README.md").read_text(encoding="utf-8")}


def blocks(language: str) -> list[tuple[str, str]]:
    """Each block of code in a language, with the page that has it."""
    found = ((name, match) for name, text in READ.items() for match in CODE.finditer(text))
    return [(name, match["text"]) for name, match in found if match["language"] == language]


def steps() -> list[tuple[str, str, str]]:
    """Each command in a block that shows what is typed and what then is printed: its page, its words, the print."""
    found = []
    for name, text in blocks("console"):
        for part in re.split(r"^(?=\$ )", text, flags=re.MULTILINE) if name not in TRIED_ELSEWHERE else ():
            if part:
                line, _, printed = part.partition("\n")
                found.append((name, line.removeprefix("$ whoholds "), printed))
    return found


def test_every_page_of_the_folder_is_in_the_guide() -> None:
    there = {path.stem for path in (ROOT / "docs").glob("*.md")}
    assert there <= list_pages().keys()
    assert MADE.keys() <= list_pages().keys()


@pytest.mark.parametrize("made", MADE)
def test_a_page_made_from_the_code_has_something_to_say(made: str) -> None:
    text = list_pages()[made].read()
    assert text.startswith("# ")
    assert text.count("\n## ") >= 5
    assert text.count("\n|") > 50


def test_what_a_page_made_from_the_code_has_is_all_that_there_is() -> None:
    commands = list_pages()["commands"].read()
    assert [name for name in TABLE if f"\n## `whoholds {name}`\n" not in commands] == []
    assert "\n## `whoholds keys add`\n" in commands
    assert "\n## `GET /v1/custody/ledger`\n" in list_pages()["http"].read()
    assert "| `holds` |" in list_pages()["vocabulary"].read()
    assert "\n## `HOLDS`, a shortcut\n" in list_pages()["model"].read()
    assert "| `count.min` | number |" in list_pages()["columns"].read()


def test_as_files_each_link_leads_to_a_page_and_a_heading(tmp_path: Path) -> None:
    assert write_site(tmp_path) == len(list_pages())
    anchors = {name: list_anchors(page) for name, page in list_pages().items()}
    broken = []
    for name in list_pages():
        text = (tmp_path / f"{name}.html").read_text(encoding="utf-8")
        for target in re.findall(r'(?:href|src)="([^"]+)"', text):
            path, _, anchor = unescape(target).partition("#")
            if path.startswith(("https://", "http://")) or anchor == "main":
                continue
            there = (tmp_path / (path or f"{name}.html")).is_file()
            if not there or (anchor and anchor not in anchors[path.removesuffix(".html") if path else name]):
                broken.append((name, target))
    assert broken == []


def test_a_service_has_the_same_pages_and_no_others(base: str) -> None:
    with httpx.Client(base_url=base, timeout=60, follow_redirects=True) as client:
        front = client.get("/guide")
        assert front.url.path == "/guide/"
        met = set(re.findall(r'<a href="/guide/([a-z0-9-]+)', front.text))
        assert met == list_pages().keys() - {"index"}
        for name in sorted(met):
            answer = client.get(f"/guide/{name}")
            assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8"), name
            assert answer.text.count("<h1") == 1, name
            assert not re.search(r"<script|style=|https?://[^\"\s]*\.(?:js|css|woff)", answer.text), name
        pictures = set(re.findall(r'src="(/guide/[a-z-]+\.svg)"', client.get("/guide/time-and-numbers").text))
        assert pictures
        for path in ("/guide/guide.css", *pictures):
            assert client.get(path).status_code == 200
        for path in ("/guide/nothing", "/guide/../pyproject.toml", "/guide/%2e%2e/pyproject.toml", "/guide/page.html"):
            assert client.get(path).status_code == 404, path


@pytest.mark.parametrize(("page", "words", "printed"), steps())
def test_a_command_prints_what_its_page_says(everything: Path, page: str, words: str, printed: str) -> None:
    done = run(everything, *shlex.split(words))
    assert done.returncode == 0, done.stderr
    assert " ".join(done.stdout.split()).startswith(" ".join(printed.split()))


def test_every_command_that_a_page_names_is_one_with_these_options() -> None:
    wrong = []
    for name, text in READ.items():
        for match in LINE.finditer(text):
            words = list(
                takewhile(lambda word: word not in ("&&", "|", ">"), shlex.split(match["words"], comments=True))
            )
            command = TABLE[words[0]].load(words[0]) if words[:1] and words[0] in TABLE else None
            known = {option for one in command.params for option in one.opts} | {"--help"} if command else set()
            if command is None or not (
                {word for word in words if word.startswith("--")} <= known or hasattr(command, "commands")
            ):
                wrong.append((name, match[0].strip()))
    assert wrong == []


@pytest.mark.parametrize("query", [text for _, text in blocks("cypher")])
def test_a_query_of_the_guide_finds_something(everything: Path, query: str, tmp_path: Path) -> None:
    file = tmp_path / "query.cypher"
    file.write_text(query, encoding="utf-8")
    done = run(everything, "cypher", str(file), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rows"]


def test_an_address_that_a_page_asks_answers(base: str) -> None:
    asked = [
        (name, address)
        for name, text in READ.items()
        for line in text.splitlines()
        if " -d " not in line and "POST" not in line
        for address in re.findall(r"http://127\.0\.0\.1:8000(/v1/[^\s'\"]+)", line)
    ]
    assert len(asked) > 5
    for name, address in asked:
        assert httpx.get(f"{base}{address}", timeout=60).status_code == 200, (name, address)
