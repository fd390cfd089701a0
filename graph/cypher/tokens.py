"""Cypher cut into tokens in one pass, in a time that grows with its length only: what guard and header both read.

Two engines cut a text into words differently where it is odd, so what is odd is refused here, and what an engine gets
is written anew from these tokens: without comments, with plain spaces, and with no escape of a character's number.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from graph.errors import RefusedQuery

WORD_CATEGORIES = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Pc"))
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*+")
# what begins like a number and goes on like a word is looked at as one piece: 1CREATE is two words to some lexers
NUMBERED = re.compile(r"(?:[0-9][0-9_]*+(?:\.[0-9]++)?|\.[0-9]++)(?:[eE][+-][0-9]++)?+[A-Za-z0-9_]*+")
NUMBER = re.compile(
    r"[0-9][0-9_]*+(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?+|\.[0-9]++(?:[eE][+-]?[0-9]++)?+|0x[0-9A-Fa-f_]++|0o[0-7_]++"
)
STRING = {"'": re.compile(r"'((?:[^'\\]|\\.)*+)'", re.DOTALL), '"': re.compile(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL)}
NAME = re.compile(r"`((?:[^`]|``)*+)`")
LINE_COMMENT = re.compile(r"//[^\r\n]*+")
SIGN = re.compile(r"\.\.|=~|<>|<=|>=|::|\|\||!=|[-+*/%^=<>|&!:.,()\[\]{}$;]")
NUMBERS_OF_CHARACTERS = {"u": 4, "U": 8}

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


class Token(NamedTuple):
    """A word, number, string, name in backticks, or sign.

    `start` and `end` are places in the text; `written` is how an engine gets it, where not as it stands there.
    """

    kind: str
    text: str
    start: int
    end: int
    written: str | None = None


NOTHING = Token("sign", "", 0, 0)


@dataclass
class Cursor:
    """A place among the tokens of a text, `number`, from which the ones before and after it are looked at."""

    text: str
    tokens: list[Token]
    number: int

    def look_ahead(self) -> Token:
        """The token after this one."""
        return self.tokens[self.number + 1] if self.number + 1 < len(self.tokens) else NOTHING

    def look_back(self, count: int) -> Token:
        """The token `count` before this one."""
        place = self.number - count
        return self.tokens[place] if 0 <= place < len(self.tokens) else NOTHING


def split_tokens(text: str) -> Iterator[Token]:
    """All but spaces and comments. Raises RefusedQuery where a quote does not end, and at odd characters."""
    place = 1 if text.startswith("\ufeff") else 0
    while place < len(text):
        char = text[place]
        if char in " \t\r\n":
            place += 1
        elif char == "/" and text.startswith(("//", "/*"), place):
            place = _end_of_comment(text, place)
        else:
            token = _token_at(text, place, char)
            if token is not None:
                yield token
            place = token.end if token is not None else place + 1


def make_refusal(text: str, place: int, met: str, hint: str, what: str = "") -> RefusedQuery:
    """The error that names what was met, and where."""
    line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    return RefusedQuery(
        f"line {line}, column {column}: {what}{' ' if what else ''}{met} is refused; a query here may only read",
        parameter="query",
        value=met,
        hint=hint,
    )


def _token_at(text: str, place: int, char: str) -> Token | None:
    if char in STRING:
        return _read_string(text, place, char)
    if char == "`":
        return _read_name(text, place)
    if found := NUMBERED.match(text, place):
        return _read_number(text, found)
    if _is_in_word(char):
        end = _find_word_end(text, place)
        return Token("word", text[place:end], place, end)
    if found := SIGN.match(text, place):
        return Token("sign", found.group(), place, found.end())
    if unicodedata.category(char) == "Zs":
        return None
    hint = "remove it" if char != "\\" else "pass such text as a parameter"
    raise make_refusal(text, place, ascii(char), hint, "the character")


def _end_of_comment(text: str, place: int) -> int:
    if line := LINE_COMMENT.match(text, place):
        return line.end()
    end = text.find("*/", place + 2)
    if end < 0:
        raise make_refusal(text, place, "/*", "end it", "what is opened by")
    return end + 2


def _read_string(text: str, place: int, quote: str) -> Token:
    found = STRING[quote].match(text, place)
    if not found:
        raise make_refusal(text, place, quote, "end it", "what is opened by")
    inside = found[1]
    written = quote + _replace_escapes(text, place + 1, inside) + quote if "\\" in inside else None
    if any("\ud800" <= char <= "\udfff" for char in inside):
        raise make_refusal(text, place, ascii(inside[:20]), "write the whole character", "half a character in")
    return Token("string", found.group(), place, found.end(), written)


def _replace_escapes(text: str, start: int, inside: str) -> str:
    """What stands in a string, with characters in place of the escapes that give a character's number.

    Neo4j reads such an escape before it looks for the end of the string: one might end it.
    """
    out, place = [], 0
    while (next_ := inside.find("\\", place)) >= 0:
        out.append(inside[place:next_])
        escape = inside[next_ + 1]
        if escape in NUMBERS_OF_CHARACTERS:
            char, place = _read_escape(text, start, inside, next_)
            out.append(char)
        elif escape == "\\" and inside[next_ + 2 : next_ + 3] in ("u", "U"):
            raise make_refusal(text, start + next_, "\\\\u", "pass such text as a parameter", "the escape")
        else:
            out.append(inside[next_ : next_ + 2])
            place = next_ + 2
    out.append(inside[place:])
    return "".join(out)


def _read_escape(text: str, start: int, inside: str, place: int) -> tuple[str, int]:
    """The character of an escape, as it may stand in any string, and the place behind it."""
    code, end = _read_code_point(text, start, inside, place)
    if 0xD800 <= code < 0xDC00 and inside.startswith("\\u", end):
        low, end = _read_code_point(text, start, inside, end)
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) if 0xDC00 <= low < 0xE000 else code
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF or (code < 0x20 and code not in (9, 10, 13)):
        raise make_refusal(text, start + place, inside[place:end], "pass such text as a parameter", "the escape")
    char = chr(code)
    if char == "\\" and inside[end : end + 1] in ("u", "U"):
        raise make_refusal(text, start + place, inside[place:end], "pass such text as a parameter", "the escape")
    return (f"\\{char}" if char in "'\"\\" else char), end


def _read_code_point(text: str, start: int, inside: str, place: int) -> tuple[int, int]:
    end = place + 2 + NUMBERS_OF_CHARACTERS[inside[place + 1]]
    digits = inside[place + 2 : end]
    if len(digits) < end - place - 2 or not all(char in "0123456789abcdefABCDEF" for char in digits):
        raise make_refusal(text, start + place, inside[place:end], "it needs 4 digits, as in \\u00e9", "the escape")
    return int(digits, 16), end


def _read_name(text: str, place: int) -> Token:
    found = NAME.match(text, place)
    if not found:
        raise make_refusal(text, place, "`", "end it", "what is opened by")
    if "\\" in found.group():
        raise make_refusal(text, place, "\\", "names in backticks need none", "the backslash")
    return Token("name", found[1].replace("``", "`"), place, found.end())


def _read_number(text: str, found: re.Match[str]) -> Token:
    end = found.end()
    if not NUMBER.fullmatch(found.group()) or (end < len(text) and _is_in_word(text[end])):
        met = text[found.start() : _find_word_end(text, end)]
        raise make_refusal(text, found.start(), met, "put a space after the number", "the number")
    plain = found.group().replace("_", "")  # 1_000: one engine knows no such numbers
    return Token("number", found.group(), found.start(), end, plain if plain != found.group() else None)


def _find_word_end(text: str, place: int) -> int:
    while place < len(text):
        if found := WORD.match(text, place):
            place = found.end()
        elif _is_in_word(text[place]):
            place += 1
        else:
            break
    return place


def _is_in_word(char: str) -> bool:
    return (char.isalnum() or char == "_") if char.isascii() else unicodedata.category(char) in WORD_CATEGORIES
