"""Relative clauses and comparisons of a sentence: what one says of the day, or of who acts, is not said of the rest."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.names.text_words import TextWord
from ingest.reports.mentions import Mention
from ingest.reports.stretches import EARLIER_NUMBER
from ingest.reports.verbs import find_phrases, read_verbs

NEAR = 4  # characters between those whom a clause is about and its first word: ", whom"
FEWEST = 2  # words of a clause before a word of speech that ends it


class Clause(NamedTuple):
    """A stretch of a sentence, by characters, and those whom it is about, if they are named right before."""

    start: int
    end: int
    antecedent: Mention | None


def find_clauses(text: str, words: Sequence[TextWord], mentions: Sequence[Mention]) -> list[Clause]:
    """The clauses that begin with who, whom, which and the like, in order; `that` only right behind people."""
    relative = read_verbs()["relative"]
    speech = [words[one.first].start for name in ("speech", "denial") for one in find_phrases(text, words, name)]
    found: list[Clause] = []
    for at, word in enumerate(words):
        if word.folded not in relative and word.folded != "that":
            continue
        before = next((one for one in reversed(mentions) if one.end <= word.start), None)
        is_near = before is not None and word.start - before.end <= NEAR
        if word.folded == "that" and not (is_near and before and before.kind):
            continue
        if found and word.start < found[-1].end:
            continue
        if not is_near and at and not text[words[at - 1].end : word.start].strip() and word.folded in ("who", "where"):
            before = None  # guards who had stayed behind
        comma = next((place for place in range(word.end, len(text)) if text[place] in ",;:"), len(text))
        least = words[at + FEWEST].start if at + FEWEST < len(words) else len(text)
        is_open = "," not in text[max(0, word.start - NEAR) : word.start]
        said = next((start for start in speech if start >= least), len(text)) if is_open else len(text)
        if before and word.folded in ("who", "whom") and not (before.kind or before.may_be({"Group", "Nationality"})):
            is_near = before.may_be({"Actor"}) and bool(before.known)
        found.append(Clause(word.start, min(comma, said), before if is_near else None))
    earlier = [Clause(match.start(), match.end(), None) for match in EARLIER_NUMBER.finditer(text)]
    free = [one for one in earlier if not any(one.start < other.end and other.start < one.end for other in found)]
    return sorted([*found, *free], key=lambda one: one.start)


def find_clause(clauses: Sequence[Clause], place: int) -> Clause | None:
    """The clause in which a character stands; None in the main one."""
    return next((one for one in clauses if one.start <= place < one.end), None)


def measure_gap(clauses: Sequence[Clause], start: int, end: int) -> int:
    """The characters between two places, without those of clauses between them."""
    return end - start - sum(one.end - one.start for one in clauses if start <= one.start and one.end <= end)
