"""`whoholds publish`: the other store answers everything as one that never had what is internal, byte for byte."""

import json
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import takewhile
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from app.judgements import follow_judgements
from app.keys import KeyFile, Role
from app.main import create_app
from app.publishing import publish_to
from app.service import Service
from graph.store.engine import embedded
from graph.store.engine.connection import Engine, connect
from graph.store.reading.words import adopt_words
from graph.store.store import Store
from ingest.files import LINE
from ingest.loading import load_source
from tests.app.commands import run
from tests.app.conftest import caught_up, served, settings_for
from tests.app.test_withdrawal import SOURCE, STAYS, find_on_disk
from tests.conftest import wipe
from tests.engines.embedded_database import lend_folder
from tests.graph.store.reports import everything, keys

SHIPPED = Path(__file__).resolve().parents[2] / "ingest" / "sources"
ELSEWHERE = {"X-Forwarded-For": "192.0.2.1"}
REPORT = "isis-detainee-transfer"
# a plan that is confirmed, an event by which another row is dated, and a speaker
HIDDEN_ROWS, HIDDEN_ENTITY = ("us-agreed-transfer", "isis-defeated-in-iraq"), "iraqi-security-source"
WRONG_INPUT, NO_DATABASE = 2, 5

DAYS = ("2017-06-01", "2019-03-23", "2026-01-25", "2026-02-05")
IDS = ("sdf", "iraq", "isis-suspects", "us-led-coalition", "asayish-syria", HIDDEN_ENTITY, "hts", "nobody")
KEYS = (*(f"{REPORT}:{row}" for row in HIDDEN_ROWS), f"{REPORT}:iraq-offers-fair-trial", f"{REPORT}:nothing")
ADDRESSES = (
    *(f"/v1/custody{form}?as_of={day}&include=statements" for day in DAYS for form in ("", ".csv", ".svg")),
    *(f"/v1/custody?held={id_}&as_of=2026-02-05&include=explain" for id_ in IDS),
    *(f"/v1/custody/{what}?held=isis-suspects" for what in ("series", "ledger", "chain")),
    "/v1/custody/series.svg?held=isis-suspects", "/v1/custody/diff?from=2019-03-23&as_of=2026-02-05",
    *(f"/v1/alliances{form}?as_of={day}" for day in DAYS for form in ("", ".csv", ".gexf", "/balance")),
    "/v1/alliances/series?a=sdf&b=iraq", "/v1/alliances/series", "/v1/alliances/diff?from=2019-01-01&as_of=2026-02-05",
    *(f"/v1/alliances?actor={id_}&as_of=2026-01-25" for id_ in IDS),
    "/v1/network?as_of=2026-02-05", "/v1/network.svg?as_of=2026-02-05", "/v1/network/spells",
    *(f"/v1/entities/{id_}{more}" for id_ in IDS for more in ("", "/statements")),
    *(f"/v1/statements/{key}" for key in KEYS),
    *(f"/v1/sources/{id_}" for id_ in (REPORT, "reported-figures", "reference", "none")),
    *(f"/v1/search?q={words}" for words in ("iraq", "security+source", "prison", "Guantanamo", "agreed", "judiciary")),
    *(f"/v1/paths?from=sdf&to={id_}&as_of=2026-01-25" for id_ in IDS),
    *(f"/v1/{what}?limit=1000" for what in ("entities", "groups", "places", "sources", "events", "plans", "contested",
                                            "silences", "matches")),
    "/v1/entities.csv", "/v1/changes?since=0", "/v1/changes?since=0&limit=1000", "/v1/vocabulary", "/v1/model",
    "/v1/queries", "/v1/status", "/v1/custody?held=isis-suspects&as_of=2026-02-05&version=1", "/readyz",
    f"/v1/custody?held=isis-suspects&as_of=2026-02-05&exclude={HIDDEN_ENTITY}", "/v1/custody?as_of=yesterday",
    "/v1/custody?held=isis-suspects&as_of=2026-02-05&known_at=2019-01-01", "/v1/custody?held=isis-suspects&lang=ar",
)  # fmt: skip


@pytest.fixture
def folders(embedded_engine: Engine, tmp_path: Path) -> Iterator[dict[str, Path]]:
    """Data folders: of everything, of what is published, and of one that never had anything internal.

    The first one has the engine of all tests.
    """
    found = {name: tmp_path / name for name in ("public", "never")}
    with lend_folder(embedded_engine) as main:
        yield {"main": main, **found}
    for folder in found.values():
        embedded.stop_engine(folder)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """A data folder of its own: who withdraws something from it ends its engine."""
    yield tmp_path / "own"
    embedded.stop_engine(tmp_path / "own")


