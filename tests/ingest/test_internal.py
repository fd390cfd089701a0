"""The mark `internal`, in each form in which people write: it is not about what is said, so ids stay as they are."""

from dataclasses import replace
from pathlib import Path

from ingest.csv_dossier import COLUMNS
from ingest.dossier import ParsedSource, read_dossier
from ingest.figures.loading import check_figures
from ingest.sheets.content import make_content
from tests.ingest.ministry import SOURCE, changed, write
from tests.ingest.sheets.sheets import SOURCE as ANSWERS
from tests.ingest.sheets.sheets import WHO, Row, read_rows

HELD: Row = {"locator": "2", "who": "SDF", "predicate": "holds", "object": "suspects", "time": "2019"}


def marked(parsed: ParsedSource) -> set[str]:
    """The keys of statements and the ids of entities that are marked."""
    return {one.key for one in parsed.statements if one.internal} | {one.id for one in parsed.entities if one.internal}


def test_a_dossier_says_what_is_internal(tmp_path: Path) -> None:
    plain = read_dossier(write(tmp_path))
    assert (plain.source.internal, marked(plain)) == (False, set())
    dossier = changed("key: march\n", "key: march\n    internal: true\n")
    first = plain.entities[0]
    dossier = dossier.replace("entities:\n", f"entities:\n  - {{id: cell, label: {first.label}, kind: {first.kind}, "
                              "name: Cell, internal: true, internal_aliases: [The Cellar]}\n", 1)  # fmt: skip
    parsed = read_dossier(write(tmp_path, dossier, source=f"{SOURCE}internal: true\n"))
    assert parsed.source.internal
    assert marked(parsed) == {"cell", *(one.key for one in parsed.statements if one.key.endswith(":march"))}
    assert parsed.entities[0].internal_aliases == ("The Cellar",)
    assert [one.id for one in parsed.statements] == [one.id for one in plain.statements]


def test_so_does_a_table(tmp_path: Path) -> None:
    cells = {
        "row": "statement", "key": "a", "predicate": "holds", "subject": "ministry", "object": "strangers",
        "observed": "2019", "locator": "page 1", "internal": "true",
    }  # fmt: skip
    ministry = {"row": "entity", "id": "ministry", "label": "Actor", "kind": "ministry", "name": "Ministry",
                "internal_aliases": "Cellar; Vault"}  # fmt: skip
    strangers = {"row": "entity", "id": "strangers", "label": "Group", "kind": "people", "name": "Strangers"}
    lines = [",".join(row.get(name, "") for name in COLUMNS) for row in (ministry, strangers, cells)]
    write(tmp_path, "\n".join([",".join(COLUMNS), *lines]), name="dossier.csv")
    parsed = read_dossier(tmp_path)
    assert [one.internal for one in parsed.statements] == [True]
    assert parsed.entities[0].internal_aliases == ("Cellar", "Vault")


def test_and_a_sheet_which_is_written_as_it_was_read(tmp_path: Path) -> None:
    who = [{**WHO[0], "internal_aliases": "Zebra Force"}, {**WHO[1], "internal": "yes"}, *WHO[2:]]
    found = read_rows(tmp_path, HELD | {"internal": "yes"}, HELD, who=who, source=ANSWERS | {"internal": "yes"})
    assert found.problems == []
    parsed = found.parsed
    assert parsed.source.internal
    assert [one.internal for one in parsed.statements] == [True, False]
    assert [one.name for one in parsed.entities if one.internal] == ["suspects"]
    assert [one.internal_aliases for one in parsed.used if one.id == "sdf"] == [("Zebra Force",)]
    written = make_content(parsed)
    assert written.source["internal"] == "yes"
    assert [row.get("internal") for row in written.what] == ["yes", None]
    assert {row.get("internal_aliases") for row in written.who} == {"Zebra Force", None}


def test_an_id_of_another_source_cannot_be_made_internal_in_a_sheet(tmp_path: Path) -> None:
    found = read_rows(tmp_path, HELD, who=[{**WHO[0], "internal": "yes"}, *WHO[1:]])
    (problem,) = (one for one in found.problems if one.column == "internal")
    assert "is an id of another source (leave this empty" in problem.message


def test_and_a_table_of_figures(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    rows = [
        "date,holder,held,internal",
        "2019,Lake Navy,fishers,yes",
        "2020,Lake Navy,fishers,",
        "2021,Lake Navy,fishers,so",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    parsed = check_figures(path, "figures")
    assert [one.internal for one in parsed.statements] == [True, False]
    (aside,) = parsed.quarantine
    assert (aside.field, "'so' is no" in aside.reason) == ("internal", True)
    plain = replace(parsed.statements[0], internal=False)
    assert plain.id == parsed.statements[0].id
