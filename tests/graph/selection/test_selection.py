"""A question is asked of a selection from a script, with no service and no database: a snapshot of a few statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from graph.columns.column_view import ColumnView
from graph.dates.windows import MAX, read_window
from graph.errors import Ambiguous, NotFound
from graph.evidence.speakers import Speakers, Withdrawal
from graph.model.directory import Directory
from graph.model.entities import NamedEntity
from graph.model.judgements import Judgement
from graph.model.sources import SourceClaim, WrittenSource
from graph.model.statement import StoredStatement
from graph.names.facts import NameNote, Predecessors
from graph.selection.question import SelectionQuestion
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary
from tests.world.builder import GROUP, answered, said

ON = SelectionQuestion(as_of=read_window("2026-02-05"))
LABELS = {"cell": "Place", "annex": "Place", "yard": "Place", "lake-women": "Group", GROUP: "Group"}


def named(id_: str) -> NamedEntity:
    label = LABELS.get(id_, "Actor")
    return NamedEntity(id=id_, label=label, name=id_.title(), kind="any", aliases=(), external_ids=(), canonical=id_)


@dataclass
class Few:
    """A snapshot of statements in a list."""

    statements: list[StoredStatement]
    withdrawals: list[Withdrawal] = field(default_factory=list)
    version: int = 1
    newest_version: int = 1

    def __post_init__(self) -> None:
        ids = {id_ for s in self.statements for some in s.roles.values() for id_ in some}
        ids |= {s.said_by for s in self.statements} | set(LABELS)
        self.directory = Directory(map(named, ids))
        self.sources: dict[str, WrittenSource] = {}
        self.publishers: dict[str, str] = {}
        self.distinct_sources: frozenset[str] = frozenset()
        self.claims: list[SourceClaim] = []
        self.judgements: list[Judgement] = []
        self.denied_ids: frozenset[str] = frozenset()
        self.linked_statements: dict[str, StoredStatement] = {}
        self.has_withdrawn_links = False
        self.parts = self.select_by_predicates(vocabulary().select_predicates("part"))
        self.locations = self.select_by_predicates(vocabulary().select_predicates("place"))
        self.organisations = self.select_by_predicates(vocabulary().select_predicates("organisation"))
        self.speakers = Speakers(self.organisations, lambda id_: False, self.sources)

    @property
    def column_view(self) -> ColumnView:
        raise AssertionError("no question here is about everyone")

    def select_tied(self, keys: Iterable[str]) -> list[StoredStatement]:
        return []

    def select_by_predicates(self, predicates: Iterable[str], known_by: date = MAX) -> list[StoredStatement]:
        wanted = set(predicates)
        return [s for s in self.statements if s.predicate in wanted and s.known.earliest <= known_by]

    def select_by_entities(
        self, ids: Iterable[str], predicates: Iterable[str], known_by: date = MAX
    ) -> list[StoredStatement]:
        wanted = set(ids)
        return [
            s for s in self.select_by_predicates(predicates, known_by) if any(wanted & set(r) for r in s.roles.values())
        ]

    def select_mentions(self, ids: Iterable[str], known_by: date = MAX) -> list[StoredStatement]:
        return self.select_by_entities(ids, vocabulary().predicates, known_by)

    def select_by_ids(self, ids: Iterable[str]) -> list[StoredStatement]:
        wanted = set(ids)
        return [s for s in self.statements if s.id in wanted]

    def select_by_keys(self, keys: Iterable[str]) -> list[StoredStatement]:
        return self.select_by_ids(keys)


def selection(*statements: StoredStatement, asked: SelectionQuestion = ON) -> Selection[SelectionQuestion]:
    view: Snapshot = Few(list(statements))
    return Selection(view, asked)


def test_parts_are_those_of_the_days_asked_about_and_are_worked_out_once() -> None:
    women = said("desk", "part_of", "lake-women", GROUP, valid="2026-02-01/2026-02-10")
    found = selection(women)
    assert found.find_parts(GROUP) == {GROUP, "lake-women"}
    assert found.find_parts(GROUP) is found.find_parts(GROUP)
    assert found.links is found.links
    assert found.replace_days(read_window("2026-03-01")).find_parts(GROUP) == {GROUP}
    assert found.find_parts(GROUP) == {GROUP, "lake-women"}


def test_where_a_place_lies_is_no_news_but_what_is_part_of_a_group_is() -> None:
    late = {"valid": "2026-01-01/2026-12-01", "known": "2026-06-01"}
    found = selection(
        said("desk", "part_of", "lake-women", GROUP, **late),
        said("desk", "located_in", "cell", "yard", **late),
        asked=replace(ON, known_at=read_window("2026-03-01")),
    )
    assert found.find_parts(GROUP) == {GROUP}
    assert found.find_places_in(["yard"]) == {"yard": {"yard", "cell"}}


def test_the_lens_lets_through_whom_it_names_and_is_resolved_by_name_or_refused() -> None:
    desk, crow = said("desk", "holds 12", "north", at="annex"), said("crow", "holds 30", "north", at="annex")
    heard = selection(desk, crow, asked=replace(ON, trust=("Desk",)))
    assert heard.select_statements([desk, crow]) == [desk]
    assert heard.lens.trusted == {"desk"}
    assert selection(desk, crow, asked=replace(ON, exclude=("desk",))).select_statements([desk, crow]) == [crow]
    with pytest.raises(NotFound) as caught:
        selection(desk, asked=replace(ON, trust=("nobody-here",))).select_statements([desk])
    assert caught.value.parameter == "trust"


def test_only_what_may_have_been_public_is_selected_with_such_responses_alone() -> None:
    early = answered(said("desk", "holds 12", "north", known="2026-01-22"), "north", "denies")
    late = said("crow", "holds 30", "north", known="2026-02-10/2026-03-01")
    reply = replace(early, responses=(replace(early.responses[0], known=read_window("2026-04-01")),))
    (found,) = selection(reply, late, asked=replace(ON, known_at=read_window("2026-02-09"))).select_statements(
        [reply, late]
    )
    assert (found.id, found.responses) == (reply.id, ())
    both = selection(reply, late, asked=replace(ON, known_at=read_window("2026-02-10"))).select_statements(
        [reply, late]
    )
    assert [s.id for s in both] == [reply.id, late.id]


def test_who_is_asked_about_before_it_came_is_told_with_those_that_it_came_after() -> None:
    """Ash came after birch on 8 December 2024, and birch after elm in 1990."""
    links = (
        said("crow", "succeeds", "ash", "birch", on="2024-12-08"),
        said("crow", "succeeds", "birch", "elm", on="1990"),
    )
    view = Few(list(links))

    def notes(day: str, name: str) -> list[NameNote]:
        asked = Selection(view, replace(ON, as_of=read_window(day)))
        asked.note_predecessors(asked.resolve_names(name, ["Actor"], "actor"))
        return asked.name_notes

    told = Predecessors("ash", ("birch",), date(2024, 12, 8))
    assert notes("2016", "Ash") == notes("2024-12-07", "ash") == [told]
    assert notes("2024-12-08", "Ash") == notes("2024-12", "Ash") == notes("2026", "Ash") == []
    assert notes("2016", "Birch") == notes("1990-05", "Birch") == notes("1980", "Elm") == []
    assert len(notes("1980", "Birch")) == 1


def test_what_one_name_means_is_asked_together_if_all_bear_it_or_are_tied() -> None:
    view = Few([said("crow", "holds", "ash", GROUP), said("daw", "holds", "birch", GROUP)])
    view.directory = Directory(
        [
            NamedEntity(id="ash", label="Actor", name="Ford Council", kind="court", aliases=("Ford",)),
            NamedEntity(id="birch", label="Actor", name="Ford Council", kind="court", aliases=("Ford",)),
        ]
    )
    asked = Selection(view, ON)
    assert asked.resolve_names("ford council", ["Actor"], "holder") == ("ash", "birch")
    assert len(asked.name_notes) == 1
    assert asked.resolve_names(None, ["Actor"], "holder") == ()
    with pytest.raises(Ambiguous):  # of one thing, such as a ledger
        asked.resolve_name("ford council", ["Actor"], "holder")
    with pytest.raises(Ambiguous):
        asked.resolve_names("Ford", ["Actor"], "holder")
    view.judgements = [Judgement(id="j", ids=("ash", "birch"), verdict="unsure", by="me", on="2026-02-05", why="")]
    assert asked.resolve_names("Ford", ["Actor"], "holder") == ("ash", "birch")
