"""A query followed token by token, knowing little: what may come next, and within which brackets.

Where a value may begin any word is a name, or a function of the list if a parenthesis follows; where one has ended a
word joins it to another, or begins a clause that reads; where a clause must begin, one that reads does.
"""

from dataclasses import dataclass, field
from difflib import get_close_matches
from unicodedata import normalize

from graph.cypher.hints import hint_end
from graph.cypher.schema import FUNCTIONS, NAMES, Table, alone, procedures, quoted, shown, unwound
from graph.cypher.tokens import Token, refused
from graph.errors import RefusedQuery

DEEPEST = 100  # brackets within one another; parsers and engines go down one by one
MOST_PREFIXES = 50  # NOT NOT NOT ..
MOST_OPERATORS = 2_000  # 1 + 1 + 1 ..; engines go down one by one, and Neo4j does not end a plan that it is making

BEGINNING = frozenset(["MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL"])
CLAUSES = BEGINNING | frozenset(["WHERE", "ORDER", "SKIP", "OFFSET", "LIMIT", "UNION", "YIELD"])
JOINING = frozenset(["AND", "OR", "XOR", "IN", "CONTAINS", "STARTS", "ENDS", "IS", "AS"])
ENDING = frozenset(["ASC", "ASCENDING", "DESC", "DESCENDING"])
PREFIXES = frozenset(["NOT", "DISTINCT"])
SUBQUERIES = frozenset(["EXISTS", "COUNT", "COLLECT"])
OF_CASE = frozenset(["WHEN", "THEN", "ELSE"])
SIDES = frozenset(["BOTH", "LEADING", "TRAILING"])  # trim(BOTH 'x' FROM name)
FOLLOWED_BY = {"ORDER": "BY", "STARTS": "WITH", "ENDS": "WITH"}
AFTER_A_NAME = frozenset((".", ",", ")", "]", "}", ":", "=", ""))  # behind these a word was a name: not.x, [case]
# named in the error where they were taken for a name
WRITING = frozenset(
    """ALTER CREATE DEALLOCATE DELETE DENY DETACH DROP DRYRUN ENABLE FOREACH GRANT INSERT LOAD MERGE NODETACH
    REALLOCATE REMOVE RENAME REVOKE SET SHOW START STOP TERMINATE USE""".split()  # noqa: SIM905
)
WITH_CLAUSES = frozenset(("query", "call"))  # the brackets within which clauses stand; WHERE stands in others too
VALUE, ENDED, CLAUSE, NAME, EITHER = "value", "ended", "clause", "name", "either"
NOTHING = Token("sign", "", 0, 0)


@dataclass
class _Frame:
    """Between two brackets. `cases` are those that are open in it."""

    kind: str  # "(", "[", "map", "call" (a subquery of CALL), "scope" (what such a subquery takes), "query", "trim"
    cases: int = 0


