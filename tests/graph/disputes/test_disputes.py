"""Where statements deny, correct or contradict one another."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.disputes.conflicts import has_clash
from graph.disputes.denials import find_denials
from graph.disputes.question import Dispute, collect_disputes
from graph.evidence.speakers import drop_retracted
from graph.model.counts import can_agree
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from tests.world.builder import answered, said
from tests.world.effort import calls


def whys(*statements: StoredStatement) -> list[str]:
    return sorted(dispute.why for dispute in collect_disputes(statements))


def held(words: str = "holds", speaker: str = "crow", **more: object) -> StoredStatement:
    return said(speaker, words, **{"who": "ash", "observed": "2026-01-20", **more})  # type: ignore[arg-type]


def moved(words: str, speaker: str = "crow", **more: object) -> StoredStatement:
    given = {"on": "2026-01-20", "about": "march", **more}
    return said(speaker, words, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stance", "why"), [("denies", "denied"), ("corrects", "corrected"), ("questions", "questioned")]
)
def test_a_response_disputes_what_it_responds_to(stance: str, why: str) -> None:
    reply = said("daw", "comments_on", "daw", "march", on="2026-02-01", key="reply")
    (dispute,) = collect_disputes([answered(held(key="told"), "daw", stance, key="reply"), reply])
    assert (dispute.why, [s.key for s in dispute.statements]) == (why, ["told", "reply"])


@pytest.mark.parametrize("stance", ["confirms", "qualifies", "declines"])
def test_a_response_that_denies_nothing_disputes_nothing(stance: str) -> None:
    reply = said("daw", "comments_on", "daw", "march", on="2026-02-01", key="reply")
    assert whys(answered(held(), "daw", stance, key="reply"), reply) == []


def test_a_denial_contradicts_what_says_as_much_at_an_overlapping_time() -> None:
    denial = held(speaker="daw", polarity="denies", key="denial")
    assert whys(held(), denial) == ["denied"]
    assert [d.statement for d in find_denials([held()], [denial])] == ["denial"]
    assert find_denials([held(whom="boys")], [denial]) == ()
    assert find_denials([held(who="birch")], [denial]) == ()
    # whoever held them nowhere did not hold them at the fort either; not so the other way round
    assert find_denials([held(at="fort")], [denial])
    assert find_denials([held()], [held(at="fort", polarity="denies")]) == ()
    apart = [
        held(valid=valid, observed=None, polarity=p) for valid, p in (("2010/2012", "asserts"), ("2014/2016", "denies"))
    ]
    assert find_denials(apart[:1], apart[1:]) == ()


def test_a_denial_of_what_is_under_way_denies_that_it_occurred_but_a_plan_denied_denies_no_deed() -> None:
    assert find_denials([held()], [held(mode="under_way", polarity="denies")])
    assert find_denials([held()], [held(mode="intended", polarity="denies")]) == ()
    assert find_denials([held(mode="intended")], [held(mode="intended", polarity="denies")])


def test_a_denial_without_terms_denies_it_on_any_terms_and_one_with_terms_only_those() -> None:
    convicted = held(terms=("convicted",))
    assert find_denials([convicted], [held(polarity="denies")])
    assert find_denials([convicted], [held(polarity="denies", terms=("convicted",))])
    assert find_denials([held()], [held(polarity="denies", terms=("convicted",))]) == ()


def test_a_denial_that_responds_counts_once_with_the_scope_that_it_has() -> None:
    denial = held(speaker="daw", polarity="denies", key="denial")
    told = answered(held(), "daw", "denies", "general", key="denial")
    assert [(d.said_by, d.scope) for d in find_denials([told], [denial])] == [("daw", "general")]


def test_a_denial_of_what_nobody_said_is_listed_as_negative() -> None:
    assert whys(held(polarity="denies")) == ["negative"]
    assert whys(held(polarity="denies", speaker="daw"), held()) == ["denied"]


def test_figures_of_one_time_and_scope_that_cannot_both_be_true_are_disputed() -> None:
    assert whys(held("holds 7000"), held("holds nearly 7000", "daw")) == ["figures"]
    assert whys(held("holds 7000"), held("holds about 7000", "daw")) == []
    assert whys(held("holds 7000"), held("holds 144", "daw", unit="families")) == []
    assert whys(held("holds 7000"), held("holds 144", "daw", at="fort")) == []


def test_one_figure_that_a_source_rounds_twice_is_no_dispute() -> None:
    assert whys(held("holds 7000"), held("holds nearly 7000", key="headline")) == []
    assert whys(held("holds 7000"), held("holds more than 7000", key="headline")) == []
    assert whys(held("holds 7000"), held("holds 6999", key="other")) == ["figures"]
    assert whys(held("holds 7000"), held("holds nearly 6000", key="other")) == ["figures"]
    # of opposites neither of which is exact, both cannot be true
    assert whys(held("holds fewer than 100"), held("holds at least 100", key="other")) == ["figures"]
    # a figure of years before is another one, and takes nothing from a dispute with somebody else
    earlier = held("holds nearly 7000", key="earlier", observed="2019-01-05")
    assert whys(earlier, held("holds 7000"), held("holds 6500", "daw")) == ["figures"]


def test_figures_years_apart_are_change_and_no_dispute() -> None:
    assert whys(held("holds 7000"), held("holds 144", "daw", observed="2020-01-01")) == []


def test_figures_of_one_event_are_disputed_whatever_the_day_but_cumulative_ones_grow() -> None:
    assert "figures" in whys(moved("captures 100", who="ash"), moved("captures 150", "daw", who="ash", on="2026-01-21"))
    early, late = (
        moved(f"captures {n}", who="ash", on=day, kind="cumulative")
        for n, day in ((500, "2026-01-20"), (900, "2026-02-01"))
    )
    assert whys(early, late) == []
    same_day = moved("captures 600", "daw", who="ash", on="2026-01-20", kind="cumulative")
    assert whys(early, same_day) == ["figures"]


def test_figures_of_two_receivers_are_not_one_scope_but_a_carrier_or_a_place_more_is() -> None:
    to_ash = moved("transfers 100", to_holder="ash")
    assert whys(to_ash, moved("transfers 150", "daw", to_holder="birch")) == []
    assert whys(to_ash, moved("transfers 150", "daw", agent="cedar", from_place="fort")) == ["figures"]


def test_the_whole_of_what_is_under_way_is_no_figure_of_what_is_done() -> None:
    assert whys(moved("transfers 7000", mode="under_way"), moved("transfers 2000", "daw")) == []


def test_reports_of_one_occurrence_on_days_that_cannot_be_one_are_disputed() -> None:
    first = moved("captures", who="ash")
    assert whys(first, moved("captures", "daw", who="ash", on="2026-01-22")) == ["dates"]
    assert whys(first, moved("captures", "daw", who="ash", on="2026-01")) == []
    assert whys(first, moved("captures", "daw", who="ash", on="2026-01-22", about="siege")) == []
    assert whys(first, moved("captures", "daw", who="ash", on="2026-01-22", mode="intended")) == []


def test_only_its_own_speaker_takes_a_statement_back() -> None:
    told = held()
    assert drop_retracted([answered(told, "crow", "corrects"), answered(told, "crow", "denies")]) == []
    kept = [
        answered(told, "daw", "corrects"),
        answered(told, "crow", "confirms"),
        answered(told, "crow", "denies", "general"),
    ]
    assert drop_retracted(kept) == kept


def judged(verdict: str, *ids: str) -> Judgement:
    return Judgement(id="-".join(ids), ids=ids, verdict=verdict, by="us", on="2026-03-01", why="one flight")


def keys(dispute: Dispute) -> set[str]:
    return {statement.key for statement in dispute.statements}


def test_all_statements_on_one_question_stand_in_one_row() -> None:
    told = [held(f"holds {n}", who, key=who) for n, who in (("7000", "crow"), ("8000", "daw"), ("about 7000", "egret"))]
    (dispute,) = collect_disputes(told)
    assert keys(dispute) == {"crow", "daw", "egret"}
    assert (dispute.why, dispute.certain) == ("figures", True)
    assert [s.key for s in dispute.clashing_statements] == ["crow", "daw"]


def test_other_people_units_places_terms_and_days_are_other_questions() -> None:
    for other in (
        {"whom": "boys"},
        {"unit": "families"},
        {"at": "fort"},
        {"observed": "2026-01-21"},
        {"terms": ("death_row",)},
        {"kind": "peak"},
        {"who": ("ash", "birch")},
    ):
        assert whys(held("holds 7000"), held("holds 144", "daw", **other)) == [], other


def test_a_camp_that_was_counted_in_four_years_is_four_questions() -> None:
    years = ((2022, "56000"), (2023, "54000"), (2024, "40000"), (2025, "27488"))
    told = [held(f"holds {n}", observed=f"{year}-09", at="camp") for year, n in years]
    assert whys(*told) == []
    (dispute,) = collect_disputes([*told, held("holds 20000", "daw", observed="2025-09-27", at="camp", key="new")])
    assert keys(dispute) == {"new", told[3].key}
    assert not dispute.certain  # some other day of that month it may have been


def test_a_long_window_is_compared_with_all_that_it_meets_but_they_are_not_with_one_another() -> None:
    long = held("holds 100", observed="2026", key="long")
    early, late = (held(f"holds {n}", observed=day, key=day) for n, day in ((200, "2026-02-01"), (300, "2026-09-01")))
    found = [keys(dispute) for dispute in collect_disputes([long, early, late])]
    assert found == [{"long", "2026-02-01"}, {"long", "2026-09-01"}]


def test_one_flight_reported_four_ways_is_one_question_once_it_is_judged_so() -> None:
    told = [
        moved("transfers 150", "army", on="2026-01-21", about=(), agent="army", from_place="fort", key="a"),
        moved("transfers 144", "general", on="2026-01-21", about=(), to_holder="birch", from_place="lakeland", key="b"),
        moved("transfers 150", "envoy", on="2026-01-22", about=(), to_holder="birch", key="c"),
        moved("transfers 150", "agency", on="2026-01-20", about=(), agent="army", key="d"),
    ]
    together = judged("positive", "a", "b", "c", "d")
    found = {dispute.why: dispute for dispute in collect_disputes(told, [together])}
    assert set(found) == {"figures", "dates"}
    assert keys(found["figures"]) == keys(found["dates"]) == {"a", "b", "c", "d"}
    assert found["figures"].certain
    # unjudged: they leave from two places, and on three days
    assert collect_disputes(told) == []


def test_events_that_are_judged_one_may_be_told_by_a_prison_or_by_the_country_that_it_is_in() -> None:
    lies = said("crow", "located_in", "fort", "lakeland", valid="2014/..")
    told = [
        moved("transfers 150", on="2026-01-21", from_place="fort", about="flight", key="one"),
        moved("transfers 144", "daw", on="2026-01-20", from_place="lakeland", about="flight", key="two"),
    ]
    one = judged("positive", "flight", "flight-of-daw")  # the first stands for both
    assert sorted(dispute.why for dispute in collect_disputes(told, [one], links=[lies])) == ["dates", "figures"]
    assert collect_disputes(told, [one]) == []  # as far as anybody says, they are two places
    assert collect_disputes(told, links=[lies]) == []  # of what nobody judged the one may be part of the other


def test_reports_of_one_day_may_be_one_occurrence_until_they_are_told_apart() -> None:
    one = moved("transfers 150", about=(), key="one")
    other = moved("transfers 144", "daw", about=(), key="other")
    (dispute,) = collect_disputes([one, other])
    assert (dispute.why, dispute.certain) == ("figures", False)
    assert collect_disputes([one, other], [judged("negative", "one", "other")]) == []
    assert collect_disputes([one, other], [judged("positive", "one", "other")])[0].certain
    # a month has many days
    assert collect_disputes([moved(f"transfers {n}", about=(), on="2026-01") for n in (150, 144)]) == []
    # what is coded as reports of two Events is not one
    assert collect_disputes([moved("transfers 150"), moved("transfers 144", "daw", about="siege")]) == []


def test_what_its_speaker_took_back_is_no_side_of_a_dispute() -> None:
    wrong = answered(held("holds 7000", key="wrong"), "crow", "corrects", key="right")
    right = held("holds 144", key="right")
    assert whys(wrong, right) == ["corrected"]
    assert whys(wrong, right, held("holds 150", "daw")) == ["corrected", "figures"]


def many(number: int) -> list[StoredStatement]:
    """Stocks of a hundred groups in hundreds of years, and flows of events with four reports each, a day apart."""
    told = [
        held(f"holds {100 + n % 7}", whom=f"group-{n % 100}", observed=f"{1100 + n // 10 % 1000}-0{1 + n % 9}")
        for n in range(number // 2)
    ]
    flows = [
        moved(f"transfers {100 + n % 7}", whom=f"group-{n // 4 % 100}", about=f"event-{n // 4}", on=str(1000 + n))
        for n in range(number // 2)
    ]
    return told + flows


@pytest.mark.parametrize("number", [600, pytest.param(2_500, marks=pytest.mark.long)])
def test_four_times_as_many_statements_take_no_more_than_five_times_the_work(number: int) -> None:
    some, all_ = many(number), many(4 * number)
    assert calls(lambda: collect_disputes(all_)) < 5 * calls(lambda: collect_disputes(some))


WORDINGS = st.sampled_from(["100", "about 100", "150", "more than 120", "nearly 150", "dozens"])
STOCKS = st.builds(
    lambda wording, who, whom, day, speaker: held(f"holds {wording}", speaker, who=who, whom=whom, observed=day),
    WORDINGS,
    st.sampled_from(["ash", "birch"]),
    st.sampled_from(["men", "boys"]),
    st.sampled_from(["2026", "2026-01", "2026-01-20", "2026-02", "2026-01-31"]),
    st.sampled_from(["crow", "daw"]),
)
FLOWS = st.builds(
    lambda wording, to, about, day, kind: moved(
        f"transfers {wording}", to_holder=to, about=about, on=day, kind=kind, whom="men"
    ),
    WORDINGS,
    st.sampled_from(["ash", "birch", ()]),
    st.sampled_from(["march", "siege", ()]),
    st.sampled_from(["2026-01", "2026-01-20", "2026-01-21", "2026-01-20/2026-01-21"]),
    st.sampled_from(["flow", "cumulative"]),
)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.one_of(STOCKS, FLOWS), max_size=12))
def test_a_row_of_figures_or_dates_has_two_readings_that_cannot_both_be_true(told: list[StoredStatement]) -> None:
    for dispute in collect_disputes(told):
        first, *others = dispute.statements
        assert len(set(keys(dispute))) == len(dispute.statements)
        assert len(dispute.clashing_statements) > 1
        if dispute.why == "figures":
            ranges = [(s.count.min, s.count.max) for s in dispute.statements if s.count]
            assert not all(can_agree(ranges[0], other) for other in ranges[1:])
            assert len({(s.count.unit, s.count.kind, s.count.of) for s in dispute.statements if s.count}) == 1
        else:
            days = [(s.bounds.earliest_start, s.bounds.latest_end) for s in dispute.statements]
            assert any(one[1] < days[0][0] or days[0][1] < one[0] for one in days)
        assert all(has_clash(dispute.why, (first, other)) == (other in dispute.clashing_statements) for other in others)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(STOCKS, max_size=10))
def test_every_stock_that_clashes_with_another_stands_in_a_row_with_one(told: list[StoredStatement]) -> None:
    rows = [dispute.statements for dispute in collect_disputes(told)]
    for one, other in combinations(told, 2):
        if whys(one, other):
            for each in (one, other):
                beside = [s for row in rows if each in row for s in row]
                assert any(has_clash("figures", (each, s)) for s in beside)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(FLOWS, max_size=8))
def test_every_two_flows_that_clash_alone_stand_in_a_row_together(told: list[StoredStatement]) -> None:
    rows = [(dispute.why, keys(dispute)) for dispute in collect_disputes(told)]
    for one, other in combinations(told, 2):
        for alone in collect_disputes([one, other]):
            assert any(alone.why == why and {one.key, other.key} <= together for why, together in rows)


def test_a_denial_of_what_had_ended_by_a_day_is_of_all_days_before() -> None:
    seen = said("crow", "holds", "ash", observed="2026-01-04")
    denial = said("daw", "holds", "ash", valid="/", said_on="2026-01-06", polarity="denies")
    assert [one.said_by for one in find_denials([seen], [denial])] == ["daw"]
    assert not find_denials([said("crow", "holds", "ash", observed="2026-01-07")], [denial])
