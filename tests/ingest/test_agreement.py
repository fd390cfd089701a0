"""Krippendorff's alpha against the worked examples of its author; the data and results are those printed there."""

import math
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.agreement import Level, Unit, compute_alpha, compute_per_cent


def read(*coders: str) -> list[Unit]:
    """The units of some coders, each with one sign a unit; a dot where there is none."""
    return list(zip(*([None if sign == "." else sign for sign in coder] for coder in coders), strict=True))


def read_numbers(*coders: str) -> list[Unit]:
    return [[None if sign is None else int(str(sign)) for sign in unit] for unit in read(*coders)]


# Krippendorff 2011, A: two observers, binary data
BINARY = read("0100000010", "1110010000")
# B: two observers, nominal data, twelve units
NOMINAL = read("aabbdcccedda", "babbbccceddd")
# C and D: four observers, missing data, one unit (the last) of a single value
MISSING = read_numbers("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
# Krippendorff's example of three coders and fifteen units
THREE = read_numbers(".....34121133.3", "1.213343.......", "..21344.21133.4")


@pytest.mark.parametrize(
    ("units", "level", "printed"),
    [
        (BINARY, Level.NOMINAL, 0.095),
        (NOMINAL, Level.NOMINAL, 0.692),
        (MISSING, Level.NOMINAL, 0.743),
        (MISSING, Level.ORDINAL, 0.815),
        (MISSING, Level.INTERVAL, 0.849),
        (THREE, Level.NOMINAL, 0.691),
        (THREE, Level.INTERVAL, 0.811),
    ],
)
def test_published_examples_come_out_as_printed(units: list[Unit], level: Level, printed: float) -> None:
    found = compute_alpha(units, level)
    assert found is not None
    assert math.isclose(found, printed, abs_tol=0.0005)


def test_a_unit_with_one_value_says_nothing_of_agreement() -> None:
    assert compute_alpha(MISSING[:-1]) == compute_alpha(MISSING)


def compute_plainly(units: list[Unit], level: Level) -> Fraction | None:
    """By the definition: one less what is observed to differ, by what would differ if all values were drawn anew."""
    paired = [[value for value in unit if value is not None] for unit in units]
    paired = [values for values in paired if len(values) > 1]
    every = [value for values in paired for value in values]

    def differ(one: int, other: int) -> Fraction:
        if level is Level.NOMINAL:
            return Fraction(one != other)
        if level is Level.INTERVAL:
            return Fraction((one - other) ** 2)
        low, high = min(one, other), max(one, other)
        between = sum(low <= value <= high for value in every)
        ends = Fraction(every.count(low) + every.count(high), 2)
        return (between - ends) ** 2 if low != high else Fraction(0)

    if not every:
        return None
    observed = sum(
        sum((differ(a, b) for a, b in permutations(values, 2)), Fraction(0)) / (len(values) - 1) for values in paired
    ) / Fraction(len(every))
    expected = sum((differ(a, b) for a, b in permutations(every, 2)), Fraction(0)) / (len(every) * (len(every) - 1))
    return 1 - observed / expected if expected else None


@settings(deadline=None, derandomize=True)
@given(
    st.lists(st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=3, max_size=3), max_size=8),
    st.sampled_from(Level),
)
def test_alpha_is_what_its_definition_says(units: list[Unit], level: Level) -> None:
    expected = compute_plainly(units, level)
    found = compute_alpha(units, level)
    if expected is None or found is None:
        assert found is None
        assert expected is None
    else:
        assert math.isclose(found, expected, abs_tol=1e-9)


def test_per_cent_of_agreement_counts_pairs_of_values() -> None:
    assert compute_per_cent(BINARY) == 60
    assert compute_per_cent([("a", "a", "b"), ("a", None, None)]) == pytest.approx(100 / 3)
    assert compute_per_cent([]) is None


def test_where_all_values_are_the_same_alpha_is_not_defined() -> None:
    assert compute_alpha(read("aaa", "aaa")) is None
    assert compute_alpha([]) is None
