"""Loads: what they open, close, renew and leave alone, and that both engines then hold the same."""

from dataclasses import replace
from datetime import date

import pytest

from graph.dates.validity import ValidTime
from graph.dates.windows import read_window
from graph.errors import InvalidSource
from graph.model.counts import ReportedCount
from graph.model.entities import WrittenEntity
from graph.model.names import UsedEntity
from graph.model.statement import OPEN, Citation
from graph.store.engine.connection import Engine
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing import changes, writer
from graph.store.writing.content import Content
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.writer import load_content
from tests.conftest import wipe
from tests.graph.store.reports import ENTITIES, content, everything, keys, later, report, says

FIRST = [
    says("a", count=("about 200", "stock"), at="mill", subject=("army", "militia"), object="farmers"),
    says("b", "transfers", object="farmers", from_holder="army", to_place="harbour", on="2020-02", whole=True),
    says("c", polarity="denies", said_by="army", responds_to=[("a", "denies", "general"), ("a", "qualifies")]),
    says("d", "transfers", object="fishers", agent="army", mode="intended", about=("the-march",)),
    says("e", "transfers", object="fishers", agent="army", fulfils=("d",), note="as announced"),
    says("f", valid="2019/..", planned_end="2021", terms=("temporary",), public=True, said_on="2020-04-01"),
    says("g", "part_of", subject="fishers", object="villagers", valid="/2020", parts="disjoint", reading="inferred"),
]


def versions(store: Store, key: str) -> list[tuple[str, int, int]]:
    found = Reader(store).view().select_by_keys([key])
    return [(statement.id, statement.opened_in, statement.closed_in) for statement in found]


def test_loading_twice_changes_nothing(store: Store) -> None:
    assert load_content(store, content(FIRST)).version == 1
    before = everything(store)
    assert load_content(store, content(FIRST)).version is None
    assert everything(store) == before
    assert Reader(store).version() == 1
    assert compare_shortcuts(store) == ([], [])


def test_both_engines_hold_the_same(
    embedded_engine: Engine, neo4j_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "BATCH", 3)
    found = []
    for engine in (embedded_engine, neo4j_engine):
        wipe(engine)
        with Store(engine=engine) as store:
            load_content(store, content(FIRST))
            load_content(store, content([says("x", dataset="other", responds_to=[("a", "confirms")])], "other"))
            load_content(store, content([says("a"), *FIRST[2:]]))
            load_content(store, content([replace(s, known=read_window("2020-06")) for s in FIRST]))
            found.append(everything(store))
    assert found[0] == found[1]
    assert len(found[0][0]) > 20


def test_changed_content_closes_the_old_version_and_opens_a_new_one(store: Store) -> None:
    a, b = says("k", object="farmers", subject="army"), says("k", object="farmers", subject="militia")
    for number, statement in enumerate((a, b, a), 1):
        report = load_content(store, content([statement]))
        assert (report.version, report.counts["opened"], report.counts["closed"]) == (number, 1, int(number > 1))
    assert versions(store, "k") == [(a.id, 1, 2), (b.id, 2, 3), (a.id, 3, OPEN)]
    for version, holder in ((1, "army"), (2, "militia"), (3, "army")):
        (held,) = Reader(store).view(version).select_by_entities(["farmers"], ["holds"])
        assert (held.role("subject"), held.closed_in) == ((holder,), OPEN)  # as that version knew it
    assert compare_shortcuts(store) == ([], [])


def test_only_a_complete_load_closes_keys_that_it_lacks_and_never_those_set_aside(store: Store) -> None:
    load_content(store, content([says("a"), says("b"), says("c")]))
    assert load_content(store, content([says("a")], complete=False)).version is None
    assert keys(store) == ["a", "b", "c"]
    load_content(store, content([says("a")], keep=frozenset({"b"})))
    assert keys(store) == ["a", "b"]
    assert keys(store, version=1) == ["a", "b", "c"]
    load_content(store, content([]))
    assert keys(store) == []
    load_content(store, content([says("c")]))
    assert [opened for _, opened, _ in versions(store, "c")] == [1, 4]


