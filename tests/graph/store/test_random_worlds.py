"""Random loads of random statements: the store answers as a plain list of versions does, at every data version."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.dates.windows import read_window
from graph.model.statement import OPEN, StoredReply, StoredStatement, WrittenStatement
from graph.store.reading import view as view_module
from graph.store.reading.reader import Reader
from graph.store.reading.view import View
from graph.store.store import Store
from graph.store.writing import changes, shortcuts, writer
from graph.store.writing.content import Content
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.writer import load_content
from graph.vocabulary import vocabulary
from tests.conftest import wipe
from tests.graph.store.reports import ACTORS, content, says
from tests.graph.store.test_rows import as_recorded
from tests.world.worlds import some

DATASETS = ("report", "other")
GROUPS = ("farmers", "fishers", "villagers")
VALID = ("2019/..", "/2020-01", "2018~/2020-02", "2019-05/", "../..")
TIMES: list[dict[str, Any]] = [*({"valid": valid} for valid in VALID), {"observed": "2020-02"}, {"observed": "2019-1X"}]
DAYS: list[dict[str, Any]] = [{"on": "2020-01"}, {"on": "2020-01-02/2020-01-09", "spread": True}, {"on": "../2020-02"}]
ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    "holds": {"subject": ACTORS, "object": GROUPS, "at": ("mill",)},
    "transfers": {"object": GROUPS, "from_holder": ACTORS, "to_holder": ACTORS, "to_place": ("mill", "harbour")},
    "part_of": {"subject": GROUPS, "object": GROUPS},
    "allied_with": {"subject": ACTORS, "object": ACTORS},
}


@dataclass
class Version:
    """One version of a statement, as the model keeps it."""

    statement: WrittenStatement
    opened: int
    closed: int = OPEN

    def is_open(self, version: int) -> bool:
        return self.opened <= version < self.closed


@dataclass
class World:
    """What the store should hold: a list."""

    versions: list[Version] = field(default_factory=list)
    version: int = 0

    def load(self, said: Content) -> bool:
        """Take a load in; whether it changed anything."""
        now = {v.statement.key: v for v in self.versions if v.closed == OPEN and v.statement.dataset == said.dataset}
        keys = {statement.key for statement in said.statements}
        new = [s for s in said.statements if s.key not in now or now[s.key].statement.id != s.id]
        renewed = [s for s in said.statements if s not in new and now[s.key].statement != s]
        gone = [v for key, v in now.items() if said.complete and key not in keys | said.keep]
        if new or renewed or gone or not any(v.statement.dataset == said.dataset for v in self.versions):
            self.version += 1
        for statement in renewed:
            now[statement.key].statement = statement
        for version in [*gone, *(now[s.key] for s in new if s.key in now)]:
            version.closed = self.version
        self.versions += [Version(statement, self.version) for statement in new]
        return bool(new or renewed or gone)

    def known(self, version: Version, at: int) -> StoredStatement:
        key, statement = version.statement.key, version.statement
        seen = [v.statement for v in self.versions if v.is_open(at)]
        return as_recorded(
            statement,
            version.opened,
            closed_in=version.closed if version.closed <= at else OPEN,
            responses=_replies((s, r.stance, r.scope) for s in seen for r in s.responds_to if r.key == key),
            responds_to=_replies((s, r.stance, r.scope) for r in statement.responds_to for s in seen if s.key == r.key),
            fulfils=tuple(sorted(s.id for s in seen if s.key in statement.fulfils)),
            fulfilled_by=tuple(sorted(s.id for s in seen if key in s.fulfils)),
        )

    def open_at(self, at: int) -> list[StoredStatement]:
        return _ordered(self.known(version, at) for version in self.versions if version.is_open(at))

    def ever(self, at: int) -> list[StoredStatement]:
        return _ordered(self.known(version, at) for version in self.versions if version.opened <= at)


@st.composite
def statements(draw: st.DrawFn, key: str, dataset: str, pointed: list[str]) -> WrittenStatement:
    predicate = draw(some(sorted(ROLES)))
    roles = {
        role: tuple(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True)))
        for role, ids in ROLES[predicate].items()
        if role in vocabulary().predicates[predicate].required or draw(st.booleans())
    }
    replies = draw(st.lists(st.tuples(st.sampled_from(pointed), st.sampled_from(["denies", "corrects"])), max_size=2))
    count = draw(some([None, ("about 70", "stock"), ("hundreds", "cumulative"), ("more than 9", "flow")]))
    return says(
        key,
        predicate,
        dataset=dataset,
        polarity=draw(some(["asserts", "asserts", "denies"])),
        mode=draw(some(["occurred", "occurred", "under_way", "intended"])),
        reading=draw(some(["stated", "inferred"])),
        said_by=draw(some(ACTORS)),
        known=read_window(draw(some(["2020-05-05", "2020-06"]))),
        count=count,
        responds_to=sorted(set(replies)),
        fulfils=tuple(draw(st.sets(st.sampled_from(pointed), max_size=1))),
        **roles,
        **draw(some(TIMES if vocabulary().predicates[predicate].is_state else DAYS)),
    )


@st.composite
def loads(draw: st.DrawFn) -> list[Content]:
    """A few loads of two datasets; statements point at keys that are there by then."""
    there: set[str] = set()
    said: dict[str, dict[str, WrittenStatement]] = {dataset: {} for dataset in DATASETS}
    found = []
    for dataset in draw(st.lists(st.sampled_from(DATASETS), min_size=3, max_size=6)):
        keys = draw(st.sets(st.sampled_from([f"{dataset}-{n}" for n in range(12)]), min_size=1))
        there |= keys
        now = {}
        for key in sorted(keys):
            old = said[dataset].get(key)
            same = old is not None and draw(st.booleans())
            now[key] = old if same and old else draw(statements(key, dataset, sorted(there)))
        said[dataset] |= now
        complete = draw(st.booleans())
        keep = frozenset(draw(st.sets(st.sampled_from(sorted(said[dataset])), max_size=2)))
        found.append(content(now.values(), dataset, complete=complete, keep=keep))
    return found


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (writer, changes, shortcuts):
        monkeypatch.setattr(module, "BATCH", 5)


@pytest.mark.parametrize("engine", ["embedded", pytest.param("neo4j", marks=pytest.mark.long)], indirect=True)
@given(loads())
@settings(
    max_examples=7,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # making a failing world smaller would take an hour
    suppress_health_check=list(HealthCheck),
)
def test_the_store_answers_as_a_plain_list_does(
    store: Store, small_batches: None, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory,
    said: list[Content],
) -> None:  # fmt: skip
    """By Cypher, and from memory: brought up to date load by load, and read from the file."""
    wipe(store.engine)
    world, folder = World(), tmp_path_factory.mktemp("columns")
    held = Reader(store, folder)
    for each in said:
        before = world.version
        world.load(each)
        assert load_content(store, each).version == (world.version if world.version > before else None)
        held.view().load_statements()
        held.statement_cache.save()
    assert compare_shortcuts(store) == ([], [])
    monkeypatch.setattr(view_module, "MANY", -1)  # so that all that can be is selected from memory
    by_cypher = Reader(store)
    for ways in (by_cypher, held, Reader(store, folder)):
        for version in range(world.version + 1):
            view = ways.view(version)
            assert bool(view.statements_in_memory) == (ways is not by_cypher)
            _check(view, world, version)


def _check(view: View, world: World, version: int) -> None:
    there = world.open_at(version)
    assert view.select_by_predicates(vocabulary().predicates) == there
    assert view.select_by_predicates(["holds", "part_of"]) == [s for s in there if s.predicate in ("holds", "part_of")]
    for asked in (["farmers", "army"], ["mill"]):
        mentioned = [s for s in there if any(id_ in asked for ids in s.roles.values() for id_ in ids)]
        assert view.select_by_entities(asked, vocabulary().predicates) == mentioned
        spoken = [s for s in there if s in mentioned or s.said_by in asked]
        assert view.select_mentions(asked) == spoken
    assert view.select_by_ids(s.id for s in there) == [s for s in world.ever(version) if s.id in {t.id for t in there}]
    assert view.select_by_keys(s.key for s in there) == [
        s for s in world.ever(version) if s.key in {t.key for t in there}
    ]


def _replies(found: Iterable[tuple[WrittenStatement, str, str]]) -> tuple[StoredReply, ...]:
    replies = {StoredReply(s.id, s.key, stance, scope, s.said_by, s.known) for s, stance, scope in found}
    return tuple(sorted(replies, key=lambda reply: (reply.key, reply.stance)))


def _ordered(found: Iterable[StoredStatement]) -> list[StoredStatement]:
    return sorted(found, key=lambda statement: (statement.dataset, statement.key, statement.opened_in))
