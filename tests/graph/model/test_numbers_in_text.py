"""Numbers of people in running text, with the wording that the table of counts reads."""

import pytest

from graph.model.counts import read_count
from graph.model.numbers_in_text import find_numbers


@pytest.mark.parametrize(
    ("text", "wordings"),
    [
        ("more than 150 detainees and about 2,300 men", ["more than 150", "about 2,300"]),
        ("hundreds of men, tens of thousands of families", ["hundreds", "tens of thousands"]),
        ("two dozen men and twenty-five women, 500+ boys", ["two dozen", "twenty-five", "500+"]),
        ("between 4 and 5 thousand; 12-15k people", ["between 4 and 5 thousand", "12-15k"]),
        ("7 000 men, half a million people", ["7 000", "half a million"]),
        ("from 1,500 prisoners", ["1,500"]),
        ("2000 people after a 2019 visit", ["2000"]),
        ("$2,000, 2,000 dollars, 20 per cent, 30%, 12 km", []),
        ("a 15-day truce, 3 years, aged 12, Resolution 2254, the 93rd time, a second man, no one", []),
        ("نحو ٢٠٠٠ من معتقلي داعش", ["about ٢٠٠٠"]),
        ("أكثر من ١٥٠ معتقلا، ومئات العائلات، و٣ آلاف رجل", ["more than ١٥٠", "hundreds", "٣ thousand"]),
    ],
)
def test_numbers_in_a_text(text: str, wordings: list[str]) -> None:
    found = find_numbers(text)
    assert [one.wording for one in found] == wordings
    assert all(text[one.start : one.end] == one.written for one in found)
    assert all(read_count(one.wording) == (one.low, one.high) for one in found)


def test_what_is_taken_is_left_out() -> None:
    text = "5 February: 12 men"
    assert [one.wording for one in find_numbers(text, ((0, 10),))] == ["12"]
