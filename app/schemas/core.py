"""The shapes of the answers: their types where they are made, in /docs, and as the columns of CSV."""

from datetime import date
from typing import Annotated, Any, Generic, Literal, NotRequired, TypeVar

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from graph.model.entities import Label

Day = date  # where a field is itself called date
Certainty = Literal["possible", "certain"]
Support = Literal["certain", "within", "between", "after"]


class Ref(TypedDict):
    id: str
    name: str
    kind: str


class Named(TypedDict):
    id: str
    name: str


class Speaker(TypedDict):
    id: str
    name: str
    anonymous: bool


class Denier(Speaker):
    scope: Literal["specific", "general"]
    statement: str


class Range(TypedDict):
    min: int
    max: Annotated[int | None, Field(description="null: no upper bound")]


class Figure(Range):
    kind: Literal["stock", "flow", "cumulative"]
    wording: str
    since: Annotated[str | None, Field(description="when a cumulative figure begins, as the source has it")]
    earliest: Annotated[date | None, Field(description="the first day on which it may have been")]
    latest: date | None
    places: list[Ref]
    saidBy: list[Speaker]
    statements: list[str]


class Flow(Range):
    kind: Literal["flow", "cumulative"]
    earliest: Annotated[date | None, Field(description="the first day that the figures speak of")]
    latest: Annotated[date | None, Field(description="the last one")]
    wordings: Annotated[list[str], Field(description="of the figures")]
    figures: Annotated[
        list[Figure],
        Field(
            description="what the number rests on, in order of time; what a total holds already is not among them; "
            "the latest 50"
        ),
    ]
    figureCount: int


class Count(TypedDict):
    min: int
    max: Annotated[int | None, Field(description="null: no upper bound")]
    kind: Literal["stock", "flow", "cumulative", "cap", "peak", "share"]
    unit: str
    wording: str
    of: str | None
    since: str | None


class ScopedCount(Count):
    holders: list[Ref]
    held: list[Ref]
    places: list[Ref]
    statement: str
    placeCount: NotRequired[
        Annotated[int | None, Field(description="of `count`: of all; places has the first of many")]
    ]


class Validity(TypedDict):
    written: Annotated[str, Field(description="as the source has it, in EDTF")]
    observed: bool
    earliestStart: date | None
    latestStart: date | None
    earliestEnd: date | None
    latestEnd: date | None
    plannedEnd: str | None


class Cited(TypedDict):
    id: str
    title: str
    publisher: str | None
    publishedOn: str
    url: str | None
    locator: str
    start: int | None
    end: int | None
    sha256: str | None


class Reply(TypedDict):
    id: str
    key: str
    stance: Literal["denies", "confirms", "corrects", "qualifies", "questions", "declines"]
    scope: Literal["specific", "general"]
    saidBy: Speaker


class BoundReason(TypedDict):
    statement: Annotated[str | None, Field(description="null where a source gave it")]
    key: Annotated[str, Field(description="of the statement, or source:ID")]
    rule: Annotated[str, Field(description="its words on the time, or what follows from them")]
    date: Annotated[Day | None, Field(description="the day as far as this step")]


class BoundExplained(TypedDict):
    date: Day | None
    because: Annotated[list[BoundReason], Field(description="first causes first; empty where nothing bounds it")]


class BoundsExplained(TypedDict):
    earliestStart: BoundExplained
    latestStart: BoundExplained
    earliestEnd: BoundExplained
    latestEnd: BoundExplained


class Statement(TypedDict):
    id: str
    key: str
    dataset: str
    predicate: str
    polarity: Literal["asserts", "denies"]
    mode: str
    reading: Literal["stated", "inferred"]
    roles: dict[str, list[Ref]]
    terms: list[str]
    validity: Validity
    count: Count | None
    saidBy: Speaker
    saidOn: str | None
    knownFrom: str
    about: list[Ref]
    note: str | None
    source: Cited
    responses: list[Reply]
    respondsTo: list[Reply]
    openedIn: int
    boundsExplained: NotRequired[Annotated[BoundsExplained | None, Field(description="only with include=explain")]]


