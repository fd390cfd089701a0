"""What one question may rest on: made once per question, from the store at one data version and what is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Generic, TypeVar

from graph.dates.validity import is_possible
from graph.dates.windows import Window
from graph.evidence.hierarchy import Containment, find_parts, is_fact
from graph.evidence.retraction import drop_retracted, drop_retracted_replies
from graph.evidence.speakers import EvidenceLens, filter_speakers, is_speaker_allowed
from graph.model.sources import WrittenSource
from graph.model.statement import StoredStatement
from graph.selection.dates import resolve_statement_dates
from graph.selection.question import SelectionQuestion
from graph.selection.snapshot import Snapshot
from graph.vocabulary import vocabulary

AnyQuestion = TypeVar("AnyQuestion", bound=SelectionQuestion, covariant=True)


class Selection(Generic[AnyQuestion]):
    """The lens with the ids of its speakers, the links in force, parts of entities, and statements as the question
    may see them. Each is computed when first asked for and then stored. For one thread.
    """

    def __init__(self, view: Snapshot, question: AnyQuestion) -> None:
        self.view = view
        self.question = question
        self._parts: dict[str, frozenset[str]] = {}

    def replace_days(self, days: Window) -> "Selection[AnyQuestion]":
        """The same question about other days, for what has a place in time of its own, such as parts of a group."""
        other = Selection(self.view, replace(self.question, as_of=days))
        for name in ("lens", "links", "part_links", "containment"):  # no day decides what these are
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    def resolve_name(self, written: str, labels: Iterable[str], parameter: str) -> str:
        """The id of the one entity that is meant. Raises NotFound or Ambiguous naming the parameter."""
        return self.view.directory.resolve(written, labels, parameter).id

    @cached_property
    def lens(self) -> EvidenceLens:
        """The speaker lens with the ids of its speakers. Raises NotFound or Ambiguous naming the parameter."""
        asked = self.question
        trusted = frozenset(self.resolve_name(name, ["Actor"], "trust") for name in asked.trust)
        excluded = frozenset(self.resolve_name(name, ["Actor"], "exclude") for name in asked.exclude)
        return EvidenceLens(trusted=trusted or None, excluded=excluded, no_parties=asked.no_parties)

    @cached_property
    def links(self) -> list[StoredStatement]:
        """What is part of what, and what lies where: the links that were public and are not taken back."""
        return self._links_in_force([*self.view.parts, *self.view.locations])

    @cached_property
    def part_links(self) -> list[StoredStatement]:
        """The same of parts alone."""
        return self._links_in_force(self.view.parts)

    @cached_property
    def containment(self) -> Containment:
        """Which ids overlap by `links`."""
        return Containment(self.links)

    @cached_property
    def sources(self) -> Mapping[str, WrittenSource]:
        """Sources that may have been published by the day of known_at."""
        known_by = self.question.known_by
        return {id_: one for id_, one in self.view.sources.items() if one.published.earliest <= known_by}

    def find_parts(self, id_: str) -> frozenset[str]:
        """An entity and its parts, or of a place what lies in it, on the days asked about, if that was public."""
        if id_ not in self._parts:
            days = self.question.as_of
            self._parts[id_] = frozenset(find_parts(id_, self.links, days.earliest, days.latest))
        return self._parts[id_]

    def find_places_in(self, ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """Each of some places with what lies in it on the days asked about."""
        links, days = [link for link in self.links if self._is_of_places(link)], self.question.as_of
        return {id_: frozenset(find_parts(id_, links, days.earliest, days.latest)) for id_ in ids}

    def find_groups(self, nationality: str) -> tuple[frozenset[str], frozenset[str]]:
        """Groups whose people are of a nationality (or a part of it), and groups only some of whom are said to be."""
        wanted = self.find_parts(nationality)
        all_of_them, some_of_them = (
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
        all_of_them = {part for group in all_of_them for part in self.find_parts(group)}
        return frozenset(all_of_them), frozenset(some_of_them - all_of_them)

    def select_statements(self, statements: Iterable[StoredStatement]) -> list[StoredStatement]:
        """Statements that may have been public by the day of known_at and that the lens lets through, with only such
        responses to them, and with dates that are bounded by such statements alone."""
        chosen = self.filter_speakers(statements)
        return resolve_statement_dates(self.view, self.question, chosen, lambda: self.sources, self.filter_speakers)

    def filter_speakers(self, statements: Iterable[StoredStatement]) -> list[StoredStatement]:
        """The same with dates as recorded."""
        lens, view = self.lens, self.view
        found = filter_speakers(self.filter_public(statements), lens, view.organisations if lens else ())
        if not any(statement.responses for statement in found):
            return found
        withdrawals = view.withdrawals
        if lens:
            withdrawals = [one for one in withdrawals if is_speaker_allowed(one.said_by, lens, view.organisations)]
        return drop_retracted_replies(found, withdrawals, self.question.known_at)

    def filter_public(self, statements: Iterable[StoredStatement]) -> list[StoredStatement]:
        """Statements that may have been public by the day of known_at, with only such responses to them."""
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
        """Statements that neither their speaker nor their publisher has corrected or taken back."""
        return drop_retracted(statements, self.view.publishers)

    def select_part_links(self) -> list[StoredStatement]:
        """The links of parts that may be in force on the days asked about."""
        days = self.question.as_of
        return [link for link in self.part_links if is_possible(link.bounds, days.earliest, days.latest)]

    def _links_in_force(self, links: Iterable[StoredStatement]) -> list[StoredStatement]:
        """Links of parts or places that may have been public by the day of known_at and were not taken back by then.

        Where a place lies is no news: a source that says so late does not hide what was public of the place before.
        """
        links = list(links)
        places = [link for link in links if self._is_of_places(link)]
        of_places = {link.id for link in places}
        news = self.filter_public(link for link in links if link.id not in of_places)
        view = self.view
        found = {link.id: link for link in drop_retracted_replies(news, view.withdrawals, self.question.known_at)}
        found |= {link.id: link for link in drop_retracted_replies(places, view.withdrawals, None)}
        return self.drop_retracted([found[link.id] for link in links if link.id in found])

    def _is_of_places(self, link: StoredStatement) -> bool:
        """Whether a link is between places, and not of an actor at a place."""
        return all(self.view.directory.get(id_).label == "Place" for ids in link.roles.values() for id_ in ids)


AnySelection = Selection[SelectionQuestion]  # of whichever question, as what is asked in graph takes it
