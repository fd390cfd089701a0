"""Notes, refusals of names and the sentences in rows say the same in Arabic: right texts written by hand.

Over all questions on the shipped reports no word in Latin letters is left but names without an Arabic one, ids,
and what is written so in an address or in JSON.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

import pytest

from app.questions import read_headings
from app.sentences import list_languages, open_writer_of
from app.sentences.names import PrintedNames
from app.sentences.notes import AlikeWhat, FixedNote, LeftOutWhat, Outlet
from app.sentences.row_words import DisputeSideFact, RouteFact
from app.sentences.statements import StatementFact
from graph.custody.ledger.reason_facts import LedgerReason, LedgerReasonKind
from graph.custody.no_total import NoTotal, NoTotalReason
from graph.dates.windows import Window
from graph.errors import Ambiguous, NotFound
from graph.model.wordings import Amount, AmountForm
from graph.names.entries import MatchKind
from graph.names.facts import NameOnDays, Predecessors, ReadName
from tests.app.sentences.shipped_sources import read_shipped
from tests.app.sentences.test_by_hand import answer, list_questions

LATIN = re.compile(r"[A-Za-z](?:[\w.'’:/=-]*[A-Za-z\d])?")
QUOTED = re.compile("«[^»]*»")  # as it was asked for, titles, and reasons as they were written
NAMELESS = ("mdfy.news",)  # have no name in Arabic
LENSES = ("", "known_at=2026-01-25", "trust=hrw")
MORE_LENSES = ("exclude=cbs-news", "min_independent=2", "certainty=certain")  # their notes are among those by hand
ADDRESSES = [param.values[0]["address"] for param in list_questions()]


@cache
def writer() -> Any:
    return open_writer_of(read_shipped(), "ar")  # type: ignore[arg-type]


def about(number: int) -> Amount:
    return Amount(AmountForm.ABOUT, number)


def control(**changes: Any) -> StatementFact:
    day = Window(date(2026, 1, 22), date(2026, 1, 22))
    given: dict[str, Any] = {
        "predicate": "takes_over",
        "roles": {"subject": ("rf-unhcr",), "object": ("rf-place-al-hol-camp",)},
        "speakers": ("united-nations",),
        "days": day,
    }
    return StatementFact(**(given | changes))


MISSING = {
    "predicate": "disappears",
    "roles": {"subject": ("isis-suspects",)},
    "speakers": ("hrw",),
    "amount": Amount(AmountForm.EXACTLY, 120),
}
NOTES: list[tuple[Callable[[Any], str], str]] = [
    (lambda w: w.notes.write_left_out(["cbs-news"]), "لا يُؤخذ هنا بما يقوله هؤلاء: شبكة سي بي إس نيوز"),
    (
        lambda w: w.notes.write_left_out(["cbs-news", "hrw", "amnesty"]),
        "لا يُؤخذ هنا بما يقوله هؤلاء: شبكة سي بي إس نيوز وهيومن رايتس ووتش ومنظمة العفو الدولية",
    ),
    (lambda w: w.notes.write_uncorroborated(2), "لا يُؤخذ هنا بما لا يقوله مصدران مستقلان على الأقل"),
    (lambda w: w.notes.write_uncorroborated(3), "لا يُؤخذ هنا بما لا يقوله ثلاثة مصادر مستقلة على الأقل"),
    (lambda w: w.notes.write_uncorroborated(11), "لا يُؤخذ هنا بما لا يقوله 11 مصدرًا مستقلًا على الأقل"),
    (lambda w: w.notes.write_only_possible(1), "استُبعد ما هو ممكن لا مؤكد: نتيجة واحدة"),
    (lambda w: w.notes.write_only_possible(2), "استُبعد ما هو ممكن لا مؤكد: نتيجتان"),
    (lambda w: w.notes.write_only_possible(3), "استُبعد ما هو ممكن لا مؤكد: ثلاث نتائج"),
    (lambda w: w.notes.write_only_possible(10), "استُبعد ما هو ممكن لا مؤكد: 10 نتائج"),
    (lambda w: w.notes.write_only_possible(11), "استُبعد ما هو ممكن لا مؤكد: 11 نتيجة"),
    (lambda w: w.notes.write_only_possible(103), "استُبعد ما هو ممكن لا مؤكد: 103 نتائج"),
    (lambda w: w.notes.write_only_possible(1200), "استُبعد ما هو ممكن لا مؤكد: 1,200 نتيجة"),
    (
        lambda w: w.notes.write_too_few_speakers(LeftOutWhat.LINKS, 4, 2),
        "استُبعد ما لا يقوله مصدران مستقلان على الأقل: أربع صلات",
    ),
    (
        lambda w: w.notes.write_too_few_speakers(LeftOutWhat.RELATIONS, 2, 5),
        "استُبعد ما لا يقوله خمسة مصادر مستقلة على الأقل: علاقتان",
    ),
    (lambda w: w.notes.write_possibly_public(3, 12), "ربما لم يكن معلنًا حينئذ: ثلاث نتائج من أصل 12"),
    (lambda w: w.notes.write_cut_page(19, 1024), "في هذه الصفحة 19 من 1,024 من الصفوف؛ ويدل next على ما يليها"),
    (
        lambda w: w.notes.write_copies("centcom", about(150), [Outlet("cbs-news", "x"), Outlet(None, "A report")]),
        "الرقم المنسوب إلى القيادة المركزية الأميركية (نحو 150) وارد في شبكة سي بي إس نيوز و«A report»، "
        "ولا يُحسب إلا مرة "
        "واحدة",
    ),
    (
        lambda w: w.notes.write_version(3, 7),
        "هذا من نسخة البيانات 3؛ أما الأسماء، وأيها لمسمى واحد، وحالة مراجعة كل إفادة، فكما هي اليوم في النسخة 7",
    ),
    (
        lambda w: w.notes.write_withdrawal(3, 0, date(2026, 5, 2), "court order.", None),
        "سُحب في 2 مايو/أيار 2026 من كل نسخ البيانات ما قد يكون هذا الجواب استند إليه: ثلاثة أقوال. "
        "والسبب: «court order»",
    ),
    (
        lambda w: w.notes.write_unsure_identity("isis-suspects", ["rf-isis-fighters"]),
        "قد يكون المقصود واحدًا في المشتبه بانتمائهم إلى تنظيم الدولة الإسلامية و«مقاتلي تنظيم الدولة الإسلامية». ولم "
        "يُحسم ذلك، فيُذكر ما يقال عن كل منها على حدة",
    ),
    (
        lambda w: w.notes.write_alike(AlikeWhat.HOPS, 12, "إلى العراق"),
        "عدد عمليات النقل المتشابهة 12، ومنها: إلى العراق",
    ),
    (lambda w: w.notes.write_kinds_first(9), "يأتي أولًا واحد من كل نوع؛ وعدد الأنواع 9"),
    (
        lambda w: w.notes.write_name(ReadName("Isis suspekts", ("isis-suspects",), MatchKind.SPELT_ALIKE)),
        "قُرئ «Isis suspekts» على أنه المشتبه بانتمائهم إلى تنظيم الدولة الإسلامية (كتابة أخرى للاسم)",
    ),
    (
        lambda w: w.notes.write_name(ReadName("العراق", ("iraq", "place-iraq"), MatchKind.SAME_NAME)),
        "«العراق» اسم لأكثر من واحد هنا، والجواب عنهم جميعًا: العراق (iraq) والعراق (place-iraq)",
    ),
    (
        lambda w: w.notes.write_name(NameOnDays("دمشق", ("damascus",))),
        "كان «دمشق» في الأيام المسؤول عنها الحكومة السورية",
    ),
    (
        lambda w: w.notes.write_name(Predecessors("damascus", ("syria-until-2024",), date(2024, 12, 8))),
        "جاءت الحكومة السورية بعد الحكومة السورية آنذاك في 8 ديسمبر/كانون الأول 2024 على أقرب تقدير؛ "
        "وللأيام السابقة اسأل "
        "عن الحكومة السورية آنذاك",
    ),
    (
        lambda w: w.notes.write_control(control(), is_denied=False),
        "يُذكر أنه تولت مفوضية اللاجئين إدارة الهول في 22 يناير/كانون الثاني 2026. ولا يلزم منه من كان "
        "يحتجز أشخاصًا هناك",
    ),
    (
        lambda w: w.notes.write_control(control(), is_denied=True),
        "يُذكر أنه تولت مفوضية اللاجئين إدارة الهول في 22 يناير/كانون الثاني 2026، وينفي ذلك آخرون. ولا "
        "يلزم منه من كان "
        "يحتجز أشخاصًا هناك",
    ),
    (
        lambda w: w.notes.write_missing(control(**MISSING), is_denied=False),
        "تقول هيومن رايتس ووتش: اختفى 120 مشتبهًا بانتمائهم إلى تنظيم الدولة الإسلامية في 22 يناير/كانون "
        "الثاني 2026. ولا "
        "يُنقص ذلك عدد المحتجزين، إذ لا يقول أحد إنهم غادروا",
    ),
    (
        lambda w: w.notes.write_counted_elsewhere("sdf", ["place-hasakah"], date(2026, 1, 5)),
        "قوات سوريا الديمقراطية: كان الإحصاء في الحسكة في أيام أخرى آخرها 5 يناير/كانون الثاني 2026؛ وهذه الأعداد في "
        "counts ولا تُجمع",
    ),
    (
        lambda w: w.notes.write_no_total(NoTotal(NoTotalReason.UNCOUNTED, ("sdf",))),
        "لا مجموع: لا يذكر أي مصدر عدد من كانوا لدى قوات سوريا الديمقراطية",
    ),
    (
        lambda w: w.notes.write_no_total(NoTotal(NoTotalReason.OTHER_UNIT, ("iraq",), unit="families")),
        "لا مجموع: عدد من كانوا لدى العراق مذكور بوحدة أخرى: عائلات",
    ),
    (
        lambda w: w.notes.write_no_total(
            NoTotal(NoTotalReason.OTHER_DAYS, ("sdf", "iraq"), days=(date(2026, 1, 5), date(2026, 2, 1)))
        ),
        "لا مجموع: أُحصي من كانوا لدى قوات سوريا الديمقراطية في 5 يناير/كانون الثاني 2026 ومن كانوا لدى العراق في 1 "
        "فبراير/شباط 2026، وربما انتقل أشخاص بين اليومين",
    ),
    (lambda w: w.notes.write_other_units(2), "تُركت جانبًا عمليات نقل عُدّت بوحدة أخرى: عمليتان"),
    (
        lambda w: w.notes.write_more_chains(100, 1000),
        "السلاسل أكثر من المذكورة، وعدد المذكورة 100؛ ولا يُبحث عن أكثر من 1,000",
    ),
    (lambda w: w.tie_notes.write_no_evidence([]), "لا يذكر أي مصدر هنا من يوادّ من أو يعاديه"),
    (
        lambda w: w.tie_notes.write_extent(Window(date(1946, 1, 1), date(2023, 12, 31))),
        "يمتد ما تذكره المصادر هنا من 1 يناير/كانون الثاني 1946 إلى 31 ديسمبر/كانون الأول 2023",
    ),
    (lambda w: w.tie_notes.write_relations(["supports"]), "لا يُحسب هنا سوى ما يُذكر من supports"),
    (
        lambda w: w.tie_notes.write_cut_nearest(2000, 100, is_earlier=True),
        "لا يظهر سوى 100 من أصل 2,000 زوج أدلتها أسبق؛ اسأل عن طرف بعينه أو عن يوم آخر",
    ),
    (
        lambda w: w.tie_notes.write_no_pair("sdf", Window(date(2019, 1, 1), date(2019, 12, 31)), "2020-01-02"),
        "لا يضم أي زوج في عام 2019 قوات سوريا الديمقراطية، وفق ما كان معلنًا في 2 يناير/كانون الثاني 2020",
    ),
    (lambda w: w.tie_notes.write_stopped_search(4), "طال البحث: قد تنقص مسارات من أربع خطوات أو أكثر"),
    (
        lambda w: w.tie_notes.write_shortest(5),
        "لا مسار أقصر من خمس خطوات؛ ويجد max_hops=5 ما هو بهذا الطول",
    ),
    (lambda w: w.tie_notes.write_denied_pairs(2), "ينفي أحد المصادر ما يقال عن زوجين"),
    (
        lambda w: w.row_words.write_route(RouteFact(("sdf", "place-hasakah"), ("us",), ("iraq",))),
        "من قوات سوريا الديمقراطية، الحسكة على يد الولايات المتحدة إلى العراق",
    ),
    (
        lambda w: w.row_words.write_side(
            DisputeSideFact(
                why="figures",
                stance="asserts",
                amount=about(200),
                wording="about 200",
                days=Window(date(2026, 1, 20), date(2026, 1, 20)),
                written_days="2026-01-20",
                speaker="hrw",
                outlet="cbs-news",
            )
        ),
        "نحو 200، بحسب هيومن رايتس ووتش في شبكة سي بي إس نيوز",
    ),
]


@pytest.mark.parametrize(("write", "right"), NOTES, ids=range(len(NOTES)))
def test_a_note_says_in_arabic_what_was_written_by_hand(write: Callable[[Any], str], right: str) -> None:
    assert write(writer()) == right


@pytest.mark.parametrize(
    ("asked", "labels", "parameter", "detail", "hint"),
    [
        ("???", ["Actor"], "holder", "لا يوجد هنا «???»", "ابحث عنه في search"),
        (
            "sdf",
            ["Group"],
            "held",
            "«sdf» هنا طرف، والمطلوب مجموعة من المحتجزين",
            "اكتب holder=sdf",
        ),
        (
            "CBS Newz Network",
            ["Actor"],
            "trust",
            "لا يوجد هنا «CBS Newz Network». هل تقصد شبكة سي بي إس نيوز؟",
            "اكتب واحدًا من choices",
        ),
    ],
)
def test_a_refused_name_is_told_in_arabic(
    asked: str, labels: list[str], parameter: str, detail: str, hint: str
) -> None:
    with pytest.raises((NotFound, Ambiguous)) as refused:
        read_shipped().directory.resolve(asked, labels, parameter)
    found = writer().notes.refuse_name(refused.value)
    assert found[0].startswith(detail.removesuffix("؟"))
    assert found[1] == hint


def test_a_name_that_several_have_is_told_in_arabic_with_what_each_is() -> None:
    with pytest.raises(Ambiguous) as refused:
        read_shipped().directory.resolve("Iraq", ["Actor", "Place"], "entity")
    detail, hint = writer().notes.refuse_name(refused.value)
    assert detail == "قد يعني «Iraq»: العراق (طرف) أو العراق (مكان)"
    assert hint == "اكتب معرّف واحد منها"


@pytest.mark.parametrize("language", list_languages())
def test_every_language_has_every_note(language: str) -> None:
    texts = import_module(f"app.sentences.languages.{language}.notes").FIXED
    assert set(texts) == set(FixedNote)
    assert len(set(texts.values())) == len(texts)
    assert not any(text.endswith(".") for text in texts.values())


@pytest.mark.parametrize("kind", LedgerReasonKind)
def test_every_reason_of_a_ledger_is_told_in_arabic(kind: LedgerReasonKind) -> None:
    reason = LedgerReason(kind, ("first", "second"), ("iraq",), (("families", None),), "2026-01-02", 5)
    text = writer().row_words.write_reason(reason)
    assert set(LATIN.findall(text)) <= {"first", "second"}
    assert re.search("[\u0600-\u06ff]", text)


@cache
def list_latin_names() -> tuple[str, ...]:
    """The names that no source gives in Arabic, the longest first."""
    names = PrintedNames(read_shipped(), "ar")  # type: ignore[arg-type]
    printed = (names.find_translated(id_) or names.find_name(id_) for id_ in read_shipped().directory.by_id)
    nameless = {name for name in printed if not re.search("[\u0600-\u06ff]", name)}
    return tuple(sorted((*nameless, *NAMELESS), key=lambda name: -len(name)))


def list_foreign_words(text: str, allowed: frozenset[str] | set[str]) -> set[str]:
    """The words in Latin letters that are neither allowed nor of a name without an Arabic one."""
    bare = QUOTED.sub("", text)
    if set(LATIN.findall(bare)) <= allowed:
        return set()
    for name in list_latin_names():
        bare = bare.replace(name, "")
    return set(LATIN.findall(bare)) - allowed


@cache
def list_fixed_words() -> frozenset[str]:
    """What is written in Latin letters in an address and in JSON: names of questions, parameters, fields and ids."""
    fixed = LATIN.findall(" ".join(import_module("app.sentences.languages.ar.notes").FIXED.values()))
    names = {heading.name for heading in read_headings()}
    fields = {"next", "cursor", "nextStatements", "include=statements", "counts", "mayBe", "mayBeMore", "placeCount"}
    keys = LATIN.findall(" ".join(one.key for one in read_shipped().statements))
    return frozenset((*fixed, *names, *fields, *keys, *read_shipped().directory.by_id))


@pytest.mark.parametrize("lens", [*LENSES, *(pytest.param(lens, marks=pytest.mark.long) for lens in MORE_LENSES)])
def test_no_word_of_another_script_is_left_in_arabic(lens: str) -> None:
    for address in dict.fromkeys(ADDRESSES):
        if lens and address.startswith(("/v1/search", "/v1/entities", "/v1/statements")):
            continue
        parameters = {part.partition("=")[0] for part in lens.split("&") if part}
        if any(f"{name}=" in address for name in parameters):
            continue
        given = f"{address}{'&' if '?' in address else '?'}notes=all{f'&{lens}' if lens else ''}"
        found = answer(given, "ar")
        asked = set(LATIN.findall(address.partition("?")[2].replace("=", " ").replace("+", " ")))
        for text in list_texts(found):
            assert not list_foreign_words(text, list_fixed_words() | asked), (given, text)


def test_a_word_of_another_script_is_found() -> None:
    assert list_foreign_words("لا يوجد هنا speakers", list_fixed_words()) == {"speakers"}
    assert list_foreign_words("What these speakers say is left out: العراق", list_fixed_words())
    assert not list_foreign_words("نشرة mdfy.news و«A report» في mayBe", list_fixed_words())


def list_texts(found: Any) -> list[str]:
    """The texts of an answer: its sentence, its notes, and the sentences in its rows."""
    texts = [found["summary"], *found.get("notes", ()), *(group["first"] for group in found.get("groups", ()))]
    for row in found.get("rows", ()):
        if isinstance(row.get("because"), str):
            texts += [row["because"], row["wouldClose"]["sentence"]]
        texts += [one["why"] for one in row.get("openBecause", ())]
        texts += [why for side in ("gains", "losses") for line in row.get(side, ()) for why in line["why"]]
        if "sides" in row:
            texts += [row["question"]["words"], *row["sides"]]
    return texts
