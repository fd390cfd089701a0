"""A row is said back as a sentence with all that it says. Each sentence here was written before the code that says it,
or from the row alone."""

import json
import re
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import pytest
import yaml

from app.answers.checking import check_sheet, check_source
from graph.vocabulary import vocabulary
from graph.vocabulary.predicates import Predicate
from ingest.reading import read_source
from ingest.sheets.words import list_predicates
from ingest.source import find_folder
from tests.ingest.sheets.sheets import Row, read_rows

HELD = {"who": "SDF", "predicate": "holds", "object": "suspects", "time": "2019"}
FOLDER = Path(__file__).parent
SAID = yaml.safe_load((FOLDER / "said.yml").read_text(encoding="utf-8"))
OF_PREDICATES = yaml.safe_load((FOLDER / "predicates_said.yml").read_text(encoding="utf-8"))
COMBINATIONS = yaml.safe_load((FOLDER / "combinations_said.yml").read_text(encoding="utf-8"))
IN_ARABIC = yaml.safe_load((FOLDER / "said_ar.yml").read_text(encoding="utf-8"))


def drop_warning(says: str | None) -> str | None:
    """A sentence without the remark that nobody is named as who holds, which other tests are about."""
    return says.partition(" (No holder is named")[0] if says else says


def test_a_row_is_said_back(tmp_path: Path) -> None:
    checked = check_sheet(read_rows(tmp_path, *(one["row"] for one in SAID))).rows
    assert [drop_warning(one.says) for one in checked if one.row] == [one["says"] for one in SAID]
    for row, one in zip(checked, SAID, strict=True):
        assert one["says"] or "write 5 January 2026 or 1 May 2026" in row.wrong[0].message


def test_a_row_is_said_as_a_newspaper_prints_it(tmp_path: Path) -> None:
    written = OF_PREDICATES["rows"]
    checked = check_sheet(read_rows(tmp_path, *(one["row"] for one in written), who=OF_PREDICATES["who"])).rows
    assert [(drop_warning(one.says), one.wrong) for one in checked] == [(one["says"], ()) for one in written]


def test_a_row_is_said_in_arabic(tmp_path: Path) -> None:
    written = IN_ARABIC["rows"]
    checked = check_sheet(read_rows(tmp_path, *(one["row"] for one in written), who=IN_ARABIC["who"]), "ar").rows
    assert [(drop_warning(one.says), one.wrong) for one in checked] == [(one["says"], ()) for one in written]


@pytest.mark.parametrize(("language", "column"), [("en", "says"), ("ar", "ar")])
def test_a_verb_is_said_in_each_manner_with_all_that_a_row_may_name(tmp_path: Path, language: str, column: str) -> None:
    written = [one for one in COMBINATIONS["rows"] if column in one]
    rows = [{"time": "5 January 2026", **one["row"]} for one in written]
    checked = check_sheet(read_rows(tmp_path, *rows, who=COMBINATIONS["who"]), language).rows
    assert [(drop_warning(one.says), one.wrong) for one in checked] == [(one[column], ()) for one in written]


@pytest.mark.parametrize(
    ("speaker", "begins"),
    [
        ("lawyers", "Lake Post reports that lawyers say that "),
        ("two lawyers", "Lake Post reports that two lawyers say that "),
        ("relatives in River Town", "Lake Post reports that relatives in River Town say that "),
        ("UN official", "Lake Post reports that a UN official says that "),
        ("one of the lawyers", "Lake Post reports that one of the lawyers says that "),
    ],
)
def test_several_who_are_not_named_say_it(tmp_path: Path, speaker: str, begins: str) -> None:
    who: list[Row] = [{"name": "SDF", "id": "sdf"}, {"name": "suspects", "kind": "detainees"},
                      {"name": speaker, "kind": "anonymous"}]  # fmt: skip
    says = check_sheet(read_rows(tmp_path, HELD | {"said_by": speaker}, who=who)).rows[0].says or ""
    assert says == f"{begins}the Syrian Democratic Forces held suspects at some time in 2019."


@pytest.mark.parametrize(
    ("wording", "words"),
    [("At least six", "at least six suspects"), ("Some 1,200", "some 1,200 suspects (1,150 to 1,250)")],
)
def test_a_number_that_begins_a_cell_is_within_the_sentence(tmp_path: Path, wording: str, words: str) -> None:
    says = check_sheet(read_rows(tmp_path, HELD | {"wording": wording})).rows[0].says or ""
    assert says == f"Lake Post says that the Syrian Democratic Forces held {words} at some time in 2019."


def test_every_predicate_has_a_sentence_by_hand() -> None:
    said = {list_predicates().read(one["row"]["predicate"], "predicate") for one in OF_PREDICATES["rows"]}
    assert said == set(vocabulary().predicates)


