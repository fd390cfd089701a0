"""What is published is what a store holds that never had anything internal: compared node by node, on both engines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from graph.dates.linked_dates import DateTie, LinkedDate, LinkedTimes
from graph.dates.windows import read_window
from graph.errors import InvalidInput
from graph.model.entities import WrittenEntity
from graph.model.judgements import Judgement
from graph.model.names import UsedEntity
from graph.model.sources import MovesClaim
from graph.model.statement import Citation, WrittenStatement
from graph.store.engine.connection import Engine
from graph.store.publishing.public import WithheldReason
from graph.store.publishing.publishing import Publication, check_target, prepare_publication, publish
from graph.store.reading.reader import Reader, has_internal
from graph.store.store import Row, Store
from graph.store.writing.content import Content
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.lock import is_same_store
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.unloading import unload_dataset
from graph.store.writing.withdrawing import withdraw
from graph.store.writing.writer import load_content
from tests.conftest import wipe
from tests.graph.store.reports import ENTITIES, content, everything, keys, report, says

SPY = WrittenEntity(id="spy", label="Actor", name="Zebra Desk", kind="organisation")
CLAIM = MovesClaim(
    group="farmers", holders=("army",), first=read_window("2020-01").earliest, last=read_window("2020-01").latest
)


def filled(store: Store, contents: Iterable[Content], judgements: Sequence[Judgement] = ()) -> Store:
    wipe(store.engine)
    for one in contents:
        load_content(store, one)
    apply_judgements(store, judgements)
    return store


def published(store: Store, contents: Iterable[Content], judgements: Sequence[Judgement] = ()) -> Publication:
    """The publication of some contents, written into the same engine, which was emptied meanwhile."""
    publication = prepare_publication(filled(store, contents, judgements))
    wipe(store.engine)
    publish(publication, store, publication.select_judgements(judgements))
    return publication


def dated_after(key: str, other: str, **given: Any) -> WrittenStatement:
    """A transfer some days after another statement's day."""
    one = says(key, "transfers", object="fishers", to_place="harbour", on="2020", **given)
    tie = LinkedDate(within="2020", ties=(DateTie("after", other, 1, 9),))
    return replace(one, linked=LinkedTimes(on=tie))


def internal(statement: WrittenStatement) -> WrittenStatement:
    return replace(statement, internal=True)


def judgement(id_: str, *ids: str, why: str = "one force") -> Judgement:
    return Judgement(id=id_, ids=ids, verdict="positive", by="us", on="2026", why=why)


def test_what_is_internal_takes_along_what_names_it_and_nothing_else(store: Store) -> None:
    page = report("page", internal=True, title="The Yak Papers")
    copy = report("copy", related=(("COPY_OF", "page"), ("QUOTES", "report")))
    plan = says("plan", "transfers", mode="intended", object="fishers", to_place="harbour", on="2020-06")
    public = [
        says("a", count=("about 200", "stock"), note="as printed"),
        says("joint", subject=("militia", "army"), at=("mill", "harbour")),
        says("answer", responds_to=[("a", "denies", "specific")], polarity="denies"),
        plan,
        says("done", "transfers", object="fishers", to_place="harbour", fulfils=("plan",)),
        dated_after("later", "done"),
        says("copied", cites=Citation(source="copy", locator="page 1")),
    ]
    hidden = [
        internal(says("b", note="yak")),
        says("denial of b", responds_to=[("b", "denies", "specific")]),
        says("answer to the denial", responds_to=[("denial of b", "confirms", "general")]),
        dated_after("after b", "b"),
        internal(says("secret plan", "transfers", mode="intended", object="fishers", to_place="harbour", on="2020")),
        says("deed", "transfers", object="fishers", to_place="harbour", fulfils=("secret plan",)),
        internal(says("report:hush")),
        says("noted", note="Compare report:hush."),
        says("of the spy", subject="spy"),
        says("by the spy", said_by="spy"),
        says("on the page", cites=Citation(source="page", locator="page 1")),
    ]
    spy = replace(SPY, internal=True)
    main = content([*public, *hidden], sources=[report(covers=(CLAIM,)), page, copy])
    renamed = [replace(one, internal_aliases=("Yak Force",)) if one.id == "army" else one for one in ENTITIES]
    main = replace(main, entities=[*renamed, spy])
    plain_copy = replace(copy, related=(("QUOTES", "report"),))
    clean = content(public, sources=[report(), plain_copy])
    own = (judgement("j", "militia", "army"),)
    told = (
        judgement("of the spy", "spy", "army"),
        judgement("on a key", "a", "b"),
        judgement("quotes a key", "farmers", "fishers", why="as row b has it"),
        judgement("quotes a name", "coalition", "witness", why="The yak force is both"),
        judgement("quotes a title", "paper", "witness", why="so the Yak Papers"),
    )
    publication = published(store, [main], (*own, *told))
    found = everything(store)
    assert keys(store) == sorted(one.key for one in public)
    assert publication.left_out == {
        WithheldReason.MARKED: 3,
        WithheldReason.SOURCE: 1,
        WithheldReason.NAMES: 2,
        WithheldReason.POINTS: 5,
    }
    assert compare_shortcuts(store) == ([], [])
    assert not has_internal(store)
    assert found == everything(filled(store, [clean], own))
    assert "yak" not in str(found).lower()
    assert "zebra" not in str(found).lower()


