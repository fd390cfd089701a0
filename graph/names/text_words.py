"""The words of a running text, each with where it may begin and end as a name: without what is written to it.

Arabic writes `and`, `to`, `in` and the article to the next word; English, Turkish and French put an apostrophe between
a name and an ending or a short word; plurals end in s.
"""

import re
import unicodedata
from typing import NamedTuple

from graph.names.keys import is_arabic
from graph.spelling import fold_name

APOSTROPHES = "'’ʼ‘`"
# letters and digits, marks above and below them, the line filler, joiners; inside also apostrophes
TEXT_WORD = re.compile(
    rf"\w[\w\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c]{{0,100}}(?:[{APOSTROPHES}]\w[\w\u0300-\u036f]{{0,60}}){{0,4}}"
)
# what Arabic and Kurdish write to the word behind: the article, `and`, and short words before either
ATTACHED = ("وال", "بال", "فال", "كال", "ولل", "فلل", "لل", "ال", "وب", "ول", "وك", "فب", "فل", "و", "ف", "ب", "ل", "ك")
LONGEST_ENDING, LONGEST_BEGINNING = 5, 2  # letters behind and before an apostrophe
FEWEST_LEFT = 3  # letters of a name to which something is written


class TextWord(NamedTuple):
    """A word of a text: where it is, as written and folded; where in the folded one a name may begin and end."""

    start: int
    end: int
    written: str
    folded: str
    begins: frozenset[int]
    ends: frozenset[int]


def split_text(text: str) -> list[TextWord]:
    """The words of a text, in order. `start` and `end` count characters of the text as it is."""
    words = []
    for match in TEXT_WORD.finditer(text):
        if folded := fold_name(match[0]).replace(" ", ""):
            begins, ends = _find_cuts(match[0], folded)
            words.append(TextWord(match.start(), match.end(), match[0], folded, begins, ends))
    return words


def _find_cuts(written: str, folded: str) -> tuple[frozenset[int], frozenset[int]]:
    begins, ends = {0}, {len(folded)}
    if is_arabic(folded):
        begins |= {len(letters) for letters in ATTACHED if folded.startswith(letters)}
        return frozenset(at for at in begins if not at or len(folded) - at >= FEWEST_LEFT), frozenset(ends)
    for place, letter in enumerate(written):
        if letter in APOSTROPHES:
            cut = len(fold_name(written[:place]).replace(" ", ""))
            if len(folded) - cut <= LONGEST_ENDING:
                ends.add(cut)
            if cut <= LONGEST_BEGINNING:
                begins.add(cut)
    ends |= {len(folded) - len(letter) for letter in ("s", "es") if folded.endswith(letter)}
    return frozenset(begins), frozenset(at for at in ends if at == len(folded) or at >= FEWEST_LEFT - 1)


def is_shouted(text: str) -> bool:
    """Whether a text is written in capitals, so that they say nothing of its words."""
    letters = [letter for letter in text if unicodedata.category(letter) in ("Lu", "Ll")]
    return len(letters) > 10 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)
