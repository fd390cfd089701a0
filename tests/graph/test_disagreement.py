"""Where statements deny, correct or contradict one another."""

import pytest

from graph.disagreement import denials_of, disputes, standing
from graph.recorded import Recorded
from tests.world.builder import answered, said


def whys(*statements: Recorded) -> list[str]:
    return sorted(dispute.why for dispute in disputes(statements))


def held(words: str = "holds", speaker: str = "crow", **more: object) -> Recorded:
    return said(speaker, words, **{"who": "ash", "observed": "2026-01-20", **more})  # type: ignore[arg-type]


def moved(words: str, speaker: str = "crow", **more: object) -> Recorded:
    given = {"on": "2026-01-20", "about": "march", **more}
    return said(speaker, words, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stance", "why"), [("denies", "denied"), ("corrects", "corrected"), ("questions", "questioned")]
)
def test_a_response_disputes_what_it_responds_to(stance: str, why: str) -> None:
    reply = said("daw", "comments_on", "daw", "march", on="2026-02-01", key="reply")
    (dispute,) = disputes([answered(held(key="told"), "daw", stance, key="reply"), reply])
    assert (dispute.why, [s.key for s in dispute.statements]) == (why, ["told", "reply"])


@pytest.mark.parametrize("stance", ["confirms", "qualifies", "declines"])
def test_a_response_that_denies_nothing_disputes_nothing(stance: str) -> None:
    reply = said("daw", "comments_on", "daw", "march", on="2026-02-01", key="reply")
    assert whys(answered(held(), "daw", stance, key="reply"), reply) == []


def test_a_denial_of_the_same_roles_at_an_overlapping_time_contradicts() -> None:
    denial = held(speaker="daw", polarity="denies", key="denial")
    assert whys(held(), denial) == ["denied"]
    assert [d.statement for d in denials_of([held()], [denial])] == ["denial"]
    assert denials_of([held(whom="boys")], [denial]) == ()
    assert denials_of([held(who="birch")], [denial]) == ()
    assert denials_of([held(at="fort")], [denial]) == ()
    apart = [
        held(valid=valid, observed=None, polarity=p) for valid, p in (("2010/2012", "asserts"), ("2014/2016", "denies"))
    ]
    assert denials_of(apart[:1], apart[1:]) == ()


def test_a_denial_of_what_is_under_way_denies_that_it_occurred_but_a_plan_denied_denies_no_deed() -> None:
    assert denials_of([held()], [held(mode="under_way", polarity="denies")])
    assert denials_of([held()], [held(mode="intended", polarity="denies")]) == ()
    assert denials_of([held(mode="intended")], [held(mode="intended", polarity="denies")])


def test_a_denial_without_terms_denies_it_on_any_terms_and_one_with_terms_only_those() -> None:
    convicted = held(terms=("convicted",))
    assert denials_of([convicted], [held(polarity="denies")])
    assert denials_of([convicted], [held(polarity="denies", terms=("convicted",))])
    assert denials_of([held()], [held(polarity="denies", terms=("convicted",))]) == ()


def test_a_denial_that_responds_counts_once_with_the_scope_that_it_has() -> None:
    denial = held(speaker="daw", polarity="denies", key="denial")
    told = answered(held(), "daw", "denies", "general", key="denial")
    assert [(d.said_by, d.scope) for d in denials_of([told], [denial])] == [("daw", "general")]


def test_a_denial_of_what_nobody_said_is_listed_as_negative() -> None:
    assert whys(held(polarity="denies")) == ["negative"]
    assert whys(held(polarity="denies", speaker="daw"), held()) == ["denied"]


def test_figures_of_one_time_and_scope_that_cannot_both_be_true_are_disputed() -> None:
    assert whys(held("holds 7000"), held("holds nearly 7000", "daw")) == ["figures"]
    assert whys(held("holds 7000"), held("holds about 7000", "daw")) == []
    assert whys(held("holds 7000"), held("holds 144", "daw", unit="families")) == []
    assert whys(held("holds 7000"), held("holds 144", "daw", at="fort")) == []


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
    assert standing([answered(told, "crow", "corrects"), answered(told, "crow", "denies")]) == []
    kept = [
        answered(told, "daw", "corrects"),
        answered(told, "crow", "confirms"),
        answered(told, "crow", "denies", "general"),
    ]
    assert standing(kept) == kept
