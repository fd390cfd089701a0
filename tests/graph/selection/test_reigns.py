"""What is said of a state is said of the group that governed it, on the days on which it did."""

from datetime import date
from itertools import pairwise

import pytest

from graph.dates.windows import MAX, Window, read_window
from graph.selection.reigns import Reign, read_reigns

TALIBAN = [one for one in read_reigns() if one.ruler == "ucdp:303"]


@pytest.mark.parametrize(
    ("days", "governed"),
    [
        ("1995", False),
        ("1996", False),  # most of it, and its beginning, went by before they took Kabul in September
        ("1997", True),
        ("2001", True),  # until November
        ("2001-10-07/2001-12-31", False),
        ("2002", False),
        ("2020", False),
        ("2021", False),  # they fought the government until August
        ("2021-09", True),
        ("2022", True),
        ("1997/2000", True),
        ("1996/2001", False),
        ("2000/2023", False),
    ],
)
def test_the_taliban_governed_afghanistan_in_two_reigns(days: str, governed: bool) -> None:
    assert any(one.covers(read_window(days)) for one in TALIBAN) == governed


def test_a_year_in_which_a_group_fought_to_govern_is_none_of_its_reign() -> None:
    reign = Reign("rebels", "state", Window(date(1986, 1, 26), MAX))
    assert not reign.covers(read_window("1986"))
    assert reign.covers(read_window("1987"))


def test_each_reign_has_a_beginning_before_its_end_and_none_of_one_state_overlap() -> None:
    reigns = sorted(read_reigns(), key=lambda one: (one.state, one.days.earliest))
    assert all(one.days.earliest < one.days.latest for one in reigns)
    for one, other in pairwise(reigns):
        assert one.state != other.state or one.days.latest < other.days.earliest
