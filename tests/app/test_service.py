"""The service itself: its health, its counters, its front page, and a database that is killed under it."""

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import httpx
import psutil
import pytest

from app.main import create_app
from app.service import choose_pause
from graph.errors import Unavailable
from graph.store.engine import embedded
from graph.store.engine.embedded_files import read_state
from graph.store.settings import Settings
from graph.store.store import Store
from ingest.loading import load_source
from tests.app.conftest import caught_up, problem_of, served, settings_for
from tests.ports import held_port


@pytest.fixture
def own_data(tmp_path: Path) -> Iterator[Path]:
    """A data folder of its own, whose engine may be killed."""
    embedded.start_engine(tmp_path / "data", idle=120)
    yield tmp_path / "data"
    embedded.stop_engine(tmp_path / "data")


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a":
            self.links.append(found["href"] or "")
        elif "src" in found or tag in ("link", "script", "img"):
            self.loaded.append(found.get("src") or found.get("href") or "")


def test_it_lives_and_is_ready(base: str) -> None:
    assert httpx.get(f"{base}/healthz", timeout=60).json() == {"status": "alive"}
    assert httpx.get(f"{base}/readyz", timeout=60).json()["status"] == "ready"


def test_the_front_page_needs_only_its_own_files_and_each_of_its_links_works(base: str) -> None:
    page = httpx.get(base, timeout=60)
    assert page.headers["content-type"].startswith("text/html")
    found = Links()
    found.feed(page.text)
    assert found.loaded
    for address in (*found.loaded, *found.links):
        if not address.startswith(("data:", "#")):
            assert address.startswith("/")
            assert httpx.get(base + address, timeout=60).status_code == 200, address


def test_the_front_page_tells_without_scripts_what_is_loaded(base: str) -> None:
    plain = re.search(r"<noscript>(.+)</noscript>", httpx.get(base, timeout=60).text, re.DOTALL)
    assert plain
    assert "machine translation" in plain[1]  # the title of what is loaded
    assert httpx.get(f"{base}/v1/status", timeout=60).json()["summary"] in plain[1]
    assert 'href="/openapi.json"' in plain[1]


def test_requests_are_counted_by_route_and_status(base: str) -> None:
    def count() -> int:
        text = httpx.get(f"{base}/metrics", timeout=60).text
        found = re.search(r'requests_total{method="GET",route="/v1/sources/{id}",status="404"} (\d+)', text)
        return int(found[1]) if found else 0

    before = count()
    httpx.get(f"{base}/v1/sources/one", timeout=60)
    httpx.get(f"{base}/v1/sources/two.csv", timeout=60)
    assert count() == before + 2
    text = httpx.get(f"{base}/metrics", timeout=60).text
    assert re.search(r"^whoholds_statements_open [1-9]\d+\.0$", text, re.M)
    assert re.search(r"^whoholds_store_up 1\.0$", text, re.M)


def test_an_empty_store_answers_with_nothing(lent_once: Path) -> None:
    with served(create_app(settings_for(lent_once))) as base:
        for question in ("custody", "alliances", "contested", "plans", "entities", "events", "sources", "status"):
            answer = httpx.get(f"{base}/v1/{question}", timeout=60)
            assert (answer.status_code, answer.json()["rows"]) == (200, []), question
        answer = httpx.get(f"{base}/v1/alliances?as_of=2020-03-01", timeout=60).json()
        assert (answer["lastKnown"], answer["firstKnown"]) == ([], [])  # nobody said anything on any day
        assert httpx.get(base, timeout=60).status_code == 200


def test_a_killed_engine_is_told_and_comes_back_by_itself_once(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start, may_start = embedded.start_engine, threading.Event()

    def start_once_allowed(data: Path, **more: float) -> object:
        """Nothing starts the engine again before all questions are asked, however fast the machine is."""
        if not may_start.is_set():
            raise Unavailable("the engine is not up again")
        return start(data, **more)

    with served(create_app(settings_for(own_data))) as base:
        assert httpx.get(f"{base}/v1/custody", timeout=60).status_code == 200
        state = read_state(own_data)
        assert state is not None
        monkeypatch.setattr(embedded, "start_engine", start_once_allowed)
        engine = psutil.Process(state.pid)
        engine.kill()
        psutil.wait_procs([engine])
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: httpx.get(f"{base}/v1/status", timeout=20), range(8)))
        for answer in answers:
            assert problem_of(answer)["status"] == 503
            assert int(answer.headers["retry-after"]) > 0
        assert httpx.get(f"{base}/healthz", timeout=60).status_code == 200
        may_start.set()
        deadline = time.monotonic() + 300  # so that a hang ends; nothing depends on how long it takes
        while httpx.get(f"{base}/readyz", timeout=20).status_code != 200 and time.monotonic() < deadline:
            time.sleep(0.2)
        assert httpx.get(f"{base}/v1/custody", timeout=60).status_code == 200
    here = [p for p in psutil.process_iter(["cmdline"]) if str(own_data) in (p.info["cmdline"] or [])]
    assert len(here) == 1


