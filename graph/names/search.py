"""Names near to some words: by part, in another script, with another spelling, with a word more or less.

Every different word of all names is kept once, with the names that have it. A search compares the words asked for with
these words, not with the names, and adds up for each name how well its words fit. It takes arrays over all names and
words, so that a search in 100,000 names takes some milliseconds.
"""

import re
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, overload

import numpy as np
from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from graph.names.entries import MatchKind, NameHit, NameRole
from graph.names.keys import (
    drop_every_article,
    drop_small_words,
    is_arabic,
    join_sounds,
    join_spellings,
    key_words,
    list_other_sounds,
    split_words,
    toggle_vowels,
)
from graph.names.lookup import NameLookup
from graph.names.multimap import Places
from graph.spelling import fold_name

Array = np.ndarray[Any, np.dtype[Any]]

PART, BEGINNING, WHOLE = 1, 2, 3  # how a word that is asked for lies in a word of a name
ALIKE = 0.9  # how well words fit that are spelt alike; 1 is the same word
NEARLY = 0.92  # of words with the same consonants, one of which begins or ends with a vowel
LEAST_ALIKE = 0.7  # of words that are not: one less the share of letters to change
SHORTEST = 4  # letters of a word that may be misspelt
LEAST_COVERED = 0.7  # of what is asked for, by a name that has every word in some spelling
LEAST_SHARED = 0.55  # between what is asked for and a name that lacks a word
MOST_WORDS = 8  # of what is asked for, that may be misspelt
MOST_ALIKE = 400  # words of names that one word may be a spelling of
MOST_NEAR = 50  # names that are only near
WHOLE_KINDS = (MatchKind.SAME_NAME, MatchKind.BEGINS, MatchKind.EVERY_WORD, MatchKind.PART_OF_WORD)  # by rank
MEANT = 4.0  # the rank of a name that is meant though it has not every word
WORST = 7.0  # less its fit: the rank of a name that is near


class NameHits(Sequence[NameHit]):
    """Hits, best first. There may be very many, so each is only made when it is read.

    `ranks` tell how good each is; a lower one is better, also among the hits of another index.
    """

    def __init__(
        self, lookup: NameLookup, places: Sequence[int], kinds: Sequence[MatchKind], ranks: Sequence[float]
    ) -> None:
        self._lookup, self._places, self._kinds, self.ranks = lookup, places, kinds, ranks

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> NameHit: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[NameHit]: ...
    def __getitem__(self, index: int | slice) -> NameHit | Sequence[NameHit]:
        if isinstance(index, slice):
            return NameHits(self._lookup, self._places[index], self._kinds[index], self.ranks[index])
        use, how = self._lookup.uses[self._places[index]], self._kinds[index]
        if how is MatchKind.SAME_NAME and use.role is NameRole.ALIAS:
            how = MatchKind.OTHER_NAME
        return NameHit(self._lookup.entities[use.entity].id, use.written, how)


class WordFit(NamedTuple):
    """Words of names, by number, that one word asked for may mean, and how well each fits, up to 1."""

    words: Array
    fit: Array


