"""The pairs of a network on a day, with a place for each actor: `whoholds network`, /v1/network."""

from typing import Annotated, NotRequired, cast

import numpy as np
from pydantic import Field
from typing_extensions import TypedDict

from app import terminal
from app.answers.everyone import NO_ROW, lens_notes
from app.answers.extent import extent_notes
from app.answers.frame import question_json
from app.answers.notes import filter_notes, version_notes
from app.answers.question import Asked, Common
from app.answers.records import find_drawn_place
from app.answers.sentences import asked_days_words
from app.answers.shapes import entity_ref
from app.answers.words import plural
from app.parameters.common import DayPictureParameters
from app.parameters.fields import Actor, Depth, MeasureNames, SignFilter
from app.question import Question
from app.schemas import AlliancesQuestion, Certainty, Degree, Measures, Ref, Sign, SignName, Support
from app.tables import AnswerShape
from app.terminal import Row
from graph.alliances.drawing import NetworkFindings, choose_nodes, count_pairs, find_network
from graph.alliances.evidence import find_known_by
from graph.alliances.measuring import MeasuredNodes
from graph.alliances.network import NetworkDay
from graph.columns.table import Array
from graph.evidence.support import RANKS
from graph.selection.snapshot import Snapshot


class NetworkEdge(TypedDict):
    a: str
    b: str
    sign: Sign | None
    mixed: bool
    certainty: Certainty
    knownCertainty: Certainty
    support: Support
    statements: Annotated[int, Field(description="how many")]


class PlacedActor(Ref):
    x: Annotated[
        float | None, Field(description="-1 to 1, the same on every day; null for who is in no pair on any day")
    ]
    y: float | None


class NetworkNode(PlacedActor):
    degree: Annotated[Degree, Field(description="pairs that are asked about, whether or not they are among `edges`")]
    measures: NotRequired[Annotated[Measures | None, Field(description="only where some are asked for")]]


class NetworkQuestion(AlliancesQuestion):
    sign: NotRequired[SignName | None]


class NetworkAnswer(TypedDict):
    question: NetworkQuestion
    dataVersion: int
    summary: Annotated[str, Field(description="one plain sentence")]
    nodes: list[NetworkNode]
    edges: list[NetworkEdge]
    notes: list[str]
    truncated: Annotated[bool, Field(description="not all actors are shown; see notes")]


PLACED = (
    "x and y come from all evidence of all days, so they are the same on every day of a data version, whatever is asked"
)


def network(
    selection: Asked,
    actor: Actor = None,
    sign: SignFilter = None,
    depth: Depth = None,
    measures: MeasureNames = None,
) -> NetworkAnswer:
    """Actors with a place that no day changes, and an edge per pair; as a table the answer has its edges.

    Everyone, or up to `depth` steps around an actor and its parts. At most `limit` actors: those with the most pairs,
    or the nearest ones to the actor. `measures` are over all pairs that are asked about, shown or not.
    """
    view, asked = selection.view, selection.question
    found = find_network(selection, actor, sign, depth, measures)
    scope, rows, all_pairs = found.scope, found.rows, found.network
    shown = choose_nodes(all_pairs, scope.actors or (), asked.limit)
    edges = np.flatnonzero(shown[all_pairs.a] & shown[all_pairs.b])
    notes = filter_notes(asked, found.filtered)
    left = len(all_pairs.nodes) - int(shown.sum())
    if left:
        notes.append(cut_note(len(all_pairs.nodes), left, len(edges), len(rows), around=bool(scope.actors)))
    nodes = _nodes(view, found, np.flatnonzero(shown))
    if scope.actor and scope.actor not in {node["id"] for node in nodes}:
        nodes.append(_node(view, scope.actor, {"friendly": 0, "hostile": 0, "neutral": 0, "mixed": 0}))
        notes.append(f"no pair {asked_days_words(asked)} has {view.directory.get(scope.actor).name} in it")
    question = question_json(selection, actor=scope.actor)
    return {
        "question": cast(NetworkQuestion, question | ({"sign": scope.sign} if scope.sign else {})),
        "dataVersion": view.version,
        "summary": f"{asked_days_words(asked).capitalize()}: {plural(len(all_pairs.nodes), 'actor')} and "
        f"{plural(len(rows), 'pair')}.",
        "nodes": nodes,
        "edges": _edges(asked, rows.take(edges)),
        "notes": [
            *notes,
            *_estimate_notes(found.measures),
            *(extent_notes(found.unfiltered.evidence) if not len(found.unfiltered) else []),
            PLACED,
            NO_ROW,
            *lens_notes(selection),
            *version_notes(view),
        ],
        "truncated": left > 0,
    }


