"""The benchmark runs: every part on the embedded engine, small. What it measures is nobody's business here."""

import json
import math
from pathlib import Path

import pytest

from tests.bench.__main__ import main
from tests.bench.measure import Result, in_turn, table


@pytest.mark.long
@pytest.mark.timeout(900)  # all parts in turn, each with an engine of its own
def test_every_part_gives_a_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--quick", "--engine", "embedded", "--json", str(tmp_path / "bench.json")])
    content = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    results = content["results"]
    asked = (
        "custody of isis-suspects by Cypher",
        "hub 1 of quick",
        "loading quick",
        "over HTTP",
        "whoholds --help",
        "whoholds custody, the engine up",
        "whoholds custody, with a service",
        "PageRank of",
        "network on a day, quick",
        "refresh of quick",
        "pairs on a day, quick",
        "on a fresh day",
        "new statements among",
        "slowest of answers",
    )
    for part in asked:
        figures = [result["value"] for result in results if part in result["what"]]
        assert figures, f"{part} is missing"
        assert any(figures), [result["details"] for result in results if result["value"] is None]
    printed = capsys.readouterr().out
    for result in results:
        assert result["what"] in printed
        assert result["ratio"] is None or math.isfinite(result["ratio"])
        assert (result["met"] is None) == (result["bar"] == "")


@pytest.mark.parametrize("part", ["edtf", "ledger", "verify"])
def test_a_part_gives_figures(part: str, tmp_path: Path) -> None:
    """Those that start no engine and take a moment; the long test runs each."""
    main(["--quick", "--only", part, "--json", str(tmp_path / "bench.json")])
    results = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))["results"]
    assert results
    assert all(part in result["what"] and result["value"] for result in results)


def test_calls_are_made_in_turn_and_warm_rounds_do_not_count() -> None:
    order: list[str] = []
    medians = in_turn({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, rounds=3, warm=2)
    assert order == ["a", "b"] * 5
    assert set(medians) == {"a", "b"}


def test_the_table_says_what_was_not_run_and_what_is_missed() -> None:
    text = table(
        [
            Result(what="load", engine="neo4j", value=2, unit="s", against="a loop", ratio=0.5, bar=">= 1", met=False),
            Result(what="HTTP", engine="", value=None, unit=""),
        ]
    )
    assert text.splitlines()[1:] == [
        "load  neo4j   2 s       0.50 x a loop  >= 1  MISSED by 2 x",
        "HTTP          not run",
    ]
