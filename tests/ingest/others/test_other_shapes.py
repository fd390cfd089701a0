"""JSON in which any value has another shape: the file or the row is refused in words, never by an error of Python."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidSource, WhoholdsError
from ingest.others.forms import find_form
from ingest.others.reading import read_file
from tests.ingest.others.golden import Case, list_cases

CASES = [case for case in list_cases() if ".json" in case.file.name]
of_each_form = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.folder.name} {case.file.name}")
JUNK = st.sampled_from([None, True, 0, -1, 1e300, "", "x", [], {}, [[]], ["x"], [None], {"x": {}}, "\ud800"])


def read_values(case: Case) -> tuple[list[Any], bool]:
    """The JSON values of a sample, and whether each has a line."""
    content = case.file.read_bytes()
    text = (gzip.decompress(content) if case.file.suffix == ".gz" else content).decode()
    try:
        return [json.loads(text)], False
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.strip()], True


def list_places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each container in a value with each key or number of it."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield value, key
        yield from list_places(inner)


@of_each_form
@settings(max_examples=60)
@given(data=st.data())
def test_a_value_of_another_shape_is_refused_or_read(
    case: Case, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    values, has_lines = read_values(case)
    container, key = data.draw(st.sampled_from(list(list_places(values))))
    container[key] = data.draw(JUNK)
    path = tmp_path_factory.mktemp("shapes") / "other.json"
    path.write_text("\n".join(map(json.dumps, values)) if has_lines else json.dumps(values[0]), encoding="utf-8")
    said = list_refusals(case, path)
    assert not [words for words in said if re.search(r"object has no attribute|object is not|not subscriptable", words)]


def list_refusals(case: Case, path: Path) -> list[str]:
    """What is said of a file that is refused, or of the rows that are set aside."""
    try:
        return list(map(str, read_file(find_form(case.golden["form"]), path, case.words).quarantine))
    except WhoholdsError as error:
        return [str(error)]


@of_each_form
def test_json_that_is_nested_too_deeply_is_refused(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text('{"incidents":' + "[" * 100_000, encoding="utf-8")
    with pytest.raises(InvalidSource, match=r"deep\.json"):
        read_file(find_form(case.golden["form"]), path, case.words)