@dataclass
class Walk:
    """The state between two tokens: what may come next, and within which brackets."""

    text: str
    tokens: list[Token]
    number: int
    position: str = CLAUSE
    frames: list[_Frame] = field(default_factory=lambda: [_Frame("query")])
    instead: dict[int, tuple[int, str]] = field(default_factory=dict)
    prefixes: int = 0
    operators: int = 0  # behind values: signs, what joins conditions, properties and parts of lists
    key: bool = False  # whether the key of a map may come next

    def __post_init__(self) -> None:
        self.begin = self.number

    def go(self) -> None:
        while self.number < len(self.tokens):
            token = self.tokens[self.number]
            if token.kind == "sign":
                self._sign(token)
            elif token.kind == "word" and self.position != NAME:
                self._word(token)
            else:
                self._value(token)
            self.number += 1
        if any(frame.cases for frame in self.frames):
            raise self._refused(self.tokens[-1])  # a CASE without END is a name to some

    def _value(self, token: Token) -> None:
        """A string, number or name; a word where only a name can stand."""
        if self.position == CLAUSE or (self.position == ENDED and token.kind != "number"):
            raise self._refused(token)
        if self._next().text == "(" and token.kind in ("word", "name"):
            self._function(token)
        if token.kind == "number" and self._next().text == "." and self.number + 2 < len(self.tokens):
            after = self.tokens[self.number + 2]
            raise refused(self.text, after.start, after.text.upper(), "a number has no properties")
        self._ended()

    def _ended(self) -> None:
        self.position, self.prefixes = ENDED, 0

    def _word(self, token: Token) -> None:
        word = token.text.upper() if token.text.isascii() else ""
        if self.position in (ENDED, CLAUSE, EITHER):
            self._keyword(token, word)
        else:
            self._begun(token, word)

    def _keyword(self, token: Token, word: str) -> None:
        """A word behind a value, or where a clause begins."""
        frame = self.frames[-1]
        if word in CLAUSES:
            if frame.cases or (frame.kind not in WITH_CLAUSES and word != "WHERE"):
                raise self._refused(token)
            self._clause(token, word)
        elif self.position == EITHER:
            self._begun(token, word)
        elif word == "SHOW" and self.position == CLAUSE and self.number == self.begin:
            self._show(token)
        elif self.position == CLAUSE:
            raise self._refused(token)
        elif word in JOINING:
            self._count_operator(token)
            self.position = NAME if word == "AS" else VALUE
            if word in FOLLOWED_BY:
                self._expect(token, FOLLOWED_BY[word])
        elif (word in OF_CASE and frame.cases) or (word == "FROM" and frame.kind == "trim"):
            self.position = VALUE
        elif word == "USING" and frame.kind in WITH_CLAUSES:
            self._leave_out(hint_end(self.tokens, self.number))
        elif word == "END" and frame.cases:
            frame.cases -= 1
        elif word in ENDING or (word == "NOT" and self._next().text.upper() == "NULL"):
            self.position = ENDED if word in ENDING else VALUE
        else:
            raise self._refused(token)

    def _clause(self, token: Token, word: str) -> None:
        self.position, self.prefixes = VALUE, 0
        following = self._next().text.upper()
        if word in FOLLOWED_BY:
            self._expect(token, FOLLOWED_BY[word])
        elif word == "CALL":
            self._call(token)
        elif word == "OPTIONAL":
            if following not in ("MATCH", "CALL"):
                raise self._refused(token)
            self.position = CLAUSE
        elif word == "UNION":
            self.number += following in ("ALL", "DISTINCT")
            self.position = CLAUSE

    def _begun(self, token: Token, word: str) -> None:
        """A word where a value may begin: a name, but for a few that go before one."""
        following = self._next()
        if self._may_write(word, following):
            raise self._refused(token)
        if self.key and following.text != "(":
            self._ended()
        elif word in PREFIXES and following.text not in AFTER_A_NAME:
            self.prefixes += 1
            self.position = VALUE
            if self.prefixes > MOST_PREFIXES:
                raise self._too_deep(token)
        elif word == "CASE" and following.text not in AFTER_A_NAME and not self._ends_clause(following):
            self._open_case(token)
        elif word in SUBQUERIES and following.text == "{":
            self.number += 1
            self._open(token, "query", EITHER if self._next().text == "(" else CLAUSE)
        elif (self._is_trimming(word) and following.text not in AFTER_A_NAME) or (
            word in ("ALL", "ANY") and following.text.upper() == "SHORTEST"
        ):
            self.position = VALUE
        elif word == "SHORTEST" and following.kind != "word":
            self.number += following.kind == "number"
            self.position = EITHER
        elif word in ("TYPED", "NORMALIZED") and self._before(1).text.upper() in ("IS", "NOT"):
            self.position = VALUE if word == "TYPED" else ENDED
        else:
            if following.text == "(":
                self._function(token)
            self._ended()

    def _is_trimming(self, word: str) -> bool:
        """Whether a word says what is cut off a text: trim(BOTH 'x' FROM name), trim(LEADING FROM name)."""
        before = self._before(1).text
        return self.frames[-1].kind == "trim" and (
            (word in SIDES and before == "(") or (word == "FROM" and before.upper() in SIDES)
        )

    def _may_write(self, word: str, following: Token) -> bool:
        """Whether a word that is a name here may begin a clause to whom the word before it is a name."""
        before = self._before(1)
        is_unsure = (
            self.position == EITHER or before.text == ".." or before.text.upper() in (*PREFIXES, "CASE", "TYPED")
        )
        return word in WRITING and is_unsure and (self.position == EITHER or following.text in ("[", "{"))

    def _ends_clause(self, following: Token) -> bool:
        """Whether a clause begins behind this word, which then is a name: RETURN case LIMIT 1."""
        after = self._before(-2)
        return following.text.upper() in CLAUSES and after.kind in ("number", "word") and after.text.upper() != "WHEN"

    def _open_case(self, token: Token) -> None:
        self.frames[-1].cases += 1
        self.number += self._next().text.upper() == "WHEN"
        if sum(frame.cases for frame in self.frames[-3:]) + len(self.frames) > DEEPEST:
            raise self._too_deep(token)
        self.position = VALUE

    def _sign(self, token: Token) -> None:
        sign = token.text
        key, self.key = self.key, False
        if self.position == ENDED and sign not in ",:)]}":
            self._count_operator(token)
        if sign in "([{":
            self._open_bracket(token)
        elif sign in ")]}":
            self._close(token)
        elif sign == ";":
            raise refused(self.text, token.start, ";", "send one statement at a time", "more after")
        elif self.position == CLAUSE:
            raise self._refused(token)
        elif sign in (".", "$"):
            if sign == "$" and self.position != VALUE and self._before(1).text != ":":
                raise self._refused(token)
            self.position = VALUE if self._next().text == "(" else NAME
        elif sign == "*" and self.position in (VALUE, NAME) and self._before(1).kind in ("word", "sign"):
            self._ended()  # count(*), RETURN *, [*1..3], n {.*}
        elif sign in ("*", "+") and self.position == ENDED and self._before(1).text in (")", ">", "-"):
            self.position = EITHER  # ((a)--(b))+ RETURN, or (1 + 2) * x
        elif sign == ":" and not key and not self._is_value_of_key():
            self.position = NAME
        elif sign in ("!", "%") and self.position == NAME:
            pass  # n:!Label, n:%
        elif sign in ("|", "&") and self._before(1).kind != "sign" and self._is_label_list():
            self.position = NAME
        else:
            if sign in ("-", "+") and self.position == VALUE:
                self.prefixes += 1
                if self.prefixes > MOST_PREFIXES:
                    raise self._too_deep(token)
            self.position = VALUE
            self.key = sign == "," and self.frames[-1].kind == "map"

    def _count_operator(self, token: Token) -> None:
        self.operators += 1
        if self.operators > MOST_OPERATORS:
            hint = f"at most {MOST_OPERATORS:,} operators in a query; compare with many values by IN and a parameter"
            raise refused(self.text, token.start, token.text, hint, "too long a chain:")

    def _is_value_of_key(self) -> bool:
        """Whether the colon here parts the key of a map from its value."""
        return self.frames[-1].kind == "map" and self._before(2).text in ("{", ",") and self._before(1).kind != "sign"

    def _is_label_list(self) -> bool:
        """Whether the word before is a label or type, so that another one comes: :A|B, :A&B."""
        return self._before(2).text in (":", "|", "&", "!") and self.frames[-1].kind in ("(", "[")

    def _open_bracket(self, token: Token) -> None:
        sign, before = token.text, self._before(1)
        if self.position == CLAUSE:
            raise self._refused(token)
        if sign == "{":
            self._open(token, "map", VALUE)
            self.key = True
        else:
            if sign == "(" and self.position == ENDED and before.kind not in ("sign", "word", "name"):
                raise self._refused(token)
            is_trim = sign == "(" and before.text.lower() == "trim" and before.kind == "word"
            self._open(token, "trim" if is_trim else sign, VALUE)

    def _open(self, token: Token, kind: str, position: str) -> None:
        self.frames.append(_Frame(kind))
        if len(self.frames) > DEEPEST:
            raise self._too_deep(token)
        self.position, self.prefixes = position, 0

    def _close(self, token: Token) -> None:
        if len(self.frames) == 1:
            raise refused(self.text, token.start, token.text, "it closes nothing")
        frame = self.frames.pop()
        if frame.cases:
            raise self._refused(token)
        kinds = {")": ("(", "scope", "trim"), "]": ("[",), "}": ("map", "call", "query")}[token.text]
        if frame.kind not in kinds:
            raise refused(self.text, token.start, token.text, f"it does not close {frame.kind}")
        self._ended()
        if frame.kind == "scope":
            self.number += 1
            if self._before(0).text != "{":
                raise self._refused(self._before(0) if self.number < len(self.tokens) else token)
            self._open(token, "call", CLAUSE)
        elif frame.kind == "call":
            self.position = CLAUSE

    def _call(self, token: Token) -> None:
        following = self._next()
        if following.kind == "sign" and following.text in ("{", "("):
            self.number += 1
            self._open(
                following, "call" if following.text == "{" else "scope", CLAUSE if following.text == "{" else VALUE
            )
            return
        begin, name = self.number, ""
        while self._next().kind in ("word", "name") or self._next().text == ".":
            self.number += 1
            name += self._before(0).text
            if self._before(0).kind != "sign" and self._next().text != ".":
                break
        table = procedures().get(name.lower())
        if table is None:
            known = ", ".join(sorted(NAMES.values()))
            raise refused(self.text, token.start, f"CALL {name}".strip(), f"these may be called: {known}")
        if self._next().text == "(":
            self.number += 1
            if self._next().text != ")":
                raise refused(self.text, token.start, f"CALL {name}", "without anything in its parentheses")
            self.number += 1
        self._put_table(begin, "CALL", table)

    def _show(self, token: Token) -> None:
        """SHOW FUNCTIONS, SHOW ALL INDEXES, SHOW CONSTRAINT YIELD name: a table that is known, as of a procedure."""
        begin = self.number
        self.number += 1 + (self._next().text.upper() == "ALL")
        word = self._before(0).text.upper()
        table = next((shown()[name] for name in (word, f"{word}S", f"{word}ES") if name in shown()), None)
        if table is None:
            self.number = begin
            raise self._refused(token)
        self._put_table(begin, "SHOW", table)

    def _leave_out(self, end: int | None) -> None:
        """Leave out the tokens from here up to `end`: no engine needs what they say."""
        if end is None:
            raise self._refused(self._before(0))
        self.instead[self.number] = (end, "")
        self.number = end - 1

    def _put_table(self, begin: int, word: str, table: Table) -> None:
        """Clauses in place of CALL .. [YIELD ..] or SHOW ..: what it answers is known."""
        self.position = CLAUSE
        if self._next().text.upper() != "YIELD":
            if self.number + 1 < len(self.tokens):
                raise refused(self.text, self.tokens[begin].start, f"{word} without YIELD", f"write {word} .. YIELD ..")
            self.instead[begin] = (self.number + 1, alone(table))
            return
        self.number += 1
        names = self._yielded(table)
        followed = "" if self._next().text.upper() != "WHERE" else " WITH *"
        ends = "" if self.number + 1 < len(self.tokens) else " RETURN " + ", ".join(map(quoted, names.values()))
        self.instead[begin] = (self.number + 1, unwound(table, names) + followed + ends)

    def _yielded(self, table: Table) -> dict[str, str]:
        """The columns behind YIELD, each with the name that it gets."""
        names: dict[str, str] = {}
        while True:
            self.number += 1
            column = self._before(0)
            if column.text == "*" and not names:
                return {name: name for name in table.columns}
            if column.kind not in ("word", "name") or column.text not in table.columns:
                raise refused(self.text, column.start, column.text, f"its columns are {', '.join(table.columns)}")
            names[column.text] = column.text
            if self._next().text.upper() == "AS":
                self.number += 2
                names[column.text] = self._before(0).text
            if self._next().text != ",":
                return names
            self.number += 1

    def _function(self, token: Token) -> None:
        """A name before a parenthesis. Its first parts stand before it, with dots between."""
        number, name = self.number, token.text
        while number >= 1 and self.tokens[number - 1].text == "." and self.tokens[number - 1].kind == "sign":
            number -= 2
            part = self.tokens[number].text if number >= 0 and self.tokens[number].kind in ("word", "name") else ""
            name = f"{part}.{name}"
            if number < 0 or name.count(".") > 8:
                break
        if name.lower() not in FUNCTIONS or (self.position == NAME and self._before(1).text != "."):
            hint = "SHOW FUNCTIONS lists those that may be called"
            what = "" if name.upper() in WRITING else "the function"
            raise refused(self.text, token.start, name.upper() if not what else name, hint, what)

    def _expect(self, token: Token, word: str) -> None:
        if self._next().text.upper() != word:
            raise self._refused(token)
        self.number += 1

    def _next(self) -> Token:
        return self.tokens[self.number + 1] if self.number + 1 < len(self.tokens) else NOTHING

    def _before(self, count: int) -> Token:
        """The token `count` before this one."""
        place = self.number - count
        return self.tokens[place] if 0 <= place < len(self.tokens) else NOTHING

    def _refused(self, token: Token) -> RefusedQuery:
        before = self._before(1)
        if before.kind == "word" and before.text.upper() in WRITING and token.kind != "sign":
            token = before
        met = token.text
        hint = f"as a name it is written in backticks: `{token.text}`"
        if token.kind == "word":
            met = normalize("NFKC", token.text).upper()
        if self.position == CLAUSE or token.kind != "word":
            near = get_close_matches(met, CLAUSES, n=1)
            hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(sorted(BEGINNING))}"
        return refused(self.text, token.start, met[:60], hint)

    def _too_deep(self, token: Token) -> RefusedQuery:
        return refused(
            self.text, token.start, token.text, f"at most {DEEPEST} brackets within one another", "too deep:"
        )
