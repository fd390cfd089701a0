"""What a typed text asks: the question that fits best, where it leads, what was understood and what was not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.answers.question import Asked
from app.understanding.fitting import FittingQuestion, LeadingQuestion, TextReader
from app.understanding.patterns import list_patterns
from app.understanding.words import split_text
from graph.model.labels import LABELS

MOST_CHOICES = 10


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """A typed text as a question: its best reading, further ones, and words that were not understood.

    `is_decided`: one reading is what was asked. It is not where words are not understood, or can mean several.
    """

    best: LeadingQuestion
    is_decided: bool
    not_understood: tuple[str, ...] = ()
    choices: tuple[LeadingQuestion, ...] = ()


def read_question(selection: Asked, written: str, today: date | None = None) -> TypedQuestion | None:
    """The question that a typed text asks; None where it is none, or the name of somebody or something."""
    typed = split_text(written)
    if typed is None or len(typed.words) < 2:
        return None
    folded = {word.folded for word in typed.words}
    languages = [one for one in list_patterns() if folded & one.openers]
    if not languages or selection.view.directory.names.find_as_written(typed.text, LABELS):
        return None
    readers = [TextReader(selection, typed, one, today or date.today()) for one in languages]
    fitting = [(reader, one) for reader in readers for one in reader.list_fitting()]
    if not fitting:
        return None
    least = min(one.count_left_over() for _, one in fitting)
    reader, best = next((reader, one) for reader, one in fitting if one.count_left_over() == least)
    if best.left_over:
        near = tuple(best.list_leads()) if best.near else ()
        rest = next(replace(best, near=()).list_leads())
        return TypedQuestion(rest, is_decided=False, not_understood=reader.write_words(best.left_over), choices=near)
    return _choose([one for _, one in fitting if not one.left_over])


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
