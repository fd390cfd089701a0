"""Troops of peacekeeping missions and the like, of very many states: none of them is an ally to be named first."""

from collections.abc import Iterable

from app.answers.question import Asked
from graph.model.statement import StoredStatement

MOST_ALLIES = 15  # of one side in one place of a source; the largest alliance that went to war together had fewer


class Missions:
    """Tells statements on troops that many states sent to one side from those on allies in a war.

    A source lists all states of a mission in one place, such as a row of a table.
    """

    def __init__(self, selection: Asked) -> None:
        self.selection = selection
        self._sizes: dict[tuple[str, tuple[str, ...]], dict[tuple[str, str], set[str]]] = {}

    def has(self, one: StoredStatement) -> bool:
        """Whether a statement says, or has inferred of it, that somebody joined a side as one of very many."""
        is_of_joining = one.predicate == "fights_beside" or (one.predicate == "fights" and one.reading == "inferred")
        if not is_of_joining or not one.cites.locator:
            return False
        return len(self._count(one).get((one.cites.source, one.cites.locator), ())) > MOST_ALLIES

    def have_all(self, statements: Iterable[StoredStatement]) -> bool:
        """Whether all of some statements, of one pair, are of missions."""
        found = list(statements)
        return bool(found) and all(map(self.has, found))

    def _count(self, one: StoredStatement) -> dict[tuple[str, str], set[str]]:
        """Who joined the side, by the place of a source that says so."""
        key = one.predicate, tuple(one.role("object"))
        if key not in self._sizes:
            found: dict[tuple[str, str], set[str]] = {}
            known_by = self.selection.question.known_by
            for other in self.selection.view.select_by_entities(one.role("object"), [one.predicate], known_by):
                place = other.cites.source, other.cites.locator or ""
                if other.reading == one.reading and tuple(other.role("object")) == key[1]:
                    found.setdefault(place, set()).update(other.role("subject"))
            self._sizes[key] = found
        return self._sizes[key]
