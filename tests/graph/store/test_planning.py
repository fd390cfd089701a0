"""Files for `neo4j-admin database import full`: a real Neo4j filled by them is as one that was loaded over Bolt."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.model.entities import WrittenEntity
from graph.model.judgements import Judgement
from graph.store.engine.connection import Engine
from graph.store.planning.instructions import AFTERWARDS, SCRIPT
from graph.store.planning.making import plan_loads, plan_store
from graph.store.store import Store
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.writer import load_content
from ingest.loading import load_source
from tests.conftest import ask_for_neo4j, neo4j_at, wipe
from tests.engines.neo4j_server import start_neo4j
from tests.graph.date_constraints.test_resolution import after, march
from tests.graph.store.reports import ENTITIES, content, report, says
from tests.world.plain_store import fill, make_content, make_judgement
from tests.world.plain_worlds import LAST_LOAD, drawn

SHIPPED = ("reference", "isis-detainee-transfer", "reported-figures", "ucdp-actor")
JOINED = Judgement(id="j", ids=("militia", "army"), verdict="positive", by="us", on="2026", why="one force")
Load = Callable[[Store], object]


@contextmanager
def imported(plan: Path, home: Path) -> Iterator[Store]:
    """A store of a new server that was filled by the files, and by what is to be done afterwards."""
    server = start_neo4j(home, script=plan / SCRIPT)
    try:
        with Store(engine=neo4j_at(server.uri, server.username, server.password)) as store:
            with store.driver.session(database=store.engine.database) as session:
                for text in (plan / AFTERWARDS).read_text(encoding="utf-8").split(";\n\n")[:-1]:
                    session.run(text).consume()
            yield store
    finally:
        server.stop()


def list_graph(store: Store) -> tuple[list[str], list[str]]:
    """All nodes and edges with every property and its type; of the time when a load began only the type."""
    found: tuple[list[str], list[str]] = [], []
    with store.driver.session(database=store.engine.database) as session:
        for row in session.run("MATCH (n) WHERE NOT n:Lock RETURN labels(n) AS labels, properties(n) AS properties"):
            found[0].append(f"{sorted(row['labels'])} {tell(row['properties'])}")
        for row in session.run(
            "MATCH (a)-[edge]->(b) RETURN coalesce(a.record, a.id) AS start, type(edge) AS type, "
            "coalesce(b.record, b.id) AS end, properties(edge) AS properties"
        ):
            found[1].append(f"{row['start']} {row['type']} {row['end']} {tell(row['properties'])}")
    return sorted(found[0]), sorted(found[1])


def tell(properties: dict[str, object]) -> str:
    shown = {name: type(value) if name == "at" else value for name, value in properties.items()}
    return repr(sorted(shown.items()))


def list_schema(store: Store) -> list[str]:
    text = "SHOW INDEXES YIELD name, state, type, labelsOrTypes, properties, owningConstraint RETURN *"
    with store.driver.session(database=store.engine.database) as session:
        session.run("CALL db.awaitIndexes()").consume()
        return sorted(str(sorted(row.data().items())) for row in session.run(text))


def check_equal(engine: Engine, load: Load, folder: Path) -> int:
    """Load over Bolt, and by files, and compare all. Returns how many statements the files have."""
    number = plan_loads(folder / "plan", lambda store: load(store) and None)
    wipe(engine)
    with Store(engine=engine) as bolt, imported(folder / "plan", folder / "home") as store:
        load(bolt)
        ours, theirs = list_graph(store), list_graph(bolt)
        for mine, other in zip(ours, theirs, strict=True):
            assert sorted(set(mine) - set(other))[:3] == []
            assert mine == other
        assert compare_shortcuts(store) == ([], [])
        assert list_schema(store) == list_schema(bolt)
    return number


@pytest.mark.long
@pytest.mark.timeout(0)  # loads over Bolt, with judgements, take their time
def test_shipped_sources_are_as_loads_over_bolt_make_them(neo4j_engine: Engine, tmp_path: Path) -> None:
    from app.judgements import shipped_judgements

    def load(store: Store) -> None:
        for one in SHIPPED:
            load_source(store, one)
        apply_judgements(store, shipped_judgements())

    assert check_equal(neo4j_engine, load, tmp_path) > 1_000


@pytest.mark.timeout(900)
def test_hard_texts_dates_that_another_source_bounds_and_a_random_world_are_as_loads_over_bolt_make_them(
    neo4j_engine: Engine, tmp_path: Path
) -> None:
    """Line breaks, quotes, delimiters and empty texts; a date of the first source is bounded by the second one.

    All in one store, as a server takes long to start.
    """
    hard = ['two\nlines, "quoted"', "a;b", "back\\slash \\", "", " spaced ", "\t", "\r\n", "حلب", "'"]
    plain = [says(f"note-{number}", note=text) for number, text in enumerate(hard)]
    tied = march("report:next", after("wire:flight", 1, 3))
    flight = march("wire:flight", "2020-03-01/2020-03-20", dataset="wire", said_by="army")
    replied = says(
        "b", responds_to=[("note-0", "denies", "specific")] * 2, fulfils=("plan",), subject=("army", "militia")
    )
    plain.append(says("inside", subject="hidden", internal=True))
    hidden = WrittenEntity(
        id="hidden", label="Actor", name="Hidden", kind="organisation", internal=True, internal_aliases=("unseen",)
    )
    plan = says("plan", "transfers", mode="intended", object="fishers", to_place="harbour", on="2020-06")
    world, _ = drawn(0, 60)
    first = [one for one in world["statements"] if one["opened_in"] <= 1 < one["closed_in"]]
    judged = [make_judgement(number, entry) for number, entry in enumerate(world["judgements"])]

    def load(store: Store) -> None:
        load_content(store, content([*plain, tied, plan, replied], entities=[*ENTITIES, hidden]))
        copy = report("wire", published="2020", related=(("COPY_OF", "report"),))
        load_content(store, content([flight], "wire", sources=[copy]))
        load_content(store, content([flight], "wire", sources=[copy]))  # which changes nothing
        load_content(store, make_content(world, first, 1))
        apply_judgements(store, [JOINED, *judged])

    of_world = len(make_content(world, first, 1).statements)
    assert of_world > 30
    assert check_equal(neo4j_engine, load, tmp_path) == len(hard) + 5 + of_world


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1))
def test_a_store_of_several_loads_moves_into_another_neo4j(seed: int, embedded_engine: Engine, tmp_path: Path) -> None:
    """Versions that were closed, and loads, as they are in the store that the files are made of."""
    ask_for_neo4j()
    world, _ = drawn(seed, 60)
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as store:
        fill(store, world)
        plan_store(tmp_path / "plan", store)
        with imported(tmp_path / "plan", tmp_path / "home") as other:
            for ours, theirs in zip(list_graph(other), list_graph(store), strict=True):
                assert ours == theirs
            assert store.read("read/version") == other.read("read/version") == [{"version": LAST_LOAD + 1}]


def test_a_source_that_changes_what_was_planned_is_refused_and_leaves_no_folder(tmp_path: Path) -> None:
    def load(store: Store) -> None:
        load_content(store, content([says("a")]))
        load_content(store, content([says("a", note="changed")]))

    with pytest.raises(InvalidInput, match="a source changes what one before it says") as met:
        plan_loads(tmp_path / "plan", load)
    assert met.value.hint == "name each source once, with the same files"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="is there already"):
        plan_loads(tmp_path, lambda store: None)
