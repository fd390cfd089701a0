"""Answers on who was held: what left them or was denied since, and numbers that cannot both be true. By hand."""

import pytest

from tests.app.sentences.shipped_sources import ShippedSources
from tests.app.sentences.test_own_report import ask
from tests.ingest.sheets.sheets import Row, read_rows

WHO: list[Row] = [
    {"name": "Hill Army", "kind": "armed group", "names": "ar=جيش التل"},
    {"name": "Lake Guard", "kind": "armed force", "names": "ar=حرس البحيرة"},
    {"name": "Northland", "kind": "state", "names": "ar=نورلاند"},
    {"name": "Relief Union", "kind": "organisation", "names": "ar=اتحاد الإغاثة"},
    {"name": "near Rivertown", "kind": "village", "names": "ar=قرب بلدة النهر"},
    {"name": "the raid", "kind": "capture", "names": "ar=الغارة"},
    *(
        {"name": name, "kind": kind, "names": f"ar={arabic}"}
        for name, kind, arabic in (
            ("captives", "prisoners", "الأسرى"), ("soldiers", "people", "الجنود"), ("miners", "people", "عمال المناجم"),
            ("rangers", "people", "الحراس"), ("drivers", "people", "السائقون"), ("hostages", "hostages", "الرهائن"),
            ("herders", "people", "الرعاة"), ("nurses", "people", "الممرضات"),
        )
    ),
]  # fmt: skip
HOLDS: Row = {"who": "Hill Army", "predicate": "holds", "time": "5 January 2026"}
TAKES: Row = {"who": "Hill Army", "predicate": "takes hostage", "object": "hostages", "time": "3 January 2026",
              "about": "the raid"}  # fmt: skip
