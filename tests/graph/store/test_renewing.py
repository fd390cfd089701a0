"""A reader that goes on after loads, judgements and unloading sees what one sees that reads everything anew."""

from dataclasses import replace
from typing import Any

import pytest

from graph.model.entities import WrittenEntity
from graph.model.judgements import Judgement
from graph.model.names import UsedEntity
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.unloading import unload_dataset
from graph.store.writing.writer import load_content
from tests.conftest import wipe
from tests.graph.store.reports import ENTITIES, content, report, says

ASKED = ("Army", "growers", "Farm hands", "The Mill", "Stranger", "Militia", "armee")


def told(view: View) -> dict[str, Any]:
    """All that a view reads of names, sources, judgements and ties between statements."""
    directory = view.directory
    labels = ["Actor", "Group", "Place"]
    responses = view.tie_cache.load_ties(view.version, view.newest_version).list_responses(view.version)
    return {
        "entities": directory.by_id,
        "members": {id_: directory.list_members(id_) for id_ in directory.by_id},
        "named": {name: match and match.ids for name in ASKED for match in [directory.names.find(name, labels)]},
        "found": {name: sorted(hit.id for hit in directory.search(name)) for name in ASKED},
        "sources": view.sources,
        "closed": view.today.closed_sources,
        "judgements": sorted(view.judgements, key=lambda one: one.id),
        "denied": view.denied_ids,
        "withdrawals": sorted(view.withdrawals, key=lambda one: (one.by, one.of)),
        "linked": view.linked_statements,
        "parts": view.parts,
        "organisations": view.organisations,
        "responses": sorted((row["by"]["id"], row["of"]["id"], row["stance"]) for row in responses),
    }


def check(going_on: Reader, store: Store) -> None:
    anew = Reader(store)
    newest = anew.version()
    for version in range(newest + 1):
        assert told(going_on.view(version)) == told(anew.view(version)), f"version {version} of {newest}"


def test_what_is_renewed_is_what_is_read_anew(store: Store) -> None:
    going_on = Reader(store)
    check(going_on, store)
    first = [
        says("a", count=("about 200", "stock")),
        says("b", polarity="denies", said_by="army", responds_to=[("a", "denies", "specific")]),
        says("c", "part_of", subject="fishers", object="villagers", valid="2019/.."),
        says("g", "part_of", subject="army", object="coalition", valid="2019/.."),
    ]
    load_content(store, content(first))
    check(going_on, store)
    # a second source names the farmers, answers the first, takes its own words back, and has an entity of its own
    stranger = WrittenEntity(id="stranger", label="Actor", name="Stranger", kind="person")
    used = [replace(UsedEntity(id=e.id), aliases=("Farm hands",) if e.id == "farmers" else ()) for e in ENTITIES]
    second = [
        says("d", dataset="other", said_by="stranger", responds_to=[("a", "corrects", "specific")]),
        says("e", dataset="other", said_by="stranger"),
        says("f", dataset="other", said_by="stranger", responds_to=[("e", "corrects", "specific")]),
        says("h", "part_of", dataset="other", subject="farmers", object="villagers", valid="2018/2020"),
        says("i", dataset="other", said_by="stranger", polarity="denies", responds_to=[("g", "denies", "specific")]),
    ]
    load_content(store, content(second, "other", entities=[stranger], used=used))
    check(going_on, store)
    joined = Judgement(id="one", ids=("army", "militia"), verdict="positive", by="me", on="2026-01-01", why="same")
    apply_judgements(store, [joined])
    check(going_on, store)
    # the first source says less, and calls somebody otherwise
    renamed = [replace(e, name="Armee") if e.id == "army" else e for e in ENTITIES]
    load_content(store, content(first[:2], entities=renamed, sources=[report("report", url="https://example.org/b")]))
    check(going_on, store)
    apply_judgements(store, [])
    check(going_on, store)
    unload_dataset(store, "other")
    check(going_on, store)
    load_content(store, content(second, "other", entities=[stranger], used=used))
    check(going_on, store)


def test_a_store_that_was_replaced_is_read_anew_though_it_came_to_the_same_version(store: Store) -> None:
    load_content(store, content([says("a")]))
    going_on = Reader(store)
    assert going_on.view().directory.find("army")
    wipe(store.engine)
    other = [
        WrittenEntity(id=id_, label="Actor", name=id_, kind="organisation") for id_ in ("paper", "crew", "witness")
    ]
    group = WrittenEntity(id="farmers", label="Group", name="Farmers", kind="detainees")
    load_content(store, content([says("a", subject="crew")], entities=[*other, group]))
    load_content(store, content([says("b", subject="crew")], entities=[*other, group]))
    view = going_on.view()
    assert (view.version, view.directory.find("army")) == (2, None)
    check(going_on, store)


def test_what_an_unpublished_load_wrote_is_gone_once_it_is_swept(store: Store) -> None:
    """The load stops in the middle, while a reader renews; the next one sweeps what it left."""
    load_content(store, content([says("a"), says("b", responds_to=[("a", "denies", "specific")], said_by="army")]))
    going_on = Reader(store)
    check(going_on, store)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    changed = [says("a", subject="militia"), says("x", responds_to=[("a", "denies", "specific")], said_by="militia")]
    with pytest.raises(KeyboardInterrupt):
        load_content(store, content(changed), stop)
    check(going_on, store)
    load_content(store, content([says("z", dataset="third")], "third", used=[UsedEntity(id=e.id) for e in ENTITIES]))
    check(going_on, store)
