"""At least how many several reports of moves make: by hand, and against all sets on small inputs."""

from collections.abc import Callable, Sequence
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.evidence.occurrences import Occurrence, find_largest_sum

DAW, CROW = ("daw", "herald"), ("crow", "post")
SHIPS = ["ships"]


Report = Callable[[int], Occurrence]  # by its number


def told(
    fewest: int, first: int, last: int | None = None, *voices: tuple[str, str], distinct: Sequence[str] = ()
) -> Report:
    return lambda number: Occurrence(number, fewest, first, last or first, voices or (DAW,), distinct)


def least(*reports: Report, apart: Sequence[tuple[int, int]] = ()) -> int:
    sides: dict[int, set[int]] = {}
    for one, other in apart:
        sides.setdefault(one, set()).add(other)
        sides.setdefault(other, set()).add(one)
    return find_largest_sum([report(number) for number, report in enumerate(reports)], sides)


def test_days_that_one_speaker_keeps_apart_add_and_of_one_day_the_larger_counts() -> None:
    assert least(told(5, 1), told(7, 1), told(4, 2)) == 11
    assert least(told(5, 1), told(7, 1, None, CROW), told(4, 2)) == 9  # 7 by another speaker may be the 5 of daw's
    assert least(told(5, 1, 3), told(7, 3, 4), told(4, 4, 6)) == 9  # windows that share a day may be one move
    assert least() == 0


def test_rows_of_a_dataset_that_are_distinct_all_add_and_another_source_may_be_of_the_same() -> None:
    rows = [told(5, 1, distinct=SHIPS), told(7, 1, distinct=SHIPS), told(4, 2, distinct=SHIPS)]
    assert least(*rows) == 16
    assert least(*rows, told(12, 1, None, CROW)) == 16
    assert least(*rows, told(20, 1, None, CROW)) == 20


def test_what_judgements_part_two_by_two_adds() -> None:
    voices = [(who, "x") for who in "abc"]
    reports = [told(5, 1, None, voices[0]), told(7, 1, None, voices[1]), told(4, 1, None, voices[2])]
    assert least(*reports) == 7
    assert least(*reports, apart=[(0, 2)]) == 9
    assert least(*reports, apart=[(0, 1), (1, 2)]) == 12
    assert least(*reports, apart=[(0, 1), (1, 2), (0, 2)]) == 16


def test_a_move_that_two_speakers_report_counts_for_both() -> None:
    both = told(5, 1, None, DAW, CROW)
    assert least(both, told(7, 2), told(4, 3, None, CROW)) == 12


def test_two_hundred_and_sixty_six_days_make_the_sum_of_the_largest_of_each() -> None:
    reports = [told(1 + number % 5, 1 + number % 266) for number in range(600)]
    largest: dict[int, int] = {}
    for number in range(600):
        largest[number % 266] = max(largest.get(number % 266, 0), 1 + number % 5)
    assert least(*reports) == sum(largest.values())


def test_thousands_that_one_judgement_parts_are_all_added() -> None:
    reports = [told(1, 1, None, (f"speaker {number}", "x")) for number in range(1500)]
    assert least(*reports, apart=list(combinations(range(1500), 2))) == 1500


voices = st.lists(st.sampled_from([("a", "x"), ("a", "y"), ("b", "x")]), min_size=1, max_size=2, unique=True)
reports = st.lists(
    st.builds(
        lambda fewest, first, length, by, distinct: (fewest, first, first + length, tuple(by), tuple(distinct)),
        st.integers(0, 9),
        st.integers(1, 6),
        st.integers(0, 3),
        voices,
        st.lists(st.sampled_from(["p", "q"]), max_size=2, unique=True),
    ),
    max_size=7,
)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(reports, st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12))
def test_the_largest_sum_is_that_of_the_best_set(drawn: list[tuple], pairs: set[tuple[int, int]]) -> None:  # type: ignore[type-arg]
    """Tried for all sets of moves: those of one voice without a common day, of one dataset, or kept apart in pairs."""
    moves = [Occurrence(number, *report) for number, report in enumerate(drawn)]
    apart: dict[int, set[int]] = {}
    for one, other in pairs:
        if one < other < len(moves):
            apart.setdefault(one, set()).add(other)
            apart.setdefault(other, set()).add(one)

    def is_parted(some: Sequence[Occurrence]) -> bool:
        pairs_of = list(combinations(some, 2))
        by_judgement = all(other.number in apart.get(one.number, ()) for one, other in pairs_of)
        by_dataset = any(all(name in one.distinct_in for one in some) for name in "pq")
        days = [set(range(one.first, one.last + 1)) for one in some]
        by_day = all(one.isdisjoint(other) for one, other in combinations(days, 2))
        by_voice = by_day and any(
            all(voice in one.voices for one in some) for voice in {v for m in some for v in m.voices}
        )
        return by_judgement or by_dataset or by_voice

    sets = chain.from_iterable(combinations(moves, size) for size in range(1, len(moves) + 1))
    best = max((sum(one.fewest for one in some) for some in sets if is_parted(some)), default=0)
    assert find_largest_sum(moves, apart) == best


@pytest.mark.parametrize("shift", [0, 5])
def test_one_more_report_never_takes_away(shift: int) -> None:
    few = [told(5, 1), told(7, 9)]
    assert least(*few, told(0, 1 + shift), told(3, 1 + shift, None, CROW)) >= least(*few)
