"""Sentences in English on lists: which groups a holder holds, and where people are held."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from app.sentences.languages.en.clauses import EnglishClauses

if TYPE_CHECKING:
    from app.sentences.custody import CustodyFacts
    from app.sentences.languages.en.writer import EnglishWriter
    from app.sentences.listing import GroupsFacts, HeldPeopleFact, HeldPlaceFact, PlacesFacts

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
        arrivals = [self._list_may_have_come(facts), self._list_came(facts)]
        seconds = [self._hold_too(facts, self._list_people(rest)), *arrivals]
        return self._write_held(facts, self._list_people(lead), [*seconds, self.words.write_until_then(facts.custody)])

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
            [f"{people} in {names}" for names in self._list_places(places)]
            for places in (facts.sure or facts.probable, facts.probable if facts.sure else ())
        )
        seconds = [self._hold_too(facts, rests), self.words.write_until_then(facts.custody)]
        return self._write_held(facts, leads, seconds)

    def _write_held(
        self, facts: "GroupsFacts | PlacesFacts", leads: Sequence[str], seconds: Sequence[Sequence[str]]
    ) -> str:
        """Whom the holder holds, in several wordings, and what comes behind."""
        opening, holder = self.words.opening(facts.asked), self.words.name(facts.custody.holder or "")
        verb = self._verb(facts.custody, is_sure=bool(facts.sure))
        return self.words.compose([f"{opening}{holder} {verb} {words}" for words in leads], seconds, holder)

    def _hold_too(self, facts: "GroupsFacts | PlacesFacts", rests: Sequence[str]) -> list[str]:
        """Whom the holder probably holds besides, in several wordings."""
        also = self._verb(facts.custody, is_sure=False, also="also ")
        return [f"it {also} {words}" for words in rests]

    def _list_came(self, facts: "GroupsFacts") -> list[str]:
        """How many of each group had come, the last to come first, in wordings that get shorter."""
        return [f"it {self.words.say_arrivals(facts.custody, facts.came[:n])}" for n in range(len(facts.came), 0, -1)]

    def _list_may_have_come(self, facts: "GroupsFacts") -> list[str]:
        return self.words.write_may_have_come(facts.may_have_come)

    def _write_known(self, facts: "GroupsFacts | PlacesFacts", reported: Sequence[str], whom: str) -> str:
        """What is reported of any day, in several wordings, and who held somebody on the day asked about."""
        asked, opening = facts.asked, self.words.opening(replace(facts.asked, day=None))
        day = f"{self.words.asked_days(asked.day)} " if asked.day else ""
        verb = "hold or probably hold" if asked.is_today else "held or probably held"
        if asked.is_today and not self._is_plural(facts.holders):
            verb = "holds or probably holds"
        if facts.holders:
            held = f"{day}{self.words.names_of(facts.holders)} {verb} {whom}"
        elif facts.last_holders:
            be = "are" if self._is_plural(facts.last_holders) else "is"
            who = f"no source here says who {'holds' if asked.is_today else 'held'} {whom} {day}".rstrip()
            held = f"{who}; the last reported {be} {self.words.names_of(facts.last_holders)}"
        else:
            held = ""
        texts = [self.words.compose([f"{opening}sources here report {words}"], [[held]]) for words in reported]
        return next((text for text in texts if held.strip()[1:] in text), texts[0])

    def _is_plural(self, ids: Sequence[str]) -> bool:
        return EnglishClauses(self.words, {}).is_plural(ids)

    def _verb(self, custody: "CustodyFacts", *, is_sure: bool, also: str = "") -> str:
        verb = "holds" if custody.asked.is_today else "held"
        return f"{also if is_sure else f'probably {also}'}{verb}"

    def _list_people(self, people: Sequence["HeldPeopleFact"]) -> list[str]:
        """Wordings of a list of groups, each with its number and who says so, those with most names first."""
        wordings = []
        for most in range(min(len(people), MOST_SHOWN), 0, -1):
            rest = len(people) - most
            more = f"{rest:,} more {'group' if rest == 1 else 'groups'}" if rest else ""
            wordings.append(self._join_said([self._say_people(one) for one in people[:most]], more))
        return wordings

    def _list_places(self, places: Sequence["HeldPlaceFact"]) -> list[str]:
        wordings = []
        for most in range(min(len(places), MOST_SHOWN), 0, -1):
            rest = len(places) - most
            more = f"{self.words.number(rest)} more {'place' if rest == 1 else 'places'}" if rest else ""
            named = [(self.words.name(one.place), one.speakers) for one in places[:most]]
            wordings.append(self._join_said(named, more))
        return wordings

    def _join_said(self, said: Sequence[tuple[str, Sequence[str]]], more: str) -> str:
        """What is said with its speakers behind it, once for neighbours of the same ones; then `more`."""
        parts = []
        for speakers, some in groupby(said, key=lambda one: sorted(one[1])):
            texts = [text for text, _ in some]
            joined = ", and ".join(texts) if any("," in text for text in texts[:-1]) else self.words.join(texts)
            parts.append(joined + self.words.according(speakers))
        parts += [more] if more else []
        return ", ".join(parts[:-1]) + (", and " if parts[1:] else "") + parts[-1]

    def _say_people(self, one: "HeldPeopleFact") -> tuple[str, Sequence[str]]:
        """A group with all its numbers, and who gives it; of several numbers each has its own speakers behind it, which
        it does not share with the next group."""
        rivals = [rival for rival in one.rivals if rival.amount]
        if not rivals:
            return self._people(one), one.speakers
        text = self._people(one) + self.words.according(one.speakers)
        return text + "".join(
            f", or {self.words.amount(rival.amount)}{self.words.according(rival.speakers)}"
            for rival in rivals
            if rival.amount
        ), ()

    def _people(self, one: "HeldPeopleFact") -> str:
        """A group with its number, and with the days of the number where these are not those asked about."""
        people = self.words.people(one.amount, self.words.name(one.group), one.unit)
        people = f"some of {people}" if one.is_rest and one.amount else people
        when = self.words.days(one.days) if one.days and one.amount else ""
        return f"{people}, counted {when}" if when else people

    def _list_names(self, ids: Sequence[str], noun: str) -> list[str]:
        wordings = []
        for most in range(min(len(ids), MOST_SHOWN), 0, -1):
            shown, rest = [self.words.name(id_) for id_ in ids[:most]], len(ids) - most
            more = [f"{self.words.number(rest)} more {noun if rest == 1 else f'{noun}s'}"] if rest else []
            wordings.append(self.words.join([*shown, *more]))
        return wordings
