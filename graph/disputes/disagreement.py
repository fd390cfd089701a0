"""Where statements deny, correct or contradict one another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from graph.disputes.conflicts import ClashKind, clash
from graph.disputes.contradictions import contradictions
from graph.disputes.denials import Denials
from graph.evidence.retraction import standing
from graph.model.judgements import Judgement
from graph.model.stored_statement import StoredStatement

DisputeKind = Literal["denied", "corrected", "questioned", "figures", "dates", "negative"]
ReadingStance = Literal["asserts", "denies", "corrects", "questions"]
CLASHES: tuple[ClashKind, ...] = get_args(ClashKind)
WHY_OF_STANCE: Mapping[ReadingStance, DisputeKind] = {
    "denies": "denied",
    "corrects": "corrected",
    "questions": "questioned",
}


@dataclass(frozen=True, slots=True)
class Dispute:
    """Statements that cannot all stand, or one that somebody denies.

    `why` is denied, corrected, questioned, figures or dates; negative is a denial of what nobody here says. `certain`
    as in graph.disputes.contradictions. Of figures and dates the first one clashes with at least one of the others.
    """

    why: DisputeKind
    statements: tuple[StoredStatement, ...]
    certain: bool = True
    part: str | None = None  # a group that is counted as more than `whole`, of which it is part
    whole: str | None = None

    @property
    def clashing(self) -> list[StoredStatement]:
        """What is disputed and all that disputes it; of figures and dates those that the first one clashes with."""
        first, *others = self.statements
        if self.why != "figures" and self.why != "dates":
            return [first, *others]
        return [first, *(other for other in others if clash(self.why, (first, other)))]


def disputes(
    statements: Sequence[StoredStatement],
    judgements: Iterable[Judgement] = (),
    publishers: Mapping[str, str] | None = None,
    links: Iterable[StoredStatement] = (),
) -> list[Dispute]:
    """Everything that is disputed among some statements; figures and dates by question (see contradictions).

    `links` are statements whose subject is part of, or lies in, their object.
    What its own speaker or publisher took back stands in no question, only beside what took it back.
    """
    found = contradictions(standing(statements, publishers), judgements, links)
    return [
        *_responded(statements),
        *_denied(statements),
        *(Dispute(each.why, each.statements, each.certain, each.part, each.whole) for each in found),
    ]


def _responded(statements: Sequence[StoredStatement]) -> list[Dispute]:
    by_id = {statement.id: statement for statement in statements}
    found = []
    for statement in statements:
        for stance, why in WHY_OF_STANCE.items():
            replies = [by_id[r.id] for r in statement.responses if r.stance == stance and r.id in by_id]
            if replies:
                found.append(Dispute(why, (statement, *replies)))
    return found


def _denied(statements: Sequence[StoredStatement]) -> list[Dispute]:
    """Denials that respond to nothing, with what they contradict; negative where nobody said it."""
    contradicted: dict[str, list[StoredStatement]] = {s.id: [] for s in statements if s.polarity == "denies"}
    if contradicted:
        denials = Denials(statements)
        for statement in statements:
            for denial in denials.contradicting(statement):
                contradicted[denial.id].append(statement)
    return [
        Dispute("denied" if contradicted[denial.id] else "negative", (denial, *contradicted[denial.id]))
        for denial in statements
        if denial.polarity == "denies" and not denial.responds_to
    ]
