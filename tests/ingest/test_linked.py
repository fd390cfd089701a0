"""Dates bounded by others in a dossier: what is read, what is refused where, and that CSV says the same."""

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from graph.dates.windows import Window
from graph.store.engine.connection import Engine
from graph.store.reading.reader import Reader
from graph.store.store import Store
from ingest.dossier import ParsedSource, read_dossier
from ingest.loading import load_source
from ingest.schema import SCHEMAS, schema_text
from tests.ingest.ministry import DOSSIER, SOURCE, changed, write
from tests.ingest.test_csv_dossier import as_csv

THURSDAY = "on: {within: 2019-07, weekday: thursday, bounds: [{relation: after, of: roll, min_days: 0}]}"
MARCH = changed("on: 2019-07", THURSDAY)


def read(folder: Path, dossier: str) -> ParsedSource:
    return read_dossier(write(folder, dossier))


def day_of(parsed: ParsedSource, key: str = "march") -> Window:
    (found,) = (s for s in parsed.statements if s.key == f"ministry-roll:{key}")
    return Window(found.validity.bounds.earliest_start, found.validity.bounds.latest_end)


def test_a_thursday_in_july_after_the_roll(tmp_path: Path) -> None:
    parsed = read(tmp_path, MARCH)
    assert not list(parsed.quarantine)
    march = parsed.statements[2]
    # the first and the last Thursday of July 2019
    assert day_of(parsed) == Window(date(2019, 7, 4), date(2019, 7, 25))
    written = "after ministry-roll:roll (0 days or more), a Thursday, within 2019-07"
    assert march.validity.written == written


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        ("{bounds: [{relation: after, of: roll, max_days: 10}]}", (2019, 6, 2), (2019, 6, 11)),
        ("{bounds: [{relation: before, of: 'source:ministry-roll', max_days: 8}]}", (2019, 7, 24), (2019, 7, 31)),
        ("{bounds: [{relation: same_day, of: 'ministry-roll:roll'}]}", (2019, 6, 1), (2019, 6, 1)),
        ("{weekday: [monday, friday], within: 2019-07-02/2019-07-13}", (2019, 7, 5), (2019, 7, 12)),
        ("{within: 2019-07~}", (2019, 6, 1), (2019, 8, 31)),
        # the ministry says it when it publishes, on the first of August
        ("{bounds: [{relation: before, of: 'march#said', min_days: 1, max_days: 1}]}", (2019, 7, 31), (2019, 7, 31)),
    ],
)  # fmt: skip
def test_each_way_of_bounding_a_day(
    tmp_path: Path, on: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    parsed = read(tmp_path, changed("on: 2019-07", f"on: {on}"))
    assert not list(parsed.quarantine)
    assert day_of(parsed) == Window(date(*first), date(*last))


def test_sightings_ends_and_sayings_may_be_bounded_too(tmp_path: Path) -> None:
    text = changed("observed: 2019-06-01", "observed: {bounds: [{relation: after, of: march, max_days: 3}]}")
    text = changed("start: 2019-05", "start: {bounds: [{relation: same_day, of: march}]}", text)
    text = changed(
        "said_by: north-guard", "said_by: north-guard\n    said_on: {weekday: monday, within: 2019-07}", text
    )
    parsed = read(tmp_path, changed("on: 2019-07", "on: 2019-07-02", text))
    assert not list(parsed.quarantine)
    roll, denial, _ = parsed.statements
    assert (roll.validity.bounds.earliest_end, roll.validity.bounds.latest_start) == (
        date(2019, 7, 3),
        date(2019, 7, 5),
    )
    assert denial.said == Window(date(2019, 7, 1), date(2019, 7, 29))
    assert denial.said_on == "a Monday, within 2019-07"
    assert denial.validity.bounds.latest_start == date(2019, 7, 2)
    assert denial.validity.written == "same day as ministry-roll:march/.."


# what stands in place of `on: 2019-07`; the field and what the message says
TIE = "on.bounds.0"
REFUSED = {
    "nothing": ("{}", "on", "at least one of within, weekday and bounds"),
    "unknown relation": ("{bounds: [{relation: near, of: roll}]}", f"{TIE}.relation", "'after', 'before'"),
    "unknown weekday": ("{weekday: thorsday}", "on.weekday.0", "thursday"),
    "unknown field": ("{after: roll}", "on.after", "there is no field 'after' here"),
    "no key": ("{bounds: [{relation: after}]}", f"{TIE}.of", "is needed"),
    "days below zero": ("{bounds: [{relation: after, of: roll, min_days: -1}]}", f"{TIE}.min_days", "0 or more"),
    "more than at most": ("{bounds: [{relation: after, of: roll, max_days: 0}]}", TIE, "min_days is 1, max_days 0"),
    "days on the same day": ("{bounds: [{relation: same_day, of: roll, max_days: 0}]}", TIE, "takes no"),
    "no date": ("{within: July}", "on.within", "July"),
    "dangling key": ("{bounds: [{relation: after, of: rolle}]}", "on.bounds", "has the key rolle"),
    "dangling source": ("{bounds: [{relation: after, of: 'source:roll'}]}", "on.bounds", "has the key source:roll"),
    "no such time": ("{bounds: [{relation: after, of: 'roll#middle'}]}", f"{TIE}.of", "expected a key"),
    "no such day": ("{within: 2019-07-01, weekday: friday}", "on", "no days fit what bounds ministry-roll:march"),
    "after itself": ("{bounds: [{relation: after, of: march}]}", "on", "no days fit what bounds ministry-roll:march"),
    "no day left": (
        "{within: 2019-05, bounds: [{relation: after, of: roll}]}",
        "on",
        "no days fit what bounds ministry-roll:march and ministry-roll:roll together",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_what_cannot_be_is_set_aside_with_its_place(tmp_path: Path, case: str) -> None:
    on, field, says = REFUSED[case]
    parsed = read(tmp_path, changed("on: 2019-07", f"on: {on}"))
    (row,) = parsed.quarantine
    assert (row.file, row.line, row.key, row.field) == ("dossier.yml", 21, "march", field)
    assert says in row.reason
    assert [s.key for s in parsed.statements] == ["ministry-roll:roll", "ministry-roll:denial"]


def test_two_that_contradict_each_other_are_both_set_aside_and_what_hangs_on_them_is_not(tmp_path: Path) -> None:
    march = DOSSIER[DOSSIER.index("  - key: march") :]
    more = march.replace("march", "flight").replace("2019-07", "{bounds: [{relation: before, of: march, min_days: 0}]}")
    third = march.replace("march", "return").replace(
        "2019-07", "{within: 2019-07, bounds: [{relation: after, of: march}]}"
    )
    first = changed("on: 2019-07", "on: {bounds: [{relation: before, of: flight}]}")
    parsed = read(tmp_path, first + more + third)
    assert [(row.key, row.line, row.field) for row in parsed.quarantine] == [("march", 21, "on"), ("flight", 28, "on")]
    assert all("flight and ministry-roll:march together" in row.reason for row in parsed.quarantine)
    assert day_of(parsed, "return") == Window(date(2019, 7, 1), date(2019, 7, 31))


def test_csv_holds_the_object_as_json(tmp_path: Path) -> None:
    (tmp_path / "yaml").mkdir()
    expected = read(tmp_path / "yaml", MARCH)
    on = {"within": "2019-07", "weekday": "thursday", "bounds": [{"relation": "after", "of": "roll", "min_days": 0}]}
    text = as_csv(changed("on: 2019-07", f"on: '{json.dumps(on)}'"))
    parsed = read_dossier(write(tmp_path, text, name="dossier.csv"))
    assert not list(parsed.quarantine)
    assert parsed.statements == expected.statements
    broken = read_dossier(write(tmp_path, text.replace('""weekday""', "weekday"), name="dossier.csv"))
    assert [(row.key, row.field) for row in broken.quarantine] == [("march", "on")]


def test_the_schema_takes_what_is_read(tmp_path: Path) -> None:
    schema = json.loads(schema_text(SCHEMAS["dossier.schema.json"]))
    march = yaml.load(MARCH, Loader=yaml.BaseLoader)
    del march["statements"][2]["whole"]  # a text to this loader
    jsonschema.validate(march, schema)
    march["statements"][2]["on"] = {}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(march, schema)


def test_a_sighting_ends_with_the_day_on_which_it_was_told(tmp_path: Path) -> None:
    parsed = read(tmp_path, changed("observed: 2019-06-01", 'observed: "[2019-06-01..]"'))
    bounds = parsed.statements[0].validity.bounds
    assert (bounds.earliest_end, bounds.latest_start) == (date(2019, 6, 1), date(2019, 8, 1))


def test_a_load_tells_the_line_of_what_contradicts_another_source(tmp_path: Path, empty_engine: Engine) -> None:
    other = SOURCE.replace("ministry-roll", "guard-diary")
    folders = [tmp_path / name for name in ("roll", "diary")]
    for folder, source in zip(folders, (SOURCE, other), strict=True):
        folder.mkdir()
        write(folder, source=source)
    with Store(engine=empty_engine) as store:
        load_source(store, str(folders[0]))
        hanging = "{within: 2019-05, bounds: [{relation: after, of: 'ministry-roll:roll'}]}"
        # the same people, whose ids it uses; the lines stay where they are
        uses = re.sub(r"(?m)^entities:", "use:", changed("on: 2019-07", f"on: {hanging}"))
        uses = re.sub(r"(?m)^  - \{id: ([\w-]+), label: .*\}$", r"  - {id: \1}", uses)
        write(folders[1], uses, source=other)
        loaded = load_source(store, str(folders[1]))
        (row,) = loaded.parsed.quarantine
        assert (row.file, row.line, row.key, row.field) == ("dossier.yml", 21, "march", "on")
        assert "guard-diary:march and ministry-roll:roll together" in row.reason
        assert (
            len(Reader(store).view().select_by_keys(["guard-diary:roll", "guard-diary:denial", "guard-diary:march"]))
            == 2
        )
