"""docs/python.md: every block of it runs, and says what it says there."""

import re
from pathlib import Path
from typing import Any

import pytest

import whoholds

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "python.md").read_text(encoding="utf-8")


def test_the_guide_runs_from_top_to_bottom(
    db: whoholds.Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(whoholds, "connect", lambda *_, **__: db)
    names: dict[str, Any] = {}
    for block in re.findall(r"(?s)```python\n(.*?)```", PAGE):
        exec(compile(block, "docs/python.md", "exec"), names)
    (quoted,) = re.findall(r"(?m)^> (.*)$", PAGE)
    printed = capsys.readouterr().out
    assert printed.startswith(f"{quoted}\n")
    assert re.search(r"^actor \['ucdp-actor-8", printed, re.MULTILINE)


def test_it_names_every_question() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE.partition("## Questions")[2].partition("## Answers")[0]))
    methods = {name for name in vars(whoholds.Database) if not name.startswith("_")}
    assert methods - named == {"address", "close"}
