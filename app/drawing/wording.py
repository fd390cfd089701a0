"""Words of a drawing for what an answer has as codes: a statement's sentence, its days, who answers it, and how."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from app.answers.words import day_in_words, days_in_words, fill_names
from app.drawing.marks import entity_name, entity_names
from graph.dates.windows import MAX, MIN
from graph.vocabulary import vocabulary

Row = Mapping[str, Any]

MODES = {
    "occurred": "", "under_way": "under way", "intended": "intended", "agreed": "agreed", "ordered": "ordered",
    "offered": "offered", "expected": "expected", "conditional": "on a condition", "urged": "asked for",
}  # fmt: skip
STANCES = {
    "asserts": "says so", "denies": "denies it", "corrects": "corrects it", "questions": "questions it",
    "confirms": "confirms it", "qualifies": "qualifies it", "declines": "declines to comment",
}  # fmt: skip
DISPUTES = {
    "denied": "Denied", "corrected": "Corrected", "questioned": "Questioned", "figures": "Figures disagree",
    "dates": "Dates disagree", "negative": "Denied, though no source here says so",
}  # fmt: skip
GAPS = {
    "gap": "a gap", "single_speaker": "one speaker only", "stale": "not heard of since", "uncounted": "not counted",
    "open_ledger": "the numbers cannot be added up",
}  # fmt: skip
ROLES = {
    "agent": "by", "from_holder": "from", "to_holder": "to", "from_place": "from", "to_place": "to", "at": "at",
}  # fmt: skip


def write_sentence(predicate: str, roles: Mapping[str, Iterable[Row]]) -> str:
    """Such as `SDF holds ISIS suspects`; of a predicate that is no word of the vocabulary, its name with the names."""
    names = {role: entity_names(found) for role, found in roles.items() if found}
    meaning = vocabulary().predicates.get(predicate)
    if meaning and (names.get("subject") or names.get("agent")):
        return fill_names(meaning.says, names)
    who = names.get("subject") or names.get("agent") or ""
    return f"{who} {write_code(predicate)} {names.get('object', '')}".strip()


def write_roles(roles: Mapping[str, Iterable[Row]], *, told: Iterable[str]) -> str:
    """The roles that a sentence does not tell, such as `from: SDF; at: al-Hol`."""
    left = [(role, found) for role, found in roles.items() if role not in told]
    return "; ".join(f"{ROLES.get(role, write_code(role).lower())}: {entity_names(found)}" for role, found in left)


def write_answers(responses: Iterable[Row]) -> str:
    """Who takes another side, such as `Iraq denies it; CBS News questions it`."""
    against = [reply for reply in responses if reply["stance"] in ("denies", "corrects", "questions")]
    return "; ".join(dict.fromkeys(f"{entity_name(one['saidBy'])} {STANCES[one['stance']]}" for one in against))


def write_mode(mode: str) -> str:
    """How it is meant, where it is not said to be so."""
    return MODES.get(mode, write_code(mode))


def write_code(code: str) -> str:
    return code.replace("_", " ")


def write_bounds(bounds: Sequence[date | None], observed: bool = False) -> str:
    """The days of a statement, such as `seen in 2019` or `began by 5 May 2019; no end is known`."""
    first_start, last_start, first_end, last_end = bounds
    if not any(bounds):
        return "at an unknown time"
    if observed:
        return f"seen {write_window(first_end, last_start)}"
    if first_start == first_end and last_start == last_end:
        return write_window(first_start, last_end)
    if first_start and first_start == last_start and first_end and first_end == last_end:
        return f"from {day_in_words(first_start)} to {day_in_words(first_end)}"
    began = f"began {write_window(first_start, last_start)}" if first_start or last_start else "beginning unknown"
    if not first_end and not last_end:
        return f"{began}; no end is known"
    if not last_end and first_end:
        return f"{began}; until {day_in_words(first_end)} at least"
    return f"{began}; ended {write_window(first_end, last_end)}"


def write_window(first: date | None, last: date | None) -> str:
    """A day between two; whole years are told as such."""
    if first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"in {first.year}" if first.year == last.year else f"between {first.year} and {last.year}"
    return days_in_words(first or MIN, last or MAX) or "at an unknown time"
