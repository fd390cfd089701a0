"""The pairs of a network on a day, with a place for each actor: `whoholds network`, /v1/network."""

from __future__ import annotations

from typing import Annotated, NotRequired, cast

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import Actor, DayPictureParameters, Depth, MeasureNames, RelationFilter, SignFilter
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.alliances import AlliancesQuestion, Degree, Measures, Sign, SignName
from app.schemas.evidence import Certainty, Support
from app.schemas.names import Ref
from app.schemas.pages import CanBePinned
from app.terminal import Row

if is_answering(__name__):
    import numpy as np

    from app.answers.alliances import ask_in_its_time, column_lens_notes, extent_notes, no_row_note, relation_notes
    from app.answers.frame import question_json
    from app.answers.notes import filter_notes, name_notes, version_notes
    from app.answers.question import Asked, Common
    from app.answers.records import find_drawn_place
    from app.answers.shapes import entity_ref
    from app.sentences import open_writer
    from app.sentences.network_day import find_middle, find_network_facts
    from app.sentences.notes import FixedNote, TieNoteWriter
    from graph.alliances.drawing import NetworkFindings, choose_nodes, count_pairs, find_network
    from graph.alliances.evidence import find_known_by
    from graph.alliances.measuring import MeasuredNodes
    from graph.alliances.network import NetworkDay
    from graph.alliances.pairs import read_relations
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


class NetworkAnswer(CanBePinned):
    question: NetworkQuestion
    dataVersion: int
    summary: Annotated[str, Field(description="one plain sentence")]
    nodes: list[NetworkNode]
    edges: list[NetworkEdge]
    notes: list[str]
    truncated: Annotated[bool, Field(description="not all actors are shown; see notes")]


def network(
    selection: Asked,
    actor: Actor = None,
    sign: SignFilter = None,
    depth: Depth = None,
    measures: MeasureNames = None,
    relation: RelationFilter = None,
) -> NetworkAnswer:
    """Actors with a place that no day changes, and an edge per pair; as a table the answer has its edges.

    Everyone, or up to `depth` steps around an actor and its parts. At most `limit` actors: those with the most pairs,
    or the nearest ones to the actor. `measures` are over all pairs that are asked about, shown or not.
    """
    selection = ask_in_its_time(selection, actor).restrict_relations(read_relations(relation))
    view, asked = selection.view, selection.question
    findings = find_network(selection, actor, sign, depth, measures)
    scope, rows, all_pairs = findings.scope, findings.rows, findings.network
    shown = choose_nodes(all_pairs, scope.actors or (), asked.limit)
    edges = np.flatnonzero(shown[all_pairs.a] & shown[all_pairs.b])
    writer, notes = open_writer(selection), filter_notes(selection, findings.filtered)
    left_out = len(all_pairs.nodes) - int(shown.sum())
    if left_out:
        actors = len(all_pairs.nodes)
        notes.append(
            writer.tie_notes.write_cut_actors(
                actors - left_out, actors, len(edges), len(rows), is_around=bool(scope.actors)
            )
        )
    nodes = _nodes_json(view, findings, np.flatnonzero(shown))
    if scope.actor and scope.actor not in {node["id"] for node in nodes}:
        nodes.append(_node_json(view, scope.actor, {"friendly": 0, "hostile": 0, "neutral": 0, "mixed": 0}))
        notes.append(writer.tie_notes.write_no_pair(scope.actor, asked.as_of, asked.known_at_written))
    question = question_json(selection, actor=scope.own)
    return {
        "question": cast(NetworkQuestion, question | ({"sign": scope.sign} if scope.sign else {})),
        "dataVersion": view.version,
        "summary": writer.write_network(find_network_facts(selection, rows, scope.asked, middle=find_middle(findings))),
        "nodes": nodes,
        "edges": _edges_json(asked, rows.take(edges)),
        "notes": [
            *name_notes(selection),
            *relation_notes(selection),
            *notes,
            *_estimate_notes(writer.tie_notes, findings.measures),
            *(extent_notes(selection, findings.unfiltered.evidence) if not len(findings.unfiltered) else []),
            writer.notes.write_fixed(FixedNote.FIXED_PLACES),
            no_row_note(selection),
            *column_lens_notes(selection),
            *version_notes(selection),
        ],
        "truncated": left_out > 0,
    }


def placed_json(view: Snapshot, id_: str) -> PlacedActor:
    """An actor with its position in the drawing."""
    x, y = find_drawn_place(view, id_) or (None, None)
    return {**entity_ref(view, id_), "x": x, "y": y}


def _estimate_notes(writer: TieNoteWriter, measures: MeasuredNodes) -> list[str]:
    if measures.estimated_from is None:
        return []
    sampled, total = measures.estimated_from
    return [writer.write_estimate(sampled, total)]


def _nodes_json(view: Snapshot, findings: NetworkFindings, shown: Array) -> list[NetworkNode]:
    """The actors in the order of their ids; degrees count all pairs that are asked about, shown or not."""
    names = findings.network.nodes
    degrees = {name: counts.tolist() for name, counts in count_pairs(findings.network).items()}
    nodes: list[NetworkNode] = []
    for index in shown.tolist():
        degree: Degree = {
            "friendly": degrees["friendly"][index],
            "hostile": degrees["hostile"][index],
            "neutral": degrees["neutral"][index],
            "mixed": degrees["mixed"][index],
        }
        node = _node_json(view, names[index], degree)
        if findings.has_measures:
            node["measures"] = findings.measures.values_of(index)
        nodes.append(node)
    return sorted(nodes, key=lambda node: node["id"])


def _node_json(view: Snapshot, id_: str, degree: Degree) -> NetworkNode:
    actor = placed_json(view, id_)
    return {
        "id": actor["id"],
        "name": actor["name"],
        "kind": actor["kind"],
        "x": actor["x"],
        "y": actor["y"],
        "degree": degree,
    }


def _edges_json(asked: Common, rows: NetworkDay) -> list[NetworkEdge]:
    """The pairs in the order of their ids."""
    network = rows.network
    surely_known = rows.is_surely_known(find_known_by(asked))
    sizes = np.diff(rows.offsets)
    edges: list[NetworkEdge] = [
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
            surely_known.tolist(),
            network.support.tolist(),
            sizes.tolist(),
            strict=True,
        )
    ]
    return sorted(edges, key=lambda edge: (edge["a"], edge["b"]))


def _print_network(data: Row) -> None:
    columns: terminal.Columns = {
        "one": lambda row: row["a"],
        "other": lambda row: row["b"],
        "they are": terminal.sign_word,
        "how sure": terminal.sure_words,
        "statements": lambda row: row["statements"],
    }
    measure_names = list(next((node["measures"] for node in data["nodes"] if node.get("measures")), ()))
    if measure_names:
        nodes = sorted(data["nodes"], key=lambda node: -(node.get("measures", {}).get(measure_names[0]) or 0))
        values = {name: lambda node, name=name: node.get("measures", {}).get(name) for name in measure_names}
        return terminal.print_answer(dict(data) | {"rows": nodes}, {"actor": lambda node: node["name"], **values})
    return terminal.print_answer(dict(data) | {"rows": data["edges"]}, columns)


QUESTION = Question(
    "/network",
    network,
    DayPictureParameters,
    AnswerShape(NetworkEdge, "Who was friendly or hostile to whom", "network"),
    _print_network,
)
