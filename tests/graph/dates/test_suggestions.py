"""Dates in words, in three languages, are suggested in EDTF; months stand in tables written from CLDR by hand."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates.suggestions import suggest_dates
from graph.dates.windows import is_edtf, read_edtf
from graph.errors import InvalidDate

NAMES = {
    "English": "January February March April May June July August September October November December",
    "short English": "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sept. Oct. Nov. Dec.",
    "Arabic of the Levant": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني "
    "كانون_الأول",
    "Arabic of Egypt": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "Kurmanji of CLDR": "rêbendanê reşemiyê adarê avrêlê gulanê pûşperê tîrmehê gelawêjê rezberê kewçêrê sermawezê "
    "berfanbarê",
    "Kurmanji of the press": "çile sibat adar nîsan gulan hezîran tîrmeh tebax îlon cotmeh mijdar berfanbar",
    "Sorani": "کانوونی_دووەم شوبات ئازار نیسان ئایار حوزەیران تەمووز ئاب ئەیلوول تشرینی_یەکەم تشرینی_دووەم "
    "کانونی_یەکەم",
}
WORLD = [
    (language, number, name.replace("_", " "))
    for language, names in NAMES.items()
    for number, name in enumerate(names.split(), 1)
]
SOME_WORDS = (
    "20", "03", "2026", "1999", "January", "شباط", "çile", "ئازار", "since", "until", "between", "and", "to", "-", "/",
    "early", "mid", "late", "about", "now", ",", "winter", "Q1", "03/04/2026", "1990s", "20th", "century", "before",
    "after", "من", "و", "لە", "كانون", "XX",
)  # fmt: skip


def first(text: str) -> list[str]:
    """What is suggested before all that is less likely."""
    return [suggestion.edtf for suggestion in suggest_dates(text) if not suggestion.further]


@pytest.mark.parametrize(("language", "number", "name"), WORLD, ids=[f"{row[0]} {row[1]}" for row in WORLD])
def test_each_month_is_read_in_every_language_and_order(language: str, number: int, name: str) -> None:
    month, day = f"2026-{number:02}", f"2026-{number:02}-20"
    assert first(f"{name} 2026") == first(f"2026 {name}") == [month]
    assert first(f"20 {name} 2026") == first(f"{name} 20, 2026") == [day]
    assert first(f"{name.upper()} 2026") == [month]
    assert [s.reads for s in suggest_dates(f"20 {name} 2026")] == [f"20 {NAMES['English'].split()[number - 1]} 2026"]


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_arabic_and_persian_digits_are_digits(digits: str) -> None:
    table = str.maketrans("0123456789", digits)
    assert first("20 شباط 2026".translate(table)) == ["2026-02-20"]
    assert first("23/11/2026".translate(table)) == ["2026-11-23"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # English
        ("the 20th of January, 2026", ["2026-01-20"]),
        ("Tuesday, January 20th 2026", ["2026-01-20"]),
        ("early January 2026", ["[2026-01-01..2026-01-10]"]),
        ("mid-February 2026", ["[2026-02-11..2026-02-20]"]),
        ("the end of February 2024", ["[2024-02-21..2024-02-29]"]),
        ("early 2019", ["2019-37"]),
        ("late 2019", ["2019-39"]),
        ("late 1990s", ["[1997..1999]"]),
        ("the 1990s", ["199X"]),
        ("19th century", ["18XX"]),
        ("summer 2019", ["2019-22"]),
        ("Q3 2019", ["2019-35"]),
        ("second half of 2019", ["2019-41"]),
        ("circa 2014", ["2014~"]),
        ("probably March 2019", ["2019-03?"]),
        ("perhaps about 2014", ["2014%"]),
        ("since 2014", ["2014/.."]),
        ("2014 to present", ["2014/.."]),
        ("until March 2019", ["/2019-03"]),
        ("by 23 March 2019", ["[..2019-03-23]"]),
        ("by mid-February 2026", ["[..2026-02-20]"]),
        ("until the end of January 2026", ["/2026-01-31"]),
        ("before mid-February 2026", ["[..2026-02-10]"]),
        ("before the end of February 2026", ["[..2026-02-28]"]),
        ("قبل نهاية شباط 2026", ["[..2026-02-28]"]),
        ("before summer 2013", ["[..2013-05]"]),
        ("before the second half of 2019", ["[..2019-06]"]),
        ("since late January 2026", ["2026-01-21/.."]),
        ("from mid-January 2026 to early February 2026", ["2026-01-11/2026-02-10"]),
        ("حتى منتصف شباط 2026", ["/2026-02-20"]),
        ("before 1 March 2020", ["[..2020-02-29]"]),
        ("before January 2020", ["[..2019-12]"]),
        ("after 2019", ["[2020..]"]),
        ("2014-2019", ["2014/2019"]),
        ("2014–19", ["2014/2019"]),
        ("from 20 January to 3 February 2026", ["2026-01-20/2026-02-03"]),
        ("20-22 January 2026", ["2026-01-20/2026-01-22"]),
        ("January 20-22, 2026", ["2026-01-20/2026-01-22"]),
        ("28 December - 3 January 2026", ["2025-12-28/2026-01-03"]),
        ("between 20 and 22 January 2026", ["[2026-01-20..2026-01-22]"]),
        ("20 January", ["XXXX-01-20"]),
        # Arabic
        ("٢٠ كانون الثاني/يناير ٢٠٢٦", ["2026-01-20"]),
        ("20 يناير (كانون الثاني) 2026", ["2026-01-20"]),
        ("في شهر شباط من عام 2026", ["2026-02"]),
        ("منتصف شباط 2026", ["[2026-02-11..2026-02-20]"]),
        ("منذ آذار 2019", ["2019-03/.."]),
        ("حتى آذار 2019", ["/2019-03"]),
        ("بين يناير ومارس 2026", ["[2026-01..2026-03]"]),
        ("من 20 إلى 22 يناير 2026", ["2026-01-20/2026-01-22"]),
        ("حوالي 2014", ["2014~"]),
        ("صيف 2019", ["2019-22"]),
        # Kurdish
        ("di 20'ê çileya 2026'an de", ["2026-01-20"]),
        ("destpêka sibata 2026", ["[2026-02-01..2026-02-10]"]),
        ("ji adara 2019 heta gulana 2020", ["2019-03/2020-05"]),
        ("ji 2014an ve", ["2014/.."]),
        ("٢٠ی شوباتی ٢٠٢٦", ["2026-02-20"]),
        ("ناوەڕاستی ئازاری 2019", ["[2019-03-11..2019-03-20]"]),
        # two that nobody can tell apart
        ("03/04/2026", ["2026-04-03", "2026-03-04"]),
        ("23/04/2026", ["2026-04-23"]),
        ("04/23/2026", ["2026-04-23"]),
        ("2026/4/3", ["2026-04-03"]),
        ("03.04.26", ["2026-04-03", "2026-03-04", "2003-04-26"]),
        ("Friday 03/04/2026", ["2026-04-03"]),
        ("كانون 2025", ["2025-12", "2025-01"]),
        ("تشرين 2025", ["2025-10", "2025-11"]),
        # nothing
        ("soon", []),
        ("1447هـ", ["[2025-06-26..2026-06-17]"]),  # read since Hijri days are: its first and last day, and one around
        ("44 BC", []),
        ("January February 2026", []),
        ("32 January 2026", []),
        ("", []),
    ],
)
def test_a_text_is_read_as(text: str, expected: list[str]) -> None:
    assert first(text) == expected


def test_a_shared_season_or_a_range_has_a_further_reading() -> None:
    assert [s.edtf for s in suggest_dates("winter 2019")] == ["2019-24", "2018-24"]
    assert [s.edtf for s in suggest_dates("2014-2019")] == ["2014/2019", "[2014..2019]"]
    assert "that was a Wednesday" in suggest_dates("Friday 03/04/2026")[-1].reads


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.lists(st.sampled_from(SOME_WORDS), max_size=8).map(" ".join))
def test_whatever_is_suggested_is_a_date_or_names_a_day_that_is_not(text: str) -> None:
    for suggestion in suggest_dates(text):
        assert suggestion.reads
        if is_edtf(suggestion.edtf):
            read_edtf(suggestion.edtf)
        else:
            with pytest.raises(InvalidDate, match=r"is not a day|ends before it begins|month or season|not an EDTF"):
                read_edtf(suggestion.edtf)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=130))
def test_any_text_is_read_without_harm(text: str) -> None:
    suggest_dates(text)


@settings(deadline=None, derandomize=True)
@given(st.dates())
def test_a_day_written_out_is_read_back(day: date) -> None:
    year = f"{day.year:04}"
    for written in (
        f"{day:%d %B} {year}",
        f"{day:%B} {day.day}, {year}",
        f"{day:%A} {day.day} {day:%b} {year}",
        f"{day.day}.{day.month}.{year}",
    ):
        assert str(day) in first(written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # by hand: what spreadsheets, archives and genealogists write
        ("2-Jul-2018", ["2018-07-02"]),
        ("02-JUL-2018", ["2018-07-02"]),
        ("2 - Jul - 2018", ["2018-07-02"]),
        ("2-Jul-18", ["2018-07-02"]),
        ("2\N{NON-BREAKING HYPHEN}Jul\N{NON-BREAKING HYPHEN}2018", ["2018-07-02"]),
        # a time of day behind the date, as exports write it
        ("2018-07-02 00:00:00", ["2018-07-02"]),
        ("2018-07-02T10:00:00.000Z", ["2018-07-02"]),
        ("21/7/2018 12:00:00 AM", ["2018-07-21"]),
        ("2-Jul-2018 10:00 +02:00", ["2018-07-02"]),
        ("10:00", []),
        # one winter by both of its years, and not one
        ("winter 2018-19", ["2018-24"]),
        ("winter of 2011/12", ["2011-24"]),
        ("winter 2018-2019", ["2018-24"]),
        ("winter 2011-13", ["2011-24/2013"]),
        ("2-Jul-99", ["1999-07-02"]),
        ("21-Jul-21", ["2021-07-21"]),
        ("31-Dec-99", ["1999-12-31"]),
        ("1939-Dec-03", ["1939-12-03"]),
        ("2020-May", ["2020-05"]),
        ("May-2020", ["2020-05"]),
        ("18-Jul", ["XXXX-07-18"]),
        ("3/Dec/1939", ["1939-12-03"]),
        ("3.Dec.1939", ["1939-12-03"]),
        ("Jul-2-2018", ["2018-07-02"]),
        ("20-كانون الثاني-2026", ["2026-01-20"]),
        ("20-adar-2026", ["2026-03-20"]),
        ("2-Jul-2018 - 5-Jul-2018", ["2018-07-02/2018-07-05"]),
        ("2-5-Jul-2018", ["2018-07-02/2018-07-05"]),
        ("January 2017-March 2018", ["2017-01/2018-03"]),
        ("since 2-Jul-2018", ["2018-07-02/.."]),
        ("xx.7.1944", ["1944-07"]),
        ("00.07.1944", ["1944-07"]),
        ("07/00/1944", ["1944-07"]),
        ("xx-Jul-1944", ["1944-07"]),
        ("??.??.1944", ["1944"]),
        ("1944-00-00", ["1944"]),
        ("1944-07-00", ["1944-07"]),
        ("1944-00", ["1944"]),
        ("2012-02-03..2012-02-05", ["[2012-02-03..2012-02-05]", "2012-02-03/2012-02-05"]),
        ("20180702", ["2018-07-02"]),
        ("02072018", ["2018-07-02", "2018-02-07"]),
        ("201807", ["2018-07"]),
        ("BET 02 AND 04 MAR 1996", ["[1996-03-02..1996-03-04]"]),
        ("BET 1996 AND 1998", ["[1996..1998]"]),
        ("ABT 1996", ["1996~"]),
        ("EST 1996", ["1996~"]),
        ("BEF 2 JUL 1996", ["[..1996-07-01]"]),
        ("AFT MAR 1996", ["[1996-04..]"]),
        ("FROM 1996 TO 1998", ["1996/1998"]),
        ("2019.2020", ["2019/2020"]),
        ("2011/12", ["2011-12", "2011/2012"]),
        ("1899/00", ["1899/1900"]),
        ("3/4/2019", ["2019-04-03", "2019-03-04"]),
        # no day, month or year is made up
        ("13/2019", []),
        ("2019/13", []),
        ("2019-00-32", []),
        ("31-Jun-2018", []),
        ("0000", []),
        ("00/00/0000", []),
    ],
)
def test_what_tables_and_registers_write_is_read_as(text: str, expected: list[str]) -> None:
    assert first(text) == expected


def test_two_days_with_a_slash_are_readings_of_one_before_a_stretch() -> None:
    assert first("3.12.1939 / 28.12.1939")[:2] == ["[1939-12-03,1939-12-28]", "1939-12-03/1939-12-28"]


def test_what_ends_before_it_begins_is_turned_round() -> None:
    assert [s.edtf for s in suggest_dates("1900/0100")] == ["0100/1900"]


PIECES = (
    *("2", "02", "18", "21", "31", "32", "00", "0", "xx", "??", "7", "13", "99", "1939", "2018"),
    *("2020", "0100", "0000", "20180702", "99999999"),
    *("Jul", "DEC", "May", "آذار", "çile", "-", "-", "-", "/", "/", ".", "..", ",", " ", " ", " "),
    *("bet ", " and ", "abt ", "from ", " to ", "since ", "until ", "²", "٠٢", "{", "~", "T10:30"),
)  # fmt: skip
NUMBER = re.compile(r"\d+")


def _stands_in(number: str, text: str) -> bool:
    """Whether a number of a suggestion is in a text: as it is, within digits, or as a year of two digits."""
    numbers = NUMBER.findall(text)
    same = any(int(number) == int(written) for written in numbers)
    within = any(number in written for written in numbers)
    return same or within or (len(number) == 4 and any(len(w) <= 2 and int(number[2:]) == int(w) for w in numbers))


@settings(deadline=None, derandomize=True, max_examples=3000)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join))
def test_pieces_of_dates_never_raise_and_never_make_up_a_number(text: str) -> None:
    named = {f"{month:02}" for name, month in (("jul", 7), ("dec", 12), ("may", 5), ("آذار", 3), ("çile", 1))
             if name in text.casefold()}  # fmt: skip
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in unicodedata.normalize("NFKD", text))
    for suggestion in suggest_dates(text):
        read_edtf(suggestion.edtf)
        for number in NUMBER.findall(suggestion.edtf):
            over_new_year = len(number) == 4 and "/" in suggestion.edtf and len(named) > 1  # December to January 2026
            known = number in named or _stands_in(number, plain)
            assert known or (over_new_year and _stands_in(f"{int(number) + 1:04}", plain)), (text, suggestion)
    if not is_edtf(text):
        with pytest.raises(InvalidDate):
            read_edtf(text)
