"""Rows of a sheet: what is right becomes a statement, what is wrong says what to write."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from ingest.sheets.layout import load_layout
from ingest.sheets.names import list_reference_names
from ingest.sheets.reading import SheetReading, read_sheet
from ingest.sheets.tables import read_sheet_file
from tests.ingest.sheets.sheets import SOURCE, WHO, Row, read_rows, write_sheet

HELD = {"who": "SDF", "predicate": "holds", "object": "suspects", "time": "2019"}


def list_messages(reading: SheetReading) -> list[str]:
    return [str(problem) for problem in reading.every_problem]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"predicate": "holdz"}, "column E: does what: 'holdz' is no word of the vocabulary (did you mean holds?)"),
        ({"predicate": ""}, "column E: does what: this is needed"),
        ({"who": "SFD"}, "column D: who: 'SFD' is in no row of Who, and not known"),
        ({"who": "Congo"}, "write the id of one, or what it is in brackets after the name"),
        ({"who": "Old Mill"}, "column D: who: Old Mill (lake-place-old-mill, facility) is no actor"),
        (
            {"predicate": "dies in custody", "object": ""},
            "(sdf, armed force) is no group (“dies in custody” has a group under who; this name goes under from)",
        ),
        ({"who": "suspects"}, "is no actor (“holds” has an actor under who; this name goes under to whom)"),
        (
            {"predicate": "releases", "origin": "Blue Army"},
            "is no place (“releases” has a place under from; this name goes under who)",
        ),
        ({"who": "SDF قسد"}, "is in two scripts, so it is two names"),
        ({"object": ""}, "column F: to whom: “holds” needs it (write the name)"),
        (
            {"object": "the rest"},
            "'the rest' does not say of whom (add them to the tab Who by what they are the rest of",
        ),
        ({"object": "some of them"}, "'some of them' is no name (write the name of those who are meant)"),
        (
            {"predicate": "transfers", "origin": "Chad"},
            "or Chad (place-chad, country (place)) (write Chad (state) or Chad (place))",
        ),
        ({"responds": "2 declines"}, "who declines to comment does not say this (write comments on under does what"),
        ({"target": "River Town"}, "column I: to: “holds” has no 'to' (empty this cell; it has who, to whom, where)"),
        ({"time": ""}, "column K: when: this is needed"),
        ({"time": "05/02/2025"}, "(write 5 February 2025 or 2 May 2025)"),
        ({"time": "sometime"}, "column K: when: 'sometime' is no date that can be read (write it as 5 February 2026"),
        ({"time": "43586"}, "43586 is a day as spreadsheet programs count them, 1 May 2019"),
        ({"time": "2027"}, "lies after 2026-01-21"),
        ({"wording": "lots"}, "column J: how many: not a wording of a number: 'lots' (write n, about n"),
        (
            {"wording": "3-Apr"},
            "'3-Apr' is a date, which the spreadsheet program perhaps made of 3-4 (write 3 to 4 as text)",
        ),
        ({"locator": ""}, "column A: paragraph: this is needed"),
        ({"manner": "maybe"}, "is no way to say it"),
        ({"mode": "plannd"}, "'plannd' is no mode"),
        ({"terms": "pretrail"}, "'pretrail' is no term of “holds” (did you mean pretrial?)"),
        ({"private": "perhaps"}, "'perhaps' is no yes or no"),
        ({"count_kind": "sum"}, "is no way to count"),
        ({"wording": "50", "unit": "tents"}, "counted unit"),
        ({"responds": "77 denies"}, "there is no row 77 (write the number of a row, or its key)"),
        ({"responds": "2 likes"}, "'likes' is no stance"),
        ({"about": "SDF"}, "Syrian Democratic Forces (sdf, armed force) is no event"),
        ({"said_by": "Old Mill"}, "is no actor"),
        ({"said_on": "from 1 to 5 May 2019"}, "is a period (write a day, a month, a year"),
        ({"key": "A Key!"}, "is no key (leave it empty; check gives one)"),
        ({"state": "finished"}, "'finished' is no state"),
        ({"predicate": "transfers", "who": "", "time": "since 2019"}, "has only one end (write from .. to .."),
        ({"predicate": "part of", "object": "Old Mill"}, "joins only entities of one label"),
    ],
)
def test_what_is_wrong_says_what_to_write(tmp_path: Path, row: Row, says: str) -> None:
    reading = read_rows(tmp_path, HELD | row)
    messages = list_messages(reading)
    assert any(says in message for message in messages), messages
    assert all(message.startswith("What, row 2") for message in messages)
    assert reading.parsed.statements == []
    assert reading.parsed.complete
    for word in ("valid ", "instance", "pydantic", "Form", "literal", "dictionary"):
        assert not any(word in message for message in messages), messages


@pytest.mark.parametrize(
    ("who", "says"),
    [
        (
            {"name": "X", "kind": "armd group"},
            "column C: what it is: 'armd group' is no kind (did you mean armed group?)",
        ),
        ({"name": "X", "kind": "country"}, "'country' may be country (nationality) or country (place)"),
        ({"name": "X"}, "column C: what it is: 'X' is new here (write what it is"),
        ({"kind": "city"}, "this row has no name"),
        ({"name": "X", "id": "use: nobody-has-it"}, "no source that is known here has the id 'nobody-has-it'"),
        ({"name": "X", "id": "Not An Id"}, "'Not An Id' is no id"),
        ({"name": "X", "id": "sdf", "kind": "city"}, "sdf is Syrian Democratic Forces, a actor of reference"),
        ({"name": "Mr John Smith", "kind": "detainees"}, "a single named detainee is not loaded"),
        ({"name": "Homs حمص", "kind": "city"}, "write Homs as the name, and حمص under names in other scripts"),
        ({"name": "strangers", "kind": "people"}, "'strangers' stands in row 4 too"),
    ],
)
def test_what_is_wrong_in_who(tmp_path: Path, who: Row, says: str) -> None:
    reading = read_rows(tmp_path, HELD, who=[*WHO, who])
    assert any(says in message for message in list_messages(reading)), list_messages(reading)
    assert all(message.startswith("Who, row 10") for message in list_messages(reading))
    assert len(reading.parsed.statements) == 1


def test_what_follows_from_a_mistake_elsewhere_says_where_that_is(tmp_path: Path) -> None:
    who = [*WHO, {"name": "Salt Hills", "kind": "armd group"}]
    rows = (HELD | {"who": "Salt Hills"}, HELD | {"locator": "3", "responds": "2 denies"})
    messages = list_messages(read_rows(tmp_path, *rows, who=who))
    assert any("'Salt Hills' stands in row 10 of Who, in which something is wrong (mend row 10" in m for m in messages)
    assert any(
        m.startswith("What, row 3") and "names row 2, in which something is wrong: mend that first" in m
        for m in messages
    ), messages


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"title": ""}, "Source: title: this is needed"),
        ({"publisher": ""}, "Source: publisher: this is needed"),
        ({"publisher_kind": ""}, "'Lake Post' is not known here yet"),
        ({"publisher_kind": "newspapr"}, "is no kind"),
        (
            {"published": "05/02/2026"},
            "column B: date of publication: '05/02/2026' may be 5 February 2026 or 2 May 2026",
        ),
        ({"url": "example.org"}, "is no address on the web"),
        ({"archived": "c:\\copy"}, "is no address on the web"),
        ({"text": "lost.txt"}, "there is no file 'lost.txt' beside the sheet"),
        ({"id": "Lake Post"}, "'Lake Post' is no short name"),
    ],
)
def test_what_is_wrong_in_source(tmp_path: Path, answer: Row, says: str) -> None:
    reading = read_rows(tmp_path, HELD, source=SOURCE | answer)
    assert any(says in message for message in list_messages(reading)), list_messages(reading)
    assert len(reading.parsed.statements) == 1  # rows are told back all the same


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("wording", date(2026, 4, 3), "made a date of this, 3 April 2026 (write 3 to 4 as text, if that was meant)"),
        ("wording", 0.5, "made 0.5 of this, perhaps of a fraction or of per cent (write it as printed, as text)"),
        ("wording", time(3, 4), "made a time of this"),
        ("locator", date(2026, 4, 3), "write 3 to 4 as text"),
        ("who", date(2026, 4, 3), "made a date of this"),
        ("time", date(2019, 5, 1), "made a date of this, 1 May 2019 (write 1 May 2019 or May 2019 as text)"),
    ],
)
def test_what_a_spreadsheet_program_made_is_told(tmp_path: Path, field: str, value: object, says: str) -> None:
    reading = read_typed(tmp_path, {**HELD, "locator": "2", field: value})
    assert [says in message for message in list_messages(reading)] == [True], list_messages(reading)


def test_days_and_whole_numbers_that_a_spreadsheet_program_made_are_taken(tmp_path: Path) -> None:
    reading = read_typed(tmp_path, {**HELD, "locator": 3, "wording": 2000, "time": datetime(2019, 5, 2, 14, 0)})
    statement = reading.parsed.statements[0]
    assert (statement.cites.locator, statement.count and statement.count.wording) == ("paragraph 3", "2000")
    assert statement.validity.written == "2019-05-02"


def read_typed(folder: Path, row: dict[str, object]) -> SheetReading:
    write_sheet(folder / "plain.xlsx", [])
    path = folder / "lake.xlsx"
    with xlsxwriter.Workbook(str(path), {"default_date_format": "d mmm yyyy"}) as book:
        source = book.add_worksheet("Source")
        source.write_row(0, 0, ["question", "answer"])
        for number, (name, value) in enumerate(SOURCE.items(), 1):
            source.write_row(number, 0, [load_layout().source.header(name), value])
        who = book.add_worksheet("Who")
        who.write_row(0, 0, ["name", "id", "what it is"])
        for number, one in enumerate(WHO, 1):
            who.write_row(number, 0, [one.get(name, "") for name in ("name", "id", "kind")])
        what = book.add_worksheet("What")
        for place, (name, value) in enumerate(row.items()):
            what.write(0, place, load_layout().what.header(name))
            what.write(1, place, value)
    return read_sheet(read_sheet_file(path), list_reference_names())


def test_keys_stay_when_rows_are_sorted_copied_and_put_in(tmp_path: Path) -> None:
    rows: list[Row] = [HELD, HELD | {"who": "Blue Army"}, HELD | {"time": "2020"}]
    keys = [row.key for row in read_rows(tmp_path, *rows).rows]
    assert len(set(keys)) == 3
    given = [row | {"key": key} for row, key in zip(rows, keys, strict=True)]
    assert [row.key for row in read_rows(tmp_path, *reversed(given)).rows] == keys[::-1]
    put_in = read_rows(tmp_path, HELD | {"object": "strangers"}, *given)
    assert [row.key for row in put_in.rows][1:] == keys
    mended = read_rows(tmp_path, given[0] | {"wording": "about 50"}, *given[1:])
    assert [row.key for row in mended.rows] == keys
    copied = read_rows(tmp_path, given[0] | {"who": "River Army"}, *given, given[1] | {"time": "2021"})
    assert [row.key for row in copied.rows][1:4] == keys
    assert len({row.key for row in copied.rows}) == 5


def test_suggestions_and_drafts_count_for_nothing(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path, HELD | {"wording": "? about 50"}, HELD | {"time": "? 2020"}, HELD | {"state": "draft"}
    )
    assert [statement.count for statement in reading.parsed.statements] == [None]
    assert list_messages(reading) == [message for message in list_messages(reading) if "row 3, column K" in message]
    assert "1 row is a draft and was not loaded; `--drafts` takes it" in reading.parsed.every_note


def test_names_are_those_of_who_before_those_of_others(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, HELD | {"who": "الجيش الأزرق", "object": "Foreigners", "at": "Iraq"})
    assert reading.parsed.statements[0].roles == {
        "subject": ("lake-blue-army",), "object": ("lake-strangers",), "at": ("place-iraq",),
    }  # fmt: skip
    assert [used.id for used in reading.parsed.used] == ["sdf", "place-iraq"]
    assert reading.parsed.form.uses == ["reference"]


@pytest.mark.parametrize(
    ("cell", "roles"),
    [
        ("Iraq (place)", {"to_place": ("place-iraq",)}), ("Iraq (state)", {"to_holder": ("iraq",)}),
        ("iraq; place-iraq", {"to_holder": ("iraq",), "to_place": ("place-iraq",)}),
        ("River Town", {"to_place": ("lake-place-river-town",)}),
    ],
)  # fmt: skip
def test_from_and_to_are_holders_or_places_by_what_they_are(
    tmp_path: Path, cell: str, roles: dict[str, object]
) -> None:
    reading = read_rows(tmp_path, {"predicate": "transfers", "object": "suspects", "target": cell, "time": "2025"})
    assert reading.parsed.statements[0].roles == {"object": ("lake-suspects",), **roles}, list_messages(reading)


def test_a_name_under_who_is_no_nationality_where_the_word_is_in_doubt(tmp_path: Path) -> None:
    messages = list_messages(read_rows(tmp_path, HELD | {"who": "Chad", "predicate": "freed"}))
    assert [one for one in messages if "does what" not in one] == []


def test_those_who_act_are_the_holder_of_the_same_name(tmp_path: Path) -> None:
    row = HELD | {"who": "Chad", "predicate": "transfers", "origin": "Chad", "time": "5 May 2019"}
    (statement,) = read_rows(tmp_path, row).parsed.statements
    assert (statement.roles["agent"], statement.roles["from_holder"]) == (("chad",), ("chad",))


def test_an_exchange_that_brings_a_holder_its_own_people_is_remarked(tmp_path: Path) -> None:
    who = [*WHO, {"name": "Blue Army fighters", "kind": "fighters"}]
    row = {"predicate": "exchanges", "object": "Blue Army fighters", "origin": "SDF", "time": "5 May 2019"}
    to_own, home = read_rows(tmp_path, row | {"target": "Blue Army"}, row, who=who).rows
    assert (
        "Blue Army would now hold Blue Army fighters: if these are its own, who are free now, leave to empty"
        in to_own.notes
    )
    assert not any("its own" in note for note in home.notes)
