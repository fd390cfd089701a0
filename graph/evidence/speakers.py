"""Whose statements count: the lens that selects speakers, how many are independent, and what speakers have retracted.

Retracted is a statement that its own speaker or publisher has corrected or taken back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.dates.windows import MAX, Window
from graph.evidence.hierarchy import Hierarchy, find_ancestors
from graph.model.counts import Range
from graph.model.sources import WrittenSource
from graph.model.statement import ReviewState, StoredReply, StoredStatement
from graph.vocabulary import vocabulary

REPEATS = ("COPY_OF", "TRANSLATION_OF")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLens:
    """The speaker lens. Each actor in it includes its parts and its spokespersons.

    `trusted` None means all speakers. `no_parties` leaves out speakers who are party to the events they describe: they
    have a role in the statement, or belong to an actor who has one, or of whom another part has one: an official of
    Iraq is party to what Iraq's judiciary does. `statements` are ids of excluded statements.
    `reviewed` are the states of review that statements must have, None for any, also none.
    """

    trusted: frozenset[str] | None = None
    excluded: frozenset[str] = frozenset()
    no_parties: bool = False
    statements: frozenset[str] = frozenset()
    reviewed: frozenset[ReviewState] | None = None

    def __bool__(self) -> bool:
        return self.is_of_speakers or self.reviewed is not None or bool(self.statements)

    @property
    def is_of_speakers(self) -> bool:
        """Whether it leaves out speakers."""
        return self.trusted is not None or bool(self.excluded or self.no_parties)

    def is_allowed(self, speakers: frozenset[str]) -> bool:
        """Whether the lens allows a speaker; `speakers` are the speaker and all actors it belongs to."""
        return (self.trusted is None or bool(speakers & self.trusted)) and not speakers & self.excluded

    def is_reviewed(self, state: ReviewState | None) -> bool:
        """Whether a statement with this state of review is reviewed as far as is asked for."""
        return self.reviewed is None or state in self.reviewed


def filter_speakers(
    statements: Iterable[StoredStatement], lens: EvidenceLens, organisations: Sequence[StoredStatement]
) -> list[StoredStatement]:
    """The statements that the lens allows. Responses to them are filtered in the same way.

    `organisations` are statements that an actor is part of, or speaks for, another.
    """
    if not lens:
        return list(statements)
    hierarchy = Hierarchy(organisations)

    def is_allowed(speaker: str, statement: StoredStatement) -> bool:
        return lens.is_allowed(hierarchy.find_ancestors(speaker)) and not (
            lens.no_parties
            and any(is_of_one_body(hierarchy, speaker, id_) for ids in statement.roles.values() for id_ in ids)
        )

    def is_reply_allowed(reply: StoredReply, statement: StoredStatement) -> bool:
        is_in = reply.id not in lens.statements and lens.is_reviewed(reply.state)
        return is_in and is_allowed(reply.said_by, statement)

    return [
        replace(
            statement, responses=tuple(reply for reply in statement.responses if is_reply_allowed(reply, statement))
        )
        for statement in statements
        if statement.id not in lens.statements
        and lens.is_reviewed(statement.review.state)
        and is_allowed(statement.said_by, statement)
    ]


def is_of_one_body(hierarchy: Hierarchy, one: str, other: str) -> bool:
    """Whether two actors are the same, or one is part of the other, or both are part of a third one."""
    return not hierarchy.find_ancestors(one).isdisjoint(hierarchy.find_ancestors(other))


def is_speaker_allowed(speaker: str, lens: EvidenceLens, organisations: Sequence[StoredStatement]) -> bool:
    """Whether the lens allows a speaker; `no_parties` is not checked."""
    return lens.is_allowed(find_ancestors(speaker, organisations))


def collect_utterances(statements: Iterable[StoredStatement]) -> dict[str, StoredStatement | StoredReply]:
    """Statements and the responses to them, by id."""
    found: dict[str, StoredStatement | StoredReply] = {}
    for statement in statements:
        found[statement.id] = statement
        for reply in statement.responses:
            found.setdefault(reply.id, reply)
    return found


class Speakers:
    """Independence of speakers, from organisations and from sources that repeat others.

    `links` are statements that an actor is part of, or speaks for, another, used for the days of the utterance. The
    publisher of a source that repeats another source counts as the publisher of the original ("voice").
    """

    def __init__(
        self,
        links: Iterable[StoredStatement],
        is_anonymous: Callable[[str], bool],
        sources: Mapping[str, WrittenSource] | None = None,
    ) -> None:
        self._hierarchy = Hierarchy(links)
        self._is_anonymous = is_anonymous
        self._sources = sources or {}
        self._first_of: dict[str, str] = {}

    def count_independent(self, statements: Iterable[StoredStatement]) -> Range:
        """The number of independent speakers: one per top organisation. Anonymous ones raise only the upper bound."""
        utterances = dict.fromkeys((s.said_by, s.cites.source, s.said) for s in statements)  # no other fields matter
        cited = {source for _, source, _ in utterances}
        ancestors_by_voice: dict[str, frozenset[str]] = {}
        anonymous: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for speaker, source, said in utterances:
            if self._repeats(speaker, source) and self._find_first_source(source) in cited:
                continue
            voice = self._find_voice_in(speaker, source)
            if self._is_anonymous(voice):
                anonymous[self._find_first_source(source)][source].add(voice)
            else:
                ancestors_by_voice[voice] = ancestors_by_voice.get(voice, frozenset()) | self._hierarchy.find_ancestors(
                    voice, said
                )
        # the unnamed speakers of a source are the same in its copy
        unnamed = {voice for by_source in anonymous.values() for voice in max(by_source.values(), key=len)}
        least = _count_unrelated(ancestors_by_voice.values())
        return least, least + len(unnamed)

    def are_independent(self, one: StoredStatement, other: StoredStatement) -> bool:
        """Whether two statements surely come from speakers without a common ancestor."""
        if self._is_anonymous(self.find_voice(one)) or self._is_anonymous(self.find_voice(other)):
            return False
        return not self._find_speaker_ancestors(one) & self._find_speaker_ancestors(other)

    def find_voice(self, statement: StoredStatement) -> str:
        """The speaker that a statement counts for: the publisher of the original, if its source repeats another."""
        return self._find_voice_in(statement.said_by, statement.cites.source)

    def _find_voice_in(self, speaker: str, source: str) -> str:
        if not self._repeats(speaker, source):
            return speaker
        return self._sources[self._find_first_source(source)].publisher or speaker

    def _find_speaker_ancestors(self, statement: StoredStatement) -> frozenset[str]:
        return self._hierarchy.find_ancestors(self.find_voice(statement), statement.said)

    def _repeats(self, speaker: str, source: str) -> bool:
        """Whether the speaker is the publisher of a source that repeats another one."""
        found = self._sources.get(source)
        return found is not None and found.publisher == speaker and self._find_first_source(source) != source

    def _find_first_source(self, source: str) -> str:
        """The original that a source repeats, directly or through others; itself if it repeats none."""
        if source not in self._first_of:
            self._first_of[source] = self._follow_repeats(source)
        return self._first_of[source]

    def _follow_repeats(self, source: str) -> str:
        """As `_find_first_source`, without the cache. Safe on cycles."""
        walk = [source]
        while first := self._find_repeated(walk[-1]):
            if first in walk:
                return min(walk[walk.index(first) :])
            walk.append(first)
        return walk[-1]

    def _find_repeated(self, source: str) -> str | None:
        related = self._sources[source].related if source in self._sources else ()
        return min((other for kind, other in related if kind in REPEATS and other in self._sources), default=None)


def _count_unrelated(families: Iterable[frozenset[str]]) -> int:
    """A lower bound for the number of speakers without a common ancestor. A family is a speaker and its ancestors."""
    used: set[str] = set()
    found = 0
    for family in sorted(set(families), key=lambda family: (len(family), sorted(family))):
        if not used & family:
            used |= family
            found += 1
    return found


WITHDRAWING = ("corrects", "denies")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A statement (`by`) by which its speaker takes another one (`of`) back, and from when each may have been known."""

    by: str
    of: str
    said_by: str
    known: Window
    known_of: Window
    state: ReviewState | None = None  # of the review of `by`


