"""Evidence gaps in words: what no source says, and the statement that would close the gap."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.answers.shapes import is_anonymous
from app.answers.words import join_words, number_words, plural
from graph.custody.gaps.gap import EvidenceGap
from graph.evidence.custody_roles import find_fate
from graph.selection.snapshot import Snapshot

MOST_NAMES = 5
HAPPENED = {"dead": "died in custody", "missing": "disappeared"}  # by what became of people


def gap_reason(view: Snapshot, gap: EvidenceGap) -> str:
    """What no source says, in one sentence."""
    who, whom = _join_names(view, gap.holders) or "somebody", _join_names(view, gap.held)
    days = f" ({plural(gap.days, 'day')})" if gap.days else ""
    speakers = _join_names(view, dict.fromkeys(s.said_by for s in gap.statements))
    fate = find_fate(gap.statements)
    happened = HAPPENED.get(fate or "", "were moved")
    match gap.kind, gap.why:
        case "gap", "whereabouts":
            missing_people = f"{number_words(gap.people)} of {whom}" if gap.people else whom
            if fate == "missing":
                last = f", last held by {who}" if gap.holders else ""
                return f"Nobody says what became of {missing_people}{last}{days}."
            return f"Nobody says where {missing_people} went{_write_origin(view, gap.holders)}{days}."
        case "gap", _:
            return f"Nobody tells of {who} holding {whom} from {gap.first} to {gap.last}{days}."
        case "stale", _:
            return f"Nothing on {who} holding {whom} since {gap.first}{days}; nobody says that it ended."
        case "single_speaker", "move":
            return f"Nobody but {speakers} tells that {whom} {happened}{_write_participants(view, gap.holders)}."
        case "single_speaker", "count":
            return f"How many {whom} {who} held rests on {speakers} alone."
        case "single_speaker", _:
            return f"That {who} held {whom} rests on {speakers}, and on no second independent speaker."
        case "uncounted", "move":
            return f"Nobody says how many of {whom} {happened}{_write_participants(view, gap.holders)}."
        case "uncounted", _:
            return f"Nobody says how many {whom} {who} held."
        case _, "opening":
            return f"Nobody counted {whom}{_write_participants(view, gap.holders)} before they came or went."
        case _, "closing":
            return f"Nobody counted {whom}{_write_participants(view, gap.holders)} after they came or went."
    return f"A number of {whom}{_write_participants(view, gap.holders)} has no upper limit, so nothing can be added up."


def closing_statement_words(view: Snapshot, gap: EvidenceGap) -> str:
    """The statement that would close the gap, in one sentence."""
    missing = gap.missing
    whom, who = _join_names(view, missing.of), _join_names(view, missing.whose)
    where = f" at {_join_few_names(view, missing.places)}" if missing.places else ""
    when = _write_days(missing.first, missing.last)
    match missing.what:
        case "a second speaker":
            known_speakers = _join_names(view, missing.independent_of)
            subject = {"move": "the move", "count": "the number"}.get(gap.why, "the custody")
            holding = f" by {who}" if who and gap.why != "move" else ""
            report = f"{_capitalize_first(subject)} of {whom}{holding}{where}{when}"
            unnamed = all(is_anonymous(view, id_) for id_ in missing.independent_of)
            needed = (
                "two named speakers" if unnamed else "somebody named and"
            )  # an anonymous speaker may be either of them
            return f"{report}, told by {needed} independent of {known_speakers}, would close it."
        case "a sighting" if not missing.whose:
            people = f"at least {missing.at_least:,} of them" if missing.at_least else "them"
            return (
                f"A report of the same occurrence that names where {whom} went, or a sighting of {people}{when}, "
                "would close it."
            )
        case "an end":
            return f"The day on which {who} held {whom} no more{where}{when}, or a sighting since, would close it."
        case "a sighting":
            return f"A sighting of {whom} held by {who}{where}{when} would close it."
    needed = f" held by {who}" if who and gap.why != "move" else f" moved{_write_participants(view, missing.whose)}"
    limit = " with an upper limit" if gap.why == "unbounded" else ""
    return f"{_capitalize_first(missing.what)} of {whom}{needed}{where}{when}{limit} would close it."


def _write_days(first: date | None, last: date | None) -> str:
    if first and last:
        return f" on {first}" if first == last else f" between {first} and {last}"
    return f" on {first} or later" if first else f" on {last} or before" if last else ""


def _join_names(view: Snapshot, ids: Iterable[str]) -> str:
    return join_words([view.directory.get(id_).name for id_ in ids])


def _join_few_names(view: Snapshot, ids: Sequence[str]) -> str:
    """At most MOST_NAMES of many names, and how many more there are."""
    if len(ids) <= MOST_NAMES:
        return _join_names(view, ids)
    names = [view.directory.get(id_).name for id_ in ids[:MOST_NAMES]]
    return join_words([*names, f"{len(ids) - MOST_NAMES:,} more places"])


def _write_origin(view: Snapshot, ids: Iterable[str]) -> str:
    return f" from {names}" if (names := _join_names(view, ids)) else ""


def _write_participants(view: Snapshot, ids: Iterable[str]) -> str:
    """The names of those involved; the words do not say whether they lost or gained people."""
    return f" ({names})" if (names := _join_names(view, ids)) else ""


def _capitalize_first(words: str) -> str:
    return words[0].upper() + words[1:]