def cut_note(actors: int, left: int, edges: int, pairs: int, *, around: bool) -> str:
    """Said where only some of the actors are shown."""
    which = "nearest ones" if around else "ones with the most pairs"
    return (
        f"{actors - left:,} of {actors:,} actors are shown, the {which}, with {edges:,} of {pairs:,} pairs; "
        "limit shows more"
    )


def placed_json(view: Snapshot, id_: str) -> PlacedActor:
    """An actor with its place."""
    x, y = find_drawn_place(view, id_) or (None, None)
    return {**entity_ref(view, id_), "x": x, "y": y}


def _estimate_notes(measures: MeasuredNodes) -> list[str]:
    if measures.estimated_from is None:
        return []
    some, every = measures.estimated_from
    return [f"betweenness is estimated from {some:,} of {every:,} actors"]


def _nodes(view: Snapshot, found: NetworkFindings, shown: Array) -> list[NetworkNode]:
    """The actors in the order of their ids; degrees count all pairs that are asked about, shown or not."""
    names = found.network.nodes
    degrees = {name: counts.tolist() for name, counts in count_pairs(found.network).items()}
    made: list[NetworkNode] = []
    for place in shown.tolist():
        degree: Degree = {
            "friendly": degrees["friendly"][place],
            "hostile": degrees["hostile"][place],
            "neutral": degrees["neutral"][place],
            "mixed": degrees["mixed"][place],
        }
        node = _node(view, names[place], degree)
        if found.has_measures:
            node["measures"] = found.measures.values_of(place)
        made.append(node)
    return sorted(made, key=lambda node: node["id"])


def _node(view: Snapshot, id_: str, degree: Degree) -> NetworkNode:
    placed = placed_json(view, id_)
    return {
        "id": placed["id"],
        "name": placed["name"],
        "kind": placed["kind"],
        "x": placed["x"],
        "y": placed["y"],
        "degree": degree,
    }


def _edges(asked: Common, rows: NetworkDay) -> list[NetworkEdge]:
    """The pairs in the order of their ids."""
    network = rows.network
    known = rows.surely_known(find_known_by(asked))
    sizes = np.diff(rows.offsets)
    made: list[NetworkEdge] = [
        {
            "a": min(network.nodes[a], network.nodes[b]),
            "b": max(network.nodes[a], network.nodes[b]),
            "sign": None if mixed else sign,
            "mixed": mixed,
            "certainty": "certain" if certain else "possible",
            "knownCertainty": "certain" if sure else "possible",
            "support": RANKS[support],
            "statements": number,
        }
        for a, b, sign, mixed, certain, sure, support, number in zip(
            network.a.tolist(),
            network.b.tolist(),
            network.sign.tolist(),
            network.mixed.tolist(),
            network.certain.tolist(),
            known.tolist(),
            network.support.tolist(),
            sizes.tolist(),
            strict=True,
        )
    ]
    return sorted(made, key=lambda edge: (edge["a"], edge["b"]))


def _show(data: Row) -> None:
    columns: terminal.Columns = {
        "one": lambda row: row["a"],
        "other": lambda row: row["b"],
        "they are": terminal.sign_word,
        "how sure": terminal.sure_words,
        "statements": lambda row: row["statements"],
    }
    asked = list(next((node["measures"] for node in data["nodes"] if node.get("measures")), ()))
    if asked:
        nodes = sorted(data["nodes"], key=lambda node: -(node.get("measures", {}).get(asked[0]) or 0))
        values = {name: lambda node, name=name: node.get("measures", {}).get(name) for name in asked}
        return terminal.print_answer(dict(data) | {"rows": nodes}, {"actor": lambda node: node["name"], **values})
    return terminal.print_answer(dict(data) | {"rows": data["edges"]}, columns)


QUESTION = Question(
    "/network",
    network,
    DayPictureParameters,
    AnswerShape(NetworkEdge, "Who was friendly or hostile to whom", "network"),
    _show,
)
