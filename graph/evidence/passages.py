"""Find words in a text, to cite them: as they stand, else but for what is easily mistyped, else what is nearest."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from graph.evidence.citations import hash_text
from graph.evidence.locators import TextParts

MOST_NEAR = 3
LEAST_ALIKE = 60  # of 100, as rapidfuzz counts
_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′`´ʼʿʾ‹›"), "'") | dict.fromkeys(map(ord, "“”„‟″«»「」『』"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘－"), "-")
_SIGNS = _QUOTES | _DASHES | {ord("…"): "..."}
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u0640")  # tatweel too


class Closeness(StrEnum):
    """How a passage has the words that were looked for."""

    EXACT = "exact"
    NEARLY = "nearly"  # but for white space, quotes, dashes, case and marks on letters
    NEAR = "near"  # other words, that are like them


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A place in a text. Offsets are in Unicode code points, the end excluded; the hash is that of what stands there.

    `paragraph` is its locator, such as `paragraph 2`. `differs` says in what the words that stand there differ.
    """

    start: int
    end: int
    sha256: str
    paragraph: str | None
    closeness: Closeness
    words: str
    differs: str | None = None


def find_passages(text: str, words: str) -> list[Passage]:
    """Every place where words stand as written; if nowhere, where they nearly do; if nowhere, at most three near ones.

    Places may overlap. Words of white space alone are nowhere.
    """
    parts = TextParts(text)
    if not words.strip():
        return []
    if exact := [(start, start + len(words)) for start in _find_all(text, words)]:
        return [_make_passage(text, parts, span, Closeness.EXACT, None) for span in exact]
    folded, places = _fold(text)
    sought = _fold(words)[0].strip()
    if sought and (nearly := [_unfold(places, start, len(sought)) for start in _find_all(folded, sought)]):
        found = []
        for start, end in nearly:
            end = _include_marks(text, end)
            differs = _name_difference(text[start:end], words)
            found.append(_make_passage(text, parts, (start, end), Closeness.NEARLY, differs))
        return found
    return [_make_passage(text, parts, span, Closeness.NEAR, None) for span in _find_near(text, sought)]


def _find_all(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _fold(text: str) -> tuple[str, list[int]]:
    """A text in small letters, without marks, with plain signs and single spaces; and where each letter came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter in _INVISIBLE:
            continue
        if letter.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                places.append(place)
            continue
        plain = unicodedata.normalize("NFKD", letter.translate(_SIGNS)).casefold()
        for one in plain:
            if not unicodedata.combining(one):
                letters.append(one)
                places.append(place)
    return "".join(letters), places


def _unfold(places: list[int], start: int, length: int) -> tuple[int, int]:
    return places[start], places[start + length - 1] + 1


def _include_marks(text: str, end: int) -> int:
    """The end moved behind marks that belong to the last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _name_difference(found: str, words: str) -> str:
    """In what two texts differ that fold to the same, the most common things first."""
    steps = {
        "white space": lambda one: " ".join(one.split()),
        "quotes or dashes": lambda one: one.translate(_SIGNS),
        "invisible signs": lambda one: "".join(letter for letter in one if letter not in _INVISIBLE),
        "composed letters": lambda one: unicodedata.normalize("NFKC", one),
        "marks on letters": lambda one: "".join(
            letter for letter in unicodedata.normalize("NFKD", one) if not unicodedata.combining(letter)
        ),
        "capitals": str.casefold,
    }
    differing = []
    for name, step in steps.items():
        stepped = step(found), step(words)
        if stepped != (found, words) and (stepped[0] == stepped[1] or _is_closer(stepped, (found, words))):
            differing.append(name)
        found, words = stepped
        if found == words:
            break
    return " and ".join(differing) or "white space"


def _is_closer(new: tuple[str, str], old: tuple[str, str]) -> bool:
    return fuzz.ratio(*new) > fuzz.ratio(*old)


def _find_near(text: str, sought: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs that have something like the words, the nearest first."""
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, line))
        start += len(line) + 1
    folded = [_fold(line) for _, line in lines]
    best = process.extract(
        sought, [one for one, _ in folded], scorer=fuzz.partial_ratio, processor=None, score_cutoff=LEAST_ALIKE,
        limit=MOST_NEAR,
    )  # fmt: skip
    found = []
    for _, _, number in best:
        line, places = folded[number]
        aligned = fuzz.partial_ratio_alignment(sought, line)
        if aligned is None or not line or aligned.dest_end <= aligned.dest_start:
            continue
        # whole words: to the next spaces on both sides
        first = line.rfind(" ", 0, aligned.dest_start + 1) + 1
        last = line.find(" ", aligned.dest_end - 1)
        start, end = _unfold(places, first, (len(line) if last < 0 else last) - first)
        found.append((lines[number][0] + start, lines[number][0] + end))
    return found


def _make_passage(
    text: str, parts: TextParts, span: tuple[int, int], closeness: Closeness, differs: str | None
) -> Passage:
    words = text[slice(*span)]
    return Passage(
        start=span[0], end=span[1], sha256=hash_text(words), paragraph=parts.name_place(span[0]), closeness=closeness,
        words=words, differs=differs,
    )  # fmt: skip
