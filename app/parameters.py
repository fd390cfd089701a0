"""The parameters of questions, each written once: one by one, then the models of those that many questions share.

HTTP makes the parameters of a route of them (`app.routes`), the command line the options of a command
(`app.cli.asking`). Nothing here imports FastAPI, pydantic or click.
"""

from inspect import get_annotations
from typing import Annotated

from app.fields import Field, QuestionParameter, read_parameter

LARGEST_LIMIT = 10_000
DEFAULT_LIMIT = 1_000
MOST_SECONDS = 60
LARGEST_VERSION = 2_147_483_646  # the next number says that a statement is open

AsOf = Annotated[
    str | None,
    Field(
        description="The day or period asked about, in EDTF, perhaps open (2019/.. or ../2019); today if left out.",
        examples=["2026-02-05"],
    ),
]
KnownAt = Annotated[
    str | None,
    Field(description="Only what may have been public by this day; all if left out.", examples=["2026-01-25"]),
]
CertaintyFilter = Annotated[
    str, Field(description="possible: all rows. certain: leave out rows that are only possible.", examples=["certain"])
]
MaxGapDays = Annotated[
    int | None,
    Field(ge=0, le=1_000_000, description="The longest stretch without evidence, in days; each predicate has its own."),
]
Limit = Annotated[int, Field(ge=1, le=LARGEST_LIMIT, description="How many rows a page has.")]
MostActors = Annotated[int, Field(ge=1, le=LARGEST_LIMIT, description="How many actors at most.")]
Cursor = Annotated[
    str | None,
    Field(max_length=40, description="`next` of the page before, or `nextStatements` of a row: that row, further on."),
]
Version = Annotated[
    int | None, Field(ge=0, le=LARGEST_VERSION, description="An earlier data version; the newest if left out.")
]
PinText = Annotated[
    str | None,
    Field(
        max_length=50,
        description="The `id` of the pin of an answer that was given: that answer again, byte for byte, or in "
        "`pinned` what may have changed since.",
    ),
]
Include = Annotated[
    str | None,
    Field(
        description="explain: what gave each bound, and what the answer rests on. statements: all statements of a row, "
        "which otherwise shows the first of many, and full statements in paths, which otherwise list ids only."
    ),
]
Trust = Annotated[
    str | None,
    Field(description="Only what these speakers say: ids or names, separated by commas.", examples=["cbs-news"]),
]
Exclude = Annotated[
    str | None,
    Field(
        description="Leave out these speakers: ids or names, separated by commas. The word parties leaves out "
        "speakers who are party to the events they describe, or belong to the same body as one who is.",
        examples=["parties"],
    ),
]
MinIndependent = Annotated[
    int | None, Field(ge=0, le=1_000, description="Only what at least this many independent speakers say.")
]

ReviewedParameter = Annotated[
    str | None,
    Field(
        description="How far the coding of statements must be reviewed. agreed: only what two coders agreed on. "
        "checked: also what a second one checked. Left out: all.",
        examples=["agreed"],
    ),
]

Language = Annotated[
    str | None,
    Field(
        max_length=35,
        description="The language of the summary, the notes and what is wrong with a name: en or ar. Left out: the "
        "language of the header Accept-Language that there is, else English.",
        examples=["ar"],
    ),
]

Notes = Annotated[
    str | None, Field(max_length=10, description="all: every note; left out: the first five.", examples=["all"])
]

