"""Known names that mean something else where they stand: a capital that is a town, a body's own local branch."""

import re
from collections.abc import Mapping, Sequence

from graph.model.entities import NamedEntity
from graph.names.in_text import NameInText
from graph.spelling import fold_name
from ingest.reports.new_names import NewName, ReadParagraphs

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


def _find_body(text: str, name: NameInText, bearers: Sequence[NamedEntity]) -> tuple[int, int] | None:
    """Where a branch of a known body is named: the local Red Cross committee."""
    behind = BODY_NAME.match(text, name.end)
    if behind is None or not all(one.label == "Actor" for one in bearers):
        return None
    before = BODY_OF.search(text[: name.start])
    return before.start() if before else name.start, behind.end()
