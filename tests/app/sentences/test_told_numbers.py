"""Numbers that sources give are told: two of one day, those who left, those who were moved. Worked out by hand."""

from typing import Any

import pytest

from tests.app.sentences.shipped_sources import ShippedSources
from tests.app.sentences.test_own_report import ask
from tests.ingest.sheets.sheets import Row, read_rows

WHO: list[Row] = [
    {"name": "Lake Post", "kind": "media", "names": "ar=صحيفة البحيرة"},
    {"name": "Hill Army", "kind": "armed group", "names": "ar=جيش التل"},
    {"name": "Lake Guard", "kind": "armed force", "names": "ar=حرس البحيرة"},
    {"name": "River Band", "kind": "armed group", "names": "ar=عصبة النهر"},
    {"name": "Old Mill", "kind": "prison", "names": "ar=سجن الطاحونة"},
    {"name": "Salt Works", "kind": "prison", "names": "ar=سجن الملاحة"},
    {"name": "millers", "kind": "detainees", "names": "ar=الطحانون"},
    {"name": "drovers", "kind": "people", "names": "ar=السائقون"},
    {"name": "ferrymen", "kind": "hostages", "names": "ar=المعدون"},
    {"name": "salters", "kind": "prisoners", "names": "ar=الملاحون"},
    {"name": "porters", "kind": "detainees", "names": "ar=الحمالون"},
    {"name": "rowers", "kind": "people", "names": "ar=المجدفون"},
    {"name": "captives", "kind": "prisoners", "names": "ar=الأسرى"},
    {"name": "boatmen", "kind": "prisoners", "names": "ar=المراكبية"},
]
MILLERS = {"who": "Hill Army", "predicate": "holds", "object": "millers", "at": "Old Mill"}
PORTERS = {"who": "River Band", "predicate": "holds", "object": "porters", "at": "Old Mill"}
FREED = {"who": "Hill Army", "predicate": "releases", "object": "captives"}
ROWS: list[Row] = [
    {**MILLERS, "wording": "no fewer than 6,000", "time": "15 November 2025"},
    {**MILLERS, "wording": "9,000", "time": "15 November 2025", "said_by": "Lake Guard", "responds": "2 denies"},
    {"who": "Hill Army", "predicate": "arrests", "object": "drovers", "wording": "more than 2,000",
     "time": "26 October 2025"},
    {"who": "Hill Army", "predicate": "takes hostage", "object": "ferrymen", "time": "26 October 2025"},
    {"who": "Hill Army", "predicate": "releases", "object": "ferrymen",
     "wording": "roughly 300", "time": "between 1 and 10 November 2025"},
    {"who": "Hill Army", "predicate": "transfers", "object": "salters", "origin": "Hill Army; Old Mill",
     "target": "Hill Army; Salt Works", "wording": "some 150", "time": "before 20 March 2025"},
    {"who": "Hill Army", "predicate": "holds", "object": "salters", "at": "Salt Works", "time": "October 2025"},
    {**PORTERS, "wording": "19", "time": "5 January 2024"},
    {**PORTERS, "time": "5 January 2024", "said_by": "Lake Guard", "manner": "denied", "responds": "9 denies"},
    {"who": "River Band", "predicate": "arrests", "object": "rowers", "wording": "seven", "time": "4 January 2024"},
    {"who": "River Band", "predicate": "releases", "object": "boatmen", "wording": "37",
     "time": "12 March 2024 or later"},
    {**FREED, "wording": "537", "time": "after 27 February 2024", "manner": "planned", "said_by": "Hill Army",
     "said_on": "27 February 2024"},
    {**FREED, "wording": "537", "time": "after 27 February 2024", "manner": "denied", "fulfils": "13"},
    {**FREED, "wording": "37", "time": "12 March 2024 or later", "fulfils": "13"},
]  # fmt: skip
LEFT = "released about 300 ferrymen some time between 1 and 10 November 2025, according to Lake Post"
MOVED = "moved about 150 salters from Old Mill to Salt Works within its own custody by 19 March 2025"
TWO = ("On 15 November 2025 the Hill Army held 9,000 millers in Old Mill, according to the Lake Guard, or at least "
       "6,000, according to Lake Post.")  # fmt: skip
