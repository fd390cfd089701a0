"""Whether friends and foes fall into two camps: the answer of /v1/alliances/balance and `whoholds balance`."""

from functools import partial

import numpy as np

from app.answers.asked import Asked
from app.answers.balance_words import notes_on, summary
from app.answers.everyone import lens_notes
from app.answers.frame import framed, question_json
from app.answers.pairs import denials_of_pairs
from app.answers.question import DIGITS
from app.answers.rows import filter_notes
from app.answers.shapes import Json, entity_ref, range_json, refs
from app.parameters.alliances import MOST_SECONDS
from app.schemas.balance import BalanceAnswer, BalanceRow, Tipping
from graph.alliances.balance.balance import Camps
from graph.alliances.balance.edges import all_edges, sure_edges
from graph.alliances.balance.frustration import SECONDS, Frustration
from graph.alliances.balance.question import find_balance
from graph.alliances.balance.tipping import Tip
from graph.alliances.balance.triangles import Census
from graph.alliances.network import Network
from graph.errors import InvalidInput
from graph.selection.snapshot import Snapshot


def balance(selection: Asked, actor: str | None = None, seconds: int | str | None = None) -> BalanceAnswer:
    """Triangles, frustration, camps and what tips them; one row per pair that goes against the camps.

    Around one actor: of it, its parts, and all with whom they have a pair. `seconds` bounds the search for each of the
    two indices, and that for what tips them. Raises InvalidInput for seconds that are none.
    """
    view, asked = selection.view, selection.question
    limit = _seconds(seconds)
    found = find_balance(selection, actor, limit)
    network, worked, unsure = found.network, found.balance, found.only_possibly_known
    answer = framed(
        BalanceAnswer,
        selection,
        question={**question_json(selection, actor=found.actor), "seconds": limit},
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
            *filter_notes(asked, found.filtered),
            *notes_on(asked, network, worked, contested=len(denials_of_pairs(selection, found.rows))),
            *([f"{unsure} of {len(found.rows)} pairs were only possibly public by then"] if unsure else []),
            *lens_notes(selection),
        ],
    )
    return {**answer, "truncated": answer["truncated"] or worked.tips.tried < worked.tips.candidates}


def _seconds(written: int | str | None) -> int:
    if written is None:
        return int(SECONDS)
    number = int(written) if DIGITS.fullmatch(str(written)) else 0
    if not 1 <= number <= MOST_SECONDS:
        raise InvalidInput(f"seconds: {written!r}; expected 1 to {MOST_SECONDS}", parameter="seconds", value=written)
    return number


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


def _camps(view: Snapshot, network: Network, camp: Camps) -> Json:
    one, other = (refs(view, [network.nodes[node] for node in side.tolist()]) for side in (camp.one, camp.other))
    return {"one": one, "other": other, "against": camp.against, "unique": camp.unique}


def _pair(view: Snapshot, network: Network, pair: int) -> BalanceRow:
    return {
        "a": entity_ref(view, network.nodes[network.a[pair]]),
        "b": entity_ref(view, network.nodes[network.b[pair]]),
        "sign": None if network.mixed[pair] else 1 if network.sign[pair] > 0 else -1,
        "mixed": bool(network.mixed[pair]),
        "certainty": "certain" if network.certain[pair] else "possible",
        "statements": network.statements_of(pair),
    }


def _tip(view: Snapshot, network: Network, tip: Tip) -> Tipping:
    return {**_pair(view, network, tip.pair), "bound": tip.bound, "from": tip.before, "to": tip.after}
