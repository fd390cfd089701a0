"""A part that is larger than its whole, and one holding with two beginnings, cannot be."""

import pytest

from graph.disputes.question import Dispute, collect_disputes
from graph.model.statement import StoredStatement
from tests.world.builder import said
from tests.world.effort import calls


def counted(key: str, group: str, number: int, **more: object) -> StoredStatement:
    given = {"who": "ash", "whom": group, "observed": "2025-09-01", "key": key, **more}
    return said(given.pop("speaker", "crow"), f"holds {number}", **given)  # type: ignore[arg-type]


def part(lower: str, upper: str, valid: str = "2025/..") -> StoredStatement:
    return said("crow", "part_of", lower, upper, valid=valid, key=f"{lower} in {upper}", said_on="2025-12-31")


MEN = part("men", "all")


def found(*told: StoredStatement, links: tuple[StoredStatement, ...] = (MEN,)) -> list[Dispute]:
    return [d for d in collect_disputes(told, links=links) if d.part]


def test_a_part_larger_than_its_whole_is_in_dispute_with_both_speakers() -> None:
    (dispute,) = found(counted("whole", "all", 3577), counted("part", "men", 5000, speaker="daw"))
    assert (dispute.why, dispute.part, dispute.whole, dispute.certain) == ("figures", "men", "all", True)
    assert {s.said_by for s in dispute.statements} == {"crow", "daw"}
    assert {s.key for s in dispute.clashing_statements} == {"whole", "part"}


@pytest.mark.parametrize(
    ("whole", "of_part"),
    [
        ({"number": 5000}, {}),  # as many is no more
        ({"number": 9000}, {}),
        ({"observed": "2025-09-02"}, {}),  # of another day
        ({"who": "birch"}, {}),  # of another holder
        ({"at": "fort"}, {}),  # at one place only
        ({"terms": ("convicted",)}, {}),  # some of them
        ({"unit": "families"}, {}),
    ],
)
def test_what_may_be_true_beside_a_whole_is_in_no_dispute(whole: dict[str, object], of_part: dict[str, object]) -> None:
    number = int(whole.pop("number", 3577))  # type: ignore[call-overload]
    assert found(counted("whole", "all", number, **whole), counted("part", "men", 5000, **of_part)) == []


def test_a_part_of_the_holder_and_one_of_the_places_is_within_them() -> None:
    guard = part("guard", "ash")
    told = counted("whole", "all", 3577), counted("part", "men", 5000, who="guard", at="fort")
    assert found(*told) == []
    assert len(found(*told, links=(MEN, guard))) == 1


@pytest.mark.parametrize(("steps", "number"), [(1, 1), (2, 1), (8, 1), (9, 0)])
def test_parts_are_followed_eight_deep(steps: int, number: int) -> None:
    chain = tuple(part(f"g{step + 1}", f"g{step}") for step in range(steps))
    told = counted("whole", "g0", 10), counted("part", f"g{steps}", 11)
    assert len(found(*told, links=chain)) == number


def test_a_part_only_before_or_after_the_day_is_none() -> None:
    told = counted("whole", "all", 3577), counted("part", "men", 5000)
    assert found(*told, links=(part("men", "all", "2020/2021"),)) == []


def test_of_a_circle_each_is_part_of_the_other_and_it_ends() -> None:
    told = counted("one", "a", 10), counted("other", "b", 11)
    assert len(found(*told, links=(part("a", "b"), part("b", "a")))) == 1


def test_two_beginnings_of_one_holding_are_differing_dates() -> None:
    def since(key: str, valid: str, **more: object) -> StoredStatement:
        return said("crow", "holds", "ash", "men", valid=valid, key=key, said_on="2005-06-03", **more)  # type: ignore[arg-type]

    (dispute,) = collect_disputes([since("a", "2004-08-01/.."), since("b", "2004-08-03/..")])
    assert (dispute.why, {s.key for s in dispute.clashing_statements}) == ("dates", {"a", "b"})
    assert collect_disputes([since("a", "2004-08-01/.."), since("b", "2004-08/..")]) == []
    assert collect_disputes([since("a", "2001/2002"), since("b", "2004-08-03/..")]) == []  # two holdings
    assert collect_disputes([since("a", "2004-08-01/.."), since("b", "2004-08-03/..", at="fort")]) == []
    assert collect_disputes([since("a", "/2004-09"), since("b", "2004-08-03/..")]) == []


def test_the_work_grows_with_the_counts() -> None:
    def work(days: int) -> int:
        day = "2025-{:02}-{:02}".format
        told = [
            counted(
                f"{group} {number} {at}",
                group,
                10 + (group == "men"),
                at=f"p{at}",
                observed=day(number % 12 + 1, number // 12 + 1),
            )
            for group in ("all", "men")
            for number in range(days)
            for at in range(8)
        ]
        return calls(lambda: found(*told))

    assert work(48) < 5 * work(12)
