"""UCDP's files as R and pandas write them again say the same, and the years of each dyad are those of the file."""

import csv
from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from ingest.dossier import ParsedSource
from ingest.reading import read_source
from ingest.source import find_folder
from tests.ingest.tables import rows_of

SAMPLES = {"ucdp-actor": "ucdp-actor-221.csv.gz", "ucdp-dyadic": "Dyadic_v24_1.csv.gz"}
every_sample = pytest.mark.parametrize("source", SAMPLES)
WHOLE = "numbers such as 72.0, as pandas writes whole ones, read as 72"
EMPTY = "cells with NA, as R writes an empty one, read as empty"
WESTERN = "rows of a file that is not UTF-8, read as Windows-1252 (Latin-1)"


def find_sample(source: str) -> Path:
    return find_folder(source) / "sample" / SAMPLES[source]


def read(source: str, path: Path) -> ParsedSource:
    parsed = read_source(find_folder(source), path, in_place=True)
    assert not [str(row) for row in parsed.quarantine]
    assert parsed.warnings == []
    return parsed


def without_numbers(notes: list[str]) -> set[str]:
    return {note.rpartition(": ")[0] for note in notes}


@cache
def read_sample(source: str) -> ParsedSource:
    return read(source, find_sample(source))


@every_sample
def test_a_file_through_pandas_says_the_same(source: str, tmp_path: Path) -> None:
    """Whole numbers become 72.0, as in a column with an empty cell, and the rows get numbers."""
    plain = read_sample(source)
    path = tmp_path / "again.csv"
    table = pd.read_csv(find_sample(source), na_values=[""], keep_default_na=False, encoding="utf-8-sig")
    numbers = table.select_dtypes("number").columns
    table.astype(dict.fromkeys(numbers, float)).to_csv(path)
    again = read(source, path)
    assert again.statements == plain.statements
    assert without_numbers(again.notes) - without_numbers(plain.notes) == {WHOLE}


@every_sample
def test_a_file_through_r_says_the_same(source: str, tmp_path: Path) -> None:
    """As write.csv does on Windows: all texts in quotes, NA, Latin-1; with the columns the other way round.

    Of the rows every third.
    """
    rows = [row for row in rows_of(find_sample(source)) if can_be_western(row)][::3]
    assert any(not "".join(row.values()).isascii() for row in rows)
    plain, again = tmp_path / "plain.csv", tmp_path / "again.csv"
    for path, encoding in ((plain, "utf-8"), (again, "cp1252")):
        with path.open("w", encoding=encoding, newline="") as file:
            names = list(rows[0])
            if path is plain:
                writer = csv.DictWriter(file, names)
                writer.writeheader()
                writer.writerows(rows)
            else:
                lines = csv.writer(file, quoting=csv.QUOTE_ALL)
                lines.writerow(["", *(name.lower() for name in reversed(names))])
                for number, row in enumerate(rows, 1):
                    lines.writerow([number, *(row[name] or "NA" for name in reversed(names))])
    expected, met = read(source, plain), read(source, again)
    assert met.statements == expected.statements
    assert {one.name for one in met.entities} == {one.name for one in expected.entities}
    assert without_numbers(met.notes) - without_numbers(expected.notes) == {EMPTY, WESTERN}
    assert f"{WESTERN}: {len(rows):,}" in met.notes


def can_be_western(row: dict[str, str]) -> bool:
    try:
        "".join(row.values()).encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def test_spells_of_each_dyad_expand_to_the_years_of_the_file() -> None:
    """A spell is a run of years without a gap; nothing is said of the years between spells."""
    file = pd.read_csv(find_sample("ucdp-dyadic"))
    expected = {int(dyad): sorted(years) for dyad, years in file.groupby("dyad_id")["year"]}
    said: dict[int, list[int]] = {}
    for one in read_sample("ucdp-dyadic").statements:
        key = one.key.partition(":")[2].split("-")
        if len(key) == 2:
            days = one.validity.window
            assert days.earliest.year == days.latest.year
            said.setdefault(int(key[0]), []).append(days.earliest.year)
    spells = {dyad: list_spells(sorted(years)) for dyad, years in said.items()}
    assert {d: [year for a, b in runs for year in range(a, b + 1)] for d, runs in spells.items()} == expected
    assert spells[14784] == [(2016, 2016), (2018, 2018), (2023, 2023)]  # the government of Syria and the SDF


def list_spells(years: list[int]) -> list[tuple[int, int]]:
    begins = [years[0], *(b for a, b in pairwise(years) if b > a + 1)]
    ends = [*(a for a, b in pairwise(years) if b > a + 1), years[-1]]
    return list(zip(begins, ends, strict=True))
