"""What adapters share: entities by name, keys, citations, and statements made row by row.

An adapter is `adapter.py` in the folder of a source:

    COLUMNS = ("no", "date", "prison")                      # only `parse` needs them
    KEY = "no"                                              # the column that names a row when it is set aside
    FIELDS = {"observed": "date"}                           # column of a field of the model, for messages
    def begin(context, path): ...                           # optional: what must be known before the first row
    def parse(path): return read_table(path, COLUMNS)       # one dict per row, values unchanged
    def transform(context, row): yield context.statement(...)   # statements of one row; pop each field read
    def finish(context): ...                                # optional: statements derived from all rows
    def fetch(folder): ...                                  # optional: downloads the raw file if none is shipped
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from graph.dates.validity import ValidTime
from graph.dates.windows import read_window
from graph.errors import InvalidStatement
from graph.model.addresses import check_web_address
from graph.model.entities import WrittenEntity
from graph.model.languages import LanguageNames
from graph.model.names import UsedEntity, use_for
from graph.model.sources import WrittenSource
from graph.model.statement import Citation, WrittenStatement, check_roles
from graph.spelling import fold_name
from ingest.checks import LabelLookup, check_times, find_labels
from ingest.keys import OWN_KEY, hash_text, make_full_key
from ingest.source import SourceForm
from ingest.statements import find_known_window, read_said_window

Row = dict[str, Any]
SCHEME = re.compile(r"^https?://(www\.)?")
LABEL_PREFIX = {"Place": "place-", "Nationality": "nat-", "Event": "event-"}


@dataclass(slots=True, kw_only=True)
class Context:
    """The state of reading one source: its entities and sources so far, and the fields that were not read.

    `folder` is the adapter's. `prefix` begins each new id, so that equal names of two sources are not joined.
    """

    form: SourceForm
    folder: Path
    own: WrittenSource
    prefix: str
    entities: dict[str, WrittenEntity] = field(default_factory=dict)
    used: dict[str, UsedEntity] = field(default_factory=dict)  # ids of other sources
    taken: Container[str] = ()  # ids of others that no new entity may have
    space: str = ""  # what keys begin with, where that is more than the source's id
    held: LabelLookup | None = None  # labels of ids that are loaded; None where the store is not asked
    sources: dict[str, WrittenSource] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)
    rows: int = 0  # read so far
    notes: Counter[str] = field(default_factory=Counter)  # messages about rows, with their numbers
    kept_ids: set[str] = field(default_factory=set)  # ids of entities that stay, though no statement may name them
    kept_sources: set[str] = field(default_factory=set)  # ids of sources that stay, though no statement may cite them
    memory: dict[str, Any] = field(default_factory=dict)  # for adapters: values kept from row to row
    _by_name: dict[tuple[str, str], str] = field(default_factory=dict)
    _used_labels: dict[str, str] = field(default_factory=dict)

    @property
    def publisher(self) -> str:
        """The id of the actor who published the data set."""
        return self.form.publisher

    def know(self, entities: Iterable[WrittenEntity]) -> None:
        """Add entities of `names.yml`, to be found by label and name or alias."""
        for entity in entities:
            self._add(entity)

    def find(self, label: str, name: str) -> str | None:
        """The id of the entity of a label with this name or alias, whatever its case and accents."""
        return self._by_name.get((label, fold_name(name)))

    def entity(self, label: str, name: str, kind: str, *, id: str | None = None, **others: Any) -> str:  # noqa: A002
        """The id of the entity with this name, which is added if unknown. With a raw `id` it is never found by name."""
        name = " ".join(name.split())
        if id is None and (known := self.find(label, name)):
            return known
        new_id = f"{self.prefix}{LABEL_PREFIX.get(label, '')}{self.slug(id or name)}"
        existing = self.entities.get(new_id)
        is_taken = existing and (existing.label, existing.name) != (label, name)
        if is_taken or new_id in self.taken:  # another entity has this id
            new_id += "-" + hash_text(f"{label} {id or name}")
        if new_id not in self.entities:
            self._add(WrittenEntity(id=new_id, label=label, name=name, kind=kind, **others), is_found=id is None)
        return new_id

    def put(self, entity: WrittenEntity) -> str:
        """Add an entity under its own id; it replaces an earlier one with that id."""
        self._add(entity)
        return entity.id

    def use(
        self, id_: str, *, aliases: Iterable[str] = (), languages: LanguageNames = (), external_ids: Iterable[str] = ()
    ) -> str:
        """The id of another source, with names that this one gives it besides; they replace earlier ones.

        Raises InvalidSource where no source that is loaded has it.
        """
        self.add_use(UsedEntity(id=id_, aliases=tuple(aliases), languages=languages, external_ids=tuple(external_ids)))
        return id_

    def use_of(self, owner: str, entity: WrittenEntity) -> str:
        """An id of another source, which may be loaded later or never; until then it is what `entity` says."""
        self.add_use(use_for(owner, entity))
        for name in (entity.name, *entity.aliases):
            self._by_name.setdefault((entity.label, fold_name(name)), entity.id)
        return entity.id

    def add_use(self, used: UsedEntity) -> None:
        """Take the use of an id, as `names.yml` has it."""
        if used.id not in self._used_labels:
            self._used_labels |= find_labels(self.form.id, (), [used], self.held)
        self.used[used.id] = used

    @property
    def labels(self) -> Mapping[str, str]:
        """The label of each id that may be named."""
        return Labels(self.entities, self._used_labels)

    def keep(self, id_: str) -> None:
        """Keep an entity that a row is about, whether or not a statement names it. Call it last in `transform`."""
        self.kept_ids.add(id_)

    def keep_source(self, source: WrittenSource) -> None:
        """Add a source under its own id, which stays whether or not a statement cites it."""
        self.sources[source.id] = source
        self.kept_sources.add(source.id)

    def get_name(self, id_: str) -> str:
        """The name of an id; the id itself where only the source that has it knows the name."""
        used = self.used.get(id_)
        entity = self.entities.get(id_) or (used.made if used else None)
        return entity.name if entity else id_

    def leave_out(self, rule: str) -> None:
        """Count something in a row that a rule leaves out; the load reports the number."""
        self.tell(f"left out: {rule}")

    def tell(self, what: str) -> None:
        """Count a message about a row; the load reports each message with its number."""
        self.notes[what] += 1

    def source(self, raw: str, *, title: str, publisher: str, published: str, reason: str | None = None,
               url: str | None = None, licence: str | None = None) -> WrittenSource:  # fmt: skip
        """The source of a row, identified by `raw`, such as its address. The last of several publication days counts.

        Raises InvalidDate; InvalidSource if `url` is no address on the web; InvalidStatement if an earlier row gives
        it another publisher.
        """
        if url is not None:
            check_web_address(url)
        days = read_window(published, "published")
        new = WrittenSource(
            id=f"{self.prefix}{self.slug(SCHEME.sub('', raw).partition('/')[0])}-{hash_text(raw)}",
            title=title, publisher=publisher, published_on=published, published=days, published_reason=reason, url=url,
            licence=licence,
        )  # fmt: skip
        existing = self.sources.get(new.id)
        if existing and existing.publisher != publisher:
            met = self.get_name(existing.publisher)
            reason = f"{raw} was published by {met} in an earlier row; expected one publisher"
            raise InvalidStatement(reason, parameter="publisher", value=raw)
        if not existing or (existing.published.earliest, existing.published.latest) < (days.earliest, days.latest):
            self.sources[new.id] = new
        return self.sources[new.id]

    def key(self, *parts: str) -> str:
        """The key of a statement, made of values that identify its row. Raises InvalidStatement if it is not valid."""
        own = "-".join(parts)
        if not re.fullmatch(OWN_KEY, own):
            expected = "letters, digits, dots, hyphens and underscores"
            raise InvalidStatement(f"{own!r} is no key; expected {expected}", parameter="key", value=own)
        return make_full_key(self.space or self.form.id, own)

    def cite(self, locator: str, source: WrittenSource | None = None) -> Citation:
        """A citation of a place in a source, by default in the data set itself."""
        return Citation(source=(source or self.own).id, locator=locator)

    def statement(
        self, *, key: str, predicate: str, roles: Mapping[str, Iterable[str]], cites: Citation, validity: ValidTime,
        said_by: str | None = None, said_on: str | None = None, **others: Any,
    ) -> WrittenStatement:  # fmt: skip
        """A statement of this data set. `said_on` is the day of the public utterance, by default the publication day.

        Raises InvalidInput naming the field, if it breaks the model, names an unknown entity, or reports the future.
        """
        source = self.sources.get(cites.source, self.own)
        said = read_said_window(said_on, source) if said_on else source.published
        known, known_from = find_known_window(said_on, said, source)
        new = WrittenStatement(
            key=key, dataset=self.form.id, predicate=predicate,
            roles={role: tuple(ids) for role, ids in roles.items() if ids}, said_by=said_by or source.publisher,
            cites=cites, validity=validity, said=said, known=known, said_on=said_on,
            known_from=known_from, public=said_on is not None, **others,
        )  # fmt: skip
        check_roles(new, self.labels)
        check_times(new)
        return new

    def report_unread(self, row: Row, ignore: Iterable[str] = ()) -> None:
        """Count the fields of a row that have a value and were not popped."""
        self.unread.update(name for name, value in row.items() if value and name not in ignore and name[:2] != "__")

    def keep_only(self, always: Iterable[str], statements: Iterable[WrittenStatement]) -> None:
        """Drop sources that no statement cites, but those to keep, and entities that no statement names, except those
        in `always`."""
        statements = list(statements)
        cited = {statement.cites.source for statement in statements} | self.kept_sources
        self.sources = {id_: source for id_, source in self.sources.items() if id_ in cited}
        named = {id_ for s in statements for ids in (*s.roles.values(), s.about, (s.said_by,)) for id_ in ids}
        named |= {*always, *self.kept_ids, *(source.publisher for source in self.sources.values())}
        self.entities = {id_: entity for id_, entity in self.entities.items() if id_ in named}
        self.used = {id_: used for id_, used in self.used.items() if id_ in named}
        self._by_name = {name: id_ for name, id_ in self._by_name.items() if id_ in named}

    @staticmethod
    def slug(text: str) -> str:
        """A text as part of an id: Latin letters and digits, with a hash if other characters or the end were lost."""
        folded = fold_name(text)
        plain = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
        if plain.replace("-", "") == re.sub(r"[\W_]", "", folded) and 0 < len(plain) <= 60:
            return plain
        return f"{plain[:50].strip('-')}-{hash_text(folded)}".strip("-")

    def _add(self, entity: WrittenEntity, is_found: bool = True) -> None:
        self.entities[entity.id] = entity
        for name in (entity.name, *entity.aliases) if is_found else ():
            self._by_name.setdefault((entity.label, fold_name(name)), entity.id)


class Labels(Mapping[str, str]):
    """Label by entity id, of one's own entities and of used ids, without copying."""

    def __init__(self, entities: Mapping[str, WrittenEntity], used: Mapping[str, str]) -> None:
        self._entities, self._used = entities, used

    def __getitem__(self, id_: str) -> str:
        entity = self._entities.get(id_)
        return entity.label if entity else self._used[id_]

    def __iter__(self) -> Iterator[str]:
        return chain(self._entities, self._used)

    def __len__(self) -> int:
        return len(self._entities) + len(self._used)
