"""The readings of a dispute: each figure, date or answer, with its speaker, outlet and independent speakers."""

from typing import Annotated, Literal

from typing_extensions import TypedDict

from app.answers.shapes import (
    count_json,
    speaker_json,
    validity_json,
)
from app.fields import Field
from app.schemas.counts import Count, Range
from app.schemas.names import Named, Speaker
from app.schemas.statements import Validity
from graph.disputes.question import WHY_OF_STANCE, Dispute, ReadingStance
from graph.model.statement import StoredStatement
from graph.selection.snapshot import Snapshot


class Reading(TypedDict):
    statement: str
    key: str
    stance: Literal["asserts", "denies", "corrects", "questions"]
    count: Count | None
    dates: Validity
    saidBy: Speaker
    countsAs: Annotated[Speaker | None, Field(description="another speaker, where its source only repeats that one's")]
    outlet: Annotated[Named | None, Field(description="who published the source")]
    saidOn: str | None
    knownFrom: str
    independentOf: list[Speaker]
    independentSpeakers: Annotated[Range, Field(description="of those in the row who say the same")]


def reading_json(view: Snapshot, dispute: Dispute, statement: StoredStatement) -> Reading:
    """One statement of a dispute. `independentSpeakers` are those behind this reading, of all in the dispute."""
    voice = view.speakers.find_voice(statement)
    independent = [s.said_by for s in dispute.statements if view.speakers.are_independent(statement, s)]
    agreeing = [s for s in dispute.statements if find_reading_key(dispute, s) == find_reading_key(dispute, statement)]
    least, most = view.speakers.count_independent(agreeing)
    return {
        "statement": statement.id,
        "key": statement.key,
        "stance": find_stance(dispute, statement),
        "count": count_json(statement.count),
        "dates": validity_json(statement.validity),
        "saidBy": speaker_json(view, statement.said_by),
        "countsAs": speaker_json(view, voice) if voice != statement.said_by else None,
        "outlet": _outlet_json(view, statement),
        "saidOn": statement.said_on,
        "knownFrom": statement.known_from,
        "independentOf": [speaker_json(view, id_) for id_ in dict.fromkeys(independent)],
        "independentSpeakers": {"min": least, "max": most},
    }


def find_stance(dispute: Dispute, statement: StoredStatement) -> ReadingStance:
    """The stance of a statement: asserts or denies; for a response, its stance to the disputed statement."""
    first = dispute.statements[0]
    if dispute.why in WHY_OF_STANCE.values() and statement is not first and first.polarity == "asserts":
        return next((stance for stance, why in WHY_OF_STANCE.items() if why == dispute.why), statement.polarity)
    return statement.polarity


def find_reading_key(dispute: Dispute, statement: StoredStatement) -> object:
    """A key that is equal for statements of a dispute that say the same."""
    match dispute.why:
        case "figures":
            return statement.count and (statement.count.min, statement.count.max)
        case "dates":
            return statement.bounds
    return find_stance(dispute, statement)


def _outlet_json(view: Snapshot, statement: StoredStatement) -> Named | None:
    publisher = view.publishers.get(statement.cites.source)
    return {"id": publisher, "name": view.directory.get(publisher).name} if publisher else None
