"""`reviewed=`: only what a second coder checked, or what two agreed on, on every question that has the lens."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import create_app
from graph.store.store import Store
from ingest.drafts import DraftChoice
from ingest.loading import load_source
from tests.app.conftest import problem_of, served, settings_for

SOURCE = """\
id: lake
title: The lake
publisher: lake-post
published: {on: 2026-03-10}
licence: none
"""
# agreed: the league holds 50 men, and is hostile to the guild; checked: the guild holds 20 women; neither: the league
# holds 9 women; a draft denies the first
DOSSIER = """\
entities:
  - {id: lake-post, label: Actor, kind: media, name: Lake Post}
  - {id: league, label: Actor, kind: armed_group, name: League}
  - {id: guild, label: Actor, kind: armed_group, name: Guild}
  - {id: men, label: Group, kind: detainees, name: lake men}
  - {id: women, label: Group, kind: detainees, name: lake women}
statements:
  - {key: a, predicate: holds, roles: {subject: league, object: men}, observed: 2026-03-01, cite: {locator: page 1},
     count: {wording: 50, kind: stock}, coded_by: Anna, checked_by: Ben, state: agreed}
  - {key: b, predicate: holds, roles: {subject: guild, object: women}, observed: 2026-03-01, cite: {locator: page 2},
     count: {wording: 20, kind: stock}, coded_by: Anna, checked_by: Ben, state: checked}
  - {key: c, predicate: holds, roles: {subject: league, object: women}, observed: 2026-03-01, cite: {locator: page 3},
     count: {wording: 9, kind: stock}, coded_by: Anna}
  - {key: d, predicate: holds, roles: {subject: league, object: men}, polarity: denies, said_by: league,
     observed: 2026-03-01, cite: {locator: page 4}, responds_to: [{key: a, stance: denies}], state: draft}
  - {key: e, predicate: hostile_to, roles: {subject: league, object: guild}, observed: 2026-03-01,
     cite: {locator: page 5}, state: agreed}
  - {key: f, predicate: hostile_to, roles: {subject: guild, object: lake-post}, observed: 2026-03-01,
     cite: {locator: page 6}, state: checked}
"""
Json = dict[str, Any]
DAY = "as_of=2026-03-01"


@pytest.fixture(scope="module")
def own(lent: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service with this source, in which the draft was taken."""
    folder = tmp_path_factory.mktemp("reviewed")
    (folder / "lake").mkdir()
    (folder / "lake" / "source.yml").write_text(SOURCE, encoding="utf-8")
    (folder / "lake" / "dossier.yml").write_text(DOSSIER, encoding="utf-8")
    with Store(settings_for(lent)) as store:
        done = load_source(store, str(folder / "lake"), choice=DraftChoice(takes_drafts=True))
    assert not list(done.parsed.quarantine)
    with served(create_app(settings_for(lent))) as base:
        yield base


def ask(base: str, question: str) -> Json:
    answer = httpx.get(f"{base}/v1/{question}", timeout=60)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def list_pairs(answer: Json) -> set[tuple[str, str]]:
    return {(row["holder"]["id"], row["held"]["id"]) for row in answer["rows"]}


ALL = {("league", "men"), ("guild", "women"), ("league", "women")}


@pytest.mark.parametrize(
    ("reviewed", "pairs", "contested", "left_out"),
    [
        (None, ALL, True, None),
        ("checked", {("league", "men"), ("guild", "women")}, False, "2 statements are left out for not being marked "
         "checked or agreed"),
        ("agreed", {("league", "men")}, False, "3 statements are left out for not being marked agreed"),
    ],
)  # fmt: skip
def test_rows_rest_on_what_was_reviewed(
    own: str, reviewed: str | None, pairs: set[tuple[str, str]], contested: bool, left_out: str | None
) -> None:
    """The denial is a draft, so it contests nothing for those who ask for more."""
    answer = ask(own, f"custody?{DAY}" + (f"&reviewed={reviewed}" if reviewed else ""))
    assert list_pairs(answer) == pairs
    (men,) = [row for row in answer["rows"] if row["held"]["id"] == "men"]
    assert (men["contested"], bool(men["deniedBy"])) == (contested, contested)
    assert [note for note in answer["notes"] if "left out" in note] == ([left_out] if left_out else [])
    lens = answer["question"].get("lens", {})
    assert lens.get("reviewed") == reviewed
    assert (answer["pin"]["lens"] or {}).get("reviewed") == reviewed
    words = {None: "On 1 March", "checked": "Counting only statements that a second coder checked, on 1 March",
             "agreed": "Counting only statements that two coders agreed on, on 1 March"}  # fmt: skip
    assert answer["summary"].startswith(words[reviewed])


