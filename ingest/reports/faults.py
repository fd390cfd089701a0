"""Texts that came out of a file wrong: with signs in place of letters, or from the wrong end."""

import re
import unicodedata
from itertools import pairwise

from graph.errors import InvalidSource
from graph.names.keys import is_arabic

MOST_UNREADABLE = 0.1  # of the signs of a text
FEWEST_FOUND = 3  # words or pairs that must be there from the wrong end, to say so
ARABIC_WORD = re.compile(r"[\u0620-\u064a\u066e-\u06d3]{2,50}")
# Frequent words of Arabic, Persian and Kurdish that from the wrong end are no words.
COMMON_WORDS = (
    "في إلى على التي الذي هذا هذه ذلك عن مع بعد قبل كان كانت عند منذ حتى بين خلال أكثر الدولة الحكومة السجن قوات"
    " است این که را برای شده شد بود آن های می دولت"
    " لە بۆ کە ئەو بەڵام دوای سەر کرد"
)
COMMON = frozenset(COMMON_WORDS.split())
BACKWARD = frozenset(word[::-1] for word in COMMON) - COMMON
# pairs of words in the order in which they stand
PAIRS = (
    "من قبل|في حين|إلى أن|على أن|لا يزال|ما زال|بعد أن|قبل أن|كانون الثاني|كانون الأول|تشرين الثاني|تشرين الأول"
    "|الأمم المتحدة|الولايات المتحدة|الدولة الإسلامية|وزارة الدفاع|وزارة الداخلية|قوات سوريا|سوريا الديمقراطية"
    "|من خلال|على الأقل|أكثر من|أقل من|في العراق|في سوريا|شده است|شده بود|ایالات متحده|دولت اسلامی|جمهوری اسلامی"
)
IN_ORDER = frozenset(tuple(pair.split()) for pair in PAIRS.split("|"))


def check_letters(name: str, text: str, hint: str) -> None:
    """Refuse a text of which much is signs that stand for unknown letters. Raises InvalidSource."""
    signs = [c for c in text if not c.isspace()]
    unreadable = sum(c == "\ufffd" or unicodedata.category(c) in ("Co", "Cn", "Cc") for c in signs)
    unreadable += sum(map(len, re.findall(r"\(cid:\d{1,6}\)|/[a-z]\d{1,3}(?=/)", text)))
    if unreadable > MOST_UNREADABLE * len(signs):
        raise InvalidSource(
            f"{name}: {unreadable:,} of {len(signs):,} signs are no letters; "
            "its fonts do not say which letters they are", parameter="file", value=name, hint=hint,
        )  # fmt: skip


def check_order(name: str, text: str, hint: str) -> None:
    """Refuse a text in the Arabic script whose letters or words come from the wrong end. Raises InvalidSource."""
    if not is_arabic(text):
        return
    words = ARABIC_WORD.findall(unicodedata.normalize("NFKC", text))
    right, turned = sum(word in COMMON for word in words), sum(word in BACKWARD for word in words)
    if turned >= FEWEST_FOUND and turned > right:
        raise InvalidSource(
            f"{name}: the letters of its words come from the wrong end", parameter="file", value=name, hint=hint
        )
    right, turned = (sum(column) for column in zip(*map(count_order, text.split("\n")), strict=True))
    if turned >= FEWEST_FOUND and turned > right:
        raise InvalidSource(
            f"{name}: the words of its lines come from the wrong end", parameter="file", value=name, hint=hint
        )


def count_order(line: str) -> tuple[int, int]:
    """How many pairs of frequent words of a line stand in their order, and how many the other way round."""
    words = ARABIC_WORD.findall(unicodedata.normalize("NFKC", line))
    pairs = list(pairwise(words))
    return sum(pair in IN_ORDER for pair in pairs), sum(pair[::-1] in IN_ORDER for pair in pairs)
