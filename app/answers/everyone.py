"""Everyone's alliances on some days, from the columns; or those around an actor, some steps far."""

import numpy as np

from app.answers.asked import Asked
from app.answers.extent import extent_notes
from app.answers.frame import framed, question_json
from app.answers.lens import left_out_sentence
from app.answers.pairs import beside, rows_json, told
from app.answers.question import Common, page
from app.answers.rows import filter_notes
from app.answers.sentences import days
from app.answers.shapes import Json
from app.answers.signs import named
from app.schemas import AlliancesAnswer
from graph.alliances.day import NetworkDay, nearest
from graph.alliances.evidence import day_of, last_known, left_out
from graph.alliances.filtering import filter_network, have_speakers
from graph.alliances.network import Network
from graph.alliances.pairs import common_sign
from graph.columns.evidence import EvidenceColumns
from graph.columns.segments import offsets_of
from graph.columns.table import Array
from graph.selection.snapshot import Snapshot

NO_ROW = "no row is no evidence, not neutrality"


def everyone(
    selection: Asked, sign: str | None, centre: frozenset[str], depth: int, **ids: str | None
) -> AlliancesAnswer:
    """One row per pair, with the ids of its statements: of all, or up to `depth` steps around some actors.

    `sign` keeps rows of one sign (friendly, hostile, neutral or mixed).
    """
    asked = selection.question
    notes: list[str] = []
    found = day_of(selection)
    filtered = filter_network(selection, found)
    rows = filtered.rows
    notes += filter_notes(asked, filtered)
    if centre:
        rows = rows.taken(around(rows.network, centre, depth))
    if sign:
        rows = rows.taken(np.flatnonzero(of_sign(rows.network, sign)))
    rows = rows.taken(in_order(selection.view, rows))
    known = last_known(asked)
    unsure = int((~rows.surely_known(known)).sum())
    notes += [f"{unsure} of {len(rows)} rows were only possibly public by then"] if unsure else []
    shown, _, _ = page(range(len(rows)), asked)
    made = rows_json(selection, rows.evidence, told(rows.taken(np.array(shown, np.int64)), known))
    aside = {} if centre else _beside(selection, found, sign, notes)
    return framed(
        AlliancesAnswer,
        selection,
        question=question_json(selection, **ids) | ({"sign": sign} if sign else {}),
        summary=_summary(asked, rows),
        rows=range(len(rows)),
        row_json=dict(zip(shown, made, strict=True)).__getitem__,
        more={"lastKnown": [], "firstKnown": []} | aside,
        notes=[
            *notes,
            *(extent_notes(found.evidence) if not len(found) else []),
            NO_ROW,
            *lens_notes(selection),
        ],
    )


def of_sign(network: Network, sign: str) -> Array:
    """Which pairs have a sign."""
    if sign == "mixed":
        return network.mixed
    return np.asarray((network.sign == {"friendly": 1, "hostile": -1, "neutral": 0}[sign]) & ~network.mixed)


def around(network: Network, centre: frozenset[str], depth: int) -> Array:
    """The pairs that some way of at most `depth` steps from the centre goes through."""
    reached = np.array([node in centre for node in network.nodes], bool)
    for _ in range(depth - 1):
        touched = reached[network.a] | reached[network.b]
        more = reached.copy()
        more[network.a[touched]] = more[network.b[touched]] = True
        if (more == reached).all():
            break
        reached = more
    return np.flatnonzero(reached[network.a] | reached[network.b]) if len(network) else np.empty(0, np.int64)


def in_order(view: Snapshot, rows: NetworkDay) -> Array:
    """The order of rows: the best support first, then by the ids of both ends."""
    start, end = rows.evidence.ends(rows.places[rows.offsets[:-1]])
    one, other = view.whole.order[start], view.whole.order[end]
    return np.lexsort((np.maximum(one, other), np.minimum(one, other), rows.support))


def lens_notes(selection: Asked, *, signed: bool = True) -> list[str]:
    """How many (signed) statements of whom the lens leaves out."""
    if not selection.lens:
        return []
    statements, speakers = left_out(selection, signed=signed)
    return (
        [left_out_sentence(selection.view, statements, speakers)]
        if statements
        else ["the lens leaves out no statement"]
    )


def _beside(selection: Asked, found: NetworkDay, sign: str | None, notes: list[str]) -> Json:
    """What was last known before the days, and first known after them, of pairs without a row: a page of each."""
    asked = selection.question
    evidence, made = found.evidence, {}
    for name, places in zip(("lastKnown", "firstKnown"), nearest(evidence, found, found.a, found.b), strict=True):
        offsets, order = _in_order_of_ends(selection.view, evidence, places)
        if sign:
            order = [n for n in order if sign == _sign_of(evidence, places[offsets[n] : offsets[n + 1]])]
        if asked.min_independent:
            heard = have_speakers(selection, evidence, [places[offsets[n] : offsets[n + 1]] for n in order])
            order = [n for n, kept in zip(order, heard, strict=True) if kept]
        if len(order) > asked.limit:
            notes.append(f"{name} has {asked.limit} of {len(order)} pairs; ask about an actor, or on another day")
        parts = [places[offsets[n] : offsets[n + 1]] for n in order[: asked.limit]]
        made[name] = rows_json(selection, evidence, beside(evidence, parts, last_known(asked)))
    return made


def _sign_of(evidence: EvidenceColumns, places: Array) -> str | None:
    return named(*common_sign(evidence.sign[places].tolist()))


def _in_order_of_ends(view: Snapshot, evidence: EvidenceColumns, places: Array) -> tuple[list[int], list[int]]:
    """Where in the places, pair by pair, each pair begins and the last one ends; and the pairs, by their numbers there,
    in the order of the ids of their ends."""
    offsets = offsets_of(evidence.pair[places])
    start, end = evidence.ends(places[offsets[:-1]])
    one, other = view.whole.order[start], view.whole.order[end]
    order = np.lexsort((np.maximum(one, other), np.minimum(one, other)))
    return offsets.tolist(), order.tolist()


def _summary(asked: Common, rows: NetworkDay) -> str:
    network = rows.network
    kinds = [f"{int(of_sign(network, sign).sum())} {sign}" for sign in ("friendly", "hostile", "neutral")]
    return f"{days(asked).capitalize()}: {', '.join(kinds)} and {int(network.mixed.sum())} mixed pairs."
