"""Rows of many statements: how many a page has, how the others are reached, and what an explicit limit does."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import create_app
from graph.store.store import Store
from graph.store.writing.writer import load_content
from tests.app.conftest import problem_of, served, settings_for
from tests.bench.one_group import ASKED, content, headcounts

FACILITIES, DAYS = 120, 2
EACH = FACILITIES * DAYS
QUESTIONS = {
    "custody": f"held=people&as_of={ASKED}",
    "custody/ledger": "held=people",
    "silences": f"held=people&kind=single_speaker&as_of={ASKED}",
}


@pytest.fixture(scope="module")
def counted(lent: Path) -> Iterator[str]:
    """The address of a service with the counts of 120 facilities on two days, all by one holder."""
    with Store(settings_for(lent)) as store:
        load_content(store, content(list(headcounts(EACH))))
    with served(create_app(settings_for(lent))) as address:
        yield address


def ask(base: str, question: str, more: str = "") -> Any:
    answer = httpx.get(f"{base}/v1/{question}?{QUESTIONS[question]}{more}", timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_table_of_statements_has_all_of_them_and_is_cut_by_limit_alone(counted: str, question: str) -> None:
    rows = ask(counted, question, "&include=statements")["rows"]
    address = f"{counted}/v1/{question}.csv?{QUESTIONS[question]}&shape=statements"
    lines = list(csv.DictReader(io.StringIO(httpx.get(address, timeout=60).text, newline="")))
    assert [line["statement.id"] for line in lines] == [one["id"] for row in rows for one in row["statements"]]
    assert len(lines) > max(EACH - 1, 50)
    first = httpx.get(f"{address}&limit=1", timeout=60)
    assert first.text.count("\r\n") == 1 + len(rows[0]["statements"])
    assert ('rel="next"' in first.headers.get("link", "")) == (len(rows) > 1)


@pytest.mark.parametrize("question", ["custody", "silences"])
def test_a_row_shows_fifty_statements_and_the_others_come_by_page(counted: str, question: str) -> None:
    first = ask(counted, question)
    (row,) = [row for row in first["rows"] if row["statementCount"] > 50]
    place = first["rows"].index(row)
    whole = ask(counted, question, "&include=statements")["rows"][place]
    assert (row["statementCount"], len(row["statements"]), len(whole["statements"])) == (EACH, 50, EACH)
    assert whole["nextStatements"] is None
    assert any("nextStatements" in note for note in first["notes"])
    pages, cursor = [row["statements"]], row["nextStatements"]
    while cursor:
        page = ask(counted, question, f"&cursor={cursor}")
        (found,) = page["rows"]
        assert (found["statementCount"], page["next"]) == (EACH, found["nextStatements"])
        assert page["truncated"] == (page["next"] is not None)
        pages.append(found["statements"])
        cursor = page["next"]
    assert [len(some) for some in pages] == [50, 50, 50, 50, 40]
    assert [statement["id"] for some in pages for statement in some] == [s["id"] for s in whole["statements"]]


def test_a_limit_says_how_many_statements_a_page_has(counted: str) -> None:
    (row,) = ask(counted, "custody")["rows"]
    (page,) = ask(counted, "custody", f"&cursor={row['nextStatements']}&limit=65")["rows"]
    assert len(page["statements"]) == 65


def test_what_was_last_known_comes_by_page_too(counted: str) -> None:
    asked = f"{counted}/v1/custody?held=people&as_of={ASKED.year + 3}"
    (row,) = httpx.get(asked, timeout=60).json()["lastKnown"]  # the counts of the last day
    assert (row["statementCount"], len(row["statements"])) == (FACILITIES, 50)
    page = httpx.get(f"{asked}&cursor={row['nextStatements']}", timeout=60).json()
    (further,) = page["lastKnown"]
    assert (page["rows"], page["firstKnown"], len(further["statements"])) == ([], [], 50)
    assert not {s["id"] for s in row["statements"]} & {s["id"] for s in further["statements"]}


def test_a_cursor_of_another_question_is_refused(counted: str) -> None:
    (row,) = ask(counted, "custody")["rows"]
    for path in (
        f"entities?cursor={row['nextStatements']}",
        f"plans?held=people&cursor={row['nextStatements']}",
        f"custody?{QUESTIONS['custody']}&cursor=cm93czo5OTo1MA",  # the statements of row 99
        f"custody?{QUESTIONS['custody']}&cursor=bGFzdEtub3duOjA6NTA",  # those of what was last known: there is none
    ):
        answer = httpx.get(f"{counted}/v1/{path}", timeout=60)
        assert (answer.status_code, problem_of(answer)["parameter"]) == (422, "cursor")


def test_places_of_a_row_are_cut_with_their_number(counted: str) -> None:
    (row,) = ask(counted, "custody")["rows"]
    assert (row["placeCount"], len(row["places"])) == (FACILITIES, 100)
    assert (row["count"]["placeCount"], row["countPlaces"], len(row["count"]["places"])) == (
        FACILITIES,
        FACILITIES,
        100,
    )
    (whole,) = ask(counted, "custody", "&include=statements")["rows"]
    assert (len(whole["places"]), len(whole["count"]["places"])) == (FACILITIES, FACILITIES)
    (silent,) = [row for row in ask(counted, "silences")["rows"] if row["placeCount"] > 100]
    assert (len(silent["places"]), len(silent["wouldClose"]["place"])) == (100, 100)
    assert f"and {FACILITIES - 5} more places" in silent["wouldClose"]["sentence"]


def test_a_limit_that_is_asked_for_is_taken_even_if_it_is_the_usual_one(
    counted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.answers.frame.LARGEST_PAGE", 1)
    cut = ask(counted, "custody/ledger")
    assert (len(cut["rows"]), cut["truncated"]) == (1, True)
    whole = ask(counted, "custody/ledger", "&limit=1000")
    assert (len(whole["rows"]) > 1, whole["truncated"]) == (True, False)
    assert ask(counted, "custody/ledger", f"&cursor={cut['next']}")["rows"][0] == whole["rows"][1]
