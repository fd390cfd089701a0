"""Which answers a file would change if it were loaded, and which of its figures are copies of some that are there.

The statements of the file are put together with those of the store in memory (`graph.selection.addition`), and the same
functions that answer questions compare the two.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from typing_extensions import TypedDict

from app.answers.question import Asked, read_common
from app.sentences import open_writer
from app.sentences.custody_diff import find_offices_of, make_change_fact
from app.terminal import SIGNS
from graph.alliances.diff import DescribedChange, describe_changes, find_alliances_diff
from graph.custody.diff import find_custody_diff
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.copies import find_copies
from graph.model.entities import NamedEntity
from graph.model.statement import StoredStatement
from graph.selection.addition import Addition, SnapshotWithAddition
from graph.selection.selection import Selection
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary
from ingest.dossier import ParsedSource
from ingest.sheets.cells import write_day

MOST_QUESTIONS = 30  # of each kind
MOST_SIGNED = 50_000  # statements in the store that alliances may rest on
DATES_NOTE = "Dates that depend on those of other statements are taken as their own words give them."


class PreviewChange(TypedDict):
    """A row that would be new, gone or changed: the question, which row, and what would be said of it."""

    question: str
    row: str
    change: str
    sentence: str
    address: str


class PreviewCopy(TypedDict):
    """A figure of the file that the store has already, from the same speaker, in another source."""

    tab: str
    row: int | None
    speaker: str
    wording: str
    source: str
    statement: str


class PreviewAnswer(TypedDict):
    """`asked` is the number of questions that were asked before and after, of `questions` that the statements concern.
    `statements` are new or changed."""

    source: str
    statements: int
    asked: int
    questions: int
    changes: list[PreviewChange]
    copies: list[PreviewCopy]
    notes: list[str]


def preview_source(base: Snapshot, parsed: ParsedSource, known: Mapping[str, NamedEntity], tab: str) -> PreviewAnswer:
    """What a file would change. `known` are entities of other sources by id; `tab` is where its rows stand."""
    after = SnapshotWithAddition(base, _make_addition(parsed, known))
    groups, pairs = _list_groups(after.added), _list_pairs(after.added)
    asked_groups, asked_pairs = groups[:MOST_QUESTIONS], pairs[:MOST_QUESTIONS]
    notes = [DATES_NOTE] if any(one.linked for one in after.added) else []
    changes = [change for group, day in asked_groups for change in _compare_custody(after, group, day)]
    if asked_pairs and len(base.select_by_predicates(vocabulary().signed_predicates)) > MOST_SIGNED:
        asked_pairs = []
        notes.append(f"Alliances are not compared in a store with more than {MOST_SIGNED:,} statements about them.")
    days = list(dict.fromkeys(day for _, _, day in asked_pairs))
    for day in days:
        wanted = {frozenset((a, b)) for a, b, on in asked_pairs if on == day}
        changes += _compare_alliances(after, wanted, day)
    asked, questions = len(asked_groups) + len(asked_pairs), len(groups) + len(pairs)
    if asked < questions:
        notes.append(f"Only {asked:,} of {questions:,} questions that it concerns were asked.")
    return {
        "source": parsed.form.id, "statements": len(after.added), "asked": asked, "questions": questions,
        "changes": changes, "copies": list(_list_copies(after, parsed, tab)), "notes": notes,
    }  # fmt: skip


def _make_addition(parsed: ParsedSource, known: Mapping[str, NamedEntity]) -> Addition:
    made = [
        NamedEntity(
            id=one.id, label=one.label, name=one.name, kind=one.kind,  # type: ignore[arg-type]
            aliases=one.aliases, external_ids=one.external_ids, languages=one.languages, canonical=one.id,
            dataset=parsed.form.id,
        )
        for one in parsed.entities
    ]  # fmt: skip
    used = [replace(known[one.id], canonical=one.id) for one in parsed.used if one.id in known]
    return Addition(
        dataset=parsed.form.id, statements=tuple(parsed.statements), entities=(*made, *used),
        sources=(parsed.source, *parsed.more_sources), complete=parsed.complete, kept=parsed.kept_keys,
    )  # fmt: skip


def _find_day(one: StoredStatement) -> date | None:
    """The last day on which a statement may hold, else the first; None for one without days."""
    bounds = one.validity.bounds
    days = (bounds.latest_end, bounds.latest_start, bounds.earliest_end, bounds.earliest_start)
    return next((day for day in days if MIN < day < MAX), None)


def _list_groups(statements: Iterable[StoredStatement]) -> list[tuple[str, date]]:
    """The groups that statements on custody are about, each with its day."""
    found = {}
    for one in statements:
        role = vocabulary().predicates[one.predicate].find_role("held")
        day = _find_day(one)
        if role and day:
            found.update(dict.fromkeys((group, day) for group in one.role(role)))
    return list(found)


def _list_pairs(statements: Iterable[StoredStatement]) -> list[tuple[str, str, date]]:
    """The pairs of actors of which a statement says how they stand to one another, each with its day."""
    found = {}
    for one in statements:
        day = _find_day(one)
        if vocabulary().predicates[one.predicate].sign is None or day is None:
            continue
        actors = sorted({id_ for ids in one.roles.values() for id_ in ids})
        found.update(dict.fromkeys((a, b, day) for a in actors for b in actors if a < b))
    return list(found)


def _open_selection(view: Snapshot, day: date) -> Asked:
    return Selection(view, read_common(as_of=day.isoformat()))


def _compare_custody(after: SnapshotWithAddition, group: str, day: date) -> Iterator[PreviewChange]:
    """The rows of custody of a group on a day that differ."""
    selection, window = _open_selection(after, day), Window(day, day)
    findings = find_custody_diff(selection, (window, window), view_then=after.before, held=group)
    writer = open_writer(selection)
    for change in findings.changes:
        fact = make_change_fact(selection, change, day)
        yield {
            "question": f"{after.directory.get(change.held).name} on {write_day(day)}",
            "row": after.directory.get(change.holder).name,
            "change": change.change,
            "sentence": writer.write_custody_change(fact, find_offices_of(selection, [fact])),
            "address": f"/custody?held={group}&as_of={day.isoformat()}",
        }


def _compare_alliances(after: SnapshotWithAddition, wanted: set[frozenset[str]], day: date) -> Iterator[PreviewChange]:
    """The rows of some pairs of actors on a day that differ."""
    selection, window = _open_selection(after, day), Window(day, day)
    findings = find_alliances_diff(selection, (window, window), view_then=after.before)
    name = after.directory.get
    for change in describe_changes(after, findings.changes):
        if frozenset((change.a, change.b)) not in wanted:
            continue
        before, now = _say_sign(change, "before"), _say_sign(change, "after")
        kind = "new" if before is None else "gone" if now is None else "changed"
        yield {
            "question": f"{name(change.a).name} and {name(change.b).name} on {write_day(day)}",
            "row": now or "no evidence",
            "change": kind,
            "sentence": f"{now or 'no evidence'}; before: {before or 'no evidence'}",
            "address": f"/alliances?actor={change.a}&as_of={day.isoformat()}",
        }


def _say_sign(change: DescribedChange, side: str) -> str | None:
    pair = change.before if side == "before" else change.after
    if pair is None or pair.support_kind is None:
        return None
    sign = "friendly and hostile" if pair.mixed else "unknown" if pair.sign is None else SIGNS[pair.sign]
    sure = "certain" if pair.support_kind == "certain" else "possible"
    return f"{sign} ({sure})"


def _list_copies(after: SnapshotWithAddition, parsed: ParsedSource, tab: str) -> Iterator[PreviewCopy]:
    """Figures of the file that the store has from the same speaker in another source."""
    counted = {one.id: one for one in after.added if one.count is not None}
    if not counted:
        return
    named = {id_ for one in counted.values() for ids in one.roles.values() for id_ in ids}
    there = after.select_by_entities(named, {one.predicate for one in counted.values()})
    for copy in find_copies(there, after.distinct_sources):
        own, other = copy.statement, copy.of
        if own.id not in counted:
            own, other = other, own  # the file's is the earlier one
        if own.id in counted and other.id not in counted:
            yield {
                "tab": tab,
                "row": parsed.lines.get(own.key),
                "speaker": after.directory.get(own.said_by).name,
                "wording": own.count.wording if own.count else "",
                "source": after.sources[other.cites.source].title,
                "statement": other.id,
            }
