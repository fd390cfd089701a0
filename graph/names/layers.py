"""Names in two layers: those of all entities as they were when indexed, and those of the few that changed since.

To index all names takes seconds where there are many. What a load changes is indexed apart, and looked up beside it.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from typing import overload

from graph.names.entries import EntityNames, MatchKind, NameHit
from graph.names.forms import split_possessive
from graph.names.governments import (
    drop_article,
    list_adjectives,
    list_arabic_countries,
    list_governed,
    list_inhabited,
    list_rebelled,
)
from graph.names.lookup import NameLookup, NameMatch
from graph.names.renaming import list_renamed
from graph.spelling import fold_name

FEW = 1_000  # changes that are no reason to index all names anew
ORDER = list(MatchKind)
PLACES, GROUPS = frozenset(("Place",)), frozenset(("Group",))
WITHIN = (" in ", " near ", " في ", " à ", " en ", " bei ")

# Turkish endings behind an apostrophe, which parts them from a name: PKK'lılar, IŞİD'in, Irak'ta
SUFFIXED = re.compile(
    r"(?<=\w)['’](?:l[ıiuü](?:l[ae]r(?:[ıi]n?)?)?|l[ae]r(?:[ıi]n?)?|[ns]?[ıiuü]n|[ny][ae]|[dt][ae]n?|[dt][ae]ki|yl[ae])\b",
    re.IGNORECASE,
)


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
        match = self.find_as_written(asked, labels)
        if match is None and "Actor" in labels:  # before what is only spelt alike
            match = (
                self._find_government(asked)
                or self._find_rebels(asked)
                or self._find_owned_state(asked)
                or self._find_state_of_people(asked)
            )
        if match is None and "Place" in labels:
            match = self._find_within(asked)
        if match is None and "Nationality" in labels:
            match = self._find_people(asked)
        if match is None and "Group" in labels:
            match = self._find_residents(asked)
        if match is None and (bare := SUFFIXED.sub("", asked)) != asked:
            match = self.find(bare, labels)
        if match:
            return match
        match = self._base.find(asked, labels, self._hidden)
        if self._changed:
            match = _choose_match(match, self._fresh.find(asked, labels))
        return match or self._find_renamed(asked, labels)

    def _find_government(self, asked: str) -> NameMatch | None:
        """The government of a country that is named beside a word for a government or an army."""
        for left in list_governed(asked):
            if match := self._join_governing([left, *self._list_countries(left), *_list_regime_names(left)]):
                return match
        return None

    def _join_governing(self, names: Sequence[str]) -> NameMatch | None:
        """The governments that are called by one of some folded names."""
        found = [match for name in dict.fromkeys(names) if (match := self._find_governing(name))]
        return reduce(_join_matches, found)._replace(how=MatchKind.SHORTER, is_own=False) if found else None

    def _find_governing(self, folded: str) -> NameMatch | None:
        match = self._base.find_government(folded, self._hidden)
        return _choose_match(match, self._fresh.find_government(folded)) if self._changed else match

    def _find_owned_state(self, asked: str) -> NameMatch | None:
        """A state that is named by who ruled it: Saddam Hussein's Iraq; of its governments the one that was theirs."""
        owner, owned = map(fold_name, split_possessive(asked) or ("", ""))
        state = self._find_governing(owned) if owned else None
        if state is None or self._list_bearers(owner):
            return None
        ruled = (match for name in _list_regime_names(owner) if (match := self._find_governing(name)))
        ids = next((both for match in ruled if (both := set(match.ids) & set(state.ids))), set(state.ids))
        return state._replace(ids=tuple(sorted(ids)), how=MatchKind.SHORTER, is_own=False)

    def _find_state_of_people(self, asked: str) -> NameMatch | None:
        """The government of a people that is named for it: the Israelis fought Egypt."""
        return self._join_governing(self._list_countries(drop_article(asked)))

    def _find_people(self, asked: str) -> NameMatch | None:
        """The nationality of a people that is named in the plural, or by a form of its adjective: Ermeniler."""
        names = dict.fromkeys(self._list_countries(drop_article(asked)))
        found = [match for name in names if (match := self.find_equal(name, ("Nationality",)))]
        return reduce(_join_matches, found)._replace(how=MatchKind.SHORTER, is_own=False) if found else None

    def _find_residents(self, asked: str) -> NameMatch | None:
        """Those known only as the residents of a place, by any of its names: Hol camp residents."""
        for left in list_inhabited(asked):
            place = self.find(left, PLACES)
            names = {name for id_ in place.ids for name in self._list_own_names(id_)} if place else set[str]()
            for name in sorted(names):
                if match := self.find_equal(f"residents of {name}", GROUPS):
                    return match._replace(how=MatchKind.RENAMED, is_own=False)
        return None

    def _find_within(self, asked: str) -> NameMatch | None:
        """A place that is named with the one that it lies in: Syria's al-Hol camp, Ghwayran prison in Hasakah."""
        owner, owned = split_possessive(asked) or ("", "")
        pairs = [(owned, owner), *(asked.rsplit(word, 1) for word in WITHIN if word in asked)]
        for inner, outer in pairs:
            is_place = inner and outer and self.find_as_written(outer, PLACES)
            if is_place and (match := self.find(inner, PLACES)):
                return match._replace(how=MatchKind.SHORTER, is_own=False)
        return None

    def _find_rebels(self, asked: str) -> NameMatch | None:
        """The rebels of a country who are called so in English, where its people are named in another language."""
        for left in list_rebelled(asked):
            for names in self._list_peoples(left):
                for name in names:
                    if match := self.find_equal(f"{name} rebels", ("Actor",)):
                        return match._replace(how=MatchKind.SHORTER, is_own=False)
        return None

    def _list_countries(self, adjective: str) -> list[str]:
        """The names of countries, folded, that an adjective or a noun for their people may be of."""
        return [*(names[0] for names in self._list_peoples(adjective)), *list_arabic_countries(adjective)]

    def _list_peoples(self, adjective: str) -> list[list[str]]:
        """For each people that is called so, the name of its country, and then all of its names, folded."""
        found: dict[str, list[str]] = {}
        for form in list_adjectives(adjective):
            found |= self._base.list_country_names(form, self._hidden) | self._fresh.list_country_names(form)
        return list(found.values())

    def _find_renamed(self, asked: str, labels: Collection[str]) -> NameMatch | None:
        matches = (self.find_equal(name, labels) for name in dict.fromkeys(list_renamed(asked, self._list_other_names)))
        found = [match._replace(how=MatchKind.RENAMED, is_own=False) for match in matches if match]
        return reduce(_join_matches, found) if found else None

    def _list_other_names(self, folded: str) -> set[str]:
        """The names of those of any label who are called so, folded."""
        return {name for id_ in self._list_bearers(folded) for name in self._list_own_names(id_) if name != folded}

    def _list_own_names(self, id_: str) -> list[str]:
        return [*self._base.list_names(id_, self._hidden), *self._fresh.list_names(id_)]

    def _list_bearers(self, folded: str) -> set[str]:
        """The ids of those of any label who are called so, but for governments."""
        return self._base.list_bearers(folded, self._hidden) | self._fresh.list_bearers(folded)

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


def _list_regime_names(ruler: str) -> tuple[str, ...]:
    """What the government of a ruler is called, folded."""
    return f"{ruler} regime", f"{ruler} government", f"regime de {ruler}"


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