def test_another_dataset_is_left_alone(store: Store) -> None:
    load_content(store, content([says("a")]))
    load_content(store, content([says("b", dataset="other")], "other"))
    load_content(store, content([], "other"))
    assert keys(store) == ["a"]


def test_a_mended_locator_is_renewed_in_place(store: Store) -> None:
    old = says("a", count=("200", "stock"))
    new = replace(old, cites=Citation(source="report", locator="page 2", start=4, end=9, sha256="0" * 64))
    load_content(store, content([old]))
    report = load_content(store, content([new]))
    assert (report.counts["refreshed"], report.counts["opened"]) == (1, 0)
    assert versions(store, "a") == [(old.id, 1, OPEN)]
    (found,) = Reader(store).view().select_by_keys(["a"])
    assert found.cites == new.cites
    load_content(store, content([old]))
    (found,) = Reader(store).view().select_by_keys(["a"])
    assert found.cites == old.cites


def test_a_source_dated_later_moves_bounds_in_place_and_in_the_shortcuts(store: Store) -> None:
    old = says(
        "a",
        valid="2019/..",
        said=read_window("2020-04-04"),
        count=ReportedCount(min=5, max=9, kind="stock", wording="some"),
    )
    bounds = replace(old.validity.bounds, earliest_end=date(2021, 4, 4))
    new = replace(
        old,
        validity=ValidTime("valid", "2019/..", False, bounds),
        known=read_window("2021-05-05"),
        known_from="2021-05-05",
        count=ReportedCount(min=5, max=None, kind="stock", wording="some"),
    )
    assert old.id == new.id
    load_content(store, content([old]))
    load_content(store, content([new], sources=[later(report(), "2021-05-05")]))
    view = Reader(store).view()
    (found,) = view.select_by_keys(["a"])
    assert (found.opened_in, found.bounds, found.known, found.known_from) == (1, bounds, new.known, "2021-05-05")
    assert found.count == new.count
    assert view.sources["report"].published == read_window("2021-05-05")
    assert compare_shortcuts(store) == ([], [])
    (edge,) = (row["properties"] for row in store.read("read/shortcuts"))
    assert str(edge["earliestEnd"]) == "2021-04-04"
    assert "countMax" not in edge


def test_more_renewals_than_one_transaction_may_hold_become_new_versions(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "IN_PLACE", 2)
    many = [says(key) for key in "abc"]
    load_content(store, content(many))
    load_content(store, content([replace(s, known=read_window("2020-06")) for s in many]))
    assert versions(store, "a") == [(many[0].id, 1, 2), (many[0].id, 2, OPEN)]
    assert compare_shortcuts(store) == ([], [])


def test_a_source_loses_what_it_has_no_more(store: Store) -> None:
    full = report(url="https://example.org", related=(("COPY_OF", "first"),), publisher="paper")
    load_content(store, content([says("a")], sources=[full, report("first")]))
    assert Reader(store).view().sources["report"] == full
    bare = report(publisher="witness")
    load_content(store, content([says("a")], sources=[bare, report("first")], replaces=True))
    assert Reader(store).view().sources["report"] == bare


def test_a_dataset_and_an_entity_of_its_own_are_named_anew(store: Store) -> None:
    load_content(store, content([says("a")]))
    renamed = [replace(ENTITIES[0], name="The Army"), *ENTITIES[1:]]
    load_content(store, content([says("a")], entities=renamed, title="Renamed"))
    view = Reader(store).view()
    assert view.directory.by_id["army"].name == "The Army"
    assert [row["title"] for row in Reader(store).list_loaded().datasets] == ["Renamed"]


