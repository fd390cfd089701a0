"""Numbers that cannot both be true are looked up, and are those that comparing each two finds."""

from datetime import date, timedelta
from random import Random

import pytest

from graph.custody.series import build_lines
from graph.custody.series_lines import CountPoint, Segment
from graph.model.statement import StoredStatement
from tests.world.builder import said
from tests.world.effort import calls

START = date(2020, 1, 1)


def random_count(chance: Random, number: int) -> StoredStatement:
    first = START + timedelta(days=chance.randrange(6))
    last = first + timedelta(days=chance.randrange(8))
    low = chance.randrange(1, 30)
    words = f"holds {low} to {low + chance.randrange(8)}" if chance.random() < 0.8 else f"holds at least {low}"
    when = chance.choice(({"observed": str(first)}, {"observed": f"{first}/{last}"}, {"valid": f"{first}/{last}"}))
    return said("crow", words, "ash", key=f"k{number:03}", **when)  # type: ignore[arg-type]


def cannot_both_be(one: CountPoint | Segment, other: CountPoint | Segment) -> bool:
    """The rule, for two numbers of one kind."""
    highs = [item.count.max for item in (one, other) if item.count.max is not None]
    if not highs or max(one.count.min, other.count.min) <= min(highs):
        return False
    if isinstance(one, CountPoint) and isinstance(other, CountPoint):
        return one.window == other.window
    sure = [item.certain if isinstance(item, Segment) else item.window for item in (one, other)]
    if sure[0] is None or sure[1] is None:
        return False
    if isinstance(one, Segment) and isinstance(other, Segment):
        return sure[0].earliest <= sure[1].latest and sure[1].earliest <= sure[0].latest
    lasting, moment = sure if isinstance(one, Segment) else sure[::-1]
    assert lasting is not None
    assert moment is not None
    return lasting.earliest <= moment.earliest and moment.latest <= lasting.latest


@pytest.mark.parametrize("seed", range(60))
def test_they_are_those_that_comparing_each_two_finds(seed: int) -> None:
    chance = Random(seed)
    (line,) = build_lines([random_count(chance, number) for number in range(chance.randrange(2, 40))])
    items: list[CountPoint | Segment] = [*line.points, *line.segments]
    for one in items:
        right = sorted(other.statement.id for other in items if other is not one and cannot_both_be(one, other))
        assert list(one.disagree) == right


def test_the_work_grows_with_the_counts_and_not_with_their_pairs() -> None:
    def work(number: int) -> int:
        told = [said("crow", f"holds {n}", "ash", observed="2020-01-01", key=f"k{n:06}") for n in range(number)]
        told += [said("crow", f"holds {n}", "ash", valid=f"{day}/{day}", key=f"s{n:06}") for n, day in days(number)]
        return calls(lambda: [[*line.points, *line.segments][-1].disagree for line in build_lines(told)])

    def days(number: int) -> list[tuple[int, date]]:
        return [(n, START + timedelta(days=n)) for n in range(number)]

    assert work(3_000) < 11 * work(300)


def test_reports_of_one_move_name_one_another_only_where_that_is_asked() -> None:
    def work(number: int) -> int:
        told = [
            said("crow", "transfers 5", to_holder="ash", on="2020-01-01", about="flight", key=f"k{n:06}")
            for n in range(number)
        ]
        lines: list[int] = []
        found = calls(lambda: lines.extend(len(line.flows[0].same) for line in build_lines(told)))
        assert lines == [number - 1]
        return found

    assert work(3_000) < 11 * work(300)
