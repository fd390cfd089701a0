"""Known names that mean something else where they stand: a capital that is a town, an army, a body's own branch."""

import re
from collections.abc import Mapping, Sequence

from graph.model.entities import NamedEntity
from graph.names.in_text import NameInText
from graph.spelling import fold_name
from ingest.reports.new_names import NewName, ReadParagraphs, load_word_lists

PLACE_BEFORE = re.compile(r"\b(?:in|at|to|from|near|of|outside|around|towards?|into|between|inside) (?:the )?$")
BODY_OF = re.compile(r"(?:(?:local|national|regional|provincial) )?$")
BODY_NAME = re.compile(r" (?:committee|society|branch|chapter|delegation|volunteers)\b")


def part_other_names(read: ReadParagraphs, entities: Mapping[str, NamedEntity]) -> tuple[ReadParagraphs, list[NewName]]:
    """The paragraphs without such names, and what these are in their place: new ones, of a town or an organisation."""
    nationalities = {
        fold_name(name) for one in entities.values() if one.label == "Nationality" for name in one.every_name
    }
    found: dict[str, NewName] = {}
    kept: ReadParagraphs = []
    for number, text, names in read:
        left = []
        for name in names:
            bearers = [entities[id_] for id_ in name.ids]
            if army := _find_army(name, bearers):
                one = found.setdefault(fold_name(army), NewName(army, "Actor.armed_force"))
                one.places.append((number, name.start, name.end))
                if name.written.isupper() and name.written not in one.others:
                    one.others.append(name.written)
                continue
            place = _find_body(text, name, bearers)
            kind = "Actor.organisation" if place else ""
            if not place and _is_town(text, name, bearers, nationalities):
                place, kind = (name.start, name.end), "Place.city"
            if not place:
                left.append(name)
                continue
            written = text[place[0] : place[1]]
            found.setdefault(fold_name(written), NewName(written, kind)).places.append((number, *place))
        kept.append((number, text, left))
    return kept, list(found.values())


def _is_town(text: str, name: NameInText, bearers: Sequence[NamedEntity], nationalities: set[str]) -> bool:
    """Whether the name of a government is that of its capital, and stands where a place does: in Northgate."""
    is_capital = (
        all(one.label == "Actor" and one.kind in ("state", "government") for one in bearers)
        and name.written.istitle()
        and name.written.isalpha()
        and fold_name(name.written) not in nationalities
        and all(fold_name(name.written) not in fold_name(one.name).split() for one in bearers)
    )
    return is_capital and bool(PLACE_BEFORE.search(text[: name.start]))


def _find_army(name: NameInText, bearers: Sequence[NamedEntity]) -> str:
    """The name of the army of a state, by which the state itself is known too; empty for any other name.

    An abbreviation is that of such a name: SAF, of a state that is known as Sandy Armed Forces. Who joins an army or
    takes a town from it does not join the state.
    """
    if not bearers or not all(one.label == "Actor" and one.kind in ("state", "government") for one in bearers):
        return ""
    names = [other for one in bearers for other in one.every_name if _is_army(other)]
    short = [other for other in names if "".join(word[:1] for word in other.split()) == name.written]
    same = [other for other in names if fold_name(other) == fold_name(name.written).removeprefix("the ")]
    return next(iter((*same, *short)), "")


def _is_army(name: str) -> bool:
    """Whether a name is that of armed forces, with capitals; by the Tidal army a report means the state."""
    words = name.split()
    last = load_word_lists().kinds.get(words[-1].casefold()) if words else ""
    return len(words) > 1 and last == "Actor.armed_force" and all(word[:1].isupper() for word in words)


def _find_body(text: str, name: NameInText, bearers: Sequence[NamedEntity]) -> tuple[int, int] | None:
    """Where a branch of a known body is named: the local Red Cross committee."""
    behind = BODY_NAME.match(text, name.end)
    if behind is None or not all(one.label == "Actor" for one in bearers):
        return None
    before = BODY_OF.search(text[: name.start])
    return before.start() if before else name.start, behind.end()
