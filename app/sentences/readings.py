"""The facts of a question that was typed as a sentence, and how a language says such a question again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.sentences.facts import AskedDays
from app.sentences.question_words import list_slots, read_question_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFacts:
    """One reading of a typed text: the question, whom each parameter means, texts as typed, and the days.

    `leaves_parties`: speakers who are party to the events are left out.
    """

    asks: str
    names: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str] = field(default_factory=dict)
    asked: AskedDays
    leaves_parties: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedFacts:
    """What a typed text was understood as: one reading, or several that it may have, and words that were not.

    `further` are the questions behind it.
    """

    readings: tuple[ReadingFacts, ...]
    not_understood: tuple[str, ...]
    further: tuple["TypedFacts", ...] = ()


def fill_reading(language: str, facts: ReadingFacts, names: Mapping[str, str], opening: str, days: str) -> str:
    """The question as the file of a language says it, without its question mark: `who held ISIS suspects in 2019`.

    `names` are those of the parameters as they are printed; empty where the language has no such file.
    """
    words = read_question_words(language)
    if words is None:
        return ""
    given = {**names, **facts.texts}
    text = words.find_reading(facts.asks, given)
    said = set(list_slots(text))
    further = [
        name for name in words.modifiers if name in names and name not in said and "reads" in words.modifiers[name]
    ]
    parts = [text, *(words.modifiers[name]["reads"] for name in further), days]
    if facts.leaves_parties:
        parts.append(words.everyone_reads)
    line = " ".join(part for part in parts if part)
    for name, printed in given.items():
        line = line.replace(f"{{{name}}}", printed)
    return opening + line
