"""How a group was moved from holder to holder: the answer of /v1/custody/chain and `whoholds chain`."""

from collections.abc import Hashable, Sequence
from functools import partial

from app.answers.alike import group_json, group_notes, groups_json, in_groups
from app.answers.asked import Asked
from app.answers.explain import as_told, near, rests_on
from app.answers.facts import of_hops
from app.answers.frame import framed, question_json
from app.answers.lens import lens_notes
from app.answers.rows import filter_notes, known_notes
from app.answers.sentences import no_sure_statement, plural
from app.answers.shapes import Json, bound, denials_json, refs, speakers_json, statements_json
from app.answers.span import as_of_json, in_words, span
from app.schemas.chain import ChainAnswer, HopChain
from graph.custody.chain import LONGEST, MOST, Chain, ChainFindings, Chains, find_chain, find_hops
from graph.custody.hops import CustodyHop
from graph.custody.similar_hops import MOST_ALIKE, MOST_LOOKED_AT
from graph.dates.windows import Window
from graph.evidence.occurrences import number_occurrences
from graph.evidence.support import find_known_certainty
from graph.selection.snapshot import Snapshot

MOST_NOTES = 5


def chain(selection: Asked, held: str, group: str | None = None) -> ChainAnswer:
    """One row per hop, an occurrence that moved people of the group or its parts; `chains` are walks of hops.

    `group`, a place in `groups`, narrows the rows to hops of one route."""
    view, asked = selection.view, selection.question
    days = span(asked)
    found = find_chain(selection, held, days)
    hops, statements = found.hops, found.statements
    occurrence = number_occurrences(statements, view.judgements) if asked.explain else {}
    workings = as_told(
        lambda s: (occurrence[s.id],),
        lambda _, some: of_hops(view, find_hops(selection, some, found.groups, days).rows, occurrence),
    )
    routes = in_groups(hops, _route)
    way = partial(_way, view)
    rows = routes.only(group, hops)
    return framed(
        ChainAnswer,
        selection,
        question={**question_json(selection, held=found.held), **as_of_json(asked), **group_json(group)},
        summary=_summary(selection, days, found),
        rows=rows,
        row_json=lambda hop: {**_hop(selection, hop), **routes.of(hop)},
        more={
            "chains": [_chain(walk) for walk in found.chains],
            "chainsTruncated": _are_cut(found),
            "hopCount": len(hops),
            **groups_json(routes, way),
        },
        notes=[
            *filter_notes(asked, found.filtered),
            *_alike(hops),
            *_limits(found.traced, len(hops)),
            *known_notes([hop.statements for hop in hops], asked),
            *group_notes(routes, way, "hops"),
            *lens_notes(selection, found.read),
        ],
        explain=rests_on(selection, statements, workings, near(hops)),
    )


def _hop(selection: Asked, hop: CustodyHop) -> Json:
    view = selection.view
    names = {event.id: event.name for event in (view.directory.get(id_) for s in hop.statements for id_ in s.about)}
    return {
        "occurrence": hop.id,
        "name": names.get(hop.id),
        "held": refs(view, hop.held),
        "earliest": bound(hop.earliest),
        "latest": bound(hop.latest),
        "order": hop.order,
        "fromHolders": refs(view, hop.from_holders),
        "fromPlaces": refs(view, hop.from_places),
        "byWhom": refs(view, hop.by_whom),
        "toHolders": refs(view, hop.to_holders),
        "toPlaces": refs(view, hop.to_places),
        "count": {"min": hop.count[0], "max": hop.count[1], "kinds": list(hop.kinds), "wordings": list(hop.wordings)}
        if hop.count
        else None,
        "contested": bool(hop.denials),
        "deniedBy": denials_json(view, hop.denials),
        "mayBe": list(hop.may_be),
        "mayBeMore": hop.may_be_more,
        "knownCertainty": find_known_certainty(hop.statements, selection.question.known_at),
        "independentSpeakers": speakers_json(view, hop.statements),
        **statements_json(selection, hop.statements),
    }


def _chain(walk: Chain) -> HopChain:
    return {"hops": [hop.id for hop in walk.hops], "certainty": walk.certainty, "atMost": walk.at_most}


def _alike(found: Sequence[CustodyHop]) -> list[str]:
    """Which hops may be one occurrence; a pair once."""
    given = {hop.id for hop in found}
    pairs = [(hop.id, other) for hop in found for other in hop.may_be if hop.id < other and other in given]
    notes = [f"{one} and {other} may be one occurrence: no judgement says" for one, other in pairs[:MOST_NOTES]]
    if len(pairs) > MOST_NOTES:
        notes.append(f"{len(pairs) - MOST_NOTES} more pairs of hops may be one occurrence; mayBe names them")
    if any(len(hop.may_be) >= MOST_ALIKE for hop in found):
        notes.append(f"mayBe names at most {MOST_ALIKE} hops, the first in time; there may be more")
    if unfinished := sum(hop.may_be_more for hop in found):
        notes.append(
            f"{plural(unfinished, 'hop')} {'was' if unfinished == 1 else 'were'} compared only with the "
            f"{MOST_LOOKED_AT} that come next in time, not with all; mayBeMore marks them, and mayBe may lack some"
        )
    return notes


def _route(hop: CustodyHop) -> Hashable:
    return hop.held, hop.from_holders, hop.from_places, hop.by_whom, hop.to_holders, hop.to_places


def _way(view: Snapshot, hop: CustodyHop) -> str:
    """Such as `from SDF, Hasakah by United States to Iraq`."""
    ends = (
        ("from", (*hop.from_holders, *hop.from_places)),
        ("by", hop.by_whom),
        ("to", (*hop.to_holders, *hop.to_places)),
    )
    named = [f"{word} {', '.join(view.directory.get(id_).name for id_ in ids)}" for word, ids in ends if ids]
    return " ".join(named) or "from and to nobody named"


def _are_cut(found: ChainFindings) -> bool:
    """Whether there may be more chains than were looked for among so many hops."""
    return found.traced.more or found.traced.longer or found.traced.among < len(found.hops)


def _limits(walks: Chains, number: int) -> list[str]:
    notes = []
    if walks.among < number:
        notes.append(f"chains are looked for among the {walks.among} of {number:,} hops that move most people")
    if walks.chains:
        notes.append("a chain shows that people may have gone that way, not that the same people did")
    if walks.more:
        notes.append(f"there are more chains than the {len(walks.chains)} given; at most {MOST} are looked for")
    if walks.longer:
        notes.append(f"chains are cut after {LONGEST} hops")
    return notes


def _summary(selection: Asked, days: Window, found: ChainFindings) -> str:
    """How many moves there were, and how many chains they make: at least so many where not all were looked for."""
    who, when = selection.view.directory.get(found.held).name, in_words(days)
    if not found.hops:
        return f"{no_sure_statement(selection.question)} of a move of {who}{when}."
    certain = sum(walk.certainty == "certain" for walk in found.chains)
    least = "at least " if _are_cut(found) else ""
    order = f", {least}{certain:,} of them in a certain order" if certain else ""
    chains = f"{least}{plural(len(found.chains), 'chain')} of them{order}" if found.chains else _no_chain(found)
    return f"{who} were moved{when} in {plural(len(found.hops), 'occurrence')} that statements tell of; {chains}."


def _no_chain(found: ChainFindings) -> str:
    traced = found.traced
    surely = "surely " if traced.chains else ""  # chains there are, but the question wants certain ones
    hops = f"the {traced.among:,} that move most people" if traced.among < len(found.hops) else "them"
    return f"none of {hops} {surely}leads on from another"
