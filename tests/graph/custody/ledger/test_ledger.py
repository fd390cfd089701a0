"""Ledgers of small worlds, worked out by hand; and that no history that the reports allow lies outside the bounds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.custody.ledger.ledger import Ledger, LedgerPeriod, build_ledger
from graph.custody.ledger.question import compare_parts
from graph.custody.ledger.reason_facts import LedgerReason
from graph.custody.ledger.reason_facts import LedgerReasonKind as Kind
from graph.custody.ledger.reasons import explain_lines, explain_open
from graph.dates.validity import read_event
from graph.model.counts import Range
from graph.model.judgements import Judgement
from graph.model.sources import MovesClaim
from graph.model.statement import StoredStatement
from tests.world.builder import GROUP, said

quick = settings(deadline=None, derandomize=True, max_examples=150)
OPENING = said("crow", "holds 1000", "ash", observed="2026-01-10", key="opening")
NEXT = said("crow", "holds 400", "ash", observed="2026-01-31", key="next")


def of(
    *statements: StoredStatement, judgements: Sequence[Judgement] = (), links: Sequence[StoredStatement] = ()
) -> Ledger:
    return build_ledger(statements, GROUP, judgements=judgements, links=links)


def rows(*statements: StoredStatement, **more: Sequence[Judgement]) -> list[LedgerPeriod]:
    return of(*statements, **more).rows


def ash(*statements: StoredStatement, **more: Sequence[Judgement]) -> LedgerPeriod:
    """The first row of ash alone."""
    return next(row for row in rows(*statements, **more) if row.scope.holders == ("ash",))


def went(words: str, day: str, key: str | None = None, **more: str) -> StoredStatement:
    return said("daw", f"transfers {words}".strip(), on=day, from_holder="ash", to_holder="birch", key=key, **more)


def judged(verdict: str, *statements: StoredStatement) -> Judgement:
    ids = tuple(statement.key for statement in statements)
    return Judgement(id="-".join(ids), ids=ids, verdict=verdict, by="x", on="2026-02-01", why="tail number")


def part(of_whole: str, link: str, kind: str | None = None) -> StoredStatement:
    return replace(said("atlas", "part_of", of_whole, link, valid="2020/.."), parts=kind)


FLIGHT = [
    went("150", "2026-01-21", "centcom-150"),
    went("144", "2026-01-21", "general-144"),
    went("150", "2026-01-22", "spokesman-150"),
    went("150", "2026-01-20", "agency-150"),
]


@pytest.mark.parametrize(
    ("judgements", "lost", "unaccounted"),
    [
        # one speaker reports 150 on each of three days, and 144 on a day of one of them
        ([], (450, 594), (6, 150)),
        ([judged("unsure", *FLIGHT)], (450, 594), (6, 150)),
        ([judged("positive", *FLIGHT)], (144, 150), (450, 456)),
        ([judged("negative", *FLIGHT)], (594, 594), (6, 6)),
    ],
)
def test_one_flight_told_four_ways(judgements: list[Judgement], lost: Range, unaccounted: Range) -> None:
    row = ash(OPENING, *FLIGHT, NEXT, judgements=judgements)
    assert (row.losses.range, row.unaccounted, row.closes) == (lost, unaccounted, "open")
    assert row.gains.range == (0, 0)
    (other,) = [row for row in rows(OPENING, *FLIGHT, NEXT, judgements=judgements) if row.scope.holders == ("birch",)]
    assert (other.opening, other.gains.range, other.closes) == (None, lost, "open")


@pytest.mark.parametrize(
    ("day", "lost", "told"),
    [
        ("2026-01-09", (0, 0), None),
        ("2026-01-10", (0, 600), Kind.ON_OPENING),
        ("2026-01-11", (600, 600), ""),
        ("2026-01-30", (600, 600), ""),
        ("2026-01-31", (0, 600), Kind.ON_CLOSING),
        ("2026-01-05/2026-01-12", (0, 600), Kind.PERHAPS_BEFORE),
        ("2026-01", (0, 600), Kind.PERHAPS_BEFORE),
        ("2026-02-01", (0, 0), None),
    ],
)
def test_a_move_counts_for_certain_only_strictly_between_the_counts(
    day: str, lost: Range, told: Kind | str | None
) -> None:
    found = of(OPENING, went("600", day), NEXT)
    row = next(row for row in found.rows if row.start and row.scope.holders == ("ash",))
    assert row.losses.range == lost
    lines = row.losses.lines
    assert len(lines) == (told is not None)
    kinds = [[reason.kind for reason in reasons[:1]] for reasons in explain_lines(found, row, "loses", lines)]
    assert kinds == [[told] if told else []] * len(lines)
    assert row.closes == ("open" if told is None else "yes")


def test_openings_of_one_day_are_alternatives_and_each_is_set_against_each_next_count() -> None:
    other = said("daw", "holds 700", "ash", observed="2026-01-10", key="other")
    later = said("daw", "holds 100", "ash", observed="2026-01-31", key="later")
    row = ash(OPENING, other, went("600", "2026-01-20"), NEXT, later)
    assert (row.opening, row.closing, row.expected) == ((700, 1000), (100, 400), (100, 400))
    told = {
        (row.openings[c.opening].key, row.closings[c.closing].key): (c.unaccounted, c.closes) for c in row.combinations
    }
    assert told == {
        ("opening", "next"): ((0, 0), "yes"),
        ("opening", "later"): ((300, 300), "open"),
        ("other", "next"): ((-300, -300), "open"),
        ("other", "later"): ((0, 0), "yes"),
    }
    assert (row.unaccounted, row.closes) == ((-300, 300), "yes")


def test_a_period_ends_with_the_counts_that_no_other_count_lies_before() -> None:
    wide = said("daw", "holds 500", "ash", observed="2026-01-20/2026-02-20", key="wide")
    last = said("daw", "holds 300", "ash", observed="2026-02-25", key="last")
    found = rows(OPENING, NEXT, wide, last)
    assert [([s.key for s in row.openings], [s.key for s in row.closings]) for row in found] == [
        (["opening"], ["wide", "next"]),
        (["wide"], ["last"]),
        (["next"], ["last"]),
        (["last"], []),
    ]


def test_other_holders_places_and_units_are_other_ledgers() -> None:
    joint = said("crow", "holds 900", ("ash", "birch"), observed="2026-01-31")
    there = said("crow", "holds 300", "ash", observed="2026-01-31", at="fort")
    families = said("crow", "holds 90", "ash", observed="2026-01-31", unit="families")
    found = rows(OPENING, joint, there, families, went("20", "2026-02-03", unit="families"))
    # 20 families are nobody knows how many people, of the fort or of elsewhere
    assert {row.scope[:3]: (row.closes, row.losses.range) for row in found} == {
        (("ash",), (), "people"): ("open", (0, None)),
        (("ash", "birch"), (), "people"): ("open", (0, 0)),
        (("ash",), ("fort",), "people"): ("open", (0, None)),
        (("ash",), (), "families"): ("open", (20, 20)),
    }


def test_a_move_in_another_unit_is_a_move_of_nobody_knows_how_many() -> None:
    aside = went("20", "2026-01-20", "in-families", unit="families")
    found = of(OPENING, aside, NEXT)
    assert [s.key for s in found.others] == ["in-families"]
    row = found.rows[0]
    (line,) = row.losses.lines
    assert (line.kind, line.range, *explain_lines(found, row, "loses", row.losses.lines)) == (
        "uncounted", (0, None), [LedgerReason(Kind.IN_OTHER_UNITS, units=(("families", None),))],
    )  # fmt: skip
    assert (row.unaccounted, row.closes) == ((None, 600), "yes")
    assert [reason.why for reason in explain_open(row, found)] == [
        LedgerReason(Kind.MOVE_IN_OTHER_UNITS, units=(("families", None),))
    ]
    # it may be the one that others counted in people: that was no smaller for it
    assert ash(OPENING, aside, went("600", "2026-01-20"), NEXT).losses.range == (600, None)
    both = [aside, went("600", "2026-01-20", "in-people")]
    assert ash(OPENING, *both, NEXT, judgements=[judged("positive", *both)]).losses.range == (600, 600)
    sum_ = replace(aside, count=aside.count and replace(aside.count, kind="cumulative"))
    assert ash(OPENING, sum_, went("600", "2026-01-20"), NEXT).losses.range == (600, None)


def test_what_joint_holders_or_others_lost_is_up_to_all_of_it() -> None:
    shared = said("daw", "transfers 600", on="2026-01-20", from_holder=("ash", "birch"))
    assert ash(OPENING, shared, NEXT).losses.range == (0, 600)
    joint = [replace(s, roles={**s.roles, "subject": ("ash", "birch")}) for s in (OPENING, NEXT)]
    assert rows(joint[0], shared, joint[1])[0].losses.range == (600, 600)
    several = said("daw", "transfers 600", whom=(GROUP, "boys"), on="2026-01-20", from_holder="ash")
    assert ash(OPENING, several, NEXT).losses.range == (0, 600)


def test_a_loss_from_nobody_named_may_be_theirs_where_they_had_people() -> None:
    here, there = (said("daw", "escapes 600", on="2026-01-20", from_place=place) for place in ("fort", "lake"))
    at_fort = said("crow", "holds", "ash", observed="2025", at="fort")
    assert ash(OPENING, here, NEXT).losses.range == (0, 600)  # nobody says that theirs were elsewhere
    # one holder alone is said to hold them there then, so it is its loss
    assert ash(OPENING, here, NEXT, at_fort).losses.range == (600, 600)
    assert ash(OPENING, there, NEXT, at_fort).losses.range == (0, 0)
    assert ash(OPENING, said("daw", "escapes 600", on="2026-01-20"), NEXT).losses.range == (0, 600)
    mine = said("daw", "transfers 600", on="2026-01-20", to_holder="ash")
    assert (ash(OPENING, mine, NEXT).gains.range, ash(OPENING, mine, NEXT).losses.range) == ((600, 600), (0, 0))


def test_a_count_at_a_place_takes_the_moves_from_there() -> None:
    opening, next_one = (replace(s, roles={**s.roles, "at": ("fort",)}) for s in (OPENING, NEXT))
    cell = said("atlas", "located_in", "fort-cell", "fort", valid="2020/..")

    def lost(**roles: str) -> Range:
        return ash(opening, went("600", "2026-01-20", **roles), next_one, links=[cell]).losses.range

    assert lost(from_place="fort") == lost(from_place="fort-cell") == (600, 600)
    assert lost() == (0, 600)
    assert lost(from_place="lake") == (0, 0)
    # a cell of the fort lost all of them; of the fort, the cell lost perhaps some
    opening, next_one = (replace(s, roles={**s.roles, "at": ("fort-cell",)}) for s in (OPENING, NEXT))
    assert lost(from_place="fort") == (0, 600)


def test_numbers_without_a_limit_leave_it_open_and_are_named() -> None:
    thousands = said("crow", "holds thousands", "ash", observed="2026-01-10", key="thousands")
    found = of(thousands, NEXT)
    assert (found.rows[0].unaccounted, found.rows[0].closes) == ((1600, None), "open")
    found = of(OPENING, went("", "2026-01-20", "some"), NEXT)
    row = found.rows[0]
    assert (row.losses.range, row.unaccounted, row.closes) == ((0, None), (None, 600), "yes")
    assert [(reason.why, [s.key for s in reason.statements]) for reason in explain_open(row, found)] == [
        (LedgerReason(Kind.UNCOUNTED_MOVE), ["some"])
    ]
    everybody = said("daw", "transfers", on="2026-01-20", from_holder="ash", whole=True)
    assert ash(OPENING, everybody, NEXT).losses.range == (0, None)


def judging_reasons(found: Ledger, judgements: Sequence[Judgement] = ()) -> list[tuple[Kind, set[str]]]:
    reasons = explain_open(found.rows[0], found, judgements)
    kinds = (Kind.MISSING_JUDGEMENT, Kind.UNSURE_JUDGEMENT)
    return [(why.kind, {s.key for s in statements}) for why, statements in reasons if why.kind in kinds]


def test_reports_that_nobody_has_judged_leave_it_open() -> None:
    found = of(OPENING, *FLIGHT[:2], NEXT)
    names = {"centcom-150", "general-144"}
    assert judging_reasons(found) == [(Kind.MISSING_JUDGEMENT, names)]
    unsure = [judged("unsure", *FLIGHT[:2])]
    assert judging_reasons(found, unsure) == [(Kind.UNSURE_JUDGEMENT, names)]
    assert judging_reasons(of(OPENING, *FLIGHT[:2], NEXT, judgements=[judged("negative", *FLIGHT[:2])])) == []


def test_what_one_speaker_reports_of_different_days_needs_no_judgement() -> None:
    week = [went(str(n), f"2026-01-{day}", f"day-{day}") for n, day in ((5, 12), (7, 14), (3, 20))]
    found = of(OPENING, *week, NEXT)
    assert found.rows[0].losses.range == (15, 15)
    assert judging_reasons(found) == []
    assert [explain_lines(found, found.rows[0], "loses", found.rows[0].losses.lines)] == [[[], [], []]]
    # another speaker's report of a day of its own may be one of these moves
    other = replace(went("9", "2026-01-22", "other"), said_by="crow")
    found = of(OPENING, *week, other, NEXT)
    assert found.rows[0].losses.range == (15, 24)
    assert judging_reasons(found)[0][1] == {"day-12", "day-14", "day-20", "other"}


def test_each_row_of_a_source_with_distinct_rows_is_a_move() -> None:
    """5 and 7 on one day, 4 on the next: at least 11, as the first two may be one move; 16 where rows are distinct."""
    told = [went("5", "2026-01-12"), went("7", "2026-01-12"), went("4", "2026-01-13")]
    assert ash(OPENING, *told, NEXT).losses.range == (11, 16)
    distinct = build_ledger([OPENING, *told, NEXT], GROUP, distinct={told[0].dataset})
    assert distinct.rows[0].losses.range == (16, 16)
    assert judging_reasons(distinct) == []


def so_far(n: int, day: str, key: str, since: str | None = None) -> StoredStatement:
    found = went(str(n), day, key, kind="cumulative")
    assert found.count is not None
    return replace(found, count=replace(found.count, since=since))


def test_a_running_figure_counts_by_difference_and_flows_in_its_span_are_not_added() -> None:
    # of 10 that left on the day of the opening, some may have left after it
    earlier, before = so_far(1990, "2026-01-09", "k0"), so_far(2000, "2026-01-10", "k1")
    after = so_far(2500, "2026-01-25", "k2")
    row = ash(OPENING, earlier, before, went("150", "2026-01-21"), after, NEXT)
    assert row.losses.range == (500, 510)
    late = ash(OPENING, earlier, before, went("150", "2026-01-21"), after, went("100", "2026-01-26"), NEXT)
    assert (late.losses.range, late.closes) == ((600, 610), "yes")


def test_a_running_figure_counts_from_its_stated_beginning() -> None:
    row = ash(OPENING, so_far(600, "2026-01-25", "k", since="2026-01-11"), NEXT)
    assert (row.losses.range, row.closes) == ((600, 600), "yes")
    # begun on the day of the opening, or nobody says when: some of them may have left before
    for since in ("2026-01-10", None):
        assert ash(OPENING, so_far(600, "2026-01-25", "k", since=since), NEXT).losses.range == (0, 600)
    flows = went("150", "2026-01-21")
    assert ash(OPENING, flows, so_far(600, "2026-01-25", "k"), NEXT).losses.range == (150, 600)


def test_where_flows_make_more_than_the_figure_that_restates_them_both_stand() -> None:
    row = ash(OPENING, went("700", "2026-01-21"), so_far(600, "2026-01-25", "k", since="2026-01-11"), NEXT)
    assert row.losses.range == (600, 700)
    flow, figure = row.losses.lines
    assert (flow.kind, flow.range, figure.kind, figure.exceeded_by) == ("flow", (700, 700), "cumulative", (700, 700))


def test_parts_that_do_not_sum_to_their_whole_are_shown_beside_it() -> None:
    # 5,703 came, and 3,543 + 467 + 1,694 of them by nationality
    told = {GROUP: 5703, "syrians": 3543, "iraqis": 467, "others": 1694}
    counts = [said("court", f"holds {n}", "birch", who, observed="2026-02-14") for who, n in told.items()]
    links = [part(name, GROUP, "exhaustive") for name in ("syrians", "iraqis", "others")]
    (check,) = compare_parts(counts, GROUP, links)
    assert (check.sum, check.difference, check.agrees, check.exhaustive) == ((5704, 5704), (-1, -1), "no", True)
    (check,) = compare_parts(counts[:-1], GROUP, links)  # one of them is not counted
    assert (check.sum, check.difference, check.agrees, check.exhaustive) == (
        (4010, 4010), (1693, 1693), "possible", False,
    )  # fmt: skip
    assert compare_parts(counts, GROUP, [part("syrians", GROUP)]) == []


def test_moves_of_parts_count_for_the_whole_and_moves_of_others_do_not() -> None:
    flow = said("daw", "transfers 600", whom="syrians", on="2026-01-20", from_holder="ash")
    assert rows(OPENING, flow, NEXT)[0].losses.range == (0, 0)
    row = ash(OPENING, flow, NEXT, links=[part("syrians", GROUP)])  # type: ignore[arg-type]
    assert (row.losses.range, row.closes) == ((600, 600), "yes")


def test_what_a_speaker_took_back_and_what_is_planned_does_not_count() -> None:
    planned = went("600", "2026-01-20", mode="intended")
    assert ash(OPENING, planned, went("600", "2026-01-20", mode="under_way"), NEXT).losses.range == (0, 0)
    late = build_ledger([OPENING, went("600", "2026-01-20"), NEXT], GROUP, until=date(2026, 1, 15)).rows
    assert [(row.scope.holders, row.closes, row.losses.range) for row in late] == [(("ash",), "open", (0, 0))]


def test_only_what_enough_speakers_say_is_entered() -> None:
    reports = FLIGHT[:2]
    second = said("daw", "holds 1000", "ash", observed="2026-01-10")
    row = build_ledger(
        [OPENING, second, *reports, FLIGHT[2], NEXT],
        GROUP,
        judgements=[judged("positive", *reports)],
        backed=lambda told: len(told) > 1,
    ).rows[0]
    assert ([s.id for s in row.openings], row.closings) == ([OPENING.id, second.id], ())
    assert row.losses.range == (144, 150)


def test_what_a_figure_restates_has_its_predicate_and_its_parties() -> None:
    so_far = [went(str(n), day, kind="cumulative") for n, day in ((100, "2026-01-11"), (200, "2026-01-30"))]

    def came(*moves: StoredStatement) -> Range:
        counts = (
            said("crow", "holds 0", "birch", observed="2026-01-11"),
            said("crow", "holds 9", "birch", observed="2027"),
        )
        return next(
            row for row in rows(*counts, *so_far, *moves) if row.start and row.scope.holders == ("birch",)
        ).gains.range

    assert came() == (100, 200)  # of the first hundred, some may have come on the day of the count
    assert came(went("30", "2026-01-20")) == (100, 200)
    assert came(said("daw", "captures 20", "birch", on="2026-01-20")) == (120, 220)
    assert came(said("daw", "transfers 20", on="2026-01-20", from_holder="cedar", to_holder="birch")) == (120, 220)
    # nobody says from whom: it may be among them
    assert came(said("daw", "transfers 20", on="2026-01-20", to_holder="birch")) == (100, 220)
    assert came(said("daw", "transfers 20", on="2026-01-20", from_holder=("ash", "cedar"), to_holder="birch")) == (
        100,
        220,
    )
    assert came(went("20", "2026-01-20", unit="families")) == (100, 200)


def test_figures_in_another_order_of_days_are_alternatives_not_a_sum() -> None:
    wide, sharp = went("200", "2026-01-15/2026-01-25", kind="cumulative"), went("190", "2026-01-20", kind="cumulative")
    assert ash(OPENING, so_far(0, "2026-01-11", "k0"), wide, sharp, NEXT).losses.range == (190, 200)


def test_an_occurrence_is_that_of_all_its_reports_whether_they_name_both_sides_or_not() -> None:
    silent = said("daw", "transfers 144", on="2026-01-21", to_holder="birch", key="silent")
    full = went("150", "2026-01-20", "full")
    row = ash(OPENING, silent, full, NEXT, judgements=[judged("positive", silent, full)])
    assert row.losses.range == (144, 150)
    other = said("daw", "transfers 144", on="2026-01-21", from_holder="cedar", to_holder="birch", key="other")
    row = ash(OPENING, other, full, NEXT, judgements=[judged("positive", other, full)])
    assert row.losses.range == (0, 150)  # they do not agree whose people these were


def test_what_a_holder_moves_to_itself_changes_nothing() -> None:
    inside = said("daw", "transfers 600", on="2026-01-20", from_holder="ash", to_holder="ash")
    row = ash(OPENING, inside, NEXT)
    assert (row.gains.range, row.losses.range, row.unaccounted) == ((0, 0), (0, 0), (600, 600))
    joint = [replace(s, roles={**s.roles, "subject": ("ash", "birch")}) for s in (OPENING, NEXT)]
    row = rows(joint[0], went("600", "2026-01-20"), joint[1])[0]
    assert (row.gains.range, row.losses.range) == ((0, 0), (0, 0))
    # from one of its places to another it does
    at_fort = [replace(s, roles={**s.roles, "at": ("fort",)}) for s in (OPENING, NEXT)]
    out = replace(inside, roles={**inside.roles, "from_place": ("fort",), "to_place": ("lake",)})
    row = ash(at_fort[0], out, at_fort[1])
    assert (row.gains.range, row.losses.range) == ((0, 0), (600, 600))


def test_a_report_of_a_day_outside_is_of_another_move_unless_somebody_judges_it_the_same() -> None:
    inside, later = went("600", "2026-01-20", "inside"), went("600", "2026-02-20", "later")
    assert ash(OPENING, inside, later, NEXT).losses.range == (600, 600)
    same = [judged("positive", inside, later)]
    assert ash(OPENING, inside, later, NEXT, judgements=same).losses.range == (0, 600)
    touching = went("100", "2026-01-31", "touching")  # perhaps of after the count; what others report stays sure
    assert ash(OPENING, inside, touching, NEXT).losses.range == (600, 700)


day = st.sampled_from(["2026-01-09", "2026-01-10", "2026-01-11", "2026-01-15", "2026-01-15/2026-02-05", "2026-01-31"])
wording = st.sampled_from(["10", "20", "at least 10", "up to 20", "about 30", ""])
flows = st.lists(st.tuples(wording, day), max_size=4)


@quick
@given(flows, st.integers(0, 3), wording.filter(bool), wording.filter(bool))
def test_a_wider_count_never_narrows_what_is_unaccounted_for(
    moves: list[tuple[str, str]], which: int, opening: str, closing: str
) -> None:
    stocks = [
        said("crow", f"holds {words}", "ash", observed=on)
        for words, on in ((opening, "2026-01-10"), (closing, "2026-01-31"))
    ]
    told = [*stocks, *(went(*move) for move in moves)]
    one = told[which % len(told)]
    wider = replace(one, count=one.count and replace(one.count, min=one.count.min // 2, max=None))
    narrow, wide = (ash(*found).unaccounted for found in (told, [wider if s is one else s for s in told]))
    assert narrow is not None
    assert wide is not None
    assert wide[0] is None or (narrow[0] is not None and wide[0] <= narrow[0])
    assert wide[1] is None or (narrow[1] is not None and narrow[1] <= wide[1])


small = st.tuples(st.integers(0, 3), st.integers(0, 2)).map(lambda pair: (pair[0], pair[0] + pair[1]))
apart_day = st.sampled_from(
    ["2026-01-09", "2026-01-10", "2026-01-20", "2026-01-31", "2026-02-01", "2026-01-20/2026-01-31"]
)


def counted(statement: StoredStatement, range_: Range) -> StoredStatement:
    assert statement.count is not None
    return replace(statement, count=replace(statement.count, min=range_[0], max=range_[1]))


@quick
@given(small, small, st.lists(st.tuples(small, apart_day, st.booleans()), max_size=3))
def test_no_history_that_the_reports_allow_lies_outside_the_bounds(
    opening: Range, closing: Range, told: list[tuple[Range, str, bool]]
) -> None:
    """All choices of numbers, of days (a move on a day of a count was before or after it), and of which reports of one
    day tell of one move. One speaker tells all of them, so reports of other days tell of other moves."""
    moves = []
    for range_, on, comes in told:
        move = went("1", on) if not comes else said("daw", "transfers 1", on=on, from_holder="birch", to_holder="ash")
        moves.append(counted(move, range_))
    row = ash(counted(OPENING, opening), *moves, counted(NEXT, closing))
    assert row.unaccounted is not None
    low, high = row.unaccounted
    assert low is not None
    assert high is not None
    outside = ("2026-01-09", "2026-02-01")
    within = [(range_, on == "2026-01-20", 1 if comes else -1) for range_, on, comes in told if on not in outside]
    for parting in _partings([sign if sure else 0 for _, sure, sign in within]):
        ways = [_ways([within[i] for i in block]) for block in parting]
        for start, end, *deltas in product(_all(opening), _all(closing), *ways):
            assert low <= start + sum(deltas) - end <= high


def _ways(block: list[tuple[Range, bool, int]]) -> set[int]:
    """How many one move may have brought (or taken): a number of one of its reports, no fewer than any of them says."""
    least = max(range_[0] for range_, _, _ in block)
    numbers = {n for range_, _, _ in block for n in _all(range_) if n >= least}
    (_, sure, sign), *_ = block
    return {n * sign for n in numbers} | (set() if sure else {0})


def _all(range_: Range) -> range:
    assert range_[1] is not None
    return range(range_[0], range_[1] + 1)


def _partings(signs: list[int], first: int = 0) -> list[list[list[int]]]:
    """All ways to part reports, by their numbers, into moves; those of one move have one sign, and 0 stands alone."""
    if first == len(signs):
        return [[]]
    found = []
    for rest in _partings(signs, first + 1):
        found.append([[first], *rest])
        for number, block in enumerate(rest):
            if signs[first] and signs[block[0]] == signs[first]:
                found.append([*rest[:number], [first, *block], *rest[number + 1 :]])
    return found


def claim(**more: object) -> MovesClaim:
    fields = {"group": GROUP, "holders": ("ash",), "first": date(2026, 1, 1), "last": date(2026, 1, 31)}
    return MovesClaim(**{**fields, **more})  # type: ignore[arg-type]


COUNTS = (
    said("crow", "holds 1653", "ash", observed="2026-01-10"),
    said("crow", "holds 1706", "ash", observed="2026-01-20"),
)
ARRIVED = said("daw", "transfers 3", on="2026-01-12", from_holder="birch", to_holder="ash")


def test_silence_is_no_zero_unless_a_source_says_that_it_reports_every_move() -> None:
    """1,653, then 1,706, with one report of 3 arrivals: 50 came from nobody says where."""
    row = ash(*COUNTS, ARRIVED)
    assert (row.unaccounted, row.closes) == ((-50, -50), "open")
    found = build_ledger([*COUNTS, ARRIVED], GROUP, claims=[claim()])
    assert (found.rows[0].unaccounted, found.rows[0].closes) == ((-50, -50), "no")
    assert not [reason for reason in explain_open(found.rows[0], found) if reason.why.kind is Kind.UNEXPLAINED]


@pytest.mark.parametrize(
    ("claims", "closes"),
    [
        ([claim(first=date(2026, 1, 10), last=date(2026, 1, 20))], "no"),  # the days of both counts belong to it
        ([claim(first=date(2026, 1, 11))], "open"),
        ([claim(last=date(2026, 1, 19))], "open"),
        ([claim(last=date(2026, 1, 14)), claim(first=date(2026, 1, 15))], "no"),  # together they leave out no day
        ([claim(last=date(2026, 1, 14)), claim(first=date(2026, 1, 16))], "open"),
        ([claim(holders=("birch", "ash"))], "no"),
        ([claim(holders=("birch",))], "open"),
        ([claim(group="boys")], "open"),
        ([claim(places=("fort",))], "open"),  # they are counted at all places
    ],
)
def test_a_claim_counts_for_its_holders_group_and_days_alone(claims: list[MovesClaim], closes: str) -> None:
    assert build_ledger([*COUNTS, ARRIVED], GROUP, claims=claims).rows[0].closes == closes


def test_a_claim_about_a_place_holds_for_what_lies_in_it() -> None:
    cell = said("atlas", "located_in", "fort-cell", "fort", valid="2020/..")
    counts = [replace(s, roles={**s.roles, "at": ("fort-cell",)}) for s in COUNTS]
    for places, closes in ((("fort",), "no"), (("fort-cell",), "no"), ((), "no"), (("lake",), "open")):
        found = build_ledger(counts, GROUP, links=[cell], claims=[claim(places=places)])
        assert found.rows[0].closes == closes, places


def test_a_move_out_of_a_place_is_the_loss_of_whoever_alone_is_said_to_hold_there() -> None:
    """A prison with 30; 1, 2, 1 and, on the day of the next count, 11 leave, the state as agent; then 15."""
    counts = [
        said("crow", f"holds {n}", "state", observed=day, at="prison")
        for n, day in ((30, "2026-01-10"), (15, "2026-01-20"))
    ]
    left = [
        said("daw", f"transfers {n}", on=f"2026-01-{day}", agent="state", from_place="prison", key=f"left-{day}")
        for n, day in ((1, 12), (2, 14), (1, 16), (11, 20))
    ]
    found = build_ledger([*counts, *left], GROUP)
    row = found.rows[0]
    assert (row.losses.range, row.unaccounted, row.closes) == ((4, 15), (0, 11), "yes")
    (first, *_) = explain_lines(found, row, "loses", row.losses.lines)
    assert first == [LedgerReason(Kind.ONLY_HOLDER)]
    without = build_ledger([*counts, *(s for s in left if s.key != "left-14")], GROUP).rows[0]
    assert (without.unaccounted, without.closes) == ((2, 13), "open")
    # another holder there: perhaps it lost them
    guard = said("crow", "holds", "guard", observed="2026-01-11", at="prison")
    assert build_ledger([*counts, *left, guard], GROUP).rows[0].losses.range == (0, 15)


def test_only_counts_and_moves_of_the_days_asked_for_count() -> None:
    moves = [went(str(n), f"2020-{month}-01", f"month-{month}") for n, month in ((5, "01"), (7, "02"), (20, "06"))]
    back = said("daw", "transfers 3", on="2020-03-01", from_holder="birch", to_holder="ash")

    def of_days(since: str, until: str, *more: StoredStatement) -> dict[tuple[str, ...], list[tuple[Range, Range]]]:
        days = {"since": date.fromisoformat(since), "until": date.fromisoformat(until)}
        found: dict[tuple[str, ...], list[tuple[Range, Range]]] = {}
        for row in build_ledger([*moves, back, *more], GROUP, **days).rows:
            found.setdefault(row.scope.holders, []).append((row.gains.range, row.losses.range))
        return found

    assert of_days("2020-01-01", "2020-03-31") == {("ash",): [((3, 3), (12, 12))], ("birch",): [((12, 12), (3, 3))]}
    assert of_days("2020-01-02", "2020-02-29") == {("ash",): [((0, 0), (7, 7))], ("birch",): [((7, 7), (0, 0))]}
    # perhaps before, perhaps after
    vague = went("9", "2020-03/2020-04", "vague")
    assert of_days("2020-02-02", "2020-03-31", vague)["birch",] == [((0, 9), (3, 3))]
    # what came before the first count stands before it
    count = said("crow", "holds 12", "birch", observed="2020-02-15")
    assert of_days("2020-01-01", "2020-03-31", count)["birch",] == [((12, 12), (0, 0)), ((0, 0), (3, 3))]
    assert of_days("2020-03-01", "2020-03-31", count)["birch",] == [((0, 0), (3, 3))]


def all_through(words: str, days: str) -> StoredStatement:
    return replace(went(words, days), validity=read_event(days, spread=True))


def test_a_report_of_a_whole_period_holds_the_single_moves_in_it() -> None:
    total = all_through("100", "2026-01-11/2026-01-25")
    day = went("30", "2026-01-20", "day")
    row = ash(OPENING, total, day, NEXT)
    assert row.losses.range == (100, 100)
    later = went("10", "2026-01-27", "later")
    assert ash(OPENING, total, day, later, NEXT).losses.range == (110, 110)
    month = all_through("160", "2026-01-11/2026-01-30")  # holds the other total
    assert ash(OPENING, total, month, day, later, NEXT).losses.range == (160, 160)


def test_totals_over_periods_that_overlap_are_told_without_a_judgement_missing() -> None:
    """Two totals, of which neither holds the other: as they may tell of the same people, 40 to 70 left; no judgement
    on single moves would tell, so none is missing."""
    totals = [
        replace(went(number, days, days), validity=read_event(days, spread=True))
        for number, days in (("30", "2026-01-12/2026-01-20"), ("40", "2026-01-15/2026-01-25"))
    ]
    found = of(OPENING, *totals, NEXT)
    row = next(row for row in found.rows if row.scope.holders == ("ash",))
    assert row.losses.range == (40, 70)
    reasons = explain_lines(found, row, "loses", row.losses.lines)
    assert not any(one.kind is Kind.PERHAPS_SAME for some in reasons for one in some)


def test_where_a_report_names_the_loser_nobody_else_is_taken_for_it() -> None:
    """150 left the fort, where ash alone is said to hold; another report of the same flight says that birch lost them.
    Of ash nobody says that it lost any."""
    counted = said("crow", "holds 1000", "ash", observed="2026-01-10", at="fort")
    unnamed = said("crow", "transfers 150", on="2026-01-15", from_place="fort", about="flight")
    named = said("daw", "transfers 150", on="2026-01-15", from_holder="birch", about="flight")
    (row,) = [row for row in rows(counted, unnamed, named) if row.scope.holders == ("ash",)]
    assert row.losses.range == (0, 0)
    (row,) = [row for row in rows(counted, unnamed) if row.scope.holders == ("ash",)]
    assert row.losses.range == (150, 150)
