"""What each word of custody does to the numbers: who gains, who loses, and who is only said to have had people last.

Invented, worked out by hand: ash holds 100 of the lake-men on 10 January.
"""

from datetime import date

import pytest

from graph.custody.day import Custody, HolderRow, build_custody
from graph.custody.gaps.question import list_gaps
from graph.custody.hops import build_hops
from graph.custody.ledger.ledger import build_ledger
from graph.evidence.speakers import Speakers
from graph.model.counts import Range
from graph.model.statement import StoredStatement
from tests.world.builder import GROUP, said

OPENING = said("crow", "holds 100", "ash", observed="2026-01-10", key="opening")
DAY = date(2026, 2, 5)


def custody(*statements: StoredStatement) -> Custody:
    return build_custody(statements, DAY, DAY)


def row(holder: str, *statements: StoredStatement) -> HolderRow | None:
    return next((one for one in custody(*statements).rows if one.holder == holder), None)


def unaccounted(*statements: StoredStatement) -> object:
    return next(one for one in build_ledger(statements, GROUP).rows if one.scope.holders == ("ash",)).unaccounted


@pytest.mark.parametrize("word", ["captures", "arrests", "takes_hostage", "interns"])
def test_who_takes_people_gains_them_and_nobody_loses(word: str) -> None:
    found = row("birch", said("daw", f"{word} 30", "birch", on="2026-01-20"))
    assert found
    assert found.gained
    assert (found.gained[:2], found.lost, found.basis) == (((30, 30), "flow"), None, "moved")
    assert found.support
    assert found.support.kind == "after"


def test_who_is_arrested_by_nobody_named_has_no_new_holder() -> None:
    assert custody(said("daw", "arrests 30", on="2026-01-20")).rows == []


def test_an_exchange_moves_prisoners_each_way_by_a_statement_of_its_own() -> None:
    """ash gives up 25 of the lake-men, birch 31 of the hill-men; both are about one event."""
    there = said("daw", "exchanges 25", on="2026-01-20", from_holder="ash", to_holder="birch", about="swap")
    back = said(
        "daw", "exchanges 31", (), "hill-men", on="2026-01-20", from_holder="birch", to_holder="ash", about="swap"
    )
    rows = {(one.holder, one.held): one for one in custody(OPENING, there, back).rows}
    ash, birch, back_at_ash = rows["ash", GROUP], rows["birch", GROUP], rows["ash", "hill-men"]
    assert ash.lost
    assert (ash.lost[:2], ash.gained) == (((25, 25), "flow"), None)
    assert birch.gained
    assert birch.gained[:2] == ((25, 25), "flow")
    assert back_at_ash.gained
    assert (back_at_ash.gained[:2], back_at_ash.lost) == (((31, 31), "flow"), None)


def test_who_is_exchanged_and_goes_free_is_lost_and_held_by_nobody() -> None:
    freed = said("daw", "exchanges 25", on="2026-01-20", from_holder="ash", to_place="lake")
    assert [one.holder for one in custody(OPENING, freed).rows] == ["ash"]
    next_count = said("crow", "holds 75", "ash", observed="2026-02-01", key="next")
    assert unaccounted(OPENING, freed, next_count) == (0, 0)


def test_who_dies_in_custody_is_lost_by_the_holder_and_gained_by_nobody() -> None:
    died = said("daw", "dies_in_custody 3", on="2026-01-20", from_holder="ash", key="died")
    found = row("ash", OPENING, died)
    assert found
    assert found.lost
    assert found.lost[:2] == ((3, 3), "flow")
    assert [one.holder for one in custody(OPENING, died).rows] == ["ash"]
    next_count = said("crow", "holds 97", "ash", observed="2026-02-01", key="next")
    assert unaccounted(OPENING, died, next_count) == (0, 0)


def test_who_is_killed_in_custody_is_lost_by_the_killer_and_gained_by_nobody() -> None:
    killed = said("daw", "kills_in_custody 9", "ash", on="2026-01-20", key="killed")
    found = row("ash", OPENING, killed)
    assert found
    assert found.lost
    assert found.lost[:2] == ((9, 9), "flow")
    assert [one.holder for one in custody(OPENING, killed).rows] == ["ash"]
    next_count = said("crow", "holds 91", "ash", observed="2026-02-01", key="next")
    assert unaccounted(OPENING, killed, next_count) == (0, 0)
    assert "whereabouts" not in whys(OPENING, killed)


