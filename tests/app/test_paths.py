"""Paths on the first report, worked out by hand from its dossier: who supports whom who holds whom."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import create_app
from tests.app.conftest import problem_of, served, settings_for

US_TO_SUSPECTS = "paths?from=us&to=isis-suspects"


def ask(base: str, question: str) -> dict[str, Any]:
    answer = httpx.get(f"{base}/v1/{question}", timeout=60)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def ways(answer: dict[str, Any]) -> list[str]:
    """Such as `us -- sdf -> isis-suspects`."""
    arrows = {"forward": "->", "backward": "<-", "both": "--"}
    return [
        " ".join([row["entities"][0]["id"], *(f"{arrows[hop['direction']]} {hop['b']['id']}" for hop in row["hops"])])
        for row in answer["rows"]
    ]


def keys(base: str, hop: dict[str, Any]) -> set[str]:
    return {
        ask(base, f"statements/{id_}")["statement"]["key"].removeprefix("isis-detainee-transfer:")
        for id_ in hop["statements"]
    }


def test_the_united_states_are_tied_to_the_suspects_in_five_ways_of_two_hops_in_january_2026(base: str) -> None:
    answer = ask(base, f"{US_TO_SUSPECTS}&as_of=2026-01&max_hops=2")
    assert ways(answer) == [
        "us -> isis-suspects",
        "us -> prisons-ne-syria <- isis-suspects",
        "us -- sdf -> isis-suspects",
        "us -> us-led-coalition -> isis-suspects",
        "us <- us-military -> isis-suspects",
    ]
    # the headline: 7,000, under way when the report appeared
    assert answer["summary"].startswith("The United States was moving 7,000 ISIS suspects from Syria to Iraq in 2026")
    assert (answer["truncated"], answer["next"]) == (False, None)


def test_parallel_statements_are_one_hop_with_all_of_them(base: str) -> None:
    answer = ask(base, f"{US_TO_SUSPECTS}&as_of=2026-01&max_hops=2")
    (row,) = [row for row in answer["rows"] if [each["id"] for each in row["entities"]][1] == "sdf"]
    allied, holding = row["hops"]
    assert (allied["relations"], allied["direction"]) == (["allied_with", "supports"], "both")
    assert keys(base, allied) == {"us-allied-with-sdf", "us-backs-sdf"}
    assert (holding["relations"], holding["kinds"], holding["direction"]) == (
        ["guards", "holds"],
        ["GUARDS", "HOLDS"],
        "forward",
    )
    assert keys(base, holding) == {"sdf-holds-2026", "prisons-guarded"}
    # that the SDF held them in January is inferred, that they were guarded is told of some day of seven years
    assert (holding["certainty"], allied["certainty"], row["certainty"]) == ("possible", "possible", "possible")
    assert (holding["gapDays"], allied["gapDays"]) == (0, 295)
    assert holding["independentSpeakers"] == {"min": 1, "max": 1}
    assert (holding["earliest"], holding["latest"]) == (None, None)


def test_on_one_day_only_that_is_a_hop_which_may_have_been_so_on_it(base: str) -> None:
    # before the transfer and before anybody says that the coalition was led; the escape was on the twentieth
    assert ways(ask(base, f"{US_TO_SUSPECTS}&as_of=2026-01-15&max_hops=2")) == [
        "us -> prisons-ne-syria <- isis-suspects",
        "us -- sdf -> isis-suspects",
    ]
    for day, there in (("2026-01-19", False), ("2026-01-20", True), ("2026-01-21", False)):
        escape = ask(base, f"paths?from=isis-suspects&to=escape-facility&max_hops=1&as_of={day}")
        assert bool(escape["rows"]) == there


def test_a_state_is_a_hop_until_its_evidence_is_stale(base: str) -> None:
    question = "paths?from=sdf&to=isis-suspects&kinds=holds&max_hops=1&as_of="
    assert ask(base, question + "2027-01-31")["rows"][0]["hops"][0]["support"] == "after"
    assert ask(base, question + "2027-02-01")["rows"] == []
    assert ask(base, question + "2027-02-01&max_gap_days=366")["rows"] != []
    assert any("custody" in note for note in ask(base, question + "2027-01-31")["notes"])


def test_certain_paths_have_only_certain_hops(base: str) -> None:
    answer = ask(base, "paths?from=us&to=us-led-coalition&as_of=2026-01&max_hops=3&certainty=certain")
    assert ways(answer) == ["us -> us-led-coalition"]
    assert {row["certainty"] for row in answer["rows"]} == {"certain"}
    # that the coalition and the SDF are tied is inferred
    assert ways(ask(base, f"{US_TO_SUSPECTS}&as_of=2026-01&max_hops=3&certainty=certain")) == []


def test_kinds_are_predicates_or_types_of_edges(base: str) -> None:
    question = f"{US_TO_SUSPECTS}&as_of=2026-01&max_hops=2"
    assert ways(ask(base, f"{question}&kinds=allied_with,holds")) == ["us -- sdf -> isis-suspects"]
    assert ways(ask(base, f"{question}&kinds=ALLIED_WITH,HOLDS")) == ["us -- sdf -> isis-suspects"]
    rest = ways(ask(base, f"{question}&exclude_kinds=transfers,worries_about"))
    assert rest == ["us -- sdf -> isis-suspects", "us -> us-led-coalition -> isis-suspects"]


def test_forward_keeps_to_the_direction_of_statements_and_symmetric_ones_go_both_ways(base: str) -> None:
    back = "paths?from=isis-suspects&to=us&as_of=2026-01&max_hops=2"
    assert len(ways(ask(base, back))) == 5
    assert ways(ask(base, f"{back}&direction=forward")) == []
    assert ways(ask(base, "paths?from=sdf&to=us&as_of=2026-01&max_hops=1&direction=forward")) == ["sdf -- us"]
    forward = ask(base, f"{US_TO_SUSPECTS}&as_of=2026-01&max_hops=2&direction=forward")
    assert "us <- us-military -> isis-suspects" not in ways(forward)
    assert "us -- sdf -> isis-suspects" in ways(forward)


def test_a_journey_takes_its_hops_one_after_another(base: str) -> None:
    kinds = "kinds=fights,holds&time_respecting=true&as_of=2014/2026&max_hops=2"
    # they fought ISIS until 2019, and Damascus in January 2026
    (row,) = ask(base, f"paths?from=isis&to=damascus&{kinds}")["rows"]
    assert [each["id"] for each in row["entities"]] == ["isis", "sdf", "damascus"]
    first, second = row["hops"]
    assert first["earliest"] <= second["earliest"]
    assert first["latest"] <= second["latest"]
    # ISIS suspects whom the SDF held in January were with Iraq after that, not before
    moved = "kinds=holds,GAINED&time_respecting=true&as_of=2026&max_hops=2"
    (row,) = ask(base, f"paths?from=sdf&to=iraq&{moved}")["rows"]
    assert [(hop["earliest"], hop["latest"]) for hop in row["hops"]] == [
        ("2026-01-01", "2026-11-19"),
        ("2026-01-29", "2026-11-19"),
    ]


def test_whole_statements_come_where_they_are_asked_for(base: str) -> None:
    answer = ask(base, f"{US_TO_SUSPECTS}&as_of=2026-01&max_hops=2&kinds=holds,allied_with&include=statements")
    assert [hop["statements"][0]["predicate"] for hop in answer["rows"][0]["hops"]] == ["allied_with", "holds"]


def test_the_lens_and_known_at_leave_hops_out(base: str) -> None:
    question = f"{US_TO_SUSPECTS}&as_of=2026-01&max_hops=2"
    nobody = ask(base, f"{question}&exclude=cbs-news")
    assert nobody["rows"] == []
    assert nobody["summary"] == (
        "Leaving out CBS News, no source here links the United States and ISIS suspects in January 2026 "
        "within two steps."
    )
    assert any("left out" in note for note in nobody["notes"])
    assert ask(base, f"{question}&known_at=2025-12-31")["rows"] == []
    assert len(ask(base, f"{question}&min_independent=1")["rows"]) == 5
    assert ask(base, f"{question}&min_independent=2")["rows"] == []


def test_what_is_denied_is_told(base: str) -> None:
    (row,) = ask(base, "paths?from=iraq&to=tried-2019&as_of=2019&max_hops=1")["rows"]
    assert row["contested"]
    assert {(one["id"], one["scope"]) for one in row["hops"][0]["deniedBy"]} == {("centre-official", "general")}
    assert not ask(base, f"{US_TO_SUSPECTS}&as_of=2026-01&max_hops=1")["rows"][0]["contested"]


def test_a_table_has_a_line_for_every_path(base: str) -> None:
    lines = httpx.get(
        f"{base}/v1/paths.csv?from=us&to=isis-suspects&as_of=2026-01&max_hops=2", timeout=60
    ).text.splitlines()
    assert len(lines) == 1 + 5
    assert lines[0].startswith("entities,entities.name,length,certainty")
    assert lines[3].startswith(
        "us; sdf; isis-suspects,United States; Syrian Democratic Forces; ISIS suspects,2,possible"
    )
    for form in ("parquet", "arrow"):
        assert (
            httpx.get(f"{base}/v1/paths.{form}?from=us&to=isis-suspects&as_of=2026-01", timeout=60).status_code == 200
        )


def test_pages_follow_one_another_and_miss_nothing(base: str) -> None:
    question = f"{US_TO_SUSPECTS}&as_of=2026-01&max_hops=5"
    whole, met, cursor = ways(ask(base, question)), list[str](), ""
    while True:
        answer = ask(base, f"{question}&limit=7{cursor}")
        met += ways(answer)
        if not answer["next"]:
            break
        assert answer["truncated"]
        cursor = f"&cursor={answer['next']}"
    assert met == whole
    assert len(set(whole)) == len(whole) > 20


def test_no_way_is_said_and_how_far_one_would_be(base: str) -> None:
    answer = ask(base, "paths?from=us&to=isis-suspects&as_of=2026-01-15&kinds=leads,cooperates_with,holds,fights")
    assert answer["rows"] == []
    assert answer["summary"] == (
        "No source here links the United States and ISIS suspects on 15 January 2026 within four steps."
    )
    near = ask(base, "paths?from=us&to=isis-suspects&as_of=2026-01-15&max_hops=1&kinds=allied_with,holds")
    assert "No path is shorter than 2 steps; max_hops=2 finds those" in near["notes"]


@pytest.mark.parametrize(
    ("question", "parameter", "said"),
    [
        ("paths?from=us&to=sdf&max_hops=50", "max_hops", "1 to 8"),
        ("paths?from=us&to=sdf&max_hops=0", "max_hops", "1 to 8"),
        ("paths?from=us&to=sdf&max_hops=two", "max_hops", "two"),
        ("paths?from=us&to=sdf&kinds=suports", "kinds", "known: "),
        ("paths?from=us&to=sdf&exclude_kinds=forbids", "exclude_kinds", "forbids"),
        ("paths?from=us&to=sdf&kinds=holds&exclude_kinds=holds", "exclude_kinds", "no kind"),
        ("paths?from=us&to=sdf&direction=up", "direction", "forward"),
        ("paths?from=us&to=sdf&time_respecting=perhaps", "time_respecting", "perhaps"),
        ("paths?from=us&to=sdf&time_respecting=true&max_gap_days=9", "max_gap_days", "time_respecting"),
        ("paths?from=us&to=USA", "to", "no path is needed"),
        ("paths?from=us&to=us", "to", "one entity"),
        ("paths?from=us&to=sdf&include=explain", "include", "explain"),
        ("paths?to=sdf", "from", "from"),
        ("paths?from=us&to=sdf&depth=3", "depth", "no parameter"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(base: str, question: str, parameter: str, said: str) -> None:
    answer = httpx.get(f"{base}/v1/{question}", timeout=60)
    assert answer.status_code == 422
    assert problem_of(answer)["parameter"] == parameter
    assert said in answer.text


def test_who_is_not_there_is_not_found(base: str) -> None:
    answer = httpx.get(f"{base}/v1/paths?from=us&to=nobody-at-all", timeout=60)
    assert answer.status_code == 404
    assert problem_of(answer)["parameter"] == "to"


def test_before_the_first_load_nobody_is_tied_to_anybody(base: str) -> None:
    answer = ask(base, "paths?from=us&to=sdf&version=0&as_of=2026-01")
    assert answer["rows"] == []
    assert answer["summary"].startswith("No source here links the United States and the SDF in January 2026")


@pytest.fixture(scope="module")
def empty(lent: Path) -> Iterator[str]:
    with served(create_app(settings_for(lent))) as address:
        yield address


def test_an_empty_store_knows_nobody(empty: str) -> None:
    answer = httpx.get(f"{empty}/v1/paths?from=us&to=sdf", timeout=60)
    assert answer.status_code == 404
    assert problem_of(answer)["parameter"] == "from"
