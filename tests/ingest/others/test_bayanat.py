"""Exports of Bayanat: nobody's name is read, and exports of single people are refused."""

import json
from pathlib import Path

import pytest

from graph.errors import InvalidSource
from ingest.others.forms import find_form, recognise
from ingest.others.reading import FileWords, read_file
from tests.ingest.others.golden import FOLDER

INCIDENTS = FOLDER / "bayanat" / "incidents.json"
WORDS = FileWords("lake", None, "Lake Archive", "2026-02-05")


def test_no_name_title_or_description_of_the_export_is_kept() -> None:
    parsed = read_file(find_form("bayanat"), INCIDENTS, WORDS)
    kept = "\n".join(map(repr, (*parsed.statements, *parsed.entities, *parsed.more_sources, *parsed.quarantine.rows)))
    for name in ("Stone", "Reed", "Cy Hill", "Ford", "No victims", "A wrong day"):
        assert name in INCIDENTS.read_text(encoding="utf-8")
        assert name not in kept


@pytest.mark.parametrize("of", ["actors", "bulletins"])
def test_an_export_of_single_people_or_pages_is_refused(tmp_path: Path, of: str) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps({of: [{"class": of[:-1], "id": 1}]}), encoding="utf-8")
    form = recognise(path)
    assert form is not None
    assert form.name == "bayanat"
    with pytest.raises(InvalidSource, match=f"{of} of Bayanat .* export incidents as JSON"):
        read_file(form, path, WORDS)


@pytest.mark.parametrize("content", ['{"incidents": [{"class": "incident"}]}', '{"incidents": [{"class": 1'])
def test_what_is_no_export_refuses_the_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "export.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidSource, match=r"export\.json: "):
        read_file(find_form("bayanat"), path, WORDS)
