"""How many speakers really stand behind an answer."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates.windows import read_window
from graph.evidence.speakers import Speakers
from graph.model.sources import WrittenSource
from graph.model.statement import Citation, StoredStatement
from tests.world.builder import said
from tests.world.worlds import some

LINKS = [
    said("crow", "speaks_for", "spokeswoman", "centre", valid="2014/.."),
    said("crow", "part_of", "centre", "ministry", valid="2014/.."),
    said("crow", "part_of", "court", "ministry", valid="2014/.."),
]


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        ([], (0, 0)),
        (["crow"], (1, 1)),
        (["crow", "crow"], (1, 1)),
        (["crow", "daw"], (2, 2)),
        (["spokeswoman", "court", "ministry"], (1, 1)),
        (["spokeswoman", "crow"], (2, 2)),
        (["anon-1"], (0, 1)),  # anonymous ones raise only the most
        (["anon-1", "anon-2"], (0, 2)),
        (["crow", "anon-1", "anon-2"], (1, 3)),
    ],
)
def test_one_per_organisation_at_the_top_and_anonymous_ones_raise_only_the_most(
    speakers: list[str], expected: tuple[int, int]
) -> None:
    statements: list[StoredStatement] = [said(who, "holds", "ash", observed="2026") for who in speakers]
    assert Speakers(LINKS, lambda id_: id_.startswith("anon")).count_independent(statements) == expected


OUTLETS = ("crow", "herald", "tribune", "gazette")
SOURCES = {
    name: WrittenSource(
        id=name,
        title=name,
        publisher=name,
        published_on="2026-02-01",
        published=read_window("2026-02-01"),
        related=related,
    )
    for name, related in (
        ("crow", ()),
        ("daw", ()),
        ("herald", (("COPY_OF", "crow"),)),
        ("tribune", (("TRANSLATION_OF", "herald"),)),
        ("gazette", (("QUOTES", "crow"),)),
        ("egg", (("COPY_OF", "hen"),)),
        ("hen", (("COPY_OF", "egg"),)),
    )
}


def anonymous(id_: str) -> bool:
    return id_.startswith("anon")


def printed(source: str, speaker: str | None = None, **more: str) -> StoredStatement:
    statement = said(speaker or source, "holds", "ash", observed="2026", **more)  # type: ignore[arg-type]
    return replace(statement, cites=Citation(source=source, locator="paragraph 1"))


def voices(*statements: StoredStatement, links: list[StoredStatement] | None = None) -> tuple[int, int | None]:
    return Speakers(links or [], anonymous, SOURCES).count_independent(statements)


def test_a_source_that_repeats_another_adds_no_speaker() -> None:
    assert voices(printed("crow"), printed("herald"), printed("tribune")) == (1, 1)
    assert voices(printed("herald"), printed("tribune")) == (1, 1)
    assert voices(printed("herald"), printed("daw")) == (2, 2)
    # who is quoted elsewhere is another one who speaks
    assert voices(printed("crow"), printed("gazette")) == (2, 2)


def test_the_copy_of_what_an_agency_reports_adds_neither_outlet_nor_agency() -> None:
    assert voices(printed("crow", "ministry"), printed("herald")) == (1, 1)
    assert voices(printed("crow", "ministry"), printed("herald", "ministry")) == (1, 1)


def test_one_agency_repeated_by_five_outlets_is_one() -> None:
    assert voices(*(printed(outlet, "agency") for outlet in ("crow", "daw", "herald", "tribune", "gazette"))) == (1, 1)


def test_whom_a_source_leaves_unnamed_is_nobody_else_in_its_copy() -> None:
    assert voices(printed("crow", "anon-1"), printed("herald", "anon-2")) == (0, 1)
    assert voices(printed("crow", "anon-1"), printed("daw", "anon-2")) == (0, 2)


def test_sources_that_copy_one_another_are_one() -> None:
    assert voices(printed("egg"), printed("hen")) == (1, 1)


def test_links_count_where_they_may_hold_when_something_was_said() -> None:
    links = [said("crow", "part_of", "militia", "army", valid="2014/2020", said_on="2026-01-01")]
    now, then = "2026-02-01", "2019-05-05"
    assert voices(printed("daw", "militia", said_on=now), printed("daw", "army", said_on=now), links=links) == (2, 2)
    assert voices(printed("daw", "militia", said_on=then), printed("daw", "army", said_on=now), links=links) == (1, 1)


def test_one_who_belongs_to_two_organisations_is_independent_of_neither() -> None:
    links = [said("crow", "part_of", "envoy", whole, valid="2014/..") for whole in ("army", "court")]
    assert voices(printed("daw", "envoy"), links=links) == (1, 1)
    assert voices(printed("daw", "envoy"), printed("daw", "army"), links=links) == (1, 1)
    assert voices(printed("daw", "envoy"), printed("daw", "army"), printed("daw", "court"), links=links) == (2, 2)


SPEAKERS = st.sampled_from(["crow", "daw", "ministry", "court", "anon-1", "anon-2"])
TOLD = st.lists(st.tuples(st.sampled_from(["crow", "daw"]), SPEAKERS), min_size=1, max_size=8)


@settings(deadline=None, derandomize=True)
@given(TOLD, st.data())
def test_repeating_a_statement_through_another_outlet_never_raises_how_many(
    told: list[tuple[str, str]], data: st.DataObject
) -> None:
    statements = [printed(source, speaker) for source, speaker in told]
    number = data.draw(st.integers(0, len(told) - 1))
    source, speaker = told[number]
    outlet = data.draw(some(["herald", "tribune"] if source == "crow" else ["herald", "tribune", "gazette"]))
    repeated = printed(outlet, speaker)  # the same speaker
    before = Speakers(LINKS, anonymous, SOURCES).count_independent(statements)
    after = Speakers(LINKS, anonymous, SOURCES).count_independent([*statements, repeated])
    assert after == before
    if source == "crow":  # the outlet speaks in its own name, though it only copies
        copied = printed(data.draw(some(["herald", "tribune"])))
        assert Speakers(LINKS, anonymous, SOURCES).count_independent([*statements, copied]) == before