class CustodyRow(TypedDict):
    holder: Ref
    held: Ref
    places: list[Ref]
    jointWith: list[Ref]
    capacities: list[str]
    terms: list[str]
    reading: Literal["stated", "inferred"]
    saidBy: list[Speaker]
    certainty: Certainty
    support: Support | None
    gapDays: int | None
    knownCertainty: Certainty
    basis: Literal["stated", "moved"]
    contested: bool
    deniedBy: list[Denier]
    count: Annotated[
        ScopedCount | None, Field(description="how many there were; `wording` and `places` are those of `figures`")
    ]
    countedOn: Annotated[str | None, Field(description="when they were counted: EDTF, a day or first/last")]
    countTiming: Annotated[
        Literal["on", "before", "after"] | None,
        Field(description="the days asked about, or the nearest before or after"),
    ]
    countPlaces: Annotated[
        int | None, Field(description="of how many places the number is the sum; null: of all, wherever they are")
    ]
    figures: Annotated[list[Figure], Field(description="the readings that make up `count`; the first 50")]
    figureCount: int
    counts: Annotated[
        list[ScopedCount], Field(description="all counts that the row rests on, the nearest first; at most 50")
    ]
    countsCount: int
    gained: Flow | None
    lost: Flow | None
    countsDisagree: bool
    independentSpeakers: Range | None
    statements: list[Statement]
    statementCount: Annotated[
        int, Field(description="of all; statements has the first 50 of them, all with include=statements")
    ]
    placeCount: Annotated[
        int, Field(description="of all; places has the first 100 of them, all with include=statements")
    ]
    nextStatements: NotRequired[
        Annotated[str | None, Field(description="the cursor that shows the statements after these; null: none")]
    ]


class PinLens(TypedDict):
    trust: list["Named"]
    exclude: list["Named"]
    excludeParties: bool
    minIndependent: int


class Pin(TypedDict):
    """What an answer depends on: the same pin is the same answer."""

    dataVersion: int
    rulesVersion: int
    asOf: str
    knownAt: str | None
    lens: PinLens | None
    hash: Annotated[str, Field(description="sha256 of the answer without its pin")]


class Page(TypedDict):
    dataVersion: int
    rulesVersion: NotRequired[
        Annotated[int | None, Field(description="of the rules that dates and numbers are read by")]
    ]
    pin: NotRequired[Pin | None]
    summary: Annotated[str, Field(description="one plain sentence")]
    notes: list[str]
    truncated: bool
    next: Annotated[str | None, Field(description="the cursor of the next page")]


class Lens(TypedDict):
    trust: list[Named]
    exclude: list[Named]
    excludeParties: bool
    minIndependent: Annotated[int, Field(description="0: any")]


class LensGiven(TypedDict, total=False):
    lens: Lens


class EvidenceQuestion(TypedDict):
    knownAt: str | None
    lens: NotRequired[Annotated[Lens | None, Field(description="only where one is given")]]


class Question(EvidenceQuestion):
    asOf: str


class RestsOn(TypedDict):
    kind: Literal["statement", "speaker"]
    id: str
    key: Annotated[str | None, Field(description="of a statement")]
    name: Annotated[str | None, Field(description="of a speaker")]
    statements: Annotated[int, Field(description="how many are gone without it, responses among them")]
    changes: Annotated[list[str], Field(description="what the answer then says instead, in words")]


class Explain(TypedDict):
    restsOn: Annotated[list[RestsOn], Field(description="each alone changes the answer; the smallest first")]
    truncated: Annotated[bool, Field(description="not every statement and speaker was tried")]


class AlikeRows(TypedDict):
    first: Annotated[str, Field(description="the first of them in words")]
    number: Annotated[int, Field(description="how many rows are alike but for days and places")]
    statementCount: int
    placeCount: int
    earliest: date | None
    latest: date | None


Row = TypeVar("Row")


class RowsPage(Page, Generic[Row]):
    rows: list[Row]


class Explained(Page):
    explain: NotRequired[Annotated[Explain | None, Field(description="only with include=explain")]]


class CustodyQuestion(Question):
    held: NotRequired[Named | None]
    holder: NotRequired[Named | None]
    place: NotRequired[Named | None]
    nationality: NotRequired[Named | None]


class Ending(Speaker):
    """A report that all whom a holder had left: who says so, and the days on which that was."""

    statement: str
    key: str
    earliest: date | None
    latest: date | None


class LastKnownCustody(CustodyRow):
    endedBy: NotRequired[
        Annotated[
            list[Ending] | None,
            Field(description="reports by which all of them had left before the days asked about; the first 50"),
        ]
    ]