def drop_retracted(
    statements: Iterable[StoredStatement], publishers: Mapping[str, str] | None = None
) -> list[StoredStatement]:
    """Statements that neither their speaker nor their publisher has corrected or retracted.

    Corrections by others have no effect. A statement that is only possibly retracted stays, but is not surely known on
    any day. A plan of which somebody else spoke stays when the publisher denies it: both are told. `publishers` are
    actors by source.
    """
    remaining, modes = [], vocabulary().modes
    for statement in statements:
        if not statement.responses:
            remaining.append(statement)
            continue
        own_speakers = (statement.said_by, (publishers or {}).get(statement.cites.source))
        withdrawing_replies = [
            r
            for r in statement.responses
            if r.said_by in own_speakers and is_withdrawal(r.stance, r.scope)
            if r.stance != "denies" or modes[statement.mode].actual or r.said_by == statement.said_by
        ]
        if not withdrawing_replies:
            remaining.append(statement)
        elif not any(reply.sure for reply in withdrawing_replies):
            remaining.append(replace(statement, known=Window(statement.known.earliest, MAX)))
    return remaining


def is_withdrawal(stance: str, scope: str) -> bool:
    """Whether a response retracts its statement, if its speaker is one who can."""
    return stance in WITHDRAWING and scope == "specific"


