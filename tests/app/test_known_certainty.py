"""What was only perhaps public by a day is so marked in the rows of all questions, by one rule; events of an entity."""

from datetime import date
from typing import Any

import pytest

from app.answers.question import read_common
from app.questions.chain import chain
from app.questions.contested import contested
from app.questions.custody import custody
from app.questions.events import events
from app.questions.series import series
from graph.dates.windows import Window
from graph.disputes.question import Dispute, find_dispute_known_certainty
from graph.model.statement import StoredStatement
from graph.selection.selection import Selection
from tests.app.sentences.shipped_sources import read_shipped
from tests.world.builder import said

KNOWN = Window(date(2026, 3, 1), date(2026, 3, 1))
VAGUE = "2026-01-29/2026-11-19"


def ask(question: Any, **given: Any) -> list[Any]:
    """The rows as known on 1 March 2026. The first report was published between 29 January and 19 November."""
    selection = Selection(read_shipped(), read_common(known_at="2026-03-01"))  # type: ignore[arg-type]
    rows: list[Any] = question(selection, **given)["rows"]
    return rows


@pytest.mark.parametrize(
    ("question", "given"),
    [(chain, {"held": "isis-suspects"}), (series, {"held": "isis-suspects"}), (events, {}), (contested, {})],
)
def test_rows_say_whether_they_were_surely_public(question: Any, given: dict[str, str]) -> None:
    rows = ask(question, **given)
    numbers = [point for row in rows for point in row["points"]] if question is series else rows
    assert {number["knownCertainty"] for number in numbers} <= {"certain", "possible"}
    assert any(number["knownCertainty"] == "possible" for number in numbers)


def test_what_only_the_first_report_tells_was_perhaps_public() -> None:
    by_id = {row["id"]: row["knownCertainty"] for row in ask(events)}
    assert (by_id["trials-2019"], by_id["rf-event-c004"]) == ("possible", "certain")
    of_trials = ask(contested, entity="trials-2019")
    assert {row["knownCertainty"] for row in of_trials} == {"possible"}
    of_prison = ask(contested, entity="rf-place-al-shaddadi-prison")
    assert {row["knownCertainty"] for row in of_prison} == {"certain"}
    assert {row["knownCertainty"] for row in ask(custody, held="isis-suspects")} <= {"certain", "possible"}


def figure(number: str, known: str) -> StoredStatement:
    return said("crow", f"holds {number}", "ash", observed="2026-01-20", known=known)


@pytest.mark.parametrize(
    ("why", "known", "right"),
    [
        ("figures", ("2026-02-01", "2026-02-02"), "certain"),
        ("figures", ("2026-02-01", VAGUE), "possible"),
        ("figures", ("2026-02-01", "2026-02-02", VAGUE), "certain"),  # the third makes no difference
        ("denied", ("2026-02-01", VAGUE), "possible"),
        ("denied", (VAGUE, "2026-02-02"), "possible"),
        ("denied", ("2026-02-01", VAGUE, "2026-02-03"), "certain"),
        ("negative", ("2026-02-01",), "certain"),
        ("negative", (VAGUE,), "possible"),
    ],
)
def test_a_dispute_was_surely_known_if_both_sides_were(why: Any, known: tuple[str, ...], right: str) -> None:
    told = tuple(figure(number, day) for number, day in zip(("10", "20", "30"), known, strict=False))
    assert find_dispute_known_certainty(Dispute(why, told), KNOWN) == right
    assert find_dispute_known_certainty(Dispute(why, told), None) == "certain"


def test_events_of_an_entity_are_those_whose_statements_name_it() -> None:
    selection = Selection(read_shipped(), read_common())  # type: ignore[arg-type]
    answer = events(selection, "al-Shaddadi prison")
    assert [row["kind"] for row in answer["rows"]] == ["escape"]
    assert isinstance(answer["entity"], dict)
    assert answer["entity"]["id"] == "rf-place-al-shaddadi-prison"
    assert "entity" not in events(selection)
    assert {row["id"] for row in events(selection, "trials-2019")["rows"]} >= {"trials-2019"}
