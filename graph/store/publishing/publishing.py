"""Publishing into another store: what is not public there any more is erased, then each dataset is loaded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graph.dates.linked_dates import SOURCE as PUBLICATION_DAY
from graph.errors import InvalidInput
from graph.model.entities import WrittenEntity
from graph.model.judgements import JUDGEMENTS, Judgement
from graph.model.names import UsedEntity
from graph.model.statement import OPEN
from graph.model.tombstones import SOURCE
from graph.store.publishing.contents import make_contents
from graph.store.publishing.public import InternalContent, WithheldReason, find_internal, select_judgements
from graph.store.publishing.stored import StoredContent, list_pointers, read_stored
from graph.store.queries import ensure_schema
from graph.store.reading.reader import check_rules
from graph.store.reading.words import adopt_words
from graph.store.rows import restore_statement
from graph.store.store import Row, Store
from graph.store.writing.changes import find_known_keys, find_labels
from graph.store.writing.content import Content
from graph.store.writing.judgements import apply_judgements
from graph.store.writing.lock import hold_write_lock
from graph.store.writing.shortcuts import ALL_VERSIONS
from graph.store.writing.unloading import unload_dataset
from graph.store.writing.withdrawing import WITHDRAWALS, erase_ids, erase_unmarked, withdraw
from graph.store.writing.writer import Progress, load_content, sweep_unpublished
from graph.vocabulary.in_force import try_own_words

PUBLISHING = "publishing"  # the dataset of a load that erases what is not public any more
COUNTED = ("opened", "closed", "refreshed", "withdrawn", "erased")


@dataclass(slots=True, kw_only=True)
class Publication:
    """What of a store is public, to be written into another one.

    `left_out` is how many open statements are not, by reason.
    """

    stored: StoredContent
    internal: InternalContent
    contents: Mapping[str, Content]

    @property
    def statements(self) -> int:
        return sum(len(content.statements) for content in self.contents.values())

    @property
    def left_out(self) -> dict[WithheldReason, int]:
        return self.internal.count_reasons(key for key in self.stored.statements if key not in self.stored.closed)

    def has(self, id_or_key: str) -> bool:
        """Whether an id of an entity, or the key of a statement, is published."""
        stored, internal = self.stored, self.internal
        is_entity = id_or_key in stored.entities and id_or_key not in internal.entities
        return is_entity or (id_or_key in stored.statements and id_or_key not in internal.statements)

    def select_judgements(self, judgements: Sequence[Judgement]) -> list[Judgement]:
        """Those that name only what is published, and quote nothing else."""
        return select_judgements(judgements, self.internal, self.has)


@dataclass(slots=True, kw_only=True)
class PublishReport:
    """What publishing changed in the other store. `version` is its data version then.

    Where it `has_erased` something, call `clean_files` of `graph.store.writing.withdrawing` next.
    """

    version: int = 0
    has_erased: bool = False
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))


def prepare_publication(store: Store) -> Publication:
    """What of a store is public. Raises Busy while a load writes, OutdatedStore where it was read by other rules."""
    check_rules(store, int(store.read("read/version")[0]["version"]))
    stored = read_stored(store)
    internal = find_internal(stored)
    return Publication(stored=stored, internal=internal, contents=make_contents(stored, internal))


def check_target(target: Store, datasets: Sequence[str] | None) -> None:
    """Refuse a store that holds anything but the datasets that were published into it; None where nothing was.

    Raises InvalidInput.
    """
    known = set() if datasets is None else {*datasets, JUDGEMENTS, WITHDRAWALS, PUBLISHING}
    found = {row["properties"]["dataset"] for row in target.read("read/all_loads")}
    foreign = sorted(found - known)
    if not found and target.read("read/has_nodes")[0]["found"]:
        foreign = ["nodes that no load of whoholds made"]
    if foreign:
        raise InvalidInput(
            f"there is something that was not published from here: {', '.join(foreign[:5])}",
            parameter="to" if target.engine.kind == "neo4j" else "DIR",
            hint="publish into a folder that is not there yet, or an empty Neo4j",
        )


def publish(
    publication: Publication,
    target: Store,
    judgements: Sequence[Judgement],
    progress: Progress = lambda done, total: None,
) -> PublishReport:
    """Make the target hold what is public; where it does already, nothing changes.

    `judgements` are those that are to be in force there. If it is interrupted, call it again. Raises Busy while
    somebody else writes into the target, and what loads raise.
    """
    ensure_schema(target)
    report = PublishReport()
    report.counts["withdrawn"] = _withdraw(publication, target)
    report.counts["erased"] = _erase_statements(publication, target)
    adopt_words(target)
    _load(publication, target, report, progress)
    for row in target.read("read/datasets", version=ALL_VERSIONS):
        if row["id"] not in publication.contents:
            report.counts["closed"] += unload_dataset(target, row["id"], judgements, keep_ids=True).statements
    apply_judgements(target, judgements)
    is_erased = _erase_rest(publication, target)
    report.has_erased = is_erased or bool(report.counts["withdrawn"] or report.counts["erased"])
    report.version = int(target.read("read/version")[0]["version"])
    return report


def _withdraw(publication: Publication, target: Store) -> int:
    """Withdraw there what was published and is withdrawn here by now. Returns how many statements that erased.

    What is there is read, and not asked for: the target learns no key that was never published.
    """
    withdrawn = sorted(publication.stored.withdrawn.values(), key=lambda row: (row["kind"] != SOURCE, row["key"]))
    if not withdrawn:
        return 0
    number, keys, sources = 0, _list_keys(target), _list_sources(target)
    for row in withdrawn:
        if row["key"] in (sources if row["kind"] == SOURCE else keys):
            removal = withdraw(target, row["key"], row["reason"], date.fromisoformat(row["onDay"])).removal
            number += len(removal.keys)
            keys -= set(removal.keys)
            sources -= removal.sources.keys()
    return number


def _list_keys(target: Store) -> set[str]:
    datasets = [row["properties"]["id"] for row in target.read("read/all_datasets")]
    return {row["key"] for id_ in datasets for row in target.read("read/keys_of_source", id=id_)}


def _list_sources(target: Store) -> set[str]:
    """The ids of sources and datasets that were not withdrawn there."""
    withdrawn = {row["key"] for row in target.read("read/withdrawn", version=ALL_VERSIONS)}
    sources = {row["source"]["id"] for row in target.read("read/sources", version=ALL_VERSIONS, since=0)}
    datasets = {row["properties"]["id"] for row in target.read("read/all_datasets")}
    return (sources | datasets) - withdrawn


def _erase_statements(publication: Publication, target: Store) -> int:
    """Erase every version of what is not public any more, or was withdrawn here. Returns of how many statements."""
    stored, internal = publication.stored, publication.internal
    gone: dict[str, set[str]] = defaultdict(set)
    for row in target.stream("read/all_statements"):
        key, one = row["statement"]["key"], restore_statement(row, (), ())
        if key not in stored.statements or key in internal.statements or internal.is_named_by(one):
            gone[one.dataset].add(key)
    withdrawn = {row["key"] for row in target.read("read/withdrawn", version=ALL_VERSIONS)}
    whole = [
        row["properties"]["id"]
        for row in target.read("read/all_datasets")
        if row["properties"]["id"] not in withdrawn
        and not _is_public(row["properties"]["id"], stored.datasets, internal.datasets)
    ]
    for dataset in sorted(gone.keys() - set(whole)):
        erase_unmarked(target, dataset, sorted(gone[dataset]), PUBLISHING)
    for dataset in whole:
        gone[dataset] |= set(erase_unmarked(target, dataset, None, PUBLISHING).keys)
    return sum(map(len, gone.values()))


def _is_public(id_: str, held: Mapping[str, object], internal: set[str]) -> bool:
    return id_ in held and id_ not in internal


def _load(publication: Publication, target: Store, report: PublishReport, progress: Progress) -> None:
    """Load each dataset; what needs something that comes later is loaded once that is there."""
    waiting: list[Content] = []
    for content in publication.contents.values():
        now = _leave_out_unready(content, publication, target)
        if now is not content:
            waiting.append(content)
        _load_one(target, now, report, progress)
    for content in waiting:
        _load_one(target, content, report, progress)


def _load_one(target: Store, content: Content, report: PublishReport, progress: Progress) -> None:
    with try_own_words(content.dataset, content.own_words):
        done = load_content(target, content, progress)
    if done.version is not None:
        adopt_words(target)
    for name in COUNTED:
        report.counts[name] += done.counts.get(name, 0)


def _leave_out_unready(content: Content, publication: Publication, target: Store) -> Content:
    """The content itself; or without what points to something that is not there yet, ids of others made for them."""
    own = {one.key: one for one in content.statements}
    pointed = {key for one in own.values() for key in list_pointers(one)} - own.keys()
    pointed -= {f"{PUBLICATION_DAY}{one.id}" for one in content.sources}
    late = pointed - find_known_keys(target, pointed)
    while more := {key for key, one in own.items() if key not in late and not late.isdisjoint(list_pointers(one))}:
        late |= more
    there = find_labels(target, (one.id for one in content.used))
    entities = publication.stored.entities
    used = [one if one.made or one.id in there else _make_for_owner(one, entities[one.id]) for one in content.used]
    if not late and used == content.used:
        return content
    statements = [one for key, one in own.items() if key not in late]
    return replace(content, statements=statements, used=used, keep=frozenset(late & own.keys()))


def _make_for_owner(used: UsedEntity, row: Row) -> UsedEntity:
    made = WrittenEntity(id=row["id"], label=row["label"], name=row["name"], kind=row["kind"])
    return replace(used, owner=row["dataset"], made=made)


def _erase_rest(publication: Publication, target: Store) -> bool:
    """Erase entities and sources that are not public, and names given no longer. Returns whether there were any."""
    stored, internal = publication.stored, publication.internal
    entities = {
        row["properties"]["id"]: row["properties"]["name"]
        for row in target.read("read/all_entities")
        if not _is_public(row["properties"]["id"], stored.entities, internal.entities)
    }
    sources = {
        row["source"]["id"]: row["source"]["title"]
        for row in target.read("read/sources", version=ALL_VERSIONS, since=0)
        if not _is_public(row["source"]["id"], stored.sources, internal.sources)
    }
    has_former = any(row["properties"]["closedIn"] != OPEN for row in target.read("read/all_names"))
    if not (entities or sources or has_former):
        return False
    with hold_write_lock(target) as writer:
        sweep_unpublished(writer)
        if has_former:
            writer.write_query("write/erase_former_names")
        if entities or sources:
            erase_ids(writer, entities, sources, PUBLISHING)
    return True
