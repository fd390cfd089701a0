"""Keys that are equal for spellings of one name: one for Latin letters, and one of consonants for any script.

Both drop what writers choose freely: case, accents, apostrophes, doubled letters, articles. The spelling key keeps
vowels in three classes (a; e, i, y; o, u, w), so that Taleban is Taliban, and Niger is not Nigeria. Arabic, Persian
and Kurdish write few vowels, so names in their letters are compared by consonants alone: each letter stands for the
class of sounds that the ALA-LC and UN romanization tables, and common Turkish, English and French spellings, give it;
a vowel counts only where the name begins or ends. The idea is that of Soundex and of Freeman, Condon and Ackerman,
"Cross linguistic name matching in English and Arabic" (HLT-NAACL 2006); the tables are our own.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from anyascii import anyascii

VOWEL = "a"  # in consonant keys, for any vowel; only at the beginning and at the end of a name
ARTICLES = frozenset(
    ["the", "al", "el", "ul", "as", "ash", "ad", "an", "ar", "at", "az", "es", "ez", "esh", "ed", "er"]
)
# of the other languages that names are written in; La Paz keeps its own, so these go only from what is asked for
FOREIGN_ARTICLES = frozenset(["le", "la", "les", "der", "die", "das", "den", "dem"])
# names that share only these are not alike
SMALL_WORDS = ARTICLES | FOREIGN_ARTICLES | {"a", "of", "de", "du", "des", "l", "d", "von"}
# words as often written as one with the next or the last: Hizb Allah, Abu Ghraib, Tal Afar; and the i of Hizb-i Islami
JOINED = re.compile(
    r"^(?:[aeiouy]{1,2}|abd[aeou]?l?|abu|bin|ibn|de[iy]r|dayr|t[ae]ll?|u?allah|ullah|ud?din"
    r"|عبد|ابو|أبو|بن|ابن|دير|تل|الله|الدين)$"
)
NOT_A_SOUND = re.compile(r"[^a-z\n]")
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
WORDS = re.compile(r"\w+")
MARKS = re.compile("[\u0640\u200c\u200d'’‘ʼʿʾ`]")

_ARABIC_VOWELS = "اأإآٱىئءؤعیيېۍێەۀۃۆۇۈۊ"
_ARABIC_SOUNDS = {
    "b": "بپ",
    "t": "تطثټ",
    "g": "جچژغگڠڭ",
    "h": "حهھہ",
    "x": "خ",
    "d": "دضډ",
    "z": "ذزظ",
    "r": "رڕړ",
    "s": "سشصښ",
    "f": "فڤ",
    "k": "قكکڪ",
    "l": "لڵ",
    "m": "م",
    "n": "ن",
    VOWEL: _ARABIC_VOWELS,
}
_ARABIC_TABLE = {ord(letter): sound for sound, letters in _ARABIC_SOUNDS.items() for letter in letters}
# In the patterns below a word is a line: many words are read at once, which is some twenty times as fast as one by one.
_ARABIC_STEPS = [
    (re.compile("^(?:ال|ئەل)(?=.{3})", re.MULTILINE), ""),
    (re.compile("تش"), "چ"),
    (re.compile("[ةهەۀۃ]$", re.MULTILINE), VOWEL),
    # waw is a consonant at the beginning, before a vowel and after alif; else a long vowel
    (re.compile("^و|(?<=[اآ])و|و(?=[اآىيیێەۆ])|ۋ", re.MULTILINE), "w"),
    (re.compile("و"), VOWEL),
]
_SPELLING_STEPS = [
    (re.compile("t?sch|sh"), "S"),
    (re.compile("t?ch"), "C"),
    (re.compile("kh"), "K"),
    (re.compile("gh"), "g"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("dj|zh"), "j"),
    (re.compile("ph"), "f"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("ck|qu(?=[eiy])|[cq]"), "k"),
    (re.compile("(?<=[aeiou])h$", re.MULTILINE), ""),
    (re.compile("^y(?=[aeou])", re.MULTILINE), "Y"),
    (re.compile("a[eiy]|e[iy]|[eiy]"), "i"),
    (re.compile("(?<=[ao])[uw](?![aeiou])|(?<=i)w(?![aeiou])"), "o"),
    (re.compile("ao|[ou]"), "o"),
]
# from the spelling key to coarser sounds
_COARSER = str.maketrans(
    {
        "S": "s",
        "C": "g",
        "K": "x",
        "j": "g",
        "v": "f",
        "p": "b",
    }
)
_LATIN_STEPS = [
    (re.compile("^abd[aio]l(?=.{3}|$)", re.MULTILINE), "abd"),  # Abdel Fattah, Abdulmalik: the article is in the word
    (re.compile("[ioY]"), VOWEL),
]
_LAST_H = re.compile("h$", re.MULTILINE)
_DOUBLED = re.compile(r"(.)\1{1,500}")
LEAST_NEAR = 0.7  # the share of letters that are the same
_INNER_VOWEL = re.compile(f"(?<=.){VOWEL}(?=.)")


class WordKeys(NamedTuple):
    """How a word is spelt in Latin letters, empty for one of the Arabic script, and how its letters sound.

    Both are as before doubled letters and inner vowels are dropped, which is done for whole names.
    """

    spelling: str
    sound: str


def split_words(text: str) -> list[str]:
    """The words of a text in small letters, without accents and signs, in their own script."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return WORDS.findall(MARKS.sub("", text.casefold()))


