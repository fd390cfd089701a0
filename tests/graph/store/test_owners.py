"""Ids and names have owners: whose an id is, who uses it, what it is called and by whom, and what unloading leaves."""

from dataclasses import replace
from typing import Any

import pytest

from graph.errors import InvalidInput, InvalidSource, NotFound
from graph.model.entities import NamedEntity, WrittenEntity
from graph.model.judgements import Judgement
from graph.model.names import UsedEntity, use_for
from graph.model.statement import WrittenStatement
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing import writer
from graph.store.writing.content import Content
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.unloading import unload_dataset
from graph.store.writing.writer import load_content
from tests.graph.store.reports import ENTITIES, content, everything, keys, report, says

GOV = WrittenEntity(id="gov", label="Actor", name="Government", kind="government", languages=(("ar", "حكومة"),))
HERALD = WrittenEntity(id="herald", label="Actor", name="Herald", kind="media")


def herald(said: list[WrittenStatement] | None = None, **given: Any) -> Content:
    """A second source, with a publisher of its own."""
    fields = {"sources": [report("herald", publisher="herald")], "entities": [HERALD], "used": []}
    return content(said or [], "herald", **{**fields, **given})


def with_gov(said: list[WrittenStatement] | None = None) -> Content:
    return content(said if said is not None else [says("a")], entities=[*ENTITIES, GOV])


def find(store: Store, id_: str, version: int | None = None) -> NamedEntity | None:
    return Reader(store).view(version).directory.find(id_)


def held_by_gov(key: str = "h") -> WrittenStatement:
    return says(key, dataset="herald", subject="gov", object="farmers", said_by="herald")


USES = [UsedEntity(id="farmers"), UsedEntity(id="gov", aliases=("Cabinet",), languages=(("ar", "الحكومة"),))]


@pytest.mark.parametrize("name", ["Government", "Government of Elsewhere"])
def test_an_id_of_another_source_is_refused_equal_or_not_and_nothing_is_written(store: Store, name: str) -> None:
    load_content(store, with_gov())
    before = everything(store)
    other = WrittenEntity(id="gov", label="Actor", name=name, kind="government")
    with pytest.raises(InvalidSource, match=r"herald: 'gov' is an id of report, .*use: \[gov\].*another id"):
        load_content(store, herald(entities=[HERALD, other]))
    assert everything(store) == before


def test_an_id_of_another_source_is_named_in_statements_by_use_only(store: Store) -> None:
    load_content(store, with_gov())
    with pytest.raises(InvalidSource, match="'farmers'"):
        load_content(store, herald([held_by_gov()]))
    load_content(store, herald([held_by_gov()], used=USES))
    assert keys(store) == ["h", "a"]


@pytest.mark.parametrize(
    ("used", "says_why"),
    [
        (UsedEntity(id="ghosts"), "no source that is loaded has the id 'ghosts'"),
        (UsedEntity(id="herald"), "use names 'herald', an id of herald itself"),
        (UsedEntity(id="farmers", aliases=("Mr John Smith",)), "a single named detainee"),
    ],
)
def test_a_use_that_cannot_be_is_refused(store: Store, used: UsedEntity, says_why: str) -> None:
    load_content(store, content([says("a")]))
    before = everything(store)
    with pytest.raises(InvalidInput, match=says_why):
        load_content(store, herald(used=[used]))
    assert everything(store) == before


def test_names_are_known_by_who_gave_them_and_leave_with_that_source(store: Store) -> None:
    load_content(store, with_gov())
    load_content(store, herald([held_by_gov()], used=USES))
    gov = find(store, "gov")
    assert gov is not None
    assert (gov.name, gov.aliases, gov.languages) == ("Government", ("Cabinet",), (("ar", "حكومة"), ("ar", "الحكومة")))
    for word in ("cabinet", "الحكومة", "حكومة", "government"):
        assert [one.id for one in Reader(store).view().directory.search(word)] == ["gov"]
    assert given_names(store, "gov") == {
        ("report", "Government", (), ("ar=حكومة",), True), ("herald", None, ("Cabinet",), ("ar=الحكومة",), True)
    }  # fmt: skip
    assert load_content(store, herald([held_by_gov()], used=USES)).version is None
    load_content(store, herald([held_by_gov()], used=[USES[0], UsedEntity(id="gov", aliases=("Ministers",))]))
    assert names_of(store, "gov") == ("Government", ("Ministers",), (("ar", "حكومة"),))
    load_content(store, with_gov())  # the source that has it changes nothing of that
    assert names_of(store, "gov") == ("Government", ("Ministers",), (("ar", "حكومة"),))
    unload_dataset(store, "herald")
    assert names_of(store, "gov") == ("Government", (), (("ar", "حكومة"),))
    assert {row for row in given_names(store, "gov") if row[-1]} == {("report", "Government", (), ("ar=حكومة",), True)}
    assert len(given_names(store, "gov")) == 3  # nothing is erased


