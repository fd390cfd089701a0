"""Every query file says what it is for, what it takes and what it gives, and is one query of one text."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "cypher"
FILES = sorted(FOLDER.rglob("*.cypher"))
TYPES = "STRING|INTEGER|FLOAT|BOOLEAN|DATE|MAP|LIST of (?:STRING|INTEGER|MAP)"
ONE_FILE = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER).with_suffix("")))

SELECTORS = ("by_id", "by_predicate", "of_entities", "with_entity")
PUT_IN = {
    # what no engine takes as a parameter
    "EDGE_TYPE": {
        f"write/{one}" for one in ("link", "role", "shortcut", "shortcut_index", "shortcut_remove", "source_related")
    },
    "LABEL": {"write/entity"},
    "SCHEMA_NAME": {"write/index_drop", "write/constraint_drop"},
    # what several queries share
    "STATEMENT_ROWS": {
        f"read/{one}"
        for one in ("all_statements", "statement_rows_with_replies", "statements_opened", "statements_renewed")
    },
    "RESPONSE_ROWS": {"read/responses", "read/responses_changed"},
    "STATEMENT_ROWS_WITH_REPLIES": {f"read/statements_{one}" for one in SELECTORS},
}  # words that are put into the text


def parts_of(file: Path) -> tuple[list[str], str]:
    """The comment that opens a file, line by line and without its slashes, and the query without any comment."""
    lines = file.read_text(encoding="utf-8").splitlines()
    length = next(number for number, line in enumerate(lines) if not line.startswith("//"))
    query = "\n".join(lines[length:])
    return [line.removeprefix("//").strip() for line in lines[:length]], re.sub(r"(?m)^\s*//.*$", "", query)


def without_texts(query: str) -> str:
    return re.sub(r"'(?:[^'\\]|\\.)*'", "''", query)


@ONE_FILE
def test_a_file_opens_with_a_title(file: Path) -> None:
    header, _ = parts_of(file)
    assert header
    assert re.match(r"[A-Z].+[.?]( |$)", header[0]), f"{file.name} begins with {header[:1]}"


@ONE_FILE
def test_parameters_are_the_ones_that_the_header_explains(file: Path) -> None:
    header, query = parts_of(file)
    explained = re.findall(rf"\$(\w+)\s+(?:{TYPES})\b", "\n".join(header))
    assert sorted(explained) == sorted(set(re.findall(r"\$(\w+)", without_texts(query))))


@ONE_FILE
def test_what_gives_rows_says_their_shape(file: Path) -> None:
    header, query = parts_of(file)
    returned = re.findall(r"\bRETURN\b", query)
    assert bool(returned) == any(re.search("(One|No) row", line) for line in header)


@ONE_FILE
def test_a_file_holds_one_statement_and_no_hidden_letters(file: Path) -> None:
    _, query = parts_of(file)
    assert ";" not in without_texts(query)
    assert "\\u" not in query  # an engine reads these before it reads words
    assert query.strip()


@ONE_FILE
def test_few_files_have_a_place_for_what_is_put_in_and_say_so(file: Path) -> None:
    header, query = parts_of(file)
    for word, names in PUT_IN.items():
        assert bool(re.search(rf"\b{word}\b", query)) == (f"{file.parent.name}/{file.stem}" in names)
        assert word not in query or any(word in line for line in header)


@ONE_FILE
def test_only_the_write_and_schema_folders_write(file: Path) -> None:
    _, query = parts_of(file)
    writes = re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD)\b", without_texts(query))
    assert bool(writes) == (file.parent.name in ("write", "schema"))


@ONE_FILE
def test_lines_fit_and_the_file_ends_with_one_line_break(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 120
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
