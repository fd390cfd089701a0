"""What a typed text asks: the questions that fit best, where they lead, what was understood and what was not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.answers.question import Asked
from app.understanding.clauses import TypedClause, cut_clause, split_clauses
from app.understanding.days import TypedDays, find_days
from app.understanding.fitting import FittingQuestion, LeadingQuestion, TextReader
from app.understanding.names import NameFinder, NamesOfOthers
from app.understanding.patterns import SPEAKERS, LanguagePatterns, list_patterns
from app.understanding.words import TypedText, split_text
from graph.model.labels import LABELS

MOST_CHOICES = 10


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """A typed text as a question: its best reading, further ones, and words that were not understood.

    `is_decided`: one reading is what was asked. It is not where words are not understood, or can mean several.
    `further` are the questions behind it in the same text.
    """

    best: LeadingQuestion
    is_decided: bool
    not_understood: tuple[str, ...] = ()
    choices: tuple[LeadingQuestion, ...] = ()
    further: tuple["TypedQuestion", ...] = ()

    @property
    def is_offered(self) -> bool:
        """Whether it leads anywhere, if only without words that are not understood."""
        return self.is_decided or bool(self.choices)


def read_question(selection: Asked, written: str, today: date | None = None) -> TypedQuestion | None:
    """The question that a typed text asks; None where it is none, or the name of somebody or something."""
    typed = split_text(written)
    if typed is None or len(typed.words) < 2:
        return None
    languages = _find_languages(typed)
    if not languages or selection.view.directory.names.find_as_written(typed.text, LABELS):
        return None
    return _QuestionReader(selection, typed, languages, today or date.today()).read()


def _find_languages(typed: TypedText) -> list[LanguagePatterns]:
    """The languages in which a text may be a question: of these, those that have the most of its words."""
    folded = {word.folded for word in typed.words}
    opened = [one for one in list_patterns() if folded & one.openers]
    most = max((len(folded & one.vocabulary) for one in opened), default=0)
    return [one for one in opened if len(folded & one.vocabulary) == most]


class _QuestionReader:
    """Reads a text whole, and question by question where it has several."""

    def __init__(self, selection: Asked, typed: TypedText, languages: Sequence[LanguagePatterns], today: date) -> None:
        self.selection = selection
        self.typed = typed
        self.today = today
        known: NamesOfOthers = {}
        self.finders = [NameFinder(selection.view, one, known) for one in languages]

    def read(self) -> TypedQuestion | None:
        whole = self._read_text(self.typed)
        if whole and whole.is_decided:
            return whole
        split = ((split_clauses(self.typed, finder.patterns), finder.patterns) for finder in self.finders)
        clauses, patterns = next((one for one in split if len(one[0]) > 1), ((), None))
        found = self._read_clauses(clauses, patterns) if patterns else None
        # of what is understood as a whole, only what is understood in parts too is several questions
        return found if found and (not whole or whole.not_understood or not _misses(found)) else whole

    def _read_clauses(self, clauses: Sequence[TypedClause], patterns: LanguagePatterns) -> TypedQuestion | None:
        """The first question with those behind it; what is no question is left out of the one before, and told."""
        found: list[TypedQuestion] = []
        start = 0
        for place, clause in enumerate(clauses):
            if not found:  # what is no question opens the one behind it: as of 2019, who held them?
                opening = cut_clause(self.typed, start, clause.end, patterns).text
                first = self._read_text(opening, behind=self._find_own_days(clauses[place + 1 : place + 2], patterns))
                found += [first] if first else []
                continue
            one = self._read_text(clause.text, found[-1].best)
            is_read = one is not None and (not one.not_understood or one.choices)
            # of a question of which nothing is understood, who afterwards asks nothing either
            if one and is_read and (found[-1].is_offered or _names_someone(one.best)):
                found.append(one)
            else:
                found[-1] = _leave_out(found[-1], self.typed.slice(clause.first, clause.end))
        return replace(found[0], further=tuple(found[1:])) if found else None

    def _find_own_days(self, clauses: Sequence[TypedClause], patterns: LanguagePatterns) -> TypedDays | None:
        """The days that all of a clause is."""
        days = [one for clause in clauses for one in find_days(clause.text, patterns, self.today)]
        return days[0] if len(days) == 1 and len(clauses[0].text.words) == days[0].end - days[0].first else None

    def _read_text(
        self, typed: TypedText, before: LeadingQuestion | None = None, behind: TypedDays | None = None
    ) -> TypedQuestion | None:
        readers = [TextReader(self.selection, typed, finder, self.today, before, behind) for finder in self.finders]
        fitting = [(reader, one) for reader in readers for one in reader.list_fitting()]
        if not fitting:
            return None
        reader, best = min(fitting, key=lambda one: (one[1].count_left_over(), not one[1].is_worth_asking))
        if not best.left_over:
            return _choose([one for _, one in fitting if not one.left_over])
        best = reader.find_near(best)
        left_over = reader.write_words(best.left_over)
        rest = list(replace(best, near=()).list_leads())
        choices = [
            *(best.list_leads() if best.near else ()),
            *(replace(one, leaves_out=left_over) for one in (rest if best.is_worth_asking else ())),
        ]
        return TypedQuestion(rest[0], False, not_understood=left_over, choices=tuple(choices[:MOST_CHOICES]))


def _misses(question: TypedQuestion) -> bool:
    return any(one.not_understood for one in (question, *question.further))


def _names_someone(lead: LeadingQuestion) -> bool:
    """Whether a question says itself whom it is about."""
    return any(part.ids and not part.is_carried and part.parameter not in SPEAKERS for part in lead.parts)


def _leave_out(question: TypedQuestion, words: str) -> TypedQuestion:
    """A question behind which there are words that are not understood; each choice is without them."""
    choices = (question.best,) if question.is_decided else question.choices
    return replace(
        question,
        is_decided=False,
        not_understood=(*question.not_understood, words),
        choices=tuple(replace(one, leaves_out=(*one.leaves_out, words)) for one in choices),
    )


def _choose(fitting: Sequence[FittingQuestion]) -> TypedQuestion:
    """The first of the questions that fit, with what else the text may mean."""
    leads: dict[object, LeadingQuestion] = {}
    for one in fitting:
        for lead in one.list_leads():
            leads.setdefault(_make_key(lead), lead)
    best, *others = leads.values()
    if fitting[0].is_decided:
        return TypedQuestion(best, is_decided=True, choices=tuple(others[:MOST_CHOICES]))
    return TypedQuestion(best, is_decided=False, choices=(best, *others)[:MOST_CHOICES])


def _make_key(lead: LeadingQuestion) -> tuple[str, frozenset[object]]:
    """Equal for questions that ask the same: a group as `held` is a group as `entity`."""
    return lead.asks, frozenset((part.value, part.parameter in ("from", "to", "other")) for part in lead.parts)
