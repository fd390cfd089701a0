"""What changed between two days is asked of a selection from a script, with no service and no database."""

from graph.alliances.diff import describe_changes, find_alliances_diff
from graph.dates.windows import Window, read_window
from tests.graph.alliances.few import ask, tie
from tests.graph.columns.plain import hashed
from tests.world.builder import said

DAYS = read_window("2026-01-10"), read_window("2026-02-20")
PACT = tie("allied_with", "ash", "birch", valid="2026-01-01/2026-02-01")
WAR = tie("fights", "ash", "birch", valid="2026-02-10/2026-03-01")
NEW = tie("fights", "cedar", "dune", valid="2026-02-10/2026-03-01")
SEEN = said("crow", "supports", "elm", "fir", observed="2026-01-10", known="2026-01-11", key="seen")
LATE = said("crow", "supports", "fir", "gum", valid="2026-01-01/2026-03-01", known="2026-06-01", key="late")
STATEMENTS = [PACT, WAR, NEW, SEEN, LATE]


def changes(days: tuple[Window, Window] = DAYS, **asked: str) -> list[tuple[str, str, str]]:
    selection = ask(STATEMENTS)
    then = read_window(asked.pop("known_then")) if "known_then" in asked else None
    found = find_alliances_diff(selection, days, then, **asked)
    return [(one.kind, one.a, one.b) for one in describe_changes(selection.view, found.changes)]


def test_pairs_that_begin_or_change_their_sign_between_two_days() -> None:
    found = find_alliances_diff(ask(STATEMENTS), DAYS)
    assert found.counts == {"began": 1, "ended": 0, "faded": 0, "changed": 1}
    began, changed = describe_changes(ask(STATEMENTS).view, found.changes)
    assert (began.kind, began.a, began.b, began.before, began.because) == (
        "began", "cedar", "dune", None, [hashed(NEW.id)],
    )  # fmt: skip
    assert began.after
    assert (began.after.sign, began.after.statements) == (-1, [hashed(NEW.id)])
    assert changed.before
    assert changed.after
    assert (changed.before.sign, changed.after.sign) == (1, -1)
    assert changed.because == sorted([hashed(PACT.id), hashed(WAR.id)])


def test_an_actor_or_a_sign_narrows_it() -> None:
    assert changes(actor="Cedar") == [("began", "cedar", "dune")]
    assert changes(sign="friendly") == [("changed", "ash", "birch")]


def test_what_is_only_known_later_is_told_apart_from_what_came() -> None:
    found = changes((DAYS[0], DAYS[0]), known_then="2026-02-01")
    assert found == [("newlyReported", "ash", "birch"), ("newlyReported", "fir", "gum")]
