"""Conditions of nodes and edges that use another edge, in a form in which each engine sees that one.

`MATCH ()-[e:HOLDS]->() MATCH (s:Statement {id: e.statement})` finds nothing in ArcadeDB, which looks for the node
before it has the edge, and says so to nobody. Within WHERE it waits: `(s:Statement WHERE s.id = (e.statement))`, which
means the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.cypher.tokens import Token

CLOSING = {"(": ")", "[": "]"}
AFTER_PATTERN = frozenset(["WHERE", "RETURN", "WITH", "UNWIND", "CALL", "UNION", "ORDER", "SKIP", "LIMIT", "USING"])
NAMED = frozenset(["word", "name"])


@dataclass
class Bracket:
    """A bracket that is open: the number of its token, and whether what stands in it is a pattern of MATCH."""

    begin: int
    sign: str
    is_pattern: bool = False


def find_edge_values(tokens: list[Token], begin: int) -> dict[int, tuple[int, str]]:
    """What an engine gets in place of some tokens, by the number of the first: the number of the next, and a text."""
    edges = {
        tokens[number].text
        for number in range(begin + 2, len(tokens) - 1)
        if tokens[number].kind in NAMED
        and _is_sign(tokens[number - 1], "[")
        and _is_sign(tokens[number - 2], "-")
        and (tokens[number + 1].text in (":", "]", "*", "{") or tokens[number + 1].text.upper() == "WHERE")
    }
    instead: dict[int, tuple[int, str]] = {}
    for part, opened, closed in _list_maps(tokens, begin) if edges else ():
        entries = list(_split_entries(tokens, opened, closed))
        if any(_has_edge(tokens, first, last, edges) for _, first, last in entries):
            instead |= _write_where(tokens, part, opened, closed, entries)
    return instead


def _list_maps(tokens: list[Token], begin: int) -> Iterator[tuple[int, int, int]]:
    """Maps in patterns of MATCH: the numbers of the bracket of the node or edge, and of both of the map.

    An edge of several steps, `[*1..3 {..}]`, may have no WHERE and is left out.
    """
    open_ = [Bracket(begin - 1, "{")]
    for number in range(begin, len(tokens)):
        token, top = tokens[number], open_[-1]
        word = token.text.upper() if token.kind == "word" else ""
        if word and (top.sign == "{" or word == "WHERE"):
            top.is_pattern = word == "MATCH" or (top.is_pattern and word not in AFTER_PATTERN)
        elif token.kind == "sign" and token.text in "([{" and token.text:
            is_edge = token.text == "[" and _is_sign(tokens[number - 1], "-")
            open_.append(Bracket(number, token.text, top.is_pattern and (is_edge or token.text == "(")))
        elif token.kind == "sign" and token.text in ")]}" and token.text and len(open_) > 1:
            closed = open_.pop()
            part = open_[-1]
            is_of_steps = any(_is_sign(token, "*") for token in tokens[part.begin + 1 : closed.begin])
            if closed.sign == "{" and part.sign in CLOSING and part.is_pattern and not is_of_steps:
                yield part.begin, closed.begin, number


def _split_entries(tokens: list[Token], opened: int, closed: int) -> Iterator[tuple[int, int, int]]:
    """The entries of a map: the number of the key, that of the first token of the value, and that behind its last."""
    depth, key = 0, opened + 1
    for number in range(opened + 1, closed + 1):
        sign = tokens[number].text if tokens[number].kind == "sign" else ""
        if depth == 0 and (sign == "," or number == closed):
            if key + 2 < number:
                yield key, key + 2, number
            key = number + 1
        depth += (sign in ("(", "[", "{")) - (sign in (")", "]", "}"))


def _has_edge(tokens: list[Token], first: int, last: int, edges: set[str]) -> bool:
    return any(tokens[number].kind in NAMED and tokens[number].text in edges for number in range(first, last))


def _write_where(
    tokens: list[Token], part: int, opened: int, closed: int, entries: list[tuple[int, int, int]]
) -> dict[int, tuple[int, str]]:
    """WHERE in place of a map. A WHERE behind it is put into parentheses; what has no name gets one."""
    instead = {}
    if part + 1 < opened and tokens[part + 1].kind in NAMED:
        name = _write(tokens[part + 1])
    else:
        name = f"unnamed{part}"
        instead[part] = part + 1, tokens[part].text + name
    conditions = " AND ".join(
        f"{name}.{_write(tokens[key])} = ({' '.join(map(_write, tokens[first:last]))})" for key, first, last in entries
    )
    end = closed + 1
    if end < len(tokens) and tokens[end].text.upper() == "WHERE":
        last = _find_end(tokens, part)
        instead[opened] = end + 1, f" WHERE {conditions} AND ("
        instead[last] = last + 1, f"){CLOSING[tokens[part].text]}"
    else:
        instead[opened] = end, f" WHERE {conditions}"
    return instead


def _find_end(tokens: list[Token], begin: int) -> int:
    """The number of the bracket that closes the one at `begin`."""
    depth = 0
    for number in range(begin, len(tokens)):
        sign = tokens[number].text if tokens[number].kind == "sign" else ""
        depth += (sign in ("(", "[", "{")) - (sign in (")", "]", "}"))
        if depth == 0:
            return number
    return len(tokens)


def _write(token: Token) -> str:
    if token.written is not None:
        return token.written
    return token.text if token.kind != "name" else f"`{token.text.replace('`', '``')}`"


def _is_sign(token: Token, sign: str) -> bool:
    return token.kind == "sign" and token.text == sign
