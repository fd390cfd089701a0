"""An adapter reads a table row by row: what cannot be read is told, and a table that is none is refused whole."""

import gzip
from pathlib import Path

import pytest

from graph.errors import InvalidSource, NotFound, TooLarge
from ingest import table
from ingest.reading import find_unexpected, read_source
from ingest.table import read_table
from tests.ingest.ministry import changed

SOURCE = """\
id: roll
title: Daily roll of the Ministry of Examples
publisher: roll-ministry
published: {on: 2019-08-01}
licence: CC-BY-4.0
expect: {statements: {min: 3, max: 9}}
"""
NAMES = """\
entities:
  - {id: roll-ministry, label: Actor, kind: ministry, name: Ministry of Examples, aliases: [The Ministry]}
"""
ADAPTER = '''\
"""The roll: who was where on a day."""

from graph.model.counts import ReportedCount, read_count
from graph.dates.validity import read_sighting
from ingest.table import read_table

COLUMNS = ("no", "date", "keeper", "prison", "how_many", "printed")
KEY = "no"
FIELDS = {"observed": "date"}


def parse(path):
    return read_table(path, COLUMNS)


def transform(context, row):
    number, keeper, page = row.pop("no"), row.pop("keeper"), row.pop("printed")
    low, high = read_count(row.pop("how_many"))
    source = context.source(page, title="Roll", publisher=context.publisher, published=page)
    yield context.statement(
        key=context.key(number),
        predicate="holds",
        roles={
            "subject": (context.entity("Actor", keeper, "armed_force"),),
            "object": (context.entity("Group", "men on the roll", "detainees"),),
            "at": (context.entity("Place", row.pop("prison"), "facility"),),
        },
        cites=context.cite(f"row {number}", source),
        validity=read_sighting(row.pop("date")),
        count=ReportedCount(min=low, max=high, kind="stock", wording=str(low)),
    )
    context.report_unread(row, ignore={"clerk"})
'''
ROLL = """\
no,date,keeper,prison,how_many,printed
r1,2019-06-01,North Guard,Old Mill,150,2019-06-02
r2,2019-06-02,the ministry,Old Mill,144,2019-06-02
r3,2019-06-03,North Guard,New Mill,12,2019-06-09
"""


def folder(tmp_path: Path, roll: str | bytes = ROLL, adapter: str = ADAPTER, name: str = "roll.csv") -> Path:
    (tmp_path / "sample").mkdir(exist_ok=True)
    for path, text in (("source.yml", SOURCE), ("names.yml", NAMES), ("adapter.py", adapter)):
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "sample" / name).write_bytes(roll.encode() if isinstance(roll, str) else roll)
    return tmp_path


def test_every_row_becomes_a_statement_that_cites_a_source_of_its_own(tmp_path: Path) -> None:
    parsed = read_source(folder(tmp_path))
    assert [statement.key for statement in parsed.statements] == ["roll:r1", "roll:r2", "roll:r3"]
    assert [source.published_on for source in parsed.more_sources] == ["2019-06-02", "2019-06-09"]
    assert {statement.known_from for statement in parsed.statements} == {"2019-06-02", "2019-06-09"}
    assert parsed.complete
    assert not parsed.quarantine.rows
    assert find_unexpected(parsed) == []


def test_names_that_are_known_are_found_and_others_are_the_sources_own(tmp_path: Path) -> None:
    parsed = read_source(folder(tmp_path))
    assert {entity.id for entity in parsed.entities} == {
        "roll-ministry", "roll-north-guard", "roll-men-on-the-roll", "roll-place-old-mill", "roll-place-new-mill",
    }  # fmt: skip
    assert parsed.statements[1].roles["subject"] == ("roll-ministry",)


def test_names_that_would_come_to_one_id_stay_two(tmp_path: Path) -> None:
    named = ROLL.replace("New Mill", "North Guard")
    parsed = read_source(folder(tmp_path, named.replace("r1,2019-06-01,North Guard", "r1,2019-06-01,place Old Mill")))
    ids = [entity.id for entity in parsed.entities]
    assert len(ids) == len(set(ids))
    labels = {entity.id: entity.label for entity in parsed.entities}
    for statement in parsed.statements:
        assert labels[statement.roles["subject"][0]] == "Actor"
        assert labels[statement.roles["at"][0]] == "Place"