def fill(data: Path, sources: Sequence[str]) -> None:
    with Store(settings_for(data)) as store:
        for source in sources:
            load_source(store, source)
        follow_judgements(store, settings_for(data))


def copy_source(id_: str, folder: Path, **changes: Any) -> Path:
    """A shipped source with other things in its `source.yml`."""
    shutil.copytree(SHIPPED / id_, folder / id_, ignore=shutil.ignore_patterns("__pycache__"))
    path = folder / id_ / "source.yml"
    content = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) | changes
    path.write_text(yaml.safe_dump({name: value for name, value in content.items() if name != LINE}), encoding="utf-8")
    return folder / id_


def rewrite(folder: Path, without: bool) -> str:
    """The report with some rows and a speaker marked internal; or `without` these and all that names them."""
    path = folder / "dossier.yml"
    content = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    gone = set(HIDDEN_ROWS)
    for row in content["statements"]:
        if row["key"] in HIDDEN_ROWS:
            row["internal"] = "true"
    for row in content["entities"]:
        if row["id"] == HIDDEN_ENTITY:
            row["internal"] = "true"
    while without and (more := {row["key"] for row in content["statements"] if _names(row, gone)} - gone):
        gone |= more
    if without:
        assert len(gone) > len(HIDDEN_ROWS) + 2
        content["statements"] = [row for row in content["statements"] if row["key"] not in gone]
        content["entities"] = [row for row in content["entities"] if row["id"] != HIDDEN_ENTITY]
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return str(folder)


def _names(row: Any, gone: set[str]) -> bool:
    """Whether a row has the key of a row that is gone, or the internal speaker, as a value, but in notes."""
    if isinstance(row, dict):
        return any(_names(value, gone) for name, value in row.items() if name != "note")
    if isinstance(row, list):
        return any(_names(value, gone) for value in row)
    return row == HIDDEN_ENTITY or str(row).partition("#")[0] in gone


