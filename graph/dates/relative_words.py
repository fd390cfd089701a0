"""Words of Arabic, French, German and Turkish for days that are counted from another one, as the English that is read.

Each row has an English phrase and what means it elsewhere, separated by bars; N is a number, DAY a weekday, SEASON
a season, MONTH a month.
"""

import re
from functools import cache

from graph.dates.suggestion_words import fold_text

NUMBERS = (
    "1 un|une|ein|eine|einem|einen|einer|bir|واحد|واحدة",
    "2 deux|zwei|iki",
    "3 trois|drei|üç|ثلاثة|ثلاث",
    "4 quatre|vier|dört|أربعة|أربع",
    "5 cinq|fünf|beş|خمسة|خمس",
    "6 six|sechs|altı|ستة|ست",
    "7 sept|sieben|yedi|سبعة|سبع",
    "8 huit|acht|sekiz|ثمانية|ثماني",
    "9 neuf|neun|dokuz|تسعة|تسع",
    "10 dix|zehn|on|عشرة|عشر",
    "11 onze|elf|on bir",
    "12 douze|zwölf|on iki",
)
DAYS = (
    "monday lundi|montag|pazartesi|الاثنين|الإثنين",
    "tuesday mardi|dienstag|salı|الثلاثاء",
    "wednesday mercredi|mittwoch|çarşamba|الأربعاء",
    "thursday jeudi|donnerstag|perşembe|الخميس",
    "friday vendredi|freitag|cuma|الجمعة",
    "saturday samedi|samstag|sonnabend|cumartesi|السبت",
    "sunday dimanche|sonntag|pazar|الأحد",
)
SEASONS = (
    "spring printemps|frühling|frühjahr|bahar|ilkbahar|الربيع",
    "summer été|sommer|yaz|الصيف",
    "autumn automne|herbst|sonbahar|الخريف",
    "winter hiver|winter|kış|الشتاء",
)
MONTHS = (
    "january janvier|januar|jänner|ocak|كانون الثاني|يناير",
    "february février|februar|şubat|شباط|فبراير",
    "march mars|märz|mart|آذار|مارس",
    "april avril|april|nisan|نيسان|أبريل|إبريل",
    "may mai|mayıs|أيار|مايو",
    "june juin|juni|haziran|حزيران|يونيو",
    "july juillet|juli|temmuz|تموز|يوليو",
    "august août|august|ağustos|آب|أغسطس",
    "september septembre|september|eylül|أيلول|سبتمبر",
    "october octobre|oktober|ekim|تشرين الأول|أكتوبر",
    "november novembre|november|kasım|تشرين الثاني|نوفمبر",
    "december décembre|dezember|aralık|كانون الأول|ديسمبر",
)
PHRASES = (
    "yesterday: hier|hier matin|hier soir|gestern|gestern früh|gestern morgen|gestern abend|dün|dün sabah|dün akşam|أمس"
    "|يوم أمس|بالأمس|صباح أمس|مساء أمس",
    "last night: la nuit dernière|letzte nacht|dün gece|الليلة الماضية|ليلة أمس",
    "the day before yesterday: avant-hier|vorgestern|evvelsi gün|önceki gün|أول أمس|أول من أمس",
    "today: aujourd'hui|aujourd’hui|heute|bugün|صباح اليوم|مساء اليوم",
    "this morning: ce matin|heute morgen|heute früh|bu sabah",
    "this evening: ce soir|heute abend|bu akşam",
    "tomorrow: demain|morgen|yarın|غدا",
    "the day after tomorrow: après-demain|übermorgen|بعد غد",
    "last week: la semaine dernière|la semaine passée|letzte woche|vergangene woche|letzten woche|vergangenen woche"
    "|geçen hafta|geçtiğimiz hafta|الأسبوع الماضي",
    "last month: le mois dernier|le mois passé|letzten monat|vergangenen monat|letztem monat|vergangenem monat|geçen ay"
    "|geçtiğimiz ay|الشهر الماضي",
    "last year: l'an dernier|l’an dernier|l'année dernière|l’année dernière|letztes jahr|vergangenes jahr|letzten jahr"
    "|vergangenen jahr|vorigen jahr|geçen yıl|geçen sene|geçtiğimiz yıl|العام الماضي|السنة الماضية",
    "this week: cette semaine|diese woche|dieser woche|bu hafta|هذا الأسبوع",
    "this month: ce mois-ci|diesen monat|diesem monat|bu ay|هذا الشهر",
    "this year: cette année|dieses jahr|diesem jahr|bu yıl|هذا العام",
    "next week: la semaine prochaine|nächste woche|nächster woche|gelecek hafta|önümüzdeki hafta|الأسبوع المقبل"
    "|الأسبوع القادم",
    "next month: le mois prochain|nächsten monat|nächstem monat|gelecek ay|önümüzdeki ay|الشهر المقبل|الشهر القادم",
    "next year: l'an prochain|l’an prochain|l'année prochaine|l’année prochaine|nächstes jahr|nächsten jahr|gelecek yıl"
    "|العام المقبل|العام القادم",
    "N days ago: il y a N jours|il y a N jour|vor N tagen|vor N tag|N gün önce|قبل N أيام|قبل N يوما",
    "N weeks ago: il y a N semaines|il y a N semaine|vor N wochen|vor N woche|N hafta önce|قبل N أسابيع",
    "N months ago: il y a N mois|vor N monaten|vor N monat|N ay önce|قبل N أشهر|قبل N شهور",
    "N years ago: il y a N ans|il y a N an|vor N jahren|vor N jahr|N yıl önce|N sene önce|قبل N سنوات|قبل N أعوام",
    "1 day ago: قبل يوم",
    "2 days ago: قبل يومين",
    "1 week ago: قبل أسبوع",
    "2 weeks ago: قبل أسبوعين",
    "1 month ago: قبل شهر",
    "2 months ago: قبل شهرين",
    "1 year ago: قبل عام|قبل سنة",
    "2 years ago: قبل عامين|قبل سنتين",
    "last DAY: DAY dernier|letzten DAY|vergangenen DAY|letztem DAY|vergangenem DAY|geçen DAY|geçen DAY günü|DAY الماضي",
    "next DAY: DAY prochain|nächsten DAY|kommenden DAY|gelecek DAY|önümüzdeki DAY|DAY المقبل|DAY القادم",
    "DAY: DAY|DAY günü",
    "last SEASON: SEASON dernier|l'SEASON dernier|l’SEASON dernier|au SEASON dernier"
    "|à l'SEASON dernier|à l’SEASON dernier|letzten SEASON|dem letzten SEASON|vergangenen SEASON"
    "|dem vergangenen SEASON|geçen SEASON|SEASON الماضي",
    "this SEASON: ce SEASON|cet SEASON|diesen SEASON|diesem SEASON|bu SEASON|هذا SEASON",
    "next SEASON: SEASON prochain|l'SEASON prochain|l’SEASON prochain|au SEASON prochain|à l'SEASON prochain"
    "|à l’SEASON prochain|nächsten SEASON|kommenden SEASON|gelecek SEASON|önümüzdeki SEASON|SEASON المقبل"
    "|SEASON القادم",
    "before SEASON: avant le SEASON|avant l'SEASON|avant l’SEASON|vor dem SEASON",
    "after SEASON: après le SEASON|après l'SEASON|après l’SEASON|nach dem SEASON",
    "before spring: bahardan önce",
    "before summer: yazdan önce",
    "before autumn: sonbahardan önce",
    "before winter: kıştan önce",
    "after spring: bahardan sonra",
    "after summer: yazdan sonra",
    "after autumn: sonbahardan sonra",
    "after winter: kıştan sonra",
    "last MONTH: MONTH dernier|letzten MONTH|vergangenen MONTH|geçen MONTH|MONTH الماضي|شهر MONTH الماضي",
    "next MONTH: MONTH prochain|nächsten MONTH|kommenden MONTH|gelecek MONTH|önümüzdeki MONTH|MONTH المقبل|MONTH القادم"
    "|شهر MONTH المقبل|شهر MONTH القادم",
    # counted from a day that was named before, or from its month or year
    "the first week of the month: la première semaine du mois|der ersten woche des monats|ayın ilk haftası"
    "|ayın ilk haftasında|الأسبوع الأول من الشهر",
    "the second week of the month: la deuxième semaine du mois|la seconde semaine du mois|der zweiten woche des monats"
    "|ayın ikinci haftası|ayın ikinci haftasında|الأسبوع الثاني من الشهر",
    "the third week of the month: la troisième semaine du mois|der dritten woche des monats|ayın üçüncü haftası"
    "|ayın üçüncü haftasında|الأسبوع الثالث من الشهر",
    "the last week of the month: la dernière semaine du mois|der letzten woche des monats|ayın son haftası"
    "|ayın son haftasında|الأسبوع الأخير من الشهر",
    "early in the month: au début du mois|début du mois|anfang des monats|zu beginn des monats|ayın başında|مطلع الشهر"
    "|بداية الشهر",
    "the end of the month: à la fin du mois|fin du mois|ende des monats|ayın sonunda|نهاية الشهر|أواخر الشهر",
    "before the end of the year: avant la fin de l'année|avant la fin de l’année|vor ende des jahres"
    "|bis ende des jahres|yıl sonundan önce|yıl sonuna kadar|قبل نهاية العام|قبل نهاية السنة",
    "the next day: le lendemain|le jour suivant|am nächsten tag|am folgenden tag|am folgetag|am tag darauf|tags darauf"
    "|ertesi gün|في اليوم التالي|اليوم التالي",
    "the day before: la veille|am vortag|am tag zuvor|am tag davor|bir önceki gün|في اليوم السابق|اليوم السابق",
    "the same day: le même jour|am selben tag|am gleichen tag|aynı gün|في اليوم نفسه|اليوم نفسه|في اليوم ذاته",
    "N days later: N jours plus tard|N jour plus tard|N jours après|N tage später|N tag später|N tage danach"
    "|N gün sonra|بعد N أيام|بعد N يوما",
    "N weeks later: N semaines plus tard|N semaine plus tard|N semaines après|N wochen später|N woche später"
    "|N wochen danach|N hafta sonra|بعد N أسابيع",
    "1 day later: بعد يوم",
    "2 days later: بعد يومين",
    "1 week later: بعد أسبوع",
    "2 weeks later: بعد أسبوعين",
    "N days earlier: N jours plus tôt|N jour plus tôt|N jours auparavant|N tage zuvor|N tag zuvor|N tage früher"
    "|قبل ذلك بN أيام|قبل ذلك ب N أيام",
    "N weeks earlier: N semaines plus tôt|N semaine plus tôt|N semaines auparavant|N wochen zuvor|N woche zuvor"
    "|N wochen früher|N woche früher",
    "1 day earlier: قبل ذلك بيوم",
    "2 days earlier: قبل ذلك بيومين",
    "1 week earlier: قبل ذلك بأسبوع",
    "2 weeks earlier: قبل ذلك بأسبوعين",
)
# words before such a phrase that say nothing, such as `am Dienstag` and `يوم الثلاثاء`; and those that begin a period
SILENT = "am|im|in der|in|en|ce|le|يوم|في|في يوم"
PERIODS = ("since depuis|seit|منذ", "until jusque|jusqu'à|jusqu’à|jusqu'au|jusqu’au|bis|حتى")

