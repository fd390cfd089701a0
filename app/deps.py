"""What endpoints share: the common parameters, what the service has open, and turning a question into a response."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel

from app.answers.network import places_of
from app.answers.question import DEFAULT_LIMIT, LARGEST_LIMIT, Common, common
from app.edge import KEEP
from app.formats import body_of, respond, wanted
from app.service import Service
from graph.errors import InvalidInput
from graph.store.reader import View

Json = dict[str, Any]

AsOf = Annotated[
    str | None,
    Query(description="The day or period asked about, in EDTF; today if left out.", examples=["2026-02-05"]),
]
KnownAt = Annotated[
    str | None,
    Query(description="Only what may have been public by this day; all if left out.", examples=["2026-01-25"]),
]
Certainty = Annotated[str, Query(description="certain leaves out rows that are only possible.")]
MaxGapDays = Annotated[
    int | None,
    Query(ge=0, le=1_000_000, description="The longest stretch without evidence, in days; each predicate has its own."),
]
Limit = Annotated[int, Query(ge=1, le=LARGEST_LIMIT, description="How many rows a page has.")]
Cursor = Annotated[
    str | None,
    Query(max_length=40, description="`next` of the page before, or `nextStatements` of a row: that row, further on."),
]
Version = Annotated[int | None, Query(ge=0, description="An earlier data version; the newest if left out.")]
Include = Annotated[
    str | None,
    Query(
        description="explain: what gave each bound, and what the answer rests on. statements: all those of a row where "
        "it else shows the first of many, and whole ones in `paths`, which else has their ids."
    ),
]
Trust = Annotated[
    str | None,
    Query(description="Only what these speakers say: ids or names, parted by commas.", examples=["cbs-news"]),
]
Exclude = Annotated[
    str | None,
    Query(
        description="Not what these speakers say; `parties`: nobody who speaks of its own deeds.", examples=["parties"]
    ),
]
MinIndependent = Annotated[
    int | None, Query(ge=0, le=1_000, description="Only what so many independent speakers say at least.")
]
Held = Annotated[str | None, Query(description="Id or name of a group.", examples=["isis-suspects"])]
Holder = Annotated[str | None, Query(description="Id or name of an actor.", examples=["sdf"])]
Place = Annotated[str | None, Query(description="Id or name of a place; what lies in it counts.")]
Nationality = Annotated[str | None, Query(description="Id or name of a nationality.")]
ActorName = Annotated[str | None, Query(description="Id or name of an actor.", examples=["sdf"])]
Sign = Annotated[str | None, Query(description="Only rows of this sign: friendly, hostile, neutral or mixed.")]
Depth = Annotated[str | None, Query(description="How many steps around the actor, 1 to 8.", examples=["2"])]
AlikeGroup = Annotated[
    str | None, Query(description="Only rows that are alike: the place of their group in `groups`, from 0.")
]
Label = Annotated[str | None, Query(description="Actor, Group, Nationality, Place or Event.")]


MEANT = dict.fromkeys(("held", "holder", "actor", "group", "entity", "place"), ("entity", "held", "actor"))


def service_of(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


async def only_known_parameters(request: Request) -> None:
    """A misspelt parameter would otherwise answer another question. Raises InvalidInput with the nearest name."""
    known: frozenset[str] = request.app.state.parameters(request.scope["route"].path, request.method)
    seen: set[str] = set()
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise unknown_parameter(name, value, known)
        if name in seen:
            raise InvalidInput(f"{name} is given twice", parameter=name, value=value)
        if not value.strip():
            raise InvalidInput(f"{name} is empty; leave it out, or give a value", parameter=name, value=value)
        seen.add(name)


def unknown_parameter(name: str, value: object, known: frozenset[str]) -> InvalidInput:
    plain = "".join(f"_{c.lower()}" if c.isupper() else c for c in name).replace("-", "_")
    meant = [other for other in MEANT.get(plain, ()) if other in known]
    near = meant or difflib.get_close_matches(plain, sorted(known), n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(sorted(known)) or 'none'}"
    return InvalidInput(f"there is no parameter {name!r} here", parameter=name, value=value, hint=hint)


@dataclass(frozen=True)
class Asking:
    """One request on its way to an answer."""

    request: Request
    service: Service
    version: int | None
    asked: Common

    def answer(self, work: Callable[[View], Json], row: type[BaseModel], keep: bool = True) -> Response:
        """What the work finds in the view asked for, as bytes, with the address of the next page.

        `keep` tells whether it may be given again to whoever asks by the same address.
        """
        format_ = wanted(self.request, row)
        view = self.service.view(self.version)
        data = work(view)
        if keep:
            self.request.scope[KEEP] = view.today.version
        return respond(self.request, body_of(data, format_, row, places_of(view)), format_, data.get("next"))


def _given(request: Request, limit: int) -> int | None:
    """The limit where one is asked for, even where it is the same as without it."""
    return None if limit == DEFAULT_LIMIT and "limit" not in request.query_params else limit


async def _looking(request: Request, version: Version = None) -> Asking:
    return Asking(request, service_of(request), version, common())


async def _explaining(request: Request, version: Version = None, include: Include = None) -> Asking:
    return Asking(request, service_of(request), version, common(include=include))


async def _paging(request: Request, limit: Limit = 1_000, cursor: Cursor = None, version: Version = None) -> Asking:
    return Asking(request, service_of(request), version, common(limit=_given(request, limit), cursor=cursor))


async def _asking(
    request: Request,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    certainty: Certainty = "possible",
    max_gap_days: MaxGapDays = None,
    limit: Limit = 1_000,
    cursor: Cursor = None,
    version: Version = None,
    include: Include = None,
    trust: Trust = None,
    exclude: Exclude = None,
    min_independent: MinIndependent = None,
) -> Asking:
    asked = common(
        as_of=as_of, known_at=known_at, certainty=certainty, max_gap_days=max_gap_days, trust=trust, exclude=exclude,
        min_independent=min_independent, include=include, limit=_given(request, limit), cursor=cursor,
    )  # fmt: skip
    return Asking(request, service_of(request), version, asked)


async def _over_time(
    request: Request,
    known_at: KnownAt = None,
    certainty: Certainty = "possible",
    max_gap_days: MaxGapDays = None,
    limit: Limit = 1_000,
    cursor: Cursor = None,
    version: Version = None,
    trust: Trust = None,
    exclude: Exclude = None,
    min_independent: MinIndependent = None,
) -> Asking:
    return await _asking(
        request, None, known_at, certainty, max_gap_days, limit, cursor, version, None, trust, exclude, min_independent
    )


async def _drawing(
    request: Request,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    certainty: Certainty = "possible",
    max_gap_days: MaxGapDays = None,
    limit: Limit = 2_000,
    version: Version = None,
    trust: Trust = None,
    exclude: Exclude = None,
    min_independent: MinIndependent = None,
) -> Asking:
    return await _asking(
        request, as_of, known_at, certainty, max_gap_days, limit, None, version, None, trust, exclude, min_independent
    )


async def _drawing_over_time(
    request: Request,
    known_at: KnownAt = None,
    certainty: Certainty = "possible",
    max_gap_days: MaxGapDays = None,
    limit: Limit = 2_000,
    version: Version = None,
    trust: Trust = None,
    exclude: Exclude = None,
    min_independent: MinIndependent = None,
) -> Asking:
    return await _drawing(
        request, None, known_at, certainty, max_gap_days, limit, version, trust, exclude, min_independent
    )


Looked = Annotated[Asking, Depends(_looking)]  # one thing: only `version`
Explained = Annotated[Asking, Depends(_explaining)]  # one thing, and why
Paged = Annotated[Asking, Depends(_paging)]  # a list that no day changes
Asked = Annotated[Asking, Depends(_asking)]  # all common parameters
OverTime = Annotated[Asking, Depends(_over_time)]  # days of its own in place of as_of
Drawn = Annotated[Asking, Depends(_drawing)]  # one picture of a day, without pages
DrawnOverTime = Annotated[Asking, Depends(_drawing_over_time)]  # one picture of many days
