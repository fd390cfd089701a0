"""Every query file says what it is for, what it takes and what it gives, and is one query of one text."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "cypher"
FILES = sorted(FOLDER.rglob("*.cypher"))
TYPES = "STRING|INTEGER|FLOAT|BOOLEAN|DATE|MAP|LIST of (?:STRING|INTEGER|MAP)"

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


@cache
def parts_of(file: Path) -> tuple[list[str], str]:
    """The comment that opens a file, line by line and without its slashes, and the query without any comment."""
    lines = file.read_text(encoding="utf-8").splitlines()
    length = next(number for number, line in enumerate(lines) if not line.startswith("//"))
    query = "\n".join(lines[length:])
    return [line.removeprefix("//").strip() for line in lines[:length]], re.sub(r"(?m)^\s*//.*$", "", query)


def name_of(file: Path) -> str:
    return str(file.relative_to(FOLDER).with_suffix(""))


def without_texts(query: str) -> str:
    return re.sub(r"'(?:[^'\\]|\\.)*'", "''", query)


def test_a_file_opens_with_a_title() -> None:
    headers = {name_of(file): parts_of(file)[0][:1] for file in FILES}
    assert headers
    title = re.compile(r"[A-Z].+[.?]( |$)")
    assert {name: first for name, first in headers.items() if not first or not title.match(first[0])} == {}


def test_parameters_are_the_ones_that_the_header_explains() -> None:
    wrong = {}
    for file in FILES:
        header, query = parts_of(file)
        explained = sorted(re.findall(rf"\$(\w+)\s+(?:{TYPES})\b", "\n".join(header)))
        taken = sorted(set(re.findall(r"\$(\w+)", without_texts(query))))
        if explained != taken:
            wrong[name_of(file)] = (explained, taken)
    assert wrong == {}


def test_what_gives_rows_says_their_shape() -> None:
    wrong = []
    for file in FILES:
        header, query = parts_of(file)
        if bool(re.search(r"\bRETURN\b", query)) != any(re.search("(One|No) row", line) for line in header):
            wrong.append(name_of(file))
    assert wrong == []


def test_a_file_holds_one_statement_and_no_hidden_letters() -> None:
    queries = {name_of(file): parts_of(file)[1] for file in FILES}
    assert [name for name, query in queries.items() if ";" in without_texts(query)] == []
    assert [name for name, query in queries.items() if "\\u" in query] == []  # engines read these before words
    assert [name for name, query in queries.items() if not query.strip()] == []


def test_few_files_have_a_place_for_what_is_put_in_and_say_so() -> None:
    for word, names in PUT_IN.items():
        having = {name_of(file) for file in FILES if re.search(rf"\b{word}\b", parts_of(file)[1])}
        assert having == names, word
        within = [file for file in FILES if word in parts_of(file)[1]]
        assert [name_of(file) for file in within if not any(word in line for line in parts_of(file)[0])] == [], word


def test_only_the_write_and_schema_folders_write() -> None:
    words = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD)\b")
    writing = {file for file in FILES if words.search(without_texts(parts_of(file)[1]))}
    assert writing == {file for file in FILES if file.parent.name in ("write", "schema")}


def test_lines_fit_and_the_file_ends_with_one_line_break() -> None:
    texts = {name_of(file): file.read_text(encoding="utf-8") for file in FILES}
    assert [name for name, text in texts.items() if max(map(len, text.splitlines())) > 120] == []
    assert [name for name, text in texts.items() if not text.endswith("\n") or text.endswith("\n\n")] == []
