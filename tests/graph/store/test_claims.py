"""What a source says of its own rows and moves is stored with it, and a change of only that is a new data version."""

from dataclasses import replace
from datetime import date

import pytest

from graph.dates.windows import read_window
from graph.errors import InvalidSource
from graph.model.judgements import Judgement
from graph.model.sources import MovesClaim, SourceClaim
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.writer import load_content
from tests.graph.store.reports import content, report, says

YEAR = MovesClaim(
    group="farmers", holders=("army", "militia"), places=("mill",), first=date(2020, 1, 1), last=date(2020, 12, 31)
)
HALF = MovesClaim(group="farmers", holders=("army",), first=date(2020, 1, 1), last=date(2020, 6, 30))


def load_with(store: Store, **claims: object) -> int | None:
    return load_content(store, content([says("a")], sources=[report(**claims)])).version


def test_they_come_back_as_written_and_may_be_changed_and_taken_away(store: Store) -> None:
    assert load_with(store) == 1
    assert (Reader(store).view().distinct_sources, Reader(store).view().claims) == (frozenset(), [])
    for version, rows, covers in (
        (2, "distinct", ()),
        (3, "distinct", (YEAR, HALF)),
        (4, None, (HALF,)),
        (5, None, ()),
    ):
        assert load_with(store, rows=rows, covers=covers) == version
        assert load_with(store, rows=rows, covers=covers) is None
        view = Reader(store).view()
        assert view.distinct_sources == ({"report"} if rows else set())
        assert [found.claim for found in view.claims] == list(covers)
        assert view.sources["report"] == report(rows=rows, covers=covers)


def test_a_claim_has_its_source_its_publisher_and_the_days_of_its_publication(store: Store) -> None:
    load_with(store, covers=(HALF,))
    (found,) = Reader(store).view().claims
    assert found == SourceClaim(claim=HALF, source="report", said_by="paper", known=read_window("2020-05-05"))


def test_a_claim_is_about_whoever_stands_for_those_whom_it_names(store: Store) -> None:
    load_with(store, covers=(YEAR,))
    apply_judgements(
        store,
        [Judgement(id="j", verdict="positive", ids=("army", "militia"), by="x", on="2021-01-01", why="one")],
    )
    (found,) = Reader(store).view().claims
    assert found.claim == replace(YEAR, holders=("army",))


@pytest.mark.parametrize(
    ("field", "value"), [("group", "strangers"), ("group", "mill"), ("holders", ("mill",)), ("places", ("army",))]
)
def test_a_claim_about_nobody_or_of_another_label_is_refused(store: Store, field: str, value: object) -> None:
    with pytest.raises(InvalidSource):
        load_with(store, covers=(replace(YEAR, **{field: value}),))
    assert Reader(store).version() == 0
