"""What a query says besides itself: how it is to be planned, in which graph, and by which rules of the language.

None of it changes an answer, and engines differ in what they take of it. So it is left out of what an engine gets.
"""

from typing import Literal

from graph.cypher.tokens import Token, refused

Kind = Literal["read", "explain", "profile"]

KINDS: dict[str, Kind] = {"EXPLAIN": "explain", "PROFILE": "profile"}
HOME = "NEO4J"  # what USE may name: the one graph there is
LANGUAGE = "5"  # what CYPHER may name
INDEXES = frozenset(["TEXT", "RANGE", "POINT", "BTREE"])
NAMES = frozenset(["word", "name"])


def head_of(text: str, tokens: list[Token]) -> tuple[Kind, int]:
    """What is asked for, and the number of the token with which the query itself begins.

    `CYPHER 5 runtime=slotted PROFILE USE neo4j MATCH ..` begins with MATCH. Raises RefusedQuery for another language.
    """
    kind: Kind = "read"
    begin = 0
    seen = set[str]()
    while (word := _word(tokens, begin)) and word not in seen and (word == "CYPHER" or word in KINDS):
        seen |= {word} if word == "CYPHER" else set(KINDS)
        if word == "CYPHER":
            begin = _end_of_options(text, tokens, begin + 1)
        else:
            kind, begin = KINDS[word], begin + 1
    is_home = _word(tokens, begin) == "USE" and _word(tokens, begin + 1) == HOME
    if is_home and not _is_sign(tokens, begin + 2, "."):
        begin += 2
    return kind, begin


def hint_end(tokens: list[Token], begin: int) -> int | None:
    """The number of the token behind a hint that begins with USING, None where it is none.

    USING [TEXT] INDEX [SEEK] n:Actor(id), USING SCAN n:Actor, USING JOIN ON a, b.
    """
    place = begin + 1
    if _word(tokens, place) == "JOIN" and _word(tokens, place + 1) == "ON":
        return _end_of_names(tokens, place + 2)
    is_scan = _word(tokens, place) == "SCAN"
    if not is_scan:
        place += _word(tokens, place) in INDEXES
        if _word(tokens, place) != "INDEX":
            return None
        place += _word(tokens, place + 1) == "SEEK"
    if not (_is_name(tokens, place + 1) and _is_sign(tokens, place + 2, ":") and _is_name(tokens, place + 3)):
        return None
    place += 4
    if is_scan:
        return place
    end = _end_of_names(tokens, place + 1) if _is_sign(tokens, place, "(") else None
    return end + 1 if end is not None and _is_sign(tokens, end, ")") else None


def _end_of_options(text: str, tokens: list[Token], place: int) -> int:
    if place < len(tokens) and tokens[place].kind == "number":
        if tokens[place].text != LANGUAGE:
            met = f"CYPHER {tokens[place].text}"
            raise refused(text, tokens[place - 1].start, met, f"leave it out; a query is read as Cypher {LANGUAGE}")
        place += 1
    while _word(tokens, place) and _is_sign(tokens, place + 1, "=") and _word(tokens, place + 2):
        place += 3
    return place


def _end_of_names(tokens: list[Token], place: int) -> int | None:
    while _is_name(tokens, place):
        place += 1
        if not _is_sign(tokens, place, ","):
            return place
        place += 1
    return None


def _word(tokens: list[Token], place: int) -> str:
    return tokens[place].text.upper() if place < len(tokens) and tokens[place].kind == "word" else ""


def _is_name(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].kind in NAMES


def _is_sign(tokens: list[Token], place: int, sign: str) -> bool:
    return place < len(tokens) and tokens[place].kind == "sign" and tokens[place].text == sign
