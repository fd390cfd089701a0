"""Searching names: 100,000 of them, asked as they are and with a letter changed; by the time of this process."""

import random
import time
from collections.abc import Iterator
from statistics import median

from graph.names.entries import EntityNames
from graph.names.lookup import NameLookup
from graph.names.search import NameIndex
from tests.bench.measure import Result

NAMES = 100_000
SYLLABLES = ["ka", "ru", "shi", "lem", "no", "tar", "bel", "ou", "gha", "zi", "an", "or", "mi", "des", "pro", "vel"]
BARS = {"whole": 30, "misspelt": 40}  # ms, p50


def searching(names: int = NAMES, rounds: int = 100) -> Iterator[Result]:
    drawn = random.Random(13)
    words = ["".join(drawn.choices(SYLLABLES, k=drawn.randint(2, 4))) for _ in range(max(100, names // 3))]
    written = [" ".join(drawn.choices(words, k=drawn.randint(1, 4))) for _ in range(names)]
    lookup = NameLookup([EntityNames(f"e{n}", "Actor", "armed_group", name) for n, name in enumerate(written)])
    index = NameIndex(lookup)
    index.search("xx")  # the keys of names are made when first searched
    for how, bar in BARS.items():
        asked = [name if how == "whole" else _misspell(name, drawn) for name in drawn.choices(written, k=rounds)]
        spent = []
        for name in asked:
            begun = time.process_time()
            index.search(name)
            spent.append(1_000 * (time.process_time() - begun))
        yield Result(
            what=f"search in {names:,} names, {how}",
            engine="",
            value=median(spent),
            unit="ms",
            ratio=median(spent) / bar,
            against="of what the bar allows",
            bar=f"<= {bar} ms",
            met=median(spent) <= bar,
        )


def _misspell(name: str, drawn: random.Random) -> str:
    place = drawn.randrange(len(name))
    return name[:place] + drawn.choice("aeioutrs") + name[place + 1 :]
