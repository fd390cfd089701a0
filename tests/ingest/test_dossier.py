"""A dossier that is not what it should be says so: a file whole, a row by file, line, field, value and reason."""

import contextlib
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InvalidSource, NotFound, TooLarge, WhoholdsError
from ingest.dossier import ParsedSource, read_dossier
from ingest.quarantine import QuarantinedRow
from tests.ingest.ministry import DOSSIER, SOURCE, changed, write


def keys(parsed: ParsedSource) -> list[str]:
    return [statement.key.partition(":")[2] for statement in parsed.statements]


def set_aside(folder: Path, dossier: str) -> QuarantinedRow:
    """The one thing that is wrong with a dossier; the denial goes with the roll that it answers."""
    first, *others = read_dossier(write(folder, dossier)).quarantine
    expected = ["denial"] if first.key == "roll" else []
    assert [row.key for row in others] == expected, [str(row) for row in others]
    return first


def test_a_dossier_without_fault_is_read_whole(tmp_path: Path) -> None:
    parsed = read_dossier(write(tmp_path))
    assert keys(parsed) == ["roll", "denial", "march"]
    assert [entity.id for entity in parsed.entities] == ["ministry", "north-guard", "strangers", "old-mill"]
    assert not list(parsed.quarantine)
    assert parsed.complete


# what is changed, to what; line, key and field that the message names; what it says
ROWS = {
    "unknown predicate": ("predicate: holds", "predicate: keeps", 7, "roll", "predicate", "unknown predicate 'keeps'"),
    "dangling entity": ("at: [old-mill]", "at: [new-mill]", 7, "roll", "roles.at", "no entity has the id 'new-mill'"),
    "dangling speaker": ("said_by: north-guard", "said_by: nobody", 13, "denial", "said_by", "id 'nobody'"),
    "dangling response": ("{key: roll, st", "{key: rolle, st", 13, "denial", "responds_to", "has the key rolle"),
    "dangling plan": ("on: 2019-07", "on: 2019-07\n    fulfils: [plan]", 21, "march", "fulfils", "has the key plan"),
    "wrong label": ("object: [strangers]", "object: [old-mill]", 7, "roll", "roles.object", "'old-mill' is a Place"),
    "no such role": ("at: [old-mill]", "in: [old-mill]", 7, "roll", "roles.in", "there is no field 'in' here"),
    "a role that it lacks": ("at: [old-mill]", "agent: [ministry]", 7, "roll", "roles", "'agent'; expected one of"),
    "broken date": ("observed: 2019-06-01", "observed: June 2019", 7, "roll", "observed", "June 2019"),
    "no such day": ("observed: 2019-06-01", "observed: 2019-06-31", 7, "roll", "observed", "2019-06-31"),
    "bare date in valid": ("{start: 2019-05, end: ..}", "2019-05", 13, "denial", "valid", "write observed: 2019-05"),
    "unknown part of valid": ("start: 2019-05", "begin: 2019-05", 13, "denial", "valid.begin", "there is no field"),
    "two times": ("on: 2019-07", "on: 2019-07\n    observed: 2019", 21, "march", "row", "met on and observed"),
    "no time": ("    on: 2019-07\n", "", 21, "march", "row", "met none"),
    "time of a state for an event": ("on: 2019-07", "observed: 2019-07", 21, "march", "observed", "is an event"),
    "said after print": ("said_by: north-guard", "said_on: 2020", 13, "denial", "said_on", "after the source was"),
    "unknown field": ("whole: true", "hole: true", 21, "march", "hole", "did you mean 'whole'?"),
    "unknown mode": ("whole: true", "mode: foretold", 21, "march", "mode", "foretold"),
    "unknown term": ("[temporary, secure]", "[temporary, cosy]", 21, "march", "terms", "cosy"),
    "unknown wording": ("wording: about 150", "wording: a good many", 7, "roll", "count.wording", "'a good many'"),
    "count from more to less": ("kind: stock", "kind: stock, min: 9, max: 3", 7, "roll", "count.min", "from 9 to 3"),
    "count that no store holds": ("kind: stock", f"kind: stock, min: {10**30}", 7, "roll", "count.min", "0 or less"),
    "unknown kind of count": ("kind: stock", "kind: store", 7, "roll", "count.kind", "stock"),
    "citation past the end": ("end: 40", "end: 501", 7, "roll", "cite.end", "ends at 501, the text at 500"),
    "citation backwards": ("start: 0", "start: 41", 7, "roll", "cite", "starts at 41 and ends at 40"),
    "half a citation": (f", sha256: {'b' * 64}", "", 7, "roll", "cite", "come together"),
    "key in capitals": ("key: march", "key: March", 21, "March", "key", "an id of small letters"),
    "a role that is no list": ("[strangers], from", "{a: b}, from", 21, "march", "roles.object", "met fields"),
    "unknown stance": ("stance: denies", "stance: doubts", 13, "denial", "responds_to.0.stance", "denies"),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(ROWS))
