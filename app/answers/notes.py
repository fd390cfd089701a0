"""Notes on an answer: its speakers, and what is left out, cut, only possibly public, or of groups that may be one.

What a note is about is found here; a writer of the question's language (`app.sentences.notes`) says it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple, Protocol, TypedDict

from app.answers.question import Asked, Common
from app.answers.shapes import MOST_STATEMENTS, Json
from app.schemas.names import Named
from app.schemas.pages import Lens, LensGiven
from app.sentences import DEFAULT_LANGUAGE, open_writer
from app.sentences.names import PrintedNames
from app.sentences.notes import FixedNote, LeftOutWhat, NoteWriter, Outlet
from app.sentences.statements import StatementFact, make_statement_fact
from graph.custody.day import HolderRow
from graph.dates.validity import is_possible
from graph.dates.windows import MAX, MIN
from graph.disputes.denials import find_denials
from graph.evidence.hierarchy import is_fact
from graph.evidence.occurrences import list_copies
from graph.evidence.speakers import collect_utterances, drop_retracted
from graph.evidence.support import find_known_certainty, find_named_window, find_support, make_state_evidence
from graph.model.judgements import find_identity
from graph.model.statement import ReviewState, StoredReply, StoredStatement
from graph.model.tombstones import STATEMENT, Tombstone
from graph.model.wordings import read_amount
from graph.names.facts import NameNote, Predecessors
from graph.selection.rows import filter_corroborated, select_best_statements
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary

MOST_SHOWN = 5


class ShownNotes(TypedDict):
    """The notes that are shown, and how many there are."""

    notes: list[str]
    noteCount: int


def cut_notes(asked: Common, notes: Sequence[str]) -> ShownNotes:
    """The first five notes, which are the important ones; all with notes=all."""
    each_once = list(dict.fromkeys(notes))
    return {"notes": each_once if asked.all_notes else each_once[:MOST_SHOWN], "noteCount": len(each_once)}


def lens_json(selection: Asked) -> LensGiven:
    """`{"lens": {trust, exclude, excludeParties, minIndependent}}` for the question; empty where no lens is given.

    `reviewed` is in it only where it is asked for.
    """
    asked = selection.question
    if not asked.has_lens:
        return {}
    lens: Lens = {
        "trust": _resolve_speakers(selection, asked.trust, "trust"),
        "exclude": _resolve_speakers(selection, asked.exclude, "exclude"),
        "excludeParties": asked.no_parties,
        "minIndependent": asked.min_independent,
    }
    if asked.reviewed:
        lens["reviewed"] = asked.reviewed
    return {"lens": lens}


def lens_notes(selection: Asked, statements: Iterable[StoredStatement]) -> list[str]:
    """Speakers whom the lens leaves out, and how many statements its `reviewed` does; responses are included."""
    lens = selection.lens
    if not lens:
        return []
    before = selection.filter_public(statements)
    after = selection.select_statements(before)
    accepted_ids = {statement.id for statement in after}
    accepted = collect_utterances(after)
    # a response is dropped with the statement it answers, which does not mean that its speaker is excluded
    utterances_before = collect_utterances(s if s.id in accepted_ids else replace(s, responses=()) for s in before)
    left_out = [voice for id_, voice in utterances_before.items() if id_ not in accepted]
    by_speaker = [voice for voice in left_out if lens.is_reviewed(_get_state(voice))]
    speakers = {voice.said_by for voice in by_speaker}
    return describe_left_out(selection, speakers, len(left_out) - len(by_speaker))


def _get_state(voice: StoredStatement | StoredReply) -> ReviewState | None:
    return voice.state if isinstance(voice, StoredReply) else voice.review.state


def describe_left_out(selection: Asked, speakers: Collection[str], unreviewed: int) -> list[str]:
    """What the lens leaves out: whose words (`speakers` are ids, and may be none), and how many statements that are not
    reviewed as asked."""
    writer, reviewed = open_writer(selection).notes, selection.question.reviewed
    notes: list[str] = []
    if speakers:
        notes.append(writer.write_left_out(sorted(speakers)))
    elif selection.lens.is_of_speakers:
        notes.append(writer.write_fixed(FixedNote.LENS_UNCHANGED))
    return [*notes, writer.write_unreviewed(unreviewed, reviewed)] if reviewed else notes


def name_notes(selection: Asked) -> list[str]:
    """How names were read that no entity has as written."""
    writer = open_writer(selection).notes
    return [writer.write_name(note) for note in selection.name_notes if not _was_there(selection, note)]


def _was_there(selection: Asked, note: NameNote) -> bool:
    """Whether who came after others had a name of its own on the days asked about already, as West Germany in 1975."""
    if not isinstance(note, Predecessors):
        return False
    names = PrintedNames(selection.view, DEFAULT_LANGUAGE, selection.question.as_of)
    return names.find_dated(note.id) is not None


def corroboration_notes(selection: Asked, left_out: int) -> list[str]:
    """That something was left out because too few independent speakers say the same (`filter_corroborated`)."""
    least = selection.question.min_independent
    return [open_writer(selection).notes.write_uncorroborated(least)] if left_out else []


def _resolve_speakers(selection: Asked, written: Iterable[str], parameter: str) -> list[Named]:
    ids = dict.fromkeys(id_ for name in written for id_ in selection.resolve_names(name, ["Actor"], parameter))
    return [{"id": id_, "name": selection.view.directory.get(id_).name} for id_ in ids]


class LeftOut(Protocol):
    """How many rows were dropped, and why."""

    @property
    def only_possible(self) -> int: ...
    @property
    def few_speakers(self) -> int: ...


def filter_notes(selection: Asked, filtered: LeftOut) -> list[str]:
    """How many findings were left out, if any."""
    writer, possible, few = open_writer(selection).notes, filtered.only_possible, filtered.few_speakers
    least = selection.question.min_independent
    return [
        *([writer.write_only_possible(possible)] if possible else []),
        *([writer.write_too_few_speakers(LeftOutWhat.FINDINGS, few, least)] if few else []),
    ]


def sort_best_first(row: HolderRow) -> list[StoredStatement]:
    """The statements of a row. If there are too many to show, those that support it best come first."""
    if len(row.statements) <= MOST_STATEMENTS:
        return list(row.statements)
    best = {statement.id for statement in select_best_statements(row)}
    return sorted(row.statements, key=lambda statement: statement.id not in best)


def truncation_notes(writer: NoteWriter, rows: Iterable[Json]) -> list[str]:
    """Notes for rows that show only some of their statements or places."""
    rows = list(rows)
    lists = (
        ("statementCount", "statements", writer.write_cut_statements),
        ("placeCount", "places", writer.write_cut_places),
    )
    notes = []
    for count, shown, write in lists:
        if not rows or count not in rows[0]:  # all rows of an answer have the same fields
            continue
        most = max((row[count] for row in rows if row[count] > len(row[shown])), default=0)
        if most:
            notes.append(write(most))
    return notes


def copy_notes(selection: Asked, statements: Iterable[StoredStatement]) -> list[str]:
    """That some figures stand in several sources and count once: the speaker, the amount and the outlets."""
    view, writer = selection.view, open_writer(selection).notes
    outlets: dict[str, list[Outlet]] = {}
    originals: dict[str, StoredStatement] = {}
    for original, copy in list_copies(statements, view.judgements, view.distinct_sources):
        originals[original.id] = original
        outlets.setdefault(original.id, [_find_outlet(view, original)]).append(_find_outlet(view, copy))
    notes = []
    for id_, found in outlets.items():
        count = originals[id_].count
        amount = read_amount((count.min, count.max), (count.wording,)) if count else None
        notes.append(writer.write_copies(originals[id_].said_by, amount, found))
    return notes


def _find_outlet(view: Snapshot, statement: StoredStatement) -> Outlet:
    source = statement.cites.source
    return Outlet(view.publishers.get(source), view.sources[source].title)


def possibly_public_notes(selection: Asked, rows: Sequence[Sequence[StoredStatement]]) -> list[str]:
    """How many findings rest on what was only possibly public by `known_at`."""
    known_at = selection.question.known_at
    possibly_public = sum(find_known_certainty(row, known_at) == "possible" for row in rows)
    return possibly_public_count_notes(selection, possibly_public, len(rows))


def possibly_public_count_notes(selection: Asked, possible: int, total: int) -> list[str]:
    """That some of so many findings rest on what was only possibly public by `known_at`; nothing where none do."""
    return [open_writer(selection).notes.write_possibly_public(possible, total)] if possible else []


def version_notes(selection: Asked, ids: Iterable[str] | None = None) -> list[str]:
    """The note on an answer from an earlier data version, and on what was withdrawn from it.

    `ids` are the entities and sources that the answer is about; None for everyone. An answer that is asked for by its
    pin is to be the one of then, so it has only the second.
    """
    view, writer = selection.view, open_writer(selection).notes
    withdrawn = withdrawal_notes(writer, view, ids)
    if view.version == view.newest_version or selection.question.is_pinned:
        return withdrawn
    return [*withdrawn, writer.write_version(view.version, view.newest_version)]


def withdrawal_notes(writer: NoteWriter, view: Snapshot, ids: Iterable[str] | None) -> list[str]:
    """A note for each day and reason for which something was withdrawn that the answer may have rested on."""
    found: dict[tuple[str, str], list[Tombstone]] = {}
    for one in view.find_withdrawn(ids):
        found.setdefault((one.on, one.reason), []).append(one)
    notes = []
    for (on, reason), gone in sorted(found.items()):
        statements = sum(one.kind == STATEMENT for one in gone)
        changed_version = view.version if any(one.version > view.version for one in gone) else None
        sources = len(gone) - statements
        notes.append(writer.write_withdrawal(statements, sources, date.fromisoformat(on), reason, changed_version))
    return notes


def unsure_identity_notes(selection: Asked, groups: Collection[str] | None, first: str | None) -> list[str]:
    """A note for each group whose identity a judgement leaves unsure, `first` before the others.

    Judgements have no history.
    """
    view, groups = selection.view, groups or ()
    canonical = view.directory.find_canonical
    unsure = [judgement for judgement in view.judgements if judgement.verdict == "unsure"]
    doubted = {canonical(id_) for judgement in unsure for id_ in judgement.ids}
    notes = []
    for group in sorted(doubted.intersection(groups), key=lambda id_: (id_ != first, id_)):
        unsure_ids = {canonical(id_) for id_ in find_identity(group, view.judgements).unsure}
        others = [id_ for id_ in sorted(unsure_ids - set(groups)) if view.directory.find(id_)]
        if others:
            notes.append(open_writer(selection).notes.write_unsure_identity(group, others))
    return notes


YEAR = timedelta(days=365)


MOST_NOTES = 8


class PlaceControl(NamedTuple):
    """Statements about who has some places, the latest first, and statements that deny such things. `former` are states
    of which only the end is known: that somebody had a place until then."""

    statements: Sequence[StoredStatement] = ()
    denying: Sequence[StoredStatement] = ()
    former: Sequence[StoredStatement] = ()


def find_place_control(selection: Asked, rows: Sequence[HolderRow], places: Collection[str] | None) -> PlaceControl:
    """Statements about control of the places in rows and in the question, and of places inside them.

    A state counts if it has support on the days asked about. An event counts if it may lie between the evidence of a
    row and those days, or in the year before them.
    """
    view, asked = selection.view, selection.question
    first, last = asked.as_of.earliest, asked.as_of.latest
    year_before = first - YEAR if first - MIN > YEAR else MIN
    first_days = dict.fromkeys(places or (), year_before)
    contained_places = selection.find_places_in({place for row in rows for place in row.places})
    for row in rows:
        earliest = min(year_before, max(find_named_window(s).earliest for s in row.statements))
        for place in {part for id_ in row.places for part in contained_places[id_]}:
            first_days[place] = min(earliest, first_days.get(place, earliest))
    if not first_days:
        return PlaceControl()
    words = vocabulary()
    statements = selection.select_statements(
        view.select_by_entities(first_days, words.predicates_over_places, asked.known_by)
    )
    accepted = drop_retracted(statements, view.publishers)

    def is_in_period(statement: StoredStatement) -> bool:
        if words.predicates[statement.predicate].is_state:
            return (
                find_support([make_state_evidence(statement)], first, last, max_gap_days=asked.max_gap_days) is not None
            )
        start = min(first_days[id_] for ids in statement.roles.values() for id_ in ids if id_ in first_days)
        return bool(is_possible(statement.bounds, start, last))

    facts = filter_corroborated(selection, [s for s in accepted if is_fact(s) and is_in_period(s)])
    facts.sort(key=lambda s: (find_named_window(s).latest, s.key), reverse=True)
    ended = [s for s in accepted if is_fact(s) and _is_until(s, year_before, last)]
    former = sorted(filter_corroborated(selection, ended), key=lambda s: (s.bounds.latest_end, s.key), reverse=True)
    return PlaceControl(facts, [s for s in accepted if s.polarity == "denies"], former)


def find_places_taken(selection: Asked, holders: Collection[str]) -> list[StoredStatement]:
    """The events by which some actors surely came to have a place in the year up to the days asked about, the latest
    first."""
    view, asked, words = selection.view, selection.question, vocabulary()
    last = asked.as_of.latest
    first = last - YEAR if last - MIN > YEAR else MIN
    found = view.select_by_entities(holders, words.predicates_over_places, asked.known_by)
    taken = [
        one
        for one in drop_retracted(selection.select_statements(found), view.publishers)
        if is_fact(one) and not words.predicates[one.predicate].is_state
        if not set(holders).isdisjoint(one.role("subject"))
        if first <= one.bounds.earliest_start and one.bounds.latest_end <= last
    ]
    return sorted(filter_corroborated(selection, taken), key=lambda s: (s.bounds.latest_end, s.key), reverse=True)


def _is_until(statement: StoredStatement, first: date, last: date) -> bool:
    """Whether all that is known of the days of a state is its end, and it may have lasted on some of the days."""
    bounds, is_state = statement.bounds, vocabulary().predicates[statement.predicate].is_state
    is_until = bounds.earliest_start == MIN and bounds.earliest_end == bounds.latest_end < MAX
    return is_state and is_until and is_possible(bounds, first, last)


def place_notes(selection: Asked, control: PlaceControl) -> list[str]:
    """Who is said to have the places, a note each."""
    return _write_reports(
        selection,
        control.statements,
        control.denying,
        open_writer(selection).notes.write_control,
        FixedNote.MORE_CONTROL,
    )


def missing_notes(selection: Asked, statements: Iterable[StoredStatement], last: date) -> list[str]:
    """Who is said to have disappeared by a day, a note each: they are taken off no number of those held."""
    words = vocabulary().predicates_of_missing
    told = [s for s in statements if s.predicate in words and s.bounds.earliest_start <= last]
    accepted = drop_retracted(told, selection.view.publishers)
    denying = [s for s in accepted if s.polarity == "denies"]
    facts = filter_corroborated(selection, [s for s in accepted if is_fact(s)])
    facts.sort(key=lambda s: (find_named_window(s).latest, s.key), reverse=True)
    write = open_writer(selection).notes.write_missing
    return _write_reports(selection, facts, denying, write, FixedNote.MORE_MISSING)


class ReportWriter(Protocol):
    """Writes the note on one report, which others may deny."""

    def __call__(self, fact: StatementFact, *, is_denied: bool) -> str: ...


def _write_reports(
    selection: Asked,
    statements: Sequence[StoredStatement],
    denying: Sequence[StoredStatement],
    write: ReportWriter,
    more: FixedNote,
) -> list[str]:
    """A note for each of the first reports, with the days that it names, and one where there are more."""
    notes = []
    for statement in statements[:MOST_NOTES]:
        days = find_named_window(statement)
        fact = replace(make_statement_fact(selection.view, statement), days=days, lasts=False, is_running_total=False)
        notes.append(write(fact, is_denied=bool(find_denials([statement], list(denying)))))
    return [*notes, *([open_writer(selection).notes.write_fixed(more)] if len(statements) > MOST_NOTES else [])]
