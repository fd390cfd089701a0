"""How entities are printed in a language: by a short name that readers know, that of the day, without brackets."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from graph.dates.windows import MAX, MIN, Window
from graph.model.entities import NamedEntity
from graph.selection.snapshot import Snapshot
from graph.spelling import fold_name

ASIDE = re.compile(r"\s{0,9}[(\[{][^()\[\]{}]{0,500}[)\]}]")  # the source's own remark on a name
ASIDE_WORDS = re.compile(r"[(\[{]([^()\[\]{}]{1,500})[)\]}]")
BRACKETS = re.compile(r"[()\[\]{}]")
ANONYMOUS = "anonymous"
NUMBERED = re.compile(r"[a-z ]{1,40}\d{1,9}")  # no name: what a source calls an entity that it only numbers
ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z/\-]{1,12}")
# words by which two names are of different things: an army is not the party or council that it belongs to
ARMED = re.compile(r"\b(army|armed forces|brigades?|جيش|كتائب|ألوية)\b", re.IGNORECASE)
POLITICAL = re.compile(
    r"\b(party|organi[sz]ation|council|league|congress|front|حزب|منظمة|مجلس|رابطة|مؤتمر|جبهة)\b", re.IGNORECASE
)
# words of a name in English in full, as against one in another language
IN_FULL = re.compile(
    r"\b(army|forces?|party|front|movement|organi[sz]ation|council|league|congress|union|association|alliance|coalition"
    r"|committees?|republic|brigades?|resistance|convention|forum|rally)\b",
    re.IGNORECASE,
)
IN_PLACE = re.compile(r"(?:\bin [A-Z][\w-]{1,40}|(?:^|\s)في \w{2,40})\Z")
YEAR = 366  # days
NO_NAMES: Mapping[str, str] = {}
FOLDER = Path(__file__).parent / "languages"


class DatedName(NamedTuple):
    """What an entity with a code of a list was called, and from which day to which."""

    name: str
    days: Window

    def is_of(self, days: Window) -> bool:
        """Whether it is the name of some days: of the middle of up to a year, or of all of a longer time.

        What began on a day within a year began under the name of that day.
        """
        if (days.latest - days.earliest).days > YEAR:
            return self.days.earliest <= days.earliest and days.latest <= self.days.latest
        is_from_day = days.earliest < days.latest and (days.earliest.month, days.earliest.day) != (1, 1)
        middle = days.earliest if is_from_day else days.earliest + (days.latest - days.earliest) / 2
        return self.days.earliest <= middle <= self.days.latest


@cache
def read_dated(language: str) -> Mapping[str, Sequence[DatedName]]:
    """The names of `dated.csv` beside the writer of a language, by the codes that their bearers have in lists."""
    file, found = FOLDER / language / "dated.csv", dict[str, list[DatedName]]()
    if file.exists():
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                first, last = (date.fromisoformat(day) if day else None for day in (row["from"], row["until"]))
                for code in row["codes"].split(";"):
                    found.setdefault(code, []).append(DatedName(row["name"], Window(first or MIN, last or MAX)))
    return found


@cache
def read_printed(language: str) -> Mapping[str, Mapping[str, str]]:
    """The names and forms of `printed.csv` beside the writer of a language, by id or by name in small letters."""
    file = FOLDER / language / "printed.csv"
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["entity"]: row for row in csv.DictReader(rows)}


@cache
def read_past_words() -> Sequence[tuple[str, frozenset[str], Window]]:
    """Beginnings of words, such as `soviet`, that name somebody as it was at one time: codes in lists, and the time."""
    with (FOLDER / "past_words.csv").open(encoding="utf-8", newline="") as rows:
        return [
            (
                fold_name(row["word"]),
                frozenset(row["codes"].split(";")),
                Window(date.fromisoformat(row["from"]), date.fromisoformat(row["until"])),
            )
            for row in csv.DictReader(rows)
        ]


class PrintedNames:
    """The names of one data version, as one language prints them.

    On `days` that are asked about, the name that somebody had on them comes first; who is else printed by a
    description, as the government of a time, is called as it was asked about. Then comes the file of the language, then
    the first name that a source gives in the language; else the name itself is printed, without brackets.
    """

    def __init__(
        self, view: Snapshot, language: str, days: Window | None = None, asked_names: Mapping[str, str] = NO_NAMES
    ) -> None:
        self.view = view
        self.asked_names = asked_names
        self.language = language
        self.days = days

    @contextmanager
    def at(self, days: Window | None) -> Iterator[None]:
        """Names of other days, within a clause that speaks of them; of no days, as before."""
        before = self.days
        self.days = _close(days) if days else before
        try:
            yield
        finally:
            self.days = before

    def find_dated(self, id_: str) -> str | None:
        """What an entity was called on the days asked about, where that is not its name of today."""
        if self.days is None:
            return None
        dated = read_dated(self.language)
        codes = (code for member in self._list_entities(id_) for code in member.external_ids)
        names = (one.name for code in codes for one in dated.get(code.replace(" ", ""), ()) if one.is_of(self.days))
        return next(names, None)

    def find_past(self, id_: str, written: str) -> Window | None:
        """The time of which some words name an entity, where it had that name or ruler at one time alone."""
        codes = {code.replace(" ", "") for member in self._list_entities(id_) for code in member.external_ids}
        bare = fold_name(written).removeprefix("the ")
        if bare in fold_name(self.find_translated(id_) or self.find_short(id_)):
            return None  # its name of today
        dated = [
            one
            for file in FOLDER.glob("*/dated.csv")
            for code in sorted(codes)
            for one in read_dated(file.parent.name).get(code, ())
            if fold_name(one.name).removeprefix("the ") == bare
        ]
        words = [one for word in bare.split() for one in (word, word.removeprefix("l"))]
        said = [
            days
            for start, theirs, days in read_past_words()
            if theirs & codes and any(w.startswith(start) for w in words)
        ]
        closed = [one.days for one in dated if one.days.earliest > MIN and one.days.latest < MAX]
        return next(iter((*closed, *said)), None)

    def find_asked(self, id_: str) -> str | None:
        """A state's own name in this language that it was asked about by, where it is else printed by a description."""
        canonical = self.view.directory.find_canonical(id_)
        written = fold_name(self.asked_names.get(canonical, "")).removeprefix("the ")
        if canonical not in self.view.directory.states:
            return None
        printed = self.find_forms(id_).get("name") if written else None
        if not printed:
            return None
        own = [
            name for one in self._list_entities(id_) for language, name in one.languages if language == self.language
        ]
        if fold_name(printed).removeprefix("the ") in map(fold_name, own):
            return None
        return next((name for name in own if fold_name(name) == written), None)

    def find_forms(self, id_: str) -> Mapping[str, str]:
        """What the file of the language says of an entity: name, speaker, and forms; nothing if it is not in it."""
        printed = read_printed(self.language)
        for member in self._list_members(id_):
            if member in printed and self._is_called(member, printed[member]["of"]):
                return printed[member]
        return printed.get(self.find_name(id_).lower(), {})

    def find_translated(self, id_: str) -> str | None:
        """The printed name, or the name that a source gives in this language; its own before those it is one with."""
        if name := self.find_asked(id_) or self.find_dated(id_) or self.find_forms(id_).get("name"):
            return name
        own = self.view.directory.by_id.get(self.view.directory.find_canonical(id_))
        for member in self._list_entities(id_):
            names = [name for language, name in member.languages if language == self.language]
            if chosen := _choose_own(own, names):
                return self._drop_brackets(chosen, own, id_)
        return self._find_namesake(own)

    def _drop_brackets(self, name: str, own: NamedEntity | None, id_: str) -> str:
        """A name without what stands in brackets, unless it is another's then: so one of its own that says it."""
        bare = _drop_brackets(name)
        if own is None or bare == name or own.label != "Actor" or not self._is_name_of_other(bare, own.id):
            return bare
        folded = fold_name(bare)
        fuller = [
            alias
            for member in self._list_entities(id_)
            for alias in member.aliases
            if fold_name(alias).startswith(f"{folded} ") and not BRACKETS.search(alias)
        ]
        return next(iter(fuller), bare)

    def _is_name_of_other(self, name: str, id_: str) -> bool:
        match = self.view.directory.names.find(name, frozenset(("Actor",)))
        return match is not None and any(self.view.directory.find_canonical(one) != id_ for one in match.ids)

    def _find_namesake(self, own: NamedEntity | None) -> str | None:
        """Of what a source only numbers, the name that another has for the same number of the same list."""
        if own is None or not NUMBERED.fullmatch(own.name):
            return None
        codes = set(own.external_ids)
        for other in self.view.directory:
            if (
                other.label == own.label
                and codes.intersection(other.external_ids)
                and not NUMBERED.fullmatch(other.name)
            ):
                named = [name for language, name in other.languages if language == self.language]
                return _drop_brackets(next(iter(named), other.name))
        return None

    def find_full(self, id_: str) -> str | None:
        """For a group that is called by letters alone, its own name in full; sources give that in English last."""
        own = self.view.directory.by_id.get(self.view.directory.find_canonical(id_))
        if own is None or own.label != "Actor" or not ACRONYM.fullmatch(own.name):
            return None
        return next(
            (alias for alias in reversed(own.aliases) if IN_FULL.search(alias) and not BRACKETS.search(alias)), None
        )

    def find_aside(self, id_: str) -> str | None:
        """What stands in brackets behind a name that says nothing without it: several have it, or it is a common noun.

        None of a government: it is there what it was called before.
        """
        own = self.view.directory.by_id.get(self.view.directory.find_canonical(id_))
        aside = ASIDE_WORDS.search(own.name) if own else None
        if own is None or aside is None or own.kind not in ("armed_group", "collective"):
            return None
        bare = _drop_brackets(own.name)
        is_noun = all(word[:1].islower() for word in bare.split()[1:]) and own.kind == "armed_group"
        is_of_forces = aside[1].lower().startswith("forces ")
        return aside[1] if is_noun or is_of_forces or self._bare_names[bare] > 1 else None

    @cached_property
    def _bare_names(self) -> Counter[str]:
        """How many actors have each name without brackets."""
        return Counter(_drop_brackets(one.name) for one in self.view.directory if one.label == "Actor")

    def find_country(self, id_: str) -> str:
        """What a source calls a nationality in this language, such as `France`, and not how its people are printed."""
        named = (self.view.directory.by_id.get(member) for member in self._list_members(id_))
        names = (dict(reversed(one.languages)).get(self.language) for one in named if one)
        return next(filter(None, names), self.find_name(id_))

    def find_adjective(self, id_: str) -> str:
        """What the people of a nationality are called as an adjective, such as `Dutch`: the first alias; `` if none."""
        entity = self.view.directory.by_id.get(self.view.directory.find_canonical(id_))
        is_one = entity is not None and entity.label == "Nationality" and entity.kind == "country" and entity.aliases
        return entity.aliases[0] if entity and is_one else ""

    def find_word(self, word: str) -> str | None:
        """What the file of the language has for a word of the vocabulary, such as the predicate `transfers`."""
        return read_printed(self.language).get(word, {}).get("name")

    def find_name(self, id_: str) -> str:
        """The name of the entity without brackets; its id where there is no such entity."""
        entity = self.view.directory.by_id.get(self.view.directory.find_canonical(id_))
        if entity is None:
            return id_
        return _drop_brackets(entity.name)

    def find_short(self, id_: str) -> str:
        """The name as newspapers print it: of a government that of its country."""
        return self.find_name(id_).removeprefix("Government of ")

    def find_kind(self, id_: str) -> str:
        entity = self.view.directory.by_id.get(self.view.directory.find_canonical(id_))
        return entity.kind if entity else ""

    def is_anonymous(self, id_: str) -> bool:
        return self.find_kind(id_) == ANONYMOUS

    def find_label(self, id_: str) -> str:
        entity = self.view.directory.by_id.get(self.view.directory.find_canonical(id_))
        return entity.label if entity else ""

    def _is_called(self, id_: str, name: str) -> bool:
        """Whether an entity has the name that the file knows it by: another source may have the id for someone else."""
        named = self.view.directory.by_id.get(id_)
        return named is not None and fold_name(name) in {fold_name(own) for own in (named.name, *named.aliases)}

    def _list_entities(self, id_: str) -> Iterator[NamedEntity]:
        found = (self.view.directory.by_id.get(member) for member in self._list_members(id_))
        return (entity for entity in found if entity)

    def _list_members(self, id_: str) -> Iterator[str]:
        """The entity, and then those that a judgement says are one with it."""
        own = self.view.directory.find_canonical(id_)
        yield id_
        yield own
        yield from (other for other in self.view.directory.list_members(own) if other not in (own, id_))


