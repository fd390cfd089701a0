"""Paths are asked of a selection from a script, with no service and no database."""

from dataclasses import replace
from datetime import date

import pytest

from graph.alliances.paths.hops import describe_paths, name_nodes
from graph.alliances.paths.question import PathFindings, PathLimits, find_paths
from graph.dates.windows import Window
from graph.errors import InvalidInput, NotFound
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection
from tests.graph.alliances.few import FEBRUARY, ask, tie
from tests.graph.columns.plain import hashed

PACT = tie("allied_with", "ash", "birch")
AGAIN = tie("supports", "ash", "birch", speaker="daw")
AID = tie("supports", "birch", "cedar")
WAR = tie("fights", "ash", "dune")
PEACE = tie("ceasefire_with", "dune", "cedar")
STATEMENTS = [PACT, AGAIN, AID, WAR, PEACE]
YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))


def paths(selection: Selection[SelectionQuestion], found: PathFindings) -> list[str]:
    return [" ".join(ids) for ids in name_nodes(selection, found.walks)]


def test_all_that_is_said_of_two_is_one_hop_and_paths_are_in_the_order_of_their_length_and_ids() -> None:
    selection = ask(STATEMENTS)
    found = find_paths(selection, "Ash", "cedar")
    assert paths(selection, found) == ["ash birch cedar", "ash dune cedar"]
    assert (found.shortest, found.cut, found.is_certain(found.walks[0])) == (2, None, True)
    pact, aid = describe_paths(selection, found, found.walks[:1])[0]
    assert (pact.a, pact.b, pact.direction, pact.relations) == ("ash", "birch", "both", ("allied_with", "supports"))
    assert [s.id for s in pact.statements] == sorted([hashed(PACT.id), hashed(AGAIN.id)])
    assert (aid.direction, aid.certainty, aid.support_kind, aid.gap_days) == ("forward", "certain", "certain", 0)


def test_limits_narrow_it() -> None:
    selection = ask(STATEMENTS)
    assert paths(selection, find_paths(selection, "ash", "cedar", most=1)) == ["ash birch cedar"]
    only = PathLimits(exclude_kinds=("SUPPORTS",))
    assert paths(selection, find_paths(selection, "ash", "cedar", only)) == ["ash dune cedar"]
    short = find_paths(selection, "ash", "cedar", PathLimits(max_hops=1))
    assert (short.walks, short.shortest) == ([], 2)
    back = find_paths(selection, "cedar", "ash", PathLimits(forward=True))
    assert paths(selection, back) == ["cedar dune ash"]


def test_hops_with_too_few_speakers_are_dropped_and_counted() -> None:
    selection = ask(STATEMENTS, replace(FEBRUARY, min_independent=2))
    found = find_paths(selection, "ash", "birch")
    # a hop counts each way in which some walk of four hops may take it: all three others do, all but one both ways
    assert (paths(selection, found), found.few_speakers) == (["ash birch"], 5)


def test_in_turn_each_hop_is_taken_after_the_one_before() -> None:
    first = tie("allied_with", "ash", "birch", valid="2026-02-01/2026-02-10")
    then = tie("allied_with", "birch", "cedar", valid="2026-03-01/2026-03-05")
    selection = ask([first, then], replace(FEBRUARY, as_of=YEAR))
    found = find_paths(selection, "ash", "cedar", PathLimits(in_turn=True))
    (hops,) = describe_paths(selection, found, found.walks)
    assert [(hop.days.earliest.isoformat(), hop.days.latest.isoformat()) for hop in hops] == [
        ("2026-02-01", "2026-02-10"),
        ("2026-03-01", "2026-03-05"),
    ]
    assert find_paths(selection, "cedar", "ash", PathLimits(in_turn=True)).walks == []


def test_the_ends_come_before_the_kinds_of_hops() -> None:
    selection = ask(STATEMENTS)
    with pytest.raises(NotFound):
        find_paths(selection, "ash", "nobody", PathLimits(kinds=("love",)))
    with pytest.raises(InvalidInput, match="one entity"):
        find_paths(selection, "ash", "Ash", PathLimits(kinds=("love",)))
    with pytest.raises(InvalidInput, match="makes no hop"):
        find_paths(selection, "ash", "cedar", PathLimits(kinds=("love",)))