def test_an_internal_source_leaves_with_its_ids_and_the_names_that_it_gives(store: Store) -> None:
    of_report = [UsedEntity(id=id_) for id_ in ("army", "farmers", "witness", "paper")]
    secret = content(
        [says("s", dataset="secret", subject="spy"), says("t", dataset="secret")], "secret",
        sources=[report("secret", internal=True)], entities=[SPY],
        used=[replace(of_report[0], aliases=("Zebra Force",)), *of_report[1:]],
    )  # fmt: skip
    third = content(
        [says("u", dataset="third"), says("v", dataset="third", subject="spy")], "third",
        used=[*of_report, UsedEntity(id="spy", aliases=("Zebra",))],
    )  # fmt: skip
    clean = content([says("u", dataset="third")], "third", used=of_report)
    publication = published(store, [content([says("a")]), secret, third])
    found = everything(store)
    assert publication.left_out == {WithheldReason.SOURCE: 2, WithheldReason.NAMES: 1}
    assert found == everything(filled(store, [content([says("a")]), clean]))
    assert "zebra" not in str(found).lower()
    assert "secret" not in str(found)


def test_an_id_whose_source_is_not_loaded_is_called_as_public_sources_do(store: Store) -> None:
    bare = {"label": "Actor", "kind": "organisation"}
    uses = {
        dataset: UsedEntity(id="far", owner="elsewhere", made=WrittenEntity(id="far", name=name, **bare))  # type: ignore[arg-type]
        for dataset, name in (("secret", "Zebra"), ("third", "The Far One"))
    }
    world = content([says("a")])
    several = [
        replace(
            content([says(f"of {id_}", dataset=id_, subject="far")], id_,
                    sources=[report(id_, internal=id_ == "secret")]),
            used=[*(UsedEntity(id=one) for one in ("farmers", "witness", "paper")), uses[id_]],
        )
        for id_ in ("secret", "third")
    ]  # fmt: skip
    published(store, [world, *several])
    found = everything(store)
    assert found == everything(filled(store, [world, several[1]]))
    assert "Zebra" not in str(found)


def test_publishing_again_changes_what_changed_and_erases_what_is_internal_or_withdrawn(store: Store) -> None:
    first = [says("a"), says("b", note="zebra"), says("c", object="villagers", note="okapi"), says("d"), says("e")]
    spied = content([*first, says("f", subject="spy"), dated_after("g", "b")], entities=[*ENTITIES, SPY])
    second = content([says("of", dataset="second")], "second")
    main = prepare_publication(filled(store, [spied, second]))
    changed = [
        says("a", count=("about 200", "stock")), internal(first[1]), first[2], says("d"), says("f", subject="army"),
        dated_after("g", "a"),
    ]  # fmt: skip
    hidden = replace(spied, statements=changed, entities=[*ENTITIES, replace(SPY, internal=True)])
    load_content(store, hidden)
    withdraw(store, "c", "asked for")
    unload_dataset(store, "second")
    now = prepare_publication(store)

    wipe(store.engine)
    assert publish(main, store, []).version == 2
    before = everything(store)
    report_ = publish(main, store, [])
    assert (report_.version, report_.has_erased, everything(store)) == (2, False, before)
    done = publish(now, store, [])
    # b, and f and g, which named the spy and b when they were published; c by withdrawal
    assert (done.counts["erased"], done.counts["withdrawn"]) == (3, 1)
    found = str(everything(store))
    assert "Zebra" not in found
    assert "zebra" not in found
    assert "okapi" not in found
    assert "spy" not in found
    assert keys(store) == ["a", "d", "f", "g"]
    assert {row["key"]: (row["reason"], row["kind"]) for row in store.read("read/withdrawn", version=99)} == {
        "c": ("asked for", "statement")
    }
    assert keys(store, 2) == ["a", "d", "e", "of"]  # what was changed, closed or unloaded is there as it was
    assert compare_shortcuts(store) == ([], [])
    again = publish(now, store, [])
    assert (again.version, again.has_erased) == (done.version, False)