ROWS = {
    "a broken date": ("2019-06-03", "3 June", "date", "3 June"),
    "no such day": ("2019-06-03", "2019-06-31", "date", "2019-06-31"),
    "a broken number": ("12,", "a lot,", "row", "not a wording of a number"),
    "told before it was so": ("2019-06-03", "2019-06-10", "date", "comes after it was told"),
    "a field too many": ("2019-06-09", "2019-06-09,x", "row", "7 fields"),
    "a field too few": (",2019-06-09", "", "row", "5 fields"),
    "a key that is none": ("r3,", "r 3,", "key", "'r 3' is no key"),
    "no day of publication": ("2019-06-09", "soon", "published", "soon"),
}


@pytest.mark.parametrize("case", sorted(ROWS))
def test_a_row_that_cannot_be_read_is_set_aside_and_the_others_are_read(tmp_path: Path, case: str) -> None:
    old, new, field, says = ROWS[case]
    parsed = read_source(folder(tmp_path, changed(old, new, ROLL)))
    (row,) = parsed.quarantine
    assert (row.file, row.line, row.key, row.field) == ("roll.csv", 4, "r 3" if "r 3" in new else "r3", field)
    assert says in str(row)
    assert [statement.key for statement in parsed.statements] == ["roll:r1", "roll:r2"]
    assert "roll-place-new-mill" not in {entity.id for entity in parsed.entities}
    assert len(parsed.more_sources) == 1
    assert not parsed.complete  # a row that cannot be read leaves what it said before open


def test_a_key_that_stands_twice_sets_both_rows_aside(tmp_path: Path) -> None:
    parsed = read_source(folder(tmp_path, changed("r3", "r1", ROLL)))
    assert [(row.line, row.key, row.field) for row in parsed.quarantine] == [(2, "r1", "key"), (4, "r1", "key")]
    assert [statement.key for statement in parsed.statements] == ["roll:r2"]


def test_fields_that_nobody_reads_are_reported_and_empty_rows_passed_over(tmp_path: Path) -> None:
    lines = [f"{line},{'wing' if number == 0 else 'east'},me" for number, line in enumerate(ROLL.splitlines())]
    lines[0] = lines[0].replace(",me", ",clerk")
    parsed = read_source(folder(tmp_path, "\n".join([*lines, ",,,,,,,", ""])))
    assert find_unexpected(parsed) == ["roll: unread field wing in 3 rows"]
    assert len(parsed.statements) == 3


def test_fewer_statements_than_a_healthy_load_has_are_told_unless_the_file_is_another_one(tmp_path: Path) -> None:
    short = "\n".join(ROLL.splitlines()[:2])
    assert find_unexpected(read_source(folder(tmp_path, short))) == ["roll: 1 statements; source.yml expects 3 to 9"]
    other = tmp_path / "june.csv"
    other.write_text(short, encoding="utf-8")
    assert find_unexpected(read_source(folder(tmp_path), other)) == []


FILES = {
    "a missing column": (ROLL.replace("keeper", "guard"), "keeper is missing; expected columns no, date, keeper"),
    "a column twice": (ROLL.replace("printed", "date"), "date stands twice"),
    "another table": ("name,age\nx,1\n", "met name, age"),
    "nothing": ("", "is empty"),
    "only a header": (ROLL.splitlines()[0], "has no rows"),
    "a quote that never ends": (ROLL.replace("North Guard", '"North Guard'), "roll.csv:"),
    "another encoding": (ROLL.replace("Old Mill", "Älte").encode("latin-1"), "is not UTF-8"),
}


@pytest.mark.parametrize("case", sorted(FILES))
def test_a_file_that_is_no_such_table_is_refused_whole(tmp_path: Path, case: str) -> None:
    text, says = FILES[case]
    with pytest.raises(InvalidSource) as caught:
        read_source(folder(tmp_path, text))
    assert caught.value.message.startswith("roll.csv")
    assert says in caught.value.message


