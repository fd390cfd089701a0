"""The cookbook runs as it stands, on both engines, with the same rows for the first report."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import neo4j
import pytest
from neo4j.graph import Node, Relationship
from neo4j.graph import Path as GraphPath

from graph.model.statement import OPEN
from graph.store.engine.connection import Engine
from graph.store.store import Store
from graph.vocabulary import vocabulary
from ingest.loading import load_source
from tests.conftest import wipe

FOLDER = Path(__file__).resolve().parents[2] / "cypher" / "cookbook"
FILES = sorted(FOLDER.glob("*.cypher"))
ONE_FILE = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
VALUE = r"(?:'[^']*'|date\('\d{4}-\d\d-\d\d'\)|\[(?:'[^']*'(?:,\s*)?)+\])"
NAMED = re.compile(rf"({VALUE}) AS (\w+)(?:,\s*)?")
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def stores(embedded_engine: Engine, neo4j_engine: Engine) -> Iterator[dict[str, Store]]:
    """The first report on both engines."""
    for engine in (embedded_engine, neo4j_engine):
        wipe(engine)
    with Store(engine=embedded_engine) as embedded, Store(engine=neo4j_engine) as server:
        for store in (embedded, server):
            load_source(store, "isis-detainee-transfer")
        yield {"embedded": embedded, "neo4j": server}


def plain(value: Any) -> Any:
    """What a user sees of a value: engines number nodes and order their properties each in its own way."""
    if isinstance(value, GraphPath):
        return [plain(part) for part in (*value.nodes, *value.relationships)]
    if isinstance(value, Node):
        return sorted(value.labels), sorted((name, plain(value[name])) for name in value)
    if isinstance(value, Relationship):
        return value.type, sorted((name, plain(value[name])) for name in value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.to_native() if isinstance(value, neo4j.time.Date) else value


def rows(store: Store, name: str) -> Rows:
    """The rows of a file, run as Neo4j Browser runs it: no parameters."""
    text = (FOLDER / f"{name}.cypher").read_text(encoding="utf-8")
    with store.driver.session(database=store.engine.database, default_access_mode="READ") as session:
        result = session.run(text)
        columns = result.keys()
        return [dict(zip(columns, map(plain, record), strict=True)) for record in result]


def header_and_query(file: Path) -> tuple[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    header = [line for line in lines if line.startswith("//")]
    return "\n".join(header), "\n".join(lines[len(header) :])


@ONE_FILE
def test_both_engines_give_the_same_rows_in_the_same_order(stores: dict[str, Store], file: Path) -> None:
    found = {name: rows(store, file.stem) for name, store in stores.items()}
    assert found["embedded"]
    assert found["embedded"] == found["neo4j"]


@ONE_FILE
def test_columns_are_the_ones_that_the_header_explains(stores: dict[str, Store], file: Path) -> None:
    shape = header_and_query(file)[0].partition("One row")[2]
    for column in rows(stores["embedded"], file.stem)[0]:
        assert re.search(rf"\b{column}\b", shape), f"{file.name} does not say what {column} is"


@ONE_FILE
def test_what_to_edit_stands_first_as_plain_values_that_the_header_explains(file: Path) -> None:
    header, query = header_and_query(file)
    assert "$" not in query
    explained = dict(re.findall(r"(?m)^// (\w+) +(STRING|DATE|LIST of STRING) {2,}\S", header))
    first = query.split("\nMATCH ")[0] if query.startswith("WITH ") else ""
    values = {name: value for value, name in NAMED.findall(first.removeprefix("WITH "))}
    assert NAMED.sub("", first.removeprefix("WITH ")).strip() == ""
    kinds = {"'": "STRING", "d": "DATE", "[": "LIST of STRING"}
    assert {name: kinds[value[0]] for name, value in values.items() if name not in SIGNS} == explained


@ONE_FILE
def test_the_index_of_the_cookbook_has_every_file(file: Path) -> None:
    assert f"`{file.stem}`" in (FOLDER / "README.md").read_text(encoding="utf-8")


@ONE_FILE
def test_only_statements_in_force_are_shown(file: Path) -> None:
    _, query = header_and_query(file)
    for name in set(re.findall(r"\((\w+):Statement\b", query)):
        assert f"{name}.closedIn = {OPEN}" in query, f"{file.name} also takes statements that were closed as {name}"


SIGNS = {"friendly": 1, "hostile": -1, "neutral": 0}


def test_signs_are_those_of_the_vocabulary() -> None:
    _, query = header_and_query(FOLDER / "friends_and_foes.cypher")
    lists = {name: set(re.findall(r"'(\w+)'", value)) for value, name in NAMED.findall(query) if name in SIGNS}
    for name, sign in SIGNS.items():
        signed = [predicate for predicate in vocabulary().predicates.values() if predicate.sign == sign]
        assert lists[name] == {edge for predicate in signed for edge in predicate.edges}


def test_custody_and_allegations_are_those_of_the_vocabulary() -> None:
    holding = [p for p in vocabulary().predicates.values() if "holds" in p.custody.values()]
    everywhere = "\n".join(header_and_query(file)[1] for file in FILES)
    assert "|".join(edge for predicate in holding for edge in predicate.edges) in everywhere
    assert str([predicate.name for predicate in holding]) in everywhere
    for name in ("trials", "never_answered"):
        (value, _), *_ = NAMED.findall(header_and_query(FOLDER / f"{name}.cypher")[1])
        assert set(re.findall(r"'(\w+)'", value)) <= vocabulary().terms["trial"] | vocabulary().terms["treatment"]


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest, stores: dict[str, Store]) -> Store:
    return stores[request.param]


def coded(key: str) -> str:
    """The key as its coder wrote it, without the dataset."""
    return key.partition(":")[2]


def test_in_february_2026_three_sightings_speak_for_the_sdf_and_one_for_the_coalition(store: Store) -> None:
    """5 February is 35 days after 1 January, the first day of the January window, and 2592 after 1 January 2019."""
    found = [
        (row["holder"], row["how"], row["certainty"], row["daysOff"], row["countMin"], row["joint"])
        for row in rows(store, "holders_on_a_day")
    ]
    assert found == [
        ("Syrian Democratic Forces", "HOLDS", "possible", 35, None, False),
        ("Syrian Democratic Forces", "GUARDS", "possible", 2592, 2000, True),
        ("Syrian Democratic Forces", "HOLDS", "possible", 2592, None, False),
        ("US-led coalition", "GUARDS", "possible", 2592, 2000, True),
    ]


def test_in_january_2026_the_sdf_clashes_with_damascus_under_a_ceasefire(store: Store) -> None:
    found = {
        row["other"]: (row["friendly"], row["hostile"], row["neutral"], row["relations"])
        for row in rows(store, "friends_and_foes")
    }
    assert found == {
        "ISIS": (0, 1, 0, ["FIGHTS"]),
        "Syrian government": (0, 2, 1, ["CEASEFIRE_WITH", "DISTRUSTS", "FIGHTS"]),
        "US-led coalition": (1, 0, 0, ["COOPERATES_WITH"]),
        "United States": (2, 0, 0, ["ALLIED_WITH", "SUPPORTS"]),
    }


def test_one_gain_is_reported_by_one_anonymous_speaker_and_no_loss(store: Store) -> None:
    """About 2,000: 2,000 - 200 to 2,000 + 200, since half the unit of the last digit is more than a tenth of it."""
    (gain,) = rows(store, "gains_and_losses")
    assert (gain["holder"], gain["what"], coded(gain["key"])) == ("Iraq", "GAINED", "iraq-received")
    assert (gain["countMin"], gain["countMax"], gain["countKind"]) == (1800, 2200, "cumulative")
    assert gain["earliest"] == date(2026, 1, 29)
    alone = [row for row in rows(store, "one_speaker") if row["anonymous"]]
    assert [(row["predicate"], row["actor"], row["saidBy"]) for row in alone] == [
        ("transfers", "Iraq", "Iraqi security source")
    ]


def test_every_rejection_of_the_trials_is_general(store: Store) -> None:
    found = {coded(row["key"]): row["rejections"] for row in rows(store, "trials")}
    assert found["sanbar-sham"] == 3
    assert found["sanbar-torture"] == 2
    assert found["sanbar-overwhelmed"] == 0
    scopes = {denier.split()[-1] for row in rows(store, "trials") for denier in row["rejectedBy"]}
    assert scopes == {"(general)"}
