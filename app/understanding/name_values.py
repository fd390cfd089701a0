"""Whom the names of a typed text mean for the parameters of a question: one, or several to choose from."""

from collections.abc import Mapping, Sequence
from itertools import islice, product

from app.understanding.names import NameBearers, NameFinder, TypedName
from app.understanding.parts import UnderstoodPart
from app.understanding.tokens import TokenLine, TypedToken
from app.understanding.words import TypedText
from graph.model.directory import AreTied

ANY = ("Actor", "Group", "Place", "Event", "Nationality")
# parameters that are names, and the labels that they take, the likeliest first
NAMED: Mapping[str, Sequence[str]] = {
    "held": ("Group",),
    "holder": ("Actor",),
    "place": ("Place",),
    "nationality": ("Nationality",),
    "actor": ("Actor",),
    "other": ("Actor",),
    "exclude": ("Actor",),
    "trust": ("Actor",),
    "entity": ANY,
    "id": ANY,
    "from": ANY,
    "to": ANY,
}
ONE_ONLY = frozenset(("ledger", "chain", "balance", "paths", "entity", "entity_statements", "alliances_series"))
SITES = frozenset(("camp", "facility", "facilities"))  # kinds of places where people are held
MOST_NEAR = 5
MOST_COMBINED = 50


class NameReader:
    """Reads the names of one typed text as values of parameters."""

    def __init__(self, finder: NameFinder, typed: TypedText, are_tied: AreTied) -> None:
        self.finder = finder
        self.typed = typed
        self.are_tied = are_tied

    def list_values(
        self, parameter: str, tokens: Sequence[TypedToken], line: TokenLine, asks: str
    ) -> list[UnderstoodPart]:
        """Whom the tokens of a parameter may mean; nothing where one is no name, or not one of such.

        Where the question is asked of several who bear a name together, that comes first, with all of their ids.
        """
        each = []
        for token in tokens:
            if token.written.startswith("@"):
                each.append(self._list_named(parameter, line.names[int(token.written[1:])], token, asks))
            elif token.written.startswith("?"):
                return []
        if len(each) == 1:
            return each[0]
        return [self._join(parts) for parts in islice(product(*each), MOST_COMBINED)]

    def list_sites(self, tokens: Sequence[TypedToken], line: TokenLine, asks: str) -> list[UnderstoodPart]:
        """The places that a name may mean where people are held."""
        found = self.list_values("place", tokens, line, asks)
        return [part for part in found if all(self.finder.directory.get(id_).kind in SITES for id_ in part.ids)]

    def list_occurrences(self, tokens: Sequence[TypedToken], line: TokenLine, asks: str) -> list[UnderstoodPart]:
        """The events that a name may mean, and nobody and nothing else."""
        found = self.list_values("entity", tokens, line, asks)
        return [part for part in found if all(self.finder.directory.get(id_).label == "Event" for id_ in part.ids)]

    def list_near(self, parameter: str, run: range) -> list[UnderstoodPart]:
        """Whose names are near to a run of words that nobody is called; they are only offered."""
        words = self.typed.slice(run.start, run.stop)
        hits = self.finder.directory.search(words, NAMED[parameter])[:MOST_NEAR]
        return [UnderstoodPart(words, parameter, hit.id, (hit.id,), run.start) for hit in hits]

    def _list_named(self, parameter: str, name: TypedName, token: TypedToken, asks: str) -> list[UnderstoodPart]:
        bearers = next((name.bearers[label] for label in NAMED[parameter] if label in name.bearers), None)
        if bearers is None and parameter == "held":
            if self._is_nationality(name):
                parameter, bearers = "nationality", name.bearers["Nationality"]
            elif asks != "custody":  # who held al-Hol asks for everyone who was held there
                bearers = self._find_residents(name)
        if bearers is None:
            return []
        each = [self._make_part(parameter, id_, (id_,), token) for id_ in bearers.ids]
        if len(each) > 1 and asks not in ONE_ONLY and (bearers.is_shared or self.are_tied(bearers.ids)):
            return [self._make_part(parameter, name.text, bearers.ids, token), *each]
        return each

    def _make_part(self, parameter: str, value: str, ids: tuple[str, ...], token: TypedToken) -> UnderstoodPart:
        return UnderstoodPart(self.typed.slice(token.first, token.end), parameter, value, ids, token.first)

    def _join(self, parts: tuple[UnderstoodPart, ...]) -> UnderstoodPart:
        """Several speakers, who are left out together."""
        return UnderstoodPart(
            ", ".join(part.words for part in parts),
            parts[0].parameter,
            ",".join(part.value or "" for part in parts),
            tuple(id_ for part in parts for id_ in part.ids),
            parts[0].place,
        )

    def _find_residents(self, name: TypedName) -> NameBearers | None:
        """The people known only as the residents of a place."""
        place = name.bearers.get("Place")
        directory = self.finder.directory
        for id_ in place.ids if place else ():
            members = [directory.by_id[one] for one in directory.list_members(id_)]
            for called in dict.fromkeys(one for member in members for one in member.every_name):
                if match := directory.names.find_as_written(f"residents of {called}", ("Group",)):
                    return NameBearers(match.ids)
        return None

    def _is_nationality(self, name: TypedName) -> bool:
        """Whether a name, where people are meant, is that of their nationality: French, and not France."""
        return "Nationality" in name.bearers and "Place" not in name.bearers
