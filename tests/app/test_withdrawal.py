"""`whoholds withdraw`: nothing of what was withdrawn is on the disk, in any answer, or comes back with a load."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.cli.main import run_command
from app.main import create_app
from graph.errors import Unavailable
from graph.store.engine import embedded
from graph.store.store import Store
from graph.store.writing.withdrawing import withdraw
from tests.app.commands import run
from tests.app.conftest import caught_up, served, settings_for

MARK = re.compile(rb"quagga", re.IGNORECASE)  # in all that is to go, and nowhere else
SOURCE = "id: lake\ntitle: Lake roll\npublisher: post\npublished: {on: 2020-03-01}\nlicence: CC0-1.0\n"
STAYS = """\
entities:
  - {id: post, label: Actor, kind: media, name: Lake Post}
  - {id: navy, label: Actor, kind: armed_force, name: Lake Navy}
  - {id: fishers, label: Group, kind: people, name: Fishers}
"""
GOES = """\
  - {id: quagga-guard, label: Actor, kind: armed_force, name: Quagga Guard, aliases: [the Quaggas],
     names: {fr: Garde Quagga}}
  - {id: quagga-source, label: Actor, kind: anonymous, name: a nurse of Quagga}
"""
STATEMENTS = """\
statements:
  - key: roll
    predicate: holds
    roles: {subject: [navy], object: [fishers]}
    observed: 2020-01-05
    count: {wording: about 20, kind: stock}
    cite: {locator: page 1}
  - key: answer
    predicate: holds
    roles: {subject: [navy], object: [fishers]}
    observed: 2020-01-06
    responds_to: [{key: secret, stance: confirms}]
    cite: {locator: page 2}
  - key: later
    predicate: releases
    roles: {subject: [navy], object: [fishers]}
    on: {within: 2020-01, bounds: [{relation: after, of: secret}]}
    cite: {locator: page 3}
"""
SECRET = """\
  - key: secret
    predicate: holds
    roles: {subject: [quagga-guard], object: [fishers]}
    observed: 2020-01-05
    said_by: quagga-source
    count: {wording: NUMBER, kind: stock}
    note: Told by the nurse of the quagga ward, house NUMBER.
    cite: {locator: quagga page}
"""


def write(folder: Path, number: str, key: str = "secret") -> str:
    folder.mkdir(exist_ok=True)
    (folder / "source.yml").write_text(SOURCE, encoding="utf-8")
    secret = SECRET.replace("NUMBER", number).replace("key: secret", f"key: {key}")
    text = (
        STAYS + GOES + STATEMENTS.replace("of: secret", f"of: {key}").replace("{key: secret", f"{{key: {key}") + secret
    )
    (folder / "dossier.yml").write_text(text, encoding="utf-8")
    return str(folder)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with two versions of a statement, of which the second was asked about in all ways."""
    folder = tmp_path_factory.mktemp("withdrawal")
    embedded.start_engine(folder, idle=600)
    for number in ("41", "42"):
        assert run(folder, "load", write(folder.parent / "lake", number)).returncode == 0
    yield folder
    embedded.stop_engine(folder)


@pytest.fixture(scope="module")
def base(own: Path) -> Iterator[str]:
    with served(create_app(settings_for(own))) as address:
        yield address


ASKED = [
    "custody?held=fishers&as_of=2020-01-05", "custody?held=fishers&as_of=2020-01-05&version=1&include=statements",
    "custody?held=fishers&as_of=2020-01-05&version=2&include=statements", "entities", "entities?version=1", "sources",
    "entities/fishers/statements", "entities/fishers/statements?version=1", "changes?since=0", "search?q=quagga",
    "contested", "silences", "alliances?as_of=2020-01-05", "groups?as_of=2020-01-05", "statements/lake:answer",
    "statements/lake:later?explain=true", "statements/lake:secret", "network?as_of=2020-01-05", "judgements", "status",
    "custody/series?held=fishers", "custody/ledger?held=fishers&from=2020-01-01&to=2020-02-01", "events",
]  # fmt: skip
CYPHER = "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN n, r, m LIMIT 1000"


def ask_all(base: str) -> dict[str, bytes]:
    end = time.monotonic() + 60
    while "dataVersion" not in httpx.get(f"{base}/readyz", timeout=60).json() and time.monotonic() < end:
        time.sleep(0.1)  # the engine was ended, and another one starts
    caught_up(base)
    found = {path: httpx.get(f"{base}/v1/{path}", timeout=60).content for path in ASKED}
    found["cypher"] = httpx.post(f"{base}/v1/cypher", json={"query": CYPHER}, timeout=120).content
    return found


