"""Web Annotations found again: by their quotation, whatever their offsets, which count units of UTF-16."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InvalidSource
from graph.evidence.citations import hash_text
from ingest.annotations import anchor_annotations, read_annotations
from tests.app.commands import run

# the sign before each "ferry" is one code point and two units of UTF-16
TEXT = "\U0001f6a2 The ferry came.\n\n\U0001f6a2 The ferry left, and the guard stayed.\n"
FIRST, SECOND = TEXT.index("The ferry"), TEXT.rindex("The ferry")


def annotation(id_: str, exact: str, **more: Any) -> dict[str, Any]:
    """As Hypothesis and Recogito write one."""
    selectors: list[dict[str, Any]] = [{"type": "TextQuoteSelector", "exact": exact, **more.pop("quote", {})}]
    if "start" in more:
        selectors.append({"type": "TextPositionSelector", "start": more["start"], "end": more["start"] + len(exact)})
    target = {"source": "https://example.org/report", "selector": selectors}
    return {"id": id_, "type": "Annotation", "target": [target], "body": [{"type": "TextualBody", "value": "a note"}]}


def anchor(tmp_path: Path, content: Any) -> dict[str, tuple[int, int, str] | str | None]:
    path = tmp_path / "annotations.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return {
        one.id: (one.passage.start, one.passage.end, one.passage.sha256) if one.passage else one.why
        for one in anchor_annotations(TEXT, read_annotations(path))
    }


def span(start: int, words: str) -> tuple[int, int, str]:
    assert TEXT[start : start + len(words)] == words
    return start, start + len(words), hash_text(words)


def test_words_that_stand_once_are_found_whatever_the_offset(tmp_path: Path) -> None:
    found = anchor(tmp_path, annotation("a", "the guard stayed", start=999))
    assert found == {"a": span(TEXT.index("the guard"), "the guard stayed")}


@pytest.mark.parametrize(
    ("more", "start"),
    [({"quote": {"suffix": " came"}}, FIRST), ({"quote": {"suffix": " left, and"}}, SECOND),
     ({"quote": {"prefix": ".\n\n\U0001f6a2 "}}, SECOND), ({"start": FIRST + 1}, FIRST),
     ({"start": SECOND + 2}, SECOND)],
)  # fmt: skip
def test_of_several_places_surroundings_choose_else_the_offset_in_utf_16(
    tmp_path: Path, more: dict[str, Any], start: int
) -> None:
    assert anchor(tmp_path, [annotation("a", "The ferry", **more)]) == {"a": span(start, "The ferry")}


def test_what_cannot_be_told_apart_or_found_says_so(tmp_path: Path) -> None:
    content = {"type": "AnnotationPage", "items": [
        annotation("several", "The ferry"), annotation("gone", "a bridge of stone"), annotation("empty", ""),
        annotation("code-points", "The ferry", start=SECOND),
    ]}  # fmt: skip
    assert anchor(tmp_path, content) == {
        "several": "its words stand in 2 places, and nothing says in which",
        "gone": "its words are not in the text",
        "empty": "it quotes no words; expected a TextQuoteSelector",
        "code-points": "its words stand in 2 places, and nothing says in which",
    }


def test_rows_of_hypothesis_and_collections_are_read(tmp_path: Path) -> None:
    one = annotation("a", "the guard stayed")
    for content in ({"total": 1, "rows": [one]}, {"type": "AnnotationCollection", "first": {"items": [one]}}):
        assert [*anchor(tmp_path, content)] == ["a"]


@pytest.mark.parametrize("content", ["[]", "{}", "3", "not JSON"])
def test_a_file_without_annotations_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "annotations.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidSource, match=r"annotations\.json"):
        read_annotations(path)


def test_the_command_prints_a_line_for_each_and_none_of_the_words(tmp_path: Path) -> None:
    text, path = tmp_path / "report.txt", tmp_path / "annotations.json"
    text.write_text(TEXT, encoding="utf-8")
    path.write_text(json.dumps([annotation("a", "the guard stayed"), annotation("b", "a bridge")]), encoding="utf-8")
    done = run(tmp_path, "cite", str(text), "--annotations", str(path))
    start, end, sha256 = span(TEXT.index("the guard"), "the guard stayed")
    assert done.returncode == 3
    assert done.stdout == f"cite: {{locator: paragraph 2, start: {start}, end: {end}, sha256: {sha256}}}  # a\n"
    assert done.stderr == "not found again: b: its words are not in the text\n"
    printed = run(tmp_path, "cite", str(text), "--annotations", str(path), "--json").stdout
    assert "guard" not in printed
    assert "a note" not in printed
