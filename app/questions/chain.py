"""How a group was moved, and which moves may follow one another: `whoholds chain`, /v1/custody/chain."""

from collections.abc import Hashable, Sequence
from datetime import date
from functools import partial
from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from app import terminal
from app.answers.alike import InGroup, group_alike, group_json, group_notes, groups_json
from app.answers.explain import explain_answer, find_speakers, hop_facts, make_recipe
from app.answers.frame import frame_answer, question_json
from app.answers.notes import filter_notes, known_notes, lens_notes
from app.answers.question import Asked, as_of_json, read_span, span_words
from app.answers.sentences import no_sure_statement
from app.answers.shapes import bound_json, denials_json, entity_refs, speakers_json, statements_json
from app.answers.words import plural
from app.parameters.common import DayParameters
from app.parameters.fields import AlikeGroup, RequiredGroup
from app.question import Question
from app.schemas import (
    AlikeRows,
    Certainty,
    Denier,
    EvidenceQuestion,
    Explained,
    Named,
    Range,
    Ref,
    Statement,
)
from app.tables import AnswerShape
from app.terminal import Row
from graph.custody.chain import MAX_CHAIN_HOPS, MAX_CHAINS, Chain, ChainFindings, Chains, find_chain, find_hops
from graph.custody.hops import CustodyHop
from graph.custody.similar_hops import MOST_ALIKE, MOST_LOOKED_AT
from graph.dates.windows import Window
from graph.evidence.occurrences import number_occurrences
from graph.evidence.support import find_known_certainty
from graph.selection.snapshot import Snapshot


class HopCount(Range):
    kinds: list[str]
    wordings: list[str]


class Hop(TypedDict):
    occurrence: Annotated[str, Field(description="id of the Event, else the key of its first report")]
    name: str | None
    held: list[Ref]
    earliest: date | None
    latest: date | None
    order: Annotated[Certainty, Field(description="certain: it surely lies after the hop before it in the list")]
    fromHolders: list[Ref]
    fromPlaces: list[Ref]
    byWhom: list[Ref]
    toHolders: list[Ref]
    toPlaces: list[Ref]
    count: Annotated[
        HopCount | None, Field(description="the hull of what all its reports say; null: nobody says how many")
    ]
    contested: bool
    deniedBy: list[Denier]
    mayBe: Annotated[list[str], Field(description="hops that may be the same occurrence, for no judgement says")]
    mayBeMore: Annotated[
        bool, Field(description="it was not compared with all hops as near in time, so mayBe may lack some")
    ]
    knownCertainty: Certainty
    independentSpeakers: Range | None
    statements: Annotated[list[Statement], Field(description="at most 50; include=statements gives all")]
    statementCount: int
    alike: Annotated[int, Field(description="how many hops of the whole answer have the same route")]
    group: Annotated[int | None, Field(description="the place of its group in groups, from 0; null: not among them")]
    nextStatements: NotRequired[
        Annotated[str | None, Field(description="the cursor that shows the statements after these; null: none")]
    ]


class HopChain(TypedDict):
    hops: list[str]
    certainty: Annotated[Certainty, Field(description="of the order in time")]
    atMost: Annotated[
        int | None, Field(description="no more people can have gone all the way; null: no hop sets a limit")
    ]


class ChainQuestion(EvidenceQuestion):
    asOf: str | None
    held: Named
    group: NotRequired[int | None]


class ChainAnswer(Explained):
    question: ChainQuestion
    rows: list[Hop]
    chains: list[HopChain]
    chainsTruncated: bool
    hopCount: int
    groups: Annotated[list[AlikeRows], Field(description="hops of one route, the most frequent first; at most 50")]
    groupCount: int


MOST_NOTES = 5


def chain(selection: Asked, held: RequiredGroup, group: AlikeGroup = None) -> ChainAnswer:
    """One row per occurrence that moved people of the group, and `chains` of those that may follow one another.

    `as_of` limits it only where given.
    """
    view, asked = selection.view, selection.question
    days = read_span(asked)
    found = find_chain(selection, held, days)
    hops, statements = found.hops, found.statements
    occurrence = number_occurrences(statements, view.judgements) if asked.explain else {}
    workings = make_recipe(
        lambda s: (occurrence[s.id],),
        lambda _, some: hop_facts(view, find_hops(selection, some, found.groups, days).rows, occurrence),
    )
    routes = group_alike(hops, _route)
    way = partial(_way, view)
    rows = routes.only(group, hops)
    return frame_answer(
        ChainAnswer,
        selection,
        question={**question_json(selection, held=found.held), **as_of_json(asked), **group_json(group)},
        summary=_summary(selection, days, found),
        rows=rows,
        row_json=lambda hop: _hop(selection, hop, routes.of(hop)),
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
        explain=explain_answer(selection, statements, workings, find_speakers(hops)),
    )


