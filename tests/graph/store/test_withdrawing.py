"""Withdrawal in the store, on both engines: keys and sources, what others still name, and what loads again."""

from pathlib import Path

import pytest
from neo4j.exceptions import ConstraintError

from graph.errors import InvalidInput, InvalidSource, NotFound
from graph.model.names import UsedEntity
from graph.store.engine.connection import Engine, connect
from graph.store.queries import remake_schema
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.tombstones import FILE
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.withdrawing import NAMELESS, find_removal, withdraw
from graph.store.writing.writer import load_content
from tests.graph.store.reports import ENTITIES, content, says

WHY = "asked for by whom it named"


@pytest.fixture
def store(empty_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr("graph.store.tombstones.find_data_folder", lambda store: tmp_path)
    return Store(engine=empty_engine)


def everything(store: Store) -> str:
    """All properties of all nodes and edges, as a text."""
    with connect(store.engine) as driver, driver.session(database=store.engine.database) as session:
        nodes = session.run("MATCH (n) RETURN labels(n) AS labels, n {.*} AS n").data()
        edges = session.run("MATCH ()-[r]->() RETURN type(r) AS type, r {.*} AS r").data()
    return repr([nodes, edges]).lower()


def test_a_key_goes_with_every_version_and_what_only_it_named(store: Store) -> None:
    secret = says("secret", subject="militia", object="fishers", at="harbour", note="zebra one")
    load_content(store, content([says("a"), secret]))
    changed = says("secret", subject="militia", object="fishers", at="harbour", note="zebra two")
    load_content(store, content([says("a"), changed]))
    reader = Reader(store)
    assert {s.note for s in reader.view().select_by_keys(["report:secret", "secret"])} == {"zebra one", "zebra two"}
    key = secret.key
    removal = find_removal(store, key)
    assert (len(removal.rows), removal.entities.keys()) == (2, {"militia", "fishers", "harbour"})
    done = withdraw(store, key, WHY)
    assert done.version == 3
    found = everything(store)
    for word in ("zebra", "militia", "fishers", "harbour", secret.id, changed.id):
        assert word not in found, word
    assert WHY in found
    assert key in found
    for version in (1, 2, 3):
        view = reader.view(version)
        assert [s.key for s in view.select_by_predicates(["holds"])] == [says("a").key]
        assert [one.key for one in view.find_withdrawn(None)] == [key]
        assert [one.reason for one in view.find_withdrawn(["militia"])] == [WHY]
        assert view.find_withdrawn(["army"]) == []
    assert reader.view().find_withdrawn_statement(changed.id) is not None
    assert compare_shortcuts(store) == ([], [])
    with pytest.raises(InvalidInput, match=f"was withdrawn on .*: {WHY}"):
        find_removal(store, key)


def test_it_is_not_loaded_again_by_key_or_by_content_and_other_rows_are(store: Store) -> None:
    secret = says("secret", subject="militia", object="fishers", note="zebra")
    load_content(store, content([says("a"), secret]))
    withdraw(store, secret.key, WHY)
    another = says("other", subject="militia", object="fishers", note="zebra")
    reworded = says("secret", subject="militia", object="fishers", note="zebras")
    for statements, aside in (([says("a"), reworded], reworded), ([says("a"), another], another)):
        report_ = load_content(store, content(statements))
        assert [*report_.aside] == [aside.key]
        assert WHY in str(report_.aside[aside.key])
        assert "zebra" not in everything(store)
        assert "militia" not in everything(store)
    new = says("new", subject="militia", object="villagers")  # the coder says something else of them
    assert load_content(store, content([says("a"), new])).aside == {}
    assert "militia" in everything(store)


def test_what_answers_it_stays_and_loads_again(store: Store) -> None:
    secret = says("secret", note="zebra")
    answer = says("answer", subject="militia", responds_to=((secret.key, "denies"),))
    load_content(store, content([secret, answer]))
    withdraw(store, secret.key, WHY)
    changed = says("answer", subject="militia", note="x", responds_to=((secret.key, "denies"),))
    assert load_content(store, content([changed])).aside == {}
    (open_one,) = Reader(store).view().select_by_keys([answer.key])[-1:]
    assert open_one.note == "x"


def test_a_source_goes_whole_and_is_refused_from_then_on(store: Store) -> None:
    load_content(store, content([says("a", note="zebra")]))
    done = withdraw(store, "report", WHY)
    assert (done.removal.kind, len(done.removal.entities)) == ("source", len(ENTITIES))
    found = everything(store)
    for word in ("zebra", "farmers", "growers", "army", "paragraph"):
        assert word not in found, word
    with pytest.raises(InvalidSource, match=f"report: was withdrawn on .*: {WHY}"):
        load_content(store, content([says("a")]))


def test_what_cannot_be_withdrawn_says_so(store: Store) -> None:
    load_content(store, content([says("a")]))
    with pytest.raises(NotFound, match="did you mean report"):
        withdraw(store, "reprot", WHY)
    with pytest.raises(InvalidInput, match="expected 1 to 500"):
        withdraw(store, says("a").key, "  ")
    assert Reader(store).version() == 1


def test_the_secret_stays_in_the_data_folder_and_loads_without_it_know_keys_alone(store: Store, tmp_path: Path) -> None:
    secret = says("secret", subject="militia", note="zebra")
    load_content(store, content([says("a"), secret]))
    withdraw(store, secret.key, WHY)
    assert (tmp_path / FILE).read_text().strip('{}"').split('": "')[1] not in everything(store)
    (tmp_path / FILE).unlink()
    assert [*load_content(store, content([says("a"), secret])).aside] == [secret.key]
    assert [one.key for one in Reader(store).view().find_withdrawn(["army"])] == [secret.key]  # it may have been


def test_ids_that_another_source_uses_stay_with_the_names_that_it_gives(store: Store) -> None:
    own = says("a", subject="militia", note="zebra")
    load_content(store, content([own]))
    used = [UsedEntity(id=id_) for id_ in ("army", "paper", "witness")] + [
        UsedEntity(id="farmers", aliases=("crop people",))
    ]
    other = content([says("b", dataset="other")], dataset="other", used=used)
    load_content(store, other)
    removal = withdraw(store, "report", WHY).removal
    assert removal.nameless.keys() == {"army", "paper", "witness", "farmers"}
    view = Reader(store).view()
    assert [s.key for s in view.select_by_predicates(["holds"])] == ["b"]
    farmers = view.directory.get("farmers")
    assert (farmers.name, farmers.aliases) == (NAMELESS, ("crop people",))
    assert "growers" not in everything(store)
    assert load_content(store, other).version is None


def test_indexes_are_there_again_once_they_are_made_anew(store: Store) -> None:
    load_content(store, content([says("a")]))
    remake_schema(store)
    with pytest.raises(ConstraintError):
        store.write_text("CREATE (:Entity:Actor {id: 'army'})")
