"""Examples of answers and problems for the OpenAPI document, asked of a service with the shipped reports."""

import json
from pathlib import Path
from typing import Any

import httpx

REPORT = "isis-detainee-transfer"
DAY = "as_of=2026-02-05"
# of each operation an address that has something to show
ADDRESSES = {
    "/v1/alliances": "?actor=sdf&as_of=2026-01-15",
    "/v1/alliances/balance": f"?{DAY}",
    "/v1/alliances/diff": "?from=2026-01-10&to=2026-02-05",
    "/v1/alliances/series": "?actor=sdf&other=us",
    "/v1/changes": "?since=0",
    "/v1/contested": f"?{DAY}",
    "/v1/custody": f"?held=isis-suspects&{DAY}&include=statements",
    "/v1/custody/chain": "?held=isis-suspects",
    "/v1/custody/diff": "?held=isis-suspects&from=2026-01-10&to=2026-02-05",
    "/v1/custody/ledger": "?held=isis-suspects",
    "/v1/custody/series": "?held=isis-suspects",
    "/v1/cypher": "?query=MATCH%20(n:Actor)%20RETURN%20n.name%20ORDER%20BY%20n.name%20LIMIT%201",
    "/v1/entities": "",
    "/v1/entities/{id}": "sdf",
    "/v1/entities/{id}/statements": "sdf",
    "/v1/events": "",
    "/v1/groups": f"?{DAY}",
    "/v1/matches": "",
    "/v1/methods": "",
    "/v1/model": "",
    "/v1/network": f"?{DAY}",
    "/v1/network/spells": "",
    "/v1/paths": f"?from=sdf&to=isis-suspects&{DAY}",
    "/v1/places": f"?{DAY}",
    "/v1/plans": "?held=isis-suspects",
    "/v1/queries": "",
    "/v1/queries/{name}": "sources",
    "/v1/search": "?q=hasakah",
    "/v1/silences": "",
    "/v1/sources": "",
    "/v1/sources/{id}": REPORT,
    "/v1/statements/{id}": f"{REPORT}:iraq-offers-fair-trial",
    "/v1/status": "",
    "/v1/stories": "",
    "/v1/stories/{id}": "isis-suspects-january-2026",
    "/v1/vocabulary": "?word=holds",
    "/healthz": "",
    "/readyz": "",
}
QUERY = {"query": "MATCH (n:Actor) RETURN n.name AS name ORDER BY name LIMIT 1"}
PROBLEMS = {
    "400": ("GET", "/v1/cypher?query=CREATE%20(n)"),
    "404": ("GET", "/v1/custody?held=nobody-of-that-name"),
    "406": ("GET", "/v1/custody.gexf"),
    "413": ("POST", "/v1/cypher"),
    "414": ("GET", "/v1/entities/" + "x" * 3000),
    "422": ("GET", "/v1/custody?as_of=yesterday"),
}


def fill_address(path: str) -> str:
    """The address of an operation with something to show."""
    given = ADDRESSES[path]
    return path.replace("{id}", given).replace("{name}", given) if "{" in path else path + given


def ask_examples(base: str) -> dict[str, Any]:
    """Answers by operation, such as `GET /v1/custody`, and problems by status; lists are cut to their first item."""
    with httpx.Client(base_url=base, timeout=60, headers={"Accept": "application/json"}) as client:
        found: dict[str, Any] = {}
        for path in ADDRESSES:
            answer = client.get(fill_address(path))
            assert answer.status_code == 200, (path, answer.text[:300])
            found[f"GET {path}"] = shorten(answer.json())
        found["POST /v1/cypher"] = shorten(client.post("/v1/cypher", json=QUERY).json())
        problems = {}
        for status, (method, address) in PROBLEMS.items():
            content = json.dumps({"query": "RETURN 1 //" + "x" * 200_000}) if method == "POST" else None
            answer = client.request(method, address, content=content, headers={"Content-Type": "application/json"})
            assert str(answer.status_code) == status, (address, answer.text[:300])
            problems[status] = shorten(answer.json())
    return {"answers": found, "problems": problems}


def shorten(value: Any) -> Any:
    """A value in which each list of objects or lists has one item, others ten, and each text at most 300 letters."""
    if isinstance(value, dict):
        return {name: shorten(item) for name, item in value.items()}
    if isinstance(value, list):
        most = 1 if isinstance(next(iter(value), None), (dict, list)) else 10
        return [shorten(item) for item in value[:most]]
    return value[:300] if isinstance(value, str) else value


def write_examples(base: str, file: Path) -> None:
    text = json.dumps(ask_examples(base), ensure_ascii=False, indent=1, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8")