Group = Annotated[str | None, Field(description="Id or name of a group.", examples=["isis-suspects"])]
RequiredGroup = Annotated[str, Field(description="Id or name of a group.", examples=["isis-suspects"])]
Actor = Annotated[str | None, Field(description="Id or name of an actor.", examples=["sdf"])]
Place = Annotated[str | None, Field(description="Id or name of a place; places within it count.", examples=["hasakah"])]
Nationality = Annotated[str | None, Field(description="Id or name of a nationality.", examples=["French"])]
EntityName = Annotated[str | None, Field(description="Id or name of any entity.", examples=["sdf"])]
WordText = Annotated[
    str | None,
    Field(
        max_length=100,
        description="A word, or what its texts or codes have; every word if left out.",
        examples=["detained"],
    ),
]
WordType = Annotated[
    str | None, Field(description="predicate, mode, label, kind, term or unit.", examples=["predicate"])
]
EntityLabel = Annotated[str | None, Field(description="Actor, Group, Nationality, Place or Event.", examples=["Actor"])]
EntityKind = Annotated[str | None, Field(description="A kind, such as armed_force.", examples=["armed_force"])]
DatasetName = Annotated[str | None, Field(description="Id of a source.", examples=["ucdp-actor"])]
Words = Annotated[str, Field(description="Words of a name, in any case and without accents.", examples=["hasakah"])]
Since = Annotated[
    int, Field(ge=0, le=LARGEST_VERSION, description="The data version after which to look.", examples=[0])
]
Until = Annotated[
    int | None,
    Field(ge=0, le=LARGEST_VERSION, description="The last data version to look at; the newest if left out."),
]
AlikeGroup = Annotated[
    str | None, Field(description="Only rows that are alike: the place of their group in the list `groups`, from 0.")
]
SignFilter = Annotated[
    str | None, Field(description="Only rows of this sign: friendly, hostile, neutral or mixed.", examples=["hostile"])
]
RelationFilter = Annotated[
    str | None,
    Field(
        description="Rest only on statements of these predicates, such as fights_beside; several separated by commas.",
        examples=["fights_beside"],
    ),
]
Depth = Annotated[str | None, Field(description="How many steps around the actor, 1 to 8.", examples=["2"])]
MeasureNames = Annotated[
    str | None,
    Field(
        description="Some of degree, pagerank, betweenness, component, community, separated by commas.",
        examples=["pagerank"],
    ),
]
Start = Annotated[
    str | None, Field(description="From the first day of this, in EDTF; all evidence if left out.", examples=["2019"])
]
End = Annotated[
    str | None, Field(description="To the last day of this, in EDTF; all evidence if left out.", examples=["2026"])
]
From = Annotated[Start, Field(validation_alias="from")]
To = Annotated[End, Field(validation_alias="to")]
FirstDay = Annotated[
    str, Field(validation_alias="from", description="The first day, in EDTF.", examples=["2026-01-10"])
]
SecondDay = Annotated[
    str | None,
    Field(validation_alias="to", description="The second day, in EDTF; `from` if left out.", examples=["2026-02-05"]),
]
FromKnownAt = Annotated[
    str | None,
    Field(description="What was known of the first day by this day is compared with what was known at `known_at`."),
]
FromVersion = Annotated[
    int | None,
    Field(
        ge=0,
        le=LARGEST_VERSION,
        description="What an earlier data version had of the first day is compared with what the one asked about has.",
    ),
]
Step = Annotated[str, Field(description="P1D, P7D, P1M, P1Y and the like; or day, week, month, year; or days.")]
At = Annotated[str, Field(description="period: what held on some day of a step. day: on the first day of each step.")]
OtherActor = Annotated[
    str | None, Field(description="Id or name of another actor: the row of these two.", examples=["us"])
]
Seconds = Annotated[
    int, Field(ge=1, le=MOST_SECONDS, description="How long to look for each index, and for what tips them.")
]
LedgerFrom = Annotated[
    str | None,
    Field(
        validation_alias="from",
        description="Only counts and moves from this day on, in EDTF.",
        examples=["2020-01-01"],
    ),
]
LedgerTo = Annotated[
    str | None,
    Field(
        validation_alias="to",
        description="Only counts and moves up to this day; `as_of` if left out.",
        examples=["2020-03-31"],
    ),
]
PathFrom = Annotated[str, Field(validation_alias="from", description="Id or name of any entity.", examples=["us"])]
PathTo = Annotated[
    str, Field(validation_alias="to", description="Id or name of any entity.", examples=["isis-suspects"])
]
MaxHops = Annotated[str, Field(description="How many hops a path has at most, 1 to 8.", examples=["4"])]
Direction = Annotated[str, Field(description="forward: only from subject to object. any: both ways.")]
Kinds = Annotated[
    str | None,
    Field(description="Only these predicates or types of edges, separated by commas.", examples=["holds"]),
]
ExcludeKinds = Annotated[
    str | None,
    Field(description="Not these predicates or types of edges, separated by commas.", examples=["LOCATED_IN"]),
]
TimeRespecting = Annotated[
    bool,
    Field(description="Hops one after another in time, within `as_of`; at any time if that is left out."),
]
SilenceKind = Annotated[
    str | None, Field(description="gap, single_speaker, stale, uncounted or open_ledger; all if left out.")
]
StoryStepNumber = Annotated[
    int | None, Field(ge=1, le=1_000, description="One step of the story; all if left out.", examples=[1])
]

TableShape = Annotated[
    str,
    Field(
        description="Of CSV, Arrow and Parquet. rows: a line per row. statements: a line per statement of a row, with "
        "all statements of each.",
        examples=["statements"],
    ),
]


class Parameters:
    """Some parameters of a question: their names, types and defaults. No object is made of it."""


class LanguageParameter(Parameters):
    """The language, and how many notes."""

    lang: Language = None
    notes: Notes = None


class VersionParameters(LanguageParameter):
    """One thing, as it is or as an earlier data version had it."""

    version: Version = None
    pin: PinText = None


class ExplainedParameters(VersionParameters):
    """One thing, and what gave each of its bounds."""

    include: Include = None


class PageParameters(LanguageParameter):
    """A list that no day changes."""

    limit: Limit = DEFAULT_LIMIT
    cursor: Cursor = None
    version: Version = None
    pin: PinText = None


class EvidenceParameters(Parameters):
    """What was known, how certain it is, and according to whom."""

    known_at: KnownAt = None
    certainty: CertaintyFilter = "possible"
    max_gap_days: MaxGapDays = None
    trust: Trust = None
    exclude: Exclude = None
    min_independent: MinIndependent = None
    reviewed: ReviewedParameter = None


class DayParameter(Parameters):
    """The day."""

    as_of: AsOf = None


class PeriodParameters(PageParameters, EvidenceParameters):
    """A question that has days of its own in place of `as_of`."""


class DayListParameters(PeriodParameters, DayParameter):
    """A list for a day or period, whose rows have no statements."""


class DayParameters(ExplainedParameters, PeriodParameters, DayParameter):
    """A question about a day or period."""


class PeriodPictureParameters(VersionParameters, EvidenceParameters):
    """One picture of many days, without pages."""

    limit: MostActors = 2_000


class DayPictureParameters(PeriodPictureParameters, DayParameter):
    """One picture of a day, without pages."""


def list_parameters(kind: type[Parameters]) -> dict[str, QuestionParameter]:
    """The parameters of a class by name, those of its bases first, the last base before the others."""
    found: dict[str, QuestionParameter] = {}
    for one in reversed(kind.__mro__):
        for name, hint in get_annotations(one).items():
            found[name] = read_parameter(hint, *([one.__dict__[name]] if name in one.__dict__ else []))
    return found
