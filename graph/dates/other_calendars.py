"""Days of the Islamic calendar (Hijri) and of the solar one of Iran and Afghanistan (Solar Hijri), as EDTF.

A Hijri month begins when the moon is seen, which differs by a day from place to place: its days are reckoned by the
tabular calendar (30 years of 10,631 days, 1 Muharram 1 on 16 July 622 of the Julian calendar), and one day to either
side is allowed, as `~` says. Solar Hijri days are exact from 1244 to 1472, by its cycle of 33 years with 8 leap years.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from graph.dates.suggestion_words import fold_text, split_names

HIJRI_MONTHS = (
    "muharram|محرم", "safar|صفر",
    "rabi al-awwal|rabi ul awwal|rabi i|rabi al awal|rabi' al-awwal|ربيع الأول|ربيع اول",
    "rabi al-thani|rabi ul thani|rabi ii|rabi al akhir|rabi' al-thani|ربيع الثاني|ربيع الآخر",
    "jumada al-awwal|jumada al ula|jumada i|جمادى الأولى|جمادى الاول",
    "jumada al-thani|jumada al akhirah|jumada ii|جمادى الآخرة|جمادى الثانية",
    "rajab|رجب", "shaban|sha'ban|shaaban|شعبان", "ramadan|ramazan|رمضان", "shawwal|shawal|شوال",
    "dhu al-qadah|dhu al qada|dhul qadah|zulqada|ذو القعدة|ذي القعدة",
    "dhu al-hijjah|dhu al hijja|dhul hijjah|dhul hijja|zulhijja|ذو الحجة|ذي الحجة",
)  # fmt: skip
SOLAR_MONTHS = (
    "farvardin|hamal|فروردین|حمل", "ordibehesht|sawr|saur|اردیبهشت|ثور", "khordad|jawza|خرداد|جوزا",
    "tir|saratan|تیر|سرطان", "mordad|amordad|asad|مرداد|اسد", "shahrivar|sunbula|sonbola|شهریور|سنبله",
    "mehr|mizan|مهر|میزان", "aban|aqrab|آبان|عقرب", "azar|qaws|آذر|قوس", "dey|jadi|دی|جدی",
    "bahman|dalw|dalwa|بهمن|دلو",
    "esfand|hut|اسفند|حوت",
)  # fmt: skip
SHARED = frozenset(("azar", "آذر", "tir", "dey", "asad", "hut"))  # also a month or a word elsewhere: only with a mark
HIJRI_MARKS = "ah|hijri|هجري|هجريه|هجرية|ه|هـ|ه.ق|هجری قمری|ق"
SOLAR_MARKS = "sh|solar hijri|ap|هجری شمسی|ه.ش|ش"
HIJRI_EPOCH = 227_015  # the ordinal of 1 Muharram 1 in Python's calendar
SOLAR_YEAR, SOLAR_DAY = 1403, date(2024, 3, 20)  # a year and its first day
LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
FIRST_SOLAR, LAST_SOLAR, FIRST_HIJRI, LAST_HIJRI = 1244, 1472, 1, 1600
ENGLISH_HIJRI = (
    "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhirah", "Rajab", "Shaban",
    "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah",
)  # fmt: skip
ENGLISH_SOLAR = tuple(names.split("|")[0].capitalize() for names in SOLAR_MONTHS)
OPEN_WORDS = {"since": "since|from|منذ|از", "until": "until|till|حتى|تا", "by": "by"}
JOINTS = ("to", "until", "till", "through", "الى", "حتى", "تا", "-", "–")
ARTICLES = re.compile(r"\b(?:al|ul|el|il|ath|at) ")
SPELLINGS = {"jumadi": "jumada", "jamadi": "jumada", "jumadal": "jumada", "ramadhan": "ramadan", "ramzan": "ramadan",
             "dhuqida": "dhuqada", "dhuqaida": "dhuqada", "dhukada": "dhuqada"}  # fmt: skip


def _fold_month(name: str) -> str:
    """The name of a month of the Hijri calendar without article, hyphens and doubled letters."""
    plain = " ".join(re.sub(r"['’‘ʿʾ`]", "", fold_text(name)).replace("-", " ").split())
    plain = re.sub(r"([a-hj-z])\1", r"\1", plain)  # but Rabi II
    plain = re.sub(r"^(?:dh|z|th)[ui]l? ?(?:al |el )?(?=[qhk])", "dhu", plain)
    words = [word.removesuffix("h") for word in ARTICLES.sub("", plain).split()]
    return " ".join(SPELLINGS.get(word, word) for word in words)


HIJRI_NUMBERS = {_fold_month(name): number for number, names in enumerate(HIJRI_MONTHS, 1) for name in names.split("|")}
SOLAR_NUMBERS = {fold_text(name): number for number, names in enumerate(SOLAR_MONTHS, 1) for name in names.split("|")}
MARKS = sorted(
    (
        (fold_text(mark), is_solar)
        for marks, is_solar in ((SOLAR_MARKS, True), (HIJRI_MARKS, False))
        for mark in marks.split("|")
    ),
    key=lambda marked: (not marked[1], -len(marked[0])),
)
# a day before the month's name or after it, and the year
NAMED_MONTH = re.compile(r"(?:in |on |the |في )?(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? )?(\D+)(?:(\d{1,2}) )?(\d{4})")


class OtherDate(NamedTuple):
    """A year, month or day of another calendar: its first and last day in ours, and its words in English."""

    first: date
    last: date
    words: str
    is_exact: bool

    @property
    def edtf(self) -> str:
        """One day of it."""
        mark = "" if self.is_exact else "~"
        if self.first == self.last:
            return f"{self.first}{mark}"
        around = timedelta(0 if self.is_exact else 1)
        return f"[{self.first - around}..{self.last + around}]"

    def write_end(self, day: date) -> str:
        return f"{day}{'' if self.is_exact else '~'}"


def suggest_other_dates(text: str) -> Iterator[tuple[str, str]]:
    """EDTF and words of a text that has a date, a range or an open range of these calendars; nothing for others."""
    plain = " ".join(re.sub(r"[,،]", " ", fold_text(text)).split())
    if found := _read_date(plain):
        yield found.edtf, found.words
        return
    for word, names in OPEN_WORDS.items():
        for name in split_names(names):
            if plain.startswith(f"{fold_text(name)} ") and (found := _read_date(plain[len(name) + 1 :])):
                yield _write_open(word, found), f"{word} {found.words}"
                return
    for start, end in _split_ranges(plain):
        first, last = _read_date(_lend_end(start.removeprefix("from ").removeprefix("من "), end)), _read_date(end)
        if first and last and first.first <= last.last:
            edtf = f"{first.write_end(first.first)}/{last.write_end(last.last)}"
            yield edtf, f"from {first.words} to {last.words}"
            return


def _split_ranges(text: str) -> Iterator[tuple[str, str]]:
    """Start and end wherever a word or a dash parts the text in two."""
    words = re.sub(r"[-–]", " - ", text).split()
    for place, word in enumerate(words[1:-1], 1):
        if word in JOINTS:
            yield " ".join(words[:place]), " ".join(words[place + 1 :])


def _lend_end(start: str, end: str) -> str:
    """A start with the month or year that only the end has: 5 to 12 Ramadan 1446."""
    words = end.split()
    if start.isdecimal() and len(words) >= 3:
        return f"{start} {' '.join(words[1:])}"
    if not re.search(r"\d{4}", start):
        year = re.search(r"\d{4}", end)
        return f"{start} {end[year.start() :]}" if year else start
    return start


def _write_open(word: str, found: OtherDate) -> str:
    if word == "since":
        return f"{found.write_end(found.first)}/.."
    if word == "until":
        return f"/{found.write_end(found.last)}"
    return f"[..{found.last + timedelta(0 if found.is_exact else 1)}]"


def _read_date(text: str) -> OtherDate | None:
    rest, is_solar = _take_mark(text)
    if is_solar is not None:
        if match := re.fullmatch(r"(\d{4})", rest):
            return _make(is_solar, int(match[1]), 0, 0)
        if match := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", rest):
            return _make(is_solar, int(match[3]), int(match[2]), int(match[1]))
        if match := re.fullmatch(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})", rest):
            return _make(is_solar, int(match[1]), int(match[2]), int(match[3]))
    if not (match := NAMED_MONTH.fullmatch(rest)):
        return None
    name = match[2].strip().removeprefix("شهر ").removeprefix("ماه ")
    for solar, month in ((False, HIJRI_NUMBERS.get(_fold_month(name))), (True, SOLAR_NUMBERS.get(name))):
        if month and is_solar in (None, solar) and not (is_solar is None and name in SHARED):
            return _make(solar, int(match[4]), month, int(match[1] or match[3] or 0))
    return None


def _take_mark(text: str) -> tuple[str, bool | None]:
    """The text without the mark of a calendar at its end, and whether that is the solar one; None without a mark."""
    rest = text.removesuffix(".")
    for mark, is_solar in MARKS:
        before = rest.removesuffix(mark)
        if before != rest and (before.endswith(" ") or before[-1:].isdecimal()):
            return before.strip(), is_solar
    return text, None


def _make(is_solar: bool, year: int, month: int, day: int) -> OtherDate | None:
    first_year, last_year = (FIRST_SOLAR, LAST_SOLAR) if is_solar else (FIRST_HIJRI, LAST_HIJRI)
    if not first_year <= year <= last_year or not 0 <= month <= 12:
        return None
    length = (_count_solar_days if is_solar else _count_hijri_days)(year, month or 12)
    if day > length:
        return None
    convert = _find_solar_day if is_solar else _find_hijri_day
    first, last = convert(year, month or 1, day or 1), convert(year, month or 12, day or length)
    names = ENGLISH_SOLAR if is_solar else ENGLISH_HIJRI
    words = " ".join(part for part in (str(day or ""), names[month - 1] if month else "", str(year)) if part)
    return OtherDate(first, last, f"{words} of the {'Solar ' if is_solar else ''}Hijri calendar", is_solar)


def _count_hijri_days(year: int, month: int) -> int:
    return 30 if month % 2 or (month == 12 and (11 * year + 14) % 30 < 11) else 29


def _find_hijri_day(year: int, month: int, day: int) -> date:
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return date.fromordinal(HIJRI_EPOCH + days)


def _count_solar_days(year: int, month: int) -> int:
    return 31 if month <= 6 else 30 if month <= 11 or year % 33 in LEAP else 29


def _find_solar_day(year: int, month: int, day: int) -> date:
    low, high = sorted((year, SOLAR_YEAR))
    years = 365 * (high - low) + sum(one % 33 in LEAP for one in range(low, high))
    before = 31 * (month - 1) - max(0, month - 7)
    return SOLAR_DAY + timedelta((years if year > SOLAR_YEAR else -years) + before + day - 1)
