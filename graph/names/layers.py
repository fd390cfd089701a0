"""Names in two layers: those of all entities as they were when indexed, and those of the few that changed since.

To index all names takes seconds where there are many. What a load changes is indexed apart, and looked up beside it.
"""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from typing import overload

from graph.names.entries import EntityNames, MatchKind, NameHit
from graph.names.lookup import NameLookup, NameMatch
from graph.names.renaming import list_renamed

FEW = 1_000  # changes that are no reason to index all names anew
ORDER = list(MatchKind)


class LayeredNames:
    """The names of entities by their own ids, which joined entities keep. Changing some makes another one of these."""

    def __init__(self, entities: Mapping[str, EntityNames]) -> None:
        self._base = NameLookup(list(entities.values()))
        self._place_of = {id_: place for place, id_ in enumerate(entities)}
        self._set_changed({})

    def renew(self, changed: Mapping[str, EntityNames | None]) -> "LayeredNames":
        """The same names but for some entities, by id: None is one that is there no longer."""
        new = LayeredNames.__new__(LayeredNames)
        new._base, new._place_of = self._base, self._place_of
        new._set_changed({**self._changed, **changed})
        return new

    def _set_changed(self, changed: dict[str, EntityNames | None]) -> None:
        self._changed = changed
        self._hidden = frozenset(self._place_of[id_] for id_ in changed if id_ in self._place_of)
        self._fresh = NameLookup([names for names in changed.values() if names])

    @property
    def has_many_changes(self) -> bool:
        """Whether so much changed that an index of all names pays."""
        return len(self._changed) > max(FEW, len(self._place_of) // 10)

    def prepare(self) -> None:
        """Make what is otherwise made when a name is first asked for."""
        self.find("-", ())
        self.search("xx")

    def find(self, asked: str, labels: Collection[str]) -> NameMatch | None:
        """The closest entities of some labels, as `NameLookup.find`. Its places are those of one layer only.

        A name that is not found so is looked for by the names in it.
        """
        match = self._base.find(asked, labels, self._hidden)
        if self._changed:
            match = _choose_match(match, self._fresh.find(asked, labels))
        return match or self._find_renamed(asked, labels)

    def _find_renamed(self, asked: str, labels: Collection[str]) -> NameMatch | None:
        matches = (self.find_equal(name, labels) for name in dict.fromkeys(list_renamed(asked, self._list_other_names)))
        found = [match._replace(how=MatchKind.RENAMED, is_own=False) for match in matches if match]
        return reduce(_join_matches, found) if found else None

    def _list_other_names(self, folded: str) -> set[str]:
        """The names of those of any label who are called so, folded."""
        ids = self._base.list_bearers(folded, self._hidden) | self._fresh.list_bearers(folded)
        return {
            name
            for id_ in ids
            for name in (*self._base.list_names(id_, self._hidden), *self._fresh.list_names(id_))
            if name != folded
        }

    def find_as_written(self, asked: str, labels: Collection[str]) -> NameMatch | None:
        """As `NameLookup.find_as_written`."""
        match = self._base.find_as_written(asked, labels, self._hidden)
        return _choose_match(match, self._fresh.find_as_written(asked, labels)) if self._changed else match

    def find_equal(self, folded: str, labels: Collection[str]) -> NameMatch | None:
        """As `NameLookup.find_equal`."""
        match = self._base.find_equal(folded, labels, self._hidden)
        return _choose_match(match, self._fresh.find_equal(folded, labels)) if self._changed else match

    def search(self, text: str, labels: Collection[str] | None = None) -> Sequence[NameHit]:
        """Names that have the words of a text or are near to it, best first, as `NameIndex.search`."""
        hits = self._base.index.search(text, labels, hidden=self._hidden)
        more = self._fresh.index.search(text, labels) if self._changed else None
        return MergedHits(hits, hits.ranks, list(more), more.ranks) if more else hits


def _choose_match(one: NameMatch | None, other: NameMatch | None) -> NameMatch | None:
    """The closer of two matches; both as one where they are equally close."""
    if one is None or other is None:
        return one or other
    if one.how is not other.how:
        return min(one, other, key=lambda match: ORDER.index(match.how))
    if one.is_alias != other.is_alias:
        return other if one.is_alias else one
    return _join_matches(one, other)


def _join_matches(one: NameMatch, other: NameMatch) -> NameMatch:
    return one._replace(ids=tuple(sorted({*one.ids, *other.ids})), is_own=one.is_own and other.is_own)


class MergedHits(Sequence[NameHit]):
    """The hits of a long list and of a short one by their ranks, of which a lower one is better."""

    def __init__(
        self, hits: Sequence[NameHit], ranks: Sequence[float], more: Sequence[NameHit], more_ranks: Sequence[float]
    ) -> None:
        self._hits, self._more = hits, more
        # where each of the short list stands in both together
        self._places = [bisect_right(ranks, rank) + number for number, rank in enumerate(more_ranks)]

    def __len__(self) -> int:
        return len(self._hits) + len(self._more)

    @overload
    def __getitem__(self, index: int) -> NameHit: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[NameHit]: ...
    def __getitem__(self, index: int | slice) -> NameHit | Sequence[NameHit]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        before = bisect_right(self._places, place)
        if before and self._places[before - 1] == place:
            return self._more[before - 1]
        return self._hits[place - before]