class NameIndex:
    """All names by their words. Made once a data version, when first searched."""

    def __init__(self, lookup: NameLookup) -> None:
        self._lookup = lookup
        uses, entities = lookup.uses, lookup.entities
        split = [name.split() for name in lookup.folded]
        self._words = sorted({word for words in split for word in words}, key=lambda word: (len(word), word))
        number = {word: place for place, word in enumerate(self._words)}
        in_names = np.array([number[word] for words in split for word in words], np.int64)
        names = np.repeat(np.arange(len(split)), [len(words) for words in split])
        self._first_words = in_names[np.cumsum([0, *map(len, split)])[:-1].clip(max=len(in_names) - 1)]
        # the names that have word n are _names[_starts[n]:_starts[n + 1]]
        self._names = names[np.argsort(in_names, kind="stable")]
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(in_names, minlength=len(self._words)))])
        # a word that many names have says little
        self._weights = np.log1p(len(split) / np.maximum(np.diff(self._starts), 1))
        self._name_weights = np.bincount(names, self._weights[in_names], len(split))
        self._sizes = np.array([len(words) for words in split], np.int64)
        # words come by length: those of n letters are _words[_length_starts[n]:_length_starts[n + 1]]
        self._lengths = lengths = np.array([len(word) for word in self._words], np.int64)
        self._length_starts = np.searchsorted(lengths, np.arange(lengths.max(initial=0) + 2))
        # all words in one text, in which a part of a word is found at once
        self._text = "\n".join(self._words)
        self._text_starts = np.cumsum([0, *(lengths + 1)])[: len(lengths)]
        keys = list(key_words(self._words).values())
        self._by_spelling = Places(join_spellings([key] for key in keys))
        self._sounds = join_sounds([key] for key in keys)
        self._by_sound = Places(self._sounds)
        self._different_sounds = sorted(set(self._sounds) - {""})
        self._is_arabic = np.array([is_arabic(word) for word in self._words], bool)
        self._arabic_sounds = sorted({self._sounds[place] for place in np.flatnonzero(self._is_arabic).tolist()} - {""})
        # a bit for each letter of a word: words of one length that differ in n letters differ in at most 2n bits
        letters = np.frombuffer(f"{self._text}\n".encode("utf-32-le"), np.uint32).astype(np.uint64)
        bits = np.left_shift(np.uint64(1), letters & np.uint64(63))
        self._letters = np.bitwise_or.reduceat(bits, self._text_starts) if self._words else bits[:0]
        self._owners = owners = np.array([use.entity for use in uses], np.int64)
        labels = sorted({entity.label for entity in entities})
        self._label_numbers = {label: n for n, label in enumerate(labels)}
        self._labels = np.array([self._label_numbers[entity.label] for entity in entities], np.int8)[owners]
        numbers: dict[str, int] = {}
        self._ids = np.array([numbers.setdefault(entity.id, len(numbers)) for entity in entities], np.int64)[owners]
        # in what order equally good hits come: by the names of their entities
        order = sorted(range(len(uses)), key=lambda place: (lookup.folded[place], entities[uses[place].entity].id))
        self._order = np.empty(len(uses), np.int64)
        self._order[order] = np.arange(len(uses))

    def search(
        self,
        asked: str,
        labels: Collection[str] | None = None,
        most_near: int = MOST_NEAR,
        hidden: Collection[int] = (),
    ) -> NameHits:
        """Entities with a name that has every word asked for, best first; then at most `most_near` that are near.

        `hidden` are places of entities that are left out.
        """
        words = fold_name(asked).split()
        if not words or not self._words:
            return NameHits(self._lookup, [], [], [])
        wanted = self._label_numbers.keys() if labels is None else labels
        numbers = [number for label, number in self._label_numbers.items() if label in wanted]
        is_wanted = np.isin(self._labels, numbers)
        if hidden:
            is_wanted &= ~np.isin(self._owners, np.fromiter(hidden, np.int64))
        whole, ranks = self._find_whole(words, is_wanted)
        meant, near = self._lookup.find(asked, wanted, hidden), self._find_near(asked, is_wanted)
        closest = [*(meant.places if meant else ()), *(place for place, _, _ in near)]
        places = np.concatenate([whole, np.array(closest, np.int64)])
        kinds = [WHOLE_KINDS[rank] for rank in ranks.tolist()]
        kinds += [meant.how for _ in meant.places] if meant else []
        kinds += [how for _, how, _ in near]
        all_ranks = [*ranks.tolist(), *([MEANT] * (len(closest) - len(near))), *(WORST - score for _, _, score in near)]
        # of each entity only its best name
        first = np.sort(np.unique(self._ids[places], return_index=True)[1])
        first = first[: int(np.searchsorted(first, len(whole))) + most_near]
        chosen = first.tolist()
        return NameHits(
            self._lookup, places[first].tolist(), [kinds[n] for n in chosen], [all_ranks[n] for n in chosen]
        )

    def _find_whole(self, words: list[str], is_wanted: Array) -> tuple[Array, Array]:
        """Places of the names that have every word, as a word or in one, best first; and the rank of each.

        Articles need not be in a name, and say nothing if they are.
        """
        telling = drop_every_article(words)
        texts, firsts = {" ".join(words), " ".join(telling)}, {words[0], telling[0]}
        parts = {word: self._find_parts(word) for word in {*telling, *firsts}}
        worst = np.where(is_wanted, WHOLE, 0)
        for word in set(telling):
            worst = np.minimum(worst, self._spread(parts[word]))
        places = np.flatnonzero(worst)
        ranks = np.where(worst[places] >= BEGINNING, 2, 3)
        begins = np.zeros(len(self._words), bool)
        for word in firsts:
            begins[parts[word].words[parts[word].fit >= BEGINNING]] = True
        folded = self._lookup.folded
        for index in np.flatnonzero(begins[self._first_words[places]]).tolist():
            name = folded[places[index]]
            if name in texts:
                ranks[index] = 0
            elif name.startswith(tuple(texts)):
                ranks[index] = 1
        # of names that begin with it, those with few further words come first
        sizes = np.where(ranks == 1, self._sizes[places], 0)
        order = np.lexsort((self._order[places], sizes, ranks))
        return places[order], ranks[order]

    def _find_near(self, asked: str, is_wanted: Array) -> list[tuple[int, MatchKind, float]]:
        """Places of the names that fit well enough, best first; how each fits, and how well, up to 2."""
        words = drop_small_words(split_words(asked))[:MOST_WORDS]
        fits = [self._find_alike(word) for word in words]
        heaviest = float(self._weights.max())
        weights = [float(self._weights[fit.words[-1]]) if len(fit.words) else heaviest for fit in fits]
        covered, missing = np.zeros(len(self._order)), np.zeros(len(self._order), np.int64)
        worst = np.ones(len(self._order))
        for fit, weight in zip(fits, weights, strict=True):
            spread = self._spread(fit)
            covered += weight * spread
            missing += spread == 0
            worst = np.minimum(worst, spread)
        shared = 2 * covered / (sum(weights) + self._name_weights)
        covered /= sum(weights)
        is_near = np.where(missing == 0, covered >= LEAST_COVERED, shared >= LEAST_SHARED) & is_wanted
        places = np.flatnonzero(is_near)
        score = covered[places] + shared[places]
        best = np.lexsort((self._order[places], -score))[: 8 * MOST_NEAR]
        places, score = places[best], score[best]
        is_of_arabic = any(map(is_arabic, words))

        def describe(place: int) -> MatchKind:
            if missing[place]:
                return MatchKind.SOME_WORDS
            if is_of_arabic != is_arabic(self._lookup.uses[place].written):
                return MatchKind.SOUNDS_ALIKE
            return MatchKind.SPELT_ALIKE if worst[place] >= ALIKE else MatchKind.SIMILAR

        return [(place, describe(place), fit) for place, fit in zip(places.tolist(), score.tolist(), strict=True)]

    def _find_parts(self, word: str) -> WordFit:
        """The words of names that a word lies in, and how: PART, BEGINNING or WHOLE; the best last."""
        at = np.array([match.start() for match in re.finditer(re.escape(word), self._text)], np.int64)
        found = np.searchsorted(self._text_starts, at, "right") - 1
        how = np.where(
            self._lengths[found] == len(word), WHOLE, np.where(self._text_starts[found] == at, BEGINNING, PART)
        )
        order = np.argsort(how, kind="stable")
        return WordFit(found[order], how[order])

    def _find_alike(self, word: str) -> WordFit:
        """Words of names that a word asked for, in its own script, may mean; the best fit last."""
        folded = fold_name(word)
        parts, how = self._find_parts(folded)
        share = len(folded) / self._lengths[parts]
        found = [(parts, np.where(how == WHOLE, 1, np.where(how == BEGINNING, 0.7, 0.5) + 0.25 * share))]
        keys = [list(key_words([word]).values())]
        spelt = self._by_spelling.find(join_spellings(keys)[0])
        found.append((np.array(spelt, np.int64), np.full(len(spelt), ALIKE)))
        found += self._find_misspelt(folded) if len(folded) >= SHORTEST else []
        found += self._find_sounding(word, join_sounds(keys)[0])
        words, fit = (np.concatenate(column) for column in zip(*found, strict=True))
        best = np.argsort(fit, kind="stable")[-MOST_ALIKE:]
        return WordFit(words[best], fit[best])

    def _find_misspelt(self, folded: str) -> list[tuple[Array, Array]]:
        shortest, longest = int(np.ceil(len(folded) * LEAST_ALIKE)), int(len(folded) / LEAST_ALIKE)
        last = len(self._length_starts) - 1
        start, end = self._length_starts[min(shortest, last)], self._length_starts[min(longest + 1, last)]
        if start == end:
            return []
        letters = np.bitwise_or.reduce([1 << (ord(letter) & 63) for letter in f"{folded}\n"], dtype=np.uint64)
        most_changed = len(folded) / LEAST_ALIKE * (1 - LEAST_ALIKE)
        close = start + np.flatnonzero(np.bitwise_count(self._letters[start:end] ^ letters) <= 2 * most_changed)
        words = [self._words[n] for n in close.tolist()]
        if not words:
            return []
        alike = process.cdist(
            [folded], words, scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE, dtype=np.float32
        )[0]
        found = np.flatnonzero(alike)
        return [(close[found], alike[found] * ALIKE)]

    def _find_sounding(self, word: str, sound: str) -> list[tuple[Array, Array]]:
        """Words with the same consonants, or where one of them is in another script, with one of four another."""
        if not sound:
            return []
        is_of_arabic, latin = is_arabic(word), anyascii(word).casefold()
        close = dict.fromkeys(toggle_vowels(sound), NEARLY) | {sound: 1.0}
        others = list_other_sounds([word]) if is_of_arabic else []
        if others:
            keys = key_words({other for (other,) in others})
            close |= dict.fromkeys(join_sounds([key] for key in keys.values()), 1.0)
        if len(sound) >= SHORTEST:
            known = self._different_sounds if is_of_arabic else self._arabic_sounds
            found = process.extract(sound, known, scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE, limit=50)
            close |= {other: max(alike, close.get(other, 0)) for other, alike, _ in found}
        places, fits = [], []
        for other, alike in close.items():
            for place in self._by_sound.find(other):
                is_of_two_scripts = is_of_arabic or bool(self._is_arabic[place])
                # equal consonants can be those of many words; by the vowels that are written, some are nearer
                vowels = Indel.normalized_similarity(latin, self._words[place])
                places.append(place)
                fits.append(alike * (0.85 + 0.1 * vowels if is_of_two_scripts else 0.6 + 0.29 * vowels))
        return [(np.array(places, np.int64), np.array(fits, float))]

    def _spread(self, words: WordFit) -> Array:
        """For each name how well the best of its words fits; 0 where none does. `words` come with the best last."""
        starts = self._starts[words.words]
        sizes = self._starts[words.words + 1] - starts
        ends = np.cumsum(sizes)
        at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
        spread = np.zeros(len(self._order), words.fit.dtype)
        spread[self._names[at]] = np.repeat(words.fit, sizes)  # of one name's several words the last is written last
        return spread
