"""Pieces of what is said: looking at each alone finds every dispute, and no other."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.disputes.one_question import group_comparable
from graph.disputes.question import Dispute, collect_disputes
from graph.model.judgements import Judgement
from graph.model.statement import StoredStatement
from tests.world.builder import answered, said
from tests.world.worlds import some

ACTORS, GROUPS = st.sampled_from(["ash", "birch"]), st.sampled_from(["men", "boys"])
POLARITY = st.sampled_from(["asserts", "asserts", "denies"])
STATES = st.builds(
    lambda words, who, whom, polarity: said("crow", words, who, whom, observed="2026-01-20", polarity=polarity),
    st.sampled_from(["holds 100", "holds 200", "holds", "guards 150"]), ACTORS, GROUPS, POLARITY,
)  # fmt: skip
MOVES = st.builds(
    lambda words, to, whom, day, about: said("daw", words, whom=whom, on=day, to_holder=to, about=about),
    st.sampled_from(["transfers 10", "transfers 20"]), ACTORS, GROUPS,
    st.sampled_from(["2026-01-20", "2026-01-21"]), st.sampled_from(["march", "siege", ()]),
)  # fmt: skip
SIDES = st.builds(
    lambda words, who, whom, polarity: said("crow", words, who, whom, observed="2026-01-20", polarity=polarity),
    st.sampled_from(["allied_with", "fights", "holds"]), ACTORS, ACTORS, POLARITY,
)  # fmt: skip
OF_ALL = st.builds(  # a denial that names nobody denies it of everybody
    lambda statement: replace(statement, polarity="denies", roles={"subject": ("ash",)}), st.one_of(STATES, SIDES)
)
JUDGED = [Judgement(id="one", ids=("march", "siege"), verdict="positive", by="nest", on="2026-02-01", why="one march")]


@st.composite
def worlds(draw: st.DrawFn) -> list[StoredStatement]:
    """Statements, some of which respond to others, whatever they are about."""
    told = draw(st.lists(st.one_of(STATES, MOVES, SIDES, OF_ALL), max_size=10))
    for number in range(len(told) - 1):
        if stance := draw(some(["", "", "denies", "corrects", "questions"])):
            told[number] = answered(told[number], "daw", stance, key=told[draw(st.integers(0, len(told) - 1))].key)
    return told


def seen(found: list[Dispute]) -> set[object]:
    return {(each.why, tuple(s.id for s in each.statements), each.certain) for each in found}


@settings(deadline=None, derandomize=True, max_examples=300)
@given(worlds(), st.sampled_from([[], JUDGED]))
def test_each_dispute_lies_in_one_piece(told: list[StoredStatement], judgements: list[Judgement]) -> None:
    piece = group_comparable(told)
    by_piece = [[s for s in told if piece[s.id] == number] for number in set(piece.values())]
    alone = [dispute for part in by_piece for dispute in collect_disputes(part, judgements)]
    assert seen(alone) == seen(collect_disputes(told, judgements))
    assert len(alone) == len(collect_disputes(told, judgements))


def test_what_shares_nothing_lies_apart() -> None:
    men, boys, march = (
        said("crow", "holds", "ash", "men"),
        said("crow", "holds", "ash", "boys"),
        said("crow", "transfers", whom="men"),
    )
    assert len(set(group_comparable([men, boys, march]).values())) == 3
    denial = replace(said("daw", "holds", "ash", "men", polarity="denies"), roles={"subject": ("ash",)})
    assert len(set(group_comparable([men, boys, march, denial]).values())) == 2
