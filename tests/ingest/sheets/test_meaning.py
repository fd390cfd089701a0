"""What people write in a sheet is read as they mean it, remarked on, or asked about."""

from pathlib import Path

import pytest

from ingest.sheets.reading import SheetReading
from tests.ingest.sheets.sheets import SOURCE, WHO, Row, read_rows
from tests.ingest.sheets.test_reading import HELD, list_messages

MOVED = {
    "predicate": "transfers",
    "object": "suspects",
    "origin": "Old Mill",
    "target": "River Town",
    "time": "5 May 2019",
}
NO_HOLDER = "no holder is named, so no answer about who holds will show it"


def read_one(folder: Path, row: Row, who: list[Row] = WHO) -> SheetReading:
    return read_rows(folder, HELD | row, who=who)


@pytest.mark.parametrize("column", ["manner", "mode"])
@pytest.mark.parametrize("word", ["reportedly", "Unverified", "alleged", "not confirmed"])
def test_a_doubt_of_the_report_is_told_where_it_goes(tmp_path: Path, column: str, word: str) -> None:
    (message,) = list_messages(read_one(tmp_path, {column: word}))
    assert f"{word!r} is no way to say it: it is a doubt of the report" in message
    assert "under who says it, such as unnamed sources" in message


@pytest.mark.parametrize(
    ("cell", "wording", "unit", "bounds"),
    [
        ("most of 300", "most of 300", "people", (151, 300)),
        ("most of the 300 detainees", "most of the 300", "people", (151, 300)),
        ("50 detainees", "50", "people", (50, 50)),
        ("hundreds of families", "hundreds", "families", (200, None)),
        ("several of them", "several", "people", (3, None)),
        ("about ٢٠٠٠", "about ٢٠٠٠", "people", (1800, 2200)),
        ("١٬٢٠٠", "١٬٢٠٠", "people", (1200, 1200)),
        ("نحو ٢٠٠٠", "about ٢٠٠٠", "people", (1800, 2200)),
        ("أكثر من 150", "more than 150", "people", (151, None)),
        ("عشرات", "dozens", "people", (24, None)),
        ("1,200", "1,200", "people", (1200, 1200)),
        ("1.200.000", "1.200.000", "people", (1_200_000, 1_200_000)),
        ("1 200", "1 200", "people", (1200, 1200)),
        ("eight protesters", "eight", "people", (8, 8)),
        ("the five journalists", "the five", "people", (5, 5)),
        ("at least 30 suspected fighters", "at least 30", "people", (30, None)),
        ("between 300 and 400 families", "between 300 and 400", "families", (300, 400)),
        ("no fewer than 30 detainees", "no fewer than 30", "people", (30, None)),
        ("a dozen or so men", "a dozen or so", "men", (11, 13)),
        ("20 men, women and children", "20", "people", (20, 20)),
        ("41 of the 62 detainees", "41 of the 62", "people", (41, 41)),
        ("30 men from the river", "30", "men", (30, 30)),
        ("scores of prisoners", "scores", "people", (40, None)),
        ("two others", "two others", "people", (2, 2)),
        ("one soldier", "one", "people", (1, 1)),
        ("ثمانية متظاهرين", "ثمانية", "people", (8, 8)),
        ("عشرات المعتقلين", "عشرات", "people", (24, None)),
        ("300 عائلة", "300", "families", (300, 300)),
        ("une centaine de détenus syriens", "une centaine", "people", (90, 110)),
        ("environ 300 familles", "environ 300", "families", (270, 330)),
        ("etwa 30 Häftlinge", "etwa 30", "people", (27, 33)),
        ("otuz kişi", "otuz", "people", (30, 30)),
        ("50'den fazla tutuklu", "50'den fazla", "people", (51, None)),
    ],
)
def test_a_number_of_one_reading_is_read(
    tmp_path: Path, cell: str, wording: str, unit: str, bounds: tuple[int, int | None]
) -> None:
    reading = read_one(tmp_path, {"wording": cell})
    assert list_messages(reading) == []
    count = reading.parsed.statements[0].count
    assert count
    assert (count.wording, count.unit, (count.min, count.max)) == (wording, unit, bounds)


