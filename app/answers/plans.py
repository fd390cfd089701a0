"""What was intended, agreed, offered, urged or expected, apart from what was done: /v1/plans."""

from app.answers.question import Common, page
from app.answers.rows import known_notes, version_notes
from app.answers.selecting import parts_of, resolved, selected
from app.answers.sentences import plural
from app.answers.shapes import Json, count_json, refs, speaker_json, statement_json, validity_json
from graph.parts import is_plan
from graph.recorded import Recorded
from graph.store.reader import View
from graph.support import known_certainty
from graph.vocabulary import vocabulary


def plans(view: View, asked: Common, held: str | None = None) -> Json:
    """One row per statement of a plan that may have been said by the day asked about, the newest first.

    The count of an undertaking that is under way is that of the whole, so such statements are listed here too.
    """
    id_ = resolved(view, held, ["Group"], "held") if held else None
    words = vocabulary()
    if id_:
        found = view.of_entities(parts_of(view, asked, id_), words.predicates, asked.known_by)
    else:
        found = view.by_predicate(words.predicates, asked.known_by)
    rows = [s for s in selected(view, found, asked) if is_plan(s) and s.said.earliest <= asked.as_of.latest]
    if asked.certainty == "certain":
        rows = [s for s in rows if known_certainty([s], asked.known_at) == "certain"]
    rows.sort(key=lambda s: (s.said.latest, s.key), reverse=True)
    shown, truncated, following = page(rows, asked)
    return {
        "question": {
            **({"held": {"id": id_, "name": view.directory.get(id_).name}} if id_ else {}),
            "asOf": asked.as_of_written,
            "knownAt": asked.known_at_written,
        },
        "dataVersion": view.version,
        "summary": f"{plural(len(rows), 'statement')} of plans; a plan is no deed.",
        "rows": [_row(view, asked, statement) for statement in shown],
        "notes": [*known_notes([[s] for s in rows], asked), *version_notes(view)],
        "truncated": truncated,
        "next": following,
    }


def _row(view: View, asked: Common, statement: Recorded) -> Json:
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
        "statements": [statement_json(view, statement)],
    }
