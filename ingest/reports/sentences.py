"""Sentences of a paragraph: where each begins and ends."""

import re

_END = r"[.!?؟۔]{1,5}[\"'”’»)]{0,3}\s{1,3}(?=[^\W\d_a-z]|[\"'“‘«(]|\d)"
END = re.compile(_END)
END_OR_SEMICOLON = re.compile(rf"{_END}|; ")
SHORT = re.compile(  # abbreviations, behind which a sentence goes on
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Maj|Capt|Sen|Rep|St|No|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec))\.\s{1,3}$"
)


def split_sentences(text: str, *, at_semicolons: bool = False) -> list[tuple[int, int]]:
    """The stretches of a text that are sentences, in order, without blanks around them; or their parts between `;`."""
    found, start = [], 0
    for match in (END_OR_SEMICOLON if at_semicolons else END).finditer(text):
        if not SHORT.search(text[max(0, match.end() - 12) : match.end()]):
            found.append((start, start + len(text[start : match.end()].rstrip())))
            start = match.end()
    if text[start:].strip():
        found.append((start, start + len(text[start:].rstrip())))
    return found