def test_deaths_and_killings_add_up_to_the_dead() -> None:
    """3 who died and 9 who were killed are 12 of the 100."""
    died = said("daw", "dies_in_custody 3", on="2026-01-18", from_holder="ash", key="died")
    killed = said("daw", "kills_in_custody 9", "ash", on="2026-01-20", key="killed")
    next_count = said("crow", "holds 88", "ash", observed="2026-02-01", key="next")
    assert unaccounted(OPENING, died, killed, next_count) == (0, 0)


def test_who_is_rescued_is_lost_by_the_holder_and_with_nobody() -> None:
    freed = said("daw", "rescues 12", "birch", on="2026-01-20", from_holder="ash", key="freed")
    found = row("ash", OPENING, freed)
    assert found
    assert found.lost
    assert found.lost[:2] == ((12, 12), "flow")
    assert [one.holder for one in custody(OPENING, freed).rows] == ["ash"]
    next_count = said("crow", "holds 88", "ash", observed="2026-02-01", key="next")
    assert unaccounted(OPENING, freed, next_count) == (0, 0)
    (hop,) = build_hops([OPENING, freed])
    assert (hop.by_whom, hop.from_holders, hop.to_holders, hop.count) == (("birch",), ("ash",), (), (12, 12))


def test_who_surrenders_is_gained_by_whom_they_surrender_to_and_lost_by_nobody() -> None:
    came = said("daw", "surrenders_to 40", on="2026-01-20", object="birch")
    found = row("birch", OPENING, came)
    assert found
    assert found.gained
    assert (found.gained[:2], found.lost, found.basis) == (((40, 40), "flow"), None, "moved")
    ash = row("ash", OPENING, came)
    assert ash
    assert ash.lost is None


def test_deaths_where_one_alone_holds_are_its_own() -> None:
    there = said("crow", "holds 100", "ash", observed="2026-01-10", at="fort")
    found = row("ash", there, said("daw", "dies_in_custody 3", on="2026-01-20", at="fort"))
    assert found
    assert found.lost
    assert found.lost[:2] == ((3, 3), "flow")


def test_the_dead_are_in_the_chain_and_nobody_asks_where_they_went() -> None:
    died = said("daw", "dies_in_custody 3", on="2026-01-20", from_holder="ash", key="died")
    (hop,) = build_hops([OPENING, died])
    assert (hop.from_holders, hop.to_holders, hop.count) == (("ash",), (), (3, 3))
    assert "whereabouts" not in whys(OPENING, died)
    assert "whereabouts" in whys(OPENING, said("daw", "escapes 3", on="2026-01-20", from_holder="ash"))


def whys(*statements: StoredStatement) -> list[str]:
    independent = Speakers((), lambda id_: False).count_independent
    return [gap.why for gap in list_gaps(statements, DAY, DAY, independent=independent)]


def test_who_disappears_is_taken_off_no_number_and_stays_unaccounted_for() -> None:
    """Nobody admits anything: the last known holder neither loses them nor is said to hold them still."""
    gone = said("daw", "disappears 10", on="2026-01-20", from_holder="ash", key="gone")
    found = row("ash", OPENING, gone)
    assert found
    assert (found.lost, found.gained, found.support and found.support.kind) == (None, None, "after")
    assert found.count
    assert found.count.range == (100, 100)
    next_count = said("crow", "holds 90", "ash", observed="2026-02-01", key="next")
    assert unaccounted(OPENING, gone, next_count) == unaccounted(OPENING, next_count) == (10, 10)
    # a death that is admitted later does account for them
    died = said("ash", "dies_in_custody 10", on="2026-01-25", from_holder="ash", key="died")
    assert unaccounted(OPENING, gone, died, next_count) == (0, 0)


def test_a_disappearance_alone_makes_nobody_a_holder() -> None:
    gone = said("daw", "disappears 10", on="2026-01-20", from_holder="ash", key="gone")
    assert custody(gone).rows == custody(gone).last_known == custody(gone).first_known == []


def test_what_became_of_who_disappeared_is_a_gap_that_names_who_had_them_last() -> None:
    gone = said("daw", "disappears 10", on="2026-01-20", from_holder="ash", key="gone")
    independent = Speakers((), lambda id_: False).count_independent
    (gap,) = [one for one in list_gaps([OPENING, gone], DAY, DAY, independent=independent) if one.why == "whereabouts"]
    people: Range = (10, 10)
    assert (gap.holders, gap.held, gap.people, gap.missing.at_least) == (("ash",), (GROUP,), people, 10)