def order_names(names: Sequence[str]) -> list[str]:
    """Names in their order, but of the last two one that ends in a place, `.. in Iraq`, behind one that does not.

    In `the Council in Iraq and Kuwait` the second would be read as a place of the first.
    """
    found = list(names)
    if len(found) > 1 and IN_PLACE.search(found[-2]) and not IN_PLACE.search(found[-1]):
        found[-2:] = found[-1], found[-2]
    return found


def _drop_brackets(name: str) -> str:
    """A name without what stands in brackets; without the brackets alone if nothing else is left."""
    return BRACKETS.sub("", ASIDE.sub("", name)).strip() or BRACKETS.sub("", name).strip()


def _choose_own(own: NamedEntity | None, names: Sequence[str]) -> str | None:
    """The first of some names that is of the entity itself, and not of an army, say, where the entity is its party."""
    if own is None:
        return next(iter(names), None)
    called = (own.name, *own.aliases)
    apart = [
        one
        for one, other in ((ARMED, POLITICAL), (POLITICAL, ARMED))
        if any(map(other.search, called)) and not any(map(one.search, called))
    ]
    if not names or not any(kind.search(names[0]) for kind in apart):
        return next(iter(names), None)
    folded = {fold_name(name) for name in called}
    return next((name for name in names if fold_name(name) in folded and " " in name), None)


def _close(days: Window) -> Window:
    """The first or last day alone, where the other is open."""
    if days.latest == MAX:
        return Window(days.earliest, days.earliest)
    return Window(days.latest, days.latest) if days.earliest == MIN else days
