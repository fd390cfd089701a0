"""Where nobody says what one would ask, and the statement that would tell: /v1/silences and `whoholds silences`."""

from collections.abc import Hashable, Sequence
from functools import partial

from app.answers.alike import group_json, group_notes, groups_json, in_groups
from app.answers.asked import Asked
from app.answers.explain import as_told, near, rests_on
from app.answers.facts import of_silences
from app.answers.frame import framed, question_json
from app.answers.lens import lens_notes
from app.answers.rows import filter_notes, known_notes
from app.answers.sentences import plural
from app.answers.shapes import (
    MOST_STATEMENTS,
    Json,
    entity_ref,
    places_json,
    range_json,
    refs,
    shown_places,
    speakers_json,
    statements_json,
)
from app.answers.silence_words import because, would_close
from app.schemas.silences import SilencesAnswer
from graph.custody.gaps.gap import KINDS, EvidenceGap
from graph.custody.gaps.question import filter_gaps, find_gaps
from graph.evidence.custody_roles import find_held_groups
from graph.evidence.hierarchy import Containment
from graph.evidence.occurrences import number_occurrences
from graph.selection.snapshot import Snapshot


def silences(
    selection: Asked,
    entity: str | None = None,
    held: str | None = None,
    kind: str | None = None,
    group: str | None = None,
) -> SilencesAnswer:
    """The longest and the largest first. `held` narrows to a group and its parts, `entity` to what names it at all,
    `group`, a place in `groups`, to silences that are alike.

    Raises InvalidInput for a kind that there is not.
    """
    view, asked = selection.view, selection.question
    found = find_gaps(selection, entity, held, kind)
    gaps, scope = found.gaps, found.scope
    alike = in_groups(gaps, _kind)
    rows = alike.only(group, alike.rows)
    above = Containment(selection.part_links).above
    occurrence = number_occurrences(found.statements, view.judgements) if asked.explain else {}
    recipe = as_told(
        lambda s: above(find_held_groups(s)),  # the ledger of a group reads its parts too
        lambda one, some: of_silences(view, filter_gaps(selection, scope, some, str(one)).rows, occurrence),
    )
    return framed(
        SilencesAnswer,
        selection,
        question={
            **({"entity": entity_ref(view, scope.entity)} if scope.entity else {}),
            **question_json(selection, held=scope.held),
            **({"kind": kind} if kind else {}),
            **group_json(group),
        },
        summary=_summary(view, gaps),
        rows=rows,
        row_json=lambda gap: {**_row(selection, gap), **alike.of(gap)},
        more=groups_json(alike, partial(because, view)),
        notes=[
            *filter_notes(asked, found.filtered),
            *group_notes(alike, partial(because, view), "silences"),
            *known_notes([gap.statements for gap in gaps], asked),
            *lens_notes(selection, found.read),
        ],
        explain=rests_on(selection, found.statements, recipe, near(gaps)),
    )


def _kind(gap: EvidenceGap) -> Hashable:
    """What is missing in it, but for days and places."""
    missing = gap.missing
    return gap.kind, gap.why, gap.holders, gap.held, missing.what, missing.independent_of


def _row(selection: Asked, gap: EvidenceGap) -> Json:
    view = selection.view
    missing = gap.missing
    return {
        "kind": gap.kind,
        "why": gap.why,
        "holders": refs(view, gap.holders),
        "held": refs(view, gap.held),
        **places_json(selection, gap.places),
        "from": gap.first,
        "to": gap.last,
        "days": gap.days,
        "people": range_json(gap.people),
        "because": because(view, gap),
        "openBecause": [
            {
                "why": told,
                "statements": [s.id for s in by[:MOST_STATEMENTS]],
                "keys": [s.key for s in by[:MOST_STATEMENTS]],
                "statementCount": len(by),
            }
            for told, by in gap.open_because
        ],
        "wouldClose": {
            "what": missing.what,
            "whose": refs(view, missing.whose),
            "of": refs(view, missing.of),
            "place": shown_places(selection, missing.places),
            "placeCount": len(missing.places),
            "from": missing.first,
            "to": missing.last,
            "atLeast": missing.at_least,
            "independentOf": refs(view, missing.independent_of),
            "sentence": would_close(view, gap),
        },
        "independentSpeakers": speakers_json(view, gap.statements),
        **statements_json(selection, gap.statements),
    }


def _summary(view: Snapshot, found: Sequence[EvidenceGap]) -> str:
    if not found:
        return "No silence is found here."
    words = {kind: kind.replace("_", " ") for kind in KINDS}
    counted = [f"{number} {words[k]}" for k in KINDS if (number := sum(s.kind == k for s in found))]
    return f"{plural(len(found), 'silence')}: {', '.join(counted)}. The first: {would_close(view, found[0])}"
