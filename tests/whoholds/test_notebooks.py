"""The notebooks in docs/: every cell runs, from top to bottom, and what they show is what the sources say."""

import json
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest

import whoholds

DOCS = Path(__file__).resolve().parents[2] / "docs"


def run_notebook(name: str, db: whoholds.Database, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The names that the cells of a notebook leave."""
    mpl.use("Agg")  # pictures without a screen
    monkeypatch.setattr(whoholds, "connect", lambda *_, **__: db)
    names: dict[str, Any] = {}
    for cell in json.loads((DOCS / name).read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []  # what was shown once may be wrong by now
            exec(compile("".join(cell["source"]), f"{name} {cell['id']}", "exec"), names)
    return names


def test_custody_with_disputed_figures(db: whoholds.Database, monkeypatch: pytest.MonkeyPatch) -> None:
    names = run_notebook("custody.ipynb", db, monkeypatch)
    # figures.csv, C031 and C032; "about n" is n less and more half of the last digit that is not zero, at most a tenth
    assert [(one["speaker"], one["min"], one["max"]) for one in names["figures"]] == [
        ("US official (unnamed)", 180, 220),
        ("Syrian interior ministry / state media", 115, 125),
    ]
    assert names["picture"].axes


def test_alliances_from_2011_to_2023(db: whoholds.Database, monkeypatch: pytest.MonkeyPatch) -> None:
    names = run_notebook("alliances.ipynb", db, monkeypatch)
    assert list(names["graphs"]) == list(range(2011, 2024))
    # by a plain count over the dyads of 2011: pairs of those on the one side, supporters too, with those on the other
    assert names["hostile"][2011] == 167
    # the dyads of 2015 have fourteen states against IS, and as second on their side fourteen more: twelve with Iraq,
    # Pakistan with Afghanistan and Iran with Syria; the report adds the SDF
    assert len(names["foes"]) == 14 + 14 + 1
    assert {"iraq", "us", "sdf"} <= set(names["foes"])