@pytest.mark.parametrize(("reviewed", "pairs"), [("checked", 2), ("agreed", 1)])
@pytest.mark.parametrize("question", [f"alliances?{DAY}", f"network?{DAY}"])
def test_whole_networks_rest_on_what_was_reviewed(own: str, question: str, reviewed: str, pairs: int) -> None:
    answer = ask(own, f"{question}&reviewed={reviewed}")
    assert len(answer.get("rows") or answer["edges"]) == pairs
    words = "checked or agreed" if reviewed == "checked" else "agreed"
    number = {1: "1 statement is", 2: "No statement is"}[pairs]
    assert f"{number} left out for not being marked {words}" in answer["notes"]


QUESTIONS = (
    "custody?held=men&include=statements", "custody/series?held=men&include=statements",
    "custody/ledger?held=men&include=statements", "custody/chain?held=men&include=statements", "plans?",
    "custody/diff?from=2026-02-01&to=2026-03-01", "alliances/series?", "alliances/diff?from=2026-02-01&to=2026-03-01",
    "alliances/balance?", "contested?", "silences?", "events?", "entities/men/statements?", "groups?holder=league",
    "places?holder=league", "paths?from=league&to=guild&include=statements", "network/spells?",
)  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_that_has_the_lens_takes_it_and_shows_nothing_else(own: str, question: str) -> None:
    answer = ask(own, f"{question}&reviewed=agreed")

    def list_statements(value: Any) -> Iterator[Json]:
        if isinstance(value, dict):
            if "predicate" in value and "polarity" in value:
                yield value
            for one in value.values():
                yield from list_statements(one)
        elif isinstance(value, list):
            for one in value:
                yield from list_statements(one)

    assert {one.get("state") for one in list_statements(answer)} <= {"agreed"}
    assert "lens" not in answer.get("question", {}) or answer["question"]["lens"]["reviewed"] == "agreed"


def test_statements_say_who_coded_and_checked_them_only_where_that_is_given(own: str) -> None:
    rows = {row["key"]: row for row in ask(own, "entities/league/statements")["rows"]}
    review = ("codedBy", "checkedBy", "state")
    assert {key: {name: row[name] for name in review if name in row} for key, row in rows.items()} == {
        "lake:a": {"codedBy": "Anna", "checkedBy": "Ben", "state": "agreed"},
        "lake:c": {"codedBy": "Anna"},
        "lake:d": {"state": "draft"},
        "lake:e": {"state": "agreed"},
    }
    table = httpx.get(f"{own}/v1/custody.csv?held=men&{DAY}&shape=statements", timeout=60).text
    header, line = table.splitlines()[:2]
    cells = dict(zip(header.split(","), line.split(","), strict=False))
    assert [cells[f"statement.{name}"] for name in review] == ["Anna", "Ben", "agreed"]


def test_a_state_that_there_is_not_is_refused_by_parameter(own: str) -> None:
    problem = problem_of(httpx.get(f"{own}/v1/custody?held=men&reviewed=draft", timeout=60))
    assert (problem["status"], problem["parameter"], problem["value"]) == (422, "reviewed", "draft")
    assert "expected checked or agreed" in problem["detail"]


def test_cypher_has_the_review_as_properties(own: str) -> None:
    query = "MATCH (s:Statement) WHERE s.state = 'agreed' RETURN s.key AS key, s.codedBy AS by ORDER BY key"
    answer = httpx.post(f"{own}/v1/cypher", json={"query": query}, timeout=120).json()
    assert answer["rows"] == [{"key": "lake:a", "by": "Anna"}, {"key": "lake:e", "by": None}]
