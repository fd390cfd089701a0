"""Commands next to a running service: they ask it, and answer by themselves wherever it cannot answer as they would."""

import json
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib import import_module
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import click
import httpx
import pytest
from click.testing import CliRunner

from app.cli import options, service
from app.cli.asking import options_of
from app.cli.main import TABLE, cli
from app.cli.service import ServiceNote, find_service, remove_note, write_note
from app.question import PREFIX, Question
from app.questions import load_question, read_headings
from graph.store.engine.embedded_files import write_private
from graph.store.settings import Settings, load_settings
from tests.app.test_cli import ROOT, SAME, run

HEAVY = ("pyarrow", "scipy", "networkx", "numpy", "pandas", "neo4j", "fastapi", "pydantic")
# what a command needs of `graph` to find a service and to repeat its errors
WITHOUT_ANSWERS = {
    "graph.errors",
    "graph.model",
    "graph.model.labels",
    "graph.names",
    "graph.names.entries",  # closed words of search
    "graph.store",
    "graph.store.engine",
    "graph.store.engine.embedded_files",
    "graph.store.engine.processes",  # whether the service still runs
    "graph.store.settings",
    "ingest",
    "ingest.shipped",  # what is not loaded
}
CUSTODY = "custody --held isis-suspects --as-of 2026-02-05"
NO_QUESTIONS = ("status", "model")  # this process answers model from files of its own
WORDS = [*(words for words, _ in SAME if words not in NO_QUESTIONS), "cypher holders_on_a_day --param day=2019-06-01"]
WRONG = [
    "custody --held nobody-at-all",
    "entity Iraq",
    "entity nobody-at-all",
    "entity a/b",
    "source none.json",
    "custody --data-version 99",
    "custody --certainty maybe",
    "custody --limit 0",
    "balance --seconds 0",
    "changes --since -1",
    "contested --group 999",
    "cypher - --param a=1",
    "search ...",
]
ASKED = {words.split()[0]: words for words, _ in SAME if words not in NO_QUESTIONS} | {
    "methods": "methods",
    "stories": "stories",
    "story": "story iraq-2014-2019",
    "ledger": "ledger --held isis-suspects",
    "words": "words arrests",
}
QUESTIONS = [load_question(heading.name) for heading in read_headings()]


