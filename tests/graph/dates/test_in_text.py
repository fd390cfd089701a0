"""Dates in running text, as they stand there."""

import pytest

from graph.dates.in_text import find_dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("held on 5 February 2026, the government said", [("5 February 2026", "2026-02-05")]),
        ("in May 2019 and since 2014", [("May 2019", "2019-05"), ("since 2014", "2014/..")]),
        ("between 3 and 9 May 2019", [("between 3 and 9 May 2019", "[2019-05-03..2019-05-09]")]),
        ("on Thursday, 21 January, about 2,300 men", [("Thursday, 21 January", "XXXX-01-21")]),
        ("on the 20th of January, 2026 and", [("20th of January, 2026", "2026-01-20")]),
        ("late January brought the march of 300 men who may 5 times", [("late January", "XXXX-01")]),
        ("on 3 and 4 March 2026", [("3 and 4 March 2026", "")]),
        ("2026-02-05 and 3 Dec 1939", [("2026-02-05", "2026-02-05"), ("3 Dec 1939", "1939-12-03")]),
        ("some 2000 people, 2,019 men, a 15-day extension, version 1.2", []),
        ("the war of 2014 was over in 2019", [("2014", "2014"), ("2019", "2019")]),
        ("كانت تحتجز في ٥ شباط ٢٠٢٦ نحو ٢٠٠٠", [("٥ شباط ٢٠٢٦", "2026-02-05")]),
        ("El 5 de enero de 2026 el Ejército", [("5 de enero de 2026", "2026-01-05")]),
        ("entre el 3 y el 7 de mayo de 2024", [("entre el 3 y el 7 de mayo de 2024", "[2024-05-03..2024-05-07]")]),
        ("le 1er mai 2024, depuis mars 2023", [("1er mai 2024", "2024-05-01"), ("depuis mars 2023", "2023-03/..")]),
        ("début mars 2024", [("début mars 2024", "[2024-03-01..2024-03-10]")]),
        ("la Paz, los 5, en fin y entre ellos", []),
        ("في كانون الثاني 2026", [("كانون الثاني 2026", "2026-01")]),
    ],
)
def test_dates_in_a_text(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.written, one.edtf) for one in find_dates(text)] == found
    assert all(text[one.start : one.end] == one.written for one in find_dates(text))
