"""The list of judgements: whose they are, whether they are in force, and why not."""

from collections.abc import Callable, Sequence

from app.answers.shapes import Json
from app.judgements import own_file, settled
from graph.model.judgement_file import read_judgements
from graph.model.judgements import Judgement, is_key
from graph.store.reading.view import View
from graph.store.settings import Settings

WAITS = "waits until"


def judgements(view: View, settings: Settings) -> Json:
    """All judgements of the files, the user's own first. `note` says why one is out of force, or what it waits for."""
    found = settled(settings)
    own = {judgement.id for judgement in read_judgements(own_file(settings))}
    waits = _waits(view, found.in_force)
    rows = [_row(judgement, judgement.id in own, True, waits(judgement)) for judgement in found.in_force]
    rows += [_row(judgement, False, False, why) for judgement, why in found.aside]
    rows.sort(key=lambda row: (row["from"] != "you", row["id"]))
    return {"dataVersion": view.version, "rows": rows, "notes": []}


def _row(judgement: Judgement, own: bool, in_force: bool, note: str | None) -> Json:
    return {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "ids": list(judgement.ids),
        "by": judgement.by,
        "on": judgement.on,
        "why": judgement.why,
        "from": "you" if own else "whoholds",
        "inForce": in_force,
        "note": note,
    }


def _waits(view: View, judgements: Sequence[Judgement]) -> Callable[[Judgement], str | None]:
    keys = sorted({id_ for judgement in judgements for id_ in judgement.ids if is_key(id_)})
    known = {row["key"] for row in view.store.read("read/known_keys", keys=keys, version=view.version)}
    known |= view.directory.by_id.keys()

    def note(judgement: Judgement) -> str | None:
        missing = [id_ for id_ in judgement.ids if id_ not in known]
        if missing:
            return f"{WAITS} {', '.join(missing)} is loaded"
        return "joins nothing and keeps nothing apart" if judgement.verdict == "unsure" else None

    return note
