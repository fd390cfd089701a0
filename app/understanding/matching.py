"""Which patterns fit a line of tokens: a question, what narrows it before and after it, and what is left over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.understanding.patterns import GAP_NAME, KNOWN_WHEN, PARAMETERS, SPEAKERS, LanguagePatterns, QuestionPattern
from app.understanding.tokens import TokenLine, TypedToken


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """A question that fits a line. `slots` are the tokens for each parameter, `left_over` those that fit nothing.

    `phrases` are these tokens with the words before them: near Raqqa. `is_weak`: what is left over comes right behind
    words such as `how many were`, so it may be what is asked. `is_again`: it is the question before.
    """

    asks: str
    slots: Mapping[str, tuple[TypedToken, ...]]
    left_over: tuple[TypedToken, ...]
    phrases: Mapping[str, tuple[TypedToken, ...]] = field(default_factory=dict)
    is_weak: bool = False
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class _Modifiers:
    """What narrows a question: the tokens of each parameter, those with the words before them, and all others."""

    slots: Mapping[str, tuple[TypedToken, ...]]
    phrases: Mapping[str, tuple[TypedToken, ...]]
    rest: tuple[TypedToken, ...]
    text: str  # of all others


def find_matches(line: TokenLine, patterns: LanguagePatterns) -> Iterator[PatternMatch]:
    """Every question that fits, in the order of the file."""
    within = _take_modifiers(line.tokens, patterns)
    whole = _Modifiers({}, {}, line.tokens, line.text)
    for pattern in patterns.questions:
        if match := _match(pattern, whole, patterns):
            yield match
        # what narrows a question may stand within it: who held people in al-Hol in 2019
        if within.slots and (match := _match(pattern, within, patterns)):
            yield match


def find_again(line: TokenLine, patterns: LanguagePatterns, asks: str) -> PatternMatch | None:
    """The question before, where a line only has other days, or narrows it: and how many by mid-February?"""
    found = _take_modifiers(line.tokens, patterns)
    rest = tuple(token.written for token in found.rest if (token.written,) not in patterns.between)
    has_names = all(token.written.startswith("@") for tokens in found.slots.values() for token in tokens)
    says_more = line.days or line.known or found.slots
    if not says_more or not has_names or (rest and rest not in patterns.again):
        return None
    return PatternMatch(asks, found.slots, (), found.phrases, is_again=True)


def _match(pattern: QuestionPattern, line: _Modifiers, patterns: LanguagePatterns) -> PatternMatch | None:
    tokens, text = line.rest, line.text
    found = pattern.expression.search(text)
    if found is None:
        return None
    own = {name: _list_covered(tokens, *found.span(name)) for name in pattern.slots if found[name] is not None}
    before = _list_covered(tokens, 0, found.start())
    behind = _list_covered(tokens, found.end(), len(text))
    taken = {PARAMETERS.get(name, name) for name in own}
    given = own | {name: part for name, part in line.slots.items() if name not in taken}
    phrases = dict(line.phrases)
    left_over = [token for name in taken & line.slots.keys() for token in line.phrases[name]]
    if GAP_NAME in pattern.expression.groupindex:
        left_over += _list_covered(tokens, *found.span(GAP_NAME))
    for part in (before, behind):
        more = _take_modifiers(part, patterns)
        left_over += more.rest
        for name, tokens_of in more.slots.items():
            if name in SPEAKERS:
                given[name] = (*given.get(name, ()), *tokens_of)
                phrases[name] = (*phrases.get(name, ()), *more.phrases[name])
            elif name in given or name in taken:
                left_over += more.phrases[name]
            else:
                given[name], phrases[name] = tokens_of, more.phrases[name]
    if all((token.written,) in patterns.between for token in left_over):
        left_over = []
    is_weak = pattern.is_open and bool(behind) and behind[0] in left_over
    return PatternMatch(pattern.asks, given, tuple(left_over), phrases, is_weak)


def _take_modifiers(tokens: tuple[TypedToken, ...], patterns: LanguagePatterns) -> _Modifiers:
    """The parameters that parts of some tokens are for, and the tokens that are for none."""
    slots, phrases = dict[str, tuple[TypedToken, ...]](), dict[str, tuple[TypedToken, ...]]()
    text = _write(tokens)
    for pattern in patterns.modifiers:
        if pattern.asks == KNOWN_WHEN or pattern.asks in slots:
            continue
        if found := pattern.expression.search(text):
            slots[pattern.asks] = _list_covered(tokens, *found.span(pattern.asks))
            covered = phrases[pattern.asks] = _list_covered(tokens, *found.span())
            tokens = tuple(token for token in tokens if token not in covered)
            text = _write(tokens)
    return _Modifiers(slots, phrases, tokens, text)


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
