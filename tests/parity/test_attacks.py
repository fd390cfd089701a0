"""What strangers may try by Cypher does nothing to the newest Neo4j, as to the others."""

from pathlib import Path

import pytest

from tests.attack import bombs, floods, sizes, words
from tests.attack.test_cypher_attacks import everything, serve_neo4j
from tests.engines.neo4j_server import NEWEST


@pytest.mark.timeout(0)
def test_honest_reads_are_answered_all_else_is_refused_and_the_graph_is_as_before(tmp_path: Path) -> None:
    with serve_neo4j(tmp_path, NEWEST) as base:
        before = everything(base)
        assert words.run(base) == []
        assert bombs.run(base, (bombs.BUSY, bombs.BOMBS[3])) == []
        assert floods.run_leaving(base) == []
        assert sizes.run(base, ("",)) == []
        assert everything(base) == before