class CustodyAnswer(Explained):
    question: CustodyQuestion
    rows: list[CustodyRow]
    lastKnown: list[LastKnownCustody]
    firstKnown: list[CustodyRow]
    total: Range | None


class Signs(TypedDict):
    friendly: int
    hostile: int
    neutral: int


class AllianceRow(TypedDict):
    a: Ref
    b: Ref
    sign: Literal[1, -1, 0] | None
    signs: Signs
    mixed: bool
    certainty: Certainty
    support: Support | None
    gapDays: int | None
    knownCertainty: Certainty
    contested: bool
    deniedBy: list[Denier]
    relations: list[str]
    directed: bool
    statements: Annotated[list[Statement] | list[str], Field(description="whole where an actor is asked for, else ids")]


class AlliancesQuestion(Question):
    actor: NotRequired[Named | None]


class AlliancesAnswer(Explained):
    question: AlliancesQuestion
    rows: list[AllianceRow]
    lastKnown: list[AllianceRow]
    firstKnown: list[AllianceRow]


class DoneBy(TypedDict):
    statement: str
    basis: Literal["fulfils", "event", "matching"]
    counted: Annotated[bool, Field(description="false: it gives no number, and adds none")]
    inTotal: Annotated[bool, Field(description="a total that counts holds it already, so it adds nothing")]


class _PlannedPeople(TypedDict):
    predicate: str
    mode: str
    who: list[Ref]
    of: list[Ref]


_PlannedWay = TypedDict("_PlannedWay", {"from": list[Ref], "to": list[Ref]})


class PlanRow(_PlannedPeople, _PlannedWay):
    terms: list[str]
    count: Count | None
    validity: Validity
    saidBy: Speaker
    saidOn: str | None
    knownCertainty: Certainty
    fulfilledBy: list[Any]
    done: Annotated[Range | None, Field(description="what is said to be done of it; null: nobody counts a deed")]
    cap: Annotated[Range | None, Field(description="how many were planned")]
    share: Annotated[Range | None, Field(description="done of the cap, in per cent; null where the cap is unbounded")]
    doneBy: list[DoneBy]
    statements: list[Statement]


class PlansQuestion(Question):
    held: NotRequired[Named | None]


class PlansAnswer(Explained):
    question: PlansQuestion
    rows: list[PlanRow]


class Position(TypedDict):
    """Where a place lies, as it was coded: its external id `geo`."""

    latitude: float
    longitude: float
    uncertaintyMetres: Annotated[
        float | None, Field(description="how far from there it may lie; null where nobody says")
    ]


class Entity(TypedDict):
    id: str
    label: Label
    kind: str
    name: str
    aliases: list[str]
    externalIds: dict[str, str]
    canonical: str
    position: Annotated[Position | None, Field(description="null for all but places, and where it is unknown")]


class OtherIds(TypedDict):
    sameAs: list[str]
    notSameAs: Annotated[list[str], Field(description="kept apart from it by a judgement")]
    unsure: Annotated[list[str], Field(description="may be the same, by a judgement")]


class WholeEntity(Entity, OtherIds):
    pass


class EntitiesAnswer(Page):
    rows: list[Entity]


class EntityAnswer(TypedDict):
    entity: WholeEntity
    dataVersion: int
    notes: list[str]


class HeardQuestion(TypedDict):
    knownAt: str | None
    lens: Lens


class EntityStatementsAnswer(Page):
    question: NotRequired[Annotated[HeardQuestion | None, Field(description="only where a lens is given")]]
    entity: Entity
    rows: list[Statement]


class Event(TypedDict):
    id: str
    name: str
    kind: str
    earliest: date | None
    latest: date | None
    statements: list[str]


class EventsAnswer(Page):
    question: NotRequired[Annotated[HeardQuestion | None, Field(description="only where a lens is given")]]
    rows: list[Event]


class StatementVersion(TypedDict):
    id: str
    openedIn: int
    closedIn: int | None


class CitedWithText(Cited):
    text: NotRequired[
        Annotated[
            str | None, Field(description="the words cited; only on the machine of the server, from its own copy")
        ]
    ]


class OtherReports(TypedDict):
    sameOccurrence: Annotated[list[str], Field(description="keys of statements that judgements join with it")]
    differentOccurrence: Annotated[list[str], Field(description="keys of those that judgements keep apart from it")]
    unsureOccurrence: Annotated[list[str], Field(description="keys of those of which a judgement is unsure")]


