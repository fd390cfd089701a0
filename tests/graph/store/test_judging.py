"""Judgements join entities, and taken back they leave no trace."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import ContradictingJudgements, InvalidInput
from graph.model.entities import WrittenEntity
from graph.model.judgements import Judgement
from graph.store.reading.reader import Reader
from graph.store.store import Store
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.shortcuts import compare_shortcuts
from graph.store.writing.writer import load_content
from tests.graph.store.reports import content, everything, says, seen
from tests.graph.store.test_shortcuts import edges

STATEMENTS = [
    says("a", subject="army", object="farmers"),
    says("b", subject="militia", object="farmers", said_by="militia"),
    says("c", subject=("army", "militia"), object="fishers"),
    says("d", subject="coalition", object="fishers"),
]


def judged(*ids: str, verdict: str = "positive") -> Judgement:
    return Judgement(id="-".join(ids), ids=ids, verdict=verdict, by="us", on="2026-01-01", why="one force")


def graph_of(store: Store) -> tuple[list[str], list[str]]:
    nodes, links = everything(store)
    return [node for node in nodes if not node.startswith("['Load']")], links


def test_the_joined_stand_as_one_and_role_links_stay(store: Store) -> None:
    load_content(store, content(STATEMENTS))
    roles = [link for link in everything(store)[1] if " SUBJECT " in link]
    assert apply_judgements(store, [judged("army", "militia")]) == 2
    view = Reader(store).view()
    assert view.directory.find_canonical("militia") == "army"
    assert [s.key for s in view.select_by_entities(["militia"], ["holds"])] == ["a", "b", "c"]
    assert {s.key: s.role("subject") for s in view.select_by_predicates(["holds"])}["c"] == ("army",)
    assert [s.said_by for s in view.select_by_keys(["b"])] == ["army"]
    assert [link for link in everything(store)[1] if " SUBJECT " in link] == roles
    assert edges(store) == [
        ("army", "HOLDS", "farmers"),
        ("army", "HOLDS", "farmers"),
        ("army", "HOLDS", "fishers"),
        ("coalition", "HOLDS", "fishers"),
    ]
    assert compare_shortcuts(store) == ([], [])
    assert apply_judgements(store, [judged("army", "militia")]) is None


def test_a_judgement_taken_back_gives_exactly_the_earlier_graph(store: Store) -> None:
    load_content(store, content(STATEMENTS))
    before = graph_of(store)
    apply_judgements(store, [judged("army", "militia"), judged("farmers", "fishers")])
    assert graph_of(store) != before
    assert apply_judgements(store, []) == 3
    assert graph_of(store) == before


def answers_of(store: Store) -> dict[str, Any]:
    """All that a reader sees, but for the number of the data version."""
    return {name: value for name, value in seen(store).items() if name not in ("version", "loads", "datasets")}


pools = st.lists(
    st.tuples(
        st.sampled_from(
            ["army militia", "militia coalition", "army coalition paper", "farmers fishers", "a b", "c d b"]
        ),
        st.sampled_from(["positive", "unsure"]),
    ),
    max_size=5,
    unique=True,
).map(lambda drawn: [judged(*words.split(), verdict=verdict) for words, verdict in dict(drawn).items()])


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(pools, min_size=2, max_size=4))
def test_the_graph_is_a_matter_of_the_judgements_in_force_and_not_of_their_history(
    store: Store, steps: list[list[Judgement]]
) -> None:
    statements = [*STATEMENTS, says("e", "allied_with", subject="army", object="coalition", said_by="militia")]
    load_content(store, content(statements))
    apply_judgements(store, [])
    plain, plain_answers = graph_of(store), answers_of(store)
    met: dict[str, Any] = {}
    for judgements in [*steps, *reversed(steps)]:
        apply_judgements(store, judgements)
        assert compare_shortcuts(store) == ([], [])
        graph, answers = met.setdefault(repr(judgements), (graph_of(store), answers_of(store)))
        assert graph_of(store) == graph
        assert answers_of(store) == answers
    apply_judgements(store, [])
    assert graph_of(store) == plain
    assert answers_of(store) == plain_answers


def test_entities_of_two_labels_are_not_joined(store: Store) -> None:
    load_content(store, content(STATEMENTS))
    before = everything(store)
    with pytest.raises(InvalidInput, match=r"army \(Actor\) and farmers \(Group\)"):
        apply_judgements(store, [judged("army", "farmers")])
    with pytest.raises(InvalidInput, match="army ~ ghosts ~ farmers"):
        apply_judgements(store, [judged("army", "ghosts"), judged("ghosts", "farmers")])
    assert everything(store) == before
    assert apply_judgements(store, [judged("army", "ghosts")]) == 2


def test_judgements_on_statements_are_kept_and_change_no_entity(store: Store) -> None:
    load_content(store, content(STATEMENTS))
    before = [node for node in everything(store)[0] if not node.startswith("['Load']")]
    assert apply_judgements(store, [judged("report:a", "report:b"), judged("report:c", "report:d", verdict="negative")])
    after = [node for node in everything(store)[0] if not node.startswith(("['Load']", "['Judgement']"))]
    assert after == before
    assert [j.ids for j in Reader(store).view().judgements] == [("report:a", "report:b"), ("report:c", "report:d")]


def test_a_judgement_waits_for_those_it_is_about(store: Store) -> None:
    judgements = [judged("ghosts", "army", "militia")]
    load_content(store, content(STATEMENTS))
    apply_judgements(store, judgements)
    # the one that should stand for all is not loaded: the next one does meanwhile
    assert Reader(store).view().directory.find_canonical("militia") == "army"
    assert compare_shortcuts(store) == ([], [])
    said = [says("g", dataset="other", subject="ghosts", object="farmers")]
    load_content(store, content(said, "other", entities=[_ghosts()]))
    assert apply_judgements(store, judgements) == 4
    assert {Reader(store).view().directory.find_canonical(i) for i in ("army", "militia", "ghosts")} == {"ghosts"}
    assert {start for start, _, _ in edges(store)} == {"ghosts", "coalition"}
    assert compare_shortcuts(store) == ([], [])
    assert apply_judgements(store, judgements) is None


def test_judgements_before_anything_is_loaded_take_effect_later(store: Store) -> None:
    assert apply_judgements(store, [judged("army", "militia")]) == 1
    load_content(store, content(STATEMENTS))
    assert apply_judgements(store, [judged("army", "militia")]) == 3
    assert edges(store)[0] == ("army", "HOLDS", "farmers")
    assert Reader(store).view().directory.find_canonical("militia") == "army"


def test_what_is_loaded_after_a_judgement_gets_shortcuts_between_those_that_stand(store: Store) -> None:
    load_content(store, content(STATEMENTS[:1]))
    apply_judgements(store, [judged("army", "militia")])
    load_content(store, content(STATEMENTS[:2]))
    assert edges(store) == [("army", "HOLDS", "farmers")] * 2
    assert compare_shortcuts(store) == ([], [])


def test_negative_and_unsure_ones_are_recorded_and_join_nothing(store: Store) -> None:
    load_content(store, content(STATEMENTS))
    before = edges(store)
    judgements = [judged("army", "militia", verdict="negative"), judged("army", "coalition", verdict="unsure")]
    assert apply_judgements(store, judgements) == 2
    assert edges(store) == before
    assert len(store.read("read/judgements")) == 2


def test_judgements_that_contradict_each_other_change_nothing(store: Store) -> None:
    load_content(store, content(STATEMENTS))
    before = everything(store)
    no = Judgement(id="no", ids=("militia", "army"), verdict="negative", by="us", on="2026-01-01", why="two forces")
    with pytest.raises(ContradictingJudgements, match="but no keeps"):
        apply_judgements(store, [judged("army", "militia"), no])
    assert everything(store) == before


def _ghosts() -> WrittenEntity:
    return WrittenEntity(id="ghosts", label="Actor", name="Ghosts", kind="armed_group")