@pytest.mark.parametrize("cell", ["60 per cent", "60%", "60 percent"])
def test_per_cent_behind_a_number_makes_it_a_share(tmp_path: Path, cell: str) -> None:
    count = read_one(tmp_path, {"wording": cell, "of": "the detainees"}).parsed.statements[0].count
    assert count
    assert (count.kind, count.unit, count.min, count.max) == ("share", "per cent", 60, 60)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("most", "'most' does not say of how many (write most of 300"),
        ("most of them", "'most of them' does not say of how many (write most of 300"),
        ("most detainees", "'most detainees' does not say of how many (write most of 300"),
        ("1.200", "'1.200' may mean 1,200 or 1.2 (write 1,200, if meant)"),
        ("١.٢٠٠", "may mean 1,200 or 1.2"),
        ("the rest", "'the rest' does not say how many (write their number"),
        ("the rest of the detainees", "'the rest of the detainees' does not say how many (write their number"),
        ("just under half of", "does not say of how many (write just under half of 62"),
        (
            "eight crates",
            "'eight crates' counts 'crates', which is no word for people known here (write eight alone if",
        ),
        ("41 detention centres for women", "counts 'detention centres for women'"),
        ("eight men and three women", "'eight men and three women' counts several (write a row for each number)"),
        (
            "62: 41 men, 12 women and nine children",
            "counts several: 41 men, 12 women, nine children (write a row for each",
        ),
    ],
)
def test_a_number_of_two_readings_is_asked_about(tmp_path: Path, cell: str, says: str) -> None:
    messages = list_messages(read_one(tmp_path, {"wording": cell}))
    assert [says in message for message in messages] == [True], messages


def test_most_as_a_share_is_read(tmp_path: Path) -> None:
    row = {"wording": "most", "count_kind": "per cent", "unit": "per cent", "of": "the detainees"}
    count = read_one(tmp_path, row).parsed.statements[0].count
    assert count
    assert (count.kind, count.min, count.max) == ("share", 50, 100)


@pytest.mark.parametrize(("cell", "says"), [("1,2", "is no number"), ("1.200", "is no number"), ("1,200", "")])
def test_a_bound_is_a_whole_number_with_its_thousands_parted_or_not(tmp_path: Path, cell: str, says: str) -> None:
    messages = list_messages(read_one(tmp_path, {"wording": "a good many", "least": cell}))
    assert any(says in message for message in messages) if says else messages == []


@pytest.mark.parametrize("published", ["", "next Tuesday", "05/02/2026"])
def test_a_wrong_date_of_publication_is_told_once_and_rows_point_at_it(tmp_path: Path, published: str) -> None:
    rows = [HELD | {"time": "28 August"}, HELD | {"time": "late August"}, HELD | {"time": "2019"}]
    messages = list_messages(read_rows(tmp_path, *rows, source=SOURCE | {"published": published}))
    of_source = [message for message in messages if message.startswith("Source")]
    assert len(of_source) == 1
    place = of_source[0].split(", column")[0].removeprefix("Source, ") if published else "the date of publication"
    assert f"mend {place}" in messages[1]
    assert [message.split(":")[0] for message in messages[1:]] == ["What, row 2, column K", "What, row 3, column K"]
    assert all("follows from the date of publication, in which something is wrong" in one for one in messages[1:])


@pytest.mark.parametrize(
    "row",
    [
        {"predicate": "sentenced"},
        {"predicate": "besieged", "object": "River Town"},
        {"predicate": "attacked", "object": "Old Mill"},
        {"predicate": "sanctions", "object": "Blue Army"},
        {"predicate": "condemns", "object": "Blue Army"},
        {"predicate": "captures"},
        {"predicate": "prosecutes"},
        {"predicate": "tortured"},
        {"predicate": "published", "object": "the great move"},
    ],
)
def test_what_a_passive_report_leaves_out_may_be_empty(tmp_path: Path, row: Row) -> None:
    reading = read_one(tmp_path, {"who": "", "time": "5 May 2019"} | row)
    assert list_messages(reading) == []
    assert "subject" not in reading.parsed.statements[0].roles


def test_a_row_names_somebody(tmp_path: Path) -> None:
    messages = list_messages(read_one(tmp_path, {"predicate": "prosecutes", "who": "", "object": "", "time": "2019"}))
    assert any("needs a name (write who, or to whom)" in message for message in messages)


def test_people_of_whom_no_holder_is_named_have_a_word_of_their_own(tmp_path: Path) -> None:
    messages = list_messages(read_one(tmp_path, {"who": ""}))
    assert any("if the report names nobody, write detained at" in message for message in messages)


