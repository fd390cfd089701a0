"""What a sentence says of the question itself: its days, and what was left out of the evidence."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from app.answers.question import Asked
from app.sentences.facts import AskedDays
from graph.evidence.support import find_known_certainty
from graph.model.statement import StoredStatement

T = TypeVar("T")


def prefer_surely_known(
    selection: Asked, found: Sequence[T], read: Callable[[T], Sequence[StoredStatement]]
) -> Sequence[T]:
    """The findings that were surely public by `known_at`, each by its statements; all where none of them was."""
    known_at = selection.question.known_at
    return [one for one in found if find_known_certainty(read(one), known_at) == "certain"] or found


def find_asked_days(
    selection: Asked, *, has_day: bool = True, findings: Iterable[Sequence[StoredStatement]] = ()
) -> AskedDays:
    """The days and the lens of a question. `has_day` False: the question has no day, or takes one only as a limit.

    `findings` are those that the sentence begins with, each as its statements: of each one is enough that was surely
    public; where a finding has none, all of it was only perhaps public by `known_at`.
    """
    asked, lens = selection.question, selection.lens
    return AskedDays(
        day=asked.as_of if has_day else None,
        known_at=asked.known_at,
        only_certain=asked.certainty == "certain",
        excluded=tuple(sorted(lens.excluded)),
        trusted=tuple(sorted(lens.trusted or ())),
        leaves_parties=asked.no_parties,
        min_independent=asked.min_independent,
        has_lens=asked.has_lens,
        reviewed=asked.reviewed,
        relations=asked.relations,
        is_today=not asked.as_of_given,
        is_surely_known=all(find_known_certainty(each, asked.known_at) == "certain" for each in findings),
    )
