"""Numbers in columns: the wording that is made of them is read as just these numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.counts import read_count
from ingest.table import write_wording

COLUMNS = ("low", "high")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(100, 150, "between 100 and 150"), (4000, 5000, "between 4,000 and 5,000"), (20, 30_000, "between 20 and 30000")],
)
def test_two_numbers_are_written_so_that_none_lends_the_other_its_thousands(low: int, high: int, expected: str) -> None:
    assert write_wording("between {low} and {high}", low, high, COLUMNS) == expected


@settings(deadline=None, derandomize=True)
@given(st.integers(0, 10**7), st.integers(0, 10**4), st.sampled_from([1, 1000]))
def test_what_is_written_is_read_as_it_was(low: int, more: int, unit: int) -> None:
    high = low + more * unit
    assert read_count(write_wording("between {low} and {high}", low, high, COLUMNS)) == (low, high)
    assert read_count(write_wording("between {low} and {high}", more, more * 1000, COLUMNS)) == (more, more * 1000)
