"""Notes and refusals over HTTP are in the language of the answer, which a parameter or the header of a reader names."""

import re

import httpx
import pytest

ARABIC = re.compile("[\u0600-\u06ff]")
ENGLISH = re.compile(r"\b(the|of|is|are|and|not|no|only|what|which|that)\b", re.IGNORECASE)
QUESTIONS = [
    "alliances?as_of=2026-01-15&certainty=certain",
    "alliances?actor=sdf&as_of=2026-01-15&min_independent=2",
    "alliances?as_of=1900",
    "alliances?as_of=2026-01-15&relation=supports",
    "alliances/series?from=2019&to=2026",
    "alliances/series?from=2019&to=2026&at=day&exclude=parties",
    "alliances/diff?from=2019&to=2026",
    "alliances/diff?from=2019&to=2026&from_known_at=2020",
    "alliances/balance?as_of=2026-01-15",
    "network?as_of=2026-01-15&measures=betweenness",
    "network?as_of=2026-01-15&limit=2",
    "network/spells?from=2019&to=2026",
    "network/spells?from=2019&to=2026&certainty=certain&limit=2",
    "paths?from=sdf&to=iraq&min_independent=2",
    "paths?from=sdf&to=faiq-zeidan&max_hops=1",
    "custody?nationality=France&as_of=2019",
    "custody?as_of=2026-02-05&include=explain",
    "custody/diff?from=2019&to=2026-02-05",
    "custody/chain?held=isis-suspects",
    "custody/ledger?held=isis-suspects&certainty=certain&max_gap_days=9",
    "groups?as_of=2026-02-05&certainty=certain",
    "places?as_of=2026-02-05&exclude=cbs-news",
    "entities?label=Group",
    "entities/iraq/statements?min_independent=2",
    "events?as_of=2026",
    "matches?limit=2",
    "sources?limit=2",
    "search?q=zeidan",
    "entities/iraq?version=1",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_notes_are_in_the_language_that_is_asked_for(base: str, question: str) -> None:
    answer = httpx.get(f"{base}/v1/{question}&lang=ar&notes=all", timeout=60)
    assert answer.status_code == 200, answer.text
    data = answer.json()
    assert ARABIC.search(data["summary"])
    for note in data["notes"]:
        assert ARABIC.search(note), note
        assert not ENGLISH.search(note), note


@pytest.mark.parametrize(("query", "headers"), [("&lang=ar", {}), ("", {"Accept-Language": "ar-IQ, en;q=0.5"})])
def test_a_refused_name_is_told_in_the_language(base: str, query: str, headers: dict[str, str]) -> None:
    refused = httpx.get(f"{base}/v1/custody?held=ISIS suspekt people{query}", headers=headers, timeout=60)
    assert refused.status_code == 404
    problem = refused.json()
    assert problem["detail"].startswith("لا يوجد هنا «ISIS suspekt people»")
    assert ARABIC.search(problem["hint"])
    assert problem["parameter"] == "held"


def test_who_is_meant_by_typed_words_has_an_arabic_name(base: str) -> None:
    found = httpx.get(f"{base}/v1/search", params={"q": "من احتجز داعش؟", "lang": "ar"}, timeout=60).json()
    asked = found["asked"]
    named = [part["name"] for one in (asked, *asked["choices"]) for part in one["understood"] if part["name"]]
    assert all(map(ARABIC.search, named))
    found = httpx.get(f"{base}/v1/search", params={"q": "Whom did Iraq hold in 2026?", "lang": "ar"}, timeout=60).json()
    assert [part["name"] for part in found["asked"]["understood"] if part["name"]] == ["العراق"]
