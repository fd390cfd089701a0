"""How many speakers really stand behind an answer."""

import pytest

from graph.recorded import Recorded
from graph.speakers import independent_speakers
from tests.world.builder import said

LINKS = [
    said("crow", "speaks_for", "spokeswoman", "centre", valid="2014/.."),
    said("crow", "part_of", "centre", "ministry", valid="2014/.."),
    said("crow", "part_of", "court", "ministry", valid="2014/.."),
]


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        ([], (0, 0)),
        (["crow"], (1, 1)),
        (["crow", "crow"], (1, 1)),
        (["crow", "daw"], (2, 2)),
        (["spokeswoman", "court", "ministry"], (1, 1)),
        (["spokeswoman", "crow"], (2, 2)),
        (["anon-1"], (1, 1)),
        (["anon-1", "anon-2"], (1, 2)),
        (["crow", "anon-1", "anon-2"], (1, 3)),
    ],
)
def test_one_per_organisation_at_the_top_and_anonymous_ones_raise_only_the_most(
    speakers: list[str], expected: tuple[int, int]
) -> None:
    statements: list[Recorded] = [said(who, "holds", "ash", observed="2026") for who in speakers]
    assert independent_speakers(statements, LINKS, lambda id_: id_.startswith("anon")) == expected
