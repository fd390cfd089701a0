"""Dates as people write them, with one meaning; where there are two, both are offered in words that have one."""

from datetime import date

import pytest

from graph.dates.other_calendars import suggest_other_dates
from graph.dates.readings import AmbiguousDate, read_written_date
from graph.dates.relative_days import has_relative_day
from graph.dates.relative_words import translate_relative_days
from graph.dates.windows import Window, read_window
from graph.errors import InvalidDate

PUBLISHED = read_window("2026-03-01")


@pytest.mark.parametrize(
    ("text", "edtf", "is_period"),
    [
        ("in May 2019", "2019-05", False),
        ("5 Feb 2026", "2026-02-05", False),
        ("early 2019", "2019-37", False),
        ("20 January 2026 to 12 February 2026", "2026-01-20/2026-02-12", True),
        ("since 2019", "2019/..", True),
        ("by 5 March", "[..2025-03-05]", False),
        ("by 20 February", "[..2026-02-20]", False),
        ("by 5 March 2026", "[..2026-03-05]", False),
        ("as of 5 May 2019", "2019-05-05", False),
        ("on or after 12 March 2024", "[2024-03-12..]", False),
        ("not before 12 March 2024", "[2024-03-12..]", False),
        ("12 March 2024 or after", "[2024-03-12..]", False),
        ("no later than 20 March 2025", "[..2025-03-20]", False),
        ("20 March 2025 at the latest", "[..2025-03-20]", False),
        ("shortly before 20 March 2025", "[..2025-03-19]", False),
        ("from 26 October 2025 onwards", "2025-10-26/..", True),
        ("still in October 2025", "2025-10", False),
        ("at dawn on 3 May 2025", "2025-05-03", False),
        ("two weeks after 27 February 2024", "[2024-03-11..2024-03-13]", False),
        ("three days before 2 March 2024", "2024-02-28", False),
        ("during 2019", "2019", False),
        ("throughout May 2019", "2019-05-01/2019-05-31", True),
        ("between 3 and 9 May 2019", "[2019-05-03..2019-05-09]", False),
        ("3 or 4 May 2019", "[2019-05-03,2019-05-04]", False),
        ("20 كانون الثاني 2026", "2026-01-20", False),
        ("منذ عام 2019", "2019/..", True),
        ("٥ February 2026", "2026-02-05", False),  # two scripts, one reading
        ("5 شباط 2026", "2026-02-05", False),
        ("early شباط ٢٠٢٦", "[2026-02-01..2026-02-10]", False),
        ("13/02/2026", "2026-02-13", False),
        ("2-Jul-18", "2018-07-02", False),
        ("2019-05", "2019-05", False),
        ("2018-01/2019-10", "2018-01/2019-10", True),
        # the calendars of Iran and Afghanistan: 22 Bahman 1357 was 11 February 1979
        ("22 Bahman 1357", "1979-02-11", False),
        ("۲۲ بهمن ۱۳۵۷", "1979-02-11", False),
        ("24 Asad 1400 SH", "2021-08-15", False),
        ("1403/3/15 ش", "2024-06-04", False),
        # Hijri days may be one day off: 12 Ramadan 1446 was 12 March 2025 in Mecca
        ("12 رمضان 1446", "2025-03-12~", False),
        ("12 Ramadan 1446 AH", "2025-03-12~", False),
        ("12/9/1446 هـ", "2025-03-12~", False),
        ("from 5 to 12 Ramadan 1446", "2025-03-05~/2025-03-12~", True),
    ],
)
def test_one_reading(text: str, edtf: str, is_period: bool) -> None:
    found = read_written_date(text, PUBLISHED)
    assert (found.edtf, found.is_period) == (edtf, is_period)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("05/02/2026", ("5 February 2026", "2 May 2026")),
        ("5.2.26", ("5 February 2026", "2 May 2026", "26 February 2005")),
        (
            "winter 2019",
            ("between 1 December 2019 and 29 February 2020", "between 1 December 2018 and 28 February 2019"),
        ),
        ("Jan-18", ("18 January and its year", "January 2018")),
    ],
)
def test_two_readings_are_asked_about(text: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousDate) as met:
        read_written_date(text, PUBLISHED)
    assert met.value.nearest == choices
    for choice in choices:
        if "its year" not in choice:
            assert read_written_date(choice).edtf