def names_of(store: Store, id_: str) -> tuple[Any, ...]:
    found = find(store, id_)
    assert found is not None
    return found.name, found.aliases, found.languages


def given_names(store: Store, id_: str) -> set[tuple[Any, ...]]:
    """Who called an entity what, and whether it does so still: as somebody finds it who writes Cypher."""
    with store.driver.session(database=store.engine.database) as session:
        rows = session.run(
            "MATCH (d:Dataset)-[n:NAMES]->(:Entity {id: $id}) RETURN d.id AS by, n.name AS name, n.aliases AS aliases, "
            "n.namesByLanguage AS languages, n.closedIn = 2147483647 AS open",
            id=id_,
        )
        return {(r["by"], r["name"], tuple(r["aliases"]), tuple(r["languages"]), r["open"]) for r in rows}


def test_an_id_that_its_source_gives_up_is_free_for_another_one(store: Store) -> None:
    load_content(store, with_gov())
    load_content(store, content([says("a")]))
    assert find(store, "gov") is None
    assert find(store, "gov", 1) is not None
    load_content(store, herald(entities=[HERALD, GOV]))
    assert find(store, "gov") is not None
    with pytest.raises(InvalidSource, match="report: 'gov' is an id of herald"):
        load_content(store, with_gov())


def test_an_id_that_others_use_stays_when_its_source_lacks_it(store: Store) -> None:
    load_content(store, with_gov())
    load_content(store, herald([held_by_gov()], used=USES))
    load_content(store, content([says("a")]))
    assert names_of(store, "gov")[0] == "Government"


def test_unloading_closes_all_of_a_source_in_one_load_and_an_earlier_version_has_it(store: Store) -> None:
    load_content(store, with_gov())
    load_content(store, herald([held_by_gov()], used=USES))
    before = Reader(store).view(2).select_by_keys(["h"])
    done = unload_dataset(store, "herald")
    assert (done.version, done.statements, done.entities, done.sources) == (3, 1, 1, 1)
    assert Reader(store).version() == 3
    view = Reader(store).view()
    assert keys(store) == ["a"]
    assert find(store, "herald") is None
    assert list(view.directory.search("herald")) == []
    assert [source.id for source in view.loaded_sources] == ["report"]
    assert [row["id"] for row in Reader(store).list_loaded().datasets] == ["report"]
    earlier = Reader(store).view(2)
    assert keys(store, 2) == ["h", "a"]
    assert earlier.select_by_keys(["h"]) == before
    assert earlier.directory.resolve("Herald", ["Actor"], "holder").id == "herald"
    assert [source.id for source in earlier.loaded_sources] == ["herald", "report"]
    assert compare_shortcuts(store) == ([], [])
    with pytest.raises(NotFound, match=r"no source 'herald' is loaded"):
        unload_dataset(store, "herald")
    with pytest.raises(NotFound, match=r"'reprot' is loaded .*did you mean report\?"):
        unload_dataset(store, "reprot")
    load_content(store, herald([held_by_gov()], used=USES))  # and it comes back as it was
    assert keys(store) == ["h", "a"]
    assert names_of(store, "gov")[1] == ("Cabinet",)
    assert [source.id for source in Reader(store).view().loaded_sources] == ["herald", "report"]
    assert compare_shortcuts(store) == ([], [])


def test_who_has_ids_that_others_use_is_unloaded_only_with_keep_ids(store: Store) -> None:
    load_content(store, with_gov())
    load_content(store, herald([held_by_gov()], used=USES))
    before = everything(store)
    with pytest.raises(InvalidInput, match=r"report: .*herald uses farmers, gov.*--keep-ids"):
        unload_dataset(store, "report")
    assert everything(store) == before
    done = unload_dataset(store, "report", keep_ids=True)
    assert done.kept == ["farmers", "gov"]
    assert keys(store) == ["h"]
    assert names_of(store, "gov") == ("Government", ("Cabinet",), (("ar", "الحكومة"),))
    assert names_of(store, "farmers") == ("Farmers", (), ())  # not "growers", which was the source's word
    assert find(store, "army") is None
    with pytest.raises(InvalidSource, match="'gov' is an id of report"):
        load_content(store, content([], "third", entities=[GOV], used=[]))
    load_content(store, with_gov())
    assert names_of(store, "farmers")[1] == ("growers",)
    assert names_of(store, "gov") == ("Government", ("Cabinet",), (("ar", "حكومة"), ("ar", "الحكومة")))
    unload_dataset(store, "herald")
    unload_dataset(store, "report")
    assert list(Reader(store).view().directory) == []


def test_bare_ids_go_with_the_last_source_that_uses_them(store: Store) -> None:
    load_content(store, with_gov())
    load_content(store, herald([held_by_gov()], used=USES))
    unload_dataset(store, "report", keep_ids=True)
    unload_dataset(store, "herald")
    assert list(Reader(store).view().directory) == []
    assert {one.id for one in Reader(store).view(2).directory} == {"herald", "gov", *(e.id for e in ENTITIES)}


