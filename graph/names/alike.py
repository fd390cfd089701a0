"""Pairs of entities with names that are one name: equal, or different only in how names are written.

Names are put together by the keys by which a name that is asked for is looked up, so no two names are compared that
share none.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from graph.names.entries import EntityNames, MatchKind, NameRole, NameUse, list_uses
from graph.names.forms import list_known_forms
from graph.names.keys import (
    WordKeys,
    count_consonants,
    drop_articles,
    is_arabic,
    join_sounds,
    join_spellings,
    key_words,
)
from graph.names.lookup import FEWEST_CONSONANTS
from graph.spelling import fold_names

MOST_BEARERS = 40  # of one key, that are compared with one another; a name that more have says nothing


class AlikeNames(NamedTuple):
    """Two entities by their places, the closest way in which names of theirs are alike, and these names."""

    one: int
    other: int
    how: MatchKind
    names: tuple[str, str]

    @property
    def letters(self) -> int:
        """Of the shorter of both names; of names that are alike in one way the longest say the most."""
        return min(map(len, self.names))


class AlikePairs(NamedTuple):
    """The pairs, each once; and the number of keys that so many have that their bearers were not compared."""

    pairs: list[AlikeNames]
    left_out: int


MayPair = Callable[[int, int], bool]  # whether two entities, by their places, are to be compared
_Keyed = Iterable[tuple[str, int]]  # a key, and the place of the use of a name


def find_alike(entities: Sequence[EntityNames], may_pair: MayPair) -> AlikePairs:
    """The pairs of entities of one label with names that are alike, the closest first."""
    uses = [use for place, entity in enumerate(entities) for use in list_uses(place, entity)]
    found: dict[tuple[int, int], AlikeNames] = {}
    left_out = 0
    for how, keyed, fits in _list_keys(entities, uses):
        bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
        for key, place in keyed:
            if key:
                bearers[entities[uses[place].entity].label, key].append(place)
        for places in bearers.values():
            if len(places) < 2:
                continue
            if len({uses[place].entity for place in places}) > MOST_BEARERS:
                left_out += 1
                continue
            for one, other in combinations(places, 2):
                first, second = uses[one], uses[other]
                pair = first.entity, second.entity
                if pair[0] == pair[1] or not fits(first, second):
                    continue
                if pair[0] > pair[1]:
                    first, second, pair = second, first, (pair[1], pair[0])
                before = found.get(pair)
                is_better = before is None or (before.how is how and _count_letters(first, second) > before.letters)
                if is_better and (before or may_pair(*pair)):
                    found[pair] = AlikeNames(*pair, how, (first.written, second.written))
    return AlikePairs(list(found.values()), left_out)


def _list_keys(
    entities: Sequence[EntityNames], uses: Sequence[NameUse]
) -> Iterator[tuple[MatchKind, _Keyed, Callable[[NameUse, NameUse], bool]]]:
    """For each way to be alike, the closest first: keys of uses, and which two of one key are alike in that way."""
    folded = fold_names([use.written for use in uses])
    by_name = list(zip(folded, range(len(uses)), strict=True))
    yield MatchKind.SAME_NAME, by_name, lambda one, other: NameRole.ALIAS not in (one.role, other.role)
    yield MatchKind.OTHER_NAME, by_name, _always
    places, forms = [], []
    for place, use in enumerate(uses):
        for form in list_known_forms(use.written, entities[use.entity].kind):
            places.append(place)
            forms.append(form)
    yield MatchKind.SHORTER, zip(map(" ".join, forms), places, strict=True), _always
    if not forms:
        return
    plain = [drop_articles(form) for form in forms]
    words: dict[str, WordKeys] = key_words(list({word for form in plain for word in form}))
    keyed = [[words[word] for word in form] for form in plain]
    spellings, sounds = join_spellings(keyed), join_sounds(keyed)
    # too many short names share a key: they are alike only if they have as many letters
    lengths = [len("".join(form)) if count_consonants(sound) < FEWEST_CONSONANTS else 0 for form, sound in
               zip(forms, sounds, strict=True)]  # fmt: skip
    with_length = (f"{key} {length}" if key and length else key for key, length in zip(spellings, lengths, strict=True))
    yield MatchKind.SPELT_ALIKE, zip(with_length, places, strict=True), _always
    heard = ("" if length else sound for sound, length in zip(sounds, lengths, strict=True))
    yield MatchKind.SOUNDS_ALIKE, zip(heard, places, strict=True), _are_of_two_scripts


def _count_letters(one: NameUse, other: NameUse) -> int:
    return min(len(one.written), len(other.written))


def _always(one: NameUse, other: NameUse) -> bool:
    return True


def _are_of_two_scripts(one: NameUse, other: NameUse) -> bool:
    return is_arabic(one.written) or is_arabic(other.written)
