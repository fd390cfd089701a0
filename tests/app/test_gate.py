"""Who is let in, and how: hosts, pages of other sites, bodies, sizes and clients that do not go on."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from app import connections
from app.gate import rules_of
from app.main import create_app
from graph.store.settings import Settings
from tests.app.conftest import problem_of, served, settings_for

JSON = {"Content-Type": "application/json"}
ASKED = b'{"query": "RETURN 1 AS x"}'


def raw(base: str, data: bytes, seconds: float = 5.0) -> bytes:
    """What the service sends until it ends the connection; b"open" behind it where it does not in time."""
    with socket.create_connection(("127.0.0.1", int(base.rpartition(":")[2])), 5) as client:
        client.settimeout(seconds)
        found = b""
        try:
            client.sendall(data)
            while piece := client.recv(65536):
                found += piece
        except TimeoutError:
            found += b"open"
        except ConnectionError:
            found += b" ended"
        return found


@pytest.mark.parametrize(
    ("host", "bound", "allowed", "known"),
    [
        ("127.0.0.1:8000", "127.0.0.1", "", True),
        ("localhost", "127.0.0.1", "", True),
        ("LOCALHOST:9999", "127.0.0.1", "", True),
        ("[::1]:8000", "127.0.0.1", "", True),
        ("127.0.0.2", "127.0.0.1", "", True),
        ("evil.example", "127.0.0.1", "", False),
        ("localhost.evil.example", "127.0.0.1", "", False),
        ("127.0.0.1.evil.example:8000", "127.0.0.1", "", False),
        ("10.1.2.3", "127.0.0.1", "", False),
        ("", "127.0.0.1", "", False),
        ("10.1.2.3:8000", "0.0.0.0", "", True),
        ("evil.example", "0.0.0.0", "", False),
        ("graph.example:443", "0.0.0.0", "other.example, Graph.example", True),
        ("evil.example", "0.0.0.0", "*", True),
        ("box.lan", "box.lan", "", True),
    ],
)
def test_a_host_is_ours_or_not(host: str, bound: str, allowed: str, known: bool) -> None:
    assert rules_of(Settings(host=bound, allowed_hosts=allowed)).knows(host) is known


def test_a_foreign_host_is_refused_and_stands_in_no_answer(base: str) -> None:
    for path in ("/v1/status", "/", "/v1/alliances/", "/custody.csv?held=isis-suspects", "/healthz"):
        answer = httpx.get(base + path, headers={"Host": "evil.example"}, timeout=60)
        assert problem_of(answer)["parameter"] == "Host"
        assert answer.status_code == 400
        assert "evil.example" not in str(answer.headers) + answer.text


def test_a_redirect_names_no_host(base: str) -> None:
    found = [
        httpx.get(base + path, timeout=60) for path in ("/v1/alliances/?actor=sdf", "/custody.csv?held=isis-suspects")
    ]
    assert [answer.headers["location"] for answer in found if "location" in answer.headers]
    assert all(answer.headers.get("location", "/").startswith("/") for answer in found)
    assert {answer.headers["x-content-type-options"] for answer in found} == {"nosniff"}


def test_a_page_of_another_site_may_not_send(base: str) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"}):
        assert httpx.post(f"{base}/v1/cypher", content=ASKED, headers=JSON | headers, timeout=60).status_code == 403
        assert (
            httpx.get(f"{base}/v1/cypher", params={"query": "RETURN 1"}, headers=headers, timeout=60).status_code == 403
        )
    picture = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert (
        httpx.get(f"{base}/v1/cypher.svg", params={"query": "RETURN 1"}, headers=picture, timeout=60).status_code == 403
    )
    own = httpx.post(f"{base}/v1/cypher", content=ASKED, headers=JSON | {"Origin": base}, timeout=60)
    assert own.status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/json", ""])
def test_a_body_is_taken_as_json_only(base: str, kind: str) -> None:
    answer = httpx.post(f"{base}/v1/cypher", content=ASKED, headers={"Content-Type": kind} if kind else {}, timeout=60)
    assert (problem_of(answer)["status"], problem_of(answer)["parameter"]) == (415, "Content-Type")


def test_what_is_too_long_or_too_deep_is_told_at_once(base: str) -> None:
    assert httpx.post(f"{base}/v1/cypher", content=b"x" * 2_000_000, headers=JSON, timeout=60).status_code == 413

    # one that sends all before it reads would lose an answer after which the connection is closed at once
    head = b"POST /v1/cypher HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    whole = raw(base, head + b"Content-Length: 8000000\r\n\r\n" + b"x" * 8_000_000, 20)
    assert whole.startswith(b"HTTP/1.1 413")
    assert whole.endswith(b"}")

    def pieces() -> Iterator[bytes]:
        for _ in range(30):
            yield b" " * 100_000

    assert httpx.post(f"{base}/v1/cypher", content=pieces(), headers=JSON, timeout=60).status_code == 413
    for depth in (60, 400, 2_000):
        body = b'{"query": "RETURN $x AS x", "parameters": {"x": ' + b"[" * depth + b"]" * depth + b"}}"
        assert problem_of(httpx.post(f"{base}/v1/cypher", content=body, headers=JSON, timeout=60))["status"] == 422
    assert httpx.get(f"{base}/v1/entities/{'a' * 5_000}", timeout=60).status_code == 414


@pytest.mark.parametrize("name", ["as_of", "known_at", "held", "cursor", "q"])
def test_a_value_longer_than_any_that_is_meant_is_named(base: str, name: str) -> None:
    question = "search" if name == "q" else "custody"
    found = problem_of(httpx.get(f"{base}/v1/{question}", params={name: "2016-01-01" * 1_000}, timeout=60))
    assert (found["status"], found["parameter"]) == (422, name)


def test_cypher_is_off_where_other_machines_can_ask_until_it_is_enabled(data: Path) -> None:
    everywhere = {"data": data, "neo4j_uri": None, "host": "0.0.0.0"}
    with served(create_app(Settings(**everywhere))) as base:  # type: ignore[arg-type]
        found = problem_of(httpx.post(f"{base}/v1/cypher", content=ASKED, headers=JSON, timeout=60))
        assert found["status"] == 403
        assert "WHOHOLDS_CYPHER" in str(found["hint"])
        assert httpx.get(f"{base}/v1/cypher?query=RETURN+1", timeout=60).status_code == 403
        assert httpx.get(f"{base}/v1/status", timeout=60).status_code == 200
    assert rules_of(Settings(host="0.0.0.0", cypher=True)).has_cypher
    assert rules_of(Settings()).has_cypher
    assert not rules_of(Settings(cypher=False)).has_cypher


@contextmanager
def patient(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A service as `whoholds serve` runs it, with little patience."""
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr("app.gate.BODY_SECONDS", 0.5)
    with served(create_app(settings_for(data)), http=connections.PatientProtocol) as base:
        yield base