class WholeStatement(Statement, OtherReports):
    source: CitedWithText  # type: ignore[misc]  # what Cited has, and one key more


class StatementAnswer(TypedDict):
    statement: WholeStatement
    open: bool
    versions: list[StatementVersion]
    dataVersion: int
    notes: list[str]


class SourceText(TypedDict):
    file: str
    length: int | None
    sha256: str | None


class RelatedSource(TypedDict):
    kind: str
    source: str


_DaysCovered = TypedDict("_DaysCovered", {"from": date, "to": date})


class MovesCovered(_DaysCovered):
    """A claim of a source that it reports every move of a group to and from some holders on the days of a period."""

    moves: Literal["all"]
    group: Ref
    holders: list[Ref]
    places: list[Ref]  # none: all places


class Source(TypedDict):
    id: str
    title: str
    publisher: str | None
    publishedOn: str
    publishedEarliest: date | None
    publishedLatest: date | None
    publishedReason: str | None
    retrievedOn: str | None
    url: str | None
    licence: str | None
    text: SourceText | None
    related: list[RelatedSource]
    rows: Literal["distinct"] | None  # distinct: each row is a move of its own
    covers: list[MovesCovered]


class SourcesAnswer(Page):
    rows: list[Source]


class SourceAnswer(TypedDict):
    source: Source
    dataVersion: int
    notes: list[str]


class Match(TypedDict):
    type: Literal["entity", "source"]
    id: str
    name: str
    label: NotRequired[str | None]
    kind: NotRequired[str | None]
    aliases: NotRequired[list[str] | None]
    externalIds: NotRequired[dict[str, str] | None]
    canonical: NotRequired[str | None]
    position: NotRequired[Position | None]


class SearchQuestion(TypedDict):
    q: str
    label: str | None


class SearchAnswer(Page):
    question: SearchQuestion
    rows: list[Match]


class Dataset(TypedDict):
    id: str
    title: str
    statements: Annotated[int, Field(description="how many are open")]


class Load(TypedDict):
    version: int
    at: str
    dataset: str
    counts: dict[str, int]


class CypherState(TypedDict):
    engine: Annotated[
        Literal["copy", "neo4j"], Field(description="where people's Cypher runs: on a copy of its own, or there")
    ]
    up: Annotated[bool, Field(description="a copy is made at the first query")]
    dataVersion: Annotated[int | None, Field(description="of the copy; null where there is none")]
    heapMegabytes: Annotated[int | None, Field(description="that its engine may use")]
    residentMegabytes: Annotated[int | None, Field(description="that its process uses now")]
    notEnded: Annotated[
        int, Field(description="queries that were given up, but that the database could not be made to end")
    ]
    running: Annotated[int | None, Field(description="null on the command line, as the next two")]
    waiting: int | None
    refused: Annotated[
        int | None, Field(description="since the service began, because too many waited or none had a place")
    ]


class StatusAnswer(TypedDict):
    software: str
    engine: Literal["embedded", "neo4j"]
    dataVersion: int
    rulesVersion: Annotated[int, Field(description="of the rules that dates and numbers are read by")]
    summary: str
    rows: list[Dataset]
    loads: Annotated[list[Load], Field(description="the newest first")]
    cypher: CypherState


class CypherQuestion(BaseModel):
    query: str = Field(description="read-only Cypher")
    parameters: dict[str, Any] = Field(default_factory=dict, description="by name, without the dollar")
    limit: int = Field(default=1_000, ge=1, le=10_000)


class TableAnswer(TypedDict):
    columns: list[str]
    rows: list[dict[str, Any]]
    truncated: bool
    notes: list[str]
    dataVersion: int


class QueryParameter(TypedDict):
    name: str
    type: str
    default: str | None
    about: str


class SavedQuery(TypedDict):
    name: str
    title: str
    about: str
    parameters: list[QueryParameter]


class SavedQueryWithText(SavedQuery):
    text: Annotated[str, Field(description="of the query, to be changed and sent to /v1/cypher")]


class SavedQueryAnswer(TableAnswer):
    query: SavedQueryWithText


class QueriesAnswer(TypedDict):
    rows: list[SavedQuery]


class Problem(TypedDict):
    """RFC 9457, application/problem+json. What does not apply is left out."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    parameter: NotRequired[str | None]
    value: NotRequired[Any]
    hint: NotRequired[str | None]
    choices: NotRequired[list[Ref] | None]
