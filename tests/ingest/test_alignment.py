"""Rows of two coders are aligned by paragraph and by what they say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.alignment import AlignedRows, CodedRow, align_rows, measure_likeness


def row(number: int, paragraph: str, predicate: str, subject: str = "", object_: str = "", at: str = "") -> CodedRow:
    roles = {"subject": subject, "object": object_, "at": at}
    return CodedRow(
        number=number, paragraph=paragraph, predicate=predicate,
        roles={role: frozenset(names.split()) for role, names in roles.items()},
    )  # fmt: skip


def numbers(aligned: list[AlignedRows]) -> list[tuple[int | None, int | None]]:
    return [(one and one.number, other and other.number) for one, other in aligned]


def test_rows_of_one_paragraph_are_matched_by_what_they_share_and_not_by_their_order() -> None:
    ones = [row(2, "1", "holds", "guard", "strangers", "mill"), row(3, "1", "transfers", "guard", "strangers")]
    others = [
        row(5, "1", "transfers", "guard", "strangers", "mill"),
        row(6, "1", "guards", "guard", "strangers", "mill"),
    ]
    assert numbers(align_rows(ones, others)) == [(2, 6), (3, 5)]


def test_rows_that_share_too_little_are_no_match() -> None:
    ones, others = [row(2, "1", "holds", "guard", "strangers")], [row(2, "1", "fights", "navy", "army")]
    assert numbers(align_rows(ones, others)) == [(2, None), (None, 2)]


def test_all_together_share_the_most() -> None:
    # the first row is like both, the second only like one: it must not lose that one
    ones = [row(2, "1", "holds", "a", "x"), row(3, "1", "holds", "b", "y")]
    others = [row(2, "1", "holds", "a", "y"), row(3, "1", "holds", "a", "x")]
    assert numbers(align_rows(ones, others)) == [(2, 3), (3, 2)]


def test_the_same_row_under_another_paragraph_is_matched() -> None:
    ones = [row(2, "1", "holds", "a", "x"), row(3, "2", "fights", "a", "b")]
    others = [row(2, "3", "holds", "a", "x"), row(3, "4", "fights", "a", "c")]
    assert numbers(align_rows(ones, others)) == [(2, 2), (3, None), (None, 3)]


def test_equal_rows_are_matched_in_their_order() -> None:
    ones = [row(n, "1", "holds", "a", "x") for n in (2, 3, 4)]
    others = [row(n, "1", "holds", "a", "x") for n in (7, 8, 9)]
    assert numbers(align_rows(ones, others)) == [(2, 7), (3, 8), (4, 9)]


def test_likeness_counts_the_predicate_and_each_role_that_one_of_both_has() -> None:
    one = row(2, "1", "holds", "a b", "x")
    assert measure_likeness(one, one) == 1
    assert measure_likeness(one, row(2, "1", "holds", "a", "x", "mill")) == (1 + 1 / 2 + 1 + 0) / 4
    assert measure_likeness(one, row(2, "1", "fights", "c", "y")) == 0


ROWS = st.lists(st.tuples(*(st.sampled_from("ab") for _ in range(4))), max_size=6)


@settings(deadline=None, derandomize=True)
@given(ROWS, ROWS)
def test_each_row_stands_once_and_the_same_coding_is_aligned_whole(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    ones, others = ([row(n, *cells) for n, cells in enumerate(coder)] for coder in (first, second))
    aligned = align_rows(ones, others)
    assert [one for one, _ in aligned if one] == ones
    assert sorted(other.number for _, other in aligned if other) == list(range(len(others)))
    assert numbers(align_rows(ones, ones)) == [(n, n) for n in range(len(ones))]
