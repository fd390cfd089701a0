"""A network on every day of a period: /v1/network/spells."""

from datetime import date, timedelta
from typing import Annotated, NotRequired, cast

import numpy as np
from pydantic import Field
from typing_extensions import TypedDict

from app.answers.asked import Asked
from app.answers.everyone import NO_ROW, lens_notes, of_sign
from app.answers.extent import extent_asked, extent_notes
from app.answers.frame import question_json
from app.answers.question import Common
from app.answers.rows import version_notes
from app.answers.sentences import plural
from app.answers.shapes import Json
from app.answers.signs import depth_asked, sign_asked
from app.parameters.common import PeriodPictureParameters
from app.parameters.fields import Actor, Depth, From, SignFilter, To
from app.question import Question
from app.questions.network import PLACED, SIGNS, node_json, shown_of
from app.schemas import (
    Certainty,
    Degree,
    Lens,
    Named,
    Ref,
    Sign,
    SignName,
    Support,
)
from app.tables import AnswerShape
from graph.alliances.evidence import evidence_of, last_known, stretches_of
from graph.alliances.filtering import filter_network
from graph.alliances.network import Network
from graph.alliances.spells import Days, RowPieces, around, firsts, pieces, spells
from graph.columns.table import Array
from graph.dates.windows import Window
from graph.evidence.hierarchy import find_parts, select_links_below
from graph.evidence.support import RANKS
from graph.selection.snapshot import Snapshot


class DegreeOverTime(Degree):
    """A pair counts once for each sign that it has on some day."""

    pairs: Annotated[int, Field(description="how many at all")]


class SpellsNode(Ref):
    x: Annotated[float | None, Field(description="as in /v1/network")]
    y: float | None
    degree: Annotated[
        DegreeOverTime, Field(description="pairs of the whole period, whether or not they are among `edges`")
    ]


class SpellsEdge(TypedDict):
    a: str
    b: str
    spells: Annotated[
        list[tuple[date, date, Sign | None, bool, Certainty, Certainty, Support]],
        Field(description="each in the order of `spellFields`; in the order of their days, of which none is in two"),
    ]


class NetworkSpell(TypedDict):
    """A line of the tables: a spell of a pair."""

    a: str
    b: str
    start: date
    end: Annotated[date, Field(description="the last day of the spell")]
    sign: Sign | None
    mixed: bool
    certainty: Certainty
    knownCertainty: Certainty
    support: Support


_SpellsStart = TypedDict(
    "_SpellsStart", {"from": Annotated[date | None, Field(description="null where nothing is known of any day")]}
)


class SpellsQuestion(_SpellsStart):
    actor: NotRequired[Named | None]
    sign: NotRequired[SignName | None]
    knownAt: str | None
    lens: NotRequired[Annotated[Lens | None, Field(description="only where one is given")]]
    to: date | None


class NetworkSpellsAnswer(TypedDict):
    question: SpellsQuestion
    dataVersion: int
    summary: Annotated[str, Field(description="one plain sentence")]
    nodes: list[SpellsNode]
    spellFields: Annotated[list[str], Field(description="what the values of a spell are, in their order")]
    edges: list[SpellsEdge]
    notes: list[str]
    truncated: Annotated[bool, Field(description="not all actors are shown; see notes")]


# arrays, not objects: a network over time is mostly spells, and with names they would take twice the bytes
FIELDS = ("start", "end", "sign", "mixed", "certainty", "knownCertainty", "support")


CUT = "spells are cut to the days asked about"


def network_spells(
    selection: Asked,
    start: From = None,
    end: To = None,
    actor: Actor = None,
    sign: SignFilter = None,
    depth: Depth = None,
) -> NetworkSpellsAnswer:
    """What `network` says of each day from one to another, at once: an edge per pair with its spells.

    Spells are arrays in the order of `spellFields`; as a table the answer has a line per spell. At most `limit` actors.
    """
    view, asked = selection.view, selection.question
    id_ = selection.resolve_name(actor, ["Actor"], "actor") if actor else None
    sign, steps = sign_asked(sign), depth_asked(depth, actor)
    evidence = evidence_of(selection)
    days = extent_asked(evidence, start, end)
    a, b = (days.earliest.toordinal(), days.latest.toordinal()) if days else (1, 0)
    every = pieces(evidence, a, b, stretches_of(selection, evidence))
    filtered = filter_network(selection, every)
    rows = filtered.rows
    # without the number of rows, of which a pair has many here
    notes = [_left_out(asked)] if filtered.only_possible or filtered.few_speakers else []
    centre = _centre(selection, id_, days) if id_ and days else {}
    if id_:
        numbers = {n: some for one, some in centre.items() if (n := _number(view, one)) is not None}
        rows = around(rows, numbers, steps)
    if sign:
        rows = rows.taken(np.flatnonzero(of_sign(rows.network, sign)))
    pairs = firsts(rows)
    whole = pairs.network
    shown = shown_of(view, whole, frozenset(centre), asked.limit)
    low, high = shown[rows.network.a], shown[rows.network.b]
    edges = _edges(asked, rows.taken(np.flatnonzero(low & high)))
    left = len(whole.nodes) - int(shown.sum())
    if left:
        which = "nearest ones" if id_ else "ones with the most pairs"
        notes.append(
            f"{len(whole.nodes) - left:,} of {len(whole.nodes):,} actors are shown, the {which}, with "
            f"{len(edges):,} of {len(pairs):,} pairs; limit shows more"
        )
    nodes = _nodes(view, rows, whole, np.flatnonzero(shown))
    when = f"from {days.earliest} to {days.latest}" if days else "on no day"
    if id_ and id_ not in {node["id"] for node in nodes}:
        nodes.append(node_json(view, id_, {"pairs": 0}))
        notes.append(f"no pair {when} has {view.directory.get(id_).name} in it")
    question = question_json(selection, actor=id_)
    del question["asOf"]
    question |= {"from": days and days.earliest, "to": days and days.latest, **({"sign": sign} if sign else {})}
    return {
        "question": cast(SpellsQuestion, question),
        "dataVersion": view.version,
        "summary": f"{when.capitalize()}: {plural(len(whole.nodes), 'actor')} and {plural(len(pairs), 'pair')}.",
        "nodes": cast(list[SpellsNode], nodes),
        "spellFields": list(FIELDS),
        "edges": cast(list[SpellsEdge], edges),
        "notes": [
            *notes,
            *(extent_notes(evidence) if not len(every) else []),
            CUT,
            PLACED,
            NO_ROW,
            *lens_notes(selection),
            *version_notes(view),
        ],
        "truncated": left > 0,
    }