def test_an_id_can_be_made_for_its_source_before_that_is_loaded(store: Store) -> None:
    load_content(store, herald([held_by_gov()], used=[use_for("report", GOV), use_for("report", ENTITIES[5])]))
    assert names_of(store, "gov") == ("Government", (), (("ar", "حكومة"),))
    load_content(store, with_gov())
    assert names_of(store, "farmers") == ("Farmers", ("growers",), ())
    unload_dataset(store, "report", keep_ids=True)
    assert names_of(store, "farmers") == ("Farmers", ("growers",), ())


def test_a_source_hands_an_id_on_by_using_it_of_another_one(store: Store) -> None:
    load_content(store, with_gov())
    handed = UsedEntity(id="gov", aliases=("Cabinet",), owner="herald", made=GOV)
    load_content(store, content([says("a")], used=[handed]))
    before = find(store, "gov")
    assert before is not None
    assert (before.name, before.aliases) == ("Government", ("Cabinet",))
    load_content(store, herald(entities=[HERALD, replace(GOV, name="Government of Varn")]))
    after = find(store, "gov")
    assert after is not None
    assert (after.name, after.aliases) == ("Government of Varn", ("Government", "Cabinet"))
    assert keys(store) == ["a"]
    assert compare_shortcuts(store) == ([], [])


def test_a_source_may_take_ids_of_those_that_hand_them_on(store: Store) -> None:
    load_content(store, with_gov())
    taken = herald(entities=[HERALD, replace(GOV, name="Government of Varn")])
    with pytest.raises(InvalidSource, match="'gov' is an id of report"):
        load_content(store, taken)
    load_content(store, replace(taken, may_take_from=frozenset({"report"})))
    found = find(store, "gov")
    assert found is not None
    assert (found.name, found.aliases) == ("Government of Varn", ("Government",))
    load_content(store, content([says("a")], used=[UsedEntity(id="gov", owner="herald", made=GOV)]))
    with pytest.raises(InvalidSource, match="'gov' is an id of herald"):
        load_content(store, with_gov())


def test_what_joined_to_an_unloaded_id_is_joined_to_another_in_the_same_load(store: Store) -> None:
    other = WrittenEntity(id="cabinet", label="Actor", name="Cabinet", kind="government")
    load_content(store, with_gov([says("a"), says("g", subject="gov", object="farmers")]))
    said = [says("c", dataset="herald", subject="cabinet", object="farmers", said_by="herald")]
    load_content(store, herald(said, entities=[HERALD, other], used=USES[:1]))
    judgements = [
        Judgement(id="one", ids=("cabinet", "gov", "army"), verdict="positive", by="me", on="2020-01-01", why="so")
    ]
    assert apply_judgements(store, judgements) == 3
    assert Reader(store).view().directory.find_canonical("army") == "cabinet"
    assert unload_dataset(store, "herald", judgements).version == 4
    directory = Reader(store).view().directory
    assert {directory.find_canonical(id_) for id_ in ("gov", "army")} == {"gov"}
    assert compare_shortcuts(store) == ([], [])
    assert apply_judgements(store, judgements) is None
    assert {Reader(store).view(2).directory.find_canonical(i) for i in ("gov", "army", "cabinet")} == {"gov"}


def test_half_an_unloading_is_undone_by_the_next_load(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    load_content(store, with_gov())
    load_content(store, herald([held_by_gov()], used=USES))
    before = everything(store)

    def die(*_: Any) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(writer._Loading, "_publish_version", die)
        with pytest.raises(RuntimeError):
            unload_dataset(store, "herald")
    assert keys(store) == ["h", "a"]
    load_content(store, with_gov())  # sweeps
    nodes, links = everything(store)
    assert [node for node in nodes if "['Load']" not in node] == [n for n in before[0] if "['Load']" not in n]
    assert links == before[1]


@pytest.mark.parametrize("change", [{"title": "Another"}, {"publisher": "army"}])
def test_another_source_of_the_same_id_is_refused_unless_it_is_to_replace_it(
    store: Store, change: dict[str, str]
) -> None:
    load_content(store, content([says("a")]))
    before = everything(store)
    name = next(iter(change))
    with pytest.raises(InvalidSource, match=rf"report: .* {name} .*--replace"):
        load_content(store, content([says("b")], sources=[report(**change)]))
    assert everything(store) == before
    load_content(store, content([says("b")], sources=[report(**change)], replaces=True))
    assert keys(store) == ["b"]


def test_a_source_of_another_dataset_is_not_written_over(store: Store) -> None:
    load_content(store, content([says("a")], sources=[report(), report("first")]))
    with pytest.raises(InvalidSource, match="herald: the source 'first' is one of report"):
        load_content(store, herald(sources=[report("herald", publisher="herald"), report("first", publisher="herald")]))
