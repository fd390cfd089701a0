"""A search offers the question that its words ask, over HTTP and on the command line: each address answers.

Of a service with all that is shipped.
"""

import re
from typing import Any

import httpx
import pytest

from app.terminal import print_asked
from tests.app.understanding.test_clauses import TEXTS
from tests.app.understanding.test_typed_questions import ROWS

Json = dict[str, Any]

STRANGE = [
    "who held " + "a" * 900,
    "who held ISIS suspects " * 40,
    "\u200fwho\u202e held \u202aISIS suspects\u202c in \u20662026\u2069?\u200f",
    "who\x00 held\x07 \"ISIS suspects\" in 'January' 2026 \x1b[0m",
    "who held ((((((((((ISIS",
    "who held .* (a+)+$ [",
    "من " * 100,
    "2026 " * 60 + "who held",
    "Iraq's " * 38 + "who held",
    "as was known without without without who who",
    "who held 99999999999999999999",
    "who held ISIS suspects on 31 February 2026?",
    "who held ISIS suspects since 9999?",
    "what changed from 9999 to 1?",
    "who held ISIS suspects in 9999? and a year later? and 10 years later? and before that?",
    "who held ISIS suspects in year 1, and a week earlier, and a year earlier, and before that?",
    "and who and who, and who; who? who. and in 2019, and it",
    "who held it, and who held that, and when, و و و ومن?",
]


def search(site: str, text: str, lang: str = "en") -> httpx.Response:
    return httpx.get(f"{site}/v1/search", params={"q": text, "lang": lang, "limit": "3"}, timeout=60)


def list_offered(asked: Json | None) -> list[Json]:
    """Each question of a text, with what else it may be."""
    clauses = [asked, *asked["further"]] if asked else []
    return [one for clause in clauses for one in [clause, *clause["choices"]]]


@pytest.mark.parametrize("is_each_asked", [False, pytest.param(True, marks=pytest.mark.long)])
def test_every_address_that_is_offered_answers(site: str, is_each_asked: bool) -> None:
    """Of those with the same path and parameters one in a short run."""
    offered: dict[str, str] = {}
    for row in [*(one["question"] for one in ROWS), *(text for text, _ in TEXTS)]:
        asked = search(site, row).json()["asked"]
        for one in list_offered(asked):
            if one["address"]:
                offered.setdefault(one["address"], row)
    assert len(offered) > 100
    of_kinds = {re.sub("=[^&]*", "", address): address for address in offered}
    assert len(of_kinds) > 20
    refused = {
        address: answer.json()["detail"]
        for address in (offered if is_each_asked else of_kinds.values())
        if (answer := httpx.get(f"{site}{address}", timeout=60)).status_code != 200
    }
    assert refused == {}


def test_what_was_understood_is_shown_with_its_words(site: str) -> None:
    asked = search(site, "Who held ISIS suspects in January 2026?").json()["asked"]
    assert asked == {
        "question": "custody",
        "reads": "who held ISIS suspects in January 2026?",
        "address": "/v1/custody?held=isis-suspects&as_of=2026-01",
        "command": "whoholds custody --held isis-suspects --as-of 2026-01",
        "understood": [
            {"words": "ISIS suspects", "parameter": "held", "value": "isis-suspects", "name": "ISIS suspects"},
            {"words": "in January 2026", "parameter": "as_of", "value": "2026-01", "name": None},
        ],
        "notUnderstood": [],
        "choices": [],
        "further": [],
    }


def test_what_is_not_understood_is_left_out_only_in_a_choice_that_says_so(site: str) -> None:
    asked = search(site, "Who held al-Aqtan prison near Raqqa in December 2025 and who held it a week later?").json()[
        "asked"
    ]
    assert asked["address"] is None
    assert asked["notUnderstood"] == ["near Raqqa"]
    assert [(one["address"], one["leavesOut"]) for one in asked["choices"]] == [
        ("/v1/custody?place=rf-place-al-aqtan-prison&as_of=2025-12", ["near Raqqa"])
    ]
    (second,) = asked["further"]
    assert second["address"] == "/v1/custody?place=rf-place-al-aqtan-prison&as_of=2025-12-08%2F2026-01-07"
    assert [(part["words"], part["value"]) for part in second["understood"]] == [
        ("it", "rf-place-al-aqtan-prison"),
        ("a week later", "2025-12-08/2026-01-07"),
    ]


