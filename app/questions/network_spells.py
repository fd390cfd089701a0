"""A network on every day of a period: /v1/network/spells."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NotRequired, cast

from typing_extensions import TypedDict

from app.fields import Field
from app.parameters import Actor, Depth, From, PeriodPictureParameters, SignFilter, To
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.alliances import Degree, Sign, SignName
from app.schemas.evidence import Certainty, Support
from app.schemas.names import Named, Ref
from app.schemas.pages import CanBePinned, Lens

if is_answering(__name__):
    import numpy as np

    from app.answers.alliances import column_lens_notes, extent_notes, no_row_note, read_extent
    from app.answers.frame import question_json
    from app.answers.notes import name_notes, version_notes
    from app.answers.question import Asked, Common
    from app.questions.network import placed_json
    from app.sentences import open_writer
    from app.sentences.network_day import find_spells_facts
    from app.sentences.notes import FixedNote
    from graph.alliances.drawing import (
        NetworkSpellsFindings,
        RowPieces,
        choose_nodes,
        find_network_spells,
        join_spells,
        take_first_pieces,
    )
    from graph.alliances.evidence import find_evidence, find_known_by
    from graph.alliances.pairs import SIGN_NAMES, has_sign
    from graph.alliances.question import find_scope
    from graph.columns.table import Array
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


SpellValues = tuple[date, date, Sign | None, bool, Certainty, Certainty, Support]


class SpellsEdge(TypedDict):
    a: str
    b: str
    spells: Annotated[
        list[SpellValues],
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
    actor: NotRequired[Named | list[Named] | None]
    sign: NotRequired[SignName | None]
    knownAt: str | None
    lens: NotRequired[Annotated[Lens | None, Field(description="only where one is given")]]
    to: date | None


class NetworkSpellsAnswer(CanBePinned):
    question: SpellsQuestion
    dataVersion: int
    summary: Annotated[str, Field(description="one plain sentence")]
    nodes: list[SpellsNode]
    spellFields: Annotated[list[str], Field(description="what the values of a spell are, in their order")]
    edges: list[SpellsEdge]
    notes: list[str]
    truncated: Annotated[bool, Field(description="not all actors are shown; see notes")]


# arrays, not objects: a network over time is mostly spells, and with names they would take twice the bytes
SPELL_FIELDS = ("start", "end", "sign", "mixed", "certainty", "knownCertainty", "support")


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
    scope = find_scope(selection, actor, sign, depth)
    days = read_extent(find_evidence(selection), start, end)
    findings = find_network_spells(selection, scope, days)
    rows, pairs, all_pairs = findings.rows, len(findings.pairs), findings.pairs.network
    # without the number of rows, as a pair has many rows here
    writer, notes = open_writer(selection), list[str]()
    if findings.filtered.only_possible or findings.filtered.few_speakers:
        only_certain = asked.certainty == "certain"
        notes.append(writer.tie_notes.write_left_out_days(only_certain=only_certain, least=asked.min_independent))
    shown = choose_nodes(all_pairs, findings.centre, asked.limit)
    is_shown = shown[rows.network.a], shown[rows.network.b]
    edges = _edges_json(asked, rows.take(np.flatnonzero(is_shown[0] & is_shown[1])))
    left_out = len(all_pairs.nodes) - int(shown.sum())
    if left_out:
        actors = len(all_pairs.nodes)
        is_around = scope.actor is not None
        notes.append(
            writer.tie_notes.write_cut_actors(actors - left_out, actors, len(edges), pairs, is_around=is_around)
        )
    nodes = _nodes_json(view, findings, np.flatnonzero(shown))
    if scope.actor and scope.actor not in {node["id"] for node in nodes}:
        no_pairs: DegreeOverTime = {"friendly": 0, "hostile": 0, "neutral": 0, "mixed": 0, "pairs": 0}
        nodes.append({**placed_json(view, scope.actor), "degree": no_pairs})
        notes.append(writer.tie_notes.write_no_pair(scope.actor, days))
    question = question_json(selection, actor=scope.own)
    del question["asOf"]
    question |= {"from": days and days.earliest, "to": days and days.latest}
    return {
        "question": cast(SpellsQuestion, question | ({"sign": scope.sign} if scope.sign else {})),
        "dataVersion": view.version,
        "summary": writer.write_network(find_spells_facts(selection, findings, days)),
        "nodes": nodes,
        "spellFields": list(SPELL_FIELDS),
        "edges": edges,
        "notes": [
            *name_notes(selection),
            *notes,
            *(extent_notes(selection, findings.unfiltered.evidence) if not len(findings.unfiltered) else []),
            writer.notes.write_fixed(FixedNote.CUT_SPELLS),
            writer.notes.write_fixed(FixedNote.FIXED_PLACES),
            no_row_note(selection),
            *column_lens_notes(selection),
            *version_notes(selection),
        ],
        "truncated": left_out > 0,
    }


def _nodes_json(view: Snapshot, findings: NetworkSpellsFindings, shown: Array) -> list[SpellsNode]:
    """The actors in the order of their ids. A pair counts once for each sign that it has on some day."""
    rows, names = findings.rows, findings.pairs.network.nodes

    def count_pairs(pieces: RowPieces) -> dict[str, int]:
        # a subset of pairs renumbers its actors, so counts are kept by actor id
        network = take_first_pieces(pieces).network
        counts = np.bincount(np.concatenate([network.a, network.b]), minlength=len(network.nodes)).tolist()
        return dict(zip(network.nodes, counts, strict=True))

    friendly, hostile, neutral, mixed = (
        count_pairs(rows.take(np.flatnonzero(has_sign(rows.network, name)))) for name in SIGN_NAMES
    )
    pairs = count_pairs(rows)

    def node_json(id_: str) -> SpellsNode:
        degree: DegreeOverTime = {
            "friendly": friendly.get(id_, 0),
            "hostile": hostile.get(id_, 0),
            "neutral": neutral.get(id_, 0),
            "mixed": mixed.get(id_, 0),
            "pairs": pairs.get(id_, 0),
        }
        return {**placed_json(view, id_), "degree": degree}

    return [node_json(id_) for id_ in sorted(names[index] for index in shown.tolist())]


def _edges_json(asked: Common, rows: RowPieces) -> list[SpellsEdge]:
    """The pairs in the order of their ids, each with its spells in the order of their days."""
    network, surely_known = rows.network, rows.is_surely_known(find_known_by(asked))
    spells = join_spells(rows, surely_known)
    piece, names = spells.piece, list(network.nodes)
    written_days = {day: date.fromordinal(day).isoformat() for day in np.union1d(spells.start, spells.end).tolist()}
    by_pair: dict[tuple[str, str], list[object]] = {}
    for a, b, first, last, sign, mixed, certain, public, support in zip(
        network.a[piece].tolist(),
        network.b[piece].tolist(),
        spells.start.tolist(),
        spells.end.tolist(),
        network.sign[piece].tolist(),
        network.mixed[piece].tolist(),
        network.certain[piece].tolist(),
        surely_known[piece].tolist(),
        rows.support[piece].tolist(),
        strict=True,
    ):
        pair = (names[a], names[b]) if names[a] < names[b] else (names[b], names[a])
        by_pair.setdefault(pair, []).append(
            [
                written_days[first],
                written_days[last],
                None if mixed else sign,
                mixed,
                "certain" if certain else "possible",
                "certain" if public else "possible",
                RANKS[support],
            ]
        )
    # days are already written as texts, each once, as many spells share them
    return [
        {"a": a, "b": b, "spells": cast(list[SpellValues], pair_spells)}
        for (a, b), pair_spells in sorted(by_pair.items())
    ]


QUESTION = Question(
    "/network/spells",
    network_spells,
    PeriodPictureParameters,
    AnswerShape(NetworkSpell, "Who was friendly or hostile to whom"),
)
