"""Initials with full stops are the word that they are without them."""

import pytest

from graph.names.lookup import join_initials


@pytest.mark.parametrize(
    ("written", "joined"),
    [
        ("S.D.F.", "SDF"),
        ("the S.D.F.", "SDF"),
        ("P. K. K.", "PKK"),
        ("И.Г.", "ИГ"),
        ("Y.P.G", "YPG"),
        ("the coalition", "the coalition"),
        ("St. Kitts", "St. Kitts"),
        ("Iraq", "Iraq"),
    ],
)
def test_initials_with_full_stops_are_joined(written: str, joined: str) -> None:
    assert join_initials(written) == joined
