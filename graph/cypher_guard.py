"""Whether a text of Cypher only reads: looked at before any engine sees it, by its words and without a grammar.

An engine's own guard is not enough. Neo4j counts as reading what a service must not do for strangers (LOAD CSV, SHOW,
TERMINATE, procedures), and ArcadeDB knows no read mode. So every word that could begin such a thing is refused,
unless it stands where it can only be a name: after a dot, as a label or type, as the key of a map, as a parameter, or
in backticks. Wherever two engines might cut a text into words differently, the text is refused as well.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from graph.errors import RefusedQuery, TooLarge

LONGEST = 100_000  # bytes of UTF-8

REFUSED = frozenset(
    """ALTER CREATE DEALLOCATE DELETE DENY DETACH DISABLE DROP DRYRUN ENABLE FOREACH GRANT INSERT MERGE NODETACH
    REALLOCATE REMOVE RENAME REVOKE SET SHOW TERMINATE TRANSACTION TRANSACTIONS USE""".split()  # noqa: SIM905
)
GLUED = tuple(sorted(REFUSED | {"CALL", "LOAD"}))
# these begin a statement or nothing; elsewhere they are names that people like: (start)-[:HOLDS]->(end)
REFUSED_FIRST = frozenset(("CYPHER", "EXPLAIN", "PROFILE", "START", "STOP"))
BEFORE_FIRST = frozenset(("", "{", "}", ";", "UNION", "ALL", "DISTINCT", "NEXT", "THEN", "ELSE", "EXPLAIN", "PROFILE"))
LOADED = frozenset(("CSV", "JSON", "PARQUET", "XML"))

WORD_CATEGORIES = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Pc"))
QUOTED = {
    "'": re.compile(r"'(?:[^'\\]|\\.)*+'", re.DOTALL),
    '"': re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL),
    "`": re.compile(r"`(?:[^`]|``)*+`"),
    "/*": re.compile(r"/\*.*?\*/", re.DOTALL),
}
LINE_COMMENT = re.compile(r"//[^\r\n]*")
ESCAPE = re.compile(r"\\[uU]")
# what one lexer may take for the end of a line or for nothing, and another not
ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


class Token(NamedTuple):
    """A word, number, string, name in backticks, or sign; `start` is its place in the text."""

    kind: str
    text: str
    start: int


def check(text: str) -> None:
    """Pass a text that only reads. Raises RefusedQuery that names the word and its place, or TooLarge."""
    size = len(text.encode(errors="replace"))
    if size > LONGEST:
        raise TooLarge(
            f"the query has {size} bytes; at most {LONGEST} are taken",
            parameter="query",
            hint="pass lists as parameters",
        )
    if met := ESCAPE.search(text) or ODD.search(text):
        raise _refused(text, met.start(), ascii(met.group()), "pass such text as a parameter", "the character")
    tokens = list(tokens_of(text))
    if not tokens:
        raise RefusedQuery("the query is empty", parameter="query", hint="MATCH (n:Actor) RETURN n.name LIMIT 10")
    none = Token("sign", "", 0)
    for before, previous, token, following in zip(
        [none, none, *tokens], [none, *tokens], tokens, [*tokens[1:], none], strict=False
    ):
        _check_token(text, before, previous, token, following)


def parameters_of(text: str) -> set[str]:
    """The names of the `$parameters` in a text that has passed the check."""
    return {
        following.text
        for dollar, following in pairwise(tokens_of(text))
        if dollar == Token("sign", "$", dollar.start) and following.kind in ("word", "name", "number")
    }


def tokens_of(text: str) -> Iterator[Token]:
    """Words, numbers, signs and quoted pieces, without comments. Raises RefusedQuery where a quote does not end."""
    place = 0
    while place < len(text):
        char, start = text[place], place
        if comment := LINE_COMMENT.match(text, place):
            place = comment.end()
        elif char in QUOTED or text.startswith("/*", place):
            place = _end_of_quoted(text, place)
            if char in "'\"":
                yield Token("string", text[start:place], start)
            elif char == "`":
                yield Token("name", text[start + 1 : place - 1].replace("``", "`"), start)
        elif _in_word(char):
            while place < len(text) and _in_word(text[place]):
                place += 1
            yield Token("number" if char.isdigit() else "word", text[start:place], start)
        else:
            place += 1
            if unicodedata.category(char) == "Cf":
                raise _refused(text, start, ascii(char), "remove it", "the invisible character")
            if not char.isspace():
                yield Token("sign", char, start)


def _end_of_quoted(text: str, place: int) -> int:
    mark = "/*" if text.startswith("/*", place) else text[place]
    found = QUOTED[mark].match(text, place)
    if not found:
        raise _refused(text, place, mark, "end it", "what is opened by")
    if mark == "`" and "\\" in found.group():
        raise _refused(text, place, "\\", "names in backticks need none", "the backslash")
    return found.end()


def _check_token(text: str, before: Token, previous: Token, token: Token, following: Token) -> None:
    word = unicodedata.normalize("NFKC", token.text).upper()
    ends_number = previous.text == "." and before.kind == "number"
    if token.kind == "number" or (token.kind == "word" and ends_number):
        # 1CREATE and 1.e5CREATE are a number and a word to some lexers
        if word.endswith(GLUED):
            raise _refused(text, token.start, word, "put a space after the number")
    elif token.kind == "word":
        if _does_more(word, previous, following) and not _is_name(before, previous, following):
            raise _refused(text, token.start, word, f"as a name it is written in backticks: `{token.text}`")
    elif token[:2] == ("sign", ";") and following.text:
        raise _refused(text, token.start, ";", "send one statement at a time", "more after")


def _does_more(word: str, previous: Token, following: Token) -> bool:
    """Whether a word, unless it is a name, begins what is refused."""
    if word in REFUSED_FIRST:
        return previous.kind not in ("string", "name") and previous.text.upper() in BEFORE_FIRST
    if word == "CALL":  # subqueries are fine, procedures are not
        return following.kind != "sign" or following.text not in ("{", "(")
    if word == "LOAD":
        return following.text.upper() in LOADED
    return word in REFUSED


def _is_name(before: Token, previous: Token, following: Token) -> bool:
    """Whether a word stands where it can only be a name."""
    if previous.kind != "sign":
        return False
    if previous.text == ".":
        return before.kind != "number" and before.text not in (".", "")  # 1.SET and 1..SET end a number
    if previous.text in ("{", ","):
        return following[:2] == ("sign", ":")
    return previous.text in ("$", ":", "|", "&", "!")


def _in_word(char: str) -> bool:
    return (char.isalnum() or char == "_") if char.isascii() else unicodedata.category(char) in WORD_CATEGORIES


def _refused(text: str, place: int, met: str, hint: str, what: str = "") -> RefusedQuery:
    line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    return RefusedQuery(
        f"line {line}, column {column}: {what}{' ' if what else ''}{met} is refused; a query here may only read",
        parameter="query",
        value=met,
        hint=hint,
    )