@pytest.mark.parametrize(
    "cell",
    [
        "near River Town", "outside River Town", "outside of River Town", "north of River Town", "close to River Town",
        "north-east of River Town", "on the road to River Town", "the road from River Town to Old Mill",
        "on the outskirts of River Town", "between River Town and Old Mill", "20 km from River Town",
        "around River Town", "western side of River Town",
    ],
)  # fmt: skip
def test_a_place_near_another_is_asked_about_and_may_be_one_of_its_own(tmp_path: Path, cell: str) -> None:
    messages = list_messages(read_one(tmp_path, {"at": cell}))
    assert len(messages) == 1
    assert "is not River Town itself" in messages[0]
    assert "add it to the tab Who by that name, as region (place)" in messages[0]
    reading = read_one(tmp_path, {"at": cell}, who=[*WHO, {"name": cell, "kind": "region (place)"}])
    place = reading.parsed.statements[0].roles["at"][0]
    assert next(one.name for one in reading.parsed.entities if one.id == place) == cell


@pytest.mark.parametrize("cell", ["قرب بلدة النهر", "شمال بلدة النهر", "بالقرب من بلدة النهر", "على طريق بلدة النهر"])
def test_a_place_near_another_is_asked_about_in_arabic(tmp_path: Path, cell: str) -> None:
    who = [*WHO, {"name": "Reed Town", "kind": "town", "names": "ar=بلدة النهر"}]
    messages = list_messages(read_one(tmp_path, {"at": cell}, who=who))
    assert ["is not بلدة النهر itself" in message for message in messages] == [True]


@pytest.mark.parametrize("cell", ["SDF and Blue Army", "SDF; Blue Army", "SDF, Blue Army", "SDF & Blue Army"])
def test_two_speakers_are_two_rows(tmp_path: Path, cell: str) -> None:
    messages = list_messages(read_one(tmp_path, {"said_by": cell}))
    assert [
        "names 2 speakers, and a row has one" in one
        and "write one row for each speaker: the same row with SDF, again with Blue Army" in one
        for one in messages
    ] == [True], messages


@pytest.mark.parametrize("cell", ["SDF and Blue Army", "SDF; Blue Army", "SDF, Blue Army", "SDF والجيش الأزرق"])
def test_two_who_act_are_joint(tmp_path: Path, cell: str) -> None:
    reading = read_one(tmp_path, {"who": cell})
    assert list_messages(reading) == []
    assert reading.parsed.statements[0].roles["subject"] == ("sdf", "lake-blue-army")


def test_a_name_with_and_in_it_is_one_name(tmp_path: Path) -> None:
    who = [*WHO, {"name": "Salt and Sand", "kind": "armed group"}]
    assert read_one(tmp_path, {"who": "Salt and Sand"}, who).parsed.statements[0].roles["subject"] == (
        "lake-salt-and-sand",
    )
    messages = list_messages(read_one(tmp_path, {"who": "SDF and Nobody Known"}))
    assert any("'SDF and Nobody Known' is in no row of Who" in message for message in messages)


@pytest.mark.parametrize(
    ("row", "is_noted"),
    [
        (MOVED, True),
        (MOVED | {"origin": "SDF"}, False),
        (MOVED | {"target": "Blue Army; River Town"}, False),
        (MOVED | {"manner": "planned"}, False),
        ({"predicate": "arrests", "object": "suspects", "time": "5 May 2019"}, True),
        ({"predicate": "arrests", "who": "SDF", "object": "suspects", "time": "5 May 2019"}, False),
        ({"predicate": "escapes", "who": "suspects", "origin": "Old Mill", "time": "5 May 2019"}, True),
        ({"predicate": "attacks", "object": "Old Mill", "time": "5 May 2019"}, False),
    ],
)
def test_a_row_of_no_holder_says_what_it_is_no_part_of(tmp_path: Path, row: Row, is_noted: bool) -> None:
    reading = read_rows(tmp_path, row)
    assert list_messages(reading) == []
    assert any(NO_HOLDER in note for note in reading.rows[0].notes) == is_noted


def test_rows_that_say_the_same_name_one_another(tmp_path: Path) -> None:
    rows = [HELD, HELD | {"time": "2020"}, HELD | {"note": "again"}, HELD | {"who": "sdf"}]
    reading = read_rows(tmp_path, *rows)
    assert any("row 2 and row 4 and row 5 say the same" in note for note in reading.parsed.notes)
    notes = [row.notes for row in reading.rows]
    assert [bool(one) for one in notes] == [True, False, True, True]
    assert "row 4 and row 5 say the same" in notes[0][0]
    assert "row 2 and row 5 say the same" in notes[2][0]