@pytest.mark.parametrize("text", ["not known", "lots", "5 Febuary", "31 February 2026", "x" * 500])
def test_no_reading(text: str) -> None:
    with pytest.raises(InvalidDate, match="is no date that can be read"):
        read_written_date(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [  # told on Saturday 12 October 2013
        ("Tuesday", "2013-10-08"),
        ("on Wednesday morning", "2013-10-09"),
        ("yesterday", "2013-10-11"),
        ("last night", "2013-10-11"),
        ("last Sunday", "2013-10-06"),  # of the week before: there is no other
        ("two weeks ago last Monday", "2013-09-23"),
        ("three days ago", "2013-10-09"),
        ("two weeks ago", "2013-09-28~"),
        ("last week", "[2013-09-30..2013-10-06]"),
        ("in the week before last", "[2013-09-23..2013-09-29]"),
        ("earlier this month", "[2013-10-01..2013-10-12]"),
        ("last month", "2013-09"),
        ("late last month", "[2013-09-21..2013-09-30]"),
        ("April of this year", "2013-04"),
        ("since April of this year", "2013-04/.."),
        ("by last Sunday", "[..2013-10-06]"),
        ("between 5 May and yesterday", "[2013-05-05..2013-10-11]"),
        ("last November", "2012-11"),
        ("last year", "2012"),
        # told by day: nothing is added
        ("Thursday 10 October 2013", "2013-10-10"),
        ("10 October 2013 (Thursday)", "2013-10-10"),
        ("Thursday, October 10", "2013-10-10"),
        ("2012 to today", "2012/.."),
    ],
)
def test_days_are_told_from_the_day_of_publication(text: str, edtf: str) -> None:
    found = read_written_date(text, read_window("2013-10-12"))
    assert found.edtf == edtf
    assert (found.note == "the date is taken from the publication") is ("10" not in text and "today" not in text)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [  # told on Saturday 12 October 2013, in Arabic, French, German and Turkish
        ("أمس", "2013-10-11"),
        ("أول من أمس", "2013-10-10"),
        ("مساء أمس", "2013-10-11"),
        ("يوم الثلاثاء", "2013-10-08"),
        ("قبل ثلاثة أيام", "2013-10-09"),
        ("قبل يومين", "2013-10-10"),
        ("قبل أسبوعين", "2013-09-28~"),
        ("الأسبوع الماضي", "[2013-09-30..2013-10-06]"),
        ("الشهر الماضي", "2013-09"),
        ("العام الماضي", "2012"),
        ("منذ العام الماضي", "2012/.."),
        ("hier", "2013-10-11"),
        ("avant-hier", "2013-10-10"),
        ("hier soir", "2013-10-11"),
        ("aujourd'hui", "2013-10-12"),
        ("mardi", "2013-10-08"),
        ("il y a trois jours", "2013-10-09"),
        ("il y a 2 semaines", "2013-09-28~"),
        ("la semaine dernière", "[2013-09-30..2013-10-06]"),
        ("le mois dernier", "2013-09"),
        ("l’an dernier", "2012"),
        ("depuis mardi", "2013-10-08/.."),
        ("gestern", "2013-10-11"),
        ("gestern Abend", "2013-10-11"),
        ("vorgestern", "2013-10-10"),
        ("am Dienstag", "2013-10-08"),
        ("vor drei Tagen", "2013-10-09"),
        ("vor einer Woche", "2013-10-05~"),
        ("in der vergangenen Woche", "[2013-09-30..2013-10-06]"),
        ("im vergangenen Monat", "2013-09"),
        ("letztes Jahr", "2012"),
        ("dün", "2013-10-11"),
        ("evvelsi gün", "2013-10-10"),
        ("salı günü", "2013-10-08"),
        ("üç gün önce", "2013-10-09"),
        ("on iki gün önce", "2013-09-30"),
        ("geçen hafta", "[2013-09-30..2013-10-06]"),
        ("geçen ay", "2013-09"),
        ("geçen yıl", "2012"),
        # by hand: of 12 October; autumn and November of 2013 are not over, so the last ones are of 2012
        ("le printemps prochain", "2014-21"),
        ("l'été prochain", "2014-22"),
        ("nächsten Sommer", "2014-22"),
        ("im kommenden Frühjahr", "2014-21"),
        ("gelecek yaz", "2014-22"),
        ("الصيف المقبل", "2014-22"),
        ("الصيف القادم", "2014-22"),
        ("cet été", "2013-22"),
        ("diesen Sommer", "2013-22"),
        ("bu yaz", "2013-22"),
        ("هذا الصيف", "2013-22"),
        ("à l'automne dernier", "2012-23"),
        ("seit dem letzten Herbst", "2012-23/.."),
        ("geçen sonbahar", "2012-23"),
        ("الخريف الماضي", "2012-23"),
        ("novembre dernier", "2012-11"),
        ("im vergangenen November", "2012-11"),
        ("geçen kasım", "2012-11"),
        ("تشرين الثاني الماضي", "2012-11"),
        ("في شهر نوفمبر الماضي", "2012-11"),
        ("en mai prochain", "2014-05"),
        ("nächsten Mai", "2014-05"),
        ("önümüzdeki mayıs", "2014-05"),
        ("أيار المقبل", "2014-05"),
    ],
)
def test_days_are_told_from_the_day_of_publication_in_other_languages(text: str, edtf: str) -> None:
    assert read_written_date(text, read_window("2013-10-12")).edtf == edtf


