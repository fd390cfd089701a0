"""Counters for Prometheus as its own parser reads them, ids of requests, and the log of requests."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from app.main import create_app
from graph.store.settings import Settings
from tests.app.conftest import problem_of, served

CUSTODY = "/v1/custody?held=isis-suspects&as_of=2026-02-05"


@pytest.fixture(scope="module")
def logging_base(data: Path) -> Iterator[str]:
    with served(create_app(Settings(data=data, neo4j_uri=None, request_log=True))) as address:
        yield address


def samples(base: str) -> dict[tuple[str, str, str], float]:
    """The values of /metrics by name, route and bucket."""
    text = httpx.get(f"{base}/metrics", timeout=60).text
    return {
        (one.name, one.labels.get("route", ""), one.labels.get("le", one.labels.get("status", ""))): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def test_requests_are_counted_with_a_histogram_of_their_time(logging_base: str) -> None:
    before = samples(logging_base)
    for _ in range(3):
        assert httpx.get(logging_base + CUSTODY, timeout=60).status_code == 200
    assert httpx.get(f"{logging_base}/v1/custody?held=nobody-at-all", timeout=60).status_code == 404
    now = samples(logging_base)
    route = "/v1/custody"
    for status, number in (("200", 3), ("404", 1)):
        key = ("whoholds_requests_total", route, status)
        assert now[key] - before.get(key, 0) == number
    assert (
        now["whoholds_request_seconds_count", route, ""] - before.get(("whoholds_request_seconds_count", route, ""), 0)
        == 4
    )
    buckets = [
        value for (name, at, _), value in now.items() if (name, at) == ("whoholds_request_seconds_bucket", route)
    ]
    assert buckets == sorted(buckets)
    assert len(buckets) == 15
    assert now["process_resident_memory_bytes", "", ""] > 50_000_000
    for name in ("whoholds_store_up", "whoholds_cypher_running", "whoholds_cypher_waiting", "whoholds_cypher_refused"):
        assert (name, "", "") in now


def test_each_answer_and_each_problem_has_an_id_of_its_own(logging_base: str) -> None:
    found = [
        httpx.get(logging_base + path, timeout=60) for path in (CUSTODY, CUSTODY, "/", "/v1/custody?held=nobody-at-all")
    ]
    found.append(httpx.get(logging_base + CUSTODY, headers={"Host": "evil.example"}, timeout=60))
    ids = [answer.headers["x-request-id"] for answer in found]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in ids)
    for answer in found[-2:]:
        assert problem_of(answer)["requestId"] == answer.headers["x-request-id"]


def test_the_log_of_requests_has_the_route_and_nothing_of_what_was_asked(
    logging_base: str, base: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="whoholds.requests"):
        asked = httpx.get(f"{logging_base}/v1/entities/sdf?lang=ar", timeout=60)
        httpx.get(f"{base}/v1/status", timeout=60)  # that service logs nothing
    (line,) = [json.loads(record.getMessage()) for record in caplog.records if record.name == "whoholds.requests"]
    assert {name: line[name] for name in ("route", "method", "status")} == {
        "route": "/v1/entities/{id}", "method": "GET", "status": 200,
    }  # fmt: skip
    assert line["requestId"] == asked.headers["x-request-id"]
    assert "sdf" not in str(line)
    assert "127.0.0.1" not in str(line)


REFUSALS = {  # how a request from elsewhere is refused, by status
    "400": ("GET", CUSTODY, {"Host": "evil.example"}, b""),
    "401": ("GET", CUSTODY, {"Authorization": "Bearer wrong"}, b""),
    "403": ("POST", "/v1/cypher", {"Origin": "https://evil.example"}, b""),
    "413": ("POST", "/v1/cypher", {"Content-Type": "application/json", "Content-Length": "1000001"}, b"x" * 1_000_001),
    "415": ("POST", "/v1/cypher", {"Content-Type": "text/plain"}, b"x"),
}


def test_a_refused_request_is_counted_and_logged_with_its_id(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings(data=data, neo4j_uri=None, request_log=True, limit="1/hour")
    with served(create_app(settings)) as base, caplog.at_level(logging.INFO, logger="whoholds.requests"):
        answers = {}
        for status, (method, path, headers, body) in REFUSALS.items():
            sent = headers | {"X-Forwarded-For": "192.0.2.1"}
            answers[status] = httpx.request(method, base + path, headers=sent, content=body, timeout=60)
        for _ in range(2):
            answers["429"] = httpx.get(base + CUSTODY, headers={"X-Forwarded-For": "192.0.2.2"}, timeout=60)
        httpx.request("ODD-7", f"{base}/v1/status", timeout=60)
        found = samples(base)
        text = httpx.get(f"{base}/metrics", timeout=60).text
    lines = {line["requestId"]: line for line in (json.loads(record.getMessage()) for record in caplog.records)}
    for status, answer in answers.items():
        assert answer.status_code == int(status)
        assert found["whoholds_requests_total", "none", status] == 1
        assert problem_of(answer)["requestId"] in lines
        assert lines[answer.headers["x-request-id"]]["status"] == int(status)
    assert "ODD-7" not in text  # whoever sends other methods makes no new counters
    assert 'method="other"' in text
