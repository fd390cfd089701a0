"""`relation` asks about statements of some predicates alone: an invented dispute, by hand."""

from typing import Any

import pytest

from app.answers.question import read_common
from app.questions.alliances import alliances
from app.questions.alliances_diff import alliances_diff
from app.questions.alliances_series import alliances_series
from app.questions.network import network
from graph.alliances.question import find_alliances, find_stated_alliances
from graph.alliances.rows import describe_rows
from graph.errors import InvalidInput
from graph.selection.selection import Selection
from graph.store.reading.view import View
from graph.store.store import Store
from tests.app.test_alliances_over_time import DISPUTE, told, world_of
from tests.conftest import wipe
from tests.graph.alliances.few import ask, tie
from tests.world import plain_store

TRUCE = told("truce", "ceasefire_with", "cedar", "birch", valid="2026-04-01/2026-04-30")


@pytest.fixture(scope="module")
def dispute(store: Store) -> View:
    wipe(store.engine)
    return plain_store.fill(store, world_of([*DISPUTE, TRUCE])).view()


def signs(answer: Any) -> dict[str, int | None]:
    return {" ".join(sorted((row["a"]["id"], row["b"]["id"]))): row["sign"] for row in answer["rows"]}


def test_rows_rest_on_statements_of_the_relation_alone(dispute: View) -> None:
    selection = Selection(dispute, read_common(as_of="2026"))
    assert signs(alliances(selection))["ash birch"] is None  # allies and enemies in one year
    fights = alliances(selection, relation="fights")
    assert signs(fights) == {"ash birch": -1, "birch cedar": -1}
    assert [row["relations"] for row in fights["rows"]] == [["fights"]] * 2
    assert [len(row["statements"]) for row in fights["rows"]] == [1, 1]
    assert fights["question"]["relation"] == ["fights"]
    assert "Only statements of fights count here" in fights["notes"]
    assert signs(alliances(selection, relation="supports, allied_with"))["ash birch"] == 1
    assert signs(alliances(selection, relation="ceasefire with")) == {"birch cedar": 0}
    assert "relation" not in alliances(selection)["question"]


def test_around_an_actor_and_with_reasons_too(dispute: View) -> None:
    selection = Selection(dispute, read_common(as_of="2026"))
    for depth in (None, "2"):
        found = signs(alliances(selection, actor="ash", depth=depth, relation="fights"))
        assert found == {"ash birch": -1} | ({"birch cedar": -1} if depth else {})
    reasons = Selection(dispute, read_common(as_of="2026", include="explain"))
    assert signs(alliances(reasons, relation="allied_with")) == {"ash birch": 1}


def test_what_is_certain_by_another_relation_is_not_certain_by_this_one() -> None:
    statements = [
        tie("supports", "ash", "birch"),
        tie("fights_beside", "ash", "birch", valid="2026-01-01/2026-01-31"),
        tie("fights_beside", "birch", "cedar"),
    ]
    selection = ask(statements)
    (both, other) = describe_rows(find_alliances(selection).rows, None)
    assert (both.a, both.b, both.support_kind, both.relations, other.a) == (
        "ash", "birch", "certain", ["supports"], "birch",
    )  # fmt: skip
    beside = selection.restrict_relations(("fights_beside",))
    (only,) = describe_rows(find_alliances(beside).rows, None)
    assert (only.a, only.b) == ("birch", "cedar")
    assert [(row.a, row.b) for row in find_stated_alliances(beside).rows] == [("birch", "cedar")]


def test_a_network_a_series_and_a_difference_take_it(dispute: View) -> None:
    selection = Selection(dispute, read_common(as_of="2026"))
    edges = network(selection, relation="fights")["edges"]
    assert [(edge["a"], edge["b"], edge["sign"]) for edge in edges] == [("ash", "birch", -1), ("birch", "cedar", -1)]
    steps = alliances_series(Selection(dispute, read_common()), "2026", "2026", "quarter", relation="fights")
    # the quarrel lasts to June; birch and cedar were seen to fight in January, which is stale after half a year
    assert [(row["hostile"], row["friendly"]) for row in steps["rows"]] == [(2, 0), (2, 0), (1, 0), (0, 0)]
    assert steps["question"]["relation"] == ["fights"]

    def find_change(relation: str | None) -> str:
        answer = alliances_diff(Selection(dispute, read_common()), "2026-01-31", "2026-02-10", relation=relation)
        (change,) = [row["change"] for row in answer["rows"] if row["a"]["id"] == "ash" and row["b"]["id"] == "birch"]
        return change

    assert (find_change(None), find_change("fights"), find_change("allied_with")) == ("changed", "began", "ended")


def test_the_sentence_says_that_only_these_count(dispute: View) -> None:
    asked = Selection(dispute, read_common(as_of="2026"))
    assert alliances(asked, relation="fights")["summary"].startswith("Counting only “fights”, in 2026 ")
    nothing = alliances(asked, relation="cooperates_with")
    assert nothing["summary"].startswith("Counting only “cooperates with”, no source here says who fought")
    assert "No source here states cooperates_with" in nothing["notes"]
    series = alliances_series(asked, relation="threatens")["summary"]
    assert series.startswith("Counting only “threatens”, no source here says who fought")
    arabic = Selection(dispute, read_common(as_of="2026", lang="ar"))
    assert alliances(arabic, relation="fights")["summary"].startswith("بحسب نوع العلاقة المطلوب وحده، ")


def test_a_word_that_is_no_signed_predicate_is_refused_with_those_that_are(dispute: View) -> None:
    selection = Selection(dispute, read_common(as_of="2026"))
    with pytest.raises(InvalidInput) as refused:
        alliances(selection, relation="fights,fight_beside")
    assert refused.value.parameter == "relation"
    assert refused.value.value == "fight_beside"
    assert "fights_beside" in (refused.value.hint or "")
    for name in ("allied_with", "ceasefire_with", "distrusts", "supports"):
        assert name in str(refused.value)
    with pytest.raises(InvalidInput, match="'holds'"):
        network(selection, relation="holds")