class RecordingStore(Store):
    """Keeps what was asked of it."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine=engine)
        self.asked: list[dict[str, Any]] = []

    def read(self, name: str, **parameters: Any) -> list[Row]:
        self.asked.append(parameters)
        return super().read(name, **parameters)


def test_the_other_store_is_not_asked_for_keys_that_were_never_published(store: Store, engine: Engine) -> None:
    said = [says("a"), says("b", note="second"), internal(says("yak", note="third"))]
    main = prepare_publication(filled(store, [content(said)]))
    for key in ("b", "yak"):
        withdraw(store, key, "asked for")
    now = prepare_publication(store)
    wipe(store.engine)
    with RecordingStore(engine) as other:
        publish(main, other, [])
        assert publish(now, other, []).counts["withdrawn"] == 1
        assert keys(other) == ["a"]
        assert "'b'" in str(other.asked)
        assert "yak" not in str(other.asked)


def test_a_source_that_becomes_internal_leaves_nothing_behind(store: Store) -> None:
    world, second = content([says("a")]), content([says("of", dataset="second")], "second", entities=[SPY])
    main = prepare_publication(filled(store, [world, second]))
    load_content(store, replace(second, sources=[report("second", internal=True)]))
    now = prepare_publication(store)
    wipe(store.engine)
    publish(main, store, [])
    done = publish(now, store, [])
    assert (done.counts["erased"], done.has_erased) == (1, True)
    found = everything(store)
    assert "second" not in str(found).lower()
    assert "spy" not in str(found)
    clean = everything(filled(store, [world]))
    assert [line for line in found[0] if "Load" not in line] == [line for line in clean[0] if "Load" not in line]
    assert found[1] == clean[1]


@pytest.mark.parametrize("judged", [[("army", "spy")], []])
def test_what_becomes_internal_and_no_statement_names_is_erased_in_a_data_version_that_readers_notice(
    judged: list[tuple[str, str]], store: Store
) -> None:
    page = report("page", title="The Yak Papers")
    world = content([says("a")], sources=[report(), page], entities=[*ENTITIES, SPY])
    main = prepare_publication(filled(store, [world]))
    hidden = replace(
        world, sources=[report(), replace(page, internal=True)], entities=[*ENTITIES, replace(SPY, internal=True)]
    )
    now = prepare_publication(filled(store, [hidden]))
    wipe(store.engine)
    before = publish(main, store, [judgement("j", *ids) for ids in judged]).version
    reader = Reader(store)
    view = reader.view()
    stands = "army" if judged else "spy"
    assert (view.directory.search("Zebra Desk")[0].id, view.sources["page"].title) == (stands, "The Yak Papers")

    done = publish(now, store, [])
    assert (done.has_erased, done.version > before) == (True, True)
    loads = store.read("read/loads_between", since=0, until=done.version)
    numbers = {count.partition("=")[2] for load in loads for count in load["counts"]}
    assert all(number.isdigit() for number in numbers), numbers
    view = reader.view()
    assert view.version == done.version
    assert "spy" not in view.directory.by_id
    assert "page" not in view.sources
    assert "Zebra Desk" not in [hit.name for hit in view.directory.search("Zebra Desk")]
    assert not re.search("spy|zebra|yak", str(everything(store)), re.IGNORECASE)
    again = publish(now, store, [])
    assert (again.version, again.has_erased) == (done.version, False)


def test_sources_that_point_to_one_another_are_published(store: Store) -> None:
    world, second = content([says("a")]), content([says("x", dataset="second")], "second", entities=[SPY])
    second = replace(second, statements=[says("x", dataset="second", responds_to=[("a", "denies", "specific")])])
    both = replace(
        world, statements=[says("a"), says("b", subject="spy", responds_to=[("x", "denies", "general")])],
        used=[UsedEntity(id="spy", aliases=("The Desk",))],
    )  # fmt: skip
    filled(store, [world, second, both])
    held, publication = everything(store), prepare_publication(store)
    wipe(store.engine)
    publish(publication, store, [])
    assert keys(store) == ["a", "b", "x"]
    assert without_versions(everything(store)) == without_versions(held)


def test_another_store_is_not_written_into(store: Store) -> None:
    filled(store, [content([says("a")])])
    check_target(store, ["report", "other"])
    for known in ([], None):
        with pytest.raises(InvalidInput, match="not published from here: report"):
            check_target(store, known)
    wipe(store.engine)
    check_target(store, None)
    apply_judgements(store, [judgement("j", "army", "navy")])  # of ids that are to come
    check_target(store, [])
    with pytest.raises(InvalidInput, match="not published from here: judgements"):
        check_target(store, None)
    wipe(store.engine)
    with store.driver.session(database=store.engine.database) as session:
        session.run("CREATE (:Other)").consume()
    for known in ([], None):
        with pytest.raises(InvalidInput, match="nodes that no load of whoholds made"):
            check_target(store, known)
    wipe(store.engine)


def test_a_store_is_known_again_by_another_connection(store: Store, engine: Engine) -> None:
    filled(store, [content([says("a")])])
    with Store(engine=engine) as other:
        assert is_same_store(store, other)


def without_versions(found: tuple[list[str], list[str]]) -> list[str]:
    """Nodes and edges but loads and all that names a data version."""
    lines = [line for part in found for line in part if "['Load']" not in line]
    return sorted(re.sub(r"'(?:opened|closed)In': '\d+'|(?<=[0-9a-f]{20})\.\d+", "", line) for line in lines)
