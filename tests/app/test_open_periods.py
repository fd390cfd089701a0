"""Questions about days that are open at one end: an invented dispute, by hand."""

from typing import Any

import pytest

from app.answers.question import read_common
from app.questions.alliances import alliances
from app.questions.alliances_diff import alliances_diff
from app.questions.alliances_series import alliances_series
from app.questions.silences import silences
from app.sentences.languages.ar.grammar import write_asked_days
from app.sentences.languages.en.writer import EnglishWriter
from graph.dates.windows import read_window
from graph.errors import InvalidInput
from graph.selection.selection import Selection
from graph.store.reading.view import View
from graph.store.store import Store
from tests.app.test_alliances_over_time import DISPUTE, world_of
from tests.conftest import wipe
from tests.world import plain_store


@pytest.fixture(scope="module")
def dispute(store: Store) -> View:
    wipe(store.engine)
    return plain_store.fill(store, world_of(DISPUTE)).view()


def signs(rows: Any) -> dict[str, int | None]:
    return {" ".join(sorted((row["a"]["id"], row["b"]["id"]))): row["sign"] for row in rows}


def test_since_a_day_is_what_was_so_on_some_day_from_then_on(dispute: View) -> None:
    answer = alliances(Selection(dispute, read_common(as_of="2026-07-01/..")))
    # the aid lasts all of 2026; the fight seen in January is not yet stale on 1 July; the quarrel ended in June
    assert signs(answer["rows"]) == {"ash cedar": 1, "birch cedar": -1}
    assert "ash birch" in signs(answer["lastKnown"])
    assert answer["question"]["asOf"] == "2026-07-01/.."
    assert answer["summary"].startswith("Since July 2026 ")


def test_until_a_year_is_what_was_so_on_some_day_up_to_its_last(dispute: View) -> None:
    answer = alliances(Selection(dispute, read_common(as_of="../2019")))
    assert signs(answer["rows"]) == {"ash cedar": 1}  # the aid began in 2019, the pact in 2020
    assert signs(answer["firstKnown"])["ash birch"] == 1
    assert answer["summary"].startswith("Until 2019 ")
    arabic = alliances(Selection(dispute, read_common(as_of="../2019", lang="ar")))
    assert arabic["summary"].startswith("حتى عام 2019 ")
    before = alliances(Selection(dispute, read_common(as_of="../2018")))
    assert before["rows"] == []
    assert "until 2018" in before["summary"]


@pytest.mark.parametrize(
    ("days", "english", "arabic"),
    [
        ("2019/..", "since 2019", "منذ عام 2019"),
        ("2019-03/..", "since March 2019", "منذ مارس/آذار 2019"),
        ("2019-03-05/..", "since 5 March 2019", "منذ 5 مارس/آذار 2019"),
        ("../2019", "until 2019", "حتى عام 2019"),
        ("../2020-02", "until February 2020", "حتى فبراير/شباط 2020"),
        ("../2020-02-28", "until 28 February 2020", "حتى 28 فبراير/شباط 2020"),
        ("2019", "in 2019", "في عام 2019"),
    ],
)
def test_open_days_in_words(dispute: View, days: str, english: str, arabic: str) -> None:
    writer = EnglishWriter(dispute.directory)
    assert writer.asked_days(read_window(days)) == english
    assert write_asked_days(read_window(days)) == arabic


@pytest.mark.parametrize("days", ["../..", "/"])
def test_days_without_any_end_are_no_days(days: str) -> None:
    with pytest.raises(InvalidInput):
        read_common(as_of=days)


def test_what_needs_both_ends_says_so(dispute: View) -> None:
    with pytest.raises(InvalidInput, match="no first or last day"):
        silences(Selection(dispute, read_common(as_of="2019/..")))
    selection = Selection(dispute, read_common())
    with pytest.raises(InvalidInput, match=r"from: '\.\./2019'"):
        alliances_series(selection, "../2019", "2026")
    with pytest.raises(InvalidInput, match=r"to: '2026/\.\.'"):
        alliances_diff(selection, "2019", "2026/..")
