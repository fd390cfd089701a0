"""Whether friends and foes fall into two camps: the answer of /v1/alliances/balance and `whoholds balance`."""

from collections.abc import Collection, Sequence
from functools import partial
from itertools import accumulate

import numpy as np

from app.answers.balance_words import notes_on, summary
from app.answers.frame import framed, question_json
from app.answers.lens import lens_notes
from app.answers.question import DIGITS, Common
from app.answers.rows import best_statements, is_sure, kept, known_notes
from app.answers.selecting import parts_of, resolved, selected
from app.answers.shapes import Json, entity_ref, range_json, refs
from graph.alliances import Row
from graph.alliances import alliances as alliance_rows
from graph.balance.balance import balance_of
from graph.balance.camps import Camps
from graph.balance.edges import all_edges, sure_edges
from graph.balance.frustration import SECONDS, Frustration
from graph.balance.tipping import Tip
from graph.balance.triangles import Census
from graph.errors import InvalidInput
from graph.network import CERTAIN, Network
from graph.store.reader import View
from graph.support import RANKS
from graph.vocabulary import vocabulary

MOST_SECONDS = 60


def balance(view: View, asked: Common, actor: str | None = None, seconds: int | str | None = None) -> Json:
    """Triangles, frustration, camps and what tips them; one row per pair that goes against the camps.

    Around one actor: of it, its parts, and all with whom they have a pair. `seconds` bounds the search for each of the
    two indices, and that for what tips them. Raises InvalidInput for seconds that are none.
    """
    limit = _seconds(seconds)
    id_ = resolved(view, actor, ["Actor"], "actor") if actor else None
    found = view.by_predicate(vocabulary().signed_predicates, asked.known_by)
    days = asked.as_of.earliest, asked.as_of.latest
    told = alliance_rows(
        selected(view, found, asked), *days, max_gap_days=asked.max_gap_days, publishers=view.publishers
    ).rows
    notes: list[str] = []
    rows = kept(view, _around(told, parts_of(view, asked, id_)) if id_ else told, asked, notes)
    network = network_of(rows, asked)
    worked = balance_of(network, limit)
    answer = framed(
        view,
        asked,
        question={**question_json(view, asked, actor=id_), "seconds": limit},
        summary=summary(asked, network, worked),
        rows=worked.against,
        row_json=partial(_pair, view, network),
        more={
            "pairs": _pairs(network),
            "triangles": _triangles(worked.census),
            "frustration": {"min": _index(worked.least), "max": _index(worked.most)},
            "camps": [_camps(view, network, camp) for camp in worked.camps],
            "tippedBy": [_tip(view, network, tip) for tip in worked.tips.found],
        },
        notes=[
            *notes,
            *notes_on(asked, network, worked, contested=sum(bool(row.denials) for row in rows)),
            *known_notes([best_statements(row) for row in rows], asked),
            *lens_notes(view, asked, found),
        ],
    )
    return {**answer, "truncated": answer["truncated"] or worked.tips.tried < worked.tips.candidates}


def network_of(rows: Sequence[Row], asked: Common) -> Network:
    """Rows as arrays. A pair that is certain, but only perhaps was public by then, counts as possible."""
    nodes = sorted({end for row in rows for end in (row.a, row.b)})
    place = {node: number for number, node in enumerate(nodes)}
    ids = sorted({s.id for row in rows for s in row.statements})
    number_of = {id_: number for number, id_ in enumerate(ids)}
    kinds = [row.support.kind if row.support else RANKS[-1] for row in rows]
    support = [
        RANKS.index(kind) if RANKS.index(kind) != CERTAIN or is_sure(row, asked) else CERTAIN + 1
        for row, kind in zip(rows, kinds, strict=True)
    ]
    friendly, hostile, neutral = (
        np.array([row.signs[word] for row in rows], np.int32) for word in ("friendly", "hostile", "neutral")
    )
    return Network(
        nodes=nodes,
        a=np.array([place[row.a] for row in rows], np.int32),
        b=np.array([place[row.b] for row in rows], np.int32),
        friendly=friendly,
        hostile=hostile,
        neutral=neutral,
        support=np.array(support, np.int8),
        offsets=np.array([0, *accumulate(len(row.statements) for row in rows)], np.int64),
        statements=np.array([number_of[s.id] for row in rows for s in row.statements], np.int32),
        ids=ids,
    )


def _seconds(written: int | str | None) -> int:
    if written is None:
        return int(SECONDS)
    number = int(written) if DIGITS.fullmatch(str(written)) else 0
    if not 1 <= number <= MOST_SECONDS:
        raise InvalidInput(f"seconds: {written!r}; expected 1 to {MOST_SECONDS}", parameter="seconds", value=written)
    return number


def _around(rows: Sequence[Row], actors: Collection[str]) -> list[Row]:
    """The pairs among some actors and all with whom they have a pair: with theirs alone there would be no triangle."""
    near = {end for row in rows if {row.a, row.b} & set(actors) for end in (row.a, row.b)}
    return [row for row in rows if row.a in near and row.b in near]


def _pairs(network: Network) -> Json:
    sure, every = sure_edges(network), all_edges(network)
    return {
        "actors": len(network.nodes),
        **{
            word: range_json((int((sure.sign == sign).sum()), int((every.sign == sign).sum())))
            for word, sign in (("friendly", 1), ("hostile", -1))
        },
        "mixed": int(network.mixed.sum()),
        "neutral": len(network) - len(np.unique(every.pair)),
    }


def _triangles(found: Census) -> Json:
    return {
        "all": range_json(found.all),
        "balanced": range_json(found.balanced),
        "unbalanced": range_json(found.unbalanced),
        "kinds": {kind: range_json(number) for kind, number in found.kinds.items()},
    }


def _index(found: Frustration) -> Json:
    return {"lower": found.lower, "upper": found.upper, "proved": found.proved, "gap": round(found.gap, 4)}


def _camps(view: View, network: Network, camp: Camps) -> Json:
    one, other = (refs(view, [network.nodes[node] for node in side.tolist()]) for side in (camp.one, camp.other))
    return {"one": one, "other": other, "against": camp.against, "unique": camp.unique}


def _pair(view: View, network: Network, pair: int) -> Json:
    return {
        "a": entity_ref(view, network.nodes[network.a[pair]]),
        "b": entity_ref(view, network.nodes[network.b[pair]]),
        "sign": None if network.mixed[pair] else int(network.sign[pair]),
        "mixed": bool(network.mixed[pair]),
        "certainty": "certain" if network.certain[pair] else "possible",
        "statements": network.statements_of(pair),
    }


def _tip(view: View, network: Network, tip: Tip) -> Json:
    return {**_pair(view, network, tip.pair), "bound": tip.bound, "from": tip.before, "to": tip.after}
