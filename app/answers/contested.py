"""What is denied, corrected or questioned, and where figures or dates cannot all be true: /v1/contested."""

from app.answers.question import Common, page
from app.answers.rows import version_notes
from app.answers.selecting import any_entity, parts_of, selected
from app.answers.sentences import plural
from app.answers.shapes import Json, count_json, entity_ref, refs, speaker_json, speakers_json, statement_json
from graph.disagreement import Dispute, disputes
from graph.recorded import Recorded
from graph.store.reader import View
from graph.vocabulary import vocabulary


def contested(view: View, asked: Common, entity: str | None = None) -> Json:
    """One row per dispute, what is disputed first among its statements; `entity` narrows to those that name it."""
    id_ = any_entity(view, entity, "entity") if entity else None
    words = vocabulary()
    everything = selected(view, view.by_predicate(words.predicates, asked.known_by), asked)
    said = [s for s in everything if s.said.earliest <= asked.as_of.latest]
    found = disputes(said)
    if id_:
        ids = parts_of(view, asked, id_)
        found = [dispute for dispute in found if any(ids & _named(s) for s in dispute.statements)]
    shown, truncated, following = page(found, asked)
    kinds = sorted({dispute.why for dispute in found})
    counted = ", ".join(f"{sum(d.why == why for d in found)} {why}" for why in kinds)
    return {
        "question": {
            **({"entity": entity_ref(view, id_)} if id_ else {}),
            "asOf": asked.as_of_written,
            "knownAt": asked.known_at_written,
        },
        "dataVersion": view.version,
        "summary": f"{plural(len(found), 'point')} in dispute: {counted}." if found else "Nothing is in dispute here.",
        "rows": [_row(view, dispute) for dispute in shown],
        "notes": version_notes(view),
        "truncated": truncated,
        "next": following,
    }


def _row(view: View, dispute: Dispute) -> Json:
    first, *others = dispute.statements
    return {
        "why": dispute.why,
        "disputed": {
            "id": first.id,
            "key": first.key,
            "predicate": first.predicate,
            "roles": {role: refs(view, ids) for role, ids in first.roles.items()},
            "terms": list(first.terms),
            "count": count_json(first.count),
            "saidBy": speaker_json(view, first.said_by),
        },
        "disputedBy": [
            {**speaker_json(view, s.said_by), "scope": _scope(first, s), "statement": s.id}
            for s in (others if first.polarity == "asserts" else [first])
        ],
        "independentSpeakers": speakers_json(view, dispute.statements),
        "statements": [statement_json(view, s) for s in dispute.statements],
    }


def _scope(disputed: Recorded, other: Recorded) -> str:
    """Whether the response is to just this statement or in general."""
    return next((reply.scope for reply in disputed.responses if reply.id == other.id), "specific")


def _named(statement: Recorded) -> set[str]:
    return {id_ for ids in statement.roles.values() for id_ in ids} | {statement.said_by, *statement.about}