def test_heads_and_bodies_that_never_end_are_cut_off(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with patient(data, monkeypatch) as base:
        head = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
        assert raw(base, b"", 20) == b""
        assert raw(base, head + b"X-Slow: ", 20) == b""
        first = raw(base, head + b"\r\n" + head, 20)  # a second head, on a connection that has been answered
        assert first.startswith(b"HTTP/1.1 200")
        assert not first.endswith(b"open")
        posted = b"POST /v1/cypher HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        slow = raw(base, posted + b"Content-Length: 500\r\n\r\n{", 20)
        assert slow.startswith(b"HTTP/1.1 408")
        assert not slow.endswith(b"open")
        refused = raw(base, posted.replace(b"localhost", b"evil.example") + b"Content-Length: 500\r\n\r\n{", 20)
        assert refused.startswith(b"HTTP/1.1 400")  # and its body is not waited for
        assert not refused.endswith(b"open")
        endless = raw(base, head + b"X: " + b"a" * 300_000, 20)
        assert b" 200 " not in endless
        assert not endless.endswith(b"open")
        assert httpx.get(f"{base}/healthz", timeout=60).status_code == 200


@contextmanager
def held_open(base: str, number: int) -> Iterator[list[socket.socket]]:
    """Connections of one client that send nothing."""
    with ExitStack() as held:
        port = int(base.rpartition(":")[2])
        made = [held.enter_context(socket.create_connection(("127.0.0.1", port), 20)) for _ in range(number)]
        for one in made:
            one.settimeout(20)
        yield made


def status_of(base: str, source: str = "127.0.0.1") -> int:
    with httpx.Client(transport=httpx.HTTPTransport(local_address=source), timeout=60) as client:
        return client.get(f"{base}/healthz").status_code


def test_one_client_cannot_take_all_connections(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_EACH", 20)
    app = create_app(settings_for(data))
    as_serve_does = {"http": connections.PatientProtocol, "limit_concurrency": 40, "proxy_headers": False}
    with served(app, **as_serve_does) as base, held_open(base, 60) as held:
        told = held[-1].recv(65536)
        assert told.startswith(b"HTTP/1.1 429")
        assert b"at most 20 of one client" in told
        assert held[-1].recv(65536) == b""  # closed
        assert status_of(base, "127.0.0.2") == 200  # another client finds a place at once
        for one in held:
            one.close()
        time.sleep(0.5)
        assert status_of(base) == 200


def test_a_proxy_that_is_named_may_open_more(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_EACH", 20)
    for proxies, status in (("127.0.0.0/31", 200), ("127.0.0.2/32", 429)):
        given = {"proxy_headers": True, "forwarded_allow_ips": proxies}
        with (
            served(create_app(settings_for(data)), http=connections.PatientProtocol, **given) as base,
            held_open(base, 30),
        ):
            assert status_of(base) == status, proxies
