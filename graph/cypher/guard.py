"""Whether a text of Cypher only reads: looked at before any engine sees it, by lists of what may stand where.

An engine's own guard is not enough. Neo4j counts as reading what a service must not do for strangers (LOAD CSV, SHOW,
TERMINATE, procedures), and ArcadeDB knows no read mode and has functions that sleep, run SQL or fill the memory.

So the text is followed token by token, knowing only whether a value may begin here (then any word is a name, or a
function of the list), whether one has just ended (then a word joins it to another, or begins a clause that reads), or
whether a clause must begin. Whatever begins a clause that does more stands behind a value or where a clause begins,
and all but functions of the list is refused before a parenthesis: so nobody needs to know what engines call it.
"""

from typing import NamedTuple

from graph.cypher.rewriting import Kind, read_options
from graph.cypher.tokens import Token, split_tokens
from graph.cypher.walk import Walk
from graph.errors import RefusedQuery, TooLarge

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
    return CheckedQuery(_write_tokens(text, tokens, begin, walk.instead), kind)


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
