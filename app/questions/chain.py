"""How a group was moved, and which moves may follow one another: `whoholds chain`, /v1/custody/chain."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from app import terminal
from app.fields import Field
from app.parameters import AlikeGroup, DayParameters, RequiredGroup
from app.question import AnswerShape, Question
from app.questions import is_answering
from app.schemas.counts import Range
from app.schemas.evidence import AlikeRows, Certainty, Denier
from app.schemas.names import Named, Ref
from app.schemas.pages import EvidenceQuestion, Explained
from app.schemas.statements import Statement
from app.terminal import Row

if is_answering(__name__):
    from app.answers.alike import InGroup, group_alike, group_json, group_notes, groups_json
    from app.answers.explain import collect_statement_ids, explain_answer, make_recipe
    from app.answers.facts import hop_facts
    from app.answers.frame import frame_answer, question_json
    from app.answers.notes import copy_notes, filter_notes, lens_notes, missing_notes, possibly_public_notes
    from app.answers.question import Asked, as_of_json, read_span
    from app.answers.shapes import bound_json, denials_json, entity_refs, speakers_json, statements_json
    from app.sentences import open_writer
    from app.sentences.chain import find_chain_facts
    from app.sentences.notes import AlikeWhat, FixedNote, NoteWriter
    from app.sentences.row_words import make_route_fact
    from graph.custody.chain import MAX_CHAIN_HOPS, MAX_CHAINS, Chain, ChainFindings, Chains, find_chain, find_hops
    from graph.custody.hops import CustodyHop
    from graph.custody.similar_hops import MOST_ALIKE, MOST_LOOKED_AT
    from graph.evidence.occurrences import number_occurrences
    from graph.evidence.support import find_known_certainty


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
    findings = find_chain(selection, held, days)
    hops, statements = findings.hops, findings.statements
    occurrence_numbers = number_occurrences(statements, view.judgements, view.distinct_sources) if asked.explain else {}
    writer = open_writer(selection)
    recipe = make_recipe(
        lambda s: (occurrence_numbers[s.id],),
        lambda _, some_statements: hop_facts(
            writer.explanations, find_hops(selection, some_statements, findings.groups, days).rows, occurrence_numbers
        ),
    )
    routes = group_alike(hops, _find_route)

    def write_route(hop: CustodyHop) -> str:
        return writer.row_words.write_route(make_route_fact(hop))

    rows = routes.select_group(group, hops)
    return frame_answer(
        ChainAnswer,
        selection,
        question={**question_json(selection, held=findings.held), **as_of_json(asked), **group_json(group)},
        summary=writer.write_chain(find_chain_facts(selection, findings, days)),
        rows=rows,
        row_json=lambda hop: _hop_json(selection, hop, routes.group_fields(hop)),
        extra_fields={
            "chains": [_chain_json(walk) for walk in findings.chains],
            "chainsTruncated": _are_cut(findings),
            "hopCount": len(hops),
            **groups_json(routes, write_route),
        },
        notes=[
            *filter_notes(selection, findings.filtered),
            *missing_notes(selection, statements, days.latest),
            *_same_occurrence_notes(writer.notes, hops),
            *_limit_notes(writer.notes, findings.traced, len(hops)),
            *possibly_public_notes(selection, [hop.statements for hop in hops]),
            *group_notes(selection, routes, write_route, AlikeWhat.HOPS),
            *copy_notes(selection, [statement for hop in hops for statement in hop.statements]),
            *lens_notes(selection, findings.read),
        ],
        explain=explain_answer(selection, statements, recipe, collect_statement_ids(hops)),
    )


def _hop_json(selection: Asked, hop: CustodyHop, alike: InGroup) -> Hop:
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
        **statements_json(selection, hop.statements),
        **alike,
    }


def _chain_json(walk: Chain) -> HopChain:
    return {"hops": [hop.id for hop in walk.hops], "certainty": walk.certainty, "atMost": walk.at_most}


def _same_occurrence_notes(writer: NoteWriter, hops: Sequence[CustodyHop]) -> list[str]:
    """Notes on pairs of hops that may be one occurrence, each pair once."""
    hop_ids = {hop.id for hop in hops}
    pairs = [(hop.id, other) for hop in hops for other in hop.may_be if hop.id < other and other in hop_ids]
    notes = [writer.write_maybe_one(hop_id, other) for hop_id, other in pairs[:MOST_NOTES]]
    if len(pairs) > MOST_NOTES:
        notes.append(writer.write_more_maybe_one(len(pairs) - MOST_NOTES))
    if any(len(hop.may_be) >= MOST_ALIKE for hop in hops):
        notes.append(writer.write_most_maybe_one(MOST_ALIKE))
    if unfinished := sum(hop.may_be_more for hop in hops):
        notes.append(writer.write_partly_compared(unfinished, MOST_LOOKED_AT))
    return notes


def _find_route(hop: CustodyHop) -> Hashable:
    return hop.held, hop.from_holders, hop.from_places, hop.by_whom, hop.to_holders, hop.to_places


def _are_cut(findings: ChainFindings) -> bool:
    """Whether the search was limited, so that there may be more chains."""
    return findings.traced.more or findings.traced.longer or findings.traced.among < len(findings.hops)


def _limit_notes(writer: NoteWriter, traced: Chains, hop_count: int) -> list[str]:
    notes = []
    if traced.among < hop_count:
        notes.append(writer.write_chains_among(traced.among, hop_count))
    if traced.chains:
        notes.append(writer.write_fixed(FixedNote.CHAIN_MEANING))
    if traced.more:
        notes.append(writer.write_more_chains(len(traced.chains), MAX_CHAINS))
    if traced.longer:
        notes.append(writer.write_cut_chains(MAX_CHAIN_HOPS))
    return notes


MOST_SHOWN = 10  # chains shown in a table; --json has all


def _print_chain(data: Row) -> None:
    numbers = {row["occurrence"]: number for number, row in enumerate(data["rows"], 1)}
    columns = {
        "no": lambda row: numbers[row["occurrence"]],
        "when": _write_days,
        "move": _write_move,
        "how many": _write_number,
        "alike": terminal.alike_words,
    }
    walks = [
        f"{' > '.join(str(numbers.get(id_, id_)) for id_ in walk['hops'])} "
        f"({walk['certainty']} order{_write_upper_bound(walk)})"
        for walk in data["chains"][:MOST_SHOWN]
    ]
    omitted = len(data["chains"]) - MOST_SHOWN
    walks += [f"{omitted} more chains; --json shows them"] if omitted > 0 else []
    return terminal.print_answer({**data, "notes": [*(f"chain: {walk}" for walk in walks), *data["notes"]]}, columns)


def _write_move(row: Row) -> str:
    """Such as `transfer of January: ISIS suspects from SDF, Hasakah, by United States, to Iraq`."""

    ends = {
        "from": [*row["fromHolders"], *row["fromPlaces"]],
        "by": row["byWhom"],
        "to": [*row["toHolders"], *row["toPlaces"]],
    }
    phrases = [f"{word} {terminal.name_words(entities)}" for word, entities in ends.items() if entities]
    return (
        f"{row['name'] + ': ' if row['name'] else ''}{terminal.name_words(row['held'])} {', '.join(phrases) or 'moved'}"
    )


def _write_days(row: Row) -> str:
    first, last = row["earliest"], row["latest"]
    return str(first) if first == last and first else f"{first or '..'}/{last or '..'}"


def _write_number(row: Row) -> str:
    return (", ".join(row["count"]["wordings"]) if row["count"] else "") + (" (denied)" if row["contested"] else "")


def _write_upper_bound(walk: Row) -> str:
    return "" if walk["atMost"] is None else f", at most {walk['atMost']:,} all the way"


QUESTION = Question(
    "/custody/chain",
    chain,
    DayParameters,
    AnswerShape(
        Hop, "How people were moved", "chain", about=("occurrence", "name", "held", "earliest", "latest", "order")
    ),
    _print_chain,
)
