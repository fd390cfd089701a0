"""What a name may look like: one line, not too long, and no sentence.

Answers are sentences with names in them. A name that is itself a sentence would be read there as said by whoever gives
the answer.
"""

import re
import unicodedata
from collections.abc import Iterable

from graph.errors import InvalidStatement

LONGEST = 300  # letters
FEWEST_WORDS = 6  # of a name in which a sentence may end; `Wake Up! Movement` is none
SHORT_FORMS = frozenset(("approx", "dept", "dist", "govt", "incl", "intl", "prov"))
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # the direction of all that follows
_MARK = re.compile(r"""[.!?؟。]["”»)\]]{0,3}\s{1,3}["“«(\[]{0,3}(?=\w)""")


def check_names(id_: str, names: Iterable[str]) -> None:
    """Raises InvalidStatement for a name that is no name by its form."""
    for name in names:
        if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") or sign in TURNING for sign in name):
            raise _refuse(id_, name, "it has signs that are not seen", "write it anew, on one line")
        if len(name) > LONGEST:
            raise _refuse(id_, name, f"it has {len(name)} letters; at most {LONGEST} are taken", "write a shorter name")
        if has_sentence_end(name):
            raise _refuse(id_, name, "a sentence ends in it", "write the name alone; what is said of it is a row")


def has_sentence_end(name: str) -> bool:
    """Whether a sentence ends inside a name, and another begins; points of short forms (`St. Mary`) end none."""
    if len(name.split()) < FEWEST_WORDS:
        return False
    return any(
        not name[found.end()].islower() and (found[0][0] != "." or _is_whole(_read_word(name[: found.start()])))
        for found in _MARK.finditer(name)
    )


def _read_word(before: str) -> str:
    """The word with which a text ends, without the brackets and quotes around it; empty where there is none."""
    words = before.split()
    return words[-1].strip('"”»)]“«([') if words and not before[-1].isspace() else ""


def _is_whole(word: str) -> bool:
    """Whether a word before a point is none that is cut short: long, a year, an abbreviation in capitals, or small."""
    if not word or "." in word:  # U.S.
        return False
    if word.isdigit():
        return len(word) == 4  # a year, and not the number of a brigade
    is_long = len(word) >= (3 if word.isupper() else 4 if word.islower() else 6)
    return is_long and word not in SHORT_FORMS


def _refuse(id_: str, name: str, why: str, hint: str) -> InvalidStatement:
    shown = name if len(name) <= 100 else f"{name[:99]}…"
    return InvalidStatement(f"{id_}: name {shown!r}: {why}", parameter="name", value=shown, hint=hint)
