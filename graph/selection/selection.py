"""Selection: the statements that one question may use. Made once per question from a snapshot and the question."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Generic

from graph.dates.validity import is_possible
from graph.dates.windows import Window
from graph.evidence.hierarchy import Containment, descend, is_fact, map_parts
from graph.evidence.speakers import (
    EvidenceLens,
    drop_retracted,
    drop_retracted_replies,
    filter_speakers,
    is_speaker_allowed,
)
from graph.model.sources import WrittenSource
from graph.model.statement import StoredStatement
from graph.names.facts import Governed, NameNote, NameOnDays, PastName
from graph.selection.question import REVIEWED, AnyQuestion, SelectionQuestion
from graph.selection.reigns import Reign, list_reigns
from graph.selection.snapshot import Snapshot
from graph.selection.statement_dates import resolve_statement_dates
from graph.selection.succession import Succession
from graph.vocabulary import vocabulary


class Selection(Generic[AnyQuestion]):
    """The statements that a question may use, with its speaker lens, the links in force and the parts of entities.

    Each is computed when first needed and then cached. Not safe for use from several threads.
    """

    def __init__(self, view: Snapshot, question: AnyQuestion) -> None:
        self.view = view
        self.question = question
        self.succession = Succession(view, question.known_by)
        self.asked_names: dict[str, str] = {}  # by id the name by which one was asked about
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
        other.name_notes, other.asked_names = self.name_notes, self.asked_names
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
        if match and self.succession.are_tied(match.ids):
            ids = self.resolve_names(written, labels, parameter)
            found = self.succession.choose_bearers(written, ids, self.question.as_of)
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
        resolved = self.view.directory.resolve_all(written, labels, parameter, self.succession.are_tied)
        self._note(resolved.note)
        if len(resolved.entities) == 1:
            self.asked_names[resolved.entities[0].id] = written
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
        found = self.succession.choose_bearers(written, ids, days)
        self._note_choice(written, ids, found)
        return found

    def _note_choice(self, written: str, ids: tuple[str, ...], found: tuple[str, ...]) -> None:
        if set(found) != set(ids):
            self._note(NameOnDays(written, found))

    def note_predecessors(self, ids: Sequence[str], days: Window | None = None) -> None:
        """Where one actor is asked about on `days` before it came (those of the question), note whom it came after."""
        if len(ids) == 1:
            self._note(self.succession.describe_predecessors(ids[0], days or self.question.as_of))

    def list_reigns(self, ids: Iterable[str], days: Window) -> tuple[Reign, ...]:
        """The reigns of some actors over states that may have been on some of the days, each noted.

        What is said of a state in its reign is said of the actor: all questions on who stood with or against it count
        it, and sources name the state then.
        """
        reigns = [
            one
            for one in list_reigns(self.view.directory, ids)
            if one.days.earliest <= days.latest and days.earliest <= one.days.latest
        ]
        for one in reigns:
            self._note(Governed(one.ruler, one.state, one.days.earliest, one.days.latest))
        return tuple(reigns)

    def list_governed(self, ids: Sequence[str], days: Window) -> tuple[str, ...]:
        """The states of which all that is said of some days is said of one of some actors, as its government."""
        if not any(one.covers(days) for one in list_reigns(self.view.directory, ids)):
            return ()
        found = (one.state for one in self.list_reigns(ids, days) if one.covers(days))
        return tuple(id_ for id_ in dict.fromkeys(found) if id_ not in ids)

    def note_past_name(self, written: str, id_: str, last: date) -> None:
        """Note that a name was one's up to a day, and that this day is asked about."""
        self._note(PastName(written, id_, last))

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
