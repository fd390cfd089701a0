"""The notes of answers in English."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.answers.words import day_in_words, days_in_words, fill_pattern, join_words, plural, predicate_sentence
from app.sentences.notes import AlikeWhat, FixedNote, LeftOutWhat, Outlet
from app.sentences.statements import StatementFact
from graph.custody.no_total import NoTotal, NoTotalReason
from graph.dates.windows import MAX, MIN
from graph.errors import Ambiguous, NotFound
from graph.model.wordings import Amount
from graph.names.facts import Governed, NameNote, NameOnDays, PastName, ReadName
from graph.selection.question import Reviewed
from graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from app.sentences.languages.en.writer import EnglishWriter

MOST_NAMES = 5
MOST_PLACES = 3
MARKS: Mapping[Reviewed, str] = {"checked": "checked or agreed", "agreed": "agreed"}
FIXED: Mapping[FixedNote, str] = {
    FixedNote.LENS_UNCHANGED: "The choice of speakers changes nothing here",
    FixedNote.MORE_CONTROL: "Sources say more of who has these places",
    FixedNote.MORE_MISSING: "Sources tell of more who disappeared",
    FixedNote.PLANS_APART: "Plans, and moves under way, are in plans and not counted here",
    FixedNote.UNJOINED_POINTS: "Points are not joined: no source here says how many there were between them",
    FixedNote.UNNAMED_HOLDERS: "People who came or went without a named holder are left out; ask without holder to see "
    "them",
    FixedNote.JUDGED_BETWEEN: "Who is one and the same was judged between the two data versions; both sides are read "
    "by what is judged now",
    FixedNote.NO_CERTAIN_ROWS: "certainty: a ledger has no certain rows; its bounds tell what is certain",
    FixedNote.NO_LONGEST_GAP: "max_gap_days: a ledger runs from one count to the next, however long that is",
    FixedNote.CHAIN_MEANING: "a chain shows that people may have gone that way, not that the same people did",
    FixedNote.NO_ROW: "No entry means no evidence here. It does not mean they were neutral",
    FixedNote.NO_BALANCE: "No entry means no evidence here. It does not mean that there was balance",
    FixedNote.WHOLE_STEPS: "Each step counts what held on some day from its first to its last, and friendly and "
    "hostile statements of different days make a pair mixed; at=day asks about single days",
    FixedNote.FIRST_DAYS: "Each step is of its first day alone, not of the days up to the next",
    FixedNote.TWO_DAYS: "began, ended, faded and changed compare the two days by what is known at known_at; faded is "
    "where nothing tells of an end, and only the evidence stopped",
    FixedNote.TWO_STATES_OF_KNOWLEDGE: "newlyReported, withdrawn, overtaken and reassessed are no events: they compare "
    "what was known of the first day at from_known_at, or in the data of from_version, with what is known of it at "
    "known_at",
    FixedNote.FIXED_PLACES: "x and y come from all evidence of all days, so they are the same on every day of a data "
    "version, whatever is asked",
    FixedNote.CUT_SPELLS: "spells are cut to the days asked about",
    FixedNote.PATH_MEANING: "A path shows what is said of each step. It does not mean that its two ends have to do "
    "with each other",
    FixedNote.SURE_AND_POSSIBLE: "The smallest number counts certain pairs alone, the largest all possible ones",
    FixedNote.CHANGED_WITHIN: "A pair may have changed from friendly to hostile within the days asked about; it counts "
    "as both",
    FixedNote.CAMPS: "The camps are one best division of all possible pairs; separate groups may be turned",
}


class EnglishNotes:
    """Writes notes in English, with the names that sources give; see `app.sentences.notes`."""

    def __init__(self, writer: "EnglishWriter") -> None:
        self.view = writer.names.view
        self.amount = writer.amount

    def _name(self, id_: str) -> str:
        return self.view.directory.get(id_).name

    def _join(self, names: Sequence[str], most: int = MOST_NAMES) -> str:
        more = [f"{len(names) - most:,} more"] if len(names) > most else []
        return join_words([*names[:most], *more])

    def list_names(self, ids: Sequence[str]) -> str:
        return ", ".join(map(self._name, ids))

    def write_fixed(self, note: FixedNote) -> str:
        return FIXED[note]

    def write_left_out(self, speakers: Sequence[str]) -> str:
        return f"What these speakers say is left out: {self._join(sorted(map(self._name, speakers)))}"

    def write_unreviewed(self, number: int, reviewed: Reviewed) -> str:
        met = f"{plural(number, 'statement')} {_is(number)}" if number else "No statement is"
        return f"{met} left out for not being marked {MARKS[reviewed]}"

    def write_uncorroborated(self, least: int) -> str:
        return f"What fewer than {least} independent speakers say is left out"

    def write_only_possible(self, number: int) -> str:
        return f"{plural(number, 'finding')} that {_is(number)} only possible {_is(number)} left out"

    def write_too_few_speakers(self, what: LeftOutWhat, number: int, least: int) -> str:
        one = what.removesuffix("s")
        return f"{plural(number, one)} {_is(number)} left out: fewer than {least} independent speakers"

    def write_possibly_public(self, number: int, all_: int) -> str:
        return f"{number:,} of {all_:,} findings may not yet have been public by then"

    def write_cut_statements(self, most: int) -> str:
        remedy = "nextStatements of a row, given as cursor, shows the next"
        return f"Of up to {most:,} statements only the first are shown; {remedy}, and include=statements gives all"

    def write_cut_places(self, most: int) -> str:
        remedy = "placeCount has their number"
        return f"Of up to {most:,} places only the first are shown; {remedy}, and include=statements gives all"

    def write_cut_lists(self, most: int) -> str:
        return (
            f"a list in a row has its first {most} items, with their number beside it; nextStatements of a row, "
            "given as cursor, shows its next statements, and include=statements gives all"
        )

    def write_cut_page(self, shown: int, all_: int) -> str:
        return f"This page has {shown} of {all_:,} rows; next gives those that follow"

    def write_copies(self, speaker: str, amount: Amount | None, outlets: Sequence[Outlet]) -> str:
        where = self._join([self._name(one.publisher) if one.publisher else one.title for one in outlets])
        figure = f" ({self.amount(amount)})" if amount else ""
        return f"The figure of {self._name(speaker)}{figure} stands in {where}, and counts once"

    def write_version(self, version: int, newest: int) -> str:
        return (
            f"This is from data version {version:,}; names, which of them are one and the same, and how far each "
            f"statement is reviewed are today's, of version {newest:,}"
        )

    def write_withdrawal(
        self, statements: int, sources: int, on: date, reason: str, changed_version: int | None
    ) -> str:
        what = plural(statements, "statement") if statements else plural(sources, "source")
        was = "was" if statements + sources == 1 else "were"
        so = (
            f". So data version {changed_version:,} is not as it was, and what a pin from it says cannot be given again"
            if changed_version is not None
            else ""
        )
        return (
            f"{what} that this may have rested on {was} withdrawn {days_in_words(on, on)}, from every data version: "
            f"{reason.rstrip('.')}{so}"
        )

    def write_unsure_identity(self, group: str, others: Sequence[str]) -> str:
        names = join_words([self._name(id_) for id_ in others])
        return (
            f"{self._name(group)} may be the same as {names}. That is not settled, so what is said of them is given "
            "apart"
        )

    def write_alike(self, what: AlikeWhat, number: int, first: str) -> str:
        return f"{number:,} {what} are alike, such as: {first}"

    def write_common_names(self, number: int) -> str:
        return f"names that too many have to be compared, and left out: {number:,}"

    def write_kinds_first(self, number: int) -> str:
        return f"One of each of {number:,} kinds comes first"

    def write_name(self, note: NameNote) -> str:
        match note:
            case ReadName(asked, (one,), how):
                return f'we read "{asked}" as {self._name(one)} ({how})'
            case ReadName(asked, ids):
                names = " and ".join(f"{self._name(id_)} ({id_})" for id_ in ids)
                return f'"{asked}" is the name of {len(ids)} here, and the answer has them all: {names}'
            case NameOnDays(asked, ids):
                return f'"{asked}" was {" and ".join(map(self._name, ids))} on the days asked about'
            case Governed():
                return self._write_governed(note)
            case PastName(asked, id_, last):
                return f'"{asked}" is a name of {self._name(id_)} up to {last}; no day was given, so that day is meant'
        names = " and ".join(map(self._name, note.others))
        return (
            f"{self._name(note.id)} came after {names} on {note.day} at the earliest; for days before that, ask about "
            f"{names}"
        )

    def _write_governed(self, note: Governed) -> str:
        """Why the answer has rows of a state: `Taliban was the government of Afghanistan from 2021-08-15 on`."""
        first = f" from {note.first}" if note.first > MIN else ""
        last = f" until {note.last}" if note.last < MAX else " on" if first else ""
        return (
            f"{self._name(note.id)} governed {self._name(note.state)}{first}{last}; sources name the state then, so "
            "what they say of it on those days is here too"
        )

    def refuse_name(self, error: NotFound | Ambiguous) -> tuple[str, str | None]:
        """As the error itself says it."""
        return error.message, error.hint

    # custody

    def write_control(self, fact: StatementFact, *, is_denied: bool) -> str:
        pattern = vocabulary().predicates[fact.predicate].over_place or ""
        sentence = fill_pattern(self.view, pattern, fact.roles)
        if len(fact.role("subject")) > 1:
            sentence = sentence.replace(" is said to ", " are said to ", 1)
        denied = ", which others deny" if is_denied else ""
        denied += ", as is inferred" if fact.is_inferred else ""
        return f"{sentence}{_write_days(fact)}{denied}. Who held people there does not follow from it"

    def write_missing(self, fact: StatementFact, *, is_denied: bool) -> str:
        unit = "" if fact.unit == "people" else f" {fact.unit}"
        number = f" ({self.amount(fact.amount)}{unit})" if fact.amount else ""
        sentence = predicate_sentence(self.view, fact.predicate, fact.roles)
        denied = ", which others deny" if is_denied else ""
        return (
            f"{self._name(fact.speakers[0])} says: {sentence}{number}{_write_days(fact)}{denied}. No number of those "
            "held is lower for it, as nobody says that they left"
        )

    def write_counted_elsewhere(self, holder: str, places: Sequence[str], last: date) -> str:
        were = "was" if len(places) == 1 else "were"
        return (
            f"{self._name(holder)}: {self._join([self._name(place) for place in places], MOST_PLACES)} {were} counted "
            f"on other days, the last on {day_in_words(last)}; these counts are in `counts`, and not added"
        )

    def write_partly(self, group: str, nationality: str) -> str:
        return f"Only some of {self._name(group)} are said to be {self._name(nationality)}"

    def write_no_total(self, reason: NoTotal) -> str:
        return f"no total: {self._explain(reason)}"

    def _explain(self, reason: NoTotal) -> str:
        names = [self._name(id_) for id_ in reason.who]
        match reason.why:
            case NoTotalReason.SEVERAL_ASKED:
                return "several of one name are asked about"
            case NoTotalReason.UNKNOWN_PARTS:
                return f"no one says that the parts of {names[0]} have nobody in common and are all of it"
            case NoTotalReason.PART_WITHOUT_HOLDER:
                return f"{names[0]} are part of {names[1]} and no one says who held them"
            case NoTotalReason.SEVERAL_GROUPS:
                return "the rows speak of several groups, which may hold one another's members"
            case NoTotalReason.UNCOUNTED:
                return f"no one says how many {names[0]} held"
            case NoTotalReason.OTHER_UNIT:
                return f"what {names[0]} held is counted in {reason.unit}"
            case NoTotalReason.SHARED_COUNTS:
                return f"what {names[0]} held is part of more than one joint count"
            case NoTotalReason.NO_COMMON_DAY:
                return "no day is common to all counts, and people may have moved between them"
        return (
            f"what {names[0]} held was counted on {reason.days[0]} and what {names[1]} held on {reason.days[1]}, and "
            "people may have moved between"
        )

    def write_other_units(self, number: int) -> str:
        return f"{plural(number, 'move')} {_is(number)} counted in another unit, and left aside"

    def write_maybe_one(self, one: str, other: str) -> str:
        return f"{one} and {other} may be one occurrence: no judgement says"

    def write_more_maybe_one(self, number: int) -> str:
        return f"{number} more pairs of hops may be one occurrence; mayBe names them"

    def write_most_maybe_one(self, most: int) -> str:
        return f"mayBe names at most {most} hops, the first in time; there may be more"

    def write_partly_compared(self, number: int, most: int) -> str:
        return (
            f"{plural(number, 'hop')} {'was' if number == 1 else 'were'} compared only with the {most} that come next "
            "in time, not with all; mayBeMore marks them, and mayBe may lack some"
        )

    def write_chains_among(self, number: int, all_: int) -> str:
        return f"chains are looked for among the {number} of {all_:,} hops that move most people"

    def write_more_chains(self, given: int, most: int) -> str:
        return f"there are more chains than the {given} given; at most {most} are looked for"

    def write_cut_chains(self, most: int) -> str:
        return f"chains are cut after {most} hops"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _write_days(fact: StatementFact) -> str:
    words = days_in_words(*fact.days) if fact.days else ""
    return f" {words}" if words else ""
