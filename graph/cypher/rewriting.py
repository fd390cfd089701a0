"""What an engine gets otherwise than it is written: words on how to run a query are left out, tables are written out.

How a query is to be planned, in which graph and by which rules of the language changes no answer, and engines differ
in what they take of it. What CALL and SHOW say of the schema is known here, so clauses with that table replace them.
"""

from collections.abc import Mapping
from typing import Any, Literal

from graph.cypher.schema import PROCEDURES, Table, procedure_tables
from graph.cypher.tokens import Cursor, Token, make_refusal

Kind = Literal["read", "explain", "profile"]

KINDS: dict[str, Kind] = {"EXPLAIN": "explain", "PROFILE": "profile"}
HOME = "NEO4J"  # what USE may name: the one graph there is
LANGUAGE = "5"  # what CYPHER may name
INDEXES = frozenset(["TEXT", "RANGE", "POINT", "BTREE"])
A_NAME = frozenset(["word", "name"])


def read_options(text: str, tokens: list[Token]) -> tuple[Kind, int]:
    """What is asked for, and the number of the token with which the query itself begins.

    `CYPHER 5 runtime=slotted PROFILE USE neo4j MATCH ..` begins with MATCH. Raises RefusedQuery for another language.
    """
    kind: Kind = "read"
    begin = 0
    seen = set[str]()
    while (word := _get_word(tokens, begin)) and word not in seen and (word == "CYPHER" or word in KINDS):
        seen |= {word} if word == "CYPHER" else set(KINDS)
        if word == "CYPHER":
            begin = _end_of_options(text, tokens, begin + 1)
        else:
            kind, begin = KINDS[word], begin + 1
    is_home = _get_word(tokens, begin) == "USE" and _get_word(tokens, begin + 1) == HOME
    if is_home and not _is_sign(tokens, begin + 2, "."):
        begin += 2
    return kind, begin


def find_hint_end(tokens: list[Token], begin: int) -> int | None:
    """The number of the token behind a hint that begins with USING, None where it is none.

    USING [TEXT] INDEX [SEEK] n:Actor(id), USING SCAN n:Actor, USING JOIN ON a, b.
    """
    place = begin + 1
    if _get_word(tokens, place) == "JOIN" and _get_word(tokens, place + 1) == "ON":
        return _find_names_end(tokens, place + 2)
    is_scan = _get_word(tokens, place) == "SCAN"
    if not is_scan:
        place += _get_word(tokens, place) in INDEXES
        if _get_word(tokens, place) != "INDEX":
            return None
        place += _get_word(tokens, place + 1) == "SEEK"
    if not (_is_name(tokens, place + 1) and _is_sign(tokens, place + 2, ":") and _is_name(tokens, place + 3)):
        return None
    place += 4
    if is_scan:
        return place
    end = _find_names_end(tokens, place + 1) if _is_sign(tokens, place, "(") else None
    return end + 1 if end is not None and _is_sign(tokens, end, ")") else None


def read_procedure(cursor: Cursor, token: Token) -> Table:
    """What the procedure answers whose name stands behind `token`, which is CALL; the cursor goes to its last token.

    Raises RefusedQuery that lists those that may be called.
    """
    name = ""
    while cursor.look_ahead().kind in A_NAME or cursor.look_ahead().text == ".":
        cursor.number += 1
        name += cursor.look_back(0).text
        if cursor.look_back(0).kind != "sign" and cursor.look_ahead().text != ".":
            break
    table = procedure_tables().get(name.lower())
    if table is None:
        known = ", ".join(sorted(PROCEDURES.values()))
        raise make_refusal(cursor.text, token.start, f"CALL {name}".strip(), f"these may be called: {known}")
    if cursor.look_ahead().text == "(":
        cursor.number += 1
        if cursor.look_ahead().text != ")":
            raise make_refusal(cursor.text, token.start, f"CALL {name}", "without anything in its parentheses")
        cursor.number += 1
    return table


def write_table(cursor: Cursor, begin: int, word: str, table: Table) -> tuple[int, str]:
    """Clauses in place of CALL .. [YIELD ..] or SHOW .., which begin with the token `begin`, and the token behind it.

    The cursor goes to the last token that they replace.
    """
    if cursor.look_ahead().text.upper() != "YIELD":
        if cursor.number + 1 < len(cursor.tokens):
            hint = f"write {word} .. YIELD .."
            raise make_refusal(cursor.text, cursor.tokens[begin].start, f"{word} without YIELD", hint)
        return cursor.number + 1, write_table_query(table)
    cursor.number += 1
    names = _read_yield(cursor, table)
    followed = "" if cursor.look_ahead().text.upper() != "WHERE" else " WITH *"
    ends = "" if cursor.number + 1 < len(cursor.tokens) else " RETURN " + ", ".join(map(quote_name, names.values()))
    return cursor.number + 1, unwind_table(table, names) + followed + ends


def _read_yield(cursor: Cursor, table: Table) -> dict[str, str]:
    """The columns behind YIELD, each with the name that it gets."""
    names: dict[str, str] = {}
    while True:
        cursor.number += 1
        column = cursor.look_back(0)
        if column.text == "*" and not names:
            return {name: name for name in table.columns}
        if column.kind not in ("word", "name") or column.text not in table.columns:
            raise make_refusal(cursor.text, column.start, column.text, f"its columns are {', '.join(table.columns)}")
        names[column.text] = column.text
        if cursor.look_ahead().text.upper() == "AS":
            cursor.number += 2
            names[column.text] = cursor.look_back(0).text
        if cursor.look_ahead().text != ",":
            return names
        cursor.number += 1


def write_literal(value: Any) -> str:
    """A value as Cypher writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"`{name}`: {write_literal(item)}" for name, item in value.items()) + "}"
    return "[" + ", ".join(write_literal(item) for item in value) + "]"


def write_table_query(table: Table) -> str:
    """A query that gives the rows of a table, and nothing else."""
    return f"{unwind_table(table, {name: name for name in table.columns})} RETURN {', '.join(table.columns)}"


def unwind_table(table: Table, names: dict[str, str]) -> str:
    """Clauses that bind some columns of a table to names, once for each of its rows."""
    if len(table.columns) == 1:
        (column,) = names or table.columns
        return f"UNWIND {write_literal([row[0] for row in table.rows])} AS {quote_name(names.get(column, column))}"
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    binding = "".join(f" UNWIND [schemaRow.`{column}`] AS {quote_name(name)}" for column, name in names.items())
    return f"UNWIND {write_literal(rows)} AS schemaRow{binding}"


def quote_name(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _end_of_options(text: str, tokens: list[Token], place: int) -> int:
    if place < len(tokens) and tokens[place].kind == "number":
        if tokens[place].text != LANGUAGE:
            met = f"CYPHER {tokens[place].text}"
            raise make_refusal(
                text, tokens[place - 1].start, met, f"leave it out; a query is read as Cypher {LANGUAGE}"
            )
        place += 1
    while _get_word(tokens, place) and _is_sign(tokens, place + 1, "=") and _get_word(tokens, place + 2):
        place += 3
    return place


def _find_names_end(tokens: list[Token], place: int) -> int | None:
    while _is_name(tokens, place):
        place += 1
        if not _is_sign(tokens, place, ","):
            return place
        place += 1
    return None


def _get_word(tokens: list[Token], place: int) -> str:
    return tokens[place].text.upper() if place < len(tokens) and tokens[place].kind == "word" else ""


def _is_name(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].kind in A_NAME


def _is_sign(tokens: list[Token], place: int, sign: str) -> bool:
    return place < len(tokens) and tokens[place].kind == "sign" and tokens[place].text == sign
