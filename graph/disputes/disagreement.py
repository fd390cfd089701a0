"""Where statements deny, correct or contradict one another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.disputes.clashes import clash
from graph.disputes.contradictions import contradictions
from graph.figures import overlap
from graph.identity import Judgement
from graph.recorded import Recorded
from graph.standing import standing
from graph.vocabulary import vocabulary

CLASHES = ("figures", "dates")
WHY_OF_STANCE = {"denies": "denied", "corrects": "corrected", "questions": "questioned"}


@dataclass(frozen=True, slots=True)
class Denial:
    """Who denies something, and whether just this or in general. `statement` is the id of the denial."""

    statement: str
    said_by: str
    scope: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """Statements that cannot all stand, or one that somebody denies.

    `why` is denied, corrected, questioned, figures or dates; negative is a denial of what nobody here says. `certain`
    as in graph.disputes.contradictions. Of figures and dates the first one clashes with at least one of the others.
    """

    why: str
    statements: tuple[Recorded, ...]
    certain: bool = True
    part: str | None = None  # a group that is counted as more than `whole`, of which it is part
    whole: str | None = None

    @property
    def clashing(self) -> list[Recorded]:
        """What is disputed and all that disputes it; of figures and dates those that the first one clashes with."""
        first, *others = self.statements
        if self.why not in CLASHES:
            return [first, *others]
        return [first, *(other for other in others if clash(self.why, (first, other)))]


def denials_of(statements: Iterable[Recorded], everything: Iterable[Recorded]) -> tuple[Denial, ...]:
    """Responses that deny one of the statements, and denying statements on the same roles at an overlapping time."""
    statements = list(statements)
    found = {
        Denial(reply.id, reply.said_by, reply.scope)
        for statement in statements
        for reply in statement.responses
        if reply.stance == "denies"
    }
    responding = {denial.statement for denial in found}
    for other in everything:
        if other.id in responding or other.polarity != "denies":
            continue
        if any(_contradicts(other, statement) for statement in statements):
            found.add(Denial(other.id, other.said_by, "specific"))
    return tuple(sorted(found, key=lambda denial: (denial.said_by, denial.statement)))


def disputes(
    statements: Sequence[Recorded],
    judgements: Iterable[Judgement] = (),
    publishers: Mapping[str, str] | None = None,
    links: Iterable[Recorded] = (),
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


def _responded(statements: Sequence[Recorded]) -> list[Dispute]:
    by_id = {statement.id: statement for statement in statements}
    found = []
    for statement in statements:
        for stance, why in WHY_OF_STANCE.items():
            replies = [by_id[r.id] for r in statement.responses if r.stance == stance and r.id in by_id]
            if replies:
                found.append(Dispute(why, (statement, *replies)))
    return found


def _denied(statements: Sequence[Recorded]) -> list[Dispute]:
    """Denials that respond to nothing, with what they contradict; negative where nobody said it."""
    alike: dict[str, list[Recorded]] = defaultdict(list)
    for statement in statements:
        alike[statement.predicate].append(statement)
    found = []
    for denial in statements:
        if denial.polarity == "denies" and not denial.responds_to:
            contradicted = [statement for statement in alike[denial.predicate] if _contradicts(denial, statement)]
            found.append(Dispute("denied" if contradicted else "negative", (denial, *contradicted)))
    return found


def _contradicts(denial: Recorded, statement: Recorded) -> bool:
    """A denial contradicts what says at least as much, at a time that may be the same.

    One that names no place denies it at any place, one without terms it on any terms; and one with terms only those.
    """
    modes = vocabulary().modes
    return (
        statement.polarity == "asserts"
        and statement.predicate == denial.predicate
        and (statement.mode == denial.mode or (modes[statement.mode].actual and modes[denial.mode].actual))
        and any(all(ids == statement.role(role) for role, ids in way.items()) for way in _ways(denial))
        and set(denial.terms) <= set(statement.terms)
        and overlap(denial, statement)
    )


def _ways(denial: Recorded) -> list[Mapping[str, tuple[str, ...]]]:
    """Its roles; where subject and object may be swapped, both ways round."""
    roles = denial.roles
    if not vocabulary().predicates[denial.predicate].symmetric:
        return [roles]
    return [roles, {**roles, "subject": denial.role("object"), "object": denial.role("subject")}]