def _left_out(asked: Common) -> str:
    few = f"days on which a pair rests on fewer than {asked.min_independent} independent speakers"
    unsure = "days on which a pair is only possible"
    some = [unsure] * (asked.certainty == "certain") + [few] * bool(asked.min_independent)
    return f"{' and '.join(some)} are left out"


def _centre(selection: Asked, id_: str, days: Window) -> dict[str, list[Days]]:
    """An actor and its parts, each with the days on which it is one; what is part of what changes on few of them."""
    known = selection.links
    links = select_links_below(id_, known, days.earliest, days.latest)
    turns = {days.earliest}
    for link in links:
        turns.add(link.bounds.earliest_start)
        turns.add(link.bounds.latest_end + timedelta(1) if link.bounds.latest_end < days.latest else days.earliest)
    begins = sorted(turn for turn in turns if days.earliest <= turn <= days.latest)
    ends = [begin.toordinal() - 1 for begin in begins[1:]] + [days.latest.toordinal()]
    found: dict[str, list[Days]] = {}
    for begin, end in zip(begins, ends, strict=True):
        for part in find_parts(id_, links, begin, begin):
            found.setdefault(part, []).append((begin.toordinal(), end))
    return found


def _number(view: Snapshot, id_: str) -> int | None:
    return view.whole.columns.names.entities.find(id_)


def _nodes(view: Snapshot, rows: RowPieces, whole: Network, shown: Array) -> list[Json]:
    """The actors in the order of their ids. A pair counts once for each sign that it has on some day."""
    size = len(whole.nodes)

    def degrees(some: RowPieces) -> list[int]:
        # who is left of some pairs is numbered anew, so they are found again among all by their ids
        network = firsts(some).network
        counts = np.bincount(np.concatenate([network.a, network.b]), minlength=len(network.nodes)).tolist()
        by_id = dict(zip(network.nodes, counts, strict=True))
        return [by_id.get(whole.nodes[place], 0) for place in range(size)]

    by_sign = {name: degrees(rows.taken(np.flatnonzero(of_sign(rows.network, name)))) for name in SIGNS}
    by_sign["pairs"] = degrees(rows)
    made = [
        node_json(view, whole.nodes[place], {name: found[place] for name, found in by_sign.items()})
        for place in shown.tolist()
    ]
    return sorted(made, key=lambda node: str(node["id"]))


def _edges(asked: Common, rows: RowPieces) -> list[Json]:
    """The pairs in the order of their ids, each with its spells in the order of their days."""
    network, known = rows.network, rows.surely_known(last_known(asked))
    found = spells(rows, known)
    at, names = found.piece, list(network.nodes)
    written = {day: date.fromordinal(day).isoformat() for day in np.union1d(found.start, found.end).tolist()}
    sure = ("possible", "certain")
    by_pair: dict[tuple[str, str], list[list[object]]] = {}
    for a, b, first, last, sign, mixed, certain, public, support in zip(
        network.a[at].tolist(),
        network.b[at].tolist(),
        found.start.tolist(),
        found.end.tolist(),
        network.sign[at].tolist(),
        network.mixed[at].tolist(),
        network.certain[at].tolist(),
        known[at].tolist(),
        rows.support[at].tolist(),
        strict=True,
    ):
        pair = (names[a], names[b]) if names[a] < names[b] else (names[b], names[a])
        by_pair.setdefault(pair, []).append(
            [written[first], written[last], None if mixed else sign, mixed, sure[certain], sure[public], RANKS[support]]
        )
    return [{"a": a, "b": b, "spells": told} for (a, b), told in sorted(by_pair.items())]


QUESTION = Question(
    "/network/spells",
    network_spells,
    PeriodPictureParameters,
    AnswerShape(NetworkSpell, "Who was friendly or hostile to whom"),
)
