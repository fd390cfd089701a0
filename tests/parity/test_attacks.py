"""What strangers may try by Cypher does nothing to the newest Neo4j, as to the others."""

from pathlib import Path

import pytest

from graph.store.engine.connection import Engine
from tests.attack import bombs, floods, sizes, words
from tests.attack.test_cypher_attacks import everything, serve_neo4j
from tests.conftest import wipe


@pytest.mark.timeout(0)
def test_honest_reads_are_answered_all_else_is_refused_and_the_graph_is_as_before(
    newest_engine: Engine, tmp_path: Path
) -> None:
    wipe(newest_engine)
    with serve_neo4j(newest_engine, tmp_path) as base:
        before = everything(base)
        assert words.run(base) == []
        assert bombs.run(base, (bombs.BUSY, bombs.BOMBS[3])) == []
        assert floods.run_leaving(base) == []
        assert sizes.run(base, ("",)) == []
        assert everything(base) == before
