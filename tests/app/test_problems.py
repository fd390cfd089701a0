"""Whatever a user gets wrong comes back as a problem that names it; nothing of it is a fault of the server."""

from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.problems import HIDDEN, hide_machine
from graph.errors import Unavailable
from graph.store.engine.faults import explain_full_disk
from tests.app.conftest import problem_of

WRONG = [
    ("/v1/custody?as_of=2026-02-30", 422, "as_of", "2026-02-30"),
    ("/v1/custody?as_of=yesterday", 422, "as_of", "yesterday"),
    ("/v1/custody?known_at=2026-13-01", 422, "known_at", "2026-13-01"),
    ("/v1/custody?as_of=13/2019", 422, "as_of", "13/2019"),
    ("/v1/custody?as_of=2019.2020", 422, "as_of", "2019.2020"),
    ("/v1/custody?known_at=00.07.1944", 422, "known_at", "00.07.1944"),
    ("/v1/custody/series?held=isis-suspects&start=13/2019", 422, "start", "13/2019"),
    ("/v1/custody?certainty=sure", 422, "certainty", "sure"),
    ("/v1/contested?group=999", 422, "group", "999"),
    ("/v1/silences?group=one", 422, "group", "one"),
    ("/v1/custody/chain?held=isis-suspects&group=-1", 422, "group", "-1"),
    ("/v1/custody?limit=-1", 422, "limit", "-1"),
    ("/v1/custody?limit=0", 422, "limit", "0"),
    ("/v1/custody?limit=%C2%B2", 422, "limit", "²"),
    ("/v1/custody?limit=" + "9" * 5000, 422, "limit", None),
    ("/v1/custody?cursor=x", 422, "cursor", "x"),
    ("/v1/custody?cursor=%D9%82", 422, "cursor", "ق"),
    ("/v1/custody?version=99", 422, "version", 99),
    ("/v1/custody?include=everything", 422, "include", "everything"),
    ("/v1/custody?held=", 422, "held", ""),
    ("/v1/custody?held=a&held=b", 422, "held", "b"),
    ("/v1/custody?helt=isis-suspects", 422, "helt", "isis-suspects"),
    ("/v1/alliances/balance?seconds=0", 422, "seconds", "0"),
    ("/v1/alliances/balance?seconds=61", 422, "seconds", "61"),
    ("/v1/alliances/balance?actor=nobody-at-all", 404, "actor", "nobody-at-all"),
    ("/v1/search", 422, "q", None),
    ("/v1/search?q=...", 422, "q", "..."),
    ("/v1/entities?label=Person", 422, "label", "Person"),
    ("/v1/queries/holders_on_a_day?day=tomorrow", 422, "day", "tomorrow"),
    ("/v1/queries/holders_on_a_day?limit=%C2%B2", 422, "limit", "²"),
    ("/v1/queries/holders_on_a_day?dya=2026-01-01", 422, "dya", "2026-01-01"),
    ("/v1/custody?held=nobody-at-all", 404, "held", "nobody-at-all"),
    ("/v1/custody?held=sdf", 404, "held", "sdf"),
    ("/v1/statements/0000", 404, "id", "0000"),
    ("/v1/entities/nobody-at-all", 404, "id", "nobody-at-all"),
    ("/v1/sources/none", 404, "id", "none"),
    ("/v1/queries/holders", 404, "name", "holders"),
]


@pytest.mark.parametrize(("path", "status", "parameter", "value"), WRONG, ids=[row[0][:50] for row in WRONG])
def test_a_wrong_parameter_is_named_with_its_value(
    base: str, path: str, status: int, parameter: str, value: object
) -> None:
    answer = httpx.get(base + path, timeout=60)
    found = problem_of(answer)
    assert (answer.status_code, found["parameter"]) == (status, parameter)
    assert value is None or found["value"] == value


SLIPS = ("13/2019", "2019.2020", "1900/0100", "2-Jul-2018", "99999999", "²/4", "0000/00", "xx.xx.xxxx")


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_any_date_of_any_question_is_met_with_what_to_write(base: str, slip: str) -> None:
    """Every parameter of every question is given the slip, as if it were a date."""
    asked = 0
    for path, methods in httpx.get(base + "/openapi.json", timeout=60).json()["paths"].items():
        parameters = [p["name"] for p in methods.get("get", {}).get("parameters", []) if p["in"] == "query"]
        for name in parameters if "{" not in path else []:
            answer = httpx.get(base + path, params={name: slip}, timeout=120)
            assert answer.status_code in (200, 400, 404, 422), (path, name, answer.text)
            if name in ("as_of", "known_at"):
                asked += 1
                assert problem_of(answer)["hint"] or problem_of(answer)["parameter"] != name, (path, name)
    assert asked > 10


