"""Which entities a written name means: equal names first, then names that differ only in how names are written."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from graph.names.entries import EntityNames, MatchKind, NameRole, NameUse, list_uses
from graph.names.forms import (
    GOVERNMENTS,
    KIND_PHRASES,
    AskedForm,
    list_asked_forms,
    list_countries_of_peoples,
    list_kind_forms,
    list_known_forms,
    list_other_numbers,
)
from graph.names.keys import (
    count_consonants,
    count_words,
    drop_articles,
    is_arabic,
    join_sounds,
    join_spellings,
    key_words,
)
from graph.names.multimap import Places
from graph.spelling import fold_name, fold_names

if TYPE_CHECKING:
    from graph.names.search import NameIndex

FEWEST_CONSONANTS = 3  # by which names of two scripts are found to be one; with fewer, too many names are alike
INITIALS = re.compile(r"\b(?:[^\W\d_]\.[ ]?){1,9}[^\W\d_]\b\.?")
Keep = Callable[[NameUse], bool]


def join_initials(written: str) -> str:
    """A name with its dotted initials as one word and without an article: `the S.D.F.` is SDF."""
    joined = INITIALS.sub(lambda found: re.sub(r"[. ]", "", found[0]), written.strip())
    return joined if joined == written.strip() else re.sub(r"(?i)\Athe ", "", joined)


class NameMatch(NamedTuple):
    """The entities that a name means, as ids, and for each the place of the use that matches, and how it does.

    `is_own`: each of them bears it as its own name, not among others. `is_alias`: each only as an alias.
    """

    ids: tuple[str, ...]
    places: tuple[int, ...]
    how: MatchKind
    is_own: bool
    is_alias: bool


class NameForms(NamedTuple):
    """Each form of each name: the place of its use, whether its kind of place is left out, and where forms are."""

    use: list[int]
    is_without_kind: list[bool]
    words: list[list[str]]
    by_text: Places


class NameKeys(NamedTuple):
    """Places of forms by spelling key and by consonant key; those of persons also by the keys of their last word."""

    by_spelling: Places
    by_sound: Places
    by_family_spelling: Places
    by_family_sound: Places


class NameLookup:
    """All names of some entities. What is only needed for a name that none has as written is made when first asked."""

    def __init__(self, entities: Sequence[EntityNames]) -> None:
        self.entities = entities

    @cached_property
    def uses(self) -> list[NameUse]:
        return [use for index, entity in enumerate(self.entities) for use in list_uses(index, entity)]

    @cached_property
    def folded(self) -> list[str]:
        """The name of each use, folded."""
        return fold_names([use.written for use in self.uses])

    @cached_property
    def _by_name(self) -> Places:
        return Places(self.folded)

    @cached_property
    def _by_id(self) -> Places:
        return Places([self.entities[use.entity].id for use in self.uses])

    @cached_property
    def index(self) -> "NameIndex":
        """The names by their words, to be searched."""
        from graph.names.search import NameIndex  # needs numpy, which most questions do not

        return NameIndex(self)

    def find(self, asked: str, labels: Collection[str], hidden: Collection[int] = ()) -> NameMatch | None:
        """The closest entities of some labels; None if there is none but near ones. `hidden` are places of entities."""

        is_wanted, folded = self._want(labels, hidden), fold_name(asked)
        if match := self._find_equal(folded, is_wanted):
            return match
        if (joined := join_initials(asked)) != asked and (match := self._find_equal(fold_name(joined), is_wanted)):
            return match
        return self._find_rewritten(asked, is_wanted) if folded else None

    def find_as_written(self, asked: str, labels: Collection[str], hidden: Collection[int] = ()) -> NameMatch | None:
        """As `find`, but by equal names alone, and such without article, title and the like; never by how it is spelt.

        For the many parts of a text that may be names, most of which are none.
        """
        is_wanted = self._want(labels, hidden)
        if match := self._find_equal(fold_name(asked), is_wanted):
            return match
        if "." in asked and (match := self._find_equal(fold_name(join_initials(asked)), is_wanted)):
            return match
        return self._find_form(list_asked_forms(asked), is_wanted)

    def find_equal(self, folded: str, labels: Collection[str], hidden: Collection[int] = ()) -> NameMatch | None:
        """Those who are called exactly so, of a name as `fold_name` folds it."""
        return self._find_equal(folded, self._want(labels, hidden))

    def find_government(self, folded: str, hidden: Collection[int] = ()) -> NameMatch | None:
        """The governments that are called exactly so, of a name as `fold_name` folds it."""
        is_wanted = self._want(("Actor",), hidden)
        return self._find_equal(folded, lambda use: self.entities[use.entity].kind in GOVERNMENTS and is_wanted(use))

    def list_country_names(self, folded: str, hidden: Collection[int] = ()) -> dict[str, list[str]]:
        """Of each people that is called exactly so the name of its country, and all of its names, folded."""
        is_wanted = self._want(("Nationality",), hidden)
        places = [place for place in self._by_name.find(folded) if is_wanted(self.uses[place])]
        owners = dict.fromkeys(self.entities[self.uses[place].entity] for place in places)
        return {fold_name(one.name): fold_names([one.name, *one.aliases]) for one in owners}

    def list_bearers(self, folded: str, hidden: Collection[int] = ()) -> set[str]:
        """The ids of those of any label who are called so, of a name as `fold_name` folds it; of no government.

        A government is called by its seat too, and a court of Baghdad is not all courts of Iraq.
        """
        owners = (self.uses[place].entity for place in self._by_name.find(folded))
        bearers = (self.entities[owner] for owner in owners if owner not in hidden)
        return {entity.id for entity in bearers if entity.kind not in GOVERNMENTS}

    def list_names(self, id_: str, hidden: Collection[int] = ()) -> list[str]:
        """The names of an id, folded."""
        return [self.folded[place] for place in self._by_id.find(id_) if self.uses[place].entity not in hidden]

    def _want(self, labels: Collection[str], hidden: Collection[int]) -> Keep:
        return lambda use: self.entities[use.entity].label in labels and use.entity not in hidden

    def _find_equal(self, folded: str, is_wanted: Keep) -> NameMatch | None:
        exact = [place for place in self._by_name.find(folded) if is_wanted(self.uses[place])]
        if own := [place for place in exact if self.uses[place].role is not NameRole.ALIAS]:
            return self._make_match(own, MatchKind.SAME_NAME)
        return self._make_match(exact, MatchKind.OTHER_NAME) if exact else None

    def _find_form(self, forms: list[AskedForm], is_wanted: Keep) -> NameMatch | None:
        for form in forms:
            is_meant, text = self._want_by(form, is_wanted), " ".join(form.words)
            if match := self._find_equal(text, is_meant):  # Yemen, before the Democratic Republic of Yemen
                return match._replace(how=MatchKind.SHORTER)
            if uses := self._list_form_uses(self._forms.by_text, text, is_meant):
                return self._make_match(uses, MatchKind.SHORTER)
        return None

    def _want_by(self, form: AskedForm, is_wanted: Keep) -> Keep:
        """Those who are wanted, but for the kinds that a form does not mean."""
        if not form.not_meant:
            return is_wanted
        return lambda use: self.entities[use.entity].kind not in form.not_meant and is_wanted(use)

    def _find_rewritten(self, asked: str, is_wanted: Keep) -> NameMatch | None:
        forms = list_asked_forms(asked)
        if match := self._find_form(forms, is_wanted) or self._find_by_keys(forms, is_wanted):
            return match
        others = list_other_numbers(forms)
        if match := self._find_form(others, is_wanted) or self._find_by_keys(others, is_wanted):
            return match._replace(how=MatchKind.SPELT_ALIKE)
        if match := self._find_form(list_countries_of_peoples(forms), is_wanted):
            return match._replace(how=MatchKind.SPELT_ALIKE)
        for kind, form in list_kind_forms(asked):

            def is_of_kind(use: NameUse, kind: str = kind) -> bool:
                return is_wanted(use) and self.entities[use.entity].kind == kind

            plain = [AskedForm(form)]
            if match := self._find_form(plain, is_of_kind) or self._find_by_keys(plain, is_of_kind):
                return match._replace(how=MatchKind.KIND)
        return self._find_family_name(forms[-1].words, self._want_by(forms[-1], is_wanted)) if forms else None

    def _find_by_keys(self, forms: list[AskedForm], is_wanted: Keep) -> NameMatch | None:
        keys, words = self._keys, [form.words for form in forms]
        for form, (spelling, sound, is_of_arabic) in zip(forms, _key_forms(words), strict=True):
            is_meant = self._want_by(form, is_wanted)
            is_short = count_consonants(sound) < FEWEST_CONSONANTS
            length = len("".join(form.words)) if is_short else None
            if uses := self._list_form_uses(keys.by_spelling, spelling, is_meant, length):
                return self._make_match(uses, MatchKind.SPELT_ALIKE)
            # Putin and بوتان have three consonants in common, and are not one name: from Latin letters it takes four
            if is_short or (not is_of_arabic and count_consonants(sound) <= FEWEST_CONSONANTS):
                continue

            def is_of_two_scripts(use: NameUse, is_of_arabic: bool = is_of_arabic, is_meant: Keep = is_meant) -> bool:
                return is_meant(use) and (is_of_arabic or is_arabic(use.written))

            words_of = count_words(form.words)
            if uses := self._list_form_uses(keys.by_sound, sound, is_of_two_scripts, words=words_of):
                return self._make_match(uses, MatchKind.SOUNDS_ALIKE)
        return None

    def _find_family_name(self, form: list[str], is_wanted: Keep) -> NameMatch | None:
        if len(form) != 1:
            return None
        spelling, sound, is_of_arabic = next(_key_forms([form]))
        by_key = self._keys.by_family_sound if is_of_arabic else self._keys.by_family_spelling
        uses = self._list_form_uses(by_key, sound if is_of_arabic else spelling, is_wanted)
        return self._make_match(uses, MatchKind.FAMILY_NAME) if uses else None

    def _list_form_uses(
        self, by_key: Places, key: str, is_wanted: Keep, length: int | None = None, words: int | None = None
    ) -> list[int]:
        """Places of the uses with a form of this key; only of those with about as many letters, or as many words."""
        places = by_key.find(key)
        if words is not None:
            places = [place for place in places if count_words(self._forms.words[place]) == words]
        if length is not None:
            places = [place for place in places if abs(len("".join(self._forms.words[place])) - length) <= 1]
        places = [place for place in places if is_wanted(self.uses[self._forms.use[place]])]
        # a city comes before the province of its name
        places = [place for place in places if not self._forms.is_without_kind[place]] or places
        found = [self._forms.use[place] for place in places]
        return [place for place in found if self.uses[place].role is not NameRole.ALIAS] or found

    def _make_match(self, places: list[int], how: MatchKind) -> NameMatch:
        matched: dict[str, int] = {}
        for place in sorted(places, key=lambda place: self.uses[place].role.value):
            matched.setdefault(self.entities[self.uses[place].entity].id, place)
        ids = tuple(sorted(matched))
        chosen = tuple(matched[id_] for id_ in ids)
        roles = {self.uses[place].role for place in chosen}
        return NameMatch(ids, chosen, how, roles == {NameRole.NAME}, roles == {NameRole.ALIAS})

    @cached_property
    def _forms(self) -> NameForms:
        uses, without_kind, words = [], [], []
        for place, use in enumerate(self.uses):
            kind = self.entities[use.entity].kind
            for number, form in enumerate(list_known_forms(use.written, kind)):
                uses.append(place)
                without_kind.append(number > 0 and kind in KIND_PHRASES)
                words.append(form)
        return NameForms(uses, without_kind, words, Places([" ".join(form) for form in words]))

    @cached_property
    def _keys(self) -> NameKeys:
        forms = self._forms
        plain = [drop_articles(form) for form in forms.words]
        words = key_words(list({word for form in plain for word in form}))
        keyed = [[words[word] for word in form] for form in plain]
        last = [
            name[-1:] if len(name) > 1 and self.entities[self.uses[use].entity].kind == "person" else []
            for use, name in zip(forms.use, keyed, strict=True)
        ]
        return NameKeys(
            *map(Places, (join_spellings(keyed), join_sounds(keyed), join_spellings(last), join_sounds(last)))
        )


def _key_forms(forms: Iterable[list[str]]) -> Iterator[tuple[str, str, bool]]:
    """The spelling key and the consonant key of each form, and whether it is written in the Arabic script."""
    for form in forms:
        plain = drop_articles(form)
        words = key_words(plain)
        keyed = [[words[word] for word in plain]]
        yield join_spellings(keyed)[0], join_sounds(keyed)[0], any(map(is_arabic, plain))
