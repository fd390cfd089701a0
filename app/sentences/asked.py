"""What a sentence says of the question itself: its days, and what was left out of the evidence."""

from collections.abc import Iterable

from app.answers.question import Asked
from app.sentences.facts import AskedDays
from graph.evidence.support import find_known_certainty
from graph.model.statement import StoredStatement


def find_asked_days(selection: Asked, *, has_day: bool = True, told: Iterable[StoredStatement] = ()) -> AskedDays:
    """The days and the lens of a question. `has_day` False: the question has no day, or takes one only as a limit.

    `told` are the statements that the sentence begins with: one of them is enough, if it was public.
    """
    statements = list(told)
    asked, lens = selection.question, selection.lens
    return AskedDays(
        day=asked.as_of if has_day else None,
        known_at=asked.known_at,
        only_certain=asked.certainty == "certain",
        excluded=tuple(sorted(lens.excluded)),
        trusted=tuple(sorted(lens.trusted or ())),
        has_lens=asked.has_lens,
        relations=asked.relations,
        is_today=not asked.as_of_given,
        is_surely_known=not statements or find_known_certainty(statements, asked.known_at) == "certain",
    )
