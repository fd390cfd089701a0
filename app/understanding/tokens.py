"""A typed text as a line of tokens that patterns are matched with: words, names, days, and what is in no pattern."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from app.understanding.days import TypedDays
from app.understanding.figures import TypedFigure
from app.understanding.names import TypedName
from app.understanding.patterns import KNOWN_WHEN, LanguagePatterns
from app.understanding.words import TypedText

FoundAt = dict[int, tuple[str, TypedName | TypedDays | TypedFigure]]  # tokens by the place of their first word


@dataclass(frozen=True, slots=True)
class TypedToken:
    """A token, and the words of the text that it is."""

    written: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class TokenLine:
    """Tokens in their order, with the names and the days that they stand for; `known` are days with what was known."""

    tokens: tuple[TypedToken, ...]
    names: tuple[TypedName, ...]
    days: tuple[TypedDays, ...]
    known: tuple[TypedDays, ...]

    @property
    def text(self) -> str:
        return "".join(f"{token.written} " for token in self.tokens)


def make_line(
    typed: TypedText,
    names: Sequence[TypedName],
    days: Sequence[TypedDays],
    figures: Sequence[TypedFigure],
    patterns: LanguagePatterns,
) -> TokenLine:
    """The tokens of a text; days are taken out of it, and so are ignored words."""
    ignored = _find_phrases(typed, patterns.ignored)
    then = _find_phrases(typed, patterns.known_then) if len(days) == 1 else set()
    tokens: list[TypedToken] = []
    by_first: FoundAt = {one.first: (f"@{n}", one) for n, one in enumerate(names)}
    by_first |= {one.first: (f"#{n}", one) for n, one in enumerate(days)}
    by_first |= {one.first: (f"~{n}", one) for n, one in enumerate(figures)}
    at, unknown = 0, 0
    while at < len(typed.words):
        if found := by_first.get(at):
            written, one = found
            if isinstance(one, TypedName) and one.prefix:
                tokens.append(TypedToken(one.prefix, at, at))
            tokens.append(TypedToken(written, one.first, one.end))
            at = one.end
            continue
        word = typed.words[at].folded
        if at in then:
            at += 1
        elif everyone := _find_everyone(typed, at, patterns):
            tokens.append(TypedToken(f"?{unknown}", at, everyone))
            at, unknown = everyone, unknown + 1
        elif at in ignored:
            at += 1
        elif word in patterns.vocabulary:
            tokens.append(TypedToken(word, at, at + 1))
            at += 1
        else:
            end = _find_unknown_end(typed, at, {*by_first, *then}, patterns)
            tokens.append(TypedToken(f"?{unknown}", at, end))
            at, unknown = end, unknown + 1
    line = _take_days(TokenLine(tuple(tokens), tuple(names), tuple(days), ()), patterns)
    if then:
        known = TypedDays(min(then), max(then) + 1, days[0].readings)
        return replace(line, known=(*line.known, known))
    return line


def _find_phrases(typed: TypedText, phrases: Sequence[tuple[str, ...]]) -> set[int]:
    folded = [word.folded for word in typed.words]
    found = set[int]()
    for phrase in phrases:
        for at in range(len(folded) - len(phrase) + 1):
            if tuple(folded[at : at + len(phrase)]) == phrase:
                found.update(range(at, at + len(phrase)))
    return found


def _find_everyone(typed: TypedText, at: int, patterns: LanguagePatterns) -> int | None:
    """The end of words that mean all speakers who are party to the events, where they begin here."""
    for phrase in patterns.everyone:
        if tuple(word.folded for word in typed.words[at : at + len(phrase)]) == phrase:
            return at + len(phrase)
    return None


def _find_unknown_end(typed: TypedText, at: int, known: Collection[int], patterns: LanguagePatterns) -> int:
    """The end of a run of words that are in no pattern, before known ones; ignored words may be within it."""
    ignored = {phrase[0] for phrase in patterns.ignored if len(phrase) == 1}
    end, last = at + 1, at + 1
    while end < len(typed.words) and end not in known:
        word = typed.words[end].folded
        if word in patterns.vocabulary and word not in ignored:
            break
        end += 1
        last = last if word in ignored else end
    return last


def _take_days(line: TokenLine, patterns: LanguagePatterns) -> TokenLine:
    """The line without its days; those behind words such as `as was known` are apart, and these words go too."""
    days, known = list[TypedDays](), list[TypedDays]()
    text = line.text
    gone = set[int]()
    starts = [0]
    for token in line.tokens:
        starts.append(starts[-1] + len(token.written) + 1)
    for pattern in patterns.modifiers:
        if pattern.asks != KNOWN_WHEN:
            continue
        for found in pattern.expression.finditer(text):
            covered = {n for n in range(len(line.tokens)) if found.start() <= starts[n] < found.end()}
            if not covered & gone:
                gone |= covered
                known.append(line.days[int(found["days"][1:])])
    for n, token in enumerate(line.tokens):
        if token.written.startswith("#") and n not in gone:
            gone.add(n)
            days.append(line.days[int(token.written[1:])])
    tokens = tuple(token for n, token in enumerate(line.tokens) if n not in gone)
    return TokenLine(tokens, line.names, tuple(days), tuple(known))