def test_files_are_cleaned_by_the_same_command_again_where_it_was_ended_half_way(tmp_path: Path) -> None:
    own = tmp_path / "data"
    try:
        assert run(own, "load", write(tmp_path / "lake", "41")).returncode == 0
        with Store(settings_for(own)) as store:
            withdraw(store, "lake:secret", "for the safety of a source")  # and the command is killed
        embedded.stop_engine(own)
        assert find_on_disk(own)
        again = run(own, "withdraw", "lake:secret", "--reason", "for the safety of a source", "--yes")
        assert (again.returncode, "nothing of it is left" in again.stderr) == (2, True)
        embedded.stop_engine(own)
        assert find_on_disk(own) == []
    finally:
        embedded.stop_engine(own)


def test_a_withdrawal_that_fails_half_way_erases_nothing_and_the_same_command_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "data"
    monkeypatch.setenv("WHOHOLDS_DATA", str(own))
    again = ["withdraw", "lake:secret", "--reason", "for the safety of a source", "--yes"]
    try:
        assert run(own, "load", write(tmp_path / "lake", "41")).returncode == 0

        before = run(own, "statement", "lake:secret", "--json").stdout

        def publish(*_: object, **__: object) -> None:
            raise Unavailable("the disk of the database is full", hint="make room")

        with monkeypatch.context() as faulty:
            faulty.setattr("graph.store.writing.withdrawing._publish", publish)  # all before it is written by then
            faulty.setattr("sys.argv", ["whoholds", *again])
            assert run_command() == 5
        told = capsys.readouterr().err
        assert "nothing of it is erased" in told
        assert "make room" in told
        assert "run the same command again: whoholds withdraw lake:secret" in told
        assert run(own, "statement", "lake:secret", "--json").stdout == before
        done = run(own, *again)
        assert done.returncode == 0, done.stderr
        assert "1 statement" in done.stdout
        embedded.stop_engine(own)
        assert find_on_disk(own) == []
    finally:
        embedded.stop_engine(own)


def find_on_disk(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path.relative_to(folder)) for path in files if MARK.search(path.read_bytes())]


def test_what_is_withdrawn_is_gone_from_the_disk_from_answers_and_from_loads(own: Path, base: str) -> None:
    before = ask_all(base)
    assert sum(bool(MARK.search(answer)) for answer in before.values()) > 10  # they would tell it
    assert find_on_disk(own)
    id_ = json.loads(before["statements/lake:secret"])["statement"]["id"]

    seen = run(own, "withdraw", "lake:secret", "--reason", "for the safety of a source", text="n\n")
    assert seen.returncode == 130
    for word in ("1 statement (2 versions), 2 entities and no sources", "lake:secret", "quagga-guard (Quagga Guard)"):
        assert word in seen.stderr.replace("0 sources", "no sources")
    assert ask_all(base)["statements/lake:secret"] == before["statements/lake:secret"]  # nothing was done

    done = run(own, "withdraw", "lake:secret", "--reason", "for the safety of a source", "--yes", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["withdrawn"], told["versions"], told["entities"]) == ("lake:secret", 2, 2)
    after = ask_all(base)
    assert [path for path, answer in after.items() if MARK.search(answer) and "q=quagga" not in path] == []
    assert json.loads(after["search?q=quagga"])["rows"] == []
    note = "was withdrawn on "
    for path in ASKED[:3]:
        assert any(note in one and "for the safety of a source" in one for one in json.loads(after[path])["notes"])
    assert "data version 1 is not as it was" in after[ASKED[1]].decode()
    for asked in ("lake:secret", id_):
        gone = httpx.get(f"{base}/v1/statements/{asked}", timeout=60)
        assert (gone.status_code, "lake:secret was withdrawn on" in gone.text) == (404, True)

    checked = run(own, "check", "--store")
    assert (checked.returncode, checked.stdout) == (0, "the shortcut edges are what the statements say\n")
    lake = own.parent / "lake"
    for number, key in (("42", "secret"), ("43", "secret"), ("42", "other-key")):
        again = run(own, "load", write(lake, number, key))
        assert again.returncode == 3
        assert "was withdrawn on" in again.stderr
        assert "for the safety of a source" in again.stderr
        assert [path for path, answer in ask_all(base).items() if MARK.search(answer) and "q=quagga" not in path] == []
    embedded.stop_engine(own)
    assert find_on_disk(own) == []
