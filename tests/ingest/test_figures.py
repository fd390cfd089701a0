"""Tables of figures: what each row becomes, by hand; how they are headed; files of one source beside one another."""

import gzip
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from graph.errors import InvalidSource
from graph.model.entities import NamedEntity
from graph.store.reading.reader import Reader
from graph.store.store import Store
from ingest.dossier import ParsedSource
from ingest.figures.columns import COLUMNS
from ingest.figures.loading import load_figures
from ingest.figures.names import KnownNames
from ingest.figures.rows import FIELDS, is_unnamed
from ingest.figures.tables import read_figures, suggest_id
from ingest.known_names import OwnedEntity
from ingest.loading import load_source
from ingest.reading import read_source
from tests.conftest import wipe
from tests.ingest.ministry import DOSSIER, write

HEADER = "date,holder,held,place,number,counted as,said by,said on,address"
PAGE = "https://lake.example/roll"
NINE = (
    f"2020-02-05,Lake Navy,fishers,Old Mill,about 200,,Harbour Office,2020-02-06,{PAGE}\n"
    f"May 2019,Lake Navy,fishers,,1200,the most ever held,Lake Post,8 June 2019,{PAGE}\n"
)
GUARD = "a guard (unnamed)"
NAMES = KnownNames(
    OwnedEntity(NamedEntity(id=id_, label="Actor", name=name, kind="organisation", aliases=aliases), "other")
    for id_, name, aliases in (
        ("lake-navy", "Lake Navy", ("the Fleet",)),
        ("post-a", "Post", ()),
        ("post-b", "Post", ()),
    )
)


def table(folder: Path, rows: str, header: str = HEADER, name: str = "figures.csv") -> Path:
    path = folder / name
    path.write_text(f"{header}\n{rows}", encoding="utf-8")
    return path


def read(folder: Path, rows: str, header: str = HEADER, names: KnownNames | None = None) -> ParsedSource:
    return read_figures(table(folder, rows, header), "lake", names or KnownNames())


def test_a_row_is_a_sighting_with_a_count_said_by_its_speaker_and_cited_from_its_page(tmp_path: Path) -> None:
    parsed = read(tmp_path, NINE)
    assert not [str(row) for row in parsed.quarantine]
    first, second = parsed.statements
    names = {entity.id: (entity.label, entity.name) for entity in parsed.entities}
    assert {role: [names[i] for i in ids] for role, ids in first.roles.items()} == {
        "subject": [("Actor", "Lake Navy")], "object": [("Group", "fishers")], "at": [("Place", "Old Mill")]
    }  # fmt: skip
    assert (first.predicate, first.validity.kind, first.validity.written) == ("holds", "observed", "2020-02-05")
    assert first.count is not None
    assert (first.count.wording, first.count.min, first.count.max, first.count.kind) == ("about 200", 180, 220, "stock")
    assert (names[first.said_by], first.said_on) == (("Actor", "Harbour Office"), "2020-02-06")
    assert second.count is not None
    assert (second.count.kind, second.validity.written, second.said_on) == ("peak", "2019-05", "2019-06-08")
    (page,) = parsed.more_sources
    assert (page.url, names[page.publisher][1], page.published_on) == (PAGE, "lake.example", "2020-02-06")
    assert {s.cites.source for s in parsed.statements} == {page.id}
    assert names[parsed.source.publisher] == ("Actor", "coder of lake")
    assert parsed.source.title == "lake"


# what is counted, from when to when: predicate, role of the holder, kind of the count, and the time as written
COUNTED = [
    ("held on that day", "2020-02-05", "holds", "subject", "stock", "observed 2020-02-05"),
    ("Stock", "2019/2020-01", "holds", "subject", "stock", "valid 2019/2020-01"),
    ("arrived", "2020-02-05", "transfers", "to_holder", "flow", "on 2020-02-05"),
    ("moved in total so far", "2020-02-05", "transfers", "to_holder", "cumulative", "on 2020-02-05"),
    ("in total so far", "2020-01-01/2020-02-05", "transfers", "to_holder", "cumulative", "on 2020-01-01/2020-02-05"),
    ("left", "2020-02-05", "transfers", "from_holder", "flow", "on 2020-02-05"),
    ("released", "2020-02", "releases", "subject", "flow", "on 2020-02"),
    ("escaped", "2020-02-05", "escapes", "from_holder", "flow", "on 2020-02-05"),
]


