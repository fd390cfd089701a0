"""All that a data version holds as tables that name one another by id: one value a cell, nothing left out.

Each table gives its rows one after another, so a store of any size can be written. Ids are those of the answers: what
judgements join has one id in statements, and `entities.canonical` says which.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from app.exports.sheet import bound
from graph.model.entities import find_position
from graph.model.statement import StoredStatement
from graph.selection.snapshot import Snapshot

Values = tuple[Any, ...]


class RecordColumn(NamedTuple):
    """A column: its name, the kind of its values (str, int, float, bool or date), and what it means."""

    name: str
    kind: type
    about: str


@dataclass(frozen=True, kw_only=True)
class RecordTable:
    """A table and where its rows come from. `refers` gives, by column, the table whose `id` its values are."""

    name: str
    about: str
    columns: Sequence[RecordColumn]
    read: Callable[[Snapshot], Iterable[Values]]
    has_id: bool = False
    refers: Mapping[str, str] = field(default_factory=dict)

    @property
    def kinds(self) -> dict[str, type]:
        """The kind of each column by its name."""
        return {column.name: column.kind for column in self.columns}


def _columns(kind: type, /, **about: str) -> list[RecordColumn]:
    return [RecordColumn(name, kind, words) for name, words in about.items()]


def _entity_rows(view: Snapshot) -> Iterator[Values]:
    for one in view.directory:
        position = find_position(one.external_ids) if one.label == "Place" else None
        canonical = view.directory.find_canonical(one.id)
        yield one.id, one.label, one.kind, one.name, canonical, one.dataset, *(position or (None, None, None))


def _name_rows(view: Snapshot) -> Iterator[Values]:
    for one in view.directory:
        yield from ((one.id, None, alias) for alias in one.aliases)
        yield from ((one.id, language, name) for language, name in one.languages)


def _external_id_rows(view: Snapshot) -> Iterator[Values]:
    for one in view.directory:
        for scheme, _, value in (item.partition(":") for item in one.external_ids):
            yield one.id, scheme, value


def _source_rows(view: Snapshot) -> Iterator[Values]:
    for one in view.sources.values():
        copy = one.archive
        archive = (copy.url, copy.file, copy.sha256, copy.record, copy.stamp, copy.authority) if copy else (None,) * 6
        yield (
            one.id, one.title, one.publisher or None, one.published_on, bound(one.published.earliest),
            bound(one.published.latest), one.published_reason, one.retrieved_on, one.url, one.licence, one.text_file,
            one.text_length, one.text_sha256, *archive, one.rows,
        )  # fmt: skip


def _related_rows(view: Snapshot) -> Iterator[Values]:
    for one in view.sources.values():
        yield from ((one.id, kind, other) for kind, other in one.related)


def _claim_rows(view: Snapshot) -> Iterator[Values]:
    for one in view.sources.values():
        for number, claim in enumerate(one.covers, 1):
            named = [("group", claim.group), *(("holder", id_) for id_ in claim.holders),
                     *(("place", id_) for id_ in claim.places)]  # fmt: skip
            yield from ((one.id, number, claim.first, claim.last, role, id_) for role, id_ in named)


def statement_values(view: Snapshot, statement: StoredStatement) -> Values:
    """The row of a statement in the table of statements."""
    time, count, cites = statement.validity, statement.count, statement.cites
    source, speaker, review = view.sources[cites.source], view.directory.get(statement.said_by), statement.review
    counted = (None,) * 8 if count is None else (
        count.min, count.max, count.kind, count.unit, count.of, count.since, count.wording, count.given,
    )  # fmt: skip
    return (
        statement.id, statement.key, statement.dataset, statement.predicate, statement.polarity, statement.mode,
        statement.reading, statement.whole, statement.parts, "; ".join(statement.terms) or None,
        time.kind, time.written, time.spread, bound(time.bounds.earliest_start), bound(time.bounds.latest_start),
        bound(time.bounds.earliest_end), bound(time.bounds.latest_end), time.planned_end,
        statement.linked.to_text() if statement.linked else None,
        *counted,
        speaker.id, speaker.name, speaker.kind == "anonymous", statement.said_on, bound(statement.said.earliest),
        bound(statement.said.latest), statement.known_from, bound(statement.known.earliest),
        bound(statement.known.latest), source.id, source.title, source.published_on, source.url, cites.locator,
        cites.start, cites.end, cites.sha256, statement.note, review.coded_by, review.checked_by, review.state,
        statement.opened_in,
    )  # fmt: skip


def _statement_rows(view: Snapshot) -> Iterator[Values]:
    return (statement_values(view, statement) for statement in view.stream_statements())


def list_roles(statement: StoredStatement) -> list[tuple[str, str]]:
    """Role and id of all that a statement names, `about` among the roles."""
    roles = {**statement.roles, "about": statement.about}
    return [(role, id_) for role, ids in roles.items() for id_ in ids]


def _role_rows(view: Snapshot) -> Iterator[Values]:
    for statement in view.stream_statements():
        for role, id_ in list_roles(statement):
            yield statement.id, role, id_, view.directory.get(id_).name


def _link_rows(view: Snapshot) -> Iterator[Values]:
    for statement in view.stream_statements():
        yield from ((statement.id, "responds_to", to.id, to.stance, to.scope) for to in statement.responds_to)
        yield from ((statement.id, "fulfils", id_, None, None) for id_ in statement.fulfils)


def _judgement_rows(view: Snapshot) -> Iterator[Values]:
    for one in view.judgements:
        yield from ((one.id, one.verdict, one.by, one.on, one.why, id_) for id_ in one.ids)


ENTITIES, SOURCES, STATEMENTS = "entities", "sources", "statements"
STATEMENT_COLUMNS = [
    *_columns(
        str, id="a hash of key and content", key="dataset, colon, the coder's own key", dataset="of which data it is",
        predicate="what is said, a word of the vocabulary", polarity="asserts or denies",
        mode="occurred or under_way, or a plan", reading="stated by the source, or inferred by the coder",
    ),
    RecordColumn("whole", bool, "whether all who were there are meant"),
    *_columns(
        str, parts="of part_of: disjoint or exhaustive", terms="on which people are held, joined by `; `",
        timeKind="valid (a state), observed (a state that was seen) or on (an event)",
        timeWritten="the time as written, in EDTF",
    ),
    RecordColumn("timeSpread", bool, "whether an event went on all over its time"),
    *_columns(
        date, earliestStart="first day on which it may have begun; empty: unbounded", latestStart="last such day",
        earliestEnd="first day on which it may have ended; empty: unbounded", latestEnd="last such day",
    ),
    *_columns(
        str, plannedEnd="the end that was planned, in EDTF",
        timeLinked="the time as written, where other statements bound it, as JSON",
    ),
    *_columns(int, countMin="at least so many", countMax="at most so many; empty with a countMin: unbounded"),
    *_columns(
        str, countKind="stock, flow, cumulative, cap, peak or share", countUnit="what is counted",
        countOf="what a share is of", countSince="when a cumulative count begins, in EDTF",
        countWording="the number as written",
    ),
    RecordColumn("countGiven", bool, "whether the coder gave the range, and it was not read from the wording"),
    *_columns(str, saidBy="id of the speaker", saidByName="the speaker"),
    RecordColumn("saidByAnonymous", bool, "whether the source does not name the speaker"),
    RecordColumn("saidOn", str, "when it was said, in EDTF; empty: when the source appeared"),
    *_columns(date, saidEarliest="first day on which it may have been said", saidLatest="last such day"),
    RecordColumn("knownFrom", str, "when it became public, in EDTF"),
    *_columns(date, knownEarliest="first day on which it may have been public", knownLatest="by when it surely was"),
    *_columns(
        str, source="id of the source", sourceTitle="its title", sourcePublishedOn="when it appeared, in EDTF",
        sourceUrl="its address", locator="where in the source",
    ),
    *_columns(int, start="of the cited words, in code points of the text", end="of the cited words"),
    *_columns(
        str, sha256="of the cited words in UTF-8", note="of the coder", codedBy="who coded it",
        checkedBy="who checked the coding", reviewState="draft, checked or agreed",
    ),
    RecordColumn("openedIn", int, "the data version that brought it"),
]  # fmt: skip

RECORD_TABLES = (
    RecordTable(
        name=ENTITIES, about="Actors, groups of people, nationalities, places and events", has_id=True,
        read=_entity_rows, refers={"canonical": ENTITIES},
        columns=[
            *_columns(str, id="of the entity", label="Actor, Group, Nationality, Place or Event", kind="of these",
                      name="the name to print", canonical="the id that stands for all that judgements join with it",
                      dataset="which data the id is of"),
            *_columns(float, latitude="of a place, WGS 84", longitude="of a place, WGS 84",
                      uncertaintyMetres="how far from there it may lie; empty: not known"),
        ],
    ),
    RecordTable(
        name="names", about="Further names of entities", read=_name_rows, refers={"entity": ENTITIES},
        columns=_columns(str, entity="whose", language="a tag such as ar; empty: not given", name="the name"),
    ),
    RecordTable(
        name="external_ids", about="Ids of entities elsewhere", read=_external_id_rows, refers={"entity": ENTITIES},
        columns=_columns(str, entity="whose", scheme="such as wikidata", value="the id there"),
    ),
    RecordTable(
        name=SOURCES, about="Where statements were read", has_id=True, read=_source_rows,
        refers={"publisher": ENTITIES},
        columns=[
            *_columns(str, id="of the source", title="its title", publisher="id of who published it",
                      publishedOn="when it appeared, in EDTF"),
            *_columns(date, publishedEarliest="first day on which it may have", publishedLatest="last such day"),
            *_columns(str, publishedReason="why these days", retrievedOn="when it was retrieved", url="its address",
                      licence="of its text", textFile="name of the text that citations were made from"),
            RecordColumn("textLength", int, "of that text, in code points"),
            *_columns(str, textSha256="of that text", archiveUrl="of an archived copy", archiveFile="its file",
                      archiveSha256="of that file", archiveRecord="the page in that file",
                      archiveStamp="file of a time stamp (RFC 3161)", archiveAuthority="file of its certificates",
                      rows="distinct: each of its rows is a move of its own"),
        ],
    ),
    RecordTable(
        name="related_sources", about="What sources translate, copy or quote", read=_related_rows,
        refers={"source": SOURCES},
        columns=_columns(str, source="which one", relation="TRANSLATION_OF, COPY_OF or QUOTES", other="of which one"),
    ),
    RecordTable(
        name="claims", about="Claims of sources to report all moves of a group", read=_claim_rows,
        refers={"source": SOURCES, "entity": ENTITIES},
        columns=[
            RecordColumn("source", str, "that claims it"), RecordColumn("number", int, "of the claim in the source"),
            *_columns(date, firstDay="of the time that it covers", lastDay="of that time"),
            *_columns(str, role="group, holder or place", entity="who or what"),
        ],
    ),
    RecordTable(
        name=STATEMENTS, about="Who said what in which source, about which time", has_id=True, read=_statement_rows,
        refers={"saidBy": ENTITIES, "source": SOURCES}, columns=STATEMENT_COLUMNS,
    ),
    RecordTable(
        name="roles", about="Whom and what statements name", read=_role_rows,
        refers={"statement": STATEMENTS, "entity": ENTITIES},
        columns=_columns(str, statement="which one", role="subject, object, .., or about (an occurrence)",
                         entity="its id", name="its name"),
    ),
    RecordTable(
        name="links", about="What statements respond to and fulfil", read=_link_rows,
        refers={"statement": STATEMENTS, "other": STATEMENTS},
        columns=_columns(str, statement="that responds or fulfils", link="responds_to or fulfils",
                         other="the statement responded to, or the plan fulfilled",
                         stance="denies, confirms, corrects, qualifies, questions or declines",
                         scope="specific or general"),
    ),
    RecordTable(
        name="judgements", about="Which ids, or which occurrences, are one", read=_judgement_rows,
        columns=_columns(str, judgement="its id", verdict="positive, negative or unsure", by="who judged", on="when",
                         why="the reason", judged="an id of an entity, or the key of a statement"),
    ),
)  # fmt: skip