@pytest.mark.parametrize("text", ["jusqu'à mardi", "jusqu’à mardi", "jusqu'au mardi", "bis Dienstag"])
def test_until_a_day_is_read_in_other_languages(text: str) -> None:
    published = read_window("2013-10-12")
    assert read_written_date(text, published).edtf == read_written_date("until Tuesday", published).edtf


@pytest.mark.parametrize(
    ("text", "published"), [("dün", None), ("lundi dernier", "2013-10-11"), ("قبل ذلك بيومين", None)]
)
def test_an_error_says_what_was_written_and_not_its_english(text: str, published: str | None) -> None:
    with pytest.raises(InvalidDate) as met:
        read_written_date(text, read_window(published) if published else None)
    assert str(met.value).startswith(repr(text))
    assert met.value.value == text


@pytest.mark.parametrize(
    ("text", "edtf"), [("last fall", "2012-23"), ("this fall", "2013-23"), ("last autumn", "2012-23")]
)
def test_a_season_has_each_of_its_names(text: str, edtf: str) -> None:
    assert read_written_date(text, read_window("2013-10-12")).edtf == edtf  # while autumn is not over


def test_the_fall_of_a_town_is_no_season() -> None:
    assert not has_relative_day("the last fall of the town")


def test_before_a_year_is_not_a_year_ago() -> None:
    assert translate_relative_days("قبل عام 2010") == "قبل عام 2010"


def test_a_plan_is_for_the_next_such_day() -> None:
    published = read_window("2013-10-12")
    assert read_written_date("Tuesday", published, is_future=True).edtf == "2013-10-15"
    assert read_written_date("tomorrow", published, is_future=True).edtf == "2013-10-13"
    assert read_written_date("next month", published, is_future=True).edtf == "2013-11"


@pytest.mark.parametrize("published", [None, read_window("2013-10")])
def test_a_day_that_no_publication_settles_is_asked_for(published: Window | None) -> None:
    with pytest.raises(InvalidDate, match=r"'yesterday' has no day \(write the date too\)"):
        read_written_date("yesterday", published)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Saturday", ("5 October 2013", "12 October 2013")),
        ("since last Tuesday", ("since 8 October 2013", "since 1 October 2013")),
        ("last May", ("May 2013", "May 2012")),
    ],
)
def test_of_two_days_it_is_asked_which(text: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousDate) as met:
        read_written_date(text, read_window("2013-10-12"))
    assert met.value.nearest == choices


def test_a_weekday_that_it_was_not() -> None:
    with pytest.raises(InvalidDate, match="but that was a Thursday"):
        read_written_date("Monday 5 February 2026")