def test_a_gz_is_the_same_table_and_half_of_one_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(ROLL.encode())
    expected = read_source(folder(tmp_path)).statements
    (tmp_path / "sample" / "roll.csv").unlink()
    assert read_source(folder(tmp_path, whole, name="roll.csv.gz")).statements == expected
    with pytest.raises(InvalidSource, match=r"roll\.csv\.gz cannot be read"):
        read_source(folder(tmp_path, whole[: len(whole) // 2], name="roll.csv.gz"))


def test_a_table_is_read_a_row_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "long.csv"
    path.write_text("no\n" + "".join(f"r{n}\n" for n in range(1000)), encoding="utf-8")
    assert next(iter(read_table(path, ("no",))))["no"] == "r0"
    monkeypatch.setattr(table, "LARGEST", 500)
    with pytest.raises(TooLarge, match=r"long\.csv"):
        list(read_table(path, ("no",)))


def test_a_line_that_never_ends_is_not_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "LONGEST_LINE", 100)
    path = tmp_path / "wide.csv"
    path.write_text("no\n" + "x" * 101 + "\n", encoding="utf-8")
    with pytest.raises(TooLarge, match="lines of 100"):
        list(read_table(path, ("no",)))


def test_where_no_file_is_shipped_the_adapter_may_bring_it_or_somebody_must_name_one(tmp_path: Path) -> None:
    place = folder(tmp_path)
    (place / "sample" / "roll.csv").unlink()
    with pytest.raises(NotFound, match="brings no file of its own"):
        read_source(place)
    fetch = (
        f"\n\ndef fetch(folder):\n    path = folder / 'brought.csv'\n    path.write_text({ROLL!r})\n    return path\n"
    )
    (place / "adapter.py").write_text(ADAPTER + fetch, encoding="utf-8")
    assert len(read_source(place).statements) == 3


@pytest.mark.parametrize(
    ("adapter", "says"),
    [("def parse(path): return ()\n", "no function transform"), ("def parse(:\n", "cannot be read")],
)
def test_an_adapter_that_is_none_is_named(tmp_path: Path, adapter: str, says: str) -> None:
    with pytest.raises(InvalidSource, match=says):
        read_source(folder(tmp_path, adapter=adapter))


def test_the_publisher_must_be_somebody(tmp_path: Path) -> None:
    place = folder(tmp_path)
    (place / "names.yml").unlink()
    with pytest.raises(InvalidSource, match=r"'roll-ministry' is no actor of names\.yml"):
        read_source(place)


def test_a_row_is_known_from_its_utterance_and_no_later_than_its_source(tmp_path: Path) -> None:
    """The rows were printed on 2, 2 and 9 June; said the day before, some day of 2019, and a day after."""
    said = "said_on={'r1': '2019-06-01', 'r2': '2019', 'r3': '2019-06-10'}[number], "
    parsed = read_source(folder(tmp_path, adapter=ADAPTER.replace('predicate="holds",', f'predicate="holds", {said}')))
    assert [(s.known_from, str(s.known.earliest), str(s.known.latest)) for s in parsed.statements] == [
        ("2019-06-01", "2019-06-01", "2019-06-01"),
        ("2019", "2019-01-01", "2019-06-02"),
    ]
    (row,) = parsed.quarantine
    assert (row.key, row.field) == ("r3", "said_on")


def test_what_follows_from_all_rows_comes_last(tmp_path: Path) -> None:
    finish = """

def finish(context):
    yield context.statement(
        key=context.key("all"), predicate="part_of", reading="inferred", cites=context.cite("roll"),
        roles={"subject": ("roll-north-guard",), "object": (context.publisher,)}, validity=read_sighting("2019"),
    )
"""
    statements = read_source(folder(tmp_path, adapter=ADAPTER + finish)).statements
    assert [statement.key for statement in statements] == ["roll:r1", "roll:r2", "roll:r3", "roll:all"]
    assert statements[-1].said_by == "roll-ministry"


def test_the_adapter_that_the_page_shows_works(tmp_path: Path) -> None:
    page = (Path(table.__file__).parent / "README.md").read_text(encoding="utf-8")
    shown = page.partition("```python\n")[2].partition("```")[0]
    parsed = read_source(folder(tmp_path, adapter=shown))
    assert not [str(row) for row in parsed.quarantine]
    assert [statement.key for statement in parsed.statements] == ["roll:r1", "roll:r2", "roll:r3"]
    assert parsed.warnings == ["roll: unread field how_many in 3 rows", "roll: unread field keeper in 3 rows"]
