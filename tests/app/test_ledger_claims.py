"""Claims of a source to report every move, distinct rows, days asked for: from source.yml to the ledger's answer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.answers.question import read_common
from app.questions.ledger import ledger
from graph.errors import InvalidInput
from graph.selection.selection import Selection
from graph.store.engine.connection import Engine
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.vocabulary import RULES_VERSION
from ingest.loading import load_source
from tests.conftest import wipe

# invented: 1,653 on 1 March, 1,706 on 1 April, and one report of 3 arrivals; two convoys on one day
DOSSIER = """\
entities:
  - {id: desk, label: Actor, kind: agency, name: Desk}
  - {id: paper, label: Actor, kind: media, name: Paper}
  - {id: force, label: Actor, kind: armed_force, name: Force}
  - {id: other, label: Actor, kind: armed_force, name: Other Force}
  - {id: men, label: Group, kind: prisoners, name: prisoners of war}
statements:
  - {key: first, predicate: holds, roles: {subject: [force], object: [men]}, observed: 2020-03-01, count: {wording: "1,653", kind: stock}, cite: {locator: 1}}
  - {key: came, predicate: transfers, roles: {object: [men], from_holder: [other], to_holder: [force]}, on: 2020-03-10, count: {wording: "3", kind: flow}, cite: {locator: 2}}
  - {key: next, predicate: holds, roles: {subject: [force], object: [men]}, observed: 2020-04-01, count: {wording: "1,706", kind: stock}, cite: {locator: 3}}
  - {key: day-a, predicate: transfers, roles: {object: [men], from_holder: [force], to_holder: [other]}, on: 2020-05-01, count: {wording: "5", kind: flow}, cite: {locator: 4}}
  - {key: day-b, predicate: transfers, roles: {object: [men], from_holder: [force], to_holder: [other]}, on: 2020-05-01, count: {wording: "7", kind: flow}, cite: {locator: 5}}
  - {key: quoted, predicate: transfers, roles: {object: [men], from_holder: [force], to_holder: [other]}, on: 2020-06-01, said_by: paper, count: {wording: "2", kind: flow}, cite: {locator: 6}}
