"""Why each bound of a date is where it is, over HTTP: only where it is asked for, and by statements that are there."""

import httpx
import pytest

KEY = "isis-detainee-transfer:"
QUESTIONS = (
    "custody?held=isis-suspects&as_of=2026-02-05",
    "plans?as_of=2026-02-05",
    "alliances?actor=sdf&as_of=2026-01-25",
    "custody/series?held=isis-suspects",
    "custody/chain?held=isis-suspects",
    "contested?as_of=2026-02-05",
    "silences?held=isis-suspects&as_of=2026-02-05",
    "entities/sdf/statements?limit=5",
)


def statements_of(base: str, question: str) -> list[dict[str, object]]:
    answer = httpx.get(f"{base}/v1/{question}", timeout=60)
    assert answer.status_code == 200, answer.text
    rows = answer.json()["rows"]
    return [told for row in rows for told in row.get("statements", [row])]


@pytest.mark.parametrize("question", QUESTIONS)
def test_bounds_are_explained_only_where_that_is_asked(base: str, question: str) -> None:
    plain = statements_of(base, question)
    assert plain
    assert all("boundsExplained" not in told for told in plain)
    for told in statements_of(base, f"{question}&include=explain"):
        explained = told["boundsExplained"]
        assert isinstance(explained, dict)
        for name, bound in explained.items():
            assert bound["date"] == told["validity"][name]  # type: ignore[index]
            assert bool(bound["because"]) == (bound["date"] is not None)
            if bound["because"]:
                assert bound["because"][-1]["date"] == bound["date"]


def test_one_statement_is_explained_by_its_words_and_by_who_dates_its_source(base: str) -> None:
    address = f"{base}/v1/statements/{KEY}sdf-works-with-coalition"
    asked = httpx.get(f"{address}?include=explain", timeout=60).json()["statement"]
    assert asked["validity"]["written"] == "2014/.."
    because = asked["boundsExplained"]["earliestEnd"]["because"]
    assert [(step["statement"], step["key"]) for step in because] == [
        (asked["id"], asked["key"]),
        (None, "source:isis-detainee-transfer"),
    ]
    # the report is dated by its coder to one of these days
    assert [step["rule"] for step in because] == ["valid 2014/..", "published on [2026-01-29..2026-11-22]"]
    assert "boundsExplained" not in httpx.get(address, timeout=60).json()["statement"]
    refused = httpx.get(f"{address}?include=bounds", timeout=60)
    assert (refused.status_code, refused.json()["parameter"]) == (422, "include")