ANSWERS = [
    # at least 6,000 and 9,000 can both be true, and are what two sides say; who says 9,000 does not deny the holding
    ("custody", {"held": "millers"}, "2025-11-15", TWO, "9,000"),
    ("groups", {"holder": "Hill Army", "place": "Old Mill"}, "2025-11-15",
     "On 15 November 2025 the Hill Army held 9,000 millers, according to the Lake Guard, or at least 6,000, according "
     "to Lake Post.", "9,000"),
    # each is said to have come as they came
    ("custody", {"holder": "Hill Army"}, "2025-11-15",
     f"{TWO} It had also arrested more than 2,000 drovers and seized ferrymen, according to Lake Post.", "اعتقل"),
    # behind a clause on another one, who it is is named again
    ("custody", {"holder": "River Band"}, "2024-01-05",
     "On 5 January 2024 River Band held 19 porters in Old Mill, according to Lake Post. The Lake Guard denies that "
     "they were in Old Mill; River Band had also arrested seven rowers, according to Lake Post.", "عصبة النهر"),
    # who left since they came
    ("custody", {"held": "ferrymen"}, "2025-11-15",
     f"By 15 November 2025 the Hill Army had seized ferrymen, according to Lake Post. The Hill Army "
     f"{LEFT}.", "300"),
    ("custody", {"held": "ferrymen"}, "2025-10-30",
     "By 30 October 2025 the Hill Army had seized ferrymen, according to Lake Post.", "جيش التل"),
    # how many were moved from place to place, where no number of those held is given; nobody received them
    ("custody", {"held": "salters"}, "2025-10-15",
     "On 15 October 2025 the Hill Army probably held salters in Salt Works, according to Lake Post. "
     f"It {MOVED}, according to Lake Post.", "150"),
    ("custody", {"held": "salters"}, "2025-03-20",
     "On 20 March 2025 the Hill Army probably held salters in Salt Works, according to Lake Post. "
     f"It {MOVED}, according to Lake Post.", "150"),
    ("series", {"held": "ferrymen"}, "2026-01-22",
     f"No source here counts ferrymen at one time up to 22 January 2026. The Hill Army {LEFT}.", "300"),
    ("series", {"held": "salters"}, "2026-01-22",
     f"No source here counts salters at one time up to 22 January 2026. The Hill Army {MOVED}, according "
     "to Lake Post.", "150"),
    # who releases people had them, which is not said twice; a first day that is known is said
    ("chain", {"held": "boatmen"}, "2026-01-22",
     "River Band released 37 boatmen on 12 March 2024 or later, according to Lake Post.", "37"),
    # a plan that was not carried out, and what was done of it all the same, with its own days
    ("plans", {"held": "captives"}, "2026-01-22",
     "The Hill Army said it planned to release 537 captives. That was not carried out, according to Lake Post; of "
     "these, 37 were released on 12 March 2024 or later, according to Lake Post.", "ولم يُنفّذ ذلك، بحسب صحيفة البحيرة"),
    ("plans", {"held": "captives"}, "2024-02-27", "The Hill Army said it planned to release 537 captives.", "537"),
]  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ShippedSources:
    reading = read_rows(tmp_path_factory.mktemp("told"), *ROWS, who=WHO)
    assert not reading.problems
    assert not any(row.problems for row in reading.rows)
    return ShippedSources((), [reading.parsed])


@pytest.mark.parametrize(("question", "own", "day", "english", "arabic"), ANSWERS)
def test_a_number_that_a_source_gives_is_told(
    report: Any, question: str, own: dict[str, str], day: str, english: str, arabic: str
) -> None:
    assert ask(report, question, own, day, "en") == english
    assert arabic in ask(report, question, own, day, "ar")
