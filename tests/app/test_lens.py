"""The same questions asked of some speakers only, and what an answer rests on."""

from typing import Any

import httpx
import pytest

from app.answers.notes import lens_json
from app.answers.question import read_common
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from graph.selection.selection import Selection
from graph.store.reading.view import CurrentNames, View
from tests.app.conftest import problem_of

Json = dict[str, Any]
QUESTIONS = (
    "custody?held=isis-suspects&as_of=2026-02-05",
    "custody?as_of=2026-01-10",
    "alliances?actor=sdf&as_of=2026-01-25",
    "contested?",
    "plans?held=isis-suspects",
    "events?",
    "entities/isis-suspects/statements?",
)
HELD, SIDES = QUESTIONS[0], QUESTIONS[2]


def ask(base: str, question: str) -> Json:
    answer = httpx.get(f"{base}/v1/{question}", timeout=60)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def statements(answer: Json) -> list[Json]:
    """All statements that an answer shows whole."""
    rows = [row for name in ("rows", "lastKnown", "firstKnown") for row in answer.get(name, [])]
    return [said for row in rows for said in row.get("statements", [row]) if isinstance(said, dict)]


def voices(answer: Json) -> set[str]:
    said = statements(answer)
    return {s["saidBy"]["id"] for s in said} | {r["saidBy"]["id"] for s in said for r in s["responses"]}


@pytest.mark.parametrize("question", QUESTIONS)
def test_nobody_who_is_excluded_and_nobody_else_than_the_trusted_is_heard(base: str, question: str) -> None:
    everybody = voices(ask(base, question))
    for speaker in ("cbs-news", "iraqi-security-source"):
        assert speaker not in voices(ask(base, f"{question}&exclude={speaker}"))
        assert voices(ask(base, f"{question}&trust={speaker}")) <= {speaker} & (everybody or {speaker})


