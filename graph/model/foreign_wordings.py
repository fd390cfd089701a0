"""Wordings of numbers in French, German, Turkish and Arabic, told in the words of our own table: see the YAML file."""

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FILE = Path(__file__).with_name("foreign_wordings.yml")
SPACES = ",' \u00a0\u2009\u202f\u2019\u066c"
BEHIND = r"(?P<part>,[0-9]{1,2})?(?: (?P<scale>\w{1,12}))?"
PLAIN = re.compile(rf"(?P<whole>[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}}){{1,4}}|[0-9]{{1,12}}){BEHIND}")
POINTED = re.compile(rf"(?P<whole>[0-9]{{1,3}}(?:[.{SPACES}][0-9]{{3}}){{1,4}}|[0-9]{{1,12}}){BEHIND}")
HUNDRED, LEAST_GROUPED, MILLION = 100, 1_000, 1_000_000


class ForeignNumber(NamedTuple):
    """A number, and the scale that its last word names: 3 and 1,000 of drei Tausend, so that 3 is 3,000."""

    head: str
    value: int
    scale: int = 1

    def write(self) -> str:
        """The number as our table reads it. Of a scale word it keeps the word, which may hold for a lower end too."""
        if self.scale in (1_000, MILLION):
            return f"{self.head} {'thousand' if self.scale == 1_000 else 'million'}"
        return f"{self.value:,}" if self.value >= LEAST_GROUPED else str(self.value)


