"""What is said of two camps as one is shown for each of them, and never as its own number.

US Central Command's figure of 2019 is of al-Hol and al-Roj: 70,000, the most ever held; the figure of July 2022 beside
that of al-Hol alone is about 60,000.
"""

import pytest

from app.answers.question import read_common
from app.questions.custody import CustodyAnswer, custody
from graph.selection.selection import Selection
from tests.app.sentences.shipped_sources import read_shipped

BOTH = "rf-residents-of-al-hol-and-al-roj"


def ask(place: str, day: str, lang: str = "en") -> CustodyAnswer:
    return custody(Selection(read_shipped(), read_common(as_of=day, lang=lang)), place=place)  # type: ignore[arg-type]


@pytest.mark.parametrize("place", ["al-Hol", "al-Roj", "Roj camp"])
def test_a_figure_of_two_camps_is_shown_with_each_and_is_not_its_own(place: str) -> None:
    answer = ask(place, "2019")
    assert answer["rows"] == []
    assert answer["total"] is None
    (row,) = answer["together"]
    assert (row["holder"]["id"], row["held"]["id"]) == ("sdf", BOTH)
    assert [(one["min"], one["max"], one["kind"]) for one in row["counts"]] == [(70000, 70000, "peak")]
    assert answer["summary"].endswith(
        "US Central Command reported at most 70,000 residents of al-Hol and al-Roj together, "
        "held by the SDF at one time in 2019."
    )


def test_it_stands_beside_the_number_of_the_camp_itself() -> None:
    answer = ask("al-Hol", "2022-07-15")
    own = {row["held"]["id"]: row["count"] for row in answer["rows"]}
    assert BOTH not in own
    assert own["rf-residents-of-al-hol"] is not None
    assert (own["rf-residents-of-al-hol"]["min"], own["rf-residents-of-al-hol"]["max"]) == (55500, 55999)
    assert [row["held"]["id"] for row in answer["together"]] == [BOTH]
    assert "60,000 residents of al-Hol and al-Roj together" in answer["summary"]


def test_it_is_said_in_arabic_too() -> None:
    assert "70,000 مقيم في الهول وروج معًا، على الأكثر في وقت واحد" in ask("al-Hol", "2019", "ar")["summary"]


def test_where_a_place_lies_says_nothing_of_it() -> None:
    answer = ask("Northeast Syria", "2022-07-15")
    assert answer["rows"]
    assert answer["together"] == []
