"""The CSV template says the same as YAML; what it cannot say is told."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.errors import InvalidSource
from ingest.csv_dossier import COLUMNS, LISTS, NESTED, ROLES
from ingest.dossier import ParsedSource, read_dossier
from tests.ingest.ministry import DOSSIER, SOURCE, changed, write

PREFIX = {"cite": "", "count": "count_", "valid": "valid_"}
TEMPLATE = Path(__file__).parents[2] / "ingest" / "template.csv"


def flat(row: dict[str, Any]) -> dict[str, str]:
    """A row of YAML under the names of the CSV columns, written down here apart from the code that reads them."""
    found: dict[str, str] = {}
    for name, value in row.items():
        if name == "roles":
            found |= {role: "; ".join(ids) for role, ids in value.items()}
        elif isinstance(value, dict):
            found |= {PREFIX[name] + key: text for key, text in value.items()}
        elif name == "responds_to":
            found[name] = "; ".join(" ".join((r["key"], r["stance"], r["scope"])) for r in value)
        else:
            found[name] = "; ".join(value) if isinstance(value, list) else value
    return found


def as_csv(dossier: str, columns: list[str] | None = None) -> str:
    content = yaml.load(dossier, Loader=yaml.BaseLoader)
    rows = [{"row": "entity", **flat(row)} for row in content["entities"]]
    rows += [{"row": "statement", **flat(row)} for row in content["statements"]]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns or list(COLUMNS), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(folder: Path, text: str) -> ParsedSource:
    return read_dossier(write(folder, text, name="dossier.csv"))


def test_yaml_and_csv_give_the_same_entities_and_statements(tmp_path: Path) -> None:
    (tmp_path / "yaml").mkdir()
    expected = read_dossier(write(tmp_path / "yaml"))
    for text in (as_csv(DOSSIER), as_csv(DOSSIER, sorted(COLUMNS)), "\ufeff" + as_csv(DOSSIER)):
        parsed = read(tmp_path, text)
        assert not list(parsed.quarantine)
        assert parsed.entities == expected.entities
        assert parsed.statements == expected.statements


def test_rows_of_nothing_but_commas_say_nothing(tmp_path: Path) -> None:
    assert len(read(tmp_path, as_csv(DOSSIER) + "," * (len(COLUMNS) - 1) + "\r\n").statements) == 3


def test_what_cannot_be_read_is_set_aside_with_its_line(tmp_path: Path) -> None:
    row = next(iter(read(tmp_path, as_csv(changed("about 150", "a good many"))).quarantine))
    assert (row.file, row.line, row.key, row.field) == ("dossier.csv", 6, "roll", "count.wording")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("roll denies general", "roll denies general or not", "responds_to.0.scope"),
        ("2019-05,..,,", "2019-05,..,,2019-05/..", "valid_start"),
        ("roll denies general", "roll", "responds_to.0.stance"),
    ],
)
def test_nothing_of_a_field_is_dropped(tmp_path: Path, old: str, new: str, field: str) -> None:
    columns = [name for name in COLUMNS if name not in ("valid_start", "valid_end", "valid", "planned_end")]
    columns += ["valid_start", "valid_end", "planned_end", "valid"]
    rows = read(tmp_path, changed(old, new, as_csv(DOSSIER, columns))).quarantine
    assert {(row.key, row.field) for row in rows} >= {("denial", field)}


HEADERS = {
    "an unknown column": (",".join((*COLUMNS, "colour")), "'colour'"),
    "a column twice": (",".join((*COLUMNS, "key")), "'key' twice"),
    "no column that tells what a row is": (",".join(COLUMNS[1:]), "no column 'row'"),
    "another separator": ("~".join(COLUMNS), "row~id"),
    "an open quotation mark": (",".join(COLUMNS) + ',"', "unexpected end of data"),
}


@pytest.mark.parametrize("case", sorted(HEADERS))
def test_a_file_with_other_columns_is_refused_whole(tmp_path: Path, case: str) -> None:
    header, says = HEADERS[case]
    with pytest.raises(InvalidSource, match=r"dossier\.csv") as caught:
        read(tmp_path, header + "\r\n" if case != "an open quotation mark" else header)
    assert says in str(caught.value)


ROWS = {
    "neither entity nor statement": "person,omar\r\n",
    "more fields than columns": "entity" + "," * len(COLUMNS) + "x\r\n",
    "a quotation mark that is never closed": 'entity,"omar\r\n',
}


@pytest.mark.parametrize("case", sorted(ROWS))
def test_a_file_whose_rows_are_none_is_refused_with_the_line(tmp_path: Path, case: str) -> None:
    with pytest.raises(InvalidSource, match=r"dossier\.csv:9: "):
        read(tmp_path, as_csv(DOSSIER) + ROWS[case])


def test_a_table_without_statements_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match=r"dossier\.csv has no statements"):
        read(tmp_path, ",".join(COLUMNS) + "\r\n")


def test_the_template_has_every_column_and_its_examples_are_read(tmp_path: Path) -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    assert text.splitlines()[0] == ",".join(COLUMNS)
    parsed = read_dossier(write(tmp_path, source=SOURCE), TEMPLATE)
    assert not [str(row) for row in parsed.quarantine]
    assert len(parsed.statements) == 2


def test_every_column_has_a_place_in_the_forms() -> None:
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert set(LISTS) | set(ROLES) | set(NESTED) <= set(COLUMNS)


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_fields_may_be_parted_by_semicolons_or_tabs_as_spreadsheets_write_them(tmp_path: Path, sign: str) -> None:
    expected = read(tmp_path, as_csv(DOSSIER))
    rows = list(csv.reader(io.StringIO(as_csv(DOSSIER), newline="")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign).writerows(rows)
    parsed = read(tmp_path, out.getvalue())
    assert not list(parsed.quarantine)
    assert (parsed.entities, parsed.statements) == (expected.entities, expected.statements)


@pytest.mark.parametrize("start", ["\n", "\r\n\r\n", ",,,,\n", "\ufeff\n"])
def test_what_is_empty_before_the_header_is_passed_over_and_lines_are_still_counted(tmp_path: Path, start: str) -> None:
    parsed = read(tmp_path, start + as_csv(changed("kind: stock", "kind: stocks")))
    plain = read(tmp_path, as_csv(changed("kind: stock", "kind: stocks")))
    assert [row.line for row in parsed.quarantine] == [row.line + start.count("\n") for row in plain.quarantine]


DAYS = ("said_on", "private", "observed", "on", "valid", "planned_end")
SLIPS = ("2019.2020", "13/2019", "2-Jul-2018", "0000/00", "1900/0100", "x", "99999999", "2019-02-30", "²/4")


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("field", DAYS)
@pytest.mark.parametrize("form", ["yml", "csv"])
def test_a_cell_that_is_no_date_sets_its_row_aside_and_the_rest_is_read(
    tmp_path: Path, form: str, field: str, slip: str
) -> None:
    content = yaml.load(DOSSIER, Loader=yaml.BaseLoader)
    (roll,) = [row for row in content["statements"] if row["key"] == "roll"]
    for other in ("observed", "on", "valid"):
        if field in ("observed", "on", "valid"):
            roll.pop(other, None)
    roll[field] = slip
    text = yaml.safe_dump(content, allow_unicode=True)
    parsed = read(tmp_path, as_csv(text)) if form == "csv" else read_dossier(write(tmp_path, text))
    row = parsed.quarantine.rows[0]
    assert (row.key, row.file) == ("roll", f"dossier.{form}")
    assert (row.field or "").startswith(field)
    assert slip in str(row)
    assert row.line
    assert "march" in {statement.key.partition(":")[2] for statement in parsed.statements}


def test_last_columns_and_lines_in_which_nothing_is_written_are_passed_over(tmp_path: Path) -> None:
    """As spreadsheets write them: two more commas at the end of each line, and lines of blanks between."""
    header, *rows = as_csv(DOSSIER).splitlines()
    expected = read(tmp_path, as_csv(DOSSIER))
    text = "\n".join([f"{header},,", "  ", *(f"{row},," for row in rows), " , ,", ""])
    parsed = read(tmp_path, text)
    assert (parsed.entities, parsed.statements) == (expected.entities, expected.statements)
    assert not list(parsed.quarantine)
    with pytest.raises(InvalidSource, match=f"no more fields than the {len(COLUMNS)} columns"):
        read(tmp_path, "\n".join([f"{header},,", f"{rows[0]},,more", *rows[1:]]))


def test_na_is_an_empty_cell_as_r_writes_it_and_told_once(tmp_path: Path) -> None:
    expected = read(tmp_path, as_csv(DOSSIER))
    table = list(csv.reader(io.StringIO(as_csv(DOSSIER))))
    filled = [[cell or "NA" for cell in row] for row in table]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(filled)
    parsed = read(tmp_path, out.getvalue())
    assert (parsed.entities, parsed.statements) == (expected.entities, expected.statements)
    assert not list(parsed.quarantine)
    empty = sum(not cell for row in table for cell in row)
    assert parsed.notes == [f"cells with NA, as R writes an empty one, read as empty: {empty:,}"]
    assert expected.notes == []
