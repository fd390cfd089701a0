"""`whoholds cite`: the line that it prints is one that a dossier takes, and that `verify` finds to hold."""

import json
from pathlib import Path

import pytest
import yaml

from ingest.forms import CiteForm
from tests.app.commands import run
from tests.graph.evidence.archive_files import ADDRESS, PAGE, TEXT, make_wacz, make_warc

ROLL = "Roll of the Old Mill.\n\nAbout 150 strangers were kept today.\nNobody was kept, says the North Guard.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "roll.txt").write_text(ROLL, encoding="utf-8")
    (tmp_path / "ferry.wacz").write_bytes(make_wacz(make_warc()))
    (tmp_path / "two.warc.gz").write_bytes(make_warc({ADDRESS: PAGE, "https://example.org/mill": "<p>A mill.</p>"}))
    (tmp_path / "roll.pdf").write_bytes(b"%PDF-1.7\n\xff\xfe")
    return tmp_path


def test_the_line_is_one_of_a_dossier(folder: Path) -> None:
    done = run(folder, "cite", str(folder / "roll.txt"), "150 strangers")
    assert (done.returncode, done.stderr.strip()) == (0, "1 place.")
    cites = CiteForm.model_validate(yaml.safe_load(done.stdout)["cite"])
    assert cites.locator == "paragraph 2"
    assert ROLL[cites.start : cites.end] == "150 strangers"


def test_all_places_are_given_as_json(folder: Path) -> None:
    done = run(folder, "cite", str(folder / "roll.txt"), "kept", "--json")
    found = json.loads(done.stdout)
    assert [ROLL[one["start"] : one["end"]] for one in found["places"]] == ["kept", "kept"]
    assert [(one["locator"], one["match"]) for one in found["places"]] == [
        ("paragraph 2", "exact"), ("paragraph 3", "exact"),
    ]  # fmt: skip
    assert found["summary"] == "2 places; choose one."


def test_what_nearly_stands_there_is_told_so(folder: Path) -> None:
    done = run(folder, "cite", str(folder / "roll.txt"), "about  150 STRANGERS")
    assert done.returncode == 0
    assert "nearly" in done.stderr
    first, line = done.stdout.splitlines()
    assert first == "# nearly (differs in white space and capitals): About 150 strangers"
    assert ROLL[yaml.safe_load(line)["cite"]["start"] :].startswith("About 150")


def test_words_that_are_not_there_give_the_nearest_and_end_with_4(folder: Path) -> None:
    done = run(folder, "cite", str(folder / "roll.txt"), "some 150 strangers are kept")
    assert done.returncode == 4
    assert "are not in roll.txt" in done.stderr
    assert "150 strangers were kept" in done.stdout
    done = run(folder, "cite", str(folder / "roll.txt"), "zzz qqq xxx", "--json")
    assert (done.returncode, json.loads(done.stdout)["places"]) == (4, [])


def test_the_page_of_an_archived_copy_is_cited_in_its_text(folder: Path) -> None:
    found = json.loads(run(folder, "cite", str(folder / "ferry.wacz"), "two sacks", "--json").stdout)
    (place,) = found["places"]
    assert TEXT[place["start"] : place["end"]] == "two sacks"
    two = str(folder / "two.warc.gz")
    done = run(folder, "cite", two, "mill")
    assert done.returncode == 2
    assert "--record ADDRESS" in done.stderr
    assert "https://example.org/mill" in done.stderr
    assert run(folder, "cite", two, "mill", "--record", "https://example.org/mill").returncode == 0


@pytest.mark.parametrize(
    ("file", "words", "code", "said"),
    [
        ("nowhere.txt", "a", 4, "nowhere.txt"),
        ("roll.txt", " ", 2, "words is empty"),
        ("roll.pdf", "a", 2, "save it as plain text in UTF-8"),
    ],
)
def test_what_cannot_be_read_is_said(folder: Path, file: str, words: str, code: int, said: str) -> None:
    done = run(folder, "cite", str(folder / file), words)
    assert done.returncode == code
    assert said in done.stderr
