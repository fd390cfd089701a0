"""Events of UCDP: the sums of what is loaded are those of the file, and cells that cannot be read are told."""

import re
from pathlib import Path

import pandas as pd
import pytest

from ingest.dossier import ParsedSource
from ingest.others.forms import find_form
from ingest.others.reading import FileWords, read_file
from tests.ingest.others.golden import FOLDER
from tests.ingest.tables import Row, rows_of, table

SAMPLE = FOLDER / "ucdp_ged" / "sample.csv.gz"
ESTIMATES = ["low", "best", "high"]
SIDES = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]
USUAL = next(row for row in rows_of(SAMPLE) if row["id"] == "214804")


def read(path: Path) -> ParsedSource:
    return read_file(find_form("ucdp-ged"), path, FileWords())


def count_events(parsed: ParsedSource) -> pd.DataFrame:
    """Deaths by dyad and month of all statements that have them, by their wording and their note."""
    found = []
    for said in parsed.statements:
        if said.count:
            numbers = dict(re.findall(r"(best|low|high) ([0-9]+)", said.count.wording))
            sides = dict(re.findall(r"(deaths \w+) ([0-9]+)", said.note or ""))
            dyad = re.match(r"dyad ([0-9]+),", said.note or "")
            assert dyad
            assert said.count.min == min(map(int, numbers.values()))
            assert said.count.max == max(map(int, numbers.values()))
            month = said.validity.window.earliest.isoformat()[:7]
            sums = {name: int(numbers[name]) for name in ESTIMATES}
            sums |= {name: int(sides[name.replace("_", " ")]) for name in SIDES}
            found.append({"dyad": int(dyad[1]), "month": month, "events": 1, **sums})
    return pd.DataFrame(found).groupby(["dyad", "month"]).sum().sort_index()


def test_events_and_deaths_of_each_dyad_and_month_are_those_of_the_file() -> None:
    file = pd.read_csv(SAMPLE)
    file = file.assign(month=file["date_start"].str[:7], events=1).rename(columns={"dyad_new_id": "dyad"})
    plain = file.groupby(["dyad", "month"])[["events", *ESTIMATES, *SIDES]].sum().sort_index()
    pd.testing.assert_frame_equal(count_events(read(SAMPLE)), plain, check_dtype=False)


def test_each_report_of_the_file_is_a_statement_or_left_out_and_told() -> None:
    file = pd.read_csv(SAMPLE)
    parsed = read(SAMPLE)
    said = [one for one in parsed.statements if re.match(r"ucdp-ged:[0-9]+-", one.key)]
    left_out = sum(int(note.rpartition(": ")[2]) for note in parsed.notes if note.startswith("left out: reports"))
    assert len(said) + left_out == file["number_of_sources"].sum()
    assert all(one.count is None for one in said)


def test_a_file_that_r_or_pandas_wrote_again_says_the_same(tmp_path: Path) -> None:
    parsed = read(SAMPLE)
    file = pd.read_csv(SAMPLE)
    file["dyad_new_id"] = file["dyad_new_id"].astype(float)
    file["date_start"] += " 00:00:00.000"
    path = tmp_path / "again.csv"
    file[file.columns[::-1]].rename(columns=str.upper).to_csv(path, na_rep="NA", encoding="cp1252", errors="strict")
    again = read(path)
    assert again.rows == parsed.rows
    assert again.statements == parsed.statements
    notes = set(again.notes) - set(parsed.notes)
    assert len(notes) == 2  # NA and 72.0; a file without other letters is UTF-8 too


ASIDE = [
    ({"date_prec": "9"}, "date_prec", "'9'; expected one of 1, 2, 3, 4, 5"),
    ({"where_prec": ""}, "where_prec", "''; expected one of 1, 2"),
    ({"date_start": "1 January 2016"}, "date_start", "expected a day written YYYY-MM-DD"),
    ({"date_end": "2015-12-31"}, "date_end", "expected the earlier first"),
    ({"best": ""}, "best", "best is empty"),
    ({"high": "many"}, "high", "'many' is no number"),
    ({"type_of_violence": "4"}, "type_of_violence", "'4'; expected one of 1, 2, 3"),
    ({"side_b": ""}, "side_b", "side_b is empty"),
    ({"latitude": "north"}, "latitude", "'north,36.449962;u=25000'; expected latitude,longitude"),
    ({"source_date": "2016-13-01"}, "published", "2016-13-01"),
    ({"id": "x"}, "id", "'x' is no list of ids"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "field", "says"), ASIDE)
def test_a_row_that_cannot_be_read_is_set_aside_by_place_value_and_reason(
    tmp_path: Path, change: Row, field: str, says: str
) -> None:
    parsed = read(table(tmp_path / "ged.csv", USUAL, {"id": "1"}, change))
    (row,) = parsed.quarantine
    assert (row.file, row.line, row.field) == ("ged.csv", 3, field)
    assert says in str(row)


def test_older_events_whose_reports_stand_in_one_text_keep_it(tmp_path: Path) -> None:
    change = {"source_office": "", "source_date": "", "source_article": "R 2 January 1990", "source_original": ""}
    (said, *others) = read(table(tmp_path / "ged.csv", USUAL, change)).statements
    assert "reports: R 2 January 1990" in (said.note or "")
    assert {one.predicate for one in others} == {"located_in"}


def test_a_report_without_a_day_came_out_between_the_event_and_the_next_release(tmp_path: Path) -> None:
    parsed = read(table(tmp_path / "ged.csv", USUAL, {"source_date": "1753-01-01"}))
    source = next(one for one in parsed.more_sources if one.publisher == "ucdp-sohr")
    assert source.published_on == "[2016-01-01..2017]"
    assert source.published_reason is not None


def test_speakers_without_a_name_are_others_in_each_report(tmp_path: Path) -> None:
    one = {"source_original": "Local sources"}
    other = one | {"id": "2", "source_article": '"SOHR,2016-01-02,other"', "source_date": "2016-01-02"}
    parsed = read(table(tmp_path / "ged.csv", USUAL, one, other))
    kinds = [entity.kind for entity in parsed.entities if entity.name == "Local sources (SOHR)"]
    assert kinds == ["anonymous", "anonymous"]
