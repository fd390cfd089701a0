"""The pairs of a network on a day, with a place for each actor: `whoholds network`, /v1/network."""

from typing import Annotated, NotRequired, cast

import numpy as np
from pydantic import Field
from typing_extensions import TypedDict

from app import terminal
from app.answers.asked import Asked
from app.answers.everyone import NO_ROW, around, lens_notes, of_sign
from app.answers.extent import extent_notes
from app.answers.frame import question_json
from app.answers.measuring import Measured, measured, measures_asked
from app.answers.positions import place_of
from app.answers.question import Common
from app.answers.rows import filter_notes, version_notes
from app.answers.sentences import days, plural
from app.answers.shapes import Json, entity_ref
from app.answers.signs import depth_asked, sign_asked
from app.parameters.common import DayPictureParameters
from app.parameters.fields import Actor, Depth, MeasureNames, SignFilter
from app.question import Question
from app.schemas import AlliancesQuestion, Certainty, Degree, Measures, Ref, Sign, SignName, Support
from app.tables import AnswerShape
from app.terminal import Row
from graph.alliances.day import NetworkDay
from graph.alliances.evidence import day_of
from graph.alliances.filtering import filter_network
from graph.alliances.network import Network
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


class NetworkNode(Ref):
    x: Annotated[
        float | None, Field(description="-1 to 1, the same on every day; null for who is in no pair on any day")
    ]
    y: float | None
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


SIGNS = ("friendly", "hostile", "neutral", "mixed")


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
    id_ = selection.resolve_name(actor, ["Actor"], "actor") if actor else None
    centre = selection.find_parts(id_) if id_ else frozenset()
    sign, steps, wanted = sign_asked(sign), depth_asked(depth, actor), measures_asked(measures)
    notes: list[str] = []
    found = day_of(selection)
    filtered = filter_network(selection, found)
    rows = filtered.rows
    notes += filter_notes(asked, filtered)
    if centre:
        rows = rows.taken(around(rows.network, centre, steps))
    if sign:
        rows = rows.taken(np.flatnonzero(of_sign(rows.network, sign)))
    whole = rows.network
    shown = shown_of(view, whole, centre, asked.limit)
    edges = np.flatnonzero(shown[whole.a] & shown[whole.b])
    left = len(whole.nodes) - int(shown.sum())
    if left:
        which = "nearest ones" if centre else "ones with the most pairs"
        notes.append(
            f"{len(whole.nodes) - left:,} of {len(whole.nodes):,} actors are shown, the {which}, with "
            f"{len(edges):,} of {len(rows):,} pairs; limit shows more"
        )
    found_measures = measured(whole, wanted)
    nodes = _nodes(view, whole, np.flatnonzero(shown), found_measures if wanted else None)
    if id_ and id_ not in {node["id"] for node in nodes}:
        nodes.append(node_json(view, id_, {}))
        notes.append(f"no pair {days(asked)} has {view.directory.get(id_).name} in it")
    return {
        "question": cast(NetworkQuestion, question_json(selection, actor=id_) | ({"sign": sign} if sign else {})),
        "dataVersion": view.version,
        "summary": f"{days(asked).capitalize()}: {plural(len(whole.nodes), 'actor')} and {plural(len(rows), 'pair')}.",
        "nodes": cast(list[NetworkNode], nodes),
        "edges": _edges(asked, rows.taken(edges)),
        "notes": [
            *notes,
            *found_measures.notes,
            *(extent_notes(found.evidence) if not len(found) else []),
            PLACED,
            NO_ROW,
            *lens_notes(selection),
            *version_notes(view),
        ],
        "truncated": left > 0,
    }


def shown_of(view: Snapshot, whole: Network, centre: frozenset[str], most: int) -> Array:
    """Which actors are shown: the nearest to the centre first, then those with the most pairs, then by id."""
    size = len(whole.nodes)
    degree = np.bincount(np.concatenate([whole.a, whole.b]), minlength=size)
    away = np.zeros(size, np.int64)
    if centre:
        reached = np.array([node in centre for node in whole.nodes], bool)
        away[~reached] = size
        for step in range(1, size):
            touched = reached[whole.a] | reached[whole.b]
            more = reached.copy()
            more[whole.a[touched]] = more[whole.b[touched]] = True
            if (more == reached).all():
                break
            away[more & ~reached] = step
            reached = more
    ids = np.array(list(whole.nodes), dtype=object)
    by_id = np.empty(size, np.int64)
    by_id[np.argsort(ids, kind="stable")] = np.arange(size)
    shown = np.zeros(size, bool)
    shown[np.lexsort((by_id, -degree, away))[:most]] = True
    return shown


def _nodes(view: Snapshot, whole: Network, shown: Array, measures: Measured | None) -> list[Json]:
    """The actors in the order of their ids; degrees count all pairs that are asked about, shown or not."""
    size, ends = len(whole.nodes), np.concatenate([whole.a, whole.b])
    degrees = {
        name: np.bincount(ends[np.tile(of_sign(whole, name), 2)], minlength=size)[shown].tolist() for name in SIGNS
    }
    made = []
    for at, place in enumerate(shown.tolist()):
        node = node_json(view, whole.nodes[place], {name: degrees[name][at] for name in SIGNS})
        made.append(node | ({"measures": measures.of(place)} if measures else {}))
    return sorted(made, key=lambda node: str(node["id"]))


def node_json(view: Snapshot, id_: str, degree: Json) -> Json:
    """An actor with its place and its degrees; those that are not given are 0."""
    x, y = place_of(view, id_) or (None, None)
    return {
        **entity_ref(view, id_),
        "x": x,
        "y": y,
        "degree": dict.fromkeys(SIGNS, 0) | degree,
    }


def _edges(asked: Common, rows: NetworkDay) -> list[NetworkEdge]:
    """The pairs in the order of their ids."""
    network = rows.network
    known = rows.surely_known(asked.known_at.latest.toordinal() if asked.known_at else None)
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
    return sorted(made, key=lambda edge: (str(edge["a"]), str(edge["b"])))


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
