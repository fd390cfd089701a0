"""The words of a typed text, each with its place in the text, as question words are compared."""

import re
import unicodedata
from dataclasses import dataclass

from graph.spelling import fold_name

TYPED_WORD = re.compile(r"\w+")
LONGEST = 300  # characters; nobody types a longer question
MOST_WORDS = 40
INVISIBLE = ("Cf", "Cc", "Cs", "Co", "Cn", "Mn")  # control characters, marks of direction, vowel signs


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word, folded, and where it is in the text."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TypedText:
    """A text without what cannot be seen, and its words."""

    text: str
    words: tuple[TypedWord, ...]

    def slice(self, first: int, end: int) -> str:
        """The text from one word to before another."""
        return self.text[self.words[first].start : self.words[end - 1].end] if first < end else ""


def split_text(written: str) -> TypedText | None:
    """The words of a text; None where it is too long, or has no word."""
    if len(written) > LONGEST:
        return None
    # vowel signs are no letters for a regular expression, and would part a word
    composed = unicodedata.normalize("NFC", written)
    visible = "".join(c if unicodedata.category(c) not in INVISIBLE else " " if c.isspace() else "" for c in composed)
    words = [
        TypedWord(folded, match.start(), match.end())
        for match in TYPED_WORD.finditer(visible)
        if (folded := fold_name(match[0]))
    ]
    return TypedText(visible, tuple(words)) if 0 < len(words) <= MOST_WORDS else None