"""  # noqa: E501
SOURCE = """\
id: war-desk
title: Register of the Desk
publisher: desk
published: {on: 2020-07-01}
licence: CC0-1.0
"""
CLAIM = "covers: [{moves: all, group: men, holders: [force], from: 2020-03, to: 2020-04}]\n"


@pytest.fixture(scope="module")
def store(embedded_engine: Engine) -> Iterator[Store]:
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as store:
        yield store


def view_of(store: Store, folder: Path, more: str = "") -> View:
    (folder / "dossier.yml").write_text(DOSSIER, encoding="utf-8")
    (folder / "source.yml").write_text(SOURCE + more, encoding="utf-8")
    load_source(store, str(folder))
    return Reader(store).view()


def ask(view: View, start: str | None = None, end: str | None = None, **more: Any) -> dict[str, Any]:
    return ledger(Selection(view, read_common(**more)), "men", "force", start=start, end=end)


def test_a_difference_is_open_and_not_explained_only_where_all_moves_are_claimed(store: Store, tmp_path: Path) -> None:
    answer = ask(view_of(store, tmp_path))
    row = answer["rows"][0]
    assert (row["unaccounted"], row["closes"], row["claimedBy"]) == ({"min": -50, "max": -50}, "open", [])
    assert answer["summary"] == (
        "The figures leave a gap: prisoners of war held by the Force rose from 1,653 on 1 March 2020, according to "
        "Desk, to 1,706 on 1 April 2020, according to Desk. No source here reports arrivals that explain 50 people."
    )
    view = view_of(store, tmp_path, CLAIM)
    answer = ask(view)
    row = answer["rows"][0]
    assert (row["unaccounted"], row["closes"]) == ({"min": -50, "max": -50}, "no")
    assert row["claimedBy"] == [{"id": "war-desk", "title": "Register of the Desk"}]
    assert answer["summary"] == (
        "The figures do not add up: prisoners of war held by the Force rose from 1,653 on 1 March 2020, according to "
        "Desk, to 1,706 on 1 April 2020, according to Desk. No source here reports arrivals that explain 50 people, "
        "though Desk says that every move is reported."
    )
    # without some of what the source says, the claim is not that all is heard
    assert ask(view, exclude="paper")["rows"][0]["closes"] == "open"
    assert ask(view, known_at="2020-07-01")["rows"][0]["closes"] == "no"
    assert ask(view, trust="paper")["rows"][0]["openings"] == []


def test_rows_that_are_distinct_are_added_also_on_one_day(store: Store, tmp_path: Path) -> None:
    lost = ask(view_of(store, tmp_path), "2020-05-01", "2020-05-31")["rows"]
    assert [row["lost"] for row in lost] == [{"min": 7, "max": 12}]
    lost = ask(view_of(store, tmp_path, "rows: distinct\n"), "2020-05-01", "2020-05-31")["rows"]
    assert [row["lost"] for row in lost] == [{"min": 12, "max": 12}]


def test_only_counts_and_moves_of_the_days_asked_for_count(store: Store, tmp_path: Path) -> None:
    view = view_of(store, tmp_path, "rows: distinct\n")
    answer = ask(view, "2020-03-05", "2020-03-31")
    assert (answer["question"]["from"], answer["question"]["to"]) == ("2020-03-05", "2020-03-31")
    (row,) = answer["rows"]
    assert (row["opening"], row["gained"], row["lost"]) == (None, {"min": 3, "max": 3}, {"min": 0, "max": 0})
    assert answer["summary"] == (
        "There are not enough figures to check: no source here counts prisoners of war held by the Force twice between "
        "5 and 31 March 2020. By the reports three came to the Force on 10 March 2020, according to Desk."
    )
    with pytest.raises(InvalidInput, match="'2020-03' lies before from, '2020-04'"):
        ask(view, "2020-04", "2020-03")
    with pytest.raises(InvalidInput, match="from: '2999' lies after today"):
        ask(view, "2999")


def test_long_lists_are_cut_with_their_numbers_beside_them(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("questions.ledger.MOST_ITEMS", "answers.ledger_rows.MOST_ITEMS", "answers.shapes.MOST_STATEMENTS"):
        monkeypatch.setattr(f"app.{name}", 1)
    view = view_of(store, tmp_path)
    (row,) = ask(view, "2020-05", "2020-06")["rows"]
    assert (len(row["losses"]), row["lossCount"], len(row["statements"]), row["statementCount"]) == (1, 3, 1, 3)
    assert "include=statements gives all" in str(ask(view, "2020-05", "2020-06")["notes"])
    whole = ask(view, "2020-05", "2020-06", include="statements")
    assert (len(whole["rows"][0]["losses"]), len(whole["rows"][0]["statements"])) == (3, 3)


def test_a_page_ends_before_it_is_too_large(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.answers.frame.LARGEST_PAGE", 1)
    view = view_of(store, tmp_path)
    answer = ledger(Selection(view, read_common()), "men")
    assert (len(answer["rows"]), answer["truncated"]) == (1, True)
    assert "This page has 1 of 3 rows; next gives those that follow" in answer["notes"]
    following = ledger(Selection(view, read_common(cursor=answer["next"])), "men")
    assert following["rows"][0]["start"] == {"earliest": row_start(view, 1), "latest": row_start(view, 1)}
    assert len(ledger(Selection(view, read_common(limit="999")), "men")["rows"]) == 3


def row_start(view: View, number: int) -> Any:
    return ledger(Selection(view, read_common(limit="999")), "men")["rows"][number]["start"]["earliest"]


def test_an_answer_has_a_pin_that_tells_what_it_depends_on(store: Store, tmp_path: Path) -> None:
    view = view_of(store, tmp_path)
    answer = ask(view, as_of="2020-04-15", known_at="2021")
    assert answer["rulesVersion"] == RULES_VERSION
    pin = answer["pin"]
    assert pin.items() >= {"rulesVersion": RULES_VERSION, "asOf": "2020-04-15", "knownAt": "2021", "lens": None}.items()
    assert pin == ask(view, as_of="2020-04-15", known_at="2021")["pin"]
    other = ask(view, as_of="2020-04-15", exclude="paper")["pin"]
    assert other["lens"]["exclude"] == [{"id": "paper", "name": "Paper"}]
    assert other["hash"] != pin["hash"]