# by what stands for their words in phrases
TABLES = {"SEASON": SEASONS, "MONTH": MONTHS, "DAY": DAYS, "N": NUMBERS, "PERIOD": PERIODS}
SIGN = re.compile("(SEASON|MONTH|DAY|N)")


def translate_relative_days(text: str) -> str:
    """The text as English, where all of it says in another of these languages which day it is, counted from another."""
    if not any(map(str.isalpha, text)):
        return text
    folded = " ".join(fold_text(text).split())
    for pattern, english in compile_phrases():
        if match := pattern.fullmatch(folded):
            named = {name: _translate_word(word) for name, word in match.groupdict().items() if word}
            said = "".join(named.get(part, part) for part in SIGN.split(english))
            return f"{named['PERIOD']} {said}" if "PERIOD" in named else said
    return text


@cache
def compile_phrases() -> list[tuple[re.Pattern[str], str]]:
    """The patterns of folded phrases, each with its English."""
    before = rf"(?:{_choose_word('PERIOD')} )?(?:(?:{_fold_all(SILENT)}) )?"
    rows = (row.partition(": ") for row in PHRASES)
    return [
        (re.compile(f"{before}{_write_pattern(phrase)}"), english)
        for english, _, phrases in rows
        for phrase in phrases.split("|")
    ]


def _write_pattern(phrase: str) -> str:
    signs = list(TABLES)
    with_digits = SIGN.sub(lambda sign: str(signs.index(sign[0])), phrase)  # which stay where a text is folded
    return re.sub(r"\d", lambda digit: _choose_word(signs[int(digit[0])]), re.escape(fold_text(with_digits)))


def _choose_word(sign: str) -> str:
    number = r"\d{1,3}|" if sign == "N" else ""
    return f"(?P<{sign}>{number}{'|'.join(_list_words(TABLES[sign]))})"


@cache
def _list_words(rows: tuple[str, ...]) -> dict[str, str]:
    """The words of a table, the longest first, each with what stands first in its row."""
    found: dict[str, str] = {}
    for row in rows:
        first, _, names = row.partition(" ")
        found |= {fold_text(name): first for name in names.split("|")}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _translate_word(word: str) -> str:
    return next((words[word] for words in map(_list_words, TABLES.values()) if word in words), word)


def _fold_all(words: str) -> str:
    return "|".join(sorted(map(fold_text, words.split("|")), key=len, reverse=True))
