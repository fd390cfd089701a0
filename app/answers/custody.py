"""Who held whom on a day: the answer of /v1/custody and `whoholds custody`."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import cast

from app.answers.asked import Asked
from app.answers.counted import count_fields, elsewhere_note
from app.answers.explain import Facts, common_facts, names_joined, near, rests_on
from app.answers.frame import beside, framed, question_json
from app.answers.lens import lens_notes
from app.answers.moved import moved_json
from app.answers.over_places import place_notes
from app.answers.rows import best_first, best_statements, kept, known_notes, rank
from app.answers.sentences import holders_sentence
from app.answers.shapes import (
    MOST_STATEMENTS,
    bound,
    denials_json,
    entity_ref,
    range_json,
    refs,
    shown_places,
    speaker_json,
    speakers_json,
    statements_json,
)
from app.answers.unsure import unsure_notes
from app.schemas.core import CustodyAnswer, CustodyRow, Ending, LastKnownCustody
from graph.custody.day import Custody, HolderRow, Pair, total
from graph.custody.day import custody as custody_rows
from graph.evidence.custody_roles import held_by
from graph.evidence.hierarchy import is_plan
from graph.evidence.sensitivity import AnswerRecipe
from graph.evidence.support import known_certainty
from graph.model.counts import Range
from graph.model.stored_statement import StoredStatement
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary


def custody(
    selection: Asked,
    held: str | None = None,
    holder: str | None = None,
    place: str | None = None,
    nationality: str | None = None,
) -> CustodyAnswer:
    """Rows of holder and held. Each parameter is an id or a name; parts of what is asked for are followed downwards."""
    view, asked = selection.view, selection.question
    ids = {
        "held": selection.resolve(held, ["Group"], "held") if held else None,
        "holder": selection.resolve(holder, ["Actor"], "holder") if holder else None,
        "place": selection.resolve(place, ["Place"], "place") if place else None,
        "nationality": selection.resolve(nationality, ["Nationality"], "nationality") if nationality else None,
    }
    notes: list[str] = []
    groups = selection.parts_of(ids["held"]) if ids["held"] else None
    holders = selection.parts_of(ids["holder"]) if ids["holder"] else None
    places = selection.parts_of(ids["place"]) if ids["place"] else None
    if ids["nationality"]:
        groups = _of_nationality(selection, ids["nationality"], groups, notes)
    told = _select(selection, groups, holders, places)
    statements = selection.select(told)
    at_places = _at(statements, places)

    def answer_from(some: Sequence[StoredStatement], group: str | None = None) -> Custody:
        return custody_rows(
            some,
            asked.as_of.earliest,
            asked.as_of.latest,
            wanted=lambda by, of: (
                (groups is None or of in groups) and (holders is None or by in holders) and group in (None, of)
            ),
            asked_holders=holders or frozenset(),
            places=places,
            max_gap_days=asked.max_gap_days,
            publishers=view.publishers,
            judgements=view.judgements,
            distinct=view.distinct_sources,
            within=within,
        )

    within = selection.within
    links = selection.part_links_on_day()

    def total_of(rows: Iterable[HolderRow]) -> tuple[Range | None, str | None]:
        return total(rows, ids["held"], links)

    answer = answer_from(at_places)
    rows = kept(selection, sorted(answer.rows, key=lambda row: (row.held != ids["held"], rank(row.support))), notes)
    whole, reason = total_of(rows)
    notes += [_named(view, reason, rows)] if reason else []
    notes += [note for row in rows for note in elsewhere_note(view, row)]
    notes += unsure_notes(view, groups, ids["held"])
    notes += place_notes(selection, [*rows, *answer.last_known], places)
    notes += _plans_note([s for s in statements if is_plan(s) and (groups is None or groups & set(held_by(s)))])
    notes += [*known_notes([best_statements(row) for row in rows], asked), *lens_notes(selection, told)]
    workings = AnswerRecipe(
        topics_of=held_by,
        rows_of=lambda group, some: kept(selection, answer_from(some, str(group)).rows, []),
        facts_of=_facts,
        whole_of=lambda rows: {"total": total_of(rows)[0]},
    )
    return framed(
        CustodyAnswer,
        selection,
        question=question_json(selection, **ids),
        summary=_summary(selection, ids, rows, answer),
        rows=rows,
        row_json=partial(row_json, selection),
        more={
            **beside(selection, answer.last_known, answer.first_known, partial(_beside_json, selection)),
            "total": range_json(whole),
        },
        notes=notes,
        explain=rests_on(selection, at_places, workings, near(rows), names_joined(view, " holding ")),
    )


def row_json(selection: Asked, row: HolderRow) -> CustodyRow:
    view = selection.view
    support, counts = row.support, count_fields(selection, row)
    shown = statements_json(selection, best_first(row))
    return {
        "holder": entity_ref(view, row.holder),
        "held": entity_ref(view, row.held),
        "places": shown_places(selection, row.places),
        "placeCount": len(row.places),
        "jointWith": refs(view, row.joint_with),
        "capacities": list(row.capacities),
        "terms": list(row.terms),
        "reading": "inferred" if all(s.reading == "inferred" for s in best_statements(row)) else "stated",
        "saidBy": [speaker_json(view, id_) for id_ in dict.fromkeys(s.said_by for s in row.statements)],
        "certainty": "certain" if support and support.kind == "certain" else "possible",
        "support": support.kind if support else None,
        "gapDays": support.gap_days if support else None,
        "knownCertainty": known_certainty(best_statements(row), selection.question.known_at),
        "basis": row.basis,
        "contested": bool(row.denials),
        "deniedBy": denials_json(view, row.denials),
        "count": counts["count"],
        "countedOn": counts["countedOn"],
        "countTiming": counts["countTiming"],
        "countPlaces": counts["countPlaces"],
        "figures": counts["figures"],
        "figureCount": counts["figureCount"],
        "counts": counts["counts"],
        "countsCount": counts["countsCount"],
        "countsDisagree": counts["countsDisagree"],
        "gained": moved_json(view, row.gained, "gained"),
        "lost": moved_json(view, row.lost, "lost"),
        "independentSpeakers": speakers_json(view, row.statements),
        "statements": shown["statements"],
        "statementCount": shown["statementCount"],
    }


def _beside_json(selection: Asked, row: HolderRow) -> LastKnownCustody:
    """A row of another time; `endedBy` are the reports by which all of them had left before the day."""
    ends: list[Ending] = [
        {
            **speaker_json(selection.view, loss.said_by),
            "statement": loss.id,
            "key": loss.key,
            "earliest": bound(loss.bounds.earliest_start),
            "latest": bound(loss.bounds.latest_end),
        }
        for loss in row.ended_by[:MOST_STATEMENTS]
    ]
    made = cast(LastKnownCustody, row_json(selection, row))
    if ends:
        made["endedBy"] = ends
    return made


def _plans_note(plans: Sequence[StoredStatement]) -> list[str]:
    return [f"{len(plans)} statements of plans or moves under way are in plans, not here"] if plans else []


def _select(
    selection: Asked,
    groups: frozenset[str] | None,
    holders: frozenset[str] | None,
    places: frozenset[str] | None,
) -> Sequence[StoredStatement]:
    """All that is said of the custody of some groups: of those asked about, else of those whom the holders, or
    people at the places, are said to be. What names neither may still be a loss of theirs, or a denial."""
    view, asked = selection.view, selection.question
    predicates = vocabulary().custody_predicates
    for ids in (holders, places):
        if groups is None and ids is not None:
            met = view.of_entities(ids, predicates, asked.known_by)
            groups = frozenset(group for statement in met for group in held_by(statement))
    if groups is None:
        return view.by_predicate(predicates, asked.known_by)
    return view.of_entities(groups, predicates, asked.known_by)


def _of_nationality(
    selection: Asked, nationality: str, groups: frozenset[str] | None, notes: list[str]
) -> frozenset[str]:
    view = selection.view
    whole, some = selection.groups_of(nationality)
    for group in sorted(some if groups is None else some & groups):
        name = view.directory.get(nationality).name
        notes.append(f"{view.directory.get(group).name}: only some of them are said to be {name}")
    return (whole | some) if groups is None else (whole | some) & groups


def _at(statements: Sequence[StoredStatement], places: frozenset[str] | None) -> Sequence[StoredStatement]:
    """Statements that name one of the places asked about in some role, the place that people left too: who held them
    there, or came to, is told by graph.custody.day. A denial that names no place denies it there too."""
    if places is None:
        return statements
    named = [(s, {p for role in ("at", "to_place", "from_place") for p in s.role(role)}) for s in statements]
    return [s for s, met in named if places & met or (not met and s.polarity == "denies")]


def _facts(row: HolderRow) -> tuple[Pair, Facts]:
    """What a row says that must not depend on one speaker."""
    return (row.holder, row.held), {
        **common_facts(row),
        "count": row.count and row.count.range,
        "gained": row.gained and row.gained[0],
        "lost": row.lost and row.lost[0],
    }


def _named(view: Snapshot, reason: str, rows: Iterable[HolderRow]) -> str:
    parts = {id_ for link in view.parts for ids in link.roles.values() for id_ in ids}
    for id_ in sorted(parts.union(*((row.holder, row.held) for row in rows))):
        reason = reason.replace(f" {id_} ", f" {view.directory.get(id_).name} ")
    return reason


def _summary(selection: Asked, ids: dict[str, str | None], rows: Sequence[HolderRow], found: Custody) -> str:
    view = selection.view
    who = view.directory.get(ids["held"]).name if ids["held"] else "people"
    if ids["nationality"]:
        who += f" ({view.directory.get(ids['nationality']).name})"
    return holders_sentence(selection, who, rows, found)