@pytest.mark.parametrize(
    ("text", "lang", "summary"),
    [
        ("who held ISIS suspects in January 2026", "en", "This reads as: who held ISIS suspects in January 2026?"),
        (
            "من كان يسيطر على مخيم الهول في 2021، ومن كان يسيطر عليه قرب تل أبيض؟",
            "ar",
            "يُقرأ هذا السؤال هكذا: من احتجز أشخاصًا في الهول في عام 2021؟ ولم يُفهم: «ومن كان يسيطر عليه قرب تل أبيض».",
        ),
        (
            "من احتجز المشتبه بانتمائهم إلى داعش في يناير 2026؟",
            "ar",
            "يُقرأ هذا السؤال هكذا: من احتجز المشتبه بانتمائهم إلى تنظيم الدولة الإسلامية في يناير/كانون الثاني 2026؟",
        ),
        (
            "من احتجز المشتبه بانتمائهم إلى داعش في يناير 2026؟",
            "en",
            "يُقرأ هذا السؤال هكذا: من احتجز المشتبه بانتمائهم إلى تنظيم الدولة الإسلامية في يناير/كانون الثاني 2026؟",
        ),
        (
            "who held Narnians in 2019?",
            "en",
            "Not understood: “Narnians”.",
        ),
        (
            "Who held people at al-Hol in 2021? in 2025?",
            "en",
            "This reads as: who held people in al-Hol in 2021? The next question reads as: who held people in al-Hol "
            "in 2025?",
        ),
        (
            "who held French citizens in 2019 leaving out CENTCOM",
            "en",
            "This reads as: leaving out US Central Command, who held French citizens in 2019?",
        ),
    ],
)
def test_the_summary_says_what_was_understood(site: str, text: str, lang: str, summary: str) -> None:
    assert search(site, text, lang).json()["summary"] == summary


def test_a_name_is_searched_as_before(site: str) -> None:
    answer = search(site, "Syrian Democratic Forces").json()
    assert answer["asked"] is None
    assert answer["rows"][0]["id"] == "sdf"
    assert "This reads as" not in answer["summary"]


def test_a_part_of_a_name_is_not_said_to_be_another_name(site: str) -> None:
    assert search(site, "Milosevic").json()["summary"] == "“Milosevic” may be Serbia."


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("Maliki", ["iraq"]),
        ("Saleh", ["ucdp-actor-123", "ucdp-actor-515"]),
        ("Charles Taylor", ["ucdp-actor-79"]),
    ],
)
def test_whose_government_it_was_is_offered_and_no_state_with_equal_consonants(
    site: str, name: str, offered: list[str]
) -> None:
    answer = httpx.get(f"{site}/v1/alliances", params={"actor": name}, timeout=60)
    assert answer.status_code == 404
    assert [one["id"] for one in answer.json().get("choices") or ()] == offered


def test_a_label_asks_for_names_alone(site: str) -> None:
    params = {"q": "who held ISIS suspects", "label": "Actor"}
    assert httpx.get(f"{site}/v1/search", params=params, timeout=60).json()["asked"] is None


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_texts_are_answered(site: str, text: str) -> None:
    answer = search(site, text)
    assert answer.status_code == 200
    for one in list_offered(answer.json()["asked"]):
        assert not one["address"] or httpx.get(f"{site}{one['address']}", timeout=60).status_code == 200


def test_a_text_that_is_too_long_is_no_question(site: str) -> None:
    assert search(site, "who held " + "a" * 300).json()["asked"] is None
    assert search(site, "who held ISIS suspects " + "in " * 40).json()["asked"] is None
    assert search(site, "who held " + "a" * 9_990).status_code in (200, 422)


def test_only_signs_are_refused_as_before(site: str) -> None:
    assert search(site, "?!… «»\u200f").status_code == 422


def test_the_command_line_prints_the_command_and_what_was_understood(
    site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    print_asked(search(site, "who held ISIS suspects today?").json())
    printed = capsys.readouterr().out
    assert "whoholds custody --held isis-suspects\n" in printed
    assert "held ISIS suspects: “ISIS suspects”" in printed
    print_asked(search(site, "who held ISIS suspects near Tabuk in 2019, and who held them in 2020?").json())
    printed = capsys.readouterr().out
    assert (
        "without “Tabuk”: who held ISIS suspects in 2019?\n  whoholds custody --held isis-suspects --as-of 2019"
        in printed
    )
    assert "whoholds custody --held isis-suspects --as-of 2020\n" in printed
