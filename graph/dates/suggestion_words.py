"""The words of dates in English, Arabic, Kurdish, Spanish and French, and the symbols that they stand for.

In each row English names come first, separated by blanks, then others, separated by bars.
"""

import unicodedata
from functools import cache

from graph.spelling import ALIKE

MONTHS: tuple[str, ...] = (
    "january jan|enero|janvier|كانون الثاني|كانون ثاني|يناير|جانفي|çile|çileya paşîn|çileya paşî|rêbendan"
    "|kanûna paşîn|kanûna duyem"
    "|kanûna duyê|kanûna duyemîn|kanûnî duhem|کانوونی دووەم|کانونی دووەم|چلە|ڕێبەندان|رێبەندان",
    "february feb|febrero|février|شباط|فبراير|فيفري|sibat|şubat|reşemî|شوبات|سبات|ڕەشەمێ|رەشەمێ",
    "march mar|marzo|mars|آذار|اذار|مارس|adar|azar|ئازار|ئادار",
    "april apr|abril|avril|نيسان|أبريل|إبريل|أفريل|nîsan|avrêl|نیسان",
    "may|mayo|mai|أيار|ايار|مايو|ماي|gulan|ayar|ئایار|گولان",
    "june jun|junio|juin|حزيران|يونيو|يونيه|جوان|hezîran|huzeyran|pûşper|حوزەیران|حەزیران|هەزیران|پووشپەڕ",
    "july jul|julio|juillet|تموز|يوليو|يوليه|يوليوز|جويلية|tîrmeh|temûz|تەمووز|تەمموز|تەممووز|تیرمەه",
    "august aug|agosto|août|آب|أغسطس|غشت|أوت|tebax|gelawêj|ab|ئاب|تەباخ|گەلاوێژ",
    "september sep sept|septiembre|setiembre|septembre|أيلول|ايلول|سبتمبر|شتنبر|îlon|eylûl|rezber|ئەیلوول|ئەیلول"
    "|ئیلۆن|ڕەزبەر",
    "october oct|octubre|octobre|تشرين الأول|تشرين أول|أكتوبر|cotmeh|kewçêr|çiriya pêşîn|çiriya yekem"
    "|teşrîna pêşîn|teşrîna yekem"
    "|teşrînî yekem|تشرینی یەکەم|جۆتمەه",
    "november nov|noviembre|novembre|تشرين الثاني|تشرين ثاني|نوفمبر|نونبر|mijdar|sermawez|çiriya paşîn"
    "|çiriya duyem|teşrîna paşîn"
    "|teşrîna duyem|teşrînî duhem|تشرینی دووەم|مژدار|سەرماوەز",
    "december dec|diciembre|décembre|كانون الأول|كانون أول|ديسمبر|دجنبر|berfanbar|befranbar|çileya pêşîn"
    "|kanûna pêşîn|kanûna yekem"
    "|kanûnî yekem|کانوونی یەکەم|کانونی یەکەم|بەفرانبار|بەرفانبار",
)

# One word that two months share where the second word is left out: the likelier one first.
SHARED: dict[str, tuple[int, ...]] = {
    "كانون|kanûn|کانوون|کانون": (12, 1),
    "تشرين|teşrîn|çirî|تشرین": (10, 11),
}

SEASONS: tuple[str, ...] = (
    "spring|ربيع|الربيع|bihar|بەهار",
    "summer|صيف|الصيف|havîn|هاوین",
    "autumn fall|خريف|الخريف|payîz|پایز",
    "winter|شتاء|الشتاء|zivistan|زستان",
)

WEEKDAYS: tuple[str, ...] = (
    "monday mon|الاثنين|الإثنين|duşem|دووشەممە",
    "tuesday tue tues|الثلاثاء|sêşem|سێشەممە",
    "wednesday wed|الأربعاء|çarşem|چوارشەممە",
    "thursday thu thur thurs|الخميس|pêncşem|پێنجشەممە",
    "friday fri|الجمعة|înî|ھەینی|هەینی",
    "saturday sat|السبت|şemî|شەممە",
    "sunday sun|الأحد|yekşem|یەکشەممە",
)

ENGLISH = tuple(names.split("|")[0].split()[0].capitalize() for names in MONTHS)
ENGLISH_SEASONS = tuple(names.split("|")[0].split()[0] for names in SEASONS)
SEASON_NUMBERS = {name: number for number, names in enumerate(SEASONS) for name in names.split("|")[0].split()}

