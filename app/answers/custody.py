"""Who held whom on a day: the answer of /v1/custody and `whoholds custody`."""

from collections.abc import Iterable, Sequence
from functools import partial

from app.answers.counted import count_fields, elsewhere_note
from app.answers.explain import common_facts, names_joined, near, rests_on
from app.answers.frame import beside, framed, question_json
from app.answers.lens import lens_notes
from app.answers.moved import moved_json
from app.answers.over_places import place_notes
from app.answers.question import Common
from app.answers.rows import best_first, best_statements, kept, known_notes, rank
from app.answers.selecting import groups_of, known_links, parts_of, resolved, selected
from app.answers.sentences import holders_sentence
from app.answers.shapes import (
    Json,
    denials_json,
    entity_ref,
    places_json,
    range_json,
    refs,
    speaker_json,
    speakers_json,
    statements_json,
)
from app.answers.unsure import unsure_notes
from graph.custody.day import Custody, Pair, Row, total
from graph.custody.day import custody as custody_rows
from graph.dates.validity import possible
from graph.evidence.custody_roles import held_by
from graph.evidence.hierarchy import Within, is_plan
from graph.evidence.sensitivity import Workings
from graph.evidence.support import known_certainty
from graph.model.counts import Range
from graph.model.stored_statement import Recorded
from graph.store.reader import View
from graph.vocabulary import vocabulary


def custody(
    view: View,
    asked: Common,
    held: str | None = None,
    holder: str | None = None,
    place: str | None = None,
    nationality: str | None = None,
) -> Json:
    """Rows of holder and held. Each parameter is an id or a name; parts of what is asked for are followed downwards."""
    ids = {
        "held": resolved(view, held, ["Group"], "held") if held else None,
        "holder": resolved(view, holder, ["Actor"], "holder") if holder else None,
        "place": resolved(view, place, ["Place"], "place") if place else None,
        "nationality": resolved(view, nationality, ["Nationality"], "nationality") if nationality else None,
    }
    notes: list[str] = []
    groups = parts_of(view, asked, ids["held"]) if ids["held"] else None
    holders = parts_of(view, asked, ids["holder"]) if ids["holder"] else None
    places = parts_of(view, asked, ids["place"]) if ids["place"] else None
    if ids["nationality"]:
        groups = _of_nationality(view, asked, ids["nationality"], groups, notes)
    told = _select(view, asked, groups, holders, places)
    statements = selected(view, told, asked)
    at_places = _at(statements, places)

    def answer_from(some: Sequence[Recorded], group: str | None = None) -> Custody:
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

    within = Within(known_links(view, asked, [*view.parts, *view.locations]))
    links = [
        link
        for link in known_links(view, asked, view.parts)
        if possible(link.bounds, asked.as_of.earliest, asked.as_of.latest)
    ]

    def total_of(rows: Iterable[Row]) -> tuple[Range | None, str | None]:
        return total(rows, ids["held"], links)

    answer = answer_from(at_places)
    rows = kept(view, sorted(answer.rows, key=lambda row: (row.held != ids["held"], rank(row.support))), asked, notes)
    whole, reason = total_of(rows)
    notes += [_named(view, reason, rows)] if reason else []
    notes += [note for row in rows for note in elsewhere_note(view, row)]
    notes += unsure_notes(view, groups, ids["held"])
    notes += place_notes(view, asked, [*rows, *answer.last_known], places)
    notes += _plans_note([s for s in statements if is_plan(s) and (groups is None or groups & set(held_by(s)))])
    notes += [*known_notes([best_statements(row) for row in rows], asked), *lens_notes(view, asked, told)]
    workings = Workings(
        topics_of=held_by,
        rows_of=lambda group, some: kept(view, answer_from(some, str(group)).rows, asked, []),
        facts_of=_facts,
        whole_of=lambda rows: {"total": total_of(rows)[0]},
    )
    return framed(
        view,
        asked,
        question=question_json(view, asked, **ids),
        summary=_summary(view, asked, ids, rows, answer),
        rows=rows,
        row_json=partial(row_json, view, asked),
        more={
            **beside(view, asked, answer.last_known, answer.first_known, partial(row_json, view, asked)),
            "total": range_json(whole),
        },
        notes=notes,
        explain=rests_on(view, asked, at_places, workings, near(rows), names_joined(view, " holding ")),
    )