class ForeignWordings:
    """The wordings of one language."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.around = tuple(sorted(content["around"], key=len, reverse=True))
        self.before = _list_phrases(content["before"])
        self.behind = _list_phrases(content["behind"])
        self.exact: dict[str, str] = {
            word: ours for ours, words in content["vague"].items() for word in words
        } | content["amounts"]
        self.between = [tuple(form.split("{}")) for form in content["between"]]
        self.numbers: Mapping[str, int] = content["numbers"]
        self.scales: Mapping[str, int] = content["scales"]
        self.join = frozenset(content["join"])
        self.prefixes = tuple(content.get("prefixes", ()))
        self.is_compound = content.get("compounds", False)
        self.has_tens_first = content["order"] == "tens first"
        self.has_twenties = content.get("has_twenties", False)
        self.not_alone = frozenset(content.get("alone", ()))
        self.digits = POINTED if content["has_points"] else PLAIN

    def translate(self, text: str) -> str | None:
        """The wording in our words; None where it is none of this language."""
        for plain in (text, *self._drop_around(text)):
            if found := self.exact.get(plain) or self._translate_range(plain):
                return found
            if plain not in self.not_alone and (number := self.read_number(plain)):
                return number.write()
            if found := next(self._list_quantified(plain), None):
                return found
        return None

    def _drop_around(self, text: str) -> Iterator[str]:
        word = next((word for word in self.around if text.startswith(f"{word} ")), None)
        if word:
            yield text[len(word) + 1 :].strip()

    def _list_quantified(self, text: str) -> Iterator[str]:
        """With words before or behind by which a number is read: more than 50."""
        for phrase, ours in self.before:
            if text.startswith(phrase):
                rest = text[len(phrase) :].strip()
                if found := self._translate_amount(rest):
                    yield f"{ours} {found}"
        for phrase, ours in self.behind:
            if text.endswith(phrase) and (number := self.read_number(text[: -len(phrase)].strip())):
                yield f"{ours} {number.write()}"

    def _translate_amount(self, text: str) -> str | None:
        """A number behind a word such as `about`, or an amount such as une centaine, without its own `about`."""
        for plain in (text, *self._drop_around(text)):
            if number := self.read_number(plain):
                return number.write()
            if found := self.exact.get(plain):
                return found.removeprefix("about ")
        return None

    def _translate_range(self, text: str) -> str | None:
        for head, middle, tail in self.between:
            if not text.startswith(head) or not text.endswith(tail):
                continue
            low, found, high = text[len(head) : len(text) - len(tail)].partition(middle)
            ends = (self.read_number(low.strip()), self.read_number(high.strip())) if found else (None, None)
            if ends[0] and ends[1]:
                return f"between {ends[0].write()} and {ends[1].write()}"
        return None

    def read_number(self, text: str) -> ForeignNumber | None:
        """A number in digits with the signs of this language, or in its words."""
        for plain in self._list_bare(text):
            if match := self.digits.fullmatch(plain):
                return self._read_digits(match)
        words = [word for word in re.split("[ -]", text) if word]
        if self.is_compound:
            words = [part for word in words for part in self._split_compound(word)]
        return self._read_words([word for word in words if word not in self.join])

    def _list_bare(self, text: str) -> Iterator[str]:
        """A text, and the same without letters written to it, as the article in Arabic is."""
        yield text
        for prefix in self.prefixes:
            if text.startswith(prefix):
                yield text[len(prefix) :].strip()

    def _read_digits(self, match: re.Match[str]) -> ForeignNumber | None:
        scale = self.scales.get(match["scale"], 0) if match["scale"] else 1
        whole = re.sub(r"\D", "", match["whole"])
        if not scale or scale == HUNDRED or (match["part"] and scale == 1):  # 50 cent is no number of hundreds
            return None
        head = f"{whole}{(match['part'] or '').replace(',', '.')}"
        return ForeignNumber(head, int(whole) * scale, scale)

    def _read_words(self, words: list[str]) -> ForeignNumber | None:
        """Words for one number, from large to small; None for two numbers, as deux trois, which is no sum."""
        total, last, group = 0, math.inf, list[tuple[int, int]]()
        for word in words:
            value, scale = self._find_value(word)
            if value is None or scale >= last:
                return None
            if value >= LEAST_GROUPED > scale:  # two thousand in a word, as in Arabic
                if group or last <= LEAST_GROUPED:
                    return None
                total, last = total + value, LEAST_GROUPED
                continue
            if scale < LEAST_GROUPED:
                group.append((value, scale))
                continue
            many = self._read_hundreds(group) if group else (1 if scale < MILLION else None)  # mille, but un million
            if many is None:
                return None
            total, last, group = total + many * scale, scale, []
        rest = self._read_hundreds(group) if group else 0
        if rest is None or not total + rest or rest >= last:
            return None
        value = total + rest
        if rest or total % last:
            return ForeignNumber(str(value), value)
        return ForeignNumber(str(value // int(last)), value, int(last))

    def _read_hundreds(self, group: list[tuple[int, int]]) -> int | None:
        """Words and their scales without thousands: deux cent quatre-vingt-dix; None for two numbers."""
        values = [value for value, _ in group]
        place = next((place for place, (_, scale) in enumerate(group) if scale == HUNDRED), None)
        if place is not None:
            many = self._read_tens(values[:place]) if place else 1
            rest = self._read_tens(values[place + 1 :])
            return None if many is None or rest is None or many > 9 else many * HUNDRED + rest
        head = values[0] if values[0] >= HUNDRED else 0  # a word of its own, as مئتان
        rest = self._read_tens(values[1:] if head else values)
        return None if rest is None else head + rest

    def _read_tens(self, values: list[int]) -> int | None:
        """Words below a hundred, in the order of the language; 0 for none, None for two numbers."""
        match values:
            case []:
                return 0
            case [one] if one < HUNDRED:
                return one
            case [4, 20, *rest] if self.has_twenties:  # quatre-vingt-dix-sept
                ones = self._read_tens(rest)
                return 80 + ones if ones is not None and ones < 20 else None
            case [60, *rest] if self.has_twenties and rest[0] >= 10:  # soixante-dix-sept
                ones = self._read_tens(rest)
                return 60 + ones if ones is not None and ones < 20 else None
            case [one, other]:
                tens, ones = (one, other) if self.has_tens_first else (other, one)
                return tens + ones if tens % 10 == 0 and 10 <= tens < HUNDRED and 0 < ones < 10 else None
        return None

    def _find_value(self, word: str) -> tuple[int | None, int]:
        for plain in (word, *(word.removeprefix(a + b) for a, b in product(self.prefixes, ("", "ال")))):
            if plain in self.scales:
                return self.scales[plain], self.scales[plain]
            if plain in self.numbers:
                return self.numbers[plain], 1
        return None, 1

    def _split_compound(self, word: str) -> list[str]:
        """The parts of a word such as zweihundertfünfundzwanzig; the word itself where it is none."""
        parts, rest = [], word
        known = sorted((*self.numbers, *self.scales, *self.join), key=len, reverse=True)
        while rest:
            part = next((one for one in known if rest.startswith(one)), None)
            if part is None:
                return [word]
            parts.append(part)
            rest = rest[len(part) :]
        return parts


def _list_phrases(phrases: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """Each phrase with our words for it, the longest first."""
    found = [(phrase, ours) for ours, words in phrases.items() for phrase in words]
    return sorted(found, key=lambda one: -len(one[0]))


@cache
def load_languages() -> list[ForeignWordings]:
    """The languages of the YAML file."""
    return [ForeignWordings(one) for one in yaml.safe_load(FILE.read_text(encoding="utf-8")).values()]


def translate_wording(text: str) -> str | None:
    """A wording, in lower case with single spaces and digits of ASCII, in our words; None where no language has it.

    A number in digits alone is of no language, so its point stays in doubt.
    """
    if not any(map(str.isalpha, text)):
        return None
    plain = text.replace("\u2019", "'").replace("\u0640", "")
    return next(filter(None, (language.translate(plain) for language in load_languages())), None)