def mask(body: str) -> str:
    """A body without the times of loads, hashes of what tells these, and ids of requests."""
    body = re.sub(r'"requestId":"[^"]*"', "REQUEST", body)
    if '"versions":[' in body:
        body = re.sub(r'"hash":"[^"]*"(,"id":"[^"]*")?', "HASH", body)  # the id of a pin ends with its hash
    return re.sub(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^",]*', "AT", body)


def find_difference(one: str, other: str) -> tuple[str, str] | None:
    """Where two texts first differ, with what stands around it."""
    if one == other:
        return None
    at = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one[max(0, at - 200) : at + 200], other[max(0, at - 200) : at + 200]


def test_everything_is_answered_as_if_there_had_never_been_anything_internal(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    hidden = copy_source("reported-figures", tmp_path / "a", internal=True)
    whole, clean = (copy_source(REPORT, tmp_path / name, expect={}) for name in ("b", "c"))
    fill(folders["main"], ["reference", rewrite(whole, without=False), str(hidden)])
    done = run(folders["main"], "publish", str(folders["public"]), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["datasets"] == [REPORT, "reference"]
    assert set(told["leftOut"]) == {
        "marked internal", "of an internal source", "names an internal entity", "depends on an internal statement",
    }  # fmt: skip
    fill(folders["never"], ["reference", rewrite(clean, without=True)])

    with ExitStack() as stack:
        public, never = (
            stack.enter_context(served(create_app(settings_for(folders[name])))) for name in ("public", "never")
        )
        wrong = []
        for address in ADDRESSES:
            found, expected = (httpx.get(base + address, timeout=120) for base in (public, never))
            assert found.status_code < 500, address
            # pictures have the address where they were made
            plain = (one.text.replace(base, "http://service") for one, base in ((found, public), (expected, never)))
            texts = (f"{one.status_code} {mask(text)}" for one, text in zip((found, expected), plain, strict=True))
            if told := find_difference(*texts):
                wrong.append((address, *told))
        assert wrong == []
        with Store(settings_for(folders["public"])) as one, Store(settings_for(folders["never"])) as other:
            adopt_words(one)
            assert everything(one) == everything(other)


def test_a_store_with_anything_internal_asks_strangers_for_a_key(own: Path, tmp_path: Path) -> None:
    data = own
    folder = write_lake(tmp_path / "lake", "")
    assert run(data, "load", str(folder)).returncode == 0
    address = "/v1/custody?held=fishers&as_of=2020-01-05"
    key = {"Authorization": f"Bearer {KeyFile(data).add('desk', Role.READER)}"}
    with served(create_app(settings_for(data))) as base:

        def ask(path: str, **headers: str) -> int:
            return httpx.get(base + path, headers=headers, timeout=60).status_code

        assert (ask(address, **ELSEWHERE), is_internal(base)) == (200, False)
        write_lake(folder, "    internal: true\n")
        assert run(data, "load", str(folder)).returncode == 0
        caught_up(base)
        for path in (address, "/v1/status", "/", "/metrics", "/v1/custody.svg?as_of=2020-01-05", "/openapi.json"):
            assert ask(path, **ELSEWHERE) == 401, path
            assert ask(path, **ELSEWHERE, **key) == 200, path
            assert ask(path) == 200, path
        assert ask("/healthz", **ELSEWHERE) == 200
        assert is_internal(base)
        assert run(data, "unload", "lake").returncode == 0
        caught_up(base)
        assert ask(address, **ELSEWHERE) == 401  # an earlier data version has it still
        assert "Something in it is internal" in run(data, "backup", str(tmp_path / "made")).stdout
        assert run(data, "withdraw", "lake", "--reason", "asked for", "--yes").returncode == 0
        wait_until_ready(base)
        assert ask("/v1/vocabulary", **ELSEWHERE) == 200


def test_the_store_is_not_asked_for_each_answer_from_memory(
    folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.service.ASK_SECONDS", 60.0)
    asked: list[str] = []
    ask_internal = Service.ask_internal

    def ask_and_count(service: Service) -> bool:
        asked.append("once")
        return ask_internal(service)

    monkeypatch.setattr(Service, "ask_internal", ask_and_count)
    assert run(folders["main"], "load", str(write_lake(tmp_path / "lake", ""))).returncode == 0
    with served(create_app(settings_for(folders["main"]))) as base:
        counts = []
        for day in (5, 6, 7) * 3:
            path = f"/v1/custody?held=fishers&as_of=2020-01-0{day}"
            assert httpx.get(base + path, headers=ELSEWHERE, timeout=60).status_code == 200
            counts.append(len(asked))
    # for each new answer, and for the last of them once more: it came into memory after the store was asked for it
    assert counts == [1, 2, 3, 3, 3, 4, 4, 4, 4]


@pytest.mark.long
def test_nothing_internal_is_told_while_the_service_does_not_know_of_it_yet(
    folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Service, "_look", lambda _: None)  # as while it prepares the view of another version
    data = folders["main"]
    folder = write_lake(tmp_path / "lake", "")
    assert run(data, "load", str(folder)).returncode == 0
    paths = (
        "/", "/v1/status", "/metrics", "/v1/sources", "/v1/sources.csv?version=1", "/v1/queries/sources",
        "/v1/custody?held=fishers&as_of=2020-01-05", "/v1/entities/nobody",
    )  # fmt: skip
    ahead = ("/v1/sources?version=2", "/v1/entities/quagga-guard?version=2", "/v1/sources.csv?version=3")
    with served(create_app(settings_for(data))) as base:

        def ask(path: str, **headers: str) -> httpx.Response:
            return httpx.get(base + path, headers=headers, timeout=60)

        assert {path: ask(path, **ELSEWHERE).status_code for path in paths} == dict.fromkeys(paths, 200) | {
            "/v1/entities/nobody": 404
        }
        guard = "  - {id: quagga-guard, label: Actor, kind: armed_force, name: Quagga Guard, internal: true}\n"
        write_lake(folder, "    internal: true\n", guard)
        assert run(data, "load", str(folder)).returncode == 0
        for path in (*paths, *ahead):
            found = ask(path, **ELSEWHERE)
            assert (found.status_code, "Quagga Guard" in found.text) == (401, False), path
            assert found.headers["www-authenticate"].startswith("Bearer"), path
            assert httpx.head(base + path, headers=ELSEWHERE, timeout=60).status_code == 401, path
        assert "Quagga Guard" in ask("/v1/entities/quagga-guard?version=2").text  # on this machine
        assert ask("/healthz", **ELSEWHERE).status_code == 200


def test_what_is_published_where_is_kept_and_other_stores_are_refused(folders: dict[str, Path], tmp_path: Path) -> None:
    data, public = folders["main"], folders["public"]
    folder = write_lake(tmp_path / "lake", "    internal: true\n")
    assert run(data, "load", str(folder)).returncode == 0
    judged = "- {id: one, ids: [post, navy], verdict: unsure, by: me, on: 2026-01-01, why: no idea}\n"
    (data / "judgements.yml").write_text(judged, encoding="utf-8")
    done = run(data, "publish", str(public))
    assert done.returncode == 0, done.stderr
    assert "left out: 1 statement, marked internal" in done.stdout
    assert (public / "judgements.yml").read_text(encoding="utf-8").count("verdict: unsure") == 1
    again = run(data, "publish", str(public))
    assert "(no change)" in again.stdout
    last = run(data, "log").stdout.splitlines()[-1]
    assert f"publish  what {public}" in last
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()
    for words, told in (
        ((), "nothing says where to publish"),
        ((str(data),), "is the store itself"),
        ((str(tmp_path / "full"),), "has files in it, and nothing was published into it from here"),
    ):
        done = run(data, "publish", *words)
        assert (done.returncode, told in done.stderr) == (WRONG_INPUT, True), done.stderr


def test_a_file_of_publications_that_cannot_be_read_is_told(folders: dict[str, Path]) -> None:
    data = folders["main"]
    fill(data, [])
    for written in ("", "[]", '{"places": []}', '{"places": {"public": ["lake"]}}', '{"places": {"public": {}}}'):
        (data / "publications.json").write_text(written, encoding="utf-8")
        done = run(data, "publish", str(folders["public"]))
        assert (done.returncode, "publications.json cannot be read" in done.stderr) == (WRONG_INPUT, True), done.stderr
    assert not folders["public"].exists()


@pytest.mark.long
def test_files_are_cleaned_by_the_run_after_one_that_was_ended_half_way(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    data, public = folders["main"], folders["public"]
    folder = write_lake(tmp_path / "lake", "", marked="quagga")
    assert run(data, "load", str(folder)).returncode == 0
    assert run(data, "publish", str(public)).returncode == 0
    write_lake(folder, "    internal: true\n", day="2020-01-06", marked="quagga")
    assert run(data, "load", str(folder)).returncode == 0

    class Ended(Exception):
        pass

    def end(done: int, total: int) -> None:  # it comes once the rest is erased, and the first dataset is loaded
        raise Ended

    with Store(settings_for(data)) as store, pytest.raises(Ended):
        publish_to(store, settings_for(data), settings_for(public), public, end)
    embedded.stop_engine(public)
    assert find_on_disk(public)  # an index has the key still
    done = run(data, "publish", str(public))
    assert done.returncode == 0, done.stderr
    assert "erased" not in done.stdout
    embedded.stop_engine(public)
    assert find_on_disk(public) == []


@pytest.mark.long
def test_a_service_forgets_an_id_that_a_judgement_joined_and_that_became_internal(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    data, public = folders["main"], folders["public"]
    guard = "  - {id: quagga-guard, label: Actor, kind: armed_force, name: Quagga Guard}\n"
    folder = write_lake(tmp_path / "lake", "", guard)
    judged = "- {id: one, ids: [navy, quagga-guard], verdict: positive, by: me, on: 2026-01-01, why: one force}\n"
    (data / "judgements.yml").write_text(judged, encoding="utf-8")
    assert run(data, "load", str(folder)).returncode == 0
    assert run(data, "publish", str(public)).returncode == 0
    with served(create_app(settings_for(public))) as base:
        assert "Quagga Guard" in httpx.get(f"{base}/v1/search?q=quagga", timeout=60).text
        write_lake(folder, "", guard.replace("}", ", internal: true}"))
        assert run(data, "load", str(folder)).returncode == 0
        done = run(data, "publish", str(public))
        assert done.returncode == 0, done.stderr
        wait_until_ready(base)
        for path in ("status", "changes?since=0", "search?q=guard", "entities", "entities?version=1"):
            found = httpx.get(f"{base}/v1/{path}", timeout=60)
            assert (found.status_code, "quagga" in found.text.lower()) == (200, False), path
        assert httpx.get(f"{base}/v1/entities/quagga-guard", timeout=60).status_code == 404
    embedded.stop_engine(public)
    assert find_on_disk(public) == []


def test_a_neo4j_is_written_into_only_where_that_is_safe(own: Path, tmp_path: Path, neo4j_engine: Engine) -> None:
    wipe(neo4j_engine)
    data, public, other = own, tmp_path / "public", tmp_path / "other"
    uri, user, password = neo4j_engine.uri, neo4j_engine.username, neo4j_engine.password
    into = ("publish", "--to", uri, "--username", user)
    folder = write_lake(tmp_path / "lake", "    internal: true\n")
    assert run(data, "load", str(folder)).returncode == 0
    other.mkdir()
    judged = "- {id: one, ids: [post, navy], verdict: unsure, by: me, on: 2026-01-01, why: no idea}\n"
    for one in (data, other):
        (one / "judgements.yml").write_text(judged, encoding="utf-8")

    def refuse(told: str, *words: str, home: Path = data, code: int = WRONG_INPUT, **settings: str) -> None:
        done = run(home, *words, **{"WHOHOLDS_PUBLISH_PASSWORD": password} | settings)
        assert (done.returncode, told in done.stderr) == (code, True), done.stderr
        assert "NEO4J_" not in done.stderr

    def publish_again(*words: str) -> str:
        done = run(data, *into, *words, WHOHOLDS_PUBLISH_PASSWORD=password)
        assert done.returncode == 0, done.stderr
        return done.stdout

    with connect(neo4j_engine) as driver:
        driver.execute_query("CREATE (:Other)", database_=neo4j_engine.database)
    refuse("nodes that no load of whoholds made", *into)
    wipe(neo4j_engine)
    refuse("is the store itself", *into, str(data))
    refuse("other has judgements.yml in it, and nothing was published into it from here", *into, str(other))
    assert {(one / "judgements.yml").read_text(encoding="utf-8") for one in (data, other)} == {judged}
    refuse("--to is 'http://x'; expected", "publish", "--to", "http://x", code=NO_DATABASE)
    refuse("check --to, and that the server runs", "publish", "--to", "bolt://127.0.0.1:1", code=NO_DATABASE)
    refuse("--database", *into, "--database", "none", code=NO_DATABASE)
    refuse("check WHOHOLDS_PUBLISH_PASSWORD and --username", *into, code=NO_DATABASE, WHOHOLDS_PUBLISH_PASSWORD="no")

    assert "left out: 1 statement, marked internal" in publish_again(str(public))
    assert (public / "judgements.yml").read_text(encoding="utf-8").count("verdict: unsure") == 1
    assert "(no change)" in publish_again(str(public))
    with Store(engine=neo4j_engine) as store:
        assert keys(store) == ["lake:roll"]
    home = {"NEO4J_URI": uri, "NEO4J_USERNAME": user, "NEO4J_PASSWORD": password}
    for more in ((), ("--database", "neo4j")):
        for where in (data, tmp_path / "never"):  # where the place is known, and where it is not
            refuse("is the store itself", *into, *more, home=where, **home)

    assert run(data, "withdraw", "lake:roll", "--reason", "asked for", "--yes").returncode == 0
    for one in (data, public):
        (one / "columns").mkdir(exist_ok=True)
    assert "withdrawn 1" in publish_again(str(public))
    assert [(one / "columns").exists() for one in (data, public)] == [True, False]
    assert (public / "withdrawn-secret.json").exists()
    with Store(engine=neo4j_engine) as store:
        assert keys(store) == []
    wipe(neo4j_engine)


def write_lake(folder: Path, mark: str, entities: str = "", *, day: str = "2020-01-05", marked: str = "told") -> Path:
    """A source of two statements; `mark` is put to the second, whose key is `marked`."""
    folder.mkdir(exist_ok=True)
    (folder / "source.yml").write_text(SOURCE, encoding="utf-8")
    rows = "".join(
        f"  - key: {key}\n    predicate: holds\n    roles: {{subject: [navy], object: [fishers]}}\n"
        f"    observed: {day}\n    cite: {{locator: page 1}}\n{more}"
        for key, more in (("roll", ""), (marked, mark))
    )
    (folder / "dossier.yml").write_text(f"{STAYS}{entities}statements:\n{rows}", encoding="utf-8")
    return folder


def wait_until_ready(base: str) -> None:
    """The engine was ended, and another one starts."""
    while httpx.get(f"{base}/readyz", timeout=60).status_code != 200:
        time.sleep(0.2)
    caught_up(base)


def is_internal(base: str) -> bool:
    return bool(httpx.get(f"{base}/v1/status", timeout=60).json()["internal"])
