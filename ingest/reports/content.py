"""A sentence with all that is found in it, from which statements are suggested."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.dates.in_text import DateInText
from graph.model.numbers_in_text import NumberInText
from graph.names.text_words import TextWord, split_text
from ingest.reports.clauses import Clause, find_clauses
from ingest.reports.mentions import Mention
from ingest.reports.stretches import SUSPECTED
from ingest.reports.verbs import VerbInText, find_verbs

Cells = dict[str, str]  # of the tab What, by field


@dataclass(frozen=True)
class SentenceContent:
    """A sentence: its text, and what is in it, by characters of the sentence; verbs by their words."""

    text: str
    mentions: Sequence[Mention]
    dates: Sequence[DateInText]
    numbers: Sequence[NumberInText]
    context: Sequence[Cells] = ()  # rows of the sentences before it in the paragraph

    @cached_property
    def words(self) -> list[TextWord]:
        return split_text(self.text)

    @cached_property
    def verbs(self) -> list[VerbInText]:
        """The verbs of predicates, in order; none is of what somebody is suspected, or in the name of people."""
        groups = [(one.start, one.end) for one in self.mentions if one.kind.startswith("Group.")]
        closed = [*self.suspected, *groups]
        found = find_verbs(self.text, self.words)
        return [one for one in found if not any(first <= self.get_start(one) < last for first, last in closed)]

    @cached_property
    def suspected(self) -> list[tuple[int, int]]:
        """The stretches that say of what somebody is suspected."""
        return [match.span() for match in SUSPECTED.finditer(self.text)]

    @cached_property
    def clauses(self) -> list[Clause]:
        """The relative clauses, in order."""
        return find_clauses(self.text, self.words, self.mentions)

    def get_start(self, verb: VerbInText) -> int:
        return self.words[verb.first].start

    def get_end(self, verb: VerbInText) -> int:
        return self.words[verb.end - 1].end
