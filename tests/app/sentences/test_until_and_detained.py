"""Days and people that answers once lost: until a day, days of an alliance, and whom nobody is said to hold."""

from importlib import import_module
from typing import Any

import pytest

from app.answers.question import read_common
from graph.selection.selection import Selection
from tests.app.sentences.shipped_sources import ShippedSources
from tests.ingest.sheets.sheets import Row, read_rows

ARMIES = ("Hill Army", "Sea Army", "River Army", "Wood Army", "Moor Army", "Marsh Army")
WHO: list[Row] = [
    {"name": "Lake Post", "kind": "media"},
    *({"name": name, "kind": "armed group"} for name in ARMIES),
    {"name": "Old Mill", "kind": "prison"},
    {"name": "villagers", "kind": "residents"},
    {"name": "nurses", "kind": "people"},
]
ALLIED = {"predicate": "is allied with"}
ROWS: list[Row] = [
    {"who": "villagers", "predicate": "detained at", "object": "Old Mill", "wording": "about 24",
     "time": "5 January 2026"},
    {"who": "Hill Army", "predicate": "holds", "object": "nurses", "wording": "20", "time": "until 5 January 2025"},
    ALLIED | {"who": "Hill Army", "object": "Sea Army", "time": "until 5 January 2026"},
    ALLIED | {"who": "River Army", "object": "Wood Army", "time": "between 5 March 2025 and 20 January 2026"},
    ALLIED | {"who": "Moor Army", "object": "Marsh Army", "time": "after 5 March 2025"},
]  # fmt: skip
BY = "according to Lake Post"
DETAINED = f"About 24 villagers were detained in Old Mill on 5 January 2026, {BY}; by whom is not said."
ANSWERS = [
    ("custody", {"held": "villagers"}, "2026-01-06",
     f"No source here says who held villagers on 6 January 2026. {DETAINED}",
     "واحتُجز نحو 24 شخصًا من villagers في Old Mill في 5 يناير/كانون الثاني 2026، بحسب Lake Post، ولا يُذكر من يحتجزهم."),
    ("custody", {"place": "Old Mill"}, "2026-01-06",
     f"No source here says who held people in Old Mill on 6 January 2026. {DETAINED}", "ولا يُذكر من يحتجزهم"),
    ("custody", {"held": "nurses"}, "2025-02-01",
     "No source here says who held nurses on 1 February 2025. The last who does, Lake Post, speaks of 20 nurses held "
     "by the Hill Army until 5 January 2025.", "حتى 5 يناير/كانون الثاني 2025."),
    ("alliances", {"actor": "Hill Army"}, "2026-02-01",
     "No source here says who stood with or against the Hill Army on 1 February 2026. It is last reported before that "
     f"until 5 January 2026, standing with the Sea Army, {BY}.", "حتى 5 يناير/كانون الثاني 2026"),
    ("alliances", {"actor": "River Army"}, "2026-02-01",
     f"When last reported, between 5 March 2025 and 20 January 2026, the River Army stood with the Wood Army, {BY}.",
     ""),
    # the report is of 21 January 2026
    ("alliances", {"actor": "Moor Army"}, "2026-02-01",
     f"When last reported, between 6 March 2025 and 21 January 2026, the Moor Army stood with the Marsh Army, {BY}.",
     ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ShippedSources:
    reading = read_rows(tmp_path_factory.mktemp("until"), *ROWS, who=WHO)
    assert not reading.problems
    assert not any(row.problems for row in reading.rows)
    return ShippedSources((), [reading.parsed])


@pytest.mark.parametrize(("question", "own", "day", "english", "arabic"), ANSWERS)
def test_an_answer_says_what_the_report_says(
    report: Any, question: str, own: dict[str, str], day: str, english: str, arabic: str
) -> None:
    def ask(language: str) -> str:
        selection = Selection(report, read_common(lang=language, as_of=day))
        answer: Any = getattr(import_module(f"app.questions.{question}"), question)(selection, **own)
        summary: str = answer["summary"]
        return summary

    assert ask("en") == english
    assert arabic in ask("ar")
