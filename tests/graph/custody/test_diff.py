"""What changed in custody: rows that are new, gone or changed, and by which statements."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.custody.diff import CustodyDiffFindings, find_custody_diff
from graph.custody.question import find_custody
from graph.dates.windows import Window, read_window
from graph.model.statement import StoredStatement
from graph.selection.selection import Selection
from tests.graph.selection.test_selection import ON, Few
from tests.world import worlds
from tests.world.builder import GROUP, answered, said

HELD = said("crow", "holds 40", "ash", GROUP, valid="2026-01-01/2026-03-01", said_on="2026-03-02", key="held")
CAME = said(
    "daw",
    "transfers 20",
    whom=GROUP,
    from_holder="cedar",
    to_holder="birch",
    on="2026-02-10",
    said_on="2026-02-11",
    key="came",
)
LEFT = said("daw", "releases", "ash", GROUP, on="2026-03-20", said_on="2026-03-21", whole=True, key="left")
DENIES = said("ash", "holds", "ash", GROUP, observed="2026-02-05", said_on="2026-04-01", polarity="denies", key="no")


def compare(
    statements: Sequence[StoredStatement], days: str, other: str = "", known_then: str = "", before: object = None
) -> CustodyDiffFindings:
    return find_custody_diff(
        Selection(Few(list(statements), version=2, newest_version=2), ON),
        (read_window(days), read_window(other or days)),
        read_window(known_then) if known_then else None,
        Few(list(before), version=1, newest_version=2) if before is not None else None,
    )


def short(found: CustodyDiffFindings) -> list[object]:
    return [
        (one.change, one.holder, " ".join(one.aspects), [(cause.statement.key, cause.why) for cause in one.because])
        for one in found.changes
    ]


def test_between_two_days_who_came_is_new_and_whose_people_left_is_gone() -> None:
    everything = [HELD, CAME, LEFT]
    # on 5 February ash alone; on 10 April all had left ash, and birch had received them two months before
    assert short(compare(everything, "2026-02-05", "2026-04-10")) == [
        ("new", "birch", "", [("came", "nowCounts")]),
        ("gone", "ash", "", [("left", "ended"), ("held", "noLongerCounts")]),
    ]


def test_what_only_became_known_is_told_apart_from_what_happened() -> None:
    # of 15 February it was known on the 20th that some had come to birch, and not yet that ash held any
    assert short(compare([HELD, CAME], "2026-02-15", known_then="2026-02-20")) == [
        ("new", "ash", "", [("held", "becameKnown")])
    ]


def test_a_later_data_version_has_opened_and_closed_statements() -> None:
    opened = replace(CAME, opened_in=2)
    assert short(compare([HELD, opened], "2026-02-15", before=[HELD])) == [("new", "birch", "", [("came", "opened")])]

    class WithClosed(Few):
        def select_by_ids(self, ids: object) -> list[StoredStatement]:
            return [replace(HELD, closed_in=2)]

    found = find_custody_diff(
        Selection(WithClosed([CAME], version=2, newest_version=2), ON),
        (read_window("2026-02-15"), read_window("2026-02-15")),
        None,
        Few([HELD, CAME], version=1, newest_version=2),
    )
    assert short(found) == [("gone", "ash", "", [("held", "closed")])]


def test_what_its_speaker_took_back_is_retracted() -> None:
    taken_back = answered(HELD, "crow", "corrects")
    reply = replace(taken_back.responses[0], known=read_window("2026-05-01"))
    found = compare([replace(HELD, responses=(reply,))], "2026-02-05", known_then="2026-04-01")
    assert short(found) == [("gone", "ash", "", [("held", "retracted")])]


def test_a_denial_makes_a_row_contested() -> None:
    found = compare([HELD, DENIES], "2026-02-05", known_then="2026-03-15")
    assert short(found) == [("changed", "ash", "contested", [("no", "becameKnown")])]


def test_a_count_of_another_day_changes_the_number() -> None:
    counts = [
        said("crow", "holds 40", "ash", GROUP, observed="2026-01-10", key="forty"),
        said("crow", "holds 30", "ash", GROUP, observed="2026-02-10", key="thirty"),
    ]
    (one,) = compare(counts, "2026-01-10", "2026-02-10").changes
    assert (one.change, one.before.count.range, one.after.count.range) == ("changed", (40, 40), (30, 30))
    assert one.aspects[0] == "count"


def test_a_row_that_is_not_sure_enough_is_still_there() -> None:
    asked = replace(ON, certainty="certain")
    sighting = said("crow", "holds", "ash", GROUP, observed="2026-01-10", key="seen")
    found = find_custody_diff(Selection(Few([sighting]), asked), (read_window("2026-01-10"), read_window("2026-01-20")))
    # certain on the 10th, possible on the 20th: neither gone nor a change that is certain
    assert short(found) == []


@given(st.lists(worlds.custody_statement(), max_size=10), worlds.day_asked, worlds.day_asked)
def test_the_changes_lead_from_one_answer_to_the_other(
    statements: list[StoredStatement], one: date, other: date
) -> None:
    first, last = sorted((one, other))
    few = Few(statements)
    found = find_custody_diff(Selection(few, ON), (Window(first, first), Window(last, last)))
    before, after = (
        {(row.holder, row.held) for row in find_custody(Selection(few, replace(ON, as_of=Window(day, day)))).rows}
        for day in (first, last)
    )
    pairs = {
        kind: {(c.holder, c.held) for c in found.changes if c.change == kind} for kind in ("new", "gone", "changed")
    }
    assert before - pairs["gone"] | pairs["new"] == after
    assert pairs["changed"] <= before & after
    if first == last:
        assert not found.changes
