"""The oracle itself, against answers that were worked out by hand."""

from datetime import date
from typing import Any

import pytest

from tests.world import oracle
from tests.world.plain_builder import GROUP, comes, holds, told, world
from tests.world.plain_worlds import World


def held_by(found: World, day: str, holder: str = "north", group: str = GROUP) -> Any:
    asked = date.fromisoformat(day)
    return oracle.custody(found, (asked, asked), version=1, held=group)["rows"].get((holder, group))


# What is counted by place


def test_three_places_counted_on_one_day_are_added() -> None:
    found = world(*(holds(n, "2026-03-01", at) for n, at in ((12, "annex"), (1450, "house"), (230, "centre"))))
    row = held_by(found, "2026-03-01")
    assert (row["count"], row["countPlaces"], row["countTiming"]) == ((1692, 1692), 3, "on")
    asked = date(2026, 3, 1)
    assert oracle.custody(found, (asked, asked), version=1, held=GROUP)["total"] == (1692, 1692)


def test_places_counted_on_other_days_are_not_added() -> None:
    row = held_by(world(holds(12, "2026-03-01", "annex"), holds(30, "2026-03-04", "house")), "2026-03-05")
    assert (row["count"], row["countPlaces"], row["countTiming"]) == ((30, 30), 1, "before")
    assert row["countedOn"] == (date(2026, 3, 4), date(2026, 3, 4))


def test_of_places_in_one_another_the_outer_one_counts() -> None:
    inside = told("located_in", {"subject": "annex", "object": "house"}, {"valid": "2020-01-01/.."})
    found = world(
        inside, holds(12, "2026-03-01", "annex"), holds(50, "2026-03-01", "house"), holds(7, "2026-03-01", "town")
    )
    row = held_by(found, "2026-03-01")
    assert (row["count"], row["countPlaces"]) == ((57, 57), 2)


def test_readings_of_one_place_are_a_hull_and_then_added() -> None:
    found = world(holds(12, "2026-03-01", "annex"), holds(15, "2026-03-01", "annex"), holds(30, "2026-03-01", "house"))
    assert held_by(found, "2026-03-01")["count"] == (42, 45)


def test_a_count_without_place_goes_before_counts_by_place() -> None:
    row = held_by(world(holds(40, "2026-02-20"), holds(12, "2026-03-01", "annex")), "2026-03-01")
    assert (row["count"], row["countPlaces"], row["countTiming"]) == ((40, 40), None, "before")


def test_the_last_count_before_goes_before_the_first_after() -> None:
    row = held_by(world(holds(40, "2026-02-01"), holds(60, "2026-03-01")), "2026-02-27")
    assert (row["count"], row["countTiming"]) == ((40, 40), "before")


def test_no_total_of_counts_of_different_days() -> None:
    other = told("holds", {"subject": "south", "object": GROUP}, {"observed": "2026-03-02"}, 5, "stock")
    asked = date(2026, 3, 3)
    found = oracle.custody(world(holds(40, "2026-03-01"), other), (asked, asked), version=1, held=GROUP)
    assert len(found["rows"]) == 2
    assert found["total"] is None


# What came and what went


def number(found: Any) -> Any:
    """How many came or went, and as what."""
    return found and (*found["range"], found["kind"])


def convoys() -> World:
    return world(
        comes(150, "2026-01-21"),
        comes(2000, "2026-01-30", kind="cumulative"),
        comes(1800, "2026-01-30", kind="cumulative", said_by="other-desk"),
        comes(2200, "2026-01-30", kind="cumulative", source="paper"),
        comes(5704, "2026-01-21/2026-02-12", spread=True),
    )


@pytest.mark.parametrize(
    ("day", "right"),
    [
        ("2026-01-25", (150, 150, "flow")),
        ("2026-02-05", (1800, 2200, "cumulative")),
        ("2026-02-14", (5704, 5704, "flow")),
    ],
)
def test_the_total_that_ends_last_replaces_what_it_holds(day: str, right: Any) -> None:
    assert number(held_by(convoys(), day)["gained"]) == right


def shared(number_of: int, day: str, **more: Any) -> World:
    """So many came to north and south together."""
    one = comes(number_of, day, **more)
    return one | {"roles": {"object": [GROUP], "to_holder": ["north", "south"]}}