@pytest.mark.parametrize(("word", "date", "predicate", "role", "kind", "time"), COUNTED)
def test_what_a_number_counts_says_what_is_said(
    tmp_path: Path, word: str, date: str, predicate: str, role: str, kind: str, time: str
) -> None:
    parsed = read(tmp_path, f"{date},Lake Navy,fishers,Old Mill,150,{word},Lake Post,2020-02-06,{PAGE}\n")
    assert not [str(row) for row in parsed.quarantine]
    (made,) = parsed.statements
    assert made.count is not None
    assert (made.predicate, made.count.kind) == (predicate, kind)
    assert made.roles[role] == ("lake-lake-navy",)
    assert f"{made.validity.kind} {made.validity.written}" == time
    assert made.count.since == ("2020-01-01" if "/" in date and kind == "cumulative" else None)


# changes of a good row: column, cell, and what is said of it
ASIDE = [
    ("date", "05/02/2020", "write 2020-02-05 (5 February 2020) or 2020-05-02 (2 May 2020)"),
    ("date", "21 January", "lacks a year"),
    ("date", "soon", "write one such as 2026-02-05"),
    ("date", "", "write the day, month or year"),
    ("holder", "", "write who holds them"),
    ("held", "Mr John Smith", "held people are always groups"),
    ("number", "a good many", "not a wording of a number"),
    ("counted as", "flow", "write \"arrived\" or \"left\""),
    ("counted as", "helt then", "did you mean 'held then'?"),
    ("counted as", "xyz", "write one of 'held on that day'"),
    ("said on", "2019", "comes after it was told"),
    ("address", "page 3", "write one such as https://example.org/report"),
    ("holder", "Post", "several are called 'Post'; write the id of one: post-a (Post) or post-b (Post)"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "cell", "says"), ASIDE)
def test_a_row_that_cannot_be_read_is_set_aside_with_its_column_and_what_to_write(
    tmp_path: Path, column: str, cell: str, says: str
) -> None:
    good = dict(zip(HEADER.split(","), NINE.splitlines()[0].split(","), strict=True))
    header = HEADER.replace("said on", "Reported On").replace("number", "How many?")
    parsed = read(tmp_path, ",".join((good | {column: cell}).values()) + "\n" + NINE, header, NAMES)
    (row,) = parsed.quarantine
    shown = {"said on": "date", "number": "How many?"}.get(column, column)
    assert (row.file, row.line, row.field) == ("figures.csv", 2, shown)
    assert says in row.reason
    assert len(parsed.statements) == 2
    assert parsed.complete  # what the store has under the key of that row stays


def test_names_mean_what_others_are_called_exactly_and_else_are_the_table_s_own(tmp_path: Path) -> None:
    rows = "".join(
        f"2020,{holder},fishers,,5,,Lake Post,2020,\n" for holder in ("the Fleet", "LAKE NAVY", "lake-navy", "Navy")
    )
    parsed = read(tmp_path, rows, names=NAMES)
    *meant, own = (s.roles["subject"][0] for s in parsed.statements)
    assert meant == ["lake-navy"] * 3
    assert own not in ("lake-navy", "post-a", "post-b")  # the id that its name would give is taken
    assert {e.id: e.name for e in parsed.entities}[own] == "Navy"
    assert [one.id for one in parsed.used] == ["lake-navy"]


@pytest.mark.parametrize("header", [
    HEADER, "Day;Held by;Whom;Where;How many;Counted;According to;Reported on;URL".replace(";", ","),
    "DATE,Holder:,held people,prison,count,Kind_of_count,speaker,said-when,Web address",
])  # fmt: skip
def test_headers_have_synonyms_and_any_case(tmp_path: Path, header: str) -> None:
    assert read(tmp_path, NINE, header).statements == read(tmp_path, NINE).statements


