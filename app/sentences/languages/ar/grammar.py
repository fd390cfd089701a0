"""Arabic grammar that all sentences share: numbers and the nouns they count, days, lists, and which verb a name takes.

A counted noun has three forms, chosen by the last two digits (CLDR's plural rules for Arabic): 3 to 10 take the plural,
11 to 99 the singular accusative, and whole hundreds the singular genitive. Digits are Western, as the press of the
region prints them beside names in Latin letters.
"""

import calendar
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from graph.dates.windows import MAX, MIN, Window
from graph.model.wordings import Amount, AmountForm

MONTHS = (
    "", "يناير/كانون الثاني", "فبراير/شباط", "مارس/آذار", "أبريل/نيسان", "مايو/أيار", "يونيو/حزيران", "يوليو/تموز",
    "أغسطس/آب", "سبتمبر/أيلول", "أكتوبر/تشرين الأول", "نوفمبر/تشرين الثاني", "ديسمبر/كانون الأول",
)  # fmt: skip
SMALL = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة")
SMALL_FEMININE = ("", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع")
FORMS = {
    AmountForm.EXACTLY: "{}",
    AmountForm.ABOUT: "نحو {}",
    AmountForm.NEARLY: "ما يقارب {}",
    AmountForm.MORE: "أكثر من {}",
    AmountForm.LEAST: "ما لا يقل عن {}",
    AmountForm.UP_TO: "ما يصل إلى {}",
    AmountForm.FEWER: "أقل من {}",
}
VAGUE = {
    "tens": "عشرات",
    "a handful": "عدد قليل",
    "dozens": "عشرات",
    "scores": "عشرات",
    "hundreds": "مئات",
    "thousands": "آلاف",
    "tens of thousands": "عشرات الآلاف",
    "hundreds of thousands": "مئات الآلاف",
    "millions": "ملايين",
    "many": "كثير",
    "several": "عدد",
    "some": "بعض",
    "most": "معظم",
}
WEEKDAYS = {
    "monday": "اثنين",
    "tuesday": "ثلاثاء",
    "wednesday": "أربعاء",
    "thursday": "خميس",
    "friday": "جمعة",
    "saturday": "سبت",
    "sunday": "أحد",
}
# first words of names that are feminine, without the article
FEMININE = frozenset(
    {
        "قوات", "جبهة", "حركة", "منظمة", "حكومة", "وزارة", "شبكة", "وكالة", "قيادة", "جماعة", "ميليشيا", "ميليشيات",
        "هيئة", "مفوضية", "دولة", "شرطة", "صحيفة", "نشرة", "محكمة", "إدارة", "بعثة", "سلطات", "أمم", "ولايات", "كتائب",
        "ألوية", "وحدات", "مملكة", "جمهورية", "سفارة", "لجنة", "حملة", "عصائب", "سرايا", "فصائل", "دول",
    }
)  # fmt: skip
# states that are masculine; all others are feminine
MASCULINE_STATES = frozenset(
    {
        "العراق", "لبنان", "الأردن", "السودان", "اليمن", "المغرب", "الصومال", "الكونغو", "الاتحاد السوفياتي",
        "اليمن الشمالي",
    }
)  # fmt: skip
ARABIC = re.compile(r"[\u0600-\u06ff]")


class Noun(NamedTuple):
    """The forms of a noun that numbers count: after 3 to 10, after 11 to 99, and after whole hundreds.

    Of a thing also its dual, and whether it is feminine.
    """

    plural: str
    accusative: str
    genitive: str
    dual: str = ""
    is_feminine: bool = False


PERSON = Noun("أشخاص", "شخصًا", "شخص")
PARTY = Noun("أطراف", "طرفًا", "طرف")
ACTOR = Noun("أطراف", "طرفًا", "طرف", "طرفين")
PAIR = Noun("أزواج", "زوجًا", "زوج", "زوجين")
CHANGE = Noun("تغييرات", "تغييرًا", "تغيير", "تغييرين")
DAY = Noun("أيام", "يومًا", "يوم", "يومين")
FINDING = Noun("نتائج", "نتيجة", "نتيجة", "نتيجتان", True)
HOP = Noun("عمليات نقل", "عملية نقل", "عملية نقل", "عمليتي نقل", True)
LINK = Noun("صلات", "صلة", "صلة", "صلتان", True)
MOVE = Noun("عمليات", "عملية", "عملية", "عمليتان", True)
PATH = Noun("مسارات", "مسارًا", "مسار", "مسارين")
PLACE = Noun("أماكن", "مكانًا", "مكان", "مكانين")
RELATION = Noun("علاقات", "علاقة", "علاقة", "علاقتان", True)
SOURCE = Noun("مصادر", "مصدرًا", "مصدر", "مصدران")
STATEMENT = Noun("أقوال", "قولًا", "قول", "قولان")
STEP = Noun("خطوات", "خطوة", "خطوة", "خطوتين", True)


def count_things(number: int, noun: Noun) -> str:
    """A number of things, which has the other gender from 3 to 10: `نتيجة واحدة`, `ثلاث نتائج`, `11 نتيجة`."""
    if number == 1:
        return f"{noun.genitive} {'واحدة' if noun.is_feminine else 'واحد'}"
    if number == 2 and noun.dual:
        return noun.dual
    if 3 <= number < len(SMALL):
        return f"{SMALL_FEMININE[number] if noun.is_feminine else SMALL[number]} {noun.plural}"
    return f"{number:,} {choose_form(number, noun)}"


def choose_form(number: int, noun: Noun) -> str:
    """The form of a noun after a number from 3 on."""
    last = number % 100
    return noun.plural if 3 <= last <= 10 else noun.accusative if last > 10 else noun.genitive


def write_number(number: int) -> str:
    return SMALL[number] if 2 < number < len(SMALL) else f"{number:,}"


def write_amount(amount: Amount) -> str:
    """Such as `نحو 2,000`; of a vague one its word in quotation marks."""
    if amount.form is AmountForm.VAGUE:
        return f"«{VAGUE.get(amount.word, 'أعداد')}»"
    if amount.form is AmountForm.BETWEEN:
        return f"ما بين {amount.low:,} و{amount.high:,}"
    if amount.form is AmountForm.EXACTLY and amount.low == 0:
        return "صفر"
    return FORMS[amount.form].format(write_number(amount.low))


def count_noun(amount: Amount, noun: Noun, people: str) -> str:
    """An amount with the noun it counts. One and two are said of the people, whose name is then in the plural."""
    if amount.form is AmountForm.VAGUE:
        return f"{write_amount(amount)} من {people}"
    last = amount.high if amount.form is AmountForm.BETWEEN and amount.high is not None else amount.low
    if last == 0:
        return f"لا أحد من {people}"
    if last in (1, 2):
        word = "واحد" if last == 1 else "اثنين"
        return f"{FORMS.get(amount.form, 'ما بين 0 و{}').format(word)} من {people}"
    if last % 100 in (1, 2):
        return f"{write_amount(amount)} من {people}"
    return f"{write_amount(amount)} {choose_form(last, noun)}"


def write_more(number: int, noun: Noun = PARTY, *, is_feminine: bool = False) -> str:
    """How many more than those named: `14 طرفًا آخر`, `6 دول أخرى`."""
    if number == 1:
        return f"{noun.genitive} {'أخرى' if is_feminine else 'آخر'}"
    if number == 2:
        return "اثنتان أخريان" if is_feminine else "اثنان آخران"
    other = "أخرى" if is_feminine else "آخرون" if 3 <= number % 100 <= 10 else "آخر"
    counted = "" if 3 <= number % 100 <= 10 and not is_feminine else f" {choose_form(number, noun)}"
    return f"{number:,}{counted} {other}"


def write_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def write_days(days: Window, preposition: str = "في") -> str:
    """Such as `في 5 فبراير/شباط 2026`, `في عام 2019`, `بين عام 2019 ويناير/كانون الثاني 2026`; nothing for any time."""
    first, last = days.earliest, days.latest
    if first == MIN or last == MAX:
        if first == last or (first == MIN and last == MAX):
            return ""
        if first == MIN and (last.month, last.day) == (12, 31):
            return f"بحلول نهاية عام {last.year}"
        since = f"في عام {first.year}" if (first.month, first.day) == (1, 1) else f"منذ {write_day(first)}"
        return f"بحلول {write_day(last)}" if first == MIN else f"{since} أو بعده"
    if first == last:
        return f"{preposition} {write_day(first)}"
    start, end = _write_ends(first, last)
    return f"{preposition} {end}" if start == end else f"بين {start} و{end}"


def write_up_to(days: Window, weekday: str = "") -> str:
    """The day of a running total: `بحلول 23 يناير`, `بحلول يوم خميس بين 29 يناير و19 نوفمبر`."""
    first, last = days.earliest, days.latest
    if first in (MIN, last):
        return write_days(Window(MIN, last))
    day = f"يوم {WEEKDAYS[weekday]}" if weekday else "يوم"
    return f"بحلول {day} في {write_day(first)} أو بعده" if last == MAX else f"بحلول {day} {write_days(days)}"


def write_asked_days(days: Window) -> str:
    """The days of a question: as `write_days`, but open ones are `منذ عام 2019` and `حتى عام 2019`."""
    first, last = days.earliest, days.latest
    if last == MAX and first > MIN:
        whole = first.day == 1
        return f"منذ {_write_ends(first, first.replace(month=12, day=31))[0] if whole else write_day(first)}"
    if first == MIN and last < MAX:
        start = last.replace(day=1, month=1 if (last.month, last.day) == (12, 31) else last.month)
        return f"حتى {_write_ends(start, last)[1]}"
    return write_days(days)


def write_period(first: date, last: date) -> str:
    """A day, or a period by its last year or month where it is a whole one."""
    return write_day(last) if first == last else _write_ends(first, last)[1]


def _write_ends(first: date, last: date) -> tuple[str, str]:
    whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole_months and first.month == 1 and last.month == 12:
        return f"عام {first.year}", f"عام {last.year}"
    if whole_months:
        start, end = f"{MONTHS[first.month]} {first.year}", f"{MONTHS[last.month]} {last.year}"
        return (f"عام {first.year}", end) if first.month == 1 and first.year != last.year else (start, end)
    start = f"{first.day} {MONTHS[first.month]}"
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    return (start if first.year == last.year else write_day(first)), write_day(last)


def join(words: Sequence[str]) -> str:
    """All but the first joined by `و`."""
    return " و".join(words)


def prefix(letter: str, name: str) -> str:
    """A name with `ل` or `ب` before it: `لـ` and the article become one."""
    if letter == "ل" and name.startswith("ال"):
        return f"لل{name[2:]}"
    return f"{letter}{name}" if ARABIC.match(name) else f"{letter}ـ{name}"


def is_feminine(name: str, kind: str = "") -> bool:
    """Whether a name takes verbs in the feminine, by its first word; states are feminine but for a few."""
    first = name.split()[0] if name.split() else ""
    bare = first.removeprefix("ال")
    if kind in ("state", "country", "government"):
        return first not in MASCULINE_STATES and not first.startswith("تنظيم")
    return bare in FEMININE or bare.endswith("ة")
