"""Random worlds of which random parts are internal: what is published is a world that never had these."""

from dataclasses import replace
from random import Random

import pytest

from graph.model.judgements import Judgement
from graph.model.statement import WrittenStatement
from graph.store.publishing.publishing import prepare_publication, publish
from graph.store.store import Store
from graph.store.writing.content import Content
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.writer import load_content
from tests.conftest import wipe
from tests.graph.store.reports import everything
from tests.world import plain_store
from tests.world.plain_worlds import LAST_LOAD, World, drawn

PUBLISHER = "crow"  # of the source that all worlds have


def make_contents(world: World) -> list[Content]:
    """What each load says, the last one last."""
    return [
        plain_store.make_content(
            world, [s for s in world["statements"] if s["opened_in"] <= version < s["closed_in"]], version
        )
        for version in range(1, LAST_LOAD + 1)
    ]


def mark(contents: list[Content], random: Random) -> list[Content]:
    """The same with some keys, ids and sources marked internal, in each load alike."""
    keys = sorted({one.key for content in contents for one in content.statements} - {"clock"})
    ids = sorted({one.id for content in contents for one in content.entities} - {PUBLISHER, "clock", "fort-2"})
    hidden = {one for one in keys if random.random() < 0.2} | {one for one in ids if random.random() < 0.1}
    hidden |= {"daw-herald"} if random.random() < 0.2 else set()
    return [
        replace(
            content,
            statements=[replace(one, internal=one.key in hidden) for one in content.statements],
            entities=[replace(one, internal=one.id in hidden) for one in content.entities],
            sources=[replace(one, internal=one.id in hidden) for one in content.sources],
        )
        for content in contents
    ]


def list_pointed(one: WrittenStatement) -> set[str]:
    return {*(reply.key for reply in one.responds_to), *one.fulfils, *(one.linked.keys if one.linked else ())}


def strip(contents: list[Content]) -> tuple[Content, set[str]]:
    """The last content without all that may not be told, worked out plainly; and the ids and keys of that."""
    latest = {one.key: one for content in contents for one in content.statements}
    last = contents[-1]
    gone = {one.id for one in last.entities if one.internal}
    sources = {one.id for one in last.sources if one.internal or one.publisher in gone}
    more = True
    while more:
        more = False
        for key, one in latest.items():
            named = {id_ for ids in one.roles.values() for id_ in ids} | {*one.about, one.said_by}
            is_gone = one.internal or one.cites.source in sources or named & gone or list_pointed(one) & gone
            if is_gone and key not in gone:
                gone.add(key)
                more = True
    there = {one.key for one in last.statements} - gone
    cut = {one.cites.source for one in last.statements if one.key in gone}
    cut |= {one.dataset for one in last.statements if one.key in gone}
    return replace(
        last,
        entities=[one for one in last.entities if one.id not in gone],
        sources=[
            replace(one, covers=tuple(c for c in one.covers if one.id not in cut and not _list_ids(c) & gone))
            for one in last.sources
            if one.id not in sources
        ],
        statements=[
            replace(
                one, given_id=one.id, responds_to=tuple(r for r in one.responds_to if r.key in there),
                fulfils=tuple(key for key in one.fulfils if key in there),
            )
            for one in last.statements
            if one.key in there
        ],
    ), gone  # fmt: skip


def _list_ids(claim: object) -> set[str]:
    return {id_ for ids in claim.ids.values() for id_ in ids}  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 6))])
def test_a_random_world_is_published_as_if_it_had_never_had_what_is_internal(store: Store, seed: int) -> None:
    world, _ = drawn(seed, 60)
    contents = mark(make_contents(world), Random(seed))
    judgements = [plain_store.make_judgement(number, entry) for number, entry in enumerate(world["judgements"])]
    clean, gone = strip(contents)
    wipe(store.engine)
    for content in contents:
        load_content(store, content)
    apply_judgements(store, judgements)
    publication = prepare_publication(store)
    assert publication.left_out
    own: list[Judgement] = [one for one in judgements if not gone & set(one.ids)]
    assert publication.select_judgements(judgements) == own
    wipe(store.engine)
    publish(publication, store, own)
    found = everything(store)
    assert compare_shortcuts(store) == ([], [])
    wipe(store.engine)
    load_content(store, clean)
    apply_judgements(store, own)
    assert found == everything(store)
