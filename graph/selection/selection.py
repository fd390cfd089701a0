"""Selection: the statements that one question may use. Made once per question from a snapshot and the question.

Dates that depend on other statements are resolved from the statements that the question may use.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Generic, Literal, TypeVar

from graph.date_constraints.resolution import ResolvedDates, explain_bounds, replace_times, resolve_dates
from graph.dates.validity import is_possible
from graph.dates.windows import MAX, Window
from graph.evidence.hierarchy import Containment, descend, is_fact, map_parts
from graph.evidence.speakers import (
    EvidenceLens,
    drop_retracted,
    drop_retracted_replies,
    filter_speakers,
    is_speaker_allowed,
)
from graph.evidence.support import Certainty
from graph.model.sources import WrittenSource
from graph.model.statement import ReviewState, StoredStatement
from graph.names.facts import NameNote, NameOnDays, Predecessors
from graph.selection.snapshot import Snapshot
from graph.spelling import fold_name
from graph.vocabulary import vocabulary

Reviewed = Literal["checked", "agreed"]
REVIEWED: Mapping[Reviewed, frozenset[ReviewState]] = {
    "checked": frozenset({"checked", "agreed"}),
    "agreed": frozenset({"agreed"}),
}  # how far statements must be reviewed, and the states that are so far


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionQuestion:
    """`as_of` is the day or period asked about; `known_at` None asks for all that is in the store.

    `trust`, `exclude`, `no_parties` and `min_independent` are the speaker lens; speakers are ids or names as written.
    `reviewed` asks for statements that were checked at least, or agreed on by two coders; all if None.
    `max_gap_days` is the longest time without evidence; None uses the limit of each predicate. `relations` are the
    signed predicates that alliances may rest on; all if empty. `explain` asks for the reasons for dates too.
    """

    as_of: Window
    known_at: Window | None = None
    certainty: Certainty = "possible"
    max_gap_days: int | None = None
    trust: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    no_parties: bool = False
    min_independent: int = 0
    reviewed: Reviewed | None = None
    relations: tuple[str, ...] = ()
    explain: bool = False

    @property
    def known_by(self) -> date:
        """The last day on which a statement may have become public."""
        return self.known_at.latest if self.known_at else MAX

    @property
    def has_lens(self) -> bool:
        return bool(self.trust or self.exclude or self.no_parties or self.min_independent or self.reviewed)


Filter = Callable[[Iterable[StoredStatement]], list[StoredStatement]]


def resolve_statement_dates(
    view: Snapshot,
    question: SelectionQuestion,
    statements: list[StoredStatement],
    find_sources: Callable[[], Mapping[str, WrittenSource]],
    filter_speakers: Filter,
) -> list[StoredStatement]:
    """The statements with date bounds from the statements that the question may use, and with reasons if asked for.

    `find_sources` returns the sources that it may use; `filter_speakers` is the filter that selected the statements.
    Recorded bounds follow from all statements, so they stay unless known_at, a lens or an earlier version leaves some
    out, or some were retracted.
    """
    is_narrowed = (
        question.known_at or question.has_lens or view.version != view.newest_version or view.has_withdrawn_links
    )
    linked_keys = [s.key for s in statements if s.linked] if is_narrowed or question.explain else []
    if not linked_keys and not question.explain:
        return statements
    sources = find_sources()
    resolved = (
        resolve_dates(drop_retracted(filter_speakers(view.select_tied(linked_keys)), view.publishers), sources)
        if linked_keys
        else None
    )
    replaced = [_replace_dates(s, resolved) for s in statements] if resolved and is_narrowed else statements
    return [explain_dates(view, s, resolved, sources) for s in replaced] if question.explain else replaced


def explain_dates(
    view: Snapshot, statement: StoredStatement, resolved: ResolvedDates | None, sources: Mapping[str, WrittenSource]
) -> StoredStatement:
    """The statement with the reasons for its date bounds."""
    solved = (
        resolved.solved
        if resolved and statement.key in resolved.times and statement.key not in resolved.contradicting
        else None
    )
    ids = {key: other.id for key, other in view.linked_statements.items()} if solved else {}
    return replace(statement, reasons=explain_bounds(statement, solved, sources, ids))


def explain_dates_alone(view: Snapshot, statement: StoredStatement) -> StoredStatement:
    """As `explain_dates`, for one version of a statement. Dates of a closed version depend on no other statement."""
    current = view.linked_statements.get(statement.key) if statement.linked else None
    resolved = None
    if current is not None and current.opened_in == statement.opened_in:
        resolved = resolve_dates(view.select_tied([statement.key]), view.sources)
    return explain_dates(view, statement, resolved, view.sources)


def _replace_dates(statement: StoredStatement, resolved: ResolvedDates) -> StoredStatement:
    times = resolved.times.get(statement.key) if statement.linked else None
    return replace_times(statement, times) if times else statement


AnyQuestion = TypeVar("AnyQuestion", bound=SelectionQuestion, covariant=True)


class Selection(Generic[AnyQuestion]):
    """The statements that a question may use, with its speaker lens, the links in force and the parts of entities.

    Each is computed when first needed and then cached. Not safe for use from several threads.
    """

    def __init__(self, view: Snapshot, question: AnyQuestion) -> None:
        self.view = view
        self.question = question
        self.name_notes: list[NameNote] = []  # how names were read that no entity has as written
        self._parts: dict[str, frozenset[str]] = {}

    def replace_days(self, days: Window) -> "Selection[AnyQuestion]":
        """The same question about other days, for example to find the parts that a group had then."""
        return self._share(Selection(self.view, replace(self.question, as_of=days)))

    def restrict_relations(self, relations: tuple[str, ...]) -> "Selection[AnyQuestion]":
        """The same question, in which alliances rest on statements of some predicates alone."""
        return self._share(Selection(self.view, replace(self.question, relations=relations)))

    def _share(self, other: "Selection[AnyQuestion]") -> "Selection[AnyQuestion]":
        """Another selection of the same view, with what is computed here already."""
        other.name_notes = self.name_notes
        for name in ("lens", "links", "part_links", "containment"):  # these depend neither on days nor relations
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    def resolve_name(self, written: str, labels: Iterable[str], parameter: str) -> str:
        """The id of the entity with this id or name, on the days asked about where its bearers succeeded one another.

        Raises NotFound or Ambiguous naming the parameter.
        """
        known = self.view.directory.find(written)
        match = None if known else self.view.directory.names.find(written, frozenset(labels))
        if match and self.are_tied(match.ids):
            ids = self.resolve_names(written, labels, parameter)
            found = self.choose_bearers(written, ids, self.question.as_of)
            self._note_choice(written, ids, found)
            if len(found) == 1:
                return found[0]
        resolved = self.view.directory.resolve_one(written, labels, parameter)
        self._note(resolved.note)
        return resolved.entities[0].id

    def resolve_names(self, written: str | None, labels: Iterable[str], parameter: str) -> tuple[str, ...]:
        """The ids of all entities that a name means, none if it is not given; see `Directory.resolve_all`."""
        if not written:
            return ()
        resolved = self.view.directory.resolve_all(written, labels, parameter, self.are_tied)
        self._note(resolved.note)
        return tuple(entity.id for entity in resolved.entities)

    def resolve_names_on(
        self, written: str | None, labels: Iterable[str], parameter: str, days: Window
    ) -> tuple[str, ...]:
        """The ids of those who bore a name on some days, where its bearers succeeded one another; see `resolve_names`.

        An id means its own bearer. Of a name that one bears, and those whom he succeeded bore it too, it means these
        on days before he came. Several who bear one name are all asked about, on all days.
        """
        ids = self.resolve_names(written, labels, parameter)
        if not written or len(ids) != 1:
            return ids
        found = self.choose_bearers(written, ids, days)
        self._note_choice(written, ids, found)
        return found

    def _note_choice(self, written: str, ids: tuple[str, ...], found: tuple[str, ...]) -> None:
        if set(found) != set(ids):
            self._note(NameOnDays(written, found))

    def choose_bearers(self, written: str, ids: tuple[str, ...], days: Window) -> tuple[str, ...]:
        """Of those who bear a name, and those whom they succeeded and who bear it too, the ones of some days."""
        directory, predicates = self.view.directory, vocabulary().select_predicates("succession")
        if not ids or not predicates or directory.find(written):
            return ids
        found = self.view.select_by_entities(ids, predicates, self.question.known_by)
        links = [link for link in found if is_fact(link)]
        name = fold_name(written)

        def is_bearer(id_: str) -> bool:
            members = map(directory.get, (id_, *directory.list_members(id_)))
            return any(name == fold_name(one) for member in members for one in member.every_name)

        tied = dict.fromkeys(id_ for link in links for role in ("subject", "object") for id_ in link.role(role))
        bearers = (*ids, *(id_ for id_ in tied if id_ not in ids and is_bearer(id_)))
        gone = set[str]()
        for link in links:
            later, earlier = (set(bearers).intersection(link.role(role)) for role in ("subject", "object"))
            if later and earlier:
                gone |= later if days.latest < link.bounds.earliest_start else set()
                gone |= earlier if days.earliest > link.bounds.latest_start else set()
        return tuple(id_ for id_ in bearers if id_ not in gone) or ids

    def note_predecessors(self, ids: Sequence[str], days: Window | None = None) -> None:
        """Where one actor is asked about on `days` before it came (those of the question), note whom it came after."""
        if len(ids) == 1:
            self._note(self._describe_predecessors(ids[0], days or self.question.as_of))

    def _describe_predecessors(self, id_: str, days: Window) -> Predecessors | None:
        """That an actor surely came after others only once some days were over, and who they were."""
        predicates = vocabulary().select_predicates("succession")
        links = self.view.select_by_entities([id_], predicates, self.question.known_by) if predicates else []
        later = [link for link in links if is_fact(link) and id_ in link.role("subject")]
        found = [link for link in later if days.latest < link.bounds.earliest_start]
        others = sorted({other for link in found for other in link.role("object")} - {id_})
        return Predecessors(id_, tuple(others), min(link.bounds.earliest_start for link in found)) if others else None

    def are_tied(self, ids: Collection[str]) -> bool:
        """Whether judgements that are unsure, or one succeeding another, lead from each of some entities to the others.

        The name of an actor at different times is asked of all of them; their statements say which of them they are on.
        """
        canonical = self.view.directory.find_canonical
        ties = [set(map(canonical, one.ids)) for one in self.view.judgements if one.verdict == "unsure"]
        if predicates := vocabulary().select_predicates("succession"):
            links = self.view.select_by_entities(ids, predicates, self.question.known_by)
            ties += [set(link.role("subject")) | set(link.role("object")) for link in links if is_fact(link)]
        reached, left = {min(ids)}, ties
        while near := [tie for tie in left if reached & tie]:
            left = [tie for tie in left if not reached & tie]
            reached = reached.union(*near)
        return reached.issuperset(ids)

    def _note(self, note: NameNote | None) -> None:
        if note and note not in self.name_notes:
            self.name_notes.append(note)

    @cached_property
    def lens(self) -> EvidenceLens:
        """The speaker lens with the ids of its speakers. Raises NotFound or Ambiguous naming the parameter."""
        asked = self.question
        trusted = frozenset(id_ for name in asked.trust for id_ in self.resolve_names(name, ["Actor"], "trust"))
        excluded = frozenset(id_ for name in asked.exclude for id_ in self.resolve_names(name, ["Actor"], "exclude"))
        return EvidenceLens(
            trusted=trusted or None,
            excluded=excluded,
            no_parties=asked.no_parties,
            reviewed=REVIEWED[asked.reviewed] if asked.reviewed else None,
        )

    @cached_property
    def links(self) -> list[StoredStatement]:
        """Links of groups, actors and places to the larger ones they belong to: public ones that were not retracted."""
        return self._select_links_in_force([*self.view.parts, *self.view.locations])

    @cached_property
    def part_links(self) -> list[StoredStatement]:
        """As `links`, without the locations of places."""
        return self._select_links_in_force(self.view.parts)

    @cached_property
    def containment(self) -> Containment:
        """Overlaps between entities according to `links`."""
        return Containment(self.links)

    @cached_property
    def sources(self) -> Mapping[str, WrittenSource]:
        """Sources that may have been published by the day of known_at."""
        known_by = self.question.known_by
        return {id_: one for id_, one in self.view.sources.items() if one.published.earliest <= known_by}

    def find_parts(self, id_: str) -> frozenset[str]:
        """An entity and its parts on the days asked about, as far as public; for a place, all places in it."""
        if id_ not in self._parts:
            self._parts[id_] = frozenset(descend(id_, self._below))
        return self._parts[id_]

    @cached_property
    def _below(self) -> Mapping[str, set[str]]:
        days = self.question.as_of
        return map_parts(self.links, days.earliest, days.latest)

    def find_parts_of(self, ids: Iterable[str]) -> frozenset[str] | None:
        """Some entities and their parts; None if there are none, which is not asked about then."""
        found = [self.find_parts(id_) for id_ in ids]
        return frozenset().union(*found) if found else None

    def find_places_in(self, ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """For each place, itself and the places in it on the days asked about."""
        links, days = [link for link in self.links if self._is_of_places(link)], self.question.as_of
        below = map_parts(links, days.earliest, days.latest)
        return {id_: frozenset(descend(id_, below)) for id_ in ids}

    def list_places_around(self, place: str) -> list[str]:
        """The larger places that a place lies in on the days asked about, the nearest first."""
        depths = descend(place, self._places_above)
        return sorted(depths.keys() - {place}, key=lambda id_: (depths[id_], id_))

    @cached_property
    def _places_above(self) -> Mapping[str, set[str]]:
        links, days = [link for link in self.links if self._is_of_places(link)], self.question.as_of
        above: dict[str, set[str]] = defaultdict(set)
        for whole, parts in map_parts(links, days.earliest, days.latest).items():
            for part in parts:
                above[part].add(whole)
        return above

    def find_groups(self, nationality: str) -> tuple[frozenset[str], frozenset[str]]:
        """Groups whose people all have a nationality (or a part of it), and groups of which only some do."""
        wanted = self.find_parts(nationality)
        full_groups, partial_groups = (
            {
                group
                for link in self.view.select_by_entities(
                    wanted, vocabulary().select_predicates(use), self.question.known_by
                )
                if is_fact(link) and wanted & set(link.role("object"))
                for group in link.role("subject")
            }
            for use in ("nationality", "some_nationality")
        )
        full_groups = {part for group in full_groups for part in self.find_parts(group)}
        return frozenset(full_groups), frozenset(partial_groups - full_groups)

    def select_statements(self, statements: Iterable[StoredStatement]) -> list[StoredStatement]:
        """Statements that may have been public by known_at and that the speaker lens allows, with their dates resolved.

        Responses are filtered in the same way, and only statements that pass can bound the dates of others.
        """
        chosen = self.filter_speakers(statements)
        return resolve_statement_dates(self.view, self.question, chosen, lambda: self.sources, self.filter_speakers)

    def filter_speakers(self, statements: Iterable[StoredStatement]) -> list[StoredStatement]:
        """As `select_statements`, but without resolving dates that depend on other statements."""
        lens, view = self.lens, self.view
        allowed = filter_speakers(self.filter_public(statements), lens, view.organisations if lens else ())
        if not any(statement.responses for statement in allowed):
            return allowed
        withdrawals = view.withdrawals
        if lens:
            withdrawals = [
                withdrawal
                for withdrawal in withdrawals
                if lens.is_reviewed(withdrawal.state)
                and is_speaker_allowed(withdrawal.said_by, lens, view.organisations)
            ]
        return drop_retracted_replies(allowed, withdrawals, self.question.known_at)

    def filter_public(self, statements: Iterable[StoredStatement]) -> list[StoredStatement]:
        """Statements that may have been public by known_at. Responses to them are filtered in the same way."""
        known_at = self.question.known_at
        if known_at is None:
            return list(statements)
        last = known_at.latest
        return [
            replace(s, responses=tuple(reply for reply in s.responses if reply.known.earliest <= last))
            if s.responses
            else s
            for s in statements
            if s.known.earliest <= last
        ]

    def drop_retracted(self, statements: Iterable[StoredStatement]) -> list[StoredStatement]:
        """Statements that neither their speaker nor their publisher has corrected or retracted."""
        return drop_retracted(statements, self.view.publishers)

    def select_part_links(self) -> list[StoredStatement]:
        """The links between wholes and parts that may be in force on the days asked about."""
        days = self.question.as_of
        return [link for link in self.part_links if is_possible(link.bounds, days.earliest, days.latest)]

    def _select_links_in_force(self, links: Iterable[StoredStatement]) -> list[StoredStatement]:
        """Links that may have been public by known_at and were not retracted by then.

        Locations of places do not depend on known_at: they were true before a source here wrote them down.
        """
        links = list(links)
        place_links = [link for link in links if self._is_of_places(link)]
        place_ids = {link.id for link in place_links}
        other_links = self.filter_public(link for link in links if link.id not in place_ids)
        view = self.view
        in_force = {
            link.id: link for link in drop_retracted_replies(other_links, view.withdrawals, self.question.known_at)
        }
        in_force |= {link.id: link for link in drop_retracted_replies(place_links, view.withdrawals, None)}
        return self.drop_retracted([in_force[link.id] for link in links if link.id in in_force])

    def _is_of_places(self, link: StoredStatement) -> bool:
        """Whether a link is between two places, and not between an actor and a place."""
        return all(self.view.directory.get(id_).label == "Place" for ids in link.roles.values() for id_ in ids)


AnySelection = Selection[SelectionQuestion]  # for functions that accept any kind of question