def test_a_total_of_one_holder_holds_its_part_of_what_it_shared() -> None:
    found = world(comes(100, "2026-01-30", kind="cumulative"), shared(30, "2026-01-10"))
    assert number(held_by(found, "2026-02-01")["gained"]) == (100, 100, "cumulative")
    assert number(held_by(found, "2026-02-01", "south")["gained"]) == (0, 30, "flow")
    both = world(shared(40, "2026-02-01", kind="cumulative"), shared(30, "2026-01-10"))
    assert number(held_by(both, "2026-02-01")["gained"]) == (0, 40, "cumulative")


def test_what_a_total_across_another_one_holds_is_not_added_to_it() -> None:
    later = comes(150, "2026-01-08/2026-01-20", spread=True)
    found = world(later, comes(100, "2026-01-10", kind="cumulative"), comes(50, "2026-01-03"))
    assert number(held_by(found, "2026-02-01")["gained"]) == (150, 250, "cumulative")


def test_figures_lead_to_their_speakers_days_and_places() -> None:
    found = world(
        holds(12, "2026-03-01", "annex"),
        holds(12, "2026-03-01", "annex", said_by="crow"),
        holds(30, "2026-03-01", "house"),
        holds(7, "2026-02-01", "town"),
    )
    row, day = held_by(found, "2026-03-01"), (date(2026, 3, 1), date(2026, 3, 1))
    assert row["figures"] == {
        (12, 12, "12", day, frozenset({"annex"}), frozenset({"desk", "crow"}), frozenset({"s0", "s1"})),
        (30, 30, "30", day, frozenset({"house"}), frozenset({"desk"}), frozenset({"s2"})),
    }


# Plans, disputes, lenses


def plan(limit: int, **more: Any) -> World:
    roles = {"from_holder": "south", "to_holder": "north", "object": GROUP}
    return told("transfers", roles, {"on": "2026-01-01"}, limit, "cap", mode="intended", said="2026-01-01", **more)


def test_a_total_replaces_what_is_done_of_a_plan() -> None:
    asked = date(2026, 2, 14), date(2026, 2, 14)
    rows = oracle.plans(world(*convoys()["statements"], plan(7000)), asked, version=1)
    assert rows["s5"]["done"] == (0, 5704)  # nothing links them to the plan
    linked = [one | {"fulfils": ["s5"]} for one in convoys()["statements"]]
    assert oracle.plans(world(*linked, plan(7000)), asked, version=1)["s5"]["done"] == (5704, 5704)


def test_a_part_larger_than_its_whole_is_found_where_one_holder_holds_both() -> None:
    part = told("part_of", {"subject": "boys", "object": GROUP}, {"valid": "2020-01-01/.."})
    boys = holds(50, "2026-03-01")
    boys["roles"]["object"] = ["boys"]
    asked = date(2026, 3, 1), date(2026, 3, 1)
    found = world(part, boys | {"said": "2026-03-01"}, holds(40, "2026-03-01", said="2026-03-01"))
    assert oracle.larger_parts(found, asked, version=1) == {("boys", GROUP, "s1", "s2")}
    fits = world(part, boys, holds(50, "2026-03-01"))
    assert oracle.larger_parts(fits, (date(2028, 1, 1), date(2028, 1, 1)), version=1) == set()


def test_a_lens_leaves_out_speakers_and_whoever_belongs_to_them() -> None:
    paper = told("part_of", {"subject": "desk", "object": "crow"}, {"valid": "2020-01-01/.."}, said_by="other-desk")
    found = world(paper, holds(12, "2026-03-01"), holds(40, "2026-03-01", said_by="other-desk"))
    asked = date(2026, 3, 1), date(2026, 3, 1)

    def counted(**lens: list[str]) -> Any:
        return oracle.custody(found, asked, version=1, held=GROUP, lens=lens)["rows"]["north", GROUP]["count"]

    assert (counted(), counted(exclude=["desk"]), counted(trust=["desk"])) == ((12, 40), (40, 40), (12, 12))
    assert counted(exclude=["crow"]) == (40, 40)
    two = oracle.custody(found, asked, version=1, held=GROUP, min_independent=3)
    assert two["rows"] == {}


