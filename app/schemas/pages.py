"""What an answer has around its rows: the question, the lens, notes, the pin and the next page; and problems."""

from typing import Annotated, Any, Generic, Literal, NotRequired, TypeVar

from typing_extensions import TypedDict

from app.fields import Field
from app.schemas.evidence import Explain
from app.schemas.names import Named, Ref

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
    id: Annotated[
        str, Field(description="for `pin=`: data version, rules, perhaps the day of asking, start of the hash")
    ]


class PinChange(TypedDict):
    what: Annotated[
        Literal["rules", "withdrawn", "names", "question"],
        Field(
            description="rules: those by which dates and numbers are read. withdrawn: something was withdrawn from "
            "every data version. names: names, who is the same and reviews are of a later data version. question: none "
            "of these; the pin is of another question, or of another store"
        ),
    ]
    was: int | None
    now: int | None


class Pinned(TypedDict):
    """An answer that was asked for by a pin, and is not the one that the pin is of."""

    id: str
    same: Literal[False]
    changes: list[PinChange]
    changesAt: Annotated[str, Field(description="which statements changed since")]


class CanBePinned(TypedDict):
    pin: NotRequired[Pin | None]
    pinned: NotRequired[
        Annotated[Pinned | None, Field(description="only where the answer is not the one that `pin=` asks for")]
    ]


class Page(CanBePinned):
    dataVersion: int
    rulesVersion: NotRequired[
        Annotated[int | None, Field(description="of the rules that dates and numbers are read by")]
    ]
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


Row = TypeVar("Row")


class RowsPage(Page, Generic[Row]):
    rows: list[Row]


class Explained(Page):
    explain: NotRequired[Annotated[Explain | None, Field(description="only with include=explain")]]


class HeardQuestion(TypedDict):
    knownAt: str | None
    lens: Lens


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
