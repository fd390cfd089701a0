"""Words of a date in several languages, as one plain notation: `20 كانون الثاني 2026` becomes `n20 m1 n2026`.

`nD` is a number, `cA:B:C` numbers joined by signs, `dDDD` a decade, `mM` a month, `sS` a season, `wD` a weekday (Monday
is 1), `q1` and `h1` a quarter and a half; words such as `since` and `to`, and signs, stand for themselves. Words that
say nothing are left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from graph.names import ALIKE
from graph.suggestions.month_names import MONTHS, SEASONS, SHARED, WEEKDAYS, several

WORDS = {
    "since": "since|منذ|لەوەتەی",
    "from": "from|ji",
    "to": "to through thru|إلى|الى|بۆ",
    "until": "until till|حتى|لغاية|heta|ta|تا|هەتا|تاوەکو",
    "by": "by",
    "before": "before|قبل|berî|پێش",
    "after": "after|بعد|piştî|دوای|پاش",
    "between": "between|بين|ما بين|navbera|نێوان|لەنێوان",
    "and": "and|و|û",
    "about": "about around circa ca c approximately approx roughly|حوالي|نحو|قرابة|زهاء|nêzîkî|derdora|نزیکەی"
    "|دەوروبەری",
    "perhaps": "perhaps possibly probably maybe|ربما|يحتمل|belkî|dibe|ڕەنگە|لەوانەیە",
    "early": "early beginning start|أوائل|اوائل|مطلع|بداية|مستهل|destpêka|destpêk|serê|سەرەتای|سەرەتا",
    "mid": "mid middle|منتصف|أواسط|اواسط|وسط|nîvê|nîva|navîna|ناوەڕاستی|ناوەڕاست",
    "late": "late end|أواخر|اواخر|نهاية|dawiya|dawî|کۆتایی",
    "now": "now present today ongoing|الآن|الان|اليوم|niha|îro|ئێستا|ئەمڕۆ",
    "quarter": "quarter|الربع",
    "half": "half|النصف",
    "first": "first|الأول|الاول",
    "second": "second|الثاني",
    "third": "third|الثالث",
    "fourth": "fourth last|الرابع|الأخير",
    "century": "century",
    # of another calendar, or before year 1: nothing is suggested then
    "other": "ah bc bce hijri|هجري|هجرية|ه",
}
SILENT = (
    "the of in on at a year month day ad ce|في|شهر|لشهر|عام|لعام|سنة|يوم|بتاريخ|ميلادي|م"
    "|sala|sal|meha|meh|roja|roj|di|de|ve|da|ساڵی|ساڵ|مانگی|مانگ|ڕۆژی|رۆژی|ەوە"
)
EITHER = {"من": ("", "from"), "لە": ("", "from"), "تا كۆتایی": ("until late",)}
ENDINGS = ("yan", "ye", "ya", "an", "en", "ane", "e", "a", "i", "ي", "ى")
AFTER_NUMBERS = frozenset(
    ("st", "nd", "rd", "th", "e", "a", "an", "ane", "em", "emin", "ي", "م", "هم", "همي", "i", "ye")
)
LONGEST_PHRASE = 3
MOST_READINGS = 8

# a number joined by signs to others; a decade; a number; a word; a sign
TOKEN = re.compile(
    r"(?P<joined>(?<!\d)\d{1,4}(?:([/.\-])\d{1,2}(?:\2\d{1,4})?|[/.]\d{4})(?!\d))|(?P<decade>\d{3}0s)|(?P<number>\d+)"
    r"|(?P<quarter>[qh][1-4]\b)|(?P<word>[^\W\d_]+)|(?P<sign>[-–—/(),])|(?P<other>\S)"
)


def readings(text: str) -> Iterator[str]:
    """The text in plain notation, in several ways where a word has several meanings; none where a word is unknown."""
    tokens = _tokens(_folded(text))
    if tokens:
        for reading in islice(product(*tokens), MOST_READINGS):
            yield " ".join(symbol for symbol in reading if symbol)


def _folded(text: str) -> str:
    """Without case, accents and what people write for one another; all digits are those of ASCII."""
    kept = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in kept)
    return plain.casefold().translate(ALIKE).translate(str.maketrans("ھ،٫", "ه,."))


def _tokens(text: str) -> list[tuple[str, ...]]:
    """For each token the symbols that it may stand for; empty where one is unknown."""
    matches = list(TOKEN.finditer(text))
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(matches):
        match = matches[at]
        symbols, used = _phrase(matches, at) if match["word"] else (_symbols(match), 1)
        if match["word"] and not symbols and at and _ends(matches[at - 1], match):
            symbols = ("",)
        if not symbols:
            return []
        found.append(symbols)
        at += used
    return found


def _ends(number: re.Match[str], word: re.Match[str]) -> bool:
    """Whether a word is the ending of the number that it is written to, as in 20th."""
    joined = number["number"] or number["joined"]
    return bool(joined) and number.end() == word.start() and word["word"] in AFTER_NUMBERS


def _symbols(match: re.Match[str]) -> tuple[str, ...]:
    if match["joined"]:
        return (_joined(re.split(r"\D", match["joined"])),)
    if match["decade"]:
        return (f"d{match['decade'][:3]}",)
    if match["number"]:
        return (f"n{match['number']}",)
    if match["quarter"]:
        return (match["quarter"],)
    if match["sign"]:
        return ("-" if match["sign"] in "–—" else "" if match["sign"] == "," else match["sign"],)
    return ("",) if match["other"] == "." else ()


def _joined(parts: list[str]) -> str:
    """2026-1-5 is one date, and so is 1/2026; 20-22 are two days, 2014-19 two years."""
    if len(parts) == 3 or (len(parts[0]) == 4 and int(parts[1]) <= 12) or len(parts[1]) == 4:
        return "c" + ":".join(parts)
    return " - ".join(f"n{part}" for part in parts)


def _phrase(matches: list[re.Match[str]], at: int) -> tuple[tuple[str, ...], int]:
    """The longest phrase of known words that begins here: what it may stand for, and how many words it has."""
    words = []
    for match in matches[at : at + LONGEST_PHRASE]:
        if not match["word"]:
            break
        words.append(match["word"])
    for length in range(len(words), 0, -1):
        if found := _lexicon().get(tuple(words[:length])):
            return found, length
    for length in (2, 1):  # an `and` written to the next word, or an ending
        first, *others = words[:length]
        if first.startswith("و") and (found := _lexicon().get((first[1:], *others))):
            return tuple(f"and {symbol}" for symbol in found), len([first, *others])
    for length, ending in product((2, 1), ENDINGS):
        *others, last = words[:length]
        found = _lexicon().get((*others, last.removesuffix(ending)), ())
        if found and all(re.fullmatch(r"[ms]\d+", symbol) for symbol in found):
            return found, len([*others, last])
    return (), 1


@cache
def _lexicon() -> dict[tuple[str, ...], tuple[str, ...]]:
    """What each phrase may stand for."""
    rows: list[tuple[str, tuple[str, ...]]] = [(SILENT, ("",))]
    rows += [(names, (symbol,)) for symbol, names in WORDS.items()]
    for letter, table in (("w", WEEKDAYS), ("s", SEASONS), ("m", MONTHS)):
        rows += [(names, (f"{letter}{number}",)) for number, names in enumerate(table, 1)]
    rows += [(names, tuple(f"m{month}" for month in months)) for names, months in SHARED.items()]
    rows += list(EITHER.items())
    return {tuple(_folded(name).split()): symbols for names, symbols in rows for name in several(names)}
