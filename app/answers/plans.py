"""What was intended, agreed, offered, urged or expected, apart from what was done: /v1/plans."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from functools import partial

from app.answers.asked import Asked
from app.answers.explain import as_told, rests_on
from app.answers.facts import of_plans, what_is_planned
from app.answers.frame import framed, question_json
from app.answers.lens import corroborated, lens_notes
from app.answers.moved import speakers_in_words, when_reported
from app.answers.question import Common
from app.answers.rows import known_notes
from app.answers.sentences import joined, numbers, plural
from app.answers.shapes import count_json, range_json, refs, speaker_json, statement_json, validity_json
from app.schemas.core import PlanRow, PlansAnswer
from graph.custody.plans import Fulfilment, deeds_among, fulfilment
from graph.evidence.hierarchy import Containment, is_plan
from graph.evidence.lens import voices
from graph.evidence.retraction import standing
from graph.evidence.support import known_certainty
from graph.model.counts import hull
from graph.model.stored_statement import StoredStatement
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary

Planned = tuple[StoredStatement, Fulfilment]


def plans(selection: Asked, held: str | None = None) -> PlansAnswer:
    """One row per statement of a plan that may have been said by the day asked about, the newest first.

    The count of an undertaking that is under way is that of the whole, so such statements are listed here too. Each
    comes with what is said to be done of it by then (graph.custody.plans).
    """
    view, asked = selection.view, selection.question
    id_ = selection.resolve(held, ["Group"], "held") if held else None
    words = vocabulary()
    if id_:
        found = view.of_entities(selection.parts_of(id_), words.predicates, asked.known_by)
    else:
        found = view.by_predicate(words.predicates, asked.known_by)
    statements = selection.drop_retracted(selection.select(found))
    within = selection.within
    rows = _plans_among(statements, asked)
    everything = [*statements, *_deeds_elsewhere(selection, rows, statements)]

    def answer_from(some: Sequence[StoredStatement], notes: list[str], predicate: Hashable = None) -> list[Planned]:
        wanted = [plan for plan in _plans_among(some, asked) if predicate in (None, plan.predicate)]
        return _with_deeds(selection, corroborated(selection, wanted, notes), some, within)

    notes: list[str] = []
    planned = answer_from(everything, notes)
    notes += known_notes([[plan] for plan, _ in planned], asked)
    near = voices(s for plan, done in planned for s in (plan, *(deed.statement for deed in done.deeds)))
    workings = as_told(_topics(everything), lambda predicate, some: of_plans(view, answer_from(some, [], predicate)))
    return framed(
        PlansAnswer,
        selection,
        question=question_json(selection, held=id_),
        summary=_summary(view, planned),
        rows=planned,
        row_json=partial(_row, selection),
        notes=[*notes, *lens_notes(selection, found)],
        explain=rests_on(selection, everything, workings, near),
    )


def _plans_among(statements: Sequence[StoredStatement], asked: Common) -> list[StoredStatement]:
    """Plans that may have been said by the day asked about, the newest first."""
    found = [s for s in statements if is_plan(s) and s.said.earliest <= asked.as_of.latest]
    if asked.certainty == "certain":
        found = [s for s in found if known_certainty([s], asked.known_at) == "certain"]
    return sorted(found, key=lambda s: (s.said.latest, s.key), reverse=True)


def _deeds_elsewhere(
    selection: Asked, plans: Sequence[StoredStatement], statements: Sequence[StoredStatement]
) -> list[StoredStatement]:
    """Deeds on others that somebody linked to the plans."""
    view = selection.view
    linked = {id_ for plan in plans for id_ in plan.fulfilled_by} - {s.id for s in statements}
    found = [s for s in view.by_id(linked) if s.closed_in > view.version] if linked else []
    return [s for s in selection.select(found) if not is_plan(s)]


def _topics(statements: Sequence[StoredStatement]) -> Callable[[StoredStatement], set[str]]:
    """By predicate: a plan and its deeds share it, or are linked to one another."""
    plans = {s.id: s.predicate for s in statements if is_plan(s)}
    linked: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for id_ in statement.fulfilled_by if statement.id in plans else ():
            linked[id_].add(statement.predicate)
    return lambda s: {s.predicate, *linked[s.id], *(plans[id_] for id_ in s.fulfils if id_ in plans)}


def _with_deeds(
    selection: Asked, rows: Sequence[StoredStatement], statements: Sequence[StoredStatement], within: Containment
) -> list[Planned]:
    """Each plan with what is done of it."""
    view, asked = selection.view, selection.question
    linked = {id_ for plan in rows for id_ in plan.fulfilled_by}
    deeds = deeds_among(standing(statements, view.publishers), asked.as_of.latest)
    others = [deed for some in deeds.values() for deed in some if deed.id in linked or deed.fulfils]

    def of(plan: StoredStatement) -> Fulfilment:
        near = {deed.id: deed for deed in (*deeds.get(plan.predicate, ()), *others)}
        return fulfilment(
            plan,
            near.values(),
            within,
            view.judgements,
            asked.as_of.latest,
            view.distinct_sources,
        )

    return [(plan, of(plan)) for plan in rows]


def _summary(view: Snapshot, planned: Sequence[Planned]) -> str:
    """How many plans, and for the first ones that are done in part, how many of how many. Plans are summed up only
    where they are of one deed and about one Event. What is done has its days and speakers."""
    if not planned:
        return "No statement here tells of a plan."
    told = plural(len(planned), "statement") + " of plans; a plan is no deed."
    by_deed: dict[tuple[str, Hashable], list[Planned]] = defaultdict(list)
    for plan, found in planned:
        if plan.count and found.done and found.cap:
            by_deed[what_is_planned(plan)].append((plan, found))
    for (predicate, _), alike in list(by_deed.items())[:2]:
        wordings = list(dict.fromkeys(plan.count.wording for plan, _ in alike if plan.count))
        if done := hull(found.done for _, found in alike if found.done):
            told += f" {predicate.capitalize()}: planned were {joined(wordings)}; {numbers(done)} are said to be done"
            told += f"{_by_whom(view, alike)}."
    return told


def _by_whom(view: Snapshot, alike: Sequence[Planned]) -> str:
    """The days and the speakers of the reports that make up what is done; a total stands for what it holds."""
    deeds = (deed for _, found in alike for deed in found.deeds if deed.counted and not deed.in_total)
    reports = list({deed.statement.id: deed.statement for deed in deeds}.values())
    when = when_reported(reports)
    return f"{when and ' ' + when}, according to {speakers_in_words(view, (one.said_by for one in reports))}"


def _row(selection: Asked, row: Planned) -> PlanRow:
    view = selection.view
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
        "knownCertainty": known_certainty([statement], selection.question.known_at),
        "fulfilledBy": list(statement.fulfilled_by),
        "done": range_json(found.done),
        "cap": range_json(found.cap),
        "share": range_json(found.share),
        "doneBy": [
            {"statement": d.statement.id, "basis": d.basis, "counted": bool(d.counted), "inTotal": d.in_total}
            for d in found.deeds
        ],
        "statements": [statement_json(view, statement)],
    }