def _hop(selection: Asked, hop: CustodyHop, alike: InGroup) -> Hop:
    view = selection.view
    names = {event.id: event.name for event in (view.directory.get(id_) for s in hop.statements for id_ in s.about)}
    return {
        "occurrence": hop.id,
        "name": names.get(hop.id),
        "held": entity_refs(view, hop.held),
        "earliest": bound_json(hop.earliest),
        "latest": bound_json(hop.latest),
        "order": hop.order,
        "fromHolders": entity_refs(view, hop.from_holders),
        "fromPlaces": entity_refs(view, hop.from_places),
        "byWhom": entity_refs(view, hop.by_whom),
        "toHolders": entity_refs(view, hop.to_holders),
        "toPlaces": entity_refs(view, hop.to_places),
        "count": {"min": hop.count[0], "max": hop.count[1], "kinds": list(hop.kinds), "wordings": list(hop.wordings)}
        if hop.count
        else None,
        "contested": bool(hop.denials),
        "deniedBy": denials_json(view, hop.denials),
        "mayBe": list(hop.may_be),
        "mayBeMore": hop.may_be_more,
        "knownCertainty": find_known_certainty(hop.statements, selection.question.known_at),
        "independentSpeakers": speakers_json(view, hop.statements),
        **alike,
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
        notes.append(f"there are more chains than the {len(walks.chains)} given; at most {MAX_CHAINS} are looked for")
    if walks.longer:
        notes.append(f"chains are cut after {MAX_CHAIN_HOPS} hops")
    return notes


def _summary(selection: Asked, days: Window, found: ChainFindings) -> str:
    """How many moves there were, and how many chains they make: at least so many where not all were looked for."""
    who, when = selection.view.directory.get(found.held).name, span_words(days)
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


MOST_SHOWN = 10  # chains shown in a table; --json has all


def _show(data: Row) -> None:
    numbers = {row["occurrence"]: number for number, row in enumerate(data["rows"], 1)}
    columns = {
        "no": lambda row: numbers[row["occurrence"]],
        "when": _when,
        "move": _move,
        "how many": _how_many,
        "alike": terminal.alike_words,
    }
    walks = [
        f"{' > '.join(str(numbers.get(id_, id_)) for id_ in walk['hops'])} ({walk['certainty']} order{_at_most(walk)})"
        for walk in data["chains"][:MOST_SHOWN]
    ]
    more = len(data["chains"]) - MOST_SHOWN
    walks += [f"{more} more chains; --json shows them"] if more > 0 else []
    return terminal.print_answer({**data, "notes": [*(f"chain: {walk}" for walk in walks), *data["notes"]]}, columns)


def _move(row: Row) -> str:
    """Such as `transfer of January: ISIS suspects from SDF, Hasakah, by United States, to Iraq`."""

    ends = {
        "from": [*row["fromHolders"], *row["fromPlaces"]],
        "by": row["byWhom"],
        "to": [*row["toHolders"], *row["toPlaces"]],
    }
    told = [f"{word} {terminal.name_words(found)}" for word, found in ends.items() if found]
    return f"{row['name'] + ': ' if row['name'] else ''}{terminal.name_words(row['held'])} {', '.join(told) or 'moved'}"


def _when(row: Row) -> str:
    first, last = row["earliest"], row["latest"]
    return str(first) if first == last and first else f"{first or '..'}/{last or '..'}"


def _how_many(row: Row) -> str:
    return (", ".join(row["count"]["wordings"]) if row["count"] else "") + (" (denied)" if row["contested"] else "")


def _at_most(walk: Row) -> str:
    return "" if walk["atMost"] is None else f", at most {walk['atMost']:,} all the way"


QUESTION = Question(
    "/custody/chain",
    chain,
    DayParameters,
    AnswerShape(Hop, "How people were moved", "chain"),
    _show,
)