def test_the_year_is_that_before_the_publication_or_after_it_for_a_plan() -> None:
    assert read_written_date("5 May", PUBLISHED).edtf == "2025-05-05"
    assert read_written_date("5 May", PUBLISHED, is_future=True).edtf == "2026-05-05"
    assert read_written_date("5 February", PUBLISHED, is_future=True).edtf == "2027-02-05"
    assert read_written_date("5 May", PUBLISHED).note == "the year is taken from the publication"
    for published in (None, Window(date(2025, 1, 1), date(2026, 12, 31))):
        with pytest.raises(InvalidDate, match="has no year"):
            read_written_date("5 May", published)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [  # published on 1 March 2026
        ("late February", "[2026-02-21..2026-02-28]"),
        ("early March", "[2026-03-01..2026-03-10]"),
        ("mid-March", "[2025-03-11..2025-03-20]"),
        ("the end of March", "[2025-03-21..2025-03-31]"),
        ("at the beginning of January", "[2026-01-01..2026-01-10]"),
        ("around mid-February", "[2026-02-11~..2026-02-20~]"),
        ("in the first week of March", "[2026-03-01..2026-03-07]"),
        ("the last week of February", "[2026-02-22..2026-02-28]"),
        ("the third week of January 2024", "[2024-01-15..2024-01-21]"),
        ("the first days of February", "[2026-02-01..2026-02-10]"),
        ("the second half of January", "[2026-01-16..2026-01-31]"),
        ("the first half of February 2024", "[2024-02-01..2024-02-15]"),
        ("in summer", "2025-22"),
        ("in winter", "2025-24"),
        ("late winter", "2026-02"),
        ("late spring", "2025-05"),
        ("since late February", "2026-02-21/.."),
        ("until late January", "/2026-01-31"),
        ("by the end of February", "[..2026-02-28]"),
        ("before March", "[..2026-02]"),
        ("after November", "[2025-12..]"),
        ("before summer", "[..2025-05]"),
        ("before winter", "[..2025-11]"),
        ("after summer", "[2025-09..]"),
        ("قبل الصيف", "[..2025-05]"),
        ("avant l'été", "[..2025-05]"),
        ("vor dem Winter", "[..2025-11]"),
        ("yazdan önce", "[..2025-05]"),
        ("après l'été", "[2025-09..]"),
        ("nach dem Sommer", "[2025-09..]"),
        ("yazdan sonra", "[2025-09..]"),
        ("بعد الصيف", "[2025-09..]"),
        ("from late December to early January", "2025-12-21/2026-01-10"),
        ("28 December to 3 January", "2025-12-28/2026-01-03"),
        ("3 or 4 May", "[2025-05-03,2025-05-04]"),
        ("أواخر شباط", "[2026-02-21..2026-02-28]"),
        ("مطلع كانون الثاني", "[2026-01-01..2026-01-10]"),
        ("منتصف شباط", "[2026-02-11..2026-02-20]"),
        ("الأسبوع الأول من آذار", "[2026-03-01..2026-03-07]"),
        ("في الأسبوع الأخير من شباط 2026", "[2026-02-22..2026-02-28]"),
        ("النصف الثاني من كانون الثاني", "[2026-01-16..2026-01-31]"),
        ("في الصيف", "2025-22"),
        ("dawiya sibatê", "[2026-02-21..2026-02-28]"),
        ("serê adarê", "[2026-03-01..2026-03-10]"),
        ("hefteya yekem a adarê 2026", "[2026-03-01..2026-03-07]"),
        ("havîn", "2025-22"),
        ("کۆتایی شوبات", "[2026-02-21..2026-02-28]"),
        ("هەفتەی یەکەمی ئازار 2026", "[2026-03-01..2026-03-07]"),
    ],
)
def test_a_part_of_a_month_or_year_stays_where_the_year_is_left_out(text: str, edtf: str) -> None:
    assert read_written_date(text, PUBLISHED).edtf == edtf
    if "20" not in text:
        for published in (None, Window(date(2025, 1, 1), date(2026, 12, 31))):
            with pytest.raises(InvalidDate, match="has no year"):
                read_written_date(text, published)