def test_a_fault_in_looking_for_newer_data_does_not_end_the_looking(lent_once: Path) -> None:
    app = create_app(settings_for(lent_once))
    with served(app) as base:
        service, faults = app.state.service, []
        view = service.reader.view

        def faulty(*args: object) -> object:
            if not faults:
                faults.append("once")
                raise RuntimeError("an engine that sent what nobody can read")
            return view(*args)

        service.reader.view = faulty
        with Store(settings_for(lent_once)) as store:
            load_source(store, "isis-detainee-transfer")
        caught_up(base)
        assert faults
        assert httpx.get(f"{base}/v1/custody", params={"held": "isis-suspects", "as_of": "2019"}, timeout=60).json()[
            "rows"
        ]


def test_without_a_database_it_starts_and_says_so() -> None:
    with held_port() as port, served(create_app(Settings(neo4j_uri=f"bolt://127.0.0.1:{port}"))) as base:
        assert httpx.get(f"{base}/healthz", timeout=60).status_code == 200
        for path in ("/readyz", "/v1/custody", "/v1/status", "/v1/queries/sources"):
            assert problem_of(httpx.get(base + path, timeout=60))["status"] == 503
        assert "No database answers" in httpx.get(base, timeout=60).text
        assert "whoholds_store_up 0" in httpx.get(f"{base}/metrics", timeout=60).text


def test_an_unforeseen_fault_is_a_problem_without_a_trace(data: Path) -> None:
    app = create_app(settings_for(data))

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("inner words")

    with served(app) as base:
        answer = httpx.get(f"{base}/broken", timeout=60)
    assert problem_of(answer)["status"] == 500
    assert "inner words" not in answer.text


@pytest.mark.skipif(sys.platform == "win32", reason="there, Ctrl-C goes to a whole group")
def test_serve_says_where_and_ends_quietly(data: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app.cli.main", "serve", "--port"]
    root = str(Path(__file__).resolve().parents[2])
    environment = {"WHOHOLDS_DATA": str(data), "PATH": "", "PYTHONPATH": root}
    with subprocess.Popen(
        [*command, "0"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        said = re.search(r"http://127\.0\.0\.1:(\d+) ", process.stdout.readline())
        assert said
        port = said[1]
        assert json.loads((data / "service.json").read_text(encoding="utf-8"))["port"] == int(port)
        assert httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=60).status_code == 200
        second = subprocess.run(
            [*command, port], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert second.returncode == 2
        assert f"port {port}" in second.stderr
        assert "--port" in second.stderr
        process.send_signal(2)
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    assert not (data / "service.json").exists()


def test_a_place_has_its_position_where_one_was_coded_and_nobody_else_has_one(base: str) -> None:
    def position(id_: str) -> object:
        return httpx.get(f"{base}/v1/entities/{id_}", timeout=60).json()["entity"]["position"]

    hasakah = {"latitude": 36.50237, "longitude": 40.74772}
    assert position("place-hasakah") == hasakah | {"uncertaintyMetres": 5000}
    assert position("hasakah-prison") == hasakah | {"uncertaintyMetres": 15000}
    assert [position(id_) for id_ in ("place-syria", "place-northeast-syria", "escape-facility", "iraq")] == [None] * 4
    rows = httpx.get(f"{base}/v1/entities", params={"label": "Place", "limit": 100}, timeout=60).json()["rows"]
    assert {row["id"] for row in rows if row["position"]} == {
        "place-hasakah", "hasakah-prison", "place-erbil", "place-baghdad", "place-damascus",
    }  # fmt: skip
    found = httpx.get(f"{base}/v1/search", params={"q": "hasakah"}, timeout=60).json()["rows"]
    assert {row["id"]: row["position"] for row in found}["place-hasakah"] == hasakah | {"uncertaintyMetres": 5000}


@pytest.mark.parametrize(("check", "pause"), [(0.0, 0.05), (0.001, 0.05), (0.01, 0.5), (0.03, 1.0), (60.0, 1.0)])
def test_a_database_far_away_is_asked_less_often_whether_there_is_something_new(check: float, pause: float) -> None:
    """20 times a second where the answer comes at once; a check of 10 ms may take a fiftieth of the time."""
    assert choose_pause(check) == pause
