"""Wordings of numbers in French, German, Turkish and Arabic, told in the words of our own table: see the YAML file."""

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
LEAST_GROUPED, MILLION = 1_000, 1_000_000


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
        self.digits = POINTED if content["has_points"] else PLAIN

    def translate(self, text: str) -> str | None:
        """The wording in our words; None where it is none of this language."""
        for plain in (text, *self._drop_around(text)):
            if found := self.exact.get(plain) or self._translate_range(plain):
                return found
            if number := self.read_number(plain):
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
        if not scale or (match["part"] and scale == 1):
            return None
        head = f"{whole}{(match['part'] or '').replace(',', '.')}"
        return ForeignNumber(head, int(whole) * scale, scale)

    def _read_words(self, words: list[str]) -> ForeignNumber | None:
        """Words from large to small, or as in Arabic with the ones before the tens."""
        total = current = 0
        scale = 1
        for word in words:
            value, scale = self._find_value(word)
            if value is None or (scale == MILLION and not current):  # a million has a number before it
                return None
            if value == 20 and current == 4 and "quatre" in words:  # four twenties
                current = 80
            elif scale == 100:
                current = max(current, 1) * 100
            elif scale > 1:
                total, current = total + max(current, 1) * scale, 0
            else:
                current += value
        value = total + current
        if not value:
            return None
        is_round = scale in (1_000, MILLION) and current == 0 and value % scale == 0
        return ForeignNumber(str(value // scale), value, scale) if is_round else ForeignNumber(str(value), value)

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