def test_responses_say_what_they_answer(tmp_path: Path) -> None:
    answer = HELD | {
        "manner": "denied",
        "responds": "2 denies; 2 corrects in general",
        "said_by": "a guard",
        "time": "2020",
    }
    plan = {"predicate": "transfers", "object": "suspects", "who": "SDF", "time": "May 2026", "manner": "planned"}
    done = plan | {"time": "5 January 2026", "manner": "", "fulfils": "row 4", "wording": "9"}
    checked = check_sheet(read_rows(tmp_path, HELD, answer, plan, done)).rows
    says = [drop_warning(row.says) or "" for row in checked]
    other = "what Lake Post says, that the Syrian Democratic Forces held suspects at some time in 2019"
    assert says[1].endswith(f"; this denies {other}; this corrects in general {other}.")
    assert says[3].endswith(
        "moved nine suspects on 5 January 2026; this carries out a plan: the Syrian Democratic Forces plans to move "
        "suspects in May 2026."
    )


def test_what_a_denial_answers_is_not_said_twice(tmp_path: Path) -> None:
    given = {"predicate": "exchanges", "object": "suspects", "origin": "SDF", "time": "4 May 2025"}
    other = given | {"object": "strangers", "origin": "Blue Army", "wording": "four"}
    rows = [given | {"wording": "nine"}, given, other,
            given | {"said_by": "a guard", "manner": "denied", "responds": "2 denies; 4 denies"},
            given | {"said_by": "a guard", "manner": "denied", "responds": "3 denies"}]  # fmt: skip
    says = [drop_warning(row.says) or "" for row in check_sheet(read_rows(tmp_path, *rows)).rows]
    denied = (
        "Lake Post reports that a guard denies that the Syrian Democratic Forces gave up suspects in an exchange "
        "on 4 May 2025"
    )
    assert says[3] == (
        f"{denied}; this denies what Lake Post says, that the Syrian Democratic Forces gave up nine suspects in an "
        "exchange and that the Blue Army gave up four strangers in an exchange."
    )
    assert says[4] == f"{denied}; this denies what Lake Post says."


def test_who_denies_with_a_number_what_another_said_denies_it_all(tmp_path: Path) -> None:
    died = {"who": "suspects", "predicate": "dies in custody", "origin": "SDF", "wording": "one", "time": "May 2025"}
    not_so = died | {"said_by": "SDF", "manner": "denied"}
    rows = [died, not_so | {"responds": "2 denies"}, not_so, not_so | {"responds": "2 corrects"}]
    says = [drop_warning(row.says) for row in check_sheet(read_rows(tmp_path, *rows)).rows]
    denied = (
        "Lake Post reports that the Syrian Democratic Forces denies that one suspect died in the custody of the Syrian "
        "Democratic Forces in May 2025"
    )
    assert says[1:] == [
        f"{denied}; this denies what Lake Post says.",
        f"{denied}; this denies the number alone.",
        f"{denied}; this denies the number alone; this corrects what Lake Post says.",
    ]
    in_arabic = [row.says or "" for row in check_sheet(read_rows(tmp_path, *rows), "ar").rows]
    assert ["نفي للعدد وحده" in words for words in in_arabic] == [False, False, True, True]


def test_who_does_not_comment_does_not_comment_on_what_was_said(tmp_path: Path) -> None:
    died = {"who": "suspects", "predicate": "dies in custody", "origin": "SDF", "wording": "one", "time": "May 2025"}
    silent = {"who": "Iraq (state)", "predicate": "comments on", "manner": "denied", "responds": "2 declines",
              "time": "between 1 June 2025 and 3 January 2026"}  # fmt: skip
    says = [drop_warning(row.says) for row in check_sheet(read_rows(tmp_path, died | {"said_by": "SDF"}, silent)).rows]
    assert says[1] == (
        "Lake Post says that Iraq did not comment between 1 June 2025 and 3 January 2026 on what the Syrian Democratic "
        "Forces says, that one suspect died in the custody of the Syrian Democratic Forces in May 2025."
    )


