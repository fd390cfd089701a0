"""The codebook over HTTP and on the command line: every word, one word, a search, a misspelt word."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import create_app
from graph.vocabulary import vocabulary
from graph.vocabulary.in_force import adopt_own_words
from tests.app.commands import run, run_in_shell
from tests.app.conftest import caught_up, served, settings_for


def ask(base: str, path: str) -> Any:
    return httpx.get(f"{base}/v1/{path}", timeout=60).raise_for_status().json()


def test_every_word_is_there_once_predicates_first(base: str) -> None:
    answer = ask(base, "vocabulary")
    keys = [(row["type"], row["group"] or "", row["name"]) for row in answer["rows"]]
    assert set(keys) == set(vocabulary().meanings)
    assert len(keys) == len(set(keys))
    assert [type_ for type_, _, _ in keys] == sorted(
        (type_ for type_, _, _ in keys), key=["predicate", "mode", "label", "kind", "term", "unit"].index
    )
    assert not answer["truncated"]
    assert all(row["sources"] == [] for row in answer["rows"])


def test_one_word_has_its_texts_its_codes_and_what_it_does(base: str) -> None:
    (row,) = ask(base, "vocabulary?word=dies_in_custody")["rows"]
    assert row["definition"] == "People die while an actor holds them, of whatever cause."
    assert {one["role"]: (one["labels"], one["required"], one["custody"]) for one in row["roles"]} == {
        "subject": ("Group", True, "held"),
        "from_holder": ("Actor", False, "loses"),
        "at": ("Place", False, None),
    }
    assert (row["hasObject"], row["time"], row["fate"], row["sign"]) == (False, "event", "dead", None)
    (arrests,) = ask(base, "vocabulary?word=Arrests")["rows"]
    assert arrests["codes"] == [{"book": "CAMEO", "code": "173"}, {"book": "PLOVER", "code": "COERCE (arrest)"}]
    (distrusts,) = ask(base, "vocabulary?word=distrusts")["rows"]
    assert (distrusts["sign"], distrusts["symmetric"]) == (-1, False)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("word=takes hostage", ["takes_hostage"]),
        ("word=temporary", ["temporary", "temporary"]),  # of custody, and of a split
        ("word=ransom", ["takes_hostage"]),
        ("word=P361", ["part_of"]),
        ("word=hostage&type=kind", ["hostages"]),
    ],
)
def test_a_word_is_found_by_name_text_or_code(base: str, query: str, names: list[str]) -> None:
    assert [row["name"] for row in ask(base, f"vocabulary?{query}")["rows"]] == names


def test_a_misspelt_word_has_the_nearest_ones(base: str) -> None:
    answer = ask(base, "vocabulary?word=figths&type=predicate")
    assert answer["rows"][0]["name"] == "fights"
    assert "the nearest are" in answer["summary"]
    assert ask(base, "vocabulary?word=xyzzy")["rows"] == []


def test_an_unknown_type_is_refused_with_those_that_there_are(base: str) -> None:
    answer = httpx.get(f"{base}/v1/vocabulary?type=verb")
    assert answer.status_code == 422
    assert "expected one of predicate, mode" in answer.json()["detail"]


def test_a_table_has_a_row_for_each_word(base: str) -> None:
    lines = httpx.get(f"{base}/v1/vocabulary.csv?type=mode").text.splitlines()
    assert lines[0].startswith("name,type,group,definition,useWhen,notFor,example,codes.book,codes.code,sources")
    assert len(lines) == 1 + len(vocabulary().modes)


def test_the_command_shows_a_word_in_full_and_many_as_a_table(data: Path, base: str) -> None:
    one = run(data, "words", "besieges")
    assert one.returncode == 0
    assert "not for: Taking the place (`takes_over`)" in one.stdout
    assert "sign: hostile, leads one way" in one.stdout
    many = run(data, "words", "--type", "predicate")
    assert all(name in many.stdout for name in ("besieges", "disappears", "holds"))
    several = run(data, "words", "besieges", "kidnapped")  # each of them, as no text has both
    assert several.returncode == 0
    assert all(name in several.stdout for name in ("besieges", "takes_hostage", "disappears"))


OWN = """
shuns:
  says: "{subject} shuns {object}"
  time: state
  roles: {subject: [Actor], object: [Actor]}
  required: [subject, object]
  sign: -1
  stale_after_days: 365
  definition: An actor has nothing to do with another one.
"""
DOSSIER = """
entities:
  - {id: lake-desk, label: Actor, kind: agency, name: Lake Desk}
  - {id: lake-army, label: Actor, kind: armed_force, name: Lake Army}
statements:
  - key: shuns
    predicate: shuns
    roles: {subject: [lake-desk], object: [lake-army]}
    observed: 2026-01-12
    cite: {locator: 1}
"""


def test_a_running_service_has_the_own_words_of_a_source_while_it_is_loaded(tmp_path: Path) -> None:
    data, source = tmp_path / "data", tmp_path / "lake"
    source.mkdir()
    (source / "source.yml").write_text(
        "id: lake\ntitle: Of the lake\npublisher: lake-desk\nlicence: CC0-1.0\npublished: {on: 2026-02-01, reason: t}\n"
    )
    (source / "dossier.yml").write_text(DOSSIER)
    (source / "vocabulary.yml").write_text(OWN)
    checked = run_in_shell(data, "check", str(source), "--show")
    assert (checked.returncode, "shuns" in checked.stdout) == (0, True), checked.stderr
    try:
        with served(create_app(settings_for(data))) as base:
            assert ask(base, "vocabulary?word=shuns")["rows"] == []
            loaded = run_in_shell(data, "load", str(source))
            assert loaded.returncode == 0, loaded.stderr
            caught_up(base)
            (row,) = ask(base, "vocabulary?word=shuns")["rows"]
            assert row["sources"] == ["lake"]
            (pair,) = ask(base, "alliances?as_of=2026-01-12")["rows"]
            assert (pair["sign"], pair["relations"]) == (-1, ["shuns"])
            assert "shuns" in ask(base, "entities/lake-desk/statements")["rows"][0]["predicate"]
            assert run_in_shell(data, "unload", "lake").returncode == 0
            caught_up(base)
            assert ask(base, "vocabulary?word=shuns")["rows"] == []
            assert ask(base, "alliances?as_of=2026-01-12")["rows"] == []
            assert len(ask(base, f"alliances?as_of=2026-01-12&version={row_version(loaded.stdout)}")["rows"]) == 1
    finally:
        run_in_shell(data, "stop")
        adopt_own_words(())


def row_version(printed: str) -> str:
    return printed.splitlines()[0].rsplit(" ", 1)[1]
