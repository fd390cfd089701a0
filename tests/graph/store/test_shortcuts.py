"""Shortcut edges: what has one, what it carries, and that a broken one is found and healed."""

from typing import Any

import pytest

from graph.store.engine.connection import Engine
from graph.store.store import Store
from graph.store.writing.shortcuts import compare_shortcuts, derive_shortcuts
from graph.store.writing.writer import load_content
from tests.graph.store.reports import content, says


def edges(store: Store) -> list[tuple[str, str, str]]:
    return sorted((row["from"], row["type"], row["to"]) for row in store.read("read/shortcuts"))


def properties(store: Store) -> list[dict[str, Any]]:
    found = [row["properties"] for row in store.read("read/shortcuts")]
    return [{name: str(value) for name, value in each.items() if name != "statement"} for each in found]


def change(engine: Engine, text: str) -> None:
    with Store(engine=engine) as store:
        store.write_text(text)


def test_one_edge_for_each_subject_and_object_marked_joint(store: Store) -> None:
    load_content(store, content([says("a", subject=("army", "militia"), object=("farmers", "fishers"))]))
    both = [(holder, "HOLDS", held) for holder in ("army", "militia") for held in ("farmers", "fishers")]
    assert edges(store) == both
    assert {each["joint"] for each in properties(store)} == {"True"}


def test_an_edge_carries_the_four_dates_and_the_count(store: Store) -> None:
    load_content(store, content([says("a", valid="2019-02/2020-01", count=("about 200", "stock"))]))
    assert properties(store) == [
        {
            "earliestStart": "2019-02-01",
            "latestStart": "2019-02-28",
            "earliestEnd": "2020-01-01",
            "latestEnd": "2020-01-31",
            "countMin": "180",
            "countMax": "220",
            "countKind": "stock",
            "joint": "False",
        }
    ]


@pytest.mark.parametrize("given", [{"polarity": "denies"}, {"mode": "intended"}, {"mode": "urged"}])
def test_denials_and_plans_have_no_edge(store: Store, given: dict[str, str]) -> None:
    load_content(store, content([says("a", **given)]))
    assert edges(store) == []
    assert compare_shortcuts(store) == ([], [])


def test_a_move_is_lost_and_gained_only_where_the_source_names_who(store: Store) -> None:
    load_content(
        store,
        content(
            [
                says("a", "transfers", object="farmers", from_holder="army"),
                says("b", "transfers", object="fishers", to_holder="militia", from_place="mill"),
                says("c", "transfers", object="villagers", to_place="mill"),
                says("d", "escapes", subject="villagers", from_holder="army"),
            ]
        ),
    )
    assert edges(store) == [
        ("army", "LOST", "farmers"),
        ("army", "LOST", "villagers"),
        ("militia", "GAINED", "fishers"),
    ]


def test_the_count_of_what_is_under_way_is_not_on_the_edge(store: Store) -> None:
    count = ("7,000", "flow")
    load_content(
        store, content([says("a", "transfers", mode="under_way", object="farmers", from_holder="army", count=count)])
    )
    assert [each.keys() & {"countMin", "countMax", "countKind"} for each in properties(store)] == [set()]


def test_what_is_closed_has_no_edge_and_gets_it_back_when_reopened(store: Store) -> None:
    load_content(store, content([says("a"), says("b", subject="militia", object="farmers")]))
    load_content(store, content([says("b", subject="militia", object="farmers")]))
    assert edges(store) == [("militia", "HOLDS", "farmers")]
    load_content(store, content([says("a")]))
    assert edges(store) == [("army", "HOLDS", "farmers")]
    assert compare_shortcuts(store) == ([], [])


@pytest.mark.parametrize(
    ("damage", "missing", "beyond"),
    [
        ("MATCH ()-[e:HOLDS]->() DELETE e", 1, 0),
        ("MATCH ()-[e:HOLDS]->() SET e.countMin = 1", 1, 1),
        ("MATCH ()-[e:HOLDS]->() SET e.latestEnd = date('2020-01-01')", 1, 1),
        ("MATCH (a)-[e:HOLDS]->(b) CREATE (a)-[copy:HOLDS]->(b) SET copy = e {.*}", 0, 1),
        ("MATCH (a)-[e:HOLDS]->(b) CREATE (b)-[copy:HOLDS]->(a) SET copy = e {.*}", 0, 1),
    ],
)
def test_a_tampered_edge_is_found_and_healed(store: Store, damage: str, missing: int, beyond: int) -> None:
    said = says("a", count=("200", "stock"))
    load_content(store, content([said, says("b", "allied_with", subject="army", object="militia")]))
    change(store.engine, damage)
    assert tuple(map(len, compare_shortcuts(store))) == (missing, beyond)
    assert derive_shortcuts(store, [said.id]) == 1
    assert compare_shortcuts(store) == ([], [])
