"""Who came after whom: the bearers of one name at different times, and the predecessors of one actor."""

from collections.abc import Collection
from datetime import date

from graph.dates.windows import Window
from graph.evidence.hierarchy import is_fact
from graph.names.facts import Predecessors
from graph.selection.snapshot import Snapshot
from graph.spelling import fold_name
from graph.vocabulary import vocabulary


class Succession:
    """Links by which actors succeeded one another, as far as they may have been public by a day."""

    def __init__(self, view: Snapshot, known_by: date) -> None:
        self.view = view
        self.known_by = known_by

    def choose_bearers(self, written: str, ids: tuple[str, ...], days: Window) -> tuple[str, ...]:
        """Of those who bear a name, and those whom they succeeded and who bear it too, the ones of some days."""
        directory, predicates = self.view.directory, vocabulary().select_predicates("succession")
        if not ids or not predicates or directory.find(written):
            return ids
        found = self.view.select_by_entities(ids, predicates, self.known_by)
        links = [link for link in found if is_fact(link)]
        name = fold_name(written)

        def is_bearer(id_: str) -> bool:
            members = map(directory.get, (id_, *directory.list_members(id_)))
            return any(name == fold_name(one) for member in members for one in member.every_name)

        tied = dict.fromkeys(id_ for link in links for role in ("subject", "object") for id_ in link.role(role))
        bearers = (*ids, *(id_ for id_ in tied if id_ not in ids and is_bearer(id_)))
        gone = set[str]()
        for link in links:
            later, earlier = (set(bearers).intersection(link.role(role)) for role in ("subject", "object"))
            if later and earlier:
                gone |= later if days.latest < link.bounds.earliest_start else set()
                gone |= earlier if days.earliest > link.bounds.latest_start else set()
        return tuple(id_ for id_ in bearers if id_ not in gone) or ids

    def describe_predecessors(self, id_: str, days: Window) -> Predecessors | None:
        """That an actor surely came after others only once some days were over, and who they were."""
        predicates = vocabulary().select_predicates("succession")
        links = self.view.select_by_entities([id_], predicates, self.known_by) if predicates else []
        later = [link for link in links if is_fact(link) and id_ in link.role("subject")]
        found = [link for link in later if days.latest < link.bounds.earliest_start]
        others = sorted({other for link in found for other in link.role("object")} - {id_})
        return Predecessors(id_, tuple(others), min(link.bounds.earliest_start for link in found)) if others else None

    def are_tied(self, ids: Collection[str]) -> bool:
        """Whether judgements that are unsure, or one succeeding another, lead from each of some entities to the others.

        The name of an actor at different times is asked of all of them; their statements say which of them they are on.
        What a name means does not depend on what was known by a day, so links that came out later count too.
        """
        canonical = self.view.directory.find_canonical
        ties = [set(map(canonical, one.ids)) for one in self.view.judgements if one.verdict == "unsure"]
        if predicates := vocabulary().select_predicates("succession"):
            links = self.view.select_by_entities(ids, predicates, date.max)
            ties += [set(link.role("subject")) | set(link.role("object")) for link in links if is_fact(link)]
        reached, left = {min(ids)}, ties
        while near := [tie for tie in left if reached & tie]:
            left = [tie for tie in left if not reached & tie]
            reached = reached.union(*near)
        return reached.issuperset(ids)
