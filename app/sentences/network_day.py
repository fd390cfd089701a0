"""Finds the facts of sentences on the network of a day, from the columns."""

from dataclasses import replace

import numpy as np

from app.answers.question import Asked
from app.sentences.asked import find_asked_days
from app.sentences.facts import AskedDays
from app.sentences.networks import MiddleFact, NetworkFacts, RelationFact, name_relation, rank_relation
from graph.alliances.drawing import NetworkFindings, NetworkSpellsFindings
from graph.alliances.evidence import find_known_by
from graph.alliances.network import CERTAIN, NetworkDay
from graph.columns.segments import find_least
from graph.columns.table import INFERRED, Array, Columns
from graph.dates.windows import Window
from graph.vocabulary import vocabulary

MOST_PAIRS = 5
MOST_SPEAKERS = 3
MOST_IN_THE_MIDDLE = 3
SAME_VALUE = 1e-6  # measures that differ by less, as a share, are the same; some are found by steps


def find_network_facts(
    selection: Asked,
    rows: NetworkDay,
    actors: tuple[str, ...] = (),
    extent: Window | None = None,
    middle: MiddleFact | None = None,
) -> NetworkFacts:
    """The facts of an answer on everyone, or on all around an actor."""
    return NetworkFacts(
        asked=doubt_known(selection, rows),
        actors=actors,
        relations=(*_list_relations(selection, rows, -1), *_list_relations(selection, rows, 1)),
        extent=extent,
        middle=middle,
    )


def find_middle(findings: NetworkFindings) -> MiddleFact | None:
    """The first actors by the first measure that says who is in the middle, and who are alike by it.

    Ranked are three at most, those before the first who has the same value as another.
    """
    measured = findings.measures.values if findings.has_measures else {}
    name = next((one for one in ("pagerank", "betweenness", "degree") if one in measured), None)
    if name is None or not len(findings.network):
        return None
    values, nodes = measured[name], findings.network.nodes
    ranked: list[int] = []
    for node in np.argsort(-values, kind="stable").tolist():
        if values[node] <= 0 or len(ranked) == MOST_IN_THE_MIDDLE:
            break
        alike = np.flatnonzero(np.isclose(values, values[node], rtol=SAME_VALUE, atol=0)).tolist()
        if len(alike) > 1:
            return MiddleFact(tuple(nodes[one] for one in ranked), tuple(nodes[one] for one in alike))
        ranked.append(node)
    return MiddleFact(tuple(nodes[one] for one in ranked)) if ranked else None


def doubt_known(selection: Asked, rows: NetworkDay) -> AskedDays:
    """The days asked about, and whether of all pairs enough was surely public by `known_at`."""
    is_known = bool(rows.is_surely_known(find_known_by(selection.question)).all())
    return replace(find_asked_days(selection), is_surely_known=is_known)


def _list_relations(selection: Asked, rows: NetworkDay, sign: int) -> list[RelationFact]:
    """The relations of the pairs of a sign by what is stated, each pair with its strongest; the strongest first.

    Pairs of two states come first, then those of most evidence.
    """
    evidence, at = rows.evidence, rows.evidence.rows[rows.places]
    edges, is_stated = evidence.columns["edge"][at], (evidence.columns["flags"][at] & INFERRED) == 0
    predicates = [text.split(" ")[0] for text in evidence.columns.names.edges.texts]
    signs = vocabulary().signed_predicates
    of_edge = [name_relation(name) if name in signs else "" for name in predicates]
    names = sorted(set(of_edge), key=lambda name: (rank_relation(name), name))
    number = np.array([names.index(name) for name in of_edge], np.int64)[edges]
    number = np.where(is_stated & (evidence.sign[rows.places] == sign), number, len(names))
    owner = np.repeat(np.arange(len(rows)), np.diff(rows.offsets))
    # for each row the first piece of its strongest relation: the least value, of which the position is a part
    best = find_least(number * len(at) + np.arange(len(at)), rows.offsets) % max(len(at), 1)
    best = best[number[best] < len(names)]
    _, once = np.unique(evidence.pair[rows.places[best]], return_index=True)  # a pair may have several pieces
    best = best[once]
    weights = evidence.sizes[evidence.pair[rows.places[best]]]
    best = best[np.lexsort((-weights, ~_are_of_states(selection, rows, best)))]
    found = []
    for place, name in enumerate(names):
        of_name = best[number[best] == place]
        if len(of_name):
            ends = zip(*(end.tolist() for end in evidence.find_ends(rows.places[of_name[:MOST_PAIRS]])), strict=True)
            pairs = tuple((evidence.nodes[a], evidence.nodes[b]) for a, b in ends)
            speakers = list_speakers(evidence.columns, at[number == place])
            one, other = evidence.find_ends(rows.places[of_name])
            common = [end for end in (int(one[0]), int(other[0])) if np.all((one == end) | (other == end))]
            found.append(
                RelationFact(
                    relation=name,
                    sign=sign,
                    pairs=pairs,
                    count=len(of_name),
                    speakers=speakers,
                    is_sure=bool((rows.support[owner[of_name]] == CERTAIN).any()),
                    common=evidence.nodes[common[0]] if common and len(of_name) > 1 else None,
                    is_joined=bool(common) and bool(np.all(other == common[0])),
                )
            )
    return found


def _are_of_states(selection: Asked, rows: NetworkDay, at: Array) -> Array:
    """Whether both ends of some pieces of evidence are states: their wars come before those within a state."""
    find = rows.evidence.columns.names.entities.find
    states = [number for id_ in selection.view.directory.states if (number := find(id_)) is not None]
    one, other = rows.evidence.find_ends(rows.places[at])
    is_of_states: Array = np.isin(one, states) & np.isin(other, states)
    return is_of_states


def find_spells_facts(selection: Asked, findings: NetworkSpellsFindings, days: Window | None) -> NetworkFacts:
    """The facts of the pairs of a period, day by day; a pair counts for each sign that it has on some day."""
    rows = findings.rows
    return NetworkFacts(
        asked=replace(find_asked_days(selection), day=days),
        actors=findings.scope.own,
        relations=(*_list_relations(selection, rows, -1), *_list_relations(selection, rows, 1)),
    )


def list_speakers(columns: Columns, at: Array) -> tuple[str, ...]:
    """The speakers of some rows of the columns, those of most rows first; the last stands for others."""
    numbers, counts = np.unique(columns["said_by"][at], return_counts=True)
    return tuple(columns.names.speakers.texts[number] for number in numbers[np.argsort(-counts)][:MOST_SPEAKERS])
