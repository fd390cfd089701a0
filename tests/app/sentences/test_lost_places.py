"""People whose place another one took over are told as held until then, however they are asked for. By hand."""

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
    {"name": "Marsh Force", "kind": "armed group", "names": "ar=قوة المستنقع"},
    {"name": "Old Mill", "kind": "prison", "names": "ar=سجن الطاحونة"},
    {"name": "Salt Works", "kind": "prison", "names": "ar=سجن الملاحة"},
    {"name": "millers", "kind": "detainees", "names": "ar=الطحانون"},
    {"name": "salters", "kind": "detainees", "names": "ar=الملاحون"},
    {"name": "drovers", "kind": "detainees", "names": "ar=السائقون"},
]
MILL = {"object": "millers", "at": "Old Mill"}
ROWS: list[Row] = [
    {"who": "Hill Army", "predicate": "holds", **MILL, "wording": "400", "time": "20 March 2025",
     "said_by": "Lake Guard"},
    {"who": "Lake Guard", "predicate": "takes over", "object": "Old Mill", "origin": "Hill Army",
     "time": "20 March 2025"},
    {"who": "Hill Army", "predicate": "holds", "object": "salters", "at": "Salt Works", "wording": "30",
     "time": "5 March 2025"},
    {"who": "Marsh Force", "predicate": "holds", "object": "drovers", "at": "Old Mill; Salt Works", "wording": "70",
     "time": "6 March 2025"},
    {"who": "River Band", "predicate": "holds", **MILL, "wording": "12", "time": "2 April 2025"},
]  # fmt: skip
TAKEN = "he Lake Guard took over Old Mill from the Hill Army on 20 March 2025, according to Lake Post"
MILLERS = "he Hill Army held 400 millers in Old Mill"
ANSWERS = [
    # of a holder those are told first who were not in the place that it lost
    ("custody", {"holder": "Hill Army"}, "2025-04-05",
     "On 5 April 2025 the Hill Army probably still held 30 salters in Salt Works, counted on 5 March 2025, according "
     "to Lake Post. Before the Lake Guard took over Old Mill on 20 March 2025 the Hill Army held 400 millers in Old "
     "Mill, according to the Lake Guard.",
     "وتولى حرس البحيرة إدارة سجن الطاحونة في 20 مارس/آذار 2025، بحسب صحيفة البحيرة؛ وقبل ذلك كان جيش التل يحتجز 400"),
    ("groups", {"holder": "Hill Army"}, "2025-04-05",
     "On 5 April 2025 the Hill Army probably held 30 salters, counted on 5 March 2025, according to Lake Post. "
     f"T{TAKEN}; before that t{MILLERS}, according to the Lake Guard.",
     "وتولى حرس البحيرة إدارة سجن الطاحونة من جيش التل"),
    ("places", {"holder": "Hill Army"}, "2025-04-05",
     f"On 5 April 2025 the Hill Army probably held people in Salt Works, according to Lake Post. T{TAKEN}; before that "
     f"t{MILLERS}, according to the Lake Guard.",
     "وتولى حرس البحيرة إدارة سجن الطاحونة من جيش التل"),
    # people of two places of which one was taken over may be in the other, and only there
    ("custody", {"holder": "Marsh Force"}, "2025-04-05",
     "On 5 April 2025 the Marsh Force probably still held 70 drovers in the two places counted, counted on 6 March "
     "2025, according to Lake Post.",
     "كانت قوة المستنقع على الأرجح لا تزال تحتجز 70"),
    ("places", {"holder": "Marsh Force"}, "2025-04-05",
     "On 5 April 2025 the Marsh Force probably held people in Salt Works, according to Lake Post.",
     "في سجن الملاحة"),
    # who came after the loss is told before who had them until then
    ("custody", {"held": "millers"}, "2025-04-02",
     "On 2 April 2025 River Band held 12 millers in Old Mill, according to Lake Post. "
     f"T{TAKEN}; before that t{MILLERS}, according to the Lake Guard.",
     "كانت عصبة النهر تحتجز 12"),
    # where all were in the lost place there is nothing else to tell, by holder as by group
    ("custody", {"holder": "Hill Army", "held": "millers"}, "2025-03-25",
     f"T{TAKEN}. Before that t{MILLERS}, counted on 20 March 2025, according to the Lake Guard; no source here says "
     "who held them on 25 March 2025.",
     "وقبل ذلك كان جيش التل يحتجز 400"),
    # before the loss nothing is told of it
    ("groups", {"holder": "Hill Army"}, "2025-03-05",
     "On 5 March 2025 the Hill Army held 30 salters, according to Lake Post.",
     "كان جيش التل يحتجز 30"),
]  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ShippedSources:
    reading = read_rows(tmp_path_factory.mktemp("lost"), *ROWS, who=WHO)
    assert not reading.problems
    assert not any(row.problems for row in reading.rows)
    return ShippedSources((), [reading.parsed])


@pytest.mark.parametrize(("question", "own", "day", "english", "arabic"), ANSWERS)
def test_who_lost_a_place_held_its_people_until_then(
    report: Any, question: str, own: dict[str, str], day: str, english: str, arabic: str
) -> None:
    assert ask(report, question, own, day, "en") == english
    assert arabic in ask(report, question, own, day, "ar")
