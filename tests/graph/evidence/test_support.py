"""Why something may hold on a day, on random evidence and by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph.dates.validity import is_certain, is_possible
from graph.dates.windows import Window, read_window
from graph.evidence.support import (
    Evidence,
    Support,
    find_known_certainty,
    find_support,
    make_gain_evidence,
    make_state_evidence,
    select_first_after,
    select_last_before,
)
from graph.model.statement import StoredStatement
from tests.world.builder import said
from tests.world.worlds import DAYS, day_asked, draw_times, some

quick = settings(deadline=None, derandomize=True, max_examples=300, suppress_health_check=list(HealthCheck))
DAY = date(2026, 2, 5)


@st.composite
def piece(draw: st.DrawFn) -> StoredStatement:
    name = draw(some(["holds", "holds", "guards", "captures"]))
    return said("crow", name, "ash", "men", said_on="2027-05-20", **draw_times(draw, name != "captures"))


@st.composite
def ending(draw: st.DrawFn) -> Window:
    one, two = sorted((draw(some(DAYS)), draw(some(DAYS))))
    return Window(one, two)


pieces = st.lists(piece(), max_size=5)
endings = st.lists(ending(), max_size=1)


def evidence_of(statements: list[StoredStatement]) -> list[Evidence]:
    return [make_gain_evidence(s) if s.predicate == "captures" else make_state_evidence(s) for s in statements]


def on(statements: list[StoredStatement], a: date = DAY, b: date | None = None, **more: int) -> Support | None:
    return find_support(evidence_of(statements), a, b or a, **more)  # type: ignore[arg-type]


def kind(statements: list[StoredStatement], a: date = DAY, **more: int) -> str | None:
    found = on(statements, a, a, **more)
    return found.kind if found else None


@quick
@given(pieces, day_asked, st.integers(0, 60), endings)
def test_a_reason_is_certain_if_one_statement_is_so_and_all_of_it_is_possible(
    statements: list[StoredStatement], a: date, length: int, ends: list[Window]
) -> None:
    b = a + timedelta(length)
    found = find_support(evidence_of(statements), a, b, ends)
    sure = [s for s in statements if s.validity.kind != "on" and is_certain(s.bounds, a, b)]
    assert (found is not None and found.kind == "certain") == bool(sure)
    if found:
        assert all(is_possible(item.bounds, a, b) for item in found.evidence)


@quick
@given(pieces, day_asked, endings)
def test_an_end_that_only_may_have_come_ends_nothing(
    statements: list[StoredStatement], day: date, ends: list[Window]
) -> None:
    before_all = [Window(date(2020, 1, 1), date(2040, 1, 1)) for _ in ends]
    assert find_support(evidence_of(statements), day, day, before_all) == find_support(
        evidence_of(statements), day, day
    )


@quick
@given(pieces, day_asked, endings)
def test_each_reason_has_the_evidence_that_it_names(
    statements: list[StoredStatement], day: date, ends: list[Window]
) -> None:
    found = find_support(evidence_of(statements), day, day, ends)
    assume(found is not None)
    assert found is not None
    best = [item.window for item in found.evidence[: found.best]]
    if found.kind == "within":
        assert all(seen.earliest <= day <= seen.latest for seen in best)
    if found.kind == "between":
        before = [seen for seen in best if seen.latest < day]
        after = [seen for seen in best if seen.earliest > day]
        assert before
        assert after
        # an end on the day on which people came does not end what then began
        seen = [item for item in found.evidence[: found.best] if item.window.latest < day and not item.derived]
        assert not any(
            item.window.latest <= end.earliest and end.latest < after[0].earliest for item in seen for end in ends
        )
    if found.kind == "after":
        assert all(0 < (day - seen.latest).days <= 365 for seen in best)


@quick
@given(pieces, day_asked, st.integers(0, 30), st.integers(0, 30))
def test_a_longer_question_is_no_less_certain(
    statements: list[StoredStatement], day: date, before: int, after: int
) -> None:
    if kind(statements, day) == "certain":
        assert kind(statements, day) == "certain"
        wider = on(statements, day - timedelta(before), day + timedelta(after))
        assert wider is not None
        assert wider.kind == "certain"
    if kind(statements, day) == "within":
        wider = on(statements, day - timedelta(before), day + timedelta(after))
        assert wider is not None
        assert wider.kind in ("certain", "within")


@quick
@given(pieces)
def test_nothing_stays_possible_for_ever(statements: list[StoredStatement]) -> None:
    assert on(statements, date(2035, 1, 1)) is None
    assert on(statements, date(2001, 1, 1)) is None


@quick
@given(pieces, day_asked)
def test_the_gap_is_what_the_best_evidence_lacks_of_certainty(statements: list[StoredStatement], day: date) -> None:
    found = on(statements, day)
    assume(found is not None)
    assert found is not None
    if found.kind == "certain":
        assert found.gap_days == 0
        return
    gaps = [
        max(0, (item.bounds.latest_start - day).days, (day - item.bounds.earliest_end).days)
        for item in found.evidence[: found.best]
    ]
    assert found.gap_days == min(gaps)


@pytest.mark.parametrize(
    ("times_of", "expected"),
    [
        ({"observed": "2026-02-05"}, "certain"),
        ({"observed": "2026-02"}, "within"),
        ({"observed": "2026-01-20"}, "after"),
        ({"observed": "2025-02-05"}, "after"),
        ({"observed": "2025-02-04"}, None),
        ({"observed": "2026-02-06"}, None),
        ({"valid": "2014/.."}, "certain"),
        ({"valid": "2014/..", "said_on": "2026-02-01"}, "after"),
        ({"valid": "2014/2026-02-04"}, None),
        ({"valid": "2026/.."}, "within"),
        # an end that nobody dates: seen only in the year in which it began
        ({"valid": "2026-01/"}, "after"),
        ({"valid": "2019/"}, None),
        # a start that nobody dates: known in the year in which it ended, unknown before
        ({"valid": "/2026"}, "within"),
        ({"valid": "/2027", "said_on": "2028-01-01"}, None),
    ],
)
def test_one_statement_supports_a_day_in_this_way(times_of: dict[str, str], expected: str | None) -> None:
    assert kind([said("crow", "holds", "ash", **times_of)]) == expected  # type: ignore[arg-type]


def test_between_needs_evidence_on_both_sides_and_no_end_between() -> None:
    before, after = (said("crow", "holds", "ash", observed=day) for day in ("2020", "2030-01-01"))
    assert kind([before, after]) == "between"
    assert kind([before]) is None
    assert kind([after]) is None
    ended = said("daw", "holds", "ash", valid="2019/2023")
    assert kind([before, after, ended]) is None
    # whoever stops guarding may still hold
    assert kind([before, after, said("daw", "guards", "ash", valid="2019/2023")]) == "between"
    # what ended before the first of the two, or after the second
    assert kind([before, after, said("daw", "holds", "ash", valid="2010/2012")]) == "between"
    later = said("daw", "holds", "ash", valid="2030/2031", said_on="2032-01-01")
    assert kind([before, after, later]) == "between"
    loss = [Window(date(2025, 1, 1), date(2025, 1, 1))]
    assert find_support(evidence_of([before, after]), DAY, DAY, loss) is None


def test_who_lost_all_on_the_last_day_they_were_seen_holds_nobody_after() -> None:
    seen = evidence_of([said("crow", "holds", "ash", observed="2026-02-01")])
    assert find_support(seen, DAY, DAY) is not None
    assert find_support(seen, DAY, DAY, [read_window("2026-02-01")]) is None
    assert find_support(seen, DAY, DAY, [read_window("2026-01-31")]) is not None
    both = [*seen, *evidence_of([said("crow", "holds", "ash", observed="2026-03-01")])]
    assert find_support(both, DAY, DAY, [read_window("2026-02-01")]) is None
    bridged = find_support(both, DAY, DAY, [read_window("2026-03-01")])
    assert bridged is not None
    assert bridged.kind == "between"
    # may have come after the day asked about
    assert find_support(seen, DAY, DAY, [read_window("2026-02")]) is not None


def test_the_longest_gap_asked_for_limits_between_and_replaces_staleness() -> None:
    before, after = (said("crow", "holds", "ash", observed=day) for day in ("2025-12-01", "2026-03-01"))
    assert kind([before, after], max_gap_days=90) == "between"
    assert kind([before, after], max_gap_days=89) == "after"
    assert kind([before, after], max_gap_days=65) is None
    assert kind([said("crow", "holds", "ash", observed="2020-01-01")], max_gap_days=4000) == "after"


def test_the_best_evidence_comes_first_and_the_rest_after_it() -> None:
    found = on(
        [
            said("crow", "holds", "ash", observed="2026-01-20", key="after"),
            said("crow", "holds", "ash", observed="2026-02", key="within"),
            said("crow", "holds", "ash", valid="2014/..", key="certain"),
            said("crow", "holds", "ash", observed="2020", key="stale"),
        ]
    )
    assert found is not None
    assert [item.statement.key for item in found.evidence] == ["certain", "within", "after"]
    assert (found.kind, found.best, found.gap_days) == ("certain", 1, 0)


def test_the_nearest_evidence_on_either_side_is_what_was_last_and_first_known() -> None:
    pieces_ = evidence_of(
        [said("crow", "holds", "ash", observed=day, key=day) for day in ("2020", "2021", "2028", "2029")]
    )
    assert [item.statement.key for item in select_last_before(pieces_, DAY, DAY)] == ["2021"]
    assert [item.statement.key for item in select_first_after(pieces_, DAY)] == ["2028"]
    assert select_last_before([], DAY, DAY) == select_first_after([], DAY) == []


def test_what_was_surely_public_on_some_day_of_the_period_is_known_for_certain() -> None:
    early, vague = (said("crow", "holds", "ash", observed="2026", known=day) for day in ("2026-02-04", "2026-02"))
    assert find_known_certainty([early, vague], read_window("2026-02-05")) == "certain"
    assert find_known_certainty([vague], read_window("2026-02-05")) == "possible"
    assert find_known_certainty([vague], read_window("2026-02")) == "certain"
    assert find_known_certainty([vague], None) == "certain"


def test_what_had_ended_by_a_day_is_there_on_no_day() -> None:
    over_by = date(2004, 7, 31)
    for valid in ({"start": "", "end": "[..2004-07-31]"}, {"start": "..", "end": "[..2004-07-31]"}):
        (item,) = evidence_of([said("crow", "holds", "ash", valid=valid, said_on="2005-06-03")])
        for day in (date(1990, 1, 1), date(2004, 7, 30), over_by, date(2004, 8, 1), date(2005, 6, 3)):
            assert find_support([item], day, day) is None
        before, after = over_by - timedelta(1), over_by + timedelta(1)
        assert (select_first_after([item], before), select_last_before([item], before, before)) == ([item], [])
        assert (select_first_after([item], over_by), select_last_before([item], over_by, over_by)) == ([], [item])
        assert select_last_before([item], before, after) == [item]  # a period that holds the day goes on after it


def test_a_state_of_which_no_day_is_told_was_over_by_the_day_on_which_it_was_told() -> None:
    (item,) = evidence_of([said("crow", "holds", "ash", valid="/", said_on="2005-06-03")])
    assert item.window == read_window("2005-06-03")
    assert find_support([item], date(2005, 6, 3), date(2005, 6, 3)) is None


def test_what_ended_on_a_known_day_is_there_until_then() -> None:
    (item,) = evidence_of([said("crow", "holds", "ash", valid="../2004-07-31", said_on="2005-06-03")])
    found = find_support([item], date(2004, 7, 31), date(2004, 7, 31))
    assert found is not None
    assert find_support([item], date(2004, 8, 1), date(2004, 8, 1)) is None
    assert not item.is_over


def test_what_only_a_coder_inferred_is_at_most_possible() -> None:
    stated_one = said("crow", "holds", "ash", valid="2026-01-01/..", said_on="2026-03-01")
    inferred = replace(stated_one, reading="inferred")
    found = [find_support(evidence_of([one]), DAY, DAY) for one in (stated_one, inferred)]
    assert [one.kind for one in found if one] == ["certain", "within"]