def row_json(view: View, asked: Common, row: Row) -> Json:
    support = row.support
    return {
        "holder": entity_ref(view, row.holder),
        "held": entity_ref(view, row.held),
        **places_json(view, asked, row.places),
        "jointWith": refs(view, row.joint_with),
        "capacities": list(row.capacities),
        "terms": list(row.terms),
        "reading": "inferred" if all(s.reading == "inferred" for s in best_statements(row)) else "stated",
        "saidBy": [speaker_json(view, id_) for id_ in dict.fromkeys(s.said_by for s in row.statements)],
        "certainty": "certain" if support and support.kind == "certain" else "possible",
        "support": support.kind if support else None,
        "gapDays": support.gap_days if support else None,
        "knownCertainty": known_certainty(best_statements(row), asked.known_at),
        "basis": row.basis,
        "contested": bool(row.denials),
        "deniedBy": denials_json(view, row.denials),
        **count_fields(view, asked, row),
        "gained": moved_json(view, row.gained, "gained"),
        "lost": moved_json(view, row.lost, "lost"),
        "independentSpeakers": speakers_json(view, row.statements),
        **statements_json(view, asked, best_first(row)),
    }


def _plans_note(plans: Sequence[Recorded]) -> list[str]:
    return [f"{len(plans)} statements of plans or moves under way are in plans, not here"] if plans else []


def _select(
    view: View,
    asked: Common,
    groups: frozenset[str] | None,
    holders: frozenset[str] | None,
    places: frozenset[str] | None,
) -> Sequence[Recorded]:
    """All that is said of the custody of some groups: of those asked about, else of those whom the holders, or
    people at the places, are said to be. What names neither may still be a loss of theirs, or a denial."""
    predicates = vocabulary().custody_predicates
    for ids in (holders, places):
        if groups is None and ids is not None:
            met = view.of_entities(ids, predicates, asked.known_by)
            groups = frozenset(group for statement in met for group in held_by(statement))
    if groups is None:
        return view.by_predicate(predicates, asked.known_by)
    return view.of_entities(groups, predicates, asked.known_by)


def _of_nationality(
    view: View, asked: Common, nationality: str, groups: frozenset[str] | None, notes: list[str]
) -> frozenset[str]:
    whole, some = groups_of(view, asked, nationality)
    for group in sorted(some if groups is None else some & groups):
        name = view.directory.get(nationality).name
        notes.append(f"{view.directory.get(group).name}: only some of them are said to be {name}")
    return (whole | some) if groups is None else (whole | some) & groups


def _at(statements: Sequence[Recorded], places: frozenset[str] | None) -> Sequence[Recorded]:
    """Statements that name one of the places asked about in some role, the place that people left too: who held them
    there, or came to, is told by graph.custody.day. A denial that names no place denies it there too."""
    if places is None:
        return statements
    named = [(s, {p for role in ("at", "to_place", "from_place") for p in s.role(role)}) for s in statements]
    return [s for s, met in named if places & met or (not met and s.polarity == "denies")]


def _facts(row: Row) -> tuple[Pair, Json]:
    """What a row says that must not hang on one voice."""
    return (row.holder, row.held), {
        **common_facts(row),
        "count": row.count and row.count.range,
        "gained": row.gained and row.gained[0],
        "lost": row.lost and row.lost[0],
    }


def _named(view: View, reason: str, rows: Iterable[Row]) -> str:
    parts = {id_ for link in view.parts for ids in link.roles.values() for id_ in ids}
    for id_ in sorted(parts.union(*((row.holder, row.held) for row in rows))):
        reason = reason.replace(f" {id_} ", f" {view.directory.get(id_).name} ")
    return reason


def _summary(view: View, asked: Common, ids: dict[str, str | None], rows: Sequence[Row], found: Custody) -> str:
    who = view.directory.get(ids["held"]).name if ids["held"] else "people"
    if ids["nationality"]:
        who += f" ({view.directory.get(ids['nationality']).name})"
    return holders_sentence(view, who, asked, rows, found)