def test_responses_say_what_they_answer_in_arabic(tmp_path: Path) -> None:
    row = {"who": "Hill Army", "predicate": "holds", "object": "fighters", "time": "2019"}
    answer = row | {"manner": "denied", "responds": "2 denies", "said_by": "a guard"}
    says = check_sheet(read_rows(tmp_path, row, answer, who=IN_ARABIC["who"]), "ar").rows[1].says or ""
    assert says == (
        "ينفي حارس، كما نقلت صحيفة البحيرة، أنه احتجز جيش التل عناصر التنظيم في وقت ما في عام 2019؛ وهذا ينفي ما تقوله "
        "صحيفة البحيرة، أي أنه احتجز جيش التل عناصر التنظيم في وقت ما في عام 2019."
    )


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        ({"relation": "after", "of": "flight"}, "after nine suspects escaped from Old Mill"),
        ({"relation": "before", "of": "flight", "min_days": 2, "max_days": 2},
         "2 days before nine suspects escaped from Old Mill"),
        ({"relation": "same_day", "of": "flight"}, "on the day on which nine suspects escaped from Old Mill"),
        ({"relation": "after", "of": "flight", "min_days": 0},
         "on or after the day on which nine suspects escaped from Old Mill"),
        ({"relation": "after", "of": "flight#said"}, "after Lake Post said that nine suspects escaped from Old Mill"),
    ],
)  # fmt: skip
def test_a_day_that_another_row_bounds_is_said_by_what_happened_then(
    tmp_path: Path, relation: dict[str, object], words: str
) -> None:
    flight = {"who": "suspects", "predicate": "escapes", "origin": "Old Mill", "time": "5 January 2026",
              "wording": "nine", "key": "flight"}  # fmt: skip
    row = {"predicate": "captures", "object": "suspects", "time": json.dumps({"bounds": [relation]})}
    checked = check_sheet(read_rows(tmp_path, flight, row)).rows[1]
    assert (drop_warning(checked.says), checked.wrong) == (f"Lake Post says that suspects were captured {words}.", ())


def test_every_statement_of_the_first_report_is_said_with_all_its_names() -> None:
    parsed = read_source(find_folder("isis-detainee-transfer"))
    names = {one.id: one.name for one in parsed.entities}
    names |= {one.id: one.made.name for one in parsed.used if one.made}
    rows = {row.key: row.says or "" for row in check_source(parsed).rows}
    for statement in parsed.statements:
        said = rows[statement.key.partition(":")[2]]
        for id_ in {*statement.about, *(i for ids in statement.roles.values() for i in ids), statement.said_by}:
            assert names[id_] in said, (statement.key, said)
        if statement.count:
            assert statement.count.wording in said or statement.count.wording in tuple("123456789")  # these as words
        assert not re.search(r"_|None|\{|  |,,|, ;|\(\)", said), said


KINDS = {"Actor": "armed group", "Group": "people", "Place": "city", "Nationality": "status", "Event": "visit"}
COLUMNS = {
    "subject": "who", "object": "object", "at": "at", "from_holder": "origin", "from_place": "origin",
    "to_holder": "target", "to_place": "target", "agent": "who",
}  # fmt: skip


def fill_roles(predicate: Predicate, prefix: str) -> tuple[Row, list[Row]]:
    """A row in which somebody with such a name is in every role, and the rows of who they are."""
    row, who = Row(), list[Row]()
    for letter, (role, labels) in zip("abcdefgh", sorted(predicate.roles.items()), strict=False):
        label = sorted(predicate.roles["subject"])[0] if predicate.same_label else sorted(labels)[0]
        who.append({"name": prefix + letter, "kind": KINDS[label]})
        column = "agent" if role == "agent" and "subject" in predicate.roles else COLUMNS[role]
        row[column] = "; ".join(filter(None, [row.get(column), who[-1]["name"]]))
    return row, who


@pytest.mark.parametrize("mode", sorted(vocabulary().modes))
def test_every_predicate_is_said_in_every_mode_with_every_role(tmp_path: Path, mode: str) -> None:
    names = sorted(vocabulary().predicates)
    made = [
        fill_roles(vocabulary().predicates[name], f"Zz{first}{second}")
        for name, (first, second) in zip(names, product(ascii_lowercase, repeat=2), strict=False)
    ]
    common = {"mode": mode.replace("_", " "), "time": "May 2025"}
    rows: list[Row] = [
        {"predicate": name.replace("_", " "), **common, **row} for name, (row, _) in zip(names, made, strict=True)
    ]
    reading = read_rows(tmp_path, *rows, who=[one for _, who in made for one in who])
    checked, in_arabic = check_sheet(reading).rows, check_sheet(reading, "ar").rows
    for name, (_, who), english, arabic in zip(names, made, checked, in_arabic, strict=True):
        says, said = english.says or "", arabic.says or ""
        assert says, (name, english.wrong)
        for one in who:
            assert one["name"] in says, (name, says)
            assert one["name"] in said, (name, said)
        assert not re.search(r"_|None|\{|  |،،|[a-z] ب[^\u0600-\u06ff]", said), (name, said)
        assert says.startswith("Lake Post says that "), (name, says)
        assert not re.search(r"_|None|\{|  |,,", says), (name, says)
        assert "in May 2025" in says, (name, says)
