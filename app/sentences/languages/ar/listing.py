"""Sentences in Arabic on lists: which groups a holder holds, and where people are held."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.sentences.facts import SaidAmount
from app.sentences.languages.ar.grammar import join, write_asked_days, write_days

if TYPE_CHECKING:
    from app.sentences.languages.ar.writer import ArabicWriter
    from app.sentences.listing import GroupsFacts, HeldPeopleFact, PlacesFacts

MOST_SHOWN = 5
# one more, two more, and what comes after 3 to 10 and after larger numbers
MORE = {
    "group": ("مجموعة أخرى", "مجموعتين أخريين", "مجموعات أخرى", "مجموعة أخرى"),
    "place": ("مكان آخر", "مكانين آخرين", "أماكن أخرى", "مكانًا آخر"),
}


class ArabicOfLists:
    """Writes facts on lists of groups and places, with the words of the writer of Arabic."""

    def __init__(self, words: "ArabicWriter") -> None:
        self.words = words

    def write_groups(self, facts: "GroupsFacts") -> str:
        if facts.custody.holder is None:
            where = f" في {self.words.name(facts.custody.place)}" if facts.custody.place else ""
            if not facts.known:
                return self.words.write_custody(facts.custody)
            groups = self._list_names(facts.known, "group")
            return self._write_known(facts, [f"من بين المحتجزين{where} {some}" for some in groups], "بعضهم")
        if not facts.sure and not facts.probable:
            return self.words.write_custody(facts.custody)
        lead, rest = facts.sure or facts.probable, facts.probable if facts.sure else ()
        return self.words.compose(
            [self._say_holding(facts, people, is_sure=bool(facts.sure)) for people in self._list_people(lead)],
            [[self._say_more(facts, people) for people in self._list_people(rest)]],
        )

    def write_places(self, facts: "PlacesFacts") -> str:
        people = self.words.group(facts.custody.held) if facts.custody.held else "أشخاصًا"
        if facts.custody.holder is None:
            if not facts.known:
                return self.words.write_custody(facts.custody)
            who = self.words.name(facts.custody.held) if facts.custody.held else "أشخاص"
            names = self._list_names(facts.known, "place")
            return self._write_known(facts, [f"احتجاز {who} في {some}" for some in names], "أشخاص هناك")
        if not facts.sure and not facts.probable:
            return self.words.write_custody(facts.custody)
        lead, rest = facts.sure or facts.probable, facts.probable if facts.sure else ()
        is_sure = bool(facts.sure)
        return self.words.compose(
            [self._say_holding(facts, f"{people} في {n}", is_sure=is_sure) for n in self._list_names(lead, "place")],
            [[self._say_more(facts, f"{people} في {names}") for names in self._list_names(rest, "place")]],
        )

    def _say_holding(self, facts: "GroupsFacts | PlacesFacts", what: str, *, is_sure: bool) -> str:
        holder = facts.custody.holder or ""
        holds, was = self.words.verb(holder, "يحتجز", "تحتجز"), self.words.verb(holder, "كان", "كانت")
        name, probably = self.words.name(holder), "" if is_sure else " على الأرجح"
        opening, said = self.words.opening(facts.asked), self.words.according(facts.speakers)
        if facts.asked.is_today:
            return f"{opening}{holds} {name}{probably} {what}{said}"
        return f"{opening}{was} {name} {holds}{probably} {what}{said}"

    def _say_more(self, facts: "GroupsFacts | PlacesFacts", what: str) -> str:
        holder = facts.custody.holder or ""
        holds, was = self.words.verb(holder, "يحتجز", "تحتجز"), self.words.verb(holder, "كان", "كانت")
        return f"{'' if facts.asked.is_today else f'{was} '}{holds} أيضًا على الأرجح {what}"

    def _write_known(self, facts: "GroupsFacts | PlacesFacts", reported: Sequence[str], whom: str) -> str:
        """What is reported of any day, in several wordings, and who held somebody on the day asked about."""
        asked, opening = facts.asked, self.words.opening(replace(facts.asked, day=None))
        day = f"{write_asked_days(asked.day)} " if asked.day else ""
        held = f"{day}{'يُحتجز' if asked.is_today else 'كان يُحتجز'} {whom} لدى {self.words.names_of(facts.holders)}"
        held = f"{held} مؤكدًا أو على الأرجح" if facts.holders else ""
        texts = [self.words.compose([f"{opening}تذكر المصادر هنا {words}"], [[held]]) for words in reported]
        return next((text for text in texts if held in text), texts[0])

    def _list_people(self, people: Sequence["HeldPeopleFact"]) -> list[str]:
        """Wordings of a list of groups, each with its number, those with most names first."""
        wordings = []
        for most in range(min(len(people), MOST_SHOWN), 0, -1):
            shown = [self._people(one, is_first=place == 0) for place, one in enumerate(people[:most])]
            rest = len(people) - most
            more = [_write_more(rest, "group")] if rest else []
            wordings.append(("، و" if any("،" in one for one in shown) else " و").join([*shown, *more]))
        return wordings

    def _people(self, one: "HeldPeopleFact", *, is_first: bool) -> str:
        """A group with its number; a number of other days only for the first one, with these days."""
        if one.amount is None or (one.days is not None and not is_first) or self.words.is_counted_by_name(one.group):
            return self.words.group(one.group)
        when = write_days(one.days) if one.days else ""
        counted = f"، وفق إحصاء {when}" if when else ""
        return self.words.people(SaidAmount(one.amount, (), unit=one.unit), one.group) + counted

    def _list_names(self, ids: Sequence[str], noun: str) -> list[str]:
        wordings = []
        for most in range(min(len(ids), MOST_SHOWN), 0, -1):
            shown = [self.words.group(id_) if noun == "group" else self.words.name(id_) for id_ in ids[:most]]
            rest = len(ids) - most
            wordings.append(join([*shown, *([_write_more(rest, noun)] if rest else [])]))
        return wordings


def _write_more(number: int, noun: str) -> str:
    """How many more than those named, after a preposition or as an object: `مجموعتين أخريين`, `8 أماكن أخرى`."""
    one, two, few, many = MORE[noun]
    if number < 3:
        return one if number == 1 else two
    return f"{number:,} {few if 3 <= number % 100 <= 10 else many}"