WORDS = {
    "since": "since|desde|depuis|منذ|لەوەتەی",
    "from": "from|ji",
    "to": "to through thru|إلى|الى|بۆ",
    "until": "until till|hasta|jusqu au|jusqu en|حتى|لغاية|heta|ta|تا|هەتا|تاوەکو",
    "by": "by",
    "before": "before bef|antes de|antes del|avant|قبل|berî|پێش",
    "after": "after aft|después de|después del|après|بعد|piştî|دوای|پاش",
    "between": "between bet btw|entre|بين|ما بين|navbera|نێوان|لەنێوان",
    "and": "and|y|et|و|û",
    "about": "about abt around circa ca c est cal approximately approx roughly"
    "|حوالي|نحو|قرابة|زهاء|nêzîkî|derdora|نزیکەی|دەوروبەری",
    "perhaps": "perhaps possibly probably maybe|ربما|يحتمل|belkî|dibe|ڕەنگە|لەوانەیە",
    "early": "early beginning start|principios|comienzos|inicios|début|أوائل|اوائل|مطلع|بداية|مستهل|destpêka"
    "|destpêk|serê|سەرەتای|سەرەتا",
    "mid": "mid middle|mediados|mi|منتصف|أواسط|اواسط|وسط|nîvê|nîva|navîna|ناوەڕاستی|ناوەڕاست",
    "late": "late end|finales|fines|fin|أواخر|اواخر|نهاية|dawiya|dawî|کۆتایی",
    "now": "now present today ongoing|الآن|الان|اليوم|niha|îro|ئێستا|ئەمڕۆ",
    "quarter": "quarter|الربع",
    "half": "half|النصف|nîviya|نیوەی",
    "week": "week|أسبوع|الأسبوع|hefteya|hefte|هەفتەی|هەفتە",
    "days": "days|الأيام|rojên|ڕۆژانی|ڕۆژەکانی",
    "first": "first|الأول|الاول|الأولى|الاولى|yekem|yekemîn|pêşîn|ewil|یەکەم|یەکەمی",
    "second": "second|الثاني|duyem|duyemîn|duwem|دووەم|دووەمی",
    "third": "third|الثالث|sêyem|sêyemîn|سێیەم|سێیەمی",
    "fourth": "fourth|الرابع|çarem|çaremîn|چوارەم|چوارەمی",
    "last": "last|الأخير|الأخيرة|الاخير|الاخيرة|paşîn",
    "century": "century",
    # of another calendar, or before year 1: nothing is suggested then
    "other": "ah bc bce hijri|هجري|هجرية|ه",
}
SILENT = (
    "the of in on at a year month day ad ce|el|los|del|en|año|le|les|du|au|la|في|شهر|لشهر|عام|العام|لعام|عامي|سنة"
    "|سنتي|شهري|يوم|يومي|بتاريخ|ميلادي|م"
    "|sala|sal|meha|meh|roja|roj|di|de|ve|da|ساڵی|ساڵ|مانگی|مانگ|ڕۆژی|رۆژی|ەوە"
)
EITHER = {"من": ("", "from"), "لە": ("", "from"), "تا كۆتایی": ("until late",)}
ENDINGS = ("yan", "ye", "ya", "an", "en", "ane", "e", "a", "i", "ي", "ى")

THIRDS = {"early": 0, "mid": 1, "late": 2}
MONTH_PARTS = {  # their first and last day; those below 0 count from the end of the month
    "early": (1, 10), "mid": (11, 20), "late": (21, -1), "first half": (1, 15), "second half": (16, -1),
    "first week": (1, 7), "second week": (8, 14), "third week": (15, 21), "fourth week": (22, 28),
    "last week": (-7, -1),
}  # fmt: skip
PARTS = {"quarter": (33, 4), "half": (40, 2)}  # of a year: the code of the first of them, and how many there are
ORDINALS = ("first", "second", "third", "fourth")
NUMBERED = "|".join((*ORDINALS, "last"))


def fold_text(text: str) -> str:
    """The text without case and accents, with one form of letters that people mix up, and with ASCII digits."""
    letters = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in letters)
    return plain.casefold().translate(ALIKE).translate(str.maketrans("ھ،٫‐‑‒−", "ه,.----"))


def split_names(names: str) -> list[str]:
    """The names in one row of a table: separated by bars, English ones, which come first, also by blanks."""
    english, *others = names.split("|")
    return [*english.split(), *others] if english.isascii() else [english, *others]


@cache
def load_lexicon() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The symbols that each phrase may mean."""
    rows: list[tuple[str, tuple[str, ...]]] = [(SILENT, ("",))]
    rows += [(names, (symbol,)) for symbol, names in WORDS.items()]
    for letter, table in (("w", WEEKDAYS), ("s", SEASONS), ("m", MONTHS)):
        rows += [(names, (f"{letter}{number}",)) for number, names in enumerate(table, 1)]
    rows += [(names, tuple(f"m{month}" for month in months)) for names, months in SHARED.items()]
    rows += list(EITHER.items())
    return {tuple(fold_text(name).split()): symbols for names, symbols in rows for name in split_names(names)}
