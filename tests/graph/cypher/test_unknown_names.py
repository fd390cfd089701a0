"""What a query names and the model does not have is in a note with the nearest name; what it has is in none."""

import sys
from pathlib import Path

import pytest

from graph.cypher.unknown_names import note_unknown_names

COOKBOOK = sorted((Path(__file__).resolve().parents[3] / "cypher" / "cookbook").glob("*.cypher"))


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("MATCH (s:Statment) RETURN s.id", ["There is no label Statment; did you mean Statement?"]),
        ("MATCH (a:Entity&Acter)-->() RETURN a", ["There is no label Acter; did you mean Actor?"]),
        ("MATCH (n) WHERE n:Actor OR n:place RETURN n", ["There is no label place; did you mean Place?"]),
        ("MATCH ()-[h:HOLD|GUARDS]->(g) RETURN g.id", ["There is no type of edge HOLD; did you mean HOLDS?"]),
        ("MATCH ()-[:HOLDS|:GAURDS*1..2]->(g) RETURN g.id", ["There is no type of edge GAURDS; did you mean GUARDS?"]),
        ("MATCH (a:Actor) RETURN a.nmae AS n", ["There is no property nmae; did you mean name?"]),
        ("MATCH (a:Actor {nam: 'x'}) RETURN a", ["There is no property nam; did you mean name?"]),
        ("MATCH ()-[h:HOLDS {countmin: 1}]-() RETURN h", ["There is no property countmin; did you mean countMin?"]),
        ("MATCH (a:Actor) RETURN a {.id, .kynd} AS m", ["There is no property kynd; did you mean kind?"]),
        (
            "MATCH (a:Zzz) WHERE EXISTS { (a)-[:HOLDZ]->(:Group) } RETURN collect(a.id)",
            [
                "There is no label Zzz; `whoholds model` and /v1/model list what there is",
                "There is no type of edge HOLDZ; did you mean HOLDS?",
            ],
        ),
    ],
)
def test_a_name_that_the_model_does_not_have_is_in_a_note(text: str, notes: list[str]) -> None:
    assert note_unknown_names(text) == notes


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (a:Actor)-[h:HOLDS|GUARDS]->(g:Group) WHERE h.latestEnd.year > 2019 RETURN a.name, g.namesByLanguage",
        "WITH {nmae: 1, other: {x: 2}} AS m RETURN m.nmae, m.other.x",
        "UNWIND $rows AS row MATCH (n:Entity {id: row.key9}) RETURN n.id, row.value9, $n.value9",
        "MATCH (n:Actor) WITH {nmae: n.name} AS n RETURN n.nmae",
        "MATCH (n:Actor) RETURN n {.id, other: n.name, more: {x: 1}} AS made",
        "MATCH (n) WHERE any(x IN n.aliases WHERE x = ':Statment') RETURN date.truncate('year', date()) AS Statment",
        "CALL db.schema.nodeTypeProperties() YIELD propertyName AS p RETURN p",
        "MATCH p = shortestPath((a:Actor)-[*..3]-(b:Actor)) RETURN [n IN nodes(p) | n.zzz], // :Zzz\n a.id",
        "MATCH (s:Statement) WHERE s.predicate IN ['x', 'y'] RETURN CASE WHEN s.actual THEN 1 ELSE 2 END",
    ],
)
def test_what_the_model_has_or_what_is_no_node_is_in_none(text: str) -> None:
    assert note_unknown_names(text) == []


@pytest.mark.parametrize("file", COOKBOOK, ids=lambda file: file.stem)
def test_the_cookbook_names_only_what_there_is(file: Path) -> None:
    assert note_unknown_names(file.read_text(encoding="utf-8")) == []


def test_a_long_chain_of_properties_costs_no_more_for_each_part() -> None:
    """Ten times as long takes some ten times as many steps: it was a hundred times."""

    def count_steps(parts: int) -> int:
        steps = 0

        def step(*_: object) -> None:
            nonlocal steps
            steps += 1

        before = sys.getprofile()
        sys.setprofile(step)
        try:
            note_unknown_names("MATCH (a:Actor) RETURN a" + ".b" * parts)
        finally:
            sys.setprofile(before)
        return steps

    assert count_steps(1_000) < 20 * count_steps(100)
