"""What nobody says, and that the statement which a silence asks for ends it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.custody.gaps.gap import EvidenceGap, rank_gap
from graph.custody.gaps.question import find_gaps, list_gaps, list_ledger_gaps
from graph.custody.ledger.ledger import build_ledger
from graph.custody.ledger.reason_facts import LedgerReasonKind
from graph.errors import InvalidInput
from graph.evidence.speakers import Speakers
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from graph.selection.selection import Selection
from tests.graph.selection.test_selection import ON, Few
from tests.world.builder import GROUP, said

DAY = date(2026, 6, 30)
FAR = date(2050, 1, 1)


def independent(statements: Sequence[StoredStatement]) -> tuple[int, int | None]:
    return Speakers((), lambda id_: id_.startswith("anon")).count_independent(statements)


def found(*told: StoredStatement, kind: str | None = None, day: date = DAY, **more: object) -> list[EvidenceGap]:
    given_ = {"independent": independent, **more}
    return [s for s in list_gaps(told, day, day, **given_) if kind in (None, s.kind)]  # type: ignore[arg-type]


def seen(day: str, words: str = "holds 100", speaker: str = "crow", **more: object) -> StoredStatement:
    return said(speaker, words, "ash", **{"observed": day, **more})  # type: ignore[arg-type]


def left(words: str = "escapes 200", speaker: str = "crow", **more: object) -> StoredStatement:
    return said(speaker, words, **{"on": "2026-06-01", "from_holder": "ash", **more})  # type: ignore[arg-type]


def test_gaps_are_asked_of_a_selection_those_that_would_settle_most_first() -> None:
    told = [
        seen("2023-05-10", "holds"),
        seen("2024-06-30", "holds"),
        left("escapes 200", on="2026-01-01", key="left"),
        said("daw", "captures 9", "birch", "lake-women", on="2026-02-01"),
    ]
    asked = Selection(Few(told), ON)
    gaps = find_gaps(asked, held="Lake-Men")
    # most people first: 200 left, and nobody counted those held, so the others are by their time
    # 2023-05-10 to 2024-06-30 are 417 days; from 2024-07-01 to 2026-02-05 are 585, from 2026-01-02 on 35
    assert [(one.kind, one.why, one.days) for one in gaps.gaps] == [
        ("gap", "whereabouts", 35),
        ("single_speaker", "move", None),
        ("stale", "custody", 585),
        ("gap", "custody", 416),
        ("open_ledger", "opening", None),
    ]
    assert (gaps.scope.groups, len(gaps.read)) == ({GROUP}, 3)
    assert [one.why for one in find_gaps(asked, entity="ash", kind="gap").gaps] == ["whereabouts", "custody"]
    assert {one.held for one in find_gaps(asked, entity="birch").gaps} == {("lake-women",)}
    few = find_gaps(Selection(Few(told), replace(ON, min_independent=2)), kind="gap")
    assert (few.gaps, few.filtered.few_speakers) == ([], 2)


def test_a_kind_that_there_is_not_is_refused_before_names_are() -> None:
    with pytest.raises(InvalidInput) as caught:
        find_gaps(Selection(Few([]), ON), entity="nobody here", kind="silence")
    assert caught.value.parameter == "kind"


def test_two_sightings_further_apart_than_the_predicate_is_fresh_leave_a_gap() -> None:
    # 2023-05-10 to 2024-06-30 are 417 days
    (gap,) = found(seen("2023-05-10"), seen("2024-06-30"), kind="gap")
    assert (gap.first, gap.last, gap.days) == (date(2023, 5, 11), date(2024, 6, 29), 416)
    assert (gap.holders, gap.held, gap.missing.what, gap.missing.whose) == (("ash",), (GROUP,), "a sighting", ("ash",))
    # within 365 days of both: from 2023-07-01 to 2024-05-09
    assert (gap.missing.first, gap.missing.last) == (date(2023, 7, 1), date(2024, 5, 9))
    assert found(seen("2023-05-10"), seen("2024-05-09"), kind="gap") == []
    assert len(found(seen("2023-05-10"), seen("2023-07-10"), kind="gap", max_gap_days=60)) == 1
    # nothing of the years to come
    assert found(seen("2023-05-10"), seen("2024-06-30"), kind="gap", day=date(2023, 5, 10)) == []


def test_what_ended_is_no_gap_and_not_stale() -> None:
    lasted = said("crow", "holds", "ash", valid="2019/2020", said_on="2025-01-01")
    assert found(lasted) == []
    assert found(lasted, seen("2024-06-30"), kind="gap") == []
    whole = said("crow", "releases", "ash", on="2021-01-01", whole=True)
    assert found(seen("2020-06-30"), whole, kind="stale") == []


def test_nothing_since_the_last_evidence_is_stale_once_it_is_too_old() -> None:
    (stale,) = found(seen("2025-06-29"), kind="stale")
    assert (stale.first, stale.last, stale.days) == (date(2025, 6, 30), DAY, 366)
    assert (stale.missing.what, stale.missing.first, stale.missing.last) == ("a sighting", date(2025, 6, 30), DAY)
    assert found(seen("2025-06-30"), kind="stale") == []
    some = said("crow", "releases 10", "ash", on="2025-07-07")
    assert found(seen("2025-06-29"), some, kind="stale")[0].missing.what == "an end"


def test_who_is_said_to_have_left_is_held_by_nobody_unseen() -> None:
    """As the American of the first report: held in 2019 and deported since, by whom and from whom is not said."""
    one = said("crow", "holds 1", "ash", observed="2019")
    assert [gap.holders for gap in found(one, kind="stale")] == [("ash",)]
    assert found(one, said("crow", "deports", on="2019-01-01/2026-06-01"), kind="stale") == []
    assert found(one, said("crow", "deports", on="2018-06-01"), kind="stale") != []  # before that
    assert found(one, said("crow", "deports", on="2020", mode="intended"), kind="stale") != []
    # of a hundred all must be said to have left
    many = said("crow", "holds 100", "ash", observed="2019")
    assert found(many, said("crow", "deports", on="2020"), kind="stale") != []
    assert found(many, said("crow", "deports 99", on="2020"), kind="stale") != []
    assert found(many, said("crow", "deports 100", on="2020"), kind="stale") == []
    assert found(many, said("crow", "releases", on="2020", whole=True), kind="stale") == []


def test_gaps_that_would_settle_most_come_first() -> None:
    """The group asked about before its parts; then by people, then by days, counted by hand."""
    told = [
        seen("2024-01-01", "holds 9", whom="lake-women"),
        said("daw", "holds 500", "birch", observed="2024-12-01"),
        said("daw", "holds 500", "cedar", observed="2024-11-01"),
    ]
    stale = found(*told, kind="stale")
    ranked = sorted(stale, key=lambda gap: rank_gap(gap, {GROUP}))
    assert [(gap.holders[0], gap.people) for gap in ranked] == [
        ("cedar", (500, 500)), ("birch", (500, 500)), ("ash", (9, 9)),
    ]  # fmt: skip
    asked = sorted(stale, key=lambda gap: rank_gap(gap, {"lake-women"}))
    assert [gap.holders[0] for gap in asked] == ["ash", "cedar", "birch"]


def test_of_those_who_left_somebody_must_say_where_they_are() -> None:
    (gone,) = found(left("escapes 200"), kind="gap")
    assert (gone.why, gone.people, gone.first, gone.last) == ("whereabouts", (200, 200), date(2026, 6, 2), DAY)
    assert (gone.missing.what, gone.missing.whose, gone.missing.at_least) == ("a sighting", (), 200)
    taken = said("daw", "captures 200", "birch", on="2026-06-05")
    assert found(left("escapes 200"), taken, kind="gap") == []
    some = said("daw", "captures 81", "birch", on="2026-06-05")
    assert len(found(left("escapes 200"), some, kind="gap")) == 1
    before = said("daw", "captures 200", "birch", on="2026-05-05")
    assert len(found(left("escapes 200"), before, kind="gap")) == 1


def test_a_report_of_the_same_occurrence_tells_where_they_went() -> None:
    leaving = said("crow", "transfers 150", on="2026-06-01", from_holder="ash", key="one")
    arriving = said("daw", "transfers 144", on="2026-06-02", to_place="fort", key="two")
    assert len(found(leaving, arriving, kind="gap")) == 1
    one = Judgement(id="j", ids=("one", "two"), verdict="positive", by="us", on="2026-07-01", why="one flight")
    assert found(leaving, arriving, kind="gap", judgements=[one]) == []


@pytest.mark.parametrize("speaker", ["crow", "anon-1", "anon-2"])
def test_what_a_second_named_speaker_does_not_bear_out_rests_on_one(speaker: str) -> None:
    again = seen("2026-06-02", speaker=speaker)
    assert [s.why for s in found(seen("2026-06-01"), again, kind="single_speaker")] == ["custody"]
    assert found(seen("2026-06-01"), again, seen("2026-06-01", speaker="daw"), kind="single_speaker") == []


def test_a_number_may_rest_on_one_speaker_where_the_custody_does_not() -> None:
    (silence,) = found(seen("2026-06-01"), seen("2026-06-01", "holds", "daw"), kind="single_speaker")
    assert (silence.why, silence.missing.independent_of) == ("count", ("crow",))


def test_a_move_that_one_speaker_tells_of_is_told_once() -> None:
    gained = said("crow", "transfers 100", to_holder="ash", on="2026-06-01")
    assert [s.why for s in found(gained, kind="single_speaker")] == ["custody"]
    assert [s.why for s in found(left(), kind="single_speaker")] == ["move"]


def test_who_is_held_or_moved_without_a_number_is_uncounted() -> None:
    assert [s.why for s in found(seen("2026-06-01", "holds"), kind="uncounted")] == ["custody"]
    assert found(seen("2026-06-01"), kind="uncounted") == []
    assert [s.why for s in found(left("escapes"), kind="uncounted")] == ["move"]
    assert found(left("escapes", about="flight"), left("escapes 20", "daw", about="flight"), kind="uncounted") == []


def test_plans_denials_and_what_is_under_way_are_no_silence() -> None:
    for more in ({"mode": "intended"}, {"mode": "under_way"}, {"polarity": "denies"}):
        assert found(left(**more)) == []


def test_those_on_most_people_come_first_then_the_longest() -> None:
    told = [seen("2020-01-01", whom="a"), seen("2021-01-01", whom="b")]
    told += [seen("2026-06-01", f"holds {n}", whom=f"g{n}") for n in (5, 700, 60)]
    ordered = sorted(found(*told), key=rank_gap)
    assert [s.held[0] for s in ordered] == ["g700", "a", "b", "g60", "g5"]  # a and b: 100


def opened(*told: StoredStatement) -> list[EvidenceGap]:
    return list(list_ledger_gaps(build_ledger(list(told), GROUP, until=DAY), GROUP, DAY))


def test_a_ledger_is_open_without_a_count_before_after_or_with_a_limit() -> None:
    stock, out = seen("2026-01-01", "holds 900"), said("crow", "releases 100", "ash", on="2026-02-01")
    (before,) = opened(out)
    assert (before.why, before.missing.what, before.missing.last) == ("opening", "a count", date(2026, 1, 31))
    (after,) = opened(stock, out)
    assert [why.kind for why, _ in after.open_because] == [LedgerReasonKind.NO_CLOSING]
    assert (after.why, after.missing.whose, after.missing.first) == ("closing", ("ash",), date(2026, 2, 2))
    assert opened(stock, out, seen("2026-03-01", "holds 800")) == []
    (limit,) = opened(stock, out, seen("2026-03-01", "holds hundreds"))[:1]
    assert (limit.why, limit.missing.first, limit.missing.last) == ("unbounded", date(2026, 3, 1), date(2026, 3, 1))
    assert opened(stock) == []  # nobody came or went


DAYS = st.dates(date(2019, 1, 1), date(2026, 6, 1)).map(date.isoformat)
EVIDENCE = st.builds(
    lambda day, words, whom, speaker: seen(day, words, speaker, whom=whom),
    DAYS,
    st.sampled_from(["holds", "holds 100", "holds dozens", "guards"]),
    st.sampled_from(["men", "boys"]),
    st.sampled_from(["crow", "daw", "anon-1"]),
)
LEAVING = st.builds(
    lambda day, number, speaker: left(f"escapes {number}", speaker, on=day, whom="men"),
    DAYS,
    st.sampled_from(["20", "about 200"]),
    st.sampled_from(["crow", "daw"]),
)


def asked_for(silence: EvidenceGap) -> list[StoredStatement]:
    """Statements that say what a silence misses, by its own fields."""
    missing = silence.missing
    day = (missing.last or missing.first or DAY).isoformat()
    (group,) = missing.of
    match missing.what:
        case "a second speaker":
            # one who is not named may be the next who speaks, so that it takes two named ones then
            unnamed = all(speaker.startswith("anon") for speaker in missing.independent_of)
            return [
                said(speaker, s.predicate + (f" {s.count.wording}" if s.count else ""), **_again(s))  # type: ignore[arg-type]
                for s in silence.statements
                for speaker in ("egret", "heron")[: 1 + unnamed]
            ]
        case "a sighting" if not missing.whose:
            start = missing.first.isoformat() if missing.first else None
            return [said("egret", f"captures {missing.at_least}", "heron", group, on=start)]
        case "an end":
            span = f"{silence.first}/{missing.last}"
            predicates = {s.predicate for s in silence.statements if s.validity.kind != "on"}
            return [said("egret", name, missing.whose, group, valid=span, said_on="2027-01-01") for name in predicates]
        case "a count":
            return [said("egret", "holds 77", missing.whose, group, observed=day)]
    return [said("egret", "holds", missing.whose, group, observed=day)]


def _again(s: StoredStatement) -> dict[str, object]:
    roles = {{"subject": "who", "object": "whom"}.get(role, role): ids for role, ids in s.roles.items()}
    if "from_holder" in s.roles:
        roles["whom"] = roles.pop("who")  # those who escape are the subject
    how = "on" if s.validity.kind == "on" else "observed"
    return {**roles, how: s.validity.written, "about": s.about}


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(st.one_of(EVIDENCE, LEAVING), min_size=1, max_size=8))
def test_the_statement_that_a_silence_asks_for_ends_it(told: list[StoredStatement]) -> None:
    for silence in found(*told):
        if silence.why == "move":
            continue  # a second report of an escape needs a judgement, or an Event, to be of the same one
        rest = found(*told, *asked_for(silence), kind=silence.kind)
        same = [
            s
            for s in rest
            if (s.why, s.holders, s.held, s.first) == (silence.why, silence.holders, silence.held, silence.first)
            and {m.id for m in s.statements} >= {m.id for m in silence.statements}
        ]
        assert same == [], silence