def test_a_row_that_cannot_be_read_is_set_aside_and_told(tmp_path: Path, case: str) -> None:
    old, new, line, key, field, says = ROWS[case]
    row = set_aside(tmp_path, changed(old, new))
    assert (row.file, row.line, row.key, row.field) == ("dossier.yml", line, key, field)
    assert says in str(row)


@pytest.mark.parametrize("case", sorted(ROWS))
def test_the_other_rows_are_still_read(tmp_path: Path, case: str) -> None:
    old, new, _, key, _, _ = ROWS[case]
    gone = {"roll", "denial"} if key == "roll" else {key.lower()}
    assert set(keys(read_dossier(write(tmp_path, changed(old, new))))) == {"roll", "denial", "march"} - gone


def test_each_thing_that_is_wrong_with_a_row_is_told(tmp_path: Path) -> None:
    parsed = read_dossier(write(tmp_path, changed("locator: page 2", "page: 2")))
    assert {row.field for row in parsed.quarantine} == {"cite.locator", "cite.page"}


def test_a_key_that_stands_twice_sets_both_rows_aside(tmp_path: Path) -> None:
    rows = list(read_dossier(write(tmp_path, changed("key: march", "key: denial"))).quarantine)
    assert [(row.line, row.key, row.field) for row in rows] == [(13, "denial", "key"), (21, "denial", "key")]
    assert "'denial' stands twice" in str(rows[0])


def test_an_entity_that_stands_twice_is_set_aside_with_what_names_it(tmp_path: Path) -> None:
    rows = list(read_dossier(write(tmp_path, changed("id: old-mill", "id: north-guard"))).quarantine)
    assert [(row.line, row.field) for row in rows[:2]] == [(3, "id"), (5, "id")]
    assert {row.key for row in rows[2:]} == {"roll", "denial", "march"}


def test_an_answer_to_what_was_set_aside_is_set_aside_too(tmp_path: Path) -> None:
    parsed = read_dossier(write(tmp_path, changed("observed: 2019-06-01", "observed: soon")))
    assert [row.key for row in parsed.quarantine] == ["roll", "denial"]
    assert keys(parsed) == ["march"]


def test_an_answer_may_point_at_a_key_that_the_store_has(tmp_path: Path) -> None:
    folder = write(tmp_path, changed("{key: roll,", "{key: other-source:roll,"))
    parsed = read_dossier(folder, known=lambda wanted: set(wanted) & {"other-source:roll"})
    assert keys(parsed) == ["roll", "denial", "march"]


def test_a_single_named_detainee_is_refused(tmp_path: Path) -> None:
    rows = list(read_dossier(write(tmp_path, changed("kind: detainees", "kind: person"))).quarantine)
    assert (rows[0].line, rows[0].key) == (4, "strangers")
    assert "a single named detainee is not loaded" in str(rows[0])


def test_an_entity_of_unknown_kind_is_set_aside_with_the_kinds_that_there_are(tmp_path: Path) -> None:
    row = next(iter(read_dossier(write(tmp_path, changed("kind: facility", "kind: dungeon"))).quarantine))
    assert (row.line, row.key) == (5, "old-mill")
    assert "kind 'dungeon' of Place; expected one of border, camp, city" in str(row)


def test_a_place_of_which_nobody_can_tell_where_it_lies_is_set_aside(tmp_path: Path) -> None:
    def with_geo(written: str) -> str:
        return changed("name: Old Mill", f'name: Old Mill, external_ids: {{geo: "{written}"}}')

    assert not list(read_dossier(write(tmp_path, with_geo("36.50237,40.74772;u=15000"))).quarantine)
    row = next(iter(read_dossier(write(tmp_path, with_geo("N 36.5 E 40.7"))).quarantine))
    assert (row.file, row.line, row.key, row.field) == ("dossier.yml", 5, "old-mill", "external_ids.geo")
    assert "'N 36.5 E 40.7'; expected latitude,longitude" in str(row)