def test_a_misspelt_parameter_is_met_with_the_right_one(base: str) -> None:
    assert problem_of(httpx.get(f"{base}/v1/custody?asOf=2026-02-05", timeout=60))["hint"] == "did you mean as_of?"
    assert problem_of(httpx.get(f"{base}/v1/alliances?actr=sdf", timeout=60))["hint"] == "did you mean actor?"


def test_a_name_that_several_have_brings_the_choices(base: str) -> None:
    # Iraq is an actor, a place and a nationality; the page of an entity is of one of them
    found = problem_of(httpx.get(f"{base}/v1/entities/Iraq", timeout=60))
    assert found["status"] == 422
    assert {"iraq", "place-iraq"} <= {choice["id"] for choice in found["choices"]}  # type: ignore[attr-defined]
    assert found["detail"] == '"Iraq" can mean Iraq (an actor), Iraq (a nationality) or Iraq (a place)'


def test_an_unknown_address_and_a_wrong_method_are_problems_too(base: str) -> None:
    assert problem_of(httpx.get(f"{base}/v1/custdy", timeout=60))["hint"] == "did you mean /v1/custody?"
    assert problem_of(httpx.get(f"{base}/v1/custody.xml", timeout=60))["status"] == 404
    answer = httpx.post(f"{base}/v1/custody", timeout=60)
    assert (problem_of(answer)["status"], answer.headers["allow"]) == (405, "GET")
    assert (
        problem_of(httpx.get(f"{base}/v1/custody", headers={"Accept": "application/xml"}, timeout=60))["status"] == 406
    )


@pytest.mark.parametrize(
    ("body", "status", "parameter"),
    [
        (b"{", 422, "body"),
        (b"[]", 422, "body"),
        (b'{"query": 1}', 422, "query"),
        (b"{}", 422, "query"),
        (b'{"query": "RETURN 1", "limit": 0}', 422, "limit"),
        (b'{"query": "RETURN 1", "param": {}}', 422, "param"),
        (b'{"query": "RETURN $x AS x"}', 422, "x"),
        (b'{"query": "RETURN $x AS x", "parameters": {"x": 18446744073709551615}}', 422, "parameters"),
        (b'{"query": ""}', 400, "query"),
        (b'{"query": "CREATE (n)"}', 400, "query"),
        (b'{"query": "RETRUN 1"}', 400, "query"),
        (b'{"query": "RETURN \'' + b"x" * 100_000 + b"'\"}", 413, "query"),
        (b" " * 1_000_001, 413, "body"),
    ],
)
def test_cypher_that_is_not_taken_says_why(base: str, body: bytes, status: int, parameter: str) -> None:
    sent = httpx.post(f"{base}/v1/cypher", content=body, headers={"Content-Type": "application/json"}, timeout=60)
    found = problem_of(sent)
    assert (found["status"], found["parameter"]) == (status, parameter)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["as_of", "known_at", "certainty", "limit", "cursor", "version", "held", "holder", "place", "q"]),
    st.text(max_size=30),
    st.sampled_from(["custody", "alliances", "search", "entities", "plans"]),
)
def test_no_value_whatever_is_a_fault_of_the_server(base: str, name: str, value: str, question: str) -> None:
    assert (
        httpx.get(f"{base}/v1/{question}", params={name: value.encode(errors="replace")}, timeout=60).status_code < 500
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=30))
def test_no_id_whatever_is_a_fault_of_the_server(base: str, id_: str) -> None:
    for kind in ("entities", "statements", "sources", "queries"):
        asked = httpx.URL(f"{base}/v1/{kind}/").copy_with(raw_path=f"/v1/{kind}/".encode() + _quoted(id_))
        assert httpx.get(asked, timeout=60).status_code < 500


def _quoted(text: str) -> bytes:
    return "".join(f"%{byte:02X}" for byte in text.encode(errors="replace")).encode()


@pytest.mark.parametrize(
    "error",
    [
        explain_full_disk(Path("/srv/data")),
        Unavailable("load is done, but /srv/data/log.ndjson cannot be written: x", hint="make room"),
        Unavailable("the database does not answer: Couldn't connect to db.internal:7687", hint="try again"),
        Unavailable("C:\\data cannot be used"),
        Unavailable("Neo4j wants a password", parameter="NEO4J_PASSWORD"),
        Unavailable("the embedded engine does not answer on port 2424: refused"),
    ],
)
def test_whoever_asks_from_elsewhere_learns_no_path_address_or_setting_of_the_machine(error: Unavailable) -> None:
    hidden = hide_machine(error, "1")
    assert (hidden.message, hidden.parameter, hidden.value) == (HIDDEN, None, None)


def test_what_names_nothing_of_the_machine_is_said_to_everybody() -> None:
    error = Unavailable("the database is being opened again", hint="try again in some seconds")
    assert hide_machine(error, "1") is error