ROWS: list[Row] = [
    {**HOLDS, "object": "captives", "wording": "40", "said_by": "Relief Union"},
    {**HOLDS, "object": "captives", "time": "18 January 2026", "manner": "denied", "said_by": "Hill Army"},
    {**HOLDS, "object": "soldiers", "wording": "30"},
    {"who": "Hill Army", "predicate": "releases", "object": "soldiers", "wording": "12", "time": "15 January 2026"},
    {"who": "Northland", "predicate": "rescues", "object": "soldiers", "origin": "Hill Army", "wording": "5",
     "time": "17 January 2026"},
    {"who": "Hill Army", "predicate": "captures", "object": "miners", "wording": "30", "time": "5 January 2026"},
    {"who": "Hill Army", "predicate": "kills in custody", "object": "miners", "wording": "12",
     "time": "15 January 2026"},
    {**HOLDS, "object": "rangers", "wording": "461", "said_by": "Relief Union"},
    {**HOLDS, "object": "rangers", "wording": "447", "said_by": "Lake Guard"},
    {"who": "Lake Guard", "predicate": "holds", "object": "drivers", "wording": "9", "at": "near Rivertown",
     "time": "5 January 2026"},
    {**TAKES, "wording": "more than 200", "said_by": "Relief Union"},
    {**TAKES, "wording": "80 to 100", "said_by": "Lake Guard"},
    {"who": "Hill Army", "predicate": "takes hostage", "object": "nurses", "wording": "3", "time": "5 January 2026"},
    {"who": "nurses", "predicate": "dies in custody", "origin": "Hill Army", "wording": "1", "time": "7 January 2026"},
    {"who": "Hill Army", "predicate": "kills in custody", "object": "nurses", "wording": "1",
     "time": "8 January 2026"},
    {**HOLDS, "object": "herders", "wording": "more than 200", "said_by": "Relief Union"},
    {**HOLDS, "object": "herders", "wording": "80 to 100", "said_by": "Lake Guard"},
]  # fmt: skip
ANSWERS = [
    # a denial of a later day
    ("custody", {"held": "captives"}, "2026-01-20",
     "On 20 January 2026 the Hill Army probably still held 40 captives, counted on 5 January 2026, according to the "
     "Relief Union. The Hill Army did not hold captives on 18 January 2026, by its own account.",
     "في 18 يناير/كانون الثاني 2026"),
    # who left since: 12 and 5 are 17
    ("custody", {"held": "soldiers"}, "2026-01-20",
     "On 20 January 2026 the Hill Army probably still held some of 30 soldiers, counted on 5 January 2026, according "
     "to Lake Post. After that 17 left by two reports, according to Lake Post.",
     "وبعد ذلك غادر 17 شخصًا"),
    ("custody", {"held": "soldiers"}, "2026-01-16",
     "On 16 January 2026 the Hill Army probably still held some of 30 soldiers, counted on 5 January 2026, according "
     "to Lake Post. The Hill Army released 12 soldiers on 15 January 2026, according to Lake Post.",
     "بعضًا من 30"),
    ("custody", {"held": "soldiers"}, "2026-01-10",
     "On 10 January 2026 the Hill Army probably still held 30 soldiers, counted on 5 January 2026, according to Lake "
     "Post.",
     "30"),
    ("custody", {"held": "miners"}, "2026-01-20",
     "By 20 January 2026 the Hill Army had captured 30 miners, according to Lake Post. The Hill Army killed 12 miners "
     "in custody on 15 January 2026, according to Lake Post.",
     "قتل جيش التل 12"),
    ("groups", {"holder": "Hill Army"}, "2026-01-05",
     "On 5 January 2026 the Hill Army held 461 rangers, according to the Relief Union, or 447, according to the Lake "
     "Guard, and more than 200 herders, according to the Relief Union, or 80 to 100, according to the Lake Guard, 40 "
     "captives, according to the Relief Union, and 30 soldiers, according to Lake Post.",
     "447"),
    # numbers of one day or one move are told as alternatives
    ("series", {"held": "rangers"}, "2026-01-20",
     "The Hill Army held 461 rangers on 5 January 2026, according to the Relief Union, or 447, according to the Lake "
     "Guard.",
     "461"),
    ("series", {"held": "hostages"}, "2026-01-20",
     "The Hill Army seized more than 200 hostages on 3 January 2026, according to the Relief Union, or 80 to 100, "
     "according to the Lake Guard.",
     "200"),
    ("chain", {"held": "hostages"}, "2026-01-20",
     "The Hill Army took more than 200 hostages on 3 January 2026, according to the Relief Union, or 80 to 100, "
     "according to the Lake Guard.",
     "200"),
    ("chain", {"held": "soldiers"}, "2026-01-20",
     "The Hill Army released 12 soldiers on 15 January 2026, according to Lake Post. Northland rescued five soldiers "
     "from the Hill Army on 17 January 2026, according to Lake Post.",
     "أطلق جيش التل سراح 12"),
    # deaths are no moves
    ("chain", {"held": "nurses"}, "2026-01-20",
     "The Hill Army took three nurses hostage on 5 January 2026, according to Lake Post. The Hill Army killed one "
     "nurse in custody on 8 January 2026, according to Lake Post; one more report tells of deaths.",
     "في الاحتجاز"),
    # a place that is named by another one
    ("custody", {"held": "drivers"}, "2026-01-05",
     "On 5 January 2026 the Lake Guard held nine drivers near Rivertown, according to Lake Post.",
     "قرب بلدة النهر"),
]  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ShippedSources:
    reading = read_rows(tmp_path_factory.mktemp("later"), *ROWS, who=WHO)
    assert not reading.problems
    assert not any(row.problems for row in reading.rows)
    return ShippedSources((), [reading.parsed])


@pytest.mark.parametrize(("question", "own", "day", "english", "arabic"), ANSWERS)
def test_an_answer_tells_what_came_later_and_which_numbers_differ(
    report: ShippedSources, question: str, own: dict[str, str], day: str, english: str, arabic: str
) -> None:
    assert ask(report, question, own, day, "en") == english
    assert arabic in ask(report, question, own, day, "ar")
