"""Which patterns fit a line of tokens: a question, what narrows it before and after it, and what is left over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.understanding.patterns import KNOWN_WHEN, SPEAKERS, LanguagePatterns, QuestionPattern
from app.understanding.tokens import TokenLine, TypedToken


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """A question that fits a line. `slots` are the tokens for each parameter, `left_over` those that fit nothing."""

    asks: str
    slots: Mapping[str, tuple[TypedToken, ...]]
    left_over: tuple[TypedToken, ...]


def find_matches(line: TokenLine, patterns: LanguagePatterns) -> Iterator[PatternMatch]:
    """Every question that fits, in the order of the file."""
    slots, rest = _take_modifiers(line.tokens, patterns)
    text = _write(rest) if slots else ""
    for pattern in patterns.questions:
        if match := _match(pattern, line.tokens, _write(line.tokens), {}, patterns):
            yield match
        # what narrows a question may stand within it: who held people in al-Hol in 2019
        if slots and (match := _match(pattern, rest, text, slots, patterns)):
            yield match


def _match(
    pattern: QuestionPattern,
    tokens: tuple[TypedToken, ...],
    text: str,
    slots: Mapping[str, tuple[TypedToken, ...]],
    patterns: LanguagePatterns,
) -> PatternMatch | None:
    found = pattern.expression.search(text)
    if found is None:
        return None
    own = {name: _list_covered(tokens, *found.span(name)) for name in pattern.slots if found[name] is not None}
    before = _list_covered(tokens, 0, found.start())
    behind = _list_covered(tokens, found.end(), len(text))
    given, left_over = own | {name: part for name, part in slots.items() if name not in own}, list[TypedToken]()
    left_over += [token for name in own.keys() & slots.keys() for token in slots[name]]
    for part in (before, behind):
        more, rest = _take_modifiers(part, patterns)
        left_over += rest
        for name, tokens_of in more.items():
            if name in SPEAKERS:
                given[name] = (*given.get(name, ()), *tokens_of)
            elif name in given:
                left_over += tokens_of
            else:
                given[name] = tokens_of
    if all((token.written,) in patterns.between for token in left_over):
        left_over = []
    return PatternMatch(pattern.asks, given, tuple(left_over))


def _take_modifiers(
    tokens: tuple[TypedToken, ...], patterns: LanguagePatterns
) -> tuple[dict[str, tuple[TypedToken, ...]], tuple[TypedToken, ...]]:
    """The parameters that parts of some tokens are for, and the tokens that are for none."""
    slots: dict[str, tuple[TypedToken, ...]] = {}
    for pattern in patterns.modifiers:
        if pattern.asks == KNOWN_WHEN or pattern.asks in slots:
            continue
        text = _write(tokens)
        if found := pattern.expression.search(text):
            slots[pattern.asks] = _list_covered(tokens, *found.span(pattern.asks))
            covered = _list_covered(tokens, *found.span())
            tokens = tuple(token for token in tokens if token not in covered)
    return slots, tokens


def _write(tokens: tuple[TypedToken, ...]) -> str:
    return "".join(f"{token.written} " for token in tokens)


def _list_covered(tokens: tuple[TypedToken, ...], start: int, end: int) -> tuple[TypedToken, ...]:
    """The tokens within a part of their text."""
    found, at = [], 0
    for token in tokens:
        if start <= at < end:
            found.append(token)
        at += len(token.written) + 1
    return tuple(found)
