"""The pairs of names are whole: a script, a spelling, a language that has that script, and where it is from."""

import csv
import unicodedata
from collections import Counter
from pathlib import Path

ARABIC_LETTERS = {"ar", "ckb", "fa"}
KINDS = {"spelling", "translation", "both"}

with Path(__file__).with_name("pairs.tsv").open(encoding="utf-8", newline="") as file:
    PAIRS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def is_arabic(text: str) -> bool:
    return any(unicodedata.name(letter, "").startswith("ARABIC LETTER") for letter in text)


def test_pairs_are_whole_and_stand_once() -> None:
    assert len(PAIRS) >= 250
    for pair in PAIRS:
        assert set(pair) == {"script", "latin", "language", "from", "kind"}
        assert all(pair.values()), pair
        assert pair["kind"] in KINDS, pair
        assert pair["from"] in ("report", "ucdp-actor", "geonames", "hand"), pair
        assert is_arabic(pair["script"]) == (pair["language"] in ARABIC_LETTERS), pair
        assert not is_arabic(pair["latin"]), pair
        assert pair["script"] != pair["latin"], pair
    times = Counter((pair["script"], pair["latin"], pair["language"]) for pair in PAIRS)
    assert [pair for pair, n in times.items() if n > 1] == []


def test_each_language_has_several() -> None:
    times = Counter(pair["language"] for pair in PAIRS)
    assert set(times) == {"ar", "ckb", "fa", "ku", "tr"}
    assert min(times.values()) >= 10
