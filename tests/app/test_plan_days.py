"""The days of plans in the table of the command line are words, and no signs of EDTF."""

import pytest

from app.questions.plans import say_days


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-01", "2026-01"),
        ("[2026-01-05..2026-01-31]", "between 2026-01-05 and 2026-01-31"),
        ("[..2026-01-30]", "by 2026-01-30"),
        ("[2026-01-05..]", "2026-01-05 or later"),
        ("../2026-01-30", "by 2026-01-30"),
        ("2026-01-05/..", "2026-01-05 or later"),
        ("2026-01-05/2026-01-09", "2026-01-05/2026-01-09"),
    ],
)
def test_bounds_of_a_plan_are_said_in_words(written: str, said: str) -> None:
    assert say_days(written) == said