@pytest.fixture
def settings(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """Commands of this process use the data folder of the tests, and no `.env`."""
    for name in list(os.environ):
        if name.startswith(("NEO4J_", "WHOHOLDS_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("WHOHOLDS_DATA", str(data))
    monkeypatch.chdir(tmp_path)
    return load_settings()


@pytest.fixture
def note(settings: Settings) -> Callable[[int], ServiceNote]:
    """Tells commands of a service of this process on a port."""

    def write(port: int) -> ServiceNote:
        write_note(settings, "127.0.0.1", port)
        found = find_service(settings)
        assert found is not None
        return found

    return write


@pytest.fixture(autouse=True)
def no_note_is_left(settings: Settings) -> Iterator[None]:
    yield
    (settings.data / "service.json").unlink(missing_ok=True)


def answer(words: str) -> tuple[str, object]:
    """What a command of this process writes, and the error that it ends with."""
    done = CliRunner().invoke(cli, words.split(), input="CREATE (n)", standalone_mode=False)
    error = done.exception
    fields = {name: getattr(error, name, None) for name in ("message", "parameter", "hint", "choices")}
    return done.stdout, (type(error).__name__, fields) if error else None


@contextmanager
def no_database() -> Iterator[None]:
    """A command that opens a database meanwhile fails."""

    @contextmanager
    def refuse() -> Iterator[None]:
        raise AssertionError("the command opened a database")
        yield

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(options, "open_store", refuse)
        yield


def port_of(base: str) -> int:
    return int(base.rpartition(":")[2])


@pytest.mark.parametrize("words", WORDS)
def test_the_service_answers_as_the_command_itself(
    base: str, note: Callable[[int], ServiceNote], settings: Settings, words: str
) -> None:
    answer(words)  # the first query in Cypher waits for an engine, and says so
    itself = [answer(f"{words} --json"), answer(words)]
    note(port_of(base))
    with no_database():
        assert [answer(f"{words} --json"), answer(words)] == itself
    assert [error for _, error in itself] == [None, None]
    assert json.loads(itself[0][0])


@pytest.mark.parametrize("words", WRONG)
def test_what_goes_wrong_is_said_in_the_same_words(base: str, note: Callable[[int], ServiceNote], words: str) -> None:
    itself = answer(words)
    note(port_of(base))
    assert answer(words) == itself
    assert itself[1] is not None


def test_status_comes_from_the_service_too(base: str, note: Callable[[int], ServiceNote]) -> None:
    def answer_status() -> str:
        written, error = answer("status")
        assert error is None
        assert re.search(r"heap may grow to [\d,]+ MB", written)
        return re.sub(r"takes [\d,]+ MB", "", written)  # of this moment

    itself = answer_status()
    note(port_of(base))
    with no_database():
        assert answer_status() == itself


def test_no_proxy_of_the_environment_is_asked(
    base: str, note: Callable[[int], ServiceNote], monkeypatch: pytest.MonkeyPatch
) -> None:
    note(port_of(base))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with no_database():
        assert answer(f"{CUSTODY} --json")[1] is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("program", "another"),
        ("data", "/another/folder"),
        ("neo4jUri", "bolt://127.0.0.1:1"),
        ("neo4jDatabase", "another"),
        ("texts", "/other/texts"),
    ],
)
def test_a_service_on_something_else_is_not_asked(
    note: Callable[[int], ServiceNote], settings: Settings, field: str, value: str
) -> None:
    found = note(1)
    write_private(settings.data / "service.json", asdict(replace(found, rests_on={**found.rests_on, field: value})))
    assert find_service(settings) is None


def test_a_note_that_a_dead_service_left_or_nobody_can_read_is_not_followed(
    note: Callable[[int], ServiceNote], settings: Settings
) -> None:
    found, file = note(1), settings.data / "service.json"
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    for content in (
        asdict(replace(found, pid=ended.pid)),
        asdict(replace(found, start=found.start - 60)),  # another process has its number by now
        {"pid": "x"},
        {},
    ):
        write_private(file, content)
        assert find_service(settings) is None
    file.write_text("{", encoding="utf-8")
    assert find_service(settings) is None


def test_only_its_own_note_is_removed(note: Callable[[int], ServiceNote], settings: Settings) -> None:
    found, file = note(1), settings.data / "service.json"
    write_private(file, asdict(replace(found, pid=found.pid + 1)))
    remove_note(settings)
    assert file.exists()
    note(1)
    remove_note(settings)
    assert not file.exists()


def test_a_command_answers_by_itself_where_nobody_listens(note: Callable[[int], ServiceNote]) -> None:
    itself = answer(CUSTODY)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        note(free.getsockname()[1])
        assert answer(CUSTODY) == itself


def test_a_command_answers_by_itself_where_the_service_hangs(
    note: Callable[[int], ServiceNote], monkeypatch: pytest.MonkeyPatch
) -> None:
    itself = answer(CUSTODY)
    monkeypatch.setattr(service, "READY_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections, and says nothing
        note(silent.getsockname()[1])
        assert answer(CUSTODY) == itself


@contextmanager
def answering(reply: Callable[[str], tuple[int, bytes]]) -> Iterator[int]:
    """The port of a server that answers as `reply` says of each path."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, body = reply(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "application/json" if status == 200 else "application/problem+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


READY = (200, b'{"status": "ready", "dataVersion": 1}')
PROBLEM = b'{"type": "about:blank", "title": "", "status": 0, "detail": "no"}'
INVALID = b'{"type": "urn:whoholds:invalid-input", "title": "", "status": 422, "detail": "no"}'


@pytest.mark.parametrize(
    "reply",
    [
        lambda path: (503, PROBLEM),
        lambda path: READY if path == "/readyz" else (429, PROBLEM),
        lambda path: READY if path == "/readyz" else (503, PROBLEM),
        lambda path: READY if path == "/readyz" else (500, b"oh"),
        lambda path: READY if path == "/readyz" else (422, INVALID),  # such as a parameter that it does not know
        lambda path: READY if path == "/readyz" else (200, b"<html>"),
        lambda path: (200, b"[]"),
        lambda path: READY if path == "/readyz" else threading.Event().wait(0.6) or READY,
    ],
    ids=["not-ready", "full", "busy", "fault", "refusal", "no-json", "another-program", "hangs-once-ready"],
)
def test_a_command_answers_by_itself_where_the_service_does_not(
    note: Callable[[int], ServiceNote], monkeypatch: pytest.MonkeyPatch, reply: Callable[[str], tuple[int, bytes]]
) -> None:
    itself = answer(CUSTODY)
    monkeypatch.setattr(service, "ANSWER_SECONDS", 0.2)
    with answering(reply) as port:
        note(port)
        assert answer(CUSTODY) == itself


def test_what_was_loaded_before_is_in_the_answer_though_the_service_is_still_behind(
    note: Callable[[int], ServiceNote],
) -> None:
    seen = []

    def reply(path: str) -> tuple[int, bytes]:
        version = parse_qs(urlsplit(path).query).get("version")
        seen.append(version)
        if path == "/readyz":
            return 200, b'{"status": "ready", "dataVersion": 7}'
        return 200, json.dumps({"dataVersion": int(version[0]) if version else 6}).encode()

    with answering(reply) as port, no_database():
        note(port)
        assert json.loads(answer(f"{CUSTODY} --json")[0]) == {"dataVersion": 7}
        assert seen == [None, None, ["7"]]
        seen.clear()
        assert json.loads(answer(f"{CUSTODY} --data-version 3 --json")[0]) == {"dataVersion": 3}
        assert seen == [None, ["3"]]


def imported_after(data: Path, words: str) -> set[str]:
    """The modules that a command has imported at its end."""
    code = (
        "import sys; from app.cli import main; main.run_command(); "
        "print(*(name for name in sys.modules if ' ' not in name), file=sys.stderr)"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "WHOHOLDS_"))}
    done = subprocess.run(
        [sys.executable, "-c", code, *words.split()],
        cwd=ROOT,
        env=environment | {"WHOHOLDS_DATA": str(data), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout
    return set(done.stderr.split())


def select_answering(modules: set[str]) -> set[str]:
    """Those that compute answers or take long, of the modules that a command has imported."""
    rooms = ("graph.", "app.answers", "app.sentences", "app.questions.", "ingest")
    return {name for name in modules if name in (*HEAVY, "yaml") or name.startswith(rooms)} - WITHOUT_ANSWERS


@pytest.mark.parametrize("words", ["--help", "custody --help", "paths --help"])
def test_help_imports_nothing_that_answers(data: Path, words: str) -> None:
    assert select_answering(imported_after(data, words)) == set()


@pytest.mark.parametrize("words", [*ASKED.values(), f"{CUSTODY} --json"])
def test_a_question_to_a_service_imports_nothing_that_answers(
    base: str, data: Path, note: Callable[[int], ServiceNote], words: str
) -> None:
    note(port_of(base))
    assert select_answering(imported_after(data, words)) == set()


def test_every_question_with_a_command_is_among_those_asked() -> None:
    assert set(ASKED) == {heading.command for heading in read_headings() if heading.command}


def test_an_answer_is_imported_without_a_database_and_without_arrays() -> None:
    heavy = (*HEAVY, "filelock", "pydantic_settings")
    code = f"import sys, app.questions.custody; print(*sorted(set(sys.modules) & set({heavy})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_question_without_a_service_imports_no_more_than_it_needs(data: Path) -> None:
    assert imported_after(data, CUSTODY) & set(HEAVY) == {"neo4j", "numpy"}


def test_a_command_in_a_process_of_its_own_is_answered_alike(
    base: str, data: Path, note: Callable[[int], ServiceNote]
) -> None:
    words = ("custody", "--held", "nobody-at-all")
    itself = run(data, *words)
    note(port_of(base))
    over_http = run(data, *words)
    assert (over_http.returncode, over_http.stderr) == (itself.returncode, itself.stderr) == (4, itself.stderr)


def test_the_list_of_commands_says_of_each_what_its_own_help_says_first() -> None:
    for name, entry in TABLE.items():
        found = cli.get_command(click.Context(cli), name)
        assert found is not None
        assert (found.help or "").replace("\n\n", " ").startswith(entry.about.removesuffix(".")), name
    own = {entry.module for entry in TABLE.values() if entry.module}
    made = {heading.command for heading in read_headings() if heading.command}
    assert {command.name for module in own for command in import_module(module).COMMANDS} == set(TABLE) - made


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.path for question in QUESTIONS])
def test_a_command_has_the_parameters_of_its_address(base: str, question: Question) -> None:
    route = httpx.get(f"{base}/openapi.json", timeout=60).json()["paths"][PREFIX + question.path]["get"]
    by_http = {
        found["name"]: (found["required"], found["description"].replace("`", ""))
        for found in route.get("parameters", ())
        if found["in"] == "query"
    }
    by_command = {
        option.opts[0].removeprefix("--").removeprefix("data-").replace("-", "_"): (option.required, option.help)
        for option in options_of(question.parameters)
    }
    assert by_command.keys() == by_http.keys() - {"cursor"}
    for name, (required, text) in by_command.items():
        words = str(text).replace("--", "").replace("-", "_").replace("`", "")
        assert (required, words) == (by_http[name][0], by_http[name][1].replace("-", "_"))
