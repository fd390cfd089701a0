"""Where actors are drawn: the same however they are listed, friends near one another, all of them in the frame."""

from itertools import combinations

import numpy as np
import pytest

from graph.columns.layout import EXACT, find_positions

Ties = list[tuple[int, int]]


def placed(
    ids: list[str], ties: Ties, weights: list[float] | None = None, seed: int = 1, foes: Ties | None = None
) -> np.ndarray:
    a, b = np.array([*ties, *(foes or [])], np.int32).reshape(-1, 2).T
    pull = np.array([*(weights or [1.0] * len(ties)), *(0.0 for _ in foes or [])])
    push = np.array([0.0] * len(ties) + [1.0] * len(foes or []))
    return find_positions(ids, a, b, pull, push, seed)


def groups(size: int) -> tuple[list[str], Ties]:
    """Two groups of so many in which everybody, or the next ten, are tied, with one tie between the groups."""
    ids = [f"actor-{number}" for number in range(2 * size)]
    near = [(i, j) for i, j in combinations(range(size), 2) if j - i <= 10]
    return ids, [*near, *((i + size, j + size) for i, j in near), (0, size)]


@pytest.mark.parametrize("size", [8, EXACT // 2 + 1])  # below and above what is worked out exactly
def test_two_groups_come_to_stand_apart(size: int) -> None:
    ids, ties = groups(size)
    found = placed(ids, ties)
    tied = np.mean([np.hypot(*(found[i] - found[j])) for i, j in ties])
    across = np.mean([np.hypot(*(found[i] - found[i + size])) for i in range(1, size)])
    assert across > 2 * tied


@pytest.mark.parametrize("size", [8, EXACT // 2 + 1])
def test_two_camps_that_fight_come_to_stand_apart(size: int) -> None:
    ids, ties = groups(size)
    foes = [(i, j + size) for i, j in combinations(range(size), 2) if j - i <= 3]
    found = placed(ids, ties[:-1], foes=foes)
    friends = np.median([np.hypot(*(found[i] - found[j])) for i, j in ties[:-1]])
    assert np.median([np.hypot(*(found[i] - found[j])) for i, j in foes]) > 2 * friends


def test_foes_of_one_actor_alone_are_still_in_reach_of_it() -> None:
    ids = ["government", *(f"rebel-{number}" for number in range(5)), "friend"]
    found = placed(ids, [(0, 6)], foes=[(0, number) for number in range(1, 6)])
    near = np.hypot(*(found[6] - found[0]))
    for number in range(1, 6):
        assert 2 * near < np.hypot(*(found[number] - found[0])) <= 2.0


@pytest.mark.parametrize("size", [5, pytest.param(EXACT // 2 + 1, marks=pytest.mark.long)])
def test_the_order_in_which_actors_and_pairs_come_changes_nothing(size: int) -> None:
    ids, ties = groups(size)
    chance = np.random.default_rng(7)
    order = chance.permutation(len(ids))
    new = np.argsort(order)
    shuffled = [(int(new[j]), int(new[i])) for i, j in chance.permutation(ties).tolist()]
    foes = [(1, size + 1), (2, size + 2)]
    mirrored = [(int(new[j]), int(new[i])) for i, j in reversed(foes)]
    found = placed(ids, ties, foes=foes)
    again = placed([ids[number] for number in order], shuffled, foes=mirrored)
    assert (again == found[order]).all()
    assert (placed(ids, ties, seed=2, foes=foes) != found).any()


def test_everybody_is_in_the_frame_and_it_is_used() -> None:
    ids, ties = groups(6)
    found = placed([*ids, "alone"], ties)
    assert np.isfinite(found).all()
    assert np.abs(found).max() == 1.0


def test_who_is_pulled_more_comes_nearer() -> None:
    ids = ["hub", "friend", "stranger", "one", "two"]
    found = placed(ids, [(0, 1), (0, 2), (0, 3), (0, 4)], [9.0, 0.1, 1.0, 1.0])
    assert np.hypot(*(found[1] - found[0])) < np.hypot(*(found[2] - found[0]))


def test_one_actor_stands_in_the_middle_and_none_nowhere() -> None:
    assert placed(["one"], []).tolist() == [[0.0, 0.0]]
    assert placed([], []).shape == (0, 2)
