"""Whether a text of Cypher only reads: looked at before any engine sees it, by lists of what may stand where.

An engine's own guard is not enough. Neo4j counts as reading what a service must not do for strangers (LOAD CSV, SHOW,
TERMINATE, procedures), and ArcadeDB knows no read mode and has functions that sleep, run SQL or fill the memory.

So the text is followed token by token, knowing only whether a value may begin here (then any word is a name, or a
function of the list if a parenthesis follows), whether one has just ended (then a word joins it to another, or begins a
clause that reads), or whether a clause must begin. Whatever begins a clause that does more stands behind a value or
where a clause begins, and all but functions of the list is refused before a parenthesis: so nobody needs to know what
engines call it.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from graph.cypher.edge_values import find_edge_values
from graph.cypher.rewriting import Kind, find_hint_end, read_options, read_procedure, write_table
from graph.cypher.schema import FUNCTIONS, Table, show_tables
from graph.cypher.state import CLAUSE, EITHER, ENDED, MOST_PREFIXES, NAME, VALUE, WalkState
from graph.cypher.tokens import (
    AFTER_A_NAME,
    CLAUSES,
    ENDING,
    FOLLOWED_BY,
    JOINING,
    OF_CASE,
    PREFIXES,
    SIDES,
    SUBQUERIES,
    WRITING,
    Token,
    make_refusal,
    split_tokens,
)
from graph.errors import RefusedQuery, TooLarge

MOST_OPERATORS = 2_000  # 1 + 1 + 1 ..; engines go down one by one, and Neo4j does not end a plan that it is making

WITH_CLAUSES = frozenset(("query", "call"))  # the brackets within which clauses stand; WHERE stands in others too


@dataclass
class Walk(WalkState):
    """A query followed to its end; `instead` has what an engine gets in place of some tokens, by their number."""

    instead: dict[int, tuple[int, str]] = field(default_factory=dict)
    operators: int = 0  # behind values: signs, what joins conditions, properties and parts of lists

    def __post_init__(self) -> None:
        self.begin = self.number

    def follow(self) -> None:
        """Go to the end. Raises RefusedQuery at the first token that may not stand where it does."""
        while self.number < len(self.tokens):
            token = self.tokens[self.number]
            if token.kind == "sign":
                self._take_sign(token)
            elif token.kind == "word" and self.position != NAME:
                self._take_word(token)
            else:
                self._take_value(token)
            self.number += 1
        if any(frame.cases for frame in self.frames):
            raise self.refuse(self.tokens[-1])  # a CASE without END is a name to some

    def _take_value(self, token: Token) -> None:
        """A string, number or name; a word where only a name can stand."""
        if self.position == CLAUSE or (self.position == ENDED and token.kind != "number"):
            raise self.refuse(token)
        if self.look_ahead().text == "(" and token.kind in ("word", "name"):
            self._check_function(token)
        if token.kind == "number" and self.look_ahead().text == "." and self.number + 2 < len(self.tokens):
            after = self.tokens[self.number + 2]
            raise make_refusal(self.text, after.start, after.text.upper(), "a number has no properties")
        self.end_value()

    def _take_word(self, token: Token) -> None:
        word = token.text.upper() if token.text.isascii() else ""
        if self.position in (ENDED, CLAUSE, EITHER):
            self._take_keyword(token, word)
        else:
            self._begin_value(token, word)

    def _take_keyword(self, token: Token, word: str) -> None:
        """A word behind a value, or where a clause begins."""
        frame = self.frames[-1]
        if word in CLAUSES:
            if frame.cases or (frame.kind not in WITH_CLAUSES and word != "WHERE"):
                raise self.refuse(token)
            self._begin_clause(token, word)
        elif self.position == EITHER:
            self._begin_value(token, word)
        elif word == "SHOW" and self.position == CLAUSE and self.number == self.begin:
            self._take_show(token)
        elif self.position == CLAUSE:
            raise self.refuse(token)
        elif word in JOINING:
            self._count_operator(token)
            self.position = NAME if word == "AS" else VALUE
            if word in FOLLOWED_BY:
                self.expect_word(token, FOLLOWED_BY[word])
        elif (word in OF_CASE and frame.cases) or (word == "FROM" and frame.kind == "trim"):
            self.position = VALUE
        elif word == "USING" and frame.kind in WITH_CLAUSES:
            self._leave_out(find_hint_end(self.tokens, self.number))
        elif word == "END" and frame.cases:
            frame.cases -= 1
        elif word in ENDING or (word == "NOT" and self.look_ahead().text.upper() == "NULL"):
            self.position = ENDED if word in ENDING else VALUE
        else:
            raise self.refuse(token)

    def _begin_clause(self, token: Token, word: str) -> None:
        self.position, self.prefixes = VALUE, 0
        following = self.look_ahead().text.upper()
        if word in FOLLOWED_BY:
            self.expect_word(token, FOLLOWED_BY[word])
        elif word == "CALL":
            self._take_call(token)
        elif word == "OPTIONAL":
            if following not in ("MATCH", "CALL"):
                raise self.refuse(token)
            self.position = CLAUSE
        elif word == "UNION":
            self.number += following in ("ALL", "DISTINCT")
            self.position = CLAUSE

    def _begin_value(self, token: Token, word: str) -> None:
        """A word where a value may begin: a name, but for a few that go before one."""
        following = self.look_ahead()
        if self._may_write(word, following):
            raise self.refuse(token)
        if self.key and following.text != "(":
            self.end_value()
        elif word in PREFIXES and following.text not in AFTER_A_NAME:
            self.prefixes += 1
            self.position = VALUE
            if self.prefixes > MOST_PREFIXES:
                raise self.refuse_depth(token)
        elif word == "CASE" and following.text not in AFTER_A_NAME and not self._ends_clause(following):
            self.open_case(token)
        elif word in SUBQUERIES and following.text == "{":
            self.number += 1
            self.open_frame(token, "query", EITHER if self.look_ahead().text == "(" else CLAUSE)
        elif (self._is_trimming(word) and following.text not in AFTER_A_NAME) or (
            word in ("ALL", "ANY") and following.text.upper() == "SHORTEST"
        ):
            self.position = VALUE
        elif word == "SHORTEST" and following.kind != "word":
            self.number += following.kind == "number"
            self.position = EITHER
        elif word in ("TYPED", "NORMALIZED") and self.look_back(1).text.upper() in ("IS", "NOT"):
            self.position = VALUE if word == "TYPED" else ENDED
        else:
            if following.text == "(":
                self._check_function(token)
            self.end_value()

    def _is_trimming(self, word: str) -> bool:
        """Whether a word says what is cut off a text: trim(BOTH 'x' FROM name), trim(LEADING FROM name)."""
        before = self.look_back(1).text
        return self.frames[-1].kind == "trim" and (
            (word in SIDES and before == "(") or (word == "FROM" and before.upper() in SIDES)
        )

    def _may_write(self, word: str, following: Token) -> bool:
        """Whether a word that is a name here may begin a clause to whom the word before it is a name."""
        before = self.look_back(1)
        is_unsure = (
            self.position == EITHER or before.text == ".." or before.text.upper() in (*PREFIXES, "CASE", "TYPED")
        )
        return word in WRITING and is_unsure and (self.position == EITHER or following.text in ("[", "{"))

    def _ends_clause(self, following: Token) -> bool:
        """Whether a clause begins behind this word, which then is a name: RETURN case LIMIT 1."""
        after = self.look_back(-2)
        return following.text.upper() in CLAUSES and after.kind in ("number", "word") and after.text.upper() != "WHEN"

    def _take_sign(self, token: Token) -> None:
        sign = token.text
        key, self.key = self.key, False
        if self.position == ENDED and sign not in ",:)]}":
            self._count_operator(token)
        if sign in "([{":
            self.open_bracket(token)
        elif sign in ")]}":
            self.close_bracket(token)
        elif sign == ";":
            raise make_refusal(self.text, token.start, ";", "send one statement at a time", "more after")
        elif self.position == CLAUSE:
            raise self.refuse(token)
        elif sign in (".", "$"):
            if sign == "$" and self.position != VALUE and self.look_back(1).text != ":":
                raise self.refuse(token)
            self.position = VALUE if self.look_ahead().text == "(" else NAME
        elif sign == "*" and self.position in (VALUE, NAME) and self.look_back(1).kind in ("word", "sign"):
            self.end_value()  # count(*), RETURN *, [*1..3], n {.*}
        elif sign in ("*", "+") and self.position == ENDED and self.look_back(1).text in (")", ">", "-"):
            self.position = EITHER  # ((a)--(b))+ RETURN, or (1 + 2) * x
        elif sign == ":" and not key and not self._is_value_of_key():
            self.position = NAME
        elif sign in ("!", "%") and self.position == NAME:
            pass  # n:!Label, n:%
        elif sign in ("|", "&") and self.look_back(1).kind != "sign" and self._is_label_list():
            self.position = NAME
        else:
            if sign in ("-", "+") and self.position == VALUE:
                self.prefixes += 1
                if self.prefixes > MOST_PREFIXES:
                    raise self.refuse_depth(token)
            self.position = VALUE
            self.key = sign == "," and self.frames[-1].kind == "map"

    def _count_operator(self, token: Token) -> None:
        self.operators += 1
        if self.operators > MOST_OPERATORS:
            hint = f"at most {MOST_OPERATORS:,} operators in a query; compare with many values by IN and a parameter"
            raise make_refusal(self.text, token.start, token.text, hint, "too long a chain:")

    def _is_value_of_key(self) -> bool:
        """Whether the colon here parts the key of a map from its value."""
        return (
            self.frames[-1].kind == "map" and self.look_back(2).text in ("{", ",") and self.look_back(1).kind != "sign"
        )

    def _is_label_list(self) -> bool:
        """Whether the word before is a label or type, so that another one comes: :A|B, :A&B."""
        return self.look_back(2).text in (":", "|", "&", "!") and self.frames[-1].kind in ("(", "[")

    def _take_call(self, token: Token) -> None:
        following = self.look_ahead()
        if following.kind == "sign" and following.text in ("{", "("):
            self.number += 1
            self.open_frame(
                following, "call" if following.text == "{" else "scope", CLAUSE if following.text == "{" else VALUE
            )
            return
        begin = self.number
        self._put_table(begin, "CALL", read_procedure(self, token))

    def _take_show(self, token: Token) -> None:
        """SHOW FUNCTIONS, SHOW ALL INDEXES, SHOW CONSTRAINT YIELD name: a table that is known, as of a procedure."""
        begin = self.number
        self.number += 1 + (self.look_ahead().text.upper() == "ALL")
        word = self.look_back(0).text.upper()
        table = next((show_tables()[name] for name in (word, f"{word}S", f"{word}ES") if name in show_tables()), None)
        if table is None:
            self.number = begin
            raise self.refuse(token)
        self._put_table(begin, "SHOW", table)

    def _leave_out(self, end: int | None) -> None:
        """Leave out the tokens from here up to `end`: no engine needs what they say."""
        if end is None:
            raise self.refuse(self.look_back(0))
        self.instead[self.number] = (end, "")
        self.number = end - 1

    def _put_table(self, begin: int, word: str, table: Table) -> None:
        self.position = CLAUSE
        self.instead[begin] = write_table(self, begin, word, table)

    def _check_function(self, token: Token) -> None:
        """A name before a parenthesis. Its first parts stand before it, with dots between."""
        number, name = self.number, token.text
        while number >= 1 and self.tokens[number - 1].text == "." and self.tokens[number - 1].kind == "sign":
            number -= 2
            part = self.tokens[number].text if number >= 0 and self.tokens[number].kind in ("word", "name") else ""
            name = f"{part}.{name}"
            if number < 0 or name.count(".") > 8:
                break
        if name.lower() not in FUNCTIONS or (self.position == NAME and self.look_back(1).text != "."):
            hint = "SHOW FUNCTIONS lists those that may be called"
            what = "" if name.upper() in WRITING else "the function"
            raise make_refusal(self.text, token.start, name.upper() if not what else name, hint, what)


LONGEST = 100_000  # bytes of UTF-8


class CheckedQuery(NamedTuple):
    """A text as an engine may have it: without comments, without what asked for its plan, without `;` at its end."""

    text: str
    kind: Kind


def check_query(text: str) -> CheckedQuery:
    """A text that only reads, as an engine may have it.

    Raises RefusedQuery that names the word and its place, or TooLarge.
    """
    size = len(text.encode(errors="replace"))
    if size > LONGEST:
        raise TooLarge(
            f"the query has {size} bytes; at most {LONGEST} are taken",
            parameter="query",
            hint="pass lists as parameters",
        )
    tokens = list(split_tokens(text))
    while tokens and tokens[-1].text == ";" and tokens[-1].kind == "sign":
        tokens.pop()
    if not tokens:
        raise RefusedQuery("the query is empty", parameter="query", hint="MATCH (n:Actor) RETURN n.name LIMIT 10")
    kind, begin = read_options(text, tokens)
    walk = Walk(text, tokens, begin)
    walk.follow()
    return CheckedQuery(_write_tokens(text, tokens, begin, walk.instead | find_edge_values(tokens, begin)), kind)


def find_parameters(text: str) -> set[str]:
    """The names of the `$parameters` in a text that has passed the check."""
    names, dollar = set(), False
    for token in split_tokens(text):
        if dollar and token.kind in ("word", "name", "number"):
            names.add(token.text)
        dollar = token.kind == "sign" and token.text == "$"
    return names


def _write_tokens(text: str, tokens: list[Token], begin: int, instead: dict[int, tuple[int, str]]) -> str:
    """The tokens with the spaces and lines between them; some of them are replaced, up to another one."""
    out: list[str] = []
    number, place = begin, tokens[begin - 1].end if begin else 0
    while number < len(tokens):
        token = tokens[number]
        out.append(_write_spaces(text, place, token.start))
        if number in instead:
            number, replaced = instead[number]
            out.append(replaced)
        else:
            out.append(token.written if token.written is not None else text[token.start : token.end])
            number += 1
        place = tokens[number - 1].end
    return "".join(out).strip()


def _write_spaces(text: str, start: int, end: int) -> str:
    """Lines stay lines, so that an engine's errors name the right one."""
    between = text[start:end]
    return "\n" * between.count("\n") or (" " if between else "")
