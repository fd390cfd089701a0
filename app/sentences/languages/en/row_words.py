"""The sentences in rows of answers in English: gaps in the evidence, disputed questions and ways of moves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.answers.words import join_words, number_words, plural
from app.sentences.row_words import DisputeFact, DisputeSideFact, RouteFact
from graph.custody.gaps.gap import EvidenceGap
from graph.custody.ledger.reason_facts import LedgerReason
from graph.custody.ledger.reason_facts import LedgerReasonKind as Kind
from graph.dates.windows import MAX, MIN, Window
from graph.evidence.custody_roles import find_fate

if TYPE_CHECKING:
    from app.sentences.languages.en.writer import EnglishWriter

MOST_NAMES = 5
HAPPENED = {"dead": "died in custody", "missing": "disappeared"}  # by what became of people


REASONS: Mapping[Kind, str] = {
    Kind.NO_OPENING: "nobody counted them before",
    Kind.NO_CLOSING: "no next count",
    Kind.UNEXPLAINED: "the reported moves do not explain the difference, and no source says that it reports every move",
    Kind.UNLIMITED_COUNT: "a count without an upper limit",
    Kind.UNLIMITED_MOVE: "a move without an upper limit",
    Kind.UNCOUNTED_MOVE: "a move that nobody counted",
    Kind.EXCEEDED_TOTAL: "moves make more than the cumulative figure that restates them",
    Kind.UNSURE_JUDGEMENT: "a judgement is unsure: do these tell of one occurrence?",
    Kind.MISSING_JUDGEMENT: "a judgement is missing: do these tell of one occurrence?",
    Kind.PERHAPS_BEFORE: "may have been before the opening count",
    Kind.ON_OPENING: "on the day of the opening count",
    Kind.ON_CLOSING: "on the day of the next count",
    Kind.PERHAPS_AFTER: "may have been after the next count",
    Kind.ONLY_HOLDER: "nobody is named; one holder alone is said to hold them there",
    Kind.UNNAMED: "nobody is named",
    Kind.SEVERAL_GROUPS: "of several groups together",
    Kind.NO_PLACE: "no place is named",
    Kind.UNCOUNTED: "nobody says how many",
    Kind.WHOLE_PERIOD: "all moves of a period",
    Kind.SINCE_UNKNOWN: "counted since nobody says when",
}


class EnglishRowWords:
    """Writes sentences in English, with the names that sources give; see `app.sentences.row_words`."""

    def __init__(self, writer: "EnglishWriter") -> None:
        self.writer = writer
        self.names = writer.names
        self.view = writer.names.view

    def write_gap(self, gap: EvidenceGap) -> str:
        """What no source says, in one sentence."""
        who, whom = self._join_names(gap.holders) or "somebody", self._join_names(gap.held)
        days = f" ({plural(gap.days, 'day')})" if gap.days else ""
        speakers = self._join_names(dict.fromkeys(s.said_by for s in gap.statements))
        fate = find_fate(gap.statements)
        happened = HAPPENED.get(fate or "", "were moved")
        match gap.kind, gap.why:
            case "gap", "whereabouts":
                missing_people = f"{number_words(gap.people)} of {whom}" if gap.people else whom
                if fate == "missing":
                    last = f", last held by {who}" if gap.holders else ""
                    return f"Nobody says what became of {missing_people}{last}{days}."
                return f"Nobody says where {missing_people} went{self._write_origin(gap.holders)}{days}."
            case "gap", _:
                return f"Nobody tells of {who} holding {whom} from {gap.first} to {gap.last}{days}."
            case "stale", _:
                return f"Nothing on {who} holding {whom} since {gap.first}{days}; nobody says that it ended."
            case "single_speaker", "move":
                return f"Nobody but {speakers} tells that {whom} {happened}{self._write_participants(gap.holders)}."
            case "single_speaker", "count":
                return f"How many {whom} {who} held rests on {speakers} alone."
            case "single_speaker", _:
                return f"That {who} held {whom} rests on {speakers}, and on no second independent speaker."
            case "uncounted", "move":
                return f"Nobody says how many of {whom} {happened}{self._write_participants(gap.holders)}."
            case "uncounted", _:
                return f"Nobody says how many {whom} {who} held."
            case _, "opening":
                return f"Nobody counted {whom}{self._write_participants(gap.holders)} before they came or went."
            case _, "closing":
                return f"Nobody counted {whom}{self._write_participants(gap.holders)} after they came or went."
        return (
            f"A number of {whom}{self._write_participants(gap.holders)} has no upper limit, so nothing can be added up."
        )

    def write_closing(self, gap: EvidenceGap) -> str:
        """The statement that would close the gap, in one sentence."""
        missing = gap.missing
        whom, who = self._join_names(missing.of), self._join_names(missing.whose)
        where = f" at {self._join_few_names(missing.places)}" if missing.places else ""
        when = _write_days(missing.first, missing.last)
        match missing.what:
            case "a second speaker":
                known_speakers = self._join_names(missing.independent_of)
                subject = {"move": "the move", "count": "the number"}.get(gap.why, "the custody")
                holding = f" by {who}" if who and gap.why != "move" else ""
                report = f"{_capitalize_first(subject)} of {whom}{holding}{where}{when}"
                unnamed = all(self.names.is_anonymous(id_) for id_ in missing.independent_of)
                needed = (
                    "two named speakers" if unnamed else "somebody named and"
                )  # an anonymous speaker may be either of them
                return f"{report}, told by {needed} independent of {known_speakers}, would close it."
            case "a sighting" if not missing.whose:
                people = f"at least {missing.at_least:,} of them" if missing.at_least else "them"
                return (
                    f"A report of the same occurrence that names where {whom} went, or a sighting of {people}{when}, "
                    "would close it."
                )
            case "an end":
                return f"The day on which {who} held {whom} no more{where}{when}, or a sighting since, would close it."
            case "a sighting":
                return f"A sighting of {whom} held by {who}{where}{when} would close it."
        needed = f" held by {who}" if who and gap.why != "move" else f" moved{self._write_participants(missing.whose)}"
        limit = " with an upper limit" if gap.why == "unbounded" else ""
        return f"{_capitalize_first(missing.what)} of {whom}{needed}{where}{when}{limit} would close it."

    def write_reason(self, reason: LedgerReason) -> str:
        """Why a period of a ledger is open, or a line has its number."""
        keys, units = reason.keys, " and ".join(f"{unit} of {of}" if of else unit for unit, of in reason.units)
        match reason.kind:
            case Kind.MOVE_IN_OTHER_UNITS:
                return f"a move counted in {units}"
            case Kind.IN_OTHER_UNITS:
                return f"counted in {units}"
            case Kind.APART:
                return f"counted in {units}, in which no count that the ledger begins or ends with is"
            case Kind.SHARED:
                return f"shared with {', '.join(self.view.directory.get(id_).name for id_ in reason.holders)}"
            case Kind.RESTATED:
                return f"restated by cumulative {keys[0]}"
            case Kind.PERHAPS_RESTATED:
                return f"may be restated by cumulative {keys[0]}"
            case Kind.PERHAPS_SAME:
                return f"judgement missing between {keys[0]} and {keys[1]}"
            case Kind.MORE_THAN_BEFORE:
                return f"more than {keys[0]} counted before"
            case Kind.LESS_THAN_BEFORE:
                return f"fewer than {keys[0]} counted before"
            case Kind.SINCE:
                return f"counted since {reason.since}"
            case Kind.RESTATED_MORE:
                return f"the moves that it restates make {reason.number} at least"
        return REASONS[reason.kind]

    def write_dispute(self, fact: DisputeFact) -> str:
        says = self.writer.records.clauses({})
        asked = replace(fact.claim, amount=None, days=None, is_denied=False, is_inferred=False, terms=())
        who = says.clause(asked, days=False)
        if fact.part and fact.whole:
            part, whole = self.writer.name(fact.part), self.writer.name(fact.whole)
            who = f"{part} are counted as more than {whole}, of whom they are part"
        terms = f" ({says.terms(fact.claim.terms)})" if fact.claim.terms else ""
        days = self.writer.asked_days(Window(fact.earliest or MIN, fact.latest or MAX))
        asks = {"figures": f"How many {fact.counted}:", "dates": "When"}
        words = f"{asks.get(fact.why, 'Whether')} {who}{terms}{f', {days}' if days else ''}"
        if fact.why == "negative":
            words = f"{words}; no source here says so"
        condition = "if it is one occurrence" if fact.is_event else "if of one day"
        return words if fact.is_certain else f"{words}, {condition}"

    def write_side(self, fact: DisputeSideFact) -> str:
        """Such as `150, says US Central Command in Associated Press`."""
        what = {"figures": fact.wording, "dates": fact.written_days}.get(fact.why, fact.stance)
        where = f" in {self.view.directory.get(fact.outlet).name}" if fact.outlet else ""
        return f"{what}, says {self.view.directory.get(fact.speaker).name}{where}"

    def write_route(self, fact: RouteFact) -> str:
        """Such as `from SDF, Hasakah by United States to Iraq`."""
        ends = (("from", fact.start), ("by", fact.by), ("to", fact.end))
        phrases = [f"{word} {', '.join(self.view.directory.get(id_).name for id_ in ids)}" for word, ids in ends if ids]
        return " ".join(phrases) or "from and to nobody named"

    def _join_names(self, ids: Iterable[str]) -> str:
        return join_words([self.view.directory.get(id_).name for id_ in ids])

    def _join_few_names(self, ids: Sequence[str]) -> str:
        """At most MOST_NAMES of many names, and how many more there are."""
        if len(ids) <= MOST_NAMES:
            return self._join_names(ids)
        names = [self.view.directory.get(id_).name for id_ in ids[:MOST_NAMES]]
        return join_words([*names, f"{len(ids) - MOST_NAMES:,} more places"])

    def _write_origin(self, ids: Iterable[str]) -> str:
        return f" from {names}" if (names := self._join_names(ids)) else ""

    def _write_participants(self, ids: Iterable[str]) -> str:
        """The names of those involved; the words do not say whether they lost or gained people."""
        return f" ({names})" if (names := self._join_names(ids)) else ""


def _write_days(first: date | None, last: date | None) -> str:
    if first and last:
        return f" on {first}" if first == last else f" between {first} and {last}"
    return f" on {first} or later" if first else f" on {last} or before" if last else ""


def _capitalize_first(words: str) -> str:
    return words[0].upper() + words[1:]


def _write_span(earliest: date | None, latest: date | None) -> str:
    if earliest and latest:
        return f", {earliest}" if earliest == latest else f", {earliest} to {latest}"
    return f", from {earliest}" if earliest else f", until {latest}" if latest else ""
