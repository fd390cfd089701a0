"""The names in a typed text: the longest parts of it that somebody or something here is called, exactly so.

A part is also tried with another name of an actor that it holds (Daesh suspects, ISIS suspects), as `judiciary of Iraq`
for `Iraq's judiciary`, and as what the sentences of this service call somebody (`printed.csv`).
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.sentences import list_languages
from app.sentences.names import PrintedNames, read_printed
from app.understanding.patterns import LanguagePatterns
from app.understanding.words import TypedText
from graph.model.directory import Directory
from graph.model.labels import LABELS
from graph.names.entries import MatchKind
from graph.selection.snapshot import Snapshot
from graph.spelling import fold_name

LONGEST_NAME = 9  # words
MOST_AROUND = 4  # words of a name around another one that it holds
SIGNS = re.compile(r"[,،;:?؟!()\[\]]")  # of a sentence; a name that has them is looked for as it is
ENDS = "?؟;؛!"  # of a sentence
FORMS = ("name", "plural", "accusative", "genitive")


@dataclass(frozen=True, slots=True)
class NameBearers:
    """Who bears a name, by canonical ids. `is_shared`: it is the own name of each of several."""

    ids: tuple[str, ...]
    is_shared: bool = False


NamesOfOthers = dict[tuple[str, bool], dict[str, NameBearers]]  # by a text, and whether nothing of it may be left out


@dataclass(frozen=True, slots=True)
class TypedName:
    """A name in a text: its words, the bearers of each label, and the letter that is written to it, such as `و`."""

    first: int
    end: int
    text: str
    bearers: Mapping[str, NameBearers]
    prefix: str = ""


class NameFinder:
    """Finds the names of one data version in one text and its parts, of one language."""

    def __init__(self, view: Snapshot, patterns: LanguagePatterns, known: NamesOfOthers) -> None:
        self.view = view
        self.directory: Directory = view.directory
        self.patterns = patterns
        # a text is read whole and in parts, and in two languages, so the same words are looked for again
        self._named = known
        self._known: dict[tuple[str, bool, bool], dict[str, NameBearers]] = {}
        self._longest: dict[tuple[int, int, bool], tuple[int, str, dict[str, NameBearers], str] | None] = {}
        self._groups: dict[str, NameBearers | None] = {}
        self._others: dict[str, tuple[str, ...]] = {}

    def find_names(self, typed: TypedText, taken: Collection[int], *, split_citizens: bool) -> list[TypedName]:
        """The names in a text, outside of the words that are taken; none overlaps another.

        `split_citizens`: French citizens are citizens of France, and not a group that is called so.
        """
        found: list[TypedName] = []
        at = 0
        while at < len(typed.words):
            is_ignored = (typed.words[at].folded,) in self.patterns.ignored and not _begins_initials(typed, at)
            is_free = at not in taken and not is_ignored
            name = None if not is_free else self._find_longest(typed, at, taken, split_citizens=split_citizens)
            if name:
                found.append(name)
            at = name.end if name else at + 1
        return self._widen(typed, found, taken)

    def _find_longest(
        self, typed: TypedText, first: int, taken: Collection[int], *, split_citizens: bool
    ) -> TypedName | None:
        ends = []
        for end in range(first + 1, min(first + LONGEST_NAME, len(typed.words)) + 1):
            if end - 1 in taken or (end > first + 1 and _has_end(typed, end - 1)):
                break
            ends.append(end)
        if not ends:
            return None
        key = (typed.words[first].start, typed.words[ends[-1] - 1].end, split_citizens)
        if key not in self._longest:
            self._longest[key] = self._find_among(typed, first, ends, split_citizens=split_citizens)
        if (found := self._longest[key]) is None:
            return None
        size, text, bearers, prefix = found
        return TypedName(first, first + size, text, bearers, prefix)

    def _find_among(
        self, typed: TypedText, first: int, ends: Sequence[int], *, split_citizens: bool
    ) -> tuple[int, str, dict[str, NameBearers], str] | None:
        """The longest name from a word on: how many words it has, its text, its bearers, and the letter before it."""
        for end in reversed(ends):
            words = [word.folded for word in typed.words[first:end]]
            if self._is_plain(typed, first, end) or (split_citizens and end - first > 1 and self._has_citizens(words)):
                continue
            is_whole = words[0] in self.patterns.vocabulary
            for prefix, text in self._list_texts(typed, first, end):
                if bearers := self._find_bearers(text, is_single=end - first == 1, is_whole=is_whole):
                    return end - first, text, bearers, prefix
        return None

    def _has_citizens(self, words: list[str]) -> bool:
        """Whether all but one of the words say only that they are people."""
        return any(word in self.patterns.citizens for word in words) and len(words) == 2

    def _is_plain(self, typed: TypedText, first: int, end: int) -> bool:
        """Whether words of questions are written as such, and not in capitals as an abbreviation: is, us."""
        words = typed.words[first:end]
        if any(word.folded not in self.patterns.vocabulary for word in words):
            return False
        text = typed.slice(first, end)
        return not (
            len(words) == 1 and text.isascii() and text.isupper() and len(text) > 1 and not typed.text.isupper()
        )

    def _list_texts(self, typed: TypedText, first: int, end: int) -> Iterator[tuple[str, str]]:
        """What the words may be a name as, each with the letter that is then taken off."""
        text = typed.slice(first, end)
        yield "", text
        folded = typed.words[first].folded
        for letter in self.patterns.prefixes:
            if folded.startswith(letter) and len(folded) > 3:
                rest = text[1:]
                article = self.patterns.article
                if article and letter == article[1:] and rest.startswith(letter):  # للعراق
                    rest = article + rest[1:]
                yield letter, rest

    def _find_bearers(self, text: str, *, is_single: bool, is_whole: bool) -> dict[str, NameBearers]:
        key = (text, is_single, is_whole)
        if key not in self._known:
            self._known[key] = self._look_up(text, is_single=is_single, is_whole=is_whole)
        return self._known[key]

    def _look_up(self, text: str, *, is_single: bool, is_whole: bool) -> dict[str, NameBearers]:
        called = self.patterns.called.get(fold_name(text))
        # the fighters of ISIS are ISIS where an actor is asked for, and a group where people are
        if found := (self._find_named(called) if called else {}) | self._find_named(text, is_whole=is_whole):
            return found
        owner, is_owned, owned = text.replace("’", "'").partition("'s ")
        if is_owned:
            return self._find_named(f"{owned} of {owner}")
        words = fold_name(text).split()
        for kind in self.patterns.kinds:  # the prison in Shaddadi is called Shaddadi prison
            if tuple(words[: len(kind)]) == kind and len(words) > len(kind):
                return self._find_named(" ".join([*words[len(kind) :], kind[0]]))
        if len(words) > 1 and self.patterns.anonymous.intersection(words):
            return self._find_unnamed(words)
        return self._find_demonym(words[0]) if is_single and words else {}

    def _find_named(self, text: str, *, is_whole: bool = False) -> dict[str, NameBearers]:
        """The bearers of a name, by label. `is_whole`: nothing of it may be left out, such as an article or a title."""
        key = (text, is_whole)
        if key not in self._named:
            self._named[key] = self._look_up_name(text, is_whole=is_whole)
        return self._named[key]

    def _look_up_name(self, text: str, *, is_whole: bool) -> dict[str, NameBearers]:
        lookup, found = self.directory.names, dict[str, NameBearers]()
        entity = self.directory.find(text)
        if entity:
            return {entity.label: NameBearers((self.directory.find_canonical(entity.id),))}
        if lookup.find_as_written(text, LABELS) is None:
            return self._find_printed(fold_name(text))
        is_whole = is_whole or SIGNS.search(text) is not None
        for label in LABELS:
            match = lookup.find_as_written(text, (label,))
            if match and not (is_whole and match.how is MatchKind.SHORTER):
                is_own = match.how is MatchKind.SAME_NAME and match.is_own
                found[label] = NameBearers(match.ids, is_shared=is_own and len(match.ids) > 1)
        return found

    def _find_printed(self, folded: str) -> dict[str, NameBearers]:
        """Whom the sentences of this service call so, with an article or not; of several the one most sources know."""
        found: dict[str, NameBearers] = {}
        printed = (*_list_printed().get(folded, ()), *_list_printed().get(f"the {folded}", ()))
        known = [(language, self.directory.find_canonical(key)) for language, key in printed]
        for language, id_ in sorted(known, key=lambda one: -len(self.directory.list_members(one[1]))):
            entity = self.directory.by_id.get(id_)
            if entity and entity.label not in found and PrintedNames(self.view, language).find_forms(id_):
                found[entity.label] = NameBearers((entity.id,))
        return found

    def _find_unnamed(self, words: list[str]) -> dict[str, NameBearers]:
        """Speakers without a name whose description has all of these words."""
        wanted = set(words) - self.patterns.unnamed
        if not wanted - self.patterns.anonymous:
            return {}
        ids = [one.id for one in self.directory.unnamed if wanted <= set(fold_name(one.name).split())]
        return {"Actor": NameBearers(tuple(ids))} if ids else {}

    def _find_demonym(self, word: str) -> dict[str, NameBearers]:
        """The nationality of people who are named by their country, in the forms that a word of the file has."""
        bare = word.removeprefix(self.patterns.article) if self.patterns.article else word
        stems = [bare, *(bare.removesuffix(ending) for ending in self.patterns.endings if bare.endswith(ending))]
        name = next((self.patterns.demonyms[stem] for stem in stems if stem in self.patterns.demonyms), None)
        match = self.directory.names.find_as_written(name, ("Nationality",)) if name else None
        return {"Nationality": NameBearers(match.ids)} if match else {}

    def _widen(self, typed: TypedText, found: list[TypedName], taken: Collection[int]) -> list[TypedName]:
        """The names, where one is part of a longer name that has another name of the same actor in its place."""
        result: list[TypedName] = []
        for place, name in enumerate(found):
            if result and name.first < result[-1].end:
                continue
            lowest = max(result[-1].end if result else 0, name.first - MOST_AROUND)
            highest = min(
                found[place + 1].first if place + 1 < len(found) else len(typed.words), name.end + MOST_AROUND
            )
            result.append(self._find_wider(typed, name, range(lowest, highest + 1), taken) or name)
        return result

    def _find_wider(self, typed: TypedText, name: TypedName, around: range, taken: Collection[int]) -> TypedName | None:
        bearers = name.bearers.get("Actor")
        if bearers is None or len(bearers.ids) != 1 or name.prefix:
            return None
        actor = bearers.ids[0]
        if actor not in self._others:
            self._others[actor] = tuple(dict.fromkeys(map(fold_name, self.directory.get(actor).every_name)))
        others = self._others[actor]
        spans = [
            (first, end)
            for first in range(around.start, name.first + 1)
            for end in range(name.end, around.stop)
            if (first, end) != (name.first, name.end) and self._may_begin(typed, first, end, name, taken)
        ]
        for first, end in sorted(spans, key=lambda span: span[0] - span[1]):
            for prefix, before in self._list_texts(typed, first, name.first) if first < name.first else [("", "")]:
                start, rest = fold_name(before), fold_name(typed.slice(name.end, end))
                for other in others:
                    if group := self._find_group(f"{start} {other} {rest}".strip()):
                        return TypedName(first, end, typed.slice(first, end), {"Group": group}, prefix)
        return None

    def _find_group(self, folded: str) -> NameBearers | None:
        """The groups that are called exactly so."""
        if folded not in self._groups:
            self._groups[folded] = self._look_up_group(folded)
        return self._groups[folded]

    def _look_up_group(self, folded: str) -> NameBearers | None:
        lookup = self.directory.names
        if match := lookup.find_equal(folded, ("Group",)):
            return NameBearers(match.ids)
        return self._find_printed(folded).get("Group") if folded in _list_printed() else None

    def _may_begin(self, typed: TypedText, first: int, end: int, name: TypedName, taken: Collection[int]) -> bool:
        """Whether a part of the text may be a name around another one: no date in it, no question word at its ends."""
        vocabulary = self.patterns.vocabulary
        if any(place in taken for place in range(first, end)):
            return False
        ends = [typed.words[first].folded] if first < name.first else []
        ends += [typed.words[end - 1].folded] if end > name.end else []
        people = {*self.patterns.citizens, *(word for (word,) in self.patterns.counted)}
        return all(word not in vocabulary or word in people for word in ends)


def _begins_initials(typed: TypedText, place: int) -> bool:
    """Whether a word is the first letter of dotted initials: S.D.F."""
    return re.match(r"[^\W\d_]\.[^\W\d_]\b", typed.text[typed.words[place].start :]) is not None


def _has_end(typed: TypedText, place: int) -> bool:
    """Whether a sentence ends before a word; no name goes on behind it."""
    return any(sign in ENDS for sign in typed.text[typed.words[place - 1].end : typed.words[place].start])


@cache
def _list_printed() -> dict[str, list[tuple[str, str]]]:
    """By each printed name, folded: the languages and the ids that are printed so."""
    found: dict[str, list[tuple[str, str]]] = {}
    for language in list_languages():
        for id_, row in read_printed(language).items():
            for form in FORMS:
                if name := fold_name(row.get(form) or ""):
                    found.setdefault(name, []).append((language, id_))
    return found
