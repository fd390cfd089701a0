"""Wordings of numbers as reports print them, in English, French, German, Turkish and Arabic: their ranges by hand."""

from pathlib import Path

import pytest

from graph.errors import InvalidCount
from graph.model.counts import read_count
from graph.model.wordings import Amount, AmountForm, read_amount

LINES = Path(__file__).with_name("wordings.tsv").read_text(encoding="utf-8").splitlines()[1:]
ROWS = [tuple(line.split("\t")) for line in LINES]


@pytest.mark.parametrize(("wording", "right"), ROWS)
def test_a_wording_of_a_report_allows_these_numbers(wording: str, right: str) -> None:
    if right == "asks":
        with pytest.raises(InvalidCount, match="write"):
            read_count(wording)
        return
    least, most = right.split("..")
    assert read_count(wording) == (int(least), int(most) if most else None)


@pytest.mark.parametrize(
    ("wording", "says"),
    [
        ("the rest", "'the rest' does not say how many (write their number"),
        ("the remaining ones", "'the remaining ones' does not say how many (write their number"),
        ("just under half of", "'just under half of' does not say of how many (write just under half of 62, with"),
        ("half of them", "'half of them' does not say of how many (write half of 62, with"),
        ("70 of the 62", "'70 of the 62' is more than the whole"),
    ],
)
def test_a_number_that_is_not_said_is_asked_for(wording: str, says: str) -> None:
    with pytest.raises(InvalidCount) as error:
        read_count(wording)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("wording", "least", "most"),
    [("half", 50, 50), ("just under half", 45, 49), ("about a third", 30, 36), ("more than half of them", 51, 100)],
)
def test_a_part_is_a_share_in_per_cent_without_its_whole(wording: str, least: int, most: int) -> None:
    assert read_count(wording, is_share=True) == (least, most)


@pytest.mark.parametrize(
    ("wording", "amount"),
    [
        ("some forty of the 62", Amount(AmountForm.ABOUT, 40)),
        ("the five", Amount(AmountForm.EXACTLY, 5)),
        ("environ 2 000", Amount(AmountForm.ABOUT, 2000)),
        ("des centaines", Amount(AmountForm.VAGUE, 200, None, "hundreds")),
        ("en az 30", Amount(AmountForm.LEAST, 30)),
        ("just under half of 62", Amount(AmountForm.BETWEEN, 28, 30)),
    ],
)
def test_a_wording_is_said_again_in_the_words_of_our_table(wording: str, amount: Amount) -> None:
    assert read_amount(read_count(wording), (wording,)) == amount
