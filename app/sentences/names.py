"""How entities are printed in a language: by a short name that readers know, without brackets."""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from graph.selection.snapshot import Snapshot
from graph.spelling import fold_name

ASIDE = re.compile(r"\s{0,9}[(\[{][^()\[\]{}]{0,500}[)\]}]")  # the source's own remark on a name
BRACKETS = re.compile(r"[()\[\]{}]")
ANONYMOUS = "anonymous"
FOLDER = Path(__file__).parent / "languages"


@cache
def read_printed(language: str) -> Mapping[str, Mapping[str, str]]:
    """The names and forms of `printed.csv` beside the writer of a language, by id or by name in small letters."""
    file = FOLDER / language / "printed.csv"
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["entity"]: row for row in csv.DictReader(rows)}


class PrintedNames:
    """The names of one data version, as one language prints them.

    The file of the language comes first, then the first name that a source gives in the language; else the name itself
    is printed, without brackets.
    """

    def __init__(self, view: Snapshot, language: str) -> None:
        self.view = view
        self.language = language

    def find_forms(self, id_: str) -> Mapping[str, str]:
        """What the file of the language says of an entity: name, speaker, and forms; nothing if it is not in it."""
        printed = read_printed(self.language)
        for member in self._list_members(id_):
            if member in printed and self._is_called(member, printed[member]["of"]):
                return printed[member]
        return printed.get(self.find_name(id_).lower(), {})

    def find_translated(self, id_: str) -> str | None:
        """The printed name, or the name that a source gives in this language; its own before those it is one with."""
        if name := self.find_forms(id_).get("name"):
            return name
        for member in self._list_members(id_):
            named = self.view.directory.by_id.get(member)
            names = dict(reversed(named.languages)) if named else {}
            if self.language in names:
                return _drop_brackets(names[self.language])
        return None

    def find_country(self, id_: str) -> str:
        """What a source calls a nationality in this language, such as `France`, and not how its people are printed."""
        named = (self.view.directory.by_id.get(member) for member in self._list_members(id_))
        names = (dict(reversed(one.languages)).get(self.language) for one in named if one)
        return next(filter(None, names), self.find_name(id_))

    def find_word(self, word: str) -> str | None:
        """What the file of the language has for a word of the vocabulary, such as the predicate `transfers`."""
        return read_printed(self.language).get(word, {}).get("name")

    def find_name(self, id_: str) -> str:
        """The name of the entity without brackets; its id where there is no such entity."""
        entity = self.view.directory.by_id.get(self.view.directory.find_canonical(id_))
        if entity is None:
            return id_
        return _drop_brackets(entity.name)

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

    def _list_members(self, id_: str) -> Iterator[str]:
        """The entity, and then those that a judgement says are one with it."""
        own = self.view.directory.find_canonical(id_)
        yield id_
        yield own
        yield from (other for other in self.view.directory.list_members(own) if other not in (own, id_))


def _drop_brackets(name: str) -> str:
    """A name without what stands in brackets; without the brackets alone if nothing else is left."""
    return BRACKETS.sub("", ASIDE.sub("", name)).strip() or BRACKETS.sub("", name).strip()