def test_separators_and_encodings_that_spreadsheets_write_read_the_same(tmp_path: Path) -> None:
    expected = read(tmp_path, NINE).statements
    text = f"{HEADER}\n{NINE}"
    for name, content in {
        "bom": b"\xef\xbb\xbf" + text.encode(), "wide": text.replace(",", "\t").encode("utf-16"),
        "semicolon": text.replace(",", ";").encode(), "told": b"sep=;\r\n" + text.replace(",", ";").encode(),
        "bar": text.replace(",", "|").encode(), "lines": b"\r\n,,,\r\n" + text.replace("\n", "\r\n").encode(),
        "quoted": text.replace("Old Mill", '"Old Mill"').encode(), "more": (text + ",,,,,,,,\n\n").encode(),
    }.items():  # fmt: skip
        for ending, write_as in ((".csv", content), (".csv.gz", gzip.compress(content))):
            folder = tmp_path / name
            folder.mkdir(exist_ok=True)
            (folder / f"figures{ending}").write_bytes(write_as)
            parsed = read_figures(folder / f"figures{ending}", "lake", KnownNames())
            assert not list(parsed.quarantine)
            assert parsed.statements == expected


def test_a_workbook_reads_as_its_table_does_whatever_kind_its_cells_are(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "figures.xlsx"))
    book.add_worksheet("Other").write(0, 0, "what this is")
    tab, day = book.add_worksheet("Figures"), book.add_format({"num_format": "dd/mm/yyyy"})
    lines = [HEADER.split(","), *(line.split(",") for line in NINE.splitlines())]
    for row, cells in enumerate(lines):
        tab.write_row(row, 0, cells)
    tab.write_datetime(1, 0, datetime(2020, 2, 5), day)
    tab.write_number(2, 4, 1200)
    book.close()
    parsed = read_figures(tmp_path / "figures.xlsx", "lake", KnownNames())
    assert parsed.statements == read(tmp_path, NINE).statements
    tab = (made := xlsxwriter.Workbook(str(tmp_path / "sums.xlsx"))).add_worksheet()
    for row, cells in enumerate(lines):
        tab.write_row(row, 0, cells)
    tab.write_formula(1, 4, "=100+100")
    made.close()
    with pytest.raises(InvalidSource, match="formulas at E2, which are not read"):
        read_figures(tmp_path / "sums.xlsx", "lake", KnownNames())


def test_neither_the_order_of_rows_nor_of_columns_nor_a_row_more_changes_a_statement(tmp_path: Path) -> None:
    expected = {s.key: s for s in read(tmp_path, NINE).statements}
    first, second = NINE.splitlines(keepends=True)
    for rows in (second + first, first + NINE.replace("2019", "2018").replace("200,", "7,") + second):
        found = {s.key: s for s in read(tmp_path, rows).statements}
        assert {key: found[key] for key in expected} == expected
    turned = "".join(",".join(reversed(line.strip().split(","))) + "\n" for line in (first, second))
    assert read(tmp_path, turned, ",".join(reversed(HEADER.split(",")))).statements == list(expected.values())


def test_a_row_that_stands_twice_is_one_and_two_of_one_key_are_set_aside(tmp_path: Path) -> None:
    parsed = read(tmp_path, NINE + NINE)
    assert len(parsed.statements) == 2
    assert parsed.notes == ["rows that repeat another one word for word, read once: 2"]
    keyed = [line + ",roll" for line in NINE.splitlines()]
    parsed = read(tmp_path, "\n".join(keyed), HEADER + ",key")
    assert [row.key for row in parsed.quarantine] == ["roll", "roll"]


@pytest.mark.parametrize(("header", "says"), [
    (HEADER.replace("holder", "holdr"), "no column 'holdr'.*did you mean 'holder'"),
    (HEADER.replace("place", "held by"), "'holder' both mean holder; keep one|both mean holder"),
    (HEADER.replace("held", "colour"), "no column held; met date, holder.*expected at least date, holder, held"),
    ("row,key,predicate,subject,object,date,holder", "is a dossier"),
])  # fmt: skip
def test_a_table_without_its_columns_is_refused_with_what_to_write(tmp_path: Path, header: str, says: str) -> None:
    with pytest.raises(InvalidSource, match=says):
        read(tmp_path, NINE, header)


def test_a_column_that_is_none_of_ours_is_told_and_not_read(tmp_path: Path) -> None:
    parsed = read(tmp_path, NINE.replace("\n", ",red\n"), HEADER + ",colour")
    assert parsed.warnings == ["figures.csv: the column 'colour' is not read"]
    assert parsed.statements == read(tmp_path, NINE).statements


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    for content, says in (
        (b"", "is empty"), (f"{HEADER}\n".encode(), "no rows"), (b"\xff\xfe", "empty|no column"),
        (f"{HEADER}\n\"2020,x\n".encode(), "quotation mark"),
        ("date,holder,held\n2020,Häfen,x".encode("latin-1"), "UTF-8"),
    ):  # fmt: skip
        path = tmp_path / "bad.csv"
        path.write_bytes(content)
        with pytest.raises(InvalidSource, match=says):
            read_figures(path, "lake", KnownNames())


