"""What only refers to itself is given back between answers, and rarely within one."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from app import collector


class Ring:
    """Refers to itself, so that only the collector gives it back."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    gc.collect()
    yield
    gc.set_threshold(*threshold)
    gc.enable()


def test_many_rings_left_over_are_given_back_once_an_answer_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "MANY", 1_000)
    gc.disable()
    ring = weakref.ref(Ring())
    collector.look_between_answers()
    assert ring() is not None  # few are left over
    rings = [Ring() for _ in range(2_000)]
    del rings
    collector.look_between_answers()
    assert ring() is None


def test_python_looks_more_rarely_by_itself_than_between_answers() -> None:
    collector.look_rarely()
    assert gc.get_threshold()[0] > collector.MANY