def test_a_lens_may_name_several_and_leaves_out_who_belongs_to_them(base: str) -> None:
    heard = voices(ask(base, "entities/isis-suspects/statements?exclude=CBS News, iraq"))
    assert heard
    # the security source speaks for Iraq
    assert not heard & {"cbs-news", "iraq", "iraqi-security-source"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_question_names_the_lens_only_where_there_is_one(base: str, question: str) -> None:
    assert "lens" not in ask(base, question).get("question", {})
    narrowed = ask(base, f"{question}&trust=cbs-news,Iraq&exclude=parties&min_independent=1")
    assert narrowed["question"]["lens"] == {
        "trust": [{"id": "cbs-news", "name": "CBS News"}, {"id": "iraq", "name": "Iraq"}],
        "exclude": [], "excludeParties": True, "minIndependent": 1,
    }  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("parameter", ["trust", "exclude"])
def test_a_speaker_whom_nobody_knows_is_refused_by_parameter(base: str, question: str, parameter: str) -> None:
    problem = problem_of(httpx.get(f"{base}/v1/{question}&{parameter}=cbs-news,The Crow Post", timeout=60))
    assert (problem["status"], problem["parameter"], problem["value"]) == (404, parameter, "The Crow Post")


def test_a_name_with_a_comma_is_asked_for_by_its_id() -> None:
    crow = NamedEntity(id="crow", label="Actor", name="Crow, Daw and Sons", kind="outlet", canonical="crow")
    view = View(None, 1, CurrentNames(1, Directory([crow]), {}), None, None, None)  # type: ignore[arg-type]
    (named,) = lens_json(Selection(view, read_common(trust="crow")))["lens"]["trust"]
    assert named == {"id": "crow", "name": "Crow, Daw and Sons"}


def test_notes_tell_how_much_of_whom_is_left_out(base: str) -> None:
    told = ask(base, f"{HELD}&exclude=iraqi-security-source")["notes"]
    assert "What these speakers say is left out: Iraqi security source" in told
    assert "The choice of speakers changes nothing here" in ask(base, f"{SIDES}&exclude=sarah-sanbar")["notes"]
    assert not any("left out" in note for note in ask(base, HELD)["notes"])


def test_without_the_one_source_iraq_is_not_known_to_hold_anybody(base: str) -> None:
    answer = ask(base, f"{HELD}&exclude=iraqi-security-source")
    assert [row["holder"]["id"] for row in answer["rows"]] == ["sdf"]
    assert answer["total"] == {"min": 2000, "max": None}  # the thousands of the SDF are then all there is


def test_whoever_speaks_of_its_own_deeds_is_left_out_with_parties(base: str) -> None:
    answer = ask(base, "entities/iraq/statements?exclude=parties")
    for statement in statements(answer):
        roles = {one["id"] for ones in statement["roles"].values() for one in ones}
        assert "iraq" not in roles or statement["saidBy"]["id"] not in ("iraq", "iraqi-security-source")
    assert len(answer["rows"]) < len(ask(base, "entities/iraq/statements")["rows"])


def test_what_too_few_speakers_say_is_left_out_with_a_note(base: str) -> None:
    answer = ask(base, f"{HELD}&min_independent=2")
    assert (answer["rows"], answer["lastKnown"], answer["total"]) == ([], [], None)
    assert "2 findings are left out: fewer than 2 independent speakers" in answer["notes"]
    assert answer["summary"].startswith("Too few independent sources speak about who held ISIS suspects")
    for row in ask(base, "contested?min_independent=2")["rows"]:
        assert row["independentSpeakers"]["min"] >= 2
    assert ask(base, "entities/isis-suspects/statements?min_independent=50")["rows"] == []
    assert ask(base, "events?min_independent=50")["rows"] == []


def test_a_denial_by_somebody_excluded_contests_nothing(base: str) -> None:
    denied = [row for row in ask(base, "contested")["rows"] if row["why"] == "denied"]
    deniers = {one["id"] for row in denied for one in row["disputedBy"]}
    assert deniers
    answer = ask(base, f"contested?exclude={','.join(sorted(deniers))}")
    assert not [row for row in answer["rows"] if row["why"] == "denied"]


def facts(answer: Json) -> object:
    """What must not depend on one speaker, in a form that can be compared."""

    def of(row: Json) -> tuple[object, ...]:
        if "sign" in row:
            return frozenset((row["a"]["id"], row["b"]["id"])), row["sign"], row["certainty"], row["contested"]
        ranges = [row[name] and (row[name]["min"], row[name]["max"]) for name in ("count", "gained", "lost")]
        return row["holder"]["id"], row["held"]["id"], row["certainty"], row["contested"], *ranges

    return {of(row) for row in answer["rows"]}, str(answer.get("total"))


@pytest.mark.parametrize("question", [HELD, QUESTIONS[1], SIDES, "alliances?as_of=2026-01-25"])
def test_without_a_speaker_that_explain_names_the_answer_is_another_and_without_others_it_is_not(
    base: str, question: str
) -> None:
    answer = ask(base, f"{question}&include=explain")
    named = {one["id"] for one in answer["explain"]["restsOn"] if one["kind"] == "speaker"}
    assert named
    assert not answer["explain"]["truncated"]
    others = {"iraqi-security-source", "iraq", "cbs-news", "sarah-sanbar", "marco-rubio", "wsj"}
    for speaker in named | others:
        changed = facts(ask(base, f"{question}&exclude={speaker}")) != facts(answer)
        assert changed == (speaker in named), speaker


def test_explain_says_in_words_what_would_change(base: str) -> None:
    answer = ask(base, f"{HELD}&include=explain")
    (source,) = [one for one in answer["explain"]["restsOn"] if one["id"] == "iraqi-security-source"]
    assert source == {
        "kind": "speaker", "id": "iraqi-security-source", "key": None, "name": "Iraqi security source", "statements": 1,
        "changes": [
            "Iraq holding ISIS suspects: the row is gone",
            # nobody says who lost those whom Iraq received, so that the SDF may have
            "Syrian Democratic Forces holding ISIS suspects: lost 0 to 2,200 becomes none",
            "total none becomes 2,000 or more",
        ],
    }  # fmt: skip
    sizes = [one["statements"] for one in answer["explain"]["restsOn"]]
    assert sizes == sorted(sizes)
    assert "explain" not in ask(base, HELD)
