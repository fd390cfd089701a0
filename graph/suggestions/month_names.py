"""Names of months and seasons in English, Arabic and Kurdish, as people write them in reports.

Sources: Unicode CLDR, calendar "gregorian", locales en, ar (Gregorian names), ar-SY, ar-IQ, ar-LB and ar-JO (Levantine
names), ar-MA and ar-DZ (Maghreb names), ku (Kurmanji: rêbendan, reşemî ..) and ckb (Sorani); and names beside those
that are usual in print: Kurmanji çile, sibat, gulan, cotmeh .., Sorani in Latin and Kurmanji in Arabic letters. Names
are compared without case, accents and the spellings that people mix; see `graph.names.fold`. Months of the Kurdish and
Persian solar years and of the Hijri year are no months of ours and stand in no row here.
"""

MONTHS: tuple[str, ...] = (
    "january jan|كانون الثاني|كانون ثاني|يناير|جانفي|çile|çileya paşîn|çileya paşî|rêbendan|kanûna paşîn|kanûna duyem"
    "|kanûna duyê|kanûna duyemîn|kanûnî duhem|کانوونی دووەم|کانونی دووەم|چلە|ڕێبەندان|رێبەندان",
    "february feb|شباط|فبراير|فيفري|sibat|şubat|reşemî|شوبات|سبات|ڕەشەمێ|رەشەمێ",
    "march mar|آذار|اذار|مارس|adar|azar|ئازار|ئادار",
    "april apr|نيسان|أبريل|إبريل|أفريل|nîsan|avrêl|نیسان",
    "may|أيار|ايار|مايو|ماي|gulan|ayar|ئایار|گولان",
    "june jun|حزيران|يونيو|يونيه|جوان|hezîran|huzeyran|pûşper|حوزەیران|حەزیران|هەزیران|پووشپەڕ",
    "july jul|تموز|يوليو|يوليه|يوليوز|جويلية|tîrmeh|temûz|تەمووز|تەمموز|تەممووز|تیرمەه",
    "august aug|آب|أغسطس|غشت|أوت|tebax|gelawêj|ab|ئاب|تەباخ|گەلاوێژ",
    "september sep sept|أيلول|ايلول|سبتمبر|شتنبر|îlon|eylûl|rezber|ئەیلوول|ئەیلول|ئیلۆن|ڕەزبەر",
    "october oct|تشرين الأول|تشرين أول|أكتوبر|cotmeh|kewçêr|çiriya pêşîn|çiriya yekem|teşrîna pêşîn|teşrîna yekem"
    "|teşrînî yekem|تشرینی یەکەم|جۆتمەه",
    "november nov|تشرين الثاني|تشرين ثاني|نوفمبر|نونبر|mijdar|sermawez|çiriya paşîn|çiriya duyem|teşrîna paşîn"
    "|teşrîna duyem|teşrînî duhem|تشرینی دووەم|مژدار|سەرماوەز",
    "december dec|كانون الأول|كانون أول|ديسمبر|دجنبر|berfanbar|befranbar|çileya pêşîn|kanûna pêşîn|kanûna yekem"
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


def several(names: str) -> list[str]:
    """The names of one row: parted by bars, and in its first part, which is English, by blanks too."""
    english, *others = names.split("|")
    return [*english.split(), *others] if english.isascii() else [english, *others]
