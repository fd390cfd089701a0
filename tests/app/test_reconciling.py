"""/reconcile as OpenRefine asks it: a client that follows the specification of version 0.2, step by step."""

import json
from typing import Any

import httpx
import pytest

PATH = "/reconcile"


def ask(base: str, queries: dict[str, Any], method: str = "POST") -> dict[str, Any]:
    written = {"queries": json.dumps(queries)}
    answer = (
        httpx.post(base + PATH, data=written, timeout=60)
        if method == "POST"
        else httpx.get(base + PATH, params=written, timeout=60)
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_the_manifest_leads_to_every_part(base: str) -> None:
    manifest = httpx.get(base + PATH, timeout=60).json()
    assert "0.2" in manifest["versions"]
    for name in ("name", "identifierSpace", "schemaSpace"):
        assert isinstance(manifest[name], str)
    assert {"id": "Actor", "name": "Actor"} in manifest["defaultTypes"]
    best = ask(base, {"q0": {"query": "Syrian Democratic Forces"}})["q0"]["result"][0]
    viewed = httpx.get(manifest["view"]["url"].replace("{{id}}", best["id"]), timeout=60)
    assert viewed.json()["entity"]["name"] == best["name"]
    shown = httpx.get(manifest["preview"]["url"].replace("{{id}}", best["id"]), timeout=60)
    assert shown.headers["content-type"].startswith("text/html")
    assert best["name"] in shown.text
    assert "frame-ancestors *" in shown.headers["content-security-policy"]
    entity = manifest["suggest"]["entity"]
    offered = httpx.get(entity["service_url"] + entity["service_path"], params={"prefix": "syrian dem"}, timeout=60)
    assert best["id"] in [one["id"] for one in offered.json()["result"]]
    for one in offered.json()["result"]:
        assert {"id", "name", "description", "notable"} <= set(one)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_batch_is_answered_key_by_key_with_the_best_first(base: str, method: str) -> None:
    queries = {
        "q0": {"query": "sdf", "limit": 3},
        "mine": {"query": "Iraq", "type": "Actor"},
        "none": {"query": "Zzyzx"},
    }
    found = ask(base, queries, method)
    assert set(found) == set(queries)
    for one in found.values():
        scores = [candidate["score"] for candidate in one["result"]]
        assert scores == sorted(scores, reverse=True)
        for candidate in one["result"]:
            assert {"id", "name", "type", "score", "match"} <= set(candidate)
            assert all({"id", "name"} <= set(kind) for kind in candidate["type"])
    assert len(found["q0"]["result"]) <= 3
    assert (found["q0"]["result"][0]["id"], found["q0"]["result"][0]["match"]) == ("sdf", True)
    assert {kind["id"] for one in found["mine"]["result"] for kind in one["type"]} == {"Actor"}
    assert found["none"]["result"] == []


@pytest.mark.parametrize(
    "written", ["sdf", "Iraq", "ISIS suspects", "Iraqi gov", "Syria", "SDFX", "Hasaka", "US", "prison"]
)
@pytest.mark.parametrize("label", ["Actor", "Group", "Place"])
def test_only_what_a_question_takes_at_once_is_a_match(base: str, written: str, label: str) -> None:
    parameter = {"Actor": "holder", "Group": "held", "Place": "place"}[label]
    answer = httpx.get(f"{base}/v1/custody", params={parameter: written, "as_of": "2026-02-05"}, timeout=60)
    taken = answer.json()["question"].get(parameter) if answer.status_code == 200 else None
    found = ask(base, {"q": {"query": written, "type": [label]}})["q"]["result"]
    matches = [one["id"] for one in found if one["match"]]
    assert matches == ([taken["id"]] if isinstance(taken, dict) else [])


@pytest.mark.parametrize(
    ("queries", "why"),
    [
        ("{", "is no JSON"),
        ("[]", "is no object of queries"),
        ('{"q": {}}', "has no text as query"),
        ('{"q": {"query": "x", "type": "Person"}}', "expected one of Actor"),
        ('{"q": {"query": "x", "limit": 0}}', "expected a number from 1"),
        (json.dumps({f"q{n}": {"query": "x"} for n in range(201)}), "at most 200 at once"),
    ],
)
def test_a_wrong_batch_is_told(base: str, queries: str, why: str) -> None:
    answer = httpx.post(base + PATH, data={"queries": queries}, timeout=60)
    assert (answer.status_code, why in answer.text) == (422, True), answer.text


def test_no_script_of_another_page_reads_it(base: str) -> None:
    answer = httpx.get(base + PATH, params={"callback": "steal"}, timeout=60)
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["name"] == "whoholds"  # the parameter changes nothing: JSON is no script
    other = httpx.post(base + PATH, data={"queries": "{}"}, headers={"Origin": "http://evil.example"}, timeout=60)
    assert other.status_code == 403
    assert httpx.post(base + PATH, json={"queries": "{}"}, timeout=60).status_code == 415
