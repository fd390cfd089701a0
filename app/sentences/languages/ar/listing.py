"""Sentences in Arabic on lists: which groups a holder holds, and where people are held."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from app.sentences.facts import SaidAmount
from app.sentences.languages.ar.grammar import join, write_amount, write_asked_days, write_days

if TYPE_CHECKING:
    from app.sentences.languages.ar.writer import ArabicWriter
    from app.sentences.listing import GroupsFacts, HeldPeopleFact, HeldPlaceFact, PlacesFacts

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
            [
                [self._say_more(facts, people) for people in self._list_people(rest)],
                self.words.write_may_have_come(facts.may_have_come),
                [self.words.say_arrivals(facts.custody, facts.came[:n]) for n in range(len(facts.came), 0, -1)],
                self.words.write_until_then(facts.custody),
            ],
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
            [self._say_holding(facts, f"{people} في {names}", is_sure=is_sure) for names in self._list_places(lead)],
            [
                [self._say_more(facts, f"{people} في {names}") for names in self._list_places(rest)],
                self.words.write_until_then(facts.custody),
            ],
        )

    def _say_holding(self, facts: "GroupsFacts | PlacesFacts", what: str, *, is_sure: bool) -> str:
        holder = facts.custody.holder or ""
        holds, was = self.words.verb(holder, "يحتجز", "تحتجز"), self.words.verb(holder, "كان", "كانت")
        name, probably = self.words.name(holder), "" if is_sure else " على الأرجح"
        opening = self.words.opening(facts.asked)
        if facts.asked.is_today:
            return f"{opening}{holds} {name}{probably} {what}"
        return f"{opening}{was} {name} {holds}{probably} {what}"

    def _say_more(self, facts: "GroupsFacts | PlacesFacts", what: str) -> str:
        holder = facts.custody.holder or ""
        holds, was = self.words.verb(holder, "يحتجز", "تحتجز"), self.words.verb(holder, "كان", "كانت")
        return f"{'' if facts.asked.is_today else f'{was} '}{holds} أيضًا على الأرجح {what}"

    def _write_known(self, facts: "GroupsFacts | PlacesFacts", reported: Sequence[str], whom: str) -> str:
        """What is reported of any day, in several wordings, and who held somebody on the day asked about."""
        asked, opening = facts.asked, self.words.opening(replace(facts.asked, day=None))
        day = f"{write_asked_days(asked.day)} " if asked.day else ""
        held = f"{day}{'يُحتجز' if asked.is_today else 'كان يُحتجز'} {whom} لدى {self.words.names_of(facts.holders)}"
        if facts.holders:
            held = f"{held} مؤكدًا أو على الأرجح"
        elif facts.last_holders:
            holds = "يحتجز" if asked.is_today else "كان يحتجز"
            who = f"لا يذكر أي مصدر هنا من {holds} {whom} {day}".rstrip()
            held = f"{who}؛ وآخر من ذُكر أنه احتجز {whom} {self.words.names_of(facts.last_holders)}"
        else:
            held = ""
        texts = [self.words.compose([f"{opening}تذكر المصادر هنا {words}"], [[held]]) for words in reported]
        return next((text for text in texts if held in text), texts[0])

    def _list_people(self, people: Sequence["HeldPeopleFact"]) -> list[str]:
        """Wordings of a list of groups, each with its number and who says so, those with most names first."""
        return [
            self._join_said(
                [self._say_people(one) for one in people[:most]],
                _write_more(len(people) - most, "group") if most < len(people) else "",
            )
            for most in range(min(len(people), MOST_SHOWN), 0, -1)
        ]

    def _list_places(self, places: Sequence["HeldPlaceFact"]) -> list[str]:
        return [
            self._join_said(
                [(self.words.name(one.place), one.speakers) for one in places[:most]],
                _write_more(len(places) - most, "place") if most < len(places) else "",
            )
            for most in range(min(len(places), MOST_SHOWN), 0, -1)
        ]

    def _join_said(self, said: Sequence[tuple[str, Sequence[str]]], more: str) -> str:
        """What is said with its speakers behind it, once for neighbours of the same ones; then `more`."""
        parts = []
        for speakers, some in groupby(said, key=lambda one: sorted(one[1])):
            texts = [text for text, _ in some]
            joined = ("، و" if any("،" in text for text in texts) else " و").join(texts)
            parts.append(joined + self.words.according(speakers))
        return "، و".join([*parts, *([more] if more else [])])

    def _say_people(self, one: "HeldPeopleFact") -> tuple[str, Sequence[str]]:
        """A group with all its numbers, and who gives the last of them."""
        text, speakers = self._people(one), one.speakers
        for rival in one.rivals:
            if rival.amount:
                text += f"{self.words.according(speakers)}، أو {write_amount(rival.amount)}"
                speakers = rival.speakers
        return text, speakers

    def _people(self, one: "HeldPeopleFact") -> str:
        """A group with its number, and with the days of the number where these are not those asked about."""
        if one.amount is None or self.words.is_counted_by_name(one.group):
            return self.words.group(one.group)
        when = write_days(one.days) if one.days else ""
        counted = f"، وفق إحصاء {when}" if when else ""
        rest = "بعضًا من " if one.is_rest else ""
        return rest + self.words.people(SaidAmount(one.amount, (), unit=one.unit), one.group) + counted

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
