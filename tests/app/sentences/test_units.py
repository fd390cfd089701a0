"""Men, women, families and vehicles are told as such in each answer: no number is lost, none is made one of people."""

from importlib import import_module
from typing import Any

import pytest

from app.answers.question import read_common
from graph.selection.selection import Selection
from tests.app.sentences.shipped_sources import ShippedSources
from tests.ingest.sheets.sheets import Row, read_rows

GROUPS = ("fighters", "captives", "nurses", "teachers", "islanders", "sailors", "weavers")
WHO: list[Row] = [
    {"name": "Lake Post", "kind": "media"},
    {"name": "Hill Army", "kind": "armed group"},
    {"name": "Lake Guard", "kind": "armed force"},
    {"name": "Northland", "kind": "state"},
    *({"name": name, "kind": "people"} for name in GROUPS),
]
DAY = "5 January 2026"
ROWS: list[Row] = [
    {"who": "Hill Army", "predicate": "holds", "object": "fighters", "wording": "600 men", "time": DAY},
    {"who": "Hill Army", "predicate": "holds", "object": "captives", "wording": "120 women", "time": DAY},
    {"who": "Hill Army", "predicate": "holds", "object": "captives", "wording": "80 children", "time": DAY},
    {"who": "Lake Guard", "predicate": "transfers", "object": "nurses", "wording": "40 families", "time": DAY,
     "origin": "Lake Guard", "target": "Northland"},
    {"who": "Lake Guard", "predicate": "releases", "object": "teachers", "wording": "30 men", "time": DAY},
    {"who": "Hill Army", "predicate": "captures", "object": "islanders", "wording": "200 families", "time": DAY},
    {"who": "Hill Army", "predicate": "takes hostage", "object": "sailors", "wording": "5 women", "time": DAY},
    {"who": "Lake Guard", "predicate": "releases", "object": "weavers", "wording": "3 buses", "time": DAY},
]  # fmt: skip
BY = "according to Lake Post"
ANSWERS = [
    ("custody", "fighters", f"On 5 January 2026 the Hill Army held 600 men among fighters, {BY}.", "600 رجل من"),
    ("series", "fighters", f"The only figure is 600 men among fighters held by the Hill Army on 5 January 2026, {BY}.",
     "600 رجل من"),
    ("silences", "fighters", "On 5 January 2026 only Lake Post says that the Hill Army held fighters.", ""),
    # where those went whom their holder let go is no question of custody
    ("silences", "teachers", "On 5 January 2026 no source here counts teachers held by the Lake Guard before the moves "
     "that are reported, by 4 January 2026. Only Lake Post reports that teachers were moved.", ""),
    # women and children are no two numbers of the same people
    ("series", "captives", f"The Hill Army held 80 children among captives on 5 January 2026, {BY}, and 120 women on 5 "
     f"January 2026, {BY}.", "و120 امرأة من"),
    ("custody", "nurses", f"By 5 January 2026 Northland had received 40 families of nurses, {BY}.", "40 عائلة من"),
    ("chain", "nurses", f"The Lake Guard handed over 40 families of nurses to Northland on 5 January 2026, {BY}.",
     "40 عائلة من"),
    ("ledger", "nurses", "There are not enough figures to check: no source here counts nurses twice up to 5 January "
     f"2026. By the reports 40 families left the Lake Guard on 5 January 2026, {BY}.", "40 عائلة"),
    ("chain", "teachers", f"The Lake Guard released 30 men among teachers on 5 January 2026, {BY}.", "30 رجلًا من"),
    ("series", "teachers", "No source here counts teachers at one time. The Lake Guard released 30 men among teachers "
     f"on 5 January 2026, {BY}.", "30 رجلًا من"),
    ("custody", "islanders", f"By 5 January 2026 the Hill Army had captured 200 families of islanders, {BY}.",
     "200 عائلة من"),
    ("custody", "sailors", f"By 5 January 2026 the Hill Army had seized five women among sailors, {BY}.",
     "خمس نساء من"),
    ("chain", "weavers", f"The Lake Guard released three vehicles of weavers on 5 January 2026, {BY}.",
     "ثلاث مركبات من"),
]  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ShippedSources:
    reading = read_rows(tmp_path_factory.mktemp("units"), *ROWS, who=WHO)
    assert not reading.problems
    assert not any(row.problems for row in reading.rows)
    return ShippedSources((), [reading.parsed])


def ask(report: Any, question: str, group: str, language: str) -> str:
    day = None if question in ("chain", "series") else "2026-01-05"
    own = {"entity" if question == "silences" else "held": group}
    selection = Selection(report, read_common(lang=language, as_of=day))
    answer: Any = getattr(import_module(f"app.questions.{question}"), question)(selection, **own)
    summary: str = answer["summary"]
    return summary


@pytest.mark.parametrize(("question", "group", "english", "arabic"), ANSWERS)
def test_a_number_is_told_with_what_it_counts(
    report: ShippedSources, question: str, group: str, english: str, arabic: str
) -> None:
    assert ask(report, question, group, "en") == english
    told = ask(report, question, group, "ar")
    assert arabic in told
    if "famil" in english or "vehicles" in english:
        assert "شخص" not in told
