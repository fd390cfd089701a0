"""How much of a plan is done, on small cases by hand and on random deeds."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.custody.plans import Fulfilment, find_plans, measure_fulfilment, measure_share, select_actions
from graph.dates.validity import read_event
from graph.evidence.hierarchy import Containment
from graph.model.counts import Range, add_ranges
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from graph.selection.selection import Selection
from tests.graph.selection.test_selection import ON, Few
from tests.world.builder import GROUP, said
from tests.world.worlds import some

quick = settings(deadline=None, derandomize=True, max_examples=300, suppress_health_check=list(HealthCheck))
FEBRUARY = date(2026, 2, 28)


def planned(words: str = "up to 7000", **more: Any) -> StoredStatement:
    given: dict[str, Any] = {"mode": "agreed", "to_holder": "birch", "on": "[2026-01-20..]", "key": "plan", **more}
    return said("crow", f"transfers {words}".strip(), **given)


def moved(words: str = "150", **more: Any) -> StoredStatement:
    given: dict[str, Any] = {"to_holder": "birch", "on": "2026-01-21", **more}
    return said("daw", f"transfers {words}".strip(), **given)


def of(
    plan: StoredStatement,
    *statements: StoredStatement,
    judgements: tuple[Judgement, ...] = (),
    within: Containment | None = None,
) -> Fulfilment:
    deeds = [deed for some in select_actions(statements, FEBRUARY).values() for deed in some]
    return measure_fulfilment(plan, deeds, within or Containment(), judgements, FEBRUARY)


def bases(found: Fulfilment) -> list[str]:
    return [deed.basis for deed in found.actions]


def test_plans_are_asked_of_a_selection_with_what_is_done_of_each_by_the_day() -> None:
    plan = planned("up to 100", on="[2026-01-20..]", said_on="2026-01-20")
    old = planned("up to 9", on="[2026-01-01..]", said_on="2026-01-01", mode="offered", key="old")
    done, later = moved("30", on="2026-01-25"), moved("30", on="2026-03-01")
    late = planned("up to 5", said_on="2026-03-01", key="late")
    others = planned("up to 7", whom="lake-women", said_on="2026-01-20", key="others")
    snapshot = Few([old, plan, done, later, late, others])
    found = find_plans(Selection(snapshot, ON), GROUP)
    assert [(one.plan.key, one.fulfilment.done, one.fulfilment.cap) for one in found.plans] == [
        ("plan", (0, 30), (0, 100)),
        ("old", (0, 30), (0, 9)),
    ]
    assert [one.plan.key for one in find_plans(Selection(snapshot, ON)).plans] == ["plan", "others", "old"]
    assert (found.held, len(found.read), found.filtered.few_speakers) == (GROUP, 5, 0)
    asked = find_plans(Selection(snapshot, replace(ON, min_independent=2)), "Lake-Men")
    assert (asked.plans, asked.filtered.few_speakers) == ([], 2)


def test_an_action_on_others_is_read_too_where_a_source_links_it_to_the_plan() -> None:
    plan = replace(planned("up to 100", said_on="2026-01-20"), fulfilled_by=("linked",))
    linked = moved("12", whom="lake-women", on="2026-01-25", key="linked")
    found = find_plans(Selection(Few([plan, linked]), ON), GROUP)
    assert [statement.key for statement in found.statements] == ["plan", "linked"]
    assert [one.fulfilment.done for one in found.plans] == [(12, 12)]


def test_of_what_nobody_says_is_done_nothing_is_said() -> None:
    found = of(planned())
    assert (found.done, found.cap, found.share) == (None, (0, 7000), None)


def test_a_linked_deed_and_one_about_the_event_count_for_sure_and_a_matching_one_only_perhaps() -> None:
    linked = replace(moved("50", key="linked"), fulfils=("plan",))
    event = moved("100", about="march", on="2026-02-01", key="event")
    matching = moved("30", on="2026-02-10")
    apart = (
        Judgement(id="j", ids=("linked", "march"), verdict="negative", by="crow", on="2026-03-01", why="two days"),
    )
    found = of(planned(about="march"), linked, event, matching, judgements=apart)
    assert bases(found) == ["fulfils", "event", "matching"]
    assert found.done == (150, 180)
    assert of(planned(), matching).done == (0, 30)


def test_reports_that_may_be_of_one_occurrence_run_from_all_same_to_all_distinct() -> None:
    links = [replace(moved(words), fulfils=("plan",)) for words in ("150", "144")]
    assert of(planned(), *links).done == (150, 294)
    same = [moved(words, about="flight") for words in ("150", "144")]
    assert of(planned(about="flight"), *same).done == (144, 150)


@pytest.mark.parametrize(
    "other",
    [
        {"to_holder": "cedar"},
        {"on": "2026-01-10"},
        {"whom": "boys"},
        {"mode": "under_way"},
        {"mode": "intended"},
        {"polarity": "denies"},
        {"to_place": "lake"},
        {"on": "2026-03-10"},
    ],
)
def test_another_holder_place_or_people_and_what_came_before_or_is_not_done_is_no_deed_of_it(
    other: dict[str, Any],
) -> None:
    assert of(planned(to_place="fort"), moved(**other)).actions == ()


def test_a_deed_at_a_place_within_and_on_a_part_of_the_people_matches() -> None:
    within = Containment([
        said("crow", "located_in", "cell", "fort", valid="/.."),
        said("crow", "part_of", "boys", "lake-men", valid="/.."),
    ])  # fmt: skip
    deed = moved("30", to_place="cell", whom="boys")
    assert of(planned(to_place="fort"), deed, within=within).done == (0, 30)
    assert of(planned(whom="boys"), moved("30"), within=within).actions == ()


def test_a_running_total_stands_for_the_flights_before_its_day() -> None:
    plan = planned(about="march")
    total = moved("about 2000", kind="cumulative", on="2026-02-05", about="march")
    before = [moved("150", on="2026-01-21"), moved("400", on="2026-02-05")]
    assert of(plan, total, *before).done == (1800, 2200)
    assert of(plan, total, *before, moved("100", on="2026-02-06")).done == (1800, 2300)
    assert of(plan, total, moved("100", on="2026-02-06", about="march")).done == (1900, 2300)
    # a flight that may lie before or after the day of the total may be in it or come on top
    vague = moved("about 2000", kind="cumulative", on="2026-01-29/2026-02-20", about="march")
    assert of(plan, vague, moved("100", on="2026-02-10", about="march")).done == (1800, 2300)


def test_the_latest_running_total_counts_and_two_of_one_day_stand_side_by_side() -> None:
    def so_far(words: str, on: str) -> StoredStatement:
        return moved(words, kind="cumulative", on=on, about="march")

    plan = planned(about="march")
    assert of(plan, so_far("150", "2026-01-21"), so_far("1387", "2026-01-31")).done == (1387, 1387)
    assert of(plan, so_far("5703", "2026-02-12"), so_far("5704", "2026-02-12")).done == (5703, 5704)
    # a total only grows, so the one of an unknown day is the earlier one
    assert of(plan, so_far("about 2000", "2026-01-29/2026-11-19"), so_far("5704", "2026-02-12")).done == (5704, 5704)


def test_a_total_over_a_period_stands_for_what_it_holds_and_is_of_the_plan_if_that_is() -> None:
    plan = planned("7000", about="march")
    linked = moved("about 2000", kind="cumulative", on="2026-01-30", about="march")
    first = moved("150", on="2026-01-21", about="march")
    total = moved("5704", on="2026-01-21/2026-02-12")
    total = replace(total, validity=read_event("2026-01-21/2026-02-12", spread=True))
    assert of(plan, first, linked, total).done == (5704, 5704)
    assert of(plan, first, linked, total).share == (81, 82)
    assert [deed.in_total for deed in of(plan, first, linked, total).actions] == [True, True, False]
    assert of(plan, first, linked).done == (1800, 2200)
    assert of(plan, total).done == (0, 5704)  # nothing ties it to the plan
    # a flight to nobody named, of a plan that names nobody either, is one of those to whom the total went
    nobody = replace(plan, roles={role: ids for role, ids in plan.roles.items() if role != "to_holder"})
    flight = said("crow", "transfers 150", on="2026-01-22", agent="elm", about="march")
    assert of(nobody, flight, linked, total).done == (5704, 5704)


def test_a_deed_that_may_come_after_the_day_may_be_none_yet() -> None:
    assert of(planned(about="march"), moved("150", on="2026-02/2026-03", about="march")).done == (0, 150)


def test_a_deed_without_a_number_or_in_another_unit_is_named_and_adds_nothing() -> None:
    found = of(planned(about="march"), moved("", about="march"), moved("3", unit="families", about="march"))
    assert (bases(found), found.done) == (["event", "event"], None)


@pytest.mark.parametrize(
    ("done", "cap", "share"),
    [
        ((1800, 2200), (6500, 7500), (24, 34)),
        ((1800, 2200), (0, 7000), (25, 32)),  # of "up to 7,000" it is of 7,000
        ((7000, 7000), (7000, 7000), (100, 100)),
        ((1800, None), (7000, 7000), (25, None)),
        ((1800, 2200), (2000, None), None),
        ((1800, 2200), None, None),
        (None, (7000, 7000), None),
    ],
)
def test_the_share_is_done_of_the_cap_rounded_outwards(
    done: Range | None, cap: Range | None, share: Range | None
) -> None:
    assert measure_share(done, cap) == share


@st.composite
def deed(draw: st.DrawFn) -> StoredStatement:
    first, last = sorted((draw(st.integers(1, 28)), draw(st.integers(1, 28))))
    found = moved(
        draw(some(["", "100", "about 200", "at least 50", "up to 30"])),
        on=f"2026-02-{first:02}/2026-02-{last:02}",
        kind=draw(some(["flow", "flow", "cumulative"])),
        about=draw(some([(), (), "march", "flight"])),
        to_holder=draw(some(["birch", "birch", "cedar"])),
    )
    return replace(found, fulfils=("plan",)) if draw(st.booleans()) else found


@quick
@given(st.lists(deed(), max_size=6))
def test_no_more_is_done_than_all_deeds_together_and_no_less_than_the_surest(deeds: list[StoredStatement]) -> None:
    found = of(planned(about="march"), *deeds)
    counted = [d.counted for d in found.actions if d.counted]
    if not counted:
        assert found.done is None
        return
    assert found.done is not None
    low, high = found.done
    assert low >= 0
    assert high is None or low <= high
    most = add_ranges(counted)[1]
    assert most is None or (high is not None and high <= most)
    if all(d.basis == "matching" for d in found.actions):
        assert low == 0


@quick
@given(st.lists(deed(), max_size=5), deed())
def test_a_deed_that_does_not_bear_on_the_plan_changes_nothing(
    deeds: list[StoredStatement], other: StoredStatement
) -> None:
    away = replace(other, fulfils=(), about=(), roles={**other.roles, "to_holder": ("cedar",)})
    assert of(planned(about="march"), *deeds, away).done == of(planned(about="march"), *deeds).done