def is_arabic(text: str) -> bool:
    """Whether a text has a letter of the Arabic script, which Persian and Kurdish use too."""
    return ARABIC.search(text) is not None


def key_words(words: Collection[str]) -> dict[str, WordKeys]:
    """The keys of each word. Words of other scripts than Latin are first written in Latin letters."""
    if not words:
        return {}
    latin = [word if word.isascii() else re.sub(r"\W", "", anyascii(word).casefold()) for word in words]
    text = "\n".join(latin)
    for pattern, sound in _SPELLING_STEPS:
        text = pattern.sub(sound, text)
    spelt = text.split("\n")
    text = text.translate(_COARSER)
    for pattern, sound in _LATIN_STEPS:
        text = pattern.sub(sound, text)
    sounds = _LAST_H.sub("", text).split("\n")
    arabic = [word for word in words if is_arabic(word)]
    of_arabic = dict(zip(arabic, _sound_arabic("\n".join(arabic)).split("\n"), strict=True)) if arabic else {}
    keys = zip(words, spelt, sounds, strict=True)
    return {word: WordKeys("" if word in of_arabic else one, of_arabic.get(word, other)) for word, one, other in keys}


def join_spellings(names: Iterable[Sequence[WordKeys]]) -> list[str]:
    """The spelling key of each name; empty without a vowel and two consonants, as too many names share those."""
    joined = _DOUBLED.sub(r"\1", "\n".join("".join(word.spelling for word in name) for name in names)).split("\n")
    return [key if 2 <= len(key.translate(_WITHOUT_VOWELS)) < len(key) else "" for key in joined]


def join_sounds(names: Iterable[Sequence[WordKeys]]) -> list[str]:
    """The consonant key of each name."""
    joined = _DOUBLED.sub(r"\1", "\n".join("".join(word.sound for word in name) for name in names))
    return _INNER_VOWEL.sub("", joined).split("\n")


def count_consonants(key: str) -> int:
    """How many consonants a consonant key has."""
    return len(key) - key.count(VOWEL)


_WITHOUT_VOWELS = str.maketrans("", "", "aio")


def drop_articles(words: list[str]) -> list[str]:
    """The words without articles; all of them if there is nothing else."""
    return [word for word in words if word not in ARTICLES] or words


def drop_small_words(words: list[str]) -> list[str]:
    """The words without articles of any language, and such as *of*; all of them if there is nothing else."""
    return [word for word in words if word not in SMALL_WORDS] or words


def drop_every_article(words: list[str]) -> list[str]:
    """The words without articles of any language; all of them if there is nothing else."""
    return [word for word in words if word not in ARTICLES and word not in FOREIGN_ARTICLES] or words


def count_words(words: list[str]) -> int:
    """How many words a name has, without articles and those that are as often joined to another; at least one."""
    return sum(not JOINED.search(word) for word in drop_articles(words)) or 1


# letters of the Arabic script that Latin letters write in more than one way, by what else may stand for them
_OTHER_SOUNDS = {"ذ": "د", "ظ": "ض", "ض": "ز", "ث": "س", "ق": "گ", "ة": "ت", "و": "ف", "ج": "ز"}
MOST_OTHERS = 3  # such letters of a word


def list_other_sounds(words: Sequence[str]) -> list[list[str]]:
    """Some words of the Arabic script, with each choice of what else some of their letters may sound like."""
    text = "\n".join(words)
    places = [place for place, letter in enumerate(text) if letter in _OTHER_SOUNDS][:MOST_OTHERS]
    found = []
    for size in range(1, len(places) + 1):
        for chosen in combinations(places, size):
            letters = [_OTHER_SOUNDS[c] if place in chosen else c for place, c in enumerate(text)]
            found.append("".join(letters).split("\n"))
    return found


def toggle_vowels(sound: str) -> list[str]:
    """A consonant key without the vowel at its beginning or its end, or with one there."""
    without_first = sound[1:] if sound.startswith(VOWEL) else VOWEL + sound
    without_last = sound[:-1] if sound.endswith(VOWEL) else sound + VOWEL
    return [without_last, without_first]


def _sound_arabic(text: str) -> str:
    for pattern, sound in _ARABIC_STEPS:
        text = pattern.sub(sound, text)
    return _LAST_H.sub("", NOT_A_SOUND.sub("", text.translate(_ARABIC_TABLE)))


def is_near(asked: str, name: str) -> bool:
    """Whether a name can be offered for one that nobody has: a word of both is the same, or nearly all letters are.

    A name in another script is only compared with one asked for in the Arabic script.
    """
    from rapidfuzz.distance import OSA

    one, other = split_words(asked), split_words(name)
    if set(one) & set(other) - SMALL_WORDS or is_arabic(asked):
        return True
    return OSA.normalized_similarity(" ".join(drop_small_words(one)), " ".join(drop_small_words(other))) >= LEAST_NEAR