def test_a_row_without_a_key_leaves_the_load_incomplete(tmp_path: Path) -> None:
    parsed = read_dossier(write(tmp_path, changed("  - key: march\n    pred", "  - pred")))
    assert not parsed.complete
    assert "key" in {row.field for row in parsed.quarantine}
    assert {row.line for row in parsed.quarantine} == {21}


def test_a_row_that_is_no_mapping_is_set_aside(tmp_path: Path) -> None:
    parsed = read_dossier(write(tmp_path, DOSSIER + "  - march again\n"))
    assert len(parsed.quarantine) == 1
    assert not parsed.complete


def test_a_silent_span_past_the_end_is_set_aside(tmp_path: Path) -> None:
    span = f"silent_spans:\n  - {{start: 490, end: 501, sha256: {'c' * 64}, reason: notice}}\n"
    row = set_aside(tmp_path, DOSSIER + span)
    assert (row.line, row.key, row.field) == (29, "silent span 1", "end")
    row = set_aside(tmp_path, DOSSIER + changed("end: 501", "end: far", span))
    assert (row.key, row.field) == ("silent span 1", "end")


# the whole text, and what is said about the file
FILES = {
    "a list": ("- key: roll\n", "expected named parts, met a list"),
    "one word": ("roll\n", "expected named parts, met a text"),
    "comments": ("# nothing yet\n", "expected named parts, met nothing"),
    "no statements": ("silent_spans: []\n", "has no statements and no entities"),
    "statements that are no list": ("statements: {key: roll}\n", "statements is no list"),
    "unknown part": (changed("statements:", "claims:"), "unknown part 'claims'"),
    "a field twice": (changed("    whole: true", "    whole: true\n    on: 2019"), "'on' stands twice"),
    "a broken bracket": (changed("[strangers], at", "[strangers, at"), "is not YAML"),
    "a tab": (changed("    whole", "\twhole"), "is not YAML"),
    "an alias": ("a: &a [x]\nb: *a\n", "met an alias, *a"),
    "a bomb": ("a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(90)), "met an alias"),
    "a deep nest": ("statements: " + "[" * 100_000, "more than 100 levels"),
    "an object": ("statements: !!python/object/apply:os.getcwd []\n", "is not YAML"),
    "two documents": (DOSSIER + "---\n" + DOSSIER, "is not YAML"),
    "an unknown publisher": (changed("id: ministry,", "id: minister,"), "publisher 'ministry' is no actor"),
    "a publisher of unknown kind": (changed("kind: ministry,", "kind: minister,"), "publisher 'ministry' is no actor"),
}


@pytest.mark.parametrize("case", sorted(FILES))
def test_a_file_that_is_not_a_dossier_is_refused_whole(tmp_path: Path, case: str) -> None:
    text, says = FILES[case]
    with pytest.raises(InvalidSource, match=r"dossier\.yml") as caught:
        read_dossier(write(tmp_path, text))
    assert says in str(caught.value)


def test_a_field_that_stands_twice_is_told_with_the_line_of_the_second(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match="line 26"):
        read_dossier(write(tmp_path, changed("    terms:", "    on: 2019\n    terms:")))


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_dossier_in_another_encoding_is_refused_whole(tmp_path: Path, encoding: str) -> None:
    text = changed("Old Mill", "Älte Mühle")
    with pytest.raises(InvalidSource, match=r"dossier\.yml is not UTF-8"):
        read_dossier(write(tmp_path, text.encode(encoding)))


def test_an_empty_dossier_and_one_of_fifty_megabytes_are_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match=r"dossier\.yml is empty"):
        read_dossier(write(tmp_path, ""))
    with (tmp_path / "dossier.yml").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(TooLarge, match=r"dossier\.yml is larger than"):
        read_dossier(tmp_path)


