"""Notes on an answer: its speakers, and what is left out, cut, only possibly public, or of groups that may be one.

A note is in plain words, with names and not ids, and without the last full stop.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple, Protocol, TypedDict

from app.answers.question import Asked, Common
from app.answers.shapes import MOST_STATEMENTS, Json
from app.answers.words import days_in_words, fill_pattern, join_words, plural, predicate_sentence
from app.schemas import LensGiven, Named
from graph.custody.day import HolderRow
from graph.dates.validity import is_possible
from graph.dates.windows import MIN
from graph.disputes.denials import find_denials
from graph.evidence.hierarchy import is_fact
from graph.evidence.occurrences import list_copies
from graph.evidence.speakers import collect_utterances, drop_retracted
from graph.evidence.support import find_known_certainty, find_named_window, find_support, make_state_evidence
from graph.model.judgements import find_identity
from graph.model.statement import StoredStatement
from graph.model.tombstones import STATEMENT, Tombstone
from graph.selection.rows import filter_corroborated, select_best_statements
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary

MOST_NAMES = 5
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
    """`{"lens": {trust, exclude, excludeParties, minIndependent}}` for the question; empty where no lens is given."""
    asked = selection.question
    if not asked.has_lens:
        return {}
    return {
        "lens": {
            "trust": _resolve_speakers(selection, asked.trust, "trust"),
            "exclude": _resolve_speakers(selection, asked.exclude, "exclude"),
            "excludeParties": asked.no_parties,
            "minIndependent": asked.min_independent,
        }
    }


def lens_notes(selection: Asked, statements: Iterable[StoredStatement]) -> list[str]:
    """Whose words the choice of speakers leaves out; responses are included."""
    if not selection.lens:
        return []
    before = selection.filter_public(statements)
    after = selection.select_statements(before)
    accepted_ids = {statement.id for statement in after}
    accepted = collect_utterances(after)
    # a response is dropped with the statement it answers, which does not mean that its speaker is excluded
    utterances_before = collect_utterances(s if s.id in accepted_ids else replace(s, responses=()) for s in before)
    left_out = {id_: voice.said_by for id_, voice in utterances_before.items() if id_ not in accepted}
    if not left_out:
        return [NOBODY_LEFT_OUT]
    return [left_out_sentence(selection.view, set(left_out.values()))]


NOBODY_LEFT_OUT = "The choice of speakers changes nothing here"


def left_out_sentence(view: Snapshot, speakers: Collection[str]) -> str:
    """The names of the speakers who are left out; `speakers` are ids."""
    names = sorted(view.directory.get(speaker).name for speaker in speakers)
    omitted = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
    return f"What these speakers say is left out: {join_words([*names[:MOST_NAMES], *omitted])}"


def corroboration_notes(asked: Common, left_out: int) -> list[str]:
    """That something was left out because too few independent speakers say the same (`filter_corroborated`)."""
    return [f"What fewer than {asked.min_independent} independent speakers say is left out"] if left_out else []


def _resolve_speakers(selection: Asked, written: Iterable[str], parameter: str) -> list[Named]:
    ids = dict.fromkeys(id_ for name in written for id_ in selection.resolve_names(name, ["Actor"], parameter))
    return [{"id": id_, "name": selection.view.directory.get(id_).name} for id_ in ids]


class LeftOut(Protocol):
    """How many rows were dropped, and why."""

    @property
    def only_possible(self) -> int: ...
    @property
    def few_speakers(self) -> int: ...


def filter_notes(asked: Common, filtered: LeftOut) -> list[str]:
    """How many findings were left out, if any."""
    possible, few = filtered.only_possible, filtered.few_speakers
    return [
        *(
            [f"{plural(possible, 'finding')} that {_is(possible)} only possible {_is(possible)} left out"]
            if possible
            else []
        ),
        *(
            [f"{plural(few, 'finding')} {_is(few)} left out: fewer than {asked.min_independent} independent speakers"]
            if few
            else []
        ),
    ]


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def sort_best_first(row: HolderRow) -> list[StoredStatement]:
    """The statements of a row. If there are too many to show, those that support it best come first."""
    if len(row.statements) <= MOST_STATEMENTS:
        return list(row.statements)
    best = {statement.id for statement in select_best_statements(row)}
    return sorted(row.statements, key=lambda statement: statement.id not in best)


def truncation_notes(rows: Iterable[Json]) -> list[str]:
    """Notes for rows that show only some of their statements or places."""
    rows = list(rows)
    lists = {
        "statements": ("statementCount", "statements", "nextStatements of a row, given as cursor, shows the next"),
        "places": ("placeCount", "places", "placeCount has their number"),
    }
    notes = []
    for words, (count, shown, remedy) in lists.items():
        if not rows or count not in rows[0]:  # all rows of an answer have the same fields
            continue
        most = max((row[count] for row in rows if row[count] > len(row[shown])), default=0)
        if most:
            notes.append(
                f"Of up to {most:,} {words} only the first are shown; {remedy}, and include=statements gives all"
            )
    return notes


def copy_notes(view: Snapshot, statements: Iterable[StoredStatement]) -> list[str]:
    """That some figures stand in several sources and count once: the speaker, the wording and the outlets."""
    outlets: dict[str, list[str]] = {}
    originals: dict[str, StoredStatement] = {}
    for original, copy in list_copies(statements, view.judgements, view.distinct_sources):
        originals[original.id] = original
        outlets.setdefault(original.id, [_name_outlet(view, original)]).append(_name_outlet(view, copy))
    notes = []
    for id_, names in outlets.items():
        count, speaker = originals[id_].count, view.directory.get(originals[id_].said_by).name
        rest = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
        where = join_words([*names[:MOST_NAMES], *rest])
        notes.append(f"The figure of {speaker} ({count.wording if count else ''}) stands in {where}, and counts once")
    return notes


def _name_outlet(view: Snapshot, statement: StoredStatement) -> str:
    """The publisher of the source of a statement, else its title."""
    publisher = view.publishers.get(statement.cites.source)
    return view.directory.get(publisher).name if publisher else view.sources[statement.cites.source].title


def possibly_public_notes(rows: Sequence[Sequence[StoredStatement]], asked: Common) -> list[str]:
    """How many findings rest on what was only possibly public by `known_at`."""
    possibly_public = sum(find_known_certainty(row, asked.known_at) == "possible" for row in rows)
    return possibly_public_note(possibly_public, len(rows))


def possibly_public_note(number: int, all_: int) -> list[str]:
    return [f"{number:,} of {all_:,} findings may not yet have been public by then"] if number else []


def version_notes(view: Snapshot, ids: Iterable[str] | None = None) -> list[str]:
    """The note on an answer from an earlier data version, and on what was withdrawn from it.

    `ids` are the entities and sources that the answer is about; None for everyone.
    """
    withdrawn = withdrawal_notes(view, ids)
    if view.version == view.newest_version:
        return withdrawn
    return [
        *withdrawn,
        f"This is from data version {view.version:,}; names, and which of them are one and the same, are today's, "
        f"of version {view.newest_version:,}",
    ]


def withdrawal_notes(view: Snapshot, ids: Iterable[str] | None) -> list[str]:
    """A note for each day and reason for which something was withdrawn that the answer may have rested on."""
    found: dict[tuple[str, str], list[Tombstone]] = {}
    for one in view.find_withdrawn(ids):
        found.setdefault((one.on, one.reason), []).append(one)
    notes = []
    for (on, reason), gone in sorted(found.items()):
        statements = sum(one.kind == STATEMENT for one in gone)
        what = plural(statements, "statement") if statements else plural(len(gone), "source")
        day = date.fromisoformat(on)
        older = any(one.version > view.version for one in gone)
        so = f". So data version {view.version:,} is not as it was, and what a pin from it says cannot be given again"
        notes.append(
            f"{what} that this may have rested on {'was' if len(gone) == 1 else 'were'} withdrawn "
            f"{days_in_words(day, day)}, from every data version: {reason.rstrip('.')}{so if older else ''}"
        )
    return notes


def unsure_identity_notes(view: Snapshot, groups: Collection[str] | None, first: str | None) -> list[str]:
    """A note for each group whose identity a judgement leaves unsure, `first` before the others.

    Judgements have no history.
    """
    groups = groups or ()
    canonical = view.directory.find_canonical
    unsure = [judgement for judgement in view.judgements if judgement.verdict == "unsure"]
    doubted = {canonical(id_) for judgement in unsure for id_ in judgement.ids}
    notes = []
    for group in sorted(doubted.intersection(groups), key=lambda id_: (id_ != first, id_)):
        unsure_ids = {canonical(id_) for id_ in find_identity(group, view.judgements).unsure}
        names = [view.directory.get(id_).name for id_ in sorted(unsure_ids - set(groups)) if view.directory.find(id_)]
        if names:
            notes.append(
                f"{view.directory.get(group).name} may be the same as {join_words(names)}. That is not settled, "
                "so what is said of them is given apart"
            )
    return notes


YEAR = timedelta(days=365)


MOST_NOTES = 8


class PlaceControl(NamedTuple):
    """Statements about who has some places, the latest first, and statements that deny such things."""

    statements: Sequence[StoredStatement] = ()
    denying: Sequence[StoredStatement] = ()


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
    return PlaceControl(facts, [s for s in accepted if s.polarity == "denies"])


def place_notes(view: Snapshot, control: PlaceControl) -> list[str]:
    """Who is said to have the places, a note each."""
    shown = control.statements[:MOST_NOTES]
    notes = [_write_place_note(view, statement, control.denying) for statement in shown]
    omitted = len(control.statements) - MOST_NOTES
    return [*notes, *(["Sources say more of who has these places"] if omitted > 0 else [])]


def missing_notes(selection: Asked, statements: Iterable[StoredStatement], last: date) -> list[str]:
    """Who is said to have disappeared by a day, a note each: they are taken off no number of those held."""
    view, words = selection.view, vocabulary().predicates_of_missing
    told = [s for s in statements if s.predicate in words and s.bounds.earliest_start <= last]
    accepted = drop_retracted(told, view.publishers)
    denying = [s for s in accepted if s.polarity == "denies"]
    facts = filter_corroborated(selection, [s for s in accepted if is_fact(s)])
    facts.sort(key=lambda s: (find_named_window(s).latest, s.key), reverse=True)
    notes = [_write_missing_note(view, statement, denying) for statement in facts[:MOST_NOTES]]
    return [*notes, *(["Sources tell of more who disappeared"] if len(facts) > MOST_NOTES else [])]


def _write_missing_note(view: Snapshot, statement: StoredStatement, denying: Iterable[StoredStatement]) -> str:
    count, speaker = statement.count, view.directory.get(statement.said_by).name
    number = f" ({count.wording} {'' if count.unit == 'people' else count.unit})".replace(" )", ")") if count else ""
    sentence = predicate_sentence(view, statement.predicate, statement.roles)
    contested = ", which others deny" if find_denials([statement], list(denying)) else ""
    days = _write_event_days(statement)
    return (
        f"{speaker} says: {sentence}{number}{days}{contested}. No number of those held is lower for it, as nobody says "
        "that they left"
    )


def _write_place_note(view: Snapshot, statement: StoredStatement, denying: Iterable[StoredStatement]) -> str:
    sentence = fill_pattern(view, vocabulary().predicates[statement.predicate].over_place or "", statement.roles)
    contested = ", which others deny" if find_denials([statement], list(denying)) else ""
    days = _write_event_days(statement)
    return f"{sentence}{days}{contested}. Who held people there does not follow from it"


def _write_event_days(statement: StoredStatement) -> str:
    window = find_named_window(statement)
    words = days_in_words(window.earliest, window.latest)
    return f" {words}" if words else ""
