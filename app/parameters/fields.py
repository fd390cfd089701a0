"""The parameters by themselves: type, description, bounds and example of each.

A description names other parameters in backticks, as `as_of`; the help of a command shows `--as-of` for it.
"""

from typing import Annotated

from pydantic import Field

from app.answers.question import LARGEST_LIMIT

AsOf = Annotated[
    str | None,
    Field(description="The day or period asked about, in EDTF; today if left out.", examples=["2026-02-05"]),
]
KnownAt = Annotated[
    str | None,
    Field(description="Only what may have been public by this day; all if left out.", examples=["2026-01-25"]),
]
Certainty = Annotated[
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
Version = Annotated[int | None, Field(ge=0, description="An earlier data version; the newest if left out.")]
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
        "speakers who are party to the events they describe.",
        examples=["parties"],
    ),
]
MinIndependent = Annotated[
    int | None, Field(ge=0, le=1_000, description="Only what at least this many independent speakers say.")
]

Group = Annotated[str | None, Field(description="Id or name of a group.", examples=["isis-suspects"])]
RequiredGroup = Annotated[str, Field(description="Id or name of a group.", examples=["isis-suspects"])]
Actor = Annotated[str | None, Field(description="Id or name of an actor.", examples=["sdf"])]
Place = Annotated[str | None, Field(description="Id or name of a place; places within it count.")]
Nationality = Annotated[str | None, Field(description="Id or name of a nationality.")]
Entity = Annotated[str | None, Field(description="Id or name of any entity.")]
Label = Annotated[str | None, Field(description="Actor, Group, Nationality, Place or Event.")]
AlikeGroup = Annotated[
    str | None, Field(description="Only rows that are alike: the place of their group in the list `groups`, from 0.")
]
Sign = Annotated[str | None, Field(description="Only rows of this sign: friendly, hostile, neutral or mixed.")]
Depth = Annotated[str | None, Field(description="How many steps around the actor, 1 to 8.", examples=["2"])]
Measures = Annotated[
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
