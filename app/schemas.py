"""The shapes that several answers share: their types where they are made, in /docs, and as the columns of CSV."""

from datetime import date
from typing import Annotated, Any, Generic, Literal, NotRequired, TypeVar

from typing_extensions import TypedDict

from app.fields import Field
from graph.model.labels import Label

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


class DayCount(Range):
    """How many there were on the days asked about, in short."""

    unit: str
    wording: Annotated[str | None, Field(description="null where the counts of several holders are added")]


class HoldingOnDay(TypedDict):
    """A row of custody in short."""

    holder: Ref
    held: Ref
    certainty: Certainty
    support: Support | None
    basis: Literal["stated", "moved"]
    contested: bool
    count: DayCount | None
    countedOn: Annotated[str | None, Field(description="when they were counted: EDTF, a day or first/last")]
    countTiming: Literal["on", "before", "after"] | None
    gained: Annotated[Range | None, Field(description="how many came to the holder up to the days asked about")]
    places: Annotated[list[Ref], Field(description="the first 100")]


class ListedOnDay(TypedDict):
    """What is said of a group or place on the days asked about, and on any day."""

    certainty: Annotated[Certainty | None, Field(description="of the best holding; null: no holding on these days")]
    support: Support | None
    holdings: Annotated[list[HoldingOnDay], Field(description="as custody has them; the first 50")]
    holdingCount: int
    reports: Annotated[int, Field(description="how many statements report that people were held, came or left")]
    earliest: Annotated[date | None, Field(description="the first day that they name")]
    latest: date | None


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
    copyOf: NotRequired[
        Annotated[str | None, Field(description="key of the statement whose figure another source repeats here")]
    ]
    codedBy: NotRequired[Annotated[str | None, Field(description="who coded it; only where the source says so")]]
    checkedBy: NotRequired[Annotated[str | None, Field(description="who checked the coding; only where given")]]
    state: NotRequired[
        Annotated[
            Literal["draft", "checked", "agreed"] | None, Field(description="of the coding; only where one is given")
        ]
    ]
    boundsExplained: NotRequired[Annotated[BoundsExplained | None, Field(description="only with include=explain")]]


Reviewed = Annotated[Literal["checked", "agreed"] | None, Field(description="only where it is asked for")]


class PinLens(TypedDict):
    trust: list["Named"]
    exclude: list["Named"]
    excludeParties: bool
    minIndependent: int
    reviewed: NotRequired[Reviewed]


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
    notes: Annotated[list[str], Field(description="the first five; notes=all gives all")]
    noteCount: Annotated[int, Field(description="how many notes there are")]
    truncated: bool
    next: Annotated[str | None, Field(description="the cursor of the next page")]


class Lens(TypedDict):
    trust: list[Named]
    exclude: list[Named]
    excludeParties: bool
    minIndependent: Annotated[int, Field(description="0: any")]
    reviewed: NotRequired[Reviewed]


class LensGiven(TypedDict, total=False):
    lens: Lens


class EvidenceQuestion(TypedDict):
    knownAt: str | None
    lens: NotRequired[Annotated[Lens | None, Field(description="only where one is given")]]


class DayQuestion(EvidenceQuestion):
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
    names: Annotated[dict[str, list[str]], Field(description="names by language tag; the first is the one to print")]
    externalIds: dict[str, str]
    canonical: str
    position: Annotated[Position | None, Field(description="null for all but places, and where it is unknown")]


class HeardQuestion(TypedDict):
    knownAt: str | None
    lens: Lens


class SourceText(TypedDict):
    file: str
    length: int | None
    sha256: str | None


class SourceArchive(TypedDict):
    url: str | None
    file: Annotated[str | None, Field(description="the name of a WACZ or WARC file")]
    sha256: Annotated[str | None, Field(description="of that file")]
    record: Annotated[str | None, Field(description="the page there, where it is not the address of the source")]
    stamp: Annotated[str | None, Field(description="the name of the file of an RFC 3161 time stamp on that file")]
    authority: Annotated[str | None, Field(description="the name of the file with the certificates of who gave it")]


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
    archive: SourceArchive | None
    related: list[RelatedSource]
    rows: Literal["distinct"] | None  # distinct: each row is a move of its own
    covers: list[MovesCovered]


class Load(TypedDict):
    version: int
    at: str
    dataset: str
    counts: dict[str, int]


class Problem(TypedDict):
    """RFC 9457, application/problem+json. What does not apply is left out."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    requestId: NotRequired[Annotated[str, Field(description="also in the header X-Request-Id, and in the log")]]
    parameter: NotRequired[str | None]
    value: NotRequired[Any]
    hint: NotRequired[str | None]
    choices: NotRequired[list[Ref] | None]


Sign = Literal[1, -1, 0]


SignName = Literal["friendly", "hostile", "neutral", "mixed"]


Relations = Annotated[list[str] | None, Field(description="the predicates that alone count, only where some are given")]


class OverTimeQuestion(TypedDict):
    actor: NotRequired[Named | list[Named] | None]
    sign: NotRequired[SignName | None]
    relation: NotRequired[Relations]
    knownAt: str | None
    lens: NotRequired[Annotated[Lens | None, Field(description="only where one is given")]]


class AlliancesQuestion(DayQuestion):
    actor: NotRequired[Named | list[Named] | None]
    relation: NotRequired[Relations]


class AlliancesAnswer(Explained):
    question: AlliancesQuestion
    rows: list[AllianceRow]
    lastKnown: list[AllianceRow]
    firstKnown: list[AllianceRow]


class Degree(TypedDict):
    friendly: int
    hostile: int
    neutral: int
    mixed: int


class Measures(TypedDict):
    """Those that were asked for."""

    degree: NotRequired[int | None]
    pagerank: NotRequired[Annotated[float | None, Field(description="all together 1")]]
    betweenness: NotRequired[Annotated[float | None, Field(description="share of the shortest ways of others, 0 to 1")]]
    component: NotRequired[Annotated[int | None, Field(description="0 is the largest")]]
    community: NotRequired[Annotated[int | None, Field(description="by friendly pairs; null for who has none")]]


class OpenBecause(TypedDict):
    why: str
    statements: list[str]
    keys: list[str]


class LedgerBecause(OpenBecause):
    statementCount: Annotated[int, Field(description="of all; statements and keys have the first of them")]
