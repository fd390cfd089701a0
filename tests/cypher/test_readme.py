"""The index of cypher/README.md is the titles of the files."""

import re
from pathlib import Path

from graph.cypher.header import read_header
from graph.cypher.model import read_model

FOLDER = Path(__file__).resolve().parents[2] / "cypher"
FOLDERS = {
    "cookbook": "questions to copy; each runs as it stands",
    "read": "what answers select by",
    "write": "what loads write",
    "schema": "constraints and indexes, made once",
}


def index() -> str:
    """The index as it should stand: one line a file, by folder."""
    parts = []
    for folder, about in FOLDERS.items():
        files = sorted((FOLDER / folder).glob("*.cypher"))
        titles = {file.stem: read_header(file.read_text(encoding="utf-8")).title for file in files}
        lines = [f"- [`{folder}/{name}`]({folder}/{name}.cypher): {title}" for name, title in titles.items()]
        parts.append("\n".join([f"### {folder}: {about}", "", *lines]))
    return "\n\n".join(parts) + "\n"


def test_the_index_has_every_query_with_its_title() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    found = readme.partition("## Index\n\n")[2]
    assert found == index(), f"cypher/README.md is out of date; paste this after its ## Index:\n\n{index()}"


def test_there_is_no_folder_of_queries_that_the_index_leaves_out() -> None:
    assert {path.parent.name for path in FOLDER.rglob("*.cypher")} == set(FOLDERS)


def test_every_title_is_one_sentence_or_two() -> None:
    titles = re.findall(r"^- .*?: (.*)$", index(), re.MULTILINE)
    assert titles
    assert [title for title in titles if not re.match(r"[A-Z].*[.?]$", title)] == []


def test_the_properties_of_statements_and_sources_are_those_of_the_model() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for label in ("Statement", "Source"):
        section = readme.partition(f"### `{label}`\n\n")[2].partition("\n\n")[0]
        found = [tuple(cell.strip(" `") for cell in line.split(" | ")) for line in section.splitlines()[2:]]
        expected = [(one.name, one.type, one.says) for one in read_model().labels[label].properties]
        assert [(name.strip("| `"), type_, says.rstrip(" |")) for name, type_, says in found] == expected