def test_an_unnamed_speaker_is_one_for_each_page_and_an_empty_cell_means_the_publisher(tmp_path: Path) -> None:
    rows = "".join(
        f"2020,Lake Navy,fishers,,{n},,{who},2020,{PAGE}{page},Lake Post\n"
        for n, who, page in ((1, GUARD, 1), (2, GUARD, 1), (3, GUARD, 2), (4, "", 1))
    )  # fmt: skip
    parsed = read(tmp_path, rows, HEADER + ",published by")
    one, same, other, post = (s.said_by for s in parsed.statements)
    kinds = {entity.id: entity.kind for entity in parsed.entities}
    assert one == same != other
    assert (kinds[one], kinds[post]) == ("anonymous", "media")
    assert [is_unnamed(w) for w in ("an anonymous officer", "Unnamed official", "Ann Onymous")] == [True, True, False]


def test_ids_are_made_of_file_names_and_every_field_has_a_column() -> None:
    assert [suggest_id(Path(name)) for name in ("Figures 2020.csv", "Áb_c.CSV.gz")] == ["figures-2020", "b-c"]
    assert set(FIELDS.values()) <= set(COLUMNS)


@pytest.fixture
def store(embedded_engine: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("ingest.figures.loading.REFERENCE", "isis-detainee-transfer")  # smaller, and it has names too
    wipe(embedded_engine)
    with Store(engine=embedded_engine) as opened:
        yield opened


def keys_of(store: Store, dataset: str) -> list[str]:
    return sorted(row["key"].partition(":")[0] for row in store.read("read/open_statements", dataset=dataset))


def test_tables_of_one_source_never_close_each_other_s_rows(store: Store, tmp_path: Path) -> None:
    one = table(tmp_path, NINE, name="january.csv")
    other = table(tmp_path, NINE.replace("2019", "2018").splitlines()[1] + "\n", name="february.csv")
    loaded = load_figures(store, one, "lake")
    assert [first.parsed.form.id for first in loaded.first] == ["isis-detainee-transfer"]
    assert load_figures(store, other, "lake").report.counts["opened"] == 1
    assert keys_of(store, "lake") == ["lake/february", "lake/january", "lake/january"]
    for path in (one, other):
        assert load_figures(store, path, "lake").report.version is None  # nothing changes
    table(tmp_path, NINE.splitlines()[0] + "\n", name="january.csv")
    assert load_figures(store, one, "lake").report.counts["closed"] == 1
    assert keys_of(store, "lake") == ["lake/february", "lake/january"]
    names = {entity.name for entity in Reader(store).view().directory if entity.id.startswith("lake-")}
    assert names == {"Lake Navy", "fishers", "Old Mill", "Harbour Office", "Lake Post", "lake.example", "coder of lake"}
    table(tmp_path, NINE.replace("fishers", "farmers").splitlines()[0] + "\n", name="january.csv")
    load_figures(store, one, "lake")
    names = {entity.name for entity in Reader(store).view().directory if entity.id.startswith("lake-")}
    assert {"farmers", "fishers"} <= names  # the other file still names the fishers
    assert load_figures(store, other, "lake", replace_loaded=True).report.counts["closed"] == 1
    assert keys_of(store, "lake") == ["lake/february"]


def test_a_further_dossier_of_a_source_closes_none_of_its_own_rows(store: Store, tmp_path: Path) -> None:
    write(tmp_path, DOSSIER)
    further = tmp_path / "next.yml"
    further.write_text(
        "statements:\n  - key: later\n    predicate: holds\n    roles: {subject: [ministry], object: [strangers]}\n"
        "    observed: 2019-05\n    cite: {locator: page 2}\n"
        "    responds_to: [{key: 'ministry-roll:roll', stance: confirms}]\n",
        encoding="utf-8",
    )
    load_source(store, str(tmp_path))
    before = keys_of(store, "ministry-roll")
    assert load_source(store, str(tmp_path), further).report.counts["opened"] == 1
    assert keys_of(store, "ministry-roll") == sorted([*before, "ministry-roll/next"])
    for file in (None, further):
        assert load_source(store, str(tmp_path), file).report.version is None
    further.write_text("entities:\n  - {id: new, label: Actor, kind: media, name: New}\n", encoding="utf-8")
    assert load_source(store, str(tmp_path), further).report.counts["closed"] == 1
    assert keys_of(store, "ministry-roll") == before


def test_a_table_in_a_folder_has_the_names_and_the_keys_of_its_source(tmp_path: Path) -> None:
    write(tmp_path, DOSSIER)
    alone = read_source(tmp_path)
    table(
        tmp_path, "2019-05,Ministry of Examples,strangers,,5,,Ministry of Examples,2019-05,,roll-5\n", HEADER + ",key"
    )
    parsed = read_source(tmp_path)
    assert not [str(row) for row in parsed.quarantine]
    *others, made = parsed.statements
    assert others == alone.statements
    assert (made.key, made.roles["subject"], made.cites.source) == (
        "ministry-roll:roll-5",
        ("ministry",),
        "ministry-roll",
    )


@pytest.mark.parametrize(
    "cell", ["Lake Navy and Harbour Office", "Lake Navy; Harbour Office", "Lake Navy/Harbour Office"]
)
def test_two_names_that_are_known_are_two_holders_and_two_speakers_are_two_rows(tmp_path: Path, cell: str) -> None:
    known = KnownNames(
        OwnedEntity(NamedEntity(id=id_, label="Actor", name=name, kind="organisation"), "other")
        for id_, name in (("navy", "Lake Navy"), ("office", "Harbour Office"))
    )
    parsed = read(tmp_path, f"2020-02-05,{cell},fishers,Old Mill,about 200,,,2020-02-06,{PAGE}\n", names=known)
    assert parsed.statements[0].roles["subject"] == ("navy", "office")
    parsed = read(tmp_path, f"2020-02-05,Lake Navy,fishers,Old Mill,200,,{cell},2020-02-06,{PAGE}\n", names=known)
    assert parsed.statements == []
    assert "write one row for each speaker: the same row with Lake Navy, again with Harbour Office" in str(
        next(iter(parsed.quarantine))
    )


def test_a_name_with_and_in_it_that_nobody_has_is_one_name(tmp_path: Path) -> None:
    parsed = read(tmp_path, f"2020-02-05,Salt and Sand,fishers,Old Mill,200,,,2020-02-06,{PAGE}\n")
    holder = parsed.statements[0].roles["subject"]
    assert [entity.name for entity in parsed.entities if entity.id in holder] == ["Salt and Sand"]


@pytest.mark.parametrize(("cell", "locator"), [("12", "paragraph 12"), ("page 3", "page 3"), ("١٢", "paragraph 12")])
def test_a_number_alone_is_a_paragraph(tmp_path: Path, cell: str, locator: str) -> None:
    row = f"2020-02-05,Lake Navy,fishers,Old Mill,200,,,2020-02-06,{PAGE},{cell}\n"
    parsed = read(tmp_path, row, header=f"{HEADER},paragraph")
    assert parsed.statements[0].cites.locator == locator


@pytest.mark.parametrize(("cell", "state"), [("", None), ("Checked", "checked"), ("agreed", "agreed")])
def test_a_figure_says_who_reviewed_it_and_keeps_its_key_and_id(tmp_path: Path, cell: str, state: str | None) -> None:
    row = f"2020-02-05,Lake Navy,fishers,,12,,Lake Post,2020-02-06,{PAGE}"
    (plain,) = read(tmp_path, f"{row}\n").statements
    header = f"{HEADER},coded by,Checker,state"
    (reviewed,) = read(tmp_path, f"{row},Anna,Ben,{cell}\n", header=header).statements
    assert (reviewed.key, reviewed.id) == (plain.key, plain.id)
    review = reviewed.review
    assert (review.coded_by, review.checked_by, review.state) == ("Anna", "Ben", state)


@pytest.mark.parametrize("state", ["draft", "done"])
def test_a_figure_in_a_state_that_it_cannot_have_is_set_aside(tmp_path: Path, state: str) -> None:
    row = f"2020-02-05,Lake Navy,fishers,,12,,Lake Post,2020-02-06,{PAGE},{state}\n"
    parsed = read(tmp_path, row, header=f"{HEADER},state")
    assert parsed.statements == []
    (aside,) = parsed.quarantine
    assert f"{state!r} is no state of a figure" in aside.reason
    assert "write checked or agreed" in str(aside)