def test_reports_of_one_speaker_on_days_of_their_own_add_up() -> None:
    one = [comes(5, "2026-01-01"), comes(7, "2026-01-01"), comes(4, "2026-01-02")]
    assert number(held_by(world(*one), "2026-02-01")["gained"]) == (11, 16, "flow")
    assert number(held_by(world(*one, distinct=["world"]), "2026-02-01")["gained"]) == (16, 16, "flow")
    second = comes(12, "2026-01-01", source="paper", dataset="second", said_by="other-desk")
    assert number(held_by(world(*one, second, distinct=["world"]), "2026-02-01")["gained"]) == (16, 28, "flow")


def test_judgements_keep_reports_of_one_day_apart() -> None:
    judged = [{"ids": ["s0", "s1"], "verdict": "negative"}]
    found = world(comes(5, "2026-01-01"), comes(7, "2026-01-01", said_by="other-desk"), judgements=judged)
    assert number(held_by(found, "2026-02-01")["gained"]) == (12, 12, "flow")


def test_moves_between_two_forces_on_three_days() -> None:
    back = told("transfers", {"from_holder": "north", "to_holder": "south", "object": GROUP}, {"on": "2026-03-01"}, 3)
    found = world(comes(5, "2026-01-01"), comes(7, "2026-02-01"), back)
    assert (number(held_by(found, "2026-04-01")["gained"]), number(held_by(found, "2026-04-01")["lost"])) == (
        (12, 12, "flow"),
        (3, 3, "flow"),
    )
    south = held_by(found, "2026-04-01", "south")
    assert (number(south["gained"]), number(south["lost"])) == ((3, 3, "flow"), (12, 12, "flow"))


# Losses of nobody named


def taken(number: int, day: str) -> World:
    roles = {"agent": "state", "from_place": "annex", "to_place": "centre", "object": GROUP}
    return told("transfers", roles, {"on": day, "spread": False}, number)


def test_who_alone_holds_there_loses_in_full() -> None:
    row = held_by(world(holds(30, "2026-01-01", "annex"), taken(4, "2026-01-05")), "2026-01-06")
    assert number(row["lost"]) == (4, 4, "flow")


def test_of_two_holders_there_each_may_lose() -> None:
    other = told("holds", {"subject": "south", "object": GROUP, "at": "annex"}, {"observed": "2026-01-02"})
    found = world(holds(30, "2026-01-01", "annex"), other, taken(4, "2026-01-05"))
    rows = [held_by(found, "2026-01-06", holder) for holder in ("north", "south")]
    assert [number(row["lost"]) for row in rows] == [(0, 4, "flow")] * 2


@pytest.mark.parametrize("inner", ["annex", "centre"])
def test_a_place_inside_another_is_there(inner: str) -> None:
    """The annex, from which some were taken, lies in the house, where north holds; or the centre does, and north holds
    in there: north may have lost them. Whether it alone held there nobody says."""
    inside = told("located_in", {"subject": inner, "object": "house"}, {"valid": "2020-01-01/.."})
    counted, left = ("house", "annex") if inner == "annex" else ("centre", "house")
    moved = taken(4, "2026-01-05")
    moved["roles"]["from_place"] = [left]
    row = held_by(world(inside, holds(30, "2026-01-01", counted), moved), "2026-01-06")
    assert number(row["lost"]) == (0, 4, "flow")


# Ledgers


def ledger(found: World) -> Any:
    asked = date(2026, 12, 31)
    rows = oracle.ledger(found, held=GROUP, holder="north", as_of=(asked, asked), version=1)
    return next(row for row in rows if row["openings"] and row["closings"])


def test_silence_is_no_zero() -> None:
    one = [holds(1653, "2026-01-01"), comes(3, "2026-01-10"), holds(1706, "2026-01-31")]
    row = ledger(world(*one))
    assert (row["unaccounted"], row["closes"]) == ((-50, -50), "open")
    claim = {"group": GROUP, "holders": ["north"], "places": [], "from": "2026-01-01", "to": "2026-01-31"}
    assert ledger(world(*one, covers=[claim]))["closes"] == "no"
    assert ledger(world(*one, covers=[claim | {"to": "2026-01-30"}]))["closes"] == "open"
    assert ledger(world(*one, covers=[claim | {"holders": ["south"]}]))["closes"] == "open"


