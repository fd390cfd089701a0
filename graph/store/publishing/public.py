"""What of a store is public: what is not marked internal, and names nothing that is."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from graph.dates.linked_dates import SOURCE
from graph.model.judgements import Judgement
from graph.model.statement import WrittenStatement
from graph.spelling import fold_name
from graph.store.publishing.stored import StoredContent, list_named, list_pointers

TOKENS = re.compile(r"[\w./:-]+")
WORDS = re.compile(r"\w+")


class WithheldReason(StrEnum):
    """Why something is not public: it is marked; its source is internal; it names an entity that is; or it responds
    to, fulfils, takes a date from or quotes the key of a statement that is not public."""

    MARKED = "marked internal"
    SOURCE = "of an internal source"
    NAMES = "names an internal entity"
    POINTS = "depends on an internal statement"


@dataclass(slots=True, kw_only=True)
class InternalContent:
    """What of a store is not public: ids, and the keys of statements with the reason."""

    datasets: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    statements: dict[str, WithheldReason] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()  # all of the above, for texts to be searched for
    words: frozenset[str] = frozenset()  # names and titles, as `_part_words` has them, that are not to be quoted

    def count_reasons(self, keys: Iterable[str]) -> dict[WithheldReason, int]:
        """How many of some statements are not public, by reason."""
        found = Counter(self.statements[key] for key in keys if key in self.statements)
        return {reason: found[reason] for reason in WithheldReason if found[reason]}

    def is_named_by(self, statement: WrittenStatement) -> bool:
        """Whether a statement, perhaps an older version of one that is public, names something internal."""
        pointers = list_pointers(statement) | _find_keys(statement.note or "")
        return _find_reason(statement, self) is not None or any(
            key in self.statements or key.removeprefix(SOURCE) in self.sources for key in pointers
        )

    def is_quoted(self, text: str) -> bool:
        """Whether a text has an id, key, name or title of something internal as a word."""
        if not self.ids.isdisjoint(_find_ids(text)):
            return True
        said = _part_words(text)
        return any(word in said for word in self.words)


def _find_ids(text: str) -> set[str]:
    """What may be an id or a key in a text."""
    return {token.strip("./:-") for token in TOKENS.findall(text)}


def _find_keys(text: str) -> set[str]:
    return {token for token in _find_ids(text) if ":" in token}


def _part_words(text: str) -> str:
    """The words of a text in small letters, with a space before and behind each."""
    return f" {' '.join(WORDS.findall(fold_name(text)))} "


def find_internal(stored: StoredContent) -> InternalContent:
    """What of a store is not public."""
    found = InternalContent(
        sources={id_ for id_, row in stored.sources.items() if row["source"].get("internal")},
        entities={id_ for id_, row in stored.entities.items() if row.get("internal")},
    )
    while _spread(stored, found):
        pass
    for key, statement in stored.statements.items():
        if reason := _find_reason(statement, found):
            found.statements[key] = reason
    _follow_pointers(stored, found)
    found.ids = frozenset((*found.datasets, *found.sources, *found.entities, *found.statements))
    found.words = _list_words(stored, found)
    return found


def _spread(stored: StoredContent, found: InternalContent) -> bool:
    """From datasets to their ids, and from publishers to what they published. Returns whether anything was added."""
    before = len(found.datasets) + len(found.sources) + len(found.entities)
    found.datasets |= {id_ for id_ in stored.datasets if id_ in found.sources}
    for id_, row in stored.sources.items():
        if stored.owner_of(id_) in found.datasets or row["publisher"] in found.entities:
            found.sources.add(id_)
    found.entities |= {id_ for id_, row in stored.entities.items() if row["dataset"] in found.datasets}
    return len(found.datasets) + len(found.sources) + len(found.entities) > before


def _find_reason(statement: WrittenStatement, found: InternalContent) -> WithheldReason | None:
    if statement.internal:
        return WithheldReason.MARKED
    if statement.dataset in found.datasets or statement.cites.source in found.sources:
        return WithheldReason.SOURCE
    return WithheldReason.NAMES if any(id_ in found.entities for id_ in list_named(statement)) else None


def _follow_pointers(stored: StoredContent, found: InternalContent) -> None:
    """From statements that are not public to those that point to them, however far."""
    pointing: dict[str, list[str]] = {}
    for key, statement in stored.statements.items():
        for other in list_pointers(statement) | _find_keys(statement.note or ""):
            pointing.setdefault(other, []).append(key)
    waiting = [*found.statements, *(f"{SOURCE}{id_}" for id_ in found.sources)]
    while waiting:
        for key in pointing.get(waiting.pop(), ()):
            if key not in found.statements:
                found.statements[key] = WithheldReason.POINTS
                waiting.append(key)


def _list_words(stored: StoredContent, found: InternalContent) -> frozenset[str]:
    """Names that only internal things have, and titles of internal sources."""
    public = {
        _part_words(name)
        for (dataset, id_), given in stored.names.items()
        if id_ not in found.entities and dataset not in found.datasets
        for name in (given.name, *given.aliases, *(name for _, name in given.languages))
        if name
    }
    internal = {
        _part_words(name)
        for (dataset, id_), given in stored.names.items()
        for name in (
            (given.name, *given.aliases, *(name for _, name in given.languages), *given.internal_aliases)
            if id_ in found.entities or dataset in found.datasets
            else given.internal_aliases
        )
        if name
    }
    internal |= {_part_words(stored.sources[id_]["source"]["title"]) for id_ in found.sources}
    return frozenset(word for word in internal - public if word.strip())


def select_judgements(
    judgements: Iterable[Judgement], internal: InternalContent, is_published: Callable[[str], bool]
) -> list[Judgement]:
    """The judgements on what is published, which quote nothing internal."""
    return [
        one for one in judgements if all(map(is_published, one.ids)) and not internal.is_quoted(f"{one.id} {one.why}")
    ]
