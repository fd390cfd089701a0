"""How entities are printed in a language: by a short name that readers know, without brackets."""

import re

from graph.selection.snapshot import Snapshot

ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")  # the source's own remark on a name
ANONYMOUS = "anonymous"


class PrintedNames:
    """The names of one data version, as one language prints them.

    The first name that a source gives in the language is printed; else the name itself, without brackets.
    """

    def __init__(self, view: Snapshot, language: str) -> None:
        self.view = view
        self.language = language

    def find_translated(self, id_: str) -> str | None:
        """The name that a source gives to the entity in this language, its own before those of what it is one with."""
        directory = self.view.directory
        own = directory.find_canonical(id_)
        for member in (own, *(other for other in directory.list_members(own) if other != own)):
            named = directory.by_id.get(member)
            names = dict(reversed(getattr(named, "languages", ())))
            if self.language in names:
                return str(names[self.language])
        return None

    def find_name(self, id_: str) -> str:
        """The name of the entity without brackets; its id where there is no such entity."""
        entity = self.view.directory.by_id.get(self.view.directory.find_canonical(id_))
        return ASIDE.sub("", entity.name).strip() if entity else id_

    def find_kind(self, id_: str) -> str:
        entity = self.view.directory.by_id.get(self.view.directory.find_canonical(id_))
        return entity.kind if entity else ""

    def is_anonymous(self, id_: str) -> bool:
        return self.find_kind(id_) == ANONYMOUS

    def find_label(self, id_: str) -> str:
        entity = self.view.directory.by_id.get(self.view.directory.find_canonical(id_))
        return entity.label if entity else ""
