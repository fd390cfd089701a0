"""Numbers of a sentence as its other words leave them: handed over 18 is 18; all but six of the 30 is one number."""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.model.numbers_in_text import NumberInText, find_numbers
from ingest.reports.content import SentenceContent

ALL_BUT = re.compile(r"\b(?:all|everyone|everybody) (?:but|except(?: for)?) (?:the )?$", re.IGNORECASE)
OF_WHOLE = re.compile(r" of (?:the |those |these |its |their )?$")


def settle_numbers(sentence: SentenceContent) -> SentenceContent:
    """The sentence with its numbers by what stands before them: a word of a verb, or `all but`."""
    return replace(sentence, numbers=list(_settle(sentence)))


def _settle(sentence: SentenceContent) -> Iterator[NumberInText]:
    text, last = sentence.text, 0
    for at, number in enumerate(sentence.numbers):
        if number.start < last:
            continue
        one = _cut_verb(sentence, number)
        if match := ALL_BUT.search(text[: one.start]):
            following = next(iter(sentence.numbers[at + 1 :]), None)
            if following and OF_WHOLE.fullmatch(text[one.end : following.start]):
                written = text[match.start() : following.end]
                one = one._replace(start=match.start(), end=following.end, written=written, wording=written)
            else:
                written = text[match.start() : one.end]
                one = one._replace(start=match.start(), written=written, wording=written)
        last = one.end
        yield one


def _cut_verb(sentence: SentenceContent, number: NumberInText) -> NumberInText:
    """A number without the words before it that are those of a verb: handed over."""
    ends = (
        sentence.get_end(verb)
        for verb in sentence.verbs
        if sentence.get_start(verb) < number.start < sentence.get_end(verb) < number.end
    )
    if (end := next(ends, None)) is None:
        return number
    found = find_numbers(sentence.text[end : number.end])
    return found[-1]._replace(start=found[-1].start + end, end=number.end) if found else number
