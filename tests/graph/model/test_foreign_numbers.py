"""Every number up to 3,000 is read in French, German and Turkish words, which are spelt here by the rules of each."""

from collections.abc import Callable

import pytest

from graph.model.counts import read_count

FRENCH = [
    *("", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize"),
    *("quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
]
FRENCH_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
GERMAN = [
    *("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn"),
    *("vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"),
]
GERMAN_TENS = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
TURKISH = ["", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz"]
TURKISH_TENS = ["", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan"]
NUMBERS = (*range(2, 3_001), 17_342, 25_000, 80_080, 99_999)


def spell_french(number: int) -> str:
    tens, ones = divmod(number, 10)
    hundreds, below_hundred = divmod(number, 100)
    thousands, below_thousand = divmod(number, 1_000)
    if number < 20:
        return FRENCH[number]
    if number < 70:
        return FRENCH_TENS[tens] + ("" if not ones else " et un" if ones == 1 else f"-{FRENCH[ones]}")
    if number < 80:
        return "soixante et onze" if number == 71 else f"soixante-{FRENCH[number - 60]}"
    if number < 100:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{FRENCH[number - 80]}"
    if number < 1_000:
        head = f"{FRENCH[hundreds] if hundreds > 1 else ''} {'cent' if below_hundred or hundreds == 1 else 'cents'}"
        return f"{head} {spell_french(below_hundred)}".strip()
    return f"{spell_french(thousands) if thousands > 1 else ''} mille {spell_french(below_thousand)}".strip()


def spell_german(number: int) -> str:
    if number < 20:
        return GERMAN[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return (f"{GERMAN[ones]}und" if ones else "") + GERMAN_TENS[tens]
    size, word = (100, "hundert") if number < 1_000 else (1_000, "tausend")
    return f"{spell_german(number // size)}{word}{spell_german(number % size)}"


def spell_turkish(number: int) -> str:
    if number < 100:
        return f"{TURKISH_TENS[number // 10]} {TURKISH[number % 10]}".strip()
    size, word = (100, "yüz") if number < 1_000 else (1_000, "bin")
    many = spell_turkish(number // size) if number >= 2 * size else ""
    return f"{many} {word} {spell_turkish(number % size)}".strip()


@pytest.mark.parametrize("spell", [spell_french, spell_german, spell_turkish])
def test_every_number_in_words_is_read(spell: Callable[[int], str]) -> None:
    written = {number: spell(number) for number in NUMBERS}
    del written[10]  # `on` alone is no number, as it is an English word too
    read = {number: read_count(text) for number, text in written.items()}
    assert {written[number]: found for number, found in read.items() if found != (number, number)} == {}
