"""What data versions changed, as the store tells it: on both engines."""

from typing import Any

import pytest

from app.answers.question import read_common
from app.questions.changes import changes
from graph.errors import InvalidInput
from graph.model.judgements import Judgement
from graph.selection.selection import Selection
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.writer import load_content
from tests.graph.store.reports import content, says

Change = tuple[int, str, str | None]


def told(store: Store, since: int, until: int | None = None, **paging: Any) -> list[Change]:
    rows = changes(Selection(Reader(store).view(), read_common(**paging)), since, until)["rows"]
    return [(row["version"], row["change"], row["key"]) for row in rows]


def test_each_version_tells_what_it_opened_closed_changed_and_judged(store: Store) -> None:
    load_content(store, content([says("a"), says("b"), says("c")]))
    load_content(store, content([says("a"), says("b", subject="militia", object="farmers"), says("d")]))
    one = Judgement(id="j", ids=("army", "militia"), verdict="positive", by="us", on="2026-01-01", why="one force")
    apply_judgements(store, [one])
    first: list[Change] = [(1, "opened", key) for key in "abc"]
    second: list[Change] = [(2, "changed", "b"), (2, "closed", "c"), (2, "opened", "d")]
    third: list[Change] = [(3, "judged", None)]
    assert told(store, 0) == [*first, *second, *third]
    assert told(store, 1) == [*second, *third]
    assert told(store, 0, until=1) == first
    assert told(store, 1, until=2) == second
    assert told(store, 3) == []
    answer = changes(Selection(Reader(store).view(), read_common()), 1)
    changed, closed, opened, judged = answer["rows"]
    (before,) = [s for s in Reader(store).view(1).select_by_predicates(["holds"]) if s.key == "b"]
    (after,) = [s for s in Reader(store).view().select_by_predicates(["holds"]) if s.key == "b"]
    assert (changed["old"], changed["new"]) == (before.id, after.id)
    assert changed["entities"] == ["army", "farmers", "militia"]
    assert closed["new"] is None
    assert opened["old"] is None
    assert judged["entities"] == ["militia"]  # the army stands for it now
    assert [(v["version"], v["dataset"]) for v in answer["versions"]] == [(2, "report"), (3, "judgements")]
    assert all(row["at"].startswith("20") for row in answer["rows"])


def test_a_key_that_came_back_is_told_each_time(store: Store) -> None:
    load_content(store, content([says("a"), says("b")]))
    load_content(store, content([says("a")]))
    load_content(store, content([says("a"), says("b")]))
    assert told(store, 1) == [(2, "closed", "b"), (3, "opened", "b")]
    assert told(store, 0) == [(1, "opened", "a"), (1, "opened", "b"), (2, "closed", "b"), (3, "opened", "b")]


def test_pages_put_together_are_the_whole(store: Store) -> None:
    load_content(store, content([says(f"k{n}") for n in range(5)]))
    load_content(store, content([says(f"k{n}", subject="militia", object="farmers") for n in range(2, 7)]))
    whole, found, cursor = told(store, 0), [], None
    while True:
        answer = changes(Selection(Reader(store).view(), read_common(limit=2, cursor=cursor)), 0)
        found += [(row["version"], row["change"], row["key"]) for row in answer["rows"]]
        cursor = answer["next"]
        if not cursor:
            break
    assert found == whole
    assert len(whole) == 5 + 7


@pytest.mark.parametrize(("since", "until", "parameter"), [(-1, None, "since"), (2, None, "since"), (0, 2, "until")])
def test_a_version_that_is_yet_to_come_is_refused(store: Store, since: int, until: int | None, parameter: str) -> None:
    load_content(store, content([says("a")]))
    with pytest.raises(InvalidInput) as refused:
        changes(Selection(Reader(store).view(), read_common()), since, until)
    assert refused.value.parameter == parameter
