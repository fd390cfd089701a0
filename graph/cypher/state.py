"""The state of a walk through a query: what may come next, within which brackets, and the error for anything else."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from unicodedata import normalize

from graph.cypher.tokens import BEGINNING, CLAUSES, WRITING, Cursor, Token, make_refusal
from graph.errors import RefusedQuery

DEEPEST = 100  # brackets within one another; parsers and engines go down one by one
MOST_PREFIXES = 50  # NOT NOT NOT ..
VALUE, ENDED, CLAUSE, NAME, EITHER = "value", "ended", "clause", "name", "either"


@dataclass
class Frame:
    """Between two brackets. `cases` are those that are open in it."""

    kind: str  # "(", "[", "map", "call" (a subquery of CALL), "scope" (what such a subquery takes), "query", "trim"
    cases: int = 0


@dataclass
class WalkState(Cursor):
    """What may come next at a token, and within which brackets it stands."""

    position: str = CLAUSE
    frames: list[Frame] = field(default_factory=lambda: [Frame("query")])
    prefixes: int = 0
    key: bool = False  # whether the key of a map may come next

    def end_value(self) -> None:
        """A value has ended: what comes next joins it to another, or begins a clause."""
        self.position, self.prefixes = ENDED, 0

    def open_bracket(self, token: Token) -> None:
        """Go into the bracket that a sign opens."""
        sign, before = token.text, self.look_back(1)
        if self.position == CLAUSE:
            raise self.refuse(token)
        if sign == "{":
            self.open_frame(token, "map", VALUE)
            self.key = True
        else:
            if sign == "(" and self.position == ENDED and before.kind not in ("sign", "word", "name"):
                raise self.refuse(token)
            is_trim = sign == "(" and before.text.lower() == "trim" and before.kind == "word"
            self.open_frame(token, "trim" if is_trim else sign, VALUE)

    def open_frame(self, token: Token, kind: str, position: str) -> None:
        """Go into a frame, where `position` says what may come first. Raises RefusedQuery where too many are open."""
        self.frames.append(Frame(kind))
        if len(self.frames) > DEEPEST:
            raise self.refuse_depth(token)
        self.position, self.prefixes = position, 0

    def close_bracket(self, token: Token) -> None:
        """Leave the frame that a sign closes. Raises RefusedQuery where it does not fit."""
        if len(self.frames) == 1:
            raise make_refusal(self.text, token.start, token.text, "it closes nothing")
        frame = self.frames.pop()
        if frame.cases:
            raise self.refuse(token)
        kinds = {")": ("(", "scope", "trim"), "]": ("[",), "}": ("map", "call", "query")}[token.text]
        if frame.kind not in kinds:
            raise make_refusal(self.text, token.start, token.text, f"it does not close {frame.kind}")
        self.end_value()
        if frame.kind == "scope":
            self.number += 1
            if self.look_back(0).text != "{":
                raise self.refuse(self.look_back(0) if self.number < len(self.tokens) else token)
            self.open_frame(token, "call", CLAUSE)
        elif frame.kind == "call":
            self.position = CLAUSE

    def open_case(self, token: Token) -> None:
        """Begin a CASE, which END closes."""
        self.frames[-1].cases += 1
        self.number += self.look_ahead().text.upper() == "WHEN"
        if sum(frame.cases for frame in self.frames[-3:]) + len(self.frames) > DEEPEST:
            raise self.refuse_depth(token)
        self.position = VALUE

    def expect_word(self, token: Token, word: str) -> None:
        """Step over a word that must come next. Raises RefusedQuery where it does not."""
        if self.look_ahead().text.upper() != word:
            raise self.refuse(token)
        self.number += 1

    def refuse(self, token: Token) -> RefusedQuery:
        """The error for a token that may not stand here, with a hint at what may."""
        before = self.look_back(1)
        if before.kind == "word" and before.text.upper() in WRITING and token.kind != "sign":
            token = before
        met = token.text
        hint = f"as a name it is written in backticks: `{token.text}`"
        if token.kind == "word":
            met = normalize("NFKC", token.text).upper()
        if self.position == CLAUSE or token.kind != "word":
            near = get_close_matches(met, CLAUSES, n=1)
            hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(sorted(BEGINNING))}"
        return make_refusal(self.text, token.start, met[:60], hint)

    def refuse_depth(self, token: Token) -> RefusedQuery:
        """The error for too many brackets within one another."""
        return make_refusal(
            self.text, token.start, token.text, f"at most {DEEPEST} brackets within one another", "too deep:"
        )
