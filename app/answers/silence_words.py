"""Silences in plain words: what is not said, and what somebody would have to say."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.answers.shapes import is_anonymous
from app.answers.words import join_words, number_words, plural
from graph.custody.gaps.gap import EvidenceGap
from graph.selection.snapshot import Snapshot

MOST_NAMES = 5


def gap_reason(view: Snapshot, silence: EvidenceGap) -> str:
    """What is not said, in one sentence."""
    who, whom = _names(view, silence.holders) or "somebody", _names(view, silence.held)
    days = f" ({plural(silence.days, 'day')})" if silence.days else ""
    speakers = _names(view, dict.fromkeys(s.said_by for s in silence.statements))
    match silence.kind, silence.why:
        case "gap", "whereabouts":
            left = f"{number_words(silence.people)} of {whom}" if silence.people else whom
            return f"Nobody says where {left} went{_from(view, silence.holders)}{days}."
        case "gap", _:
            return f"Nobody tells of {who} holding {whom} from {silence.first} to {silence.last}{days}."
        case "stale", _:
            return f"Nothing on {who} holding {whom} since {silence.first}{days}; nobody says that it ended."
        case "single_speaker", "move":
            return f"Nobody but {speakers} tells that {whom} were moved{_of(view, silence.holders)}."
        case "single_speaker", "count":
            return f"How many {whom} {who} held rests on {speakers} alone."
        case "single_speaker", _:
            return f"That {who} held {whom} rests on {speakers}, and on no second independent speaker."
        case "uncounted", "move":
            return f"Nobody says how many of {whom} were moved{_of(view, silence.holders)}."
        case "uncounted", _:
            return f"Nobody says how many {whom} {who} held."
        case _, "opening":
            return f"Nobody counted {whom}{_of(view, silence.holders)} before they came or went."
        case _, "closing":
            return f"Nobody counted {whom}{_of(view, silence.holders)} after they came or went."
    return f"A number of {whom}{_of(view, silence.holders)} has no upper limit, so nothing can be added up."


def closing_statement_json(view: Snapshot, silence: EvidenceGap) -> str:
    """The statement that would end the silence, in one sentence."""
    missing = silence.missing
    whom, who = _names(view, missing.of), _names(view, missing.whose)
    where = f" at {_some(view, missing.places)}" if missing.places else ""
    when = _when(missing.first, missing.last)
    match missing.what:
        case "a second speaker":
            others = _names(view, missing.independent_of)
            same = {"move": "the move", "count": "the number"}.get(silence.why, "the custody")
            holding = f" by {who}" if who and silence.why != "move" else ""
            whole = f"{_capital(same)} of {whom}{holding}{where}{when}"
            unnamed = all(is_anonymous(view, id_) for id_ in missing.independent_of)
            by = "two named speakers" if unnamed else "somebody named and"  # whoever is unnamed may be either
            return f"{whole}, told by {by} independent of {others}, would close it."
        case "a sighting" if not missing.whose:
            found = f"at least {missing.at_least:,} of them" if missing.at_least else "them"
            return (
                f"A report of the same occurrence that names where {whom} went, or a sighting of {found}{when}, "
                "would close it."
            )
        case "an end":
            return f"The day on which {who} held {whom} no more{where}{when}, or a sighting since, would close it."
        case "a sighting":
            return f"A sighting of {whom} held by {who}{where}{when} would close it."
    by = f" held by {who}" if who and silence.why != "move" else f" moved{_of(view, missing.whose)}"
    limit = " with an upper limit" if silence.why == "unbounded" else ""
    return f"{_capital(missing.what)} of {whom}{by}{where}{when}{limit} would close it."


def _when(first: date | None, last: date | None) -> str:
    if first and last:
        return f" on {first}" if first == last else f" between {first} and {last}"
    return f" on {first} or later" if first else f" on {last} or before" if last else ""


def _names(view: Snapshot, ids: Iterable[str]) -> str:
    return join_words([view.directory.get(id_).name for id_ in ids])


def _some(view: Snapshot, ids: Sequence[str]) -> str:
    """At most MOST_NAMES of many names, and how many more there are."""
    if len(ids) <= MOST_NAMES:
        return _names(view, ids)
    names = [view.directory.get(id_).name for id_ in ids[:MOST_NAMES]]
    return join_words([*names, f"{len(ids) - MOST_NAMES:,} more places"])


def _from(view: Snapshot, ids: Iterable[str]) -> str:
    return f" from {names}" if (names := _names(view, ids)) else ""


def _of(view: Snapshot, ids: Iterable[str]) -> str:
    """By whom or to whom is not told apart here: those who have a part in it."""
    return f" ({names})" if (names := _names(view, ids)) else ""


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
