"""Which groups may be one with those asked about: nobody is sure, so they are answered apart, and that is said."""

from collections.abc import Collection

from app.answers.sentences import joined
from graph.model.judgements import find_identity
from graph.selection.snapshot import Snapshot


def unsure_notes(view: Snapshot, groups: Collection[str] | None, first: str | None) -> list[str]:
    """A note for each group that an unsure judgement is on, `first` before the others. Judgements have no history."""
    groups = groups or ()
    canonical = view.directory.find_canonical
    unsure = [judgement for judgement in view.judgements if judgement.verdict == "unsure"]
    doubted = {canonical(id_) for judgement in unsure for id_ in judgement.ids}
    notes = []
    for group in sorted(doubted.intersection(groups), key=lambda id_: (id_ != first, id_)):
        others = {canonical(id_) for id_ in find_identity(group, view.judgements).unsure}
        named = [_named(view, id_) for id_ in sorted(others - set(groups)) if id_ in view.directory.by_id]
        if named:
            theirs = "that group" if len(named) == 1 else "those groups"
            notes.append(
                f"{_named(view, group)} may be the same as {joined(named)}: a judgement is unsure, "
                f"so what is said of {theirs} is answered apart"
            )
    return notes


def _named(view: Snapshot, id_: str) -> str:
    return f"{view.directory.get(id_).name} ({id_})"
