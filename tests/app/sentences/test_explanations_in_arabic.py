"""What an answer rests on is said in Arabic, for every question that explains itself."""

import re
from typing import Any

import pytest

from app.sentences import open_writer_of
from graph.evidence.sensitivity import AnswerChange
from tests.app.sentences.shipped_sources import read_shipped
from tests.app.sentences.test_by_hand import answer

ARABIC = re.compile("[\u0600-\u06ff]")
LATIN = re.compile(r"[A-Za-z]+")
ADDRESSES = (
    "/v1/custody?held=isis-suspects&as_of=2026-02-05",
    "/v1/custody/series?held=isis-suspects",
    "/v1/custody/chain?held=isis-suspects",
    "/v1/custody/ledger?held=rf-residents-of-al-hol",
    "/v1/plans?held=isis-suspects",
    "/v1/contested",
    "/v1/silences?held=isis-suspects",
)


@pytest.fixture(scope="module")
def writer() -> Any:
    return open_writer_of(read_shipped(), "ar").explanations  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_english_is_left_in_what_an_answer_rests_on(address: str) -> None:
    given = "&" if "?" in address else "?"
    rests_on = answer(f"{address}{given}include=explain&as_of=2026-02-05", "ar")["explain"]["restsOn"]
    changes = [change for one in rests_on for change in one["changes"]]
    assert changes
    for change in changes:
        assert ARABIC.search(change)
        assert not [word for word in LATIN.findall(change) if word.casefold() not in ("mdfy", "news")], change


@pytest.mark.parametrize(
    ("field", "before", "after", "said"),
    [
        ("certainty", "certain", "possible", "من «مؤكد» إلى «ممكن»"),
        ("gained", (1800, 2200), (150, 150), "عدد من جاؤوا من «ما بين 1,800 و2,200» إلى «150»"),
        ("count", (24000, None), None, "العدد من «ما لا يقل عن 24,000» إلى «لا شيء»"),
        ("rows", 3, 2, "عدد الصفوف من «3» إلى «2»"),
        ("closes", "open", "yes", "تطابق الأعداد من «غير محسوم» إلى «نعم»"),
    ],
)
def test_a_change_is_said_by_what_it_is_now_and_was_then(
    writer: Any, field: str, before: object, after: object, said: str
) -> None:
    assert writer.write_change(None, AnswerChange(None, field, before, after)) == said


def test_what_comes_and_goes_is_said_of_its_row(writer: Any) -> None:
    subject = writer.write_holding("iraq", "isis-suspects")
    assert subject == "مشتبهين بانتمائهم إلى تنظيم الدولة الإسلامية لدى العراق"
    assert writer.write_change(subject, AnswerChange(subject, "row", {}, None)) == f"{subject}: يظهر صف"
    assert writer.write_change(subject, AnswerChange(subject, "contested", True, False)) == (
        f"{subject}: لا اعتراض عليه بعد ذلك"
    )
