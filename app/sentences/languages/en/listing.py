"""Sentences in English on lists: which groups a holder holds, and where people are held."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.languages.en.clauses import EnglishClauses

if TYPE_CHECKING:
    from app.sentences.custody import CustodyFacts
    from app.sentences.languages.en.writer import EnglishWriter
    from app.sentences.listing import GroupsFacts, HeldPeopleFact, PlacesFacts

MOST_SHOWN = 5


class EnglishOfLists:
    """Writes facts on lists of groups and places, with the words of the writer of English."""

    def __init__(self, words: "EnglishWriter") -> None:
        self.words = words

    def write_groups(self, facts: "GroupsFacts") -> str:
        if facts.custody.holder is None:
            where = f" in {self.words.name(facts.custody.place)}" if facts.custody.place else ""
            if not facts.known:
                return self.words.write_custody(facts.custody)
            be = "were" if self._is_plural(facts.known) else "was"
            names = self._list_names(facts.known, "group")
            return self._write_known(facts, [f"that {some} {be} held{where}" for some in names], "some of them")
        if not facts.sure and not facts.probable:
            return self.words.write_custody(facts.custody)
        lead, rest = facts.sure or facts.probable, facts.probable if facts.sure else ()
        return self._write_held(facts, self._list_people(lead), self._list_people(rest))

    def write_places(self, facts: "PlacesFacts") -> str:
        people = self.words.name(facts.custody.held) if facts.custody.held else "people"
        if facts.custody.holder is None:
            if not facts.known:
                return self.words.write_custody(facts.custody)
            names = self._list_names(facts.known, "place")
            return self._write_known(facts, [f"{people} held in {some}" for some in names], "people there")
        if not facts.sure and not facts.probable:
            return self.words.write_custody(facts.custody)
        leads, rests = (
            [f"{people} in {names}" for names in self._list_names(places, "place")]
            for places in (facts.sure or facts.probable, facts.probable if facts.sure else ())
        )
        return self._write_held(facts, leads, rests)

    def _write_held(self, facts: "GroupsFacts | PlacesFacts", leads: Sequence[str], rests: Sequence[str]) -> str:
        """Whom the holder holds, and whom it probably holds besides; each in several wordings."""
        opening, holder = self.words.opening(facts.asked), self.words.name(facts.custody.holder or "")
        said, verb = self.words.according(facts.speakers), self._verb(facts.custody, is_sure=bool(facts.sure))
        also = self._verb(facts.custody, is_sure=False, also="also ")
        return self.words.compose(
            [f"{opening}{holder} {verb} {words}{said}" for words in leads], [[f"it {also} {words}" for words in rests]]
        )

    def _write_known(self, facts: "GroupsFacts | PlacesFacts", reported: Sequence[str], whom: str) -> str:
        """What is reported of any day, in several wordings, and who held somebody on the day asked about."""
        asked, opening = facts.asked, self.words.opening(replace(facts.asked, day=None))
        day = f"{self.words.asked_days(asked.day)} " if asked.day else ""
        verb = "hold or probably hold" if asked.is_today else "held or probably held"
        if asked.is_today and not self._is_plural(facts.holders):
            verb = "holds or probably holds"
        held = f"{day}{self.words.names_of(facts.holders)} {verb} {whom}" if facts.holders else ""
        texts = [self.words.compose([f"{opening}sources here report {words}"], [[held]]) for words in reported]
        return next((text for text in texts if held.strip()[1:] in text), texts[0])

    def _is_plural(self, ids: Sequence[str]) -> bool:
        return EnglishClauses(self.words, {}).is_plural(ids)

    def _verb(self, custody: "CustodyFacts", *, is_sure: bool, also: str = "") -> str:
        verb = "holds" if custody.asked.is_today else "held"
        return f"{also if is_sure else f'probably {also}'}{verb}"

    def _list_people(self, people: Sequence["HeldPeopleFact"]) -> list[str]:
        """Wordings of a list of groups, each with its number, those with most names first."""
        wordings = []
        for most in range(min(len(people), MOST_SHOWN), 0, -1):
            shown = [self._people(one, is_first=place == 0) for place, one in enumerate(people[:most])]
            rest = len(people) - most
            if rest:
                shown.append(f"{rest:,} more {'group' if rest == 1 else 'groups'}")
            has_comma = any(", counted" in one for one in shown[:-1])
            wordings.append(", and ".join(shown) if has_comma and len(shown) == 2 else self.words.join(shown))
        return wordings

    def _people(self, one: "HeldPeopleFact", *, is_first: bool) -> str:
        """A group with its number; a number of other days only for the first one, with these days."""
        group = self.words.name(one.group)
        if one.days is None:
            return self.words.people(one.amount, group, one.unit)
        if not is_first or one.amount is None:
            return group
        when = self.words.days(one.days)
        return self.words.people(one.amount, group, one.unit) + (f", counted {when}" if when else "")

    def _list_names(self, ids: Sequence[str], noun: str) -> list[str]:
        wordings = []
        for most in range(min(len(ids), MOST_SHOWN), 0, -1):
            shown, rest = [self.words.name(id_) for id_ in ids[:most]], len(ids) - most
            more = [f"{self.words.number(rest)} more {noun if rest == 1 else f'{noun}s'}"] if rest else []
            wordings.append(self.words.join([*shown, *more]))
        return wordings
