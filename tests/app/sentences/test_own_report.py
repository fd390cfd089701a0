"""Answers on a report of one's own: what was denied, refused, inferred or of nobody is said so. By hand."""

from importlib import import_module
from typing import Any

import pytest

from app.answers.question import read_common
from graph.selection.selection import Selection
from tests.app.sentences.shipped_sources import ShippedSources
from tests.ingest.sheets.sheets import Row, read_rows

WHO: list[Row] = [
    {"name": "Lake Post", "kind": "media", "names": "ar=صحيفة البحيرة"},
    {"name": "Hill Army", "kind": "armed group", "names": "ar=جيش التل"},
    {"name": "Lake Guard", "kind": "armed force", "names": "ar=حرس البحيرة"},
    {"name": "Northland", "kind": "state", "names": "ar=نورلاند"},
    {"name": "spokesman for the Hill Army", "kind": "anonymous", "names": "ar=متحدث باسم جيش التل"},
    {"name": "fighters", "kind": "fighters", "names": "ar=مقاتلون"},
    {"name": "villagers", "kind": "residents", "names": "ar=سكان القرية"},
    {"name": "nurses", "kind": "people", "names": "ar=الممرضات"},
    {"name": "deserters", "kind": "people", "names": "ar=الفارون"},
    {"name": "hostages", "kind": "hostages", "names": "ar=الرهائن"},
    {"name": "men from the hills", "kind": "people", "names": "ar=رجال التلال"},
    {"name": "senior members of the Hill Army", "kind": "detainees", "names": "ar=كبار قادة جيش التل"},
    {"name": "Rivertown", "kind": "town", "names": "ar=بلدة النهر"},
    {"name": "captives", "kind": "prisoners", "names": "ar=الأسرى"},
    {"name": "herders", "kind": "people", "names": "ar=الرعاة"},
    {"name": "sailors", "kind": "people", "names": "ar=البحارة"},
    {"name": "rowers", "kind": "people", "names": "ar=المجدفون"},
    {"name": "porters", "kind": "people", "names": "ar=الحمالون"},
    {"name": "boatmen", "kind": "people", "names": "ar=المراكبية"},
    {"name": "pedlars", "kind": "people", "names": "ar=الباعة"},
    {"name": "weavers", "kind": "people", "names": "ar=الناسجات"},
    {"name": "carters", "kind": "people", "names": "ar=العمال"},
    {"name": "River Band", "kind": "armed group", "names": "ar=عصبة النهر"},
    {"name": "the swap", "kind": "exchange", "names": "ar=المبادلة"},
]
SENIOR = {"object": "senior members of the Hill Army", "wording": "one"}
ROWS: list[Row] = [
    {"who": "Hill Army", "predicate": "captures", "object": "fighters", "wording": "four", "time": "3 January 2026"},
    {"predicate": "exchanges", "object": "fighters", "wording": "four", "time": "4 January 2026",
     "origin": "Hill Army"},
    {"predicate": "exchanges", "object": "fighters", "time": "4 January 2026", "origin": "Hill Army",
     "said_by": "spokesman for the Hill Army", "manner": "denied", "responds": "3 denies"},
    {"who": "Lake Guard", "predicate": "holds", "object": "villagers", "wording": "none", "time": "5 January 2026"},
    {"who": "Lake Guard", "predicate": "arrests", **SENIOR, "time": "1 January 2026"},
    {"who": "Lake Guard", "predicate": "transfers", **SENIOR, "time": "2 January 2026", "origin": "Lake Guard",
     "target": "Northland"},
    {"who": "Northland", "predicate": "transfers", "object": "nurses", "wording": "nine", "time": "May 2026",
     "origin": "Northland", "manner": "planned; denied"},
    {"who": "Northland", "predicate": "prosecutes", "object": "deserters", "wording": "40", "time": "by June 2026",
     "manner": "planned"},
    {"who": "Hill Army", "predicate": "takes hostage", "object": "hostages", "at": "Rivertown", "wording": "seven",
     "time": "3 January 2026"},
    {"who": "Lake Guard", "predicate": "takes over", "object": "Rivertown", "time": "4 January 2026",
     "manner": "inferred by me"},
    {"who": "Lake Guard", "predicate": "holds", "object": "men from the hills", "wording": "112", "unit": "men",
     "time": "5 January 2026"},
    {"predicate": "exchanges", "object": "captives", "wording": "20", "time": "after 21 January 2026",
     "origin": "Hill Army", "target": "Northland", "mode": "offered", "about": "the swap", "said_by": "Hill Army"},
    {"who": "Northland", "predicate": "rejects", "time": "20 January 2026", "about": "the swap"},
    {"who": "Lake Guard", "predicate": "exchanges", "object": "herders", "time": "after 21 January 2026",
     "origin": "Hill Army", "mode": "offered"},
    {"who": "Hill Army", "predicate": "captures", "object": "sailors", "wording": "six", "time": "3 January 2026"},
    {"who": "Hill Army", "predicate": "transfers", "object": "sailors", "wording": "four", "origin": "Hill Army",
     "target": "Northland", "time": "4 January 2026"},
    {"who": "sailors", "predicate": "dies in custody", "wording": "one", "origin": "Hill Army",
     "time": "5 January 2026", "said_by": "Lake Guard"},
    {"who": "Hill Army", "predicate": "holds", "object": "sailors", "wording": "one", "time": "6 January 2026"},
    {"who": "Hill Army", "predicate": "captures", "object": "rowers", "wording": "four", "time": "3 January 2026"},
    {"who": "rowers", "predicate": "dies in custody", "wording": "one", "origin": "Hill Army",
     "time": "5 January 2026", "said_by": "Lake Guard"},
    {"who": "rowers", "predicate": "dies in custody", "origin": "Hill Army", "time": "5 January 2026",
     "said_by": "Hill Army", "manner": "denied", "responds": "21 denies"},
    {"who": "River Band", "predicate": "holds", "object": "porters", "wording": "19", "time": "5 January 2026"},
    {"who": "River Band", "predicate": "holds", "object": "porters", "wording": "more than 25",
     "time": "5 January 2026", "said_by": "Lake Guard"},
    {"who": "Lake Guard", "predicate": "captures", "object": "boatmen", "wording": "six", "time": "3 January 2026"},
    {"who": "Lake Guard", "predicate": "transfers", "object": "boatmen", "wording": "four", "origin": "Lake Guard",
     "target": "Northland", "time": "9 January 2026"},
    {"who": "Lake Guard", "predicate": "holds", "object": "boatmen", "wording": "two", "time": "20 January 2026"},
    {"who": "Lake Guard", "predicate": "captures", "object": "pedlars", "wording": "dozens", "time": "3 January 2026"},
    {"who": "River Band", "predicate": "releases", "object": "weavers", "wording": "200", "time": "by June 2026",
     "manner": "planned", "said_by": "River Band"},
    {"who": "River Band", "predicate": "releases", "object": "weavers", "time": "by June 2026",
     "manner": "planned; denied", "said_by": "River Band", "responds": "29 denies"},
    {"who": "River Band", "predicate": "releases", "object": "carters", "wording": "50", "time": "by June 2026",
     "manner": "planned", "said_by": "spokesman for the Hill Army"},
    {"who": "River Band", "predicate": "releases", "object": "carters", "time": "by June 2026",
     "manner": "planned; denied", "responds": "31 denies"},
]  # fmt: skip
ANSWERS = [
    ("custody", {"held": "fighters"}, "2026-01-05",
     "No source here says who held fighters on 5 January 2026. The Hill Army gave up four fighters in an exchange on 4 "
     "January 2026, according to Lake Post, which an anonymous spokesman for the Hill Army denies.",
     "وجرى تبادل أربعة أشخاص من مقاتلون من جيش التل في 4 يناير/كانون الثاني 2026، بحسب صحيفة البحيرة، وينفي ذلك متحدث"),
    ("custody", {"held": "villagers"}, "2026-01-05",
     "On 5 January 2026 the Lake Guard held no villagers, according to Lake Post.",
     "في 5 يناير/كانون الثاني 2026 لم يكن حرس البحيرة يحتجز أحدًا من سكان القرية، بحسب صحيفة البحيرة."),
    ("custody", {"held": "villagers"}, "2026-01-10",
     "The Lake Guard held no villagers on 5 January 2026, according to Lake Post.",
     "لم يكن حرس البحيرة يحتجز أحدًا من سكان القرية في 5 يناير/كانون الثاني 2026، بحسب صحيفة البحيرة."),
    ("custody", {"held": "senior members of the Hill Army"}, "2026-01-10",
     "By 10 January 2026 Northland had received one senior member of the Hill Army, according to Lake Post.",
     "بحلول 10 يناير/كانون الثاني 2026 كانت نورلاند قد تسلّمت"),
    ("plans", {"held": "nurses"}, "2026-01-22",
     "Northland will not hand over nine nurses in May 2026, according to Lake Post.",
     "لا تعتزم نورلاند تسليم"),
    ("plans", {"held": "deserters"}, "2026-01-22",
     "Northland planned to prosecute 40 deserters by 30 June 2026, according to Lake Post.",
     "خططت نورلاند لمحاكمة 40"),
    ("custody", {"held": "hostages"}, "2026-01-10",
     "The Lake Guard probably took over Rivertown on 4 January 2026, as inferred from Lake Post. Before that the Hill "
     "Army had seized seven hostages, according to Lake Post; no source here says who held them on 10 January 2026.",
     "وفق ما يُستنتج من صحيفة البحيرة. وقبل ذلك كان جيش التل"),
    ("custody", {"held": "men from the hills"}, "2026-01-05",
     "On 5 January 2026 the Lake Guard held 112 men from the hills, according to Lake Post.",
     "في 5 يناير/كانون الثاني 2026 كان حرس البحيرة يحتجز 112 رجلًا من رجال التلال، بحسب صحيفة البحيرة."),
    ("contested", {"entity": "Northland"}, "2026-05-05",
     "On 5 May 2026 Lake Post says that Northland will not hand over nine nurses in May 2026.",
     "إنه لا تعتزم نورلاند تسليم الممرضات"),
    # of two numbers each is said of who gives it
    ("groups", {"holder": "River Band"}, "2026-01-05",
     "On 5 January 2026 River Band held more than 25 porters, according to the Lake Guard, or 19, according to "
     "Lake Post.",
     "، بحسب حرس البحيرة، أو 19، بحسب صحيفة البحيرة."),
    # a count of a later day, when some had left, is not that of the day asked about
    ("custody", {"held": "boatmen"}, "2026-01-07",
     "By 7 January 2026 the Lake Guard had captured six boatmen, according to Lake Post.",
     "بحلول 7 يناير/كانون الثاني 2026 كان حرس البحيرة قد أسر ستة"),
    # who speaks of a vague number of those who came is named
    ("custody", {"held": "pedlars"}, "2026-01-07",
     "By 7 January 2026 the Lake Guard had captured pedlars; Lake Post, the only source, speaks of “dozens”.",
     "كان حرس البحيرة قد أسر الباعة؛ وتتحدث صحيفة البحيرة، وهي المصدر الوحيد، عن «عشرات»."),
    # who has people and moves them to another one hands them over
    ("chain", {"held": "sailors"}, "2026-01-04",
     "The Hill Army captured six sailors on 3 January 2026, according to Lake Post. The Hill Army handed over four "
     "sailors to Northland on 4 January 2026, according to Lake Post.",
     "وسلّم جيش التل أربعة أشخاص من البحارة إلى نورلاند"),
    # an offer is said of who makes it, and with who turned it down
    ("plans", {"held": "captives"}, "2026-01-22",
     "The Hill Army said it offered to give up 20 captives to Northland in an exchange. Northland rejected it on 20 "
     "January 2026, according to Lake Post.",
     "إنه عرض تسليم 20 شخصًا من الأسرى إلى نورلاند في عملية تبادل. ورفضت نورلاند ذلك"),
    ("plans", {"held": "herders"}, "2026-01-22",
     "The Lake Guard offered to receive herders from the Hill Army in an exchange, according to Lake Post.",
     "عرض حرس البحيرة تسلّم الرعاة من جيش التل في عملية تبادل، بحسب صحيفة البحيرة."),
    # what came and went before the only count is told, deaths as such and with who denies them; what one speaker alone
    # says is the least
    ("ledger", {"held": "sailors"}, "2026-01-22",
     "There are not enough figures to check: no source here counts sailors twice up to 22 January 2026. By the reports "
     "six came to the Hill Army on 3 January 2026, according to Lake Post; 4 to 5 left or died by two more reports.",
     "وبحسب تقارير أخرى غادر أو توفي ما بين 4 و5 أشخاص."),
    ("ledger", {"held": "rowers"}, "2026-01-22",
     "There are not enough figures to check: no source here counts rowers twice up to 22 January 2026. By the reports "
     "four came to the Hill Army on 3 January 2026, according to Lake Post; one died by one more report, which is "
     "denied.",
     "واحد من الأشخاص في 5 يناير/كانون الثاني 2026، بحسب حرس البحيرة، وهو ما ينفيه جيش التل."),
    # who speaks of a plan takes it back by denying it; one that the publisher denies is told with the denial
    ("plans", {"held": "weavers"}, "2026-01-22",
     "River Band will not release weavers, by its own account.", "لا تعتزم عصبة النهر إطلاق سراح الناسجات"),
    ("plans", {"held": "carters"}, "2026-01-22",
     "River Band planned to release 50 carters by 30 June 2026, according to an anonymous spokesman for the Hill Army. "
     "River Band will not release carters, according to Lake Post.",
     "للإفراج عن 50 شخصًا من العمال بحلول 30 يونيو/حزيران 2026، بحسب متحدث"),
]  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ShippedSources:
    reading = read_rows(tmp_path_factory.mktemp("own"), *ROWS, who=WHO)
    assert not reading.problems
    assert not any(row.problems for row in reading.rows)
    return ShippedSources((), [reading.parsed])


def ask(report: Any, question: str, own: dict[str, str], day: str, language: str) -> str:
    selection = Selection(report, read_common(lang=language, as_of=day))
    answer: Any = getattr(import_module(f"app.questions.{question}"), question)(selection, **own)
    summary: str = answer["summary"]
    return summary


@pytest.mark.parametrize(("question", "own", "day", "english", "arabic"), ANSWERS)
def test_an_answer_says_what_the_report_says(
    report: ShippedSources, question: str, own: dict[str, str], day: str, english: str, arabic: str
) -> None:
    assert ask(report, question, own, day, "en") == english
    assert arabic in ask(report, question, own, day, "ar")
