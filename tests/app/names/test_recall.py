"""Names in Arabic, Kurdish, Persian and Turkish spelling find their Latin spellings, among those of UCDP.

Each pair is asked with that one Latin spelling in the index, so that no other one helps.
"""

import csv
import gzip
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from graph.names.entries import EntityNames
from graph.names.lookup import NameLookup
from graph.names.search import NameIndex

ROOT = Path(__file__).parents[3]
UCDP = ROOT / "ingest/sources/ucdp-actor/sample/ucdp-actor-221.csv.gz"
LEAST_FOUND = 0.9  # of the pairs that are one name in other letters, among the first five


def read_pairs() -> list[tuple[str, str]]:
    with Path(__file__).with_name("pairs.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["script"], row["latin"]) for row in rows if row["kind"] == "spelling"]


def group_spellings(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """A name for all spellings of one name, by each: they are those that pairs lead to from one another."""
    of: dict[str, str] = {}

    def find(text: str) -> str:
        while of.setdefault(text, text) != text:
            text = of[text]
        return text

    for script, latin in pairs:
        of[find(script)] = find(latin.casefold())
    return {text: find(text) for text in list(of)}


def test_names_of_other_scripts_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    pairs = read_pairs()
    group = group_spellings(pairs)
    spellings: dict[str, list[str]] = defaultdict(list)
    for script, latin in pairs:
        if latin not in spellings[group[script]]:
            spellings[group[script]].append(latin)
    with gzip.open(UCDP, "rt", encoding="utf-8-sig") as file:
        names = [row["NameData"] for row in csv.DictReader(file)]
    others = [
        EntityNames(f"other-{n}", "Actor", "armed_group", name)
        for n, name in enumerate(names)
        if name.casefold() not in group
    ]
    counted: Counter[str] = Counter()
    for turn in range(max(map(len, spellings.values()))):
        shown = {one: latin[min(turn, len(latin) - 1)] for one, latin in spellings.items()}
        lookup = NameLookup([*(EntityNames(one, "Actor", "state", name) for one, name in shown.items()), *others])
        index = NameIndex(lookup)
        for script, latin in pairs:
            one = group[script]
            if turn < len(spellings[one]) and shown[one] == latin:
                found = [hit.id for hit in index.search(script)[:5]]
                read = lookup.find(script, {"Actor"})
                counted["pairs"] += 1
                counted["found"] += one in found
                counted["first"] += found[:1] == [one]
                counted["read"] += read is not None and len(read.ids) == 1
                counted["read right"] += read is not None and read.ids == (one,)
    recall = counted["found"] / counted["pairs"]
    with capsys.disabled():
        print(
            f"\n{counted['pairs']} pairs: recall at 5 {recall:.3f}, first {counted['first'] / counted['pairs']:.3f}; "
            f"read as one name {counted['read']}, rightly {counted['read right']}"
        )
    assert counted["pairs"] == len(pairs)
    assert recall >= LEAST_FOUND
    assert counted["read right"] == counted["read"]
