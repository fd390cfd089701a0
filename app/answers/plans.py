"""What was intended, agreed, offered, urged or expected, apart from what was done: /v1/plans."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from app.answers.frame import framed, question_json
from app.answers.lens import corroborated, lens_notes
from app.answers.question import Common
from app.answers.rows import known_notes
from app.answers.selecting import known_links, parts_of, resolved, selected
from app.answers.sentences import numbers, plural
from app.answers.shapes import Json, count_json, range_json, refs, speaker_json, statement_json, validity_json
from graph.counts import hull
from graph.over_time.fulfilment import Fulfilment, deeds_among, fulfilment
from graph.over_time.within import Within
from graph.parts import is_plan
from graph.recorded import Recorded
from graph.standing import standing
from graph.store.reader import View
from graph.support import known_certainty
from graph.vocabulary import vocabulary

Planned = tuple[Recorded, Fulfilment]


def plans(view: View, asked: Common, held: str | None = None) -> Json:
    """One row per statement of a plan that may have been said by the day asked about, the newest first.

    The count of an undertaking that is under way is that of the whole, so such statements are listed here too. Each
    comes with what is said to be done of it by then (graph.over_time.fulfilment).
    """
    id_ = resolved(view, held, ["Group"], "held") if held else None
    words = vocabulary()
    if id_:
        found = view.of_entities(parts_of(view, asked, id_), words.predicates, asked.known_by)
    else:
        found = view.by_predicate(words.predicates, asked.known_by)
    statements = selected(view, found, asked)
    rows = [s for s in statements if is_plan(s) and s.said.earliest <= asked.as_of.latest]
    if asked.certainty == "certain":
        rows = [s for s in rows if known_certainty([s], asked.known_at) == "certain"]
    rows.sort(key=lambda s: (s.said.latest, s.key), reverse=True)
    notes: list[str] = []
    rows = corroborated(view, asked, rows, notes)
    notes += known_notes([[s] for s in rows], asked)
    planned = _with_deeds(view, asked, rows, statements)
    return framed(
        view,
        asked,
        question=question_json(view, asked, held=id_),
        summary=_summary(planned),
        rows=planned,
        row_json=partial(_row, view, asked),
        notes=[*notes, *lens_notes(view, asked, found)],
    )


def _with_deeds(view: View, asked: Common, rows: Sequence[Recorded], statements: Sequence[Recorded]) -> list[Planned]:
    """Each plan with what is done of it, also by deeds on others that somebody linked to it."""
    linked = {id_ for plan in rows for id_ in plan.fulfilled_by} - {s.id for s in statements}
    more = [s for s in view.by_id(linked) if s.closed_in > view.version] if linked else []
    told = standing([*statements, *selected(view, more, asked)], view.publishers)
    deeds = deeds_among(told, asked.as_of.latest)
    others = [deed for some in deeds.values() for deed in some if deed.id in linked or deed.fulfils]
    within = Within(known_links(view, asked, [*view.parts, *view.locations]))

    def of(plan: Recorded) -> Fulfilment:
        near = {deed.id: deed for deed in (*deeds.get(plan.predicate, ()), *others)}
        return fulfilment(plan, near.values(), within, view.judgements, asked.as_of.latest)

    return [(plan, of(plan)) for plan in rows]


def _summary(planned: Sequence[Planned]) -> str:
    """How many plans, and for the first ones that are done in part, how many of how many. Plans are summed up only
    where they are of one deed and about one Event."""
    told = plural(len(planned), "statement") + " of plans; a plan is no deed."
    by_deed: dict[tuple[str, object], list[Fulfilment]] = defaultdict(list)
    for plan, found in planned:
        if found.done and found.cap:
            what: tuple[object, ...] = plan.about or tuple(plan.roles.items())
            by_deed[plan.predicate, what].append(found)
    for (predicate, _), alike in list(by_deed.items())[:2]:
        cap, done = hull(f.cap for f in alike if f.cap), hull(f.done for f in alike if f.done)
        if cap and done:
            most = f"up to {cap[1]:,}" if not cap[0] and cap[1] else numbers(cap)
            told += f" {predicate.capitalize()}: {most} were planned; {numbers(done)} are said to be done."
    return told


def _row(view: View, asked: Common, row: Planned) -> Json:
    statement, found = row
    predicate = vocabulary().predicates[statement.predicate]
    who = statement.role("agent") or statement.role("subject")
    of = statement.role(predicate.role_with("held")) or statement.role("object")
    return {
        "predicate": statement.predicate,
        "mode": statement.mode,
        "who": refs(view, who if who != of else ()),
        "of": refs(view, of),
        "from": refs(view, (*statement.role("from_holder"), *statement.role("from_place"))),
        "to": refs(view, (*statement.role("to_holder"), *statement.role("to_place"))),
        "terms": list(statement.terms),
        "count": count_json(statement.count),
        "validity": validity_json(statement.validity),
        "saidBy": speaker_json(view, statement.said_by),
        "saidOn": statement.said_on,
        "knownCertainty": known_certainty([statement], asked.known_at),
        "fulfilledBy": list(statement.fulfilled_by),
        "done": range_json(found.done),
        "cap": range_json(found.cap),
        "share": range_json(found.share),
        "doneBy": [{"statement": d.statement.id, "basis": d.basis, "counted": bool(d.counted)} for d in found.deeds],
        "statements": [statement_json(view, statement)],
    }
