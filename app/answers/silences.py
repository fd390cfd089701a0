"""Where nobody says what one would ask, and the statement that would tell: /v1/silences and `whoholds silences`."""

from collections.abc import Hashable, Iterable, Sequence
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
    independent,
    places_json,
    range_json,
    refs,
    shown_places,
    speakers_json,
    statements_json,
)
from app.answers.silence_words import because, would_close
from app.schemas.silences import SilencesAnswer
from graph.custody.gaps.gap import KINDS, EvidenceGap, by_importance
from graph.custody.gaps.gaps import open_ledgers
from graph.custody.gaps.gaps import silences as all_silences
from graph.custody.ledger.ledger import build_ledger
from graph.errors import InvalidInput
from graph.evidence.custody_roles import held_by
from graph.evidence.hierarchy import Containment, with_parts
from graph.evidence.occurrences import numbered
from graph.model.entities import LABELS
from graph.model.stored_statement import StoredStatement
from graph.selection.rows import filter_by_speakers
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary


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
    if kind and kind not in KINDS:
        raise InvalidInput(f"kind: {kind!r}; expected one of {', '.join(KINDS)}", parameter="kind", value=kind)
    named = selection.resolve(entity, LABELS, "entity") if entity else None
    of_whom = selection.resolve(held, ["Group"], "held") if held else None
    groups = selection.parts_of(of_whom) if of_whom else None
    words = vocabulary().custody_predicates
    told = view.of_entities(groups, words, asked.known_by) if groups else view.by_predicate(words, asked.known_by)
    statements = selection.select(told)
    ids = selection.parts_of(named) if named else None

    def answer_from(some: Sequence[StoredStatement], notes: list[str], of: Hashable = None) -> list[EvidenceGap]:
        found = [s for s in _all(selection, some, kind, of) if kind in (None, s.kind) and of in (None, *s.held)]
        found = [s for s in found if groups is None or groups & set(s.held)]
        spoken = filter_by_speakers(selection, [s for s in found if ids is None or ids & _named(s)])
        notes += filter_notes(asked, spoken)
        return spoken.rows

    notes: list[str] = []
    found = sorted(answer_from(statements, notes), key=by_importance)
    alike = in_groups(found, _kind)
    rows = alike.only(group, alike.rows)
    above = Containment(selection.part_links).above
    occurrence = numbered(statements, view.judgements) if asked.explain else {}
    workings = as_told(
        lambda s: above(held_by(s)),  # the ledger of a group reads its parts too
        lambda of, some: of_silences(view, answer_from(some, [], of), occurrence),
    )
    return framed(
        SilencesAnswer,
        selection,
        question={
            **({"entity": entity_ref(view, named)} if named else {}),
            **question_json(selection, held=of_whom),
            **({"kind": kind} if kind else {}),
            **group_json(group),
        },
        summary=_summary(view, found),
        rows=rows,
        row_json=lambda silence: {**_row(selection, silence), **alike.of(silence)},
        more=groups_json(alike, partial(because, view)),
        notes=[
            *notes,
            *group_notes(alike, partial(because, view), "silences"),
            *known_notes([s.statements for s in found], asked),
            *lens_notes(selection, told),
        ],
        explain=rests_on(selection, statements, workings, near(found)),
    )


def _all(
    selection: Asked, statements: Sequence[StoredStatement], kind: str | None, of: Hashable = None
) -> list[EvidenceGap]:
    """All silences; what is not asked for is not looked for where that takes long. `of` is the group of ledgers."""
    view, asked = selection.view, selection.question
    a, b = asked.as_of.earliest, asked.as_of.latest
    found: list[EvidenceGap] = []
    if kind != "open_ledger":
        found += all_silences(
            statements,
            a,
            b,
            independent=partial(independent, view),
            judgements=view.judgements,
            publishers=view.publishers,
            max_gap_days=asked.max_gap_days,
        )
    if kind in (None, "open_ledger"):
        found += _open_ledgers(selection, statements, of)
    return found


def _open_ledgers(selection: Asked, statements: Sequence[StoredStatement], of: Hashable) -> Iterable[EvidenceGap]:
    view, asked = selection.view, selection.question
    links, parts = selection.links, selection.part_links
    a, b = asked.as_of.earliest, asked.as_of.latest
    by_group: dict[str, list[StoredStatement]] = {}
    for statement in statements:
        for group in held_by(statement):
            by_group.setdefault(group, []).append(statement)
    for group in sorted(by_group if of is None else by_group.keys() & {of}):
        family = with_parts(group, parts, a, b)
        members = {s.id: s for part in family for s in by_group.get(part, ())}
        found = build_ledger(
            list(members.values()),
            group,
            links=links,
            judgements=view.judgements,
            until=b,
            publishers=view.publishers,
        )
        yield from open_ledgers(found, group, b, view.judgements)


def _kind(silence: EvidenceGap) -> Hashable:
    """What is silent in it, but for days and places."""
    missing = silence.missing
    return silence.kind, silence.why, silence.holders, silence.held, missing.what, missing.independent_of


def _row(selection: Asked, silence: EvidenceGap) -> Json:
    view = selection.view
    missing = silence.missing
    return {
        "kind": silence.kind,
        "why": silence.why,
        "holders": refs(view, silence.holders),
        "held": refs(view, silence.held),
        **places_json(selection, silence.places),
        "from": silence.first,
        "to": silence.last,
        "days": silence.days,
        "people": range_json(silence.people),
        "because": because(view, silence),
        "openBecause": [
            {
                "why": told,
                "statements": [s.id for s in by[:MOST_STATEMENTS]],
                "keys": [s.key for s in by[:MOST_STATEMENTS]],
                "statementCount": len(by),
            }
            for told, by in silence.open_because
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
            "sentence": would_close(view, silence),
        },
        "independentSpeakers": speakers_json(view, silence.statements),
        **statements_json(selection, silence.statements),
    }


def _named(silence: EvidenceGap) -> set[str]:
    ids = {*silence.holders, *silence.held, *silence.places}
    for statement in silence.statements:
        ids |= {statement.said_by, *statement.about, *(id_ for role in statement.roles.values() for id_ in role)}
    return ids


def _summary(view: Snapshot, found: Sequence[EvidenceGap]) -> str:
    if not found:
        return "No silence is found here."
    words = {kind: kind.replace("_", " ") for kind in KINDS}
    counted = [f"{number} {words[k]}" for k in KINDS if (number := sum(s.kind == k for s in found))]
    return f"{plural(len(found), 'silence')}: {', '.join(counted)}. The first: {would_close(view, found[0])}"
