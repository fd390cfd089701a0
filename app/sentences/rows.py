"""What one statement says, whole, as it is said back to the person who coded it, before anything is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from graph.dates.linked_dates import LinkedDate, When
from graph.dates.windows import Window, read_edtf, read_window
from graph.errors import InvalidCount
from graph.model.counts import ReportedCount, read_count
from graph.model.statement import Response, WrittenStatement
from graph.vocabulary import vocabulary

PEOPLE = ("people", "men", "women", "children", "families")  # units that count people
Edge = Literal["open", "unknown"] | Window | LinkedDate  # an end of a state: open is .., unknown is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenDays:
    """The days of a statement. `kind`: `on` an event, `observed` a sighting of a state, `valid` a state from `start`
    to `end`. `day` are those of the first two; with `spread` the event went on through all of them."""

    kind: str
    day: Window | LinkedDate | None = None
    spread: bool = False
    start: Edge = "unknown"
    end: Edge = "unknown"

    @property
    def is_bounded(self) -> bool:
        """Whether other statements bound them."""
        return any(isinstance(day, LinkedDate) for day in (self.day, self.start, self.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFact:
    """All that one statement says, in parts that a language can say.

    `outlet` is the publisher, where another one speaks. `said` are the days of the utterance, where they were given.
    `others` are the statements that it names, by key: those that it answers or carries out, or that bound its days.
    """

    predicate: str
    roles: Mapping[str, tuple[str, ...]]
    speaker: str
    outlet: str | None
    said: Window | LinkedDate | None
    is_private: bool
    mode: str
    is_denied: bool
    is_inferred: bool
    days: SpokenDays
    planned_end: Window | None
    count: ReportedCount | None
    since: Window | None
    terms: tuple[str, ...]
    about: tuple[str, ...]
    responds_to: tuple[Response, ...]
    fulfils: tuple[str, ...]
    whole: bool
    parts: str | None
    dataset: str
    others: Mapping[str, "RowFact"]

    def role(self, name: str) -> tuple[str, ...]:
        return self.roles.get(name, ())


def make_row_fact(
    statement: WrittenStatement, publisher: str, others: Mapping[str, RowFact] = MappingProxyType({})
) -> RowFact:
    """The fact of a statement as written. `others` are those of the statements that it names, by whole key."""
    count, validity = statement.count, statement.validity
    linked = statement.linked
    said: Window | LinkedDate | None = None
    if linked and isinstance(linked.said, LinkedDate):
        said = linked.said
    elif statement.said_on:
        said = read_window(statement.said_on)
    return RowFact(
        predicate=statement.predicate, roles=statement.roles, speaker=statement.said_by,
        outlet=publisher if statement.said_by != publisher else None, said=said,
        is_private=statement.said_on is not None and not statement.public, mode=statement.mode,
        is_denied=statement.polarity == "denies", is_inferred=statement.reading == "inferred",
        days=_read_days(statement), planned_end=read_window(validity.planned_end) if validity.planned_end else None,
        count=count, since=read_window(count.since) if count and count.since else None, terms=statement.terms,
        about=statement.about, responds_to=statement.responds_to, fulfils=statement.fulfils, whole=statement.whole,
        parts=statement.parts, dataset=statement.dataset, others=others,
    )  # fmt: skip


def list_named_keys(statement: WrittenStatement) -> frozenset[str]:
    """The whole keys of the statements that a statement names: in answers, in plans carried out, and in its days."""
    answered = (response.key for response in statement.responds_to)
    return frozenset((*answered, *statement.fulfils, *(statement.linked.keys if statement.linked else ())))


def _read_days(statement: WrittenStatement) -> SpokenDays:
    validity, linked = statement.validity, statement.linked
    if linked:
        if validity.kind == "valid":
            return SpokenDays(kind="valid", start=_read_edge(linked.start), end=_read_edge(linked.end))
        day = linked.on if validity.kind == "on" else linked.observed
        return SpokenDays(kind=validity.kind, day=day if isinstance(day, LinkedDate) else read_window(str(day)))
    if validity.kind != "valid":
        return SpokenDays(kind=validity.kind, day=read_window(validity.written), spread=validity.spread)
    start, _, end = validity.written.partition("/")
    return SpokenDays(kind="valid", start=_read_edge(start), end=_read_edge(end))


def _read_edge(end: When | None) -> Edge:
    if isinstance(end, LinkedDate):
        return end
    return "open" if end == ".." else read_edtf(end).window if end else "unknown"


def find_group_role(fact: RowFact) -> str:
    """The role of those who are counted: of the people who are held, else of the only group, else the object."""
    predicate = vocabulary().predicates[fact.predicate]
    is_of_group = "Group" in predicate.roles.get("subject", ()) and "Group" not in predicate.roles.get("object", ())
    is_of_group = is_of_group or predicate.same_label
    return predicate.find_role("held") or ("subject" if is_of_group else "object")


def denies_number(fact: RowFact) -> bool:
    """Whether how many people were held or moved is denied, and not that they were. Who denies what another said
    denies that, with its number or without; who says that a plan was not carried out, all of it."""
    is_answer = any(response.stance == "denies" for response in fact.responds_to)
    is_of_number = fact.count is not None and bool(vocabulary().predicates[fact.predicate].custody)
    return fact.is_denied and is_of_number and not is_answer and not fact.fulfils


def find_party(fact: RowFact) -> str:
    """The role of who gives people up in an exchange, or receives them, as it is said: of a plan or an offer that of
    who plans or offers it; `agent` where that is neither of the two, and empty where nobody is named."""
    sides = [role for role in ("from_holder", "to_holder") if fact.role(role)]
    is_own = fact.mode in ("intended", "agreed", "offered")
    planners = fact.role("agent") or ((fact.speaker,) if is_own else ())
    if not sides or fact.mode in ("occurred", "under_way"):
        return sides[0] if sides else ""
    if own := [role for role in sides if fact.role(role) == planners]:
        return own[0]
    return "agent" if fact.role("agent") else sides[0]


def has_own_range(count: ReportedCount) -> bool:
    """Whether the wording itself has the bounds, and nobody had to give them."""
    try:
        return read_count(count.wording, is_share=count.kind == "share") == (count.min, count.max)
    except InvalidCount:
        return False


def is_share_of_whole(fact: RowFact) -> bool:
    """Whether it says what share of a whole some of it are, so that the whole is counted, and not they."""
    is_share = fact.count is not None and fact.count.kind == "share"
    return fact.predicate == "composed_of" and is_share and bool(fact.role("subject") and fact.role("object"))


def is_inline(fact: RowFact) -> bool:
    """Whether a number is said with those whom it counts, and not behind."""
    count = fact.count
    if count is None or not fact.role(find_group_role(fact)):
        return False
    if is_share_of_whole(fact):
        return True
    if count.kind == "share":
        return not count.of
    is_then = count.kind == "stock" and not vocabulary().predicates[fact.predicate].is_state
    return count.unit in PEOPLE and not is_then