def test_a_gzipped_dossier_is_the_same_dossier_and_a_broken_one_is_refused(tmp_path: Path) -> None:
    plain, zipped = tmp_path / "plain", tmp_path / "zipped"
    plain.mkdir()
    zipped.mkdir()
    content = gzip.compress(DOSSIER.encode())
    expected = read_dossier(write(plain)).statements
    assert read_dossier(write(zipped, content, name="dossier.yml.gz")).statements == expected
    assert read_dossier(plain, zipped / "dossier.yml.gz").statements == expected
    with pytest.raises(InvalidSource, match=r"dossier\.yml\.gz cannot be read"):
        read_dossier(write(zipped, content[:100], name="dossier.yml.gz"))


def test_a_folder_has_one_dossier(tmp_path: Path) -> None:
    (tmp_path / "source.yml").write_text(SOURCE, encoding="utf-8")
    with pytest.raises(NotFound, match=r"has none of dossier\.yml, dossier\.csv"):
        read_dossier(tmp_path)
    write(tmp_path)
    write(tmp_path, name="dossier.csv")
    with pytest.raises(InvalidSource, match=r"has dossier\.yml and dossier\.csv"):
        read_dossier(tmp_path)


SOURCES = {
    "no publisher": ("publisher: ministry\n", "", "publisher"),
    "an unknown field": ("licence:", "license:", "licence"),
    "a broken date": ("on: 2019-08-01", "on: August 2019", "published.on"),
    "a broken day of fetching": ("licence:", "retrieved_on: today\nlicence:", "retrieved_on"),
    "a broken coverage": ("licence:", "coverage: {start: once}\nlicence:", "coverage.start"),
    "a hash that is none": ("a" * 64, "abc", "text.sha256"),
    "a text without length": ("length: 500", "length: 0", "text.length"),
}


@pytest.mark.parametrize("case", sorted(SOURCES))
def test_a_source_file_that_cannot_be_read_names_its_field(tmp_path: Path, case: str) -> None:
    old, new, field = SOURCES[case]
    with pytest.raises(InvalidSource) as caught:
        read_dossier(write(tmp_path, source=changed(old, new, SOURCE)))
    assert caught.value.parameter == field
    assert caught.value.message.startswith(f"source.yml: {field}: ")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["roll", "2019", "ministry"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(place=st.integers(min_value=0), value=VALUES)
def test_whatever_stands_in_a_field_each_row_is_read_or_set_aside(tmp_path: Path, place: int, value: Any) -> None:
    content = yaml.load(DOSSIER, Loader=yaml.BaseLoader)
    places = [(row, field) for part in content.values() for row in part for field in row]
    row, field = places[place % len(places)]
    row[field] = value
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    with contextlib.suppress(WhoholdsError):  # the publisher may be gone
        parsed = read_dossier(write(tmp_path, text))
        lines = {row.line for row in parsed.quarantine}
        assert len(parsed.entities) + len(parsed.statements) + len(lines) == 4 + 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(start=st.integers(0, len(DOSSIER)), length=st.integers(0, 30), text=st.text(max_size=6))
def test_whatever_a_file_holds_nothing_but_our_own_errors_come_out(
    tmp_path: Path, start: int, length: int, text: str
) -> None:
    changed_text = DOSSIER[:start] + text + DOSSIER[start + length :]
    with contextlib.suppress(WhoholdsError):
        read_dossier(write(tmp_path, changed_text.encode("utf-8", "replace")))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "//evil.example",
        "https://", "http://[", "https://evil.example/\" onclick=\"alert(1)", "https://example.org/\u202egpj", "",
    ],
)  # fmt: skip
def test_the_address_of_a_source_is_one_on_the_web(tmp_path: Path, address: str) -> None:
    folder = write(tmp_path)
    path = folder / "source.yml"
    path.write_text(path.read_text(encoding="utf-8") + f"url: {json.dumps(address)}\n", encoding="utf-8")
    with pytest.raises(InvalidSource, match="url") as caught:
        read_dossier(folder)
    assert caught.value.parameter == "url"


def test_an_address_on_the_web_is_kept_as_written(tmp_path: Path) -> None:
    folder = write(tmp_path)
    path = folder / "source.yml"
    address = "http://example.org:8080/a%20b/Überblick?x=1&y=(2)#z"
    path.write_text(path.read_text(encoding="utf-8") + f"url: {json.dumps(address)}\n", encoding="utf-8")
    assert read_dossier(folder).source.url == address