def test_a_prison_whose_moves_are_told_with_the_state_as_agent() -> None:
    moves = [taken(1, "2026-01-05"), taken(2, "2026-01-08"), taken(1, "2026-01-12"), taken(11, "2026-01-31")]
    one = [holds(30, "2026-01-01", "annex"), holds(15, "2026-01-31", "annex")]
    assert (ledger(world(*one, *moves))["unaccounted"], ledger(world(*one, *moves))["closes"]) == ((0, 11), "yes")
    less = ledger(world(*one, moves[0], *moves[2:]))
    assert (less["unaccounted"], less["closes"]) == ((2, 13), "open")


# Time


@pytest.mark.parametrize("written", ["/", "../"])
def test_what_had_ended_by_a_day_makes_no_row(written: str) -> None:
    found = world(told("holds", {"subject": "north", "object": GROUP}, {"valid": written}, said="2026-06-03"))
    known = {("north", GROUP): {"s0"}}
    for day in ("1990-01-01", "2026-06-02", "2026-06-03", "2026-06-04"):
        asked = date.fromisoformat(day)
        answer = oracle.custody(found, (asked, asked), version=1, held=GROUP)
        right = ({}, known, {}) if day < "2026-06-03" else ({}, {}, known)
        assert (answer["rows"], answer["firstKnown"], answer["lastKnown"]) == right


def test_what_is_only_inferred_is_at_most_possible() -> None:
    roles, days = {"subject": "north", "object": GROUP}, {"valid": "2026-01-01/2026-06-01"}
    assert held_by(world(told("holds", roles, days, reading="inferred")), "2026-03-01")["certainty"] == "possible"
    part = told("part_of", {"subject": "boys", "object": GROUP}, {"valid": "2020-01-01/.."}, reading="inferred")
    asked = date(2026, 3, 1)
    boys = told("holds", roles | {"object": "boys"}, days)
    rows = oracle.custody(world(part, boys), (asked, asked), version=1, held=GROUP)["rows"]
    assert rows["north", "boys"]["certainty"] == "certain"


# What is denied


def denies(predicate: str, day: str, **more: Any) -> World:
    """crow denies that north has the men."""
    when = {"on": day} if predicate in ("captures", "arrests") else {"observed": day}
    return told(predicate, {"subject": "north", "object": GROUP}, when, said_by="crow", polarity="denies", **more)


def has(predicate: str, day: str) -> World:
    when = {"on": day} if predicate in ("captures", "arrests") else {"observed": day}
    return told(predicate, {"subject": "north", "object": GROUP}, when)


@pytest.mark.parametrize(
    ("said", "denied", "right"),
    [
        ([has("captures", "2026-03-01")], denies("holds", "2026-03-05"), True),  # on the day asked about
        ([has("captures", "2026-03-01")], denies("holds", "2026-03-01"), True),  # on that of the evidence
        ([has("captures", "2026-03-01")], denies("holds", "2026-03-03"), False),
        ([has("guards", "2026-03-05")], denies("holds", "2026-03-05"), True),
        ([has("holds", "2026-03-05")], denies("guards", "2026-03-05"), False),
        ([has("guards", "2026-03-05"), has("holds", "2026-03-05")], denies("guards", "2026-03-05"), False),
        ([has("guards", "2026-03-01")], denies("guards", "2026-03-05"), True),
        ([has("captures", "2026-03-01")], denies("captures", "2026-03-01"), True),
        ([has("captures", "2026-03-01"), has("holds", "2026-03-05")], denies("captures", "2026-03-01"), False),
        ([has("captures", "2026-03-01")], denies("arrests", "2026-03-01"), False),
    ],
)
def test_who_denies_a_holding_denies_the_row_whatever_it_rests_on(
    said: list[World], denied: World, *, right: bool
) -> None:
    row = held_by(world(*said, denied), "2026-03-05")
    assert row["deniedBy"] == ({("crow", "specific")} if right else set())
    assert row["contested"] is right