def test_what_is_loaded_is_counted_once_a_version(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, asked = Reader(store), list[str]()
    read = store.read
    monkeypatch.setattr(store, "read", lambda name, **given: asked.append(name) or read(name, **given))
    for said in ("a", "abc"):
        load_content(store, content([says(key) for key in said]))
        for _ in range(3):
            found = reader.list_loaded()
            assert [row["statements"] for row in found.datasets] == [len(said)]
            assert found.loads[0]["version"] == found.version == reader.version()
    assert asked.count("read/datasets") == 2


def test_an_entity_of_another_dataset_only_gains_names(store: Store) -> None:
    load_content(store, content([says("a")]))
    other = content([], "other", used=[UsedEntity(id="paper"), UsedEntity(id="army", aliases=("Soldiers",))])
    load_content(store, other)
    army = Reader(store).view().directory.by_id["army"]
    assert (army.name, army.kind, army.aliases) == ("Army", "organisation", ("Soldiers",))
    before = everything(store)
    load_content(store, other)
    load_content(store, content([says("a")]))
    assert everything(store) == before
    assert any("'army | soldiers'" in node for node in before[0])


def placed(*external_ids: str) -> list[WrittenEntity]:
    return [*ENTITIES, WrittenEntity(id="fort", label="Place", name="Fort", kind="facility", external_ids=external_ids)]


def test_a_place_is_moved_by_its_own_dataset_and_no_statement_changes(store: Store) -> None:
    def ids_of(entities: list[WrittenEntity]) -> tuple[str, ...]:
        load_content(store, content([says("a")], entities=entities))
        return shown()

    def shown() -> tuple[str, ...]:
        return Reader(store).view().directory.by_id["fort"].external_ids

    assert ids_of(placed()) == ()
    before = {s.id: s.opened_in for s in Reader(store).view().select_by_keys(["a"])}
    assert ids_of(placed("geo:1,2;u=5000")) == ("geo:1,2;u=5000",)
    assert ids_of(placed("geo:3,4", "iso3166:SY")) == ("geo:3,4", "iso3166:SY")
    assert {s.id: s.opened_in for s in Reader(store).view().select_by_keys(["a"])} == before != {}
    # another dataset gives what is not there yet, and moves nothing
    fort = UsedEntity(id="fort", external_ids=("geo:5,6", "wikidata:Q1"))
    load_content(store, content([], "other", used=[UsedEntity(id="paper"), fort]))
    assert shown() == ("geo:3,4", "iso3166:SY", "wikidata:Q1")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (content([says("a"), says("a", observed="2020")]), "'a' stands 2 times"),
        (content([says("a", subject="nobody", object="farmers")]), "'nobody'"),
        (content([says("a", said_by="ghost")]), "'ghost'"),
        (content([says("a")], sources=[]), "'report'"),
        (content([says("a", responds_to=[("nothing", "denies")])]), "'nothing'"),
        (
            content([says("a")], entities=[*ENTITIES, WrittenEntity(id="army", label="Place", name="x", kind="camp")]),
            "'army'",
        ),
        (content([says("a")], "other", sources=[report("report")]), "'report'"),
    ],
)
def test_content_that_contradicts_itself_is_refused_before_anything_is_written(
    store: Store, wrong: Content, named: str
) -> None:
    with pytest.raises(InvalidSource, match=named):
        load_content(store, wrong)
    assert everything(store) == ([], [])


def test_content_that_contradicts_the_store_is_refused(store: Store) -> None:
    load_content(store, content([says("a")]))
    before = everything(store)
    place = WrittenEntity(id="army", label="Place", name="Army", kind="camp")
    with pytest.raises(InvalidSource, match="'army' is a Actor in the store, here a Place"):
        load_content(store, content([], entities=[place, *ENTITIES[1:]]))
    with pytest.raises(InvalidSource, match="'a' belongs to a statement of report"):
        load_content(store, content([says("a", dataset="other")], "other"))
    assert everything(store) == before