def drop_retracted_replies(
    statements: Iterable[StoredStatement], withdrawals: Iterable[Withdrawal], known_at: Window | None
) -> list[StoredStatement]:
    """The statements without responses that were themselves retracted by known_at. Responses that were possibly
    retracted, or possibly not public yet, are not `sure`."""
    may, must = _find_status(list(withdrawals), known_at)

    def keep_reply(reply: StoredReply) -> StoredReply | None:
        if reply.id in may and not may[reply.id]:
            return None
        sure = must.get(reply.id, True) and (known_at is None or reply.known.latest <= known_at.latest)
        return reply if reply.sure == sure else replace(reply, sure=sure)

    return [
        replace(s, responses=tuple(filter(None, map(keep_reply, s.responses)))) if s.responses else s
        for s in statements
    ]


def _find_status(withdrawals: list[Withdrawal], known_at: Window | None) -> tuple[dict[str, bool], dict[str, bool]]:
    """Whether each statement that retracts, or is retracted, is possibly in force, and whether it surely is.

    Two that retract one another are both possibly in force, and neither surely.
    """
    withdrawn_by: dict[str, set[str]] = defaultdict(set)
    known: dict[str, Window] = {}
    for withdrawal in withdrawals:
        if known_at is None or withdrawal.known.earliest <= known_at.latest:
            withdrawn_by[withdrawal.of].add(withdrawal.by)
            known |= {withdrawal.by: withdrawal.known, withdrawal.of: withdrawal.known_of}
    sure = {id_: known_at is None or window.latest <= known_at.latest for id_, window in known.items()}
    may, must = dict.fromkeys(known, True), dict.fromkeys(known, False)
    while True:
        next_may = {id_: not any(must[by] for by in withdrawn_by[id_]) for id_ in known}
        next_must = {id_: sure[id_] and not any(may[by] for by in withdrawn_by[id_]) for id_ in known}
        if (next_may, next_must) == (may, must):
            return may, must
        may, must = next_may, next_must
