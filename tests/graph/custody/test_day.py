"""Who holds whom, on random worlds, and on small cases by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from graph.custody.day import Custody, HolderRow, build_custody, sum_holders
from graph.custody.no_total import NoTotal, NoTotalReason
from graph.evidence.hierarchy import Containment
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from tests.world import lake
from tests.world.builder import answered, said
from tests.world.worlds import HOLDERS, day_asked, world_of_custody

DAY = date(2026, 2, 5)
quick = settings(deadline=None, derandomize=True, max_examples=250, suppress_health_check=list(HealthCheck))


def on(statements: Sequence[StoredStatement], day: date = DAY, **more: int) -> Custody:
    return build_custody(statements, day, day, **more)  # type: ignore[arg-type]


def one(statements: Sequence[StoredStatement], day: date = DAY) -> HolderRow:
    (row,) = on(statements, day).rows
    return row


def pairs(rows: list[HolderRow]) -> list[tuple[str, str]]:
    return [(row.holder, row.held) for row in rows]


@quick
@given(world_of_custody, day_asked)
def test_a_pair_with_a_row_is_neither_last_nor_first_known(statements: list[StoredStatement], day: date) -> None:
    answer = build_custody(statements, day, day, asked_holders=frozenset(HOLDERS))
    assert not {*pairs(answer.rows)} & {*pairs(answer.last_known), *pairs(answer.first_known)}


@quick
@given(world_of_custody, day_asked)
def test_denials_and_plans_make_no_row(statements: list[StoredStatement], day: date) -> None:
    answer = on(statements, day)
    for row in (*answer.rows, *answer.last_known, *answer.first_known):
        assert all(s.polarity == "asserts" and s.mode != "intended" for s in row.statements)


@quick
@given(world_of_custody, day_asked)
def test_the_order_of_statements_changes_no_row(statements: list[StoredStatement], day: date) -> None:
    def told(rows: list[HolderRow]) -> list[tuple[object, ...]]:
        return [(r.holder, r.held, r.support and r.support.kind, r.gained, r.lost, r.denials, r.basis) for r in rows]

    assert told(on(statements, day).rows) == told(on(statements[::-1], day).rows)


@pytest.mark.parametrize("day", sorted(lake.RIGHT))
def test_the_tiny_world_has_its_right_answers(day: str) -> None:
    assert lake.told(on(lake.STATEMENTS, date.fromisoformat(day))) == lake.RIGHT[day]


def test_a_certain_row_shows_the_count_of_a_sighting_five_days_ago() -> None:
    row = one(
        [
            said("crow", "holds", "ash", valid="2014/.."),
            said("daw", "holds 150", "ash", observed="2026-01-31"),
            said("daw", "holds 144", "ash", observed="2025-06-01"),
        ]
    )
    assert row.support is not None
    assert row.support.kind == "certain"
    assert row.count is not None
    assert row.count[0] == (150, 150)
    assert [counted.days_off for counted in row.counts] == [5, 249]


def test_the_count_is_the_hull_in_the_widest_scope_and_other_scopes_are_beside_it() -> None:
    row = one(
        [
            said("crow", "holds 100", "ash", observed="2026-02-05", at="fort"),
            said("crow", "holds 7000", "ash", observed="2026-02-01", key="one"),
            said("daw", "holds about 7000", "ash", observed="2026-02-01", key="two"),
            said("daw", "holds up to 9000", "ash", observed="2026-02-01", kind="peak"),
        ]
    )
    assert row.count is not None
    assert row.count[0] == (6500, 7500)
    assert {counted.count.wording for counted in row.counts} == {"100", "7000", "about 7000", "up to 9000"}
    assert not row.counts_disagree


def test_two_counts_of_one_scope_on_one_day_that_cannot_both_be_true_disagree() -> None:
    def counts(first: str, second: str, **other: str) -> bool:
        a = said("crow", f"holds {first}", "ash", observed="2026-02-05")
        b = said("daw", f"holds {second}", "ash", **{"observed": "2026-02-05", **other})  # type: ignore[arg-type]
        return one([a, b]).counts_disagree

    assert counts("7000", "nearly 7000")
    assert not counts("7000", "about 7000")
    assert not counts("7000", "144", at="fort")
    assert not counts("7000", "144", unit="families")
    assert not counts("150", "144", observed="2026-02-04")


def test_counts_of_one_event_disagree_whatever_the_days() -> None:
    a = said("crow", "holds 150", "ash", observed="2026-02-05", about="march")
    b = said("daw", "holds 144", "ash", observed="2026-02-04", about="march")
    assert one([a, b]).counts_disagree


def test_a_count_of_several_groups_together_is_none_of_each() -> None:
    rows = on([said("crow", "holds 150", "ash", ("boys", "men"), observed="2026-02-05")]).rows
    assert [(row.held, row.count, len(row.counts)) for row in rows] == [("boys", None, 1), ("men", None, 1)]


def test_one_who_only_guards_stands_in_the_holders_row() -> None:
    statements = [
        said("crow", "holds 150", "ash", observed="2026-02-01"),
        said("daw", "guards", ("ash", "birch"), observed="2026-02-02"),
    ]
    assert [(row.holder, row.joint_with, row.capacities) for row in on(statements).rows] == [
        ("ash", ("birch",), ("authority", "guards"))
    ]
    own = build_custody(statements, DAY, DAY, asked_holders=frozenset({"birch"}))
    assert pairs(own.rows) == [("ash", "lake-men"), ("birch", "lake-men")]


def test_a_guard_whom_no_row_shows_keeps_a_row() -> None:
    alone = [said("crow", "holds", "ash", observed="2026-02-01"), said("daw", "guards", "birch", observed="2026-02-02")]
    assert pairs(on(alone).rows) == [("ash", "lake-men"), ("birch", "lake-men")]
    both_guard = [said("daw", "guards", ("ash", "birch"), observed="2026-02-02")]
    assert pairs(on(both_guard).rows) == [("ash", "lake-men"), ("birch", "lake-men")]


def test_a_gain_makes_a_possible_holder_and_never_a_certain_one() -> None:
    gain = said("crow", "transfers 100", on="2026-02-05", to_holder="birch")
    row = one([gain])
    assert row.support is not None
    assert (row.support.kind, row.basis, row.gained and row.gained[:2]) == (
        "within",
        "moved",
        ((100, 100), "flow"),
    )
    row = one([gain, said("daw", "holds", "birch", observed="2026-02-05")])
    assert row.support is not None
    assert (row.support.kind, row.basis) == ("certain", "stated")


@pytest.mark.parametrize(
    ("loss", "left"),
    [
        ({"words": "transfers 150"}, []),
        ({"words": "transfers 100"}, ["ash"]),
        ({"words": "transfers", "whole": True}, []),
        ({"words": "transfers"}, ["ash"]),
        ({"words": "transfers about 150"}, ["ash"]),
        # the count of an undertaking that has begun, and figures that add up from some earlier day
        ({"words": "transfers 150", "mode": "under_way"}, ["ash"]),
        ({"words": "transfers", "whole": True, "mode": "under_way"}, ["ash"]),
        ({"words": "transfers 150", "kind": "cumulative"}, ["ash"]),
        ({"words": "transfers 150", "unit": "families"}, ["ash"]),
        ({"words": "transfers 150", "from_holder": ("ash", "birch")}, ["ash"]),
        ({"words": "transfers 150", "mode": "intended"}, ["ash"]),
    ],
)
def test_a_loss_ends_a_holding_only_if_it_is_of_all_that_were_counted(loss: dict[str, object], left: list[str]) -> None:
    held = said("crow", "holds 150", "ash", observed="2026-01-20")
    gone = said("daw", on="2026-01-21", **{"from_holder": "ash", **loss})  # type: ignore[arg-type]
    answer = on([held, gone])
    assert [row.holder for row in answer.rows] == left
    assert [row.holder for row in answer.last_known] == ([] if left else ["ash"])


def test_a_loss_of_one_camps_people_does_not_end_the_holding_of_all() -> None:
    answer = on(
        [
            said("crow", "holds 7000", "ash", observed="2026-01-10"),
            said("crow", "holds 150", "ash", observed="2026-01-15", at="fort"),
            said("crow", "transfers 150", on="2026-01-20", from_holder="ash", from_place="fort"),
        ]
    )
    assert pairs(answer.rows) == [("ash", "lake-men")]


def test_who_lost_all_on_the_day_they_were_seen_holds_nobody_after() -> None:
    answer = on(
        [
            said("crow", "holds 150", "ash", observed="2026-01-20"),
            said("crow", "transfers 150", on="2026-01-20", from_holder="ash"),
        ]
    )
    assert answer.rows == []


def test_a_loss_of_all_by_some_day_ends_what_was_seen_before_that_day() -> None:
    held = said("crow", "holds 41", "ash", observed="2026-01-20")
    freed = said("crow", "releases 41", "ash", on="[..2026-01-25]")
    (last,) = on([held, freed]).last_known
    assert (on([held, freed]).rows, last.ended) == ([], date(2026, 1, 25))
    # on a day before, they may be held still
    assert [row.holder for row in on([held, freed], date(2026, 1, 24)).rows] == ["ash"]
    # fewer than were counted; and people who were seen later
    assert [row.holder for row in on([held, said("crow", "releases 20", "ash", on="[..2026-01-25]")]).rows] == ["ash"]
    later = said("crow", "holds 41", "ash", observed="2026-02-01")
    assert [row.holder for row in on([later, freed]).rows] == ["ash"]


def test_who_denies_a_number_does_not_deny_that_they_were_held() -> None:
    held = said("crow", "holds 40", "ash", observed="2026-02-05")
    assert one([held, said("ash", "holds 40", "ash", observed="2026-02-05", polarity="denies")]).denials == ()
    assert one([held, said("ash", "holds", "ash", observed="2026-02-05", polarity="denies")]).denials


def test_a_loss_from_nobody_named_lowers_holders_there_by_nothing_up_to_all_of_it() -> None:
    statements = [
        said("crow", "holds 150", "ash", observed="2026-01-20", at="fort"),
        said("crow", "holds 150", "birch", observed="2026-01-20", at="lake"),
        said("daw", "escapes 30", on="2026-01-25", from_place="fort"),
    ]
    assert [(row.holder, row.lost and row.lost[:2]) for row in on(statements).rows] == [
        ("ash", ((30, 30), "flow")),
        ("birch", None),
    ]
    gone = said("daw", "escapes 150", on="2026-01-25", from_place="fort", whole=True)
    assert [row.holder for row in on([*statements, gone]).rows] == ["ash", "birch"]


def test_whoever_gave_away_as_many_as_came_holds_nobody() -> None:
    came = said("crow", "captures 4", "ash", on="2026-01-20")
    gone = said("daw", "transfers 4", on="2026-01-25", from_holder="ash", to_holder="birch")
    assert [row.holder for row in on([came, gone]).rows] == ["birch"]
    assert [row.holder for row in on([came, gone], date(2026, 1, 24)).rows] == ["ash"]
    # fewer, or as many of more who may have come by then, of others held there, or after some on an unknown day
    fewer = said("daw", "transfers 3", on="2026-01-25", from_holder="ash", to_holder="birch")
    more = said("crow", "captures 2", "ash", on="2026-01-24")
    held = said("crow", "holds", "ash", observed="2026-01-19")
    perhaps = said("crow", "captures 2", "ash", on="2026-01-22/2026-01-31")
    uncounted = said("crow", "captures", "ash", on="2026-01-24")
    for statements in ([came, fewer], [came, more, gone], [came, held, gone], [came, perhaps, gone]):
        assert [row.holder for row in on(statements).rows] == ["ash", "birch"]
    assert [row.holder for row in on([came, uncounted, gone]).rows] == ["ash", "birch"]
    # who came later is there still
    later = said("crow", "captures 2", "ash", on="2026-01-30")
    assert [row.holder for row in on([came, gone, later]).rows] == ["ash", "birch"]


def test_gains_add_up_from_all_being_one_to_all_being_distinct() -> None:
    def gained(*flows: StoredStatement) -> object:
        found = on(flows).rows[0].gained
        return found and found[:2]

    first = said("crow", "captures 100", "ash", on="2026-01-20")
    second = said("daw", "captures 150", "ash", on="2026-01-21")
    assert gained(first, second) == ((150, 250), "flow")  # of two speakers: one report is right on its own
    reported = [
        said(who, f"captures {n}", "ash", on="2026-01-20", about="march") for who, n in (("crow", 100), ("daw", 150))
    ]
    assert gained(*reported) == ((100, 150), "flow")
    # of the whole undertaking, or still to come
    assert gained(said("crow", "captures 7000", "ash", on="2026-01-20", mode="under_way")) is None
    assert gained(first, said("daw", "captures 150", "ash", on="2026-02-06")) == ((100, 100), "flow")
    assert gained(said("daw", "captures 150", "ash", on="2026-02-01/2026-02-28")) == ((0, 150), "flow")
    assert gained(said("daw", "captures 150", ("ash", "ashen"), on="2026-01-20"), first) == ((100, 250), "flow")


def test_a_cumulative_figure_stands_instead_of_flows() -> None:
    row = one(
        [
            said("crow", "captures 500", "ash", on="2026-01-20", kind="cumulative"),
            said("crow", "captures about 2000", "ash", on="2026-02-01", kind="cumulative"),
            said("daw", "captures 900", "ash", on="2026-01-25"),
        ]
    )
    assert row.gained
    assert row.gained[:2] == ((1800, 2200), "cumulative")


def test_joint_holdings_are_in_the_total_once() -> None:
    joint = said("crow", "holds 100", ("ash", "birch"), observed="2026-02-05")
    other = said("crow", "holds 50", "cedar", observed="2026-02-05")
    assert sum_holders(on([joint, other]).rows) == ((150, 150), None)


@pytest.mark.parametrize(
    ("statements", "reason"),
    [
        ([said("crow", "holds", "ash", observed="2026-02-05")], NoTotal(NoTotalReason.UNCOUNTED, ("ash",))),
        (
            [said("crow", "holds 30", "ash", observed="2026-02-05", unit="families")],
            NoTotal(NoTotalReason.OTHER_UNIT, ("ash",), unit="families"),
        ),
        (
            [said("crow", "holds 30", "ash", whom, observed="2026-02-05") for whom in ("boys", "men")],
            NoTotal(NoTotalReason.SEVERAL_GROUPS),
        ),
        (
            [said("crow", "holds 30", who, observed="2026-02-05") for who in (("ash", "birch"), ("birch", "cedar"))],
            NoTotal(NoTotalReason.SHARED_COUNTS, ("birch",)),
        ),
    ],
)
def test_without_a_total_there_is_a_reason(statements: list[StoredStatement], reason: NoTotal) -> None:
    assert sum_holders(on(statements).rows) == (None, reason)


def test_counts_of_days_apart_are_not_added_and_the_reason_names_both() -> None:
    early = said("crow", "holds 100", "ash", observed="2026-02-03")
    late = said("crow", "holds 50", "birch", observed="2026-02-05")
    days = (date(2026, 2, 3), date(2026, 2, 5))
    reason = NoTotal(NoTotalReason.OTHER_DAYS, ("ash", "birch"), days=days)
    assert sum_holders(on([early, late]).rows) == (None, reason)
    meeting = said("crow", "holds 100", "ash", observed="2026-02-03/2026-02-05")
    assert sum_holders(on([meeting, late]).rows) == ((150, 150), None)


@pytest.mark.parametrize(("parts", "expected"), [("exhaustive", (150, 150)), ("disjoint", None), (None, None)])
def test_parts_that_are_all_of_a_group_and_have_nobody_in_common_make_its_total(
    parts: str | None, expected: tuple[int, int] | None
) -> None:
    links = [replace(said("atlas", "part_of", part, "all", valid="2020/.."), parts=parts) for part in ("boys", "men")]
    boys, men = (
        said("crow", f"holds {n}", "ash", who, observed="2026-02-05") for n, who in ((50, "boys"), (100, "men"))
    )
    assert sum_holders(on([boys, men]).rows, "all", links)[0] == expected
    assert sum_holders(on([boys]).rows, "all", links)[0] is None
    assert sum_holders(on([boys, men]).rows, "boys", links)[0] == (50, 50)


def test_a_flight_that_a_judgement_makes_one_is_gained_once() -> None:
    reports = [said(who, f"captures {n}", "ash", on="2026-01-20", key=who) for who, n in (("crow", 100), ("daw", 150))]
    judgement = Judgement(id="one", ids=("crow", "daw"), verdict="positive", by="x", on="2026-02-01", why="one raid")
    (row,) = build_custody(reports, DAY, DAY, judgements=[judgement]).rows
    assert row.gained
    assert row.gained[:2] == ((100, 150), "flow")


def test_no_rows_have_no_total_and_need_no_reason() -> None:
    assert sum_holders([]) == (None, None)


def test_a_denial_of_the_same_contests_and_a_general_one_says_so() -> None:
    held = said("crow", "holds", "ash", observed="2026-02-05", terms=("convicted",))
    denial = said("daw", "holds", "ash", observed="2026-02-05", polarity="denies", key="denial")
    assert [(d.said_by, d.scope) for d in one([held, denial]).denials] == [("daw", "specific")]
    general = answered(held, "daw", "denies", "general", key="denial")
    assert [(d.said_by, d.scope) for d in one([general, denial]).denials] == [("daw", "general")]
    assert one([said("crow", "holds", "ash", observed="2026-02-05"), held]).denials == ()
    plan = said("daw", "holds", "ash", observed="2026-02-05", polarity="denies", mode="intended")
    assert one([held, plan]).denials == ()


def test_a_denial_on_some_terms_contests_only_those() -> None:
    denial = said("daw", "holds", "ash", observed="2026-02-05", polarity="denies", terms=("convicted",))
    assert one([said("crow", "holds", "ash", observed="2026-02-05"), denial]).denials == ()
    assert one([said("crow", "holds", "ash", observed="2026-02-05", terms=("convicted",)), denial]).denials


def test_only_the_same_speaker_corrects_a_statement() -> None:
    new = said("crow", "holds 144", "ash", observed="2026-02-05", key="new")
    old = said("crow", "holds 150", "ash", observed="2026-02-05", key="old")
    assert one([answered(old, "crow", "corrects", key="new"), new]).count[0] == (144, 144)  # type: ignore[index]
    row = one([answered(old, "daw", "corrects", key="new"), new])
    assert row.count is not None
    assert (row.count[0], row.counts_disagree) == ((144, 150), True)


def test_a_gap_longer_than_asked_for_is_not_bridged() -> None:
    seen = [said("crow", "holds", "ash", observed=day) for day in ("2025-12-01", "2026-03-01")]
    assert [row.support.kind for row in on(seen).rows if row.support] == ["between"]
    assert [row.support.kind for row in on(seen, max_gap_days=66).rows if row.support] == ["after"]
    assert on(seen, max_gap_days=65).rows == []


def test_who_was_moved_away_is_held_elsewhere_and_lost_here() -> None:
    march = said(
        "crow", "transfers 100", on="2026-01-20", from_holder="ash", from_place="fort", to_holder="elm", to_place="mill"
    )
    before = said("crow", "holds 300", "ash", observed="2026-01-10", at="fort")
    at_large = said("daw", "holds", "oak", observed="2026-01-10")

    def at(place: str) -> Custody:
        return build_custody([march, before, at_large], DAY, DAY, places=frozenset({place}))

    assert pairs(at("fort").rows) == [("ash", "lake-men"), ("oak", "lake-men")]  # oak's place nobody names
    assert (at("fort").rows[0].lost or ())[:2] == ((100, 100), "flow")
    assert pairs(at("mill").rows) == [("elm", "lake-men"), ("oak", "lake-men")]
    assert (at("mill").rows[0].gained or ())[:2] == ((100, 100), "flow")
    assert not at("mill").last_known


CELL_IN_FORT = Containment([said("atlas", "located_in", "cell", "fort", valid="2020/..")])


@pytest.mark.parametrize(
    ("counted_at", "left", "lost"),
    [
        ("fort", "fort", (8, 8)),
        ("fort", "cell", (0, 8)),  # the cell lies in the fort: they may have been there
        ("cell", "fort", (0, 8)),  # some left the fort, in which the cell lies
        ("lake", "cell", None),
    ],
)
def test_whoever_may_have_been_in_a_place_may_have_lost_who_left_it(
    counted_at: str, left: str, lost: tuple[int, int] | None
) -> None:
    counted = said("crow", "holds 100", "ash", observed="2026-01-01", at=counted_at)
    moved = said("crow", "transfers 8", on="2026-01-05", from_place=left)
    (row,) = build_custody([counted, moved], DAY, DAY, within=CELL_IN_FORT).rows
    assert (row.lost and row.lost.range) == lost


def test_of_two_one_of_whom_holds_inside_the_place_that_people_left_neither_lost_all_of_them() -> None:
    at_fort = said("crow", "holds 100", "ash", observed="2026-01-01", at="fort")
    in_cell = said("crow", "holds 20", "birch", observed="2026-01-01", at="cell")
    moved = said("crow", "transfers 8", on="2026-01-05", from_place="fort")
    rows = build_custody([at_fort, in_cell, moved], DAY, DAY, within=CELL_IN_FORT).rows
    assert [row.lost and row.lost.range for row in rows] == [(0, 8), (0, 8)]
