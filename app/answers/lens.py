"""The speaker lens in an answer: how the question names it, what it left out, and what several speakers say alike."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from app.answers.question import Asked, Common
from app.answers.sentences import plural
from app.schemas import LensGiven, Named
from graph.evidence.speakers import collect_utterances
from graph.model.stored_statement import StoredStatement
from graph.selection.snapshot import Snapshot

MOST_NAMES = 5


def lens_json(selection: Asked) -> LensGiven:
    """`{"lens": {trust, exclude, excludeParties, minIndependent}}` for the question; empty where no lens is given."""
    view, asked = selection.view, selection.question
    if not asked.has_lens:
        return {}
    return {
        "lens": {
            "trust": _speakers(view, asked.trust, "trust"),
            "exclude": _speakers(view, asked.exclude, "exclude"),
            "excludeParties": asked.no_parties,
            "minIndependent": asked.min_independent,
        }
    }


def lens_notes(selection: Asked, found: Iterable[StoredStatement]) -> list[str]:
    """How many statements of whom the lens leaves out of what was found for a question, responses among them."""
    if not selection.lens:
        return []
    before = selection.filter_public(found)
    after = selection.select_statements(before)
    heard_ids = {statement.id for statement in after}
    kept = collect_utterances(after)
    # a response is left out with what it answers, but that is not its speaker left out
    asked_for = collect_utterances(s if s.id in heard_ids else replace(s, responses=()) for s in before)
    left = {id_: voice.said_by for id_, voice in asked_for.items() if id_ not in kept}
    if not left:
        return ["the lens leaves out no statement"]
    return [left_out_sentence(selection.view, len(left), set(left.values()))]


def left_out_sentence(view: Snapshot, statements: int, speakers: Collection[str]) -> str:
    """How many statements of whom are left out; speakers are ids."""
    names = sorted(view.directory.get(speaker).name for speaker in speakers)
    shown = ", ".join(names[:MOST_NAMES]) + (f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else "")
    verb = "is" if statements == 1 else "are"
    return f"{plural(statements, 'statement')} of {plural(len(names), 'speaker')} {verb} left out: {shown}"


def corroboration_notes(asked: Common, left_out: int) -> list[str]:
    """How many single statements were left out since too few speakers make them alike (`filter_corroborated`)."""
    if not left_out:
        return []
    return [f"{plural(left_out, 'statement')} left out: fewer than {asked.min_independent} independent speakers say so"]


def _speakers(view: Snapshot, written: Iterable[str], parameter: str) -> list[Named]:
    ids = dict.fromkeys(view.directory.resolve(name, ["Actor"], parameter).id for name in written)
    return [{"id": id_, "name": view.directory.get(id_).name} for id_ in ids]