@pytest.mark.parametrize("text", ["29 February", "Tuesday 3 March"])
def test_a_day_that_the_year_does_not_have_is_asked_about(text: str) -> None:
    with pytest.raises(InvalidDate, match=r"no such day|that was a Monday"):
        read_written_date(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "first"),
    [  # the first days of years, from published tables of the civil calendars
        ("1 Farvardin 1300", "1921-03-21"), ("1 Farvardin 1375", "1996-03-20"), ("1 Farvardin 1399", "2020-03-20"),
        ("30 Esfand 1399", "2021-03-20"), ("1 Farvardin 1400", "2021-03-21"), ("1 Farvardin 1404", "2025-03-21"),
        ("1 Muharram 1400", "1979-11-21~"), ("1 Muharram 1421", "2000-04-06~"), ("1 Shawwal 1445", "2024-04-10~"),
    ],
)  # fmt: skip
def test_days_of_other_calendars(text: str, first: str) -> None:
    assert [edtf for edtf, _ in suggest_other_dates(text)] == [first]


@pytest.mark.parametrize(
    "text",
    ["3 Dhu al-Hijja 1434", "3 Dhu'l-Hijjah 1434", "3 Dhul-Hijja 1434", "3 Zul Hijjah 1434", "3 Zulhijja 1434 AH",
     "3 Dhi al-Hijja 1434"],
)  # fmt: skip
def test_a_month_has_many_spellings(text: str) -> None:
    assert [edtf for edtf, _ in suggest_other_dates(text)] == ["2013-10-08~"]


def test_the_two_rabi_stay_two_months() -> None:
    found = [next(suggest_other_dates(f"1 {name} 1445"))[1] for name in ("Rabi' I", "Rabi al-Awwal", "Rabi' II")]
    assert found == [f"1 Rabi al-{which} 1445 of the Hijri calendar" for which in ("Awwal", "Awwal", "Thani")]


@pytest.mark.parametrize(
    ("text", "edtf", "ends"),
    [
        ("since late July 2013", "2013-07-21/..", ("[2013-07-21..2013-07-31]", "..")),
        ("from late July to 8 October 2013", "2013-07-21/2013-10-08", ("[2013-07-21..2013-07-31]", "2013-10-08")),
        ("until early May 2013", "/2013-05-10", ("", "[2013-05-01..2013-05-10]")),
        (
            "from between 21 and 31 July 2013 to 8 October 2013",
            "2013-07-21/2013-10-08",
            ("[2013-07-21..2013-07-31]", "2013-10-08"),
        ),
        (
            "[2013-07-21..2013-07-31]/2013-10-08",
            "2013-07-21/2013-10-08",
            ("[2013-07-21..2013-07-31]", "2013-10-08"),
        ),
        ("since before 20 April 2013", "/..", ("[..2013-04-19]", "..")),
        ("until at least December 2012", "/..", ("", "[2012-12-01..]")),
        ("until December 2012 or later", "/..", ("", "[2012-12-01..]")),
        ("until mid-2012", "/2012-38", None),  # EDTF has thirds of a year
        ("from early 2012 to the end of 2012", "2012-37/2012-39", None),
    ],
)
def test_a_vague_start_or_end_stays_vague(text: str, edtf: str, ends: tuple[str, str] | None) -> None:
    found = read_written_date(text, read_window("2013-10-12"))
    assert (found.edtf, found.is_period, found.ends) == (edtf, True, ends)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("between late September and 10 October 2013", "[2013-09-21..2013-10-10]"),
        ("by mid-2012", "[..2012-08]"),
        ("after the middle of 2012", "[2012-09..]"),
        ("after 11 May", "[2013-05-12..]"),  # of a day, and not of 2011
        ("on 11 May 2013 or later", "[2013-05-11..]"),
    ],
)
def test_one_day_keeps_what_is_said_of_its_bounds(text: str, edtf: str) -> None:
    found = read_written_date(text, read_window("2013-10-12"))
    assert (found.edtf, found.is_period) == (edtf, False)


@pytest.mark.parametrize(
    "text", ["30 Esfand 1400", "31 Mehr 1400", "30 Safar 1446", "12 Ramadan", "Azar 2019", "5 Aban 9999"]
)
def test_days_that_other_calendars_do_not_have(text: str) -> None:
    assert list(suggest_other_dates(text)) == []
