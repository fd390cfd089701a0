"""Where statements deny, correct or contradict one another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.counts import agree
from graph.figures import overlap
from graph.intervals import possible
from graph.parts import is_fact
from graph.recorded import Recorded
from graph.vocabulary import vocabulary

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

    `why` is denied, corrected, questioned, figures or dates; negative is a denial of what nobody here says.
    """

    why: str
    statements: tuple[Recorded, ...]


def standing(statements: Iterable[Recorded], publishers: Mapping[str, str] | None = None) -> list[Recorded]:
    """Statements that neither their speaker nor their publisher has corrected or taken back.

    What others correct still stands. `publishers` are actors by source.
    """
    return [
        statement
        for statement in statements
        if not any(
            reply.said_by in (statement.said_by, (publishers or {}).get(statement.cites.source))
            and reply.scope == "specific"
            and reply.stance in ("corrects", "denies")
            for reply in statement.responses
        )
    ]


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


def disputes(statements: Sequence[Recorded]) -> list[Dispute]:
    """Everything that is disputed among some statements."""
    found = [*_responded(statements), *_denied(statements)]
    for group in _on_one_question(statements).values():
        for one, other in combinations(group, 2):
            if _figures_differ(one, other):
                found.append(Dispute("figures", (one, other)))
            if _dates_differ(one, other):
                found.append(Dispute("dates", (one, other)))
    return found


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
    found = []
    for denial in statements:
        if denial.polarity == "denies" and not denial.responds_to:
            contradicted = [statement for statement in statements if _contradicts(denial, statement)]
            found.append(Dispute("denied" if contradicted else "negative", (denial, *contradicted)))
    return found


def _contradicts(denial: Recorded, statement: Recorded) -> bool:
    """A denial without terms denies it on any terms, and one with terms only those."""
    modes = vocabulary().modes
    return (
        statement.polarity == "asserts"
        and statement.predicate == denial.predicate
        and (statement.mode == denial.mode or (modes[statement.mode].actual and modes[denial.mode].actual))
        and statement.roles == denial.roles
        and set(denial.terms) <= set(statement.terms)
        and possible(statement.bounds, denial.bounds.earliest_start, denial.bounds.latest_end)
    )


def _on_one_question(statements: Iterable[Recorded]) -> dict[object, list[Recorded]]:
    """Statements with one predicate on the same people about one occurrence, or, of a state, with the same roles."""
    groups: dict[object, list[Recorded]] = defaultdict(list)
    for statement in statements:
        predicate = vocabulary().predicates[statement.predicate]
        if statement.polarity == "denies":
            continue
        if predicate.is_state:
            groups[statement.predicate, statement.mode, tuple(statement.roles.items())].append(statement)
        else:
            held = statement.role(predicate.role_with("held") or "object")
            for event in statement.about:
                groups[statement.predicate, event, held].append(statement)
    return groups


def _figures_differ(one: Recorded, other: Recorded) -> bool:
    if one.count is None or other.count is None:
        return False
    scopes = [(c.unit, c.kind, c.of) for c in (one.count, other.count)]
    wholes = [not is_fact(s) or vocabulary().modes[s.mode].whole for s in (one, other)]
    ranges = [(c.min, c.max) for c in (one.count, other.count)]
    one_event = set(one.about) & set(other.about) and one.count.kind != "cumulative"
    same = scopes[0] == scopes[1] and wholes[0] == wholes[1] and _same_parties(one, other)
    return bool(same and (one_event or overlap(one, other)) and not agree(*ranges))


def _same_parties(one: Recorded, other: Recorded) -> bool:
    """Whether no holder is another one. One source may name the carrier or the prison, the next army and country."""
    custody = vocabulary().predicates[one.predicate].custody
    return all(one.role(role) == other.role(role) for role in custody if one.role(role) and other.role(role))


def _dates_differ(one: Recorded, other: Recorded) -> bool:
    """Two reports of one occurrence, actual and of one kind, that no day fits; cumulative figures grow, so they do."""
    if (
        one.validity.kind != "on"
        or not (is_fact(one) and is_fact(other))
        or one.validity.spread
        or other.validity.spread
    ):
        return False
    if any(s.count and s.count.kind == "cumulative" for s in (one, other)) or one.mode != other.mode:
        return False
    return one.roles == other.roles and not possible(one.bounds, other.bounds.earliest_start, other.bounds.latest_end)
